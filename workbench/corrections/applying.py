"""What the lines of a log do to the machine's tables, in their order, and what became of each line.

What is here: the order. First everything that comparison reads, then, when it has been made anew, what was said of its
links and differences. A line that hangs on nothing any more is an orphan with a reason, one that this workbench does
not know is listed as not understood; neither is dropped. What an edit takes along is in ``edits.py``, entities are in
``entities.py``, new rows in ``additions.py``, where a line hangs in ``anchors.py``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

import pandas as pd

from workbench.corrections import additions, edits, entities
from workbench.corrections.acts import ACTS, FIELDS, OPINIONS, REVIEWED, TABLES_OF, checked
from workbench.corrections.anchors import Orphan, ensure, entity_now, new_entity, row_now, span_now
from workbench.corrections.lines import Correction, Log, Named, anchor_from, undone
from workbench.corrections.working import HOLDERS, JOINT_HOLDERS, Row, Working
from workbench.errors import InputError
from workbench.model import Role

State = Literal["in force", "undone", "orphaned", "not understood"]
#: Tables that comparison makes: a line about them waits for it.
COMPARED = frozenset({"lineage", "discrepancies", "corroboration"})
_LINK_STATES = {"accept": "accepted", "deny": "denied"}
_DIFFERENCE_STATES = {"explain": "explained", "dismiss": "dismissed", "reopen": "open"}
#: The state that each of these acts gives to a link or a difference.
STATES: Mapping[str, str] = {**_LINK_STATES, **_DIFFERENCE_STATES}
_BY_HAND = "the analyst"
#: What the new value of these acts may be.
_SHAPES: Mapping[str, tuple[str, ...]] = {"opinion": OPINIONS, "restore": get_args(Role), "mask": get_args(Role)}
_CLAIM_GRADE = ("grade", "origins", "override")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line: its state, the reason where it is not in force, and the row it now speaks of.

    ``was`` are the values of that row that the line replaced, by column.
    """

    correction: Correction
    state: State
    why: str | None = None
    row: str | None = None
    was: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Applied:
    """Tables with corrections on them, what became of each line, and the links that a person has judged."""

    tables: Mapping[str, pd.DataFrame]
    outcomes: tuple[Outcome, ...]
    links: Mapping[str, str]


def before_comparison(tables: Mapping[str, pd.DataFrame], log: Log) -> Applied:
    """The machine's tables with every line on them that comparison builds on; the tables given are not changed."""
    state = _Applying(Working(tables), {}, {})
    dead = undone(log.corrections)
    outcomes = tuple(_outcome(state, one, dead) for one in log.corrections)
    return Applied(state.working.frames(), outcomes, state.links)


def after_comparison(tables: Mapping[str, pd.DataFrame], applied: Applied) -> Applied:
    """The compared tables with what was said of links and differences, and the lines on these settled."""
    working = Working(tables)
    outcomes = tuple(_settled(working, one) if _waits(one) else one for one in applied.outcomes)
    return Applied(working.frames(), outcomes, applied.links)


def roles_by_hand(reports: pd.DataFrame, passages: pd.DataFrame, log: Log) -> dict[tuple[str, int, int], Role]:
    """The role that a person gave to each passage restored or masked, by report, start and end."""
    state = _Applying(Working({"reports": reports, "passages": passages}), {}, {})
    for one in _roles(log):
        _outcome(state, one, frozenset())
    return {
        (row["report_id"], row["start"], row["end"]): row["role"]
        for row in state.working.rows("passages")
        if row["rule"] == _BY_HAND
    }


def roles_key(fingerprint: str, log: Log) -> str:
    """The fingerprint of the machine's tables, another one for each set of passages restored or masked by hand."""
    ids = "\n".join(one.correction_id for one in _roles(log))
    return hashlib.sha256(f"{fingerprint}\n{ids}".encode()).hexdigest() if ids else fingerprint


def _roles(log: Log) -> list[Correction]:
    dead = undone(log.corrections)
    return [one for one in log.corrections if one.act in ("restore", "mask") and one.correction_id not in dead]


def tried(working: Working, correction: Correction) -> None:
    """Lets a line have its effect on a working copy of the tables in force, before it is written.

    Raises ``InputError`` where it cannot be done.
    """
    try:
        _apply(_Applying(working, {}, {}), correction)
    except Orphan as lost:
        raise InputError(str(lost)) from None


@dataclass(frozen=True, slots=True)
class _Applying:
    """A working copy with the links judged so far, what each rejection had changed, and each field of a figure that a
    person has said.
    """

    working: Working
    links: dict[str, str]
    rejected: dict[tuple[str, str], list[tuple[str, str, Row, Row]]]
    by_hand: set[tuple[str, str]] = field(default_factory=set)


# --- one line ---------------------------------------------------------------------------------------------------------


