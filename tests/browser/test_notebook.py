"""The notebooks in real JupyterLab, started as ``workbench lab`` starts it, in real Chromium, with no network."""

from __future__ import annotations

from pathlib import Path

import pytest

from .books import ROOT
from .conftest import LocalPage
from .jupyter_server import Lab, run_and_keep

NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
#: Those that ``test_analyst.py`` runs, in the same way, and looks into.
WALKED = (
    "01_the_corpus", "04_estimates_over_time", "05_who_repeats_whom", "06_where_reports_differ", "07_review",
)  # fmt: skip


@pytest.mark.parametrize("name", [name for name in NOTEBOOKS if name not in WALKED])
def test_it_runs_and_is_drawn_without_the_network(lab: Lab, local_page: LocalPage, shots: Path, name: str) -> None:
    run_and_keep(local_page.page, lab, name, shots)
    assert local_page.offsite == []
    assert local_page.complaints == []


def test_the_briefing_stands_beside_the_notebooks(checkout: Path) -> None:
    assert (checkout / "briefing.html").is_file()


def test_an_address_elsewhere_would_have_been_seen(local_page: LocalPage) -> None:
    local_page.page.goto("data:text/html,<img src='http://elsewhere.invalid/x.png'>", wait_until="load")
    assert local_page.offsite == ["http://elsewhere.invalid/x.png"]
