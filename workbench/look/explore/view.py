"""What the explorer shows for a state: one pure function from story and state to plain values that a page can draw.

What is here: the parts of the page put together, the sentence and counts at its head, what to do when nothing is left,
and the places that a click leads to. Each part is made in the module of its name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from workbench.look import claims, wording
from workbench.look.explore import days, facets, panels, reading, rows
from workbench.look.explore.state import Event, State, answered
from workbench.look.fields import Table, figures_table
from workbench.look.joined import joined
from workbench.look.selection import Selection, masks
from workbench.look.values import Ints, Mask
from workbench.story import Story


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """A story made ready for looking around in it: its figures as a table, its statements when they are asked for."""

    story: Story
    figures: Table

    @property
    def statements(self) -> Table:
        """The statements, made at the first call."""
        found: Table = self.figures.once("statements", lambda: claims.statements(self.story, self.figures))
        return found

    def table(self, state: State) -> Table:
        """The rows that the state looks at."""
        return self.figures if state.kind == "figures" else self.statements


def index_of(story: Story) -> Index:
    """The story made ready."""
    return Index(story, figures_table(story, joined(story)))


def view(index: Index, state: State) -> dict[str, Any]:
    """Everything that the page shows, part by part."""
    table = index.table(state)
    met = masks(table, state.selection)
    left = _left(table, met)
    holding: Ints = table.lately(("holding", state.selection), lambda: _holding(table, left))
    figures = left if table is index.figures else _left(index.figures, masks(index.figures, state.selection))
    looks = {style.claimant: at for at, style in enumerate(panels.looks(index.figures))}
    page = rows.page(table, left, state, looks)
    chart, specs = panels.panels(index.figures, figures, state)
    report = state.report or (page["rows"][0]["report"] if page["rows"] else _first_report(index))
    return {
        "head": _head(index, state, table, met, left, len(holding)),
        "facets": facets.facets(table, met, state),
        "days": days.histogram(index.figures, figures, state.selection),
        "chart": chart, "specs": specs, "page": page,
        "report": reading.report_view(index.figures, report, figures) if report else None,
        "reports": reading.reports_left(table, holding, report),
        "chosen": _chosen(index, state),
    }  # fmt: skip


def after(index: Index, state: State, event: Event) -> State:
    """The state after an event; a chosen row opens its report and turns to its page."""
    found = answered(state, event)
    if event.get("type") not in ("row", "mark", "claim") or not found.row:
        return found
    table = index.table(found)
    place = rows.place_of(table, found.row)
    if place is None:
        return replace(found, row="")
    first = rows.first_of_page(table, _left(table, masks(table, found.selection)), found, place)
    report = str(table.frame["report_id"].iloc[place])
    return replace(found, report=report, first=found.first if first is None else first)


def offers(table: Table, met: Mapping[str, Mask]) -> list[dict[str, Any]]:
    """For each filter that is asked how many rows would be left without it, the most first."""
    counted = {name: int(facets.without_one(met, name, table.everything).sum()) for name in met}
    ranked = sorted((name for name in counted if counted[name]), key=lambda name: -counted[name])
    return [{"field": name, "title": facets.TITLES.get(name, name), "count": counted[name]} for name in ranked]


def _holding(table: Table, left: Mask) -> Ints:
    """The places of the reports that hold some of the rows left."""
    return np.flatnonzero(np.bincount(table.reports[left], minlength=len(table.story.reports) + 1)[:-1])


def _left(table: Table, met: Mapping[str, Mask]) -> Mask:
    found = table.everything
    for mask in met.values():
        found = found & mask
    return found


def _first_report(index: Index) -> str:
    ids = index.story.reports["report_id"]
    return str(ids.iloc[0]) if len(ids) else ""


def _head(
    index: Index, state: State, table: Table, met: Mapping[str, Mask], left: Mask, reports: int
) -> dict[str, Any]:
    count, whole = int(left.sum()), len(table.frame)
    noun = "figure" if state.kind == "figures" else "statement"
    said = f"{count:,} of {wording.counted(whole, noun)}, in {wording.counted(reports, 'report')}"
    if state.kind == "figures":
        drawn = int((_charted(table) & left).sum())
        said += f"; {drawn:,} on an estimand" if drawn < count else ""
    return {
        "sentence": _sentence(state, index), "counts": said, "kind": state.kind, "axis": state.axis,
        "chips": facets.chips(state.selection, table), "undo": len(state.past), "redo": len(state.future),
        "query": state.selection.query or "", "saved": state.selection.to_json(),
        "empty": None if count else _empty(table, met, whole, noun),
    }  # fmt: skip


def _sentence(state: State, index: Index) -> str:
    selection = state.selection
    said: str = index.figures.lately(("sentence", selection), lambda: selection.sentence(index.story))
    return said if state.kind == "figures" else _of_statements(said, state.selection)


def _of_statements(said: str, selection: Selection) -> str:
    if said == Selection().sentence():
        return "All statements of the story."
    return "Statements" + said.removeprefix("Figures")


def _empty(table: Table, met: Mapping[str, Mask], whole: int, noun: str) -> dict[str, Any]:
    if not whole:
        return {"why": f"The story has no {noun}.", "offers": []}
    found = offers(table, met)
    if found:
        return {"why": f"No {noun} meets all filters. Drop one of them:", "offers": found, "drop": True}
    alone = [
        {"field": name, "title": facets.TITLES.get(name, name), "count": int(mask.sum())}
        for name, mask in met.items()
        if name != "known_by" and mask.any()
    ]
    why = f"No {noun} meets these filters, and dropping a single one of them would not help. Keep one of them:"
    return {"why": why, "offers": sorted(alone, key=lambda one: -one["count"]), "drop": False}


def _charted(table: Table) -> Mask:
    found: Mask = table.once("charted", lambda: table.frame["charted"].fillna(False).to_numpy(dtype=bool))
    return found


def _chosen(index: Index, state: State) -> dict[str, Any]:
    """The chosen row and report, and where the chosen figure stands in a chart of cells."""
    cell = None
    ids = [state.row] if state.row else []
    if state.kind == "statements" and state.row:
        place = rows.place_of(index.statements, state.row)
        ids += list(index.statements.frame["figures"].iloc[place]) if place is not None else []
    elif state.row:
        place = rows.place_of(index.figures, state.row)
        cell = panels.cell_of(index.figures, state, place) if place is not None else None
    return {"row": state.row, "ids": ids, "cell": cell}
