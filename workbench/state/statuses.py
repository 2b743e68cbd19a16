"""What befell the people or things that a number counts ("killed", "destroyed"), by the words nearest to it.

What is here: the choice among the statuses of ``cues/statuses.toml``. Which numbers make an estimand together is left
to ``propose.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.annotate.quantities import unit_size
from workbench.cuefiles import cue_file
from workbench.model import Quantity


@dataclass(frozen=True, slots=True)
class Status:
    """A status by name; ``near`` is true where the noun, its phrase or its own verb tells it, not the clause alone."""

    name: str = ""
    near: bool = False
    harm: bool = False
    words: tuple[str, ...] = ()


NONE = Status()


def status_of(quantity: Quantity, written: str) -> Status:
    """What befalls or is done to the counted, by the words nearest to the number; ``NONE`` when no word tells.

    ``written`` is the number as it stands in the text, so that nearness can be measured from it.
    """
    known = [entry for entry in _statuses() if _suits(entry, quantity.unit)]
    noun = f"{quantity.noun_lemma} | {quantity.noun.lower()}"
    for words, near in ((noun, True), (quantity.near, True), (quantity.clause, False)):
        best = min(_found(words, known, written), default=None)
        if best is not None:
            entry = known[best[1]]
            return Status(str(entry["name"]), near, bool(entry["harm"]), tuple(entry["words"]))
    return NONE


def status_named(name: str) -> Status:
    """The status of that name, as if told near the number; ``NONE`` for an empty name."""
    entry = next((entry for entry in _statuses() if entry["name"] == name), None)
    return Status(name, True, bool(entry["harm"]), tuple(entry["words"])) if entry else NONE


@cache
def _statuses() -> tuple[Mapping[str, Any], ...]:
    return tuple(cue_file("state", "statuses")["status"])


def dimension_of(unit: str) -> str:
    """What a unit measures: money, share, length, area and so on, or count."""
    size = unit_size(unit)
    return size[0] if size else "count"


def _suits(entry: Mapping[str, Any], unit: str) -> bool:
    dimension = dimension_of(unit)
    if "units" in entry:
        return dimension in entry["units"]
    return dimension == "count" or bool(entry.get("measured")) and dimension != "magnitude"


def _found(words: str, known: Sequence[Mapping[str, Any]], written: str) -> Iterator[tuple[int, int]]:
    """The distance in words from the number to each status that the words tell, with the status's place in the list."""
    lemmas, _, forms = words.partition(" | ")
    lines = (lemmas.split(), forms.split())
    at = _position(lines[1], written)
    for number, entry in enumerate(known):
        for word in entry["words"]:
            phrase = re.sub(r"[-\u2010\u2011]", " ", word).split()
            for line in lines:
                for start in range(len(line) - len(phrase) + 1):
                    if line[start] == phrase[0] and line[start : start + len(phrase)] == phrase:
                        yield (abs(start - at) if at is not None else 0), number


def _position(forms: Sequence[str], written: str) -> int | None:
    first = re.split(r"[\s-]", written.lower())[0].lstrip("$\u20ac\u00a3")
    return forms.index(first) if first in forms else None
