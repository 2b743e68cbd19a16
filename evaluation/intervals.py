"""Intervals of days against each other: the same days exactly, days that meet, and ends that are left open.

Used by ``storyfields.py`` for the day a figure holds for and by ``times.py`` for what an expression means. An interval
is its first and last day as ``YYYY-MM-DD``, each missing where it is open.
"""

from __future__ import annotations

from datetime import date, timedelta

from workbench.read.timecalendar import stated_days

Days = tuple[str | None, str | None]


def days_of(text: str) -> Days:
    """The first and last day of a gold date: a day, a month, a year, "A/B" or "before A", which A is not in.

    Raises ``ValueError`` for anything else.
    """
    if text.startswith("before "):
        first, _ = days_of(text.removeprefix("before "))
        return None, (date.fromisoformat(first or "") - timedelta(days=1)).isoformat()
    ends = [stated_days(part) for part in text.split("/")]
    if len(ends) > 2 or None in ends:
        raise ValueError(f"a gold date is a day, a month, a year, 'A/B' or 'before A', not {text!r}")
    days = [day for end in ends if end for day in end]
    return min(days).isoformat(), max(days).isoformat()


def meets(gold: Days, ours: Days) -> bool:
    """Whether the two intervals have a day in common; ours without either end meets only its like."""
    if ours == (None, None):
        return gold == ours
    return (gold[0] or "") <= (ours[1] or "9999") and (ours[0] or "") <= (gold[1] or "9999")


def leaves_open(gold: Days, ours: Days) -> bool:
    """Whether ours leaves an end open that the gold has, and so may meet it for nothing."""
    return any(end is None and wanted is not None for end, wanted in zip(ours, gold, strict=True))
