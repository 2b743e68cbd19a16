"""The ledger's rows of one report, table by table, and the entities that they name.

What is here: the order in which the rows are made. Each table's rows stand in a module of their own: ``estimates.py``,
``asides.py``, ``attributionrows.py``, ``claims.py``, ``mentions.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.annotate.entities.parties import Entity, Register, fuller
from workbench.annotate.times import TimeRow
from workbench.model import Annotation, Report
from workbench.state.asides import aside_rows
from workbench.state.attributionrows import attribution_ids, attribution_rows
from workbench.state.claims import claim_rows, claims_of
from workbench.state.estimands import Placed
from workbench.state.estimates import Rules, Told, estimate_rows
from workbench.state.mentions import mention_rows, with_holders
from workbench.state.speakers import Speaker, speakers_of

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReportRows:
    """The rows of one report by table, and the entities that they name."""

    tables: Mapping[str, list[Row]]
    entities: Mapping[str, Entity]


def rows_of(
    report: Report,
    annotation: Annotation,
    items: Sequence[Placed],
    register: Register,
    rules: Rules,
    times: Sequence[TimeRow],
) -> ReportRows:
    """The report's rows under the ledger's column contract, in text order."""
    register = register.reading(report, annotation)
    speakers = speakers_of(report, annotation, register)
    ids = attribution_ids(report, annotation)
    claims = claims_of(annotation)
    entities = _entities(speakers)
    estimates = estimate_rows(Told(report, annotation, register, rules, ids, speakers, times, claims), items)
    tables = {
        "attributions": attribution_rows(report, annotation, ids, speakers),
        "estimates": estimates,
        "claims": claim_rows(report, annotation, claims, register.story, ids),
        "set_aside": aside_rows(report, items),
        "times": list(times),
        "mentions": mention_rows(report, annotation, register, entities),
        "provenance": [row for estimate in estimates for row in _provenance(estimate, rules.basis)],
    }
    return ReportRows(tables, with_holders(entities, (row["place"] for row in estimates), register))


def _entities(speakers: Sequence[Speaker | None]) -> dict[str, Entity]:
    """The entities that speak, hold or are told, by id."""
    known = [one for one in speakers if one is not None]
    entities: dict[str, Entity] = {}
    for entity in (entity for one in known for entity in (one.speaker, one.party, one.told) if entity is not None):
        entities[entity.entity_id] = fuller(entities.get(entity.entity_id), entity)
    return entities


def _provenance(row: Mapping[str, Any], basis: str) -> list[Row]:
    """Which rule or which hand each reading of an estimate comes from."""
    readings = [("value", "rule", "numbers"), ("bound", "rule", "bounds"), ("noun", "machine", "parser")]
    if row["claimant"]:
        readings.append(("claimant", "rule", "attributions"))
    if row["estimand"]:
        readings.append(("estimand", "rule" if basis == "story" else "machine", basis))
    return [
        {"table": "estimates", "row": row["estimate_id"], "field": name, "by": by, "which": which}
        for name, by, which in readings
    ]
