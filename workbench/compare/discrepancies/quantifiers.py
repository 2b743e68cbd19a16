"""Words in a stretch of text that say how much of a group is meant without a number, and the words they stand before.

The words are in ``cues/quantifiers.toml``. A word beside a number ("up to 300") is the bound of an estimate and read
elsewhere. What a retelling does to a quantifier is in ``scopes.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from workbench.compare.discrepancies.sentences import Word, stem, words_of
from workbench.compare.discrepancies.sides import common_words
from workbench.cuefiles import cue_file

#: So many content words after a quantifier may be of the noun that it stands before.
LONGEST = 4

_BREAK = re.compile(r"[,;:.!?()—–\"“”]")
_OPENS = re.compile(r"\s+(?:the|its|their|his|her|our|these|those)\b", re.IGNORECASE)


_LIST_ENDS = re.compile(r"[;:.!?()—–](?=\s|$)|\s(?:who|which|that|where|while|but|as|after|has|have|is|are|was|were)\s")
_NOT_A_NUMBER = re.compile(r"\s+(?!\d)\w")
_NAME = re.compile(r"\b[A-Z][\w’'.-]*\w(?:\s+[A-Z][\w’'-]+)*")


@dataclass(frozen=True, slots=True)
class Quantifier:
    """A quantifier at ``start``:``end`` of a text, and the content words it stands before, the noun among them.

    ``rank`` is higher for more of the whole; ``needs_definite`` where a noun without it must be definite to say more.
    """

    start: int
    end: int
    text: str
    rank: int
    needs_definite: bool
    nouns: tuple[Word, ...]


def quantifiers_in(text: str, start: int = 0, end: int | None = None) -> list[Quantifier]:
    """The quantifiers between two offsets of a text that stand before a noun, in order, of two that overlap the longer.

    One before "of the" is of a part of a known whole, so that its loss says more whatever stands there.
    """
    return [one for one in _all_in(text, start, len(text) if end is None else end) if one.nouns]


def alone_in(text: str, start: int, end: int) -> list[Quantifier]:
    """The quantifiers between two offsets of a text that no noun follows: "some" in "with some already gone"."""
    return [one for one in _all_in(text, start, end) if not one.nouns and _NOT_A_NUMBER.match(text, one.end)]


def _all_in(text: str, start: int, end: int) -> list[Quantifier]:
    if _any().search(text, start, end) is None:
        return []
    found: list[Quantifier] = []
    hits = [(hit, entry) for entry, pattern in _patterns() for hit in pattern.finditer(text, start, end)]
    for hit, (rank, definite) in sorted(hits, key=lambda one: (one[0].start(), -one[0].end())):
        if found and hit.start() < found[-1].end:
            continue
        nouns = nouns_after(text, hit.end(), end)
        if not nouns or not nouns[0].plain[:1].isdigit():
            of_whole = re.search(r"\bof$", hit.group(), re.IGNORECASE) and _OPENS.match(text, hit.end())
            found.append(Quantifier(*hit.span(), hit.group(), rank, definite and not of_whole, nouns))
    return found


def nouns_after(text: str, start: int, end: int) -> tuple[Word, ...]:
    """The content words that come next, after "the" or its like, up to a sign or a common word."""
    opens = _OPENS.match(text, start, end)
    start = opens.end() if opens else start
    stop = _BREAK.search(text, start, end)
    words = words_of(text, start, stop.start() if stop else end)[:LONGEST]
    return tuple(takewhile(lambda word: word.plain not in common_words(), words))


def is_whole(text: str, start: int, noun: int) -> bool:
    """Whether the noun at ``noun`` is one that stands for the whole: "the", "its" or "all" opens it after ``start``."""
    return _whole().search(text[start:noun]) is not None


def stems_of(words: Iterable[Word]) -> list[str]:
    """The stems of some words, in order."""
    return [stem(word.plain) for word in words]


def is_part(text: str, end: int) -> bool:
    """Whether a number that ends at an offset is told as a part of something: "300 of them"."""
    return any_of("part", opens=r"(?:\s+\w+)?\s+").match(text, end) is not None


def lists_in(text: str, start: int, end: int) -> list[list[str]]:
    """The names in each list of what a group holds: Torrin and Velna in "other ports, including Torrin and Velna"."""
    found = []
    for one in any_of("members").finditer(text, start, end):
        stop = _LIST_ENDS.search(text, one.end(), end)
        found.append(_NAME.findall(text, one.end(), stop.start() if stop else end))
    return found


def counts_in(text: str, start: int, end: int) -> list[tuple[str, tuple[Word, ...]]]:
    """The words for a count between two offsets, each with what it is of: what follows "of", or a participle."""
    found = []
    for one in any_of("count").finditer(text, start, end):
        of = re.compile(r"\s+of(?=\s)").match(text, one.end(), end)
        lost = of or _participle().match(text, one.end(), end)
        found.append((one.group(), nouns_after(text, of.end() if of else one.end(), end) if lost else ()))
    return found


@cache
def _participle() -> re.Pattern[str]:
    """A participle after a noun, told from a verb by the helper that follows: "the number sent there has"."""
    irregular = "|".join(cue_file("compare", "quantifiers")["count"]["participles"])
    helper = r"(?:has|have|had|is|are|was|were|will|would|may|might|could|can)"
    return re.compile(rf"\s+(?:\w+ed|{irregular})\b[^,;:.!?]*?\s{helper}\s", re.IGNORECASE)


@cache
def any_of(section: str, *, opens: str = "") -> re.Pattern[str]:
    """A pattern for the words of a section of the cue file."""
    words = sorted(cue_file("compare", "quantifiers")[section]["words"], key=lambda one: (-len(one), one))
    return re.compile(rf"{opens}\b(?:{'|'.join(map(_pattern, words))})\b", re.IGNORECASE)


@cache
def _whole() -> re.Pattern[str]:
    return re.compile(any_of("whole").pattern + r"(?:\s+[\w’'.-]+){0,2}\s+$", re.IGNORECASE)


@cache
def _any() -> re.Pattern[str]:
    """A pattern for a word of each quantifier, which spares most sentences a closer look."""
    words = {
        key
        for entry in cue_file("compare", "quantifiers")["quantifier"]
        for one in entry["words"]
        for key in _telling(one)
    }
    return re.compile(rf"\b(?:{'|'.join(sorted(words))})\b", re.IGNORECASE)


def _telling(words: str) -> list[str]:
    """The longest word that a cue always has; where it is no longer than "of", those of its last choice."""
    always = max(re.findall(r"\w+", re.sub(r"\(.*?\)", "", words)), key=len, default="")
    return [always] if len(always) > len("of") else re.findall(r"\w+", re.findall(r"\((.*?)\)", words)[-1])


@cache
def _patterns() -> list[tuple[tuple[int, bool], re.Pattern[str]]]:
    found = []
    for entry in cue_file("compare", "quantifiers")["quantifier"]:
        words = sorted(entry["words"], key=lambda one: (-len(one), one))
        pattern = re.compile(rf"(?<!the )(?<!at )\b(?:{'|'.join(map(_pattern, words))})(?=\s)", re.IGNORECASE)
        found.append(((entry["rank"], entry["definite"]), pattern))
    return found


def _pattern(words: str) -> str:
    return re.sub(r"\s+", r"\\s+", words).replace("(", "(?:")
