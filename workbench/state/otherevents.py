"""Whether a number is of another event than the story's: of long ago, or of the record it is measured against.

What is here: the year or the comparison that a number stands under, in its own sentence or in the one before it. The
times themselves are read in ``annotate/times.py``; the day a figure speaks of is left to the rows of the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from workbench.annotate.language import phrase_pattern
from workbench.annotate.times import days_before
from workbench.cuefiles import cue_file
from workbench.model import Quantity, Report, Sentence

#: A time this many days before its report is another event's.
_LONG_AGO = 200
#: A year that ended so many days ago is no longer the story's.
_SEASON = 100
_BREAK = re.compile(r"[,;:]\s+|(?<!\s)\s+(?:--|[-\u2013\u2014])\s+")
_LIMIT = re.compile(r"\b(?:since|until|till|from|by)\s+(?:the\s+|about\s+)?\Z", re.IGNORECASE)


#: What makes a time in a describing clause that of an event there: "the prison where a fire in 2011 killed eight".
_EVENT_IN = re.compile(r"\bwhere\s+an?\s+(?:[\w-]+\s+){1,3}(?:in|of)\s+\Z")


@dataclass(frozen=True, slots=True)
class _Line:
    """One sentence: its text, the numbers and times in it, and the stretches its commas and dashes make."""

    text: str
    numbers: tuple[tuple[int, int], ...]
    past: tuple[tuple[int, int], ...]
    recent: tuple[tuple[int, int], ...]
    parts: tuple[tuple[int, int], ...]


def other_events(
    report: Report, sentences: Sequence[Sentence], quantities: Sequence[Quantity], times: Sequence[Mapping[str, Any]]
) -> dict[int, str]:
    """The words that put a number with another event, by the number's start; numbers of the story are not in it."""
    found: dict[int, str] = {}
    before: tuple[int, str] | None = None
    for sentence in sentences:
        line = _line(report, sentence, quantities, times)
        joined = before is not None and "\n" not in report.text[before[0] : sentence.start]
        under = before[1] if joined and before and not line.recent and _goes_back(line.text) else ""
        words = {start: under or _words(line, start, end) for start, end in line.numbers}
        found |= {sentence.start + start: why for start, why in words.items() if why}
        told = under or (_leading(line) if not line.recent else "")
        last = words[line.numbers[-1][0]] if line.numbers and not _in_an_aside(line, line.numbers[-1]) else ""
        before = (sentence.end, last or told) if last or told else None
    return found


def _line(
    report: Report, sentence: Sentence, quantities: Sequence[Quantity], times: Sequence[Mapping[str, Any]]
) -> _Line:
    text = report.text[sentence.start : sentence.end]
    inside = [time for time in times if sentence.start <= time["start"] < sentence.end and time["type"] == "DATE"]
    placed = [
        (time["start"] - sentence.start, time["end"] - sentence.start, _days_ago(report, time)) for time in inside
    ]
    numbers = tuple(
        (one.number_start - sentence.start, one.number_end - sentence.start)
        for one in quantities
        if sentence.start <= one.number_start < sentence.end and not one.set_aside
    )
    cuts = [(0, 0), *((match.start(), match.end()) for match in _BREAK.finditer(text)), (len(text), len(text))]
    parts = tuple((left[1], right[0]) for left, right in pairwise(cuts))
    return _Line(
        text,
        numbers,
        tuple((s, e) for s, e, days in placed if days is not None and days > _LONG_AGO and not _LIMIT.search(text[:s])),
        tuple(
            (s, e) for s, e, days in placed if days is not None and days <= _LONG_AGO and not _of_past(text, e, placed)
        ),
        parts,
    )


def _of_past(text: str, end: int, placed: Sequence[tuple[int, int, int | None]]) -> bool:
    """Whether a month or day is one of a past year named after it ("in October of last year")."""
    return any(days is not None and days > _LONG_AGO and text[end:start].strip() == "of" for start, _, days in placed)


def _days_ago(report: Report, time: Mapping[str, Any]) -> int | None:
    """How many days before its report a time ended, a whole year some months after its end counted as of long ago."""
    days = days_before(report, time["latest"])
    if days is None or str(time["value"]).endswith("_REF"):
        return None
    # A whole year that ended some months ago is another year's event, be it only the last one.
    return days + _LONG_AGO if re.fullmatch(r"\d{4}", str(time["value"])) and days > _SEASON else days


def _words(line: _Line, start: int, end: int) -> str:
    """What of its own sentence puts a number with another event."""
    compared = _compared().search(line.text[:start])
    if compared:
        return compared.group()
    since = _since().search(line.text[:start])
    if since:
        return since.group()
    if _is_of_another(line.text):
        return " ".join(line.text.split()[:3])
    past = next((time for time in line.past if _governs(line, time, (start, end))), None)
    return line.text[past[0] : past[1]] if past else ""


