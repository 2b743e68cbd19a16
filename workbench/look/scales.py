"""The time and value scales of the estimates chart, fixed from the whole story, with round ticks.

What is here: days and values to pixels and back, and which figures have a place in time. Where marks stand is in
``layout.py``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from workbench.look.layout import ARROW, Figure, Scale, has_place_in_time


def time_scale(figures: Sequence[Figure], limit: int, pixels: float) -> Scale | None:
    """The days of the whole story with a margin, ticks on whole days; nothing when no figure has a day."""
    spans = [(one.earliest, one.latest) for one in figures if has_place_in_time(one, limit)]
    if not spans:
        return None
    first, last = min(a for a, _ in spans if a is not None), max(b for _, b in spans if b is not None)
    margin = max(1.0, (last - first) * 0.05)
    ticks, step = _day_ticks(first, last, most=max(2, int(pixels // 64)))
    return Scale(first - margin, last + margin, pixels, ticks, step)


def _day_ticks(first: int, last: int, *, most: int) -> tuple[tuple[float, ...], str]:
    for step in (1, 2, 3, 5, 7, 14):
        if (last - first) // step + 1 <= most:
            return tuple(float(day) for day in range(first, last + 1, step)), "day"
    months = list(_month_starts(first, last))
    for step in (1, 2, 3, 6):
        if len(months[::step]) <= most:
            return tuple(float(day) for day in months[::step]), "month"
    years = [day for day in months if date.fromordinal(day).month == 1]
    return tuple(float(day) for day in years[:: max(1, math.ceil(len(years) / most))]), "year"


def _month_starts(first: int, last: int) -> Iterable[int]:
    day = date.fromordinal(first)
    while day.toordinal() <= last:
        if day.day == 1:
            yield day.toordinal()
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def value_scale(figures: Sequence[Figure], pixels: float) -> Scale:
    """The values of one estimand in the whole story, from zero unless zero would flatten them to one line.

    There is room above for arrows that point up. Zero is left out only when all values lie within two per cent of each
    other and differ.
    """
    values = [value for one in figures for value in (one.low, one.high) if value is not None] or [1.0]
    top, bottom = max(values), min(values)
    base = 0.0 if bottom >= 0 else bottom * 1.08
    if bottom > 0 and 1.000001 < top / bottom < 1.02:
        base = bottom - (top - bottom) * 0.6
    last = top
    for one in figures:
        room = ARROW + 18 if one.kind == "up" else 22.0
        reach = one.anchor if one.kind == "up" else float(one.high or one.low or 0)
        last = max(last, base + (reach - base) * pixels / (pixels - room))
    last = last if last > base else base + 1.0
    return Scale(base, last, pixels, _nice_ticks(base, last, most=max(3, int(pixels // 42))))


def _nice_ticks(first: float, last: float, *, most: int) -> tuple[float, ...]:
    exponent = math.floor(math.log10((last - first) / most))
    steps = (base * 10.0**power for power in range(exponent, exponent + 3) for base in (1, 2, 5))
    step = next(one for one in steps if (last - first) / one <= most)
    count = int(math.floor(last / step) - math.ceil(first / step)) + 1
    start = math.ceil(first / step)
    return tuple(round((start + index) * step, 10) for index in range(count))
