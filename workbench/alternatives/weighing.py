"""The matrix weighed: what speaks against each hypothesis, which rows tell them apart, and what the order hangs on.

After Richards J. Heuer, Psychology of Intelligence Analysis (1999), chapter 8: the likeliest hypothesis is the one with
the least against it, not the one with the most for it; evidence that fits all hypotheses alike decides nothing; and a
conclusion that hangs on one row or one source is only as good as that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.alternatives.reading import MARKS, Evidence, Matrix

#: How far apart a row sets hypotheses: consistent, neutral, inconsistent, strongly inconsistent.
_STEPS = {"consistent": 1, "neutral": 0, "inconsistent": -1, "strongly inconsistent": -2}


@dataclass(frozen=True, slots=True)
class Standing:
    """A hypothesis with its place (1 is the least inconsistent; equals share one) and what speaks against it."""

    hypothesis: str
    place: int
    against: int


@dataclass(frozen=True, slots=True)
class Drop:
    """What is left out, and which hypotheses then have the least against them, where these are others than before."""

    what: str
    first: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The standings in order, the diagnosticity of each row, what the order hangs on, and which rows were counted."""

    standings: tuple[Standing, ...]
    diagnosticity: dict[str, int]
    sensitive: tuple[Drop, ...]
    counted: tuple[str, ...]


def weighed(matrix: Matrix) -> Weighed:
    """The matrix weighed by the rows whose place is found and whose every mark is given; others count for nothing."""
    ids = [one.id for one in matrix.hypotheses]
    rows = [one for one in matrix.evidence if not one.lost and set(one.marks) == set(ids)]
    order = _standings(ids, rows)
    return Weighed(
        order,
        {one.id: diagnosticity(one) for one in matrix.evidence},
        tuple(_sensitive(ids, rows, _first(order))),
        tuple(one.id for one in rows),
    )


def diagnosticity(row: Evidence) -> int:
    """How far a row sets the hypotheses apart, from 0 (all alike) to 3 (one consistent, one strongly inconsistent)."""
    steps = [_STEPS[mark] for mark in row.marks.values()]
    return max(steps) - min(steps) if steps else 0


def _standings(ids: Sequence[str], rows: Sequence[Evidence]) -> tuple[Standing, ...]:
    against = {one: sum(MARKS[row.marks[one]] for row in rows) for one in ids}
    return tuple(
        Standing(one, 1 + sum(other < against[one] for other in against.values()), against[one])
        for one in sorted(ids, key=lambda name: (against[name], ids.index(name)))
    )


def _first(order: Sequence[Standing]) -> tuple[str, ...]:
    return tuple(one.hypothesis for one in order if one.place == 1)


def _sensitive(ids: Sequence[str], rows: Sequence[Evidence], first: tuple[str, ...]) -> list[Drop]:
    """The rows and the sources without which another hypothesis has the least against it."""
    found = [_without(ids, first, f"row {row.id}", [one for one in rows if one is not row]) for row in rows]
    for source in dict.fromkeys(row.source for row in rows if row.source):
        found.append(_without(ids, first, source, [one for one in rows if one.source != source]))
    return [one for one in found if one is not None]


def _without(ids: Sequence[str], first: tuple[str, ...], what: str, left: Sequence[Evidence]) -> Drop | None:
    then = _first(_standings(ids, left))
    return Drop(what, then) if then != first else None
