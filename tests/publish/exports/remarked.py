"""The flood of ``tests/compared.py`` with notes, opinions and marks of who filled what, for the tests of exports."""

from __future__ import annotations

from functools import cache

from tests.compared import HARBOUR, compared_story
from tests.frames import rows_of, with_rows
from workbench.compare.support.corroboration import corroboration_rows, lineage_of
from workbench.story import Story

AT = "2031-05-08T09:30:00Z"
NOTE, DISSENT = "The clerk read the list twice.", "=The list counts a family double."


def figure_of(phrase: str, story: Story | None = None) -> str:
    """The estimate in the Harbour Times' body that has these words."""
    rows = rows_of(story or compared_story(), "estimates")
    found = [row for row in rows if row["phrase"] == phrase and row["report_id"] == HARBOUR and row["part"] == "body"]
    return str(found[0]["estimate_id"])


@cache
def remarked_story() -> Story:
    """The story with a note and a dissent on a figure, an opinion on a report and one on a difference."""
    figure = figure_of("between 25 and 30")
    note = {"correction_id": "k-1", "act": "note", "at": AT, "who": "R. Vale", "table": "estimates", "row": figure,
            "row_now": figure, "reason": NOTE, "state": "in force"}  # fmt: skip
    undone = {**note, "correction_id": "k-2", "reason": "A slip.", "state": "undone"}
    opinions: list[dict[str, object]] = [
        {"table": "estimates", "row": figure, "who": "M. Orr", "at": AT, "opinion": "strongly disagree",
         "explanation": DISSENT},
        {"table": "reports", "row": HARBOUR, "who": "M. Orr", "at": AT, "opinion": "agree", "explanation": None},
        {"table": "discrepancies", "row": "d-1", "who": "M. Orr", "at": AT, "opinion": "neutral", "explanation": None},
    ]  # fmt: skip
    marks = [
        {"table": "estimates", "row": figure, "field": "value", "by": "rule", "which": "numbers"},
        {"table": "estimates", "row": figure, "field": "noun", "by": "machine", "which": "parser"},
        {"table": "estimates", "row": figure, "field": "claimant", "by": "person", "which": "R. Vale"},
    ]
    story = with_rows(with_rows(compared_story(), "corrections", [note, undone]), "opinions", opinions)
    story = with_rows(story, "corroboration", corroboration_rows(story, lineage_of(story)))
    return with_rows(story, "provenance", marks)
