"""What is taken over from an earlier comparison of two reports, and what makes it be looked at anew."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compare.typed import edge, story_of
from workbench import ledger
from workbench.compare.discrepancies import alignment, differences
from workbench.compare.discrepancies.alignment import alignment_rows
from workbench.compare.discrepancies.differences import desk_of
from workbench.compare.discrepancies.pages import shelf_of
from workbench.compare.discrepancies.queue import discrepancy_rows
from workbench.compare.discrepancies.takenover import taken_over
from workbench.read.readings import Readings
from workbench.story import Story

Row = dict[str, Any]

WIRE = (
    "The Harbour Board said at least 14 ferries sank in Norra on Tuesday night. "
    "An officer of the Coast Guard said 300 sailors are believed to be ashore. "
    "Divers may search the wrecks of the ferries when the wind drops."
)
POST = (
    "The Coast Guard said 14 ferries sank in Lower Norra on Wednesday night. "
    "Odo Lind said 300 sailors are ashore. "
    "Divers will search the wrecks of the ferries when the wind drops, to find the captain."
)
MAIL = "The Harbour Board said at least 12 ferries sank in Sudra on Tuesday night. Nobody knows the captain."
STORY = story_of(
    {"wire": WIRE, "post": POST, "mail": MAIL},
    figures=[
        {"report": "wire", "words": "at least 14", "value": 14.0, "bound": "at least", "claimant": "harbour",
         "attribution_id": "a0", "place": "norra", "status": "sunk", "noun": "ferries"},
        {"report": "wire", "words": "300", "value": 300.0, "noun": "sailors", "claimant": "officer",
         "attribution_id": "a1", "anonymous": True, "stance": "believed", "estimand": "ashore"},
        {"report": "post", "words": "14", "value": 14.0, "claimant": "coast", "attribution_id": "a2",
         "place": "lower-norra", "status": "sunk", "noun": "ferries"},
        {"report": "post", "words": "300", "value": 300.0, "noun": "sailors", "claimant": "board-spokesman",
         "attribution_id": "a3", "estimand": "ashore"},
        {"report": "mail", "words": "at least 12", "value": 12.0, "bound": "at least", "claimant": "board-and-guard",
         "attribution_id": "a4", "place": "sudra", "status": "sunk", "noun": "ferries"},
    ],
    sayings=[
        {"report": "wire", "source": "The Harbour Board", "cue": "said", "speaker": "harbour",
         "content": "at least 14 ferries sank in Norra on Tuesday night"},
        {"report": "wire", "source": "An officer of the Coast Guard", "cue": "said", "speaker": "officer",
         "anonymous": True, "content": "300 sailors are believed to be ashore"},
        {"report": "post", "source": "The Coast Guard", "cue": "said", "speaker": "coast",
         "content": "14 ferries sank in Lower Norra on Wednesday night"},
        {"report": "post", "source": "Odo Lind", "cue": "said", "speaker": "board-spokesman",
         "content": "300 sailors are ashore"},
        {"report": "mail", "source": "The Harbour Board", "cue": "said", "speaker": "harbour",
         "content": "at least 12 ferries sank in Sudra on Tuesday night"},
    ],
    days=[
        {"report": "wire", "words": "Tuesday", "earliest": "2031-05-06", "latest": "2031-05-06"},
        {"report": "post", "words": "Wednesday", "earliest": "2031-05-07", "latest": "2031-05-07"},
    ],
    places=[
        {"report": "wire", "words": "Norra", "entity_id": "norra"},
        {"report": "mail", "words": "Sudra", "entity_id": "sudra"},
    ],
)  # fmt: skip
LINEAGE = [edge("post", "wire"), edge("mail", "wire")]
#: What places a row, or is what other tables know it by: to change it alone makes no story.
_PLACING = ("start", "end", "text", "report_id", "sha256", "attribution_id", "estimate_id", "content")
#: Columns that comparison may read.
READ = [
    (table, column)
    for table in ("reports", "entities", "attributions", "estimates", "times", "mentions")
    for column in ledger.columns(table)
    if not column.endswith(_PLACING) and (table, column) != ("entities", "entity_id")
]


def compared(story: Story, values: Readings) -> str:
    """The alignments and discrepancies of a story, with what is kept of earlier comparisons, in words."""
    desk = desk_of(shelf_of(story))
    before = taken_over(desk.shelf, values)
    alignments = alignment_rows(story, LINEAGE, desk=desk, before=before)
    return repr([alignments, discrepancy_rows(story, LINEAGE, alignments, desk=desk, before=before)])


def with_table(table: str, rows: list[Row]) -> Story:
    """The story with other rows in a table."""
    return Story({**STORY.tables, table: ledger.frame(table, rows)}, STORY.file)


def rolled(table: str, column: str) -> Story:
    """The story with each value of a column in the row after its own."""
    rows = [row._asdict() for row in ledger.records(getattr(STORY, table))]
    values = [row[column] for row in rows]
    return with_table(
        table, [{**row, column: value} for row, value in zip(rows, values[-1:] + values[:-1], strict=True)]
    )


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The pairs of reports whose sentences are held against each other, in order."""
    seen: list[tuple[str, str]] = []
    real = differences.labels_of

    def watched(desk, a, b, **more):  # type: ignore[no-untyped-def]  # stands in for the function of this name
        seen.append((a.report_id, b.report_id))
        return real(desk, a, b, **more)

    monkeypatch.setattr(alignment, "labels_of", watched)
    return seen


