"""Figures alike in everything the chart draws, as one mark with a count.

What is here: which rows of estimates share a mark, and the words that tell all of them under the pointer. The table
beside a chart still lists each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workbench.look import layout, wording
from workbench.look.layout import Figure
from workbench.look.styles import Style

Row = Mapping[str, Any]

TOOLTIP = (
    "Figure", "Read as", "Held by", "Said by", "Stance", "As of", "Published", "Outlet", "Stands in", "Stands on",
    "Sentence",
)  # fmt: skip
#: Told of a figure that makes a rise or fall look real which is none.
FALSE_TREND = "False trend"
#: How many different words of figures alike a tooltip shows.
_MOST_WORDS = 6
_DRAWN = ("claimant", "bound", "low", "best", "high", "unit", "per")


def columns(axis: str) -> tuple[str, ...]:
    """The columns that tell marks apart: rows that have the same in all of them share a mark."""
    return (*_DRAWN, "anonymous", "denied", "superseded", "part", f"{axis}_earliest", f"{axis}_latest")


def together(rows: Iterable[Row], axis: str) -> dict[str, list[Row]]:
    """The rows that share a mark, by the id of the first, in the order of their first."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        flags = (bool(row["anonymous"]), bool(row["denied"]), bool(row["superseded"]))
        marks = (*flags, row["part"] == "headline", row.get("alarm") is not None)
        days = (row[f"{axis}_earliest"], row[f"{axis}_latest"])
        groups.setdefault((*(row[name] for name in _DRAWN), *marks, *days), []).append(row)
    return {group[0]["estimate_id"]: group for group in groups.values()}


def figure(group: Sequence[Row], axis: str, styles: Mapping[str, Style]) -> Figure:
    """The figures alike as the layout sees them."""
    row = group[0]
    style = styles[row["claimant"] or ""]
    kind = layout.kind_of(row)
    assert kind is not None  # the rows come from drawable()
    low = row["low"] if kind != "point" or row["best"] is None else row["best"]
    badge = (f"×{len(group)}" if len(group) > 1 else "") + ("*" if row["anonymous"] else "")
    alarm = row.get("alarm")
    if alarm is not None:
        badge = f"{badge} no {alarm.direction}".strip()
    return Figure(
        row["estimate_id"], kind, low, low if kind == "point" else row["high"], style.claimant, style.name,
        layout.ordinal(row[f"{axis}_earliest"]), layout.ordinal(row[f"{axis}_latest"]), row["bound"] == "about", badge,
        alarm is not None,
    )  # fmt: skip


def facts(group: Sequence[Row]) -> dict[str, Any]:
    """What the pointer and a screen reader are told of a mark: every figure of it in one set of words."""
    told = [_facts_of(row) for row in group]
    found = {name: joined([one[name] for one in told]) for name in TOOLTIP[:-1]}
    found["Sentence"] = told[0]["Sentence"]
    if len(group) > 1:
        found["Figure"] = f"{found['Figure']} ({len(group)} figures alike)"
        found["Sentence"] += f" (The table has the sentences of all {len(group)}.)"
    said = ", ".join(found[name] for name in ("Read as", "Held by", "As of", "Outlet"))
    false = joined([row["alarm"].reading for row in group if row.get("alarm") is not None])
    if false:
        found[FALSE_TREND] = false
        said = f"{said}; false trend: {false}"
    ids = [row["estimate_id"] for row in group]
    return {**found, "id": ids[0], "ids": ids, "said": f"{said}: {found['Sentence']}"}


def _facts_of(row: Row) -> dict[str, str]:
    return {
        "Figure": row["phrase"], "Read as": f"{wording.quantity(row)} {wording.unit(row['unit'], row['per'])}".strip(),
        "Held by": wording.claimant(row), "Said by": wording.speaker(row), "Stance": wording.stance(row),
        "As of": wording.days(row["as_of_earliest"], row["as_of_latest"]),
        "Published": wording.days(row["published_earliest"], row["published_latest"]),
        "Outlet": wording.outlet(row), "Stands in": row["part"] or wording.NOT_STATED,
        "Stands on": row["badge"] or wording.NOT_STATED, "Sentence": row["sentence"],
    }  # fmt: skip


def joined(words: Sequence[str]) -> str:
    """Each different word once, separated by semicolons, the first ones in full and the rest counted."""
    different = list(dict.fromkeys(words))
    rest = len(different) - _MOST_WORDS
    return "; ".join(different[:_MOST_WORDS]) + (f"; {rest} more" if rest > 0 else "")
