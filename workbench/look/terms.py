"""The rows of figures or statements that one term of the search means: words in a column, a number, a day, a yes or no.

The language of the search is in ``query.py``, what each row has of a field in ``fields.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from workbench.ledger import listed
from workbench.look import query
from workbench.look.fields import Table
from workbench.look.query import Term
from workbench.look.values import Mask

#: Fields of the search that are columns under another name.
_COLUMNS = {"speaker": "speaker_name"}
_OF_FIGURES = frozenset({
    "claimant", "estimand", "stance", "place", "bound", "unit", "noun", "phrase", "origin", "as_of", "superseded",
    "charted", *query.NUMBERS,
})  # fmt: skip


def rows_of(table: Table, term: Term) -> Mask:
    """The rows that a term of the search means; a statement has what is a figure's through its figures."""
    if table.figures is not None and term.field in _OF_FIGURES:
        return table.of_figures(rows_of(table.figures, term))
    if term.field in query.NUMBERS:
        return _compared(table.frame[term.field].to_numpy(dtype=float, na_value=np.nan), term.how, float(term.value))
    if term.field in query.DAYS:
        return _days(table.frame, term)
    if term.field in query.FLAGS:
        wanted = term.value == "yes"
        return np.asarray(table.frame[term.field].fillna(False).astype(bool) == wanted, dtype=bool)
    if term.field in table.makers:
        values = table.values(term.field)
        return values.where(
            [_fits(name, term) or _fits(one, term) for one, name in zip(values.ids, values.names, strict=True)]
        )
    column = table.words if term.field == "words" else _COLUMNS.get(term.field, term.field)
    return containing(table, column, term.value, whole=term.how == "=")


def containing(table: Table, column: str, words: str, *, whole: bool = False) -> Mask:
    """The rows whose column holds the words, capitals ignored; with ``whole`` nothing else beside them."""
    folded = table.once(("folded", column), lambda: _folded(table.frame[column]))
    wanted = words.casefold()
    found = pc.equal(folded, wanted) if whole else pc.match_substring(folded, wanted)
    return np.asarray(pc.fill_null(found, False).to_numpy(zero_copy_only=False), dtype=bool)


def _folded(column: pd.Series) -> Any:
    return pa.array([None if one is None else str(one).casefold() for one in listed(column)], pa.large_string())


def _fits(name: str, term: Term) -> bool:
    wanted, found = term.value.casefold(), name.casefold()
    return wanted == found if term.how == "=" else wanted in found


def _compared(found: Any, how: str, wanted: Any) -> Mask:
    comparisons: dict[str, Callable[[], Any]] = {
        ":": lambda: found == wanted, "=": lambda: found == wanted, ">": lambda: found > wanted,
        ">=": lambda: found >= wanted, "<": lambda: found < wanted, "<=": lambda: found <= wanted,
    }  # fmt: skip
    return np.asarray(comparisons[how](), dtype=bool)


def _days(frame: pd.DataFrame, term: Term) -> Mask:
    """Rows of which a day of the interval may compare so; without any day none does."""
    first, last = f"{term.field}_earliest", f"{term.field}_latest"
    if term.how in (":", "="):
        return may_lie(frame, term.value, term.value, first=first, last=last)
    stated = (frame[first].notna() | frame[last].notna()).to_numpy(dtype=bool)
    if term.how.startswith(">"):
        return stated & _compared(frame[last].fillna("9999").to_numpy(dtype=str), term.how, term.value)
    return stated & _compared(frame[first].fillna("0000").to_numpy(dtype=str), term.how, term.value)


def may_lie(
    frame: pd.DataFrame,
    day: str | None,
    until: str | None,
    *,
    first: str = "as_of_earliest",
    last: str = "as_of_latest",
) -> Mask:
    """The rows whose interval of days meets this one; a row without any day is left out, an open end meets all."""
    stated = frame[first].notna() | frame[last].notna()
    begins = frame[first].fillna("0000") <= (until or "9999")
    ends = frame[last].fillna("9999") >= (day or "0000")
    return (stated & begins & ends).to_numpy(dtype=bool)
