"""What befell the people or things that a number counts ("killed", "destroyed"), by the words nearest to it.

What is here: the choice among the statuses of ``cues/statuses.toml``. Which numbers make an estimand together is left
to ``propose.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from workbench.annotate.quantities import unit_size
from workbench.cuefiles import cue_file
from workbench.model import Quantity


@dataclass(frozen=True, slots=True)
class Status:
    """A status by name; ``near`` is true where the noun, its phrase or its own verb tells it, not the clause alone.

    ``whole`` is true for a status said of one thing only, so that naming that thing adds nothing ("20 percent of the
    fire is contained").
    """

    name: str = ""
    near: bool = False
    harm: bool = False
    words: tuple[str, ...] = ()
    whole: bool = False
    by_noun: bool = False


NONE = Status()
#: What can be pledged, sent or destroyed by measure; a length or a speed cannot.
_AMOUNTS = {"money", "share", "area", "mass", "volume"}


def status_of(quantity: Quantity, written: str) -> Status:
    """What befalls or is done to the counted, by the words nearest to the number; ``NONE`` when no word tells.

    ``written`` is the number as it stands in the text, so that nearness can be measured from it.
    """
    # What is said of one dimension only ("40 acres burned") goes before what is said of all.
    known = sorted((one for one in _statuses() if _suits(one, quantity.unit)), key=lambda one: "units" not in one)
    if quantity.noun_lemma in cue_file("state", "statuses")["things"]["words"]:
        known = [entry for entry in known if not entry["harm"] or entry["name"] == "affected"]
    noun = f"{quantity.noun_lemma} | {quantity.noun.lower()}"
    tries = (
        (noun, "words", True),
        (_without_modifiers(quantity), "words", True),
        (noun, "nouns", True),
        (quantity.clause, "words", False),
    )
    for words, which, near in tries:
        best = min(_found(words, known, written, which), default=None)
        if best is not None:
            return replace(_status(known[best[1]], near=near), by_noun=words is noun)
    return NONE


def _status(entry: Mapping[str, Any], *, near: bool) -> Status:
    words = (*entry["words"], *entry.get("nouns", ()))
    return Status(str(entry["name"]), near, bool(entry["harm"]), words, bool(entry.get("whole")))


def _without_modifiers(quantity: Quantity) -> str:
    """The words near a number without those that only name a sort of the counted ("rescue" in "rescue workers")."""
    sorts = {
        word for word in quantity.population.lower().split()[:-1] if not re.search(r"(?:ed|ing|en|dead|ill)\Z", word)
    }
    lemmas, _, forms = quantity.near.partition(" | ")
    kept = [(a, b) for a, b in zip(lemmas.split(), forms.split(), strict=False) if b not in sorts]
    return f"{' '.join(a for a, _ in kept)} | {' '.join(b for _, b in kept)}"


def status_named(name: str) -> Status:
    """The status of that name, as if told near the number; ``NONE`` for an empty name."""
    found = [_status(entry, near=True) for entry in _statuses() if entry["name"] == name]
    words = tuple(dict.fromkeys(word for status in found for word in status.words))
    return replace(found[0], words=words) if found else NONE


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
    return dimension == "count" or bool(entry.get("measured")) and dimension in _AMOUNTS


def _found(words: str, known: Sequence[Mapping[str, Any]], written: str, which: str) -> Iterator[tuple[int, int]]:
    """The distance in words from the number to each status that the words tell, with the status's place in the list."""
    lemmas, _, forms = words.partition(" | ")
    lines = (lemmas.replace("\u2019", "'").split(), forms.replace("\u2019", "'").split())
    at = _position(lines[1], written)
    for number, entry in enumerate(known):
        for word in entry.get(which, ()):
            phrase = re.sub(r"[-\u2010\u2011]", " ", word).split()
            for line in lines:
                for start in range(len(line) - len(phrase) + 1):
                    if line[start] == phrase[0] and line[start : start + len(phrase)] == phrase:
                        yield _distance(start, at), number


def _distance(start: int, at: int | None) -> int:
    """How far a word stands from the number; of two as far, the one after the number is nearer."""
    return 0 if at is None else 2 * (start - at) if start >= at else 2 * (at - start) + 1


def _position(forms: Sequence[str], written: str) -> int | None:
    first = re.split(r"[\s-]", written.lower())[0].lstrip("$\u20ac\u00a3")
    return forms.index(first) if first in forms else None
