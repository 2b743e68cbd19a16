"""Who holds a figure, folded: a body, a spokesman and an unnamed official of a state all speak for that state.

Two holders are compared through the parties at the top of what they lie within, and a joint holder through its members.
Who said what is in the annotations; this module only reads the entities.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench import ledger


@dataclass(frozen=True, slots=True)
class Holders:
    """The entities of a story, with what each lies within."""

    rows: Mapping[str, Any]

    def folded(self, entity_id: str | None) -> frozenset[str]:
        """The topmost parties that an entity speaks for; nobody for a missing one, itself for an unknown one."""
        if entity_id is None:
            return frozenset()
        row = self.rows.get(self.top(entity_id))
        members = list(row.members) if row is not None and row.members is not None else []
        return frozenset(self.top(one) for one in members) or frozenset({self.top(entity_id)})

    def top(self, entity_id: str) -> str:
        """The outermost entity that this one lies within, itself when it lies within none."""
        return self.chain(entity_id)[-1]

    def chain(self, entity_id: str) -> tuple[str, ...]:
        """The entity and all it lies within, from the inside out."""
        chain = [entity_id]
        while (row := self.rows.get(chain[-1])) is not None and row.within and row.within not in chain:
            chain.append(row.within)
        return tuple(chain)

    def nested(self, one: str, other: str) -> bool:
        """Whether one of two entities lies within the other, or they are the same."""
        return one in self.chain(other) or other in self.chain(one)

    def name(self, entity_id: str | None) -> str:
        """The shown name of an entity, "nobody" for a missing one."""
        if entity_id is None:
            return "nobody"
        row = self.rows.get(entity_id)
        return entity_id if row is None else str(row.name)

    def vague(self, entity_id: str | None) -> bool:
        """Whether a holder is nobody in particular ("officials", "reports"), who may be one named elsewhere."""
        row = self.rows.get(entity_id) if entity_id is not None else None
        if row is None:
            return True
        joint = row.members is not None and len(row.members) > 0
        return row.kind in {"other", "unnamed person", "group"} and not row.within and not joint


def holders_of(entities: pd.DataFrame) -> Holders:
    """The holders of a story, from its table of entities."""
    return Holders({row.entity_id: row for row in ledger.records(entities)})
