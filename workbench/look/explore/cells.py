"""A panel with more figures than it can draw one by one: cells of days and values, each with how many it holds.

What is here: which cell each figure stands in, once for the whole story, and the marks of the cells that a selection
fills. Figures without an upper or lower end have cells of their own, drawn as arrowheads, so that no open end looks
like a point. A cell's size says how many figures it holds, on one scale for the whole story; its colour is a holder's
only where that holder has all of it. How a panel looks that draws each figure is in ``look/panel.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from workbench.look import wording
from workbench.look.axes import Axes
from workbench.look.ends import Drawn
from workbench.look.marks import CHEVRON_DOWN, CHEVRON_UP
from workbench.look.panel import Measures
from workbench.look.sheet import GAP, SIZE, Rows, Sheet, Spec, paint
from workbench.look.styles import Style
from workbench.look.values import Ints

#: The side of a cell in pixels, and the area of the largest and the smallest sign.
SIDE, LARGEST, SMALLEST = 26.0, 420.0, 30.0
#: A cell holds figures that state a value, those that state a least, and those that state a most.
_SHAPES = ("circle", CHEVRON_UP, CHEVRON_DOWN)
_KINDS = ("stated", "with a least only", "with a most only")
#: Arrowheads stand a little beside the point of the same cell.
_BESIDE = (0.0, 7.0, -7.0)
_MOST_HOLDERS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """The cells of one panel: of each of its figures the cell, and how many the fullest cell of the story holds.

    ``order`` are the places of the figures by cell and, within it, by holder; the columns after it stand in that order.
    ``pair`` is a cell and a holder as one number.
    """

    cell: Ints
    across: int
    up: int
    fullest: int
    order: Ints
    pair: Ints
    low: Any
    high: Any
    earliest: Ints
    latest: Ints


def grid(sheet: Sheet, measured: Measures, drawn: Drawn, holders: int) -> Grid:
    """Each figure of a panel in its cell; columns beyond ``across`` are those of the lane without days.

    ``holders`` is how many looks of claimants there are.
    """
    width = sheet.main if sheet.time is not None else 0.0
    across, lane = max(1, int(width // SIDE)), max(1, int(sheet.lane // SIDE))
    up = max(1, int(measured.up.pixels // SIDE))
    if sheet.time is None:
        column = np.zeros(len(drawn.rows), dtype=np.int64)
    else:
        share = ((drawn.earliest + drawn.latest) / 2 - sheet.time.first) / (sheet.time.last - sheet.time.first)
        column = np.clip((share * across).astype(np.int64), 0, across - 1)
    in_time = drawn.in_time(sheet.limit) & (sheet.time is not None)
    # Without a day there is no place across: kinds stand beside one another.
    column = np.where(in_time, column, across + np.minimum(drawn.kind * 3 + 1, lane - 1))
    height = (drawn.anchor - measured.up.first) / (measured.up.last - measured.up.first)
    row = np.clip((height * up).astype(np.int64), 0, up - 1)
    cell = ((column * up) + row) * 3 + drawn.kind
    many = (across + lane) * up * 3
    pair = cell * holders + drawn.holder
    order = np.argsort(pair, kind="stable")
    ends = (np.fmin(drawn.low, drawn.high), np.fmax(drawn.low, drawn.high), drawn.earliest, drawn.latest)
    fullest = int(np.bincount(cell, minlength=many).max(initial=1))
    return Grid(cell, across, up, fullest, order, pair[order], *(column[order] for column in ends))


def cell_views(
    sheet: Sheet, measured: Measures, cells: Grid, some: Ints, styles: Sequence[Style], *, axis_title: str | None
) -> Spec:
    """The panel's views with a mark for each cell that these figures fill; their rows stand on the sheet."""
    filled = _filled(cells, some, styles)
    views = []
    if sheet.time is not None:
        axes = Axes(sheet, sheet.time, measured.up, axis_title)
        views.append(_view(axes, [one for one in filled if one["column"] < cells.across], cells))
    if measured.lane:
        axes = Axes(sheet, None, measured.up, None)
        views.append(_view(axes, [one for one in filled if one["column"] >= cells.across], cells))
    return {"hconcat": views, "spacing": GAP}


