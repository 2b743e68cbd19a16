"""The flood of ``frames.py``, compared and in a folder of its own, so that acts can be recorded on it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.frames import flood_story
from workbench import ledger
from workbench.compare.whole import compared
from workbench.look.review.answering import answer
from workbench.look.review.desk import Desk, desk_of
from workbench.look.review.view import shown
from workbench.model import content_id
from workbench.story import Story

HARBOUR, COURIER, PAMPHLET = (content_id("r", key) for key in ("harbour-1", "courier-1", "pamphlet"))


def story_in(folder: Path) -> Story:
    """The flood with what comparison finds in it, a name mentioned twice, and provenance of two fields of a figure."""
    story = flood_story()
    text = dict(zip(story.reports["report_id"], story.reports["text"], strict=True))
    mentions = [
        {"report_id": report, "start": text[report].index(words), "end": text[report].index(words) + len(words),
         "text": words, "label": "ORG", "entity_id": "interior"}
        for report, words in ((COURIER, "The Interior Ministry"), (HARBOUR, "Interior Ministry"))
    ]  # fmt: skip
    provenance = [
        {"table": "estimates", "row": "e-06", "field": "value", "by": "rule", "which": "numbers"},
        {"table": "estimates", "row": "e-06", "field": "noun", "by": "machine", "which": "parser"},
    ]
    tables = {
        **story.tables, "mentions": ledger.frame("mentions", mentions),
        "provenance": ledger.frame("provenance", provenance),
    }  # fmt: skip
    return replace(story, tables=compared(tables, story.file), folder=folder)


def desk_in(folder: Path, who: str = "Mara") -> Desk:
    """A desk at the flood."""
    return desk_of(story_in(folder), who=who)


def after(desk: Desk, *messages: dict[str, Any]) -> Desk:
    """The desk after messages, none of which may be refused."""
    for message in messages:
        desk = answer(desk, message)
        assert desk.error == "", message
        json.dumps(shown(desk))  # the page is told in JSON
    return desk


def lines(folder: Path) -> list[dict[str, Any]]:
    """The lines of the file of corrections."""
    file = folder / "corrections.jsonl"
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] if file.exists() else []


def figure(desk: Desk, estimate_id: str) -> dict[str, Any]:
    """A figure as it stands, missing values as None."""
    rows = {row.estimate_id: row._asdict() for row in ledger.records(desk.story.estimates)}
    found: dict[str, Any] = rows[estimate_id]
    return found
