"""Where each mark of the estimates chart stands, worked out in plain pixels before anything is drawn.

What is here: a figure as the chart sees it and the side-by-side shift of marks that would cover each other. Every
choice is deterministic. Scales are made in ``scales.py``, labels are set in ``labels.py``, places become strokes and
signs in ``marks.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import fsum
from typing import Any, Literal

from workbench.look.space import Box, Taken

Kind = Literal["point", "bar", "up", "down"]

#: A day known only to within more than this many days, or more than a twentieth of the story, is not drawn on the time
#: axis but written in the lane of figures whose day is unknown.
WIDEST_DAYS = 3
ARROW = 22.0
STEP = 12.0
RADIUS = 6.0
SOFT_RADIUS = 8.5
#: Of a figure with the triangle of a false trend around it.
ALARM_RADIUS = 10.5
#: How many places a mark is tried at: few on the time axis, where far from its day it would read as another day's, and
#: many in the lane of figures without a day.
STEPS_IN_TIME = 5
MOST_STEPS = 40
BADGE_SIZE = 10.0
#: Between a mark and the count beside it.
BADGE_GAP = 0.5
#: A badge stands this much above the middle of its mark, clear of thin lines that run from mark to mark.
BADGE_RISE = 6.5
_NARROW, _WIDE = set("iljtfrI.,'’*!|:;()[] -1"), set("mwMWOQGCDHNU@%—")


@dataclass(frozen=True, slots=True)
class Figure:
    """One mark's content: its kind, its numbers, its days (ordinals), its claimant's label.

    ``badge`` is written right of the mark: how many figures alike it stands for, a star for an unnamed speaker, and
    "no rise" where ``alarm`` says that it makes a trend look real which is none.
    """

    id: str
    kind: Kind
    low: float | None
    high: float | None
    claimant: str
    label: str
    earliest: int | None
    latest: int | None
    soft: bool = False
    badge: str = ""
    alarm: bool = False

    @property
    def anchor(self) -> float:
        """The value that the mark stands on: the point, the stated end of an open bound, the middle of a bar."""
        if self.kind == "down":
            return float(self.high or 0)
        if self.kind == "bar":
            return (float(self.low or 0) + float(self.high or 0)) / 2
        return float(self.low or 0)


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from values to pixels, with its ticks."""

    first: float
    last: float
    pixels: float
    ticks: tuple[float, ...] = ()
    step: str = ""

    def at(self, value: float) -> float:
        """Pixels from the low end."""
        return (value - self.first) / (self.last - self.first) * self.pixels

    def value(self, pixel: float) -> float:
        """The value at that many pixels from the low end."""
        return self.first + pixel / self.pixels * (self.last - self.first)


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with its place in pixels; ``x`` is where it is drawn, ``true_x`` where its day is.

    ``badge`` is the room of the words beside the mark. ``clear`` is false where there was no room and the mark stands
    on others, without such words.
    """

    figure: Figure
    x: float
    true_x: float
    y: float
    box: Box
    span: tuple[float, float] | None = None
    badge: Box | None = None
    clear: bool = True

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The mark and what is written beside it."""
        return (self.box,) if self.badge is None else (self.box, self.badge)

    def moved(self, shift: float) -> Placed:
        """The same mark drawn that much farther right, its day where it was."""
        badge = None if self.badge is None else self.badge.moved(shift)
        return replace(self, x=self.x + shift, box=self.box.moved(shift), badge=badge)

    @property
    def lines(self) -> tuple[Box, ...]:
        """The thin lines beside the mark: its interval of days, or the hairline back to its day."""
        if self.span is not None:
            return (Box(self.span[0] - 1, self.y - 3, self.span[1] + 1, self.y + 3),)
        if abs(self.x - self.true_x) > STEP:
            return (Box(min(self.x, self.true_x), self.y - 1, max(self.x, self.true_x), self.y + 1),)
        return ()


def kind_of(row: Mapping[str, Any]) -> Kind | None:
    """How an estimate is drawn, or nothing when no end of it is known."""
    low, best, high = row["low"], row["best"], row["high"]
    if best is not None and row["bound"] in ("bare", "about"):
        return "point"
    if low is not None and high is not None:
        return "bar" if high > low else "point"
    if low is None and high is None:
        return None
    return "down" if low is None else "up"


def ordinal(day: str | None) -> int | None:
    """The day as a count of days, for arithmetic."""
    return None if day is None else date.fromisoformat(day[:10]).toordinal()


