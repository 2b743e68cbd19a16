"""The reports' texts as the briefing shows them: whole and in order, with the places that tables lead to.

What is here: passages cut where a mark begins or ends. Which rows lead where is in ``briefing.py``; how a mark looks is
left to the template.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from workbench.ledger import plain_rows
from workbench.look.joined import sentence_span
from workbench.look.passages import whole
from workbench.story import Story

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a report's text with the marks that lie on it.

    ``anchors`` are the ids that begin here, ``back`` the row of the figure to return to, ``kind`` is "figure" (charted
    that is), "uncharted", "aside" (a number that counts nothing) or nothing, ``sentence`` true inside the sentence of
    a charted figure. ``differs`` are the discrepancies of which a wording begins here.
    """

    text: str
    anchors: tuple[str, ...]
    back: str
    kind: str
    sentence: bool
    differs: tuple[Mapping[str, Any], ...] = ()


def texts_of(
    story: Story, ids: Mapping[str, str], figures: Sequence[Row], asides: Sequence[Row], stretches: Sequence[Row] = ()
) -> list[Row]:
    """Each report's text in blocks: prose with its marks, and page furniture together where it stands.

    ``ids`` are the places of the texts in the page by their reports; a report without one is left out. ``stretches``
    are the wordings that discrepancies speak of; each is marked where it begins.
    """
    texts = []
    passages, of_figures, of_asides, of_stretches = map(
        _by_report, (plain_rows(story.passages), figures, asides, stretches)
    )
    for report in plain_rows(story.reports):
        key = report["report_id"]
        if key not in ids:
            continue
        own = passages.get(key, [])
        in_order = whole(report["text"], own)
        marks = _marks(report, of_figures.get(key, ()), of_asides.get(key, ()))
        marks += _beginnings(in_order, of_stretches.get(key, ()))
        blocks = [
            {"chrome": chrome, "passages": [{**row, "pieces": pieces(report["text"], row, marks)} for row in group]}
            for chrome, group in groupby(in_order, key=lambda row: row["role"] == "chrome")
        ]
        titled = any(row["role"] == "title" for row in own)
        texts.append({**report, "text_id": ids[key], "blocks": blocks, "titled": titled})
    return texts


def _by_report(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["report_id"], []).append(row)
    return found


def _marks(report: Row, figures: Sequence[Row], asides: Sequence[Row]) -> list[Row]:
    length = len(report["text"])
    marks: list[Row] = []
    for row in figures:
        start, end = sentence_span(row, length)
        kind = "figure" if row["charted"] else "uncharted"
        marks += [{"start": start, "end": end, "kind": "sentence", "id": "", "back": ""}] * bool(row["charted"])
        marks.append({**_span(row), "kind": kind, "id": row["mark_id"], "back": row["row_id"]})
    for row in (one for one in asides if one["mark_id"]):
        marks.append({**_span(row), "kind": "aside", "id": row["mark_id"], "back": row["row_id"]})
    return marks


def _beginnings(passages: Sequence[Row], stretches: Sequence[Row]) -> list[Row]:
    """Where each wording of a report begins: its first character that stands in a passage."""
    marks = []
    for one in stretches:
        end = max(one["end"], one["start"] + 1)
        over = [row for row in passages if row["end"] > one["start"] and row["start"] < end]
        if over:
            start = max(one["start"], over[0]["start"])
            marks.append({**one, "start": start, "end": start + 1, "kind": "differs"})
    return marks


def _span(row: Row) -> Row:
    return {"start": int(row["start"]), "end": int(row["end"])}


def _cuts(mark: Row) -> tuple[int, ...]:
    return (mark["start"],) if mark["kind"] == "differs" else (mark["start"], mark["end"])


def pieces(text: str, passage: Row, marks: Sequence[Row]) -> list[Piece]:
    """The passage cut where a mark begins or ends; overlapping marks share their pieces, and no character is lost."""
    start, end = int(passage["start"]), int(passage["end"])
    near = [mark for mark in marks if mark["start"] < end and start < mark["end"]]
    cuts = sorted({start, end, *(cut for mark in near for cut in _cuts(mark) if start < cut < end)})
    found = []
    for left, right in pairwise(cuts):
        over = [mark for mark in near if mark["start"] <= left and right <= mark["end"]]
        pointed = [mark for mark in over if mark["kind"] not in ("sentence", "differs")]
        first = min(pointed, key=lambda mark: ("figure", "uncharted", "aside").index(mark["kind"]), default=None)
        anchors = tuple(mark["id"] for mark in pointed if max(mark["start"], start) == left)
        found.append(Piece(
            text[left:right], anchors, first["back"] if first else "", first["kind"] if first else "",
            any(mark["kind"] == "sentence" for mark in over),
            tuple(mark for mark in near if mark["kind"] == "differs" and mark["start"] == left),
        ))  # fmt: skip
    return found
