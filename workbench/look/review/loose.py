"""What needs a decision beyond a single row: corrections whose row is gone, and points on which analysts disagree.

What is here: plain values for a page and for the queue. How a line loses its row, and what counts as a disagreement, is
in ``workbench/corrections/``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.corrections.merging import agreement, conflicts
from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.look.review import said
from workbench.story import Story

Row = Mapping[str, Any]


def orphans(story: Story) -> list[Row]:
    """The lines that change nothing since what they hang on is gone or cannot be read, in their order."""
    return [
        row
        for row in plain_rows(story.corrections)
        if row["state"] not in ("in force", "undone") and row["act"] != "undo"
    ]


def loose_page(story: Story, names: said.Names) -> dict[str, Any]:
    """The page of orphans, disagreements, and how far analysts agree, field by field."""
    gone = [{"id": row["correction_id"], "cells": _orphan(row, names)} for row in orphans(story)]
    disputed = [_disputed(row, names) for row in plain_rows(conflicts(story))]
    agreed = [
        [f"{row['table']}: {row['field'].replace('_', ' ')}", str(row["analysts"]), str(row["rows"]),
         f"{row['agree']} ({row['percent']:.0f} %)", "not defined" if row["alpha"] is None else f"{row['alpha']:.2f}"]
        for row in plain_rows(agreement(story))
    ]  # fmt: skip
    heads = ["Field", "Analysts", "Rows judged by two or more", "All the same", "Krippendorff’s alpha"]
    return {"orphans": gone, "conflicts": disputed, "agreement": agreed, "agreement_heads": heads}


def _disputed(row: Row, names: said.Names) -> dict[str, Any]:
    """A point on which two lines differ, with what either keeps."""
    told = [f"{row[f'{side}_who']}: {names.value(row[f'{side}_says'])}" for side in "ab"]
    return {
        "key": said.key_of(row["table"], row["row"]), "a": row["a"], "b": row["b"], "a_who": row["a_who"],
        "b_who": row["b_who"],
        "cells": [names.row(row["table"], row["row"]) or row["row"], row["field"].replace("_", " "), *told],
    }  # fmt: skip


def _orphan(row: Row, names: said.Names) -> list[str]:
    """A line that changes nothing; one that cannot be read has only its beginning to show."""
    if not row["correction_id"]:
        return [str(row["new"]), "", "", "", row["why"] or ""]
    day = wording.day(str(row["at"])[:10])
    return [said.told(row, {}, names), row["who"], day, said.quotation(row), row["why"] or ""]
