"""The ledger: tidy frames under one column contract, written whole and read back.

What is here: the columns of each table, an empty frame of a table, a frame made from rows, the folder of Parquet files
with its manifest, and the swap that makes a rebuild all or nothing. A table is one file, or a folder of files that hold
its rows one after another; whoever reads it need not know which. Questions in SQL are in ``asking.py``. The ledger
knows nothing of the stages that fill it, so a typed-in ledger works with every view.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tempfile
from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock

from workbench.errors import InputError
from workbench.wholefile import no_room, write_whole


class NewerLedger(InputError):
    """A ledger that a newer workbench wrote: it is neither read nor replaced unasked."""


#: Raised by one when a column is renamed or dropped; older ledgers are rebuilt, newer ones refused.
SCHEMA_VERSION = 1

_STR = pa.string()
_INT = pa.int64()
_NUM = pa.float64()
_BOOL = pa.bool_()
_STRS = pa.list_(pa.string())
_SPANS = pa.list_(pa.struct([("start", _INT), ("end", _INT)]))
_EVIDENCE = pa.struct([("start", _INT), ("end", _INT), ("text", _STR), ("rule", _STR), ("says", _STR)])
_LINK = pa.struct(
    [
        ("kind", _STR),
        ("child_start", _INT),
        ("child_end", _INT),
        ("parent_start", _INT),
        ("parent_end", _INT),
        ("text", _STR),
        ("score", _NUM),
    ]
)
_INTS = pa.list_(_INT)
_PLACE = pa.struct(
    [
        ("text_sha256", _STR),
        ("report_id", _STR),
        ("file", _STR),
        ("start", _INT),
        ("end", _INT),
        ("quotation", _STR),
        ("before", _STR),
        ("after", _STR),
    ]
)
_NAMED = pa.struct([("entity_id", _STR), ("name", _STR), ("kind", _STR)])
_ANCHOR = pa.struct([("places", pa.list_(_PLACE)), ("entities", pa.list_(_NAMED)), ("span", _PLACE)])
_VARIANT = pa.struct([("text", _STR), ("reports", _STRS), ("starts", _INTS), ("ends", _INTS), ("other", _STR)])


def _table(**columns: pa.DataType) -> pa.Schema:
    return pa.schema(list(columns.items()))


_BUILD_AGAIN = "build again; corrections are kept"

#: The column contract, table by table, in column order. Missing means "not stated" or "unknown", never 0 or "".
TABLES: dict[str, pa.Schema] = {
    "files": _table(file=_STR, part=_INT, sha256=_STR, status=_STR, report_id=_STR, reason=_STR, member=_STR),
    "reports": _table(
        report_id=_STR,
        file=_STR,
        part=_INT,
        sha256=_STR,
        encoding=_STR,
        reader=_STR,
        text=_STR,
        text_sha256=_STR,
        title=_STR,
        outlet=_STR,
        wire=_STR,
        byline=_STRS,
        dateline=_STR,
        language=_STR,
        url=_STR,
        published_earliest=_STR,
        published_latest=_STR,
        published_conflict=_BOOL,
        published_evidence=pa.list_(_EVIDENCE),
        updated_at=_STR,
        retrieved_at=_STR,
        words_kept=_INT,
        words_removed=_INT,
        masthead_evidence=pa.list_(pa.struct([("field", _STR), *_EVIDENCE])),
    ),
    "passages": _table(report_id=_STR, start=_INT, end=_INT, role=_STR, rule=_STR),
    "entities": _table(
        entity_id=_STR, name=_STR, kind=_STR, aliases=_STRS, within=_STR, members=_STRS, description=_STR
    ),
    "mentions": _table(report_id=_STR, start=_INT, end=_INT, text=_STR, label=_STR, entity_id=_STR),
    "times": _table(
        report_id=_STR, start=_INT, end=_INT, type=_STR, value=_STR, earliest=_STR, latest=_STR, anchor=_STR, rule=_STR
    ),
    "attributions": _table(
        attribution_id=_STR,
        report_id=_STR,
        source_start=_INT,
        source_end=_INT,
        cue_start=_INT,
        cue_end=_INT,
        content=_SPANS,
        speaker=_STR,
        relayed_by=_STRS,
        within_attribution=_STR,
        direct=_BOOL,
        anonymous=_BOOL,
        anonymity_ground=_STR,
        stance=_STR,
        rule=_STR,
    ),
    "claims": _table(
        claim_id=_STR,
        report_id=_STR,
        start=_INT,
        end=_INT,
        attribution_id=_STR,
        claim_type=_STR,
        topic=_STR,
        certainty=_STR,
        certainty_class=_STR,
        denied=_BOOL,
        quoted=_BOOL,
        part=_STR,
        rule=_STR,
    ),
    "estimates": _table(
        estimate_id=_STR,
        claim_id=_STR,
        attribution_id=_STR,
        report_id=_STR,
        start=_INT,
        end=_INT,
        phrase=_STR,
        value=_NUM,
        bound=_STR,
        low=_NUM,
        best=_NUM,
        high=_NUM,
        trend=_STR,
        unit=_STR,
        noun=_STR,
        per=_STR,
        population=_STR,
        status=_STR,
        place=_STR,
        estimand=_STR,
        estimand_basis=_STR,
        claimant=_STR,
        anonymous=_BOOL,
        stance=_STR,
        superseded=_BOOL,
        as_of_earliest=_STR,
        as_of_latest=_STR,
        as_of_evidence=_STR,
        part=_STR,
        revises=_STR,
        subset_of=_STR,
        derived_from=_STR,
        conversion_of=_STR,
        news=_STR,
        charted=_BOOL,
        why_not=_STR,
        sentence_start=_INT,
        sentence_end=_INT,
    ),
    "estimands": _table(
        estimand=_STR, name=_STR, unit=_STR, place=_STR, per=_STR, basis=_STR, background=_BOOL, example=_STR
    ),
    "set_aside": _table(report_id=_STR, start=_INT, end=_INT, text=_STR, reason=_STR, rule=_STR),
    "lineage": _table(
        child=_STR,
        parent=_STR,
        kind=_STR,
        direction_certain=_BOOL,
        evidence=pa.list_(_LINK),
        basis=_STR,
        state=_STR,
    ),
    "inferred_parents": _table(id=_STR, children=_STRS, variants=pa.list_(_VARIANT)),
    "alignments": _table(
        a_report=_STR, a_start=_INT, a_end=_INT, b_report=_STR, b_start=_INT, b_end=_INT, score=_NUM, labels=_STRS
    ),
    "corroboration": _table(
        figure_id=_STR,
        estimand=_STR,
        value=_NUM,
        low=_NUM,
        high=_NUM,
        estimates=_STRS,
        variants=pa.list_(pa.struct([("claimant", _STR), ("bound", _STR)])),
        reports=_STRS,
        origins=pa.list_(_STRS),
        ultimate_sources=_STRS,
        unknown=_STRS,
    ),
    "discrepancies": _table(
        discrepancy_id=_STR,
        kind=_STR,
        severity=_STR,
        a_report=_STR,
        a_start=_INT,
        a_end=_INT,
        b_report=_STR,
        b_start=_INT,
        b_end=_INT,
        reading=_STR,
        state=_STR,
        reason=_STR,
    ),
    "sources": _table(entity_id=_STR, outlet=_STR, topic=_STR, grade=_STR, who=_STR, at=_STR, reason=_STR),
    "credibility": _table(claim_id=_STR, grade=_STR, origins=_INT, overridden=_BOOL, who=_STR, at=_STR, reason=_STR),
    "opinions": _table(table=_STR, row=_STR, who=_STR, at=_STR, opinion=_STR, explanation=_STR),
    "corrections": _table(
        correction_id=_STR,
        act=_STR,
        at=_STR,
        who=_STR,
        table=_STR,
        row=_STR,
        anchor=_ANCHOR,
        field=_STR,
        old=_STR,
        new=_STR,
        reason=_STR,
        undoes=_STR,
        checksum=_STR,
        state=_STR,
        why=_STR,
        row_now=_STR,
        was=_STR,
    ),
    "provenance": _table(table=_STR, row=_STR, field=_STR, by=_STR, which=_STR),
}

#: Plain booleans that every row states.
NEVER_MISSING = frozenset({"charted", "anonymous", "direct", "denied", "superseded"})

#: So many rows are held as such before they are turned into columns.
_AS_ROWS = 512

#: How Arrow types come back as pandas types, so that a missing whole number stays missing and is not a float.
ARROW_TO_PANDAS = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype(), pa.string(): pd.StringDtype()}


def columns(table: str) -> list[str]:
    """The column names of a table, in order.

    Raises ``KeyError`` for a table that is not in the contract.
    """
    return list(TABLES[table].names)


def frame(table: str, rows: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """A frame of that table from rows; a column a row leaves out is missing in it.

    Raises ``InputError`` naming the column when a row has one that the contract does not know, or a value of another
    type.
    """
    growing = Growing(table)
    growing.add(rows)
    return growing.frame()


class Growing:
    """Rows of one table taken in as they come and held as columns, which take a fraction of the room of rows."""

    def __init__(self, table: str) -> None:
        self._table = table
        self._rows: list[Mapping[str, Any]] = []
        self._columns = [TABLES[table].empty_table()]

    def add(self, rows: Iterable[Mapping[str, Any]]) -> None:
        """Takes in rows after those that are there. Raises ``InputError`` as ``frame`` does, here or there."""
        for row in rows:
            self._rows.append(row)
            if len(self._rows) == _AS_ROWS:
                self._settle()

    def frame(self) -> pd.DataFrame:
        """A frame of the rows so far, in one piece, so that its bytes do not tell how the rows came."""
        self._settle()
        self._columns = [pa.concat_tables(self._columns).combine_chunks()]
        return _to_pandas(self._columns[0])

    def _settle(self) -> None:
        self._columns.append(_in_columns(self._table, self._rows))
        self._rows = []


def _in_columns(table: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    schema = TABLES[table]
    names = list(schema.names)
    known = frozenset(names)
    never_missing = [name for name in names if name in NEVER_MISSING]
    for row in rows:
        if not known.issuperset(row):
            unknown = next(name for name in row if name not in known)
            raise InputError(f"table {table}: unknown column {unknown!r}; the columns are {', '.join(names)}")
        unset = [name for name in never_missing if row.get(name) is None]
        if unset:
            raise InputError(f"table {table}: column {unset[0]!r} may not be missing; it is true or false")
        if table == "estimates" and row["charted"] != (row.get("why_not") is None):
            raise InputError("table estimates: 'why_not' is filled exactly where 'charted' is false")
    try:
        arrays = [pa.array([row.get(one.name) for row in rows], type=one.type) for one in schema]
        return pa.Table.from_arrays(arrays, schema=schema)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise InputError(f"table {table}: {error}") from error


def _to_pandas(arrow: pa.Table) -> pd.DataFrame:
    found: pd.DataFrame = arrow.to_pandas(types_mapper=ARROW_TO_PANDAS.get)
    return found


def records(table: pd.DataFrame) -> list[Any]:
    """The rows of a frame in order, each column an attribute of a row, what is missing as ``None``."""
    names, columns = plain_columns(table)
    return [*map(_record_of(names)._make, zip(*columns, strict=True))]


def plain_rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame in order, each by the names of its columns, what is missing as ``None``."""
    names, columns = plain_columns(table)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def names_of(table: pd.DataFrame, key: str) -> dict[str, str]:
    """The shown names of a frame's rows by the id in column ``key``, the id itself where none is known."""
    return {one: name or one for one, name in zip(listed(table[key]), listed(table["name"]), strict=True)}


