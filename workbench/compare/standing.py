"""When reports were out: surely, possibly or not yet on a day, and their one order in time for all comparisons.

A report whose last possible day has passed is out. One whose first possible day has passed, or that bears no day at
all, is possibly out: it is never mixed with the others unsaid.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd


def known_by(frame: pd.DataFrame, day: str) -> tuple[pd.Series, pd.Series]:
    """Two masks over rows with publication intervals: surely out by the end of that day, and only possibly out."""
    # Of a table whose reports bear no day at all the columns hold no text to compare with.
    latest, earliest = (frame[name].astype(object) for name in ("published_latest", "published_earliest"))
    out = (latest.notna() & (latest.fillna("") <= day)).astype(bool)
    possibly = ~out & (earliest.isna() | (earliest.fillna("") <= day)).astype(bool)
    return out, possibly


def in_time_order(reports: Iterable[Any]) -> list[Any]:
    """The reports by the first day they may have come out, then the last; undated ones come last, then by file."""
    return sorted(reports, key=_place)


def _place(report: Any) -> tuple[Any, ...]:
    part = -1 if report.part is None else report.part
    return *when(report.published_earliest, report.published_latest), report.file or "", part, report.report_id


def when(earliest: str | None, latest: str | None) -> tuple[str, str]:
    """What an interval is sorted by: its first day, else its last; a last day that is not known lies far out."""
    return earliest or latest or "9999", latest or "9999"
