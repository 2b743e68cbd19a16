"""The analyst's catalog: what they know of a report better than its text, one row for each file.

What is here: reading and checking ``catalog.csv``. Its cells override everything read from a report, as clues with the
rule ``catalog``; where they are used is in ``intake.py`` and ``masthead.py``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from workbench.errors import InputError
from workbench.model import Evidence
from workbench.read.decode import decode

#: The columns of a catalog; ``file`` is needed, the others are optional.
COLUMNS = ("file", "outlet", "wire", "published", "updated", "retrieved", "url", "language", "title")
_DATES = frozenset({"published", "updated", "retrieved"})


@dataclass(frozen=True, slots=True)
class CatalogRow:
    """What the catalog says of one file: clues by column, and the line of the catalog they stand in."""

    file: str
    line: int
    clues: tuple[tuple[str, Evidence], ...]


def read_catalog(path: Path) -> Mapping[str, CatalogRow]:
    """The rows of a catalog by the file they name (relative, with forward slashes).

    Dates are ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM``. Raises ``InputError`` naming line and column for an unknown or
    repeated column, a missing ``file``, a file named twice, a date that is none, or a row longer than the header.
    """
    try:
        text = decode(path.read_bytes()).text.removeprefix("\ufeff")
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read: {error.strerror}") from None
    except InputError as error:
        raise InputError(f"{path.name}: {error}") from None
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    found: dict[str, CatalogRow] = {}
    try:
        header = _header(path, next(rows, []))
        for cells in rows:
            if any(cell.strip() for cell in cells):
                row = _row(path, rows.line_num, header, cells)
                if row.file in found:
                    _refuse(
                        path, row.line, "file", f"{row.file!r} is named twice, first in line {found[row.file].line}"
                    )
                found[row.file] = row
    except csv.Error as error:
        _refuse(path, rows.line_num, "file", f"not valid CSV: {error}")
    return found


def _header(path: Path, cells: list[str]) -> list[str]:
    names = [cell.strip().lower() for cell in cells]
    for name in names:
        if name not in COLUMNS:
            _refuse(path, 1, name or "(empty)", f"unknown column; the columns are {', '.join(COLUMNS)}")
        if names.count(name) > 1:
            _refuse(path, 1, name, "the column stands there twice")
    if "file" not in names:
        _refuse(path, 1, "file", "the column is missing")
    return names


def _row(path: Path, line: int, header: list[str], cells: list[str]) -> CatalogRow:
    if len(cells) > len(header):
        _refuse(path, line, header[-1], f"the row has {len(cells)} fields, the header {len(header)}")
    values = {name: cell.strip() for name, cell in zip(header, cells, strict=False) if cell.strip()}
    name = values.pop("file", "")
    if not name:
        _refuse(path, line, "file", "is empty")
    for key in _DATES & values.keys():
        if not _is_date(values[key]):
            _refuse(
                path,
                line,
                key,
                f"must be a day such as 2024-10-30 or a time such as 2024-10-30T16:35, is {values[key]!r}",
            )
    quoted = f"{path.name}, line {line}"
    return CatalogRow(
        name.replace("\\", "/").removeprefix("./"),
        line,
        tuple(
            (key, Evidence(None, None, f"{quoted}: {key}: {value}", "catalog", value)) for key, value in values.items()
        ),
    )


def _is_date(value: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?", value):
        return False
    try:
        date.fromisoformat(value[:10])
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _refuse(path: Path, line: int, key: str, cause: str) -> None:
    raise InputError(f"{path.name}: line {line}: {key}: {cause}")
