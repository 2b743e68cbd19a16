"""Figures: one value on one estimand, whatever the bound or wording, within places that contain one another.

What is here: which charted estimates are one figure. Who stands behind a figure is in ``corroboration.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.compare.geography import Places
from workbench.compare.support.points import Numbers, Point
from workbench.model import content_id


@dataclass(frozen=True, slots=True)
class Figure:
    """The estimates that give one value on one estimand, in the story's order.

    ``low`` and ``high`` are the loosest that any of them says: missing as soon as one leaves that end open. ``place``
    is the widest of their places, missing where none states one.
    """

    figure_id: str
    estimand: str
    numbers: Numbers
    place: str | None
    points: tuple[Point, ...]

    @property
    def value(self) -> float | None:
        """The one number; missing for a range."""
        low, high, _ = self.numbers
        return low if low == high else None

    @property
    def low(self) -> float | None:
        """The lowest end that any of them states, missing where one states none."""
        ends = [point.low for point in self.points]
        return None if None in ends else min(end for end in ends if end is not None)

    @property
    def high(self) -> float | None:
        """The highest end that any of them states, missing where one states none."""
        ends = [point.high for point in self.points]
        return None if None in ends else max(end for end in ends if end is not None)

    @property
    def words(self) -> str:
        """The figure as text: "11,000", "11,000 to 12,000", "some 2,000 (no number stated)"."""
        low, high, vague = self.numbers
        if low != high:
            return f"{low:,.10g} to {high:,.10g}"
        return f"{low:,.10g} or more (no number stated)" if vague else f"{low:,.10g}"


def figures_of(points: Iterable[Point], places: Places) -> list[Figure]:
    """The figures of the charted points: by estimand, then by number, then by place.

    What is expected and what is so are two figures, however alike their numbers. A figure of Russia and the same one of
    eastern Russia are one; with a third of western Russia beside them they are three, because a total that holds two
    parts is neither of them.
    """
    groups: dict[tuple[str, str, Numbers, bool], list[Point]] = {}
    for point in points:
        if point.charted and point.estimand is not None and point.numbers is not None:
            key = (point.estimand, point.per or "", point.numbers, point.expected)
            groups.setdefault(key, []).append(point)
    found = []
    for (estimand, per, numbers, expected), same in sorted(groups.items()):
        parts = _by_place(same, places)
        for place, members in parts:
            split = place if len(parts) > 1 else None
            figure_id = content_id("f", estimand, per, *numbers, split, *(["expected"] if expected else []))
            found.append(Figure(figure_id, estimand, numbers, place, tuple(members)))
    return found


def _by_place(points: Sequence[Point], places: Places) -> list[tuple[str | None, list[Point]]]:
    """The points in groups whose places all contain one another, each with its widest place."""
    named = {point.place for point in points if point.place is not None}
    inner = {place: _children(place, named, places) for place in named}
    outermost = sorted(place for place in named if not any(place in inner[other] for other in named))
    lines = [line for place in outermost for line in _lines(place, inner)] or [[]]
    group_of = {place: number for number, line in enumerate(lines) for place in line}
    groups: list[list[Point]] = [[] for _ in lines]
    nowhere: list[Point] = []
    for point in points:
        if point.place is not None:
            groups[group_of[point.place]].append(point)
        elif len(outermost) <= 1:
            groups[0].append(point)
        else:
            nowhere.append(point)
    found = [(line[0] if line else None, group) for line, group in zip(lines, groups, strict=True)]
    found += [(None, nowhere)] if nowhere else []
    return found


def _children(place: str, named: set[str], places: Places) -> list[str]:
    """The named places directly within a place."""
    inside = [other for other in named if other != place and place in places.chain(other)[1:]]
    return sorted(one for one in inside if not any(other != one and other in places.chain(one)[1:] for other in inside))


def _lines(place: str, inner: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """A place and what lies within it, cut wherever it holds two places that do not contain each other."""
    line = [place]
    while len(inner[line[-1]]) == 1:
        line.append(inner[line[-1]][0])
    return [line, *(more for child in inner[line[-1]] for more in _lines(child, inner))]
