"""Guards against sums and parts: what must not be added up, what is part of what, and totals nobody stated.

What is here: which figure is part of which, why numbers may not be added, and products that the words allow ("two
brigades of up to 6,000 each"), made only when asked and labelled as derived wherever they go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from workbench.compare.geography import Places, places_of
from workbench.compare.support.corroboration import Told, lineage_of, told
from workbench.compare.support.points import Point, by_sentence, is_open, points_of
from workbench.compare.support.trends import echoing
from workbench.errors import InputError
from workbench.story import Story


@dataclass(frozen=True, slots=True)
class Part:
    """A figure that is part of another, by the words of the estimates ``said_by`` ("more than 3,000 of those")."""

    part: str
    whole: str
    said_by: tuple[str, ...]
    reading: str


@dataclass(frozen=True, slots=True)
class Derived:
    """A total that no report states, made from numbers that one does; ``label`` says so and must be shown with it.

    ``low`` and ``high`` are missing where the words leave that end open. ``stated_by`` are estimates that give the same
    total as if somebody had counted it.
    """

    derived_from: tuple[str, ...]
    low: float | None
    high: float | None
    label: str
    stated_by: tuple[str, ...]


def parts(story: Story) -> tuple[Part, ...]:
    """Which figures are parts of others, as some report says in so many words."""
    read = told(story, ())
    figure_of = {point.estimate_id: figure for figure in read.figures for point in figure.points}
    found: dict[tuple[str, str], list[str]] = {}
    words: dict[tuple[str, str], str] = {}
    for point in read.points:
        part, whole = figure_of.get(point.estimate_id), figure_of.get(point.subset_of or "")
        if part is not None and whole is not None and part is not whole:
            key = (part.figure_id, whole.figure_id)
            found.setdefault(key, []).append(point.estimate_id)
            words[key] = f"{part.words} is part of {whole.words}, not another number beside it."
    return tuple(Part(*key, tuple(said), words[key]) for key, said in sorted(found.items()))


def why_not_add(
    story: Story, estimates: Iterable[str], *, lineage: Iterable[Mapping[str, Any]] | None = None
) -> tuple[str, ...]:
    """The reasons, each a sentence, why these estimates must not be added up; none where nothing speaks against it.

    Raises ``InputError`` for an id that is no estimate of the story.
    """
    read = told(story, lineage_of(story) if lineage is None else lineage)
    known = {point.estimate_id: point for point in read.points}
    chosen = []
    for one in dict.fromkeys(estimates):
        if one not in known:
            raise InputError(f"why_not_add: estimates must be ids of the story, is {one!r}")
        chosen.append(known[one])
    nested = {(part.part, part.whole) for part in parts(story)}
    places, echoes = places_of(story), echoing(read)
    reasons = [reason for one in chosen for reason in _alone(one)]
    for a, b in combinations(chosen, 2):
        reasons += _together(a, b, read, places, nested, echoes)
    return tuple(dict.fromkeys(reasons))


def _alone(point: Point) -> Iterator[str]:
    if point.superseded:
        yield f"“{point.phrase}” is a former figure."
    if point.denied:
        yield f"“{point.phrase}” is denied."
    if point.per:
        yield f"“{point.phrase}” is for each {point.per}, not a total."
    if point.bound == "vague":
        yield f"“{point.phrase}” states no number."


def _together(
    a: Point,
    b: Point,
    read: Told,
    places: Places,
    nested: set[tuple[str, str]],
    echoes: Mapping[str, str],
) -> Iterator[str]:
    pair = f"“{a.phrase}” and “{b.phrase}”"
    figure_of = {point.estimate_id: figure.figure_id for figure in read.figures for point in figure.points}
    figures = figure_of.get(a.estimate_id, a.estimate_id), figure_of.get(b.estimate_id, b.estimate_id)
    if figures[0] == figures[1]:
        yield f"{pair} are one figure told twice."
        return
    if figures in nested or figures[::-1] in nested:
        part, whole = (a, b) if figures in nested else (b, a)
        yield f"“{part.phrase}” is part of “{whole.phrase}”."
    if a.unit != b.unit:
        yield f"{pair} are in different units."
    if a.estimand != b.estimand:
        yield f"{pair} count different things."
    elif a.place is None or b.place is None or places.contain(a.place, b.place):
        yield f"{pair} may count the same ones: neither place lies outside the other."
    if read.holders.parties(a.claimant) != read.holders.parties(b.claimant):
        yield f"{pair} are not of one holder."
    if echoes.get(a.estimate_id) == b.report_id or echoes.get(b.estimate_id) == a.report_id:
        yield f"{pair}: one text draws on the other."


def derived_totals(story: Story) -> tuple[Derived, ...]:
    """The totals that follow from a number of groups and the size of each, as one sentence gives both.

    They are nobody's figures and are in no table of the ledger; whoever asks for them shows the label with them.
    """
    points = points_of(story)
    found = []
    for same in by_sentence(points).values():
        for size in same:
            count = _groups_of(size, same)
            if count is not None and count.numbers is not None:
                found.append(_derived(count, size, points))
    return tuple(found)


def _groups_of(size: Point, same: Iterable[Point]) -> Point | None:
    """The number of groups in the sentence of a size for each, the nearest one."""
    if not size.per or size.numbers is None:
        return None
    group = size.per.casefold()
    before = [
        point
        for point in same
        if point is not size
        and not point.per
        and not is_open(point)
        and _counts(point, group)
        and point.unit == size.unit
    ]
    return min(before, key=lambda point: (abs(point.start - size.start), point.start), default=None)


def _counts(point: Point, group: str) -> bool:
    """Whether a number counts groups of that name, by its noun or by what it is an estimate of."""
    named = f"{point.noun or ''} {(point.estimand or '').replace('_', ' ').replace('-', ' ')}".casefold()
    return group in named


def _derived(count: Point, size: Point, points: Iterable[Point]) -> Derived:
    assert count.numbers is not None  # the caller looked
    times = count.numbers[0]
    low = None if size.low is None else size.low * times
    high = None if size.high is None else size.high * times
    total = high if high is not None else low
    stated = [
        point.estimate_id
        for point in points
        if total is not None
        and point.numbers == (total, total, False)
        and point.charted
        and point.claimant is None
        and (point.published[1] or "9999") >= (size.published[0] or "")
    ]
    product = f"derived: {count.phrase} × {size.phrase} for each {size.per} = {_ends(low, high)}"
    reports = {point.report_id for point in points if point.estimate_id in stated}
    given = "1 report gives" if len(reports) == 1 else f"{len(reports)} reports give"
    return Derived(
        derived_from=(count.estimate_id, size.estimate_id),
        low=low,
        high=high,
        label=f"{product} in the words; {given} it as if it had been counted"
        if stated
        else f"{product}; no report states this total",
        stated_by=tuple(stated),
    )


def _ends(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"up to {high:,.10g}" if high is not None else f"at least {low:,.10g}"
    return f"{low:,.10g}" if low == high else f"{low:,.10g} to {high:,.10g}"
