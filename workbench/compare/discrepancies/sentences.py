"""The sentences of a report's prose, with offsets and the part of the report that each stands in.

Read from the text and its passages alone, so that a story typed in by hand has sentences too; a language model's own
sentences stay with the annotations. A word here keeps its hyphens and loses its possessive ending, since it is read for
what it says; where wording is counted as copied or not, hyphens part words and endings stay (``lineage/words.py`` says
why the two are not one).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from workbench.cuefiles import cue_file
from workbench.model import PROSE_ROLES

_PARTS = {"title": "headline", "subhead": "subhead", "summary": "summary", "caption": "caption"}
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9\u00c0-\u00de]|\s*$)|\n\s*\n|\n(?=\s*[-•*]\s)")
_BEFORE = re.compile(r"[^\s(\"'“‘]+$")
_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
#: So many words keep their stem at hand: more than a story has.
_KNOWN_WORDS = 1 << 16
_ENDINGS = tuple("ations ation ments ment ities ity ings ing edly ed ies ers er ors or als al ly es s e y".split())
_FRAME = " \t\r\n\u00a0-•*>#"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence at ``start``:``end`` of the report; ``part`` is headline, subhead, summary, caption or body."""

    report_id: str
    start: int
    end: int
    text: str
    part: str = "body"


@dataclass(frozen=True, slots=True)
class Word:
    """A word at ``start``:``end`` of the report, ``plain`` without case, curls and possessive."""

    start: int
    end: int
    text: str
    plain: str


def sentences_of(report_id: str, text: str, passages: Iterable[Any]) -> tuple[Sentence, ...]:
    """The sentences of the prose passages of a report in order; without passages the whole text is body."""
    stretches = [(row.start, row.end, row.role) for row in passages if row.role in PROSE_ROLES]
    found: list[Sentence] = []
    for start, end, role in sorted(stretches) or [(0, len(text), "body")]:
        part = _PARTS.get(role, "body")
        found += [Sentence(report_id, at, until, text[at:until], part) for at, until in _pieces(text, start, end)]
    return tuple(found)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for mark in _END.finditer(text, start, end):
        if _is_abbreviation(text, at, mark.start(), mark.group()):
            continue
        yield from _trimmed(text, at, mark.end())
        at = mark.end()
    yield from _trimmed(text, at, end)


def _is_abbreviation(text: str, start: int, stop: int, mark: str) -> bool:
    if mark[0] != "." or len(mark) > 1 and mark[1] == ".":
        return False
    before = _BEFORE.search(text, max(start, text.rfind(" ", start, stop) + 1), stop)
    if before is None:
        return False
    word = before.group().casefold()
    return word in _abbreviations() or re.fullmatch(r"([^\W\d_]\.)*[^\W\d_]", word) is not None


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(cue_file("compare", "sentences")["abbreviations"]["words"])


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] in _FRAME:
        start += 1
    while end > start and text[end - 1] in _FRAME:
        end -= 1
    if any(letter.isalnum() for letter in text[start:end]):
        yield start, end


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words between two offsets of a text, in order; a number with its comma is one word."""
    found = _WORD.finditer(text, start, len(text) if end is None else end)
    return [Word(one.start(), one.end(), one.group(), plain(one.group())) for one in found]


def plain_words(text: str) -> list[str]:
    """The words of a text as ``Word.plain``, in order, where nobody asks for their places."""
    return [plain(word) for word in _WORD.findall(text)]


@lru_cache(maxsize=_KNOWN_WORDS)
def plain(word: str) -> str:
    """A word without case, curly marks and possessive ending."""
    word = word.casefold().replace("’", "'")
    return word.removesuffix("'s").removesuffix("'")


@lru_cache(maxsize=_KNOWN_WORDS)
def stem(word: str) -> str:
    """A crude stem, alike for the forms of a word and its British and American spelling, for comparing only."""
    word = plain(word).replace("our", "or").replace("is", "iz").replace("ys", "yz").replace("tre", "ter")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    else:
        word = word[:-1] if len(word) == 4 and word.endswith("ed") else word
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