def _outcome(state: _Applying, one: Correction, dead: frozenset[str]) -> Outcome:
    if one.act not in ACTS or (one.act != "undo" and one.table not in TABLES_OF[one.act]):
        return Outcome(one, "not understood", f"this workbench does not know {one.act!r} on {one.table!r}")
    if one.correction_id in dead:
        return Outcome(one, "undone")
    if one.act == "undo":
        return Outcome(one, "in force")
    try:
        row, was = _watched(state, one)
        return Outcome(one, "in force", row=row, was=was)
    except Orphan as lost:
        return Outcome(one, "orphaned", str(lost))
    except InputError as refused:
        return Outcome(one, "orphaned", f"it cannot be done any more: {refused}")
    except (KeyError, TypeError, ValueError, AttributeError) as broken:
        return Outcome(one, "not understood", f"its values are of another shape: {type(broken).__name__}")


def _watched(state: _Applying, one: Correction) -> tuple[str | None, Row]:
    """The row a line speaks of, and the values of it that the line has replaced."""
    watched = one.table in REVIEWED and one.act in ("edit", "reject")
    before = dict(state.working.find(str(one.table), row_now(state.working, one)) or {}) if watched else {}
    row = _apply(state, one)
    after = (state.working.find(str(one.table), row) or {}) if watched and row else {}
    return row, {name: value for name, value in before.items() if value != after.get(name)}


def _apply(state: _Applying, one: Correction) -> str | None:
    """The row a line speaks of, after its effect; a line about compared tables waits."""
    working = state.working
    if one.act == "add":
        return _added(state, one)
    _check_shape(one)
    if one.table == "sources":
        named = one.anchor.entities
        return entity_now(working, named[0]) if named else one.row
    if one.table in COMPARED:
        if one.table == "lineage":
            row = row_now(working, one)
            if one.act in _LINK_STATES:
                state.links[row] = _LINK_STATES[one.act]
            return row
        return one.row
    row = row_now(working, one)
    effect = _EFFECTS.get(one.act)
    if effect is not None:
        effect(state, one, row)
    return row


def _check_shape(one: Correction) -> None:
    """Raises ``KeyError`` or ``TypeError`` for a new value of another shape than this workbench writes."""
    if one.act in _SHAPES and one.new not in _SHAPES[one.act] or one.act == "rename" and not isinstance(one.new, str):
        raise TypeError
    if one.act == "grade":
        _check_grade(one)


def _check_grade(one: Correction) -> None:
    grade, *others = (one.new[name] for name in (("grade", "topic") if one.table == "sources" else _CLAIM_GRADE))
    kinds = (str, type(None)) if one.table == "sources" else (int, bool)
    if not isinstance(grade, str) or not all(isinstance(other, kinds) for other in others):
        raise TypeError


def _added(state: _Applying, one: Correction) -> str:
    working, table, row = state.working, str(one.table), str(one.row)
    if table == "entities":
        if working.find("entities", row) is None:
            new_entity(working, Named(row, one.new["name"], one.new["kind"]), one.who)
        return row
    if one.anchor.span is None:
        raise Orphan("it names no stretch of a report")
    report_id, start, end = span_now(working, one.anchor.span)
    if start is None or end is None:
        raise Orphan("it names no stretch of a report")
    _names(working, one)
    said = {
        name: _value(working, one, table, name, value, report_id)
        for name, value in one.new.items()
        if name not in ("report_id", "start", "end")
    }
    additions.add(working, table, row, (report_id, start, end), said, one.who, one.reason)
    if table == "estimates":
        state.by_hand.update((row, name) for name in said)
    return row


def _edit(state: _Applying, one: Correction, row: str) -> None:
    working, table, name = state.working, str(one.table), str(one.field)
    found = working.find(table, row)
    if found is None:
        raise Orphan(f"the row {row} is not in the table {table} any more")
    _names(working, one)
    value = _value(working, one, table, name, one.new, found["report_id"])
    if table == "estimates":
        state.by_hand.add((row, name))
    passed_on = edits.figures_of_speaker(working, found, name, value) if table == "attributions" else {}
    working.put(table, row, edits.changes_of(working, table, found, name, value, one.reason), one.who)
    for figure, changes in passed_on.items():
        if (figure, *changes) not in state.by_hand:
            working.put("estimates", figure, changes, one.who)


def _names(working: Working, one: Correction) -> dict[str, str]:
    """The ids today of the entities a line names, those the machine no longer finds made again."""
    return {named.entity_id: ensure(working, named, one.who) for named in one.anchor.entities}


def _value(working: Working, one: Correction, table: str, name: str, value: Any, report_id: str) -> Any:
    """The new value in the terms of today's tables: entities under their id of today, a span where its words are."""
    names = {named.entity_id: entity_now(working, named) for named in one.anchor.entities}
    if name in HOLDERS.get(table, ()) and value is not None:
        value = names.get(value, value)
    elif name in JOINT_HOLDERS.get(table, ()):
        value = [names.get(each, each) for each in value]
    elif FIELDS[table].get(name) == "span" and one.anchor.span is not None:
        _, start, end = span_now(working, one.anchor.span)
        value = [start, end]
    return checked(working, table, name, value, report_id=report_id)


