"""Every notebook in real JupyterLab, started as ``workbench lab`` starts it, in real Chromium, with no network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from .conftest import LocalPage
from .jupyter_server import Lab, open_notebook, outputs, run_all, running_lab

ROOT = Path(__file__).resolve().parents[2]
STORY = "data/stories/dprk-troops-2024"
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
#: The part of the notebook that scrolls.
SCROLLER = "window.jupyterapp.shell.currentWidget.content.node.querySelector('.jp-WindowedPanel-outer')"
#: What must be drawn by each, beyond text and tables.
DRAWN = {
    "00_start_here": ".jp-OutputArea-output svg .mark-symbol path",
    "02_entities_and_parties": ".wr-root",
    "03_claims": ".wb-explore .wb-vega svg .mark-symbol path",
    "04_estimates_over_time": ".widget-vbox svg .mark-symbol path",
    "05_who_repeats_whom": ".jp-OutputArea-output svg .mark-symbol path",
    "06_where_reports_differ": ".jp-OutputArea-output svg .mark-symbol path",
    "07_review": ".wr-root .wr-item",
    "09_a_new_story": ".jp-OutputArea-output svg .mark-symbol path",
}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with the notebooks and the shipped story alone, so that a run leaves the real one as it was."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    shutil.copytree(ROOT / STORY, folder / STORY, ignore=shutil.ignore_patterns("ledger", ".*"))
    return folder


@pytest.fixture(scope="module")
def lab(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    own = tmp_path_factory.mktemp("jupyter")
    with running_lab(own, story=checkout / STORY, notebooks=checkout / "notebooks") as started:
        yield started


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_it_runs_and_is_drawn_without_the_network(
    lab: Lab, local_page: LocalPage, checkout: Path, shots: Path, name: str
) -> None:
    page = local_page.page
    open_notebook(page, lab, f"notebooks/{name}.ipynb")
    assert page.get_by_text("Would you like to get notified about official Jupyter news?").count() == 0
    ran = run_all(page)
    said = outputs(page)
    assert [output for output in said if output["type"] == "error"] == []
    assert ran
    assert len(said) > 3
    assert [output["said"] for output in said if output["name"] == "stderr" and "Warning" in output["said"]] == []

    if name in DRAWN:
        page.locator(DRAWN[name]).first.wait_for(state="attached", timeout=60_000)
    for width in (1280, 1920):
        keep_pictures(page, shots / f"{name}-{width}", width)
    assert ("write_briefing" in (checkout / f"notebooks/{name}.ipynb").read_text()) == name.startswith("08")
    assert local_page.offsite == []
    assert local_page.complaints == []


def keep_pictures(page: Page, target: Path, width: int) -> None:
    """Leaves a picture of the whole notebook as it looks at that width, and nothing wider than its own column."""
    page.set_viewport_size({"width": width, "height": 1000})
    page.wait_for_timeout(400)
    tall = page.evaluate(f"() => {SCROLLER}.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(9000, tall + 260)})
    page.evaluate(f"() => {{ {SCROLLER}.scrollTop = 0; }}")
    page.wait_for_timeout(900)
    page.screenshot(path=target.with_suffix(".png"))
    wide = "(one) => one.scrollWidth > one.clientWidth + 1"
    assert page.evaluate(f"() => [...document.querySelectorAll('.jp-OutputArea-output')].filter({wide}).length") == 0


def test_the_briefing_stands_beside_the_notebooks(checkout: Path) -> None:
    assert (checkout / "briefing.html").is_file()


def test_an_address_elsewhere_would_have_been_seen(local_page: LocalPage) -> None:
    local_page.page.goto("data:text/html,<img src='http://elsewhere.invalid/x.png'>", wait_until="load")
    assert local_page.offsite == ["http://elsewhere.invalid/x.png"]