def widest(figures: Iterable[Figure]) -> int:
    """The longest interval of days that is drawn on the time axis."""
    known = [day for one in figures for day in (one.earliest, one.latest) if day is not None]
    return max(WIDEST_DAYS, (max(known) - min(known)) // 20) if known else WIDEST_DAYS


def has_place_in_time(figure: Figure, limit: int) -> bool:
    """True when both ends of the figure's days are known and close enough to be drawn."""
    return figure.earliest is not None and figure.latest is not None and 0 <= figure.latest - figure.earliest < limit


def place(figures: Sequence[Figure], *, across: Scale | None, up: Scale, width: float) -> list[Placed]:
    """Each figure at its day and value, shifted sideways by the least step that keeps it clear of the others.

    Without a time scale (the lane of undated figures) marks start at the left and shift to the right. A mark for which
    all places are taken stands at its day on top of others.
    """
    taken = Taken()
    tried: dict[tuple[int, int, Kind], int] = {}
    placed: list[Placed] = []
    ordered = sorted(figures, key=lambda one: (_middle(one, across), -one.anchor, one.claimant, one.kind, one.id))
    for figure in ordered:
        home = _home(figure, across, up)
        # What was taken for a mark of this spot stays taken, so the next one of the spot goes on from there.
        spot = (round(home.true_x), round(home.y), figure.kind)
        index = _first_clear(home, taken, width, start=tried.get(spot, 0), only_right=across is None)
        tried[spot] = MOST_STEPS if index is None else index
        if index is None:
            placed.append(replace(home, clear=False, badge=None))
            continue
        one = home.moved(_shift(index, only_right=across is None))
        for box in one.boxes:
            taken.add(box)
        placed.append(replace(one, true_x=one.x) if across is None else one)
    return placed


def _home(figure: Figure, across: Scale | None, up: Scale) -> Placed:
    x = _middle(figure, across)
    span = None
    if across is not None and figure.earliest != figure.latest:
        span = (across.at(float(figure.earliest or 0)), across.at(float(figure.latest or 0)))
    y = up.pixels - up.at(figure.anchor)
    return Placed(figure, 0.0, x, y, _mark_box(figure, up), span, _badge_box(figure, y)).moved(x)


def _middle(figure: Figure, across: Scale | None) -> float:
    if across is None:
        return 16.0
    return across.at((float(figure.earliest or 0) + float(figure.latest or 0)) / 2)


def _mark_box(figure: Figure, up: Scale) -> Box:
    """The mark around its day at x = 0."""
    y = up.pixels - up.at(figure.anchor)
    radius = radius_of(figure)
    if figure.kind == "bar":
        top, bottom = (up.pixels - up.at(float(value or 0)) for value in (figure.high, figure.low))
        return Box(-radius, min(top, y - radius), radius, max(bottom, y + radius))
    if figure.kind == "up":
        return Box(-radius, y - ARROW - 6, radius, y + 4)
    if figure.kind == "down":
        return Box(-radius, y - 4, radius, y + arrow_down(figure, up) + 6)
    return Box(-radius, y - radius, radius, y + radius)


def _badge_box(figure: Figure, y: float) -> Box | None:
    """The words right of the mark, its day at x = 0."""
    if not figure.badge:
        return None
    left, middle = radius_of(figure) + BADGE_GAP, y - BADGE_RISE
    half = BADGE_SIZE / 2
    return Box(left, middle - half, left + text_width(figure.badge, BADGE_SIZE), middle + half)


def radius_of(figure: Figure) -> float:
    """Half the width of the mark in pixels."""
    if figure.alarm:
        return ALARM_RADIUS
    return SOFT_RADIUS if figure.soft and figure.kind == "point" else RADIUS


def arrow_down(figure: Figure, up: Scale) -> float:
    """The length of an arrow that points down; it stops at the foot of the panel."""
    return min(ARROW, max(8.0, up.at(figure.anchor) - 2))


def _shift(index: int, *, only_right: bool) -> float:
    return index * STEP if only_right else (index + 1) // 2 * STEP * (1 if index % 2 else -1)


def _first_clear(home: Placed, taken: Taken, width: float, *, start: int, only_right: bool) -> int | None:
    boxes = home.boxes
    for index in range(start, MOST_STEPS if only_right else STEPS_IN_TIME):
        shift = _shift(index, only_right=only_right)
        inside = boxes[0].left + shift >= 0 and boxes[-1].right + shift <= width
        if inside and all(taken.leaves(box.moved(shift)) for box in boxes):
            return index
    return None


def text_width(text: str, size: float) -> float:
    """About how many pixels the text takes in a common sans-serif face; a little more than it takes."""
    # The exact sum: what sum() makes of fractions differs from one Python to the next.
    return size * fsum(_em(char) for char in text)


def _em(char: str) -> float:
    if char in _NARROW:
        return 0.36
    return 0.86 if char in _WIDE else 1.0 if ord(char) > 0x2FFF else 0.56
