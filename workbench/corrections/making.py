"""A line from what an analyst asks for: checked against the tables in force, anchored, with the value it replaces.

What is here: one maker for each kind of act. Nothing is written here; that is in ``recording.py``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from typing import Any

from workbench.corrections import additions
from workbench.corrections.acts import (
    FIELDS,
    OPINIONS,
    PARTY_KINDS,
    SPANS,
    WITH_REASON,
    check_act,
    checked,
    entity_id,
    one_of,
)
from workbench.corrections.anchors import anchor_of, named, person_entity_id, place_of, referred
from workbench.corrections.grades import checked_grade, source_of
from workbench.corrections.lines import Anchor, Correction
from workbench.corrections.working import Row, Working
from workbench.errors import InputError
from workbench.model import PROSE_ROLES

#: What may be asked for.
KEYS = ("act", "table", "row", "field", "new", "reason", "who")
#: The tables whose rows name an entity and go with it when it is split.
MOVED = ("mentions", "estimates", "attributions")


def made(working: Working, asked: Mapping[str, Any], *, who: str, at: str) -> Correction:
    """The line of an act that is asked for; its identifier is given when it is written.

    Raises ``InputError`` naming what cannot be, with the allowed values and the value given.
    """
    try:
        json.dumps(dict(asked), ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        raise InputError("an act holds a character that no encoding has (half of a pair)") from None
    unknown = [key for key in asked if key not in KEYS]
    if unknown:
        raise InputError(f"an act has {', '.join(KEYS)}; it has no {unknown[0]!r}")
    act, table, reason = asked.get("act"), asked.get("table"), _reason(asked.get("reason"))
    check_act(str(act), table)
    if act in WITH_REASON and reason is None:
        raise InputError(f"reason: {act!r} needs one")
    plain = Correction(str(act), at, _who(asked.get("who") or who), str(table), field=asked.get("field"), reason=reason)
    asking = {"row": asked.get("row"), "field": asked.get("field"), "new": asked.get("new")}
    if act == "add":
        return _add(working, plain, asking)
    if act == "grade" and table == "sources":
        return _source(working, plain, asking)
    return _on_row(working, plain, asking)


def _who(who: Any) -> str:
    if not isinstance(who, str) or not who.strip():
        raise InputError(f"who: must be the analyst's name, is {who!r}")
    return who.strip()


def _reason(reason: Any) -> str | None:
    if reason is not None and not isinstance(reason, str):
        raise InputError(f"reason: must be a text, is {reason!r}")
    return reason.strip() or None if reason else None


def _on_row(working: Working, one: Correction, asking: Row) -> Correction:
    """The line of an act on a row that is there."""
    table, given = str(one.table), asking["row"]
    row = entity_id(working, "row", given) if table == "entities" else str(given)
    found = working.find(table, row)
    if found is None:
        raise InputError(f"row: there is no row {given!r} in the table {table}")
    one = replace(one, row=row, anchor=anchor_of(working, table, found))
    return _MAKERS.get(one.act, _plain)(working, one, found, asking["new"])


def _plain(_: Working, one: Correction, found: Row, new: Any) -> Correction:
    """An act that has no value of its own; on a link or a difference it changes the state."""
    if new is not None:
        raise InputError(f"new: {one.act!r} takes no new value, is {new!r}")
    if one.field is not None and one.field not in {*found, *FIELDS.get(str(one.table), ())}:
        raise InputError(f"field: {one.table} has the fields {', '.join(found)}; is {one.field!r}")
    return replace(one, old=found.get("state") if one.table in ("lineage", "discrepancies") else None)


def _accept(working: Working, one: Correction, found: Row, new: Any) -> Correction:
    """An acceptance bears the values that were accepted, so that a later machine can be measured against them."""
    plain = _plain(working, one, found, new)
    table = str(one.table)
    if table not in FIELDS:
        return plain
    known = (one.field,) if one.field is not None else tuple(FIELDS[table])
    names = [name for each in known for name in SPANS.get(each, (each,))]
    entities = tuple(each for name in names for each in referred(working, table, name, found[name]))
    return replace(plain, new={name: found[name] for name in names}, anchor=replace(one.anchor, entities=entities))


def _edit(working: Working, one: Correction, found: Row, new: Any) -> Correction:
    table, field = str(one.table), str(one.field)
    value = checked(working, table, one.field, new, report_id=found["report_id"])
    old = [found[name] for name in SPANS[field]] if field in SPANS else found[field]
    span = place_of(working, found["report_id"], *value) if FIELDS[table][field] == "span" else None
    anchor = replace(one.anchor, entities=referred(working, table, field, value), span=span)
    return replace(one, old=old, new=value, anchor=anchor)


def _merge(working: Working, one: Correction, found: Row, new: Any) -> Correction:
    given = [new] if isinstance(new, str) else new
    if not isinstance(given, (list, tuple)) or not given:
        raise InputError(f"new: must be the entities that {one.row} is to take in, is {new!r}")
    ids = [entity_id(working, "new", name) for name in given]
    if one.row in ids:
        raise InputError(f"new: {one.row!r} cannot be merged with itself")
    rows = [row for row in (working.find("entities", each) for each in dict.fromkeys(ids)) if row is not None]
    anchor = Anchor(entities=(named(found), *(named(row) for row in rows)))
    return replace(one, new=[row["entity_id"] for row in rows], anchor=anchor)


def _split(working: Working, one: Correction, found: Row, new: Any) -> Correction:
    if not isinstance(new, Mapping) or not new.get("rows"):
        raise InputError("new: a split names the new entity and the rows that go with it, such as "
                         "{'name': 'Harbour office', 'kind': 'body', 'rows': [['mentions', '...']]}; "
                         f"is {new!r}")  # fmt: skip
    name, kind = new.get("name"), one_of("kind", new.get("kind", found["kind"]), PARTY_KINDS)
    if not isinstance(name, str) or not name.strip():
        raise InputError(f"name: must be the name of the new entity, is {name!r}")
    moved = []
    for each in new["rows"]:
        table, row = _pair(each)
        at = working.find(table, row)
        if at is None:
            raise InputError(f"rows: there is no row {row!r} in the table {table}")
        moved.append({"table": table, "row": row, "anchor": asdict(anchor_of(working, table, at))})
    said = {"entity_id": person_entity_id(kind, name.strip()), "name": name.strip(), "kind": kind, "rows": moved}
    return replace(one, new=said)


def _pair(each: Any) -> tuple[str, str]:
    if not isinstance(each, (list, tuple)) or len(each) != 2:
        raise InputError(f"rows: each is a table and a row of it, is {each!r}")
    return one_of("rows", each[0], MOVED), str(each[1])


def _rename(_: Working, one: Correction, found: Row, new: Any) -> Correction:
    if not isinstance(new, str) or not new.strip():
        raise InputError(f"new: must be the new name, is {new!r}")
    return replace(one, field="name", old=found["name"], new=new.strip())


def _restore(_: Working, one: Correction, found: Row, new: Any) -> Correction:
    if found["role"] != "chrome":
        raise InputError(f"row: the passage is {found['role']} already; only page furniture (chrome) can be restored")
    role = one_of("new", new or "body", sorted(PROSE_ROLES))
    return replace(one, field="role", old="chrome", new=role)


def _mask(_: Working, one: Correction, found: Row, new: Any) -> Correction:
    if found["role"] == "chrome" or new not in (None, "chrome"):
        raise InputError(f"row: a passage that is masked becomes page furniture (chrome); it is {found['role']}")
    return replace(one, field="role", old=found["role"], new="chrome")


def _opinion(_: Working, one: Correction, found: Row, new: Any) -> Correction:
    return replace(one, new=one_of("new", new, OPINIONS))


def _grade(working: Working, one: Correction, found: Row, new: Any) -> Correction:
    return replace(one, new=checked_grade(working, "claims", str(one.row), new, one.reason))


def _source(working: Working, one: Correction, asking: Row) -> Correction:
    given = str(asking["row"])
    try:
        entity, outlet = source_of(working, given)
    except InputError as no_outlet:
        try:
            entity, outlet = entity_id(working, "row", given), None
        except InputError:
            raise no_outlet from None
    found = working.find("entities", entity) if entity else None
    anchor = Anchor(entities=(named(found),) if found else ())
    new = checked_grade(working, "sources", given, asking["new"], one.reason)
    return replace(one, row=entity or outlet, new=new, anchor=anchor)


def _add(working: Working, one: Correction, asking: Row) -> Correction:
    table, said = str(one.table), asking["new"]
    if not isinstance(said, Mapping):
        raise InputError(f"new: must hold what the new row says, such as report_id, start and end; is {said!r}")
    if table == "entities":
        entity = additions.check_entity(said)
        if working.find("entities", entity["entity_id"]) is not None:
            raise InputError(f"name: {entity['name']!r} was added before, as {entity['entity_id']}")
        return replace(one, row=entity["entity_id"], new=entity)
    place = place_of(working, str(said.get("report_id")), said.get("start"), said.get("end"))
    if place.start is None or place.end is None:
        raise InputError(f"new: must hold report_id, start and end of the words, is {dict(said)!r}")
    row = additions.added_id(table, (place.report_id, place.start, place.end))
    if working.find(table, row) is not None:
        raise InputError(f"new: {place.quotation!r} is a row of {table} already, {row}; edit it")
    fields = {name: value for name, value in said.items() if name not in ("report_id", "start", "end")}
    checked_fields = additions.said_of(working, table, fields, place.report_id)
    names = tuple(each for name, value in checked_fields.items() for each in referred(working, table, name, value))
    where = {"report_id": place.report_id, "start": place.start, "end": place.end}
    return replace(one, row=row, new={**where, **checked_fields}, anchor=Anchor(entities=names, span=place))


_MAKERS: Mapping[str, Callable[[Working, Correction, Row, Any], Correction]] = {
    "accept": _accept,
    "edit": _edit,
    "merge": _merge,
    "split": _split,
    "rename": _rename,
    "restore": _restore,
    "mask": _mask,
    "opinion": _opinion,
    "grade": _grade,
}
