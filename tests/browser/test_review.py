"""The review in real JupyterLab: a correction by keyboard alone outlives the page, and hostile text is text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from .books import notebook
from .conftest import LocalPage
from .jupyter_server import Lab, open_notebook, outputs, run_all, running_lab

NOTEBOOK = "notebooks/00_start_here.ipynb"
PAYLOAD = "<img src=x onerror=window.PWN=1>"
STORY_FILE = f"""title = "Cranes at Ostwick {PAYLOAD}"

[[parties]]
id = "harbour"
name = "Harbour office of Ostwick"
aliases = ["the harbour office"]

[[parties]]
id = "dockers"
name = "Dockers' league"
aliases = ["the dockers' league"]

[[estimands]]
id = "idle"
name = "Cranes that stand idle"
nouns = ["crane"]
words = ["idle"]
example = "At dawn 12 cranes were idle, a clerk said."
"""
GAZETTE = f"""Cranes stand still at Ostwick

3 March 2032

The harbour office said on Wednesday that 40 cranes were idle. Nearly 55 cranes were idle by nightfall.

{PAYLOAD} The dockers' league said at least 70 cranes were idle </script><script>window.PWN=1</script>.
"""
CELL = "import workbench as wb\nwb.review(wb.open_story('../story', progress=False), who='Mara')"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A story with a payload in its title and its text, and a notebook that reviews it."""
    return review_in(tmp_path_factory.mktemp("review"))


def review_in(found: Path) -> Path:
    """The folder, with that story and that notebook in it."""
    (found / "story" / "reports").mkdir(parents=True)
    (found / "story" / "story.toml").write_text(STORY_FILE, encoding="utf-8")
    (found / "story" / "reports" / "gazette.txt").write_text(GAZETTE, encoding="utf-8")
    (found / "notebooks").mkdir()
    (found / NOTEBOOK).write_text(notebook(CELL), encoding="utf-8")
    return found