def _accept(state: _Applying, one: Correction, row: str) -> None:
    """Takes an earlier rejection of the row back: of two verdicts the later one holds."""
    for table, other, before, after in state.rejected.pop((str(one.table), row), ()):
        now = state.working.find(table, other)
        back = {name: before[name] for name, value in after.items() if now is not None and now[name] == value}
        if back:
            state.working.put(table, other, back, one.who)
    state.working.touch(str(one.table), row, one.field or "row", one.who)


def _reject(state: _Applying, one: Correction, row: str) -> None:
    changed = []
    for table, other, changes in _rejection(state.working, one, row):
        found = state.working.find(table, other) or {}
        changed.append((table, other, {name: found[name] for name in changes}, changes))
        state.working.put(table, other, changes, one.who)
    state.rejected[str(one.table), row] = changed
    state.working.touch(str(one.table), row, "row", one.who)


def _rejection(working: Working, one: Correction, row: str) -> list[tuple[str, str, Row]]:
    """What follows from a row being wrong: a number leaves the chart, a saying is nobody's, a name means nobody."""
    if one.table == "estimates":
        why = f"rejected by {one.who}" + (f": {one.reason}" if one.reason else "")
        return [("estimates", row, {"charted": False, "why_not": why})]
    if one.table == "mentions":
        return [("mentions", row, {"entity_id": None})]
    if one.table != "attributions":
        return []
    nobody: Row = {"attribution_id": None, "claimant": None, "anonymous": False}
    held = [each["estimate_id"] for each in working.rows("estimates") if each["attribution_id"] == row]
    said = [each["claim_id"] for each in working.rows("claims") if each["attribution_id"] == row]
    return [
        ("attributions", row, {"speaker": None}),
        *(("estimates", each, nobody) for each in held),
        *(("claims", each, {"attribution_id": None}) for each in said),
    ]


def _merge(state: _Applying, one: Correction, row: str) -> None:
    found, lost = [], []
    for named in one.anchor.entities[1:]:
        try:
            found.append(entity_now(state.working, named))
        except Orphan:
            lost.append(named.name)
    kept = state.working.find("entities", row)
    missing = [name for name in lost if kept is None or name not in (kept["aliases"] or ())]
    if missing and not found:
        raise Orphan(f"the entities {', '.join(missing)} are not in the story any more")
    entities.merge(state.working, row, found, one.who)


def _split(state: _Applying, one: Correction, row: str) -> None:
    working = state.working
    moved: dict[str, list[str]] = {}
    for each in one.new["rows"]:
        stub = replace(one, table=each["table"], row=each["row"], anchor=anchor_from(each["anchor"]))
        moved.setdefault(each["table"], []).append(row_now(working, stub))
    new = one.new["entity_id"]
    if working.find("entities", new) is None:
        new_entity(working, Named(new, one.new["name"], one.new["kind"]), one.who)
    entities.split(working, {"entity_id": new, "from": row}, moved, one.who)


def _rename(state: _Applying, one: Correction, row: str) -> None:
    entities.rename(state.working, row, one.new, one.who)


def _role(state: _Applying, one: Correction, row: str) -> None:
    """Gives a passage another role and counts the words of its report again."""
    working = state.working
    working.put("passages", row, {"role": one.new, "rule": _BY_HAND}, one.who)
    report_id = row.rsplit(":", 1)[0]
    report = working.find("reports", report_id)
    if report is None:
        return
    counts = dict.fromkeys(("words_kept", "words_removed"), 0)
    for passage in working.rows("passages"):
        if passage["report_id"] == report_id:
            name = "words_removed" if passage["role"] == "chrome" else "words_kept"
            counts[name] += len(report["text"][passage["start"] : passage["end"]].split())
    working.put("reports", report_id, counts, one.who)


_EFFECTS: Mapping[str, Callable[[_Applying, Correction, str], None]] = {
    "edit": _edit,
    "accept": _accept,
    "reject": _reject,
    "merge": _merge,
    "split": _split,
    "rename": _rename,
    "restore": _role,
    "mask": _role,
}


# --- after comparison -------------------------------------------------------------------------------------------------


def _waits(outcome: Outcome) -> bool:
    one = outcome.correction
    return outcome.state == "in force" and one.act != "undo" and one.table in COMPARED


def _settled(working: Working, outcome: Outcome) -> Outcome:
    one = outcome.correction
    if one.table == "lineage":
        return _settled_link(working, outcome)
    try:
        row = row_now(working, one)
    except Orphan as lost:
        return replace(outcome, state="orphaned", why=str(lost))
    if one.act in _DIFFERENCE_STATES:
        working.put(str(one.table), row, {"state": _DIFFERENCE_STATES[one.act], "reason": one.reason}, one.who)
    return replace(outcome, row=row)


def _settled_link(working: Working, outcome: Outcome) -> Outcome:
    row = str(outcome.row)
    if working.find("lineage", row) is None:
        return replace(outcome, state="orphaned", why="the machine proposes no such link any more")
    if outcome.correction.act in _LINK_STATES:
        working.touch("lineage", row, "state", outcome.correction.who)
    return outcome
