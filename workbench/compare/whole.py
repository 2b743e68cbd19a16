"""All comparisons of a story in their order: lineage, alignments, corroboration, discrepancies, and what is news.

What is here: the order and nothing else. Each table's own rules are in its module.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from workbench import ledger
from workbench.compare.discrepancies.alignment import alignment_rows
from workbench.compare.discrepancies.differences import desk_of
from workbench.compare.discrepancies.pages import shelf_of
from workbench.compare.discrepancies.queue import discrepancy_rows
from workbench.compare.discrepancies.takenover import taken_over
from workbench.compare.lineage.stemma import lineage_with_inferred
from workbench.compare.support.corroboration import corroboration_rows, told
from workbench.compare.support.trends import news_of
from workbench.read.readings import Readings
from workbench.story import Story
from workbench.storyfile import StoryFile

#: The tables that are made here, in the order in which each needs those before it.
MADE = ("lineage", "inferred_parents", "alignments", "corroboration", "discrepancies")
#: What is done one after another: lineage with its inferred parents, the reports laid out as pages, and the tables.
STAGES = ("lineage", "pages", "alignments", "discrepancies", "corroboration", "news")


def compared(
    tables: Mapping[str, pd.DataFrame],
    story_file: StoryFile,
    *,
    wordings: bool = True,
    judged: Mapping[str, pd.DataFrame] | None = None,
    found: Readings | None = None,
    done: Callable[[str], None] = lambda stage: None,
) -> dict[str, pd.DataFrame]:
    """The tables with those of ``MADE`` and with ``news`` in the estimates; equal tables give equal ones.

    Without ``wordings`` alignments and discrepancies stay empty, which spares most of the time; what is news then goes
    by the discrepancies in ``judged``. What a person has said of links and discrepancies in the tables ``judged``
    stands, and a denied link counts for nothing that follows it. ``found`` holds what was found between two reports in
    an earlier build, and is added to; the tables are the same without it. ``done`` is told the name of each stage when
    it ends: those of ``STAGES``.
    """
    empty = {name: ledger.frame(name) for name in ledger.TABLES if name not in tables}
    story = Story({**empty, **tables}, story_file)
    lineage, inferred = lineage_with_inferred(story)
    lineage = _with_verdicts(lineage, judged, "lineage", ("child", "parent"), ("state",))
    done("lineage")
    alignments, discrepancies = _worded(story, lineage, found or Readings(), done) if wordings else ([], [])
    discrepancies = _with_verdicts(discrepancies, judged, "discrepancies", ("discrepancy_id",), ("state", "reason"))
    read = told(story, lineage)
    corroboration = corroboration_rows(story, lineage, read=read)
    done("corroboration")
    rows = {
        "lineage": lineage,
        "inferred_parents": inferred,
        "alignments": alignments,
        "corroboration": corroboration,
        "discrepancies": discrepancies,
    }
    made = {name: ledger.frame(name, rows[name]) for name in MADE}
    news = news_of(story, lineage, rows["discrepancies"] if wordings else _still_told(judged, story), read=read)
    estimates = story.estimates.copy()
    classes = [news.get(estimate_id) for estimate_id in estimates["estimate_id"]]
    estimates["news"] = pd.Series(classes, index=estimates.index, dtype=pd.StringDtype())
    done("news")
    return {**tables, **made, "estimates": estimates}


def _worded(
    story: Story, lineage: Sequence[dict[str, Any]], found: Readings, done: Callable[[str], None]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of alignments and of discrepancies; the story laid out, which takes much room, is put away again."""
    desk = desk_of(shelf_of(story))
    before = taken_over(desk.shelf, found)
    done("pages")
    alignments = alignment_rows(story, lineage, desk=desk, before=before)
    done("alignments")
    discrepancies = discrepancy_rows(story, lineage, alignments, desk=desk, before=before)
    done("discrepancies")
    return alignments, discrepancies


def _still_told(judged: Mapping[str, pd.DataFrame] | None, story: Story) -> list[dict[str, Any]]:
    """The discrepancies known before between reports that the story still has."""
    if judged is None or "discrepancies" not in judged:
        return []
    known = set(story.reports["report_id"])
    return [row._asdict() for row in ledger.records(judged["discrepancies"]) if {row.a_report, row.b_report} <= known]


def _with_verdicts(
    rows: Sequence[dict[str, Any]],
    judged: Mapping[str, pd.DataFrame] | None,
    table: str,
    keys: tuple[str, ...],
    fields: tuple[str, ...],
) -> list[dict[str, Any]]:
    """The rows with what a person had said of the same ones."""
    if judged is None or table not in judged:
        return list(rows)
    said = {
        tuple(getattr(row, key) for key in keys): {field: getattr(row, field) for field in fields}
        for row in ledger.records(judged[table])
    }
    return [{**row, **said.get(tuple(row[key] for key in keys), {})} for row in rows]
