"""The queue of discrepancies for a reader: what differs, how grave it is by rule, and the two wordings side by side.

What is here: the ledger's ``discrepancies`` as a table and as HTML, with those explained or dismissed still listed. How
they are found is in ``compare/``, what makes one grave in ``compare/discrepancies/changes.py``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from html import escape
from typing import Any

import pandas as pd

from workbench.compare.discrepancies.changes import RULE
from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.look.html import Html, html_table
from workbench.look.worddiff import ADDED, DROPPED, READING, Stretch, marked_words, word_diff
from workbench.story import Story

CAPTION = " ".join(f"{name.capitalize()}: {said}." for name, said in RULE.items())
#: Kinds in which two stand against each other, so that no word was dropped or added.
RIVALS = frozenset({"conflict", "tension"})
#: Of the shorter wording, the share of letters that both must have for single words to be marked; below it the two say
#: the same in other words throughout.
LEAST_SHARED = 0.25
NO_COUNTERPART = "nothing there says this"
#: What is settled stands after what is open.
_STATES = ("open", "explained", "dismissed")
_COLUMNS = ("Severity", "Kind", "Reading", "First", "In", "Then", "In that", "State", "Reason", "Who")


def queue_rows(story: Story, *, state: str | None = None) -> list[dict[str, Any]]:
    """The discrepancies with the words of both spans and the names of both reports, in the ledger's order.

    Those explained or dismissed stand at the end, ``who`` is the person who said so. ``drawn`` is whether one of the
    two reports is known to draw on the other. ``state`` keeps the open, the explained or the dismissed ones.
    """
    reports = {row["report_id"]: row for row in plain_rows(story.reports)}
    links = {frozenset((row["child"], row["parent"])) for row in plain_rows(story.lineage) if row["state"] != "denied"}
    judges = _judges(story)
    rows = [
        _worded_row(row, reports, links) | {"who": judges.get(row["discrepancy_id"])}
        for row in plain_rows(story.discrepancies)
        if state in (None, row["state"])
    ]
    return sorted(rows, key=lambda row: _STATES.index(row["state"]) if row["state"] in _STATES else 0)


def with_words(story: Story, row: Mapping[str, Any]) -> dict[str, Any]:
    """One row of the queue as ``queue_rows`` gives it, without the person who judged it."""
    both = story.reports[story.reports["report_id"].isin([row["a_report"], row["b_report"]])]
    links = {frozenset((one["child"], one["parent"])) for one in plain_rows(story.lineage) if one["state"] != "denied"}
    return _worded_row(row, {one["report_id"]: one for one in plain_rows(both)}, links)


def _worded_row(
    row: Mapping[str, Any], reports: Mapping[str, Mapping[str, Any]], links: Collection[frozenset[str]]
) -> dict[str, Any]:
    drawn = row["a_report"] == row["b_report"] or frozenset((row["a_report"], row["b_report"])) in links
    return {**row, **_side(row, "a", reports), **_side(row, "b", reports), "drawn": drawn}


def _judges(story: Story) -> dict[str, str]:
    """Who has judged each discrepancy, by its id."""
    rows = [row for row in plain_rows(story.provenance) if row["table"] == "discrepancies" and row["by"] == "person"]
    return {row["row"]: row["which"] for row in rows if row["field"] in {"state", "reason"}}


def discrepancies_table(story: Story, *, state: str | None = None, only: Collection[str] | None = None) -> pd.DataFrame:
    """The queue, one row a discrepancy, the gravest first; explained and dismissed ones with their reason.

    ``state`` keeps the open, the explained or the dismissed ones, ``only`` those of these ids.
    """
    cells = [
        {
            "Severity": row["severity"], "Kind": row["kind"], "Reading": row["reading"], "First": row["a_words"],
            "In": row["a_name"], "Then": row["b_words"], "In that": row["b_name"], "State": row["state"],
            "Reason": row["reason"] or "", "Who": row["who"] or "",
        }
        for row in queue_rows(story, state=state)
        if only is None or row["discrepancy_id"] in only
    ]  # fmt: skip
    return pd.DataFrame(cells, columns=list(_COLUMNS))


def discrepancies_html(story: Story, *, state: str | None = None, most: int | None = None) -> Html:
    """The queue with each pair of wordings marked word by word; at most ``most`` rows, and the caption says so."""
    rows = queue_rows(story, state=state)
    whole = wording.counted(len(rows), "discrepancy", "discrepancies")
    shown = f"{whole}, all shown" if most is None or most >= len(rows) else f"{most} of {whole}"
    head = ("Severity", "Reading", f"First ({DROPPED})", f"Then ({ADDED})", "State")
    return html_table(f"{shown}. {CAPTION} {READING}", head, _cells(rows[:most]))


def wordings(row: Mapping[str, Any]) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Both wordings of a row of the queue in stretches; none is marked where a mark would say what is not so.

    That is between rivals and reports that do not draw on each other, and where the two share hardly a word or one of
    them is missing.
    """
    before, after = row["a_words"], row["b_words"]
    marked = word_diff(before, after)
    if row["kind"] in RIVALS or not row["drawn"] or not before or not after or is_apart(row):
        whole = [(Stretch(words, "same"),) if words else () for words in (before, after)]
        return whole[0], whole[1]
    return marked


def is_apart(row: Mapping[str, Any]) -> bool:
    """Whether a wording shares hardly a word with the one it was made from."""
    before, after = row["a_words"], row["b_words"]
    if row["kind"] in RIVALS or not row["drawn"] or not before or not after:
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
            escape(settled(row)),
        ]


def settled(row: Mapping[str, Any]) -> str:
    """The state of a row of the queue, with the reason and who gave it."""
    said = row["state"] + (f": {row['reason']}" if row["reason"] else "")
    return f"{said} ({row['who']})" if row["who"] else str(said)


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
