"""What comparison found, in a real Chromium with the network off: on a screen, a telephone and paper, and linked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import LocalPage
from tests.browser.test_briefing import CONTRAST, PAYLOAD, opened
from tests.compared import compared_story
from tests.frames import rows_of, with_rows
from workbench.publish.briefing import write_briefing


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_briefing(compared_story(), tmp_path_factory.mktemp("compared") / "briefing.html")


def test_a_wording_leads_to_its_sentence_by_keyboard_and_the_sentence_leads_back(
    local_page: LocalPage, briefing: Path
) -> None:
    page = opened(local_page, briefing)
    page.locator("#discrepancy-2 td a").first.focus()
    page.keyboard.press("Enter")
    mark = page.locator("a.differs:target")
    assert mark.get_attribute("aria-label") == "discrepancy 2: hedge dropped"
    assert "Governor Ilse Marrow put the dead" in mark.locator("xpath=..").inner_text()
    mark.focus()
    page.keyboard.press("Enter")
    assert "A hedge is gone." in page.locator("tr:target").inner_text()
    assert local_page.complaints == []
    assert local_page.offsite == []


def test_words_gone_and_new_are_told_apart_by_their_lines(local_page: LocalPage, briefing: Path) -> None:
    page = opened(local_page, briefing)
    line = "element => getComputedStyle(element).textDecorationLine"
    assert page.locator("#discrepancy-2 del").first.evaluate(line) == "line-through"
    assert page.locator("#discrepancy-2 ins").first.evaluate(line) == "underline"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_lineage_takes_the_colours_of_the_page(local_page: LocalPage, briefing: Path, scheme: str) -> None:
    local_page.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page = opened(local_page, briefing)
    drawn = page.locator(".chart.wide.lineage svg text").first
    assert drawn.is_visible()
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert drawn.evaluate("element => getComputedStyle(element).fill") == ink
    assert page.evaluate(CONTRAST, ["flag", "paper"]) >= 4.5
    assert page.evaluate(CONTRAST, ["ink", "figure"]) >= 4.5


def test_nothing_runs_over_the_edge_of_a_telephone(local_page: LocalPage, briefing: Path) -> None:
    local_page.page.set_viewport_size({"width": 390, "height": 800})
    page = opened(local_page, briefing)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.locator(".chart.narrow.lineage svg").is_visible()
    assert not page.locator(".chart.wide.lineage").is_visible()
    first, then = (page.locator("#discrepancy-2 td").nth(at).bounding_box() for at in (0, 1))
    assert first
    assert then
    assert then["y"] >= first["y"] + first["height"]


def test_paper_has_the_lineage_and_the_queue(local_page: LocalPage, briefing: Path) -> None:
    page = opened(local_page, briefing)
    page.emulate_media(media="print")
    assert page.locator(".chart.paper.lineage svg").is_visible()
    assert page.locator("#discrepancy-1").is_visible()


def test_a_false_trend_tells_its_reason_under_the_pointer(local_page: LocalPage, briefing: Path) -> None:
    page = opened(local_page, briefing)
    mark = page.locator("#chart-wide .live [aria-roledescription='point'][aria-label*='false trend']").first
    mark.hover(force=True)
    tooltip = page.locator("#vg-tooltip-element")
    tooltip.wait_for(state="visible")
    assert "no rise is shown" in tooltip.inner_text()


def test_nothing_hostile_runs_from_what_comparison_found(local_page: LocalPage, tmp_path: Path) -> None:
    story = compared_story()
    fields = {"discrepancies": ("kind", "reading", "reason"), "lineage": ("state",), "reports": ("outlet", "title"),
              "entities": ("name", "description"), "estimands": ("name",)}  # fmt: skip
    for table, names in fields.items():
        story = with_rows(story, table, [row | dict.fromkeys(names, PAYLOAD) for row in rows_of(story, table)])
    page = opened(local_page, write_briefing(story, tmp_path / "briefing.html"))
    page.locator("#chart-wide .live [aria-label*='false trend']").first.hover(force=True)
    for link in page.locator("section[aria-labelledby=discrepancies] td a").all()[:3]:
        link.click()
    page.locator("a.differs").first.click()
    page.wait_for_timeout(200)
    assert page.evaluate("window.PWN") is None
    assert page.locator("img, iframe").count() == 0
    assert local_page.offsite == []
    assert local_page.complaints == []
