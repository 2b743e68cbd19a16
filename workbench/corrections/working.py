"""The ledger's tables while corrections are put on them: rows by their id, and who has touched which field.

What is here: the id of a row of each table that can be corrected, the columns that hold entities, and a working copy
that makes frames again of the tables that were touched. What a correction changes is decided in ``applying.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import pyarrow as pa

from workbench import ledger

Row = dict[str, Any]

#: The tables with a column that names their rows.
ID_COLUMNS: Mapping[str, str] = {
    "estimates": "estimate_id",
    "claims": "claim_id",
    "attributions": "attribution_id",
    "entities": "entity_id",
    "discrepancies": "discrepancy_id",
    "corroboration": "figure_id",
    "reports": "report_id",
}
#: The tables whose rows are named by more than one column.
_JOINED: Mapping[str, Callable[[Any], str]] = {
    "passages": lambda row: f"{row['report_id']}:{row['start']}-{row['end']}",
    "mentions": lambda row: f"{row['report_id']}:{row['start']}-{row['end']}",
    "lineage": lambda row: f"{row['child']}>{row['parent']}",
}
#: Columns that hold the id of an entity, and those that hold a list of them.
HOLDERS: Mapping[str, tuple[str, ...]] = {
    "estimates": ("claimant", "place"),
    "attributions": ("speaker",),
    "mentions": ("entity_id",),
    "entities": ("within",),
}
JOINT_HOLDERS: Mapping[str, tuple[str, ...]] = {"attributions": ("relayed_by",), "entities": ("members",)}


def has_ids(table: str) -> bool:
    """Whether the rows of a table can be named, and so be corrected."""
    return table in ID_COLUMNS or table in _JOINED


def row_id(table: str, row: Mapping[str, Any]) -> str:
    """The id of a row: that of its column, or for passages, mentions and lineage one put together from several.

    ``REPORT:START-END`` names a passage or a mention, ``CHILD>PARENT`` a link of the lineage.
    """
    return str(row[ID_COLUMNS[table]]) if table in ID_COLUMNS else _JOINED[table](row)


class Working:
    """A working copy of the tables; the frames it was made from are never changed."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        #: Entities that went into another one, by their former id.
        self.merged: dict[str, str] = {}
        self._frames = tables
        self._rows: dict[str, list[Row]] = {}
        self._at: dict[str, dict[str, Row]] = {}
        self._changed: set[str] = set()
        self._touched: set[tuple[str, str, str, str]] = set()

    def rows(self, table: str) -> list[Row]:
        """The rows of a table in order; a change of one is told with ``put``."""
        if table not in self._rows:
            frame = self._frames[table] if table in self._frames else ledger.frame(table)
            arrow = pa.Table.from_pandas(frame, schema=ledger.TABLES[table], preserve_index=False)
            self._rows[table] = arrow.to_pylist()
        return self._rows[table]

    def find(self, table: str, row: str) -> Row | None:
        """The row of that id, or nothing."""
        if table not in self._at:
            self._at[table] = {row_id(table, one): one for one in reversed(self.rows(table))}
        return self._at[table].get(row)

    def put(self, table: str, row: str, changes: Mapping[str, Any], who: str) -> None:
        """Sets fields of a row and notes that a person did it."""
        found = self.find(table, row)
        if found is None:
            raise KeyError(row)
        found.update(changes)
        self._changed.add(table)
        for name in changes:
            self.touch(table, row, name, who)

    def touch(self, table: str, row: str, field: str, who: str) -> None:
        """Notes that a person has judged a field of a row without changing it."""
        self._touched.add((table, row, field, who))

    def insert(self, table: str, row: Row, who: str, *, sort: tuple[str, ...] = ()) -> None:
        """Adds a row, where ``sort`` names columns in their order."""
        rows = self.rows(table)
        row = dict.fromkeys(ledger.columns(table)) | row
        key = tuple(row[name] for name in sort)
        at = next((n for n, one in enumerate(rows) if sort and self._after(one, row, sort, key)), len(rows))
        rows.insert(at, row)
        self._at.pop(table, None)
        self._changed.add(table)
        for name, value in row.items():
            if value is not None:
                self.touch(table, row_id(table, row), name, who)

    @staticmethod
    def _after(one: Row, row: Row, sort: tuple[str, ...], key: tuple[Any, ...]) -> bool:
        same = one.get("report_id") == row.get("report_id")
        return same and tuple(one[name] for name in sort) > key

    def remove(self, table: str, condition: Callable[[Row], bool]) -> None:
        """Takes out the rows that meet a condition."""
        rows = self.rows(table)
        kept = [row for row in rows if not condition(row)]
        if len(kept) < len(rows):
            self._rows[table] = kept
            self._at.pop(table, None)
            self._changed.add(table)

    def frames(self) -> dict[str, pd.DataFrame]:
        """The tables with what was changed in them, a person's touch in the provenance after machine and rule."""
        made = {name: ledger.frame(name, self._rows[name]) for name in sorted(self._changed)}
        if self._touched:
            made["provenance"] = self._provenance()
        return {**self._frames, **made}

    def _provenance(self) -> pd.DataFrame:
        """The provenance with a row for each field that a person has touched, after those of machine and rule."""
        had = self._frames["provenance"] if "provenance" in self._frames else ledger.frame("provenance")
        names = ["table", "row", "field", "which"]
        by_person = had[(had["by"] == "person").fillna(False).astype(bool)]
        known = set(by_person[names].itertuples(index=False, name=None))
        new = [{**dict(zip(names, one, strict=True)), "by": "person"} for one in sorted(self._touched - known)]
        parts = [one for one in (had, ledger.frame("provenance", new)) if len(one)]
        return pd.concat(parts, ignore_index=True) if parts else had
