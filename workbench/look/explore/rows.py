"""One page of the rows that are left: figures in the chart's order or statements in the order of the texts.

What is here: the orders a page can be sorted in, made once, and the cells of the rows of one page, as plain text for
the page to lay out. Each cell is a main line and a line under it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from workbench.errors import InputError
from workbench.ledger import listed
from workbench.look import tables, wording
from workbench.look.explore.state import PAGE, State
from workbench.look.fields import Table
from workbench.look.selection import most_reported
from workbench.look.values import Ints, Mask

Row = dict[str, Any]
Cell = dict[str, str]

#: Columns by their heading, with what they are sorted by; a later key settles ties of an earlier one.
FIGURES: dict[str, tuple[str, ...]] = {
    "Figure": ("value", "low", "high"), "Held by": ("claimant_name", "speaker_name"),
    "As of": ("as_of_latest", "as_of_earliest"), "In": ("outlet", "published_latest"), "Sentence": (),
}  # fmt: skip
STATEMENTS: dict[str, tuple[str, ...]] = {
    "Kind": ("claim_type", "certainty_class"), "Said by": ("speaker_name",), "In": ("outlet", "published_latest"),
    "Statement": (),
}  # fmt: skip


def columns(table: Table) -> dict[str, tuple[str, ...]]:
    """The columns of a page of this table."""
    return FIGURES if table.figures is None else STATEMENTS


def page(table: Table, left: Mask, state: State, looks: Mapping[str, int]) -> dict[str, Any]:
    """The rows of the page that the state is at, and where they stand among all that are left.

    ``looks`` has for each claimant the place of its look in the chart's key.
    """
    at = in_order(table, left, state)
    first = min(state.first, max(0, (len(at) - 1) // PAGE * PAGE))
    some = table.rows(at[first : first + PAGE])
    of_kind = _figure if table.figures is None else _statement
    return {
        "columns": [{"name": name, "sorted": bool(keys)} for name, keys in columns(table).items()],
        "rows": [of_kind(table, row, looks, state) for row in some], "first": first, "size": PAGE, "whole": len(at),
        "sort": state.sort, "descending": state.descending,
    }  # fmt: skip


def in_order(table: Table, left: Mask, state: State) -> Ints:
    """The rows that are left, in the order asked for."""
    key = (state.sort, state.descending)
    order: Ints = table.once(("order", key), lambda: _order(table, *key))
    return order[left[order]]


def row_id(table: Table) -> str:
    """The column that holds a row's id."""
    return "estimate_id" if table.figures is None else "claim_id"


def place_of(table: Table, one: str) -> int | None:
    """The place in the table of the row with that id."""
    places: Mapping[str, int] = table.once(
        "places", lambda: {key: at for at, key in enumerate(listed(table.frame[row_id(table)]))}
    )
    return places.get(one)


def first_of_page(table: Table, left: Mask, state: State, place: int) -> int | None:
    """Where the page begins that holds that row, or nothing where the selection leaves the row out."""
    found = np.flatnonzero(in_order(table, left, state) == place)
    return int(found[0]) // PAGE * PAGE if len(found) else None


# --- orders -----------------------------------------------------------------------------------------------------------


def _order(table: Table, sort: str, descending: bool) -> Ints:
    known = columns(table)
    if sort and not known.get(sort):
        allowed = ", ".join(name for name, keys in known.items() if keys)
        raise InputError(f"explorer: rows are sorted by one of {allowed}, not {sort!r}")
    usual = _usual_keys(table)
    keys = [_ranks(table.frame[name], descending) for name in known.get(sort, ())]
    return np.lexsort([*reversed([*keys, *usual])]).astype(np.int64)


def _usual_keys(table: Table) -> list[Ints]:
    """The chart's order for figures; that of the texts for statements, which their table has already."""
    frame = table.frame
    if table.figures is not None:
        return [np.arange(len(frame))]
    panels = {name: at for at, name in enumerate(most_reported(table.story))}
    panel = frame["estimand"].map(panels).fillna(len(panels)).to_numpy(dtype=np.int64)
    days = [_ranks(frame[name]) for name in ("as_of_latest", "as_of_earliest", "published_latest", "file")]
    return [panel, *days, frame["start"].to_numpy(dtype=np.int64)]


