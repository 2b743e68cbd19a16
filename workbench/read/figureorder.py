"""The order of reports by their figures: one that calls a figure the previous one came after it was given.

What is here: the figures with their counted nouns that a report gives as current or calls older. The bounds that
follow from them are drawn in ``dating.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from workbench.model import PROSE_ROLES, Report
from workbench.read.datelines import dating_cues
from workbench.read.timex import find_times

_NUMBER = re.compile(r"(?<![\w.,$\u20ac\u00a3/-])(\d{1,3}(?:[,\u00a0\u202f]\d{3}){1,4}|\d{2,12})(?![\w%]|[.,:/]\d|-\w)")
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
        numbers = list(_NUMBER.finditer(report.text, passage.start, passage.end))
        times = find_times(report.text, passage.start, passage.end) if numbers else []
        for number in numbers:
            if any(time.start <= number.start() < time.end for time in times):
                continue
            nouns = _nouns(report.text[number.end() : min(passage.end, number.end() + 80)])
            before = report.text[max(passage.start, number.start() - 90) : number.start()]
            value = int(re.sub(r"\D", "", number[1]))
            found.append(Figure(value, nouns, number.start(), number.end(), bool(_previous().search(before))))
    return found


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
    if word in _groups() or len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    return word[:-1]


def counts_the_same(first: Figure, second: Figure) -> bool:
    """True when two figures have the same value and count the same kind of thing."""
    return first.value == second.value and bool(first.nouns & second.nouns)
