"""Which report draws on which, as rows for a reader: the texts of each family in time order, and their links in words.

What is here: the ledger's ``lineage`` and ``inferred_parents`` joined with the reports' names, and the table of links.
How they are drawn is in ``lineagechart.py``, how they are found in ``compare/lineage/edges.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from pathlib import PurePath
from typing import Any, Literal

import pandas as pd

from workbench.compare.naming import readable
from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.story import Story

NodeKind = Literal["report", "outside", "inferred"]
_EVIDENCE = {
    "credit": ("a credit line", "credit lines"),
    "quotation": ("a shared quotation", "shared quotations"),
    "fact": ("a shared figure", "shared figures"),
    "overlap": ("a run of shared words", "runs of shared words"),
    "sentence": ("a sentence told alike", "sentences told alike"),
    "date": ("the order of their days", "clues to the order of their days"),
}
_BASIS = {"measured": "measured: the text says so, or is nearly the same", "judged": "judged from the evidence"}
_COLUMNS = ("Report", "Draws on", "How much", "Direction", "Basis", "State", "Evidence", "In the words")
#: Characters of shared words that a table quotes from a link.
_MOST_WORDS = 120


@dataclass(frozen=True, slots=True)
class Node:
    """A text of a family: a report, one outside the corpus that is credited, or one inferred that nobody has seen."""

    id: str
    kind: NodeKind
    name: str
    title: str
    when: str


@dataclass(frozen=True, slots=True)
class Link:
    """A line from the text that is drawn on to the one that draws on it, and what says so."""

    child: str
    parent: str
    basis: str
    state: str
    whole: bool
    certain: bool
    told: str


def nodes(story: Story) -> list[Node]:
    """The texts of the links that nobody has denied, in the order of their days and each after those it draws on."""
    reports = {row["report_id"]: row for row in plain_rows(story.reports)}
    inferred = _inferred(story)
    parents = _parents(row for row in plain_rows(story.lineage) if row["state"] != "denied")
    touched = {*parents, *(one for group in parents.values() for one in group)}
    days = {key: _day(reports.get(key)) for key in touched}
    for key, row in inferred.items():
        days[key] = min((days[child] for child in row["children"] if child in days), default="")
    return [_node(key, reports, inferred) for key in _in_order(parents, days)]


def links(story: Story) -> list[Link]:
    """The links that nobody has denied."""
    variants = {key: len(row["variants"]) for key, row in _inferred(story).items()}
    return [
        Link(row["child"], row["parent"], row["basis"], row["state"], row["kind"] == "wholly",
             bool(row["direction_certain"]), _told_of(row, variants))
        for row in plain_rows(story.lineage)
        if row["state"] != "denied"
    ]  # fmt: skip


def lineage_table(story: Story) -> pd.DataFrame:
    """Every link with its evidence in words, the denied ones too; the chart's twin."""
    return pd.DataFrame([{name: row[name] for name in _COLUMNS} for row in link_rows(story)], columns=list(_COLUMNS))


def link_rows(story: Story) -> list[dict[str, Any]]:
    """The rows of that table with the ids of both texts and the evidence as the ledger has it beside the words."""
    reports = {row["report_id"]: row for row in plain_rows(story.reports)}
    inferred = _inferred(story)
    variants = {key: len(row["variants"]) for key, row in inferred.items()}
    return [
        {
            **row, "Report": _node(row["child"], reports, inferred).name,
            "Draws on": _node(row["parent"], reports, inferred).name,
            "How much": row["kind"], "Direction": "certain" if row["direction_certain"] else "not certain",
            "Basis": _BASIS.get(row["basis"], row["basis"]), "State": row["state"],
            "Evidence": _told_of(row, variants), "In the words": _quoted(row["evidence"]),
        }
        for row in plain_rows(story.lineage)
    ]  # fmt: skip


def variants_table(story: Story) -> pd.DataFrame:
    """The wordings on which each inferred text rests: what the reports share, and what the known text has instead."""
    reports = {row["report_id"]: row for row in plain_rows(story.reports)}
    rows = [
        {
            "Reports": ", ".join(_node(child, reports, {}).name for child in row["children"]),
            "They share": variant["text"], "The known text has": variant["other"] or wording.NOT_STATED,
        }
        for row in plain_rows(story.inferred_parents)
        for variant in row["variants"]
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["Reports", "They share", "The known text has"])


