"""What the words of a figure leave open, as an interval: one rule for discrepancies and for the counts behind a figure.

"At least 3,000" is everything from 3,000, "about 10,000" what is rounded to it, a bare number itself alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

#: "About" covers so much on either side of its number: what is told as about 10,000 is 9,500 to 10,500.
ABOUT = 0.05


@dataclass(frozen=True, slots=True)
class Interval:
    """What the words of a figure leave open; an end that is infinite is not stated."""

    low: float
    high: float

    def meets(self, other: Interval) -> bool:
        """Whether one number could be what both say."""
        return self.low <= other.high and other.low <= self.high


def interval_of(figure: Any) -> Interval:
    """The interval of whatever has ``low``, ``high`` and ``bound``: its ends, an "about" widened by what it covers."""
    low = -math.inf if figure.low is None else float(figure.low)
    high = math.inf if figure.high is None else float(figure.high)
    if figure.bound == "about":
        return Interval(low - ABOUT * abs(low), high + ABOUT * abs(high))
    return Interval(low, high)
