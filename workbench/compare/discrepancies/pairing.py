"""Which reports are held against each other: those that draw on one another, on a common origin, or tell one event.

Of reports that are not known to draw on anything in common, only likely pairs are compared once a story is large: each
report with a few before it that share a figure or rare words with it, found through what is shared and never by trying
all pairs, so that the work grows with the number of reports. What is done with a pair is in ``alignment.py``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from workbench.compare.discrepancies.differences import Desk
from workbench.compare.discrepancies.pages import Page, Shelf
from workbench.compare.discrepancies.sentences import plain_words
from workbench.compare.standing import when

Relation = Literal["parent", "sibling", "event"]

#: With more reports than this, not all pairs of unrelated reports are compared.
MOST_FOR_ALL_PAIRS = 24
#: A word is rare when no more reports than this have it; a figure may be in more, but is compared with the few before.
RARE = 8
#: Through each thing shared a report is held against so many before it; against so many in all.
NEIGHBOURS, PARTNERS = 2, 3
#: How much each thing shared counts, a figure of one estimand, the estimand alone and a rare word, and what is enough.
A_FIGURE, AN_ESTIMAND, A_WORD, ENOUGH = 2, 2, 1, 2
#: Runs of so many words, and how many of them, that two reports of one unseen origin must share.
RUN, RUNS = 5, 3

_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports to compare: ``b`` draws on ``a`` (parent), both on a third (sibling), or they share an event only."""

    a: str
    b: str
    relation: Relation


def pairs_of(desk: Desk, lineage: Iterable[Mapping[str, Any]]) -> list[Pair]:
    """The pairs of reports to compare, related ones first, each pair once.

    A denied edge relates nothing. Children of one parent are siblings, be it a report or one inferred from them; those
    of an agency whose text nobody has may each have another of its texts, so that they must share words.
    """
    shelf = desk.shelf
    edges = sorted((str(row["parent"]), str(row["child"])) for row in lineage if row.get("state") != "denied")
    found: dict[frozenset[str], Pair] = {}
    for parent, child in edges:
        if parent in shelf.pages and child in shelf.pages and parent != child:
            found.setdefault(frozenset((parent, child)), Pair(parent, child, "parent"))
    for one, other in _siblings(shelf, edges):
        found.setdefault(frozenset((one, other)), Pair(*_in_time(shelf, one, other), "sibling"))
    for one, other in _of_one_event(desk):
        found.setdefault(frozenset((one, other)), Pair(*_in_time(shelf, one, other), "event"))
    return list(found.values())


def _siblings(shelf: Shelf, edges: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    children: dict[str, list[str]] = defaultdict(list)
    for parent, child in edges:
        if child in shelf.pages:
            children[parent].append(child)
    for parent, group in children.items():
        seen = parent in shelf.pages or parent.startswith("inferred:")
        runs = {} if seen else {one: _runs(shelf.pages[one]) for one in group[:MOST_FOR_ALL_PAIRS]}
        for one, other in combinations(group[:MOST_FOR_ALL_PAIRS], 2):
            if seen or len(runs[one] & runs[other]) >= RUNS:
                yield one, other


def _runs(page: Page) -> set[tuple[str, ...]]:
    """The runs of words in the sentences of a report."""
    told = [plain_words(one.text) for one in page.sentences]
    return {tuple(words[at : at + RUN]) for words in told for at in range(len(words) - RUN + 1)}


def _in_time(shelf: Shelf, one: str, other: str) -> tuple[str, str]:
    first, second = sorted((one, other), key=lambda key: _when(shelf.pages[key]))
    return first, second


def _when(page: Page) -> tuple[str, str, str]:
    return *when(*page.published), page.report_id


def _of_one_event(desk: Desk) -> Iterator[tuple[str, str]]:
    """Pairs of reports that may tell one event, the earlier first."""
    pages = desk.shelf.pages
    ids = sorted(pages, key=lambda key: _when(pages[key]))
    if len(ids) <= MOST_FOR_ALL_PAIRS:
        yield from combinations(ids, 2)
        return
    spread = Counter(stem for stems in desk.stems.values() for stem in stems)
    sharing: dict[_Key, list[str]] = defaultdict(list)
    for key in ids:
        shared = Counter[str]()
        for what, weight in _keys(desk, key, spread):
            for before in sharing[what][-NEIGHBOURS:]:
                shared[before] += weight
            sharing[what].append(key)
        likely = [(-weight, before) for before, weight in shared.items() if weight >= ENOUGH]
        yield from ((before, key) for _, before in sorted(likely)[:PARTNERS])


def _keys(desk: Desk, report: str, spread: Mapping[str, int]) -> list[tuple[_Key, int]]:
    """What a report may share with another, each with its weight: its figures, and its words that few reports have."""
    rows = [one.row for one in desk.figures[report] if one.row.charted and one.row.value is not None]
    figures = {(str(row.estimand), f"{row.value:.10g}") for row in rows}
    words = {(stem,) for stem in desk.stems[report] if 1 < spread[stem] <= RARE}
    estimands = {("of", estimand, "") for estimand, _ in figures}
    return [
        *((key, A_FIGURE) for key in sorted(figures)),
        *((key, AN_ESTIMAND) for key in sorted(estimands)),
        *((key, A_WORD) for key in sorted(words)),
    ]
