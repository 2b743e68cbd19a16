"""Names of proposed estimands, as a person would write them: "North Korean troops sent to Russia", "Homes destroyed".

What is here: putting what is counted, what befell it and where into one name, with what most of its numbers share: a
nationality, having been sent, a destination. Which numbers make an estimand together is decided in ``propose.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.annotate.entities.general import country_spoken_of
from workbench.model import UNTOLD, Quantity
from workbench.read.nouns import plural
from workbench.state.estimands import Placed
from workbench.state.statuses import dimension_of

#: A share of the numbers from which on what they say of the counted goes into the name, and so many of them at least.
_SHARED = 1 / 3
_SEVERAL = 3
_UNCOUNTED = ("people", "personnel")


@dataclass(frozen=True, slots=True)
class Counted:
    """What a name has to say: the population, its status, the unit, the group it holds for, and where."""

    unit: str
    population: str
    status: str
    per: str
    where: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What an estimand and its name are made from of one number.

    ``noun`` is as written, in lower case, and ``lemma`` its form in a dictionary, ``nation`` what stands before it
    ("North Korean"), ``status`` what befell the counted, ``place`` the id of the place that the number surely holds
    for.
    """

    noun: str
    lemma: str
    nation: str
    status: str
    place: str | None


def telling_of(item: Placed) -> Telling:
    """What one number is to a name."""
    quantity = item.quantity
    place = item.place if item.firm and item.place else None
    return Telling(quantity.noun.lower(), quantity.noun_lemma, _nation_before(quantity), item.status.name, place)


def _nation_before(quantity: Quantity) -> str:
    found = re.match(r"(?:[A-Z][\w.'\u2019]*\s+){1,2}(?=[a-z])", quantity.population)
    nation = found.group().strip() if found else ""
    return nation if nation and country_spoken_of(nation) else ""


def title_of(counted: Counted, told: Sequence[Telling], places: Mapping[str, str]) -> str:
    """The name of an estimand from the numbers that make it; ``places`` are names by the id of a place."""
    words = list(_of_a_count(counted, told, places) if counted.unit == "count" else _of_a_measure(counted, told))
    if counted.per:
        words.append(f"per {counted.per}")
    title = " ".join(words)
    if counted.where:
        title += f" to {counted.where}" if counted.status == "sent" else f", {counted.where}"
    return title[:1].upper() + title[1:]


def _of_a_count(counted: Counted, told: Sequence[Telling], places: Mapping[str, str]) -> Iterator[str]:
    if not (counted.population or counted.status or counted.per):
        yield UNTOLD
        return
    population = counted.population or "people"
    if not counted.status and population == "people" and not counted.per:
        yield "people, status not told"
        return
    nation = "" if population == "people" else _nationality(told)
    name = population if population in _UNCOUNTED else plural(population)
    yield f"{nation} {name}" if nation else name
    if counted.status == "planned":
        yield "expected or still to be sent"
    elif counted.status and counted.status not in name:
        yield counted.status
    elif not counted.status and _are_sent(told):
        yield "sent"
        place = "" if counted.where else _destination(told, places)
        if place:
            yield f"to {place}"


def _of_a_measure(counted: Counted, told: Sequence[Telling]) -> Iterator[str]:
    """The unit, of what, and what befell it: "tonnes of supplies sent"."""
    unit = counted.unit if counted.unit in ("percent", "magnitude") else plural(counted.unit)
    bare = dimension_of(counted.unit) == "length" and not counted.population and not counted.status
    yield f"distance or length in {unit}" if bare else unit
    if counted.population and not counted.status.startswith("of "):
        yield f"of {_as_written(counted.population, told)}"
    if counted.status:
        yield counted.status


def _as_written(population: str, told: Sequence[Telling]) -> str:
    """What is measured, in the form that the reports use most: "water" has no plural, "supplies" no singular."""
    forms = Counter(one.noun for one in told if one.noun)
    return min(forms, key=lambda form: (-forms[form], form), default=population)


def _nationality(told: Sequence[Telling]) -> str:
    """The nation that the numbers name before what they count, where they name one only."""
    named = Counter(one.nation for one in told if one.nation)
    (best,) = named.most_common(1) or [("", 0)]
    return best[0] if len(named) == 1 and _is_shared(best[1], told) else ""


def _are_sent(told: Sequence[Telling]) -> bool:
    return _is_shared(sum(one.status == "sent" for one in told), told)


def _destination(told: Sequence[Telling], places: Mapping[str, str]) -> str:
    """The place that most of the numbers with a place of their own name."""
    named = Counter(places[one.place] for one in told if one.place and one.place in places)
    (best,) = named.most_common(1) or [("", 0)]
    return best[0] if _is_shared(best[1], told) and 2 * best[1] > sum(named.values()) else ""


def _is_shared(count: int, told: Sequence[Telling]) -> bool:
    return count >= _SEVERAL and count >= _SHARED * len(told)
