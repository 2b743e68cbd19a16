"""Which of two related reports draws on the other: by when they came out, whose text they say it is, which is fuller.

What is here: the order in time of two reports' intervals and the choice of the parent, certain or not. Whether two
reports are related at all is decided in ``edges.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: The fuller text is taken for the parent, uncertainly, when it is longer by this much; less tells nothing.
_FULLER = 1.1


@dataclass(frozen=True, slots=True)
class Direction:
    """Whether the first of two reports is the child, whether that is certain, and in words why."""

    first_is_child: bool
    certain: bool
    why: str


def wholly_before(a: Any, b: Any) -> bool:
    """Whether report ``a`` was out before the first day on which ``b`` may have come out."""
    return bool(a.published_latest and b.published_earliest and a.published_latest < b.published_earliest)


def likely_before(a: Any, b: Any) -> bool:
    """Whether no end of the interval of ``a`` lies after that of ``b``, and one lies before it."""
    first, then = (a.published_earliest, a.published_latest), (b.published_earliest, b.published_latest)
    if None in first or None in then:
        return False
    return bool(first != then and first[0] <= then[0] and first[1] <= then[1])


def direction(a: Any, b: Any, *, a_credits_b: bool, b_credits_a: bool, a_length: int, b_length: int) -> Direction:
    """Which of two related reports is the child.

    Days that do not touch settle it, then a credit that one gives the other alone; both are certain. Days that overlap
    but lean one way, a named wire in one alone and the fuller text decide without certainty, in this order; of two
    texts that nothing tells apart the second is taken for the child. A report from a wire is nearer to the root than
    one that names none, since a retelling drops the credit and does not invent one.
    """
    for first, one, other in ((True, a, b), (False, b, a)):
        if wholly_before(other, one):
            return Direction(first, True, f"out by {other.published_latest}, before {one.published_earliest}")
    if a_credits_b != b_credits_a:
        return Direction(a_credits_b, True, "the child credits the parent")
    for first, one, other in ((True, a, b), (False, b, a)):
        if likely_before(other, one):
            return Direction(first, False, f"out {_days(other)}, against {_days(one)}")
    if (a.wire is None) != (b.wire is None):
        return Direction(a.wire is None, False, "the parent names the agency whose text it is")
    for first, one, other in ((True, a_length, b_length), (False, b_length, a_length)):
        if other >= _FULLER * one:
            return Direction(first, False, "the parent holds more than the child")
    return Direction(False, False, "nothing tells which came first")


def _days(report: Any) -> str:
    earliest, latest = report.published_earliest, report.published_latest
    return str(earliest) if earliest == latest else f"{earliest} to {latest}"
