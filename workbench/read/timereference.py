"""Time expressions that count from another time of the text: "two weeks later", "that night", "a year earlier".

What is here: finding the time they count from among those read before, and placing them. What counts from the day of
publication is in ``timespans.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workbench.read.timecalendar import moved, stated_days, unit_value
from workbench.read.timespans import Resolved, TimeExpression, needs_reference

#: A time further back than this many characters is no longer what a text speaks of.
_REACH = 900
#: How fine a time must be for a unit to be counted from it: a day for days, a quarter at most for quarters.
_FINE_ENOUGH = {"D": 1, "W": 1, "WE": 1, "M": 2, "Q": 3, "Y": 4, "DE": 4, "CE": 4}


@dataclass(frozen=True, slots=True)
class Reference:
    """A time already placed, that later ones may count from."""

    start: int
    value: str
    day: date
    coarseness: int


def reference_of(start: int, value: str) -> Reference | None:
    """The placed time as one to count from, or nothing where its value leaves something open."""
    if not re.match(r"\d{4}(?:-|T|$)", value):
        return None
    days = stated_days(value)
    if days is None:
        return None
    length = (days[1] - days[0]).days
    return Reference(start, value, days[0], 1 if length < 8 else 2 if length < 31 else 3 if length < 200 else 4)


def counts_from_text(expression: TimeExpression) -> bool:
    """True where a time read before can place the expression better than the day of publication."""
    return (
        needs_reference(expression)
        or re.fullmatch(r"T\d\d:\d\d", expression.value) is not None
        or (expression.rule == "ago" and expression.value == "-P1Y")
    )


def follow(text: str, expression: TimeExpression, before: Sequence[Reference], published: date | None) -> Resolved | None:
    """The expression placed from the nearest time before it that fits, or nothing where publication has to serve."""
    if re.fullmatch(r"T\d\d:\d\d", expression.value):
        line = text.rfind("\n", 0, expression.start)
        day = next((one for one in reversed(before) if one.coarseness == 1 and len(one.value) >= 10), None)
        if day is None or day.start <= line or not re.match(r"\d{4}-\d\d-\d\d", day.value):
            return None
        return _placed(f"{day.value[:10]}{expression.value}", day)
    period = re.fullmatch(r"([+-])?P(\d+(?:\.\d+)?)([A-Z]+?)(T[A-Z]{2})?", expression.value)
    if period is None:
        return None
    sign, unit, part = -1 if period[1] == "-" else 1, period[3], period[4] or ""
    if unit not in _FINE_ENOUGH:
        return None
    count = sign * float(period[2])
    quarter = re.search(r"\bquarter$", expression.text.lower()) is not None
    fits = _nearest(expression, before, "Q" if quarter else unit)
    if not needs_reference(expression):  # "a year ago" counts from publication unless a quarter is compared
        fits = fits if fits and "-Q" in fits.value and "." not in text[fits.start : expression.start] else None
        if fits is None:
            return None
    if fits is None:
        back = sign < 0 and unit in ("M", "Q", "Y", "DE")
        if published is None or not back or quarter:
            return None
        value = unit_value(moved(published, count, unit), unit)
        return Resolved(value, *_ends(value), f"published {published}")
    if unit == "Y" and re.search(r"-(?:\d\d|[QH]\d)$", fits.value) and len(fits.value) == 7 and count:
        if expression.rule != "the next day":
            return _placed(f"{int(fits.value[:4]) + round(count)}{fits.value[4:]}", fits)
    return _placed(unit_value(moved(fits.day, count, unit), unit) + part, fits)


def _nearest(expression: TimeExpression, before: Sequence[Reference], unit: str) -> Reference | None:
    for one in reversed(before):
        if expression.start - one.start > _REACH:
            return None
        if unit == "D" and one.coarseness in (2, 3):
            return None  # a month told since then is what the text speaks of now
        if one.coarseness <= _FINE_ENOUGH[unit] and (unit != "Q" or re.search(r"-(?:Q\d|\d\d)$", one.value)):
            return one
    return None


def _placed(value: str, reference: Reference) -> Resolved:
    return Resolved(value, *_ends(value), f"counted from {reference.value}")


def _ends(value: str) -> tuple[str | None, str | None]:
    days = stated_days(value)
    return (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
