"""The invented flood as a story in a folder that corrections can be recorded on, and a clock that stands still."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.frames import flood_story
from workbench import ledger
from workbench.corrections.applying import Outcome, before_comparison, tried
from workbench.corrections.lines import Correction, Log, identified
from workbench.corrections.making import made
from workbench.corrections.working import Working
from workbench.model import content_id
from workbench.story import Story, open_story

MARTA, JONAS = "Marta Lindqvist", "Jonas Achterberg"
COURIER, HARBOUR, BLOG = (content_id("r", key) for key in ("courier-1", "harbour-1", "blog"))
#: The ministry's 60 missing, Marrow's 25 to 30 dead, the union's 40 dead, the background number, the 14 superseded.
SIXTY, RANGE, FORTY, VALLEY, FORMER = "e-02", "e-08", "e-21", "e-03", "e-07"
NOON = datetime(2031, 5, 8, 12, 0, tzinfo=UTC)


def noon() -> datetime:
    """The same moment whenever it is asked for."""
    return NOON


def kept_flood(folder: Path) -> Story:
    """The flood, its ledger typed into a folder, opened as any story is."""
    story = flood_story()
    folder.mkdir(parents=True, exist_ok=True)
    ledger.write(folder / "ledger", story.tables, {"title": story.title})
    return open_story(folder, progress=False)


def values(story: Story, table: str, row: str) -> dict[str, Any]:
    """A row of a story as plain values."""
    frame = getattr(story, table)
    found = [one._asdict() for one in ledger.records(frame) if row in one[:3]]
    assert len(found) == 1, f"{len(found)} rows of {table} are called {row}"
    return dict(found[0])


def lines(folder: Path) -> list[bytes]:
    """The lines of a folder's file of corrections."""
    path = folder / "corrections.jsonl"
    return path.read_bytes().split(b"\n")[:-1] if path.exists() else []


def said(story: Story, *acts: Mapping[str, Any], who: str = MARTA) -> tuple[Correction, ...]:
    """The lines of several acts, each made on the tables as the ones before it leave them; nothing is written."""
    working = Working(story.tables)
    found: list[Correction] = []
    for asked in acts:
        line = identified(
            made(working, asked, who=who, at="2031-05-08T12:00:00Z"), [one.correction_id for one in found]
        )
        tried(working, line)
        found.append(line)
    return tuple(found)


def put_on(story: Story, corrections: Sequence[Correction]) -> tuple[Story, tuple[Outcome, ...]]:
    """The story with lines on its tables, not compared anew, and what became of each line."""
    done = before_comparison(story.tables, Log(tuple(corrections)))
    return replace(story, tables=done.tables), done.outcomes


def after(*acts: Mapping[str, Any]) -> Story:
    """The flood after several acts of one analyst, not compared anew."""
    flood = flood_story()
    return put_on(flood, said(flood, *acts))[0]


def by_person(story: Story, row: str) -> set[tuple[str, str]]:
    """The fields of a row that a person has touched, and who."""
    rows = story.provenance[(story.provenance["by"] == "person") & (story.provenance["row"] == row)]
    return set(zip(rows["field"], rows["which"], strict=True))