def test_an_unchanged_story_is_not_looked_at_again(looked_at: list[tuple[str, str]]) -> None:
    values = Readings()
    first = compared(STORY, values)
    assert set(looked_at) == {("wire", "post"), ("wire", "mail"), ("mail", "post")}
    looked_at.clear()
    assert compared(STORY, values) == first
    assert looked_at == []


def test_a_changed_report_is_looked_at_again_and_the_others_are_not(looked_at: list[tuple[str, str]]) -> None:
    values = Readings()
    compared(STORY, values)
    looked_at.clear()
    rows = [row._asdict() for row in ledger.records(STORY.reports)]
    compared(
        with_table("reports", [{**row, "text": row["text"].replace("to find", "to meet")} for row in rows]), values
    )
    assert set(looked_at) == {("wire", "post"), ("mail", "post")}


@pytest.mark.parametrize(("table", "column"), READ)
def test_whatever_column_changes_the_rows_are_those_of_a_comparison_from_nothing(table: str, column: str) -> None:
    values = Readings()
    compared(STORY, values)
    changed = rolled(table, column)
    assert compared(changed, values) == compared(changed, Readings())


@pytest.mark.parametrize(
    ("entity_id", "change"),
    [
        ("lower-norra", {"within": "sudra"}),
        ("norra", {"within": "sudra"}),
        ("coast", {"within": "harbour"}),
        ("coast", {"name": "Guard of the Coast"}),
        ("board-spokesman", {"within": "coast"}),
        ("board-and-guard", {"members": ["coast"]}),
        ("officer", {"kind": "person"}),
        ("sudra", {"aliases": ["Divers"]}),
    ],
)
def test_what_is_known_of_somebody_or_a_place_is_part_of_a_report_that_names_them(entity_id: str, change: Row) -> None:
    rows = [row._asdict() for row in ledger.records(STORY.entities)]
    changed = with_table("entities", [{**row, **change} if row["entity_id"] == entity_id else row for row in rows])
    values = Readings()
    compared(STORY, values)
    assert compared(changed, values) == compared(changed, Readings())
    names = [taken_over(shelf_of(story), Readings()).name for story in (STORY, changed)]
    assert any(names[0](one) != names[1](one) for one in ("wire", "post", "mail"))
