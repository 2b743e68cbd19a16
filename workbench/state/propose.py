"""Estimands proposed by the machine for reports without a story file.

What is here: numbers grouped by what is counted and what befell it, in general words of news. Proposals are marked as
such wherever they are shown; an analyst's own estimands in ``story.toml`` replace them all. Their names are made in
``titles.py``; writing them down as a first story file is left to ``draft.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from functools import cache
from typing import Any

from workbench.annotate.entities.general import country_spoken_of
from workbench.annotate.entities.parties import Register
from workbench.cuefiles import cue_file
from workbench.model import Quantity
from workbench.read.nouns import plural, singular
from workbench.state.estimands import Placed
from workbench.state.statuses import dimension_of, status_named
from workbench.state.titles import Counted, Telling, telling_of, title_of
from workbench.storyfile import Estimand

#: What a hedge is enough for to be a figure; a length or a speed is told in every story and followed in few.
_AMOUNTS = {"money", "area", "mass", "volume"}
#: What no story follows, however often it is told: durations and multiples.
_NEVER = {"speed", "time", "multiple", "points", "angle"}
#: The status of those who were not sent yet: how many are to be is another question than how many were.
PLANNED = "planned"
#: So many numbers speak for a population that is sent somewhere, or for a plan of its own.
_SEVERAL = 3
#: Words for a number itself: they say nothing of what is counted.
_NUMBERS = {"figure", "number", "total", "count", "tally", "estimate", "sum", "present", "public", "own"}
#: What a population does, not what befell it: told near a number it is a figure, and all who do it are one population.
_ACTIVE = {"at work", "trained"}
#: A bare count below this is a figure only where a word near it tells what befell the counted, or somebody tells it.
_FEW = 10
#: A sum from here on is news though no word says what for.
_MUCH = 1_000_000
#: A bare number among these is likelier a year ("the 2014 numbers").
_YEARS = range(1900, 2100)
#: A clause of so many words, told twice, is about the number itself.
_SHORT = 22


@dataclass(frozen=True, slots=True)
class Kind:
    """What a number counts, in general words: a population, a status, a unit, a group it holds for, and where.

    ``where`` is empty for the story's own scene.
    """

    unit: str
    population: str
    status: str
    per: str
    where: str = ""


@cache
def _rules() -> dict[str, Any]:
    return cue_file("state", "statuses")


def kind_of(item: Placed) -> Kind:
    """The kind of a number: people of any name are one population where harm counts them."""
    quantity, status = item.quantity, item.status
    if quantity.unit == "magnitude":
        return Kind(quantity.unit, "", "", quantity.per, item.elsewhere)
    noun = _one_name(quantity)
    if quantity.unit == "count" and status.harm:
        noun = (
            "people"
            if not noun or item.inherited or status.by_noun or quantity.noun_lemma in _rules()["people"]["words"]
            else noun
        )
    if quantity.unit != "count" and status.whole:
        noun = ""
    active = status.name in _ACTIVE or (status.name == "sent" and quantity.unit == "count" and not item.elsewhere)
    unit = "percent" if quantity.unit == "share" else quantity.unit
    if quantity.unit == "count" and (active or not status.name) and _is_planned(item):
        return Kind(unit, noun, PLANNED, quantity.per, item.elsewhere)
    return Kind(unit, noun, "" if active else status.name, quantity.per, item.elsewhere)


def _is_planned(item: Placed) -> bool:
    """Whether a number counts those who are still to come or to be sent."""
    return item.quantity.stance == "expected" and not item.quantity.trend


@cache
def people_words() -> frozenset[str]:
    """The nouns that say no more of the counted than that they are people."""
    return frozenset(next(entry["words"] for entry in _rules()["population"] if entry["name"] == "people"))


def _one_name(quantity: Quantity) -> str:
    """The common name of a population that goes by several ("soldiers", "service members", "troops").

    A proper name that is no plural names no population ("9,200 in Lund"), one that is names people ("40 Norwegians").
    """
    if quantity.noun[:1].isupper() and singular(quantity.noun.lower()) == quantity.noun.lower():
        return ""
    if quantity.noun_lemma in _NUMBERS:
        return ""
    if quantity.noun[:1].isupper() and _is_of_a_nation(quantity):
        return "people"
    phrase = f" {quantity.population.lower()}"
    for entry in _rules()["population"]:
        if quantity.noun_lemma in entry["words"] or any(
            phrase.endswith((f" {word}", f" {plural(word)}")) for word in entry["words"] if " " in word
        ):
            return str(entry["name"])
    return quantity.noun_lemma


def _is_of_a_nation(quantity: Quantity) -> bool:
    """Whether the counted are called by their nation alone: "North Koreans"."""
    name = re.search(r"(?:[A-Z][\w.-]*\s+)?[A-Z][\w-]*\Z", quantity.population or quantity.noun)
    return name is not None and any(
        country_spoken_of(singular(called)) is not None for called in (name.group(), quantity.noun)
    )


#: A number's kind, what a name is made from, and whether words around it speak for its kind.
Count = tuple[Kind, Telling, bool]


@dataclass(frozen=True, slots=True)
class Tally:
    """What the numbers of all reports say for estimands; each report adds to it, and none is kept.

    ``told`` has of each number that may be drawn its kind and what a name is made from, alike ones as one value,
    ``told_by`` how many reports tell a kind, ``spoken_for`` the kinds that words around a number speak for.
    """

    told: list[tuple[Kind, Telling]] = field(default_factory=list)
    told_by: Counter[Kind] = field(default_factory=Counter)
    spoken_for: set[Kind] = field(default_factory=set)
    _alike: dict[tuple[Kind, Telling], tuple[Kind, Telling]] = field(default_factory=dict)

    def add(self, counts: Iterable[Count]) -> None:
        """Adds the numbers of one report."""
        own = list(counts)
        self.told_by.update({_without_plan(kind) for kind, _, _ in own})
        self.spoken_for.update(_without_plan(kind) for kind, _, speaks in own if speaks)
        pairs = [(kind, telling) for kind, telling, _ in own]
        self.told.extend(self._alike.setdefault(pair, pair) for pair in pairs)


def counts_of(items: Iterable[Placed]) -> list[Count]:
    """What the numbers of one report that may be drawn add to a tally."""
    return [(kind_of(item), telling_of(item), speaks_for_itself(item)) for item in items if may_be_drawn(item)]


def tally_of(reports: Iterable[Iterable[Placed]]) -> Tally:
    """The tally of the numbers of all reports."""
    tally = Tally()
    for items in reports:
        tally.add(counts_of(items))
    return tally


def proposals(tally: Tally, register: Register | None = None) -> dict[Kind, Estimand]:
    """The estimands to propose for the numbers of all reports, by kind, the most frequent first.

    A kind is proposed when something speaks for its being an estimate: a status of news, a hedge, or a second report.
    ``register`` has the names of places, for names such as "Troops sent to Norway".
    """
    kinds = {_without_plan(kind) for kind, _ in tally.told}
    chosen = {
        kind for kind in kinds if kind in tally.spoken_for or (tally.told_by[kind] > 1 and _may_be_followed(kind))
    }
    into = _taken_together([kind for kind, _ in tally.told if _without_plan(kind) in chosen], _sent(tally))
    members: dict[Kind, list[Telling]] = {}
    for kind, one in tally.told:
        if kind in into:
            members.setdefault(into[kind], []).append(one)
    ordered = sorted(members, key=lambda kind: (-len(members[kind]), *astuple(kind)))
    names = _names_used(tally)
    named = {kind: _estimand(kind, members[kind], names, register) for kind in ordered}
    by_id: dict[str, Estimand] = {}
    for kind in ordered:
        by_id.setdefault(named[kind].id, named[kind])
    return {kind: by_id[named[whole].id] for whole in ordered for kind in into if into[kind] == whole}


def _without_plan(kind: Kind) -> Kind:
    return replace(kind, status="") if kind.status == PLANNED else kind


def _taken_together(kinds: Sequence[Kind], sent: str) -> dict[Kind, Kind]:
    """For each kind the one that its numbers are drawn as.

    People who go by no name of their own are of the one population that the reports say was sent somewhere, plans that
    are told seldom are drawn with what they are plans of, and an area without a status with the area that has one.
    """
    counts = Counter(_of_the_sent(kind, sent) for kind in kinds)
    into = {}
    for kind in dict.fromkeys(kinds):
        one = _of_the_sent(kind, sent)
        if one.status == PLANNED and (one.population != sent or counts[one] < _SEVERAL):
            one = _without_plan(one)
        into[kind] = _whole(one, list(counts))
    return into


def _sent(tally: Tally) -> str:
    """The one population of which several numbers say that it was sent somewhere; empty where there is none or two."""
    moved = Counter(kind.population for kind, one in tally.told if kind.unit == "count" and one.status == "sent")
    several = [name for name, count in moved.items() if count >= _SEVERAL and name not in ("", "people")]
    return several[0] if len(several) == 1 else ""


def _of_the_sent(kind: Kind, sent: str) -> Kind:
    if not sent or kind.unit != "count" or kind.status not in ("", "sent", PLANNED) or kind.per:
        return kind
    if kind.population not in ("", "people", sent):
        return kind
    # Who is at another place than the story's own was sent there, whichever of the two a report says.
    return replace(kind, population=sent, status="sent" if kind.where and not kind.status else kind.status)


def _names_used(tally: Tally) -> dict[str, str]:
    """For a population that goes by several names the one that the reports use, where they use one only."""
    used: dict[str, set[str]] = {}
    for kind, one in tally.told:
        used.setdefault(kind.population, set()).add(one.lemma)
    return {name: next(iter(nouns)) for name, nouns in used.items() if len(nouns) == 1 and name not in ("", "people")}


def _whole(kind: Kind, chosen: Sequence[Kind]) -> Kind:
    """The kind that an area without a status belongs to: what else is measured there in that unit, if one thing."""
    if kind.status or dimension_of(kind.unit) != "area":
        return kind
    others = [one for one in chosen if one.status and (one.unit, one.where) == (kind.unit, kind.where)]
    return others[0] if len(others) == 1 else kind


def may_be_drawn(item: Placed) -> bool:
    """Whether nothing says that a number is background, of another event or a figure told twice."""
    quantity = item.quantity
    return not (quantity.set_aside or item.background or item.other_event or quantity.conversion_of is not None)


def _may_be_followed(kind: Kind) -> bool:
    """Whether a kind that several reports tell is a figure though no word says so; a share or count is of something."""
    dimension = dimension_of(kind.unit)
    return bool(kind.population) if dimension in ("count", "share") else dimension not in _NEVER


def speaks_for_itself(item: Placed) -> bool:
    """Whether the words around a number say that it is an estimate of something: a status, a hedge, an amount."""
    quantity, dimension = item.quantity, dimension_of(item.quantity.unit)
    if quantity.unit == "magnitude" or dimension == "area":
        return True
    if quantity.unit == "share" and quantity.bound == "bare":
        return False
    if quantity.trend in ("level", "former") and (quantity.noun_lemma or dimension == "share") and not is_few(item):
        return True
    if dimension == "count":
        return _is_told_of_few(item) if is_few(item) and quantity.bound in ("bare", "vague") else _is_told_of(item)
    if item.status.name:
        return True
    if dimension == "money" and (quantity.low or 0) >= _MUCH:
        return True
    return (dimension == "share" or dimension in _AMOUNTS) and (quantity.bound != "bare" or item.told)


def _is_told_of(item: Placed) -> bool:
    """Whether a count that is not small is of something: it has a status or a noun, or somebody tells or hedges it."""
    quantity = item.quantity
    if quantity.bound == "bare" and (quantity.low or 0) in _YEARS:
        return bool(item.status.name)
    return bool(item.status.name or quantity.noun_lemma) or quantity.bound != "bare" or item.told


def _is_told_of_few(item: Placed) -> bool:
    """Whether a small number is a figure: what befell the counted stands near, or somebody tells how many there are.

    Of one or "a few" only harm is news.
    """
    quantity, status = item.quantity, item.status
    if quantity.low == 1 or quantity.bound == "vague":
        return status.near and (status.harm or status.name == "sent" and quantity.bound != "vague")
    if status.near and status.name or item.told and (quantity.noun_lemma or status.name):
        return True
    return status.harm and len(quantity.clause.split()) < _SHORT


def is_drawn(item: Placed) -> bool:
    """Whether a number of a proposed kind is drawn: a small one only where words around it say that it is a figure."""
    return may_be_drawn(item) and (not _asks_for_words(item) or speaks_for_itself(item))


def _asks_for_words(item: Placed) -> bool:
    """Whether a number is so small, so loose or so bare that a kind told elsewhere is not enough to draw it."""
    quantity = item.quantity
    bare = quantity.unit == "count" and not quantity.noun_lemma and not item.status.name
    return bare or is_few(item) or quantity.unit == "share"


def is_few(item: Placed) -> bool:
    """Whether a count is so small that news tells it of anything ("two roads", "a few bags")."""
    quantity = item.quantity
    size = quantity.low if quantity.low is not None else quantity.high
    return quantity.unit == "count" and size is not None and size < _FEW


def _estimand(kind: Kind, told: Sequence[Telling], names: Mapping[str, str], register: Register | None) -> Estimand:
    shown = names.get(kind.population, kind.population)
    name = title_of(Counted(kind.unit, shown, kind.status, kind.per, kind.where), told, _place_names(told, register))
    status = status_named(kind.status)
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return Estimand(
        id=slug,
        name=name,
        unit=kind.unit,
        nouns=() if status.harm and kind.population == "people" else _nouns(kind.population, told),
        words=_words(kind, told),
        not_words=status.unless,
        per=kind.per,
    )


def _place_names(told: Sequence[Telling], register: Register | None) -> dict[str, str]:
    ids = {one.place for one in told if one.place}
    found = {one: register.entity(one) for one in ids} if register else {}
    return {one: entity.name for one, entity in found.items() if entity is not None}


def _nouns(population: str, told: Sequence[Telling]) -> tuple[str, ...]:
    """The names that a population goes by in general, and those that its numbers have beside them."""
    if not population:
        return ()
    known = next((entry["words"] for entry in _rules()["population"] if entry["name"] == population), [population])
    seen = sorted({one.lemma for one in told} - {"", *known, *_NUMBERS})
    return (*known, *seen)


def _words(kind: Kind, told: Sequence[Telling]) -> tuple[str, ...]:
    """The words that tell an estimand from others of the same population; none where its place alone does."""
    if kind.status == PLANNED:
        return tuple(_rules()["planned"]["words"])
    if kind.status == "sent" and kind.where and any(one.status != "sent" for one in told):
        return ()
    return status_named(kind.status).words
