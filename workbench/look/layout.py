"""Where each mark and label of the estimates chart stands, worked out in plain pixels before anything is drawn.

What is here: the time and value scales fixed from the whole story, the side-by-side shift of marks that would cover
each other, and the labels set where they cover nothing. Every choice is deterministic. Turning places into marks is
in ``charts.py``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Literal

Kind = Literal["point", "bar", "up", "down"]
Axis = Literal["as_of", "published"]

#: A day known only to within more than this many days, or more than a twentieth of the story, is not drawn on the time
#: axis but written in the lane of figures whose day is unknown.
WIDEST_DAYS = 3
ARROW = 22.0
STEP = 12.0
RADIUS = 6.0
SOFT_RADIUS = 8.5
LABEL_SIZE = 11.0
_NARROW, _WIDE = set("iljtfrI.,'’*!|:;()[] -1"), set("mwMWOQGCDHNU@%—")


@dataclass(frozen=True, slots=True)
class Figure:
    """One estimate as the chart sees it: its kind of mark, its numbers, its days (ordinals), its label."""

    id: str
    kind: Kind
    low: float | None
    high: float | None
    claimant: str
    label: str
    code: str
    earliest: int | None
    latest: int | None
    soft: bool = False

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
class Box:
    """A rectangle in pixels, y running down from the top of the panel."""

    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: Box) -> bool:
        """True when the two share any area."""
        return (
            self.left < other.right and other.left < self.right
            and self.top < other.bottom and other.top < self.bottom
        )  # fmt: skip

    def holds(self, other: Box) -> bool:
        """True when the other lies wholly inside."""
        return (
            self.left <= other.left and other.right <= self.right
            and self.top <= other.top and other.bottom <= self.bottom
        )  # fmt: skip

    def moved(self, across: float, down: float = 0.0) -> Box:
        """The same box elsewhere."""
        return Box(self.left + across, self.top + down, self.right + across, self.bottom + down)


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure with its place in pixels; ``x`` is where it is drawn, ``true_x`` where its day is."""

    figure: Figure
    x: float
    true_x: float
    y: float
    box: Box
    span: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A label's text with its left middle in pixels."""

    id: str
    claimant: str
    text: str
    x: float
    y: float


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