@pytest.fixture(scope="module")
def lab(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    with running_lab(tmp_path_factory.mktemp("jupyter"), notebooks=folder / "notebooks") as started:
        yield started


def opened(page: Page, lab: Lab) -> None:
    """Leaves the review shown, its card with the keyboard's focus."""
    open_notebook(page, lab, NOTEBOOK)
    assert run_all(page), outputs(page)
    page.locator(".wr-item").wait_for()
    page.locator(".wr-item").focus()


def pressed(page: Page, *keys: str) -> None:
    """Presses keys one after another, each when what the one before asked for is there."""
    for key in keys:
        page.keyboard.press(key)
        settled(page)


def settled(page: Page) -> None:
    page.wait_for_function("() => !document.querySelector('.wr-root').hasAttribute('aria-busy')")


def doubt(page: Page) -> str:
    return page.locator(".wr-item h3").inner_text()


def pressed_until(page: Page, key: str, words: str) -> None:
    """Presses a key until the row in doubt is the one with those words."""
    while words not in doubt(page):
        pressed(page, key)


def acts(folder: Path) -> list[str]:
    file = folder / "story" / "corrections.jsonl"
    return [json.loads(line)["act"] for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


def test_a_row_is_corrected_by_keyboard_alone_and_the_correction_outlives_the_page(
    lab: Lab, local_page: LocalPage, folder: Path
) -> None:
    page = local_page.page
    opened(page, lab)
    cells = page.locator(".jp-Cell").count()
    pressed_until(page, "j", "Nobody is named as the holder")
    pressed(page, "e")
    assert page.evaluate("document.activeElement.dataset.field") == "claimant"
    page.keyboard.type("Dockers' league")
    pressed(page, "Enter")
    assert acts(folder) == ["edit"]
    assert page.locator(".wr-changed li").inner_text() == "55 (Cranes that stand idle): 1/1/0 + 1 unknown → 1/1/1"
    assert "claimant not stated → Dockers' league" in page.locator(".wr-lately ol").inner_text()
    pressed(page, "?", "?", "k", "j", "u", "a")
    assert acts(folder) == ["edit", "unsure", "accept"]
    assert page.locator(".jp-Cell").count() == cells  # none of these keys reached the notebook

    opened(page, lab)
    assert "Dockers' league" in page.locator(".wr-lately").inner_text()
    page.locator("[data-focus=tab-rows]").focus()
    pressed(page, "Enter")
    held = page.locator(".wr-table tr", has_text="Nearly 55").inner_text()
    assert "Dockers' league" in held
    assert "edited" in held

    page.locator("[data-focus=tab-queue]").focus()
    pressed(page, "Enter")
    pressed(page, "z", "z", "z")
    assert acts(folder) == ["edit", "unsure", "accept", "undo", "undo", "undo"]
    page.locator("[data-focus=tab-rows]").focus()
    pressed(page, "Enter")
    assert "Dockers' league" not in page.locator(".wr-table tr", has_text="Nearly 55").inner_text()
    assert local_page.offsite == []


def test_words_selected_in_a_report_are_added_as_what_they_are(lab: Lab, local_page: LocalPage, folder: Path) -> None:
    page = local_page.page
    opened(page, lab)
    page.locator("[data-focus=tab-report]").click()
    settled(page)
    page.locator(".wb-text .wb-piece", has_text="by nightfall").last.dblclick(position={"x": 4, "y": 8})
    settled(page)
    words = page.locator(".wr-beside blockquote mark").inner_text()
    assert words.split()[0] in GAZETTE
    page.locator("[data-focus=add-kind]").select_option("claims")
    settled(page)
    page.locator("[data-field=claim_type]").select_option("assessment")
    page.locator("[data-focus=add]").click()
    settled(page)
    assert acts(folder)[-1] == "add"
    assert "added" in page.locator(".wr-root [role=status]").inner_text().lower()


def test_a_figure_added_from_selected_words_has_their_number_and_other_words_another(
    lab: Lab, local_page: LocalPage, folder: Path
) -> None:
    page = local_page.page
    opened(page, lab)
    page.locator("[data-focus=tab-report]").click()
    settled(page)
    for words in ("Nearly 55 cranes", "at least 70 cranes"):
        page.locator("[data-focus=quote]").fill(words)
        page.locator("[data-focus=use-quote]").click()
        settled(page)
        if words.startswith("Nearly"):
            assert ends(page) == {"low": "55", "best": "55", "high": "55", "bound": "about"}
            page.locator(".wr-beside [data-field=low]").fill("50")  # typed over a number that is then not taken
    assert ends(page) == {"low": "70", "best": "", "high": "", "bound": "at least"}
    page.locator(".wr-beside [data-field=estimand]").select_option("idle")
    page.locator("[data-focus=add]").click()
    settled(page)
    file = folder / "story" / "corrections.jsonl"
    line = json.loads(file.read_text(encoding="utf-8").splitlines()[-1])
    kept = {name: line["new"][name] for name in ("value", "bound", "estimand")}
    assert (line["act"], kept) == ("add", {"value": 70, "bound": "at least", "estimand": "idle"})
    assert local_page.complaints == []


def ends(page: Page) -> dict[str, str]:
    """The number that the form of selected words holds."""
    fields = {name: page.locator(f".wr-beside [data-field={name}]") for name in ("low", "best", "high", "bound")}
    return {name: field.input_value() for name, field in fields.items()}


def test_hostile_text_is_text_in_every_part_of_the_review(lab: Lab, local_page: LocalPage) -> None:
    page = local_page.page
    opened(page, lab)
    assert PAYLOAD in page.locator(".wr-root h2").inner_text()
    for tab in ("rows", "report", "names", "sources", "loose", "log", "queue"):
        page.locator(f"[data-focus=tab-{tab}]").click()
        settled(page)
    page.locator("[data-focus=tab-report]").click()
    settled(page)
    assert "</script><script>window." in page.locator(".wb-text").inner_text()
    assert page.evaluate("window.PWN") is None
    assert page.locator(".wr-root img, .wr-root script").count() == 0
    assert local_page.offsite == []
    assert local_page.complaints == []
