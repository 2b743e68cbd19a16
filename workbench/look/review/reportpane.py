"""One whole report, and the form for what the analyst adds or corrects from words of it.

What is here: plain values for a page. The report with its marks is that of the explorer (``look/explore/reading.py``);
which words were taken is the desk's.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.annotate.quantities.stated import stated
from workbench.corrections.working import row_id
from workbench.ledger import plain_rows
from workbench.look.explore.reading import report_view, reports_at
from workbench.look.fields import figures_table
from workbench.look.joined import joined
from workbench.look.review.context import Mark, sentence_of
from workbench.look.review.desk import Desk, Picked
from workbench.look.review.fields import blank, labels_of, shown_value
from workbench.look.review.lookup import row_of
from workbench.look.styles import shortened
from workbench.story import Story

#: Characters of a line that was taken out.
LONGEST = 120
#: What may be added from selected words; a figure's own words may also be corrected to them.
KINDS = {"estimates": "a figure", "claims": "a claim", "entities": "a name that the machine did not see"}
SPAN = "span"
#: Fields of a figure that its own words settle.
READ = ("low", "best", "high", "bound")
_BY_WORDS = {"by": "rule", "decided": "read from the words"}


def pane(desk: Desk) -> dict[str, Any]:
    """The report that is open, as the explorer's reading pane shows it, and the form of the words taken from it."""
    story = desk.story
    figures = figures_table(story, joined(story))
    item = desk.item
    return {
        "report": desk.report, "lit": [item.row] if item else [],
        "reports": reports_at(figures, range(len(story.reports))),
        "shown": report_view(figures, desk.report, figures.everything) if desk.report else None,
        "gone": list(_gone(story, desk.report)),
        "chosen": chosen_form(desk, desk.chosen) if desk.chosen and desk.chosen.report == desk.report else None,
    }  # fmt: skip


def _gone(story: Story, report_id: str) -> Iterator[dict[str, str]]:
    """The lines of a report that count as no part of it."""
    text = next((row["text"] or "" for row in plain_rows(story.reports) if row["report_id"] == report_id), "")
    for row in plain_rows(story.passages):
        if row["report_id"] == report_id and row["role"] == "chrome":
            yield {"row": row_id("passages", row), "words": shortened(text[row["start"] : row["end"]], LONGEST)}


def chosen_form(desk: Desk, chosen: Picked) -> dict[str, Any]:
    """The words taken, what they may become, and the fields of it."""
    kinds = [{"value": key, "label": label} for key, label in KINDS.items()]
    item = desk.item
    if item is not None and item.table in ("estimates", "claims"):
        kinds.append({"value": SPAN, "label": f"the right words of the row under review ({item.doubt})"})
    read = stated_in(desk.story, chosen) if chosen.kind == "estimates" else {}
    fields = [
        blank(chosen.kind, field, label)
        | ({"value": shown_value(read[field]), **_BY_WORDS} if field in READ and field in read else {})
        for field, label in labels_of(chosen.kind).items()
    ]
    if chosen.kind == "entities":
        fields = [
            {"name": "kind", "label": "Kind", "input": "choice", "options": "party_kind", "empty": "", "value": "other",
             "by": "", "decided": ""}
        ]  # fmt: skip
    shown = sentence_of(desk.story, chosen.report, [Mark(chosen.start, chosen.end, "figure")])
    return {"report": chosen.report, "start": chosen.start, "end": chosen.end, "kind": chosen.kind, "kinds": kinds,
            "pieces": shown["pieces"], "fields": fields, "read": list(READ)}  # fmt: skip


def stated_in(story: Story, chosen: Picked) -> dict[str, Any]:
    """The number that the words taken state, with its bound; nothing where they state none or several."""
    text = (row_of(story, "reports", chosen.report) or {}).get("text") or ""
    return stated(text[chosen.start : chosen.end])
