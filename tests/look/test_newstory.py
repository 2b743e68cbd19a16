"""The pages of a new story: what they say, that hostile text in them is inert, and that a control changes the draft."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pytest

from workbench.look.newstory import pages
from workbench.look.newstory.widget import STEPS, NewStory, new_story

HOSTILE = "<script>window.PWN=1</script>"
TEXTS = {
    "one.txt": "Storm in Vik\n\nThe storm destroyed 300 homes, Mayor Anna Holt said. At least 40 people died.\n",
    "two.txt": "Toll rises\n\nThe toll rose to 52, Mayor Anna Holt said. About 350 homes were destroyed.\n",
    f"{HOSTILE[:8]}.txt": f"{HOSTILE}\n\nSome 60 <img src=x onerror=alert(1)> people died in Vik. It lost 61 people.\n",
    "odd.docx": "x",
}


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> NewStory:
    reports = tmp_path / "vik"
    reports.mkdir()
    for name, text in TEXTS.items():
        (reports / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return new_story(reports)


def controls(root: Any, kind: type[Any]) -> list[Any]:
    """All controls of a kind on the page, in the order in which a keyboard reaches them."""
    found = [root] if isinstance(root, kind) else []
    return found + [one for child in getattr(root, "children", ()) for one in controls(child, kind)]


def go(page: NewStory, step: int) -> None:
    page.steps.value = STEPS[step]


def words(page: NewStory) -> str:
    html = "\n".join(one.value for one in controls(page, widgets.HTML))
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def named(page: NewStory, label: str, value: str) -> Any:
    return next(one for one in controls(page, widgets.Text) if (one.description, one.value) == (label, value))


def button(page: NewStory, label: str) -> Any:
    return next(one for one in controls(page, widgets.Button) if one.description == label)


def test_the_first_page_says_what_was_read_and_what_was_not(page: NewStory) -> None:
    assert "3 reports read from 3 files" in words(page)
    assert "3 reports without any date" in words(page)
    assert "odd.docx no reader takes .docx" in words(page)


def test_a_card_shows_the_figures_of_an_estimand_and_marks_them_in_sentences(page: NewStory) -> None:
    go(page, 1)
    card = next(one for one in page.draft.proposals if one.estimand.name == "Homes destroyed")
    assert "2 figures in 2 reports: 300, About 350" in unescape(re.sub("<[^>]*>", "", pages.figures_of(card).text))
    assert "About 350</mark> homes were destroyed" in pages.examples_of(card).text


def test_renaming_dropping_and_setting_in_the_background_change_what_is_to_be_written(page: NewStory) -> None:
    go(page, 1)
    named(page, "Name", "Homes destroyed").value = "Homes lost in Vik"
    assert page.draft.proposal("homes-destroyed").estimand.name == "Homes lost in Vik"
    keep, behind = controls(page, widgets.Checkbox)[:2]
    behind.value = True
    assert "in the background" in words(page)
    assert "3 estimands kept" in words(page)
    keep.value = False
    assert sum(one.kept for one in page.draft.proposals) == 2
    assert "2 estimands kept" in words(page)


def test_an_empty_name_is_refused_in_words_and_changes_nothing(page: NewStory) -> None:
    go(page, 1)
    named(page, "Name", "Homes destroyed").value = " "
    assert "name: must hold a word" in words(page)
    assert page.draft.proposal("homes-destroyed").estimand.name == "Homes destroyed"


def test_two_estimands_are_counted_together(page: NewStory) -> None:
    go(page, 1)
    first = controls(page, widgets.Dropdown)[0]
    first.value = first.options[1][1]
    kept = [one.estimand.name for one in page.draft.proposals if one.kept]
    assert kept == [first.options[1][0], "People, status not told"]
    assert len(controls(page, widgets.Dropdown)) == 2


def test_a_party_is_called_otherwise_and_one_without_a_name_is_dropped(page: NewStory) -> None:
    go(page, 2)
    named(page, "Name", "Anna Holt").value = "Mayor of Vik"
    assert [one.party.name for one in page.draft.parties] == ["Mayor of Vik"]
    named(page, "Name", "Mayor of Vik").value = ""
    assert page.draft.parties == ()


def test_writing_leaves_the_file_and_says_how_many_figures_are_charted(page: NewStory) -> None:
    go(page, 3)
    named(page, "Question", "").value = "How many died?"
    assert 'question = "How many died?"' in words(page)
    button(page, "Write story.toml").click()
    assert 'question = "How many died?"' in page.beginning.out.read_text()
    assert re.search(r"\d numbers charted now", words(page))
    drawn = controls(page, widgets.HTML)[-1].value
    assert drawn.startswith("<svg")  # the chart stands here too: a page without boxes has no next one to run
    assert "People killed" in drawn


def test_a_story_file_that_is_there_is_written_over_only_at_the_second_button(page: NewStory) -> None:
    page.beginning.out.parent.mkdir(exist_ok=True)
    page.beginning.out.write_text("# mine\n")
    go(page, 3)
    button(page, "Write story.toml").click()
    assert page.beginning.out.read_text() == "# mine\n"
    assert "is there already. Write in its place?" in words(page)
    sure = button(page, "Yes, write in its place")
    assert sure.layout.display != "none"
    sure.click()
    assert page.beginning.out.read_text() != "# mine\n"
    assert [path.read_text() for path in page.beginning.out.parent.glob(".story-before-*.toml")] == ["# mine\n"]


def test_every_page_is_reached_by_a_button_and_shows_hostile_text_as_text(page: NewStory) -> None:
    for step in range(len(STEPS)):
        go(page, step)
        for more in controls(page, widgets.ToggleButton):
            more.value = True
        html = "\n".join(one.value for one in controls(page, widgets.HTML))
        assert "<script" not in html
        assert "<img" not in html
        if step + 1 < len(STEPS):
            button(page, f"Next: {STEPS[step + 1]}").click()
            assert page.steps.value == STEPS[step + 1]
    go(page, 0)
    assert HOSTILE in words(page)
