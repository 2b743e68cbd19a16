"""The TIMEX3 value of a match of the time grammar, with ``X`` for what its words leave open.

What is here: one function for each ``value`` that ``cues/times.toml`` names. Placing a value on the calendar is left to
``timespans.py``.
"""

from __future__ import annotations

import calendar
import re
from datetime import date

from workbench.read.timegrammar import Rule, time_cues


class Groups:
    """The named parts of a match; a part that stands twice in a rule is found under either."""

    def __init__(self, match: re.Match[str]) -> None:
        self.match = match
        self.parts = match.groupdict()

    def __getitem__(self, name: str) -> str | None:
        for tail in ("", "_", "__", "___"):
            if (value := self.parts.get(name + tail)) is not None:
                return value
        return None


def constant(rule: Rule, groups: Groups) -> str | None:
    """The value that the rule itself writes, with the part of the day or clock time of the match."""
    part = _part(groups) or _clock(groups)
    if groups.match[0].lower() == "tonight":
        part = "TNI"
    return rule.value + part


def _month_number(name: str) -> int:
    head = name.lower().rstrip(".")[:3]
    return next(at for at, forms in enumerate(time_cues()["words"]["months"], 1) if forms[0].lower().startswith(head))


def _weekday_number(name: str) -> int:
    head = name.lower()[:3]
    return next(at for at, forms in enumerate(time_cues()["words"]["weekdays"], 1) if forms[0].lower().startswith(head))


def _part(groups: Groups) -> str:
    part = groups["part"]
    return f"T{time_cues()['words']['parts'][part.lower()]}" if part else ""


def _clock(groups: Groups) -> str:
    """The clock time of a match as ``T16:35``, or nothing; the zone is left in the words."""
    if hour := groups["hour"]:
        afternoon = (groups["ampm"] or "").lower().startswith("p")
        return f"T{int(hour) % 12 + (12 if afternoon else 0):02d}:{int(groups['minute'] or 0):02d}"
    if hour := groups["hour24"]:
        return f"T{int(hour):02d}:{groups['minute24']}"
    if named := groups["named"]:
        return {"noon": "T12:00", "midday": "T12:00", "midnight": "T24:00"}[named.lower()]
    if military := groups["military"]:
        return f"T{military[:2]}:{military[2:]}"
    return ""


def valid(year: str, month: int, day: int) -> bool:
    """True for a day of the calendar; without a year, 29 February is one."""
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(int(year) if year.isdigit() else 2000, month)[1]


def _date_value(rule: Rule, groups: Groups) -> str | None:
    year = groups["year"] or "XXXX"
    month = int(groups["monthnum"]) if groups["monthnum"] else _month_number(groups["month"] or "")
    day = int(groups["daynum"] or groups["day"] or 0)
    return f"{year}-{month:02d}-{day:02d}{_clock(groups)}" if valid(year, month, day) else None


def _numeric(rule: Rule, groups: Groups) -> str | None:
    """A day written in figures; ``2024-XX-XX`` when day and month could change places."""
    numbers = [int(part) for part in re.split(r"[/.-]", groups["ymd"] or groups["dmy"] or "")]
    days = numeric_days(numbers, year_first=bool(groups["ymd"]))
    if not days:
        return None
    return (days[0].isoformat() if len(days) == 1 else f"{days[0].year}-XX-XX") + _clock(groups)


def numeric_days(numbers: list[int], *, year_first: bool) -> list[date]:
    """The days that three figures can mean: one, or two where day and month could change places."""
    orders = [(0, 1, 2)] if year_first else [(2, 1, 0), (2, 0, 1)]
    days = set()
    for year, month, day in orders:
        full = numbers[year] + (2000 if numbers[year] < 70 else 1900 if numbers[year] < 100 else 0)
        if valid(str(full), numbers[month], numbers[day]):
            days.add(date(full, numbers[month], numbers[day]))
    return sorted(days)


def _range_value(rule: Rule, groups: Groups) -> str | None:
    year = groups["year"] or "XXXX"
    last = _month_number(groups["month2"] or groups["month"] or "")
    first = _month_number(groups["month"] or groups["month2"] or "")
    begin, end = int(groups["day"] or 0), int(groups["day2"] or 0)
    if not (valid(year, first, begin) and valid(year, last, end)) or (first, begin) >= (last, end):
        return None
    return f"{year}-{first:02d}-{begin:02d}/{year}-{last:02d}-{end:02d}"


def _month_value(rule: Rule, groups: Groups) -> str | None:
    year = groups["year"] or "XXXX"
    number = _month_number(groups["month2"] or groups["month"] or groups["lone"] or "")
    if groups["month2"] and groups["month"]:
        return f"{year}-{_month_number(groups['month'] or ''):02d}/{year}-{number:02d}"
    return f"{year}-{number:02d}"


def _season(rule: Rule, groups: Groups) -> str | None:
    return f"{groups['year'] or 'XXXX'}-{time_cues()['words']['seasons'][(groups['season'] or '').lower()]}"


def _quarter(rule: Rule, groups: Groups) -> str | None:
    word = (groups["quarter"] or "").lower()
    number = groups["q"] or str(time_cues()["words"]["ordinals"].index(word) + 1)
    return f"{groups['year'] or 'XXXX'}-Q{number}"


def _holiday(rule: Rule, groups: Groups) -> str | None:
    name = re.sub(r"\s+", " ", (groups["holiday"] or "").lower().replace("\u2019", "'"))
    days = {
        "christmas": "12-25",
        "christmas day": "12-25",
        "christmas eve": "12-24",
        "new year's day": "01-01",
        "new year's eve": "12-31",
        "halloween": "10-31",
        "valentine's day": "02-14",
        "boxing day": "12-26",
    }
    return f"{groups['year'] or 'XXXX'}-{days[name]}"


