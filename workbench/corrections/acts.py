"""The acts an analyst has, the tables and fields each may be done to, and what a new value may be.

What is here: the closed set of acts, the kind of each field that may be edited, and the check of a new value, which
refuses with the allowed ones named. What an act does to the tables is left to ``applying.py``.
"""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, get_args

from workbench.corrections.working import ID_COLUMNS, Working
from workbench.errors import InputError
from workbench.model import Bound, CertaintyClass, ClaimType, Part, PartyKind, Stance

#: What can be done. A line of a later workbench with another act is listed as not understood, and not used.
#:
#: accept, reject, unsure   a verdict on a row that was read from a report; an acceptance bears the accepted values
#: edit                     another value of one field
#: note                     a remark on any row, which changes nothing
#: add                      a claim or an estimate from a stretch of a report, or an entity
#: merge, split, rename     entities: several into one, some rows off to a new one, another shown name
#: restore, mask            a passage is prose after all, or page furniture; its numbers come with the next build
#: accept, deny             a link of the lineage
#: explain, dismiss, reopen a discrepancy
#: opinion                  how far one agrees with any row, in five steps; several analysts stand side by side
#: grade                    a letter for a source on a topic, a digit for a claim
#: undo                     takes an earlier line back, an undoing too
Act = Literal[
    "accept", "edit", "reject", "unsure", "note", "add", "merge", "split", "rename", "restore", "mask", "deny",
    "explain", "dismiss", "reopen", "opinion", "grade", "undo",
]  # fmt: skip
Opinion = Literal["strongly disagree", "disagree", "neutral", "agree", "strongly agree"]

ACTS: tuple[str, ...] = get_args(Act)
OPINIONS: tuple[str, ...] = get_args(Opinion)
#: Tables whose rows are read from a report, each of which a person may judge.
REVIEWED = ("estimates", "claims", "attributions", "mentions")
#: The tables that each act may be done to.
TABLES_OF: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("edit", "reject"), REVIEWED),
    # To accept a difference says that it is one and stays open; it has then been looked at.
    **dict.fromkeys(("accept", "unsure"), (*REVIEWED, "lineage", "discrepancies")),
    "deny": ("lineage",),
    "add": ("estimates", "claims", "entities"),
    **dict.fromkeys(("merge", "split", "rename"), ("entities",)),
    **dict.fromkeys(("restore", "mask"), ("passages",)),
    **dict.fromkeys(("explain", "dismiss", "reopen"), ("discrepancies",)),
    "grade": ("sources", "claims"),
    **dict.fromkeys(
        ("note", "opinion"),
        (*REVIEWED, "entities", "passages", "reports", "lineage", "discrepancies", "corroboration"),
    ),
}
#: Acts that need a reason, beside "grade" where it overrides a rule and "edit" where it takes a number off the chart.
WITH_REASON = frozenset({"dismiss", "explain", "note"})

_BOUNDS, _STANCES = get_args(Bound), get_args(Stance)
#: The fields that can be edited and the kind of their values; a tuple is the closed set of them.
FIELDS: Mapping[str, Mapping[str, str | tuple[str, ...]]] = {
    "estimates": {
        **dict.fromkeys(("value", "low", "best", "high"), "number"),
        "bound": _BOUNDS,
        "stance": _STANCES,
        "part": get_args(Part),
        "estimand": "estimand",
        "claimant": "entity",
        "place": "place",
        "as_of": "days",
        **dict.fromkeys(("as_of_earliest", "as_of_latest"), "day"),
        **dict.fromkeys(("anonymous", "superseded", "charted"), "flag"),
        **dict.fromkeys(("status", "unit", "noun", "per", "population", "trend", "why_not"), "text"),
        "span": "span",
        "claim_id": "claims",
        "attribution_id": "attributions",
        **dict.fromkeys(("revises", "subset_of", "derived_from", "conversion_of"), "estimates"),
    },
    "claims": {
        "span": "span",
        "attribution_id": "attributions",
        "claim_type": get_args(ClaimType),
        "certainty_class": get_args(CertaintyClass),
        "part": get_args(Part),
        **dict.fromkeys(("denied", "quoted"), "flag"),
        **dict.fromkeys(("topic", "certainty"), "text"),
    },
    "attributions": {
        "speaker": "entity",
        "relayed_by": "entities list",
        "stance": _STANCES,
        **dict.fromkeys(("direct", "anonymous"), "flag"),
        "anonymity_ground": "text",
        **dict.fromkeys(("source_span", "cue_span"), "span"),
    },
    "mentions": {"entity_id": "entity", "label": "text"},
}
#: Fields that stand for two or three columns.
SPANS: Mapping[str, tuple[str, str]] = {
    "span": ("start", "end"),
    "source_span": ("source_start", "source_end"),
    "cue_span": ("cue_start", "cue_end"),
    "as_of": ("as_of_earliest", "as_of_latest"),
}
PARTY_KINDS = get_args(PartyKind)


def check_act(act: str, table: str | None) -> None:
    """Raises ``InputError`` for an act that there is not, or that cannot be done to rows of that table."""
    if act not in ACTS or act == "undo":
        others = ", ".join(one for one in ACTS if one != "undo")
        raise InputError(f"act: must be one of {others} (undo has a function of its own), is {act!r}")
    if table not in TABLES_OF[act]:
        raise InputError(f"table: {act!r} can be done to rows of {', '.join(TABLES_OF[act])}, is {table!r}")


