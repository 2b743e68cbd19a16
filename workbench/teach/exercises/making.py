"""An exercise and its key made from a story's ledger, and written: a folder for each group, one for the teacher.

What is here: the parts put together and the files. Which texts are set is in ``book.py``, what is asked of them in
``answers.py``, what is planted in ``homework.py``. The same story, seed and options give the same files.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.errors import InputError
from workbench.ledger import plain_rows
from workbench.model import content_id
from workbench.story import Story
from workbench.teach.exercises import exercise as copybook
from workbench.teach.exercises import key as teachers
from workbench.teach.exercises import sheets
from workbench.teach.exercises.answers import (
    counts_in,
    hunted_in,
    not_counted_in,
    not_lost_in,
    numbered_in,
    numbers_in,
    parents_in,
)
from workbench.teach.exercises.book import Book, book_of, texts_of
from workbench.teach.exercises.exercise import HUNTED, Exercise, Text
from workbench.teach.exercises.homework import Copied, homework_of
from workbench.teach.exercises.key import Key
from workbench.wholefile import write_whole


@dataclass(frozen=True, slots=True)
class Made:
    """An exercise as written: the file of each group's copy, the key, and every path."""

    students: Mapping[str, Path]
    key: Path
    paths: tuple[Path, ...]
    basis: str


def make_exercise(
    story: Story,
    out: str | Path,
    *,
    groups: Sequence[str] = ("A", "B"),
    seed: int = 1,
    errors: int | None = None,
    reports: Sequence[str] = (),
) -> Made:
    """The exercise as written into ``out``: ``students/GROUP/`` and ``teacher/``.

    ``errors`` changes are planted in each group's homework, drawn with ``seed``, other ones for each group while there
    are such; none are with 0, and by default four, or as many as there is room for. ``reports`` names the texts by
    file, else those of the largest family of reports are set. Raises ``InputError`` for a file that is not there, for
    more errors than there is room for, or where another exercise lies in the folder already; nothing is written then.
    """
    if (errors or 0) < 0 or not groups or len(set(groups)) < len(groups) or not all(one.isalnum() for one in groups):
        raise InputError("groups, errors: name each group once with letters and digits; errors is 0 or more")
    if story.folder is not None and Path(out).resolve().is_relative_to(story.folder.resolve()):
        raise InputError(f"{out}: choose a folder outside the story's own; what lies in that is read as a report")
    book = book_of(story, reports)
    copies = homework_of(book, groups, seed, errors) if errors != 0 else {}
    exercise, key = _made(book, groups, seed, copies)
    files: dict[str, str] = {}
    for group in groups:
        own = _for_group(exercise, group, copies)
        files[f"students/{group}/{copybook.FILE_NAME}"] = copybook.as_json(own)
        files[f"students/{group}/sheet.html"] = sheets.student_sheet(own)
    files[f"teacher/{teachers.FILE_NAME}"] = teachers.as_json(key)
    files["teacher/key.html"] = sheets.key_sheet(key)
    paths = _write(Path(out), files)
    students = {group: Path(out) / "students" / group for group in groups}
    return Made(students, Path(out) / "teacher" / teachers.FILE_NAME, paths, key.basis)


def _write(out: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    written = {name: text.encode("utf-8", "surrogatepass") for name, text in files.items()}
    kept = (teachers.FILE_NAME, copybook.FILE_NAME)
    if any(
        name.endswith(kept) and (out / name).exists() and (out / name).read_bytes() != raw
        for name, raw in written.items()
    ):
        raise InputError(f"{out}: another exercise lies there already; students may be working on it")
    try:
        for name, raw in written.items():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(out / name, raw)
    except OSError as error:
        raise InputError(f"{out}: the exercise cannot be written: {error.strerror or error}") from error
    return tuple(out / name for name in files)


def _made(book: Book, groups: Sequence[str], seed: int, copies: Mapping[str, Copied]) -> tuple[Exercise, Key]:
    texts = texts_of(book)
    hunted = list(hunted_in(book))
    numbered = numbered_in(book)
    counts = tuple(counts_in(book))
    counted = {row["estimand"] for row in plain_rows(book.story.estimates) if row["report_id"] in book.chosen}
    estimands = {
        row["estimand"]: row["name"] or row["estimand"]
        for row in plain_rows(book.story.estimands)
        if row["estimand"] in counted
    }
    marks = (
        seed,
        *groups,
        *(one.text for one in texts),
        *(copies[group].copy.text for group in sorted(copies)),
    )
    exercise_id = content_id("x", book.story.title, *marks)
    exercise = Exercise(
        exercise_id, "", book.story.title, texts, tuple((one.guess, one.figure) for one in counts), numbered,
        tuple(report for report in book.chosen if any(one.report_id == report for one in hunted)), None, None, 0,
        HUNTED, tuple(estimands.items()),
    )  # fmt: skip
    homework = {group: one.report_id for group, one in copies.items()}
    names = {**book.names, **{one.report_id: one.name for one in copies.values()}}
    items = [*numbers_in(book, numbered), *hunted, *(item for one in copies.values() for item in one.items)]
    decoys = [
        *not_counted_in(book, numbered), *not_lost_in(book, book.chosen, hunted),
        *(one for copied in copies.values() for one in copied.decoys),
    ]  # fmt: skip
    key = Key(
        exercise_id, book.story.title, seed, tuple(groups), tuple(items), tuple(decoys), counts, parents_in(book),
        names, estimands, homework,
    )  # fmt: skip
    return exercise, key


def _for_group(exercise: Exercise, group: str, copies: Mapping[str, Copied]) -> Exercise:
    copied = copies.get(group)
    if copied is None:
        return replace(exercise, group=group)
    source = exercise.text(copied.of)
    blocks = tuple((copied.copy.place(start), copied.copy.place(end), role) for start, end, role in source.blocks)
    text = Text(
        copied.report_id, copied.name, "", "", copied.copy.text, tuple(one for one in blocks if one[0] < one[1])
    )
    return replace(
        exercise, group=group, texts=(*exercise.texts, text), homework=text.report_id, homework_of=copied.of,
        errors=len(copied.items),
    )  # fmt: skip
