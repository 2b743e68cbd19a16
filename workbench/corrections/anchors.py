"""Where a correction hangs: told so that it is found again after a rebuild, with a new model, or under another id.

What is here: the anchor of a row, and the row that an anchor means in the tables of today. A place is found by the hash
of the report's text and the span; where the text has changed, by the quoted words when they stand exactly once in the
report. What cannot be found is left to the caller, who lists it as an orphan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.corrections.lines import Anchor, Correction, Named, Place
from workbench.corrections.working import HOLDERS, JOINT_HOLDERS, Row, Working, row_id
from workbench.errors import InputError
from workbench.model import content_id

#: Characters on either side of the quoted words that help to tell them from the same words elsewhere.
_AROUND = 40


class Orphan(Exception):
    """A correction hangs on nothing any more; the message is the reason."""


def place_of(working: Working, report_id: str, start: int | None, end: int | None) -> Place:
    """The place of a stretch of a report.

    Raises ``InputError`` for a report that is not there or a span outside its text.
    """
    report = working.find("reports", report_id)
    if report is None:
        raise InputError(f"report_id: there is no report {report_id!r} in this story")
    text, sha256, file = report["text"] or "", report["text_sha256"] or "", report["file"] or ""
    if start is None or end is None:
        return Place(sha256, report_id, file)
    if not 0 <= start < end <= len(text):
        raise InputError(f"span: must lie within 0 and {len(text)} and hold a character, is {start} to {end}")
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return Place(sha256, report_id, file, start, end, text[start:end], before, after)


def anchor_of(working: Working, table: str, row: Row) -> Anchor:
    """What a row hangs on: its stretch of text, both ends of a link or a difference, or an entity's name."""
    if table == "entities":
        return Anchor(entities=(named(row),))
    return Anchor(places=tuple(place_of(working, *span) for span in _spans(table, row) if _is_report(working, span[0])))


def named(row: Mapping[str, Any]) -> Named:
    """An entity as an anchor keeps it."""
    return Named(row["entity_id"], row["name"] or "", row["kind"] or "other")


def row_now(working: Working, correction: Correction) -> str:
    """The id today of the row that a correction speaks of.

    Raises ``Orphan`` with the reason when it hangs on nothing any more.
    """
    table, row, anchor = str(correction.table), str(correction.row), correction.anchor
    if table == "entities":
        return entity_now(working, anchor.entities[0] if anchor.entities else Named(row, "", ""))
    found = working.find(table, row)
    if found is not None and _agrees(working, table, found, anchor):
        return row
    if table == "lineage":
        return _link_now(working, row, anchor)
    if not anchor.places:
        raise Orphan(f"the row {row} is not in the table {table} any more")
    return _row_at(working, table, [span_now(working, place) for place in anchor.places])


def entity_now(working: Working, name: Named) -> str:
    """The id today of an entity: the same id, or the only one of that name and kind."""
    merged = working.merged.get(name.entity_id, name.entity_id)
    if working.find("entities", merged) is not None:
        return merged
    same = [one for one in working.rows("entities") if name.name and one["name"] == name.name]
    alike = [one for one in same if one["kind"] == name.kind] or same
    if len(alike) != 1:
        raise Orphan(f"the entity {name.name or name.entity_id!r} is not in the story any more")
    return str(alike[0]["entity_id"])


def span_now(working: Working, place: Place) -> tuple[str, int | None, int | None]:
    """The report, start and end today of a place."""
    reports = working.rows("reports")
    same_text = [one for one in reports if one["text_sha256"] == place.text_sha256]
    exact = next((one for one in same_text if one["report_id"] == place.report_id), None) or next(iter(same_text), None)
    if exact is not None:
        return exact["report_id"], place.start, place.end
    changed = [one for one in reports if one["report_id"] == place.report_id]
    changed = changed or [one for one in reports if place.file and one["file"] == place.file]
    if len(changed) != 1:
        raise Orphan(f"the report {place.file or place.report_id} is not in the story any more")
    if place.start is None:
        return changed[0]["report_id"], None, None
    return changed[0]["report_id"], *_quoted(changed[0]["text"] or "", place)


