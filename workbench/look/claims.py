"""The statements of a story that a selection keeps: who says what, of which kind, and how sure.

What is here: the claims joined with report, speaker and figures, and the same ``Selection`` that picks figures applied
to them. A filter that only a figure can meet (estimand, place, claimant, stance, date) keeps the claims that hold such
a figure; which those are is in ``fields.py``. Laying them out is left to ``tables.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from workbench import ledger
from workbench.ledger import plain_rows
from workbench.look.fields import Table, figures_table, statements_table
from workbench.look.joined import joined
from workbench.look.selection import Selection, kept
from workbench.story import Story

Row = dict[str, Any]

#: Columns of a statement beside those of the ledger.
ADDED = (
    "outlet", "wire", "file", "title", "published_earliest", "published_latest", "speaker", "speaker_name", "party",
    "party_name", "anonymous", "words", "figures", "possibly_out",
)  # fmt: skip


def claim_rows(story: Story, selection: Selection | None = None) -> list[Row]:
    """The claims that the selection keeps, report by report in the order of the text, with the joined columns.

    Beside those of the ledger's ``claims``: outlet, wire, file, title, the publication interval, ``speaker`` and
    ``party`` with their names, ``anonymous``, ``words`` (the statement), ``figures`` (ids of its estimates) and
    ``possibly_out``.
    """
    table = statements(story)
    keep, possibly = kept(table, selection or Selection())
    rows = plain_rows(table.frame.assign(possibly_out=possibly)[keep])
    return [{**row, "figures": list(row["figures"])} for row in rows]


def statements(story: Story, figures: Table | None = None) -> Table:
    """The statements as selections and facets ask about them; ``figures`` spares making that table again."""
    figures = figures or figures_table(story, joined(story))
    rows = _joined(story)
    frame = pd.DataFrame(rows, columns=list(rows[0]) if rows else [*ledger.columns("claims"), *ADDED])
    return statements_table(story, frame, figures)


def _joined(story: Story) -> list[Row]:
    reports = {row["report_id"]: row for row in plain_rows(story.reports)}
    attributions = {row["attribution_id"]: row for row in plain_rows(story.attributions)}
    entities = {row["entity_id"]: row for row in plain_rows(story.entities)}
    figures: dict[str, list[str]] = {}
    for claim, estimate in zip(story.estimates["claim_id"], story.estimates["estimate_id"], strict=True):
        figures.setdefault(claim, []).append(estimate)
    order = {report: at for at, report in enumerate(reports)}
    rows = [
        _row(row, reports.get(row["report_id"], {}), attributions.get(row["attribution_id"], {}), entities, figures)
        for row in plain_rows(story.claims)
    ]
    return sorted(rows, key=lambda row: (order.get(row["report_id"], len(order)), row["start"], row["end"]))


def _row(
    claim: Row,
    report: Mapping[str, Any],
    attribution: Mapping[str, Any],
    entities: Mapping[str, Row],
    figures: Mapping[str, list[str]],
) -> Row:
    speaker = attribution.get("speaker")
    party = entities.get(speaker or "", {}).get("within") or speaker
    text = report.get("text") or ""
    return {
        **claim,
        **{
            name: report.get(name)
            for name in ("outlet", "wire", "file", "title", "published_earliest", "published_latest")
        },
        "speaker": speaker,
        "speaker_name": entities.get(speaker or "", {}).get("name"),
        "party": party,
        "party_name": entities.get(party or "", {}).get("name"),
        "anonymous": attribution.get("anonymous") is True,
        "words": " ".join(text[claim["start"] : claim["end"]].split()),
        "figures": figures.get(claim["claim_id"], []),
        "possibly_out": False,
    }
