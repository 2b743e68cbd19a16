"""Rows of the ledger's ``times`` table: the time expressions of a report's prose, placed by its publication interval.

The expressions are found and resolved in ``workbench.read.timex``, their tense read in ``workbench.read.tense``; the
publication interval comes from ``workbench.read.dating``. Site chrome, bylines and datelines are left out here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workbench.model import PROSE_ROLES, Report, Role
from workbench.read.tense import tense_at
from workbench.read.timex import TimeExpression, find_times, resolve

TimeRow = dict[str, str | int | None]


def time_rows(report: Report, *, roles: frozenset[Role] | None = PROSE_ROLES) -> list[TimeRow]:
    """One row for each time expression of the report, in text order, with the columns of the ``times`` table.

    Passages of the given ``roles`` are read; ``None`` reads the whole text, chrome included.
    ``value`` is the TIMEX3 value with the calendar filled in where the publication interval allows it; ``earliest``
    and ``latest`` are days, missing where open; ``anchor`` says in words what they were placed by and is missing where
    nothing could be placed.
    """
    return [_row(report, found) for found in _expressions(report, roles)]


def _expressions(report: Report, roles: frozenset[Role] | None) -> Iterator[TimeExpression]:
    if roles is None:
        yield from find_times(report.text)
        return
    for passage in report.passages:
        if passage.role in roles:
            yield from find_times(report.text, passage.start, passage.end)


def _row(report: Report, found: TimeExpression) -> TimeRow:
    placed = resolve(
        found,
        earliest=_day(report.published_earliest),
        latest=_day(report.published_latest),
        tense=tense_at(report.text, found.start, found.end),
    )
    return {
        "report_id": report.report_id,
        "start": found.start,
        "end": found.end,
        "type": found.type,
        "value": placed.value,
        "earliest": placed.earliest,
        "latest": placed.latest,
        "anchor": placed.anchor or None,
        "rule": found.rule,
    }


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
