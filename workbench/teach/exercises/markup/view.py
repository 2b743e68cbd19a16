"""What the page shows of a desk, as plain values: the tasks, the text with the student's own marks, and the form.

What is here: no answer of a key, which this module never sees. The text is laid out as the explorer's reading pane
takes it (``look/explore/reading.py``).
"""

from __future__ import annotations

from typing import Any

from workbench.look import wording
from workbench.look.explore.reading import pieces
from workbench.teach.exercises.exercise import ELSEWHERE, NOBODY, OWN_VOICE, TASKS, UNSURE, Exercise, codebook
from workbench.teach.exercises.marks import ANSWERED, Mark, Marks
from workbench.teach.exercises.markup.desk import Chosen, Desk, tasks_of, texts_of

Row = dict[str, Any]
_LEADS = {
    "guess": "How many independent sources stand behind each figure in this story? Guess before you read.",
    "numbers": "Select each number that counts something, with the mouse or by typing it, and tag it by the codebook. "
    "There is no score yet.",
    "chain": "Which text does each one draw on? Look for shared quotations and for numbers in the same words.",
    "hunt": "Select words of a text that say more, or say it more firmly, than another did before. Name the kind "
    "and explain in three words or more: a mark without earns nothing, and one in vain costs half a point.",
    "reason": "Draw one line through all numbers in the order in which they were published, then only through those "
    "that count the same. In one sentence: why does the picture change?",
    "homework": "Some changes were planted in this retelling. Sentences may also be left out or told in other words, "
    "which is no error. Select what was changed, name the kind, and write what stood before, in three words or more.",
}


def shown(desk: Desk) -> Row:
    """All that the page is told."""
    exercise, marks = desk.exercise, desk.marks
    own = marks.of(desk.task)
    planted = f" {wording.counted(exercise.errors, 'change')}, to be exact." if desk.task == "homework" else ""
    return {
        "title": exercise.story, "group": exercise.group, "who": desk.who, "task": desk.task,
        "lead": _LEADS[desk.task] + planted, "error": desk.error, "said": desk.said, "turn": desk.turn,
        "tasks": [{"name": one, "label": TASKS[one], "done": _done(one, marks)} for one in tasks_of(exercise)],
        "reports": [_listed(exercise, one) for one in texts_of(exercise, desk.task)],
        "report": _report(exercise, desk.report_id, own, desk.chosen),
        "lit": [] if desk.chosen is None else [desk.chosen.mark_id or "chosen"],
        "chosen": None if desk.chosen is None else _form(desk, desk.chosen),
        "marks": [_row(exercise, desk.task, one) for one in own],
        "questions": _questions(exercise, desk.task, marks),
    }  # fmt: skip


def _done(task: str, marks: Marks) -> int:
    if task in ANSWERED:
        return sum(one == task for one, _ in marks.answers)
    return len(marks.of(task))


def _listed(exercise: Exercise, report_id: str) -> Row:
    text = exercise.text(report_id)
    return {"id": report_id, "name": text.name, "published": text.published or "day not told", "title": text.title}


def _report(exercise: Exercise, report_id: str, own: tuple[Mark, ...], chosen: Chosen | None) -> Row:
    """The text as the reading pane takes it; the student's marks are its only ones."""
    text = exercise.text(report_id)
    marks = [
        {"kind": "figure", "id": one.mark_id, "start": one.start, "end": one.end, "label": "", "left": True,
         "drawn": True, "said": f"your mark: {_said(one) or 'no answer yet'}"}
        for one in own
        if one.report_id == report_id
    ]  # fmt: skip
    if chosen is not None and chosen.mark_id is None and chosen.report_id == report_id:
        marks.append(
            {"kind": "figure", "id": "chosen", "start": chosen.start, "end": chosen.end, "label": "", "left": True,
             "drawn": True, "said": "chosen, not kept yet"}
        )  # fmt: skip
    blocks = [
        {"role": role, "rule": None, "pieces": pieces(text.text, {"start": start, "end": end}, marks)}
        for start, end, role in text.blocks
    ]
    return {
        "id": report_id, "title": "", "outlet": text.name, "file": "", "conflict": False,
        "published": text.published or "on a day that is not told", "kinds": [{"kind": "figure", "name": "Your marks"}],
        "marks": marks, "blocks": blocks,
    }  # fmt: skip


def _form(desk: Desk, chosen: Chosen) -> Row:
    text = desk.exercise.text(chosen.report_id).text
    return {
        "words": text[chosen.start : chosen.end], "mark": chosen.mark_id, "explanation": chosen.explanation,
        "explains": desk.task != "numbers", "fields": [
            {**one, "value": chosen.answers.get(one["name"], "")} for one in _fields(desk.exercise, desk.task)
        ],
    }  # fmt: skip


def _fields(exercise: Exercise, task: str) -> list[Row]:
    if task == "numbers":
        return [
            {"name": one.name, "label": one.label, "guide": one.guide, "options": _options(one.options),
             "suggest": [OWN_VOICE, UNSURE] if not one.options else []}
            for one in codebook(exercise)
        ]  # fmt: skip
    kinds = _options(tuple((one, one) for one in exercise.kinds))
    return [{"name": "kind", "label": "Kind of change", "guide": "", "options": kinds, "suggest": []}]


def _options(options: tuple[tuple[str, str], ...]) -> list[Row]:
    if not options:
        return []
    return [
        {"value": "", "label": "choose …"}, *({"value": value, "label": label} for value, label in options),
        {"value": UNSURE, "label": UNSURE},
    ]  # fmt: skip


def _row(exercise: Exercise, task: str, one: Mark) -> Row:
    open_fields = sum(not one.answers.get(field["name"]) for field in _fields(exercise, task))
    missing = [wording.counted(open_fields, "field") + " open"] if open_fields else []
    if task != "numbers" and not one.explanation:
        missing.append("no explanation")
    return {
        "id": one.mark_id, "words": one.words, "text": exercise.text(one.report_id).name, "said": _said(one),
        "missing": ", ".join(missing), "explanation": one.explanation,
    }  # fmt: skip


def _said(one: Mark) -> str:
    return "; ".join(value for value in one.answers.values() if value)


def _questions(exercise: Exercise, task: str, marks: Marks) -> list[Row]:
    if task == "guess":
        asked: list[tuple[str, str, str, list[Row]]] = [(one, words, "number", []) for one, words in exercise.guesses]
    elif task == "chain":
        asked = [(one, _called(exercise, one), "choice", _others(exercise, one)) for one in exercise.chain]
    elif task == "reason":
        asked = [("reason", "Your sentence", "text", [])]
    else:
        asked = []
    return [
        {"id": one, "label": label, "kind": kind, "options": options, "value": marks.answers.get((task, one), "")}
        for one, label, kind, options in asked
    ]


def _called(exercise: Exercise, report_id: str) -> str:
    text = exercise.text(report_id)
    return f"{text.name}, published {text.published}"


def _others(exercise: Exercise, report_id: str) -> list[Row]:
    texts = [(one, exercise.text(one).name) for one in exercise.chain if one != report_id]
    named = [("", "choose …"), *texts, (NOBODY, "none of these"), (ELSEWHERE, "a text that is not here")]
    return [{"value": value, "label": label} for value, label in named]
