"""The ledger's rows of who and what is named in a report, each folded to an entity where the words settle which.

What is here: the choice between a party, a person and a place for each name that the model marked. "Washington" is the
government where it speaks or acts and the city where something is in it. The folding itself is in
``annotate/entities``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from workbench.annotate.entities.general import country_called, is_building, is_capital
from workbench.annotate.entities.parties import Entity, Register, fuller
from workbench.annotate.entities.people import has_title, is_person_name, is_title
from workbench.annotate.entities.reading import plain_name
from workbench.annotate.entities.whereabouts import is_event, is_where
from workbench.cuefiles import cue_file
from workbench.model import Annotation, Mention, Report, content_id

Row = dict[str, Any]
_PLACES = {"GPE", "LOC", "FAC"}


def mention_rows(report: Report, annotation: Annotation, register: Register, entities: dict[str, Entity]) -> list[Row]:
    """One row for each name in text order; the entities found are added to those given."""
    known = register.reading(report, annotation)
    sources = [span for item in annotation.attributions for span in (item.source, *item.sources) if span]
    rows: list[Row] = []
    for mention in annotation.mentions:
        found = _entity(report.text, mention, known, sources)
        found = _holder_beside(report.text, mention, known, rows) or found
        if found is not None:
            entities[found.entity_id] = fuller(entities.get(found.entity_id), found)
        rows.append(
            {
                "report_id": report.report_id,
                "start": mention.start,
                "end": mention.end,
                "text": mention.text,
                "label": mention.label,
                "entity_id": found.entity_id if found else None,
            }
        )
    return rows


def with_holders(entities: dict[str, Entity], places: Iterable[str | None], register: Register) -> dict[str, Entity]:
    """The entities with the places given, and with all that any of them is within."""
    out = dict(entities)
    inner = [*places, *(entity.within for entity in entities.values())]
    for start in (one for one in inner if one):
        for key in register.chain(start):
            found = register.entity(key)
            if found is not None:
                out.setdefault(key, found)
    return out


def _holder_beside(text: str, mention: Mention, register: Register, rows: Sequence[Row]) -> Entity | None:
    """The place that holds the one named before it: Norway as a place in "Moss, Norway"."""
    if not rows or rows[-1]["entity_id"] is None or text[rows[-1]["end"] : mention.start] != ", ":
        return None
    place = register.place_named(mention.text)
    chain = list(register.chain(rows[-1]["entity_id"]))[1:]
    return register.entity(place) if place is not None and place in chain else None


def _entity(text: str, mention: Mention, register: Register, sources: Sequence[tuple[int, int]]) -> Entity | None:
    """What a name stands for, or nothing where the words leave it open."""
    where = is_where(text, mention.start)
    place = register.place_named(mention.text)
    if place is None and mention.label in _PLACES:
        place = register.place_of(mention.text)
    if (mention.label == "PERSON" or has_title(mention.text)) and not (where and place):
        return _person(text, mention, register)
    acts = not where and (
        _speaks(text, mention, sources) or _acts().match(text[mention.end : mention.end + 40]) is not None
    )
    party = register.party_of(mention.text, before=text[: mention.start]) or register.nation_of(mention.text)
    if where and is_building(mention.text):
        return None
    if party is None and mention.label == "ORG":
        party = register.body_owned(text[max(0, mention.start - 40) : mention.start], plain_name(mention.text))
    if not acts and is_capital(mention.text):
        party = None
    if mention.label in _PLACES or where:
        found = place if place is not None and (where or party is None) else party
    else:
        found = party
    if found is not None:
        return register.entity(found)
    return _by_name(mention, register)


def _speaks(text: str, mention: Mention, sources: Sequence[tuple[int, int]]) -> bool:
    """Whether a name is a source, or the owner of one: "Lima said", "Lima's envoy said"."""
    name, owns = plain_name(mention.text), text[mention.end : mention.end + 2] in ("'s", "\u2019s")
    return any(
        start <= mention.start and mention.end <= end and (owns or plain_name(text[start:end]) == name)
        for start, end in sources
    )


def _person(text: str, mention: Mention, register: Register) -> Entity | None:
    """The person of a full name, or of a short one that can stand for only one in the report."""
    person = register.person(mention.text)
    party = register.party_of(mention.text, before=text[: mention.start])
    named = person is not None and not person.rivals and person.name[:1].isupper()
    if person is not None and named and (is_person_name(person.name) if person.full else party is None):
        return register.person_entity(person, party)
    return register.entity(party) if party else None


def _by_name(mention: Mention, register: Register) -> Entity | None:
    """A person, body or event that no table has: its name stands for itself."""
    name = plain_name(re.sub(r"['\u2019]s?\Z", "", mention.text))
    person = register.known_person(name)
    if person is not None:
        return register.person_entity(person)
    if (
        len(name) < 2
        or not name[:1].isupper()
        or country_called(name)
        or is_capital(name)
        or register.is_open(name)
        or is_title(name)
    ):
        return None
    if mention.label == "ORG" and not is_event(name) and register.place_named(name) is None:
        return register.entity_for(name, person=None, unnamed=False, ground="")
    return Entity(content_id("n", "other", name.lower()), name, "other") if is_event(name) else None


@cache
def _acts() -> re.Pattern[str]:
    rules = cue_file("annotate", "parties")["acts"]
    return re.compile(rf"(?:\s+(?:{'|'.join(rules['before'])}))*\s+(?:{'|'.join(rules['words'])})\b")