def checked(working: Working, table: str, field: str | None, value: Any, *, report_id: str | None = None) -> Any:
    """The new value of a field as the tables hold it: numbers as numbers, a party's short id as its id.

    Raises ``InputError`` naming the field, the allowed values and the value given.
    """
    known = FIELDS.get(table, {})
    if field is None or field not in known:
        raise InputError(f"field: the fields of {table} that can be edited are {', '.join(known)}; is {field!r}")
    kind = known[field]
    if isinstance(kind, tuple):
        return one_of(field, value, kind)
    if kind in ID_COLUMNS and kind != "entities":
        return _row_of(working, kind, field, value)
    if kind == "span":
        return _span(working, field, value, report_id)
    return _CHECKS[kind](working, field, value)


def one_of(field: str, value: Any, allowed: Iterable[str]) -> str:
    """The value, when it is one of those allowed."""
    options = tuple(allowed)
    if value not in options:
        raise InputError(f"{field}: must be one of {', '.join(options)}, is {value!r}")
    return str(value)


def _number(_: Working, field: str, value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value) or value < 0:
        raise InputError(f"{field}: must be a number from 0 such as 3000, or None for not stated; is {value!r}")
    return float(value)


def _flag(_: Working, field: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise InputError(f"{field}: must be True or False, is {value!r}")
    return value


def _text(_: Working, field: str, value: Any) -> str | None:
    if value is not None and (not isinstance(value, str) or not value.strip()):
        raise InputError(f"{field}: must be a text with a word in it, or None for not stated; is {value!r}")
    return value


def _day(_: Working, field: str, value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", value):
        raise InputError(f"{field}: must be a day such as 2024-10-23, or None for not known; is {value!r}")
    return value


def _days(working: Working, field: str, value: Any) -> list[str | None]:
    ends = [value, value] if value is None or isinstance(value, str) else value
    if not isinstance(ends, (list, tuple)) or len(ends) != 2:
        raise InputError(f"{field}: must be a day, or the first and the last one; is {value!r}")
    first, last = (_day(working, field, one) for one in ends)
    if first and last and first > last:
        raise InputError(f"{field}: the first day {first} lies after the last one {last}")
    return [first, last]


def _estimand(working: Working, field: str, value: Any) -> str | None:
    return None if value is None else one_of(field, value, [row["estimand"] for row in working.rows("estimands")])


def entity_id(working: Working, field: str, value: Any) -> str:
    """The id of an entity named by its id, by the story file's id of a party or place, or by a name of its own."""
    rows = working.rows("entities")
    if isinstance(value, str):
        for one in (value, f"party-{value}", f"place-{value}"):
            if working.find("entities", one) is not None:
                return one
        named = [row["entity_id"] for row in rows if value in (row["name"], *(row["aliases"] or ()))]
        if len(named) == 1:
            return str(named[0])
        if len(named) > 1:
            raise InputError(f"{field}: {value!r} names {len(named)} entities: {', '.join(named)}; give one id")
    names = [str(row["name"]) for row in rows]
    close = difflib.get_close_matches(str(value), [*names, *(row["entity_id"] for row in rows)], n=5)
    hint = f"names like it are {', '.join(close)}" if close else f"some are {', '.join(names[:5])}"
    raise InputError(f"{field}: must be the id or the name of one of the story's {len(rows)} entities ({hint}), "
                     f"or None for nobody; is {value!r}")  # fmt: skip


def _entity(working: Working, field: str, value: Any) -> str | None:
    return None if value is None else entity_id(working, field, value)


def _entities(working: Working, field: str, value: Any) -> list[str]:
    if not isinstance(value, (list, tuple)):
        raise InputError(f"{field}: must be a list of entities, is {value!r}")
    return [entity_id(working, field, one) for one in value]


def _place(working: Working, field: str, value: Any) -> str | None:
    found = _entity(working, field, value)
    row = working.find("entities", found) if found else None
    if row is not None and row["kind"] not in ("place", "state"):
        places = [one["entity_id"] for one in working.rows("entities") if one["kind"] == "place"]
        raise InputError(f"{field}: must be a place, one of {', '.join(places)}; {value!r} is a {row['kind']}")
    return found


def _row_of(working: Working, table: str, field: str, value: Any) -> str | None:
    if value is not None and working.find(table, str(value)) is None:
        raise InputError(f"{field}: must be the id of a row of {table}, or None; is {value!r}")
    return None if value is None else str(value)


def _span(working: Working, field: str, value: Any, report_id: str | None) -> list[int]:
    report = working.find("reports", str(report_id))
    length = len(report["text"] or "") if report else 0
    ends = list(value) if isinstance(value, (list, tuple)) else []
    whole = len(ends) == 2 and all(isinstance(one, int) and not isinstance(one, bool) for one in ends)
    if not whole or not 0 <= ends[0] < ends[1] <= length:
        raise InputError(f"{field}: must be the start and the end of a stretch of the report's {length} characters, "
                         f"such as [10, 25]; is {value!r}")  # fmt: skip
    return ends


_CHECKS: Mapping[str, Callable[[Working, str, Any], Any]] = {
    "number": _number,
    "flag": _flag,
    "text": _text,
    "day": _day,
    "days": _days,
    "estimand": _estimand,
    "entity": _entity,
    "entities list": _entities,
    "place": _place,
}
