"""Retellings in other words: reports that keep hardly four words in a row, and give themselves away by their figures.

What is here: figures of a report told in sentences like those of an earlier one. Figures alone prove little, since
independent reports of one event give the same; so the sentences must be alike too, the child must show no reporting
of its own, and the edge is only ever judged. Reports that share wording are in ``kinship.py``, edges in ``edges.py``.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from workbench import ledger
from workbench.compare.lineage.direction import Direction, direction
from workbench.compare.lineage.prose import Span
from workbench.compare.lineage.texts import Texts
from workbench.story import Story

#: Three figures told in like sentences make a retelling. Independent reports of one event had two at most.
LIKE_FIGURES = 3
#: So do four figures that are three quarters of all the child has, one of them told in a like sentence and two held by
#: hardly anyone else: a digest of one report, worded anew.
OF_ALL, SHARE_OF_ALL, RARE_OF_ALL, RARE = 4, 0.75, 2, 3
#: A digest has many sources. When its parents have that share of its figures, the rest are from the report that alone
#: has them too: a figure that stands in these two reports only.
ONLY = 2
#: Sentences are alike from this share of their words' weight, when they have this many words with content in common.
LIKE, LIKE_WORDS = 0.25, 3
#: Small numbers are everywhere; figures in more reports than this are the story's common stock and find nobody.
_SMALLEST, _HOLDERS = 10, 12
#: Words are weighed by how many reports hold them, in a sample where there are more than this.
_SAMPLE = 2000
#: In a story of fewer reports every word that two of them share would count as common.
_FEW = 20
_WORD = re.compile(r"[^\W\d_]{4,}")

Key = tuple[float, str]
Figures = dict[Key, list["Figure"]]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure's place in its report, its sentence, and the beginnings of that sentence's words with content."""

    start: int
    end: int
    phrase: str
    sentence: Span
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Alike:
    """One figure in two reports, and how alike the sentences are."""

    child: Figure
    parent: Figure
    score: float
    holders: int

    @property
    def told_alike(self) -> bool:
        """Whether the sentences have so much in common that one may retell the other."""
        return self.score >= LIKE and len(self.child.words & self.parent.words) >= LIKE_WORDS


@dataclass(frozen=True, slots=True)
class Retelling:
    """A child and a parent whose figures it retells, by number."""

    child: int
    parent: int
    way: Direction
    figures: tuple[Alike, ...]


def retellings(story: Story, texts: Texts, related: Iterable[tuple[int, int]]) -> list[Retelling]:
    """The retellings among reports that share no wording, in order of child and parent.

    ``related`` are the pairs of child and parent joined by wording: within their families nothing is looked for. A
    child has one parent, and further ones for figures that its parents do not have. A child that names a reporter, a
    place it was written in or an agency is taken at its word.
    """
    figures = _figures(story, texts)
    holders = _holders(figures)
    related = list(related)
    family = _families(related)
    described = {child for child, _ in related}
    signed = _signed(story)
    weights = _weights(texts)
    best: dict[int, tuple[tuple[int, int, int], Retelling]] = {}
    for pair in _candidates(holders):
        if family.get(pair[0], -1) == family.get(pair[1], -2):
            continue
        found = _retelling(pair, texts, figures, holders, weights)
        if found is None or found.child in described or texts.reports[found.child].report_id in signed:
            continue
        rank = (sum(one.told_alike for one in found.figures), len(found.figures), -found.parent)
        if found.child not in best or rank > best[found.child][0]:
            best[found.child] = rank, found
    parents: dict[int, list[int]] = {}
    for child, parent in [*related, *((child, found.parent) for child, (_, found) in best.items())]:
        parents.setdefault(child, []).append(parent)
    unsigned = [child for child in sorted(parents) if texts.reports[child].report_id not in signed]
    found_all = [found for _, found in best.values()]
    for child in unsigned:
        found_all += _further(child, parents[child], texts, figures, holders, weights)
    return sorted(found_all, key=lambda one: (one.child, one.parent))


def _further(
    child: int,
    parents: Sequence[int],
    texts: Texts,
    figures: Mapping[int, Figures],
    holders: Mapping[Key, Sequence[int]],
    weights: _Weights,
) -> list[Retelling]:
    """The retellings of what a child, most of whose figures its parents have, can have from one other report only."""
    own = figures.get(child, {})
    lacking = [key for key in own if not any(key in figures.get(parent, ()) for parent in parents)]
    if len(own) - len(lacking) < max(LIKE_FIGURES, SHARE_OF_ALL * len(own)):
        return []
    found = []
    for other in sorted({one for key in lacking if len(holders[key]) == ONLY for one in holders[key]} - {child}):
        older, younger, way = _directed((min(child, other), max(child, other)), texts)
        alike = _alike({key: own[key] for key in lacking if other in holders[key]}, figures[other], holders, weights)
        if younger == child and any(one.child.words & one.parent.words for one in alike):
            found.append(Retelling(child, older, way, tuple(alike)))
    return found