def _ranks(column: pd.Series, descending: bool = False) -> Ints:
    """Whole numbers in the order of the values, what is missing last either way."""
    codes, values = pd.factorize(column.astype(object).where(column.notna(), None), sort=False)
    rank = np.empty(len(values) + 1, dtype=np.int64)
    order = sorted(range(len(values)), key=lambda at: values[at], reverse=descending)
    rank[order] = np.arange(len(values))
    rank[len(values)] = len(values)
    return rank[codes]


# --- cells ------------------------------------------------------------------------------------------------------------


def _figure(table: Table, row: Row, looks: Mapping[str, int], state: State) -> Row:
    said = tables.facts(row)
    reading = f"{wording.quantity(row)} {wording.unit(row['unit'], row['per'])}".strip()
    cells = {
        "Figure": _cell(reading, _counted(row, state)),
        "Held by": _cell(said["Held by"], _unless_same(said["Said by"], said["Held by"]), _flags(row)),
        "As of": _cell(said["As of"]),
        "In": _cell(said["Outlet"], said["Published"]),
    }
    sentence = row["sentence"]
    start, end = int(row["phrase_start"]), int(row["phrase_end"])
    return {
        "id": row["estimate_id"], "report": row["report_id"], "cells": list(cells.values()),
        "group": "" if state.sort else _group(row),
        "words": [sentence[:start], sentence[start:end], sentence[end:]], "look": looks.get(row["claimant"] or "", -1),
        "drawn": bool(row["charted"]), "rests": f"stands on {said['Stands on']}" if said["Stands on"] else "",
    }  # fmt: skip


def _group(row: Row) -> str:
    """The heading that a figure stands under while rows are in the chart's order."""
    return row["estimand_name"] or "On no estimand, so not drawn"


def _counted(row: Row, state: State) -> str:
    """What is said under a figure: why it is not drawn, or what it counts where no heading says so."""
    if not row["charted"]:
        return row["why_not"] or "not drawn"
    return _group(row) if state.sort else ""


def _statement(table: Table, row: Row, looks: Mapping[str, int], state: State) -> Row:
    cells = {
        "Kind": _cell(row["claim_type"] or wording.NOT_STATED, _how_sure(row)),
        "Said by": _cell(row["speaker_name"] or wording.OWN_VOICE, "", "unnamed" if row["anonymous"] else ""),
        "In": _cell(wording.outlet(row), wording.days(row["published_earliest"], row["published_latest"])),
    }
    before, after = tables.around(_text_of(table, row["report_id"]), row["start"], row["end"], most=60)
    return {
        "id": row["claim_id"], "report": row["report_id"], "cells": list(cells.values()),
        "group": "" if state.sort else f"{wording.outlet(row)}: {row['title'] or row['file']}",
        "words": [before, row["words"], after], "look": -1, "drawn": True, "rests": "",
    }  # fmt: skip


def _text_of(table: Table, report_id: str) -> str:
    texts: Mapping[str, str] = table.once(
        "texts", lambda: dict(zip(table.story.reports["report_id"], table.story.reports["text"], strict=True))
    )
    return texts.get(report_id) or ""


def _cell(main: str, under: str = "", flags: str = "") -> Cell:
    return {"main": main, "under": under, "flags": flags}


def _unless_same(name: str, shown: str) -> str:
    return "" if name in (shown, wording.NOT_STATED) else f"said by {name}"


def _flags(row: Row) -> str:
    flags: list[Callable[[], str]] = [
        lambda: "" if row["stance"] in (None, "asserted", "unknown") else row["stance"],
        lambda: "denied" if row["denied"] and row["stance"] != "denied" else "",
        lambda: "superseded" if row["superseded"] else "",
        lambda: "unnamed" if row["anonymous"] else "",
        lambda: "may not have been out yet" if row["possibly_out"] else "",
    ]
    return ", ".join(said for flag in flags if (said := flag()))


def _how_sure(row: Row) -> str:
    words = f"“{row['certainty']}”" if row["certainty"] else ""
    known = row["certainty_class"] if row["certainty_class"] not in (None, "unknown") else ""
    return " ".join(part for part in (known, words) if part)
