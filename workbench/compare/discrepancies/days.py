"""Days that differ between two sentences that tell the same thing.

A day word is compared through the interval that the ledger gives it. Where a report's own clues to its date disagree,
"yesterday" is also counted from the day its heading gives. Day words that could not be placed are compared as words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from workbench.compare.discrepancies.changes import Change
from workbench.compare.discrepancies.pages import Page
from workbench.compare.discrepancies.sentences import Sentence
from workbench.cuefiles import cue_file

#: The longest interval, in days, that still names a day: a report that may be of two days has its "yesterday" of two.
LONGEST = 2


@dataclass(frozen=True, slots=True)
class Day:
    """A day word with the first and last day it may mean; both missing where it could not be placed."""

    text: str
    rule: str
    earliest: str | None
    latest: str | None


def day_changes(a_page: Page, a: Sentence, b_page: Page, b: Sentence) -> Iterator[Change]:
    """The day words of ``b`` that can mean none of the days that ``a`` gives."""
    old, new = days_of(a_page, a), days_of(b_page, b)
    gone = [one for one in old if all(_differ(one, other) for other in new)]
    come = [one for one in new if all(_differ(one, other) for other in old)]
    for before, day in zip(gone, come, strict=False):
        told = (
            f"{b_page.calls} says “{day.text}”{_meaning(day)} where {a_page.calls} says “{before.text}”"
            f"{_meaning(before)}."
        )
        yield Change("time", (a_page.report_id, a.start, a.end), (b_page.report_id, b.start, b.end), told)
    yield from _blurred(a_page, a, b_page, b)


def _blurred(a_page: Page, a: Sentence, b_page: Page, b: Sentence) -> Iterator[Change]:
    """A time of ``a`` for which ``b`` has no more than "previously" or its like."""
    told = _times(a_page, a)
    words = [one.group() for one in _vague().finditer(b.text)]
    words = [word for word in words if word.casefold() not in a.text.casefold()]
    if told and words and not _times(b_page, b):
        reading = f"{b_page.calls} says “{words[0]}” where {a_page.calls} says “{told[0]}”."
        yield Change("time", (a_page.report_id, a.start, a.end), (b_page.report_id, b.start, b.end), reading, "low")


def _times(page: Page, sentence: Sentence) -> list[str]:
    """The words of a sentence that place it in time."""
    rows = page.times.within(sentence.start + _dateline(sentence.text), sentence.end)
    return [page.text[row.start : row.end] for row in rows if row.earliest is not None and row.latest is not None]


@cache
def _vague() -> re.Pattern[str]:
    words = cue_file("compare", "vaguetimes")["vague"]["words"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _dateline(text: str) -> int:
    """How many characters of a sentence are a dateline: the capitals, the day and the dash that a story opens with."""
    found = re.match(r"[A-Z][A-Z .'’-]{2,}[^—–]{0,60}?\s[—–-]+\s", text)
    return found.end() if found else 0


def _meaning(day: Day) -> str:
    if day.earliest is None:
        return ""
    return f" ({day.earliest})" if day.earliest == day.latest else f" ({day.earliest} to {day.latest})"


def days_of(page: Page, sentence: Sentence) -> list[Day]:
    """The day words of a sentence that mean a day or a few."""
    rows = page.times.within(sentence.start + _dateline(sentence.text), sentence.end)
    return [day for row in rows if row.type in {"DATE", "TIME"} for day in _day(page, row)]


def _day(page: Page, row: Any) -> Iterator[Day]:
    text = page.text[row.start : row.end]
    if "_REF" in (row.value or ""):
        return
    stated = _from_heading(page, row.value)
    earliest, latest = (stated, stated) if stated else (row.earliest, row.latest)
    if earliest is None or latest is None:
        if re.search(r"day\b|\d", text, re.IGNORECASE):
            yield Day(text, row.rule, None, None)
    elif (date.fromisoformat(latest) - date.fromisoformat(earliest)).days <= LONGEST:
        yield Day(text, row.rule, earliest, latest)


def _from_heading(page: Page, value: str | None) -> str | None:
    """The day that "yesterday" and its like mean by the report's heading, where its other clues disagree with it."""
    back = re.fullmatch(r"(-?)P(\d+)D", value or "")
    if not page.conflict or page.stated_day is None or back is None:
        return None
    days = int(back.group(2)) * (-1 if back.group(1) else 1)
    return (date.fromisoformat(page.stated_day) + timedelta(days=days)).isoformat()


def _differ(one: Day, other: Day) -> bool:
    if one.text.casefold() == other.text.casefold():
        return False
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return one.rule == other.rule and one.text.casefold() != other.text.casefold()
    return one.latest < other.earliest or other.latest < one.earliest
