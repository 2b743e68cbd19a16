"""Every notebook runs from top to bottom in a fresh kernel, and leaves what it says it leaves."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient

from tests.built import as_it_comes, built
from workbench import notebooks
from workbench.build import build_story

ROOT = Path(__file__).resolve().parents[1]
STORY = "dprk-troops-2024"
FOLDER = ROOT / "notebooks"
NOTEBOOKS = [FOLDER / page.file for page in notebooks.contents(FOLDER).pages]


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def executed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The notebook with its outputs, run on a copy of the shipped story, in a checkout of nothing else.

    The first notebook finds a story of which no ledger is built, the others one that is.
    """
    checkout = tmp_path_factory.mktemp("checkout")
    place = checkout / "data" / "stories" / STORY
    if request.param == NOTEBOOKS[0]:
        as_it_comes(STORY, place)
    else:
        shutil.copytree(built(tmp_path_factory, STORY), place)
    return notebooks.run(placed(request.param, checkout), story=place), checkout


@pytest.fixture(scope="module")
def without_a_figure(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare folder, built, in whose one report nobody gives a figure."""
    folder = tmp_path_factory.mktemp("bare") / "bare"
    folder.mkdir()
    (folder / "ferry.txt").write_text("Ferry is late\n\nThe morning ferry left the harbour late.\n", encoding="utf-8")
    build_story(folder, progress=False)
    return folder.parent


@pytest.fixture(scope="module")
def kernel() -> Iterator[KernelManager]:
    """One kernel for many notebooks: what is loaded stays loaded, and ``run_in`` clears the names between them."""
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(env=notebooks.jupyter_environment(os.environ))
    yield manager
    manager.shutdown_kernel(now=True)


def placed(path: Path, checkout: Path) -> Path:
    """A copy of the notebook in its own place in the checkout's folder of notebooks."""
    place = checkout / "notebooks" / path.relative_to(FOLDER)
    place.parent.mkdir(parents=True)
    return Path(shutil.copy(path, place))


def run_in(kernel: KernelManager, place: Path, story: Path) -> Any:
    """The notebook with its outputs, run on that story in a kernel that has forgotten every name of those before."""
    notebook = nbformat.read(place, as_version=4)
    there = f"import os; os.chdir({str(place.parent)!r}); os.environ[{notebooks.STORY_VARIABLE!r}] = {str(story)!r}"
    notebook.cells[:0] = [nbformat.v4.new_code_cell(f"%reset -f\n{there}\ndel os")]
    NotebookClient(notebook, timeout=600, km=kernel, store_widget_state=False).execute()
    return notebook


def outputs(notebook: Any) -> list[Any]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def test_no_cell_fails_or_warns(executed: Any) -> None:
    notebook, _ = executed
    assert [output for output in outputs(notebook) if output.output_type == "error"] == []
    said = [output.text for output in outputs(notebook) if output.get("name") == "stderr"]
    assert [text for text in said if "Warning" in text or "Traceback" in text] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_it_runs_on_a_folder_in_which_nobody_gives_a_figure(
    path: Path, tmp_path: Path, without_a_figure: Path, kernel: KernelManager
) -> None:
    shutil.copytree(without_a_figure, tmp_path, dirs_exist_ok=True)
    notebook = run_in(kernel, placed(path, tmp_path), tmp_path / "bare")
    assert [output for output in outputs(notebook) if output.output_type == "error"] == []


def test_what_is_shown_of_a_long_table_is_said_above_it(executed: Any) -> None:
    notebook, _ = executed
    html = "\n".join(str(output.data.get("text/html", "")) for output in outputs(notebook) if output.get("data"))
    source = "\n".join(cell.source for cell in notebook.cells)
    for most, frame in re.findall(r"shown\(.+?, most=(\d+), all_in=\"(.+?)\"\)", source):
        whole = [int(count) for count in re.findall(r"(\d+) rows?, all shown\.", html)] + [0] * html.count("No row.")
        fits = [count for count in whole if count <= int(most)]
        assert re.search(rf"Showing {most} of \d+ rows; all in {re.escape(frame)}\.", html) or fits


def test_something_is_shown_beneath_most_cells(executed: Any) -> None:
    notebook, _ = executed
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and cell.get("id") != notebooks.INJECTED]
    shown = [cell for cell in cells if any(out.get("data") or out.get("name") == "stdout" for out in cell.outputs)]
    assert len(shown) >= len(cells) - 3


