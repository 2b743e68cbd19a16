"""Rows of the ledger's ``times`` table: the time expressions of a report's prose, placed by its publication interval.

The expressions are found and resolved in ``workbench.read.timex``, their tense read in ``workbench.read.tense``; the
publication interval comes from ``workbench.read.dating``. Site chrome, bylines and datelines are left out here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from workbench.model import PROSE_ROLES, Report, Role
from workbench.read.tense import tense_at
from workbench.read.timereference import Reference, counts_from_text, follow, reference_of
from workbench.read.timex import Resolved, TimeExpression, find_times, resolve

TimeRow = dict[str, str | int | None]


def time_rows(report: Report, *, roles: frozenset[Role] | None = PROSE_ROLES) -> list[TimeRow]:
    """One row for each time expression of the report, in text order, with the columns of the ``times`` table.

    Passages of the given ``roles`` are read; ``None`` reads the whole text, chrome included.
    ``value`` is the TIMEX3 value with the calendar filled in where the publication interval allows it; ``earliest``
    and ``latest`` are days, missing where open; ``anchor`` says in words what they were placed by and is missing where
    nothing could be placed.
    """
    rows: list[TimeRow] = []
    before: list[Reference] = []
    for found in _expressions(report, roles):
        placed = _placed(report, found, before)
        rows.append(_row(report, found, placed))
        looks_back = found.value.startswith("-") and placed.anchor.startswith("counted")  # "up from a year earlier"
        reference = (
            reference_of(found.start, placed.value) if found.type in ("DATE", "TIME") and not looks_back else None
        )
        if reference is not None:
            before.append(reference)
    return rows


def _expressions(report: Report, roles: frozenset[Role] | None) -> Iterator[TimeExpression]:
    if roles is None:
        yield from find_times(report.text)
        return
    for passage in report.passages:
        if passage.role in roles:
            yield from find_times(report.text, passage.start, passage.end)


def _placed(report: Report, found: TimeExpression, before: list[Reference]) -> Resolved:
    """The days of an expression: from a time told before where it counts from one, else from publication."""
    earliest, latest = _day(report.published_earliest), _day(report.published_latest)
    if counts_from_text(found):
        followed = follow(report.text, found, before, latest if earliest == latest else None)
        if followed is not None:
            return followed
    return resolve(found, earliest=earliest, latest=latest, tense=tense_at(report.text, found.start, found.end))


def _row(report: Report, found: TimeExpression, placed: Resolved) -> TimeRow:
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


def days_before(report: Report, day: str | None) -> int | None:
    """How many days a day lies before the report came out; nothing where one of the two is not known."""
    published = report.published_earliest or report.published_latest
    return (date.fromisoformat(published) - date.fromisoformat(day)).days if day and published else None