@cache
def _compared() -> re.Pattern[str]:
    return phrase_pattern(_rules()["compared"]["words"])


@cache
def _since() -> re.Pattern[str]:
    ranks, relatives = (phrase_pattern(_rules()["since"][name]).pattern for name in ("ranks", "relatives"))
    return re.compile(rf"(?:{ranks})\b[^.;]{{0,80}}?\bsince\b[^.;]{{0,80}}?(?:{relatives})\b", re.IGNORECASE)


@cache
def _rules() -> Mapping[str, Any]:
    return cue_file("state", "background")


def _goes_back(text: str) -> bool:
    """Whether a sentence goes on about the event of the one before it: by its opening, or by "then" anywhere.

    "And then" tells what came next.
    """
    anywhere = phrase_pattern(_rules()["continued"]["anywhere"], before=r"(?<![\w-])(?<!\band )")
    return _opens(text, "continued") or anywhere.search(text) is not None


def _opens(text: str, kind: str) -> bool:
    return _opening(kind).match(text) is not None


def _is_of_another(text: str) -> bool:
    """Whether a sentence opens with another event ("An earlier flood"), not with an earlier word on this one."""
    opening = _opening("another").match(text)
    following = re.match(r"\s*(\w+)", text[opening.end() :]) if opening else None
    return following is not None and following.group(1).lower() not in _rules()["another"]["not_next"]


@cache
def _opening(kind: str) -> re.Pattern[str]:
    return phrase_pattern(_rules()[kind]["openings"], before=r"[\s\"\u201c]*")


def _leading(line: _Line) -> str:
    """The past time that a sentence opens with, so that those after it are of that time too."""
    return next((line.text[s:e] for s, e in line.past if len(line.text[:s].split()) < 4), "")


def _governs(line: _Line, time: tuple[int, int], number: tuple[int, int]) -> bool:
    """Whether a past time is that of a number: in one part of the sentence, or the part that goes on from it."""
    at_time, at_number = (_part(line, one[0]) for one in (time, number))
    if any(_part(line, recent[0]) == at_number for recent in line.recent):
        return False
    if at_time == at_number:
        return _nearest(line, time, number)
    if time[0] > number[0]:
        return False
    if at_time == 0 and len(line.text[: time[0]].split()) < 4 or _is_in_opening(line, time):
        return True
    if at_number == at_time + 1 and _dates_what_is_before(line, time):
        return True
    aside = at_time > 0 and _opens(line.text[line.parts[at_time][0] :], "aside")
    return not aside and all(_goes_on(line, part) for part in range(at_time + 1, at_number + 1))


def _dates_what_is_before(line: _Line, time: tuple[int, int]) -> bool:
    """Whether a past time stands alone between commas, after what it dates: "The last outbreak, in 2014, killed 40"."""
    start, end = line.parts[_part(line, time[0])]
    return _opens(line.text[start:], "setting") and line.text[start:end].split()[1:] == line.text[slice(*time)].split()


def _is_in_opening(line: _Line, time: tuple[int, int]) -> bool:
    """Whether a past time stands in the phrases of time and place that open a sentence, so that all of it is of then.

    "In the last big flood, after the storm of 1987, 40 people died and nine were hurt."
    """
    parts = range(_part(line, time[0]) + 1)
    return all(_opens(line.text[line.parts[part][0] :], "setting") for part in parts)


def _in_an_aside(line: _Line, number: tuple[int, int]) -> bool:
    """Whether a number stands in words that only describe, after which the sentence goes on about its own event."""
    part = _part(line, number[0])
    return 0 < part < len(line.parts) - 1 and _opens(line.text[line.parts[part][0] :], "aside")


def _part(line: _Line, at: int) -> int:
    return next((index for index, (start, end) in enumerate(line.parts) if start <= at <= end), 0)


def _goes_on(line: _Line, part: int) -> bool:
    start = line.parts[part][0]
    return line.text[:start].rstrip().endswith(":") or _opens(line.text[start:], "outcome")


def _nearest(line: _Line, time: tuple[int, int], number: tuple[int, int]) -> bool:
    """Whether no other number stands between a number and the time after it, and no describing clause holds that."""
    if time[0] > number[0]:
        return not any(number[1] <= start < time[0] for start, _ in line.numbers)
    between = line.text[line.parts[_part(line, time[0])][0] : time[0]]
    return re.search(r"\b(?:who|which|that|where)\b", between) is None or _EVENT_IN.search(between) is not None
