"""Whether two figures of one estimand can both be right: compatible, in tension, or in conflict, with the arithmetic.

A figure is the interval that its words leave open (``intervals.py``). Figures are compared only on one estimand, in
places that contain one another, for times that overlap. Two intervals that meet are compatible; apart by no more than
a quarter of the larger they are in tension; else in conflict.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from typing import Any, Literal

from workbench.compare.discrepancies.changes import Change
from workbench.compare.discrepancies.figures import Figure, counts_part_of
from workbench.compare.discrepancies.localities import locality
from workbench.compare.discrepancies.pages import Shelf
from workbench.compare.intervals import Interval, interval_of
from workbench.compare.standing import when
from workbench.compare.support.points import takes_back

Relation = Literal["compatible", "tension", "conflict"]
#: The place that each figure is for, by the id of its estimate: a figure meets many others.
Where = Mapping[str, str | None]

#: A figure that may be of any of more days than this is of no one time: what differs from it may have grown.
LONGEST = 3
#: Two figures this far apart, as a share of the larger, are still in tension and not in conflict.
TENSION = 0.25


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two figures stand to each other, and what each of them leaves open."""

    relation: Relation
    one: Interval
    other: Interval

    @property
    def reading(self) -> str:
        """The arithmetic in words."""
        both = f"{_shown(self.one)} and {_shown(self.other)}"
        if self.relation == "compatible":
            return f"{both} overlap"
        gap = _gap(self.one, self.other)
        return f"{both} leave a gap of {gap:,.10g}, {_share(gap, self.one, self.other):.0%} of the larger"


def verdict(one: Interval, other: Interval) -> Verdict:
    """Compatible where two intervals meet, in tension where they lie close, in conflict where they do not."""
    gap = _gap(one, other)
    if gap <= 0:
        return Verdict("compatible", one, other)
    return Verdict("tension" if _share(gap, one, other) <= TENSION else "conflict", one, other)


def _gap(one: Interval, other: Interval) -> float:
    """What lies between two intervals, no more than zero where they meet."""
    return max(one.low, other.low) - min(one.high, other.high)


def _share(gap: float, one: Interval, other: Interval) -> float:
    """A gap as a share of the larger of two figures."""
    larger = max(one.low, other.low)
    return gap / abs(larger) if larger else math.inf


def _shown(interval: Interval) -> str:
    if interval.low == interval.high:
        return f"{interval.low:,.10g}"
    if interval.high == math.inf:
        return f"{interval.low:,.10g} or more"
    if interval.low == -math.inf:
        return f"{interval.high:,.10g} or fewer"
    return f"{interval.low:,.10g} to {interval.high:,.10g}"


def compared(shelf: Shelf, where: Where, one: Figure, other: Figure, usual: str | None = None) -> Verdict:
    """How two figures of one estimand stand; a part of what the other counts is only a floor for it.

    A part is for a place within the other's, for the place of its holder or line where the other is for none
    ("officials in Norra"), or of one kind of people ("seven soldiers") where the other is of all.
    ``usual`` is what is mostly counted on the estimand, and stands where a figure names nothing ("thousands").
    """
    a, b = interval_of(one.row), interval_of(other.row)
    noun, against = one.row.noun or usual, other.row.noun or usual
    if _lies_within(shelf, where, one, other) or counts_part_of(noun, against):
        a = Interval(a.low, math.inf)
    if _lies_within(shelf, where, other, one) or counts_part_of(against, noun):
        b = Interval(b.low, math.inf)
    return verdict(a, b)


def _lies_within(shelf: Shelf, where: Where, one: Figure, other: Figure) -> bool:
    here, there = where[one.row.estimate_id], where[other.row.estimate_id]
    if there is None and one.row.place is None:
        return here is not None
    return here is not None and there is not None and here != there and there in shelf.places.chain(here)


def conflict_changes(shelf: Shelf, figures: Iterable[Figure], echoes: Iterable[tuple[str, int]]) -> Iterator[Change]:
    """One row for each two holders whose figures of one estimand cannot both be right.

    ``echoes`` are places (report and offset) of figures drawn from another report: none speaks for its holder, since a
    retelling may have merged or changed who holds it.
    """
    figures = list(figures)
    held, usual = _by_holder(figures, frozenset(echoes)), _usual(figures)
    beside = list(_side_by_side(shelf, figures))
    where = {one.row.estimate_id: locality(shelf, one) for group in (*held.values(), *beside) for one in group}
    for estimand in sorted({key[0] for key in held}):
        holders = sorted((key for key in held if key[0] == estimand), key=lambda key: sorted(key[1]))
        for one, other in combinations(holders, 2):
            if not one[1] & other[1]:
                yield from _between(shelf, where, held[one], held[other], usual.get(estimand))
    for first, second in beside:
        yield from _between(shelf, where, [first], [second], usual.get(str(first.row.estimand)))


