"""What a statement seems drawn from: the report, its sentences that say the same, and what differs by name.

A sentence with several numbers may be drawn from several reports; what is compared then are the numbers for which a
report stands, and the others lie aside, with what the reports give of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbench.checks.appearances import Appearance
from workbench.checks.reading import Read
from workbench.compare.discrepancies.alignment import aligned
from workbench.compare.discrepancies.differences import Desk, labels_of
from workbench.compare.discrepancies.figures import Figure, same_number
from workbench.compare.discrepancies.pairing import Pair
from workbench.compare.discrepancies.queue import discrepancy_rows
from workbench.ledger import plain_rows
from workbench.look.discrepancies import queue_rows

Row = Mapping[str, Any]
#: How many sentences of the likely parent are set beside the checked one.
BESIDE = 3


@dataclass(frozen=True, slots=True)
class Beside:
    """A sentence of the likely parent that says the same, with the names of what differs."""

    words: str
    start: int
    score: float
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The report that something seems drawn from, and the sentence held against it.

    ``differences`` are rows as the queue has them, of the sentence against the parent; ``between`` those of the host's
    other sentences.
    """

    parent: Row
    beside: tuple[Beside, ...]
    differences: tuple[Row, ...]
    between: tuple[Row, ...]


def parent_of(
    read: Read,
    figure: Figure | None,
    found: Sequence[Appearance],
    host: Row | None,
    *,
    others: Sequence[Sequence[Appearance]],
) -> Row | None:
    """The report a statement seems drawn from: one its host draws on, else the first to give it.

    Of several the first that gives the most of the sentence's other numbers, whose places are ``others``, and that has
    the number from one of its holders; where none gives it, the likest.
    """
    reports = {row["report_id"]: row for row in plain_rows(read.story.reports)}
    surely = [one for one in found if one.stands_by_it or one.verbatim]
    likest = sorted(found, key=lambda one: -one.score)
    away = [one for one in surely or likest if host is None or one.report["report_id"] != host["report_id"]]
    links = [row for row in plain_rows(read.story.lineage) if row["state"] != "denied"]
    if host is not None:
        above = {row["parent"] for row in links if row["child"] == host["report_id"]} & set(reports)
        siblings = {row["parent"] for row in links if row["child"] == host["report_id"]} - set(reports)
        above |= {row["child"] for row in links if row["parent"] in siblings} - {host["report_id"]}
        away = [one for one in away if one.report["report_id"] in above] or away
    giving = [{one.report["report_id"] for one in some if one.stands_by_it} for some in others]
    parties = figure.parties if figure is not None else frozenset()

    def weight(one: Appearance) -> tuple[int, bool]:
        held = one.figure is not None and bool(parties & one.figure.parties)
        return sum(one.report["report_id"] in some for some in giving), held

    best = max(away, key=weight, default=None)
    return None if best is None else best.report


def drawn_from(
    read: Read, parent: Row, host: Row | None, figures: Sequence[Figure], found: Iterable[Appearance]
) -> Drawn:
    """The sentence held against a report, as far as these of its numbers go."""
    desk = _with_only(read, figures)
    rows = differences(read, parent, figures)
    return Drawn(parent, _beside(read, desk, parent, rows), rows, _between(read, host, parent, found))


def differences(read: Read, parent: Row, figures: Sequence[Figure]) -> tuple[Row, ...]:
    """The rows of the queue that the sentence would raise if it were drawn from the parent, and those of its numbers.

    The numbers are these ``figures`` alone.
    """
    desk = _with_only(read, figures)
    pair = Pair(parent["report_id"], read.report_id, "parent")
    lineage = [{"child": read.report_id, "parent": parent["report_id"], "state": "proposed"}]
    alignments = [
        {"a_report": one.a.report_id, "a_start": one.a.start, "a_end": one.a.end, "b_report": one.b.report_id,
         "b_start": one.b.start, "b_end": one.b.end, "score": one.score}
        for one in next(aligned(desk, [pair]))
    ]  # fmt: skip
    rows = discrepancy_rows(read.story, lineage, alignments, desk=desk)
    ours = [row for row in rows if read.report_id in (row["a_report"], row["b_report"])]
    return tuple(ours)


def differences_of(read: Read, parent: Row, figure: Figure) -> tuple[Row, ...]:
    """The rows on one number: of a sentence with several those that name it, else those on the sentence too."""
    rows = differences(read, parent, [figure])
    return rows if len(read.figures) == 1 else tuple(row for row in rows if figure.words in row["reading"])


def _with_only(read: Read, figures: Sequence[Figure]) -> Desk:
    """The desk with these numbers of the sentence; its others are laid aside, and what the reports give of them."""
    aside = [one for one in read.figures if all(one is not figure for figure in figures)]
    if not aside:
        return read.desk

    def stays(one: Figure) -> bool:
        kept = any(same_number(one, figure) for figure in figures)
        return kept or not any(one is other or same_number(one, other) for other in aside)

    return replace(
        read.desk, figures={key: [one for one in some if stays(one)] for key, some in read.desk.figures.items()}
    )


def _beside(read: Read, desk: Desk, parent: Row, rows: Sequence[Row]) -> tuple[Beside, ...]:
    """The sentences of the parent that say the same, those that a difference names first, then the likest."""
    pair = Pair(parent["report_id"], read.report_id, "parent")
    told = {row["a_start"] for row in rows if row["a_report"] == parent["report_id"]}
    best: dict[int, Beside] = {}
    for one in sorted(next(aligned(desk, [pair])), key=lambda one: (one.a.start not in told, -one.score)):
        labels = labels_of(desk, one.a, one.b)
        best.setdefault(one.a.start, Beside(one.a.text, one.a.start, one.score, labels))
    return tuple(best.values())[:BESIDE]


def _between(read: Read, host: Row | None, parent: Row, found: Iterable[Appearance]) -> tuple[Row, ...]:
    """What else differs between the host and the parent, as the story's own queue has it."""
    if host is None:
        return ()
    spots = [one.sentence for one in found if one.verbatim]
    pair = {host["report_id"], parent["report_id"]}
    return tuple(
        row
        for row in queue_rows(read.story)
        if {row["a_report"], row["b_report"]} == pair
        and not any(row["b_report"] == one.report_id and row["b_start"] == one.start for one in spots)
    )
