"""Which reports share text or subject, and which of their sentences tell the same thing.

What is here: shared runs of four words with quotations taken out, shared names, and the best matching sentence of
another report. What shared text says about dates is decided in ``datingclues.py``; lineage proper is judged later,
from the ledger.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
_WORD = re.compile(r"[^\W_]+(?:[.,\u2019'-][^\W_]+)*")
_QUOTED = re.compile(r"\u201c[^\u201d\n]{0,600}\u201d|\"[^\"\n]{0,600}\"")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report's prose with its content words."""

    start: int
    end: int
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Digest:
    """What alignment needs of one report: its four-word runs and its names."""

    grams: frozenset[tuple[str, ...]]
    names: frozenset[str]


def digest(report: Report) -> Digest:
    """The four-word runs (quotations left out) and the names of the report's prose."""
    grams: set[tuple[str, ...]] = set()
    names: set[str] = set()
    for passage in report.passages:
        if passage.role not in PROSE_ROLES:
            continue
        own = report.text[passage.start : passage.end]
        words = [word.lower() for word in _WORD.findall(_QUOTED.sub(" ", own))]
        grams.update(zip(words, words[1:], words[2:], words[3:], strict=False))
        names.update(_names(own))
    return Digest(frozenset(grams), frozenset(names))


def _names(text: str) -> set[str]:
    """Capitalised words that do not open a sentence, lower-cased."""
    return {found[1].lower() for found in re.finditer(r"(?<=[a-z,] )([A-Z][\w\u2019'-]{2,})", text)}


def stems(text: str) -> frozenset[str]:
    """The words that carry content, plural and verb endings cut."""
    return frozenset(re.sub(r"(?<=\w{3})(?:ing|ed|es|s)$", "", word) for word in content_words(text))


def shared_text(digests: Mapping[str, Digest]) -> dict[str, dict[str, float]]:
    """For each report id, the ids it shares text with and the shared part of the shorter one's four-word runs."""
    holders: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, one in digests.items():
        for gram in one.grams:
            holders[gram].append(key)
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for keys in holders.values():
        if 1 < len(keys) <= _FORMULA:
            for at, first in enumerate(keys):
                for second in keys[at + 1 :]:
                    counts[first, second] += 1
    shared: dict[str, dict[str, float]] = defaultdict(dict)
    for (first, second), count in counts.items():
        part = count / min(len(digests[first].grams), len(digests[second].grams))
        if part >= SHARED_TEXT and count >= 8:
            shared[first][second] = shared[second][first] = part
    return dict(shared)


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