def _quoted(text: str, place: Place) -> tuple[int, int]:
    """Where the quoted words stand in a text that has changed: with their neighbours, or alone, once and only once."""
    around = place.before + place.quotation + place.after
    if text.count(around) == 1:
        start = text.index(around) + len(place.before)
    elif text.count(place.quotation) == 1:
        start = text.index(place.quotation)
    else:
        times = text.count(place.quotation)
        count = "do not stand" if times == 0 else f"stand {times} times"
        raise Orphan(f"the report's text has changed, and the words {place.quotation[:60]!r} {count} in it")
    return start, start + len(place.quotation)


def _agrees(working: Working, table: str, row: Row, anchor: Anchor) -> bool:
    """Whether a row of the same id still stands in the same texts."""
    now = [working.find("reports", span[0]) for span in _spans(table, row)]
    hashes = [one["text_sha256"] or "" for one in now if one is not None]
    return not anchor.places or hashes == [place.text_sha256 for place in anchor.places]


def _link_now(working: Working, row: str, anchor: Anchor) -> str:
    """A link between the reports of today; whether it is still proposed is seen after comparison."""
    places = {place.report_id: place for place in anchor.places}
    return ">".join(span_now(working, places[end])[0] if end in places else end for end in row.split(">", 1))


def _row_at(working: Working, table: str, spans: list[tuple[str, int | None, int | None]]) -> str:
    """The row that shares most of its characters with the spans, of those that share any with each."""
    best: list[tuple[int, str]] = []
    for row in working.rows(table):
        theirs = _spans(table, row)
        if len(theirs) == len(spans):
            shared = [_shared(one, other) for one, other in zip(spans, theirs, strict=True)]
            if all(shared):
                best.append((sum(shared), row_id(table, row)))
    best.sort(reverse=True)
    if not best:
        raise Orphan(f"no row of the table {table} stands there any more")
    if len(best) > 1 and best[0][0] == best[1][0]:
        raise Orphan(f"more than one row of the table {table} stands there now")
    return best[0][1]


def _shared(one: tuple[str, int | None, int | None], other: tuple[str, int | None, int | None]) -> int:
    if one[0] != other[0]:
        return 0
    if one[1] is None or other[1] is None:
        return int(one[1] is None and other[1] is None)
    return max(0, min(one[2] or 0, other[2] or 0) - max(one[1], other[1]))


def _spans(table: str, row: Row) -> list[tuple[str, int | None, int | None]]:
    if table == "lineage":
        return [(end, None, None) for end in (row["child"], row["parent"])]
    if table == "discrepancies":
        spans = [(row[f"{side}_report"], row[f"{side}_start"], row[f"{side}_end"]) for side in "ab"]
        return [span for span in spans if span[0] is not None]
    if table == "attributions":
        side = "cue" if row["cue_start"] is not None else "source"
        return [(row["report_id"], row[f"{side}_start"], row[f"{side}_end"])]
    if table == "corroboration":
        return [(one, None, None) for one in row["reports"] or ()]
    return [(row["report_id"], row.get("start"), row.get("end"))]


def _is_report(working: Working, report_id: str) -> bool:
    return working.find("reports", report_id) is not None


def ensure(working: Working, name: Named, who: str) -> str:
    """The id today of an entity that a person has named; one that the machine no longer finds is made again."""
    try:
        return entity_now(working, name)
    except Orphan:
        new_entity(working, name, who)
        return name.entity_id


def new_entity(working: Working, name: Named, who: str) -> None:
    """Adds an entity that a person has named."""
    row = {"entity_id": name.entity_id, "name": name.name, "kind": name.kind, "aliases": [], "members": []}
    working.insert("entities", row | {"within": None, "description": None}, who)


def person_entity_id(kind: str, name: str) -> str:
    """The id of an entity that a person adds."""
    return content_id("n", "analyst", kind, name.lower())


def referred(working: Working, table: str, field: str | None, value: Any) -> tuple[Named, ...]:
    """The entities that a new value names, as an anchor keeps them."""
    if field in HOLDERS.get(table, ()):
        ids: Iterable[str] = [value] if value else []
    elif field in JOINT_HOLDERS.get(table, ()):
        ids = value or []
    else:
        return ()
    return tuple(named(row) for one in ids if (row := working.find("entities", one)) is not None)
