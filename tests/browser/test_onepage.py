"""The briefing on one page in Chromium: exactly one sheet of A4 for each shipped story, and it checks itself."""

from __future__ import annotations

import io
import shutil
import unicodedata
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it comes without types
from pypdf import PdfReader

from tests.built import built
from workbench.publish.briefing import write_briefing
from workbench.publish.verify import verify
from workbench.story import open_story

from .conftest import LocalPage
from .test_briefing import GRAVE

#: Who speaks in a bottom line that is too long.
LONG = ("Seoul", "Washington", "Kyiv", "Moscow", "Pyongyang", "Brussels", "London", "Paris", "Berlin", "Tokyo")


@pytest.fixture(scope="module", params=["dprk-troops-2024", "storm-daniel-derna-2023"])
def one_page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    story = open_story(built(tmp_path_factory, request.param), progress=False)
    return write_briefing(story, tmp_path_factory.mktemp("one") / "one.html", one_page=True)


def test_a_shipped_story_is_printed_on_exactly_one_sheet(local_page: LocalPage, one_page: Path) -> None:
    local_page.page.goto(one_page.as_uri())
    pages = PdfReader(io.BytesIO(local_page.page.pdf(prefer_css_page_size=True))).pages
    assert len(pages) == 1
    width, height = (float(one) for one in pages[0].mediabox[2:])
    assert abs(width - 595.3) < 1
    assert abs(height - 841.9) < 1
    words = unicodedata.normalize("NFKC", pages[0].extract_text())  # an “fi” of the font is one sign
    for said in ("Bottom line", "Key figures", "Judgments", "Machine-assisted", "TLP:CLEAR", "The rest:"):
        assert said in words
    assert "each in its sentence" not in words


def test_a_long_bottom_line_is_cut_by_the_sentence_and_still_one_sheet(
    local_page: LocalPage, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = shutil.copytree(built(tmp_path_factory, "dprk-troops-2024"), tmp_path / "story")
    words = (folder / "briefing.md").read_text(encoding="utf-8")
    head, _, rest = words.partition("## Bottom line\n")
    long = " ".join(f"{name} has said at length what it thinks of the reports, and why." for name in LONG)
    after = rest[rest.index("\n## ") :]
    (folder / "briefing.md").write_text(f"{head}## Bottom line\n\n{long}\n{after}", encoding="utf-8")
    story = open_story(folder, progress=False)
    local_page.page.goto(write_briefing(story, tmp_path / "one.html", one_page=True).as_uri())
    assert f"and {len(LONG) - 4} more sentences in the whole briefing" in local_page.page.inner_text("main")
    assert len(PdfReader(io.BytesIO(local_page.page.pdf(prefer_css_page_size=True))).pages) == 1


def test_it_checks_itself_with_the_network_off(local_page: LocalPage, one_page: Path) -> None:
    page = local_page.page
    page.context.set_offline(True)
    page.goto(one_page.as_uri())
    page.get_by_role("button", name="Check this file").click()
    page.wait_for_selector("#checked.good")
    assert f"{verify(one_page).figures} of " in page.inner_text("#checked")
    assert local_page.offsite == []
    assert local_page.complaints == []


@pytest.mark.parametrize("width", [360, 640, 1200])
def test_it_fits_its_window_and_has_no_serious_fault(
    local_page: LocalPage, one_page: Path, width: int, shots: Path
) -> None:
    page = local_page.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(one_page.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found if one["impact"] in GRAVE] == []
    page.screenshot(path=shots / f"one_page_{width}_{one_page.parent.name}.png", full_page=True)
