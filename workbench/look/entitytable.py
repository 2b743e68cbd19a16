"""Who is in the story, as a table: each person, body and place with its other names, its party and how often it is met.

What is here: the ledger's entities with their mentions, reports and figures counted. Giving two of them one name, or
taking one apart, is left to ``corrections/``; asking for the figures of one to ``selection.py``.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pandas as pd

from workbench.ledger import names_of, plain_rows
from workbench.story import Story

_COLUMNS = ("Name", "Kind", "Party", "Also called", "Mentions", "Reports", "Figures held", "Said of it", "Id")
#: Other names shown; the ledger has all.
_MOST = 6


def entities_table(story: Story) -> pd.DataFrame:
    """One row for each entity, the most mentioned first; ``Id`` is what a correction asks for.

    A party's mentions are its own, not those of whoever belongs to it.
    """
    mentions = plain_rows(story.mentions)
    met = Counter(row["entity_id"] for row in mentions)
    in_reports = Counter(entity for entity, _ in {(row["entity_id"], row["report_id"]) for row in mentions})
    wordings: dict[str, Counter[str]] = {}
    for row in mentions:
        wordings.setdefault(row["entity_id"] or "", Counter())[" ".join(row["text"].split())] += 1
    held = Counter(story.estimates.loc[story.estimates["charted"], "claimant"].dropna())
    names = names_of(story.entities, "entity_id")
    rows: list[dict[str, Any]] = [
        {
            "Name": row["name"], "Kind": row["kind"], "Party": names.get(row["within"] or "", ""),
            "Also called": _others(row["name"], wordings.get(row["entity_id"], Counter())),
            "Mentions": met[row["entity_id"]], "Reports": in_reports[row["entity_id"]],
            "Figures held": held[row["entity_id"]], "Said of it": row["description"] or "", "Id": row["entity_id"],
        }
        for row in plain_rows(story.entities)
    ]  # fmt: skip
    rows.sort(key=lambda row: (-row["Mentions"], -row["Figures held"], row["Name"], row["Id"]))
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _others(name: str, worded: Counter[str]) -> str:
    """The words by which the reports call it, most used first, its name left out."""
    others = [words for words, _ in sorted(worded.items(), key=lambda item: (-item[1], item[0])) if words != name]
    more = f" and {len(others) - _MOST} more" if len(others) > _MOST else ""
    return "; ".join(others[:_MOST]) + more
