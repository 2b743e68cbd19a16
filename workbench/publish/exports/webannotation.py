"""W3C Web Annotations: each figure, statement and attribution at its place in the report's text.

A place is given twice: by position, which is that of a Python ``str`` in ``reports.text`` (the standard counts
characters too), and by the words with those around them. The text is named by its hash, since the page it came from
may change; the page's address, where it is known, is the scope.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workbench.ledger import names_of, plain_rows
from workbench.look import tables, wording
from workbench.publish.detail import BLOCK
from workbench.publish.exports import schemas
from workbench.publish.exports.built import Built
from workbench.publish.exports.leaving import Leaving, dating, json_text, unused, worded
from workbench.publish.exports.remarks import Remark

Row = Mapping[str, Any]
Node = dict[str, Any]
SCHEMA = "webannotation"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: Characters given before and after the words.
AROUND = 32


def built(leaving: Leaving) -> Built:
    """The annotations as one collection of one page, by table and row.

    Raises ``InputError`` when what was made does not meet the schema, which would be our fault.
    """
    used: list[Remark] = []
    items: list[Node] = []
    for table, key, row, says in _rows(leaving):
        remarks = leaving.remarks.of(table, row[key])
        used += remarks
        items += _annotations(leaving, table, row[key], row, says, remarks)
    data = {
        "@context": CONTEXT, "id": "urn:workbench:annotations", "type": "AnnotationCollection",
        "label": f"{leaving.story.title}. {leaving.asked}", "total": len(items),
        "first": {"id": "urn:workbench:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }  # fmt: skip
    schemas.check(data, SCHEMA)
    return Built({"": json_text(data)}, wording.counted(len(items), "annotation"), tuple(_left_out(leaving, used)))


def _left_out(leaving: Leaving, used: Sequence[Remark]) -> Iterable[str]:
    yield "the lineage, the counts of support and the queue of discrepancies: they stand at no one place of a text"
    if leaving.detail != "full":
        yield "the words at a place where they may not leave: its position and the hash of the text stay"
    yield from unused(leaving, used, "they are on rows that stand at no one place of a text")


def _rows(leaving: Leaving) -> Iterable[tuple[str, str, Row, list[tuple[str, str]]]]:
    """The rows to annotate, each with its table, the column of its id and what the annotation says."""
    story = leaving.story
    names = names_of(story.entities, "entity_id")
    for row in tables.estimate_rows(story, charted=None):
        apart = [] if row["charted"] else [("classifying", f"not charted: {row['why_not']}")]
        yield "estimates", "estimate_id", row, [("describing", worded(row)), ("classifying", "figure"), *apart]
    for row in plain_rows(story.claims):
        sure = f"{row['claim_type']}; certainty: {row['certainty_class'] or wording.NOT_STATED}"
        yield "claims", "claim_id", row, [("describing", sure), ("classifying", "statement")]
    for row in plain_rows(story.attributions):
        start, end = _said_at(row)
        if start is not None:
            who = names.get(row["speaker"], row["speaker"]) or wording.NOT_STATED
            says = f"said by {who}{', unnamed' if row['anonymous'] else ''}; stance: {row['stance']}"
            place = {**row, "start": start, "end": end}
            yield "attributions", "attribution_id", place, [("describing", says), ("classifying", "attribution")]


def _said_at(row: Row) -> tuple[int | None, int | None]:
    """Where an attribution stands: from its first span to its last."""
    ends = [(row["source_start"], row["source_end"]), (row["cue_start"], row["cue_end"])]
    ends += [(one["start"], one["end"]) for one in (row["content"] if row["content"] is not None else ())]
    known = [(int(start), int(end)) for start, end in ends if start is not None and end is not None]
    return (min(start for start, _ in known), max(end for _, end in known)) if known else (None, None)


def _annotations(
    leaving: Leaving, table: str, key: str, row: Row, says: Sequence[tuple[str, str]], remarks: Sequence[Remark]
) -> Iterable[Node]:
    report = leaving.reports[row["report_id"]]
    target = _target(report, leaving.texts[row["report_id"]], int(row["start"]), int(row["end"]))
    marks = leaving.remarks.marks(table, key)
    bodies = [*says, ("classifying", dating(report)), *([("classifying", f"filled in: {marks}")] if marks else [])]
    name = f"urn:workbench:{table}:{key}"
    yield {
        "id": name, "type": "Annotation", "motivation": "describing",
        "generator": {"type": "Software", "name": f"workbench {leaving.story.manifest.get('workbench', '')}".strip()},
        "body": [_body(purpose, text) for purpose, text in bodies], "target": target,
    }  # fmt: skip
    for at, one in enumerate(remarks, 1):
        purpose = "assessing" if one.opinion else "commenting"
        yield {
            "id": f"{name}:{at}", "type": "Annotation", "motivation": purpose,
            "creator": {"type": "Person", "name": one.who}, "created": one.at,
            "body": [_body(purpose, one.sentence)], "target": target,
        }  # fmt: skip


def _body(purpose: str, text: str) -> Node:
    return {"type": "TextualBody", "purpose": purpose, "format": "text/plain", "value": text}


def _target(report: Row, text: str, start: int, end: int) -> Node:
    position: Node = {"type": "TextPositionSelector", "start": start, "end": end}
    node: Node = {"source": f"urn:sha256:{report['text_sha256']}", "selector": [position, *_quote(text, start, end)]}
    return node | ({"scope": report["url"]} if report["url"] else {})


def _quote(text: str, start: int, end: int) -> list[Node]:
    """The words at a place with those around them, as far as they may leave."""
    words = text[start:end]
    if not words or BLOCK in words:
        return []
    before = text[max(0, start - AROUND) : start].rpartition(BLOCK)[2]
    after = text[end : end + AROUND].partition(BLOCK)[0]
    return [{"type": "TextQuoteSelector", "exact": words, "prefix": before, "suffix": after}]
