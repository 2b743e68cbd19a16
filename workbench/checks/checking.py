"""A sentence checked against a story: its parts, where it stands, what it seems drawn from, and what it rests on.

What is here: the steps in their order, and the values that page, review and query are written from. What people did
about a check is in ``log.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.checks.appearances import Appearance, appearances, host_of
from workbench.checks.parts import Part, parts_of, weakest
from workbench.checks.reading import Read, read_sentence
from workbench.compare.discrepancies.alignment import aligned
from workbench.compare.discrepancies.differences import labels_of
from workbench.compare.discrepancies.pairing import Pair
from workbench.compare.discrepancies.queue import discrepancy_rows
from workbench.look import wording
from workbench.look.discrepancies import queue_rows
from workbench.look.selection import names_of, plain_rows
from workbench.model import content_id
from workbench.publish.exports.claimreview import surely_first
from workbench.story import Story

Row = Mapping[str, Any]
#: How many sentences of the likely parent are set beside the checked one.
BESIDE = 3
#: Severities that a query to the outlet names; the light ones are matters of style.
NAMED = ("high", "medium")


@dataclass(frozen=True, slots=True)
class Beside:
    """A sentence of the likely parent that says the same, with the names of what differs."""

    words: str
    start: int
    score: float
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """What is found of a sentence in a story.

    ``host`` is the report it stands in word for word, ``parent`` the one it seems drawn from; ``differences`` are rows
    as the queue has them, of the sentence against the parent; ``between`` those of the host's other sentences.
    ``support`` is the row of ``corroboration`` of its number, ``sources`` the names of its ultimate sources.
    """

    check_id: str
    sentence: str
    story: Story
    parts: tuple[Part, ...]
    appearances: tuple[Appearance, ...]
    host: Row | None
    parent: Row | None
    beside: tuple[Beside, ...]
    differences: tuple[Row, ...]
    between: tuple[Row, ...]
    support: Row | None
    sources: tuple[str, ...]

    @property
    def first(self) -> Row | None:
        """The report in which the number or the words surely stand first; missing where the days do not tell."""
        return surely_first(list({one.report["report_id"]: one.report for one in self.given}.values()))

    @property
    def given(self) -> tuple[Appearance, ...]:
        """Where the sentence stands or its number is given; of one without a number all places in like words."""
        surely = tuple(one for one in self.appearances if one.figure is not None or one.verbatim)
        return surely or self.appearances

    @property
    def alike(self) -> tuple[Appearance, ...]:
        """Places in like words that do not give the number."""
        return tuple(one for one in self.appearances if one not in self.given)

    @property
    def finding(self) -> str:
        """The finding of the weakest part: the rule by which one is proposed for the whole."""
        return weakest(self.parts)

    @property
    def badge(self) -> str:
        """The three counts behind the number in words; empty where it is no figure of the story."""
        return wording.badge(self.support) if self.support is not None else ""

    def label(self, finding: str) -> str:
        """The newsroom's label for a finding, from the story file; the finding itself where it has none."""
        return next((one.label for one in self.story.file.ratings if one.finding == finding), finding)


def check_id_of(sentence: str) -> str:
    """The id of a check: that of its sentence, whatever the white space, so that its log is found again."""
    return content_id("q", " ".join(sentence.split()))


def check(story: Story, sentence: str) -> Check:
    """What the reports of the story have of a sentence, part by part; nothing is written and nobody's label given.

    Raises ``InputError`` for a sentence without a word or one that is too long.
    """
    read = read_sentence(story, sentence)
    found = appearances(read)
    host = host_of(found)
    parent = _parent(read, found, host)
    rows = _differences(read, parent)
    support = _support(read, found)
    names = names_of(story.entities, "entity_id")
    return Check(
        check_id=check_id_of(sentence),
        sentence=read.text,
        story=story,
        parts=parts_of(read, found, rows, host),
        appearances=found,
        host=host,
        parent=parent,
        beside=_beside(read, parent, rows),
        differences=rows,
        between=_between(story, host, parent, found),
        support=support,
        sources=tuple(names.get(one, one) for one in (support["ultimate_sources"] if support is not None else ())),
    )


