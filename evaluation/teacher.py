"""The teacher's class on the five real reports, and at each step what must be seen.

``python -m evaluation.teacher SHARED [--story story.toml]`` copies the reports of ``SHARED/corpus`` into a story folder
of its own, makes the exercise of ``SHARED/tradecraft/TASKS.md`` 6.3 and prints for each step whether that is seen which
it asks for. Twelve scripted students stand in for a class, and say so by their names; what people would answer, they
do not show. Exit status 1 when something is not seen.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import workbench as wb
from evaluation.seen import See, opened, printed
from workbench.ledger import records
from workbench.look.naiveline import points
from workbench.story import Story
from workbench.teach.exercises.exercise import NOBODY, UNSURE, Exercise, read_exercise
from workbench.teach.exercises.fixing import effects, fix
from workbench.teach.exercises.key import Item, Key, read_key
from workbench.teach.exercises.making import Made, make_exercise
from workbench.teach.exercises.marking import Marking, mark_class, write_marks
from workbench.teach.exercises.marks import answer, mark, marks_file, read_marks
from workbench.teach.exercises.markup.widget import mark_up

STUDENTS, SEED, ERRORS = 12, 63, 4
GROUPS = ("A", "B", "C")
#: Of the five, by their digits: the two whose numbers are marked, and those that draw on another (a sibling of) 001.
RETELLINGS, ORIGIN, APART = ("000", "002"), "001", ("003", "004")


@dataclass(frozen=True, slots=True)
class Bench:
    """The story, its reports by their digits, the exercise as written, and a folder to write to."""

    story: Story
    ids: dict[str, str]
    made: Made
    folder: Path

    @property
    def key(self) -> Key:
        """The key with the fixes in force."""
        return read_key(self.made.key)

    def copy(self, group: str) -> Exercise:
        """A group's copy."""
        return read_exercise(self.made.students[group])

    @property
    def marking(self) -> Marking:
        """The class as marked now."""
        return mark_class(self.made.key, [self.made.key.parents[1] / "students"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints each thing to see by its step, and how many are seen."""
    return printed("evaluation.teacher", __doc__, _seen, arguments)


def _seen(shared: Path, story_file: Path, folder: Path) -> Iterator[See]:
    story = opened(shared, story_file, folder / "story")
    ids = {Path(row.file).name[:3]: row.report_id for row in records(story.reports)}
    made = make_exercise(story, folder / "class", groups=GROUPS, seed=SEED, errors=ERRORS)
    bench = Bench(story, ids, made, folder)
    for step in STEPS:
        yield from step(bench)


def hide(bench: Bench) -> Iterator[See]:
    """Step 1: open, choose the seed, hide the answers."""
    desk = mark_up(bench.made.students["A"], who="scripted student 1")
    said = json.dumps(desk.view, ensure_ascii=False)
    labels = [one.reading for one in bench.key.items if one.task != "numbers"] + [one.badge for one in bench.key.counts]
    again = make_exercise(bench.story, bench.folder / "again", groups=GROUPS, seed=SEED, errors=ERRORS)
    yield See(1, "all five reports set", len(bench.copy("A").chain) == 5)
    yield See(1, "no machine label and no badge in what a student is shown", not any(one in said for one in labels))
    yield See(1, "the same seed, the same files", again.key.read_bytes() == bench.made.key.read_bytes())


def guess(bench: Bench) -> Iterator[See]:
    """Step 2: the class guesses, scripted from 3 to 5."""
    for number, file, exercise in _class(bench):
        for figure, _ in exercise.guesses:
            answer(file, exercise, task="guess", question=figure, said=str(3 + number % 3), who=_name(number))
    asked = bench.marking.found.polls
    saved = [sum(many for _, many in one.guesses) for one in asked]
    eleven = next((one.counts for one in asked if one.counts.figure.startswith("11,000")), None)
    yield See(2, "the guess for 11,000 is asked for", eleven is not None)
    yield See(2, "twelve guesses saved for each figure", bool(saved) and set(saved) == {STUDENTS})


def number(bench: Bench) -> Iterator[See]:
    """Steps 3 and 4: each marks and tags the numbers, with scripted slips."""
    rng = random.Random(SEED)
    items = [one for one in bench.key.items if one.task == "numbers"]
    for student, file, exercise in _class(bench):
        for item in items:
            said = {name: right.split("|")[0] for name, right in item.answers.items()}
            if rng.random() < 0.35:
                said["estimand"] = rng.choice([one for one, _ in exercise.estimands])
            if rng.random() < 0.25 and "hedge" in said:
                said["hedge"] = rng.choice(["asserted", "hedged", UNSURE])
            _mark(file, exercise, item, student, said)
    texts = {one.report_id for one in items}
    files = sorted(bench.made.key.parents[1].rglob("*.marks.jsonl"))
    kept = [read_marks(file) for file in files]
    snapped = all(one.words == one.words.strip() and one.words for each in kept for one in each.marks)
    retold = {bench.ids[one] for one in RETELLINGS}
    yield See(3, "numbers of 001 and of a retelling", bench.ids[ORIGIN] in texts and bool(texts & retold))
    yield See(3, "spans snapped to whole words or numbers", snapped)
    yield See(3, "a ledger file for each student", len(files) == STUDENTS)
    unsure = [one for each in kept for one in each.marks if UNSURE in one.answers.values()]
    shown = mark_up(files[0].parent, who=kept[0].who)
    shown.receive({"do": "task", "task": "numbers"})
    yield See(4, "“unsure” is an answer, and was kept", bool(unsure))
    yield See(4, "no score in what a student is shown", "points" not in json.dumps(shown.view["marks"]))


def agree(bench: Bench) -> Iterator[See]:
    """Step 5: agreement, lowest first; that people find these two hardest is not shown by a script."""
    found = bench.marking.found
    lowest = {name for name, _ in found.agreement[:2]}
    pages = [str(wb.reveal(bench.made.key, bench.made.key.parents[1], step)) for step in ("agreement", "splits")]
    yield See(5, "agreement for each field, lowest on the estimand and the hedge", lowest == {"estimand", "hedge"})
    yield See(5, "the list of disagreements", bool(found.splits))
    yield See(5, "no name on the screen", not any("scripted" in page for page in pages))


def chain(bench: Bench) -> Iterator[See]:
    """Step 6: the chain drawn and revealed."""
    for student, file, exercise in _class(bench):
        for report in exercise.chain:
            said = bench.key.parents[report][0] if student % 2 else NOBODY
            answer(file, exercise, task="chain", question=report, said=said, who=_name(student))
    parents = bench.key.parents
    drawn = all(bench.ids[ORIGIN] in parents[bench.ids[one]] for one in RETELLINGS)
    alone = all(NOBODY in parents[bench.ids[one]] for one in APART)
    eleven = next((one for one in bench.key.counts if one.figure.startswith("11,000")), None)
    counts = eleven and (eleven.reports, eleven.origins, eleven.sources)
    yield See(6, "000 and 002 draw on 001, 003 and 004 on none of them", drawn and alone)
    yield See(6, "11,000 revealed as 3 / 1 / 1", counts == (3, 1, 1))


def hunt(bench: Bench) -> Iterator[See]:
    """Step 7: the dropped hedge, with and without an explanation, and what must not fire."""
    key = bench.key
    items = [one for one in key.items if one.task == "hunt"]
    where = {bench.ids[one]: one for one in bench.ids}
    lost = ("hedge dropped", "attribution dropped")
    dropped = {where.get(one.report_id) for one in items if _first(one) in lost}
    file, exercise = marks_file(bench.made.students["A"], "scripted hunter"), bench.copy("A")
    first, second = items[0], items[1]
    for item, why in ((first, "the origin had more words"), (second, "")):
        mark(file, exercise, task="hunt", report_id=item.report_id, start=item.start, end=item.end,
             who="scripted hunter", answers={"kind": _first(item)}, explanation=why)  # fmt: skip
    decoys = [one for one in key.decoys if one.task == "hunt" and "retelling" in one.why and "counts" in one.why]
    for one in decoys[:3]:
        mark(file, exercise, task="hunt", report_id=one.report_id, start=one.start, end=one.end,
             who="scripted hunter", answers={"kind": "number"}, explanation="it is another number here")  # fmt: skip
    got = next(one for one in bench.marking.scores if one.who == "scripted hunter")
    outcomes = {one.item: one.outcome for one in got.results if one.field == "found" and one.task == "hunt"}
    file.unlink()
    yield See(7, "lost hedges and speakers of 002 and of 003 among what is hunted (D3, D9)", {"002", "003"} <= dropped)
    yield See(7, "a point with an explanation, none without",
              (outcomes[first.item], outcomes[second.item]) == ("right", "unexplained"))  # fmt: skip
    yield See(7, "marks on what must not fire listed, with why", len(decoys) > 2 and len(got.vain) == 3)


def plot(bench: Bench) -> Iterator[See]:
    """Step 8: the naive line, then one estimand; the class writes why."""
    story = bench.story
    values = [row["value"] for row in points(story)]
    alarms = wb.false_trends(story)
    for student, file, exercise in _class(bench):
        answer(file, exercise, task="reason", question="reason", who=_name(student),
               said="Scripted: a floor and a count of something else stand on one line.")  # fmt: skip
    yield See(8, "a naive line through every number, from 3,000 to 11,000", {3000.0, 11000.0} <= set(values))
    yield See(8, "the alarm that its rise vanishes", len(alarms) > 0)
    yield See(8, "one sentence of each student kept", sum(many for _, many in bench.marking.found.reasons) == STUDENTS)


def homework(bench: Bench) -> Iterator[See]:
    """Step 9: planted errors for each group."""
    key = bench.key
    planted = {group: key.of("homework", [key.homework[group]]) for group in GROUPS}
    same = {frozenset((one.reading, one.sentence) for one in items) for items in planted.values()}
    given = {path.name for folder in bench.made.students.values() for path in folder.iterdir() if path.is_file()}
    yield See(9, "four planted in each group's copy", {len(items) for items in planted.values()} == {ERRORS})
    yield See(9, "others for each group", len(same) == len(GROUPS))
    yield See(9, "no key in a student's folder", not any("key" in name for name in given))


def finish(bench: Bench) -> Iterator[See]:
    """Step 10: marks, common errors, a sheet; a fix reckons all anew."""
    before = {one.who: one.points for one in bench.marking.scores}
    written = write_marks(bench.marking, bench.folder / "marks")
    item = next(one for one in bench.key.items if one.task == "numbers")
    other = next(one for one, _ in bench.copy("A").estimands if one not in item.answers["estimand"].split("|"))
    fix(bench.made.key, item=item.item, field="estimand", value=other, reason="scripted", who="scripted teacher")
    after = bench.marking
    moved = [one.who for one in after.scores if one.points != before[one.who]]
    files = [read_marks(path) for path in sorted(bench.made.key.parents[1].rglob("*.marks.jsonl"))]
    log = effects(bench.made.key, files)
    yield See(10, "twelve scored against the key", len(before) == STUDENTS)
    yield See(10, "common errors named", bool(after.found.errors))
    yield See(
        10, "a sheet of the class without names", "scripted student" not in written[0].read_text(encoding="utf-8")
    )
    yield See(10, "a fix of the key reckons all marks anew, with a log", bool(moved) and len(log) == 1
              and {who for who, _, _ in log[0].moved} == set(moved))  # fmt: skip


STEPS = (hide, guess, number, agree, chain, hunt, plot, homework, finish)


def _class(bench: Bench) -> Iterator[tuple[int, Path, Exercise]]:
    for student in range(STUDENTS):
        group = GROUPS[student % len(GROUPS)]
        yield student, marks_file(bench.made.students[group], _name(student)), bench.copy(group)


def _first(item: Item) -> str:
    """The first of the kinds that are right."""
    return item.answers["kind"].partition("|")[0]


def _name(student: int) -> str:
    return f"scripted student {student + 1}"


def _mark(file: Path, exercise: Exercise, item: Item, student: int, said: dict[str, str]) -> None:
    mark(
        file, exercise, task=item.task, report_id=item.report_id, start=item.start, end=item.end, who=_name(student),
        answers=said,
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
