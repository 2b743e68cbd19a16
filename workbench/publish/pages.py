"""The executed notebooks as pages that open from disk: one HTML file each, and a list of them.

What is here: each notebook run on a story, its outputs made fit for a page without a kernel, and the pages written. A
page holds no script and a policy that lets none run; charts are pictures in it. Running is left to ``notebooks.py``,
the looks to the templates in ``jupyter/``.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workbench.errors import InputError
from workbench.look.still import CONTROLS_ONLY
from workbench.notebooks import JUPYTER_FILES, WITH_CODE_ONLY, Page, contents, run

if TYPE_CHECKING:
    from nbformat import NotebookNode

LEAD = (
    "The notebooks as they ran on this story. Charts are pictures here, and what is to be clicked stands only in the "
    "notebooks themselves, in JupyterLab or on the web page that “workbench app” opens."
)
WIDGET = "application/vnd.jupyter.widget-view+json"
#: The parameter that says where a notebook writes a briefing, and the file it is given here.
OUT, BRIEFING = "OUT", "briefing.html"


def write_pages(
    story: Path, out: Path, *, notebooks: Path, progress: Callable[[str], None] = lambda line: None
) -> list[Path]:
    """The files written: a page for each notebook run on the story, in their order, then the list of them.

    ``progress`` is told each notebook before it runs. Raises what a cell raises, with the name of its notebook.
    """
    out.mkdir(parents=True, exist_ok=True)
    listed = contents(notebooks, story=story, lead=LEAD, href=_href)
    written = []
    for at, page in enumerate(listed.pages):
        progress(page.file)
        notebook = _run(notebooks / page.file, story, out)
        target = out / page.href
        target.write_text(page_html(notebook, listed.pages, at), encoding="utf-8")
        written.append(target)
    index = out / "index.html"
    index.write_text(_index_html(asdict(listed)), encoding="utf-8")
    return [*written, index]


def page_html(notebook: NotebookNode, listed: Sequence[Page], at: int) -> str:
    """One executed notebook as a page of its own, the ``at``-th of those listed; links lead to the other pages."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(
        template_name="workbench",
        extra_template_basedirs=[str(JUPYTER_FILES / "nbconvert" / "templates")],
        extra_template_paths=[str(JUPYTER_FILES)],
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    after = listed[at + 1] if at + 1 < len(listed) else None
    body, _ = exporter.from_notebook_node(_fit(notebook, listed, at), resources={"page": listed[at], "after": after})
    return str(body)


def _run(path: Path, story: Path, out: Path) -> NotebookNode:
    from nbclient.exceptions import CellExecutionError

    takes_out = f"{OUT} = " in path.read_text(encoding="utf-8")
    try:
        return run(path, story=story.resolve(), parameters={OUT: str((out / BRIEFING).resolve())} if takes_out else {})
    except CellExecutionError as error:
        raise InputError(f"{path.name}: {error.ename}: {error.evalue}") from error


def _fit(notebook: NotebookNode, listed: Sequence[Page], at: int) -> NotebookNode:
    """The notebook without what only a kernel can show, its links leading from page to page."""
    folder = posixpath.dirname(listed[at].file) or "."
    kept = [cell for cell in notebook.cells if WITH_CODE_ONLY not in cell.metadata.get("tags", [])]
    for cell in kept:
        if cell.cell_type == "markdown":
            for page in listed:
                link = posixpath.relpath(page.file, folder)
                cell.source = cell.source.replace(f"({link})", f"({page.href})")
        else:
            cell.outputs = [_without_kernel(output) for output in cell.outputs]
    notebook.cells = kept
    return notebook


def _without_kernel(output: Any) -> Any:
    data = output.get("data")
    if data is None or WIDGET not in data:
        return output
    del data[WIDGET]
    if "image/svg+xml" not in data and "text/html" not in data:
        data["text/html"] = CONTROLS_ONLY
    return output


def _index_html(listed: dict[str, Any]) -> str:
    environment = Environment(loader=FileSystemLoader(JUPYTER_FILES), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("voila/templates/workbench/tree.html").render(page_config={"contents": listed})


def _href(file: str) -> str:
    return f"{'_'.join(Path(file).with_suffix('').parts)}.html"
