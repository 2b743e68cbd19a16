"""Reports that are one text twice, as a table: which report repeats which, in what way, and what says so.

What is here: the groups found in ``compare/lineage/duplicates.py`` with the reports' names. Nothing is taken out of a
story for being a copy; the three counts count one text once.
"""

from __future__ import annotations

import pandas as pd

from workbench import ledger
from workbench.compare.lineage.duplicates import duplicate_groups
from workbench.compare.naming import names_apart
from workbench.look import wording
from workbench.story import Story

_COLUMNS = ("Report", "Published", "Repeats", "How", "Reason")
_HOW = {"near": "nearly word for word"}


def copies_table(story: Story) -> pd.DataFrame:
    """A row for each report that repeats another, below the report it repeats, in the order of time."""
    reports = ledger.records(story.reports)
    names = names_apart(reports)
    days = {row.report_id: wording.days(row.published_earliest, row.published_latest) for row in reports}
    rows = [
        (names[one.report_id], days[one.report_id], names[group.root], _HOW.get(one.kind, one.kind), one.reason)
        for group in duplicate_groups(story, ledger.plain_rows(story.lineage))
        for one in group.members
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS))
