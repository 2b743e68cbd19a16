"""The rows of a table that have given values, found without making plain values of all the others."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.corrections.working import ID_COLUMNS, has_ids, row_id
from workbench.ledger import plain_rows
from workbench.story import Story


def rows_with(frame: pd.DataFrame, **wanted: Any) -> list[dict[str, Any]]:
    """The rows whose columns have these values, in order; a missing value equals nothing."""
    keep = pd.Series(True, index=frame.index)
    for column, value in wanted.items():
        keep &= (frame[column] == value).fillna(False).astype(bool)
    return plain_rows(frame[keep])


def row_of(story: Story, table: str, row: str) -> dict[str, Any] | None:
    """The row of that id, or nothing; nothing too for a table whose rows have no ids."""
    if not has_ids(table):
        return None
    frame = getattr(story, table)
    if table in ID_COLUMNS:
        return next(iter(rows_with(frame, **{ID_COLUMNS[table]: row})), None)
    return next((one for one in plain_rows(frame) if row_id(table, one) == row), None)
