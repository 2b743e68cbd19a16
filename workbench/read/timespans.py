"""Time expressions on the calendar: the days one means, read from when its report came out.

What is here: the expression as a value, and ``resolve``. Finding expressions is in ``timex.py``, the tense of the words
around one in ``tense.py``.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from workbench.read.timegrammar import TimeType
from workbench.read.timevalues import numeric_days, valid

Tense = Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A stretch of text that names a time, with its TIMEX3 value before it is placed on the calendar.

    What the text leaves open is ``X``: ``XXXX-10-23`` is a 23 October, ``XXXX-WXX-3`` a Wednesday. A signed period
    such as ``-P1D`` counts from the day of publication. ``rule`` names the entry of ``cues/times.toml``.
    """

    start: int
    end: int
    text: str
    type: TimeType
    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A time expression on the calendar: days ``YYYY-MM-DD``, both inclusive, missing where open or unknown.

    ``value`` is the TIMEX3 value with what could be filled in; ``anchor`` says in words what it was placed by.
    """

    value: str
    earliest: str | None
    latest: str | None
    anchor: str


def resolve(
    expression: TimeExpression, *, earliest: date | None, latest: date | None, tense: Tense | None = None
) -> Resolved:
    """The days an expression means, read from the first and last day its report can have come out.

    Either end of the publication interval may be missing; what depends on it is then missing too. A bare weekday or
    month and day is the nearest one on the side its tense gives, the day of publication counting as either side;
    without a tense a weekday lies in the past, as news reports mostly look back, and a month and day is the nearest.
    """
    value = expression.value
    if expression.type == "SET" or expression.rule in ("after or before", "the next day", "any time"):
        return Resolved(value, None, None, "")
    if expression.text.lower().endswith("same day"):
        return Resolved(value, None, None, "")
    if expression.rule == "ago" and not re.search(r"(?:ago|hence|now|today)$", expression.text, re.I):
        return Resolved(value, None, None, "")  # "two weeks later" counts from another event
    if expression.rule == "numeric date" and "XX" in value:
        return _resolve_numeric(expression, latest)
    if stated := _stated_days(value):
        return Resolved(value, *_trimmed(expression, stated), "stated")
    if re.match(r"XXXX-(?!W|XX)", value):  # a day without a year is read alike from either end of the interval
        earliest, latest = earliest or latest, latest or earliest
    ends = [_ends_from(expression, published, tense) if published else None for published in (earliest, latest)]
    first, last = (ends[0][0] if ends[0] else None), (ends[1][1] if ends[1] else None)
    if first is None and last is None:
        return Resolved(value, None, None, "")
    filled = _filled(expression, ends[0], ends[1])
    return Resolved(filled, _iso(first), _iso(last), _anchor(earliest, latest))


_Span = tuple[date | None, date | None]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _anchor(earliest: date | None, latest: date | None) -> str:
    if earliest and latest:
        return f"published {earliest}" if earliest == latest else f"published {earliest} to {latest}"
    return f"published on or after {earliest}" if earliest else f"published on or before {latest}"


def _resolve_numeric(expression: TimeExpression, latest: date | None) -> Resolved:
    """Both readings of a day such as 03/04/2024 as an interval, or the one that is not after publication."""
    figures = re.match(r"[\d/.-]+", expression.text)
    numbers = [int(part) for part in re.split(r"[/.-]", figures[0].strip("/.-"))] if figures else []
    days = numeric_days(numbers, year_first=False) if len(numbers) == 3 else []
    possible = [day for day in days if latest is None or day <= latest] or days
    if not possible:
        return Resolved(expression.value, None, None, "")
    value = possible[0].isoformat() if len(possible) == 1 else expression.value
    return Resolved(value, _iso(possible[0]), _iso(possible[-1]), "stated, order of day and month unclear")


def _stated_days(value: str) -> tuple[date, date] | None:
    """First and last day of a value that needs no anchor, or nothing."""
    base = value.split("T")[0]
    if "/" in base:
        begin, end = (_stated_days(part) for part in base.split("/"))
        return (begin[0], end[1]) if begin and end else None
    if re.fullmatch(r"\d{4}-\d\d-\d\d", base):
        day = date.fromisoformat(base)
        return day, day
    if re.fullmatch(r"\d{4}-\d\d", base):
        return _month_days(int(base[:4]), int(base[5:]))
    if re.fullmatch(r"\d{4}-(?:SP|SU|FA|WI|Q[1-4])", base):
        return _season_days(int(base[:4]), base[5:])
    if re.fullmatch(r"\d{2,4}", base) and base != "00":
        scale = 10 ** (4 - len(base))
        return date(int(base) * scale, 1, 1), date(int(base) * scale + scale - 1, 12, 31)
    return None


def _month_days(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _season_days(year: int, code: str) -> tuple[date, date]:
    """Seasons are those of the northern weather services: spring from March, winter into the following February."""
    if code.startswith("Q"):
        return date(year, 3 * int(code[1]) - 2, 1), _month_days(year, 3 * int(code[1]))[1]
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    return date(year, first, 1), _month_days(year + (code == "WI"), 2 if code == "WI" else first + 2)[1]


def _trimmed(expression: TimeExpression, days: tuple[date, date]) -> tuple[str, str]:
    """The days of a month or year, cut to the part that "early", "mid" or "late" names."""
    first, last = days
    third = (last - first).days // 3
    words = expression.text.lower().removeprefix("the ")
    if third < 5:
        return first.isoformat(), last.isoformat()
    if words.startswith(("early", "beginning", "start")):
        last = first + timedelta(days=third)
    elif words.startswith(("late", "end")) and not words.startswith("later"):
        first = last - timedelta(days=third)
    elif words.startswith(("mid", "middle")):
        first, last = first + timedelta(days=third), last - timedelta(days=third)
    return first.isoformat(), last.isoformat()


def _ends_from(expression: TimeExpression, published: date, tense: Tense | None) -> _Span | None:
    """First and last day of an expression as a report published on that one day means it."""
    base = re.sub(r"(?<=[\dD])T(?:\d\d:\d\d|[A-Z]{2})$", "", expression.value)
    if base.endswith("_REF"):
        return None if base == "PAST_REF" else published, None if base == "FUTURE_REF" else published
    if re.fullmatch(r"T\d\d:\d\d", expression.value):
        return published, published
    if weekday := re.fullmatch(r"XXXX-WXX-(\d)", base):
        day = _weekday(expression, int(weekday[1]), published, tense)
        return day, day
    if base.startswith("XXXX-"):
        return _yearless(expression, base, published, tense)
    if signed := re.fullmatch(r"([+-])P(T?)(\d+(?:\.\d+)?|X)([A-Z]+)", base):
        return _signed(expression, signed, published)
    if this := re.fullmatch(r"P0([A-Z]+)", base):
        return _this_unit(expression, this[1], published, tense)
    if expression.type == "DURATION":
        return _anchored_duration(expression, published)
    return None


def _weekday(expression: TimeExpression, number: int, published: date, tense: Tense | None) -> date:
    back = (published.isoweekday() - number) % 7
    ahead = (number - published.isoweekday()) % 7
    words = expression.text.lower()
    if words.startswith(("last", "this past")):
        return published - timedelta(days=back or 7)
    if words.startswith(("next", "this coming")):
        return published + timedelta(days=ahead or 7)
    if words.startswith("this") and tense is None:
        return published + timedelta(days=ahead)
    return published + timedelta(days=ahead) if tense in ("future", "present") else published - timedelta(days=back)


def _yearless(expression: TimeExpression, base: str, published: date, tense: Tense | None) -> _Span | None:
    """The occurrence of a month, a month and day or a season that is nearest on the side the tense allows."""
    if re.fullmatch(r"XXXX-XX-\d\d", base):
        months = [(published.year * 12 + published.month - 1 + shift) for shift in (-1, 0, 1)]
        spelled = [f"{month // 12}-{month % 12 + 1:02d}-{base[-2:]}" for month in months]
    else:
        spelled = [base.replace("XXXX", str(published.year + shift)) for shift in (-1, 0, 1)]
    spans = [days for one in spelled if _is_day(one) and (days := _stated_days(one))]
    words = expression.text.lower()
    past = words.startswith(("last", "this past")) or (tense == "past" and not words.startswith("next"))
    if past:
        limit = published - timedelta(days=1) if words.startswith("last") and len(base) != 10 else published
        spans = [span for span in spans if span[0] <= limit] or spans[:1]
        if words.startswith("last") and len(spans) > 1 and spans[-1][1] >= published:
            spans = spans[:-1]  # "last October", said in October, is a year ago
    elif words.startswith(("next", "this coming")) or tense == "future":
        spans = [span for span in spans if span[1] >= published]
    if not spans:
        return None
    nearest = min(spans, key=lambda span: (_gap(span, published), -span[0].toordinal()))
    first, last = _trimmed(expression, nearest)
    return date.fromisoformat(first), date.fromisoformat(last)


def _is_day(value: str) -> bool:
    parts = value.split("/")[-1].split("-")
    return len(parts) < 3 or not parts[2].isdigit() or valid(parts[0], int(parts[1]), int(parts[2]))


def _gap(span: tuple[date, date], day: date) -> int:
    return max((span[0] - day).days, (day - span[1]).days, 0)


def _signed(expression: TimeExpression, match: re.Match[str], published: date) -> _Span:
    """A period before or after publication: the day for days, the whole calendar unit for larger ones."""
    sign, small, count, unit = -1 if match[1] == "-" else 1, match[2], match[3], match[4]
    if small:
        moved = published + timedelta(days=sign * (int(float(count)) // 24 if unit == "H" and count != "X" else 0))
        return min(published, moved - timedelta(days=1)) if sign < 0 else published, max(published, moved)
    if count == "X":
        return (None, published) if sign < 0 else (published, None)
    moved = _moved(published, sign * float(count), unit)
    if unit == "D":
        return moved, moved
    if expression.rule in ("last unit", "next unit"):
        return _unit_days(moved, unit)
    slack = {"W": 3, "M": 15, "Y": 183, "DE": 1826, "CE": 18262, "WE": 1, "Q": 45}.get(unit, 0)
    around = moved - timedelta(days=slack), moved + timedelta(days=slack)
    return (around[0], min(around[1], published)) if sign < 0 else (max(around[0], published), around[1])


def _moved(day: date, count: float, unit: str) -> date:
    """The day that many units away; months keep the day of the month where it exists."""
    if unit in ("D", "W", "WE"):
        return _safe(day.toordinal() + round(count * (1 if unit == "D" else 7)))
    months = round(count * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit])
    total = day.year * 12 + day.month - 1 + months
    if not 12 <= total < 9999 * 12:
        return _safe(1 if months < 0 else date.max.toordinal())
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _safe(ordinal: int) -> date:
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def _unit_days(day: date, unit: str) -> tuple[date, date]:
    """First and last day of the calendar unit around a day; weeks begin on Monday, a weekend is Saturday and Sunday."""
    if unit in ("W", "WE"):
        monday = day - timedelta(days=day.weekday())
        return (monday + timedelta(days=5 if unit == "WE" else 0)), monday + timedelta(days=6)
    if unit == "M":
        return _month_days(day.year, day.month)
    if unit == "Q":
        return _season_days(day.year, f"Q{(day.month + 2) // 3}")
    width = {"Y": 1, "DE": 10, "CE": 100}[unit]
    first = max(day.year - day.year % width, 1)
    return date(first, 1, 1), date(first + width - 1, 12, 31)


def _this_unit(expression: TimeExpression, unit: str, published: date, tense: Tense | None) -> _Span:
    """The running unit, up to publication for "earlier this month" or a past verb, from it on for "later this week"."""
    if unit == "D":
        return published, published
    first, last = _unit_days(published, unit)
    words = expression.text.lower()
    if words.startswith("earlier") or (tense == "past" and not words.startswith("later")):
        return min(first, published), published
    if words.startswith("later") or tense == "future":
        return published, max(last, published)
    return first, last


def _anchored_duration(expression: TimeExpression, published: date) -> _Span | None:
    """The days of a duration that says which way it lies: "the past week", "within days"; others stay unplaced."""
    match = re.fullmatch(r"P(T?)(\d+(?:\.\d+)?|X)([A-Z]+)", expression.value)
    words = expression.text.lower()
    back = bool(re.match(r"(?:the|these|those)\s+(?:past|last|previous|preceding)", words))
    back = back or expression.rule == "span up to now"
    ahead = re.match(r"within|(?:the|these|those)\s+(?:next|coming)", words)
    if match is None or not (back or ahead):
        return None
    if match[1]:
        return (published - timedelta(days=1), published) if back else (published, published + timedelta(days=1))
    # an uncounted plural is read as at most eight of the unit: beyond that news writes the next larger one
    count = 8.0 if match[2] == "X" else float(match[2])
    if back:
        longer = re.match(r"(?:\w+\s+)?(?:more than|over|at least)\b", words)  # its beginning is then open
        return None if longer else _moved(published, -count, match[3]), published
    return published, _moved(published, count, match[3])


def _filled(expression: TimeExpression, first: _Span | None, last: _Span | None) -> str:
    """The value with the calendar filled in where both ends of the publication interval agree on it."""
    value = expression.value
    if first != last or first is None or None in first or expression.type == "DURATION":
        return _shared_month(value, first, last) if first and last and value.startswith("P0M") else value
    day, until = first[0], first[1]
    tail = value[value.index("T") :] if re.search(r"T(?:\d\d|[A-Z]{2})", value) else ""
    if day is None or until is None or value.endswith("_REF"):
        return value
    if re.match(r"XXXX-WXX|[+-]?P\d+D|XXXX-XX-\d|T\d", value):
        return f"{day}{tail}"
    if re.fullmatch(r"XXXX-\d\d-\d\d.*|XXXX-\d\d.*|XXXX-[A-Z].*", value):
        return value.replace("XXXX", str(day.year))
    unit = re.fullmatch(r"[+-]?P\d+([A-Z]+)", value)
    return {
        "M": f"{day:%Y-%m}",
        "Y": f"{day:%Y}",
        "W": f"{day:%G-W%V}",
        "WE": f"{day:%G-W%V}-WE",
        "Q": f"{day:%Y}-Q{(day.month + 2) // 3}",
        "DE": f"{day.year // 10}",
        "CE": f"{day.year // 100}",
    }.get(unit[1] if unit else "", value)


def _shared_month(value: str, first: _Span, last: _Span) -> str:
    month = first[0] and last[0] and (f"{first[0]:%Y-%m}" == f"{last[0]:%Y-%m}") and f"{first[0]:%Y-%m}"
    return month or value
