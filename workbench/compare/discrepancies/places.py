"""A place that a retelling put in the place of another, or named where the parent names none.

Only places that say where are compared ("in Velna", "to the port"): a capital that stands for its government is none.
The place of a figure is in ``figures.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from workbench.compare.discrepancies.changes import Change
from workbench.compare.discrepancies.pages import Page, Shelf
from workbench.compare.discrepancies.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Place:
    """A place named in a sentence, ``entity`` where the ledger knows it."""

    text: str
    entity: str | None
    start: int
    motion: bool = False


def place_changes(shelf: Shelf, a_page: Page, a: Sentence, b_page: Page, b: Sentence) -> Iterator[Change]:
    """The places of ``b`` that stand for another of ``a``, or narrow down where a thing was."""
    old, new = places_of(shelf, a_page, a), places_of(shelf, b_page, b)
    gone = [one for one in old if not any(_same(shelf, one, other) for other in _all_of(shelf, b_page, b))]
    come = [one for one in new if not any(_holds(shelf, one, other) for other in _all_of(shelf, a_page, a))]
    spans = (a_page.report_id, a.start, a.end), (b_page.report_id, b.start, b.end)
    for place, before in zip(come, gone, strict=False):
        if place.motion != before.motion:
            continue
        told = f"{b_page.calls} says “{place.text}” where {a_page.calls} says “{before.text}”."
        yield Change("place", *spans, told)
    if come and not gone and not _nearby(shelf, a_page, a, come[0]):
        told = f"{b_page.calls} names “{come[0].text}” as the place, which {a_page.calls} does not say there."
        yield Change("place", *spans, told, "medium")


def _nearby(shelf: Shelf, page: Page, sentence: Sentence, place: Place) -> bool:
    """Whether the sentence before or after names the place."""
    at = page.sentences.index(sentence)
    around = page.sentences[max(0, at - 1) : at] + page.sentences[at + 1 : at + 2]
    return any(_holds(shelf, place, other) for one in around for other in _all_of(shelf, page, one))


def places_of(shelf: Shelf, page: Page, sentence: Sentence) -> list[Place]:
    """The places that a sentence names after a word that says where; ``motion`` tells "to" from "in"."""
    found = []
    for one in _all_of(shelf, page, sentence):
        located = _LOCATED.search(page.text[sentence.start : one.start])
        if located:
            found.append(replace(one, motion=located.group(1).casefold() in _MOTION))
    return found


def named_places(shelf: Shelf, page: Page, sentence: Sentence) -> frozenset[str]:
    """The places of the story that a sentence names, wherever in it."""
    found = _all_of(shelf, page, sentence)
    return frozenset(place for one in found if (place := shelf.called.get(one.text, one.entity)) is not None)


def only_place(shelf: Shelf, page: Page, sentence: Sentence) -> str | None:
    """The one place of the story that a sentence names; nothing where it names none or more."""
    named = named_places(shelf, page, sentence)
    return next(iter(named)) if len(named) == 1 else None


_MOTION = frozenset({"to", "toward", "towards", "into", "from", "across", "off"})


#: Words that say where, and what may stand between them and the name: "to Russia's Kursk", "in the city of Velna".
_LOCATED = re.compile(
    r"\b(in|at|near|to|toward|towards|into|from|across|outside|inside|around|through|off|on|over|within|throughout)\s+"
    r"(?:(?:the|its|their|a|city|town|port|region|province|village|district|north|south|east|west|northern|southern|"
    r"eastern|western|central|of|nearby|[A-Z][\w.]*[’']s)\s+)*$"
)


def _all_of(shelf: Shelf, page: Page, sentence: Sentence) -> list[Place]:
    """All places that a sentence names, in order, each once."""
    found = {}
    for row in page.mentions.within(sentence.start, sentence.end):
        if row.label in {"GPE", "LOC", "FAC"}:
            found[row.start] = Place(row.text, row.entity_id, row.start)
    last = 0
    for start, words in capitals_in(sentence.text):
        if start >= last and words in shelf.called:
            at, last = sentence.start + start, start + len(words)
            found.setdefault(at, Place(words, shelf.called[words], at))
    return [found[at] for at in sorted(found)]


def capitals_in(text: str) -> Iterator[tuple[int, str]]:
    """Where words with capitals stand in a row, and these words, all of them and then without the first and so on.

    The word that opens a sentence has a capital too: "In Lower Norra".
    """
    for one in _CAPITALS.finditer(text):
        begins = (one.start(), *(one.start() + space.end() for space in re.finditer(r"\s", one.group())))
        yield from ((at, text[at : one.end()]) for at in begins if one.end() - at <= _LONGEST_NAME)


#: No name of a place has more letters.
_LONGEST_NAME = 80
_CAPITALS = re.compile(r"[A-Z][\w-]+(?:\s[A-Z][\w-]+)*")


def _holds(shelf: Shelf, one: Place, other: Place) -> bool:
    """Whether a place is the other or the other lies in it: to name the wider one says nothing new."""
    if one.entity and other.entity and one.entity != other.entity:
        return one.entity in shelf.places.chain(other.entity)
    return _same(shelf, one, other)


def _same(shelf: Shelf, one: Place, other: Place) -> bool:
    """Whether two names may be one place: one entity, one within the other, one name, a country and its adjective."""
    if one.entity and other.entity:
        return shelf.places.contain(one.entity, other.entity)
    a, b = _bare(one.text), _bare(other.text)
    return a in b or b in a or a[:5] == b[:5]


@cache
def _bare(name: str) -> str:
    return re.sub(r"^the |['’]s$", "", name.casefold()).replace(".", "")
