"""A class exercise: what students are given, what they mark, and what the key makes of it."""

from __future__ import annotations

import csv
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.corrections.kept import noon
from workbench.build import build_story
from workbench.cli import main
from workbench.corrections.lines import append, identified, line_of, read_log
from workbench.corrections.recording import record
from workbench.errors import InputError
from workbench.ledger import records
from workbench.story import Story
from workbench.teach.exercises.classroom import classroom
from workbench.teach.exercises.exercise import ELSEWHERE, NOBODY, OWN_VOICE, UNSURE, Exercise, read_exercise
from workbench.teach.exercises.fixing import add, effects, fix
from workbench.teach.exercises.key import Item, Key, read_key
from workbench.teach.exercises.making import Made, make_exercise
from workbench.teach.exercises.marking import lines_of, mark_class, write_marks
from workbench.teach.exercises.marks import answer, mark, marks_file, read_marks, snapped, unmark
from workbench.teach.exercises.scoring import FOUND, WEIGHTS, score

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "data" / "stories" / "dprk-troops-2024"
#: The wire of 30 October, its host, its rewrite, and two that stand apart.
SET = ("04_wire_washington_30_october.txt", "05_local_host_lake_corran.txt", "06_rewrite_frontier_pulse.txt",
       "01_wire_seoul_first_wave.txt", "16_denials_norrsund.txt")  # fmt: skip


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Five reports of the shipped story in a folder of their own."""
    folder = tmp_path_factory.mktemp("exercise") / "story"
    (folder / "reports").mkdir(parents=True)
    shutil.copy(SHIPPED / "story.toml", folder)
    shutil.copy(SHIPPED / "catalog.csv", folder)
    for name in SET:
        shutil.copy(SHIPPED / "reports" / name, folder / "reports")
    return build_story(folder, progress=False)


@pytest.fixture
def made(story: Story, tmp_path: Path) -> Made:
    return make_exercise(story, tmp_path / "class", groups=("A", "B"), seed=7, errors=4)


def copy_of(made: Made, group: str = "A") -> Exercise:
    return read_exercise(made.students[group])


def numbers(key: Key) -> list[Item]:
    return [one for one in key.items if one.task == "numbers"]


def right_answers(item: Item) -> dict[str, str]:
    return {name: value.split("|")[0] for name, value in item.answers.items()}


def mark_item(file: Path, exercise: Exercise, item: Item, who: str, **changed: str) -> None:
    """Marks one thing of the key with its right answers, but for those that are changed."""
    mark(
        file, exercise, task=item.task, report_id=item.report_id, start=item.start, end=item.end, who=who,
        answers={**right_answers(item), **changed}, explanation="the wire had more words here", clock=noon,
    )  # fmt: skip


# --- what students are given ------------------------------------------------------------------------------------------


def test_a_student_copy_holds_no_answer(made: Made) -> None:
    for folder in made.students.values():
        said = json.loads((folder / "exercise.json").read_text(encoding="utf-8"))
        texts = said.pop("texts")
        assert {one.name for one in folder.iterdir()} == {"exercise.json", "sheet.html"}
        assert set(said) == {
            "exercise_id", "group", "story", "guesses", "numbers", "hunt", "homework", "homework_of", "errors", "kinds",
            "estimands",
        }  # fmt: skip
        assert all(set(one) == {"report_id", "name", "title", "published", "text", "blocks"} for one in texts)
        readings = [one.reading for one in read_key(made.key).items if one.task != "numbers"]
        sheet = (folder / "sheet.html").read_text(encoding="utf-8")
        assert readings
        assert not any(one in json.dumps(said) or one in sheet for one in readings)


def test_each_group_has_a_copy_of_its_own_with_as_many_changes_as_asked_for(made: Made) -> None:
    key = read_key(made.key)
    planted = {group: key.of("homework", [report]) for group, report in key.homework.items()}
    assert {group: len(items) for group, items in planted.items()} == {"A": 4, "B": 4}
    assert {one.reading for one in planted["A"]} != {one.reading for one in planted["B"]}
    for group, items in planted.items():
        exercise = copy_of(made, group)
        homework, source = exercise.text(exercise.homework or ""), exercise.text(exercise.homework_of or "")
        for one in items:
            assert one.sentence in homework.text
            assert not re.search(r"(?:^|[.”\"]\s|\n)" + re.escape(one.sentence), source.text)


def test_the_same_seed_gives_the_same_files_and_another_one_other_changes(story: Story, tmp_path: Path) -> None:
    first, again = (make_exercise(story, tmp_path / name, seed=3) for name in ("first", "again"))
    other = make_exercise(story, tmp_path / "other", seed=4)
    for path, same in zip(first.paths, again.paths, strict=True):
        assert path.read_bytes() == same.read_bytes()
    assert read_key(first.key).items != read_key(other.key).items


def test_an_exercise_is_not_written_over_another(story: Story, made: Made, tmp_path: Path) -> None:
    make_exercise(story, tmp_path / "class", groups=("A", "B"), seed=7)  # the same one: nothing is lost
    before = made.key.read_bytes()
    with pytest.raises(InputError, match="another exercise"):
        make_exercise(story, tmp_path / "class", groups=("A", "B"), seed=8)
    assert made.key.read_bytes() == before


def test_it_is_not_written_into_the_story_whose_reports_it_would_become(story: Story) -> None:
    assert story.folder is not None
    with pytest.raises(InputError, match="outside the story"):
        make_exercise(story, story.folder / "class")


def test_more_changes_than_there_is_room_for_are_refused_with_the_room_there_is(story: Story, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"at most \d+ can be planted"):
        make_exercise(story, tmp_path / "class", errors=500)
    assert not (tmp_path / "class").exists()


def test_reports_are_set_by_name_and_an_unknown_one_is_named(story: Story, tmp_path: Path) -> None:
    made = make_exercise(story, tmp_path / "two", reports=SET[:3], errors=2)
    assert len(read_exercise(made.students["A"]).chain) == 3
    with pytest.raises(InputError, match=r"no report 'nowhere\.txt'"):
        make_exercise(story, tmp_path / "none", reports=["nowhere.txt"])


def test_the_family_is_set_first_and_its_chain_is_in_the_key(story: Story, made: Made) -> None:
    key = read_key(made.key)
    by_file = {Path(row.file).name: row.report_id for row in records(story.reports)}
    wire, rewrite, apart = by_file[SET[0]], by_file[SET[2]], by_file[SET[4]]
    assert wire in key.parents[rewrite]
    assert NOBODY not in key.parents[rewrite]
    assert set(key.parents[apart]) == {NOBODY, ELSEWHERE}


def test_page_furniture_is_not_set_to_be_read(made: Made, story: Story) -> None:
    gone = story.passages[story.passages["role"] == "chrome"]
    texts = {one.report_id: one for one in copy_of(made).texts}
    blocks = {report: [(start, end) for start, end, _ in text.blocks] for report, text in texts.items()}
    shown = [row for row in records(gone) if row.report_id in blocks]
    assert shown
    for row in shown:
        assert not any(start < row.end and row.start < end for start, end in blocks[row.report_id])


def test_what_a_person_has_corrected_holds_in_the_key(story: Story, tmp_path: Path) -> None:
    folder = tmp_path / "story"
    shutil.copytree(str(story.folder), folder)
    own = build_story(folder, only_if_stale=True, progress=False)
    first = numbers(read_key(make_exercise(own, tmp_path / "before").key))[0]
    row = next(one for one in records(own.estimates) if (one.report_id, one.start) == (first.report_id, first.start))
    own = record(own, act="edit", table="estimates", row=row.estimate_id, field="bound", new="vague", who="Ada")
    after = next(one for one in numbers(read_key(make_exercise(own, tmp_path / "after").key)) if one.item == first.item)
    assert (first.answers["bound"], first.reviewed) != ("vague", True)
    assert (after.answers["bound"], after.reviewed) == ("vague", True)


# --- marking ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        ("000 sold", "11,000"),  # a number is taken whole and alone
        ("11,0", "11,000"),
        ("up to 11", "11,000"),
        ("ldiers wer", "soldiers were"),  # else whole words
    ],
)
def test_a_span_snaps_to_the_number_or_to_whole_words(chosen: str, kept: str) -> None:
    text = "As many as up to 11,000 soldiers were there."
    start = text.index(chosen)
    begun, end = snapped(text, start, start + len(chosen))
    assert text[begun:end] == kept


def test_a_mark_is_on_the_disk_at_once_and_a_later_one_replaces_it(made: Made) -> None:
    exercise, item = copy_of(made), numbers(read_key(made.key))[0]
    file = marks_file(made.students["A"], "Ada Lovelace")
    mark_item(file, exercise, item, "Ada Lovelace", bound=UNSURE)
    mark_item(file, exercise, item, "Ada Lovelace")
    marks = read_marks(file)
    assert (marks.who, marks.group, len(marks.marks)) == ("Ada Lovelace", "A", 1)
    assert marks.marks[0].answers["bound"] == item.answers["bound"]
    unmark(file, exercise, marks.marks[0].mark_id, who="Ada Lovelace")
    assert read_marks(file).marks == ()
    assert len(file.read_text(encoding="utf-8").splitlines()) == 4  # nothing is ever taken out of the file


@pytest.mark.parametrize(
    ("asked", "cause"),
    [
        ({"task": "essay"}, "task must be one of"),
        ({"answers": {"bound": "perhaps"}}, "bound must be one of"),
        ({"answers": {"colour": "red"}}, "field must be one of"),
        ({"start": 5, "end": 5}, "span: must lie within"),
        ({"report_id": "r-nowhere"}, "no text"),
    ],
)
def test_what_the_exercise_does_not_have_is_refused_and_nothing_is_written(
    made: Made, asked: dict[str, Any], cause: str
) -> None:
    exercise = copy_of(made)
    file = marks_file(made.students["A"], "Ada")
    given: dict[str, Any] = {
        "task": "numbers",
        "report_id": exercise.numbers[0],
        "start": 0,
        "end": 9,
        "who": "Ada",
        **asked,
    }
    with pytest.raises(InputError, match=cause):
        mark(file, exercise, **given)
    assert not file.exists()


@pytest.mark.parametrize(
    ("task", "question", "said"),
    [("guess", "", "many"), ("chain", "", "itself"), ("reason", "reason", "   "), ("grade", "x", "1")],
)
def test_an_answer_that_is_none_is_refused(made: Made, task: str, question: str, said: str) -> None:
    exercise = copy_of(made)
    asked = question or (exercise.guesses[0][0] if task == "guess" else exercise.chain[0])
    with pytest.raises(InputError, match="is no answer"):
        answer(marks_file(made.students["A"], "Ada"), exercise, task=task, question=asked, said=said, who="Ada")


def test_a_line_cut_by_a_power_failure_costs_that_line_alone(made: Made) -> None:
    exercise, items = copy_of(made), numbers(read_key(made.key))
    file = marks_file(made.students["A"], "Ada")
    for one in items[:3]:
        mark_item(file, exercise, one, "Ada")
    file.write_bytes(file.read_bytes()[:-40])
    marks = read_marks(file)
    assert (len(marks.marks), marks.damaged) == (2, 1)
    mark_item(file, exercise, items[2], "Ada")
    assert len(read_marks(file).marks) == 3


def test_a_name_without_a_letter_names_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="needs a letter or a digit"):
        marks_file(tmp_path, " ../ ")
    assert marks_file(tmp_path, "../Ada").parent == tmp_path


# --- scoring ----------------------------------------------------------------------------------------------------------


def all_right(made: Made, who: str, group: str = "A") -> Path:
    """The file of a student who marks everything as the key has it."""
    key, exercise = read_key(made.key), copy_of(made, group)
    file = marks_file(made.students[group], who)
    for one in key.items:
        if one.task != "homework" or one.report_id == exercise.homework:
            mark_item(file, exercise, one, who)
    for report, right in key.parents.items():
        answer(file, exercise, task="chain", question=report, said=right[0], who=who, clock=noon)
    return file


def test_whoever_marks_all_as_the_key_has_it_gets_every_point(made: Made) -> None:
    for group in ("A", "B"):
        found = score(read_key(made.key), read_marks(all_right(made, "Ada", group)))
        wrong = [one for one in found.results if one.outcome != "right"]
        assert wrong == []
        assert found.points == found.of > 20
        assert found.vain == ()


def test_whoever_marks_nothing_gets_none(made: Made) -> None:
    exercise, key = copy_of(made), read_key(made.key)
    file = marks_file(made.students["A"], "Bo")
    answer(file, exercise, task="guess", question=exercise.guesses[0][0], said="3", who="Bo")
    found = score(key, read_marks(file))
    assert found.points == 0
    assert {one.outcome for one in found.results} == {"missed"}


def test_a_wrong_answer_loses_its_own_point_and_unsure_is_not_wrong(made: Made) -> None:
    key, exercise = read_key(made.key), copy_of(made)
    item = next(one for one in numbers(key) if one.answers["bound"] == "at most")
    file = all_right(made, "Ada")
    best = score(key, read_marks(file)).points
    mark_item(file, exercise, item, "Ada", bound="about")  # "up to" is not "about"
    found = score(key, read_marks(file))
    assert found.points == best - 1
    assert [(one.field, one.outcome) for one in found.results if one.outcome != "right"] == [("bound", "wrong")]
    mark_item(file, exercise, item, "Ada", bound=UNSURE)
    assert [one.outcome for one in score(key, read_marks(file)).results if one.outcome != "right"] == ["unsure"]


def test_a_lost_hedge_earns_its_points_only_with_an_explanation(made: Made) -> None:
    key, exercise = read_key(made.key), copy_of(made)
    item = next(one for one in key.items if one.task == "hunt" and one.answers["kind"].startswith("hedge dropped"))
    file = marks_file(made.students["A"], "Cy")
    asked: dict[str, Any] = {
        "task": "hunt",
        "report_id": item.report_id,
        "start": item.start,
        "end": item.end,
        "who": "Cy",
    }
    for explanation, points in (("", 0.0), ("look here", 0.0), ("was 1,700 before", 4.0)):
        mark(file, exercise, **asked, answers={"kind": "hedge dropped"}, explanation=explanation)
        assert score(key, read_marks(file)).points == points


def test_a_mark_in_vain_costs_half_a_point_and_is_told_why(made: Made) -> None:
    key, exercise = read_key(made.key), copy_of(made)
    decoy = next(one for one in key.decoys if one.task == "numbers" and "date" in one.why)
    file = all_right(made, "Ada")
    best = score(key, read_marks(file))
    mark(file, exercise, task="numbers", report_id=decoy.report_id, start=decoy.start, end=decoy.end, who="Ada")
    found = score(key, read_marks(file))
    assert found.points == best.points - 0.5
    assert [one.why for one in found.vain] == ["this is no count: date"]


def test_a_must_not_fire_pair_is_in_vain_and_says_what_each_counts(made: Made) -> None:
    key, exercise = read_key(made.key), copy_of(made)
    decoys = [one for one in key.decoys if one.task == "hunt" and "counts" in one.why]
    file = marks_file(made.students["A"], "Di")
    for one in decoys:
        mark(file, exercise, task="hunt", report_id=one.report_id, start=one.start, end=one.end, who="Di",
             answers={"kind": "number"}, explanation="it is another number than before")  # fmt: skip
    found = score(key, read_marks(file))
    assert decoys
    assert found.points == 0
    assert found.vain
    assert all("nothing was lost in retelling it" in one.why for one in found.vain)


def test_the_speaker_is_right_in_any_of_its_names(made: Made) -> None:
    key, exercise = read_key(made.key), copy_of(made)
    item = next(one for one in numbers(key) if "White House" in one.answers["speaker"])
    file = marks_file(made.students["A"], "Ed")
    for said, outcome in (
        ("the White House", "right"), ("white house", "right"), ("Kremlin", "wrong"), (OWN_VOICE, "wrong"),
        ("of", "wrong"), ("government", "wrong"), ("the White House and nobody else", "right"), (UNSURE, "unsure"),
    ):  # fmt: skip
        mark_item(file, exercise, item, "Ed", speaker=said)
        got = next(
            one for one in score(key, read_marks(file)).results if (one.item, one.field) == (item.item, "speaker")
        )
        assert got.outcome == outcome, said


def test_one_mark_over_the_whole_text_and_the_same_words_under_every_kind_earn_nothing(made: Made) -> None:
    key, exercise = read_key(made.key), copy_of(made)
    file = marks_file(made.students["A"], "Fox")
    homework = exercise.text(exercise.homework or "")
    asked: dict[str, Any] = {"task": "homework", "report_id": homework.report_id, "who": "Fox"}
    asked["explanation"] = "something was changed here"
    with pytest.raises(InputError, match="at most 400 characters"):
        mark(file, exercise, start=0, end=len(homework.text), answers={"kind": "place"}, **asked)
    item = key.of("homework", [homework.report_id])[0]
    for kind in exercise.kinds:
        mark(file, exercise, start=item.start, end=item.end, answers={"kind": kind}, **asked)
    assert score(key, read_marks(file)).points == 0


def test_a_file_belongs_to_one_student_and_one_exercise(story: Story, made: Made, tmp_path: Path) -> None:
    exercise = copy_of(made)
    file = all_right(made, "Ada")
    with pytest.raises(InputError, match="holds the marks of Ada"):
        answer(file, exercise, task="reason", question="reason", said="They count other things.", who="Bo")
    other = copy_of(make_exercise(story, tmp_path / "other", groups=("A", "B"), seed=99))
    with pytest.raises(InputError, match="holds the marks of Ada"):
        answer(file, other, task="reason", question="reason", said="They count other things.", who="Ada")


def test_lines_altered_by_hand_are_told_and_count_for_nothing(made: Made) -> None:
    file = all_right(made, "Ada")
    raw = file.read_bytes()
    file.write_bytes(raw.replace(b'"asserted"', b'"hedged"', 1))
    marking = mark_class(made.key, [file, file])
    assert [one.who for one in marking.scores] == ["Ada"]  # a file that is named twice counts once
    assert any("of Ada: 1 line changed" in line for line in lines_of(marking))


def test_a_guess_that_is_no_number_of_ours_stops_nobodys_marks(made: Made) -> None:
    exercise = copy_of(made)
    file = marks_file(made.students["A"], "Eve")
    answer(file, exercise, task="guess", question=exercise.guesses[0][0], said="4", who="Eve")
    line = read_log(file).corrections[-1]
    append(file, [line_of(identified(replace(line, new="\N{SUPERSCRIPT TWO}" * 5000)))])
    assert mark_class(made.key, [file]).found.polls[0].guesses == ()


def test_homework_of_another_group_is_not_asked_for(made: Made) -> None:
    key = read_key(made.key)
    asked = {one.item for one in score(key, read_marks(all_right(made, "Ada", "B"))).results if one.task == "homework"}
    assert asked == {one.item for one in key.of("homework", [key.homework["B"]])}


# --- the class --------------------------------------------------------------------------------------------------------


@pytest.fixture
def a_class(made: Made) -> list[Path]:
    """Four students: two agree with the key, one takes "up to" for "about", one is unsure and guesses."""
    key, exercise = read_key(made.key), copy_of(made)
    files = [all_right(made, "Ada"), all_right(made, "Bo", "B"), all_right(made, "Cy"), all_right(made, "Di")]
    item = next(one for one in numbers(key) if one.answers["bound"] == "at most")
    mark_item(files[2], exercise, item, "Cy", bound="about")
    mark_item(files[3], exercise, item, "Di", bound="about")
    guess = exercise.guesses[0][0]
    for file, who, said in zip(files, ("Ada", "Bo", "Cy", "Di"), ("3", "5", "3", "1"), strict=True):
        answer(file, exercise, task="guess", question=guess, said=said, who=who)
    answer(files[0], exercise, task="reason", question="reason", said="The lines count different things.", who="Ada")
    return files


def test_agreement_is_lowest_where_the_class_split(made: Made, a_class: list[Path]) -> None:
    found = classroom(read_key(made.key), [read_marks(one) for one in a_class])
    field, lowest = found.agreement[0]
    assert field == "bound"
    assert lowest.alpha is not None
    assert lowest.alpha < 1
    assert all(one.agree == one.rows for name, one in found.agreement if name != "bound")


def test_the_class_is_shown_without_names(made: Made, a_class: list[Path], tmp_path: Path) -> None:
    marking = mark_class(made.key, a_class)
    assert [split.answers for split in marking.found.splits] == [(("at most", 2), ("about", 2))] or [
        split.answers for split in marking.found.splits
    ] == [(("about", 2), ("at most", 2))]
    assert [(one.field, one.said, one.students) for one in marking.found.errors] == [("bound", "about", 2)]
    page = write_marks(marking, tmp_path / "marks")[0].read_text(encoding="utf-8")
    assert not re.search(r"\b(?:Ada|Bo|Cy|Di)\b", page)
    assert "The lines count different things." in page
    assert "1: 1 student; 3: 2 students; 5: 1 student" in page


def test_a_folder_stands_for_the_files_in_it_and_what_is_none_is_named(
    made: Made, a_class: list[Path], tmp_path: Path
) -> None:
    bad = made.students["A"] / "Eve.marks.jsonl"
    bad.write_text('{"act": "mark"}\n', encoding="utf-8")
    marking = mark_class(made.key, [made.key.parents[1] / "students"])
    assert [one.who for one in marking.scores] == ["Ada", "Bo", "Cy", "Di"]
    assert len(marking.refused) == 1
    assert "Eve" in marking.refused[0]


def test_marks_of_another_exercise_are_refused(story: Story, made: Made, tmp_path: Path) -> None:
    other = make_exercise(story, tmp_path / "other", groups=("A", "B"), seed=99)
    file = all_right(other, "Ada")
    assert "another exercise" in mark_class(made.key, [file]).refused[0]


def test_points_go_to_a_spreadsheet_that_runs_nothing(made: Made, tmp_path: Path) -> None:
    file = marks_file(made.students["A"], "cmd")
    exercise = copy_of(made)
    answer(file, exercise, task="chain", question=exercise.chain[0], said=ELSEWHERE, who='=cmd|"/c calc"!A1')
    table = write_marks(mark_class(made.key, [file]), tmp_path / "marks")[1]
    rows = list(csv.reader(table.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[1][0].startswith("'=")


def test_a_fix_of_the_key_reckons_every_mark_anew_and_says_what_it_did(made: Made, a_class: list[Path]) -> None:
    key = read_key(made.key)
    item = next(one for one in numbers(key) if one.answers["bound"] == "at most")
    before = {one.who: one.points for one in mark_class(made.key, a_class).scores}
    fix(made.key, item=item.item, field="bound", value="about", reason="read again", who="Teacher", clock=noon)
    after = mark_class(made.key, a_class)
    moved = {one.who: one.points - before[one.who] for one in after.scores}
    assert moved == {"Ada": -1, "Bo": -1, "Cy": 1, "Di": 1}
    (effect,) = effects(made.key, [read_marks(one) for one in a_class])
    assert "“at most” became “about”, because read again. Points went up for 2 and down for 2." in effect.sentence
    assert any(effect.sentence in line for line in lines_of(after))
    assert json.loads(made.key.read_text(encoding="utf-8"))["items"]  # the key's own file is as it was
    assert replace(key, fixes=()) == read_key(made.key, fixes=())


@pytest.mark.parametrize(
    ("item", "field", "reason", "cause"),
    [("n-nowhere", "bound", "because", "the key has no"), ("", "colour", "because", "field must be one of"),
     ("", "bound", " ", "needs one"), ("", "estimand", "because", "value: must be one of"),
     ("", "found", "because", "value: must be one of asked, withdrawn")],
)  # fmt: skip
def test_a_fix_that_cannot_be_is_refused_and_not_logged(
    made: Made, item: str, field: str, reason: str, cause: str
) -> None:
    first = numbers(read_key(made.key))[0].item
    with pytest.raises(InputError, match=cause):
        fix(made.key, item=item or first, field=field, value="about", reason=reason)
    assert not made.key.with_name("key.fixes.jsonl").exists()


def test_a_thing_taken_out_of_the_key_is_neither_asked_for_nor_held_against_anybody(made: Made) -> None:
    file = all_right(made, "Ada")
    key = read_key(made.key)
    item, before = numbers(key)[0], score(key, read_marks(file))
    fix(made.key, item=item.item, field="found", value="withdrawn", reason="it counts nothing")
    after = score(read_key(made.key), read_marks(file))
    assert (after.points, after.vain) == (after.of, ())
    assert after.of == before.of - 1 - sum(WEIGHTS.get(("numbers", name), 1) for name in item.answers)
    fix(made.key, item=item.item, field="found", value="asked", reason="it does count something")
    assert score(read_key(made.key), read_marks(file)).of == before.of


def test_saying_whose_word_a_number_is_earns_more_than_all_its_other_tags(made: Made) -> None:
    item = next(one for one in numbers(read_key(made.key)) if not one.unasked)
    worth = {name: WEIGHTS.get(("numbers", name), 1) for name in (FOUND, *item.answers)}
    whose = worth.pop("speaker") + worth.pop("anonymous")
    assert whose > sum(worth.values())


def test_a_field_that_could_be_disputed_is_not_asked_for_until_the_teacher_settles_it(made: Made) -> None:
    key = read_key(made.key)
    item = next(one for one in numbers(key) if "speaker" in one.unasked)
    assert "speaker" not in item.answers
    assert "could be disputed" in key.basis
    sheet = (made.key.parent / "key.html").read_text(encoding="utf-8")
    assert f"since {item.unasked['speaker']}" in sheet
    fixed = fix(made.key, item=item.item, field="speaker", value="Pentagon", reason="the headline says so")
    settled = next(one for one in fixed.items if one.item == item.item)
    assert (settled.answers["speaker"], "speaker" in settled.unasked) == ("Pentagon", False)


def test_a_reviewed_number_is_asked_for_in_every_field(story: Story, made: Made, tmp_path: Path) -> None:
    item = next(one for one in numbers(read_key(made.key)) if "speaker" in one.unasked)
    row = next(one for one in records(story.estimates) if (one.report_id, one.start) == (item.report_id, item.start))
    folder = tmp_path / "story"
    shutil.copytree(story.folder or "", folder)
    seen = record(build_story(folder, progress=False), act="accept", table="estimates", row=row.estimate_id, who="Ada")
    key = read_key(make_exercise(seen, tmp_path / "again", groups=("A", "B"), seed=7, errors=4).key)
    settled = next(one for one in key.items if one.item == item.item)
    assert (settled.reviewed, settled.unasked, "speaker" in settled.answers) == (True, {}, True)


def found_by(made: Made, **said: str) -> tuple[str, list[Path]]:
    """A mark that is in vain by the key, made by as many students, each with the hedge given, and their files."""
    key, exercise = read_key(made.key), copy_of(made)
    report = exercise.numbers[0]
    text = exercise.text(report).text
    taken = [(one.start, one.end) for one in numbers(key) if one.report_id == report]
    taken += [(one.start, one.end) for one in key.decoys if one.report_id == report]
    at = next(
        one.start() for one in re.finditer(r"\b[A-Z][a-z]{5,}\b", text)
        if not any(start < one.end() and one.start() < end for start, end in taken)
    )  # fmt: skip
    files = [marks_file(made.students["A"], who) for who in said]
    name = ""
    for file, (who, hedge) in zip(files, said.items(), strict=True):
        name = mark(file, exercise, task="numbers", report_id=report, start=at, end=at + 4, who=who,
                    answers={"bound": "vague", "hedge": hedge}, clock=noon).mark_id  # fmt: skip
    return name, files


def test_what_students_found_is_put_into_the_key_with_the_answers_that_most_gave(made: Made) -> None:
    name, files = found_by(made, Ada="hedged", Bo="hedged", Cy="asserted")
    marking = mark_class(made.key, files)
    assert any(name in line and "In vain, by 3 students" in line for line in lines_of(marking))
    everybody = [read_marks(one) for one in files]
    before = {one.who: one.points for one in marking.scores}
    key = add(made.key, everybody, mark=name, reason="they are right", who="Teacher", clock=noon)
    item = next(one for one in key.items if one.item == name)
    assert dict(item.answers) == {"bound": "vague", "hedge": "hedged"}
    after = mark_class(made.key, files)
    assert after.found.vain == ()
    assert {one.who: one.points - before[one.who] for one in after.scores} == {"Ada": 3, "Bo": 3, "Cy": 2}
    assert "was put into the key, because they are right. Points went up for 3 and down for 0." in (
        after.effects[0].sentence
    )
    fixed = fix(made.key, item=name, field="hedge", value="asserted", reason="read again")
    assert next(one for one in fixed.items if one.item == name).answers["hedge"] == "asserted"


def test_an_answer_that_is_given_as_often_otherwise_is_not_asked_for(made: Made) -> None:
    name, files = found_by(made, Ada="hedged", Bo="asserted")
    key = add(made.key, [read_marks(one) for one in files], mark=name, reason="they are right")
    assert "hedge" not in next(one for one in key.items if one.item == name).answers


def test_what_nobody_marked_or_the_key_has_cannot_be_put_in(made: Made) -> None:
    name, files = found_by(made, Ada="hedged")
    everybody = [read_marks(one) for one in files]
    with pytest.raises(InputError, match="nobody made the mark 'm-nowhere'"):
        add(made.key, everybody, mark="m-nowhere", reason="because")
    with pytest.raises(InputError, match="needs one"):
        add(made.key, everybody, mark=name, reason=" ")
    assert read_key(made.key).fixes == ()
    add(made.key, everybody, mark=name, reason="because")
    with pytest.raises(InputError, match=r"has “.*” already"):
        add(made.key, everybody, mark=name, reason="because")
    assert len(read_key(made.key).fixes) == 1


def test_the_command_puts_a_mark_into_the_key(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    name, files = found_by(made, Ada="hedged")
    asked = ["mark", str(made.key), *map(str, files), "--add", name, "--because", "she is right"]
    assert main(asked) == 0
    assert "was put into the key, because she is right" in capsys.readouterr().out


def test_a_chain_can_be_fixed_too(made: Made) -> None:
    report = next(iter(read_key(made.key).parents))
    fix(made.key, item=report, field="parents", value=ELSEWHERE, reason="it credits an agency")
    assert read_key(made.key).parents[report] == (ELSEWHERE,)


def test_markup_in_names_and_texts_is_text_on_every_sheet(made: Made, tmp_path: Path) -> None:
    key, exercise = read_key(made.key), copy_of(made)
    file = marks_file(made.students["A"], "x")
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    mark_item(file, exercise, numbers(key)[0], evil, speaker=evil)
    answer(file, exercise, task="reason", question="reason", said=evil, who=evil)
    for path in write_marks(mark_class(made.key, [file]), tmp_path / "marks"):
        if path.suffix == ".html":
            page = path.read_text(encoding="utf-8")
            assert "<script" not in page
            assert "<img" not in page
            assert "script-src 'none'" in page.replace("&#39;", "'")


def test_found_is_what_a_thing_itself_is_filed_under(made: Made) -> None:
    found = score(read_key(made.key), read_marks(all_right(made, "Ada")))
    things = {one.item for one in found.results if one.task != "chain"}
    assert len([one for one in found.results if one.field == FOUND]) == len(things)
