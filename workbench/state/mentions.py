"""The ledger's rows of who and what is named in a report, each folded to an entity where the words settle which.

What is here: the choice between a party, a person and a place for each name that the model marked. The folding itself
is in ``annotate/parties.py``.
"""

from __future__ import annotations

from typing import Any

from workbench.annotate.parties import Entity, Register, people_of
from workbench.model import Annotation, Report

Row = dict[str, Any]


def mention_rows(report: Report, annotation: Annotation, register: Register, entities: dict[str, Entity]) -> list[Row]:
    """One row for each name in text order; the entities found are added to those given."""
    people = people_of(report.text, annotation.mentions)
    known = {entity.name.lower(): key for key, entity in entities.items()}
    rows = []
    for mention in annotation.mentions:
        entity_id = None
        if mention.label == "PERSON":
            entity_id = known.get(people.get(mention.text, mention.text).lower())
        found = entity_id or register.party_of(mention.text, before=report.text[: mention.start])
        found = found or register.place_of(mention.text) or known.get(mention.text.lower())
        if found in register.parties:
            entities[found] = register.parties[found]
        elif found in register.places:
            entities[found] = register.places[found]
        rows.append(
            {
                "report_id": report.report_id,
                "start": mention.start,
                "end": mention.end,
                "text": mention.text,
                "label": mention.label,
                "entity_id": found,
            }
        )
    return rows
