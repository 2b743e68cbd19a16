"""JupyterLab on the notebooks, on this computer only, with nothing asked of the network.

What is here: the options and environment JupyterLab is started with, and its start. The settings it finds (no news, no
update checks, no extension manager) are data in ``jupyter/labconfig``. Where the notebooks are is in ``notebooks.py``;
what a notebook shows is left to ``look``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from workbench.errors import InputError
from workbench.notebooks import FIRST_NOTEBOOK, find_notebooks, is_root, jupyter_environment, story_folder


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
        *(["--allow-root"] if is_root() else []),
        *more,
    ]


def environment(base: Mapping[str, str], *, story: Path | None = None) -> dict[str, str]:
    """The environment JupyterLab is started in: ``base``, our settings before all others, and the story's folder.

    The analyst's own JupyterLab settings and workspaces stay as they are: this lab keeps its own beside them.
    """
    from jupyter_core.paths import jupyter_config_dir

    ours = Path(jupyter_config_dir()) / "workbench"
    return {
        **jupyter_environment(base, story=story),
        "JUPYTERLAB_SETTINGS_DIR": base.get("JUPYTERLAB_SETTINGS_DIR", str(ours / "settings")),
        "JUPYTERLAB_WORKSPACES_DIR": base.get("JUPYTERLAB_WORKSPACES_DIR", str(ours / "workspaces")),
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
    opened = story_folder(story)
    folder = find_notebooks(notebooks)
    try:
        from jupyterlab.labapp import LabApp
    except ImportError:
        raise InputError("JupyterLab is not installed; install it with: pip install 'story-workbench[lab]'") from None
    os.environ.update(environment(os.environ, story=opened))
    print("Stop JupyterLab with Ctrl-C.", file=sys.stderr)  # noqa: T201 - JupyterLab says this only among its log lines
    LabApp.launch_instance(arguments(folder, port=port, browser=browser, more=more))
    return 0


def _root_of(notebooks: Path) -> Path:
    """The folder shown in the file browser: the notebooks' own parent, so that stories can be opened as well."""
    return notebooks.parent
