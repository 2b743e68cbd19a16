"""The evidence that a briefing carries: for each figure its value, its holder and the places that hold them.

What is here: the block of data in the page, made from the gate's citations and read back from a page, with the pieces
of the reports' texts that the level of detail lets out. Whether a figure holds is told by ``gate.py`` when the page is
made and by ``verify.py`` after; how much text leaves is in ``detail.py``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from workbench.errors import InputError
from workbench.ledger import plain_rows
from workbench.look import tables
from workbench.publish.detail import BLOCK, Detail, Piece, whole_texts
from workbench.publish.gate import Citation, Span
from workbench.story import Story

Row = dict[str, Any]

SCHEMA = 1
#: The fields of an estimate that the check of a figure needs, beside its places.
FIELDS = ("value", "bound", "low", "best", "high", "unit", "phrase", "claimant")
#: What the row of a figure says in its table, in the words of ``tables.facts``.
SHOWN = ("Bound", "Low", "Stated", "High", "Held by")


@dataclass(frozen=True, slots=True)
class Cited:
    """A figure as a page states it: the ledger's fields, its citation, its row in the page and what that row says.

    ``sha256`` is that of its words in the report.
    """

    row_id: str
    citation: Citation
    fields: Mapping[str, Any]
    shown: Mapping[str, str]
    sha256: str


@dataclass(frozen=True, slots=True)
class Source:
    """A report that figures are cited from: its file, its hashes, and the pieces of its text that are in the page."""

    file: str
    sha256: str
    text_sha256: str
    length: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The text with every place that is not in the page made a ``BLOCK``."""
        whole = [BLOCK] * self.length
        for piece in self.pieces:
            whole[piece.start : piece.start + len(piece.text)] = piece.text
        return "".join(whole)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that a page states of its figures, by the ids of reports and in the order of the page."""

    detail: Detail
    sources: Mapping[str, Source]
    figures: tuple[Cited, ...]


def evidence_of(
    story: Story, citations: Sequence[Citation], rows: Sequence[Row], pieces: Mapping[str, Sequence[Piece]], *,
    detail: Detail,
) -> Evidence:  # fmt: skip
    """The evidence for the rows of a page; ``story`` has the whole texts, ``pieces`` what of them may leave.

    ``rows`` are joined estimates with their ``row_id``, as ``tables.estimate_rows`` gives them.
    """
    reports = {row["report_id"]: row for row in plain_rows(story.reports)}
    by_id = {one.estimate_id: one for one in citations}
    figures = tuple(
        Cited(row["row_id"], by_id[row["estimate_id"]], _fields(row), _shown(row),
              _sha(_slice(reports[row["report_id"]]["text"], by_id[row["estimate_id"]].words)))
        for row in rows
        if row["estimate_id"] in by_id
    )  # fmt: skip
    # A long story's file holds the reports that are cited in it, and those whose text it shows.
    cited = {one.citation.report_id for one in figures}
    laid_out = whole_texts(story)
    sources = {
        report_id: Source(
            row["file"] or report_id, row["sha256"] or "", row["text_sha256"] or "", len(row["text"] or ""),
            tuple(pieces.get(report_id, ())),
        )
        for report_id, row in reports.items()
        if report_id in cited or report_id in laid_out
    }  # fmt: skip
    return Evidence(detail, sources, figures)


def only_cited(evidence: Evidence) -> Evidence:
    """The evidence without the reports that no figure of it is cited from."""
    cited = {one.citation.report_id for one in evidence.figures}
    return replace(evidence, sources={key: one for key, one in evidence.sources.items() if key in cited})


def _fields(row: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an estimate; its words are left out where they may not leave."""
    withheld = BLOCK in str(row["phrase"])
    return {name: None if withheld and name == "phrase" else row[name] for name in FIELDS}


def _shown(row: Mapping[str, Any]) -> dict[str, str]:
    said = tables.facts(row)
    return {name: said[name] for name in SHOWN}


def _slice(text: str, span: Span) -> str:
    return text[span.start : span.end]


def as_data(evidence: Evidence) -> dict[str, Any]:
    """The evidence as plain data for the page."""
    return {
        "schema": SCHEMA,
        "detail": evidence.detail,
        "reports": {
            report_id: {**asdict(source), "pieces": [[one.start, one.text] for one in source.pieces]}
            for report_id, source in evidence.sources.items()
        },
        "figures": [
            {"row": one.row_id, **asdict(one.citation), **one.fields, "shown": dict(one.shown), "sha256": one.sha256}
            for one in evidence.figures
        ],
    }


def read_evidence(text: str) -> Evidence:
    """The evidence of a page from the text of its block.

    Raises ``InputError`` when the text is not what a page carries, or when a newer workbench wrote it.
    """
    try:
        data = json.loads(text)
        if int(data["schema"]) > SCHEMA:
            raise InputError(f"the evidence is of schema {data['schema']}, newer than this workbench's {SCHEMA}")
        sources = {key: _source(one) for key, one in data["reports"].items()}
        return Evidence(data["detail"], sources, tuple(_cited(one) for one in data["figures"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"the evidence in the page cannot be read: {type(error).__name__}: {error}") from error


def _source(data: Mapping[str, Any]) -> Source:
    pieces = tuple(Piece(int(start), str(text)) for start, text in data["pieces"])
    length = int(data["length"])
    if any(one.start < 0 or one.start + len(one.text) > length for one in pieces):
        raise ValueError("a piece of text lies outside its report")
    return Source(str(data["file"]), str(data["sha256"]), str(data["text_sha256"]), length, pieces)


def _cited(data: Mapping[str, Any]) -> Cited:
    citation = Citation(
        data["estimate_id"], data["report_id"], _span(data["words"]), _span(data["sentence"]),
        _span(data["source"]) if data["source"] else None, _span(data["named"]) if data["named"] else None,
        data["how"],
    )  # fmt: skip
    return Cited(
        data["row"], citation, {name: data[name] for name in FIELDS},
        {name: str(data["shown"][name]) for name in SHOWN}, str(data["sha256"]),
    )  # fmt: skip


def _span(data: Mapping[str, Any]) -> Span:
    return Span(int(data["start"]), int(data["end"]))


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
