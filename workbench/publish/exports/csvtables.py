"""CSV: one file a table in a folder, safe in a spreadsheet, and read back as the tables they were.

A cell whose text a spreadsheet would run as a formula gets an apostrophe before it, numbers never do; ``read_tables``
takes it off again. Lists are JSON in their cell. What is missing is an empty cell, an empty text a lone apostrophe.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from workbench import ledger
from workbench.errors import InputError
from workbench.ledger import plain_rows
from workbench.look import tables, wording
from workbench.publish.exports.built import Built
from workbench.publish.exports.leaving import Leaving, dating, plain, remarks_for

#: Tables of the machine's own places, which nobody reads as rows; JSONL has them.
INNER = ("passages", "mentions", "times", "alignments")
TABLES = tuple(name for name in ledger.TABLES if name not in INNER)
#: The table for readers, which has no counterpart in the ledger.
FIGURES = "figures"
#: The most characters that spreadsheet programs keep of one cell.
MOST_OF_A_CELL = 32_767

# What spreadsheets begin a formula with, in half and full width, and the control characters that they skip before one.
# The page of a briefing has the same rule in its script (templates/annexes.js); a test holds the two together.
_FORMULA = re.compile(r"'*(?:[\s\x00\ufeff]*[=+\-@＝＋－＠].*)?", re.DOTALL)
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


def built(leaving: Leaving) -> Built:
    """The figures for readers and the tables of the ledger, a file each."""
    frames = {name: getattr(leaving.story, name) for name in TABLES}
    files = {f"{FIGURES}.csv": _text(list(_FIGURES), _figures(leaving))}
    files |= {f"{name}.csv": _text(list(frame.columns), _rows(frame)) for name, frame in frames.items()}
    long = sum(len(row["text"] or "") > MOST_OF_A_CELL for row in plain_rows(leaving.story.reports))
    left_out = [f"the tables {', '.join(INNER)}: places in texts that nobody reads as rows; JSONL has them"]
    if long:
        left_out.append(
            f"{wording.counted(long, 'text')} longer than {MOST_OF_A_CELL:,} characters: whole in the file, cut by "
            "most spreadsheet programs"
        )
    rows = wording.counted(len(leaving.figures), "figure")
    return Built(files, f"{rows} and {wording.counted(len(frames), 'table')} of the ledger", tuple(left_out))


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """The ledger's tables as they were written to that folder; the file of figures is for readers and left out.

    Raises ``InputError`` naming a file that cannot be read or whose columns are not those of its table.
    """
    found = {}
    for path in sorted(folder.glob("*.csv")):
        if path.stem in TABLES:
            found[path.stem] = _read(path)
    return found


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows of plain values as CSV that a spreadsheet cannot run."""
    return _text(head, rows)


# --- writing ----------------------------------------------------------------------------------------------------------

_FIGURES = (*tables.COLUMNS, "Date quality", "Notes and opinions", "Filled in", "Report", "Start", "End", "Row")


def _figures(leaving: Leaving) -> Iterable[list[Any]]:
    reports = leaving.reports
    for row in leaving.figures:
        said: dict[str, Any] = {**tables.facts(row), "Low": row["low"], "Stated": row["best"], "High": row["high"]}
        report = reports[row["report_id"]]
        yield [
            *(said[name] if said[name] != "" else None for name in tables.COLUMNS),
            dating(report),
            " | ".join(one.sentence for one in remarks_for(leaving, row)) or None,
            leaving.remarks.marks("estimates", row["estimate_id"]) or None,
            report["file"], int(row["start"]), int(row["end"]), row["estimate_id"],
        ]  # fmt: skip


def _rows(frame: pd.DataFrame) -> Iterable[list[Any]]:
    return (list(row.values()) for row in plain_rows(frame))


def _text(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: Any) -> str:
    value = plain(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return repr(int(value)) if float(value).is_integer() else repr(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)
    return f"'{text}" if _FORMULA.fullmatch(text) and not _NUMBER.fullmatch(text) else text


# --- reading ----------------------------------------------------------------------------------------------------------


def _read(path: Path) -> pd.DataFrame:
    schema = ledger.TABLES[path.stem]
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            csv.field_size_limit(1 << 30)
            head, *rows = csv.reader(file)
    except (OSError, UnicodeDecodeError, ValueError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read as a table: {error}") from error
    if head != list(schema.names):
        raise InputError(f"{path}: its columns must be {', '.join(schema.names)}; they are {', '.join(head)}")
    try:
        values = [
            {name: _value(cell, schema.field(name).type) for name, cell in zip(head, row, strict=True)} for row in rows
        ]
    except ValueError as error:
        raise InputError(f"{path}: {error}") from error
    return ledger.frame(path.stem, values)


def _value(cell: str, kind: pa.DataType) -> Any:
    if cell == "":
        return None
    if pa.types.is_boolean(kind):
        return cell == "true"
    if pa.types.is_integer(kind):
        return int(cell)
    if pa.types.is_floating(kind):
        return float(cell)
    text = cell[1:] if cell.startswith("'") and _FORMULA.fullmatch(cell[1:]) else cell
    return text if pa.types.is_string(kind) else json.loads(text)
