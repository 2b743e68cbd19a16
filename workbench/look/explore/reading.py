"""One report as the reading pane shows it: its whole text with every span that the machine marked.

What is here: the spans of figures, of who speaks, of the words that say so, of statements and of numbers set aside,
each with its label and what it says, and the text cut where a span begins or ends. The pane itself is
``assets/reading.js``, which knows this shape and nothing else, so that another widget can show a report the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from workbench.errors import InputError
from workbench.ledger import listed, names_of
from workbench.look import tables, wording
from workbench.look.fields import Table
from workbench.look.passages import whole
from workbench.look.values import Ints, Mask, in_columns, rows_at
from workbench.story import Story

Row = dict[str, Any]

#: What a report goes by in the list.
_NAMED = ("report_id", "outlet", "wire", "file", "title", "published_earliest", "published_latest")
#: How many reports the pane's list offers; facets and rows lead to all others.
MOST_LISTED = 150

#: The kinds of marks in the order in which one is drawn over another, with what the pane's switches call them.
KINDS = {
    "claim": "Statements", "source": "Who says it", "cue": "Words that say so", "aside": "Numbers set aside",
    "figure": "Figures",
}  # fmt: skip


def report_view(figures: Table, report_id: str, left: Mask) -> Row:
    """The report's head, its blocks of text in pieces, and its marks; each piece names the marks that lie on it.

    ``left`` are the figures that the selection keeps; the others are marked too, and say that they are left out.
    Offsets count characters as Python does. Raises ``InputError`` for a report that the story does not have.
    """
    report = next(iter(figures.ledger_rows("reports", report_id)), None)
    if report is None:
        raise InputError(f"explorer: no report has the id {report_id!r}")
    marks = [
        *_claims(figures, report), *_attributions(figures, report),
        *_asides(figures, report), *_figures(figures, report, left),
    ]  # fmt: skip
    text = report["text"] or ""
    marks = sorted((mark for mark in marks if 0 <= mark["start"] < mark["end"] <= len(text)), key=_place)
    blocks = [
        {"role": row["role"], "rule": row["rule"], "pieces": pieces(text, row, marks)}
        for row in whole(text, figures.ledger_rows("passages", report_id))
    ]
    return {
        "id": report_id, "title": report["title"] or "", "outlet": wording.outlet(report), "file": report["file"],
        "published": wording.days(report["published_earliest"], report["published_latest"]),
        "conflict": bool(report["published_conflict"]),
        "kinds": [{"kind": kind, "name": name} for kind, name in KINDS.items()], "marks": marks, "blocks": blocks,
    }  # fmt: skip


def reports_left(table: Table, holding: Ints, opened: str) -> list[Row]:
    """The reports that hold what is left by name, only the first of very many, and the open one.

    ``holding`` are the places of the reports that hold some of it, in the story's order.
    """
    places: Mapping[str, int] = table.once("report places", lambda: _places_of(table.story))
    at = [int(one) for one in holding[:MOST_LISTED]]
    own = places.get(opened)
    if own is not None and own not in at:
        at = sorted([*at, own])
    return reports_at(table, at)


def reports_at(table: Table, at: Sequence[int]) -> list[Row]:
    """The reports at these places of the story's order by name, for the list the pane opens them from."""
    columns = table.once("report names", lambda: in_columns(table.story.reports[[*_NAMED]]))
    return [
        {"id": row["report_id"], "name": wording.report_name(row), "title": row["title"] or "",
         "published": wording.days(row["published_earliest"], row["published_latest"])}
        for row in rows_at(columns, at)
    ]  # fmt: skip


def _places_of(story: Story) -> dict[str, int]:
    return {one: at for at, one in enumerate(listed(story.reports["report_id"]))}


def _place(mark: Row) -> tuple[int, int, int]:
    return mark["start"], -mark["end"], list(KINDS).index(mark["kind"])


def _mark(kind: str, row: Row, start: str, end: str, **more: Any) -> Iterable[Row]:
    if row[start] is not None and row[end] is not None:
        yield {"kind": kind, "start": int(row[start]), "end": int(row[end]), "left": True, "id": "", **more}


def _figures(figures: Table, report: Row, left: Mask) -> Iterable[Row]:
    at = figures.of_report(report["report_id"])
    for row, kept in zip(figures.rows(at), left[at], strict=True):
        reading = f"{wording.quantity(row)} {wording.unit(row['unit'], row['per'])}".strip()
        counted = row["estimand_name"] if row["charted"] else row["why_not"] or "not drawn"
        said = f"{reading}; {counted}; held by {wording.claimant(row)}; as of " + wording.days(
            row["as_of_earliest"], row["as_of_latest"]
        )
        yield from _mark(
            "figure", row, "start", "end", id=row["estimate_id"], label=reading, said=said, left=bool(kept),
            drawn=bool(row["charted"]), claimant=row["claimant"] or "",
        )  # fmt: skip


def _attributions(figures: Table, report: Row) -> Iterable[Row]:
    for row in figures.ledger_rows("attributions", report["report_id"]):
        name = _name(figures, row["speaker"])
        unnamed = f", unnamed: {row['anonymity_ground']}" if row["anonymity_ground"] else ", unnamed"
        said = f"who says it: {name}{unnamed if row['anonymous'] else ''}"
        yield from _mark("source", row, "source_start", "source_end", label="source", said=said)
        yield from _mark(
            "cue", row, "cue_start", "cue_end", label="cue", said=f"the words that say so: {row['stance']}"
        )


def _name(figures: Table, entity_id: str | None) -> str:
    names: Mapping[str, str] = figures.once("names", lambda: names_of(figures.story.entities, "entity_id"))
    return names.get(entity_id or "", entity_id or "not known")


def _claims(figures: Table, report: Row) -> Iterable[Row]:
    for row in figures.ledger_rows("claims", report["report_id"]):
        sure = f"; {row['certainty_class']}: “{row['certainty']}”" if row["certainty"] else ""
        said = f"statement: {row['claim_type']}{sure}"
        label = row["claim_type"] or "statement"
        yield from _mark("claim", row, "start", "end", id=row["claim_id"], label=label, said=said)


def _asides(figures: Table, report: Row) -> Iterable[Row]:
    for row in figures.ledger_rows("set_aside", report["report_id"]):
        why = tables.REASONS.get(row["reason"], row["reason"])
        yield from _mark("aside", row, "start", "end", label="set aside", said=f"set aside: {why}")


def pieces(text: str, passage: Row, marks: Sequence[Row]) -> list[Row]:
    """The passage cut where a mark begins or ends; ``on`` are the places of the marks that lie on the piece."""
    start, end = int(passage["start"]), int(passage["end"])
    near = [(at, mark) for at, mark in enumerate(marks) if mark["start"] < end and start < mark["end"]]
    cuts = {cut for _, mark in near for cut in (mark["start"], mark["end"]) if start < cut < end}
    return [
        {
            "text": text[left:right], "start": left,
            "on": [at for at, mark in near if mark["start"] <= left and right <= mark["end"]],
        }
        for left, right in pairwise(sorted({start, end, *cuts}))
    ]  # fmt: skip