def _weekday_value(rule: Rule, groups: Groups) -> str | None:
    number = _weekday_number(groups["weekday"] or groups["weekdaya"] or "")
    return f"XXXX-WXX-{number}{_part(groups) or _clock(groups)}"


def _period(number: str, unit: str, *, sign: str = "") -> str:
    code = time_cues()["words"]["units"][_singular(unit)]
    if code == "FN":
        code, number = "W", str(2 * int(number)) if number.isdigit() else number
    return f"{sign}PT{number}{code[1]}" if code.startswith("T") else f"{sign}P{number}{code}"


def _singular(unit: str) -> str:
    unit = unit.lower()
    return "century" if unit.startswith("centur") else unit.removesuffix("s")


def _unit_value(rule: Rule, groups: Groups) -> str | None:
    direction = (groups["dir"] or "").lower()
    if direction.startswith(("last", "this past")) or direction.endswith("past"):
        return _period("1", groups["unit"] or "", sign="-")
    if direction == "next":
        return _period("1", groups["unit"] or "", sign="+")
    return _period("0", groups["unit"] or "")


def _count(groups: Groups) -> str:
    """How many units a match counts: digits, or ``X`` for "several" and a bare plural."""
    if number := groups["n"]:
        return _number(number)
    word = re.sub(r"\s+", " ", (groups["vn"] or "").lower())
    if word in ("a", "an", "the"):
        return "1"
    if word in ("half a", "half an"):
        return "0.5"
    if word:
        return "X"
    unit = (groups["unit"] or "").lower()
    return "X" if unit.endswith("s") else "1"


def _number(text: str) -> str:
    words = re.sub(r"[-\u2010\u2011\s]+", " ", text.lower())
    half = words.endswith(" and a half") or words.endswith(" 1/2") or words.endswith("\u00bd")
    words = re.sub(r" and a half$| 1/2$|\u00bd$", "", words).replace(",", "").strip()
    if re.fullmatch(r"\d+(?:\.\d+)?", words):
        return words + (".5" if half else "")
    listed = time_cues()["words"]
    total = sum(listed["tens"].get(word) or listed["numbers"].index(word) for word in words.split())
    return f"{total}{'.5' if half else ''}"


def _offset(rule: Rule, groups: Groups) -> str | None:
    direction = re.sub(r"\s+", " ", (groups["dir"] or "").lower())
    count, unit = _count(groups), groups["unit"] or ""
    if rule.name == "ago" and groups["n"] is None and not groups["vn"] and not unit.lower().endswith("s"):
        return None
    before = direction in ("ago", "earlier", "before", "previously", "prior")
    return _period(count, unit, sign="-" if before else "+")


def _neighbour(rule: Rule, groups: Groups) -> str | None:
    direction = (groups["dir"] or groups["dir2"] or "").lower()
    unit = (groups["unit"] or "").lower()
    unit = unit if unit in ("day", "week", "month", "year") else "day"
    return _period("1", unit, sign="-" if direction in ("previous", "preceding", "before", "earlier") else "+")


def _set(rule: Rule, groups: Groups) -> str | None:
    adverbs = {
        "daily": "P1D",
        "nightly": "P1D",
        "hourly": "PT1H",
        "weekly": "P1W",
        "fortnightly": "P2W",
        "monthly": "P1M",
        "quarterly": "P3M",
        "yearly": "P1Y",
        "annual": "P1Y",
        "annually": "P1Y",
        "biannual": "P6M",
        "biennial": "P2Y",
    }
    if adverb := groups["adverb"]:
        return adverbs[adverb.lower()]
    if part := groups["part"]:
        return f"XXXX-XX-XXT{time_cues()['words']['parts'][part.lower()]}"
    number = "2" if (groups["other"] or "").lower() == "other" else "1"
    per_set = groups.match[0].lower().startswith(("every", "each"))
    return _period(_number(groups["n"]) if groups["n"] and per_set else number, groups["unit"] or "")


def _duration(rule: Rule, groups: Groups) -> str | None:
    return _period(_count(groups), groups["unit"] or "")


def _decade(rule: Rule, groups: Groups) -> str | None:
    return groups["decade"] or f"19{groups['short']}"


def _century(rule: Rule, groups: Groups) -> str | None:
    return f"{int(groups['century'] or 0) - 1:02d}"


def _years(rule: Rule, groups: Groups) -> str | None:
    first, last = groups["year"] or "", groups["year2"] or ""
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if first < last else None


def _year(rule: Rule, groups: Groups) -> str | None:
    return groups["year"]


def _month_day(rule: Rule, groups: Groups) -> str | None:
    return f"XXXX-XX-{int(groups['monthday'] or 0):02d}" if groups["monthday"] else None


def _clock_value(rule: Rule, groups: Groups) -> str | None:
    return _clock(groups) or None


VALUES = {
    "date": _date_value,
    "numeric": _numeric,
    "range": _range_value,
    "month": _month_value,
    "season": _season,
    "quarter": _quarter,
    "holiday": _holiday,
    "weekday": _weekday_value,
    "unit": _unit_value,
    "offset": _offset,
    "neighbour": _neighbour,
    "set": _set,
    "duration": _duration,
    "decade": _decade,
    "century": _century,
    "years": _years,
    "year": _year,
    "monthday": _month_day,
    "clock": _clock_value,
}
