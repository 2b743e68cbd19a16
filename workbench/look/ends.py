"""The figures of a whole story as numbers, and the few among them that fix its scales.

What is here: which figures a chart can draw, their values and days in columns, and those at the ends, so that a scale
costs the same however many figures it spans. What the scales are is in ``scales.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from workbench.look.layout import Figure
from workbench.look.values import Ints


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """The figures of the whole story that can be drawn, as numbers: their place in the table and what the chart needs.

    ``kind`` is 0 for a stated value or range, 1 for a least, 2 for a most. Days are -1 where not known. ``holder`` is
    the place of the claimant's look.
    """

    rows: Ints
    panel: Ints
    low: Any
    high: Any
    kind: Ints
    earliest: Ints
    latest: Ints
    holder: Ints

    def take(self, at: Ints) -> Drawn:
        """Some of them."""
        return Drawn(*(getattr(self, name)[at] for name in self.__slots__))

    @property
    def anchor(self) -> Any:
        """The value that each mark stands on."""
        return np.where(self.kind == 2, self.high, np.where(self.kind == 1, self.low, (self.low + self.high) / 2))

    def in_time(self, limit: int) -> Any:
        """Which of them have a place on the axis of days."""
        spread = self.latest - self.earliest
        return (self.earliest >= 0) & (self.latest >= 0) & (spread >= 0) & (spread < limit)

    def figure(self, at: int) -> Figure:
        """One of them as the layout sees it, for scales."""
        low, high = (None if value != value else float(value) for value in (self.low[at], self.high[at]))
        kind = ("point" if low == high else "bar", "up", "down")[self.kind[at]]
        days = (None if day < 0 else int(day) for day in (self.earliest[at], self.latest[at]))
        return Figure("", kind, low, high, "", "", *days)  # type: ignore[arg-type]  # one of the four kinds


def drawn_of(frame: pd.DataFrame, axis: str, panels: Mapping[str, int], holders: Mapping[str, int]) -> Drawn:
    """Every charted figure with at least one known end, on one of the panels."""
    low, best, high = (frame[name].to_numpy(dtype=float, na_value=np.nan) for name in ("low", "best", "high"))
    point = ~np.isnan(best) & frame["bound"].isin(["bare", "about"]).to_numpy(dtype=bool)
    # Ends that meet, or stand the wrong way round, are drawn as one point too.
    point |= ~np.isnan(low) & ~np.isnan(high) & (high <= low)
    value = np.where(np.isnan(best), low, best)
    low, high = np.where(point, value, low), np.where(point, value, high)
    panel = frame["estimand"].map(panels).fillna(-1).to_numpy(dtype=np.int64)
    charted = frame["charted"].fillna(False).to_numpy(dtype=bool)
    rows = np.flatnonzero(charted & (panel >= 0) & ~(np.isnan(low) & np.isnan(high)))
    kind = np.where(np.isnan(high), 1, np.where(np.isnan(low), 2, 0))
    days = (ordinals(frame[f"{axis}_{end}"]) for end in ("earliest", "latest"))
    holder = frame["claimant"].map(holders).fillna(holders.get("", 0)).to_numpy(dtype=np.int64)
    columns = (panel, low, high, kind, *days, holder)
    return Drawn(rows, *(column[rows] for column in columns))


def ends_of(drawn: Drawn, limit: int | None = None) -> list[Figure]:
    """The few figures that stand at an end of a scale; scales made of them are those made of all."""
    if not len(drawn.rows):
        return []
    known = np.where(drawn.earliest >= 0, drawn.earliest, drawn.latest)
    picked: list[int] = []
    for kind in range(3):
        of_kind = np.flatnonzero(drawn.kind == kind)
        picked += _extremes(of_kind, drawn.low) + _extremes(of_kind, drawn.high)
    picked += _extremes(np.flatnonzero(known >= 0), known) + _extremes(np.flatnonzero(drawn.latest >= 0), drawn.latest)
    placed = drawn.in_time(3 if limit is None else limit)
    picked += _extremes(np.flatnonzero(placed), drawn.earliest) + _extremes(np.flatnonzero(placed), drawn.latest)
    picked += np.flatnonzero(~placed)[:1].tolist()
    return [drawn.figure(at) for at in dict.fromkeys(picked)]


def _extremes(among: Ints, values: Any) -> list[int]:
    some = among[~np.isnan(values[among].astype(float))]
    return [int(some[values[some].argmin()]), int(some[values[some].argmax()])] if len(some) else []


def ordinals(column: pd.Series) -> Ints:
    """The days as counts of days, a missing one as -1."""
    codes, days = pd.factorize(column.astype(object))
    known = [date.fromisoformat(str(day)[:10]).toordinal() for day in days]
    return np.array([*known, -1], dtype=np.int64)[codes]
