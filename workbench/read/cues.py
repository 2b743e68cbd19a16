"""The cue lists of this folder as compiled patterns, each with the example sentence it was written for.

What is here: reading ``cues/*.toml`` once. What the cues mean for a line is decided in ``lines.py``; the names of
agencies are used by ``masthead.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from workbench.cuefiles import cue_file
from workbench.read.patterns import needed

Scope = Literal["line", "in", "hint"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A pattern of words with a name, a scope and an example.

    Scope ``line``: the whole of a short line, bullets and end marks apart. ``in``: anywhere in a line, and sure even
    in a full sentence. ``hint``: anywhere, and trusted only where other signs agree. ``keep`` is a sentence of a
    report that the pattern must leave alone. ``needed`` are texts of which one stands in whatever the pattern fits.
    """

    name: str
    scope: Scope
    pattern: re.Pattern[str]
    example: str
    keep: str = ""
    ends: bool = False
    needed: frozenset[str] = frozenset()

    def is_in(self, text: str, lower: str) -> bool:
        """Whether the pattern is found in a text, which is also given as ``patterns.lowered`` makes it."""
        may = not self.needed or any(needed in lower for needed in self.needed)
        return may and self.pattern.search(text) is not None


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency, the names its credits use, and an example of such a credit."""

    name: str
    aliases: tuple[str, ...]
    example: str


@cache
def cues(name: str) -> tuple[Cue, ...]:
    """The cues of ``cues/<name>.toml`` in file order, compiled without regard to case unless the file says so."""
    data = cue_file("read", name)
    flags = 0 if data.get("case_matters") else re.IGNORECASE
    return tuple(
        Cue(
            name=entry["name"],
            scope=entry.get("scope", "in"),
            pattern=re.compile(entry["pattern"], flags),
            example=entry["example"],
            keep=entry.get("keep", ""),
            ends=entry.get("ends", False),
            needed=needed(entry["pattern"]),
        )
        for entry in data["cue"]
    )


@cache
def agencies() -> tuple[Agency, ...]:
    """The news agencies known without a story file."""
    data = cue_file("read", "agencies")
    return tuple(Agency(entry["name"], tuple(entry["aliases"]), entry["example"]) for entry in data["agency"])


@cache
def stopwords() -> frozenset[str]:
    """Function words of the languages in ``cues/stopwords.toml``, in lower case."""
    data = cue_file("read", "stopwords")
    return frozenset(word for entry in data["language"] for word in entry["words"].split())