def time_scale(figures: Sequence[Figure], limit: int, pixels: float) -> Scale | None:
    """The days of the whole story with a margin, ticks on whole days; nothing when no figure has a day."""
    spans = [(one.earliest, one.latest) for one in figures if has_place_in_time(one, limit)]
    if not spans:
        return None
    first, last = min(a for a, _ in spans if a is not None), max(b for _, b in spans if b is not None)
    margin = max(1.0, (last - first) * 0.05)
    ticks, step = _day_ticks(first, last, most=max(2, int(pixels // 64)))
    return Scale(first - margin, last + margin, pixels, ticks, step)


def _day_ticks(first: int, last: int, *, most: int) -> tuple[tuple[float, ...], str]:
    for step in (1, 2, 3, 5, 7, 14):
        if (last - first) // step + 1 <= most:
            return tuple(float(day) for day in range(first, last + 1, step)), "day"
    months = list(_month_starts(first, last))
    for step in (1, 2, 3, 6):
        if len(months[::step]) <= most:
            return tuple(float(day) for day in months[::step]), "month"
    years = [day for day in months if date.fromordinal(day).month == 1]
    return tuple(float(day) for day in years[:: max(1, math.ceil(len(years) / most))]), "year"


def _month_starts(first: int, last: int) -> Iterable[int]:
    day = date.fromordinal(first)
    while day.toordinal() <= last:
        if day.day == 1:
            yield day.toordinal()
        day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def value_scale(figures: Sequence[Figure], pixels: float) -> Scale:
    """The values of one estimand in the whole story, from zero unless zero would flatten them to one line.

    There is room above for arrows that point up. Zero is left out only when all values lie within two per cent of each
    other and differ.
    """
    values = [value for one in figures for value in (one.low, one.high) if value is not None] or [1.0]
    top, bottom = max(values), min(values)
    base = 0.0 if bottom >= 0 else bottom * 1.08
    if bottom > 0 and 1.000001 < top / bottom < 1.02:
        base = bottom - (top - bottom) * 0.6
    last = top
    for one in figures:
        room = ARROW + 18 if one.kind == "up" else 22.0
        reach = one.anchor if one.kind == "up" else float(one.high or one.low or 0)
        last = max(last, base + (reach - base) * pixels / (pixels - room))
    last = last if last > base else base + 1.0
    return Scale(base, last, pixels, _nice_ticks(base, last, most=max(3, int(pixels // 42))))


def _nice_ticks(first: float, last: float, *, most: int) -> tuple[float, ...]:
    exponent = math.floor(math.log10((last - first) / most))
    steps = (base * 10.0**power for power in range(exponent, exponent + 3) for base in (1, 2, 5))
    step = next(one for one in steps if (last - first) / one <= most)
    count = int(math.floor(last / step) - math.ceil(first / step)) + 1
    start = math.ceil(first / step)
    return tuple(round((start + index) * step, 10) for index in range(count))


def place(figures: Sequence[Figure], *, across: Scale | None, up: Scale, width: float) -> list[Placed]:
    """Each figure at its day and value, shifted sideways by the least step that keeps it clear of the others.

    Without a time scale (the lane of undated figures) marks start at the left and shift to the right.
    """
    placed: list[Placed] = []
    ordered = sorted(figures, key=lambda one: (_middle(one, across), -one.anchor, one.claimant, one.kind, one.id))
    for figure in ordered:
        true_x = _middle(figure, across)
        y = up.pixels - up.at(figure.anchor)
        span = None
        if across is not None and figure.earliest != figure.latest:
            span = (across.at(float(figure.earliest or 0)), across.at(float(figure.latest or 0)))
        home = Placed(figure, true_x, true_x, y, _mark_box(figure, up).moved(true_x), span)
        placed.append(_clear(home, placed, width, only_right=across is None))
    return placed


def _middle(figure: Figure, across: Scale | None) -> float:
    if across is None:
        return 16.0
    return across.at((float(figure.earliest or 0) + float(figure.latest or 0)) / 2)


def _mark_box(figure: Figure, up: Scale) -> Box:
    y = up.pixels - up.at(figure.anchor)
    if figure.kind == "bar":
        top, bottom = (up.pixels - up.at(float(value or 0)) for value in (figure.high, figure.low))
        return Box(-RADIUS, min(top, y - RADIUS), RADIUS, max(bottom, y + RADIUS))
    if figure.kind == "up":
        return Box(-RADIUS, y - ARROW - 6, RADIUS, y + 4)
    if figure.kind == "down":
        return Box(-RADIUS, y - 4, RADIUS, y + arrow_down(figure, up) + 6)
    radius = SOFT_RADIUS if figure.soft else RADIUS
    return Box(-radius, y - radius, radius, y + radius)


def arrow_down(figure: Figure, up: Scale) -> float:
    """The length of an arrow that points down; it stops at the foot of the panel."""
    return min(ARROW, max(8.0, up.at(figure.anchor) - 2))


def _clear(home: Placed, placed: Sequence[Placed], width: float, *, only_right: bool) -> Placed:
    for index in range(60):
        shift = index * STEP if only_right else (index + 1) // 2 * STEP * (1 if index % 2 else -1)
        box = home.box.moved(shift)
        inside = box.left >= 0 and box.right <= width
        if inside and not any(box.covers(other.box) for other in placed):
            return replace(home, x=home.x + shift, box=box, true_x=home.x + shift if only_right else home.true_x)
    return home


def label_width(text: str, size: float = LABEL_SIZE) -> float:
    """About how many pixels the text takes in a common sans-serif face; a little too many rather than too few."""
    return size * sum(_em(char) for char in text)


def _em(char: str) -> float:
    if char in _NARROW:
        return 0.36
    return 0.86 if char in _WIDE else 1.0 if ord(char) > 0x2FFF else 0.56


def labels(placed: Sequence[Placed], *, width: float, height: float) -> list[Label]:
    """One label a mark, or one for neighbouring marks of one claimant, set where it covers nothing.

    The claimant's full name is tried in every position first, then the code that the key explains.
    """
    marks = [one.box for one in placed]
    spans = [Box(one.span[0], one.y - 1, one.span[1], one.y + 1) for one in placed if one.span is not None]
    frame = Box(-2, -16, width + 4, height + 2)
    taken: list[Box] = []
    found: list[Label] = []
    for group in _groups(placed):
        label, box = _set_label(group, ((marks, 3.0), (taken, 4.0), (spans, 1.0)), frame)
        taken.append(box)
        found.append(label)
    return found


def _groups(placed: Sequence[Placed]) -> list[list[Placed]]:
    """Marks of one label standing side by side at one height, together."""
    groups: list[list[Placed]] = []
    for one in sorted(placed, key=lambda one: (one.figure.label, one.y, one.x, one.figure.id)):
        last = groups[-1][-1] if groups else None
        near = last is not None and last.figure.label == one.figure.label and last.figure.kind == one.figure.kind
        if near and last is not None and abs(last.y - one.y) < 6 and 0 <= one.x - last.x <= STEP * 1.5:
            groups[-1].append(one)
        else:
            groups.append([one])
    return sorted(groups, key=lambda group: (group[0].x, group[0].y, group[0].figure.id))


def _set_label(
    group: Sequence[Placed], obstacles: Sequence[tuple[Sequence[Box], float]], frame: Box
) -> tuple[Label, Box]:
    """The label where it covers nothing; where there is no such place, where what it covers matters least."""
    figure = group[0].figure
    best: tuple[float, Label, Box] | None = None
    for text in dict.fromkeys((figure.label, figure.code)):
        near = text == figure.label and text != figure.code
        for x, y in _positions(group, label_width(text), near=near):
            box = Box(x, y - LABEL_SIZE / 2, x + label_width(text), y + LABEL_SIZE / 2)
            outside = not frame.holds(box)
            cost = 20.0 * outside + sum(weight * box.covers(other) for boxes, weight in obstacles for other in boxes)
            label = Label(figure.id, figure.claimant, text, x, y)
            if not cost:
                return label, box
            if best is None or cost < best[0]:
                best = (cost, label, box)
    assert best is not None  # every group has at least one text and some positions
    return best[1], best[2]


def _positions(group: Sequence[Placed], width: float, *, near: bool) -> Iterable[tuple[float, float]]:
    """Places for a label around its marks, the best first; a short code may stand a little farther off."""
    left, right = min(one.box.left for one in group), max(one.box.right for one in group)
    top, bottom = min(one.box.top for one in group), max(one.box.bottom for one in group)
    y, middle = group[0].y, (left + right) / 2 - width / 2
    yield right + 3, y
    yield left - 3 - width, y
    yield middle, top - 7
    yield middle, bottom + 8
    for dy in (-8, 8):
        yield right + 2, y + dy
        yield left - 2 - width, y + dy
    for x in (left, right - width):
        yield x, top - 7
        yield x, bottom + 8
    if not near:
        for dy in (-13, 13, -18, 18, -24, 24):
            for x in (middle, right + 1, left - 1 - width):
                yield x, y + dy
        for dy in (-8, 8, -20, 20):
            yield middle, (top if dy < 0 else bottom) + dy


def lane_labels(placed: Sequence[Placed], texts: Mapping[str, str], *, width: float, height: float) -> list[Label]:
    """A label of one or two lines right of each mark of the lane, moved up or down where another stands already."""
    taken: list[Box] = []
    found = []
    edge = max((one.box.right for one in placed), default=0.0) + 5
    for one in sorted(placed, key=lambda one: (one.y, one.x, one.figure.id)):
        lines = texts[one.figure.id].split("\n")
        wide, half = max(label_width(line) for line in lines), 6.5 * len(lines)
        x = min(edge, max(0.0, width - wide))
        middle = (one.box.top + one.box.bottom) / 2
        shifts = [sign * step * half / 2 for step in range(40) for sign in (1, -1)]
        options = [Box(x, middle + dy - half, x + wide, middle + dy + half) for dy in shifts]
        fits = [box for box in options if box.top >= -4 and box.bottom <= height + 4]
        box = next((box for box in fits if not any(box.covers(other) for other in taken)), None)
        if box is None:
            continue  # the lane is full; the mark still tells its words under the pointer and in the table
        taken.append(box)
        text = "\n".join(lines)
        found.append(Label(one.figure.id, one.figure.claimant, text, x, box.top + 6.5))
    return found
