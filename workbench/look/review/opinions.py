"""Opinions of analysts on a row, side by side: five steps from strongly disagree to strongly agree, each with a why.

What is here: the opinions on one row as plain values, the latest of each analyst. None of them changes the row, and
none is averaged with another.
"""

from __future__ import annotations

from typing import Any

from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.story import Story


def opinions_on(story: Story, table: str, row: str, who: str) -> list[dict[str, Any]]:
    """Each analyst's latest opinion on a row, by name; ``mine`` is that of ``who``."""
    latest = {one["who"]: one for one in plain_rows(story.opinions) if (one["table"], one["row"]) == (table, row)}
    return [
        {
            "who": name, "day": wording.day(str(one["at"])[:10]), "step": one["opinion"],
            "explanation": one["explanation"] or "", "mine": name == who,
        }
        for name, one in sorted(latest.items())
    ]  # fmt: skip
