"""Estimands proposed by the machine for reports without a story file.

What is here: numbers grouped by what is counted and what befell it, in general words of news. Proposals are marked as
such wherever they are shown; an analyst's own estimands in ``story.toml`` replace them all. Writing them down as a
first story file is left to ``draft.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.cuefiles import cue_file
from workbench.state.estimands import Placed
from workbench.state.statuses import dimension_of, status_named
from workbench.storyfile import Estimand

#: How far a place lies off is told in every story and asked in few.
_NEVER_ALONE = {"length", "speed", "angle"}
#: A bare count below this is a figure only where a word near it tells what befell the counted.
_FEW = 10
#: An amount of money from here on is a figure by itself.
_FORTUNE = 100_000


@dataclass(frozen=True, slots=True)
class Kind:
    """What a number counts, in general words: a population, a status, a unit and a group it holds for."""

    unit: str
    population: str
    status: str
    per: str


@cache
def _rules() -> dict[str, Any]:
    return cue_file("state", "statuses")


def kind_of(item: Placed) -> Kind:
    """The kind of a number: people of any name are one population where harm counts them."""
    quantity, status = item.quantity, item.status
    if quantity.unit == "magnitude":
        return Kind(quantity.unit, "", "", quantity.per)
    noun = quantity.noun_lemma
    if quantity.unit == "count" and (not noun or (status.harm and noun in _rules()["people"]["words"])):
        noun = "people" if status.harm else noun
    return Kind(quantity.unit, _one_name(noun), status.name, quantity.per)


def _one_name(noun: str) -> str:
    """The common name of a population that goes by several ("soldiers", "troops")."""
    return next((str(entry["name"]) for entry in _rules()["population"] if noun in entry["words"]), noun)


def proposals(reports: Sequence[Sequence[Placed]]) -> dict[Kind, Estimand]:
    """The estimands to propose for the numbers of all reports, by kind, the most frequent first.

    A kind is proposed when something speaks for its being an estimate: a status of news, a hedge, or a second mention.
    """
    items = [one for numbers in reports for one in numbers if may_be_drawn(one)]
    counts = Counter(kind_of(item) for item in items)
    spoken_for = {kind_of(item) for item in items if speaks_for_itself(item)}
    chosen = [kind for kind in counts if kind in spoken_for or (counts[kind] > 1 and _is_told(kind))]
    ordered = sorted(chosen, key=lambda kind: (-counts[kind], kind.population, kind.status, kind.unit, kind.per))
    return {kind: _estimand(kind) for kind in ordered}


def may_be_drawn(item: Placed) -> bool:
    """Whether nothing says that a number is background, of another event or a figure told twice."""
    quantity = item.quantity
    return not (quantity.set_aside or item.background or item.other_event or quantity.conversion_of is not None)


def _is_told(kind: Kind) -> bool:
    return bool(kind.population) if kind.unit == "count" else dimension_of(kind.unit) not in _NEVER_ALONE


def speaks_for_itself(item: Placed) -> bool:
    """Whether the words around a number say that it is an estimate of something: a status, a hedge, an amount."""
    quantity, dimension = item.quantity, dimension_of(item.quantity.unit)
    if quantity.unit == "magnitude":
        return True
    if dimension == "count":
        if is_few(item):
            return bool(item.status.name) and item.status.near
        return bool(item.status.name) or bool(quantity.noun_lemma and quantity.bound != "bare")
    if dimension == "money" and (quantity.low or quantity.high or 0) >= _FORTUNE:
        return True
    return bool(item.status.name) or (dimension not in _NEVER_ALONE and quantity.bound != "bare")


def is_few(item: Placed) -> bool:
    """Whether a count is so small that news tells it of anything ("two roads", "a few bags")."""
    quantity = item.quantity
    size = quantity.low if quantity.low is not None else quantity.high
    return quantity.unit == "count" and size is not None and size < _FEW


def _estimand(kind: Kind) -> Estimand:
    name = _title(kind)
    status = status_named(kind.status)
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return Estimand(
        id=slug,
        name=name,
        unit=kind.unit,
        nouns=() if status.harm and kind.population == "people" else _nouns(kind.population),
        words=status.words,
        per=kind.per,
    )


def _nouns(population: str) -> tuple[str, ...]:
    known = next((entry["words"] for entry in _rules()["population"] if entry["name"] == population), [population])
    return tuple(known) if population else ()


def _title(kind: Kind) -> str:
    if kind.unit == "count":
        counted = kind.population or "people"
        words = [counted if counted in ("people", "personnel") else _plural(counted)]
    else:
        words = [kind.unit if kind.unit in ("percent", "magnitude") else _plural(kind.unit)]
    if kind.status and kind.status not in words[0]:
        words.append(kind.status)
    if kind.unit != "count" and kind.population:
        words.append(f"of {kind.population}")
    if kind.per:
        words.append(f"per {kind.per}")
    title = " ".join(words)
    return title[:1].upper() + title[1:]


def _plural(word: str) -> str:
    if re.search(r"(?:s|x|z|ch|sh)\Z", word):
        return word + "es"
    if re.search(r"[^aeiou]y\Z", word):
        return word[:-1] + "ies"
    return {"man": "men", "woman": "women", "child": "children", "foot": "feet", "person": "people"}.get(
        word, word + "s"
    )
