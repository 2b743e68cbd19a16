"""Sentences of two reports that say the same thing in different words, found by the letters they share.

Character 3-to-5-grams within words, weighted by how rare they are in the story, find what was reworded better than
word vectors do (44 of 45 hand-marked pairs of the design's trial). What is here: which reports are compared, the score
of two sentences, and the pairs kept. What changed between two aligned sentences is named in ``differences.py``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from workbench.compare.discrepancies.differences import Desk, desk_of, labels_of
from workbench.compare.discrepancies.figures import mentions_of
from workbench.compare.discrepancies.pages import Page, Shelf, shelf_of
from workbench.compare.discrepancies.sentences import Sentence, words_of
from workbench.compare.standing import when
from workbench.story import Story

Relation = Literal["parent", "sibling", "event"]

#: Cosine below which two sentences are not taken to say the same: within a family, and between unrelated reports.
FLOORS: Mapping[Relation, float] = {"parent": 0.20, "sibling": 0.25, "event": 0.32}
#: What the best partner of a sentence of ``a`` must reach: the retelling may have left that sentence out.
LEFT_OUT = 0.30
#: What two clauses must reach for their sentences to be aligned beside the best partner.
CLAUSES = 0.34
#: A second sentence is kept beside the best when it reaches this share of the best's score.
SECOND = 0.75
#: So many mentions of one number in the parent are aligned to the sentence that repeats it.
MENTIONS = 2
#: With more reports than this, unrelated reports are compared only where they speak of one estimand, and only with the
#: few before them in time.
MOST_FOR_ALL_PAIRS = 24
NEIGHBOURS = 2
#: With more than this, only related reports are aligned: the queue needs no others.
MOST_FOR_EVENTS = 2000

#: A clause of fewer words says too little to be aligned by itself.
SHORTEST_CLAUSE = 4

_CLAUSE = re.compile(r"[,;:—–()]\s+|\s[—–-]\s|\s(?=(?:as|which|who|where|while|but|and)\s)")
_Gram = npt.NDArray[np.int64]
_Weight = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports to compare: ``b`` draws on ``a`` (parent), both on a third (sibling), or they share an event only."""

    a: str
    b: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two sentences that say the same, ``a`` in the parent or earlier report, with the cosine of their grams."""

    a: Sentence
    b: Sentence
    score: float
    relation: Relation


@dataclass(frozen=True, slots=True)
class Vectors:
    """Stretches of a report as sparse vectors of length one, and the sentence that each stretch is of.

    ``grams`` numbers each gram of each stretch, stretch by stretch, ``rows`` says of which, ``weights`` how much.
    """

    grams: _Gram
    rows: _Gram
    weights: _Weight
    owners: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shapes:
    """A report's sentences and its clauses as vectors."""

    sentences: Vectors
    clauses: Vectors


def alignment_rows(
    story: Story, lineage: Iterable[Mapping[str, Any]] = (), *, desk: Desk | None = None
) -> list[dict[str, Any]]:
    """Rows of the table ``alignments``: pairs of stretches with their score and the names of what changed.

    ``lineage`` holds rows of the table of that name. Pairs of related reports come with ``a`` in the parent, others in
    the order of time. ``labels`` is ("same",) for the same words, ("reworded",) for others without a named change; a
    report that does not draw on the other drops and adds nothing, so only what differs either way is named. ``desk`` is
    the story laid out, where it already is.
    """
    desk = desk or desk_of(shelf_of(story))
    return [
        {
            "a_report": one.a.report_id,
            "a_start": one.a.start,
            "a_end": one.a.end,
            "b_report": one.b.report_id,
            "b_start": one.b.start,
            "b_end": one.b.end,
            "score": round(one.score, 4),
            "labels": list(labels_of(desk, one.a, one.b, retold=one.relation == "parent")),
        }
        for one in aligned(desk, pairs_of(desk, lineage))
    ]


