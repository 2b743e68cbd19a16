"""Every notebook runs from top to bottom in a fresh kernel, and leaves what it says it leaves."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
STORY = ROOT / "data" / "stories" / "dprk-troops-2024"
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def executed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The notebook with its outputs, run on a copy of the shipped story, in a checkout of nothing else."""
    checkout = tmp_path_factory.mktemp("checkout")
    story = shutil.copytree(STORY, checkout / "data" / "stories" / STORY.name)
    return run(request.param, checkout, story), checkout


def run(path: Path, checkout: Path, story: Path) -> Any:
    """The notebook with its outputs, run on that story from the checkout's own folder of notebooks."""
    place = checkout / "notebooks" / path.name
    place.parent.mkdir()
    shutil.copy(path, place)
    notebook: Any = nbformat.read(place, as_version=4)  # type: ignore[no-untyped-call]  # it ships no types
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_STORY", str(story))
        client = NotebookClient(notebook, timeout=300, kernel_name="python3", store_widget_state=False)
        client.execute(cwd=str(place.parent))
    return notebook


def outputs(notebook: Any) -> list[Any]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def test_no_cell_fails_or_warns(executed: Any) -> None:
    notebook, _ = executed
    assert [output for output in outputs(notebook) if output.output_type == "error"] == []
    said = [output.text for output in outputs(notebook) if output.get("name") == "stderr"]
    assert [text for text in said if "Warning" in text or "Traceback" in text] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_it_runs_on_a_folder_in_which_nobody_gives_a_figure(path: Path, tmp_path: Path) -> None:
    story = tmp_path / "bare"
    story.mkdir()
    (story / "ferry.txt").write_text("Ferry is late\n\nThe morning ferry left the harbour late.\n", encoding="utf-8")
    notebook = run(path, tmp_path, story)
    assert [output for output in outputs(notebook) if output.output_type == "error"] == []


def test_what_is_shown_of_a_long_table_is_said_above_it(executed: Any) -> None:
    notebook, _ = executed
    html = "\n".join(str(output.data.get("text/html", "")) for output in outputs(notebook) if output.get("data"))
    source = "\n".join(cell.source for cell in notebook.cells)
    for most, frame in re.findall(r"shown\(.+?, most=(\d+), all_in=\"(.+?)\"\)", source):
        assert re.search(rf"Showing {most} of \d+ rows; all in {re.escape(frame)}\.", html)


def test_something_is_shown_beneath_most_cells(executed: Any) -> None:
    notebook, _ = executed
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    shown = [cell for cell in cells if any(out.get("data") or out.get("name") == "stdout" for out in cell.outputs)]
    assert len(shown) >= len(cells) - 3


WHAT_IT_SHOWS = {
    "01_who_repeats_whom": ("Frontier Pulse", "Ultimate sources", "nobody gives it", "condition of anonymity"),
    "02_where_reports_differ": ("<del>", "<ins>", "hedge dropped", "Strengthened", "May have been out", "no rise"),
}


def test_it_shows_what_it_speaks_of(executed: Any) -> None:
    notebook, checkout = executed
    name = next(path.stem for path in (checkout / "notebooks").glob("*.ipynb"))
    told = "\n".join(str(text) for output in outputs(notebook) if output.get("data") for text in output.data.values())
    assert [words for words in WHAT_IT_SHOWS.get(name, ()) if words not in told] == []


def test_no_output_names_an_address_to_fetch_from(executed: Any) -> None:
    notebook, _ = executed
    html = "\n".join(str(output.data.get("text/html", "")) for output in outputs(notebook) if output.get("data"))
    assert "<script src" not in html
    assert "cdn." not in html


def test_the_first_notebook_leaves_a_briefing_beside_the_notebooks(executed: Any) -> None:
    notebook, checkout = executed
    source = "\n".join(cell.source for cell in notebook.cells)
    assert ("write_briefing" in source) == (checkout / "briefing.html").is_file()
