"""What of a passage the language model is given at a time, so that no text can make it run away.

What is here: the cutting of a passage that is longer than a page of prose, and the masking of what is no word: a
stretch that no language has (thousands of brackets, a picture in letters), whose cutting into tokens would take time
with its square, and the mark of a footnote. Neither moves an offset. Where prose begins in a passage is in
``prose.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Characters of one passage that are parsed at a time; the longest paragraph of printed news is far shorter.
LONGEST = 10_000
#: A stretch without a blank that is longer than this is no word, and no sentence of a language that writes none.
_WORD = 1_000
_NO_WORD = re.compile(rf"\S{{{_WORD + 1},}}")
#: The mark of a footnote right behind a word or a stop: "officials reported.[7]".
_NOTE = re.compile(r"(?<=[\w.,;:!?\u201d\u2019)\]])\[\d{1,3}\](?!\w)")
#: Where a passage is best cut: behind a sentence, else behind a word.
_CUTS = (re.compile(r"[.!?][\"\u201d')\]]?\s+"), re.compile(r"\s+"))


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of ``text`` from ``start`` to ``end``, each at most ``LONGEST`` long and cut behind a sentence."""
    while end - start > LONGEST:
        cut = _cut(text, start, start + LONGEST)
        yield start, cut
        start = cut
    yield start, end


def _cut(text: str, start: int, end: int) -> int:
    middle = (start + end) // 2
    for pattern in _CUTS:
        found = [match.end() for match in pattern.finditer(text, middle, end)]
        if found:
            return found[-1]
    return end


def words_only(text: str) -> str:
    """The text, of the same length, with letters for a stretch too long for a word and blanks for a footnote's mark."""
    whole = _NO_WORD.sub(lambda match: "x" * len(match.group()), text)
    return _NOTE.sub(lambda match: " " * len(match.group()), whole)
