"""Sentences of two reports that say the same thing in different words, found by the letters they share.

Character 3-to-5-grams within words, weighted by how rare they are, find what was reworded better than word vectors do
(44 of 45 hand-marked pairs of the design's trial). What is rare is told by a report and those it is held against, not
by the whole story: one report more then changes nothing between others. What is here: the score of two sentences, and
the pairs kept. Which reports are compared is in ``pairing.py``, what changed between two sentences in
``differences.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from sys import intern
from typing import Any

import numpy as np

from workbench.compare.discrepancies.differences import Desk, desk_of, labels_of
from workbench.compare.discrepancies.figures import mentions_of
from workbench.compare.discrepancies.pages import shelf_of
from workbench.compare.discrepancies.pairing import Pair, Relation, pairs_of
from workbench.compare.discrepancies.sentences import Sentence
from workbench.compare.discrepancies.takenover import TakenOver, taken_over
from workbench.compare.discrepancies.vectors import (
    Scores,
    Shapes,
    Vectors,
    cosines,
    rarity_of,
    shapes_of,
    vectors_of,
)
from workbench.read.readings import Readings
from workbench.story import Story

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


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two sentences that say the same, ``a`` in the parent or earlier report, with the cosine of their grams."""

    a: Sentence
    b: Sentence
    score: float
    relation: Relation


def alignment_rows(
    story: Story,
    lineage: Iterable[Mapping[str, Any]] = (),
    *,
    desk: Desk | None = None,
    before: TakenOver | None = None,
) -> list[dict[str, Any]]:
    """Rows of the table ``alignments``: pairs of stretches with their score and the names of what changed.

    ``lineage`` holds rows of the table of that name. Pairs of related reports come with ``a`` in the parent, others in
    the order of time. ``labels`` is ("same",) for the same words, ("reworded",) for others without a named change; a
    report that does not draw on the other drops and adds nothing, so only what differs either way is named. ``desk`` is
    the story laid out, where it already is, ``before`` what was found in an earlier build.
    """
    desk = desk or desk_of(shelf_of(story))
    before = before or taken_over(desk.shelf, Readings())
    shapes = shapes_of(desk.shelf.pages)
    pairs = pairs_of(desk, lineage)
    groups: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        groups[pair.b].append(pair)
    found: dict[Pair, list[list[Any]]] = {}
    for b, group in groups.items():
        reports = (b, *(pair.a for pair in group))
        relations = [pair.relation for pair in group]
        told = before.of("alignments", reports, relations, partial(_labelled, desk, group, shapes))
        found.update(zip(group, told, strict=True))
    return [_row(pair, told) for pair in pairs for told in found[pair]]


def _row(pair: Pair, told: Sequence[Any]) -> dict[str, Any]:
    a_start, a_end, b_start, b_end, score, labels = told
    return {
        "a_report": pair.a,
        "a_start": a_start,
        "a_end": a_end,
        "b_report": pair.b,
        "b_start": b_start,
        "b_end": b_end,
        "score": score,
        "labels": [*map(intern, labels)],
    }


def _labelled(desk: Desk, group: Sequence[Pair], shapes: Callable[[str], Shapes]) -> list[list[list[Any]]]:
    """For each pair of a group its sentence pairs: both spans, the score, and the names of what changed."""
    return [
        [
            [
                one.a.start, one.a.end, one.b.start, one.b.end, round(one.score, 4),
                list(labels_of(desk, one.a, one.b, retold=one.relation == "parent")),
            ]
            for one in found
        ]
        for found in aligned(desk, group, shapes)
    ]  # fmt: skip


def aligned(
    desk: Desk, group: Sequence[Pair], shapes: Callable[[str], Shapes] | None = None
) -> Iterator[list[Aligned]]:
    """For each of the pairs that a report ``b`` is in, the sentence pairs that say the same, in the order of ``b``.

    ``shapes`` gives the grams of the pages, where somebody keeps them.
    """
    pages = desk.shelf.pages
    shapes = shapes or shapes_of(pages)
    other = shapes(group[0].b)
    rarity = rarity_of([other.sentences, *(shapes(pair.a).sentences for pair in group)])
    told = vectors_of(other.sentences, rarity)
    for pair in group:
        one = shapes(pair.a)
        scores = cosines(vectors_of(one.sentences, rarity), told)
        kept = _kept(scores, FLOORS[pair.relation])
        if pair.relation != "event":
            clauses = vectors_of(one.clauses, rarity), vectors_of(other.clauses, rarity)
            kept |= _by_clause(*clauses) | _by_figure(desk, pair)
        order = sorted(kept, key=lambda one: (one[1], -scores[one], one[0]))
        a, b = pages[pair.a].sentences, pages[pair.b].sentences
        yield [Aligned(a[i], b[j], float(scores[i, j]), pair.relation) for i, j in order]


def _kept(scores: Scores, floor: float) -> set[tuple[int, int]]:
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
