"""Sentences and clauses as weighted runs of characters, and how like those of two reports are.

What is here: the runs of three to five characters of a report's words, weighted by how rare they are in the story, and
their cosines. Which sentences are kept as pairs is left to ``alignment.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.compare.discrepancies.pages import Page
from workbench.compare.discrepancies.sentences import Sentence, plain_words

#: A clause of fewer words says too little to be aligned by itself.
SHORTEST_CLAUSE = 4
#: The vectors of so many reports are kept at hand; those of one family are asked for one after another.
_KEPT = 256
#: So many of them gram by gram, which takes more room: a report is held against several before it in a row.
_LAST = 4

_CLAUSE = re.compile(r"[,;:—–()]\s+|\s[—–-]\s|\s(?=(?:as|which|who|where|while|but|and)\s)")

Numbers = npt.NDArray[np.integer[Any]]
Scores = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Stretches of a report as sparse vectors of length one, and the sentence that each stretch is of.

    ``grams`` numbers each gram of each stretch, stretch by stretch, ``rows`` says of which, ``weights`` how much.
    """

    grams: Numbers
    rows: Numbers
    weights: Scores
    owners: tuple[int, ...]


@dataclass(frozen=True)
class Shapes:
    """A report's sentences and, worked out where they are asked for, its clauses as vectors."""

    sentences: Vectors
    told: Callable[[], Vectors]

    @cached_property
    def clauses(self) -> Vectors:
        """The clauses of the sentences that have more than one."""
        return self.told()


def shapes_of(pages: Sequence[Page]) -> Callable[[str], Shapes]:
    """Gives the sentences and clauses of a page as vectors of gram weights, a gram's weight falling with its spread.

    How far a gram is spread is counted over the sentences of all the pages. Of these only the words are kept, as
    numbers: the vectors are worked out when asked for, since those of all reports would not go into memory.
    """
    grams = Grams()
    worded = {page.report_id: [grams.words(one.text) for one in page.sentences] for page in pages}
    held = {page.report_id: page.sentences for page in pages}
    total = sum(map(len, worded.values()))
    spread = np.zeros(grams.number, dtype=np.int64)
    for sentences in worded.values():
        _, found, _ = grams.counted(sentences)
        np.add.at(spread, found, 1)
    rarity = np.log((1 + total) / (1 + spread)) + 1

    @lru_cache(maxsize=_KEPT)
    def shapes(report_id: str) -> Shapes:
        sentences = worded[report_id]
        return Shapes(
            _vectors(sentences, range(len(sentences)), grams, rarity),
            lambda: _vectors(*_clauses(held[report_id], grams), grams, rarity),
        )

    return shapes


class Grams:
    """The runs of three to five characters of words, each word with its edges marked by a space, and their numbers.

    A word's grams are numbered once, when it first comes; ``number`` is how many grams there are.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._words: dict[str, int] = {}
        self._of: list[Numbers] = []

    @property
    def number(self) -> int:
        """How many grams have been seen."""
        return len(self._numbers)

    def words(self, text: str) -> Numbers:
        """The words of a text, as numbers by which ``counted`` knows their grams."""
        return np.array([self._word(word) for word in plain_words(text)], dtype=np.int32)

    def counted(self, stretches: Sequence[Numbers]) -> tuple[Numbers, Numbers, Numbers]:
        """For stretches of words: the number of the stretch, each of its grams once, and how often it has it."""
        words = [self._of[word] for stretch in stretches for word in stretch.tolist()]
        if not words:
            none = np.zeros(0, dtype=np.int64)
            return none, none, none
        lengths = [sum(len(self._of[word]) for word in stretch.tolist()) for stretch in stretches]
        rows = np.repeat(np.arange(len(stretches)), lengths)
        keys, times = np.unique(rows * self.number + np.concatenate(words), return_counts=True)
        rows, grams = np.divmod(keys, self.number)
        return rows, grams, times

    def _word(self, word: str) -> int:
        at = self._words.get(word)
        if at is None:
            at = self._words[word] = len(self._of)
            numbers = self._numbers
            found = [numbers.setdefault(gram, len(numbers)) for gram in _grams(word)]
            self._of.append(np.array(found, dtype=np.int64))
        return at


def _grams(word: str) -> Iterator[str]:
    padded = f" {word} "
    for size in (3, 4, 5):
        if len(padded) <= size:
            yield padded
            break
        yield from (padded[at : at + size] for at in range(len(padded) - size + 1))


def _clauses(sentences: Sequence[Sentence], grams: Grams) -> tuple[list[Numbers], list[int]]:
    """The words of each clause of the sentences that have more than one, and the number of their sentence."""
    words, owners = [], []
    for number, sentence in enumerate(sentences):
        pieces = [piece for piece in _CLAUSE.split(sentence.text) if len(piece.split()) >= SHORTEST_CLAUSE]
        words += [grams.words(piece) for piece in pieces]
        owners += [number] * len(pieces)
    return words, owners


def _vectors(words: Sequence[Numbers], owners: Iterable[int], grams: Grams, rarity: Scores) -> Vectors:
    rows, found, times = grams.counted(words)
    # A clause cut inside what is one word of its sentence has words, and grams, that no sentence has.
    rows, found, times = (one[found < len(rarity)] for one in (rows, found, times))
    weights = (1 + np.log(times)) * rarity[found]
    lengths = np.sqrt(np.bincount(rows, weights * weights, minlength=len(words)))
    return Vectors(found.astype(np.int32), rows.astype(np.int32), weights / lengths[rows], tuple(owners))


def cosines(a: Vectors, b: Vectors) -> Scores:
    """The cosine of every sentence of one report with every sentence of another."""
    found = np.zeros((len(a.owners), len(b.owners)))
    if not len(a.grams) or not len(b.grams):
        return found
    known, spread = _by_gram(b)
    at = np.minimum(np.searchsorted(known, a.grams), len(known) - 1)
    shared = known[at] == a.grams
    rows = a.rows[shared]
    if len(rows):
        first = np.flatnonzero(np.diff(rows, prepend=-1))
        found[rows[first]] = np.add.reduceat(a.weights[shared, None] * spread[at[shared]], first, axis=0)
    return found


@lru_cache(maxsize=_LAST)
def _by_gram(vectors: Vectors) -> tuple[Numbers, Scores]:
    """The grams in order, each once, and for each its weight in every stretch."""
    known, places = np.unique(vectors.grams, return_inverse=True)
    spread = np.zeros((len(known), len(vectors.owners)))
    spread[places, vectors.rows] = vectors.weights
    return known, spread
