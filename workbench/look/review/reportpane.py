"""One whole report with its lines and marks, and the form for what the analyst adds or corrects from selected words.

What is here: plain values for a page. Which words were taken is the desk's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.corrections.working import row_id
from workbench.look import wording
from workbench.look.review.context import Mark, marks_of_figure, pieces, sentence_of
from workbench.look.review.desk import Desk, Picked
from workbench.look.review.fields import blank, labels_of
from workbench.look.selection import plain_rows
from workbench.story import Story

ABOUT = (
    "Figures are marked where they stand, each with its source and cue. Grey lines were taken out as no part of the "
    "report; each can be put back."
)
#: What may be added from selected words; a figure's own words may also be corrected to them.
KINDS = {"estimates": "a figure", "claims": "a claim", "entities": "a name that the machine did not see"}
SPAN = "span"


def pane(desk: Desk) -> dict[str, Any]:
    """The report that is open, and the form of the words taken from it if any are."""
    story = desk.story
    reports = plain_rows(story.reports)
    report: Mapping[str, Any] = next((row for row in reports if row["report_id"] == desk.report), {})
    text = report.get("text") or ""
    return {
        "report": desk.report, "about": ABOUT, "name": wording.report_name(report) if report else "",
        "reports": [{"value": row["report_id"], "label": _label(row)} for row in reports],
        "passages": _passages(story, desk.report, text),
        "chosen": chosen_form(desk, desk.chosen) if desk.chosen and desk.chosen.report == desk.report else None,
    }  # fmt: skip


def _label(row: Mapping[str, Any]) -> str:
    title = f" · {row['title']}" if row["title"] else ""
    return f"{wording.report_name(row)}, {wording.days(row['published_earliest'], row['published_latest'])}{title}"


def _passages(story: Story, report_id: str, text: str) -> list[dict[str, Any]]:
    """The report in stretches that join to its whole text, those taken out apart."""
    marks = [mark for row in plain_rows(story.estimates) if row["report_id"] == report_id
             for mark in marks_of_figure(story, row)]  # fmt: skip
    gone = [row for row in plain_rows(story.passages) if row["report_id"] == report_id and row["role"] == "chrome"]
    found, at = [], 0
    for row in gone:
        found += _stretch(text, at, row["start"], marks, None)
        found += _stretch(text, row["start"], row["end"], marks, row_id("passages", row))
        at = row["end"]
    return found + _stretch(text, at, len(text), marks, None)


def _stretch(text: str, start: int, end: int, marks: list[Mark], gone: str | None) -> list[dict[str, Any]]:
    if start >= end:
        return []
    words = " ".join(text[start:end].split())[:60]
    return [{"pieces": pieces(text, start, end, marks), "gone": gone is not None, "row": gone or "", "words": words}]


def chosen_form(desk: Desk, chosen: Picked) -> dict[str, Any]:
    """The words taken, what they may become, and the fields of it."""
    kinds = [{"value": key, "label": label} for key, label in KINDS.items()]
    item = desk.item
    if item is not None and item.table in ("estimates", "claims"):
        kinds.append({"value": SPAN, "label": f"the right words of the row under review ({item.doubt})"})
    fields = [blank(chosen.kind, field, label) for field, label in labels_of(chosen.kind).items()]
    if chosen.kind == "entities":
        fields = [
            {"name": "kind", "label": "Kind", "input": "choice", "options": "party_kind", "empty": "", "value": "other",
             "by": "", "decided": ""}
        ]  # fmt: skip
    shown = sentence_of(desk.story, chosen.report, [Mark(chosen.start, chosen.end, "figure")])
    return {"report": chosen.report, "start": chosen.start, "end": chosen.end, "kind": chosen.kind, "kinds": kinds,
            "pieces": shown["pieces"], "fields": fields}  # fmt: skip
