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
#: ... and a part of a unit is one of the unit told in the same line, so near.
_NEAR = 160
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
        or _is_part(expression)
    )


def _is_part(expression: TimeExpression) -> bool:
    """True for a part of a unit told before: "earlier in the day", "the end of the month"."""
    return (
        expression.rule == "this unit" and re.search(r"\b(?:in|of)\s+the\s+\w+$", expression.text.lower()) is not None
    )


def follow(
    text: str, expression: TimeExpression, before: Sequence[Reference], published: date | None
) -> Resolved | None:
    """The expression placed from the nearest time before it that fits, or nothing where publication has to serve."""
    if re.fullmatch(r"T\d\d:\d\d", expression.value):
        return _clock_on_a_day(text, expression, before)
    period = re.fullmatch(r"([+-])?P(\d+(?:\.\d+)?)([A-Z]+?)(T[A-Z]{2})?", expression.value)
    if period is None or period[3] not in _FINE_ENOUGH:
        return None
    count = (-1 if period[1] == "-" else 1) * float(period[2])
    fits = _nearest(text, expression, before, period[3], count)
    if fits is None:
        return _from_publication(expression, count, period, published) if needs_reference(expression) else None
    if (
        period[3] == "Y"
        and count
        and expression.rule != "the next day"
        and re.search(r"^\d{4}-(?:\d\d|[QH]\d)$", fits.value)
    ):
        year = int(fits.value[:4]) + round(count)
        return _placed(f"{year:04d}{fits.value[4:]}", fits) if 1 <= year <= 9999 else None
    day = moved(fits.day, count, period[3])
    return _placed(unit_value(day, period[3]) + (period[4] or ""), fits) if day else None


def _clock_on_a_day(text: str, expression: TimeExpression, before: Sequence[Reference]) -> Resolved | None:
    """A clock time on the day that its own line told last."""
    line = text.rfind("\n", 0, expression.start)
    day = next((one for one in reversed(before) if re.match(r"\d{4}-\d\d-\d\d", one.value)), None)
    return _placed(f"{day.value[:10]}{expression.value}", day) if day and day.start > line else None


def _from_publication(
    expression: TimeExpression, count: float, period: re.Match[str], published: date | None
) -> Resolved | None:
    """What looks back from no other time looks back from the day of the report: "up 4 percent from a year earlier"."""
    if published is None or count >= 0 or period[4] or period[3] in ("WE", "CE") or _is_of_quarter(expression):
        return None
    day = moved(published, count, period[3])
    if day is None:
        return None
    value = unit_value(day, period[3])
    return Resolved(value, *_ends(value), f"published {published}")


def _is_of_quarter(expression: TimeExpression) -> bool:
    return expression.text.lower().endswith("quarter")


def _nearest(
    text: str, expression: TimeExpression, before: Sequence[Reference], unit: str, count: float
) -> Reference | None:
    """The last time before the expression that is fine enough to count from."""
    unit = "Q" if _is_of_quarter(expression) else unit
    for one in reversed(before):
        between = text[one.start : expression.start]
        if len(between) > _REACH or (unit == "D" and one.coarseness in (2, 3)):
            return None  # a month told since then is what the text speaks of now
        if one.coarseness > _FINE_ENOUGH[unit] or (unit == "Q" and not re.search(r"-(?:Q\d|\d\d)$", one.value)):
            continue
        if unit == "D" and count < 0 and "\n" in between:
            return None  # "a day earlier" in a new paragraph counts from the day of the news
        if _is_part(expression) and ("\n" in between or len(between) > _NEAR):
            return None
        if not (needs_reference(expression) or _is_part(expression)) and ("-Q" not in one.value or "." in between):
            return None  # "a year ago" counts from publication unless a quarter is compared
        return one
    return None


def _placed(value: str, reference: Reference) -> Resolved:
    return Resolved(value, *_ends(value), f"counted from {reference.value}")


def _ends(value: str) -> tuple[str | None, str | None]:
    days = stated_days(value)
    return (days[0].isoformat(), days[1].isoformat()) if days else (None, None)
