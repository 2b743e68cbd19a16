"""The first notebook in real JupyterLab, started as ``workbench lab`` starts it, in real Chromium, with no network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import LocalPage
from .jupyter_server import Lab, open_notebook, outputs, run_all, running_lab

ROOT = Path(__file__).resolve().parents[2]
STORY = "data/stories/dprk-troops-2024"
NOTEBOOK = "notebooks/00_start_here.ipynb"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with the notebooks and the shipped story alone, so that a run leaves the real one as it was."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    shutil.copytree(ROOT / STORY, folder / STORY)
    return folder


@pytest.fixture(scope="module")
def lab(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    own = tmp_path_factory.mktemp("jupyter")
    with running_lab(own, story=checkout / STORY, notebooks=checkout / "notebooks") as started:
        yield started


def test_the_first_notebook_runs_and_draws_its_charts_without_the_network(
    lab: Lab, local_page: LocalPage, checkout: Path
) -> None:
    page = local_page.page
    open_notebook(page, lab, NOTEBOOK)
    assert page.get_by_text("Would you like to get notified about official Jupyter news?").count() == 0

    ran = run_all(page)
    said = outputs(page)
    assert [output for output in said if output["type"] == "error"] == []
    assert ran
    assert [output["said"] for output in said if output["name"] == "stderr" and "Warning" in output["said"]] == []

    marks = page.locator(".jp-OutputArea-output svg .mark-symbol path, .jp-OutputArea-output svg .mark-rule line")
    marks.first.wait_for(state="attached", timeout=60_000)
    chart = page.locator(".jp-OutputArea-output svg").first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    assert box["width"] > 400
    assert box["height"] > 200
    assert marks.count() > 10

    assert (checkout / "briefing.html").is_file()
    assert local_page.offsite == []
    assert local_page.complaints == []


@pytest.mark.parametrize("notebook", ["notebooks/01_who_repeats_whom.ipynb", "notebooks/02_where_reports_differ.ipynb"])
def test_the_notebooks_of_comparison_run_and_draw_without_the_network(
    lab: Lab, local_page: LocalPage, notebook: str
) -> None:
    page = local_page.page
    open_notebook(page, lab, notebook)
    assert run_all(page)
    assert [output for output in outputs(page) if output["type"] == "error"] == []
    drawn = page.locator(".jp-OutputArea-output svg .mark-symbol path")
    drawn.first.wait_for(state="attached", timeout=60_000)
    assert drawn.count() > 5
    assert local_page.offsite == []
    assert local_page.complaints == []


def test_an_address_elsewhere_would_have_been_seen(local_page: LocalPage) -> None:
    local_page.page.goto("data:text/html,<img src='http://elsewhere.invalid/x.png'>", wait_until="load")
    assert local_page.offsite == ["http://elsewhere.invalid/x.png"]
