"""Printed lines to paragraphs: lines that were broken because the column was full are put together again.

What is here: deciding from the length of lines alone where a break was forced, and joining with a blank. A hyphen at a
line's end goes only where the word stands whole elsewhere in the same text; whoever cannot know keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

#: Letters differ in width: a line this near to the usual width counts as full.
_NEARLY = 0.86
#: Of so few lines nothing can be told about the width of a column.
_ENOUGH = 6
_BULLET = re.compile(r"\s*(?:[-–—*•·●▪◦]|\d{1,2}[.)])\s+\S")
_HYPHENED = re.compile(r"(?<![^\W\d_])([^\W\d_]+)[-\u2010\u00ad]$")
_WORD = re.compile(r"[^\W\d_]+")


def column_width(lines: Sequence[str]) -> int:
    """The length of a full line in characters, or 0 where too few lines tell it."""
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[int(0.85 * (len(lengths) - 1))] if len(lengths) >= _ENOUGH else 0


def goes_on(line: str, following: str, width: int) -> bool:
    """Whether a line was broken because the first word of the next one did not fit into the column."""
    line, following = line.strip(), following.strip()
    if not width or not line or not following or _BULLET.match(following):
        return False
    return len(line) + 1 + len(following.split()[0]) >= _NEARLY * width


def paragraphs(lines: Sequence[str], *, width: int, words: frozenset[str]) -> list[str]:
    """The lines with those of one paragraph joined; ``words`` are the words of the whole text, in lower case."""
    found: list[str] = []
    last = ""
    for line in lines:
        if found and goes_on(last, line, width):
            found[-1] = joined(found[-1], line.strip(), words)
        else:
            found.append(line)
        last = line
    return found


def joined(one: str, two: str, words: frozenset[str], *, by: str = " ") -> str:
    """Two pieces of a paragraph as one; a word that a hyphen cuts is made whole where the text has it whole."""
    one = one.rstrip()
    cut = _HYPHENED.search(one)
    rest = _WORD.match(two)
    if not cut or not rest or not rest.group()[0].islower():
        return f"{one}{by}{two}"
    if one.endswith("\u00ad") or (cut.group(1) + rest.group()).lower() in words:
        return one[:-1] + two
    return one + two


def words_of(text: str) -> frozenset[str]:
    """The words of a text in lower case."""
    return frozenset(word.lower() for word in _WORD.findall(text))
