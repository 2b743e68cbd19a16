"""Rows that a person adds from a stretch of a report: an estimate, a claim, or somebody whom the machine did not see.

What is here: the row as the tables hold it, with everything that follows from where it stands. Its fields are checked
as edits are, in ``acts.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.corrections import edits
from workbench.corrections.acts import PARTY_KINDS, checked, one_of
from workbench.corrections.anchors import person_entity_id
from workbench.corrections.working import Row, Working
from workbench.errors import InputError
from workbench.model import content_id

Span = tuple[str, int, int]

#: What an added row says where the analyst does not.
_DEFAULTS: Mapping[str, Row] = {
    "estimates": {"bound": "bare", "unit": "count", "anonymous": False, "stance": "asserted", "superseded": False},
    "claims": {"claim_type": "report", "denied": False, "quoted": False},
}
_PREFIXES = {"estimates": "e", "claims": "c"}


def added_id(table: str, span: Span) -> str:
    """The id of a row that a person adds, from the report and the place of its words."""
    return content_id(_PREFIXES[table], *span)


def said_of(working: Working, table: str, said: Mapping[str, Any], report_id: str) -> Row:
    """What the analyst says of a new row, each field checked.

    Raises ``InputError`` naming a field that cannot be given, or its allowed values.
    """
    return {name: checked(working, table, name, value, report_id=report_id) for name, value in said.items()}


def check_entity(said: Mapping[str, Any]) -> Row:
    """A new entity's name and kind.

    Raises ``InputError`` for a name that is empty or a kind that there is not.
    """
    name = said.get("name")
    if not isinstance(name, str) or not name.strip():
        raise InputError(f"name: must be the name of the new entity, is {name!r}")
    kind = one_of("kind", said.get("kind", "other"), PARTY_KINDS)
    return {"entity_id": person_entity_id(kind, name.strip()), "name": name.strip(), "kind": kind}


def add(working: Working, table: str, row_id: str, span: Span, said: Row, who: str, reason: str | None) -> None:
    """Puts a new row where its words stand; where the machine has come to find it itself, what was said of it holds."""
    if working.find(table, row_id) is None:
        working.insert(table, _bare(working, table, row_id, span), who, sort=("start", "end"))
        working.remove("set_aside", lambda row: _lies_within(row, span))
    row = working.find(table, row_id)
    if row is None:
        return
    # The value and its bound settle the ends, which then may be said otherwise, all at once.
    ends = {name: said[name] for name in edits.ENDS if name in said} if table == "estimates" else {}
    for name in sorted(said.keys() - ends, key=lambda one: (one not in ("value", "bound"), list(said).index(one))):
        working.put(table, row_id, edits.changes_of(working, table, row, name, said[name], reason), who)
    if ends:
        working.put(table, row_id, edits.in_order(row, ends), who)


def _bare(working: Working, table: str, row_id: str, span: Span) -> Row:
    report_id, start, end = span
    report = working.find("reports", report_id)
    text = report["text"] if report else ""
    passage = _passage(working, span)
    where = {"report_id": report_id, "start": start, "end": end, "part": _part(passage)}
    if table == "claims":
        return {"claim_id": row_id, **where, **_DEFAULTS[table], "rule": "added by a person"}
    first, last = _sentence(working, span, passage)
    claim = next((one["claim_id"] for one in working.rows("claims") if _holds(one, span)), None)
    return {
        "estimate_id": row_id, "claim_id": claim, **where, **_DEFAULTS[table], "phrase": text[start:end],
        **dict.fromkeys(("value", "low", "best", "high", "estimand", "attribution_id", "claimant")),
        **dict.fromkeys(("as_of_earliest", "as_of_latest")), "charted": False,
        "why_not": "the analyst: no estimand given", "sentence_start": first, "sentence_end": last,
    }  # fmt: skip


def _holds(row: Row, span: Span) -> bool:
    return bool(row["report_id"] == span[0] and row["start"] <= span[1] and span[2] <= row["end"])


def _lies_within(row: Row, span: Span) -> bool:
    return bool(row["report_id"] == span[0] and span[1] <= row["start"] and row["end"] <= span[2])


def _passage(working: Working, span: Span) -> Row | None:
    return next((row for row in working.rows("passages") if _holds(row, span)), None)


def _part(passage: Row | None) -> str:
    roles = {"title": "headline", "summary": "summary", "caption": "caption"}
    return roles.get(passage["role"] if passage else "", "body")


def _sentence(working: Working, span: Span, passage: Row | None) -> tuple[int, int]:
    """The sentence around the words: that of a figure beside them, else that of a claim, else the whole passage."""
    for row in working.rows("estimates"):
        if row["sentence_start"] is not None and _holds(
            {"report_id": row["report_id"], "start": row["sentence_start"], "end": row["sentence_end"]}, span
        ):
            return row["sentence_start"], row["sentence_end"]
    around = next((row for row in working.rows("claims") if _holds(row, span)), passage)
    return (around["start"], around["end"]) if around else span[1:]
