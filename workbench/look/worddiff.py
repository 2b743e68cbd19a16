"""Two wordings side by side, with the words that one of them drops, adds or puts otherwise.

What is here: the words of two stretches compared in order, and the comparison as HTML that reads without colour: words
gone from the first are struck through, words new in the second are underlined. What a difference means is told in
``compare/``; which stretches belong together too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from html import escape
from itertools import groupby
from typing import Literal

from workbench.look.html import Html, html_table

Change = Literal["same", "dropped", "added"]

_WORD = re.compile(r"\w+(?:[’'.,\-\u2010\u2011]\w+)*|[^\w\s]")
#: Letters of a word that says nothing by itself.
_SHORT = 3
_TAGS: dict[Change, str] = {"same": "", "dropped": "del", "added": "ins"}
_QUOTES = str.maketrans("‘’“”‚„", "''\"\"'\"")
#: What stands over each side, so that a line through or under a word is told where it is seen.
DROPPED, ADDED = "struck through: dropped", "underlined: added"
READING = "Struck through: gone from the second. Underlined: new in the second."


@dataclass(frozen=True, slots=True)
class Stretch:
    """Consecutive words of one wording that are the same in the other, dropped from it or added by it."""

    text: str
    change: Change


def word_diff(before: str, after: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """The two wordings in stretches, the first of words the same or dropped, the second of words the same or added.

    Case, kinds of quotation mark and white space count as no difference. A short word or a sign that both happen to
    have amid other words is no part they share. The stretches of a side joined give its text.
    """
    first, second = list(_WORD.finditer(before)), list(_WORD.finditer(after))
    matcher = SequenceMatcher(None, [_key(one) for one in first], [_key(one) for one in second], autojunk=False)
    same_first = [False] * len(first)
    same_second = [False] * len(second)
    for block in matcher.get_matching_blocks():
        if _is_chance([one.group() for one in first[block.a : block.a + block.size]], block, len(first), len(second)):
            continue
        same_first[block.a : block.a + block.size] = [True] * block.size
        same_second[block.b : block.b + block.size] = [True] * block.size
    return (
        tuple(_stretches(before, first, same_first, "dropped")),
        tuple(_stretches(after, second, same_second, "added")),
    )


def _is_chance(words: Sequence[str], block: Match, first: int, second: int) -> bool:
    """Whether a run is one short word or sign within both wordings, with nothing around it that is the same."""
    at_start = block.a == block.b == 0
    at_end = block.a + block.size == first and block.b + block.size == second
    alone = len(words) == 1 and len(words[0]) <= _SHORT and not any(char.isdigit() for char in words[0])
    return alone and not at_start and not at_end


def _key(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group()).translate(_QUOTES).casefold()


def _stretches(text: str, words: Sequence[re.Match[str]], same: Sequence[bool], other: Change) -> Iterator[Stretch]:
    """The text cut between words whose change differs; white space goes with the words before it."""
    if not words:
        if text:
            yield Stretch(text, "same")
        return
    at = 0
    runs = [(key, list(group)) for key, group in groupby(range(len(words)), key=lambda number: same[number])]
    for place, (key, numbers) in enumerate(runs):
        end = words[numbers[-1] + 1].start() if place + 1 < len(runs) else len(text)
        yield Stretch(text[at:end], "same" if key else other)
        at = end


def side_by_side(before: str, after: str, *, names: tuple[str, str] = ("first", "second")) -> Html:
    """The two wordings beside each other, ``names`` above them, everything escaped."""
    sides = word_diff(before, after)
    heads = f"{names[0]} ({DROPPED})", f"{names[1]} ({ADDED})"
    return html_table(READING, heads, [[marked_words(side) for side in sides]])


def marked_words(side: Sequence[Stretch]) -> str:
    """One side as HTML: dropped words in ``del``, added ones in ``ins``."""
    return "".join(_marked(one) for one in side)


def _marked(one: Stretch) -> str:
    tag, words = _TAGS[one.change], one.text.rstrip()
    space = escape(one.text[len(words) :])
    return f"<{tag}>{escape(words)}</{tag}>{space}" if tag and words else escape(one.text)
