"""The notebooks as a web page without code, started as ``workbench app`` starts it, with no network."""

from __future__ import annotations

import urllib.error
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.built import built

from .acting import app_page
from .books import ROOT, STORY, copied_checkout
from .conftest import LocalPage
from .jupyter_server import Lab


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the notebooks and the shipped story, with one notebook more whose second cell fails."""
    folder = copied_checkout(tmp_path_factory.mktemp("checkout"), built(tmp_path_factory, Path(STORY).name))
    broken = (ROOT / "notebooks" / "00_start_here.ipynb").read_text(encoding="utf-8").replace("wb.setup()", "1 / 0")
    (folder / "notebooks" / "99_broken.ipynb").write_text(broken, encoding="utf-8")
    return folder


def test_nobody_gets_in_without_the_token(app: Lab) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(f"{app.address}/voila/api/contents/", method="GET"))
    assert refused.value.code == 403
    page = urllib.request.urlopen(f"{app.address}/voila/render/00_start_here.ipynb").read().decode()
    assert "One story" not in page


def test_the_list_names_every_page_with_its_question(app: Lab, local_page: LocalPage, shots: Path) -> None:
    page = local_page.page
    page.goto(f"{app.address}/?token={app.token}")
    assert page.locator("h1").inner_text() == "North Korean soldiers in Russia, 13 October to 5 November 2024"
    links = page.locator(".contents a")
    files = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
    assert [links.nth(at).get_attribute("href") for at in range(len(files))] == [f"/voila/render/{f}" for f in files]
    assert "How many, where, as of when, and on whose word?" in page.locator(".contents").first.inner_text()
    page.screenshot(path=shots / "app-index.png", full_page=True)
    assert local_page.offsite == []


def test_the_claims_answer_a_filter_and_a_click_on_a_mark(app: Lab, local_page: LocalPage, shots: Path) -> None:
    page = local_page.page
    app_page(page, app, "03_claims")
    page.locator(".wb-explore .wb-vega svg .mark-symbol path").first.wait_for(state="attached", timeout=60_000)
    assert page.locator("text=Shift + Enter").count() == 0
    assert page.locator(".jp-CodeMirrorEditor").count() == 0
    counts = page.locator(".wb-explore .wb-counts")
    whole = counts.inner_text()
    page.locator(".wb-facets input[type=checkbox]").first.check()
    expect(counts).not_to_have_text(whole)
    page.locator(".wb-vega svg .mark-symbol path[aria-label]").first.click(force=True)
    page.locator(".wb-table tr[aria-selected=true]").wait_for()
    for width in (1280, 1920):
        page.set_viewport_size({"width": width, "height": 1000})
        page.wait_for_timeout(600)
        page.screenshot(path=shots / f"app-03_claims-{width}.png", full_page=True)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
        assert cut_panels(page) == []
    assert local_page.offsite == []
    assert local_page.complaints == []


def cut_panels(page: Page) -> list[str]:
    """The panels of the explorer that their box cannot show whole."""
    found: list[str] = page.locator(".wb-centre > .wb-scroll").evaluate(
        """(box) => {
            return [...box.querySelectorAll(".wb-panel")]
                .filter((one) => one.offsetHeight > box.clientHeight || one.scrollWidth > box.clientWidth)
                .map((one) => one.querySelector("h4").innerText);
        }"""
    )
    return found


def test_the_slider_steps_back_to_an_earlier_day(app: Lab, local_page: LocalPage, shots: Path) -> None:
    page = local_page.page
    app_page(page, app, "04_estimates_over_time")
    said = page.locator(".widget-vbox [role=status]")
    said.wait_for(timeout=60_000)
    assert said.inner_text() == "Known by 5 Nov 2024: 21 of 22 reports were out, and 1 more may have been."
    handle = page.locator(".widget-vbox input[type=range]")
    handle.focus()
    for _ in range(3):
        handle.press("ArrowLeft")
    page.wait_for_function("() => !document.querySelector('.widget-vbox [role=status]').innerText.includes('5 Nov')")
    page.screenshot(path=shots / "app-04_estimates_over_time-1400.png", full_page=True)
    assert local_page.offsite == []
    assert local_page.complaints == []


def test_a_cell_that_fails_is_said_at_the_head_of_the_page(app: Lab, local_page: LocalPage) -> None:
    page = local_page.page
    app_page(page, app, "99_broken")
    assert page.evaluate("() => document.body.dataset.ready") == "stopped"
    assert page.locator("#progress").inner_text().startswith("Stopped at step")
    assert "Traceback" not in page.locator("main").inner_text()
