"""Lessons: questions from a story's ledger that can be answered, and answers that are looked at fairly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import workbench as wb
from tests.built import built
from tests.frames import flood_story
from workbench import ledger
from workbench.build import build_story
from workbench.compare.support.alarms import alarms
from workbench.errors import InputError
from workbench.ledger import records
from workbench.story import Story, open_story
from workbench.teach.lessons import briefing, days, trends
from workbench.teach.lessons.asking import AskedQuestion, ask, static
from workbench.teach.lessons.catalogue import LESSONS, MOST, questions
from workbench.teach.lessons.checking import NONE, checked
from workbench.teach.lessons.question import Kind, Place, Question, Questions, Quotation

DPRK, DERNA = "dprk-troops-2024", "storm-daniel-derna-2023"
HOSTILE = '<img src=x onerror="window.PWN=1">'


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Story]:
    """Both shipped stories."""
    return {name: open_story(built(tmp_path_factory, name), progress=False) for name in (DPRK, DERNA)}


@pytest.fixture(scope="module")
def asked(stories: dict[str, Story]) -> dict[tuple[str, str], Questions]:
    """The questions of every lesson on both stories."""
    return {(name, lesson): questions(story, lesson) for name, story in stories.items() for lesson in LESSONS}


def every(asked: dict[tuple[str, str], Questions]) -> Iterator[Question]:
    for found in asked.values():
        yield from found


def of(asked: dict[tuple[str, str], Questions], story: str, lesson: str, part: str) -> list[Question]:
    found = [one for one in asked[story, lesson] if one.part == part]
    assert found
    return found


def question(kind: Kind = "words", **changes: Any) -> Question:
    """A question on an invented sentence, with what differs."""
    sentence = Quotation("Velna Courier", "The harbour master said at least 3,000 boats had sunk.")
    plain = {
        "lesson": "reading", "part": "cue", "asks": "Which words?", "kind": kind, "quoted": (sentence,),
        "accepted": ("said",), "hints": ("gentle", "near"), "explanation": "So it is.", "place": Place("r-1", 0, 4),
    }  # fmt: skip
    return Question(**{**plain, **changes})


# --- what is asked ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("story", [DPRK, DERNA])
@pytest.mark.parametrize("lesson", LESSONS)
def test_each_lesson_asks_something_of_each_shipped_story(
    asked: dict[tuple[str, str], Questions], story: str, lesson: str
) -> None:
    assert len(asked[story, lesson]) >= 6


def test_every_accepted_answer_is_right(asked: dict[tuple[str, str], Questions]) -> None:
    for one in every(asked):
        verdicts = {checked(one, answer).verdict for answer in one.accepted}
        assert verdicts == {"not marked" if one.kind == "open" else "right"}, one


def test_no_other_choice_is_right(asked: dict[tuple[str, str], Questions]) -> None:
    for one in every(asked):
        for wrong in set(one.choices) - set(one.accepted):
            assert checked(one, wrong).verdict in ("nearly", "not yet"), one
        assert len(set(one.choices) - set(one.accepted)) >= bool(one.choices), one


def test_no_wrong_word_number_or_day_is_right(asked: dict[tuple[str, str], Questions]) -> None:
    wrong = {"words": "zebra", "number": "987654321", "day": "1 April 1901", "paragraph": "They counted 987654321."}
    for one in every(asked):
        if one.kind in wrong:
            assert checked(one, wrong[one.kind]).verdict == "not yet", one


def test_words_to_be_typed_stand_in_what_is_quoted(asked: dict[tuple[str, str], Questions]) -> None:
    for one in every(asked):
        if one.kind == "words":
            assert all(any(answer in each.words for each in one.quoted) for answer in one.accepted), one


def test_every_question_has_hints_and_something_to_say_afterwards(asked: dict[tuple[str, str], Questions]) -> None:
    for one in every(asked):
        assert len(one.hints) >= 2
        assert len(set(one.hints)) == len(one.hints)
        assert one.explanation


def test_a_question_rests_on_a_place_that_is_there(
    stories: dict[str, Story], asked: dict[tuple[str, str], Questions]
) -> None:
    for (name, _), found in asked.items():
        texts = dict(zip(stories[name].reports["report_id"], stories[name].reports["text"], strict=True))
        for one in found:
            assert texts[one.place.report][one.place.start : one.place.end].strip(), one


def test_no_sentence_is_asked_twice_in_a_part(stories: dict[str, Story]) -> None:
    for lesson, parts in LESSONS.items():
        for part in parts:
            sentences = [each.words for one in questions(stories[DPRK], lesson, part=part) for each in one.quoted]
            assert len(set(sentences)) == len(sentences) or lesson == "origins"


def test_the_same_questions_come_each_time(stories: dict[str, Story], asked: dict[tuple[str, str], Questions]) -> None:
    again = {lesson: questions(stories[DPRK], lesson) for lesson in ("reading", "origins", "trends")}
    assert again == {lesson: asked[DPRK, lesson] for lesson in again}


def test_a_part_asks_what_it_asks_within_its_lesson(
    stories: dict[str, Story], asked: dict[tuple[str, str], Questions]
) -> None:
    alone = questions(stories[DPRK], "reading", part="content")
    assert list(alone) == [one for one in asked[DPRK, "reading"] if one.part == "content"]


def test_three_bounds_are_asked_before_one_comes_again(asked: dict[tuple[str, str], Questions]) -> None:
    assert len({one.accepted for one in asked[DPRK, "bounds"][:MOST]}) == MOST


def test_a_story_without_material_says_so(tmp_path: Path) -> None:
    (tmp_path / "ferry.txt").write_text("Ferry is late\n\nThe morning ferry left the harbour late.\n", encoding="utf-8")
    story = build_story(tmp_path, ledger_folder=tmp_path / "elsewhere" / "ledger", progress=False)
    for lesson, parts in LESSONS.items():
        found = questions(story, lesson)
        assert len(found) == 0 or lesson == "days"
        assert all(f"“{part}”" in found.lacking for part in parts)


def test_a_story_typed_in_by_hand_gives_questions_on_its_bounds() -> None:
    found = questions(flood_story(), "bounds", part="upper end")
    assert {one.accepted for one in found} == {(NONE,), ("20",), ("30",)}


def test_a_row_that_a_person_reviewed_comes_first_and_says_so(stories: dict[str, Story], tmp_path: Path) -> None:
    story = flood_story()
    first = questions(story, "bounds", part="kind")[0]
    assert "nobody has reviewed" in first.explanation
    row = next(one for one in records(story.estimates) if one.phrase == "Up to 75")
    line = {
        "correction_id": "c-1", "act": "accept", "at": "2031-06-01T00:00:00Z", "who": "A. Reader",
        "table": "estimates", "row": row.estimate_id, "row_now": row.estimate_id, "state": "in force", "new": "{}",
    }  # fmt: skip
    reviewed = Story({**story.tables, "corrections": ledger.frame("corrections", [line])}, file=story.file)
    first = questions(reviewed, "bounds", part="kind")[0]
    assert "75" in first.explanation
    assert "A person has reviewed" in first.explanation


@pytest.mark.parametrize(("lesson", "part"), [("cooking", None), ("reading", "stirring")])
def test_what_there_is_none_of_is_refused_with_what_there_is(lesson: str, part: str | None) -> None:
    with pytest.raises(InputError, match="must be one of"):
        questions(flood_story(), lesson, part=part)


# --- what was planted -------------------------------------------------------------------------------------------------


def test_the_distance_that_three_reports_give_has_one_origin(stories: dict[str, Story]) -> None:
    found = questions(stories[DPRK], "origins", most=9)
    distance = {one.part: one.accepted for one in found if "Distance" in one.asks}
    assert distance == {"number of reports": ("3",), "number of origins": ("1",), "number of sources": ("1",)}


def test_counting_reports_for_origins_is_nearly_right(stories: dict[str, Story]) -> None:
    found = questions(stories[DPRK], "origins", part="origins", most=9)
    distance = next(one for one in found if "Distance" in one.asks)
    assert checked(distance, "three").says == "That is how many reports give it; how many of them begin it?"


def test_the_rewrite_draws_on_the_wire(asked: dict[tuple[str, str], Questions]) -> None:
    rewrite = next(one for one in of(asked, DPRK, "origins", "report drawn on") if "Frontier Pulse" in one.asks)
    assert rewrite.accepted == ("Halden Wire Service (04_wire_washington_30_october)",)


def test_the_quick_rewrite_of_the_flood_draws_on_two(asked: dict[tuple[str, str], Questions]) -> None:
    rewrite = next(one for one in of(asked, DERNA, "origins", "report drawn on") if "QuickGist" in one.asks)
    assert set(rewrite.accepted) == {"Harrow Valley Star", "Tidewater Live"}


def test_the_doubling_in_a_single_day_is_a_dropped_bound(asked: dict[tuple[str, str], Questions]) -> None:
    doubling = next(
        one for one in of(asked, DPRK, "trends", "reason") if any("more than doubled" in q.words for q in one.quoted)
    )
    assert doubling.accepted == ("a bound was dropped",)
    restored = next(
        one for one in of(asked, DPRK, "trends", "bound") if any("more than doubled" in q.words for q in one.quoted)
    )
    assert checked(restored, "more than").verdict == "right"


def test_a_change_that_no_alarm_touches_is_among_the_trends(
    stories: dict[str, Story], asked: dict[tuple[str, str], Questions]
) -> None:
    real = [one for one in of(asked, DERNA, "trends", "reason") if one.accepted == (trends.REAL,)]
    assert real
    touched = {key for alarm in alarms(stories[DERNA]) for key in (alarm.first, alarm.second)}
    rows = {row.estimate_id: row for row in records(stories[DERNA].estimates)}
    places = {(rows[key].report_id, rows[key].start) for key in touched}
    assert not [one for one in real if (one.place.report, one.place.start) in places]


def test_a_plan_for_december_told_as_present_is_a_thing_counted(asked: dict[tuple[str, str], Questions]) -> None:
    plan = next(one for one in of(asked, DPRK, "trends", "thing counted") if "10,900" in one.quoted[0].words)
    assert plan.accepted == ("North Korean troops Pyongyang means to send in all",)
    assert checked(plan, "North Korean troops in, or sent to, Russia").verdict == "nearly"


def test_a_report_with_an_interval_was_perhaps_known_within_it(asked: dict[tuple[str, str], Questions]) -> None:
    perhaps = [one for one in of(asked, DPRK, "days", "standing") if one.accepted == (days.PERHAPS,)]
    assert [one.quoted[0].by for one in perhaps] == ["THE COUNTY COURIER"]


# --- what is said to an answer ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepted", "typed"),
    [
        ("The agency", "agency"), ("the agency", "THE AGENCY"), ("that 3,000 boats", "3000 boats"),
        ("“Our post”", '"our post"'), ("the island’s mayor", "the island's mayor"), ("said", " said. "),
    ],
)  # fmt: skip
def test_case_marks_articles_and_commas_are_forgiven(accepted: str, typed: str) -> None:
    assert checked(question(accepted=(accepted,)), typed).verdict == "right"


@pytest.mark.parametrize(
    ("typed", "verdict", "says"),
    [
        ("", "not yet", "Nothing is typed yet."),
        ("master said", "nearly", "The words are there, and more than the cue."),
        ("at least", "not yet", "Those words stand in the sentence, and are not the cue."),
        ("confirmed", "not yet", "Those words do not stand so in the sentence; copy them from it."),
        ("The harbour master said at least 3000 boats had sunk", "not yet",
         "That is the whole sentence; the cue is a part of it."),
        ("?!", "not yet", "There is no word in that."),
    ],
)  # fmt: skip
def test_what_is_near_is_said(typed: str, verdict: str, says: str) -> None:
    answer = checked(question(), typed)
    assert (answer.verdict, answer.says) == (verdict, says)


def test_a_part_of_the_words_is_nearly_right() -> None:
    source = question(part="source", accepted=("The harbour master",))
    assert checked(source, "harbour").says == "That is a part of it; the source has more words."
    assert checked(source, "master of the harbour").verdict == "nearly"


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("3,000", "right"), ("3000", "right"), ("three thousand", "right"), ("300", "nearly"), ("30,000", "nearly"),
        ("none", "not yet"), ("many", "not yet"), ("4", "not yet"), ("2,000 to 3,000", "not yet"),
    ],
)  # fmt: skip
def test_a_number_may_be_typed_in_any_way(typed: str, verdict: str) -> None:
    assert checked(question("number", accepted=("3,000",)), typed).verdict == verdict


@pytest.mark.parametrize(("typed", "verdict"), [("none", "right"), ("No upper end", "right"), ("3,000", "not yet")])
def test_no_number_is_an_answer(typed: str, verdict: str) -> None:
    assert checked(question("number", accepted=(NONE,)), typed).verdict == verdict


@pytest.mark.parametrize(
    ("typed", "verdict"),
    [
        ("2024-10-23", "right"), ("23 October 2024", "right"), ("Oct. 23", "right"), ("October 23, 2024", "right"),
        ("23rd of october", "right"), ("23 October 2023", "nearly"), ("22 October", "nearly"), ("5 May", "not yet"),
        ("30 February", "not yet"), ("Wednesday", "not yet"),
    ],
)  # fmt: skip
def test_a_day_may_be_typed_in_any_way(typed: str, verdict: str) -> None:
    assert checked(question("day", accepted=("2024-10-23",)), typed).verdict == verdict


def test_yes_and_no_may_be_short() -> None:
    assert checked(question("yes or no", accepted=("yes",)), "Y").verdict == "right"
    assert checked(question("yes or no", accepted=("yes",)), "no").verdict == "not yet"


# --- a paragraph ------------------------------------------------------------------------------------------------------


def test_the_gate_speaks_while_a_paragraph_is_typed(asked: dict[tuple[str, str], Questions]) -> None:
    task = next(one for one in of(asked, DPRK, "briefing", "paragraph") if "Kursk" in one.asks)
    bare = checked(task, "Some 8,000 soldiers are in Kursk.")
    assert bare.verdict == "not yet"
    assert "neither a reference nor beside one that holds it" in bare.found[0]
    unknown = checked(task, "There are {{figure: 8,001}} of them.")
    assert "no charted figure is worded" in unknown.found[0]
    assert checked(task, "Nobody knows.").verdict == "nearly"
    assert checked(task, "# A heading").verdict == "not yet"
    assert checked(task, task.accepted[0]).verdict == "right"


def test_a_likelihood_in_percent_is_refused(asked: dict[tuple[str, str], Questions]) -> None:
    task = of(asked, DPRK, "briefing", "paragraph")[0]
    answer = checked(task, f"{task.accepted[0]} A fight is 60 percent likely.")
    assert any("likelihood is given in percent" in one for one in answer.found)


def test_a_sentence_with_its_bound_dropped_is_refused_and_one_without_fault_is_not(
    asked: dict[tuple[str, str], Questions],
) -> None:
    told = {one.accepted[0]: one.explanation for one in of(asked, DPRK, "briefing", "fault")}
    assert set(told) == {briefing.BOUND, briefing.NUMBER, briefing.HOLDER, briefing.PASSES}
    assert told[briefing.PASSES] == "The gate lets it pass."
    assert "does not name" in told[briefing.HOLDER]


# --- how it is asked --------------------------------------------------------------------------------------------------


def test_an_answer_is_looked_at_as_it_is_typed_and_the_right_one_ends_it() -> None:
    shown = ask(question()).asked[0]
    assert isinstance(shown, AskedQuestion)
    assert shown.box.continuous_update
    shown.box.value = "at"
    assert "not the cue" in shown.said.value
    shown.box.value = "said"
    assert "Right." in shown.said.value
    assert "So it is." in shown.hints.value
    assert shown.more.layout.display == "none"


def test_the_answer_is_shown_only_after_every_hint() -> None:
    shown = AskedQuestion(question())
    told = []
    while shown.more.layout.display != "none":
        told.append(shown.more.description)
        assert "So it is." not in shown.hints.value
        shown.more.click()
    assert told == ["Hint 1 of 2", "Hint 2 of 2", "Show the answer"]
    assert "gentle" in shown.hints.value
    assert "So it is." in shown.hints.value


def test_a_choice_is_made_among_options_with_none_chosen_before() -> None:
    shown = AskedQuestion(question("choice", options=("said", "asked")))
    assert shown.box.value is None
    shown.box.value = "asked"
    assert "Not that one." in shown.said.value


def test_without_a_kernel_the_question_is_read_with_hints_and_answer_folded_away() -> None:
    html = ask(Questions([question("choice", options=("said", "asked"))], lacking="No more."))._repr_mimebundle_()
    page = html["text/html"]
    assert page.count("<details>") == 3
    assert "<li>asked</li>" in page
    assert "No more." in page


def test_hostile_words_of_a_report_are_text_wherever_they_are_shown() -> None:
    bad = question(
        "choice", asks=HOSTILE, quoted=(Quotation(HOSTILE, f"They said {HOSTILE}", (5, 14)),), accepted=(HOSTILE,),
        hints=(HOSTILE, f"{HOSTILE}!"), explanation=HOSTILE, options=(HOSTILE, "other"),
    )  # fmt: skip
    shown = AskedQuestion(replace(bad, near=(("other", HOSTILE),)))
    shown.box.value = "other"
    shown.more.click()
    parts = [bad.prompt, static(bad), shown.said.value, shown.hints.value]
    assert all("<img" not in part and "&lt;img" in part for part in parts)
    assert not shown.box.description_allow_html
    shown.box.value = HOSTILE
    assert "<img" not in shown.hints.value


def test_hostile_words_of_a_story_reach_no_page(tmp_path: Path) -> None:
    (tmp_path / "harbour.txt").write_text(
        f"Boats lost\n\nThe harbour master {HOSTILE} said that at least 40 boats had sunk in the harbour.\n\n"
        f"About 30 sailors <b>were</b> missing, the mayor said on Monday in the town of Torrin {HOSTILE}.\n",
        encoding="utf-8",
    )
    story = build_story(tmp_path, ledger_folder=tmp_path / "elsewhere" / "ledger", progress=False)
    pages = [static(one) for lesson in LESSONS for one in questions(story, lesson)]
    assert any("&lt;" in page for page in pages)
    assert not [page for page in pages if "<img" in page or "<b>" in page]


def test_the_front_door_has_both_names() -> None:
    assert wb.questions is questions
    assert wb.ask is ask
