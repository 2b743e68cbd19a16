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

from workbench.annotate.language import holds
from workbench.cuefiles import cue_file
from workbench.model import Quantity
from workbench.state.estimands import Placed
from workbench.storyfile import Estimand

#: What is said of amounts, shares and distances; people die and march, money does not.
_MEASURED = {"pledged", "contained", "destroyed"}
#: How far a place lies off is told in every story and asked in few.
_DISTANCES = {"kilometre", "mile", "metre", "foot", "inch", "centimetre"}


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


def status_of(quantity: Quantity) -> str:
    """What befalls or is done to the counted, by the words nearest to the number; empty when no word tells."""
    noun = f"{quantity.noun_lemma} | {quantity.noun.lower()}"
    for words in (noun, quantity.near, quantity.clause):
        for status in _rules()["status"]:
            if any(holds(words, word) for word in status["words"]):
                return str(status["name"])
    return ""


def kind_of(quantity: Quantity) -> Kind:
    """The kind of a number: people of any name are one population where harm counts them."""
    status = status_of(quantity)
    if quantity.unit != "count" and status not in _MEASURED:
        status = ""
    if quantity.unit == "magnitude":
        return Kind(quantity.unit, "", "", quantity.per)
    harm = any(entry["name"] == status and entry["harm"] for entry in _rules()["status"])
    noun = quantity.noun_lemma
    if quantity.unit == "count" and (not noun or (harm and noun in _rules()["people"]["words"])):
        noun = "people" if harm else noun
    return Kind(quantity.unit, _one_name(noun), status, quantity.per)


def _one_name(noun: str) -> str:
    """The common name of a population that goes by several ("soldiers", "troops")."""
    return next((str(entry["name"]) for entry in _rules()["population"] if noun in entry["words"]), noun)


def proposals(reports: Sequence[Sequence[Placed]]) -> dict[Kind, Estimand]:
    """The estimands to propose for the numbers of all reports, by kind, the most frequent first.

    A kind is proposed when something speaks for its being an estimate: a status of news, a hedge, or a second mention.
    """
    counts: Counter[Kind] = Counter()
    hedged: Counter[Kind] = Counter()
    for item in (one for numbers in reports for one in numbers):
        kind = kind_of(item.quantity)
        if item.quantity.set_aside or item.quantity.conversion_of is not None:
            continue
        if not kind.status and (not kind.population if kind.unit == "count" else kind.unit in _DISTANCES):
            continue
        counts[kind] += 1
        hedged[kind] += item.quantity.bound != "bare"
    chosen = [
        kind for kind, count in counts.items() if kind.status or kind.unit == "magnitude" or hedged[kind] or count > 1
    ]
    ordered = sorted(chosen, key=lambda kind: (-counts[kind], kind.population, kind.status, kind.unit, kind.per))
    return {kind: _estimand(kind) for kind in ordered}


def _estimand(kind: Kind) -> Estimand:
    name = _title(kind)
    status = next((entry for entry in _rules()["status"] if entry["name"] == kind.status), None)
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    harm = bool(status and status["harm"]) and kind.population == "people"
    return Estimand(
        id=slug,
        name=name,
        unit=kind.unit,
        nouns=() if harm else _nouns(kind.population),
        words=tuple(status["words"]) if status else (),
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
