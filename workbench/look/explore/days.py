"""How many figures speak of each stretch of days, for the brush that picks a range of dates.

The bars and their height are fixed by the whole story; a figure of several days is counted in their middle, one without
two ends beside the bars.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from workbench.look.fields import Table
from workbench.look.selection import Selection
from workbench.look.values import Ints, Mask

MOST_BARS = 60
_STEPS = (1, 2, 7, 14, 28, 56, 91, 182, 365, 730, 1826)


def ordinals(column: pd.Series) -> Ints:
    """The days as counts of days, a missing one as -1."""
    codes, days = pd.factorize(column.astype(object))
    known = [date.fromisoformat(str(day)[:10]).toordinal() for day in days]
    return np.array([*known, -1], dtype=np.int64)[codes]


def middles(table: Table) -> Ints:
    """The middle day that each figure speaks of, -1 where either end is not known."""
    earliest, latest = ordinals(table.frame["as_of_earliest"]), ordinals(table.frame["as_of_latest"])
    both = (earliest >= 0) & (latest >= 0)
    return np.where(both, (earliest + latest) // 2, -1)


def histogram(table: Table, left: Mask, selection: Selection) -> dict[str, Any]:
    """The bars with the whole story's counts and those of the rows left, and what stands beside them."""
    middle: Ints = table.once("middles", lambda: middles(table))
    known = middle[middle >= 0]
    if not len(known):
        return {"bars": [], "beside": int(left.sum()), "tallest": 0}
    first, last = int(known.min()), int(known.max())
    step = next((one for one in _STEPS if (last - first) // one < MOST_BARS), (last - first) // MOST_BARS + 1)
    many = (last - first) // step + 1
    at = np.where(middle >= 0, (middle - first) // step, many)
    whole, some = np.bincount(at, minlength=many + 1), np.bincount(at[left], minlength=many + 1)
    return {
        "bars": [
            {"from": _day(first + step * at), "to": _day(first + step * at + step - 1), "whole": int(whole[at]),
             "count": int(some[at])}
            for at in range(many)
        ],
        "beside": int(some[many]), "tallest": int(whole[:many].max()), "step": step,
        "date_from": selection.date_from or "", "date_to": selection.date_to or "",
    }  # fmt: skip


def _day(ordinal: int) -> str:
    return (date.min + timedelta(days=ordinal - 1)).isoformat()
