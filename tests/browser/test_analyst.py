"""An analyst with the shipped story, as TASKS 6.1 has it: what is seen at each step, in a browser.

The planted counterparts are those of the story's README, by their numbers there. The same steps on the five real
reports are in ``evaluation/analyst.py``; a briefing's steps are tested with the briefing. What a person decides is done
here as a person does it, by pointer and keyboard. The tests go through the story in the order of the steps.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import nbformat
import pytest

from tests.built import built
from workbench.notebooks import with_parameters

from .acting import press, settled, tab, table
from .books import STORY, copied_checkout
from .conftest import LocalPage
from .faults import faults, faults_in_outputs
from .jupyter_server import DRAWN, Lab, open_notebook, outputs, run_all

TABS = ("queue", "rows", "report", "names", "sources", "loose", "log")
OFFICIAL = "senior official in the South Korean presidential office"


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The notebooks on a copy of the shipped story, the fifth with the official's name among its parameters."""
    folder = copied_checkout(tmp_path_factory.mktemp("checkout"), built(tmp_path_factory, Path(STORY).name))
    whole = nbformat.read(folder / "notebooks" / "05_who_repeats_whom.ipynb", as_version=4)
    nbformat.write(with_parameters(whole, {"SOURCE": OFFICIAL}), folder / "notebooks" / "05_who_repeats_whom.ipynb")
    return folder


@pytest.mark.parametrize("shown", ["01_the_corpus"], indirect=True)
def test_step_1_and_2_every_report_has_a_card_what_was_masked_is_struck_through_and_each_date_has_its_clue(
    shown: LocalPage,
) -> None:
    page = shown.page
    cards = table(page, "File", "Words masked", "SHA-256")
    assert len(cards) == 22
    assert all(len(fingerprint) == 12 for _, _, fingerprint in cards)
    struck = " ".join(page.locator("del").all_text_contents())
    assert "We use cookies to improve your experience" in struck
    assert "Austin" not in struck
    assert "Published October 30, 2024" in page.locator("figure mark").all_text_contents()
    days = {file: published for file, published, _ in table(page, "File", "Published", "Clues disagree")}
    assert days["reports/09_undated_summary_orient_desk.txt"] == "23 Oct 2024 or later"
    assert days["reports/15_correction_county_courier.txt"] == "1–2 Nov 2024"
    assert ["Halden Wire Service", "Oct. 18, 2024"] in table(page, "Outlet", "Words")
    assert shown.offsite == []
    assert shown.complaints == []


@pytest.mark.parametrize("shown", ["07_review"], indirect=True)
def test_step_3_4_6_and_7_what_an_analyst_decides_is_there_when_the_page_is_opened_again_and_can_be_undone(
    shown: LocalPage, lab: Lab, checkout: Path
) -> None:
    page = shown.page
    page.locator(".wr-item").wait_for()

    assert "No source has a grade yet" in tab(page, "sources")
    page.locator("[data-focus=source]").fill("Frontier Pulse (outlet)")
    page.locator("[data-focus=letter]").select_option("D")
    page.locator("[data-focus=reason]").fill("rewrites without a credit")
    press(page, "Give this grade")
    assert "D: not usually reliable" in page.locator(".wr-table").inner_text()

    tab(page, "queue")
    press(page, "kind-discrepancy")
    assert "no report states that total" in page.locator(".wr-item h3").inner_text()  # P18, the gravest
    page.locator("[data-focus=reason]").fill("two brigades were never filled")
    press(page, "act-dismiss")

    press(page, "kind-link")
    assert acts(checkout) == ["grade", "dismiss"]
    press(page, "act-accept")

    press(page, "kind-holder")
    page.locator(".wr-item").focus()
    page.keyboard.press("e")
    page.locator("[data-field=claimant]").fill("NATO")
    page.keyboard.press("Enter")
    settled(page)
    assert acts(checkout) == ["grade", "dismiss", "accept", "edit"]

    open_notebook(page, lab, "notebooks/07_review.ipynb")
    assert run_all(page), outputs(page)
    page.locator(".wr-item").wait_for()
    log = tab(page, "log")
    for said in ("rewrites without a credit", "two brigades were never filled", "NATO"):
        assert said in log

    tab(page, "queue")
    page.locator(".wr-item").focus()
    page.keyboard.press("z")
    settled(page)
    assert acts(checkout) == ["grade", "dismiss", "accept", "edit", "undo"]
    assert shown.offsite == []
    assert shown.complaints == []


