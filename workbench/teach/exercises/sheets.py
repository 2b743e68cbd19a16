"""Sheets to print: the student's without answers, the teacher's with all of them, the class's without names.

What is here: each sheet as one inert HTML file without a script, laid out for A4 and Letter; the looks are in
``templates/``. Everything that comes from a report or a student is text in it, never markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workbench.look import wording
from workbench.look.html import Html
from workbench.publish.briefing import policy
from workbench.teach.exercises import scoring
from workbench.teach.exercises.classroom import Classroom
from workbench.teach.exercises.exercise import OWN_VOICE, TASKS, UNSURE, Exercise, Text, codebook
from workbench.teach.exercises.fixing import Effect
from workbench.teach.exercises.key import Item, Key
from workbench.teach.exercises.scoring import Score

_TEMPLATES = Path(__file__).parent / "templates"
#: Field names as a reader meets them.
FIELDS = {
    "found": "found", "bound": "bound", "hedge": "how sure", "speaker": "on whose word", "anonymous": "unnamed",
    "estimand": "what it counts", "kind": "kind of change", "draws on": "draws on",
}  # fmt: skip


#: So many rows of a kind stand on the class's sheet, which is to be one page.
MOST = 4


def student_sheet(exercise: Exercise) -> str:
    """The sheet of one group: the texts with wide lines, and room to write each answer; no answer stands in it."""
    return _page(
        "student.html.j2", exercise=exercise, tasks=TASKS, codebook=codebook(exercise), paragraphs=paragraphs,
        own_voice=OWN_VOICE, unsure=UNSURE, counted=wording.counted, weights=scoring.WEIGHTS,
    )  # fmt: skip


def key_sheet(key: Key) -> str:
    """The teacher's sheet: every answer with the name it is fixed by, and what looks like one and is none."""
    return _page(
        "key.html.j2", key=key, tasks=TASKS, fields=FIELDS, by_text=list(_by_text(key)), decoys=list(_decoys(key)),
        show=lambda value: scoring.shown(value, key),
    )  # fmt: skip


def class_sheet(key: Key, found: Classroom, effects: Sequence[Effect] = ()) -> str:
    """The class on one page, without names: guesses, agreement, where it split, common errors, what was fixed."""
    return _page(
        "class.html.j2", key=key, found=found, effects=effects[-MOST:], fields=FIELDS, number=wording.number, most=MOST,
        points=_points_said(found),
    )  # fmt: skip


def result_sheet(key: Key, one: Score) -> str:
    """One student's points with every right answer."""
    items = {item.item: item for item in key.items}
    tasks = [
        (TASKS[task], points, of, [result for result in one.results if result.task == task])
        for task, (points, of) in one.by_task.items()
    ]  # fmt: skip
    return _page(
        "result.html.j2", key=key, one=one, tasks=tasks, items=items, fields=FIELDS, number=wording.number,
        show=lambda value: scoring.shown(value, key), vain=scoring.VAIN,
    )  # fmt: skip


def paragraphs(text: Text) -> Iterable[tuple[str, str]]:
    """The paragraphs of a text as they are read: role and words, page furniture left out."""
    for start, end, role in text.blocks:
        for words in text.text[start:end].split("\n"):
            if words.strip():
                yield role, words.strip()


def _page(template: str, **values: Any) -> str:
    style = (_TEMPLATES / "sheet.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template(template).render(style=Html(style), policy=policy(style, ()), **values)


def _by_text(key: Key) -> Iterable[tuple[str, str, list[Item]]]:
    """The things to be found by task and text, in the order of the text."""
    order = {task: at for at, task in enumerate(TASKS)}
    ranked = sorted(key.items, key=lambda one: (order[one.task], one.report_id, one.start))
    for (task, report), items in groupby(ranked, key=lambda one: (one.task, one.report_id)):
        yield TASKS[task], key.names.get(report, report), list(items)


def _decoys(key: Key) -> Iterable[tuple[str, list[tuple[str, int]]]]:
    """Why marks are in vain, by task, with how often."""
    ranked = sorted(key.decoys, key=lambda one: (list(TASKS).index(one.task), one.why))
    for task, decoys in groupby(ranked, key=lambda one: one.task):
        yield TASKS[task], [(why, len(list(same))) for why, same in groupby(decoys, key=lambda one: one.why)]


def _points_said(found: Classroom) -> str:
    if not found.points:
        return "No file of this exercise was given."
    middle = found.points[len(found.points) // 2]
    return (
        f"{wording.counted(found.students, 'student')}; points from {wording.number(found.points[0])} to "
        f"{wording.number(found.points[-1])}, the middle one {wording.number(middle)}, of at most {found.of}."
    )
