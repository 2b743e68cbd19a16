"""Sentences and clauses as weighted runs of characters, and how like those of two reports are.

What is here: the runs of three to five characters of a report's words, weighted by how rare they are in some reports
that are held against each other, and their cosines. A weight hangs on these reports alone, so that what was found of
them stands whatever else the story has. Which reports these are, and which sentences are kept as pairs, is left to
``alignment.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.compare.discrepancies.pages import Page
from workbench.compare.discrepancies.sentences import Sentence, plain_words

#: A clause of fewer words says too little to be aligned by itself.
SHORTEST_CLAUSE = 4
#: The grams of so many reports are kept at hand; those of one family are asked for one after another.
_KEPT = 256

_CLAUSE = re.compile(r"[,;:—–()]\s+|\s[—–-]\s|\s(?=(?:as|which|who|where|while|but|and)\s)")

Numbers = npt.NDArray[np.integer[Any]]
Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """The grams of some stretches of a report, and the sentence that each stretch is of.

    ``grams`` numbers each gram of each stretch once, stretch by stretch, ``rows`` says of which, ``times`` how much it
    counts for standing there once or more often.
    """

    grams: Numbers
    rows: Numbers
    times: Scores
    owners: tuple[int, ...]


@dataclass(frozen=True)
class Shapes:
    """The grams of a report's sentences and, worked out where they are asked for, of its clauses."""

    sentences: Stretches
    told: Callable[[], Stretches]

    @cached_property
    def clauses(self) -> Stretches:
        """The clauses of the sentences that have more than one."""
        return self.told()


def shapes_of(pages: Mapping[str, Page]) -> Callable[[str], Shapes]:
    """Gives the grams of a page; all that are given number the same gram alike."""
    grams = Grams()

    @lru_cache(maxsize=_KEPT)
    def shapes(report_id: str) -> Shapes:
        sentences = pages[report_id].sentences
        return Shapes(
            grams.stretches([one.text for one in sentences], range(len(sentences))),
            lambda: grams.stretches(*_clauses(sentences)),
        )

    return shapes


class Grams:
    """The runs of three to five characters of words, each word with its edges marked by a space, and their numbers.

    A word's grams are numbered once, when it first comes.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words: dict[str, Numbers] = {}

    def stretches(self, texts: Sequence[str], owners: Iterable[int]) -> Stretches:
        """The grams of some texts, each of the sentence that its owner numbers."""
        words = [[self._word(word) for word in plain_words(text)] for text in texts]
        found = [grams for stretch in words for grams in stretch]
        number = len(self._numbers)
        rows = np.repeat(np.arange(len(texts)), [sum(map(len, stretch)) for stretch in words])
        keys, times = np.unique(rows * number + np.concatenate([_NONE, *found]), return_counts=True)
        rows, grams = np.divmod(keys, max(1, number))
        return Stretches(grams.astype(np.int32), rows.astype(np.int32), 1 + np.log(times), tuple(owners))

    def _word(self, word: str) -> Numbers:
        found = self._words.get(word)
        if found is None:
            numbers = self._numbers
            found = np.array([numbers.setdefault(gram, len(numbers)) for gram in _grams(word)], dtype=np.int64)
            self._words[word] = found
        return found


_NONE = np.zeros(0, dtype=np.int64)


def _grams(word: str) -> Iterator[str]:
    padded = f" {word} "
    for size in (3, 4, 5):
        if len(padded) <= size:
            yield padded
            break
        yield from (padded[at : at + size] for at in range(len(padded) - size + 1))


def _clauses(sentences: Sequence[Sentence]) -> tuple[list[str], list[int]]:
    """The clauses of the sentences that have more than one, and the number of the sentence of each."""
    texts, owners = [], []
    for number, sentence in enumerate(sentences):
        pieces = [piece for piece in _CLAUSE.split(sentence.text) if len(piece.split()) >= SHORTEST_CLAUSE]
        texts += pieces
        owners += [number] * len(pieces)
    return texts, owners


@dataclass(frozen=True, slots=True, eq=False)
class Rarity:
    """The grams of some sentences in order, each once, with a weight that falls with its spread over them."""

    grams: Numbers
    weights: Scores


def rarity_of(held: Sequence[Stretches]) -> Rarity:
    """How rare each gram of the sentences of some reports is among these sentences."""
    grams, spread = np.unique(np.concatenate([one.grams for one in held]), return_counts=True)
    return Rarity(grams, np.log((1 + sum(len(one.owners) for one in held)) / (1 + spread)) + 1)


@dataclass(frozen=True, eq=False)
class Vectors:
    """Stretches as sparse vectors of length one: ``places`` of grams in a rarity, stretch by stretch, and weights."""

    rarity: Rarity
    places: Numbers
    rows: Numbers
    weights: Scores
    owners: tuple[int, ...]

    @cached_property
    def spread(self) -> Scores:
        """For each gram of the rarity its weight in every stretch."""
        found = np.zeros((len(self.rarity.grams), len(self.owners)))
        found[self.places, self.rows] = self.weights
        return found


def vectors_of(stretches: Stretches, rarity: Rarity) -> Vectors:
    """The stretches as vectors by that rarity.

    A clause cut inside what is one word of its sentence has words, and grams, that no sentence has: they are left out.
    """
    places = np.searchsorted(rarity.grams, stretches.grams)
    known = np.append(rarity.grams, -1)[places] == stretches.grams
    places, rows = places[known], stretches.rows[known]
    weights = stretches.times[known] * rarity.weights[places]
    lengths = np.sqrt(np.bincount(rows, weights * weights, minlength=len(stretches.owners)))
    return Vectors(rarity, places, rows, weights / lengths[rows], stretches.owners)


def cosines(a: Vectors, b: Vectors) -> Scores:
    """The cosine of every stretch of one report with every stretch of another, both by one rarity."""
    found = np.zeros((len(a.owners), len(b.owners)))
    if len(a.rows):
        first = np.flatnonzero(np.diff(a.rows, prepend=-1))
        found[a.rows[first]] = np.add.reduceat(a.weights[:, None] * b.spread[a.places], first, axis=0)
    return found
