"""The notebooks in real JupyterLab, started as ``workbench lab`` starts it, in real Chromium, with no network."""

from __future__ import annotations

from pathlib import Path

import pytest

from .acting import answered
from .books import ROOT
from .conftest import LocalPage
from .faults import OUTPUTS, faults
from .jupyter_server import DRAWN, Lab, open_notebook, outputs, run_all

NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
#: Those that ``test_analyst.py`` runs, in the same way, and looks into.
WALKED = (
    "01_the_corpus", "04_estimates_over_time", "05_who_repeats_whom", "06_where_reports_differ", "07_review",
)  # fmt: skip


@pytest.mark.parametrize("shown", [name for name in NOTEBOOKS if name not in WALKED], indirect=True)
def test_it_runs_and_is_drawn_without_the_network(shown: LocalPage) -> None:
    assert shown.offsite == []
    assert shown.complaints == []


def test_no_serious_fault_of_accessibility_in_the_explorer_with_every_facet_open(
    lab: Lab, local_page: LocalPage
) -> None:
    page = local_page.page
    page.set_viewport_size({"width": 1400, "height": 9000})  # all of it is drawn at once
    open_notebook(page, lab, "notebooks/03_claims.ipynb")
    assert run_all(page), outputs(page)
    page.locator(DRAWN["03_claims"]).first.wait_for(state="attached", timeout=60_000)
    assert faults(page, OUTPUTS) == []
    for box in page.locator(".wb-facets summary").all():
        box.click()
    page.get_by_label("Search the sentences").fill("value>")  # what is refused is said in the widget
    page.get_by_label("Search the sentences").press("Enter")
    answered(page)
    assert faults(page, ".wb-host") == []


def test_the_briefing_stands_beside_the_notebooks(checkout: Path) -> None:
    assert (checkout / "briefing.html").is_file()


def test_an_address_elsewhere_would_have_been_seen(local_page: LocalPage) -> None:
    local_page.page.goto("data:text/html,<img src='http://elsewhere.invalid/x.png'>", wait_until="load")
    assert local_page.offsite == ["http://elsewhere.invalid/x.png"]
