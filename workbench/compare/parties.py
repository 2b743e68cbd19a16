"""Who holds a figure, folded into the state or party that a body or person belongs to.

What is here: from a claimant of the ledger to the parties that count as its ultimate sources, for the counts behind a
figure and for the queue of discrepancies. An unnamed official folds into the party it speaks for; a joint holder is its
members; a body in a town speaks for itself and not for the town. Somebody who cannot be told from anybody else
("officials", "an aid official") is nobody: two of them may be one or two, so they neither corroborate each other nor
contradict anyone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from workbench import ledger
from workbench.story import Story


@dataclass(frozen=True, slots=True)
class Holder:
    """What the ledger says of somebody who can hold a figure."""

    name: str
    kind: str
    within: str | None
    members: tuple[str, ...]
    aliases: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class Holders:
    """Everybody of the ledger by id, and which bodies, persons and groups belong to which larger party."""

    known: Mapping[str, Holder]

    def chain(self, entity_id: str) -> tuple[str, ...]:
        """Somebody and every party they belong to, from the inside out; places are no parties."""
        found: list[str] = []
        at: str | None = entity_id
        while at and at not in found and not (found and self._is_place(at)):
            found.append(at)
            at = self.known[at].within if at in self.known else None
        return tuple(found)

    def parties(self, claimant: str | None, *, without: Collection[str] = ()) -> frozenset[str]:
        """The parties that stand behind a claimant; none for a claimant that is missing or could be anybody.

        ``without`` are people, bodies or parties that do not count, nor whoever belongs to them.
        """
        if claimant is None:
            return frozenset()
        chains = [self.chain(one) for one in self._members(claimant)]
        return frozenset(chain[-1] for chain in chains if not set(chain) & set(without) and self._is_somebody(chain))

    def name(self, entity_id: str | None) -> str:
        """The shown name, the id where the ledger has none; "nobody" for a missing one."""
        if entity_id is None:
            return "nobody"
        return self.known[entity_id].name if entity_id in self.known else entity_id

    def is_unnamed(self, entity_id: str) -> bool:
        """Whether that is a person whose name the report withholds or does not know."""
        return entity_id in self.known and self.known[entity_id].kind == "unnamed person"

    def _members(self, entity_id: str) -> tuple[str, ...]:
        """The members of a joint holder, and theirs; somebody without members alone."""
        found: list[str] = []
        todo, seen = [entity_id], set[str]()
        while todo:
            at = todo.pop(0)
            members = self.known[at].members if at in self.known else ()
            if members and at not in seen:
                todo += members
            elif at not in seen:
                found.append(at)
            seen.add(at)
        return tuple(found)

    def _is_place(self, entity_id: str) -> bool:
        return entity_id in self.known and self.known[entity_id].kind == "place"

    def _is_somebody(self, chain: tuple[str, ...]) -> bool:
        """Whether the last of a chain can be told from others: not an unnamed person of no side, nor a crowd.

        A crowd or an office goes by common words ("officials", "the military"); a name has a capital.
        """
        last = self.known.get(chain[-1])
        if last is None or chain[-1].startswith("party-") or last.kind in ("person", "state"):
            return True
        if last.kind == "unnamed person":
            return False
        words = last.name.split()
        return any(word[:1].isupper() for word in (words[1:] if last.kind == "group" else words))


def holders_of(story: Story) -> Holders:
    """Everybody the ledger of the story knows."""
    return Holders(
        {
            row.entity_id: Holder(
                name=row.name or row.entity_id,
                kind=row.kind or "other",
                within=row.within,
                members=tuple(row.members) if row.members is not None else (),
                aliases=tuple(row.aliases) if row.aliases is not None else (),
                description=row.description or "",
            )
            for row in ledger.records(story.entities)
        }
    )
