"""The facets: the values of each field with how many rows they would leave, and what is chosen of them.

A facet counts with its own filter left out, so that a count is what a click on it would give. What a row has of a field
is in ``look/fields.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from workbench.look.explore.state import SHORT, State
from workbench.look.fields import Table
from workbench.look.selection import Selection, choices
from workbench.look.values import UNSTATED, Ints, Mask, Values


@dataclass(frozen=True, slots=True)
class Facet:
    """A field of the selection that is offered as a list; ``opened`` where its list is seen at once."""

    name: str
    title: str
    hint: str
    opened: bool = False


FACETS = (
    Facet("estimand", "What is counted", "The estimand that a figure stands on", opened=True),
    Facet("source", "Source", "The outlet, the speaker or whoever holds the figure", opened=True),
    Facet("entity", "Who or what", "Whoever holds or says it, and all that its sentence mentions", opened=True),
    Facet("claim_type", "Kind of statement", "What the sentence does: demand, deny, estimate", opened=True),
    Facet("claimant", "Held by", "Whose figure it is"),
    Facet("party", "Party", "The larger side that the holder belongs to"),
    Facet("outlet", "Outlet", "Who published the report"),
    Facet("stance", "Stance", "How the holder stands to the figure"),
    Facet("anonymous", "Named or unnamed", "Whether the speaker is named"),
    Facet("topic", "Topic", "A subject of the story file"),
    Facet("part", "Part of the report", "Headline, summary or body"),
    Facet("date_quality", "How well the day is known", "The day that a figure speaks of"),
    Facet("origin", "Origin", "The first report of the chain of texts that a report belongs to"),
)  # fmt: skip
TITLES = {one.name: one.title for one in FACETS} | {
    "place": "Place", "text": "Words in the sentence", "query": "Search", "date": "Day", "dates": "Days",
    "known_by": "Known by",
}  # fmt: skip


def facets(table: Table, masks: Mapping[str, Mask], state: State) -> list[dict[str, Any]]:
    """Every facet with its values and counts; one of a single value is left out, unless it is asked for."""
    counts: dict[str, Ints] = table.lately(("counts", state.selection), lambda: _counted(table, masks))
    return [_facet(one, table.values(one.name), counts[one.name], state) for one in FACETS if one.name in counts]


def _counted(table: Table, masks: Mapping[str, Mask]) -> dict[str, Ints]:
    """For each facet that is shown how many rows each of its values would leave."""
    failing = np.zeros(len(table.frame), dtype=np.uint8)
    for mask in masks.values():
        failing += ~mask
    found = {}
    for facet in FACETS:
        values = table.values(facet.name)
        own = masks.get(facet.name)
        if len(values.ids) > 1 or own is not None:
            found[facet.name] = values.counts(failing == 0 if own is None else (failing - ~own) == 0)
    return found


def without_one(masks: Mapping[str, Mask], name: str, everything: Mask) -> Mask:
    """The rows that meet every filter but one."""
    found = everything
    for other, mask in masks.items():
        found = found & mask if other != name else found
    return found


def _facet(facet: Facet, values: Values, counts: Any, state: State) -> dict[str, Any]:
    chosen = _chosen(state.selection, facet.name)
    sought = dict(state.found).get(facet.name, "").casefold()
    many = dict(state.shown).get(facet.name, SHORT)
    whole: list[dict[str, Any]] = [
        {"id": one, "name": name, "count": int(count), "on": one in chosen or name in chosen}
        for one, name, count in zip(values.ids, values.names, counts, strict=True)
    ]
    ranked = sorted(
        whole, key=lambda row: (not row["on"], -row["count"], row["id"] == UNSTATED, row["name"].casefold())
    )
    fitting = [row for row in ranked if row["on"] or sought in row["name"].casefold()]
    # What no row has any more is listed only where the analyst asks for more or looks for it.
    first = fitting if sought or many > SHORT else [row for row in fitting if row["on"] or row["count"]]
    listed = first[: max(many, sum(row["on"] for row in fitting))]
    return {
        "name": facet.name, "title": facet.title, "hint": facet.hint, "opened": facet.opened or bool(chosen),
        "values": listed, "more": len(fitting) - len(listed), "whole": len(whole),
        "longer": len(whole) > SHORT, "sought": sought, "widened": many > SHORT, "active": bool(chosen),
    }  # fmt: skip


def _chosen(selection: Selection, name: str) -> tuple[str, ...]:
    value = getattr(selection, name)
    if name == "anonymous":
        return () if value is None else ("yes" if value else "no",)
    return choices(value)


def chips(selection: Selection, table: Table) -> list[dict[str, Any]]:
    """What is asked for, field by field and value by value, each with what a click lets go."""
    found: list[dict[str, Any]] = []
    for name, value in selection.chosen.items():
        if name in ("date_from", "date_to"):
            continue
        if name in ("text", "query", "date", "known_by"):
            found.append({"field": name, "value": "", "label": f"{TITLES[name]}: {value}", "whole": True})
            continue
        names = dict(zip(table.values(name).ids, table.values(name).names, strict=True))
        for one in _chosen(selection, name):
            found.append(
                {"field": name, "value": one, "label": f"{TITLES[name]}: {names.get(one, one)}", "whole": False}
            )
    if selection.date_from or selection.date_to:
        days = f"{selection.date_from or '…'} to {selection.date_to or '…'}"
        found.append({"field": "dates", "value": "", "label": f"Days: {days}", "whole": True})
    return found
