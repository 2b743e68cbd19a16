"""The analyst's last steps with the shipped story, as TASKS 6.1 has them: alternatives, and a briefing that leaves.

Steps 8 and 10 are here, in a browser with the network off, on the shipped story with what is planted in it; the steps
before are in ``test_analyst.py``, the same two on the five real reports in ``evaluation/analyst.py``. What a person
decides (a grade, a dissent) is recorded here by a stand-in of that name.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from workbench.corrections.recording import record
from workbench.ledger import records
from workbench.publish.briefing import write_briefing
from workbench.publish.verify import verify
from workbench.story import Story, open_story

from .books import STORY
from .conftest import LocalPage

STAND_IN = "stand-in for a colleague"


@pytest.fixture(scope="module")
def story(checkout: Path) -> Story:
    """The story after two scripted acts of a person: a grade, and a dissent from a figure."""
    found = open_story(checkout / STORY, progress=False)
    found = record(
        found, who=STAND_IN, act="grade", table="sources", row="Frontier Pulse",
        new={"grade": "D"}, reason="rewrites without a credit",
    )  # fmt: skip
    row = next(one.estimate_id for one in records(found.estimates) if one.phrase == "up to 11,000")
    return record(
        found, who=STAND_IN, act="opinion", table="estimates", row=row, new="disagree", reason="its source says Russia"
    )


@pytest.fixture(scope="module")
def briefing(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_briefing(story, tmp_path_factory.mktemp("out") / "briefing.html")


def offline(local_page: LocalPage, file: Path) -> Page:
    local_page.page.context.set_offline(True)
    local_page.page.on("console", lambda message: local_page.complaints.append(f"{message.type}: {message.text}"))
    local_page.page.goto(file.as_uri())
    return local_page.page


def test_step_8_nothing_speaks_against_better_counting_and_what_is_missing_stands_in_the_matrix(
    local_page: LocalPage, briefing: Path
) -> None:
    page = offline(local_page, briefing)
    section = page.locator("section[aria-labelledby=alternatives]")
    ranking, matrix = section.locator("table").all()
    cells = [row.locator("th, td").all_inner_texts() for row in ranking.locator("tbody tr").all()]
    assert [cell[-1] for cell in cells if "H2: " in cell[1]] == ["0"]
    assert [cell[-1] for cell in cells if "H1: " in cell[1]] != ["0"]
    rows = [row.inner_text() for row in matrix.locator("tbody tr").all()]
    assert len(rows) == 7
    assert not any("lost:" in row for row in rows)
    assert [row.split()[0] for row in rows if "no report says it" in row] == ["E7"]
    marks = matrix.locator("tbody tr td:nth-child(3) [aria-label]")
    assert {one.get_attribute("aria-label") for one in marks.all()} <= {"consistent", "neutral"}
    assert "No report shows how any government counted." in page.locator("section[aria-labelledby=gaps]").inner_text()
    assert "%" not in section.inner_text()
    assert local_page.complaints == []


def test_step_10_the_briefing_is_clear_for_everybody_opens_offline_and_all_its_figures_hold(
    local_page: LocalPage, story: Story, briefing: Path, checkout: Path, shots: Path
) -> None:
    page = offline(local_page, briefing)
    assert page.locator(".tlp-clear").inner_text() == "TLP:CLEAR"
    page.get_by_role("button", name="Check this file").click()
    page.wait_for_selector("#checked.good")
    found = verify(briefing, reports=checkout / STORY / "reports")
    assert found.is_good
    assert found.figures == sum(bool(one.charted) for one in records(story.estimates))
    assert f"{found.held} of {found.figures} figures stand in the words they cite" in page.inner_text("#checked")
    page.screenshot(path=shots / "briefing_checked.png")
    dissent = page.locator("section[aria-labelledby=dissent]").inner_text()
    assert f"{STAND_IN}: disagree of at most 11,000" in dissent
    assert "its source says Russia" in dissent
    register = page.locator("section[aria-labelledby=sources]").inner_text()
    assert re.search(rf"D.*, on .*\s+{STAND_IN}, .*: rewrites without a credit", register)
    assert local_page.offsite == []
    assert local_page.complaints == []


def test_step_10_the_briefing_of_an_early_day_holds_what_was_out_and_marks_what_may_have_been(
    local_page: LocalPage, story: Story, tmp_path: Path
) -> None:
    page = offline(local_page, write_briefing(story, tmp_path / "early.html", known_by="2024-10-23"))
    rows = page.locator("table.figures tbody tr").all_inner_texts()
    assert any("at least 3,000" in row for row in rows)
    assert any("2,600" in row and "expected" in row for row in rows)
    assert any("as many as 6,000" in row for row in rows)
    assert any("Eighteen" in row for row in rows)
    assert not any("up to 11,000" in row for row in rows)
    undated = [row for row in rows if "09_undated_summary" in row or "Orient" in row]
    assert all("may not have been out yet" in row for row in undated)
    page.get_by_role("button", name="Check this file").click()
    page.wait_for_selector("#checked.good")
