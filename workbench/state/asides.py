"""The ledger's rows of the numbers that were set aside: what is no estimate, and what stands outside the prose.

What is here: every number of a report that ``estimates.py`` has no row for, each with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.annotate.prose import prose_start
from workbench.annotate.quantities.numbers import find_numbers
from workbench.model import PROSE_ROLES, Quantity, Report
from workbench.read.timex import find_times
from workbench.state.estimands import Placed

Row = dict[str, Any]


def aside_rows(report: Report, items: Sequence[Placed]) -> list[Row]:
    """One row for each number set aside, in text order."""
    inside = [_aside_row(report, item.quantity) for item in items if item.quantity.set_aside]
    return sorted([*inside, *_outside_prose(report)], key=lambda row: (row["start"], row["end"]))


def _aside_row(report: Report, quantity: Quantity) -> Row:
    return {
        "report_id": report.report_id,
        "start": quantity.start,
        "end": quantity.end,
        "text": report.text[quantity.start : quantity.end],
        "reason": quantity.set_aside,
        "rule": quantity.rule,
    }


def _outside_prose(report: Report) -> list[Row]:
    """The numbers of bylines, datelines, credits, list marks and site chrome, each with its reason."""
    rows: list[Row] = []
    for passage in report.passages:
        prose = passage.role in PROSE_ROLES
        end = prose_start(report.text, passage) if prose else passage.end
        times = find_times(report.text, passage.start, end)
        for number in find_numbers(report.text, passage.start, end):
            inside = next((time for time in times if time.start <= number.start and number.end <= time.end), None)
            reason = "chrome" if passage.role == "chrome" else "name"
            if inside is not None and passage.role != "chrome":
                reason = "time" if inside.type == "TIME" else "date"
            rows.append(
                {
                    "report_id": report.report_id,
                    "start": number.start,
                    "end": number.end,
                    "text": report.text[number.start : number.end],
                    "reason": reason,
                    "rule": "before the prose" if prose else f"{passage.role}/{passage.rule}",
                }
            )
    return rows
