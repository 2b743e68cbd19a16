"""How many figures speak of each stretch of days, for the brush that picks a range of dates.

The bars and their height are fixed by the whole story; a figure of several days is counted in their middle, one without
two ends beside the bars.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np

from workbench.look.ends import ordinals
from workbench.look.fields import Table
from workbench.look.selection import Selection
from workbench.look.values import Ints, Mask

MOST_BARS = 60
_STEPS = (1, 2, 7, 14, 28, 56, 91, 182, 365, 730, 1826)


def middles(table: Table) -> Ints:
    """The middle day that each figure speaks of, -1 where either end is not known."""
    earliest, latest = ordinals(table.frame["as_of_earliest"]), ordinals(table.frame["as_of_latest"])
    both = (earliest >= 0) & (latest >= 0)
    return np.where(both, (earliest + latest) // 2, -1)


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """The bars of the whole story: the bar of each row, the last one beside them all, and how many each holds."""

    first: int
    step: int
    many: int
    at: Ints
    whole: Ints


def histogram(table: Table, left: Mask, selection: Selection) -> dict[str, Any]:
    """The bars with the whole story's counts and those of the rows left, and what stands beside them."""
    bars: Bars | None = table.once("bars", lambda: _bars(middles(table)))
    if bars is None:
        return {"bars": [], "beside": int(left.sum()), "tallest": 0}
    counts = np.bincount(bars.at[left], minlength=bars.many + 1).tolist()
    begins = [bars.first + bars.step * at for at in range(bars.many)]
    return {
        "bars": [
            {"from": _day(first), "to": _day(first + bars.step - 1), "whole": whole, "count": count}
            for first, whole, count in zip(begins, bars.whole.tolist(), counts[:-1], strict=True)
        ],
        "beside": counts[-1], "tallest": int(bars.whole.max()), "step": bars.step,
        "date_from": selection.date_from or "", "date_to": selection.date_to or "",
    }  # fmt: skip


def _bars(middle: Ints) -> Bars | None:
    known = middle[middle >= 0]
    if not len(known):
        return None
    first, last = int(known.min()), int(known.max())
    step = next((one for one in _STEPS if (last - first) // one < MOST_BARS), (last - first) // MOST_BARS + 1)
    many = (last - first) // step + 1
    at = np.where(middle >= 0, (middle - first) // step, many)
    return Bars(first, step, many, at, np.bincount(at, minlength=many + 1)[:many])


def _day(ordinal: int) -> str:
    return (date.min + timedelta(days=ordinal - 1)).isoformat()
