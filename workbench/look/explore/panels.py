"""The chart as live panels: one estimand each, its specification sent once and its rows at every change.

What is here: what the whole story fixes of a chart (sheet, looks, scales), which panels there are, and whether a panel
draws each figure (``look/panel.py``) or cells of them (``cells.py``). Panels are separate views, so that one which a
selection empties can go without the others being made anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from workbench.ledger import listed
from workbench.look import alike, falsetrends, layout, legend, panel, wording
from workbench.look.axes import PICK
from workbench.look.charts import CAPTION, MOST_PANELS, READING, drawable
from workbench.look.ends import Drawn, drawn_of, ends_of
from workbench.look.explore import cells
from workbench.look.explore.cells import Grid
from workbench.look.explore.state import Axis, State
from workbench.look.fields import Table
from workbench.look.panel import Measures
from workbench.look.plainchart import FONT
from workbench.look.selection import most_reported
from workbench.look.sheet import Rows, Sheet, Spec, sheet_of
from workbench.look.styles import Palette, Style, shortened, styles_by
from workbench.look.values import Ints, Mask

#: A panel with more figures, or more marks after those alike are one, is drawn as cells.
MOST_FIGURES, MOST_MARKS = 400, 120
#: How many panels of a story are drawn at first when some of it comes as cells.
MOST_OF_CELLS = 4
#: How tall a panel is of which the whole story has too many figures to draw each.
TALL = 184.0
_SHAPES = {
    "circle": "M1,0A1,1,0,1,1,-1,0A1,1,0,1,1,1,0", "square": "M-.9,-.9H.9V.9H-.9Z",
    "diamond": "M0,-1.1L1,0L0,1.1L-1,0Z", "triangle-up": "M0,-.95L1,.8H-1Z", "triangle-down": "M0,.95L1,-.8H-1Z",
    "triangle-right": "M.95,0L-.8,1V-1Z", "triangle-left": "M-.95,0L.8,1V-1Z",
    "cross": "M-.4,-1H.4V-.4H1V.4H.4V1H-.4V.4H-1V-.4H-.4Z",
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """One panel as the whole story fixes it; ``drawn`` are its figures and ``places`` where they stand among all."""

    estimand: str
    name: str
    measured: Measures
    drawn: Drawn


@dataclass(frozen=True, slots=True, eq=False)
class Chart:
    """A chart of the whole story for one axis and width: the sheet, the looks in order, and its panels."""

    sheet: Sheet
    axis: Axis
    styles: tuple[Style, ...]
    plans: tuple[Plan, ...]


def looks(table: Table) -> tuple[Style, ...]:
    """The look of every claimant, fixed from the whole story, those with most figures first."""
    found: tuple[Style, ...] = table.once("looks", lambda: _looks(table))
    return found


def _looks(table: Table) -> tuple[Style, ...]:
    frame = table.frame
    charted = frame["charted"].fillna(False).astype(bool) & frame["estimand"].notna()
    held = frame["claimant"][charted].fillna("").value_counts()
    names = dict(zip(listed(frame["claimant"]), listed(frame["claimant_name"]), strict=True))
    counts = {str(one): int(count) for one, count in held.items()}
    shown = {one: shortened(wording.claimant({"claimant_name": names.get(one) if one else None}), 44) for one in counts}
    return tuple(styles_by({"": 0, **counts}, {"": "", **shown}, Palette().of_css()).values())


def look_rows(table: Table) -> list[dict[str, str]]:
    """Colour and outline of every look, for the key and the rows beside the chart."""
    return [
        {"id": one.claimant, "name": one.name, "colour": one.colour, "path": _SHAPES.get(one.shape, one.shape)}
        for one in looks(table)
    ]


def chart_of(table: Table, axis: Axis, width: int) -> Chart:
    """The chart of the whole story, made once for each axis and width."""
    found: Chart = table.once(("chart", axis, width), lambda: _chart(table, axis, width))
    return found


def _order(table: Table) -> list[str]:
    found: list[str] = table.once("panels", lambda: most_reported(table.story))
    return found


def _drawn(table: Table, axis: Axis) -> Drawn:
    found: Drawn = table.once(("drawn", axis), lambda: drawn_of(
        table.frame, axis, {name: at for at, name in enumerate(_order(table))},
        {style.claimant: at for at, style in enumerate(looks(table))},
    ))  # fmt: skip
    return found


def _chart(table: Table, axis: Axis, width: int) -> Chart:
    drawn, styles = _drawn(table, axis), looks(table)
    ends = ends_of(drawn)
    ends = ends_of(drawn, layout.widest(ends))
    years = [
        {f"{axis}_earliest": day, f"{axis}_latest": day}
        for day in (table.frame[f"{axis}_{end}"] for end in ("earliest", "latest"))
        for day in ((day.dropna().min(), day.dropna().max()) if day.notna().any() else ())
    ]
    by_id = {one.claimant: one for one in styles}
    sheet = sheet_of(years, ends, axis=axis, width=width, palette=Palette().of_css(), styles=by_id)
    sheet = replace(sheet, live=True)
    names = dict(zip(listed(table.frame["estimand"]), listed(table.frame["estimand_name"]), strict=True))
    plans = []
    for at, estimand in enumerate(_order(table)):
        own = drawn.take(np.flatnonzero(drawn.panel == at))
        if len(own.rows):
            tall = TALL if len(own.rows) > MOST_FIGURES else _height(table, own, axis)
            measured = panel.measures(sheet, ends_of(own, sheet.limit), tall=tall)
            plans.append(Plan(estimand, str(names[estimand]), measured, own))
    return Chart(sheet, axis, styles, tuple(plans))


def _height(table: Table, own: Drawn, axis: Axis) -> float:
    return panel.height(len(alike.together(_rows(table, own.rows), axis)))


def _rows(table: Table, at: Ints) -> Rows:
    """The rows at these places with the alarm of the false trend that each makes."""
    raised = _alarms(table)
    rows = drawable(table.rows(at))
    return [{**row, "alarm": raised.get(row["estimate_id"])} for row in rows]


def _alarms(table: Table) -> Mapping[str, Any]:
    if len(table.frame) > falsetrends.MOST_COMPARED:
        return {}
    found: Mapping[str, Any] = table.once("alarms", lambda: falsetrends.false_trends(table.story))
    return found


# --- what a selection leaves ------------------------------------------------------------------------------------------


def panels(table: Table, left: Mask, state: State) -> tuple[dict[str, Any], dict[str, Spec]]:
    """The chart for the figures that are left: its panels with their rows, and the specifications they stand on.

    ``left`` is what the state's selection leaves; a chart made lately is not made again.
    """
    key = ("panels", state.selection, state.axis, state.width, state.panels)
    found: tuple[dict[str, Any], dict[str, Spec]] = table.lately(key, lambda: _panels(table, left, state))
    return found


def _panels(table: Table, left: Mask, state: State) -> tuple[dict[str, Any], dict[str, Spec]]:
    chart = chart_of(table, state.axis, state.width)
    some = [(plan, np.flatnonzero(left[plan.drawn.rows])) for plan in chart.plans]
    some = [(plan, at) for plan, at in some if len(at)]
    large = sum(len(at) for _, at in some) > 2 * MOST_FIGURES
    most = state.panels or (MOST_OF_CELLS if large else MOST_PANELS)
    made = [_panel(table, chart, plan, at) for plan, at in some[:most]]
    return {
        "panels": [one for one, _ in made],
        "rest": [plan.name for plan, _ in some[most:]],
        "key": _key(chart, some), "title": chart.sheet.axis_title, "axis": state.axis,
        "reading": [CAPTION, READING], "compared": len(table.frame) <= falsetrends.MOST_COMPARED,
        "cells": any(one["cells"] for one, _ in made),
    }, {one["spec"]: spec for one, spec in made}  # fmt: skip


def _key(chart: Chart, some: Sequence[tuple[Plan, Ints]]) -> list[dict[str, Any]]:
    counts = np.zeros(len(chart.styles), dtype=np.int64)
    for plan, at in some:
        counts += np.bincount(plan.drawn.holder[at], minlength=len(chart.styles))
    ranked = sorted(np.flatnonzero(counts).tolist(), key=lambda at: -counts[at])
    return [{"look": at, "count": int(counts[at])} for at in ranked]


def _panel(table: Table, chart: Chart, plan: Plan, at: Ints) -> tuple[dict[str, Any], Spec]:
    """A panel with its rows, and its specification without them."""
    rows = _rows(table, plan.drawn.rows[at]) if len(at) <= MOST_FIGURES else []
    each = bool(rows) and len(alike.together(rows, chart.axis)) <= MOST_MARKS
    sheet = replace(chart.sheet, data={})
    crowded = 0
    if each:
        spec, crowded = panel.views(sheet, plan.measured, rows, chart.axis, last=False)
    else:
        spec = cells.cell_views(sheet, plan.measured, _grid(table, chart, plan), at, chart.styles, axis_title=None)
    head = table.rows(plan.drawn.rows[at[:1]])
    title = panel.heading(sheet, rows or head, plan.measured.up, crowded=crowded)
    said = title["subtitle"] if isinstance(title["subtitle"], list) else [title["subtitle"]]
    said = said[:1] + _whole_lines(said[1:])
    if not each:
        reports = np.count_nonzero(np.bincount(table.reports[plan.drawn.rows[at]]))
        counted = f"{wording.counted(len(at), 'figure')} in {wording.counted(int(reports), 'report')}"
        said = [f"{counted}, too many to draw one by one: each sign stands for all within its days and values, "
                "larger for more; grey where several hold them"]  # fmt: skip
    return {
        "id": plan.estimand, "title": plan.name, "said": said,
        "alarms": len({row["alarm"].lost for row in rows if row["alarm"] is not None}), "count": len(at),
        "cells": not each,
        "spec": f"{chart.axis} {sheet.width:.0f} {'marks' if each else 'cells'} {plan.estimand}",
        "data": {name: _plain(rows) for name, rows in sheet.data.items()} if each else sheet.data,
        "touch": [_touched(view) for view in spec["hconcat"]],
    }, _finished(sheet, spec)  # fmt: skip


def _whole_lines(lines: Sequence[str]) -> list[str]:
    """Lines that were cut to a chart's width, put together again: one that goes on begins with a space."""
    found: list[str] = []
    for line in lines:
        if line.startswith(" ") and found:
            found[-1] += " " + line.strip()
        else:
            found.append(line)
    return found


