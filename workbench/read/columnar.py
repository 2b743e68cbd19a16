"""Parquet files of reports, as archives and crawls are handed on: one report for each row with a text.

What is here: the rows of a file as records, of the columns whose names are known and no others. What a record's fields
mean is in ``formats.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from workbench.errors import InputError
from workbench.read.decode import Decoded
from workbench.read.formats import Draft, Refused, Source, from_record, known_field, reads

#: Rows that are unpacked at a time.
_ROWS = 64
_AS_IT_STANDS = Decoded("", "utf-8", None)


@reads(".parquet")
def read_parquet(source: Source) -> Iterator[Draft | Refused]:
    """One report for each row, from its text column; the other columns are metadata. Parts count rows from 0."""
    try:
        file = pq.ParquetFile(pa.BufferReader(source.raw))
        names = [name for name in file.schema_arrow.names if known_field(name)]
        if not any(known_field(name) == "text" for name in names):
            raise InputError(f"has no text column; its columns are {', '.join(file.schema_arrow.names[:8])}"[:300])
        left, part = source.left(), 0
        if _unpacked_bytes(file, names) > left.unpacked_bytes:
            raise InputError(f"unpacks to more than {source.limits.unpacked_bytes:,} bytes")
        for batch in file.iter_batches(batch_size=_ROWS, columns=names):
            left.unpacked_bytes -= batch.nbytes
            if left.unpacked_bytes < 0:
                yield Refused(
                    None, f"unpacks to more than {source.limits.unpacked_bytes:,} bytes; the rest is not read"
                )
                return
            for row in batch.to_pylist():
                yield from_record({name: _plain(value) for name, value in row.items()}, part, _AS_IT_STANDS, "parquet")
                part += 1
    except (pa.ArrowException, OSError) as error:
        raise InputError(f"is no Parquet file that can be read: {error}"[:300]) from None


def _unpacked_bytes(file: pq.ParquetFile, names: list[str]) -> int:
    """What the file says its columns of these names come to."""
    groups = (file.metadata.row_group(at) for at in range(file.metadata.num_row_groups))
    chunks = (group.column(at) for group in groups for at in range(group.num_columns))
    return sum(one.total_uncompressed_size for one in chunks if one.path_in_schema.partition(".")[0] in names)


def _plain(value: Any) -> Any:
    """Days and times as they are written; the rest as it is."""
    return value.isoformat() if isinstance(value, date) else value
