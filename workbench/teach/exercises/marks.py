"""What one student marks: a ledger of their own, one line an act, written and read like an analyst's corrections.

What is here: marking a stretch, tagging and explaining it, taking it back, answering a question, and reading it all
again. A line is on the disk before its function returns, has a checksum, and is never changed; a later line on the same
mark or question replaces an earlier one. Whether anything is right is left to ``scoring.py``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.corrections.lines import (
    Anchor,
    Correction,
    Place,
    append,
    identified,
    line_of,
    locked,
    read_log,
)
from workbench.corrections.recording import Clock, moment, now
from workbench.errors import InputError
from workbench.model import content_id
from workbench.teach.exercises.exercise import ELSEWHERE, NOBODY, UNSURE, Exercise, codebook

#: Tasks in which a stretch of a text is marked, and those in which a question is answered.
MARKED, ANSWERED = ("numbers", "hunt", "homework"), ("guess", "chain", "reason")
ENDING = ".marks.jsonl"
#: The most characters of one mark: a number with its words, or a long sentence.
LONGEST = {"numbers": 80, "hunt": 400, "homework": 400}
_NUMBER = re.compile(r"[$€£]?\d[\d,.\u00a0\u202f]*\d|[$€£]?\d")
_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch that a student marked in a task, with the answers given to its fields and an explanation."""

    mark_id: str
    task: str
    report_id: str
    start: int
    end: int
    words: str
    answers: Mapping[str, str]
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """All that one student has marked and answered; ``answers`` are by task and question."""

    who: str
    group: str
    exercise_id: str
    marks: tuple[Mark, ...] = ()
    answers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    damaged: int = 0

    def of(self, task: str) -> tuple[Mark, ...]:
        """The marks of one task in the order of the text."""
        return tuple(
            sorted((one for one in self.marks if one.task == task), key=lambda one: (one.report_id, one.start))
        )


def marks_file(folder: str | Path, who: str) -> Path:
    """The file of a student in the folder of a student copy, named after them without what no file name may hold.

    Raises ``InputError`` for a name without a letter or digit.
    """
    stem = re.sub(r"[^\w-]+", "_", who.strip()).strip("_")[:80]
    if not stem:
        raise InputError(f"who: a student's name needs a letter or a digit, is {who!r}")
    return Path(folder) / f"{stem}{ENDING}"


def mark(
    file: Path,
    exercise: Exercise,
    *,
    task: str,
    report_id: str,
    start: int,
    end: int,
    who: str,
    answers: Mapping[str, str] | None = None,
    explanation: str = "",
    clock: Clock = now,
) -> Mark:
    """The mark as it is kept: its span snapped to whole words, or to the number in it.

    Marking the same stretch again replaces its answers and its explanation; another kind of change on it is another
    mark, since one sentence can lose two things. Raises ``InputError`` for a task, text,
    span, field or answer that the exercise does not have; nothing is written then.
    """
    if task not in MARKED:
        raise InputError(f"task must be one of {', '.join(MARKED)}, is {task!r}")
    text = exercise.text(report_id).text
    if report_id not in readable(exercise, task):
        raise InputError("this text is not one of those that the task is about; nothing was kept")
    start, end = snapped(text, start, end)
    if end - start > LONGEST[task]:
        raise InputError(f"span: at most {LONGEST[task]} characters may be marked here, are {end - start}")
    said = _checked(exercise, task, answers or {})
    words = text[start:end]
    place = Place(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), report_id, "", start, end, words)
    made = Mark(
        content_id("m", task, report_id, start, end, said.get("kind")), task, report_id, start, end, words, said,
        explanation.strip(),
    )  # fmt: skip
    _write(file, exercise, Correction(
        "mark", moment(clock), who, task, made.mark_id, Anchor(places=(place,)), new=dict(said),
        reason=made.explanation or None,
    ))  # fmt: skip
    return made


def readable(exercise: Exercise, task: str) -> tuple[str, ...]:
    """The texts in which a task's marks may stand."""
    if task == "numbers":
        return exercise.numbers
    if task == "homework":
        return () if exercise.homework is None else (exercise.homework,)
    return exercise.chain


def unmark(file: Path, exercise: Exercise, mark_id: str, *, who: str, clock: Clock = now) -> None:
    """Takes a mark back; its lines stay in the file."""
    _write(file, exercise, Correction("unmark", moment(clock), who, None, mark_id))


