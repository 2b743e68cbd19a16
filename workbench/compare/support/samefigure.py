"""Figures: one value on one estimand, whatever the bound or wording, within places that contain one another.

What is here: which charted estimates are one figure. Who stands behind a figure is in ``corroboration.py``.

"11,000", "up to 11,000" and "at least 11,000" can all be right and are one figure in several wordings; "more than
11,000" and "fewer than 11,000" cannot, and are two. What is expected is no figure of what is so already, unless the
estimand counts what is still to come (``plans.py``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.compare.geography import Places
from workbench.compare.support.points import Numbers, Point
from workbench.model import content_id

_FLOORS, _CEILINGS = ("at least", "more than"), ("at most", "less than")
#: The bounds of one number that cannot both be right: "at least 40" and "up to 40" can.
_SHUT_OUT = (("more than", "less than"), ("more than", "at most"), ("at least", "less than"))


@dataclass(frozen=True, slots=True)
class Figure:
    """The estimates that give one value on one estimand, in the story's order.

    ``low`` and ``high`` are the loosest that any of them says: missing as soon as one leaves that end open. ``place``
    is the widest of their places, missing where none states one. ``expected`` is true of what is not yet so.
    """

    figure_id: str
    estimand: str
    numbers: Numbers
    place: str | None
    points: tuple[Point, ...]
    expected: bool = False

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
        """The figure as text: "11,000", "11,000 to 12,000", "2,600, expected", "24 or more (no number stated)"."""
        low, high, vague = self.numbers
        words = f"{low:,.10g}" if low == high else f"{low:,.10g} to {high:,.10g}"
        words += " or more (no number stated)" if vague else ""
        return f"{words}, expected" if self.expected else words


def figures_of(points: Iterable[Point], places: Places, *, plans: Collection[str] = ()) -> list[Figure]:
    """The figures of the charted points: by estimand, then by number, then by place.

    ``plans`` are the estimands on which what is expected stands beside the rest. A figure of Russia and the same one
    of eastern Russia are one; with a third of western Russia beside them they are three, because a total that holds
    two parts is neither of them.
    """
    groups: dict[tuple[str, str, Numbers, bool], list[Point]] = {}
    for point in points:
        if point.charted and point.estimand is not None and point.numbers is not None:
            expected = point.expected and point.estimand not in plans
            groups.setdefault((point.estimand, point.per or "", point.numbers, expected), []).append(point)
    found = []
    for (estimand, per, numbers, expected), same in sorted(groups.items()):
        parts = _by_place(same, places)
        for place, members in parts:
            for side, kept in _by_bound(members):
                told = [
                    place if len(parts) > 1 else None,
                    *(["expected"] if expected else []),
                    *([side] if side else []),
                ]
                figure_id = content_id("f", estimand, per, *numbers, *told)
                found.append(Figure(figure_id, estimand, numbers, place, tuple(kept), expected))
    return found


def _by_bound(points: Sequence[Point]) -> list[tuple[str, list[Point]]]:
    """The points that can all be right: floors and ceilings apart where one of them shuts the number itself out.

    A bare number goes with the side that was told first.
    """
    bounds = {point.bound for point in points}
    if not any(floor in bounds and ceiling in bounds for floor, ceiling in _SHUT_OUT):
        return [("", list(points))]
    first = next(side for point in points if (side := _side(point)))
    sides: dict[str, list[Point]] = {}
    for point in points:
        sides.setdefault(_side(point) or first, []).append(point)
    return sorted(sides.items())


def _side(point: Point) -> str:
    if point.bound in _FLOORS:
        return "floor"
    return "ceiling" if point.bound in _CEILINGS else ""


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
