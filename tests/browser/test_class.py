"""The teacher's class on the shipped story, in real JupyterLab: guess, mark, tag, hunt, and what is revealed after."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.built import built
from tests.teach.test_exercise import SHIPPED, all_right, copy_of, mark_item
from workbench.story import open_story
from workbench.teach.exercises.fixing import fix
from workbench.teach.exercises.key import read_key
from workbench.teach.exercises.making import Made, make_exercise
from workbench.teach.exercises.marking import mark_class, write_marks
from workbench.teach.exercises.marks import answer, marks_file, read_marks

from .books import notebook
from .jupyter_server import Lab, open_notebook, outputs, run_all, running_lab

NOTEBOOK = "notebooks/00_start_here.ipynb"
WHO = "Mara <img src=x onerror=window.PWN=1>"
CELLS = (
    f"import workbench as wb\nwb.mark_up('../class/students/A', who={WHO!r})",
    "wb.reveal('../class/teacher', '../class/students', 'guess')",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """An exercise of the shipped story, and a notebook with a student's desk and the class's guesses."""
    folder = tmp_path_factory.mktemp("class")
    story = open_story(built(tmp_path_factory, SHIPPED.name), progress=False)
    (folder / "notebooks").mkdir()
    (folder / NOTEBOOK).write_text(notebook(*CELLS), encoding="utf-8")
    return make_exercise(story, folder / "class")


@pytest.fixture(scope="module")
def lab(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    notebooks = made.key.parents[2] / "notebooks"
    with running_lab(tmp_path_factory.mktemp("jupyter"), notebooks=notebooks) as started:
        yield started


def test_a_student_guesses_marks_tags_and_hunts_and_finds_it_all_again(
    chromium_page: Page, lab: Lab, made: Made, shots: Path
) -> None:
    page = chromium_page
    open_notebook(page, lab, NOTEBOOK)
    assert run_all(page), outputs(page)
    desk = page.locator(".wm-root")
    desk.wait_for()

    guess = desk.locator("input[type=number]").first
    guess.fill("4")
    guess.press("Tab")
    expect(desk.get_by_role("button", name="1. Guess first 1")).to_be_visible()

    desk.get_by_role("button", name="2. Mark the numbers").click()
    expect(desk.get_by_label("Select words in the text")).to_be_visible()
    _select(page, "11,000")
    form = desk.locator(".wm-form")
    expect(form.locator("blockquote")).to_have_text("11,000")
    form.get_by_label("What its words leave open").select_option("at most")
    form.get_by_label("On whose word").fill("unsure")
    form.get_by_role("button", name="Keep this mark").click()
    expect(desk.locator(".wm-marks li")).to_have_count(1)
    expect(desk.locator(".wb-k-figure", has_text="11,000").first).to_be_visible()

    desk.get_by_role("button", name="4. Hunt what was lost").click()
    expect(desk.locator(".wm-marks li")).to_have_count(0)  # the page of another task is there
    desk.get_by_label("Select words in the text").fill("have confirmed that up to 11,000")
    desk.get_by_role("button", name="Use these words").press("Enter")
    form.get_by_label("Kind of change").select_option("certainty raised")
    form.get_by_label("What was lost").fill("the wire had an estimate of two sides")
    form.get_by_role("button", name="Keep this mark").click()
    expect(desk.locator(".wm-marks li")).to_have_count(1)
    page.screenshot(path=shots / "class-desk-1400.png")

    kept = read_marks(marks_file(made.students["A"], WHO))
    assert kept.who == WHO
    assert [(one.task, one.words) for one in kept.of("numbers")] == [("numbers", "11,000")]
    assert dict(kept.of("numbers")[0].answers) == {"bound": "at most", "speaker": "unsure"}
    assert kept.of("hunt")[0].explanation == "the wire had an estimate of two sides"
    assert read_key(made.key).counts

    open_notebook(page, lab, NOTEBOOK)  # the page closed and opened anew
    assert run_all(page), outputs(page)
    desk.get_by_role("button", name="2. Mark the numbers 1").click()
    expect(desk.locator(".wm-marks li")).to_have_count(1)
    expect(page.locator(".jp-OutputArea-output table").last).to_contain_text("4: 1 student")
    assert page.evaluate("window.PWN") is None


def test_the_class_is_one_printed_page(chromium_page: Page, made: Made, tmp_path: Path) -> None:
    key = read_key(made.key)
    items = [one for one in key.items if one.task == "numbers"]
    files = []
    for number in range(12):
        who = f"student {number}"
        files.append(all_right(made, who, "AB"[number % 2]))
        for at, item in enumerate(items):
            mark_item(files[-1], copy_of(made), item, who, bound=("about", "range", "vague")[(number + at) % 3])
        answer(files[-1], copy_of(made), task="reason", question="reason", said=f"Reason {number}. " * 8, who=who)
    for item in items[:6]:
        fix(made.key, item=item.item, field="bound", value="about", reason="a class agreed on it")
    sheet = write_marks(mark_class(made.key, files), tmp_path / "marks")[0]
    chromium_page.goto(sheet.as_uri())
    for paper in ("A4", "Letter"):
        pages = pypdf.PdfReader(io.BytesIO(chromium_page.pdf(format=paper))).pages
        assert len(pages) == 1, paper


def _select(page: Page, words: str) -> None:
    """Selects words of the text as a mouse does, and lets go."""
    page.evaluate(
        """(words) => {
          const walker = document.createTreeWalker(document.querySelector(".wm-root .wb-text"), NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(walker.currentNode, at + 1);
            range.setEnd(walker.currentNode, at + words.length);
            document.getSelection().removeAllRanges();
            document.getSelection().addRange(range);
            walker.currentNode.parentElement.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
            return;
          }
        }""",
        words,
    )
