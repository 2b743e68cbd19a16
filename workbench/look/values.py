"""What each row of a table has of one field, as whole numbers: one value a row, several or none.

What is here: the one meaning of "any of these" that selections, facets and the search share, the counting of values
among chosen rows, and the reading of a few rows of a large frame. Which values a figure or a statement has is in
``fields.py``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

#: True for the rows that are meant.
Mask = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]

#: The id of a value that is not stated, as a selection asks for it.
UNSTATED = ""


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """The values of ``length`` rows: entry by entry a value (``codes``, places in ``ids``) and the row that has it.

    ``rows`` is missing where each row has exactly one value. ``names`` are what a reader is shown, in step with
    ``ids``.
    """

    ids: tuple[str, ...]
    names: tuple[str, ...]
    codes: Ints
    rows: Ints | None
    length: int

    def any_of(self, wanted: Collection[str]) -> Mask:
        """The rows that have one of these values, each given by id or shown name."""
        return self.where([one in wanted or name in wanted for one, name in zip(self.ids, self.names, strict=True)])

    def where(self, chosen: Sequence[bool]) -> Mask:
        """The rows that have one of the values chosen, in step with ``ids``."""
        among = np.array([*chosen, False], dtype=bool)
        if self.rows is None:
            return among[self.codes]
        found = np.zeros(self.length, dtype=bool)
        found[self.rows[among[self.codes]]] = True
        return found

    def counts(self, mask: Mask) -> Ints:
        """How many of the rows meant have each value, in step with ``ids``."""
        at = np.flatnonzero(mask if self.rows is None else mask.take(self.rows))
        return np.bincount(self.codes.take(at), minlength=len(self.ids))


def one_each(found: pd.Series, names: Mapping[str, str], *, unstated: str) -> Values:
    """Exactly one value a row; a missing one is ``UNSTATED`` under the name given."""
    codes, ids = pd.factorize(found.astype(object).where(found.notna(), UNSTATED), sort=True)
    shown = {UNSTATED: unstated} | {key: name for key, name in names.items() if key != UNSTATED}
    return Values(tuple(ids), tuple(shown.get(one, one) for one in ids), codes.astype(np.int64), None, len(found))


def several(pairs: Iterable[tuple[Ints, pd.Series]], length: int, names: Mapping[str, str], *, unstated: str) -> Values:
    """The values of each row from several series of them, each once a row; a row with none has ``UNSTATED``.

    Each series comes with the row that each of its values belongs to; what is missing in it is no value.
    """
    rows, found = _end_to_end(pairs)
    stated = found.notna().to_numpy(dtype=bool)
    at, kept = rows[stated], found[stated]
    has = np.zeros(length, dtype=bool)
    has[at] = True
    without = np.flatnonzero(~has)
    codes, ids = pd.factorize(pd.concat([kept, pd.Series([UNSTATED] * len(without), dtype=object)]), sort=True)
    keys = _each_once(np.concatenate([at, without]) * max(1, len(ids)) + codes)
    entry_rows, entry_codes = np.divmod(keys, max(1, len(ids)))
    shown = {**names, UNSTATED: unstated}
    return Values(tuple(ids), tuple(shown.get(one, one) for one in ids), entry_codes, entry_rows, length)


def _each_once(keys: Ints) -> Ints:
    """The keys in order, each once; several times faster than asking numpy for unique ones."""
    ordered = np.sort(keys)
    first = np.ones(len(ordered), dtype=bool)
    first[1:] = ordered[1:] != ordered[:-1]
    return ordered[first]


def _end_to_end(pairs: Iterable[tuple[Ints, pd.Series]]) -> tuple[Ints, Any]:
    held = list(pairs)
    rows = np.concatenate([np.asarray(rows, dtype=np.int64) for rows, _ in held])
    return rows, pd.concat([found.astype(object) for _, found in held], ignore_index=True)


def through(values: Values, holding: Ints, length: int) -> Values:
    """The values of other rows that hold these, for example those of a statement from its figures.

    ``holding`` has for each row of ``values`` the row that holds it, or -1. A row that holds none has no value at all.
    """
    rows = np.arange(values.length) if values.rows is None else values.rows
    held = holding[rows]
    keys = _each_once(held[held >= 0] * max(1, len(values.ids)) + values.codes[held >= 0])
    entry_rows, entry_codes = np.divmod(keys, max(1, len(values.ids)))
    return Values(values.ids, values.names, entry_codes, entry_rows, length)


def in_columns(frame: pd.DataFrame) -> pa.Table:
    """The frame held so that a few of its rows are read at once, however many it has."""
    return pa.Table.from_pandas(frame, preserve_index=False).combine_chunks()


def rows_at(columns: pa.Table, at: Any) -> list[dict[str, Any]]:
    """The rows at these places as plain values, each missing one as None."""
    found: list[dict[str, Any]] = columns.take(pa.array(np.asarray(at, dtype=np.int64))).to_pylist()
    return found
