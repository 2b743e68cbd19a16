"""The marks of a class as files and lines: what ``workbench mark`` writes and prints.

What is here: reading the students' files, refusing by name what is none, and writing the class's sheet, each student's
sheet and a table of points. What is right is in ``scoring.py``, what the class made of it in ``classroom.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import InputError
from workbench.look import wording
from workbench.publish.exports.csvtables import csv_text
from workbench.teach.exercises import sheets
from workbench.teach.exercises.classroom import Classroom, classroom
from workbench.teach.exercises.exercise import TASKS
from workbench.teach.exercises.fixing import Effect, effects
from workbench.teach.exercises.key import Key, read_key
from workbench.teach.exercises.marks import ENDING, Marks, read_marks
from workbench.teach.exercises.scoring import Score, score
from workbench.terminal import printable
from workbench.wholefile import write_whole


@dataclass(frozen=True, slots=True)
class Marking:
    """A class as marked; ``refused`` are the files that could not be, each with its cause."""

    key: Key
    scores: tuple[Score, ...]
    found: Classroom
    effects: tuple[Effect, ...]
    refused: tuple[str, ...]


def mark_class(key: str | Path, students: Sequence[str | Path]) -> Marking:
    """The marks of a class; a folder stands for every student's file in it and below.

    Raises ``InputError`` when the key cannot be read.
    """
    made = read_key(key)
    everybody, refused = read_class(made, students)
    scores = tuple(sorted((score(made, one) for one in everybody), key=lambda one: (one.who.casefold(), one.group)))
    return Marking(made, scores, classroom(made, everybody), effects(key, everybody), tuple(refused))


def read_class(made: Key, students: Sequence[str | Path]) -> tuple[list[Marks], list[str]]:
    """The marks of each student of an exercise, and the files that are none of it, each with its cause."""
    everybody: list[Marks] = []
    refused = []
    for file in _files(students):
        try:
            marks = read_marks(file)
        except InputError as error:
            refused.append(str(error))
            continue
        if marks.exercise_id != made.exercise_id:
            refused.append(f"{file}: these are the marks of another exercise, {marks.exercise_id}")
        else:
            everybody.append(marks)
    return everybody, refused


def _files(students: Sequence[str | Path]) -> Iterator[Path]:
    found: dict[Path, Path] = {}
    for one in students:
        path = Path(one)
        for file in sorted(path.rglob(f"*{ENDING}")) if path.is_dir() else [path]:
            found.setdefault(file.resolve(), file)
    yield from found.values()


def lines_of(marking: Marking) -> Iterator[str]:
    """The marks as lines to print: each student's points by task, then where the class agrees least."""
    key, found = marking.key, marking.found
    yield printable(f"{key.story}: {wording.counted(found.students, 'student')}. {key.basis}")
    for one in marking.scores:
        parts = ", ".join(f"{task} {wording.number(points)} of {of}" for task, (points, of) in one.by_task.items())
        yield printable(f"  {one.who} (group {one.group}): {wording.number(one.points)} of {one.of}. {parts}")
        if one.damaged:
            lines = wording.counted(one.damaged, "line")
            yield printable(f"    of {one.who}: {lines} changed after they were written, or cut off, not counted")
    for name, agreed in found.agreement:
        alpha = "" if agreed.alpha is None else f", alpha {agreed.alpha:.2f}"
        yield f"  {sheets.FIELDS[name]}: the same on {agreed.agree} of {agreed.rows} ({agreed.percent:.0f} %{alpha})"
    for name, words, why, many in found.vain[: sheets.MOST]:
        yield printable(f"  In vain, by {wording.counted(many, 'student')}: {name} “{words}”: {why}")
    for effect in marking.effects:
        yield printable(f"  Fix of the key: {effect.sentence}")


def write_marks(marking: Marking, out: str | Path) -> tuple[Path, ...]:
    """The files written: ``class.html`` without names, ``points.csv``, and a sheet for each student.

    Raises ``InputError`` when one cannot be written.
    """
    folder = Path(out)
    files = {
        "class.html": sheets.class_sheet(marking.key, marking.found, marking.effects),
        "points.csv": _points_table(marking),
    }
    for number, one in enumerate(marking.scores, 1):
        stem = re.sub(r"[^\w-]+", "_", one.who)[:60]
        files[f"students/{number:02}_{stem}.html"] = sheets.result_sheet(marking.key, one)
    try:
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            encoding = "utf-8-sig" if name.endswith(".csv") else "utf-8"
            write_whole(folder / name, text.encode(encoding, "replace"))
    except OSError as error:
        raise InputError(f"{out}: the marks cannot be written: {error.strerror or error}") from error
    return tuple(folder / name for name in files)


def _points_table(marking: Marking) -> str:
    tasks = [task for task in TASKS if any(task in one.by_task for one in marking.scores)]
    head = ["student", "group", "points", "of", *(f"{task}{end}" for task in tasks for end in ("", ", of"))]
    rows = [
        [
            one.who,
            one.group,
            one.points,
            one.of,
            *(part for task in tasks for part in one.by_task.get(task, (None, None))),
        ]
        for one in marking.scores
    ]
    return csv_text(head, rows)
