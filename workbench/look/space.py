"""Room in a panel: boxes in pixels and what is already taken, asked in constant time.

What is here: plain geometry and an index of it. What is set where is decided in ``layout.py`` and ``labels.py``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

#: The side of one cell of the index in pixels; about two marks wide, so that a cell holds few boxes.
CELL = 32


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels, y running down from the top of the panel."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: Box) -> bool:
        """True when the other lies wholly inside."""
        return (
            self.left <= other.left and other.right <= self.right
            and self.top <= other.top and other.bottom <= self.bottom
        )  # fmt: skip

    def moved(self, across: float, down: float = 0.0) -> Box:
        """The same box elsewhere."""
        return Box(self.left + across, self.top + down, self.right + across, self.bottom + down)

    def wider(self, by: float) -> Box:
        """The same box with that much more on its left and on its right."""
        return Box(self.left - by, self.top, self.right + by, self.bottom)


@dataclass(frozen=True, slots=True)
class Taken:
    """Boxes that nothing else may cover, kept by the cells they touch."""

    cells: dict[tuple[int, int], set[Box]] = field(default_factory=dict)

    def add(self, box: Box) -> None:
        """Leaves the box taken, exactly as large as it is."""
        for cell in _cells(box):
            self.cells.setdefault(cell, set()).add(box)

    def shade(self, box: Box) -> None:
        """Leaves the box taken, grown to whole pixels.

        Each cell keeps its own part only, so heaps of boxes on one spot leave few parts and cost little.
        """
        for across, down in _cells(box):
            left, top = max(math.floor(box.left), across * CELL), max(math.floor(box.top), down * CELL)
            right, bottom = (
                min(math.ceil(box.right), (across + 1) * CELL),
                min(math.ceil(box.bottom), (down + 1) * CELL),
            )
            self.cells.setdefault((across, down), set()).add(Box(left, top, right, bottom))

    def leaves(self, box: Box) -> bool:
        """True when nothing taken shares any area with the box."""
        left, top, right, bottom = box.left, box.top, box.right, box.bottom
        for cell in _cells(box):
            for other in self.cells.get(cell, ()):
                if left < other.right and other.left < right and top < other.bottom and other.top < bottom:
                    return False
        return True


def _cells(box: Box) -> Iterable[tuple[int, int]]:
    across = range(math.floor(box.left / CELL), math.floor(box.right / CELL) + 1)
    down = range(math.floor(box.top / CELL), math.floor(box.bottom / CELL) + 1)
    return [(x, y) for x in across for y in down]
