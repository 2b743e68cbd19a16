"""The register of anonymous sources: one unnamed person of one text, what rests on them, and how retellings call them.

What is here: who speaks without a name at the beginning of a chain. Two reports that do not draw on each other may each
have an official of the same description, and nobody can say whether that is one person: they are two entries.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench import ledger
from workbench.compare.support.corroboration import Support, Told, lineage_of, supports, told
from workbench.compare.support.points import Point
from workbench.story import Story


@dataclass(frozen=True, slots=True)
class AnonymousSource:
    """An unnamed person of one text and the figures that rest on them.

    ``party`` is whom they speak for, missing where nobody says. ``report`` is the text at the beginning, ``reports``
    all that tell their figures, ``told_as`` the names that retellings give them, ``carries`` the figures' ids and
    ``estimates`` what they are given as, ``claims`` the claims that are theirs in the text at the beginning.
    """

    entity_id: str
    name: str
    party: str | None
    party_name: str | None
    ground: str
    report: str
    reports: tuple[str, ...]
    told_as: tuple[str, ...]
    carries: tuple[str, ...]
    estimates: tuple[str, ...]
    claims: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The entry in a line: "one unnamed senior harbour official carries 2 claims"."""
        return f"one unnamed {self.name} carries {_counted(len(self.carries), 'claim')}"


def anonymous_sources(story: Story, lineage: Iterable[Mapping[str, Any]] | None = None) -> tuple[AnonymousSource, ...]:
    """The register, by what rests on each, most first; with the ledger's own lineage unless another is given."""
    read = told(story, lineage_of(story) if lineage is None else lineage)
    return register(read, story)


def register(read: Told, story: Story) -> tuple[AnonymousSource, ...]:
    """The register of a story already read."""
    entries: dict[tuple[str, str], list[tuple[Support, tuple[str, ...]]]] = {}
    for support in supports(read):
        for chain in support.chains:
            for first in chain.reports if not chain.begins else chain.reports[:1]:
                for person in sorted({_unnamed(point, read) for point in _told_by(first, support)} - {""}):
                    entries.setdefault((person, first), []).append((support, chain.reports))
    attributed = _claims_by_attribution(story)
    found = [_entry(person, first, held, read, attributed) for (person, first), held in entries.items()]
    place = read.descent.order
    return tuple(sorted(found, key=lambda one: (-len(one.carries), place.get(one.report, 0), one.entity_id)))


def _is_told_as(person: str, first: str, point: Point, read: Told) -> bool:
    """Whether a point may stand on an unnamed person: in the report that begins with them, on no other unnamed one."""
    unnamed = _unnamed(point, read)
    return bool(unnamed) and (point.report_id != first or unnamed == person)


def _entry(
    person: str,
    first: str,
    held: list[tuple[Support, tuple[str, ...]]],
    read: Told,
    attributed: Mapping[tuple[str, str], tuple[str, ...]],
) -> AnonymousSource:
    party = next(iter(sorted(read.holders.parties(person))), None)
    points = [
        point
        for support, reports in held
        for point in support.figure.points
        if point.report_id in reports and _is_told_as(person, first, point, read)
    ]
    others = {_unnamed(point, read) for point in points} - {person}
    reports = sorted({report for _, chain in held for report in chain}, key=lambda one: read.descent.order.get(one, 0))
    known = read.holders.known.get(person)
    return AnonymousSource(
        entity_id=person,
        name=read.holders.name(person),
        party=party,
        party_name=None if party is None else read.holders.name(party),
        ground=known.description if known else "",
        report=first,
        reports=tuple(reports),
        told_as=tuple(sorted(read.holders.name(one) for one in others)),
        carries=tuple(support.figure.figure_id for support, _ in held),
        estimates=tuple(point.estimate_id for point in points),
        claims=attributed.get((first, person), ()),
    )


def _told_by(report: str, support: Support) -> list[Point]:
    return [point for point in support.figure.points if point.report_id == report and point.supports]


def _unnamed(point: Point, read: Told) -> str:
    """The unnamed person who says or passes on a figure, "" where nobody does so without a name."""
    return next((one for one in (*point.carriers, point.claimant or "") if read.holders.is_unnamed(one)), "")


def _claims_by_attribution(story: Story) -> dict[tuple[str, str], tuple[str, ...]]:
    """The ids of the claims by report and the one who says or passes them on."""
    said = {row.attribution_id: row for row in ledger.records(story.attributions)}
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for claim in ledger.records(story.claims):
        row = said.get(claim.attribution_id)
        if row is not None:
            for one in dict.fromkeys([row.speaker, *(row.relayed_by if row.relayed_by is not None else ())]):
                if one:
                    found[claim.report_id, one] = (*found.get((claim.report_id, one), ()), claim.claim_id)
    return found


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
