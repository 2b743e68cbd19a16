"""The days an estimate speaks of, with the words or the rule that say so.

What is here: choosing among the times of a report the one a figure holds for. Times themselves are found and placed in
``workbench.annotate.times``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from workbench.model import Annotation, Quantity, Report
from workbench.state.speakers import Holding

#: A figure this many days older than its report is of another event.
_LONG_AGO = 365
#: ... when the time stands within so many characters of it.
_BESIDE = 48


def as_of(
    report: Report,
    annotation: Annotation,
    quantity: Quantity,
    holding: Holding | None,
    times: Sequence[Mapping[str, Any]],
) -> tuple[str | None, str | None, str | None]:
    """The days the figure speaks of: a time in its clause, else one beside the cue, else when the report came out."""
    sentence = annotation.sentences[quantity.sentence]
    inside = [
        time
        for time in times
        if sentence.start <= time["start"] < sentence.end and _is_a_day(time) and not _is_a_limit(report.text, time)
    ]
    clause = [time for time in inside if quantity.clause_start <= time["start"] < quantity.clause_end]
    content = annotation.attributions[holding.attribution].content if holding else ()
    beside = [
        time
        for time in inside
        if holding and time not in clause and not any(start <= time["start"] < end for start, end in content)
    ]
    # A plan for December is an estimate of the day it was made, not of December.
    for group in (beside,) if quantity.stance == "expected" else (clause, beside):
        if group:
            nearest = min(group, key=lambda time: abs(time["start"] - quantity.start))
            return nearest["earliest"], nearest["latest"], report.text[nearest["start"] : nearest["end"]]
    if report.published_earliest is None and report.published_latest is None:
        return None, None, None
    return report.published_earliest, report.published_latest, "published"


def _is_a_day(time: Mapping[str, Any]) -> bool:
    return (
        time["type"] in ("DATE", "TIME")
        and bool(time["earliest"] or time["latest"])
        and not str(time["value"]).endswith("_REF")
    )


def _is_a_limit(text: str, time: Mapping[str, Any]) -> bool:
    """Whether a time only limits what is told ("since August", "by December") and is not when the figure held."""
    before = text[max(0, time["start"] - 16) : time["start"]].lower()
    return re.search(r"\b(?:since|until|till|by|before|after)\s+(?:the\s+)?\Z", before) is not None


def of_another_time(report: Report, quantity: Quantity, latest: str | None, evidence: str | None) -> str | None:
    """Why a figure of long before the report ("the fire of 1991 killed 25") is not drawn with those of its story."""
    published = report.published_earliest or report.published_latest
    if latest is None or published is None or evidence is None:
        return None
    days = (date.fromisoformat(published) - date.fromisoformat(latest)).days
    beside = evidence in report.text[max(0, quantity.start - _BESIDE) : quantity.end + _BESIDE]
    return f"speaks of another time, {days // 365} or more years before" if days > _LONG_AGO and beside else None
