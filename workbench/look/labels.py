"""Where the names of claimants stand in a panel: beside a mark, at the end of a short leader, or nowhere.

What is here: labels that cover no mark, no whisker and no other label. A name without a free spot is left out; shape,
colour, key, tooltip and table still tell it. Where marks stand is in ``layout.py``.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.look.layout import STEP, Placed, text_width
from workbench.look.space import Box, Taken

SIZE = 11.0
LINE = 12.5
#: With more marks than this each claimant is named once, and the outlet's own voice is left to the key.
DENSE = 9
#: Between a label and whatever stands beside it.
_GAP = 3.0
#: A name longer than this may also stand on two lines.
_LONG = 16
#: A name this near, across and down, is not repeated.
_NEAR = (60.0, 30.0)
#: How far leaders go, in pixels from the mark.
_LEADS = tuple(range(10, 83, 9))
#: How many marks of one claimant are tried, so that a heap of marks costs no more than a few.
_MOST_GROUPS, _MOST_LED = 12, 4
#: How many claimants are named in one panel.
_MOST_NAMES = 60
#: After so many marks of a lane without room for their words it is taken for full.
_MOST_MISSED = 60


@dataclass(frozen=True, slots=True)
class Label:
    """A label's lines, its box and the leader to its mark if it has one, in pixels.

    ``x`` and ``y`` are the middle of the first line's left end, or of its right end where ``align`` is right: what
    stands left of its mark grows away from it in a typeface that is wider than was reckoned with.
    """

    id: str
    claimant: str
    text: str
    x: float
    y: float
    box: Box
    leader: Box | None = None
    align: Literal["left", "right"] = "left"


def labels(placed: Sequence[Placed], *, width: float, height: float) -> list[Label]:
    """The claimants' names, set where they cover nothing: one a claimant in a dense panel, else one a group of marks.

    A name beside its mark comes before one at the end of a leader, and the claimant with fewest marks goes first, since
    it has fewest places.
    """
    room = Room(_around(placed), _around(placed, thin=False), Box(-2, -14, width + 2, height - 1))
    dense = len(placed) > DENSE
    found: list[Label] = []
    rest: list[list[Placed]] = []
    for groups in _by_claimant(placed, with_own=not dense)[:_MOST_NAMES]:
        named = _name_one(groups, room)
        found += [named] if named else []
        rest += [one for one in groups if named is None or named.id != one[0].figure.id]
    for group in [] if dense else rest:
        if not any(_reads_with(one, group) for one in found):
            again = _set(group, room, _beside)
            found += [again] if again else []
    return found


def _reads_with(label: Label, group: Sequence[Placed]) -> bool:
    """True when the label names the group's claimant so close by that its name need not be said again."""
    if label.claimant != group[0].figure.claimant:
        return False
    marks = _extent(group)
    across = max(label.box.left - marks.right, marks.left - label.box.right)
    down = max(label.box.top - marks.bottom, marks.top - label.box.bottom)
    return across < _NEAR[0] and down < _NEAR[1]


@dataclass(frozen=True, slots=True)
class Room:
    """What a label must not cover, what a leader must not cross (it may cross thin lines), and the panel's frame."""

    words: Taken
    leaders: Taken
    frame: Box


def _around(placed: Sequence[Placed], *, thin: bool = True) -> Taken:
    """What stands in a panel before there is any label, with or without the thin lines beside marks."""
    taken = Taken()
    for one in placed:
        for box in (*one.boxes, *(one.lines if thin else ())):
            taken.shade(box)
    return taken


def _by_claimant(placed: Sequence[Placed], *, with_own: bool) -> list[list[list[Placed]]]:
    """The groups of marks of each claimant, the claimant with fewest first."""
    found: dict[str, list[list[Placed]]] = {}
    for group in _groups(placed):
        if with_own or group[0].figure.claimant:
            found.setdefault(group[0].figure.claimant, []).append(group)
    return sorted(found.values(), key=lambda groups: (len(groups), groups[0][0].x, groups[0][0].figure.id))


def _groups(placed: Sequence[Placed]) -> list[list[Placed]]:
    """Marks of one claimant standing side by side at one height, together."""
    groups: list[list[Placed]] = []
    for one in sorted(placed, key=lambda one: (one.figure.claimant, one.figure.kind, one.y, one.x, one.figure.id)):
        last = groups[-1][-1] if groups else None
        near = last is not None and last.figure.claimant == one.figure.claimant and last.figure.kind == one.figure.kind
        if near and last is not None and abs(last.y - one.y) < 6 and 0 <= one.x - last.x <= STEP * 1.5:
            groups[-1].append(one)
        else:
            groups.append([one])
    return sorted(groups, key=lambda group: (group[0].x, group[0].y, group[0].figure.id))


def _name_one(groups: Sequence[Sequence[Placed]], room: Room) -> Label | None:
    """The claimant's name at whichever of its groups has room, first without and then with a leader."""
    for places, most in ((_beside, _MOST_GROUPS), (_led, _MOST_LED)):
        for group in groups[:most]:
            found = _set(group, room, places)
            if found:
                return found
    return None


