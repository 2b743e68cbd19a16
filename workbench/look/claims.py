"""The statements of a story that a selection keeps: who says what, of which kind, and how sure.

What is here: the claims joined with report, speaker and figures, and the same ``Selection`` that picks figures applied
to them. A filter that only a figure can meet (estimand, place, claimant, stance, date) keeps the claims that hold such
a figure. Laying them out is left to ``tables.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from workbench.compare.standing import known_by
from workbench.look.selection import Selection, apply, choices, mentioned_in, plain_rows
from workbench.story import Story

Row = dict[str, Any]

#: Columns of a claim that a selection's fields look into.
_COLUMNS = {
    "source": ("outlet", "speaker", "speaker_name", "party", "party_name"),
    "outlet": ("outlet",),
    "claim_type": ("claim_type",),
    "part": ("part",),
}
_OF_FIGURES = ("estimand", "claimant", "stance", "place", "date")


def claim_rows(story: Story, selection: Selection | None = None) -> list[Row]:
    """The claims that the selection keeps, report by report in the order of the text, with the joined columns.

    Beside those of the ledger's ``claims``: outlet, wire, file, title, the publication interval, ``speaker`` and
    ``party`` with their names, ``anonymous``, ``words`` (the statement), ``figures`` (ids of its estimates) and
    ``possibly_out``.
    """
    chosen = selection or Selection()
    rows = _joined(story)
    for name, columns in _COLUMNS.items():
        if wanted := set(choices(getattr(chosen, name))):
            rows = [row for row in rows if any(row[column] in wanted for column in columns)]
    if chosen.anonymous is not None:
        rows = [row for row in rows if row["anonymous"] == chosen.anonymous]
    if chosen.text is not None:
        rows = [row for row in rows if chosen.text.casefold() in row["words"].casefold()]
    if chosen.entity is not None:
        rows = _about(rows, story, set(choices(chosen.entity)))
    if any(getattr(chosen, name) is not None for name in _OF_FIGURES):
        kept = set(apply(_of_figures(chosen), story)["estimate_id"])
        rows = [row for row in rows if kept & set(row["figures"])]
    day = chosen.known_by or story.known_by
    return rows if day is None else _known_by(rows, day)


def _of_figures(selection: Selection) -> Selection:
    empty = Selection()
    others = {name: getattr(empty, name) for name in (*_COLUMNS, "anonymous", "text", "entity", "known_by")}
    return replace(selection, **others)


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


def _about(rows: list[Row], story: Story, wanted: set[str]) -> list[Row]:
    """The claims that one of the entities holds or that mention it."""
    ids, mentioned = mentioned_in(story, wanted)
    return [
        row
        for row in rows
        if row["speaker"] in ids
        or row["party"] in ids
        or any(row["start"] <= start and end <= row["end"] for start, end in mentioned.get(row["report_id"], []))
    ]


def _known_by(rows: list[Row], day: str) -> list[Row]:
    if not rows:
        return rows
    frame = pd.DataFrame(rows)[["published_earliest", "published_latest"]].astype("object")
    out, possibly = known_by(frame.where(frame.notna(), None), day)
    known = zip(rows, out, possibly, strict=True)
    return [{**row, "possibly_out": bool(maybe)} for row, sure, maybe in known if sure or maybe]
