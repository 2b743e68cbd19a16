"""A report's prose as words: normalised, each with its place in the text, quotations told apart from the rest.

What is here: which stretches of a report are prose, the words in them, and where somebody is quoted. What a word is
stands in ``words.py``; words that two reports share are looked for in ``shingles.py``, quotations that they share in
``quotations.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from workbench.compare.lineage.words import normal, words_by_piece
from workbench.model import PROSE_ROLES

#: The prose that a report's writers wrote; a caption comes with the picture, from whoever took it.
WRITTEN_ROLES = frozenset(PROSE_ROLES - {"caption"})

#: Words in quotation marks, to the end of the paragraph where a quotation runs on into the next. A straight mark opens
#: before a word and closes after one; a single mark opens only where no word stands before it, so that it is no
#: apostrophe, and holds two words or more on one line.
QUOTED = re.compile(
    r"“(?P<curly>[^“”\n]+)”?|„(?P<low>[^“”\n]+)[“”]?|«(?P<angle>[^«»\n]+)»?"
    r"|(?<!\w)\"(?P<straight>(?=\S)[^\"\n]+)\"?"
    r"|(?<![\w’])‘(?P<single>(?=\w)[^‘\n]*?\w\W?)’(?!\w)"
    r"|(?<!\w)'(?P<typed>(?=[^\W\d])[^'\n]+(?:'\w[^'\n]*)*\s[^'\n]*\w\W?)'(?!\w)"
)
_MARKS = re.compile("[“„«\"‘']")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words between two quotation marks; ``first`` and ``last`` number its words in the report's prose.

    ``last`` is one past the last word, ``text`` is ``Report.text[start:end]``, without the marks.
    """

    start: int
    end: int
    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Prose:
    """A report's words in order, lower case, with ``offsets`` into its text and whether each is ``quoted``.

    ``breaks`` are the word numbers at which a passage or a quotation begins or ends: no run of words goes across one.
    """

    report_id: str
    words: tuple[str, ...]
    offsets: tuple[Span, ...]
    quoted: tuple[bool, ...]
    quotations: tuple[Quotation, ...]
    breaks: tuple[int, ...]

    def span(self, first: int, last: int) -> Span:
        """Where the words from number ``first`` up to, not with, ``last`` stand in the report's text."""
        return self.offsets[first][0], self.offsets[last - 1][1]


def prose_in(report_id: str, text: str, stretches: Sequence[Span]) -> Prose:
    """The prose in those stretches of a report's text."""
    pieces = list(_pieces(text, stretches))
    offsets: list[Span] = []
    quoted: list[bool] = []
    quotations: list[Quotation] = []
    breaks = [0]
    found = words_by_piece([text[start:end] for start, end, _ in pieces])
    for (start, end, within), places in zip(pieces, found, strict=True):
        own = [(start + at, start + to) for at, to in places]
        if within and own:
            quotations.append(Quotation(start, end, text[start:end], len(offsets), len(offsets) + len(own)))
        offsets += own
        quoted += [within] * len(own)
        breaks.append(len(offsets))
    words = tuple(normal(text[start:end]) for start, end in offsets)
    return Prose(report_id, words, tuple(offsets), tuple(quoted), tuple(quotations), tuple(sorted(set(breaks))))


def pieces_of(text: str, stretches: Sequence[Span]) -> list[tuple[int, int, bool]]:
    """The stretches cut where a quotation begins or ends, without the marks, and whether each piece is quoted."""
    return [piece for piece in _pieces(text, stretches) if piece[0] < piece[1]]


def unquoted(text: str, stretches: Sequence[Span]) -> list[Span]:
    """The stretches with the quotations taken out of them."""
    return [(start, end) for start, end, within in _pieces(text, stretches) if not within and start < end]


def quoted(text: str, stretches: Sequence[Span]) -> list[Span]:
    """Where words in quotation marks stand in the stretches, without the marks."""
    return [(start, end) for start, end, within in _pieces(text, stretches) if within and start < end]


def _pieces(text: str, stretches: Sequence[Span]) -> Iterator[tuple[int, int, bool]]:
    """The stretches cut where a quotation begins or ends, and whether each piece is quoted.

    The pattern is tried only where a mark stands, since trying it at every character is most of the cost.
    """
    mark = _next_mark(text, 0)
    for start, end in stretches:
        at = start
        mark = _next_mark(text, start) if mark < start else mark
        while mark < end:
            found = QUOTED.match(text, mark, end)
            if found is None:
                mark = _next_mark(text, mark + 1)
                continue
            inner = found.span(found.lastgroup or 0)
            yield at, found.start(), False
            yield inner[0], inner[1], True
            at = found.end()
            mark = _next_mark(text, at)
        yield at, end, False


def _next_mark(text: str, start: int) -> int:
    found = _MARKS.search(text, start)
    return len(text) if found is None else found.start()


def stretches_by_report(
    passages: pd.DataFrame, report_ids: Sequence[str], *, roles: frozenset[str] = WRITTEN_ROLES
) -> list[list[Span] | None]:
    """For each report in the order given, its stretches of prose in text order; None where it has no passage at all."""
    place = {report_id: number for number, report_id in enumerate(report_ids)}
    numbers = passages["report_id"].map(place).fillna(-1).to_numpy(dtype=np.int64)
    wanted = passages["role"].isin(roles).to_numpy(dtype=bool)
    starts = passages["start"].to_numpy(dtype=np.int64)
    ends = passages["end"].to_numpy(dtype=np.int64)
    out: list[list[Span] | None] = [None] * len(report_ids)
    for number in np.unique(numbers[numbers >= 0]).tolist():
        out[number] = []
    keep = wanted & (numbers >= 0)
    order = np.lexsort((starts[keep], numbers[keep]))
    owners = numbers[keep][order]
    spans = list(zip(starts[keep][order].tolist(), ends[keep][order].tolist(), strict=True))
    cuts = np.flatnonzero(owners[1:] != owners[:-1]) + 1
    for first, last in pairwise([0, *cuts.tolist(), len(spans)] if spans else []):
        out[int(owners[first])] = spans[first:last]
    return out
