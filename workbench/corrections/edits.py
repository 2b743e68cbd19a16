"""What an edited field takes along with it, so that a row stays of one piece.

What is here: a bound decides which ends are open, a number without an estimand is off the chart, a span has its words,
a figure follows the speaker that it was held by.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from workbench.corrections.acts import SPANS
from workbench.corrections.working import Row, Working
from workbench.errors import InputError

#: For each bound whether the value is the lower end, the best figure and the upper end (CONTRACT: low, best, high).
_ENDS = {
    "bare": (True, True, True),
    "about": (True, True, True),
    "at least": (True, False, False),
    "more than": (True, False, False),
    "at most": (False, False, True),
    "less than": (False, False, True),
}
#: The ends of a figure and what it states between them, the lowest first.
ENDS = ("low", "best", "high")
_BY_HAND = "the analyst"
#: Kinds of speaker who hold a figure for the body they belong to, where they belong to one.
_PERSONS = ("person", "unnamed person")


def changes_of(working: Working, table: str, row: Row, field: str, value: Any, reason: str | None) -> Row:
    """The columns that an edit sets, with those that follow from it.

    Raises ``InputError`` where a row would contradict itself.
    """
    if field in SPANS:
        changes: Row = dict(zip(SPANS[field], value, strict=True))
    else:
        changes = {field: value}
    if table == "estimates":
        changes |= _with(working, row, field, value, reason, changes)
    return changes


def figures_of_speaker(working: Working, saying: Row, field: str, value: Any) -> dict[str, Row]:
    """What a corrected speaker changes in the figures that were held by the one before, by their id.

    A figure whose holder is somebody else, such as one that the speaker had from another, stays with them; whether the
    speaker is unnamed goes along too.
    """
    before = _holder(working, saying["speaker"])
    own = [one for one in working.rows("estimates") if one["attribution_id"] == saying["attribution_id"]]
    held = [one for one in own if one["claimant"] == before]
    if field == "speaker" and _holder(working, value) != before:
        return {one["estimate_id"]: {"claimant": _holder(working, value)} for one in held}
    if field == "anonymous":
        return {one["estimate_id"]: {field: value} for one in held if one[field] == saying[field]}
    return {}


def _holder(working: Working, speaker: str | None) -> str | None:
    """Who holds what a speaker says: for a person the body he speaks for, else the speaker."""
    row = working.find("entities", speaker) if speaker else None
    return row["within"] or speaker if row and row["kind"] in _PERSONS else speaker


def _with(working: Working, row: Row, field: str, value: Any, reason: str | None, changes: Row) -> Row:
    if field == "span":
        report = working.find("reports", row["report_id"])
        return {"phrase": report["text"][slice(*value)]} if report else {}
    if field in ("bound", "value"):
        return _ends({**row, **changes}, row)
    if field in ENDS:
        return in_order(row, changes)
    if field.startswith("as_of"):
        _days_in_order({**row, **changes})
        return {"as_of_evidence": _BY_HAND}
    if field == "estimand":
        return _placed(working, row, value)
    if field == "charted":
        return _charted(row, charted=value, why_not=reason)
    if field == "why_not":
        return _charted(row, charted=value is None, why_not=value)
    return {}


def _ends(row: Row, before: Row) -> Row:
    """Low, best and high of a number whose bound or value was edited; those of a range or a vague number stay."""
    if row["bound"] not in _ENDS or row["value"] is None or _is_converted(before):
        return {}
    ends = _ENDS[row["bound"]]
    return {name: row["value"] if is_set else None for name, is_set in zip(ENDS, ends, strict=True)}


def _is_converted(row: Row) -> bool:
    """Whether low and high are told in another unit than the value as worded."""
    ends = [row[name] for name in ENDS if row[name] is not None]
    return row["value"] is not None and bool(ends) and row["bound"] in _ENDS and row["value"] not in ends


def in_order(row: Row, ends: Row) -> Row:
    """The new ends of a figure.

    Raises ``InputError`` where one would lie above a higher one.
    """
    after = {**row, **ends}
    known = [(name, after[name]) for name in ENDS if after[name] is not None]
    for (first, one), (then, other) in pairwise(known):
        if one > other:
            raise InputError(f"{first}: {one:g} lies above {then}, which is {other:g}; edit {then} first")
    return ends


def _days_in_order(row: Row) -> None:
    first, last = row["as_of_earliest"], row["as_of_latest"]
    if first and last and first > last:
        raise InputError(f"as_of: the first day {first} lies after the last one {last}; edit both with field 'as_of'")


def _placed(working: Working, row: Row, estimand: str | None) -> Row:
    """The chart's side of a new estimand: one that had none, or a background one, is drawn now."""
    known = {one["estimand"]: one for one in working.rows("estimands")}
    basis = {"estimand_basis": "analyst" if estimand else None}
    if estimand is None:
        return basis | {"charted": False, "why_not": "the analyst: fits no estimand"}
    if known[estimand]["background"]:
        return basis | {"charted": False, "why_not": f"background: {known[estimand]['name']}"}
    before = known.get(row["estimand"])
    if row["estimand"] is None or (before is not None and before["background"]):
        return basis | {"charted": True, "why_not": None}
    return basis


def _charted(row: Row, *, charted: bool, why_not: str | None) -> Row:
    if charted and row["estimand"] is None:
        raise InputError("charted: a number is drawn on an estimand, and this one has none; edit 'estimand' first")
    if not charted and not why_not:
        raise InputError("charted: say in 'reason' why the number is taken off the chart")
    return {"charted": charted, "why_not": None if charted else why_not}
