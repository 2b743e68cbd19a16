"""The notebooks: where they are, what each is called, and one run from top to bottom on any story.

What is here: the folder of the notebooks, the list of them with their titles and questions, the environment in which
Jupyter finds our settings and templates, and a run with other parameters. JupyterLab is started in ``lab.py``, the web
page without code in ``app.py``; the executed notebooks as files are left to ``publish/pages.py``.
"""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import InputError
from workbench.ledgerfolder import refuse_ledger

if TYPE_CHECKING:
    from nbformat import NotebookNode

FIRST_NOTEBOOK = "00_start_here.ipynb"

#: The folder of the lessons beside the notebooks, and what they are listed under.
LESSONS, LESSONS_PART = "teach", "To learn alone, and to teach"

#: The environment variable by which a notebook learns which story to open.
STORY_VARIABLE = "WORKBENCH_STORY"

#: The tag of the one cell that holds the analyst's choices, and of the cell put after it by a run with others.
PARAMETERS, INJECTED = "parameters", "injected-parameters"

#: The tag of prose that speaks of boxes to run, which a page without them leaves out.
WITH_CODE_ONLY = "with-code-only"

PACKAGE = Path(__file__).resolve().parent

#: The story that is opened where none is named.
SHIPPED = PACKAGE.parent / "data" / "stories" / "dprk-troops-2024"

#: Seconds that a cell may take.
_PATIENCE = 600

#: Settings and templates of ours that Jupyter is shown, below the folders it looks for them in.
JUPYTER_FILES = PACKAGE / "jupyter"


@dataclass(frozen=True, slots=True)
class Page:
    """One notebook in a list of them: its file's path, where a link leads, its title and the question it asks.

    ``file`` is the path below the folder of the notebooks, with forward slashes; ``part`` is the heading it is listed
    under, none for the notebooks of the argument.
    """

    file: str
    href: str
    title: str
    question: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of the notebooks on one story: its title and question, a word on the pages, and the pages in order."""

    title: str
    question: str
    lead: str
    pages: tuple[Page, ...]


def find_notebooks(folder: Path | None = None) -> Path:
    """The folder of the notebooks: the one given, else the checkout's, else ``notebooks`` in the current folder.

    Raises ``InputError`` naming the places looked at when none of them holds the first notebook.
    """
    places = [folder] if folder else [PACKAGE.parent / "notebooks", Path.cwd() / "notebooks"]
    for place in places:
        if (place / FIRST_NOTEBOOK).is_file():
            return place.resolve()
    looked = " or ".join(dict.fromkeys(str(place) for place in places))
    raise InputError(f"no {FIRST_NOTEBOOK} in {looked}; give the folder of the notebooks with --notebooks")


def contents(
    folder: Path, *, story: Path | None = None, lead: str = "", href: Callable[[str], str] = lambda file: file
) -> Contents:
    """The notebooks of a folder in the order of their names, then its lessons, each with its title and its question.

    ``href`` makes a link of a file's path. Of the story only its file is read.
    """
    from workbench.storyfile import read_story_file

    written = (story or SHIPPED) / "story.toml"
    file = read_story_file(written) if written.is_file() else None
    lessons = dict.fromkeys(sorted(folder.glob(f"{LESSONS}/*.ipynb")), LESSONS_PART)
    parts = {**dict.fromkeys(sorted(folder.glob("*.ipynb")), ""), **lessons}
    pages = tuple(_page(path, path.relative_to(folder).as_posix(), href, part) for path, part in parts.items())
    return Contents((file and file.title) or "One story, many reports", (file and file.question) or "", lead, pages)


def _page(path: Path, file: str, href: Callable[[str], str], part: str) -> Page:
    cells = json.loads(path.read_text(encoding="utf-8")).get("cells", [])
    prose = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    head, _, body = next(prose, "").partition("\n")
    question = body.split("**")[1] if body.count("**") >= 2 else ""
    title = head.removeprefix("# ").strip() or path.stem
    return Page(file, href(file), title, " ".join(question.split()), part)


def jupyter_environment(base: Mapping[str, str], *, story: Path | None = None) -> dict[str, str]:
    """The environment Jupyter is started in: ``base``, our settings and templates before all others, and the story."""
    return {
        **base,
        "JUPYTER_CONFIG_PATH": _before(JUPYTER_FILES, base.get("JUPYTER_CONFIG_PATH")),
        "JUPYTER_PATH": _before(JUPYTER_FILES, base.get("JUPYTER_PATH")),
        # A kernel named python3 in the home folder may belong to another installation, without this package.
        "JUPYTER_PREFER_ENV_PATH": "1",
        **({STORY_VARIABLE: str(story)} if story else {}),
    }


def _before(ours: Path, theirs: str | None) -> str:
    return os.pathsep.join([str(ours), *([theirs] if theirs else [])])


def story_folder(story: Path | None) -> Path | None:
    """The story's folder in full, or nothing for the shipped one; raises ``InputError`` for none and for a ledger."""
    if story is not None and not story.is_dir():
        raise InputError(f"{story}: no such story folder")
    if story is not None:
        refuse_ledger(story)
    return story.resolve() if story else None


def is_root() -> bool:
    """True for the user whom Jupyter refuses unless told otherwise."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def with_parameters(notebook: NotebookNode, values: Mapping[str, Any]) -> NotebookNode:
    """A copy of the notebook with these values put after its cell of parameters, where papermill would put them.

    Raises ``InputError`` when the notebook has no such cell, or none of that name in it.
    """
    import nbformat

    filled: NotebookNode = copy.deepcopy(notebook)
    if not values:
        return filled
    at = next((at for at, cell in enumerate(filled.cells) if PARAMETERS in cell.metadata.get("tags", [])), None)
    if at is None:
        raise InputError("with_parameters: the notebook has no cell with the tag 'parameters'")
    known = [line.partition("=")[0].strip() for line in filled.cells[at].source.splitlines() if "=" in line]
    for name in values:
        if name not in known:
            raise InputError(f"with_parameters: parameters must be among {', '.join(known)}, is {name!r}")
    source = "\n".join(f"{name} = {value!r}" for name, value in values.items())
    cell = {"cell_type": "code", "id": INJECTED, "metadata": {"tags": [INJECTED]}, "source": source, "outputs": []}
    filled.cells.insert(at + 1, nbformat.from_dict({**cell, "execution_count": None}))
    return filled


def run(path: Path, *, story: Path | None = None, parameters: Mapping[str, Any] | None = None) -> NotebookNode:
    """The notebook with its outputs, each of its cells run in its own folder; the file itself stays as it was.

    ``parameters`` are values for the cell with that tag. Raises what a cell raises, an error where one takes longer
    than ``_PATIENCE``, and ``InputError`` for a parameter that the notebook does not have.
    """
    import nbformat
    from nbclient import NotebookClient

    notebook = with_parameters(nbformat.read(path, as_version=4), parameters or {})
    client = NotebookClient(notebook, timeout=_PATIENCE, kernel_name="python3", store_widget_state=False)
    client.execute(cwd=str(path.parent), env=jupyter_environment(os.environ, story=story.resolve() if story else None))
    return notebook
