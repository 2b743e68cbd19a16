"""The queue of discrepancies for a reader: what differs, how grave it is by rule, and the two wordings side by side.

What is here: the ledger's ``discrepancies`` as a table and as HTML, with those explained or dismissed still listed. How
they are found is in ``compare/``, what makes one grave in ``compare/discrepancies/changes.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd

from workbench.look import wording
from workbench.look.html import Html, html_table
from workbench.look.selection import plain_rows
from workbench.look.worddiff import READING, Stretch, marked_words, word_diff
from workbench.story import Story

#: What makes a discrepancy grave, the gravest first.
SEVERITIES = {
    "high": "another number, place, status or holder, or holders merged",
    "medium": "more certain, less hedged or less attributed than before, another day, altered words, close figures "
    "that differ",
    "low": "a hedge added, another word",
}
CAPTION = " ".join(f"{name.capitalize()}: {said}." for name, said in SEVERITIES.items())
#: Kinds in which neither wording was made from the other, so that no word was dropped or added.
RIVALS = frozenset({"conflict", "tension"})
#: Of the shorter wording, the share of letters that both must have for single words to be marked; below it the two say
#: the same in other words throughout.
LEAST_SHARED = 0.2
NO_COUNTERPART = "nothing there says this"
_COLUMNS = ("Severity", "Kind", "Reading", "First", "In", "Then", "In that", "State", "Reason")


def queue_rows(story: Story, *, state: str | None = None) -> list[dict[str, Any]]:
    """The discrepancies in the ledger's order with the words of both spans and the names of both reports.

    ``state`` keeps the open, the explained or the dismissed ones.
    """
    reports = {row["report_id"]: row for row in plain_rows(story.reports)}
    return [_worded_row(row, reports) for row in plain_rows(story.discrepancies) if state in (None, row["state"])]


def with_words(story: Story, row: Mapping[str, Any]) -> dict[str, Any]:
    """One row of the queue with the words of both its spans and the names of both reports."""
    both = story.reports[story.reports["report_id"].isin([row["a_report"], row["b_report"]])]
    return _worded_row(row, {one["report_id"]: one for one in plain_rows(both)})


def _worded_row(row: Mapping[str, Any], reports: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {**row, **_side(row, "a", reports), **_side(row, "b", reports)}


def discrepancies_table(story: Story, *, state: str | None = None) -> pd.DataFrame:
    """The queue, one row a discrepancy, the gravest first; explained and dismissed ones with their reason."""
    cells = [
        {
            "Severity": row["severity"], "Kind": row["kind"], "Reading": row["reading"], "First": row["a_words"],
            "In": row["a_name"], "Then": row["b_words"], "In that": row["b_name"], "State": row["state"],
            "Reason": row["reason"] or "",
        }
        for row in queue_rows(story, state=state)
    ]  # fmt: skip
    return pd.DataFrame(cells, columns=list(_COLUMNS))


def discrepancies_html(story: Story, *, state: str | None = None, most: int | None = None) -> Html:
    """The queue with each pair of wordings marked word by word; at most ``most`` rows, and the caption says so."""
    rows = queue_rows(story, state=state)
    whole = wording.counted(len(rows), "discrepancy", "discrepancies")
    shown = f"{whole}, all shown" if most is None or most >= len(rows) else f"{most} of {whole}"
    head = ("Severity", "Reading", "First", "Then", "State")
    return html_table(f"{shown}. {CAPTION} {READING}", head, _cells(rows[:most]))


def wordings(row: Mapping[str, Any]) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Both wordings of a row of the queue in stretches; none is marked where a mark would say what is not so.

    That is between rivals, and where the two share hardly a word or one of them is missing.
    """
    before, after = row["a_words"], row["b_words"]
    marked = word_diff(before, after)
    if row["kind"] in RIVALS or not before or not after or is_apart(row):
        whole = [(Stretch(words, "same"),) if words else () for words in (before, after)]
        return whole[0], whole[1]
    return marked


def is_apart(row: Mapping[str, Any]) -> bool:
    """Whether two wordings of one thing, rivals aside, share hardly a word."""
    before, after = row["a_words"], row["b_words"]
    if row["kind"] in RIVALS or not before or not after:
        return False
    shared = max(sum(len(one.text) for one in side if one.change == "same") for side in word_diff(before, after))
    return shared < LEAST_SHARED * min(len(before), len(after))


def _cells(rows: Iterable[Mapping[str, Any]]) -> Iterable[list[str]]:
    for row in rows:
        first, then = wordings(row)
        yield [
            escape(f"{row['severity']}: {row['kind']}"),
            escape(row["reading"]),
            _worded(row["a_name"], marked_words(first)),
            _worded(row["b_name"], marked_words(then)),
            escape(row["state"] + (f": {row['reason']}" if row["reason"] else "")),
        ]


def _worded(name: str, words: str) -> str:
    return f"<small>{escape(name)}</small><br>{words or escape(NO_COUNTERPART)}"


def _side(row: Mapping[str, Any], side: str, reports: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    report = reports.get(row[f"{side}_report"])
    if report is not None and row[f"{side}_start"] is None:
        return {f"{side}_words": "", f"{side}_name": wording.report_name(report)}
    if report is None:
        return {f"{side}_words": "", f"{side}_name": wording.NOT_STATED}
    words = report["text"][row[f"{side}_start"] : row[f"{side}_end"]]
    return {f"{side}_words": " ".join(words.split()), f"{side}_name": wording.report_name(report)}
