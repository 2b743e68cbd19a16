"""Annotations kept on disk by content, so that a rebuild reads anew only what has changed.

What is here: Parquet files of many reports' annotations each. A row is named by a hash of the report's text, its
passages, the model and the rules; a file is named by a hash of its rows' names, so the same reports give the same file
wherever they are read. The folder may be deleted at any time. A file that cannot be read counts as absent. Which
reports are read together is decided in ``workbench/shards``.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from workbench.model import Annotation, Attribution, Claim, Mention, Quantity, Report, Sentence
from workbench.wholefile import write_whole

_KINDS: Mapping[str, type[Any]] = {
    "sentences": Sentence,
    "quantities": Quantity,
    "attributions": Attribution,
    "mentions": Mention,
    "claims": Claim,
}
_KNOWN = {kind: frozenset(field.name for field in fields(kind)) for kind in _KINDS.values()}
_SCHEMA = pa.schema([("name", pa.string()), ("annotation", pa.binary()), ("problem", pa.string())])
#: Rows of a file that was put together from smaller ones, and how many small files may lie about before that is done.
_FULL, _SMALL_FILES = 256, 64


@dataclass(frozen=True, slots=True)
class _Row:
    """One report's annotation as it lies on disk."""

    name: str
    annotation: bytes
    problem: str | None


def packed(annotations: Iterable[tuple[str, Annotation]]) -> bytes:
    """A Parquet file of named annotations, in the order given."""
    return _file(_Row(name, _encoded(one), one.problem) for name, one in annotations)


def unpacked(part: bytes) -> dict[str, Annotation]:
    """The annotations of a file that ``packed`` made, by name."""
    return {row.name: _decoded(row) for row in _rows(pa.BufferReader(part))}


@dataclass(frozen=True, slots=True)
class AnnotationCache:
    """Annotations in ``folder`` for one state of the model and the rules, named by ``version``."""

    folder: Path
    version: str

    def name(self, report: Report) -> str:
        """The name of exactly this text, read in exactly this way."""
        digest = hashlib.sha256(f"{self.version}\0{report.text_sha256}".encode())
        for passage in report.passages:
            digest.update(f"\0{passage.start},{passage.end},{passage.role}".encode())
        return digest.hexdigest()[:32]

    def found(self, reports: Sequence[Report]) -> list[Annotation | None]:
        """For each report the annotation kept for exactly its text, or nothing.

        One whose sentences could not be read is not kept: another attempt may do better.
        """
        names = [self.name(report) for report in reports]
        wanted, known = set(names), dict[str, Annotation]()
        for path in self._files():
            for row in _rows_of(path):
                if row.name in wanted and row.name not in known and row.problem is None:
                    with suppress(ValueError, KeyError, TypeError):
                        known[row.name] = _decoded(row)
        return [known.get(name) for name in names]

    def keep(self, part: bytes) -> None:
        """Keeps a file that ``packed`` made; a folder that cannot be written is left alone."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_whole(self.folder / _file_name(_names(pa.BufferReader(part))), part)

    def keep_only(self, reports: Iterable[Report]) -> None:
        """Drops what no report of this build uses, so that the folder does not grow without end.

        Files of which most is dropped are put together anew, and so are small ones once there are many.
        """
        used = {self.name(report) for report in reports}
        held = {path: _names_of(path) for path in self._files()}
        # Beside these there are what a killed build was writing and what an older workbench had kept.
        left = {*self.folder.glob("?" * 32 + ".*"), *self.folder.glob("." + "?" * 32 + ".*")} - set(held)
        small = [path for path, names in held.items() if 2 * len(names) <= _FULL]
        thin = [path for path, names in held.items() if 2 * len(used & {*names}) <= len(names)]
        again = {*thin, *(small if len(small) > _SMALL_FILES else ())}
        rows = {row.name: row for path in sorted(again) for row in _rows_of(path) if row.name in used}
        written = self._write_full([rows[name] for name in sorted(rows)])
        replaced = again - written if all(path.is_file() for path in written) else set()
        for path in replaced | left:
            with suppress(OSError):
                path.unlink()

    def _write_full(self, rows: Sequence[_Row]) -> set[Path]:
        """The files that now hold these rows."""
        made = [rows[start : start + _FULL] for start in range(0, len(rows), _FULL)]
        for few in made:
            self.keep(_file(few))
        return {self.folder / _file_name([row.name for row in few]) for few in made}

    def _files(self) -> list[Path]:
        return sorted(self.folder.glob("?" * 32 + ".parquet"))


# --- files ------------------------------------------------------------------------------------------------------------


def _file_name(names: Sequence[str]) -> str:
    return hashlib.sha256("\0".join(names).encode()).hexdigest()[:32] + ".parquet"


def _file(rows: Iterable[_Row]) -> bytes:
    out = io.BytesIO()
    table = pa.Table.from_pylist([asdict(row) for row in rows], schema=_SCHEMA)
    pq.write_table(table, out, compression="zstd", write_page_checksum=True)
    return out.getvalue()


def _rows(file: Path | pa.BufferReader) -> list[_Row]:
    table = pq.ParquetFile(file, page_checksum_verification=True).read()
    return [_Row(**row) for row in table.cast(_SCHEMA).to_pylist()]


def _rows_of(path: Path) -> Iterator[_Row]:
    with suppress(OSError, pa.ArrowException, TypeError, ValueError):
        yield from _rows(path)


def _names(file: Path | pa.BufferReader) -> list[str]:
    found: list[str] = pq.ParquetFile(file).read(["name"])["name"].to_pylist()
    return found


def _names_of(path: Path) -> list[str]:
    try:
        return _names(path)
    except (OSError, pa.ArrowException, KeyError, ValueError):
        return []


# --- values -----------------------------------------------------------------------------------------------------------


def _encoded(annotation: Annotation) -> bytes:
    told = {name: [asdict(one) for one in getattr(annotation, name)] for name in _KINDS}
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _decoded(row: _Row) -> Annotation:
    data = json.loads(row.annotation.decode("utf-8", "surrogatepass"))
    kept: dict[str, Any] = {name: tuple(_value(one, item) for item in data[name]) for name, one in _KINDS.items()}
    return Annotation(**kept, problem=row.problem)


def _value(kind: type[Any], row: Mapping[str, Any]) -> Any:
    """A frozen value from its JSON form, lists made tuples again."""
    known = _KNOWN[kind]
    return kind(**{name: _tuples(value) for name, value in row.items() if name in known})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
