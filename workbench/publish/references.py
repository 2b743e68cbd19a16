"""References of the analyst's sentences to the ledger: what ``{{figure: …}}``, ``{{range: …}}``, ``{{count: …}}`` mean.

What is here: the grammar of a reference, the one figure that it means, and the handle of a figure for a draft. A handle
is made of what a reader sees (the words, the holder, the file, the thing counted), never of an id of the ledger, so it
holds when the ledger is built anew and fails when the words or their holder have changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

Row = Mapping[str, Any]
Kind = Literal["figure", "range", "count"]

_WRITTEN = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_INSIDE = re.compile(r"\s*(figure|range|count)\s*:\s*(.+?)\s*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference shows and where it leads: the number's words, a range, or the three counts.

    A figure leads to its row, a count to how it was made, a range to the key figures. ``row`` is the figure of a figure
    or count, nothing for a range.
    """

    kind: Kind
    shown: str
    anchor: str
    row: Row | None


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A reference that means no figure, or more than one, with the reason."""

    written: str
    reason: str


@dataclass(frozen=True, slots=True)
class Known:
    """What references are resolved against: linked rows of charted figures, and the range of each thing counted."""

    rows: Sequence[Row]
    ranges: Mapping[str, str]


def parts_of(text: str, known: Known) -> list[str | Reference | Unresolved]:
    """A sentence in order: its own words, and what each of its references resolves to."""
    found: list[str | Reference | Unresolved] = []
    end = 0
    for match in _WRITTEN.finditer(text):
        found += [text[end : match.start()], resolved(match[1], known)]
        end = match.end()
    return [one for one in (*found, text[end:]) if one != ""]


def resolved(inside: str, known: Known) -> Reference | Unresolved:
    """What the inside of a reference stands for."""
    match = _INSIDE.match(inside)
    written = "{{" + inside + "}}"
    if match is None:
        return Unresolved(written, "a reference begins with “figure:”, “range:” or “count:”")
    kind, asked = match[1], match[2]
    if kind == "range":
        return _range(asked, known, written)
    rows = matching(asked, known.rows)
    if isinstance(rows, str):
        return Unresolved(written, rows)
    row = rows[0]
    if kind == "count":
        if not row.get("badge"):
            return Unresolved(written, "what this figure stands on is not counted")
        return Reference("count", str(row["badge"]), "origins", row)
    return Reference("figure", str(row["phrase"]), str(row["row_id"]), row)


def matching(asked: str, rows: Sequence[Row]) -> list[Row] | str:
    """The rows of one figure that the parts of a handle mean, or why there is none."""
    words, *narrower = (_plain(part) for part in asked.split("|"))
    found = [row for row in rows if _plain(row["phrase"]) == words]
    if not found:
        return f"no charted figure is worded “{words}”"
    for part in narrower:
        kept = [row for row in found if part in _names(row)]
        if not kept:
            return f"“{part}” is no holder, file, part of a report or thing counted of a figure worded “{words}”"
        found = kept
    if len({_meant(row) for row in found}) > 1:
        others = sorted({handle(row) for row in found})
        return f"{len(found)} figures are meant: {'; '.join(others[:4])}"
    return found


def handle(row: Row) -> str:
    """The whole handle of a figure, as it is typed."""
    holder = row["claimant_name"] or "nobody named"
    return " | ".join(
        (" ".join(str(row["phrase"]).split()), holder, _stem(row), row["estimand"] or "", row["part"] or "")
    )


def _range(asked: str, known: Known, written: str) -> Reference | Unresolved:
    wanted = _plain(asked)
    names = {row["estimand"]: _plain(row["estimand_name"] or "") for row in known.rows}
    found = [one for one in names if wanted in (_plain(one), names[one])]
    if not found:
        return Unresolved(written, f"“{asked}” is nothing that is counted here")
    if not known.ranges.get(found[0]):
        return Unresolved(written, f"no range of “{asked}” can be given")
    return Reference("range", known.ranges[found[0]], "known", None)


def _names(row: Row) -> set[str]:
    given = (
        row["claimant_name"] or "nobody named",
        _stem(row),
        row["file"],
        row["estimand"],
        row["estimand_name"],
        row["part"],
    )
    return {_plain(one) for one in given if one}


def _stem(row: Row) -> str:
    return PurePosixPath(str(row["file"] or row["report_id"])).stem


def _meant(row: Row) -> tuple[Any, ...]:
    """What makes two mentions one figure: a report that says it twice says one thing."""
    return (row["report_id"], row["estimand"], row["claimant"], row["bound"], row["low"], row["high"], row["unit"])


def _plain(text: str) -> str:
    return " ".join(str(text).split()).casefold()
