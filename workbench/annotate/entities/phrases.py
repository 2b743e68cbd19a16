"""Names found in a text by looking up its words, whatever the number of names: a cost of the words, not of the names.

What is here: an index from names to values, with the one rule of what counts as a name in a text: whole words, any
white space between them, either apostrophe, in any case unless the name is all capitals ("US" is no pronoun).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")
_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Hit(Generic[Value]):
    """A name found at ``start``:``end`` of the words that were searched, and a value it was entered with."""

    start: int
    end: int
    value: Value


@dataclass(frozen=True, slots=True)
class _Entry(Generic[Value]):
    value: Value
    written: str | None


@dataclass(frozen=True)
class Phrases(Generic[Value]):
    """An index of names; every name may have several values."""

    _entries: dict[str, list[_Entry[Value]]] = field(default_factory=dict)
    _lengths: dict[str, set[int]] = field(default_factory=dict)

    def add(self, name: str, value: Value) -> None:
        """The name entered with that value."""
        tokens = _tokens(name)
        if not tokens:
            return
        key = _joined(tokens)
        written = key if name.isupper() else None
        self._entries.setdefault(key.casefold(), []).append(_Entry(value, written))
        self._lengths.setdefault(tokens[0].text.casefold(), set()).add(len(tokens))

    def find(self, words: str) -> Iterator[Hit[Value]]:
        """Every name in the words from left to right, names within names included."""
        tokens = _tokens(words)
        for at, first in enumerate(tokens):
            lengths = self._lengths.get(first.text.casefold())
            if not lengths or words[max(0, first.start - 1) : first.start] == "-":
                continue
            for length in sorted(lengths):
                if at + length <= len(tokens) and not _goes_on(words, end := tokens[at + length - 1].end):
                    for value in self._values(_joined(tokens[at : at + length])):
                        yield Hit(first.start, end, value)

    def whole(self, words: str) -> list[Value]:
        """The values of the name that the words are."""
        tokens = _tokens(words)
        return list(self._values(_joined(tokens))) if tokens else []

    def _values(self, key: str) -> Iterator[Value]:
        for entry in self._entries.get(key.casefold(), ()):
            if entry.written is None or entry.written == key:
                yield entry.value


class _Token(NamedTuple):
    text: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def _tokens(words: str) -> tuple[_Token, ...]:
    return tuple(_Token(m.group().replace("\u2019", "'"), m.start(), m.end()) for m in _TOKEN.finditer(words))


def _joined(tokens: Sequence[_Token]) -> str:
    """The tokens as a key: one space where any white space stood, nothing where none did."""
    parts = [tokens[0].text]
    for last, token in pairwise(tokens):
        parts.append(token.text if token.start == last.end else " " + token.text)
    return "".join(parts)


def _goes_on(words: str, end: int) -> bool:
    following = words[end : end + 1]
    return following.isalnum() or following == "_"
