"""The TIMEX3 value of a match of the time grammar, with ``X`` for what its words leave open.

What is here: one function for each ``value`` that ``cues/times.toml`` names. Placing a value on the calendar is left to
``timespans.py``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from workbench.read.nouns import singular
from workbench.read.plainnumbers import shown, value_of
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

    def span(self, name: str) -> tuple[int, int] | None:
        """Where a named part stands in the text."""
        for tail in ("", "_", "__", "___"):
            if self.parts.get(name + tail) is not None:
                return self.match.span(name + tail)
        return None


Writer = Callable[[Rule, Groups], str | None]


def _constant(rule: Rule, groups: Groups) -> str | None:
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
    if oclock := groups["oclock"]:
        hour_named = int(value_of(oclock) or 0)
        after_noon = hour_named < 12 and (groups["part"] or "").lower() in ("afternoon", "evening", "night")
        return f"T{hour_named + (12 if after_noon else 0):02d}:00"
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
    return f"{year}-{month:02d}-{day:02d}{_clock(groups) or _part(groups)}" if valid(year, month, day) else None


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
    first = groups["lone"] or groups["month"]
    if groups["month2"] and first:
        return f"{year}-{_month_number(first):02d}/{year}-{number:02d}"
    return f"{year}-{number:02d}"


def _season(rule: Rule, groups: Groups) -> str | None:
    return f"{groups['year'] or 'XXXX'}-{time_cues()['words']['seasons'][(groups['season'] or '').lower()]}"


def _quarter(rule: Rule, groups: Groups) -> str | None:
    word = (groups["quarter"] or "").lower()
    number = groups["q"] or str(time_cues()["words"]["ordinals"].index(word) + 1)
    return f"{groups['year'] or 'XXXX'}-Q{number}"


def _half(rule: Rule, groups: Groups) -> str | None:
    number = groups["h"] or ("1" if (groups["half"] or "").lower() == "first" else "2")
    return f"{groups['year'] or 'XXXX'}-H{number}"


def _fiscal(rule: Rule, groups: Groups) -> str | None:
    """A fiscal year by its number; ``FY+0`` and the like count from the one running at publication."""
    if groups["year"] or groups["fy"]:
        return f"FY{groups['year'] or '20' + (groups['fy'] or '')}"
    word = (groups["dir"] or "").lower()
    return "FY-1" if word.endswith(("last", "previous")) else "FY+1" if word.endswith(("next", "coming")) else "FY+0"


def _holiday(rule: Rule, groups: Groups) -> str | None:
    name = re.sub(r"\s+", " ", (groups["holiday"] or "").lower().replace("\u2019", "'"))
    holidays = {known.replace("'", ""): day for known, day in time_cues()["words"]["holidays"].items()}
    rule_of = holidays[name.replace("'", "")]
    if re.fullmatch(r"\d\d-\d\d", rule_of):
        return f"{groups['year'] or 'XXXX'}-{rule_of}"
    movable = f"{groups['year'] or 'XXXX'}-{rule_of.replace(' ', '_')}"
    return movable if movable.startswith("XXXX") else movable_day(movable)


def movable_day(value: str) -> str:
    """The day of a movable holiday such as ``2013-11_4_4``, the fourth Thursday of November; other values as given."""
    if easter := re.fullmatch(r"(\d{4})-E_(-?\d+)", value):
        return (_easter(int(easter[1])) + timedelta(days=int(easter[2]))).isoformat()
    if nth := re.fullmatch(r"(\d{4})-(\d\d)_(-?\d)_(\d)", value):
        year, month, which, weekday = (int(part) for part in nth.groups())
        days = [week[weekday - 1] for week in calendar.Calendar().monthdayscalendar(year, month) if week[weekday - 1]]
        return f"{year}-{month:02d}-{days[which - 1 if which > 0 else which]:02d}"
    return value


def _easter(year: int) -> date:
    """Easter Sunday of the western churches, by the anonymous Gregorian rule (Meeus, Astronomical Algorithms)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _weekday_value(rule: Rule, groups: Groups) -> str | None:
    number = _weekday_number(groups["weekday"] or "")
    return f"XXXX-WXX-{number}{_clock(groups) or _part(groups)}"


def _period(number: str, unit: str, *, sign: str = "") -> str:
    code = time_cues()["words"]["units"][singular(unit.lower())]
    if code == "FN":
        code, number = "W", str(2 * int(number)) if number.isdigit() else number
    return f"{sign}PT{number}{code[1]}" if code.startswith("T") else f"{sign}P{number}{code}"


def _day_word(rule: Rule, groups: Groups) -> str | None:
    day = {"yesterday": "-P1D", "today": "P0D", "tomorrow": "+P1D"}[(groups["dayword"] or "").lower()]
    return f"{day}{_clock(groups)}"


