"""Days and units of the calendar, and the days that a TIMEX3 value without open parts covers.

What is here knows dates only. What an expression means from the day of its report is in ``timespans.py``.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

Days = tuple[date, date]


def stated_days(value: str) -> Days | None:
    """First and last day of a value that needs no anchor, or nothing."""
    base = value.split("T")[0]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", base):
        day = date.fromisoformat(base)
        return day, day
    if re.fullmatch(r"\d{4}-\d\d", base):
        return month_days(int(base[:4]), int(base[5:]))
    if re.fullmatch(r"\d{4}-(?:SP|SU|FA|WI|Q[1-4]|H[12])", base):
        return season_days(int(base[:4]), base[5:])
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", base):
        monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
        return monday + timedelta(days=5 if week[3] else 0), monday + timedelta(days=6)
    if re.fullmatch(r"FY\d{4}", base):
        return fiscal_days(int(base[2:]))
    if re.fullmatch(r"\d{2,4}", base) and int(base):
        scale = 10 ** (4 - len(base))
        return date(int(base) * scale, 1, 1), date(int(base) * scale + scale - 1, 12, 31)
    return None


def month_days(year: int, month: int) -> Days:
    """First and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def season_days(year: int, code: str) -> Days:
    """First and last day of a quarter ``Q1``, a half ``H1`` or a season ``SP``.

    Seasons are those of the northern weather services: spring from March, winter into the following February.
    """
    if code.startswith("Q"):
        return date(year, 3 * int(code[1]) - 2, 1), month_days(year, 3 * int(code[1]))[1]
    if code.startswith("H"):
        return date(year, 6 * int(code[1]) - 5, 1), month_days(year, 6 * int(code[1]))[1]
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    return date(year, first, 1), month_days(year + (code == "WI"), 2 if code == "WI" else first + 2)[1]


def fiscal_days(year: int) -> Days:
    """The days that can belong to a fiscal year: it ends in its year, or with March of the next as in Japan."""
    return date(year - 1, 2, 1), date(year + 1, 3, 31)


def moved(day: date, count: float, unit: str) -> date | None:
    """The day that many units away, nothing before the year 1 or after 9999; months keep the day where it exists."""
    if unit in ("D", "W", "WE"):
        return _day_at(day.toordinal() + round(count * (1 if unit == "D" else 7)))
    months = round(count * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit])
    total = day.year * 12 + day.month - 1 + months
    if not 12 <= total < 9999 * 12:
        return None
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _day_at(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def around(day: date, slack: int) -> tuple[date | None, date | None]:
    """The days so far before and after a day, each missing where a date cannot tell it."""
    return _day_at(day.toordinal() - slack), _day_at(day.toordinal() + slack)


def unit_days(day: date, unit: str) -> Days:
    """First and last day of the calendar unit around a day; weeks begin on Monday, a weekend is Saturday and Sunday."""
    if unit == "D":
        return day, day
    if unit in ("W", "WE"):
        monday = day - timedelta(days=day.weekday())
        return (monday + timedelta(days=5 if unit == "WE" else 0)), monday + timedelta(days=6)
    if unit == "M":
        return month_days(day.year, day.month)
    if unit == "Q":
        return season_days(day.year, f"Q{(day.month + 2) // 3}")
    width = {"Y": 1, "DE": 10, "CE": 100}[unit]
    first = max(day.year - day.year % width, 1)
    return date(first, 1, 1), date(first + width - 1, 12, 31)


def unit_value(day: date, unit: str) -> str:
    """The TIMEX3 value of the calendar unit around a day; the day itself for a unit that is none."""
    return {
        "M": f"{day.year:04d}-{day.month:02d}",
        "Y": f"{day.year:04d}",
        "W": f"{day:%G-W%V}",
        "WE": f"{day:%G-W%V}-WE",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "DE": f"{day.year // 10:03d}",
        "CE": f"{day.year // 100:02d}",
    }.get(unit, day.isoformat())
