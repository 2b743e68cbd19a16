"""The parties and places proposed for a first story file: who holds figures or speaks, which places are named.

What is here: the counting, and the folding of the names of one person or body ("AP", "Associated Press"). Estimands are
proposed in ``propose.py``; who a source is within a built ledger is decided in ``annotate/entities``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from workbench.annotate.entities.parties import Entity, Register
from workbench.annotate.entities.reading import plain_name
from workbench.model import Annotation, Report
from workbench.read.cues import agencies
from workbench.state.mentions import mention_rows
from workbench.state.speakers import Speaker, holding_of, speakers_of

#: Initials are short; a longer word in capitals is a heading.
_LONGEST_INITIALS = 7


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
    known: dict[str, tuple[str, ...]] = {}
    for report, note in zip(reports, notes, strict=True):
        speakers = speakers_of(report, note, register)
        speaks.update(_named(speakers, register))
        holds.update(_holders(note, speakers, register))
        states.update(_states(speakers, register))
        known.update(_other_names(speakers, register))
    texts = [report.text for report in reports]
    members = [_member(group, speaks, holds, states, known, texts) for group in _grouped(speaks)]
    return sorted(members, key=lambda one: (-one.holds, -one.speaks, one.name))


def _named(speakers: Iterable[Speaker | None], register: Register) -> list[tuple[str, str]]:
    known = [_answering(one.speaker, register) for one in speakers if one is not None]
    named = [one for one in known if one.kind in ("person", "body", "state")]
    return [(_short(one.name), one.kind) for one in named if _is_called(_short(one.name), one)]


def _is_called(name: str, one: Entity) -> bool:
    """Whether the words are a name and no description ("officials in Lund") or heading ("LATEST NEWS")."""
    if name.lower() in _agency_names():
        return False
    if one.entity_id.startswith("party-"):
        return True
    described = re.search(r"\s(?:and|with|in|at|from)\s|['\u2019]s\Z", name)
    shouted = name.isupper() and len(name) > _LONGEST_INITIALS
    return name[:1].isupper() and described is None and not shouted


@cache
def _agency_names() -> frozenset[str]:
    """The names of news agencies, in lower case: they pass figures on and hold none."""
    return frozenset(name.lower() for one in agencies() for name in (one.name, *one.aliases))


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
    """The state or body that each body or person speaks for, by the name of who speaks."""
    for one in speakers:
        holder = register.entity(one.speaker.within) if one is not None and one.speaker.within else None
        if one is not None and one.speaker.kind in ("body", "person") and holder is not None:
            yield _short(one.speaker.name), _short(holder.name)


def _other_names(speakers: Iterable[Speaker | None], register: Register) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The other names that the general tables have for a speaker, by its name."""
    for one in speakers:
        if one is not None and (entity := _answering(one.speaker, register)).entity_id.startswith("party-"):
            yield _short(entity.name), tuple(entity.aliases)


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
        before = whole[-len(words) - 1 : -len(words)]
        return not before or before[0] not in ("of", "in", "for", "the")
    initials = "".join(word[0] for word in whole if word[0].isupper())
    return len(whole) > 1 and short.replace(".", "") == initials


def _member(
    group: Sequence[tuple[str, str]],
    speaks: Mapping[tuple[str, str], int],
    holds: Mapping[str, int],
    states: Mapping[str, str],
    known: Mapping[str, tuple[str, ...]],
    texts: Sequence[str],
) -> Member:
    names = list(dict.fromkeys(name for name, _ in group))
    kinds = {kind for _, kind in group}
    kind = next((one for one in ("person", "state") if one in kinds), "body")
    others = _that_stand_in(texts, [one for name in names for one in known.get(name, ())])
    return Member(
        names[0],
        kind,
        tuple(one for one in dict.fromkeys([*names[1:], *others]) if one != names[0]),
        sum(speaks[entry] for entry in group),
        sum(holds.get(name, 0) for name in names),
        next((states[name] for name in names if name in states), ""),
    )


def _that_stand_in(texts: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """Those of the names that the reports use; a story file needs no others."""
    for name in names:
        if any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for text in texts):
            yield name


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to propose: its name as the reports write it, what holds it, how often it is named, and other names."""

    name: str
    within: str
    named: int
    aliases: tuple[str, ...] = ()


def places_of(reports: Sequence[Report], notes: Sequence[Annotation], register: Register) -> list[Spot]:
    """The places that the reports name, the most named first; several names of one place are one entry.

    ``within`` is the nearest place that holds it and is named as well, or else the state that it lies in. States that
    only act are no places.
    """
    entities: dict[str, Entity] = {}
    counts: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    knowing: dict[str, Register] = {}
    for report, note in zip(reports, notes, strict=True):
        for row in mention_rows(report, note, register, entities):
            if row["entity_id"] and row["label"] in ("GPE", "LOC"):
                knowing.setdefault(row["entity_id"], register.reading(report, note))
                counts[row["entity_id"]] += 1
                written.setdefault(row["entity_id"], Counter())[_without_owning(row["text"])] += 1
    ids = [key for key in counts if entities[key].kind == "place"]
    ids.sort(key=lambda key: (-counts[key], entities[key].name))
    names = {key: _most_written(written[key], key, entities[key].name) for key in ids}
    return [
        Spot(
            names[key],
            _holder(key, names, knowing[key]),
            counts[key],
            _also_written(written[key], names[key], entities[key]),
        )
        for key in ids
    ]


def _without_owning(words: str) -> str:
    return re.sub(r"['\u2019]s?\Z", "", plain_name(words))


def _most_written(forms: Counter[str], place: str, name: str) -> str:
    """The name that the reports use most: a table's "Lakselv" is "Lake River" in them. States keep their own."""
    if place.startswith("place-iso-"):
        return name
    usual = min(forms, key=lambda form: (-forms[form], form))
    return name if forms[name] == forms[usual] else usual


def _also_written(forms: Counter[str], shown: str, entity: Entity) -> tuple[str, ...]:
    return tuple(sorted({*forms, entity.name} - {shown}))


def _holder(place: str, names: Mapping[str, str], register: Register) -> str:
    chain = [key for key in register.chain(place) if key != place]
    named = [names[key] for key in chain if key in names]
    holders = [one for key in chain if (one := register.entity(key)) is not None]
    return named[0] if named else holders[-1].name if holders else ""
