"""What each outlet does with hedges when it retells: kept, dropped, added, strengthened, weakened, as plain counts.

What is here: the aligned sentences of a report and those it draws on, sorted by what became of the words that weaken
them. Counts and never a score: an outlet that retells more has more of each. Reports that draw on none have no row.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.story import Story

CAPTION = (
    "Sentences retold from a report that this one draws on. Kept: the hedge stands in both. Dropped or added: it "
    "stands in one alone. Strengthened or weakened: a surer or a less sure word stands there. Counts, no score."
)
OUTCOMES = ("kept", "dropped", "added", "strengthened", "weakened")
_OUTCOME_OF = {
    "hedge dropped": "dropped",
    "hedge added": "added",
    "certainty raised": "strengthened",
    "certainty lowered": "weakened",
}


def hedge_ledger(story: Story) -> pd.DataFrame:
    """The counts by outlet, those that retell most first; "Retold" counts the aligned sentences."""
    reports = {row["report_id"]: row for row in plain_rows(story.reports)}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in _retold(story):
        report = reports.get(row["b_report"])
        if report is not None:
            name = wording.report_name(report)
            counts[name]["retold"] += 1
            counts[name].update(_outcomes(row))
    ranked = sorted(counts, key=lambda name: (-counts[name]["retold"], name))
    rows = [
        {"Outlet": name, "Retold": counts[name]["retold"]} | {one.capitalize(): counts[name][one] for one in OUTCOMES}
        for name in ranked
    ]
    return pd.DataFrame(rows, columns=["Outlet", "Retold", *(one.capitalize() for one in OUTCOMES)])


def _outcomes(row: Mapping[str, Any]) -> list[str]:
    """What became of the hedges of one retold sentence; where both hedge and no change is named they are kept."""
    found = [_OUTCOME_OF[label] for label in row["labels"] if label in _OUTCOME_OF]
    return found or (["kept"] if row["hedged"] else [])


def _retold(story: Story) -> Iterable[dict[str, Any]]:
    """Each retold sentence with the likest of those it may come from, and whether both hedge."""
    drawn = {(row["child"], row["parent"]) for row in plain_rows(story.lineage) if row["state"] != "denied"}
    hedged: dict[str, list[int]] = defaultdict(list)
    for claim in plain_rows(story.claims):
        if claim["certainty_class"] == "hedged":
            hedged[claim["report_id"]].append(claim["start"])
    best: dict[tuple[str, int], dict[str, Any]] = {}
    for row in plain_rows(story.alignments):
        if (row["b_report"], row["a_report"]) in drawn:
            known = best.setdefault((row["b_report"], row["b_start"]), row)
            if row["score"] > known["score"]:
                best[row["b_report"], row["b_start"]] = row
    for row in best.values():
        sides = [
            any(row[f"{side}_start"] <= start < row[f"{side}_end"] for start in hedged[row[f"{side}_report"]])
            for side in "ab"
        ]
        yield {**row, "hedged": all(sides)}
