"""The quotations of a paragraph, paired mark by mark: an odd mark never spoils the others.

What is here: where a quotation begins and ends, and whether it reads as speech. Who speaks is left to ``speech.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.annotate.paragraph import Paragraph

_DOUBLE = re.compile("[\u201c\u201d\u201e\u00ab\u00bb\"]|''|``")
_SINGLE = re.compile(r"(?<!\w)[\u2018'](?=\S)|[\u2019'](?!\w)")
_OPENERS, _CLOSERS = "\u201c\u201e\u00ab`", "\u201d\u00bb"
_BEFORE_AN_OPENER = " \u00a0\t([{\u2014\u2013-/\u2018'"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Offsets with the marks and without, the tokens within the marks, and whether a mark closes it."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    first: int
    after: int
    closed: bool

    def holds(self, offset: int) -> bool:
        """Whether a character stands between the marks."""
        return self.inner_start <= offset < self.inner_end


def quotations(doc: Paragraph) -> list[Quotation]:
    """The quotations of the paragraph in order; one left open runs to the next one or to the paragraph's end."""
    text = doc.text
    marks = [(match.start(), match.end()) for match in _DOUBLE.finditer(text)]
    if not marks:
        marks = _single_marks(text)
    found: list[tuple[int, int, int, int, bool]] = []
    opened: tuple[int, int] | None = None
    for start, end in marks:
        if _opens(text, start, end, opened is not None):
            if opened is not None:
                found.append((*opened, start, start, False))
            opened = (start, end)
        elif opened is not None:
            found.append((*opened, start, end, True))
            opened = None
    if opened is not None:
        found.append((*opened, len(text), len(text), False))
    starts = [token.idx for token in doc]
    return [
        Quotation(start, end, inner, inner_end, bisect_left(starts, inner), bisect_left(starts, inner_end), closed)
        for start, inner, inner_end, end, closed in found
        if text[inner:inner_end].strip()
    ]


def _single_marks(text: str) -> list[tuple[int, int]]:
    """Single marks count where the paragraph has no double ones, and only in pairs that open and close."""
    if "\u2018" not in text and " '" not in text:
        return []
    marks = [(match.start(), match.end()) for match in _SINGLE.finditer(text)]
    opening = [start for start, _ in marks if start == 0 or text[start - 1] in _BEFORE_AN_OPENER]
    return marks if opening and len(marks) % 2 == 0 else []


def _opens(text: str, start: int, end: int, inside: bool) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    led, followed = before in _BEFORE_AN_OPENER, not after.isspace()
    if led and followed and after not in ",.;:":
        return text[start] not in _CLOSERS or not inside
    if not led and not followed:
        return False
    if text[start] in _OPENERS:
        return True
    return not inside if text[start] not in _CLOSERS else start == 0 or (not inside and led)


def around(quotes: Sequence[Quotation], offset: int) -> Quotation | None:
    """The quotation that a character stands in, of quotations in order."""
    begun = bisect_right(quotes, offset, key=lambda quote: quote.inner_start)
    return quotes[begun - 1] if begun and quotes[begun - 1].holds(offset) else None


def reads_as_speech(doc: Paragraph, quote: Quotation) -> bool:
    """Whether a quotation is a sentence or more: it has a verb and begins or ends as a sentence does."""
    tokens = doc[quote.first : quote.after]
    inner = tokens.text.strip()
    if not inner:
        return False
    has_verb = any(token.pos_ in ("VERB", "AUX") for token in tokens)
    ended = inner[-1] in ".,?!\u2026\u2014-" or not quote.closed
    capital = inner[:1].isupper() or inner[:1] in "[\u2026.("
    return (has_verb and (ended or capital) and len(tokens) > 3) or (ended and capital)
