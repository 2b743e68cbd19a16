"""JupyterLab on the notebooks, on this computer only, with nothing asked of the network.

What is here: where the notebooks are, the options and environment JupyterLab is started with, and its start. The
settings it finds (no news, no update checks, no extension manager) are data in ``jupyter/labconfig``. What a notebook
shows is left to ``look``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from workbench.errors import InputError

FIRST_NOTEBOOK = "00_start_here.ipynb"

#: The environment variable by which a notebook learns which story to open.
STORY_VARIABLE = "WORKBENCH_STORY"

_PACKAGE = Path(__file__).resolve().parent


def find_notebooks(folder: Path | None = None) -> Path:
    """The folder of the notebooks: the one given, else the checkout's, else ``notebooks`` in the current folder.

    Raises ``InputError`` naming the places looked at when none of them holds the first notebook.
    """
    places = [folder] if folder else [_PACKAGE.parent / "notebooks", Path.cwd() / "notebooks"]
    for place in places:
        if (place / FIRST_NOTEBOOK).is_file():
            return place.resolve()
    looked = " or ".join(dict.fromkeys(str(place) for place in places))
    raise InputError(f"no {FIRST_NOTEBOOK} in {looked}; give the folder of the notebooks with --notebooks")


def arguments(notebooks: Path, *, port: int = 8888, browser: bool = True, more: Sequence[str] = ()) -> list[str]:
    """The options JupyterLab is started with: loopback only, token kept, extension manager off, first notebook open.

    ``--allow-root`` is among them only when the user is root, whom Jupyter refuses otherwise.
    """
    return [
        str(notebooks / FIRST_NOTEBOOK),
        f"--ServerApp.root_dir={_root_of(notebooks)}",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        f"--ServerApp.open_browser={browser}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
        # Looking for language servers runs npm, which may ask the network for its own news.
        "--LanguageServerManager.autodetect=False",
        *(["--allow-root"] if _is_root() else []),
        *more,
    ]


def environment(base: Mapping[str, str], *, story: Path | None = None) -> dict[str, str]:
    """The environment JupyterLab is started in: ``base``, our settings before all others, and the story's folder.

    The analyst's own JupyterLab settings and workspaces stay as they are: this lab keeps its own beside them.
    """
    from jupyter_core.paths import jupyter_config_dir

    ours = Path(jupyter_config_dir()) / "workbench"
    config = os.pathsep.join(filter(None, [str(_PACKAGE / "jupyter"), base.get("JUPYTER_CONFIG_PATH", "")]))
    return {
        **base,
        "JUPYTER_CONFIG_PATH": config,
        "JUPYTERLAB_SETTINGS_DIR": base.get("JUPYTERLAB_SETTINGS_DIR", str(ours / "settings")),
        "JUPYTERLAB_WORKSPACES_DIR": base.get("JUPYTERLAB_WORKSPACES_DIR", str(ours / "workspaces")),
        # A kernel named python3 in the home folder may belong to another installation, without this package.
        "JUPYTER_PREFER_ENV_PATH": "1",
        **({STORY_VARIABLE: str(story)} if story else {}),
    }


def start_lab(
    *,
    story: Path | None = None,
    notebooks: Path | None = None,
    port: int = 8888,
    browser: bool = True,
    more: Sequence[str] = (),
) -> int:
    """The exit status of JupyterLab, which runs until it is stopped.

    Raises ``InputError`` when ``story`` is no folder, when the notebooks are not found, or when JupyterLab is not
    installed.
    """
    if story is not None and not story.is_dir():
        raise InputError(f"{story}: no such story folder")
    folder = find_notebooks(notebooks)
    try:
        from jupyterlab.labapp import LabApp
    except ImportError:
        raise InputError("JupyterLab is not installed; install it with: pip install 'story-workbench[lab]'") from None
    os.environ.update(environment(os.environ, story=story.resolve() if story else None))
    print("Stop JupyterLab with Ctrl-C.", file=sys.stderr)  # noqa: T201 - JupyterLab says this only among its log lines
    LabApp.launch_instance(arguments(folder, port=port, browser=browser, more=more))
    return 0


def _root_of(notebooks: Path) -> Path:
    """The folder shown in the file browser: the notebooks' own parent, so that stories can be opened as well."""
    return notebooks.parent


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