def _grid(table: Table, chart: Chart, plan: Plan) -> Grid:
    key = ("grid", chart.axis, round(chart.sheet.width), plan.estimand)
    found: Grid = table.once(key, lambda: cells.grid(chart.sheet, plan.measured, plan.drawn, len(chart.styles)))
    return found


def cell_of(table: Table, state: State, place: int) -> dict[str, Any] | None:
    """The panel and the cell that a figure stands in, where its panel may be drawn as cells."""
    chart = chart_of(table, state.axis, state.width)
    for plan in chart.plans:
        found = np.flatnonzero(plan.drawn.rows == place)
        if len(found):
            return {"panel": plan.estimand, "cell": int(_grid(table, chart, plan).cell[found[0]])}
    return None


def _touched(view: Spec) -> dict[str, Any]:
    """The names of the rows that answer the pointer in a view, and of those that ring the chosen mark."""
    names = [one["data"]["name"] for one in view["layer"]]
    unseen = [one["data"]["name"] for one in view["layer"] if "tooltip" in one["encoding"]]
    return {"lit": next(name for name in names if name.startswith("lit_")), "rows": list(dict.fromkeys(unseen))}


def _plain(rows: Rows) -> Rows:
    """The rows with plain and short numbers."""
    return [{name: _short(value) for name, value in row.items()} for row in rows]


def _short(value: Any) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    return round(value, 4) if isinstance(value, float) else value


def _finished(sheet: Sheet, spec: Spec) -> Spec:
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json", **spec,
        "params": [{"name": PICK, "value": True}],
        "resolve": {"scale": {"x": "independent", "y": "independent"}},
        "config": {
            "font": FONT, "background": "transparent", "padding": {"left": 2, "right": 4, "top": 18, "bottom": 4},
            "axis": {"labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal"},
        },
    }  # fmt: skip


def reading_key(table: Table, state: State) -> Spec:
    """The key that says how to read the marks, for the kinds of marks that the story has, with its few rows in it."""
    chart = chart_of(table, state.axis, state.width)
    sheet = replace(chart.sheet, data={}, live=False)
    own = [plan.drawn.rows[:MOST_FIGURES] for plan in chart.plans[:MOST_PANELS]]
    spec = legend.reading_key(sheet, _rows(table, np.concatenate(own)) if own else [])
    return {**_finished(sheet, spec), "datasets": {name: _plain(rows) for name, rows in sheet.data.items()}}
