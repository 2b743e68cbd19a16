"""All rows of a table to search and to act on several at once.

What is here: which tables are listed and under which heads, a page of what a search finds, and what may be set in bulk.
A bulk act is previewed in ``previews.py`` before anything is written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.corrections.working import row_id
from workbench.ledger import names_of, plain_rows
from workbench.look import wording
from workbench.look.discrepancies import queue_rows
from workbench.look.joined import joined
from workbench.look.review import said
from workbench.look.review.card import ACTS
from workbench.look.review.fields import blank, labels_of
from workbench.look.styles import shortened
from workbench.story import Story

Row = Mapping[str, Any]
#: Rows on one page.
SIZE = 25
#: Characters of a cell's words.
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class Listing:
    """How the rows of a table are listed: the table's name, the heads, and the cells of a row."""

    name: str
    heads: tuple[str, ...]
    rows: Callable[[Story], list[tuple[str, list[str]]]]


def _figures(story: Story) -> list[tuple[str, list[str]]]:
    return [
        (row["estimate_id"],
         [row["phrase"], row["estimand_name"] or row["noun"] or "", wording.claimant(row), wording.stance(row),
          wording.days(row["as_of_earliest"], row["as_of_latest"]), wording.report_name(row),
          "charted" if row["charted"] else f"not charted: {row['why_not']}"])
        for row in plain_rows(joined(story))
    ]  # fmt: skip


def _claims(story: Story) -> list[tuple[str, list[str]]]:
    texts, names = _texts(story)
    return [
        (row["claim_id"],
         [_words(texts, row, "start", "end"), row["claim_type"] or "", row["certainty"] or "",
          "denied" if row["denied"] else "", names.get(row["report_id"], "")])
        for row in plain_rows(story.claims)
    ]  # fmt: skip


def _attributions(story: Story) -> list[tuple[str, list[str]]]:
    texts, names = _texts(story)
    entities = names_of(story.entities, "entity_id")
    return [
        (row["attribution_id"],
         [_words(texts, row, "source_start", "source_end") or "no source", _words(texts, row, "cue_start", "cue_end"),
          entities.get(row["speaker"], wording.NOT_STATED), row["stance"] or "",
          "unnamed" if row["anonymous"] else "", names.get(row["report_id"], "")])
        for row in plain_rows(story.attributions)
    ]  # fmt: skip


def _differences(story: Story) -> list[tuple[str, list[str]]]:
    return [
        (row["discrepancy_id"], [row["reading"], row["severity"], row["kind"], row["state"], row["reason"] or ""])
        for row in queue_rows(story)
    ]


def _links(story: Story) -> list[tuple[str, list[str]]]:
    _, names = _texts(story)
    return [
        (row_id("lineage", row),
         [names.get(row["child"], row["child"]), names.get(row["parent"], row["parent"]), row["kind"] or "",
          row["basis"] or "", row["state"] or ""])
        for row in plain_rows(story.lineage)
    ]  # fmt: skip


def _lines(story: Story) -> list[tuple[str, list[str]]]:
    texts, names = _texts(story)
    return [
        (row_id("passages", row),
         [_words(texts, row, "start", "end"), row["role"], wording.rule(row["rule"] or ""), names[row["report_id"]]])
        for row in plain_rows(story.passages)
    ]  # fmt: skip


#: The tables listed, in the order in which they are offered.
LISTINGS: Mapping[str, Listing] = {
    "estimates": Listing("Figures", ("Figure", "Counts", "Held by", "Stance", "As of", "Report", "Chart"), _figures),
    "claims": Listing("Claims", ("Words", "Kind", "Certainty", "Denied", "Report"), _claims),
    "attributions": Listing(
        "Who says what", ("Source", "Cue", "Speaker", "Stance", "Unnamed", "Report"), _attributions
    ),
    "discrepancies": Listing("Differences", ("What differs", "Severity", "Kind", "State", "Reason"), _differences),
    "lineage": Listing("Links", ("Report", "Draws on", "How far", "Basis", "State"), _links),
    "passages": Listing("Lines of reports", ("Line", "Role", "Rule", "Report"), _lines),
}  # fmt: skip


def _texts(story: Story) -> tuple[dict[str, str], dict[str, str]]:
    rows = plain_rows(story.reports)
    return (
        {row["report_id"]: row["text"] or "" for row in rows},
        {row["report_id"]: wording.report_name(row) for row in rows},
    )


def _words(texts: Mapping[str, str], row: Row, start: str, end: str) -> str:
    if row[start] is None or row[end] is None:
        return ""
    return shortened(" ".join(texts[row["report_id"]][row[start] : row[end]].split()), _LONGEST)


def page_of(story: Story, table: str, search: str, at: int, picked: Sequence[str]) -> dict[str, Any]:
    """A page of the rows whose cells hold the words searched for, capitals ignored."""
    listing, verdicts = LISTINGS[table], said.verdicts(story)
    wanted = search.casefold()
    found = [(row, cells) for row, cells in listing.rows(story) if wanted in " ".join(cells).casefold()]
    at = max(0, min(at, (len(found) - 1) // SIZE * SIZE))
    shown = found[at : at + SIZE]
    until = wording.counted(len(found), "row")
    caption = f"{at + 1} to {at + len(shown)} of {until}" if found else "No row has these words"
    return {
        "table": table, "tables": [{"value": key, "label": one.name} for key, one in LISTINGS.items()],
        "search": search, "at": at, "size": SIZE, "whole": len(found), "caption": caption,
        "heads": list(listing.heads), "picked": list(picked),
        "rows": [{"id": row, "key": said.key_of(table, row), "cells": cells,
                  "verdict": verdicts.get(said.key_of(table, row), "")} for row, cells in shown],
        "bulk": [blank(table, field, label) for field, label in labels_of(table).items()],
        "whole_acts": [{"do": one["do"], "label": f"{one['label']}: preview"} for one in ACTS[table]
                       if one["do"] not in ("edit", "note")],
    }  # fmt: skip
