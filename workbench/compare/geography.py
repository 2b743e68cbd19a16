"""Which place lies within which.

What is here: places only. Which party a body or a person belongs to is in ``parties.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench import ledger
from workbench.story import Story


@dataclass(frozen=True, slots=True)
class Places:
    """Which place lies within which, from the ledger's entities and the story file."""

    within: Mapping[str, str]

    def chain(self, place: str) -> tuple[str, ...]:
        """The place and every place it lies within, from the inside out."""
        found: list[str] = []
        at: str | None = place
        while at and at not in found:
            found.append(at)
            at = self.within.get(at)
        return tuple(found)

    def contain(self, a: str | None, b: str | None) -> bool:
        """Whether one of two places lies within the other or either is not stated."""
        return a is None or b is None or a in self.chain(b) or b in self.chain(a)


def places_of(story: Story) -> Places:
    """The places of the story."""
    within = {place.id: place.within for place in story.file.places if place.within}
    for row in ledger.records(story.entities):
        if row.kind == "place" and row.within:
            within[row.entity_id] = row.within
    return Places(within)
