"""The order of reports by their figures: one that calls a figure the previous one came after it was given.

What is here: the figures with their counted nouns that a report gives as current or calls older. The bounds that
follow from them are drawn in ``dating.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.model import PROSE_ROLES, Report
from workbench.read.datelines import dating_cues
from workbench.read.nouns import singular
from workbench.read.numberwords import number_mark
from workbench.read.numerals import Number, pieces
from workbench.read.plainnumbers import number_at
from workbench.read.readings import Readings
from workbench.read.timex import find_times

#: What makes a number the part of something else: a sum, a share, a score, a code, a compound.
_TIED_BEFORE = re.compile(r"[\w.,$\u20ac\u00a3/-]\Z")
_TIED_AFTER = re.compile(r"[\w%]|[.,:/]\d|-\w")
#: Smaller numbers are given of so many things that an equal one tells nothing.
_LEAST = 10
#: The counted noun stands within this many words after its number.
_NOUN_WITHIN = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the kinds of things it counts, and where it stands."""

    value: int
    nouns: frozenset[str]
    start: int
    end: int
    previous: bool


@cache
def _groups() -> dict[str, str]:
    return {noun: group["nouns"][0] for group in dating_cues()["same_count"] for noun in group["nouns"]}


@cache
def _small_words() -> frozenset[str]:
    return frozenset(dating_cues()["words"]["before_noun_ends"].split())


@cache
def _previous() -> re.Pattern[str]:
    cues = "|".join(cue["pattern"] for cue in dating_cues()["previous"])
    return re.compile(rf"\b(?:{cues}){dating_cues()['previous_hedge']['pattern']}$", re.I)


def figures_of(report: Report) -> list[Figure]:
    """The figures of the report's prose with a counted noun; numbers inside time expressions are left out."""
    found: list[Figure] = []
    for passage in report.passages:
        if passage.role not in PROSE_ROLES:
            continue
        numbers = _counts(report.text, passage.start, passage.end)
        times = find_times(report.text, passage.start, passage.end) if numbers else []
        for number in numbers:
            if any(time.start <= number.start < time.end for time in times):
                continue
            nouns = _nouns(report.text[number.end : min(passage.end, number.end + 80)])
            before = report.text[max(passage.start, number.start - 90) : number.start]
            found.append(
                Figure(int(number.low or 0), nouns, number.start, number.end, bool(_previous().search(before)))
            )
    return found


def kept_figures(report: Report, readings: Readings) -> list[Figure]:
    """As ``figures_of``, from what was read before where it is kept."""
    prose = [(one.start, one.end) for one in report.passages if one.role in PROSE_ROLES]

    def told() -> list[tuple[Any, ...]]:
        return [(one.value, sorted(one.nouns), one.start, one.end, one.previous) for one in figures_of(report)]

    rows = readings.of("figures", (report.text, prose), told)
    return [Figure(value, frozenset(nouns), start, end, previous) for value, nouns, start, end, previous in rows]


def _counts(text: str, start: int, end: int) -> list[Number]:
    """The whole numbers, in digits or words, that can be a count."""
    if number_mark().search(text, start, end) is None:
        return []
    tokens, found, at = pieces(text, start, end), [], 0
    while at < len(tokens):
        number, at = number_at(text, tokens, at) or (None, at + 1)
        if number is not None and _is_count(text, number):
            found.append(number)
    return found


def _is_count(text: str, number: Number) -> bool:
    if number.form not in ("digits", "words") or number.low is None or number.low != number.high:
        return False
    tied = _TIED_BEFORE.search(text[max(0, number.start - 1) : number.start]) or _TIED_AFTER.match(text, number.end)
    return number.low >= _LEAST and number.low.is_integer() and not tied


def _nouns(after: str) -> frozenset[str]:
    """The head of the counted noun: the first plural, or word known to count something, before a small word."""
    for word in re.findall(r"[A-Za-z]+", re.split(r"[.;:!?\n]", after)[0])[:_NOUN_WITHIN]:
        base = _singular(word.lower())
        if base in _groups():
            return frozenset({_groups()[base]})
        if base in _small_words():
            break
        if base != word.lower():
            return frozenset({base})
    return frozenset()


def _singular(word: str) -> str:
    return word if word in _groups() else singular(word)


def counts_the_same(first: Figure, second: Figure) -> bool:
    """True when two figures have the same value and count the same kind of thing."""
    return first.value == second.value and bool(first.nouns & second.nouns)
