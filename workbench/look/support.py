"""Who stands behind each figure, for a reader: three counts side by side, the unknown apart, the holders by name.

What is here: the ledger's ``corroboration`` as a table of all figures. The badge of one is worded in ``wording.py``;
how the counts come about is in ``compare/support/corroboration.py``. There is no score.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbench.ledger import names_of, plain_rows
from workbench.look import wording
from workbench.story import Story

CAPTION = (
    "Reports that give the figure, origins (independent beginnings: whatever draws on one text, and all that one "
    "agency or outlet wrote, is one), and ultimate sources (who holds it where its text begins). What is unknown is "
    "counted apart and confirms nothing."
)
_COLUMNS = (
    "What is counted", "Figure", "Reports", "Origins", "Ultimate sources", "Unknown", "Held by", "As worded", "In",
)  # fmt: skip


def support_table(story: Story, *, estimand: str | None = None) -> pd.DataFrame:
    """Every figure with its three counts, the unknown apart, its holders, its variants by holder and bound.

    ``estimand`` keeps the figures of one. Figures that most reports give stand first within an estimand.
    """
    names = names_of(story.entities, "entity_id")
    titles = names_of(story.estimands, "estimand")
    outlets = {row["report_id"]: wording.report_name(row) for row in plain_rows(story.reports)}
    order = {one: at for at, one in enumerate(story.estimands["estimand"])}
    rows = sorted(
        (row for row in plain_rows(story.corroboration) if estimand in (None, row["estimand"])),
        key=lambda row: (order.get(row["estimand"], len(order)), -len(row["reports"]), row["figure_id"]),
    )
    cells = [
        {
            "What is counted": titles.get(row["estimand"], row["estimand"]), "Figure": figure(row),
            "Reports": len(row["reports"]), "Origins": len(row["origins"]),
            "Ultimate sources": len(row["ultimate_sources"]), "Unknown": len(row["unknown"]),
            "Held by": "; ".join(names.get(one, one) for one in row["ultimate_sources"]) or "nobody named",
            "As worded": "; ".join(_variant(one, names) for one in row["variants"]),
            "In": "; ".join(outlets.get(one, one) for one in row["reports"]) or "none that stands by it",
        }
        for row in rows
    ]  # fmt: skip
    return pd.DataFrame(cells, columns=list(_COLUMNS))


def figure(row: Mapping[str, Any]) -> str:
    """The figure's number, its two ends, or the floor of vague words."""
    if row["high"] is None and row["low"] is not None and {one["bound"] for one in row["variants"]} == {"vague"}:
        return f"{wording.number(row['low'])} or more, as worded vaguely"
    if row["value"] is not None:
        return wording.number(row["value"])
    return f"{wording.number(row['low'])} to {wording.number(row['high'])}"


def _variant(variant: Mapping[str, Any], names: Mapping[str, str]) -> str:
    holder = names.get(variant["claimant"], variant["claimant"]) if variant["claimant"] else wording.OWN_VOICE
    return f"{'as stated' if variant['bound'] == 'bare' else variant['bound']} ({holder})"
