"""Quotations that two reports share: the same words, a cut, or words altered on the way, told word by word.

What is here: quotations as normalised words and the comparison of two reports' quotations. Two reports that quote one
speaker need not know of one another, so a shared quotation supports an edge of ``edges.py`` and never makes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import pairwise

from workbench.compare.lineage.prose import Span, quoted
from workbench.compare.lineage.words import normal, words_by_piece

#: The writer's own words inside a quotation stand in brackets and are no part of what was said.
_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
#: Fewer shared words than this, or a smaller share of the shorter quotation, and two quotations are two utterances.
_FEWEST_ALTERED = 5
_SHARE_ALTERED = 0.75
#: A single quoted word is a name or a word held at a distance, not an utterance.
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation's place in its report and its words, the writer's insertions in brackets left out."""

    start: int
    end: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SharedQuotation:
    """One utterance quoted in two reports; ``altered`` pairs the words of ``a`` with those ``b`` has in their place.

    ``score`` is the share of the shorter quotation's words that both have, in order; 1 for the same words or a cut.
    """

    a: Quote
    b: Quote
    score: float
    altered: tuple[tuple[str, str], ...] = ()


def quotes_in(text: str, stretches: Sequence[Span]) -> list[Quote]:
    """The quotations of two words or more in those stretches of a report."""
    return quotes_at([(text, quoted(text, stretches))])[0]


def quotes_at(texts: Sequence[tuple[str, Sequence[Span]]]) -> list[list[Quote]]:
    """For each text the quotations of two words or more among those at some places of it; all texts in one pass."""
    said = [_BRACKETED.sub(" ", text[start:end]) for text, spans in texts for start, end in spans]
    worded = iter(zip(said, words_by_piece(said), strict=True))
    return [[quote for span in spans for quote in _quote(span, *next(worded))] for _, spans in texts]


def _quote(span: Span, said: str, places: Sequence[Span]) -> Iterator[Quote]:
    if len(places) >= _FEWEST:
        yield Quote(*span, tuple(normal(said[at:to]) for at, to in places))


def shared_quotations(a: Sequence[Quote], b: Sequence[Quote]) -> list[SharedQuotation]:
    """For each quotation of ``a`` the nearest of ``b``, where one has the same words, a cut of them or altered ones."""
    found = []
    for one in a:
        pairs = [shared for other in b if (shared := _compared(one, other)) is not None]
        if pairs:
            found.append(max(pairs, key=lambda it: (it.score, not it.altered, -abs(len(it.b.words) - len(one.words)))))
    return found


def _compared(a: Quote, b: Quote) -> SharedQuotation | None:
    short, long = sorted((a.words, b.words), key=len)
    if any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1)):
        return SharedQuotation(a, b, 1.0)
    if len(short) < _FEWEST_ALTERED or len(set(short) & set(long)) < _SHARE_ALTERED * len(set(short)):
        return None
    blocks = SequenceMatcher(None, a.words, b.words, autojunk=False).get_matching_blocks()
    kept = sum(block.size for block in blocks)
    if kept < _SHARE_ALTERED * len(short):
        return None
    return SharedQuotation(a, b, kept / len(short), tuple(_alterations(a.words, b.words, blocks)))


def _alterations(a: Sequence[str], b: Sequence[str], blocks: Sequence[Match]) -> list[tuple[str, str]]:
    """The words between the shared stretches; what one quotation has before or after the other is a cut."""
    matches = [block for block in blocks if block.size]
    return [
        (" ".join(a[here.a + here.size : there.a]), " ".join(b[here.b + here.size : there.b]))
        for here, there in pairwise(matches)
    ]