def _side_by_side(shelf: Shelf, figures: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Two figures of one sentence whose holders go by common words: "Police say 900, organisers 2,500".

    Elsewhere such a holder may be anybody; here the sentence tells the two apart.
    """
    told: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
    gone = _taken_back(figures)
    for one in figures:
        if one.row.claimant is not None and _stands(one, gone):
            told[one.span, one.row.estimand].append(one)
    for group in told.values():
        for first, second in combinations(group, 2):
            chains = (set(shelf.holders.chain(one.row.claimant)) for one in (first, second))
            if not (first.parties and second.parties) and not set.intersection(*chains):
                yield first, second


def _usual(figures: Iterable[Figure]) -> dict[str, str]:
    """What most figures of each estimand say that they count, the first in the alphabet of two as common."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for one in figures:
        if one.row.estimand and one.row.noun:
            counted[one.row.estimand][one.row.noun] += 1
    return {key: min(nouns, key=lambda noun: (-nouns[noun], noun)) for key, nouns in counted.items()}


def _taken_back(figures: Iterable[Figure]) -> set[tuple[Any, ...]]:
    """Estimand and number of each figure that an outlet takes back, and with the holder those that it denies itself."""
    found: set[tuple[Any, ...]] = set()
    for one in figures:
        row = one.row
        if row.superseded and row.claimant is None and takes_back(one.sentence.text):
            found.add((row.estimand, row.value))
        elif row.stance == "denied":
            found.add((row.estimand, row.value, one.parties))
    return found


def _by_holder(
    figures: Sequence[Figure], echoes: frozenset[tuple[str, int]]
) -> dict[tuple[str, frozenset[str]], list[Figure]]:
    held: dict[tuple[str, frozenset[str]], list[Figure]] = defaultdict(list)
    gone = _taken_back(figures)
    for one in figures:
        row = one.row
        if one.parties and (row.report_id, row.start) not in echoes and _stands(one, gone):
            held[row.estimand, one.parties].append(one)
    return {key: _distinct(sorted(group, key=_plainness)) for key, group in held.items()}


def _stands(figure: Figure, gone: Set[tuple[Any, ...]]) -> bool:
    """Whether a figure is drawn as what its holder still tells of a thing that is named."""
    row = figure.row
    if {(row.estimand, row.value), (row.estimand, row.value, figure.parties)} & gone:
        return False
    held = row.charted and row.estimand and not row.superseded and row.stance not in {"denied", "demanded"}
    return bool(held) and _says_what(figure)


def _says_what(figure: Figure) -> bool:
    """Whether it is told what a figure counts; the machine's own estimand of the others holds no one thing."""
    row = figure.row
    told = row.noun or row.population or row.status or row.unit != "count"
    return bool(told) or row.estimand_basis != "proposed"


def _distinct(group: Iterable[Figure]) -> list[Figure]:
    """The first figure of each interval, place and time: many reports give one figure of one holder."""
    found: dict[tuple[Any, ...], Figure] = {}
    for one in group:
        row = one.row
        key = (row.low, row.high, row.bound, row.place, row.noun, row.as_of_earliest, row.as_of_latest, row.stance)
        found.setdefault(key, one)
    return list(found.values())


def _plainness(figure: Figure) -> tuple[Any, ...]:
    """The order in which figures speak for their holder: body first, then the surest day, then the earliest report."""
    row = figure.row
    days = (_day(row.as_of_latest) - _day(row.as_of_earliest)).days if row.as_of_earliest and row.as_of_latest else 9999
    return row.part != "body", days, *when(*figure.page.published), figure.page.report_id, row.start


def _day(text: str) -> date:
    return date.fromisoformat(text[:10])


def _between(
    shelf: Shelf, where: Where, ones: list[Figure], others: list[Figure], usual: str | None
) -> Iterator[Change]:
    worst: tuple[int, Figure, Figure, Verdict] | None = None
    for one, other in _of_one_time(ones, others):
        if not _comparable(shelf, where, one, other):
            continue
        found = compared(shelf, where, one, other, usual)
        grade = ("compatible", "tension", "conflict").index(found.relation)
        if grade and (worst is None or grade > worst[0]):
            worst = grade, one, other, found
        if found.relation == "conflict":
            break
    if worst is not None:
        _, one, other, found = worst
        a, b = shelf.holders.name(one.row.claimant), shelf.holders.name(other.row.claimant)
        told = f"{a} has {one.words} and {b} {other.words}: {found.reading}."
        yield Change("conflict" if found.relation == "conflict" else "tension", one.span, other.span, told)


def _comparable(shelf: Shelf, where: Where, one: Figure, other: Figure) -> bool:
    a, b = one.row, other.row
    if a.unit != b.unit or a.per != b.per or a.subset_of == b.estimate_id or b.subset_of == a.estimate_id:
        return False
    if not shelf.places.contain(where[a.estimate_id], where[b.estimate_id]):
        return False
    return "expected" not in {a.stance, b.stance} or a.stance == b.stance


def _of_one_time(ones: Sequence[Figure], others: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Each of some figures with those of others that are of one time: their spans of days share a day.

    They are found by their days and not by trying all, so that the work grows with the figures. A span with a single
    end is that day; one with none meets only another with none; one too long to tell meets nothing.
    """
    held: dict[date | None, list[int]] = defaultdict(list)
    for number, other in enumerate(others):
        for day in _days(other.row.as_of_earliest, other.row.as_of_latest):
            held[day].append(number)
    for one in ones:
        days = _days(one.row.as_of_earliest, one.row.as_of_latest)
        for number in sorted({number for day in days for number in held.get(day, ())}):
            yield one, others[number]


@lru_cache(maxsize=1 << 12)
def _days(earliest: str | None, latest: str | None) -> tuple[date | None, ...]:
    first, last = earliest or latest, latest or earliest
    if not first or not last:
        return (None,)
    long = (_day(last) - _day(first)).days
    return () if long > LONGEST else tuple(_day(first) + timedelta(days=day) for day in range(long + 1))
