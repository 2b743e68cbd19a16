"""Facts as fingerprints: a value with its unit on one estimand or of one noun, and the reports that hold it.

What is here: the fingerprints of the figures in ``estimates`` and those two reports share. Independent reports of one
event share its figures too, so a shared fact supports an edge of ``edges.py``; only a named credit beside it, or
shared sentences, make one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench import ledger
from workbench.story import Story

Key = tuple[float, str, str]


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure's fingerprint ``key`` (value, unit, estimand or else noun) and where it stands in its report."""

    report_id: str
    key: Key
    start: int
    end: int
    phrase: str


@dataclass(frozen=True, slots=True)
class SharedFact:
    """One figure in two reports, and how many reports of the story hold it."""

    a: Fact
    b: Fact
    holders: int


def facts_of(story: Story) -> dict[str, list[Fact]]:
    """The figures of each report in text order, charted or not; one without a value has no fingerprint."""
    found: dict[str, list[Fact]] = {}
    for row in ledger.records(story.estimates):
        if row.value is not None and (row.estimand or row.noun):
            key = (float(row.value), str(row.unit or ""), str(row.estimand or row.noun))
            fact = Fact(row.report_id, key, int(row.start), int(row.end), str(row.phrase))
            found.setdefault(row.report_id, []).append(fact)
    return {report_id: sorted(facts, key=lambda fact: fact.start) for report_id, facts in found.items()}


def holders_of(facts: Mapping[str, Sequence[Fact]]) -> dict[Key, list[str]]:
    """The reports that hold each fingerprint, in order of their ids."""
    held: dict[Key, list[str]] = {}
    for report_id in sorted(facts):
        for key in {fact.key: None for fact in facts[report_id]}:
            held.setdefault(key, []).append(report_id)
    return held


def shared(a: Sequence[Fact], b: Sequence[Fact], held: Mapping[Key, Sequence[str]]) -> list[SharedFact]:
    """The figures that stand in both lists, each at its first place, those fewest reports hold first."""
    first_a = {fact.key: fact for fact in reversed(a)}
    first_b = {fact.key: fact for fact in reversed(b)}
    both = [SharedFact(fact, first_b[key], len(held[key])) for key, fact in first_a.items() if key in first_b]
    return sorted(both, key=lambda one: (one.holders, one.a.start))
