"""STIX 2.1: the story as a report, each news report as one, each figure as a note, each opinion as an opinion.

STIX was made for threat intelligence; of a news story it holds what was said, by whom, in which report, and who
disagrees. Objects are made and checked by the ``stix2`` library. Their ids come from their content and their times from
the story, never from the clock, so that one story gives the same bytes.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workbench.errors import InputError
from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.publish.exports.built import Built
from workbench.publish.exports.leaving import Leaving, dating, only_day, remarks_for, unused, worded
from workbench.publish.exports.remarks import Remark

Row = Mapping[str, Any]
#: From which ids are derived.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:workbench:stix")
_CLASSES = {
    "person": "individual", "unnamed person": "individual", "body": "organization", "state": "organization",
    "group": "group",
}  # fmt: skip


def built(leaving: Leaving) -> Built:
    """One bundle. Raises ``InputError`` where no report has a day: STIX has no object without a time."""
    from stix2 import Bundle  # slow to import, and needed by this format only

    cut_off = _cut_off(leaving)
    people = _people(leaving, cut_off)
    figures = {row["estimate_id"]: _figure(leaving, row, people, cut_off) for row in leaving.figures}
    notes = {one.sentence + one.row: _note(one, figures, leaving, cut_off) for one in leaving.remarks.all}
    reports = list(_reports(leaving, figures, people, cut_off))
    said = [one for one in notes.values() if one is not None]
    parts = [*people.values(), *figures.values(), *reports, *said]
    if not parts:
        raise InputError("export not written: a STIX report must refer to something, and nothing was asked for")
    whole = _story(leaving, parts, cut_off)
    bundle = Bundle(*parts, whole, id=_id("bundle", leaving.story.title, *(one.id for one in parts)))
    holds = (
        f"{wording.counted(len(figures), 'figure')} as notes, {wording.counted(len(reports), 'report')}, "
        f"{wording.counted(len(said), 'note or opinion', 'notes and opinions')} of persons"
    )
    used = [one for one in leaving.remarks.all if notes[one.sentence + one.row] is not None]
    # Its own way of writing prettily takes far longer than all the rest of the bundle.
    text = json.dumps(json.loads(bundle.serialize()), ensure_ascii=False, indent=4) + "\n"
    return Built({"": text}, holds, tuple(_left_out(leaving, used)))


def _left_out(leaving: Leaving, used: Sequence[Remark]) -> Iterable[str]:
    vague = sum(only_day(one) is None for one in leaving.reports.values())
    if vague:
        yield (
            f"the day of {wording.counted(vague, 'report')} known as an interval: STIX has one moment, which is the "
            "latest day (the story's cut-off where none is known), and the interval is said in words"
        )
    yield "bounds and intervals of figures as numbers: they are said in words, STIX has no field for them"
    yield "the lineage and the queue of discrepancies: STIX has no object for them"
    yield from unused(leaving, used, "they are on rows that are no figure, statement or report")


def _id(kind: str, *content: Any) -> str:
    return f"{kind}--{uuid.uuid5(_NAMESPACE, '|'.join([kind, *map(str, content)]))}"


def figure_note(estimate_id: str) -> str:
    """The id of the note that a figure is."""
    return _id("note", estimate_id)


def _cut_off(leaving: Leaving) -> str:
    """The latest day by which a report was out."""
    days = [row[end] for row in leaving.reports.values() for end in ("published_earliest", "published_latest")]
    known = [day for day in days if day]
    if not known:
        raise InputError("export not written: no report has a day, and every STIX object must have a time")
    return f"{max(known)}T00:00:00.000Z"


def _moment(report: Row, cut_off: str) -> str:
    return f"{report['published_latest']}T00:00:00.000Z" if report["published_latest"] else cut_off


def _people(leaving: Leaving, cut_off: str) -> dict[str, Any]:
    """Identities by name: who holds a figure, which outlet carries it, who wrote a remark."""
    from stix2 import Identity

    kinds = {row["name"]: _CLASSES.get(row["kind"], "unknown") for row in plain_rows(leaving.story.entities)}
    carried = {row["report_id"] for row in leaving.figures}
    classes: dict[str, str] = {}
    for row in leaving.figures:
        if row["claimant_name"]:
            classes.setdefault(row["claimant_name"], kinds.get(row["claimant_name"], "unknown"))
    for key, report in leaving.reports.items():
        if key in carried and report["outlet"]:
            classes.setdefault(report["outlet"], "organization")
    return {
        name: Identity(
            id=_id("identity", name, kind), name=name, identity_class=kind, created=cut_off, modified=cut_off
        )
        for name, kind in sorted(classes.items())
    }  # fmt: skip


def _figure(leaving: Leaving, row: Row, people: Mapping[str, Any], cut_off: str) -> Any:
    from stix2 import Note

    report = leaving.reports[row["report_id"]]
    refs = [people[name].id for name in dict.fromkeys((row["claimant_name"], report["outlet"])) if name in people]
    marks = leaving.remarks.marks("estimates", row["estimate_id"])
    notes = [one.sentence for one in remarks_for(leaving, row) if one.opinion is None]
    words = [worded(row), f"words: {row['phrase']}", f"sentence: {' '.join(row['sentence'].split())}",
             f"stands on {row['badge']}" if row["badge"] else "", dating(report), f"filled in: {marks}",
             *notes]  # fmt: skip
    at = _moment(report, cut_off)
    return Note(
        id=figure_note(row["estimate_id"]), created=at, modified=at, abstract=worded(row),
        content="\n".join(one for one in words if one), object_refs=refs or [_story_id(leaving)],
        external_references=[_reference(report, f"characters {int(row['start'])} to {int(row['end'])}")],
        labels=["figure"],
    )  # fmt: skip


def _reference(report: Row, description: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "source_name": wording.report_name(report), "description": f"{report['file']}, {description}",
        "external_id": str(report["report_id"]),
    }  # fmt: skip
    return found | ({"url": report["url"], "hashes": {"SHA-256": report["sha256"]}} if report["url"] else {})


def _note(remark: Remark, figures: Mapping[str, Any], leaving: Leaving, cut_off: str) -> Any:
    """A remark as an opinion or a note on the figures it is about; nothing where the export has none of them."""
    from stix2 import Note, Opinion

    refs = _about(remark, figures, leaving)
    if not refs:
        return None
    common = {"created": remark.at, "modified": remark.at, "authors": [remark.who], "object_refs": refs}
    key = (remark.table, remark.row, remark.who, remark.at, remark.sentence)
    if remark.opinion:
        explained = {"explanation": remark.text} if remark.text else {}
        return Opinion(id=_id("opinion", *key), opinion=remark.opinion.replace(" ", "-"), **explained, **common)
    return Note(id=_id("note", *key), content=remark.text or "note", **common)


def _about(remark: Remark, figures: Mapping[str, Any], leaving: Leaving) -> list[str]:
    if remark.table == "estimates":
        return [figures[remark.row].id] if remark.row in figures else []
    if remark.table in ("claims", "attributions"):
        column = f"{remark.table[:-1]}_id"
        return [figures[row["estimate_id"]].id for row in leaving.figures if row[column] == remark.row]
    if remark.table == "corroboration":
        rows = [row for row in plain_rows(leaving.story.corroboration) if row["figure_id"] == remark.row]
        return [figures[one].id for row in rows for one in row["estimates"] if one in figures]
    if remark.table == "reports" and any(row["report_id"] == remark.row for row in leaving.figures):
        return [_id("report", remark.row)]
    return []


def _reports(leaving: Leaving, figures: Mapping[str, Any], people: Mapping[str, Any], cut_off: str) -> Iterable[Any]:
    """The news reports that give a figure; a STIX report must refer to something."""
    from stix2 import Report

    for key, row in leaving.reports.items():
        refs = [figures[one["estimate_id"]].id for one in leaving.figures if one["report_id"] == key]
        if refs:
            at = _moment(row, cut_off)
            outlet = [people[row["outlet"]].id] if row["outlet"] in people else []
            described = "; ".join([dating(row), wording.outlet(row), f"SHA-256 {row['sha256']}"])
            yield Report(
                id=_id("report", key), name=row["title"] or wording.report_name(row), description=described,
                created=at, modified=at, published=at, object_refs=[*refs, *outlet], labels=["news-report"],
                external_references=[_reference(row, "the whole report")],
            )  # fmt: skip


def _story_id(leaving: Leaving) -> str:
    return _id("report", "story", leaving.story.title)


def _story(leaving: Leaving, parts: Sequence[Any], cut_off: str) -> Any:
    from stix2 import Report

    question = f"{leaving.story.file.question} " if leaving.story.file.question else ""
    made = ", ".join(
        f"{key} {leaving.story.manifest[key]}" for key in ("workbench", "model") if key in leaving.story.manifest
    )
    return Report(
        id=_story_id(leaving), name=leaving.story.title, created=cut_off, modified=cut_off, published=cut_off,
        description=f"{question}{leaving.asked} Information cut-off {cut_off[:10]}. "
        f"Machine-assisted: {made or 'not stated'}.",
        object_refs=[one.id for one in parts], labels=["story"],
    )  # fmt: skip