#: A place: the box of the text and the leader to it.
Place = tuple[Box, Box | None]
#: The places around a group of marks for a text of that width and height, the best first.
Places = Callable[[Sequence[Placed], float, float], Iterable[Place]]


def _set(group: Sequence[Placed], room: Room, places: Places) -> Label | None:
    figure = group[0].figure
    for text in _wordings(figure.label):
        for box, leader in places(group, *size(text)):
            if not room.frame.holds(box) or not room.words.leaves(box.wider(_GAP)):
                continue
            if leader is not None and not room.leaders.leaves(leader.wider(1)):
                continue
            for new in (box, leader) if leader is not None else (box,):
                room.words.shade(new)
                room.leaders.shade(new)
            before = leader is None and box.right <= _extent(group).left
            x = box.right if before else box.left
            align: Literal["left", "right"] = "right" if before else "left"
            return Label(figure.id, figure.claimant, text, x, box.top + LINE / 2, box, leader, align)
    return None


def _wordings(label: str) -> tuple[str, ...]:
    """The label on one line, and on two where it is long."""
    return (label, two_lines(label)) if len(label) > _LONG and " " in label else (label,)


def two_lines(label: str) -> str:
    """The label broken once near its middle."""
    lines = textwrap.wrap(label, math.ceil(len(label) / 2) + 3, break_on_hyphens=False)
    return label if len(lines) > 2 else "\n".join(lines)


def size(text: str) -> tuple[float, float]:
    """The width and height of a text of one or more lines in pixels."""
    lines = text.split("\n")
    return max(text_width(line, SIZE) for line in lines), LINE * len(lines)


def _extent(group: Sequence[Placed]) -> Box:
    boxes = [box for one in group for box in one.boxes]
    return Box(
        min(box.left for box in boxes), min(box.top for box in boxes),
        max(box.right for box in boxes), max(box.bottom for box in boxes),
    )  # fmt: skip


def _beside(group: Sequence[Placed], width: float, height: float) -> Iterable[Place]:
    """Places that touch the marks, the best first."""
    marks = _extent(group)
    y = group[0].y - height / 2
    away = _GAP + 1.5
    middle = (marks.left + marks.right - width) / 2
    for down in (0.0, -6.0, 6.0):
        yield Box(marks.right + away, y + down, marks.right + away + width, y + down + height), None
        yield Box(marks.left - away - width, y + down, marks.left - away, y + down + height), None
    for left in (middle, marks.left, marks.right - width):
        for top in (marks.top - 1.5 - height, marks.bottom + 1.5):
            yield Box(left, top, left + width, top + height), None


def _led(group: Sequence[Placed], width: float, height: float) -> Iterable[Place]:
    """Places above and below the marks at the end of an upright leader, the nearest first."""
    for far in _LEADS:
        for one in group[:3]:
            for start in (one.x - width / 2, one.x - 3, one.x - width + 3, one.x - width / 4, one.x - 3 * width / 4):
                above, below = one.box.top - far - height, one.box.bottom + far
                yield (
                    Box(start, above, start + width, above + height),
                    Box(one.x - 0.5, above + height, one.x + 0.5, one.box.top - 2),
                )
                yield (
                    Box(start, below, start + width, below + height),
                    Box(one.x - 0.5, one.box.bottom + 2, one.x + 0.5, below),
                )


def lane_labels(
    placed: Sequence[Placed], texts: Mapping[str, Sequence[str]], *, width: float, height: float
) -> list[Label]:
    """The first of its texts that has room for each mark of the lane, right of all marks or else beside its own.

    Where none has room there is no label; the mark still tells its words under the pointer and in the table.
    """
    room = Room(_around(placed), Taken(), Box(-2, -3, width + 2, height + 3))
    edge = max((one.boxes[-1].right for one in placed), default=0.0) + _GAP + 2
    found: list[Label] = []
    for at, one in enumerate(sorted(placed, key=lambda one: (one.y, one.x, one.figure.id))):
        if at - len(found) >= _MOST_MISSED:
            break
        label = next(_in_lane(one, texts[one.figure.id], edge, room), None)
        if label is not None:
            room.words.shade(label.box)
            found.append(label)
    return found


def _in_lane(one: Placed, texts: Sequence[str], edge: float, room: Room) -> Iterator[Label]:
    """The places of a mark's label, those of its longer texts before those of the last, shortest one."""
    middle = (one.box.top + one.box.bottom) / 2
    for some in (texts[:-1], texts[-1:]):
        for beside in (False, True):
            for text in some:
                wide, high = size(text)
                column = (Box(edge, middle + dy - high / 2, edge + wide, middle + dy + high / 2) for dy in _LANE_SHIFTS)
                for box in (found for found, _ in _beside([one], wide, high)) if beside else column:
                    if room.frame.holds(box) and room.words.leaves(box):
                        yield Label(one.figure.id, one.figure.claimant, text, box.left, box.top + LINE / 2, box)


_LANE_SHIFTS = tuple(sign * step for step in range(0, 40, 3) for sign in (1, -1))
