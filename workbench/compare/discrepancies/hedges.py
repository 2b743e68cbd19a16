"""Hedges in a stretch of text: words that leave open whether a thing is so, with a class and a rank.

The words are in ``cues/hedges.toml``. A hedge beside a number ("about", "at least") is the bound of an estimate and
read elsewhere; verbs that give somebody's words are in ``cuestrength.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from workbench.cuefiles import cue_file

#: The rank of what is told without a hedge; higher than that of any hedge.
PLAIN = 4


@dataclass(frozen=True, slots=True)
class Hedge:
    """A hedge at ``start``:``end`` of the text searched; a lower ``rank`` is less sure."""

    start: int
    end: int
    text: str
    kind: str
    rank: int


def hedges_in(text: str, start: int = 0, end: int | None = None) -> list[Hedge]:
    """The hedges between two offsets of a text, in order, the longer where two overlap."""
    found = [
        Hedge(one.start(), one.end(), one.group(), kind, rank)
        for kind, rank, pattern in _patterns()
        for one in pattern.finditer(text, start, len(text) if end is None else end)
        if one.group() != "May"
    ]
    kept: list[Hedge] = []
    for hedge in sorted(found, key=lambda one: (one.start, -one.end, one.kind)):
        if not kept or hedge.start >= kept[-1].end:
            kept.append(hedge)
    return kept


def futures_in(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Where the words end, between two offsets of a text, that tell what is to come as certain."""
    return [one.end() for one in _futures().finditer(text, start, len(text) if end is None else end)]


def toned_in(text: str, start: int, end: int) -> list[tuple[str, str]]:
    """The words between two offsets of a text that take the edge off the next word, each with that word."""
    return [(one.group(1), one.group(2)) for one in _tones().finditer(text, start, end)]


def intents_in(text: str, start: int, end: int) -> list[Hedge]:
    """The words between two offsets of a text that tell how firmly somebody means to do a thing, in order."""
    return [
        Hedge(one.start(), one.end(), one.group(), "intent", rank)
        for rank, pattern in _intents()
        for one in pattern.finditer(text, start, end)
    ]


@cache
def _tones() -> re.Pattern[str]:
    return re.compile(_any_of(cue_file("compare", "hedges")["tone"]["words"]).pattern + r"\s+(\w+)", re.IGNORECASE)


@cache
def _intents() -> list[tuple[int, re.Pattern[str]]]:
    return [(entry["rank"], _any_of(entry["words"])) for entry in cue_file("compare", "hedges")["intent"]]


@cache
def _futures() -> re.Pattern[str]:
    return _any_of(cue_file("compare", "hedges")["future"]["words"])


@cache
def _patterns() -> list[tuple[str, int, re.Pattern[str]]]:
    return [
        (entry["class"], entry["rank"], _any_of(entry["words"])) for entry in cue_file("compare", "hedges")["hedge"]
    ]


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(map(_pattern, words))})\b", re.IGNORECASE)


def _pattern(words: str) -> str:
    return re.sub(r"\s+", r"\\s+", words).replace("(", "(?:")
