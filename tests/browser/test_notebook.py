"""The notebooks in real JupyterLab, started as ``workbench lab`` starts it, in real Chromium, with no network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from .conftest import LocalPage
from .jupyter_server import Lab, run_and_keep, running_lab

ROOT = Path(__file__).resolve().parents[2]
STORY = "data/stories/dprk-troops-2024"
NOTEBOOKS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
#: Those that ``test_analyst.py`` runs, in the same way, and looks into.
WALKED = (
    "01_the_corpus", "04_estimates_over_time", "05_who_repeats_whom", "06_where_reports_differ", "07_review",
)  # fmt: skip


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