def _inferred(story: Story) -> dict[str, dict[str, Any]]:
    """The inferred texts by the id that the lineage calls them by."""
    return {f"inferred:{row['id']}": row for row in plain_rows(story.inferred_parents)}


def _parents(rows: Iterable[Mapping[str, Any]]) -> dict[str, set[str]]:
    parents: dict[str, set[str]] = {}
    for row in rows:
        parents.setdefault(row["child"], set()).add(row["parent"])
    return parents


def _day(report: Mapping[str, Any] | None) -> str:
    """What a text is sorted by: texts outside the corpus first, undated ones last."""
    return "" if report is None else report["published_earliest"] or report["published_latest"] or "9999"


def _in_order(parents: Mapping[str, set[str]], days: Mapping[str, str]) -> list[str]:
    """The earliest text of those whose parents all stand already, again and again; a loop opens at its earliest."""
    waits = {key: (parents.get(key, set()) & days.keys()) - {key} for key in days}
    children: dict[str, list[str]] = {}
    for key, above in waits.items():
        for parent in above:
            children.setdefault(parent, []).append(key)
    left = dict.fromkeys(sorted(days, key=lambda key: (days[key], key in parents, key)))
    rank = {key: at for at, key in enumerate(left)}
    free = [(rank[key], key) for key in left if not waits[key]]
    order = []
    while left:
        chosen = heappop(free)[1] if free else next(iter(left))
        if chosen in left:
            order.append(chosen)
            del left[chosen]
            for child in children.get(chosen, ()):
                waits[child].discard(chosen)
                if not waits[child]:
                    heappush(free, (rank[child], child))
    return order


def _node(key: str, reports: Mapping[str, Mapping[str, Any]], inferred: Mapping[str, Any]) -> Node:
    report = reports.get(key)
    if report is not None:
        when = wording.days(report["published_earliest"], report["published_latest"])
        return Node(key, "report", wording.report_name(report), _subtitle(report), when)
    if key in inferred:
        return Node(key, "inferred", "A version nobody here has seen", "inferred from wordings shared below it", "")
    name = key.partition(":")[2] or key
    known = any(
        name.casefold() in ((row["outlet"] or "").casefold(), (row["wire"] or "").casefold())
        for row in reports.values()
    )
    title = "credited; which of its reports is not known" if known else "credited, and not among these reports"
    return Node(key, "outside", readable(name), title, "")


def _subtitle(report: Mapping[str, Any]) -> str:
    """The title, or the file where the title is what the report goes by."""
    if report["title"] and (report["outlet"] or report["wire"]):
        return str(report["title"])
    return f"{'no outlet' if report['title'] else 'no title'} stated; file {PurePath(str(report['file'])).name}"


def _told_of(row: Mapping[str, Any], variants: Mapping[str, int]) -> str:
    """What speaks for a link; for an inferred text the wordings that its reports share and the known text has not."""
    if row["parent"] in variants:
        return f"{wording.counted(variants[row['parent']], 'wording')} that only the reports below it share"
    return _told(row["evidence"])


def _told(evidence: Sequence[Mapping[str, Any]]) -> str:
    """The evidence of a link counted by kind, in the order of its weight."""
    counts = Counter(one["kind"] for one in evidence)
    known = [(counts[kind], *names) for kind, names in _EVIDENCE.items() if counts[kind]]
    parts = [one if count == 1 else f"{count} {many}" for count, one, many in known]
    return "; ".join([*parts, *(kind for kind in counts if kind not in _EVIDENCE)]) or wording.NOT_STATED


def _quoted(evidence: Sequence[Mapping[str, Any]]) -> str:
    """The longest words of the weightiest kind of evidence."""
    for kind in _EVIDENCE:
        words = [one["text"] for one in evidence if one["kind"] == kind and one["text"]]
        if words:
            longest = max(words, key=len)
            return longest if len(longest) <= _MOST_WORDS else f"{longest[:_MOST_WORDS].rpartition(' ')[0]}…"
    return ""
