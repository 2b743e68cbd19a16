"""Rows kept on disk by name in Parquet files of many, so that what was made once need not be made again.

What is here: files of named values, each file named by the names it holds, and a folder of them that is read, added to
and cleared. The folder may be deleted at any time; a file that cannot be read counts as absent. What the values are is
known to whoever keeps them: ``annotate/cache.py`` and ``read/readings.py``.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from workbench.wholefile import write_whole

Row = tuple[str, bytes]
_SCHEMA = pa.schema([("name", pa.string()), ("value", pa.binary())])
#: Rows of a file that was put together from smaller ones, and how many small files may lie about before that is done.
FULL, SMALL_FILES = 256, 64


def packed(rows: Iterable[Row]) -> bytes:
    """A Parquet file of named values, in the order given."""
    held = list(rows)
    out = io.BytesIO()
    table = pa.table([[name for name, _ in held], [value for _, value in held]], schema=_SCHEMA)
    pq.write_table(table, out, compression="zstd", write_page_checksum=True)
    return out.getvalue()


def unpacked(part: bytes) -> list[Row]:
    """The named values of a file that ``packed`` made."""
    return _rows(pa.BufferReader(part))


@dataclass(frozen=True, slots=True)
class Parts:
    """The files of named values in a folder."""

    folder: Path

    def rows(self) -> Iterator[Row]:
        """Every value that is kept, file by file."""
        for path in self._files():
            yield from _rows_of(path)

    def keep(self, part: bytes) -> None:
        """Keeps a file that ``packed`` made; a folder that cannot be written is left alone."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / _file_name(_names(pa.BufferReader(part))), part)

    def keep_only(self, used: Collection[str]) -> None:
        """Drops what is not used any more, so that the folder does not grow without end.

        Files of which most is dropped are put together anew, and so are small ones once there are many.
        """
        held = {path: _names_of(path) for path in self._files()}
        # Beside these there are what a killed build was writing and what an older workbench had kept.
        left = {*self.folder.glob("?" * 32 + ".*"), *self.folder.glob("." + "?" * 32 + ".*")} - set(held)
        small = [path for path, names in held.items() if 2 * len(names) <= FULL]
        thin = [path for path, names in held.items() if 2 * sum(name in used for name in names) <= len(names)]
        again = {*thin, *(small if len(small) > SMALL_FILES else ())}
        rows = {name: value for path in sorted(again) for name, value in _rows_of(path) if name in used}
        written = self._write_full(sorted(rows.items()))
        replaced = again - written if all(path.is_file() for path in written) else set()
        for path in replaced | left:
            with suppress(OSError):
                path.unlink()

    def _write_full(self, rows: Sequence[Row]) -> set[Path]:
        """The files that now hold these rows."""
        made = [rows[start : start + FULL] for start in range(0, len(rows), FULL)]
        for few in made:
            self.keep(packed(few))
        return {self.folder / _file_name([name for name, _ in few]) for few in made}

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("?" * 32 + ".parquet"))


def _file_name(names: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(names).encode()).hexdigest()[:32] + ".parquet"


def _rows(file: Path | pa.BufferReader) -> list[Row]:
    table = pq.ParquetFile(file, page_checksum_verification=True).read().cast(_SCHEMA)
    return list(zip(table["name"].to_pylist(), table["value"].to_pylist(), strict=True))


def _rows_of(path: Path) -> list[Row]:
    try:
        return _rows(path)
    except (OSError, pa.ArrowException, ValueError):
        return []


def _names(file: Path | pa.BufferReader) -> list[str]:
    found: list[str] = pq.ParquetFile(file).read(["name"])["name"].to_pylist()
    return found


def _names_of(path: Path) -> list[str]:
    try:
        return _names(path)
    except (OSError, pa.ArrowException, KeyError, ValueError):
        return []