def answer(
    file: Path, exercise: Exercise, *, task: str, question: str, said: str, who: str, clock: Clock = now
) -> None:
    """Keeps the answer to a question: a number of sources, the text another one draws on, or a sentence.

    Raises ``InputError`` for a question or an answer that the exercise does not have; nothing is written then.
    """
    said = said.strip()
    if task == "guess":
        known = question in dict(exercise.guesses) and re.fullmatch(r"\d{1,3}", said) is not None
    elif task == "chain":
        others = {*exercise.chain, NOBODY, ELSEWHERE} - {question}
        known = question in exercise.chain and said in others
    else:
        known = task == "reason" and 0 < len(said) <= 2000
    if not known:
        raise InputError(f"{task}: {said!r} is no answer to {question!r}")
    _write(file, exercise, Correction("answer", moment(clock), who, task, question, new=said))


def snapped(text: str, start: int, end: int) -> tuple[int, int]:
    """The span grown to whole words; one that touches a number in digits becomes that number alone.

    Raises ``InputError`` for a span outside the text or without a word.
    """
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        raise InputError(f"span: must lie within 0 and {len(text)} and hold a character, is {start} to {end}")
    words = [one.span() for one in _WORD.finditer(text) if one.start() < end and one.end() > start]
    if not words:
        raise InputError("span: there is no word in it")
    first, last = words[0][0], words[-1][1]
    numbers = [
        one.span() for one in _NUMBER.finditer(text, max(0, first - 1), min(len(text), last + 1))
        if one.start() < end and one.end() > start
    ]  # fmt: skip
    return numbers[0] if len(numbers) == 1 else (first, last)


def read_marks(path: str | Path) -> Marks:
    """All that a student's file holds; a line that cannot be used is counted and stops nothing.

    Raises ``InputError`` for a file that cannot be read or holds no line of a student.
    """
    file = Path(path)
    log = read_log(file)
    begun = next((one for one in log.corrections if one.act == "begin" and isinstance(one.new, str)), None)
    if begun is None:
        raise InputError(f"{file}: there are no marks of a student here")
    kept: dict[str, Mark] = {}
    answers: dict[tuple[str, str], str] = {}
    damaged = len(log.unread)
    for one in log.corrections:
        if one.act == "unmark":
            kept.pop(str(one.row), None)
        elif one.act == "answer" and isinstance(one.new, str):
            answers[str(one.table), str(one.row)] = one.new
        elif one.act == "mark":
            made = _read(one)
            damaged += made is None
            if made is not None:
                kept[made.mark_id] = made
    return Marks(begun.who, begun.new, str(begun.row), tuple(kept.values()), answers, damaged)


def _read(line: Correction) -> Mark | None:
    place = line.anchor.places[0] if line.anchor.places else None
    if place is None or place.start is None or place.end is None or line.table not in MARKED:
        return None
    said: Mapping[str, Any] = line.new if isinstance(line.new, dict) else {}
    answers = {str(name): value for name, value in said.items() if isinstance(value, str)}
    if not 0 <= place.start < place.end <= place.start + LONGEST[line.table]:
        return None
    return Mark(
        str(line.row), str(line.table), place.report_id, place.start, place.end, place.quotation, answers,
        line.reason or "",
    )  # fmt: skip


def _checked(exercise: Exercise, task: str, answers: Mapping[str, str]) -> dict[str, str]:
    """The answers without those left open; each must be one that its field offers."""
    options: dict[str, tuple[str, ...] | None] = (
        {one.name: tuple(value for value, _ in one.options) or None for one in codebook(exercise)}
        if task == "numbers"
        else {"kind": exercise.kinds}
    )
    said = {name: value.strip() for name, value in answers.items() if value.strip()}
    for name, value in said.items():
        if name not in options:
            raise InputError(f"field must be one of {', '.join(options)}, is {name!r}")
        allowed = options[name]
        if allowed is not None and value not in (*allowed, UNSURE):
            raise InputError(f"{name} must be one of {', '.join((*allowed, UNSURE))}, is {value!r}")
        if len(value) > 200:
            raise InputError(f"{name}: at most 200 characters, are {len(value)}")
    return said


def _write(file: Path, exercise: Exercise, line: Correction) -> None:
    with locked(file):
        log = read_log(file)
        known = [one.correction_id for one in log.corrections]
        lines = [line]
        begun = next((one for one in log.corrections if one.act == "begin"), None)
        if begun is not None and (begun.row, begun.who) != (exercise.exercise_id, line.who):
            raise InputError(f"{file}: this file holds the marks of {begun.who} in {begun.row}; take another name")
        if begun is None:
            lines.insert(
                0, Correction("begin", line.at, line.who, "exercise", exercise.exercise_id, new=exercise.group)
            )
        made = []
        for one in lines:
            made.append(identified(one, known))
            known.append(made[-1].correction_id)
        try:
            append(file, [line_of(one) for one in made])
        except OSError as error:
            raise InputError(f"{file}: the mark cannot be written: {error.strerror or error}") from error
