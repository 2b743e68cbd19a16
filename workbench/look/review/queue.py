"""The queue of what most needs an eye: what is in doubt, in one plain sentence each, in an order that is stated.

What is here: which rows of the ledger are in doubt, their order, and which of them a person has settled. The doubts
about one figure are in ``doubts.py``, what persons said so far in ``said.py``. Nothing is hidden: a row that was
reviewed is counted as reviewed, and one put aside as unsure waits at the end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbench.compare.discrepancies.changes import SEVERITIES
from workbench.corrections.merging import conflicts
from workbench.corrections.working import row_id
from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.look.review import said
from workbench.look.review.doubts import HOLDER, READING, Around, failed, figures_around, not_drawn
from workbench.look.review.loose import orphans
from workbench.story import Story

#: The kinds of doubt in the order of the queue, each with the name the analyst reads.
KINDS: Mapping[str, str] = {
    "discrepancy": "Differences that touch a charted figure",
    "holder": "Charted figures whose holder is not settled",
    "reading": "Charted figures read by a weak rule",
    "difference": "Other differences between reports",
    "uncharted": "Numbers not drawn that look like estimates",
    "link": "Links between reports, proposed by rules",
    "orphan": "Corrections whose row is gone",
    "conflict": "Points on which analysts disagree",
    "unsure": "Put aside as unsure",
}
#: Kinds that arise from what persons said, so that a verdict does not settle them.
OF_PERSONS = ("orphan", "conflict")
RULE = (
    "What comes first: open differences that touch a charted figure, the gravest first; charted figures whose holder "
    "is not settled; charted figures that rules read against each other or that only a weak rule read; other "
    "differences; numbers not drawn that count something; links that nobody has judged, guessed ones before measured "
    "ones; corrections whose row is gone; points on which analysts disagree; last, what was put aside as unsure. "
    "Within a kind the order is that of the ledger. A row that a person accepted, edited or rejected leaves the queue."
)


@dataclass(frozen=True, slots=True)
class Item:
    """One row in doubt: what is in doubt in a sentence, what else is, and its place in the order."""

    kind: str
    table: str
    row: str
    doubt: str
    more: tuple[str, ...] = ()
    rank: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """What names the item among all others."""
        return f"{self.table}/{self.row}"


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of a kind wait, and how many of it a person has settled."""

    kind: str
    waiting: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class Queue:
    """The items that wait, in order, and the counts of every kind."""

    items: tuple[Item, ...]
    counts: tuple[Count, ...]

    def of_kind(self, kind: str | None) -> tuple[Item, ...]:
        """The waiting items of one kind, or all of them."""
        return tuple(item for item in self.items if kind in (None, item.kind))


def review_queue(story: Story) -> Queue:
    """What waits for an eye, in the order of ``RULE``; equal stories give equal queues."""
    verdicts = said.verdicts(story)
    found = [item for kind in (_differences, _figures, _links, _orphans, _conflicts) for item in kind(story)]
    waiting = [_aside(item) if verdicts.get(item.key) == "unsure" else item for item in found
               if item.kind in OF_PERSONS or verdicts.get(item.key) in (None, "unsure")]  # fmt: skip
    order = {kind: at for at, kind in enumerate(KINDS)}
    numbered = sorted(enumerate(waiting), key=lambda pair: (order[pair[1].kind], pair[1].rank, pair[0]))
    items = tuple(item for _, item in numbered)
    return Queue(items, tuple(_counts(items, found)))


def _aside(item: Item) -> Item:
    return replace(item, kind="unsure", more=(KINDS[item.kind], *item.more), rank=())


def _counts(waiting: Sequence[Item], found: Sequence[Item]) -> Iterator[Count]:
    keys = {item.key for item in waiting}
    for kind in KINDS:
        settled = sum(item.kind == kind and item.key not in keys for item in found)
        yield Count(kind, sum(item.kind == kind for item in waiting), settled)


# --- differences ------------------------------------------------------------------------------------------------------


def _differences(story: Story) -> Iterator[Item]:
    drawn: dict[str, list[tuple[int, int]]] = {}
    for row in plain_rows(story.estimates[["report_id", "start", "end", "charted"]]):
        if row["charted"]:
            drawn.setdefault(row["report_id"], []).append((row["start"], row["end"]))
    grave = {name: at for at, name in enumerate(SEVERITIES)}
    for row in plain_rows(story.discrepancies):
        if row["state"] == "open":
            kind = "discrepancy" if any(_touches(row, side, drawn) for side in "ab") else "difference"
            rank = (grave.get(row["severity"], len(grave)),)
            yield Item(kind, "discrepancies", row["discrepancy_id"], row["reading"], (), rank)


def _touches(row: Mapping[str, Any], side: str, drawn: Mapping[str, Sequence[tuple[int, int]]]) -> bool:
    """Whether the wording of that side holds a figure that is drawn."""
    start, end = row[f"{side}_start"], row[f"{side}_end"]
    return start is not None and any(start < until and at < end for at, until in drawn.get(row[f"{side}_report"], ()))


# --- figures ----------------------------------------------------------------------------------------------------------


def _figures(story: Story) -> Iterator[Item]:
    for one in figures_around(story):
        yield from _charted(one) if one.figure["charted"] else _uncharted(one)


def _charted(one: Around) -> Iterator[Item]:
    holder, reading = failed(one, HOLDER), failed(one, READING)
    sentences = [sentence for _, sentence in (*holder, *reading)]
    if sentences:
        kind = "holder" if holder else "reading"
        rank = (holder or reading)[0][0]
        yield Item(kind, "estimates", one.figure["estimate_id"], sentences[0], tuple(sentences[1:]), (rank,))


def _uncharted(one: Around) -> Iterator[Item]:
    doubt = not_drawn(one)
    if doubt:
        yield Item("uncharted", "estimates", one.figure["estimate_id"], doubt)


#: What a proposed link rests on.
_BASES = {"measured": "The texts say or show it.", "judged": "The rules judge so from what the two have in common."}


# --- links, and what persons left open --------------------------------------------------------------------------------


def _links(story: Story) -> Iterator[Item]:
    names = {row["report_id"]: wording.report_name(row) for row in plain_rows(story.reports)}
    for row in plain_rows(story.lineage):
        if row["state"] == "proposed":
            child, parent = names.get(row["child"], row["child"]), names.get(row["parent"], _apart(row["parent"]))
            doubt = f"Does {child} draw on {parent}? {_BASES.get(row['basis'], '')} Nobody has said so or denied it."
            yield Item("link", "lineage", row_id("lineage", row), doubt, (), (int(row["basis"] == "measured"),))


def _apart(parent: str) -> str:
    """A parent that is no report of the story: a wire, an outlet, a version nobody has seen."""
    kind, _, name = parent.partition(":")
    return f"a version nobody has seen ({name})" if kind == "inferred" else f"{name}, whose report is not here"


def _orphans(story: Story) -> Iterator[Item]:
    for row in orphans(story):
        doubt = f"A correction of {row['who'] or 'somebody'} changes nothing any more: {row['why']}."
        words = said.quotation(row)
        more = (f"It was about {words}.",) if words else ()
        yield Item("orphan", "corrections", str(row["correction_id"]), doubt, more)


def _conflicts(story: Story) -> Iterator[Item]:
    for row in plain_rows(conflicts(story)):
        about = "whether it stands" if row["field"] == "verdict" else row["field"].replace("_", " ")
        doubt = f"{row['a_who']} and {row['b_who']} disagree on {about}; what was said last holds until one is kept."
        yield Item("conflict", row["table"], row["row"], doubt)
