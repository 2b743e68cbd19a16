"""The ledger's rows of who and what is named in a report, each folded to an entity where the words settle which.

What is here: the choice between a party, a person and a place for each name that the model marked. "Washington" is the
government where it speaks or acts and the city where something is in it. The folding itself is in
``annotate/parties.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from workbench.annotate.general import country_called, is_building, is_capital
from workbench.annotate.parties import Entity, Register, plain_name
from workbench.annotate.people import is_person_name
from workbench.annotate.whereabouts import is_where
from workbench.cuefiles import cue_file
from workbench.model import Annotation, Mention, Report

Row = dict[str, Any]
_PLACES = {"GPE", "LOC", "FAC"}


def mention_rows(report: Report, annotation: Annotation, register: Register, entities: dict[str, Entity]) -> list[Row]:
    """One row for each name in text order; the entities found are added to those given."""
    known = register.reading(report, annotation)
    sources = [span for item in annotation.attributions for span in (item.source, *item.sources) if span]
    rows = []
    for mention in annotation.mentions:
        found = _entity(report.text, mention, known, sources)
        if found is not None:
            entities.setdefault(found.entity_id, found)
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


def _entity(text: str, mention: Mention, register: Register, sources: Sequence[tuple[int, int]]) -> Entity | None:
    """What a name stands for, or nothing where the words leave it open."""
    where = is_where(text, mention.start)
    if mention.label == "PERSON" and not (where and register.place_of(mention.text)):
        return _person(text, mention, register)
    speaks = any(start <= mention.start and mention.end <= end for start, end in sources)
    acts = _acts().match(text[mention.end : mention.end + 20]) is not None
    place = register.place_of(mention.text)
    party = register.party_of(mention.text, before=text[: mention.start])
    if is_building(mention.text) and where and not speaks:
        party = None
    is_place = where or party is None or is_capital(mention.text)
    if mention.label in _PLACES and place is not None and is_place and not speaks and not acts:
        return register.entity(place)
    if party is None and mention.label == "NORP":
        party = register.nation_of(mention.text)
    found = party or place
    if found is not None:
        return register.entity(found)
    return _body(mention, register) if mention.label == "ORG" else None


def _person(text: str, mention: Mention, register: Register) -> Entity | None:
    """The person of a full name, or of a short one that can stand for only one."""
    person = register.person(mention.text)
    party = register.party_of(mention.text, before=text[: mention.start])
    if person is None or not person.full or not is_person_name(person.name):
        return register.entity(party) if party else None
    return register.person_entity(person, party)


def _body(mention: Mention, register: Register) -> Entity | None:
    """The body of a name that no table has; the name stands for itself."""
    name = plain_name(re.sub(r"['\u2019]s?\Z", "", mention.text))
    if len(name) < 2 or not name[:1].isupper() or country_called(name):
        return None
    return register.entity_for(name, person=None, unnamed=False, ground="")


@cache
def _acts() -> re.Pattern[str]:
    words = "|".join(cue_file("annotate", "parties")["acts"]["words"])
    return re.compile(rf"\s+(?:{words})\b")