def _unit_value(rule: Rule, groups: Groups) -> str | None:
    direction = (groups["dir"] or "").lower()
    if direction.startswith(("last", "this past")) or direction.endswith("past"):
        return _period("1", groups["unit"] or "", sign="-")
    if direction == "next":
        return _period("1", groups["unit"] or "", sign="+")
    part = _part_in(groups["unit"])
    return f"P0D{part}" if part else _period("0", groups["unit"] or "")


def _part_in(word: str | None) -> str:
    """The part of a day that a counted word names: ``TNI`` for "that night"."""
    code = time_cues()["words"]["parts"].get((word or "").lower())
    return f"T{code}" if code else ""


def _count(groups: Groups) -> str | None:
    """How many units a match counts: digits, or ``X`` for "several" and a bare plural; nothing for no one number."""
    half = ".5" if groups["andhalf"] else ""
    if number := groups["n"]:
        value = value_of(number)
        return None if value is None else shown(value + (0.5 if half else 0))
    word = re.sub(r"\s+", " ", (groups["vn"] or "").lower())
    if re.match(r"half\b", word):
        return "0.5"
    if word in ("the", "another") or re.fullmatch(r"an?(?: (?:full|whole|entire|mere))?", word):
        return "1" + half
    if word:
        return "X"
    unit = (groups["unit"] or "").lower()
    return "X" if unit.endswith("s") else "1"


def _offset(rule: Rule, groups: Groups) -> str | None:
    direction = re.sub(r"\s+", " ", (groups["dir"] or "").lower())
    count, unit = _count(groups), groups["unit"] or ""
    if count is None:
        return None
    if groups["n"] is None and not groups["vn"] and not unit.lower().endswith("s"):
        return None
    before = direction in ("ago", "earlier", "before", "previously", "prior")
    if count == "X":
        return "PAST_REF" if before else "FUTURE_REF"
    return _period(count, unit, sign="-" if before else "+")


def _neighbour(rule: Rule, groups: Groups) -> str | None:
    direction = (groups["dir"] or groups["dir2"] or "").lower()
    unit = (groups["unit"] or "").lower()
    counted = "day" if unit in time_cues()["words"]["parts"] else unit
    sign = "-" if direction in ("previous", "preceding", "prior", "before", "earlier") else "+"
    return _period("1", counted, sign=sign) + _part_in(unit)


def _set(rule: Rule, groups: Groups) -> str | None:
    if adverb := groups["adverb"]:
        found: str = time_cues()["words"]["adverbs"][adverb.lower()]
        return found
    if part := groups["part"]:
        return f"XXXX-XX-XXT{time_cues()['words']['parts'][part.lower()]}"
    other = (groups["other"] or "").lower()
    number = {"other": "2", "second": "2", "few": "X"}.get(other, "1")
    per_set = groups.match[0].lower().startswith(("every", "each"))
    if groups["n"] and per_set:
        number = _count(groups) or ""
    return _period(number, groups["unit"] or "") if number else None


#: Half of a unit in the smaller unit it is told in.
_HALVES = {"PT0.5H": "PT30M", "P0.5D": "PT12H", "P0.5Y": "P6M", "P0.5DE": "P5Y", "P0.5CE": "P50Y", "PT0.5M": "PT30S"}


def _duration(rule: Rule, groups: Groups) -> str | None:
    count = _count(groups)
    if count is None:
        return None
    value = _period(count, groups["unit"] or "")
    return _HALVES.get(value, value)


def _decade(rule: Rule, groups: Groups) -> str | None:
    if named := groups["named"]:
        found: str = time_cues()["words"]["decades"][named.lower()]
        return found
    return groups["decade"] or f"19{groups['short']}"


def _century(rule: Rule, groups: Groups) -> str | None:
    if word := groups["centuryword"]:
        return f"{time_cues()['words']['century_ordinals'].index(word.lower()):02d}"
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


_WRITERS: dict[str, Writer] = {
    "date": _date_value,
    "numeric": _numeric,
    "range": _range_value,
    "month": _month_value,
    "season": _season,
    "quarter": _quarter,
    "half": _half,
    "fiscal": _fiscal,
    "holiday": _holiday,
    "dayword": _day_word,
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

_CONSTANT = re.compile(r"[+-]?PT?\d+[A-Z]+|(?:PAST|PRESENT|FUTURE)_REF|[\dX]{4}(?:-(?:[\dX]{2}|WXX|WE))+")


def writer_of(rule: Rule) -> Writer:
    """The function that writes the value of a rule's match: the one its ``value`` names, or its constant.

    Raises ``ValueError`` when ``value`` is neither the name of a function here nor a TIMEX3 value.
    """
    if rule.value in _WRITERS:
        return _WRITERS[rule.value]
    if not _CONSTANT.fullmatch(rule.value):
        known = ", ".join(sorted(_WRITERS))
        raise ValueError(
            f"times.toml, rule {rule.name!r}: value is one of {known} or a TIMEX3 value, not {rule.value!r}"
        )
    return _constant