def _parent(read: Read, found: Sequence[Appearance], host: Row | None) -> Row | None:
    """The report the sentence seems drawn from: one its host draws on, else the first to give it, else the likest."""
    reports = {row["report_id"]: row for row in plain_rows(read.story.reports)}
    surely = [one for one in found if one.figure is not None or one.verbatim] or found
    others = [one for one in surely if host is None or one.report["report_id"] != host["report_id"]]
    links = [row for row in plain_rows(read.story.lineage) if row["state"] != "denied"]
    if host is not None:
        above = {row["parent"] for row in links if row["child"] == host["report_id"]} & set(reports)
        siblings = {row["parent"] for row in links if row["child"] == host["report_id"]} - set(reports)
        above |= {row["child"] for row in links if row["parent"] in siblings} - {host["report_id"]}
        others = [one for one in others if one.report["report_id"] in above] or others
    return others[0].report if others else None


def _differences(read: Read, parent: Row | None) -> tuple[Row, ...]:
    """The rows of the queue that the sentence would raise if it were drawn from the parent, and those of its number."""
    if parent is None:
        return ()
    pair = Pair(parent["report_id"], read.report_id, "parent")
    lineage = [{"child": read.report_id, "parent": parent["report_id"], "state": "proposed"}]
    alignments = [
        {"a_report": one.a.report_id, "a_start": one.a.start, "a_end": one.a.end, "b_report": one.b.report_id,
         "b_start": one.b.start, "b_end": one.b.end, "score": one.score}
        for one in aligned(read.desk, [pair])
    ]  # fmt: skip
    rows = discrepancy_rows(read.story, lineage, alignments, desk=read.desk)
    ours = [row for row in rows if read.report_id in (row["a_report"], row["b_report"])]
    return tuple(ours)


def _beside(read: Read, parent: Row | None, rows: Sequence[Row]) -> tuple[Beside, ...]:
    """The sentences of the parent that say the same, those that a difference names first, then the likest."""
    if parent is None:
        return ()
    pair = Pair(parent["report_id"], read.report_id, "parent")
    told = {row["a_start"] for row in rows if row["a_report"] == parent["report_id"]}
    best: dict[int, Beside] = {}
    for one in sorted(aligned(read.desk, [pair]), key=lambda one: (one.a.start not in told, -one.score)):
        labels = labels_of(read.desk, one.a, one.b)
        best.setdefault(one.a.start, Beside(one.a.text, one.a.start, one.score, labels))
    return tuple(best.values())[:BESIDE]


def _between(story: Story, host: Row | None, parent: Row | None, found: Sequence[Appearance]) -> tuple[Row, ...]:
    """What else differs between the host and the parent, as the story's own queue has it."""
    if host is None or parent is None:
        return ()
    spots = [one.sentence for one in found if one.verbatim]
    pair = {host["report_id"], parent["report_id"]}
    return tuple(
        row
        for row in queue_rows(story)
        if {row["a_report"], row["b_report"]} == pair
        and not any(row["b_report"] == one.report_id and row["b_start"] == one.start for one in spots)
    )


def _support(read: Read, found: Sequence[Appearance]) -> Row | None:
    """The figure of the story that most of the number's mentions are of."""
    mentions = {one.figure.row.estimate_id for one in found if one.figure is not None}
    rows = [
        (len(mentions & set(row["estimates"])), row["figure_id"], row) for row in plain_rows(read.story.corroboration)
    ]
    best = max(rows, key=lambda one: (one[0], one[1]), default=None)
    return best[2] if best is not None and best[0] else None


def not_independent(check: Check) -> str:
    """A line to quote on how many beginnings and holders are behind the number; empty where it is no figure."""
    if check.support is None:
        return ""
    reports, origins = len(check.support["reports"]), len(check.support["origins"])
    number = wording.number(check.support["value"]) or "this figure"
    unknown = len(check.support["unknown"])
    held = " and ".join(check.sources) or "nobody who is named"
    held += f", {wording.counted(unknown, 'beginning')} naming nobody" if unknown else ""
    if not reports:
        return f"No report of the story stands by {number}."
    counts = f"{wording.counted(reports, 'report')} {'gives' if reports == 1 else 'give'} {number}"
    begins = f"{wording.counted(origins, 'independent beginning')}"
    if reports > origins:
        return (
            f"{counts}, from {begins}, ultimately held by {held}: reports that draw on one text are not independent of "
            "each other, and their number confirms nothing."
        )
    if len(check.sources) < origins:
        return f"{counts}, from {begins}, but ultimately held by {held}: that is not as many independent sources."
    return f"{counts}, from {begins}, ultimately held by {held}; each report has a beginning of its own."
