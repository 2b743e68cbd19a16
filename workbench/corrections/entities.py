"""Entities put together, taken apart and renamed, with every row that names them.

What is here: the effect on the tables. Who may be merged with whom is for the analyst to judge.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from workbench.corrections.working import HOLDERS, JOINT_HOLDERS, Row, Working, row_id


def merge(working: Working, into: str, others: Sequence[str], who: str) -> None:
    """Makes one entity of several: each row that named one of the others names the one that stays."""
    gone = [working.find("entities", one) for one in others if one != into]
    rows = [row for row in gone if row is not None]
    kept = working.find("entities", into)
    if kept is None or not rows:
        return
    ids = {row["entity_id"] for row in rows}
    names = [name for row in rows for name in (row["name"], *(row["aliases"] or ()))]
    changes: Row = {"aliases": _without(kept["name"], [*(kept["aliases"] or ()), *names])}
    within = next((one["within"] for one in (kept, *rows) if one["within"] and one["within"] not in {into, *ids}), None)
    if within != kept["within"]:
        changes["within"] = within
    working.put("entities", into, changes, who)
    working.remove("entities", lambda row: row["entity_id"] in ids)
    working.merged |= dict.fromkeys(ids, into)
    _point(working, ids, into, who)


def split(working: Working, entity: Row, moved: Mapping[str, Collection[str]], who: str) -> None:
    """Makes a new entity and moves rows of an old one to it; ``moved`` names them by table."""
    for table, ids in moved.items():
        for one in ids:
            row = working.find(table, one)
            if row is not None:
                changes = {name: entity["entity_id"] for name in HOLDERS[table] if row[name] == entity["from"]}
                working.put(table, one, changes, who)


def rename(working: Working, entity: str, name: str, who: str) -> None:
    """Gives an entity another shown name; the former one stays among its aliases."""
    row = working.find("entities", entity)
    if row is not None and row["name"] != name:
        aliases = _without(name, [*(row["aliases"] or ()), row["name"]])
        working.put("entities", entity, {"name": name, "aliases": aliases}, who)


def _point(working: Working, ids: Collection[str], into: str, who: str) -> None:
    """Lets every row that names one of the ids name another entity."""
    for table in sorted({*HOLDERS, *JOINT_HOLDERS}):
        for row in list(working.rows(table)):
            changes: dict[str, Any] = {name: into for name in HOLDERS.get(table, ()) if row[name] in ids}
            for name in JOINT_HOLDERS.get(table, ()):
                if set(row[name] or ()) & set(ids):
                    changes[name] = list(dict.fromkeys(into if one in ids else one for one in row[name]))
            if changes:
                working.put(table, row_id(table, row), changes, who)


def _without(name: str | None, names: Sequence[str | None]) -> list[str]:
    return list(dict.fromkeys(one for one in names if one and one != name))