def _figures(story: Story, texts: Texts) -> dict[int, Figures]:
    """The figures of each report by value and unit; the ends of a range are figures too."""
    number = {row.report_id: at for at, row in enumerate(texts.reports)}
    found: dict[int, Figures] = {}
    for row in ledger.records(story.estimates):
        at = number.get(row.report_id)
        if at is None or row.sentence_start is None or row.sentence_end is None:
            continue
        sentence = (int(row.sentence_start), int(row.sentence_end))
        words = frozenset(_beginnings(str(texts.reports[at].text)[slice(*sentence)]))
        figure = Figure(int(row.start), int(row.end), str(row.phrase), sentence, words)
        for value in sorted({float(value) for value in (row.value, row.low, row.high) if value is not None}):
            if value >= _SMALLEST:
                found.setdefault(at, {}).setdefault((value, str(row.unit or "")), []).append(figure)
    return found


def _beginnings(text: str) -> set[str]:
    """The first five letters of the words with content: what inflection and spelling leave alone."""
    return {word[:5].lower() for word in _WORD.findall(text)}


@dataclass(frozen=True, slots=True)
class _Weights:
    """The weight of each word's beginning, and that of one which no report of the sample holds."""

    known: Mapping[str, float]
    most: float

    def of(self, words: Iterable[str]) -> float:
        """The weight of some words together."""
        return sum(self.known.get(word, self.most) for word in sorted(words))


def _weights(texts: Texts) -> _Weights:
    """The weight of a word's beginning: the fewer reports of a sample hold it the more."""
    sample = texts.reports[:: max(1, len(texts.reports) // _SAMPLE)]
    held = Counter(word for row in sample for word in _beginnings(str(row.text)))
    reports = max(len(sample), _FEW)
    known = {word: math.log((reports + 1) / (count + 0.5)) for word, count in held.items()}
    return _Weights(known, max(known.values(), default=1.0))


def _signed(story: Story) -> set[str]:
    """The reports that say who reported them, where, or for which agency."""
    columns = ["report_id", "wire", "dateline", "byline"]
    return {
        row.report_id
        for row in ledger.records(story.reports[columns])
        if row.wire or row.dateline or (row.byline is not None and len(row.byline))
    }


def _families(related: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The lowest number among the reports each report is joined with."""
    family: dict[int, int] = {}

    def root(report: int) -> int:
        while family.setdefault(report, report) != report:
            report = family[report]
        return report

    for pair in related:
        low, high = sorted(root(report) for report in pair)
        family[high] = low
    return {report: root(report) for report in sorted(family)}


def _holders(figures: Mapping[int, Figures]) -> dict[Key, list[int]]:
    holders: dict[Key, list[int]] = {}
    for report in sorted(figures):
        for key in figures[report]:
            holders.setdefault(key, []).append(report)
    return holders


def _candidates(holders: Mapping[Key, Sequence[int]]) -> list[tuple[int, int]]:
    """The pairs of reports that share as many figures as a retelling needs, those of the common stock left out."""
    shared = Counter(pair for held in holders.values() if len(held) <= _HOLDERS for pair in combinations(held, 2))
    return sorted(pair for pair, count in shared.items() if count >= LIKE_FIGURES)


def _retelling(
    pair: tuple[int, int],
    texts: Texts,
    figures: Mapping[int, Figures],
    holders: Mapping[Key, Sequence[int]],
    weights: _Weights,
) -> Retelling | None:
    parent, child, way = _directed(pair, texts)
    alike = _alike(figures[child], figures[parent], holders, weights)
    return Retelling(child, parent, way, tuple(alike)) if _is_enough(alike, len(figures[child])) else None


def _directed(pair: tuple[int, int], texts: Texts) -> tuple[int, int, Direction]:
    """Parent and child of two reports, with what tells which is which."""
    a, b = pair
    lengths = {"a_length": len(texts.index.of(a)), "b_length": len(texts.index.of(b))}
    way = direction(texts.reports[a], texts.reports[b], a_credits_b=False, b_credits_a=False, **lengths)
    return (b, a, way) if way.first_is_child else (a, b, way)


def _alike(own: Figures, other: Figures, holders: Mapping[Key, Sequence[int]], weights: _Weights) -> list[Alike]:
    """The figures that stand in both of two reports, each where the sentences are likest, in the order of the first."""
    found = [
        max(
            (Alike(one, two, _score(one, two, weights), len(holders[key])) for one in own[key] for two in other[key]),
            key=lambda alike: alike.score,
        )
        for key in own
        if key in other
    ]
    return sorted(found, key=lambda one: (one.child.start, one.child.end))


def _is_enough(alike: Sequence[Alike], of_child: int) -> bool:
    like = [one for one in alike if one.told_alike]
    if len({one.child.sentence for one in like}) >= LIKE_FIGURES:
        return True
    rare = sum(one.holders <= RARE for one in alike)
    return bool(like) and len(alike) >= max(OF_ALL, SHARE_OF_ALL * of_child) and rare >= RARE_OF_ALL


def _score(a: Figure, b: Figure, weights: _Weights) -> float:
    whole = math.sqrt(weights.of(a.words) * weights.of(b.words))
    return weights.of(a.words & b.words) / whole if whole > 0 else 0.0


def sentence_of(figure: Figure, report: Any) -> str:
    """The figure's sentence as printed."""
    return str(report.text)[slice(*figure.sentence)]
