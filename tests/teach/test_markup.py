"""The desk of a student, without a browser: what a message of the page does, and what the page is shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.built import built
from tests.teach.test_exercise import SHIPPED
from workbench.story import open_story
from workbench.teach.exercises.exercise import UNSURE
from workbench.teach.exercises.key import read_key
from workbench.teach.exercises.making import Made, make_exercise
from workbench.teach.exercises.marks import marks_file, read_marks
from workbench.teach.exercises.markup.widget import MarkUp, mark_up


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """An exercise from the wire and its rewrite."""
    place = tmp_path_factory.mktemp("markup")
    story = open_story(built(tmp_path_factory, SHIPPED.name), progress=False)
    files = ("04_wire_washington_30_october.txt", "06_rewrite_frontier_pulse.txt")
    return make_exercise(story, place / "class", reports=files)


@pytest.fixture
def desk(made: Made, request: pytest.FixtureRequest) -> MarkUp:
    """A desk of a student of this test's own."""
    return mark_up(made.students["A"], who=request.node.name[-40:])


def test_the_desk_opens_at_the_guess_and_holds_no_answer(desk: MarkUp, made: Made) -> None:
    assert desk.view["task"] == "guess"
    assert [one["name"] for one in desk.view["tasks"]] == ["guess", "numbers", "chain", "hunt", "reason", "homework"]
    said = json.dumps(desk.view, ensure_ascii=False)
    assert not any(one.reading in said for one in read_key(made.key).items if one.task != "numbers")


def test_words_are_chosen_tagged_and_kept_in_the_students_file(desk: MarkUp, made: Made) -> None:
    desk.receive({"do": "task", "task": "numbers"})
    desk.receive({"do": "select", "quote": "at about 10,000"})
    assert desk.view["chosen"]["words"] == "10,000"
    assert [one["name"] for one in desk.view["chosen"]["fields"]] == [
        "bound", "hedge", "speaker", "anonymous", "estimand",
    ]  # fmt: skip
    desk.receive({"do": "keep", "answers": {"bound": "about", "estimand": UNSURE}})
    assert (desk.view["chosen"], desk.view["error"]) == (None, "")
    assert desk.view["marks"][0]["missing"] == "3 fields open"
    kept = read_marks(marks_file(made.students["A"], desk.desk.who)).marks
    assert [(one.words, dict(one.answers)) for one in kept] == [("10,000", {"bound": "about", "estimand": UNSURE})]
    again = mark_up(made.students["A"], who=desk.desk.who)  # a kernel restarted
    again.receive({"do": "task", "task": "numbers"})
    assert again.view["marks"] == desk.view["marks"]


def test_choosing_a_marked_number_again_opens_the_mark(desk: MarkUp) -> None:
    desk.receive({"do": "task", "task": "numbers"})
    desk.receive({"do": "select", "quote": "at about 10,000"})
    desk.receive({"do": "keep", "answers": {"bound": "at most"}})
    desk.receive({"do": "select", "quote": "10,000"})
    assert next(one["value"] for one in desk.view["chosen"]["fields"] if one["name"] == "bound") == "at most"
    desk.receive({"do": "keep", "answers": {"bound": "about"}})
    assert [one["said"] for one in desk.view["marks"]] == ["about"]
    desk.receive({"do": "drop", "mark": desk.view["marks"][0]["id"]})
    assert desk.view["marks"] == []


def test_another_kind_given_to_an_open_mark_replaces_it_and_one_on_new_words_stands_beside(desk: MarkUp) -> None:
    desk.receive({"do": "task", "task": "hunt"})
    for kind in ("hedge dropped", "attribution dropped"):
        desk.receive({"do": "select", "quote": "More than 3,000 have already moved"})
        desk.receive({"do": "keep", "answers": {"kind": kind}, "explanation": "the wire said thought to"})
    assert [one["said"] for one in desk.view["marks"]] == ["attribution dropped", "hedge dropped"] or [
        one["said"] for one in desk.view["marks"]
    ] == ["hedge dropped", "attribution dropped"]
    first = desk.view["marks"][0]["id"]
    desk.receive({"do": "open", "mark": first})
    desk.receive({"do": "keep", "answers": {"kind": "place"}, "explanation": "it was elsewhere before"})
    assert len(desk.view["marks"]) == 2
    assert first not in {one["id"] for one in desk.view["marks"]}


@pytest.mark.parametrize(
    ("message", "cause"),
    [
        ({"do": "select", "quote": "no such words at all"}, "do not stand in the text"),
        ({"do": "select", "start": -4, "end": 900_000}, "span: must lie within"),
        ({"do": "keep", "answers": {}}, "select words"),
        ({"do": "task", "task": "essay"}, "task must be one of"),
        ({"do": "who", "name": "   "}, "needs a letter"),
        ({"do": "report", "report": "r-nowhere"}, "no text"),
        ({"do": "answer", "question": "x", "said": "1"}, "is no answer"),
        ({"do": "open"}, "the page sent"),
        ({"do": "select", "start": "a", "end": []}, "the page sent"),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(desk: MarkUp, message: dict[str, object], cause: str) -> None:
    before = {name: value for name, value in desk.view.items() if name not in ("error", "turn")}
    desk.receive(message)
    assert cause in desk.view["error"]
    assert {name: value for name, value in desk.view.items() if name not in ("error", "turn")} == before


def test_guesses_chain_and_sentence_are_kept_and_shown_again(desk: MarkUp) -> None:
    for task, said in (("guess", "3"), ("chain", "none"), ("reason", "They count different things.")):
        desk.receive({"do": "task", "task": task})
        desk.receive({"do": "answer", "question": desk.view["questions"][0]["id"], "said": said})
        assert desk.view["questions"][0]["value"] == said
    assert {one["name"]: one["done"] for one in desk.view["tasks"]}["reason"] == 1


def test_a_mark_made_in_another_window_is_not_lost(made: Made, desk: MarkUp) -> None:
    other = mark_up(made.students["A"], who=desk.desk.who)
    for one, words in ((desk, "at about 10,000"), (other, "as many as 11,000")):
        one.receive({"do": "task", "task": "numbers"})
        one.receive({"do": "select", "quote": words})
        one.receive({"do": "keep", "answers": {}})
    desk.receive({"do": "task", "task": "numbers"})
    assert {one["words"] for one in desk.view["marks"]} == {"10,000", "11,000"}


def test_a_folder_without_an_exercise_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="cannot be read"):
        mark_up(tmp_path)
