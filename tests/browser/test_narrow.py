"""The briefing and the page of a check in a narrow window: at 200 percent on a laptop, and on a telephone."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it comes without types
from playwright.sync_api import Browser, Page

from tests.built import built
from workbench.checks.checking import check
from workbench.checks.writing import write_check
from workbench.publish.briefing import write_briefing
from workbench.story import open_story

from .test_briefing import GRAVE

SENTENCE = "The US and South Korea confirmed that up to 11,000 North Korean soldiers went to Russia's Kursk region."
TWO = "North Korea has sent 11,000 soldiers to Russia, and 3,000 of them are in the Kursk region, South Korea said."
#: Width in pixels of the page's own, and how many of the screen's stand for one.
WINDOWS = {"200 percent": (640, 2), "telephone": (360, 3)}
#: Labels of cells that lie over the words of another cell.
OVERLAPS = """() => [...document.querySelectorAll('td')].filter((cell) => {
  const style = getComputedStyle(cell, '::before');
  if (style.content === 'none' || style.position !== 'absolute') return false;
  const beside = parseFloat(getComputedStyle(cell).paddingLeft) < Math.min(parseFloat(style.width), 50);
  return beside || parseFloat(style.height) > cell.getBoundingClientRect().height + 2;
}).map((cell) => cell.dataset.label)"""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The briefing, whole and on one page, and the pages of two checks of a shipped story."""
    folder = tmp_path_factory.mktemp("narrow")
    story = open_story(built(tmp_path_factory, "dprk-troops-2024"), progress=False)
    briefing = write_briefing(story, folder / "briefing.html")
    checks = {"check": SENTENCE, "check of two": TWO}
    pages = {name: write_check(check(story, said), folder / f"{name}.html")[0] for name, said in checks.items()}
    one_page = write_briefing(story, folder / "one.html", one_page=True)
    return {"briefing": briefing, "one page": one_page, **pages}


@pytest.mark.parametrize("name", ["briefing", "one page", "check", "check of two"])
@pytest.mark.parametrize("window", WINDOWS)
def test_nothing_is_cut_off_or_lies_over_something_else(
    chromium: Browser, files: dict[str, Path], name: str, window: str, shots: Path
) -> None:
    width, scale = WINDOWS[window]
    context = chromium.new_context(viewport={"width": width, "height": 800}, device_scale_factor=scale)
    page = context.new_page()
    page.goto(files[name].as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(OVERLAPS) == []
    _keep(page, shots / f"{name.replace(' ', '_')}_{width}.png", width)
    context.close()


def _keep(page: Page, target: Path, width: int) -> None:
    page.screenshot(path=target, full_page=True, scale="css", clip={"x": 0, "y": 0, "width": width, "height": 2400})


@pytest.mark.parametrize("name", ["check", "check of two"])
@pytest.mark.parametrize("width", [360, 1200])
def test_the_page_of_a_check_has_no_serious_fault_of_accessibility(
    chromium: Browser, files: dict[str, Path], width: int, name: str
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(files[name].as_uri())
    found = Axe().run(page).response["violations"]
    page.emulate_media(color_scheme="dark")
    found += Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in GRAVE] == []
    context.close()
