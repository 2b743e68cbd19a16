"""Rises and falls that are none, for a reader: which figure lost something in the retelling, and what puts it right.

What is here: the alarms of a story by the figure they mark, the sign they are marked with, and their table. How they
are found is in ``compare/support/alarms.py``, how a chart draws the sign in ``marks.py`` and ``panel.py``.
"""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from workbench.compare.support.alarms import Alarm, alarms
from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.look.joined import joined
from workbench.story import Story

#: Stands before the reason wherever it is told; on the chart a triangle of this shape stands around the figure. Of the
#: signs of that shape it is the one that common faces have.
SIGN = "\u2206"
REASONS = {
    "bound dropped": "a bound was dropped",
    "estimand changed": "one figure counts another thing",
    "echo": "an older figure came back",
}
#: They take a comparison of all figures with each other; beyond so many a chart does without and says so.
MOST_COMPARED = 20_000
_COLUMNS = ("What is counted", "Looks like", "From", "To", "Reason", "Put right")


def false_trends(story: Story, *, known: Collection[str] | None = None) -> dict[str, Alarm]:
    """The alarms by the estimate that lost something; ``known`` keeps those that rest on these estimates alone."""
    return {
        one.lost: one
        for one in alarms(story)
        if known is None or {one.first, one.second, one.restored_by} <= set(known)
    }


def headline(alarm: Alarm) -> str:
    """The sign with two words: "∆ no rise"."""
    return f"{SIGN} no {alarm.direction}"


def false_trends_table(story: Story) -> pd.DataFrame:
    """Every rise or fall that is none, with both its figures, why it is none and what puts it right."""
    rows = {row["estimate_id"]: row for row in plain_rows(joined(story))}
    cells = [
        {
            "What is counted": rows[one.second]["estimand_name"] or wording.NOT_STATED,
            "Looks like": f"a {one.direction}",
            "From": f"{rows[one.first]['phrase']} ({wording.report_name(rows[one.first])})",
            "To": f"{rows[one.second]['phrase']} ({wording.report_name(rows[one.second])})",
            "Reason": REASONS[one.reason], "Put right": one.reading,
        }
        for one in alarms(story)
    ]  # fmt: skip
    return pd.DataFrame(cells, columns=list(_COLUMNS))
