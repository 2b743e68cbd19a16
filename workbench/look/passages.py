"""A report's text in order of its passages, with whatever no passage covers, so that a reader is shown all of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

Row = dict[str, Any]


def whole(text: str, passages: Sequence[Row]) -> list[Row]:
    """The passages in order, and between them any text that no passage covers, so that all of it is shown."""
    found: list[Row] = []
    at = 0
    for row in [*sorted(passages, key=lambda row: (row["start"], row["end"])), {"start": len(text), "end": len(text)}]:
        if text[at : row["start"]].strip():
            found += _lines(text, at, int(row["start"]))
        if "role" in row and row["end"] > at:
            found.append({**row, "start": max(at, row["start"])})
        at = max(at, int(row["end"]))
    return found


def _lines(text: str, start: int, end: int) -> Iterable[Row]:
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            yield {"start": start, "end": start + len(line), "role": "body", "rule": "not in any passage"}
        start += len(line)