def pairs_of(desk: Desk, lineage: Iterable[Mapping[str, Any]]) -> list[Pair]:
    """The pairs of reports to compare, related ones first, each pair once.

    A denied edge relates nothing. Children of one parent, a real or an inferred one, are siblings.
    """
    shelf = desk.shelf
    edges = sorted((str(row["parent"]), str(row["child"])) for row in lineage if row.get("state") != "denied")
    found: dict[frozenset[str], Pair] = {}
    for parent, child in edges:
        if parent in shelf.pages and child in shelf.pages and parent != child:
            found.setdefault(frozenset((parent, child)), Pair(parent, child, "parent"))
    children: dict[str, list[str]] = defaultdict(list)
    for parent, child in edges:
        children[parent].append(child)
    for group in children.values():
        for one, other in combinations(group[:MOST_FOR_ALL_PAIRS], 2):
            if one in shelf.pages and other in shelf.pages:
                found.setdefault(frozenset((one, other)), Pair(*_in_time(shelf, one, other), "sibling"))
    for one, other in _of_one_event(shelf):
        found.setdefault(frozenset((one, other)), Pair(*_in_time(shelf, one, other), "event"))
    return list(found.values())


def _in_time(shelf: Shelf, one: str, other: str) -> tuple[str, str]:
    first, second = sorted((one, other), key=lambda key: _when(shelf.pages[key]))
    return first, second


def _when(page: Page) -> tuple[str, str, str]:
    return *when(*page.published), page.report_id


def _of_one_event(shelf: Shelf) -> Iterator[tuple[str, str]]:
    ids = sorted(shelf.pages, key=lambda key: _when(shelf.pages[key]))
    if len(ids) <= MOST_FOR_ALL_PAIRS:
        yield from combinations(ids, 2)
        return
    if len(ids) > MOST_FOR_EVENTS:
        return
    speaking: dict[str, list[str]] = defaultdict(list)
    for key in ids:
        for estimand in sorted({row.estimand for row in shelf.pages[key].estimates.rows if row.charted}):
            yield from ((before, key) for before in speaking[estimand][-NEIGHBOURS:])
            speaking[estimand].append(key)


def aligned(desk: Desk, pairs: Sequence[Pair]) -> list[Aligned]:
    """The sentence pairs that say the same, pair of reports by pair of reports, in order of their place in ``b``."""
    reports = sorted({key for pair in pairs for key in (pair.a, pair.b)})
    pages = desk.shelf.pages
    shapes = shapes_of([pages[key] for key in reports])
    found: list[Aligned] = []
    for pair in pairs:
        a, b = pages[pair.a].sentences, pages[pair.b].sentences
        scores = cosines(shapes[pair.a].sentences, shapes[pair.b].sentences)
        kept = _kept(scores, FLOORS[pair.relation])
        if pair.relation != "event":
            kept |= _by_clause(shapes[pair.a].clauses, shapes[pair.b].clauses) | _by_figure(desk, pair)
        order = sorted(kept, key=lambda one: (one[1], -scores[one], one[0]))
        found += [Aligned(a[i], b[j], float(scores[i, j]), pair.relation) for i, j in order]
    return found


def _kept(scores: _Weight, floor: float) -> set[tuple[int, int]]:
    """The best partner of each sentence of ``b`` and near seconds, and of each of ``a`` that is surely retold."""
    if not scores.size:
        return set()
    best = scores.max(axis=0)
    kept = {(int(i), int(j)) for i, j in np.argwhere(scores >= np.maximum(SECOND * best, floor)[None, :])}
    back = scores.max(axis=1)
    floor = max(floor, LEFT_OUT)
    return kept | {(int(i), int(j)) for i, j in np.argwhere(scores >= np.maximum(back, floor)[:, None])}


def _by_clause(a: Vectors, b: Vectors) -> set[tuple[int, int]]:
    """The sentences whose clauses are each other's best partner."""
    scores = cosines(a, b)
    if not scores.size:
        return set()
    best = scores >= np.maximum(scores.max(axis=0), CLAUSES)[None, :]
    return {(a.owners[int(i)], b.owners[int(j)]) for i, j in np.argwhere(best)}


