"""What befell the people or things that a number counts ("killed", "destroyed"), by the words nearest to it.

What is here: the choice among the statuses of ``cues/statuses.toml``. Which numbers make an estimand together is left
to ``propose.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from workbench.annotate.language import holds
from workbench.annotate.quantities.units import unit_size
from workbench.cuefiles import cue_file
from workbench.model import Quantity


@dataclass(frozen=True, slots=True)
class Status:
    """A status by name; ``near`` is true where the noun, its phrase or its own verb tells it, not the clause alone.

    ``whole`` is true for a status said of one thing only, so that naming that thing adds nothing ("20 percent of the
    fire is contained"). ``unless`` are words of the clause beside which its words tell something else.
    """

    name: str = ""
    near: bool = False
    harm: bool = False
    words: tuple[str, ...] = ()
    whole: bool = False
    by_noun: bool = False
    unless: tuple[str, ...] = ()


NONE = Status()
#: A hedge that opens with a shorter word ("up to", "at least") tells of nothing, and stands in phrases that do.
_TELLING = 5
#: What can be pledged, sent or destroyed by measure; a length or a speed cannot.
_AMOUNTS = {"money", "share", "area", "mass", "volume"}


def status_of(quantity: Quantity, written: str) -> Status:
    """What befalls or is done to the counted, by the words nearest to the number; ``NONE`` when no word tells.

    ``written`` is the number as it stands in the text, so that nearness can be measured from it.
    """
    thing = quantity.noun_lemma in cue_file("state", "statuses")["things"]["words"]
    ranks = _told(_ranks(dimension_of(quantity.unit), thing=thing), quantity.clause)
    noun = f"{quantity.noun_lemma} | {quantity.noun.lower()}"
    quantity = _without_hedge(_without_part(quantity, written))
    # "40 shelters" are no people in shelter.
    own = {quantity.noun_lemma} & set(cue_file("state", "statuses")["own"]["words"])
    # "Two of the wounded died": the noun tells of the whole, the verb of the part.
    part = {quantity.noun_lemma} if "of" in quantity.rule.split("/") else set[str]()
    tries = (
        (_without(quantity.near, part) if part else "", "words", True),
        ("" if own else noun, "words", True),
        (_without(_without_modifiers(quantity), own), "words", True),
        (noun, "nouns", True),
        (_without(quantity.clause, own), "words", False),
    )
    for words, which, near in tries:
        best = min(_found(words, ranks, written, which), default=None)
        if best is not None:
            return replace(_status(_statuses()[best[2]], near=near), by_noun=words is noun)
    return NONE


def _status(entry: Mapping[str, Any], *, near: bool) -> Status:
    words = (*entry["words"], *entry.get("nouns", ()))
    return Status(
        str(entry["name"]),
        near,
        bool(entry["harm"]),
        words,
        bool(entry.get("whole")),
        unless=tuple(entry.get("unless", ())),
    )


def _without_part(quantity: Quantity, written: str) -> Quantity:
    """The number without what is told behind it of a part: "40 were hurt, of whom 12 remain in hospital"."""
    return replace(quantity, near=_up_to_part(quantity.near, written), clause=_up_to_part(quantity.clause, written))


def _up_to_part(words: str, written: str) -> str:
    lemmas, _, forms = words.partition(" | ")
    line = forms.split()
    at = _position(line, written)
    behind = (n for n in range((at or 0) + 1, len(line) - 1) if line[n] == "of" and line[n + 1] in ("whom", "which"))
    end = next(behind, None) if at is not None else None
    return words if end is None else f"{' '.join(lemmas.split()[:end])} | {' '.join(line[:end])}"


def _without_hedge(quantity: Quantity) -> Quantity:
    """The number without the word that opens its hedge: "close to 40 people" closes nothing."""
    first = quantity.hedge.lower().split()[:1]
    if not first or len(first[0]) < _TELLING:
        return quantity
    near, clause = (_kept(words, lambda _, form: form != first[0]) for words in (quantity.near, quantity.clause))
    return replace(quantity, near=near, clause=clause)


def _without_modifiers(quantity: Quantity) -> str:
    """The words near a number without those that only name a sort of the counted ("rescue" in "rescue workers")."""
    sorts = {
        word for word in quantity.population.lower().split()[:-1] if not re.search(r"(?:ed|ing|en|dead|ill)\Z", word)
    }
    return _kept(quantity.near, lambda _, form: form not in sorts)


def _without(words: str, lemmas: Set[str]) -> str:
    """Lemmas and forms without the words that are one of those, either way."""
    return _kept(words, lambda lemma, form: lemma not in lemmas and form not in lemmas) if lemmas else words


def _kept(words: str, is_kept: Callable[[str, str], bool]) -> str:
    """Of lemmas and forms those that a test of both lets stand."""
    lemmas, _, forms = words.partition(" | ")
    kept = [(a, b) for a, b in zip(lemmas.split(), forms.split(), strict=False) if is_kept(a, b)]
    return f"{' '.join(a for a, _ in kept)} | {' '.join(b for _, b in kept)}"


def status_named(name: str) -> Status:
    """The status of that name, as if told near the number; ``NONE`` for an empty name."""
    found = [_status(entry, near=True) for entry in _statuses() if entry["name"] == name]
    words = tuple(dict.fromkeys(word for status in found for word in status.words))
    unless = tuple(dict.fromkeys(word for status in found for word in status.unless))
    return replace(found[0], words=words, unless=unless) if found else NONE


@cache
def _statuses() -> tuple[Mapping[str, Any], ...]:
    return tuple(cue_file("state", "statuses")["status"])


def dimension_of(unit: str) -> str:
    """What a unit measures: money, share, length, area and so on, or count."""
    size = unit_size(unit)
    return size[0] if size else "share" if unit == "share" else "count"


@cache
def _ranks(dimension: str, *, thing: bool) -> Mapping[int, int]:
    """The statuses that can be said of a dimension, by their place in the list, with the order they are tried in.

    What is said of one dimension only ("40 acres burned") goes before what is said of all; things come to no harm.
    """
    suited = [number for number, entry in enumerate(_statuses()) if _suits(entry, dimension, thing=thing)]
    ordered = sorted(suited, key=lambda number: "units" not in _statuses()[number])
    return {number: rank for rank, number in enumerate(ordered)}


def _told(ranks: Mapping[int, int], clause: str) -> Mapping[int, int]:
    """Those of the statuses that no word of the clause speaks against: who walked out of a meeting is not on strike."""
    barred = {
        number
        for number, entry in enumerate(_statuses())
        if number in ranks and any(holds(clause, word) for word in entry.get("unless", ()))
    }
    return {number: rank for number, rank in ranks.items() if number not in barred} if barred else ranks


def _suits(entry: Mapping[str, Any], dimension: str, *, thing: bool) -> bool:
    if thing and entry["harm"] and entry["name"] != "affected":
        return False
    if "units" in entry:
        return dimension in entry["units"]
    return dimension == "count" or bool(entry.get("measured")) and dimension in _AMOUNTS


@cache
def _phrases(which: str) -> Mapping[str, Sequence[tuple[tuple[str, ...], int]]]:
    """The phrases of all statuses by their first word, each with the place of its status in the list."""
    found: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for number, entry in enumerate(_statuses()):
        for words in entry.get(which, ()):
            phrase = tuple(re.sub(r"[-\u2010\u2011]", " ", words).split())
            found.setdefault(phrase[0], []).append((phrase, number))
    return found


def _found(words: str, ranks: Mapping[int, int], written: str, which: str) -> Iterator[tuple[int, int, int]]:
    """The distance in words from the number to each status that the words tell, the status's rank and its place."""
    lemmas, _, forms = words.replace("\u2019", "'").partition(" | ")
    at = _position(forms.split(), written)
    phrases = _phrases(which)
    for line in (lemmas.split(), forms.split()):
        for start, word in enumerate(line):
            for phrase, number in phrases.get(word, ()):
                if number in ranks and tuple(line[start : start + len(phrase)]) == phrase:
                    yield _distance(start, at), ranks[number], number


def _distance(start: int, at: int | None) -> int:
    """How far a word stands from the number; of two as far, the one after the number is nearer."""
    return 0 if at is None else 2 * (start - at) if start >= at else 2 * (at - start) + 1


def _position(forms: Sequence[str], written: str) -> int | None:
    first = re.split(r"[\s-]", written.lower())[0].lstrip("$\u20ac\u00a3")
    return forms.index(first) if first in forms else None