def _filled(cells: Grid, some: Ints, styles: Sequence[Style]) -> list[dict[str, Any]]:
    """Each cell that is filled: its place, its count, its colour and what is told of it."""
    kept = np.zeros(len(cells.order), dtype=bool)
    kept[some] = True
    at = np.flatnonzero(kept[cells.order])
    pair = cells.pair[at]
    of_pair = _begins(pair)
    held = np.diff(of_pair, append=len(pair))
    cell, holder = np.divmod(pair[of_pair], len(styles))
    of_cell = _begins(cell)
    first = of_pair[of_cell]
    ends = [
        reduce.reduceat(column[at], first).tolist()
        for reduce, column in (
            (np.minimum, cells.low), (np.maximum, cells.high), (np.minimum, cells.earliest),
            (np.maximum, cells.latest),
        )
    ]  # fmt: skip
    counts = np.add.reduceat(held, of_cell).tolist()
    # Those with most figures of a cell first.
    ranked = np.lexsort([holder, -held, cell])
    holders = list(zip(holder[ranked].tolist(), held[ranked].tolist(), strict=True))
    of_each = [holders[one:other] for one, other in pairwise([*of_cell.tolist(), len(holders)])]
    found = []
    for one, count, own, low, high, earliest, latest in zip(
        cell[of_cell].tolist(), counts, of_each, *ends, strict=True
    ):
        column, rest = divmod(one, cells.up * 3)
        said = f"{count:,} {_KINDS[rest % 3]}: {_between(low, high)}; {_days(earliest, latest)}; held by "
        found.append({
            "cell": one, "column": column, "row": rest // 3, "kind": rest % 3, "count": count,
            "colour": styles[own[0][0]].colour if len(own) == 1 else None,
            "days": [earliest, latest], "said": said + _holders(own, styles),
        })  # fmt: skip
    return found


def _begins(ordered: Ints) -> Ints:
    """Where each run of the same number begins."""
    return np.flatnonzero(np.diff(ordered, prepend=ordered[:1] - 1))


def _holders(ranked: Sequence[tuple[int, int]], styles: Sequence[Style]) -> str:
    """Those with most figures of a cell in words."""
    names = [f"{styles[at].name} ({count:,})" for at, count in ranked[:_MOST_HOLDERS]]
    rest = len(ranked) - _MOST_HOLDERS
    return ", ".join([*names, *([f"{rest} more"] if rest > 0 else [])])


def _between(low: float, high: float) -> str:
    ends = [wording.number(one) for one in (low, high)]
    return ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"


@lru_cache(maxsize=8192)
def _days(earliest: int, latest: int) -> str:
    days = (date.fromordinal(day).isoformat() if day > 0 else None for day in (earliest, latest))
    return wording.days(*days)


def _view(axes: Axes, filled: Sequence[Mapping[str, Any]], cells: Grid) -> Spec:
    """The layers of one view: the axes, the signs of each kind of figure, and the ring of the chosen one."""
    sheet, up = axes.sheet, axes.up
    of_kind: tuple[Rows, Rows, Rows] = ([], [], [])
    for one in filled:
        y = up.pixels - (one["row"] + 0.5) * up.pixels / cells.up
        of_kind[one["kind"]].append({
            "x": round(axes.x_value(_middle(axes, one, cells)), 1), "y": round(axes.y_value(y), 2),
            "size": round(max(SMALLEST, LARGEST * one["count"] / cells.fullest), 1),
            "colour": one["colour"] or sheet.palette.muted, "said": one["said"], "cell": one["cell"],
            "days": one["days"],
        })  # fmt: skip
    return {
        "width": sheet.lane if axes.across is None else sheet.main, "height": up.pixels,
        "layer": [axes.ground(), *(_signs(axes, rows, kind) for kind, rows in enumerate(of_kind)), axes.lit()],
        "view": {"stroke": None, "fill": sheet.palette.lane if axes.across is None else None},
    }  # fmt: skip


def _signs(axes: Axes, rows: Rows, kind: int) -> Spec:
    said: Spec = {"field": "said", "type": "nominal"}
    mark = {"type": "point", "shape": _SHAPES[kind], "filled": kind == 0, "opacity": 0.85, "cursor": "pointer"}
    mark |= {"strokeWidth": 1.8} if kind else {"strokeWidth": 0}
    channel = {"stroke" if kind else "fill": paint("colour")}
    return axes.layer(rows, mark, size=SIZE, tooltip=said, description=said, **channel)


def _middle(axes: Axes, one: Mapping[str, Any], cells: Grid) -> float:
    beside = _BESIDE[one["kind"]]
    if axes.across is None:
        return float((one["column"] - cells.across + 0.5) * SIDE + beside)
    return float((one["column"] + 0.5) * axes.across.pixels / cells.across + beside)
