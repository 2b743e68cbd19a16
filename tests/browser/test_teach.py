"""The lessons in real JupyterLab and on the web page without code: typed answers, a hint, and no network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page

from workbench.notebooks import LESSONS_PART

from .acting import app_page
from .conftest import LocalPage, opened_page
from .faults import faults_in_outputs
from .jupyter_server import SCROLLER, Lab, open_notebook, outputs, run_all

FIRST, LAST = "teach/01_reading_one_report", "teach/07_write_a_paragraph"


def card(page: Page, label: str) -> Locator:
    """The first question on the page whose box has that label, scrolled to."""
    labelled = page.locator(f"label:text-is('{label}')")
    found = page.locator(".widget-vbox:not(:has(.widget-vbox))", has=labelled).first
    found.wait_for(timeout=60_000)
    found.scroll_into_view_if_needed()
    return found


def said(one: Locator, words: str) -> None:
    """Waits until the question's card says the words."""
    one.get_by_text(words).first.wait_for(timeout=20_000)


@pytest.fixture(scope="module")
def lesson(lab: Lab, chromium: Browser) -> Iterator[LocalPage]:
    """The page of the first lesson in the lab, all its cells run."""
    with opened_page(chromium) as local:
        open_notebook(local.page, lab, f"notebooks/{FIRST}.ipynb")
        assert run_all(local.page)
        yield local


def test_a_lesson_answers_in_the_lab(lesson: LocalPage, shots: Path) -> None:
    page = lesson.page
    assert [one for one in outputs(page) if one["type"] == "error"] == []
    page.evaluate(f"() => {{ const box = {SCROLLER}; box.scrollTop = box.scrollHeight * 0.45; }}")
    one = card(page, "The source")
    box = one.get_by_label("The source")
    box.fill("Kursk")
    said(one, "are not the source")
    one.get_by_role("button", name="Hint 1 of 3").click()
    said(one, "A source is whoever lets us know")
    page.screenshot(path=shots / "lab-teach-hint.png")
    box.fill("blinken")
    said(one, "Right.")
    said(one, "Cue: “says”")
    assert one.get_by_role("button", name="Hint").count() == 0
    page.screenshot(path=shots / "lab-teach-right.png")
    assert lesson.offsite == []
    assert lesson.complaints == []


def test_no_serious_fault_of_accessibility_in_a_lesson_in_the_lab(lesson: LocalPage) -> None:
    assert faults_in_outputs(lesson.page, ".widget-vbox") == []


def test_the_keyboard_alone_takes_a_lesson_on_the_web_page(app: Lab, local_page: LocalPage, shots: Path) -> None:
    page = local_page.page
    app_page(page, app, FIRST)
    one = card(page, "The source")
    one.get_by_label("The source").focus()
    page.keyboard.type("The whole crowd")
    said(one, "do not stand so in the sentence")
    for hint in ("A source is whoever", "It stands before the cue", "It has 1 word"):
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        said(one, hint)
        one.get_by_label("The source").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Blinken")
    said(one, "Right.")
    for width in (1280, 420):
        page.set_viewport_size({"width": width, "height": 1000})
        one.scroll_into_view_if_needed()
        page.wait_for_timeout(400)
        page.screenshot(path=shots / f"app-teach-{width}.png")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert local_page.offsite == []
    assert local_page.complaints == []


def test_the_gate_speaks_as_a_paragraph_is_typed(app: Lab, local_page: LocalPage, shots: Path) -> None:
    page = local_page.page
    app_page(page, app, LAST)
    one = card(page, "Your words")
    box = one.get_by_label("Your words")
    box.fill("Some 8,000 soldiers are in Kursk.")
    said(one, "The gate refuses this in 1 place.")
    page.screenshot(path=shots / "app-teach-gate.png")
    box.fill("Nobody knows.")
    said(one, "Nothing is refused.")
    assert local_page.offsite == []


def test_the_list_has_the_lessons_under_a_heading_of_their_own(app: Lab, local_page: LocalPage, shots: Path) -> None:
    page = local_page.page
    page.goto(f"{app.address}/?token={app.token}")
    assert page.get_by_role("heading", name=LESSONS_PART).count() == 1
    lesson = page.get_by_role("link", name="Which day: as of, published, known by")
    assert lesson.get_attribute("href") == "/voila/render/teach/05_which_day.ipynb"
    page.screenshot(path=shots / "app-teach-index.png", full_page=True)
