"""The parties and places proposed for a first story file: who holds figures or speaks, which places are named.

What is here: the counting, and the folding of the names of one person or body ("AP", "Associated Press"). Estimands are
proposed in ``propose.py``; who a source is within a built ledger is decided in ``annotate/entities``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.annotate.entities.parties import Entity, Register
from workbench.model import Annotation, Report
from workbench.state.mentions import mention_rows
from workbench.state.speakers import Speaker, holding_of, speakers_of


@dataclass(frozen=True, slots=True)
class Member:
    """A party to propose: its fullest name and its other ones, how often it speaks, what it holds, and its state."""

    name: str
    kind: str
    aliases: tuple[str, ...]
    speaks: int
    holds: int
    within: str = ""


def parties_of(reports: Sequence[Report], notes: Sequence[Annotation], register: Register) -> list[Member]:
    """Who speaks in the reports, those who hold most numbers first; the names of one party are one entry."""
    speaks: Counter[tuple[str, str]] = Counter()
    holds: Counter[str] = Counter()
    states: dict[str, str] = {}
    for report, note in zip(reports, notes, strict=True):
        speakers = speakers_of(report, note, register)
        speaks.update(_named(speakers, register))
        holds.update(_holders(note, speakers, register))
        states.update(_states(speakers, register))
    members = [_member(group, speaks, holds, states) for group in _grouped(speaks)]
    return sorted(members, key=lambda one: (-one.holds, -one.speaks, one.name))


def _named(speakers: Iterable[Speaker | None], register: Register) -> list[tuple[str, str]]:
    known = [_answering(one.speaker, register) for one in speakers if one is not None]
    named = [one for one in known if one.kind in ("person", "body", "state")]
    return [(name, one.kind) for one in named if (name := _short(one.name))[:1].isupper() and " and " not in name]


def _answering(speaker: Entity, register: Register) -> Entity:
    """The speaker, or the state or body that an unnamed one is of."""
    if speaker.kind != "unnamed person" or speaker.within is None:
        return speaker
    return register.entity(speaker.within) or speaker


def _holders(note: Annotation, speakers: Sequence[Speaker | None], register: Register) -> list[str]:
    found = [holding_of(quantity, note, speakers) for quantity in note.quantities if not quantity.set_aside]
    holding = [speakers[one.attribution] for one in found if one is not None]
    return [_short(_answering(one.speaker, register).name) for one in holding if one is not None]


def _states(speakers: Iterable[Speaker | None], register: Register) -> Iterator[tuple[str, str]]:
    """The state that each body speaks within, by the body's name."""
    for one in speakers:
        holder = register.entity(one.speaker.within) if one is not None and one.speaker.within else None
        if one is not None and one.speaker.kind == "body" and holder is not None and holder.kind == "state":
            yield _short(one.speaker.name), holder.name


def _short(name: str) -> str:
    """A name without what is told of it: "Marlow Lines" for "Marlow Lines, the ferry firm"."""
    return re.split(r",\s|\s\(", name, maxsplit=1)[0].strip()


def _grouped(names: Iterable[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The names that stand for one party each, the fullest first."""
    groups: list[list[tuple[str, str]]] = []
    for entry in sorted(names, key=lambda one: (-len(one[0]), one)):
        group = next((known for known in groups if _is_short_for(entry[0], known[0][0])), None)
        if group is None:
            groups.append([entry])
        else:
            group.append(entry)
    return groups


def _is_short_for(short: str, full: str) -> bool:
    """Whether a name is a shorter form of another: its last words, or its initials."""
    words, whole = short.split(), full.split()
    if words == whole[-len(words) :]:
        return True
    initials = "".join(word[0] for word in whole if word[0].isupper())
    return len(whole) > 1 and short.replace(".", "") == initials


def _member(
    group: Sequence[tuple[str, str]],
    speaks: Mapping[tuple[str, str], int],
    holds: Mapping[str, int],
    states: Mapping[str, str],
) -> Member:
    names = list(dict.fromkeys(name for name, _ in group))
    kinds = {kind for _, kind in group}
    kind = next((one for one in ("person", "state") if one in kinds), "body")
    return Member(
        names[0],
        kind,
        tuple(names[1:]),
        sum(speaks[entry] for entry in group),
        sum(holds.get(name, 0) for name in names),
        next((states[name] for name in names if name in states), ""),
    )


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to propose: its name, the place of the list that holds it, and how often the reports name it."""

    name: str
    within: str
    named: int


def places_of(reports: Sequence[Report], notes: Sequence[Annotation], register: Register) -> list[Spot]:
    """The places that the reports name, the most named first; several names of one place are one entry.

    ``within`` is the nearest place that holds it and is named as well. States that only act are no places.
    """
    entities: dict[str, Entity] = {}
    counts: Counter[str] = Counter()
    for report, note in zip(reports, notes, strict=True):
        rows = mention_rows(report, note, register, entities)
        counts.update(row["entity_id"] for row in rows if row["entity_id"] and row["label"] in ("GPE", "LOC"))
    ids = [key for key in counts if entities[key].kind == "place"]
    ids.sort(key=lambda key: (-counts[key], entities[key].name))
    return [Spot(entities[key].name, _holder(key, ids, entities, register), counts[key]) for key in ids]


def _holder(place: str, ids: Sequence[str], entities: Mapping[str, Entity], register: Register) -> str:
    inside = [key for key in register.chain(place) if key != place and key in ids]
    return entities[inside[0]].name if inside else ""