def plain_columns(table: pd.DataFrame) -> tuple[tuple[str, ...], list[list[Any]]]:
    """The names of a frame's columns, and each column as plain values, what is missing as ``None``."""
    return tuple(str(name) for name in table.columns), [listed(column) for _, column in table.items()]


def listed(column: pd.Series) -> list[Any]:
    """The column as plain values, each missing one as ``None``, and a text that stands in many rows as one value."""
    values = column.tolist()
    missing = column.isna().to_numpy(dtype=bool)
    if missing.any():
        values = [None if gone else value for value, gone in zip(values, missing.tolist(), strict=True)]
    if isinstance(column.dtype, pd.StringDtype):
        known: dict[str | None, str | None] = {}
        values = [known.setdefault(value, value) for value in values]
    return values


@lru_cache(maxsize=128)
def _record_of(names: tuple[str, ...]) -> Any:
    return namedtuple("Record", names, rename=True)


def write(folder: Path, tables: Mapping[str, pd.DataFrame], manifest: Mapping[str, Any]) -> None:
    """Leaves a whole ledger in ``folder``: the old one if anything fails, the new one otherwise.

    Where the manifest states ``partitions``, each table is a folder of at most so many files, its rows in their order;
    elsewhere it is one file. The files are written beside ``folder``, put on the disk and swapped in by renaming, one
    writer at a time. The same frames and manifest give the same bytes. ``manifest`` must not hold a time of day. Raises
    ``InputError`` when the disk is full, or when ``folder`` is a file or a folder with anything in it that no ledger
    holds: nobody's files are replaced.
    """
    refuse_foreign(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    _lock_of(folder).parent.mkdir(parents=True, exist_ok=True)
    with FileLock(_lock_of(folder)):
        _recover(folder)
        fresh = Path(tempfile.mkdtemp(prefix=f".{folder.name}-new-", dir=folder.parent))
        try:
            _fill(fresh, tables, manifest)
            _swap(fresh, folder)
        except OSError as error:
            raise InputError(
                f"{folder}: cannot be written: {no_room(error, folder.parent)}; nothing changed"
            ) from error
        finally:
            shutil.rmtree(fresh, ignore_errors=True)


def _fill(fresh: Path, tables: Mapping[str, pd.DataFrame], manifest: Mapping[str, Any]) -> None:
    """Leaves the files of a ledger in the folder, each on the disk before this returns."""
    hashes = {}
    for name, table in sorted(tables.items()):
        arrow = pa.Table.from_pandas(table, schema=TABLES[name], preserve_index=False).replace_schema_metadata(None)
        digest = hashlib.sha256()
        for path, rows in _files_for(fresh / name, arrow, manifest.get("partitions")):
            packed = io.BytesIO()
            pq.write_table(rows, packed, compression="zstd")
            digest.update(packed.getvalue())
            path.parent.mkdir(exist_ok=True)
            write_whole(path, packed.getvalue())
        hashes[name] = digest.hexdigest()
    full = {"schema_version": SCHEMA_VERSION, **manifest, "tables": hashes}
    text = json.dumps(full, indent=1, sort_keys=True, ensure_ascii=False)
    write_whole(fresh / "manifest.json", f"{text}\n".encode())


def _files_for(table: Path, rows: pa.Table, partitions: int | None) -> Iterator[tuple[Path, pa.Table]]:
    """The one file of a table, or those of its folder: named so that they sort in the order of the rows."""
    if partitions is None:
        yield table.with_suffix(".parquet"), rows
        return
    size = max(1, -(-len(rows) // partitions))
    for number, start in enumerate(range(0, max(1, len(rows)), size)):
        yield table / f"{number:06}.parquet", rows.slice(start, size)


def place_of(folder: Path, table: str) -> Path:
    """Where a table lies: its one file, or its folder of partitions."""
    return folder / table if (folder / table).is_dir() else folder / f"{table}.parquet"


def files_of(folder: Path, table: str) -> list[Path]:
    """The files that hold a table's rows, in order: one, or the partitions of its folder."""
    place = place_of(folder, table)
    return sorted(place.glob("*.parquet")) if place.is_dir() else [place]


def settle(folder: Path) -> None:
    """Puts back a ledger that is moved aside, once whoever is writing it has finished or was killed."""
    if not folder.exists() and next(folder.parent.glob(f".{folder.name}-old-*"), None):
        with FileLock(_lock_of(folder)):
            _recover(folder)


def _recover(folder: Path) -> None:
    """Puts back the ledger that a writer had moved aside when it was killed, and removes what killed writers left.

    The caller holds the lock, so nobody is writing.
    """
    for old in sorted(folder.parent.glob(f".{folder.name}-old-*")):
        if not folder.exists() and (old / "ledger" / "manifest.json").is_file():
            os.rename(old / "ledger", folder)
        shutil.rmtree(old, ignore_errors=True)
    for fresh in folder.parent.glob(f".{folder.name}-new-*"):
        shutil.rmtree(fresh, ignore_errors=True)


def _lock_of(folder: Path) -> Path:
    """The file that whoever swaps a ledger holds; it lies in the cache folder, which is no part of a story."""
    cache = folder.parent if folder.parent.name.endswith("-cache") else folder.parent / f".{folder.name}-cache"
    return cache / f"{folder.name}.lock"


def refuse_foreign(folder: Path) -> None:
    """Raises ``InputError`` when a ledger may not be written at ``folder`` without losing somebody's files."""
    if not folder.exists():
        return
    if not folder.is_dir():
        raise InputError(f"{folder}: is a file; a ledger is a folder")
    foreign = sorted(path.name for path in folder.iterdir() if not _is_ours(path))
    if foreign:
        raise InputError(f"{folder}: holds {foreign[0]!r}, which is no part of a ledger; choose another place for it")


def _is_ours(path: Path) -> bool:
    if path.is_dir():
        return path.name in TABLES and all(part.suffix == ".parquet" for part in path.iterdir())
    return path.name == "manifest.json" or (path.suffix == ".parquet" and path.stem in TABLES)


def _swap(fresh: Path, folder: Path) -> None:
    if not folder.exists():
        os.rename(fresh, folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}-old-", dir=folder.parent))
    try:
        os.rename(folder, old / "ledger")
        try:
            os.rename(fresh, folder)
        except OSError:
            os.rename(old / "ledger", folder)
            raise
    finally:
        shutil.rmtree(old, ignore_errors=True)


def read(folder: Path) -> dict[str, pd.DataFrame]:
    """The tables of a ledger as frames with the contract's columns; a table not built yet is an empty frame.

    All are of one build: where another program swaps the ledger meanwhile, it is read once that is done. Raises
    ``InputError`` when the folder holds no ledger, one of a newer schema, or a table whose bytes are not those it was
    written with.
    """
    try:
        return _read_tables(folder)
    except NewerLedger:
        raise
    except InputError:
        if not _lock_of(folder).is_file() or not os.access(folder.parent, os.W_OK):
            raise
    # It may have been swapped between two tables; while the lock is held it is not.
    with FileLock(_lock_of(folder)):
        _recover(folder)
        return _read_tables(folder)


def _read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    hashes = manifest(folder)["tables"]
    return {name: _read_table(folder, name, hashes.get(name)) for name in TABLES}


def _read_table(folder: Path, name: str, digest: str | None) -> pd.DataFrame:
    if digest is None:
        return frame(name)
    where = place_of(folder, name)
    try:
        raw = [path.read_bytes() for path in files_of(folder, name)]
        if hashlib.sha256(b"".join(raw)).hexdigest() != digest:
            raise InputError(f"{where}: is damaged: its bytes are not those it was written with; {_BUILD_AGAIN}")
        parts = [pq.read_table(pa.BufferReader(one), schema=TABLES[name]) for one in raw]
        return _to_pandas(pa.concat_tables(parts))
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"{where}: cannot be read ({error}); {_BUILD_AGAIN}") from error


def damaged(folder: Path) -> list[str]:
    """The tables that the manifest names and that are missing or have other bytes than they were written with."""
    tables = manifest(folder).get("tables", {})
    return [name for name, digest in sorted(tables.items()) if _digest(files_of(folder, name)) != digest]


def _digest(files: Iterable[Path]) -> str | None:
    digest = hashlib.sha256()
    try:
        for path in files:
            with path.open("rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
    except OSError:
        return None
    return digest.hexdigest()


def manifest(folder: Path) -> dict[str, Any]:
    """The ledger's manifest: schema version, input hashes, package and model versions.

    Raises ``InputError`` when there is none, or when a newer workbench wrote it.
    """
    settle(folder)
    path = folder / "manifest.json"
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{folder}: no ledger here; build it with: workbench build PATH") from None
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({error}); delete the ledger folder and build again") from error
    if not isinstance(found, dict) or type(found.get("schema_version")) is not int:
        raise InputError(f"{path}: is no manifest of a ledger; delete the ledger folder and build again")
    if found["schema_version"] > SCHEMA_VERSION:
        raise NewerLedger(
            f"{path}: schema version {found['schema_version']} is newer than this workbench's {SCHEMA_VERSION}; "
            "use the workbench that wrote it or build again"
        )
    if not isinstance(found.get("tables"), dict):
        raise InputError(f"{path}: names no tables; delete the ledger folder and build again")
    return found
