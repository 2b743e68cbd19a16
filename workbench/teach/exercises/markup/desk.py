"""The state of one student's desk, and the desk after a message of the page.

What is here: plain values. Everything that a student decides is a line in their file (``marks.py``) before the page
shows it; a desk opened anew finds it there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from workbench.errors import InputError
from workbench.teach.exercises import marks as lines
from workbench.teach.exercises.exercise import TASKS, Exercise
from workbench.teach.exercises.marks import Marks, mark, marks_file, read_marks, snapped, unmark

Message = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A stretch that the student has selected and not yet kept, or a mark that is open to be changed."""

    report_id: str
    start: int
    end: int
    answers: Mapping[str, str] = field(default_factory=dict)
    explanation: str = ""
    mark_id: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """One student at one exercise: who, which task and text are open, what is chosen, what went wrong."""

    exercise: Exercise
    folder: Path
    who: str
    task: str
    report_id: str
    chosen: Chosen | None = None
    error: str = ""
    said: str = ""
    turn: int = 0

    @property
    def file(self) -> Path:
        """The student's file of marks.

        Raises ``InputError`` while the student has no name.
        """
        return marks_file(self.folder, self.who)

    @property
    def marks(self) -> Marks:
        """What the student has marked so far."""
        empty = Marks(self.who, self.exercise.group, self.exercise.exercise_id)
        try:
            return read_marks(self.file) if self.file.exists() else empty
        except InputError:
            return empty


def tasks_of(exercise: Exercise) -> tuple[str, ...]:
    """The tasks that the exercise sets, in their order."""
    unset = {"guess": not exercise.guesses, "hunt": not exercise.hunt, "homework": exercise.homework is None}
    return tuple(task for task in TASKS if not unset.get(task))


def desk_of(exercise: Exercise, folder: Path, *, who: str) -> Desk:
    """The desk at the first task of an exercise."""
    task = tasks_of(exercise)[0]
    return Desk(exercise, folder, who, task, texts_of(exercise, task)[0])


def texts_of(exercise: Exercise, task: str) -> tuple[str, ...]:
    """The texts that are read in a task, those first that it is about."""
    if task == "numbers":
        return exercise.numbers
    if task == "homework" and exercise.homework is not None and exercise.homework_of is not None:
        return (exercise.homework, exercise.homework_of)
    return tuple(dict.fromkeys((*(exercise.hunt if task == "hunt" else ()), *exercise.chain)))


def answer(desk: Desk, message: Message) -> Desk:
    """The desk after a message; what cannot be is said in ``error``, and nothing else changes."""
    act = _ACTS.get(str(message.get("do")))
    if act is None:
        return desk
    before = replace(desk, error="", said="", turn=desk.turn + 1)
    try:
        return act(before, message)
    except (InputError, KeyError, TypeError, ValueError, OverflowError) as error:
        cause = str(error) if isinstance(error, InputError) else "the page sent what the desk does not know"
        return replace(before, error=cause)


def _named(desk: Desk, message: Message) -> Desk:
    who = str(message["name"]).strip()
    marks_file(desk.folder, who)
    return replace(desk, who=who, chosen=None, said=f"You are {who}.")


def _turned(desk: Desk, message: Message) -> Desk:
    task = str(message["task"])
    if task not in tasks_of(desk.exercise):
        raise InputError(f"task must be one of {', '.join(tasks_of(desk.exercise))}, is {task!r}")
    return replace(desk, task=task, report_id=texts_of(desk.exercise, task)[0], chosen=None)


def _opened(desk: Desk, message: Message) -> Desk:
    return replace(desk, report_id=desk.exercise.text(str(message["report"])).report_id, chosen=None)


def _selected(desk: Desk, message: Message) -> Desk:
    text = desk.exercise.text(desk.report_id).text
    if "quote" in message:
        quote = " ".join(str(message["quote"]).split())
        after = desk.chosen.end if desk.chosen and desk.chosen.report_id == desk.report_id else 0
        start = max(text.find(quote, after), -1) if quote else -1
        start = text.find(quote) if quote and start < 0 else start  # the next one, and then the first again
        if start < 0:
            raise InputError("these words do not stand in the text that is open")
        start, end = snapped(text, start, start + len(quote))
    else:
        start, end = snapped(text, int(message["start"]), int(message["end"]))
    old = [
        one for one in desk.marks.of(desk.task)
        if (one.report_id, one.start, one.end) == (desk.report_id, start, end) and desk.task == "numbers"
    ]  # fmt: skip
    if old:
        return _shown(desk, old[0])
    return replace(desk, chosen=Chosen(desk.report_id, start, end), said=f"Chosen: {text[start:end]}")


def _reopened(desk: Desk, message: Message) -> Desk:
    wanted = message["mark"]
    found = next((one for one in desk.marks.marks if one.mark_id == wanted), None)
    if found is None:
        raise InputError("this mark is not there any more")
    return _shown(replace(desk, report_id=found.report_id), found)


def _shown(desk: Desk, one: lines.Mark) -> Desk:
    chosen = Chosen(one.report_id, one.start, one.end, one.answers, one.explanation, one.mark_id)
    return replace(desk, chosen=chosen, said=f"Open: {one.words}")


def _kept(desk: Desk, message: Message) -> Desk:
    if desk.chosen is None:
        raise InputError("select words in the text first")
    one = desk.chosen
    answers = {str(name): str(said) for name, said in dict(message.get("answers") or {}).items()}
    made = mark(
        desk.file, desk.exercise, task=desk.task, report_id=one.report_id, start=one.start, end=one.end, who=desk.who,
        answers=answers, explanation=str(message.get("explanation") or ""),
    )  # fmt: skip
    if one.mark_id is not None and one.mark_id != made.mark_id:
        unmark(desk.file, desk.exercise, one.mark_id, who=desk.who)
    return replace(desk, chosen=None, said=f"Kept: {made.words}")


def _dropped(desk: Desk, message: Message) -> Desk:
    unmark(desk.file, desk.exercise, str(message["mark"]), who=desk.who)
    return replace(desk, chosen=None, said="Taken back.")


def _answered(desk: Desk, message: Message) -> Desk:
    said = str(message["said"])
    lines.answer(desk.file, desk.exercise, task=desk.task, question=str(message["question"]), said=said, who=desk.who)
    return replace(desk, said="Kept.")


_ACTS: Mapping[str, Callable[[Desk, Message], Desk]] = {
    "who": _named, "task": _turned, "report": _opened, "select": _selected, "open": _reopened, "keep": _kept,
    "drop": _dropped, "answer": _answered, "leave": lambda desk, _: replace(desk, chosen=None),
}  # fmt: skip
