"""Discrepancies and false trends as the briefing lays them out, each wording with its place in the report's text.

What is here: the queue in groups of one severity, the stretches that the texts mark for it, the hedge ledger, and the
alarms by what they count. How discrepancies are found is in ``compare/discrepancies/``, their words in
``look/discrepancies.py``, false trends in ``look/falsetrends.py``.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from workbench.compare.discrepancies.changes import RULE
from workbench.look.discrepancies import NO_COUNTERPART, RIVALS, is_apart, queue_rows, settled, wordings
from workbench.look.falsetrends import REASONS, false_trends
from workbench.look.hedgeledger import hedge_ledger
from workbench.story import Story

Row = dict[str, Any]

#: How many discrepancies the page shows, the gravest first, how many are printed, and outlets of the hedge ledger.
MOST, PRINTED, MOST_OUTLETS = 60, 16, 30


def queue(story: Story, texts: Container[str] | None = None) -> list[Row]:
    """The discrepancies that the page shows, with their ids and both wordings in stretches, the gravest first.

    ``texts`` are the reports whose text is in the page, by default all.
    """
    texts = set(story.reports["report_id"]) if texts is None else texts
    return [_numbered(at, row, texts) for at, row in enumerate(queue_rows(story)[:MOST], 1)]


def _numbered(at: int, row: Row, texts: Container[str]) -> Row:
    return {
        **row, "number": at, "row_id": f"discrepancy-{at}", "rivals": row["kind"] in RIVALS,
        "apart": is_apart(row), "settled": settled(row),
        "wordings": [
            {"name": row[f"{side}_name"], "stretches": list(words), "mark_id": _mark_id(at, side, row, texts)}
            for side, words in zip("ab", wordings(row), strict=True)
        ],
    }  # fmt: skip


def _mark_id(at: int, side: str, row: Mapping[str, Any], texts: Container[str]) -> str | None:
    """The id of a wording's place in the texts; none where no words stand there, or the text is not in the page."""
    known = row[f"{side}_report"] in texts and row[f"{side}_start"] is not None
    known = known and row[f"{side}_start"] < row[f"{side}_end"]
    return f"wording-{at}-{side}" if known else None


def questioned(rows: Sequence[Row], figures: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The figures with the open discrepancies of high severity that say their words were made otherwise than told.

    Each figure gains ``questioned``: number and id of each such row. Rivals question neither side.
    """
    grave = [
        row
        for row in rows
        if row["severity"] == "high" and row["state"] == "open" and not row["rivals"] and row["b_report"] is not None
    ]
    return [
        {**one, "questioned": [{"number": row["number"], "row_id": row["row_id"]} for row in grave if _is_of(row, one)]}
        for one in figures
    ]


def _is_of(row: Mapping[str, Any], figure: Mapping[str, Any]) -> bool:
    """Whether a discrepancy speaks of a figure: it stands in the second wording, and the reading quotes it."""
    inside = figure["report_id"] == row["b_report"] and row["b_start"] <= figure["start"] < row["b_end"]
    return bool(inside) and f"“{figure['phrase']}".casefold() in str(row["reading"]).casefold()


def by_severity(rows: Sequence[Row]) -> list[Row]:
    """The rows in groups, each with the rule that makes them so grave."""
    rules: dict[str, str] = {str(name): said for name, said in RULE.items()}
    names = [*rules, *dict.fromkeys(row["severity"] for row in rows if row["severity"] not in rules)]
    groups = [(name, [row for row in rows if row["severity"] == name]) for name in names]
    return [
        {"name": name, "rule": rules.get(name, ""), "rows": some, "size": len(some)} for name, some in groups if some
    ]


def counts(story: Story) -> Row:
    """How many discrepancies there are, and how many are open, explained and dismissed."""
    states = [str(one) for one in story.discrepancies["state"]]
    return {"whole": len(states)} | {one: states.count(one) for one in ("open", "explained", "dismissed")}


def stretches(rows: Iterable[Row]) -> list[Row]:
    """The places in the reports' texts that the shown discrepancies speak of, each with the row to return to."""
    return [
        {
            "report_id": row[f"{side}_report"], "start": int(row[f"{side}_start"]), "end": int(row[f"{side}_end"]),
            "id": wording["mark_id"], "back": row["row_id"], "number": row["number"], "says": row["kind"],
        }
        for row in rows
        for side, wording in zip("ab", row["wordings"], strict=True)
        if wording["mark_id"]
    ]  # fmt: skip


def hedges(story: Story) -> Row:
    """What each outlet does with hedges when it retells, those that retell most first."""
    ledger = hedge_ledger(story)
    rows = ledger.head(MOST_OUTLETS).astype(object).to_dict("records")
    return {"head": list(ledger.columns), "rows": rows, "whole": len(ledger)}


def false_trend_rows(story: Story, rows: Sequence[Row]) -> list[Row]:
    """The alarms whose figures are all in the page, with the rows of both figures and of the one that puts it right."""
    of_estimate = {row["estimate_id"]: row for row in rows}
    alarms = false_trends(story, known=of_estimate).values()
    return [
        {
            "row_id": f"false-trend-{at}", "lost": one.lost, "estimand": one.estimand, "direction": one.direction,
            "reason": REASONS[one.reason], "reading": one.reading,
            "name": of_estimate[one.second]["estimand_name"],
            "first": of_estimate[one.first], "second": of_estimate[one.second],
            "restored": of_estimate[one.restored_by],
        }
        for at, one in enumerate(alarms, 1)
    ]  # fmt: skip


__all__ = [
    "MOST", "NO_COUNTERPART", "PRINTED", "by_severity", "counts", "false_trend_rows", "hedges", "queue", "stretches",
]  # fmt: skip
