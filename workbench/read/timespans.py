"""Time expressions on the calendar: the days one means, read from when its report came out.

What is here: the expression as a value, and ``resolve``. Finding expressions is in ``timex.py``, the tense of the words
around one in ``tense.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from workbench.read.timecalendar import around, moved, stated_days, unit_days, unit_value
from workbench.read.timegrammar import TimeType
from workbench.read.timevalues import movable_day, numeric_days, valid

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
    if expression.type == "SET" or needs_reference(expression):
        return Resolved(value, None, None, "")
    if expression.rule == "numeric date" and "XX" in value:
        return _resolve_numeric(expression, latest)
    if "iscal" in expression.text and "-Q" in value:
        return Resolved(_fiscal_quarter(value, earliest, latest), None, None, "")  # whose quarters, nobody says
    if stated := stated_days(value):
        return Resolved(value, *_trimmed(expression, stated), "stated")
    if re.match(r"XXXX-(?!W|XX)", value):  # a day without a year is read alike from either end of the interval
        earliest, latest = earliest or latest, latest or earliest
    ends = [_ends_from(expression, published, tense) if published else None for published in (earliest, latest)]
    first, last = (ends[0][0] if ends[0] else None), (ends[1][1] if ends[1] else None)
    if first is None and last is None:
        return Resolved(value, None, None, "")
    filled = _filled(expression, ends[0], ends[1])
    if earliest and earliest == latest and (offset := re.fullmatch(r"([+-]P)(\d+(?:\.\d+)?)(WE?|M|Q|Y|DE|CE)", value)):
        day = moved(earliest, float(f"{offset[1][0]}{offset[2]}"), offset[3])
        filled = unit_value(day, offset[3]) if day else value
    return Resolved(filled, _iso(first), _iso(last), _anchor(earliest, latest))


def needs_reference(expression: TimeExpression) -> bool:
    """True for what counts from another time the text names: "two weeks later", "the next day", "that month"."""
    if expression.rule == "ago":
        return not re.search(r"(?:ago|hence|now|today)$", expression.text, re.I)
    return expression.rule in ("the next day", "the same unit", "year ago")


def _fiscal_quarter(value: str, earliest: date | None, latest: date | None) -> str:
    day = latest or earliest
    return value.replace("XXXX", str(day.year)) if day and value.startswith("XXXX") else value


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
    if fiscal := re.fullmatch(r"FY([+-]\d)", base):
        return stated_days(f"FY{published.year + int(fiscal[1])}")
    if base.endswith("_REF"):
        return None if base == "PAST_REF" else published, None if base == "FUTURE_REF" else published
    if re.fullmatch(r"T\d\d:\d\d", expression.value):
        return published, published
    if weekday := re.fullmatch(r"XXXX-WXX-(\d)", base):
        day = _weekday(expression, int(weekday[1]), published, tense)
        return day, day
    if base.startswith("XXXX-"):
        return _yearless(expression, base, published, tense)
    if signed := re.fullmatch(r"([+-])P(T?)(\d+(?:\.\d+)?)([A-Z]+)", base):
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
    if week := re.search(r"\b(last|this|next)\s+week$", words):
        monday = published - timedelta(days=published.weekday())
        return monday + timedelta(days=number - 1 + {"last": -7, "this": 0, "next": 7}[week[1]])
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
        spelled = [movable_day(base.replace("XXXX", str(published.year + shift))) for shift in _shifts(expression)]
    spans = [days for one in spelled if _is_day(one) and (days := stated_days(one))]
    words = expression.text.lower()
    past = tense == "past" and not words.startswith("next")
    past = past or re.match(r"(?:\w+\s+)?(?:last|this past)\b", words) is not None
    if past and len(base) == 10 and not words.startswith("last") and _soon(spans, published):
        past = False
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


#: A month and day so many days ahead is that one, for of a day eleven months ago a report would say the year.
_SOON = 45


def _soon(spans: Sequence[tuple[date, date]], published: date) -> bool:
    return any(0 < (span[0] - published).days <= _SOON for span in spans)


def _shifts(expression: TimeExpression) -> tuple[int, ...]:
    """How many years from publication a month or quarter can lie: one year where "of last year" says so."""
    words = expression.text.lower()
    named = re.search(r"\b(last|this|next|the)\s+year\b", words)
    if named is None and re.match(r"this\s+(?!past|coming)", words):
        return (-1, 0) if words.endswith("winter") else (0,)  # a winter begins in the year before
    return ({"last": -1, "this": 0, "the": 0, "next": 1}[named[1]],) if named else (-1, 0, 1)


def _is_day(value: str) -> bool:
    parts = value.split("/")[-1].split("-")
    return len(parts) < 3 or not parts[2].isdigit() or valid(parts[0], int(parts[1]), int(parts[2]))


def _gap(span: tuple[date, date], day: date) -> int:
    return max((span[0] - day).days, (day - span[1]).days, 0)


def _signed(expression: TimeExpression, match: re.Match[str], published: date) -> _Span | None:
    """A period before or after publication: the day for days, the whole calendar unit for larger ones.

    Nothing for what lies beyond the years a date can have, as what was three thousand years ago.
    """
    sign, small, count, unit = -1 if match[1] == "-" else 1, match[2], match[3], match[4]
    if small:
        day = moved(published, sign * (int(float(count)) // 24 if unit == "H" and count != "X" else 0), "D")
        if day is None:
            return None
        return min(published, day - timedelta(days=1)) if sign < 0 else published, max(published, day)
    day = moved(published, sign * float(count), unit)
    if day is None:
        return None
    if unit == "D":
        return day, day
    if expression.rule in ("last unit", "next unit"):
        return unit_days(day, unit)
    slack = {"W": 3, "M": 15, "Y": 183, "DE": 1826, "CE": 18262, "WE": 1, "Q": 45}.get(unit, 0)
    first, last = around(day, slack)
    if sign < 0:
        return first, min(last, published) if last else published
    return max(first, published) if first else published, last


def _this_unit(expression: TimeExpression, unit: str, published: date, tense: Tense | None) -> _Span:
    """The running unit, up to publication for "earlier this month" or a past verb, from it on for "later this week"."""
    if unit == "D":
        return published, published
    first, last = unit_days(published, unit)
    words = expression.text.lower()
    if expression.rule == "weekend":
        before = (first, last) if first <= published else (first - timedelta(days=7), last - timedelta(days=7))
        return (first, last) if tense in ("future", "present") else before
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
        return None if longer else moved(published, -count, match[3]), published
    return published, moved(published, count, match[3])


def _filled(expression: TimeExpression, first: _Span | None, last: _Span | None) -> str:
    """The value with the calendar filled in where both ends of the publication interval agree on it."""
    value = expression.value
    if first != last or first is None or None in first or expression.type == "DURATION":
        return _shared_month(value, first, last) if first and last and value.startswith("P0M") else value
    day, until = first[0], first[1]
    tail = value[value.index("T") :] if re.search(r"T(?:\d\d|[A-Z]{2})", value) else ""
    if day is None or until is None or value.endswith("_REF"):
        return value
    if re.match(r"XXXX-WXX-\d|[+-]?P\d+D|XXXX-XX-\d|T\d", value):
        return f"{day}{tail}"
    if re.fullmatch(r"XXXX-\d\d_.*|XXXX-E_.*", value):
        return f"{day}"
    if re.fullmatch(r"XXXX-\d\d-\d\d.*|XXXX-\d\d.*|XXXX-[A-Z].*", value):
        return value.replace("XXXX", str(day.year))
    if value.startswith("FY"):
        return f"FY{day.year + 1}"
    unit = re.fullmatch(r"[+-]?P\d+(?:\.\d+)?([A-Z]+)", value)
    return unit_value(day, unit[1]) if unit else value


def _shared_month(value: str, first: _Span, last: _Span) -> str:
    month = first[0] and last[0] and (f"{first[0]:%Y-%m}" == f"{last[0]:%Y-%m}") and f"{first[0]:%Y-%m}"
    return month or value