def _by_figure(desk: Desk, pair: Pair) -> set[tuple[int, int]]:
    """The sentences that hold the likest mention of one number about one thing."""
    kept = set()
    for figure in desk.figures[pair.b]:
        mentions = mentions_of(figure, desk.figures[pair.a])
        if mentions:
            a, b = desk.shelf.pages[pair.a].sentences, desk.shelf.pages[pair.b].sentences
            kept |= {(a.index(one.sentence), b.index(figure.sentence)) for one in mentions[:MENTIONS]}
    return kept


def shapes_of(pages: Sequence[Page]) -> dict[str, Shapes]:
    """The sentences and clauses of each page as vectors of gram weights, a gram's weight falling with its spread.

    How far a gram is spread is counted over the sentences of all the pages.
    """
    counted = {page.report_id: [Counter(_grams(one.text)) for one in page.sentences] for page in pages}
    spread = Counter(gram for counts in counted.values() for count in counts for gram in count)
    numbers = {gram: number for number, gram in enumerate(spread)}
    total = sum(len(counts) for counts in counted.values())
    rarity = np.log((1 + total) / (1 + np.array(list(spread.values()), dtype=np.float64))) + 1
    return {
        page.report_id: Shapes(
            _vectors(counted[page.report_id], range(len(page.sentences)), numbers, rarity),
            _vectors(*_clauses(page.sentences), numbers, rarity),
        )
        for page in pages
    }


def _clauses(sentences: Sequence[Sentence]) -> tuple[list[Counter[str]], list[int]]:
    """The clauses of each sentence that has more than one, as counted grams, and the number of their sentence."""
    counts, owners = [], []
    for number, sentence in enumerate(sentences):
        pieces = [piece for piece in _CLAUSE.split(sentence.text) if len(piece.split()) >= SHORTEST_CLAUSE]
        counts += [Counter(_grams(piece)) for piece in pieces]
        owners += [number] * len(pieces)
    return counts, owners


def _vectors(
    counts: Sequence[Counter[str]], owners: Iterable[int], numbers: Mapping[str, int], rarity: _Weight
) -> Vectors:
    held = [
        (row, numbers[gram], times)
        for row, count in enumerate(counts)
        for gram, times in count.items()
        if gram in numbers
    ]
    rows, grams, times = np.array(held, dtype=np.int64).reshape(-1, 3).T
    weights = (1 + np.log(times)) * rarity[grams]
    lengths = np.sqrt(np.bincount(rows, weights * weights, minlength=len(counts)))
    return Vectors(grams, rows, weights / lengths[rows], tuple(owners))


def cosines(a: Vectors, b: Vectors) -> _Weight:
    """The cosine of every sentence of one report with every sentence of another."""
    found = np.zeros((len(a.owners), len(b.owners)))
    if not len(a.grams) or not len(b.grams):
        return found
    known, columns = np.unique(b.grams, return_inverse=True)
    spread = np.zeros((len(known), len(b.owners)))
    spread[columns, b.rows] = b.weights
    at = np.minimum(np.searchsorted(known, a.grams), len(known) - 1)
    shared = known[at] == a.grams
    rows = a.rows[shared]
    if len(rows):
        first = np.flatnonzero(np.diff(rows, prepend=-1))
        found[rows[first]] = np.add.reduceat(a.weights[shared, None] * spread[at[shared]], first, axis=0)
    return found


def _grams(text: str) -> Iterator[str]:
    """The runs of three to five characters of each word of a text, its edges marked by a space."""
    for word in words_of(text):
        padded = f" {word.plain} "
        for size in (3, 4, 5):
            if len(padded) <= size:
                yield padded
                break
            yield from (padded[at : at + size] for at in range(len(padded) - size + 1))