@pytest.mark.parametrize("shown", ["04_estimates_over_time"], indirect=True)
def test_step_5_figures_for_kursk_and_for_russia_stand_on_panels_of_their_own(shown: LocalPage) -> None:
    page = shown.page
    labels = page.locator(".jp-OutputArea-output svg .mark-symbol path[aria-label]")
    labels.first.wait_for(state="attached", timeout=60_000)
    first = page.locator(".jp-OutputArea-output svg").first
    told = " ".join(one.get_attribute("aria-label") or "" for one in first.locator("[aria-label]").all())
    assert "North Korean troops in, or sent to, Russia" in told
    assert "at least 3,000" in told
    assert "about 10,000" in told
    assert "North Korean troops in the Kursk region" not in told  # P1
    assert shown.offsite == []
    assert shown.complaints == []


@pytest.mark.parametrize("shown", ["05_who_repeats_whom"], indirect=True)
def test_step_6_and_9_three_counts_stand_behind_a_figure_and_fall_with_the_voice_they_rest_on(shown: LocalPage) -> None:
    page = shown.page
    links = table(page, "Report", "Draws on", "Basis", "Evidence")
    rewrite = [row for row in links if row[0] == "Frontier Pulse"]
    assert rewrite
    assert "judged" in rewrite[0][2]
    assert "shared figures" in rewrite[0][3]
    counts = table(page, "What is counted", "Figure", "Reports", "Origins", "Ultimate sources")
    border = [row[1:] for row in counts if row[0].startswith("Distance")]
    assert border == [["50", "3", "1", "1"]]
    fallen = table(page, "What is counted", "Figure", "Before", "After", "Left")
    assert [[row[1], row[4]] for row in fallen] == [["11,000", "weaker"], ["3,000", "weaker"]]
    assert shown.offsite == []
    assert shown.complaints == []


@pytest.mark.parametrize("shown", ["06_where_reports_differ"], indirect=True)
def test_step_7_the_gravest_stand_first_and_a_rise_that_is_none_says_why(shown: LocalPage) -> None:
    page = shown.page
    states = table(page, "State", "Severity", "Kind", "How many")
    kinds = [row[1:] for row in states if row[0] == "open"]
    order = ["high", "medium", "low"]
    assert [order.index(row[0]) for row in kinds] == sorted(order.index(row[0]) for row in kinds)
    assert [row[0] for row in states] == sorted((row[0] for row in states), key=lambda state: state != "open")
    assert {"place", "holders merged", "hedge dropped", "certainty raised"} <= {row[1] for row in kinds}
    trends = table(page, "What is counted", "Looks like", "From", "Reason")
    assert ["a rise", "3,000 (Quickbrief)", "a bound was dropped"] in [row[1:] for row in trends]  # P12
    assert shown.offsite == []
    assert shown.complaints == []


@pytest.mark.parametrize("shown", ["04_estimates_over_time"], indirect=True)
def test_step_10_the_slider_goes_back_to_the_earliest_day_with_one_report(shown: LocalPage) -> None:
    page = shown.page
    told = page.locator(".jp-OutputArea-output p[role=status]")
    told.wait_for(timeout=60_000)
    assert told.inner_text().startswith("Known by 5 Nov 2024: 2")
    handle = page.locator(".jp-OutputArea-output input[type=range]").first
    handle.focus()
    handle.press("Home")
    page.get_by_text("Known by 17 Oct 2024: 1 of 22 reports were out.").wait_for(timeout=60_000)
    drawn = page.locator(".jp-OutputArea-output .widget-html svg").last.evaluate("(one) => one.outerHTML")
    labels = " ".join(re.findall('aria-label="([^"]*)"', drawn))
    assert "about 11,000" in labels
    assert "about 10,000" in labels
    assert "at least 3,000" not in labels
    assert shown.offsite == []
    assert shown.complaints == []


@pytest.mark.parametrize(
    ("shown", "holding"),
    [
        ("01_the_corpus", ".jp-OutputArea-output table"),
        ("04_estimates_over_time", ".widget-vbox svg"),
        ("06_where_reports_differ", ".jp-OutputArea-output svg"),
    ],
    indirect=["shown"],
)
def test_no_serious_fault_of_accessibility_in_the_outputs(shown: LocalPage, holding: str) -> None:
    assert faults_in_outputs(shown.page, holding) == []


@pytest.mark.parametrize("shown", ["07_review"], indirect=True)
def test_no_serious_fault_of_accessibility_on_any_tab_of_the_review(shown: LocalPage) -> None:
    assert faults_in_outputs(shown.page, DRAWN["07_review"]) == []
    for name in TABS:
        press(shown.page, f"tab-{name}")
        assert (name, faults(shown.page, ".wr-root")) == (name, [])


def acts(checkout: Path) -> list[str]:
    file = checkout / STORY / "corrections.jsonl"
    return [json.loads(line)["act"] for line in file.read_text(encoding="utf-8").splitlines()]
