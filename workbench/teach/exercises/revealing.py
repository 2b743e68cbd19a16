"""What a class is shown, one step after another: each reveal is a table, and none of them holds a name.

What is here: the steps of a lesson and their tables. The sheet with all of it is in ``sheets.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

from workbench.errors import InputError
from workbench.look import wording
from workbench.look.html import Html, html_table
from workbench.teach.exercises.classroom import Classroom
from workbench.teach.exercises.key import Key
from workbench.teach.exercises.marking import mark_class
from workbench.teach.exercises.scoring import shown
from workbench.teach.exercises.sheets import FIELDS


def reveal(key: str | Path, students: Sequence[str | Path] | str | Path, step: str) -> Html:
    """One step of what the class made of an exercise, as a table without names.

    ``step`` is "guess", "counts", "agreement", "splits", "chain", "hunt", "errors", "vain" or "reasons"; ``students``
    are files of marks or folders of them. Raises ``InputError`` for another step or a key that cannot be read.
    """
    if step not in _STEPS:
        raise InputError(f"step must be one of {', '.join(_STEPS)}, is {step!r}")
    files = [students] if isinstance(students, (str, Path)) else list(students)
    marking = mark_class(key, files)
    caption, head, rows_of = _STEPS[step]
    rows = [[escape(str(cell)) for cell in row] for row in rows_of(marking.key, marking.found)]
    return html_table(f"{caption} {wording.counted(marking.found.students, 'student')} so far.", head, rows)


_Rows = Iterable[Sequence[object]]


def _guesses(key: Key, found: Classroom) -> _Rows:
    for one in found.polls:
        said = "; ".join(f"{guess}: {wording.counted(many, 'student')}" for guess, many in one.guesses)
        yield one.counts.figure, said or "nobody guessed"


def _counts(key: Key, found: Classroom) -> _Rows:
    for one in key.counts:
        yield one.figure, one.reports, one.origins, one.sources, one.unknown, one.held_by


def _agreement(key: Key, found: Classroom) -> _Rows:
    for name, one in found.agreement:
        alpha = "–" if one.alpha is None else f"{one.alpha:.2f}"
        yield FIELDS[name].capitalize(), f"{one.agree} of {one.rows}", f"{one.percent:.0f} %", alpha


def _splits(key: Key, found: Classroom) -> _Rows:
    for one in found.splits:
        answers = "; ".join(f"{said}: {many}" for said, many in one.answers)
        yield one.words, one.sentence, FIELDS[one.field], answers, one.right


def _chain(key: Key, found: Classroom) -> _Rows:
    for report, right in key.parents.items():
        yield key.names[report], shown("|".join(right), key)


def _hunt(key: Key, found: Classroom) -> _Rows:
    for one in key.items:
        if one.task == "hunt":
            yield one.words, key.names.get(one.report_id, ""), shown(one.answers["kind"], key), one.reading


def _errors(key: Key, found: Classroom) -> _Rows:
    for one in found.errors:
        yield one.words, FIELDS[one.field], "missed" if one.said is None else one.said, one.right, one.students


def _vain(key: Key, found: Classroom) -> _Rows:
    return [(words, why, many) for _, words, why, many in found.vain]


def _reasons(key: Key, found: Classroom) -> _Rows:
    return found.reasons


_STEPS: Mapping[str, tuple[str, tuple[str, ...], Callable[[Key, Classroom], _Rows]]] = {
    "guess": ("How many independent sources the class guessed.", ("Figure", "Guesses"), _guesses),
    "counts": (
        "What stands behind each figure in the story.",
        ("Figure", "Reports", "Origins", "Ultimate sources", "Unknown", "Held by"), _counts,
    ),
    "agreement": (
        "How far the class agrees, lowest first; alpha is Krippendorff’s.",
        ("Field", "All said the same", "Percent", "Alpha"), _agreement,
    ),
    "splits": (
        "Where the class split, the most even first.", ("Words", "Sentence", "Field", "Answers", "Key"), _splits,
    ),
    "chain": ("What each text draws on.", ("Text", "Draws on"), _chain),
    "hunt": ("What was lost in the retelling.", ("Words", "Text", "Kind", "What it was"), _hunt),
    "errors": ("Wrong answers that several gave.", ("Words", "Field", "Answered", "Key", "Students"), _errors),
    "vain": ("Marks on what is none.", ("Words", "Why it is none", "Times"), _vain),
    "reasons": ("Why the trend vanishes, in the class’s words.", ("Sentence", "Students"), _reasons),
}  # fmt: skip
