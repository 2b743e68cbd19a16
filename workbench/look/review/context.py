"""A row's sentence amid its report, cut where a mark begins or ends: the figure, the source, the cue.

What is here: stretches of a report's text with the names of the marks over them, as plain values that a page shows as
text. Which row is shown is the caller's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from workbench.look import wording
from workbench.look.review.lookup import row_of, rows_with
from workbench.story import Story

#: Characters shown before and after the sentence, cut at a space or at the end of the paragraph.
AROUND = 240


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a report with what it is: sentence, figure, source or cue."""

    start: int
    end: int
    name: str


def sentence_of(story: Story, report_id: str, marks: Iterable[Mark]) -> dict[str, Any]:
    """The passage around the marks in pieces, each with the marks over it, under the report's name and day."""
    marks = list(marks)
    report = row_of(story, "reports", report_id)
    if report is None:
        return {"report": report_id, "name": "a report that is not here", "day": "", "title": "", "pieces": []}
    first = min((mark.start for mark in marks), default=0)
    last = max((mark.end for mark in marks), default=AROUND)
    start, end = _from(report["text"], first), _until(report["text"], last)
    return {
        "report": report_id,
        "name": wording.report_name(report),
        "title": report["title"] or "",
        "day": wording.days(report["published_earliest"], report["published_latest"]),
        "pieces": pieces(report["text"], start, end, marks),
    }


def pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[dict[str, Any]]:
    """The text from ``start`` to ``end`` cut at the marks; joined, the pieces give it back."""
    near = [mark for mark in marks if mark.start < end and start < mark.end]
    cuts = sorted({start, end, *(cut for mark in near for cut in (mark.start, mark.end) if start < cut < end)})
    return [
        {"text": text[left:right],
         "marks": [mark.name for mark in near if mark.start <= left and right <= mark.end]}
        for left, right in pairwise(cuts)
    ]  # fmt: skip


def _from(text: str, first: int) -> int:
    """Where the passage before the first mark begins: its paragraph, or a word not too far before it."""
    begin = text.rfind("\n", 0, first) + 1
    if first - begin <= AROUND:
        return begin
    space = text.find(" ", first - AROUND, first)
    return space + 1 if space >= 0 else first


def _until(text: str, last: int) -> int:
    line = text.find("\n", last)
    end = len(text) if line < 0 else line
    if end - last <= AROUND:
        return end
    space = text.rfind(" ", last, last + AROUND)
    return space if space >= 0 else last


def marks_of_figure(story: Story, row: Mapping[str, Any]) -> list[Mark]:
    """The marks of an estimate: its sentence, its words, and the source and the cue of who says it."""
    marks = [Mark(row["start"], row["end"], "figure")]
    if row["sentence_start"] is not None and row["sentence_end"] is not None:
        marks.append(Mark(row["sentence_start"], row["sentence_end"], "sentence"))
    return marks + marks_of_attribution(story, row["attribution_id"], row["report_id"])


def marks_of_attribution(story: Story, attribution_id: str | None, report_id: str) -> list[Mark]:
    """The marks of who says it: the source's words and the cue."""
    found = rows_with(story.attributions, attribution_id=attribution_id) if attribution_id else []
    return [
        Mark(row[f"{name}_start"], row[f"{name}_end"], name)
        for row in found
        for name in ("source", "cue")
        if row["report_id"] == report_id and row[f"{name}_start"] is not None and row[f"{name}_end"] is not None
    ]
