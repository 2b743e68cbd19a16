"""The numbers of a sentence that are not checked, each by name and reason: a date, an age, a conversion in brackets."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.checks.reading import Read
from workbench.ledger import plain_rows
from workbench.look.tables import REASONS


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A number as it stands in the sentence, and why nothing is checked of it."""

    words: str
    reason: str


def unchecked_in(read: Read) -> tuple[Unchecked, ...]:
    """The numbers that were set aside, a date of several whole, and those that only say another in a second unit."""
    told = {
        _whole(read, row["start"], row["end"]): REASONS.get(row["reason"], row["reason"])
        for row in plain_rows(read.own["set_aside"])
    }
    told |= {
        (row["start"], row["end"]): row["why_not"] or "says the number before it in another unit"
        for row in plain_rows(read.own["estimates"])
        if not any(one.row.start == row["start"] for one in read.figures)
    }
    return tuple(Unchecked(read.text[start:end], reason) for (start, end), reason in sorted(told.items()))


def _whole(read: Read, start: int, end: int) -> tuple[int, int]:
    """The time expression that a number is part of, else its own span."""
    times = plain_rows(read.own["times"])
    return next(
        ((row["start"], row["end"]) for row in times if row["start"] <= start and end <= row["end"]), (start, end)
    )