WHAT_IT_SHOWS = {
    "00_start_here": ("Reports", "Ultimate sources", "<mark>", "North Korean troops in the Kursk region"),
    "01_the_corpus": ("<del>", "masked: newsletter", "the report’s dateline", "SHA-256", "the catalog of the reports"),
    "02_entities_and_parties": ("US government (Pentagon)", "unnamed; no ground stated", "values that change"),
    "03_claims": ("denial", "Explorer", "<mark>"),
    "04_estimates_over_time": ("≈10,000", "Day the report came out", "Known by"),
    "05_who_repeats_whom": ("Frontier Pulse", "Ultimate sources", "nobody gives it", "condition of anonymity"),
    "06_where_reports_differ": ("<del>", "<ins>", "hedge dropped", "Strengthened", "May have been out", "no rise"),
    "07_review": ("Review", "No row has been reviewed"),
    "08_write_a_briefing": ("Lowest", "Most sources", "no rise is shown", "Wrote"),
    "10_check_a_sentence": ("too strong", "Frontier Pulse", "holders merged", "<del>", "Would you tell", "check.html"),
    "09_a_new_story": ("NewStory", "numbers charted", "North Korean troops in the Kursk region"),
    "01_reading_one_report": ("Hint 3", "Type the cue", "Source: “", "nobody has reviewed"),
    "02_bounds_and_hedges": ("at most: a top and no bottom", "or “none”", "It turns out to have been"),
    "03_who_is_speaking": ("somebody, but not by name", "no ground is given", "Who is “he” here?"),
    "04_how_many_sources": ("How many origins", "Frontier Pulse draws partly", "Ultimate sources"),
    "05_which_day": ("at the earliest", "no: its report was not out yet", "Known by"),
    "06_when_a_trend_is_none": ("that looks like a rise", "put back, it allows", "no rise is shown"),
    "08_a_class": ("MarkUp", "Text 3, Frontier Pulse", "hedge dropped", "Wrong on purpose", "files of marks so far"),
    "07_write_a_paragraph": ("nothing: it may leave", "An example", "{{figure: …}}"),
}


def test_it_shows_what_it_speaks_of(executed: Any) -> None:
    notebook, checkout = executed
    name = next(path.stem for path in (checkout / "notebooks").rglob("*.ipynb"))
    data = [output.data.values() for output in outputs(notebook) if output.get("data")]
    told = "\n".join(str(text) for texts in data for text in texts)
    told += "\n".join(output.text for output in outputs(notebook) if output.output_type == "stream")
    assert [words for words in WHAT_IT_SHOWS.get(name, ()) if words not in told] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=[path.stem for path in NOTEBOOKS])
def test_what_it_speaks_of_is_tested(path: Path) -> None:
    assert path.stem in WHAT_IT_SHOWS


def test_links_lead_to_notebooks_that_are_there() -> None:
    links = {path: re.findall(r"\(([\w./]+\.ipynb)\)", path.read_text(encoding="utf-8")) for path in NOTEBOOKS}
    linked = {(path.parent / name).resolve() for path, names in links.items() for name in names}
    assert linked
    assert linked <= set(NOTEBOOKS)


def test_no_output_names_an_address_to_fetch_from(executed: Any) -> None:
    notebook, _ = executed
    html = "\n".join(str(output.data.get("text/html", "")) for output in outputs(notebook) if output.get("data"))
    assert "<script src" not in html
    assert "cdn." not in html


def test_only_the_notebook_that_writes_a_briefing_leaves_one(executed: Any) -> None:
    notebook, checkout = executed
    source = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    assert ("write_briefing" in source) == (checkout / "briefing.html").is_file()
