"""Which reports share text or subject, and which of their sentences tell the same thing.

What is here: shared runs of four words with quotations taken out, held as numbers so that those of many reports go into
memory, shared names, and the best matching sentence of another report. What shared text says about dates is decided in
``datingclues.py``; lineage proper is judged later, from the ledger.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from workbench.model import PROSE_ROLES, Report
from workbench.read.shape import content_words

#: Two reports share text from this share of the shorter one's four-word runs on.
SHARED_TEXT = 0.08
#: A sentence tells what another tells from this share of its content words on (the lesser of the two shares).
SHARED_SENTENCE = 0.4
#: Two reports are about one subject when they share this many names and this share of the shorter list.
SHARED_NAMES, SHARED_NAME_PART = 4, 0.25
#: A four-word run that stands in more reports than this is a formula and links nothing; it also keeps the work linear.
_FORMULA = 40
#: Two reports share text from so many runs on.
_FEWEST = 8
#: Words of a run, what stands for no word between two passages, and what parts the numbers of runs that are alike.
_RUN, _GAP, _FACTOR = 4, -1, np.uint64(0x9E3779B97F4A7C15)
#: So many pairs are counted at once.
_AT_ONCE = 1 << 20
_WORD = re.compile(r"[^\W_]+(?:[.,\u2019'-][^\W_]+)*")
_QUOTED = re.compile(r"\u201c[^\u201d\n]{0,600}\u201d|\"[^\"\n]{0,600}\"")

Numbers = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report's prose with its content words."""

    start: int
    end: int
    words: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Digest:
    """What alignment needs of one report: its four-word runs, each once as a number, in order, and its names.

    Two different runs share a number once in 2 to the 64th.
    """

    grams: Numbers
    names: frozenset[str]


def digest(report: Report) -> Digest:
    """The four-word runs (quotations left out) and the names of the report's prose."""
    words: list[int] = []
    names: set[str] = set()
    for passage in report.passages:
        if passage.role not in PROSE_ROLES:
            continue
        own = report.text[passage.start : passage.end]
        words += [crc32(word.lower().encode("utf-8", "surrogatepass")) for word in _WORD.findall(_QUOTED.sub(" ", own))]
        words += [_GAP] * _RUN
        names.update(_names(own))
    return Digest(_runs(np.array(words, dtype=np.int64)), frozenset(names))


def _runs(words: npt.NDArray[np.int64]) -> Numbers:
    """The runs of four words between two gaps, each once."""
    if not len(words):
        return np.zeros(0, dtype=np.uint64)
    windows = np.lib.stride_tricks.sliding_window_view(words, _RUN)
    windows = windows[(windows != _GAP).all(axis=1)].astype(np.uint64)
    found = np.zeros(len(windows), dtype=np.uint64)
    for at in range(_RUN):
        found = (found + windows[:, at] + np.uint64(1)) * _FACTOR
        found ^= found >> np.uint64(29)
    return np.unique(found)


def _names(text: str) -> set[str]:
    """Capitalised words that do not open a sentence, lower-cased."""
    return {found[1].lower() for found in re.finditer(r"(?<=[a-z,] )([A-Z][\w\u2019'-]{2,})", text)}


def stems(text: str) -> frozenset[str]:
    """The words that carry content, plural and verb endings cut."""
    return frozenset(re.sub(r"(?<=\w{3})(?:ing|ed|es|s)$", "", word) for word in content_words(text))


def shared_text(digests: Mapping[str, Digest]) -> dict[str, dict[str, float]]:
    """For each report id, the ids it shares text with and the shared part of the shorter one's four-word runs."""
    ids = list(digests)
    pairs, counts = _pairs([digests[key].grams for key in ids])
    shared: dict[str, dict[str, float]] = defaultdict(dict)
    for pair, count in zip(pairs.tolist(), counts.tolist(), strict=True):
        first, second = ids[pair // len(ids)], ids[pair % len(ids)]
        part = count / min(len(digests[first].grams), len(digests[second].grams))
        if part >= SHARED_TEXT and count >= _FEWEST:
            shared[first][second] = shared[second][first] = part
    return dict(shared)


def _pairs(grams: Sequence[Numbers]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The pairs of reports that share runs, as ``lower * reports + higher``, and how many; formulas left out."""
    held = np.concatenate([np.zeros(0, dtype=np.uint64), *grams])
    owners = np.repeat(np.arange(len(grams)), [len(one) for one in grams])
    order = np.argsort(held, kind="stable")
    held, owners = held[order], owners[order]
    starts = np.flatnonzero(np.diff(held, prepend=~held[:1]) != 0)
    sizes = np.diff(np.append(starts, len(held)))
    pairs, counts = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    for size in range(2, _FORMULA + 1):
        of_size = starts[sizes == size]
        lower, higher = np.triu_indices(size, 1)
        step = max(1, _AT_ONCE // len(lower))
        for at in range(0, len(of_size), step):
            group = owners[of_size[at : at + step, None] + np.arange(size)]
            keys = (group[:, lower] * len(grams) + group[:, higher]).ravel()
            pairs, places = np.unique(np.concatenate((pairs, keys)), return_inverse=True)
            weights = np.concatenate((counts, np.ones(len(keys), dtype=np.int64)))
            counts = np.bincount(places, weights, minlength=len(pairs)).astype(np.int64)
    return pairs, counts


def same_subject(first: Digest, second: Digest) -> float:
    """The share of names two reports have in common, or 0 where these are too few to speak of one subject."""
    common = len(first.names & second.names)
    part = common / max(1, min(len(first.names), len(second.names)))
    return part if common >= SHARED_NAMES and part >= SHARED_NAME_PART else 0.0


def best_sentence(words: frozenset[str], sentences: Sequence[Sentence]) -> tuple[Sentence, float] | None:
    """The sentence that shares most content words, with its score, or nothing below ``SHARED_SENTENCE``."""
    scored = [
        (len(words & one.words) / max(1, min(len(words), len(one.words))), -one.start, one)
        for one in sentences
        if len(words & one.words) >= 4
    ]
    if not scored:
        return None
    score, _, best = max(scored, key=lambda entry: entry[:2])
    return (best, score) if score >= SHARED_SENTENCE else None
