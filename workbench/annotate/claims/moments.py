"""When a clause places what it tells: before the news, at the time of the report, or still to come.

What is here: the times that ``workbench.read.timex`` finds in a paragraph, sorted by their TIMEX3 value. No time is
found here, and none is placed on the calendar.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from workbench.annotate.claims.lexicon import words_for
from workbench.annotate.paragraph import Paragraph
from workbench.annotate.quantities.setaside import _times  # the one cache of a paragraph's times
from workbench.read.timereference import counts_from_text
from workbench.read.timex import TimeExpression

#: Where a time lies, seen from the report: ``year`` and ``day`` are named by the calendar, the day without its year;
#: ``long`` is a stretch of months or more, ``years`` one without a number ("for years").
Moment = Literal["earlier", "year", "day", "long", "years", "fresh", "coming", ""]

#: The first that fits the value of a date or a clock time.
_POINTS: tuple[tuple[Moment, re.Pattern[str]], ...] = (
    # "A year ago", "last week", "in the past", "this year".
    ("earlier", re.compile(r"-P\d[\d.]*(?:[WMYQ]|DE|CE)\Z|PAST_REF|P0[YQ]")),
    # "Today", "yesterday", "Monday", "this week", "two hours ago", "now".
    ("fresh", re.compile(r"P0[DW]|-P1D|-PT|XXXX-WXX-\d|PRESENT_REF")),
    ("coming", re.compile(r"\+P|FUTURE_REF")),
    # "1998", "May 1998", "the 1990s".
    ("year", re.compile(r"\d{3}")),
    # "May", "3 May", "last summer".
    ("day", re.compile(r"XXXX-(?:\d\d|S[PU]|FA|WI)")),
)
_LONG = re.compile(r"P(?P<many>X?)[\d.]*(?:M|Y|DE|CE)\Z")


def times_of(doc: Paragraph) -> tuple[TimeExpression, ...]:
    """The times of a paragraph, found once for all that ask."""
    return _times(doc.text)


def moment_of(time: TimeExpression) -> Moment:
    """Where a time lies by its own words."""
    if time.value == "PAST_REF" and time.text.lower() in words_for("background", "fresh"):
        return "fresh"
    moment = _moment(time.type, time.value)
    # "The end of the day" and "two weeks later" are counted from what is told, not from the report.
    return "" if moment in ("fresh", "coming") and counts_from_text(time) else moment


@lru_cache(maxsize=512)
def _moment(kind: str, value: str) -> Moment:
    long = _LONG.match(value)
    if kind == "DURATION":
        return "" if long is None else "years" if long["many"] else "long"
    if kind == "SET":
        return "earlier" if long is not None else ""
    return next((moment for moment, pattern in _POINTS if pattern.match(value)), "")
