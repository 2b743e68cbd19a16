"""Which reports are related by their wording, and of these which draws on which.

What is here: the thresholds of relation with their reasons, and the parents of each report among its relatives. The
overlaps are measured in ``shingles.py``, directed in ``direction.py`` and weighed in ``descent.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from workbench.compare.lineage import descent, shingles
from workbench.compare.lineage.direction import Direction, direction
from workbench.compare.lineage.texts import Texts

#: Two texts are related from this containment of four-word shingles outside quotations on. Real rewrites of one wire
#: story share .19 to .23 of them; no pair of independent reports of one event more than .10, and that one of 137
#: shingles, made of names and offices.
RELATED = 0.12
#: With fewer shared shingles than this a share of a short text tells nothing: two names and a stock phrase make six.
#: Half of them stand outside the longest run, for one run alone may be a title or a set phrase ("a ban on ... entering
#: the United States").
FEWEST = 8
#: This many words in one run, outside quotations, are copied whatever share of the texts they are: longer than the
#: stock sentences by which agencies say that a source may not be named.
COPIED = 24
#: One run that is most of what two texts share, and that this many reports have, is a line of the house (an editor's
#: note, a programme's address) and joins nobody.
HOUSE = 4
#: A text of which the other has this much repeats it: the edge is measured, and they are near duplicates.
NEAR_DUPLICATE = 0.8
#: A child is wholly drawn from its parents when shared wording touches this share of its stretches of fifty words.
WHOLLY = 0.75
_STRETCH = 50

#: Whether the first report says that its text is the other's.
Credits = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Kin:
    """A child and a parent by number, with what tells the direction and how much of the child the parent has."""

    child: int
    parent: int
    way: Direction
    shared: int
    share: float
    wholly: bool


def kin_of(texts: Texts, credits_it: Credits) -> tuple[int, Iterator[Kin]]:
    """How many pairs of reports were looked at, and the relatives that each report draws on, in order of child."""
    every = shingles.overlaps(texts.index, sets=texts.sets)
    earlier: dict[int, list[tuple[int, int]]] = {}
    ways: dict[tuple[int, int], Direction] = {}
    for overlap in related(every, texts):
        way = _directed(overlap, texts, credits_it)
        child, parent = (overlap.a, overlap.b) if way.first_is_child else (overlap.b, overlap.a)
        earlier.setdefault(child, []).append((overlap.shared, parent))
        ways[child, parent] = way
    parents: dict[int, list[int]] = {}
    for child in parents_first({child: [parent for _, parent in found] for child, found in earlier.items()}):
        chosen = descent.parents_of(child, earlier[child], texts.sets)
        parents[child] = descent.without_brothers(child, chosen, parents, texts.sets)
    return len(every), (one for child in sorted(parents) for one in _kin(child, parents[child], ways, texts))


def related(overlaps: Iterable[shingles.Overlap], texts: Texts) -> list[shingles.Overlap]:
    """The overlaps that are no chance: so much wording in several runs, or one run so long that it was copied."""
    found: list[tuple[shingles.Overlap, list[int]]] = []
    holders: dict[int, set[int]] = {}
    for overlap in overlaps:
        if overlap.containment >= NEAR_DUPLICATE and overlap.shared >= FEWEST:
            found.append((overlap, []))
        elif _may_be_related(overlap):
            first, last = texts.streak(overlap.b, overlap.a)
            beyond = overlap.shared - (last - first - shingles.SIZE + 1)
            if last - first < COPIED and (overlap.containment < RELATED or beyond < FEWEST // 2):
                continue
            line = _line(texts.index.of(overlap.b)[first:last]) if 2 * beyond < last - first else []
            found.append((overlap, line))
            for shingle in line:
                holders.setdefault(shingle, set()).update((overlap.a, overlap.b))
    return [overlap for overlap, line in found if max((len(holders[shingle]) for shingle in line), default=0) < HOUSE]


def _may_be_related(overlap: shingles.Overlap) -> bool:
    copied = overlap.shared >= COPIED - shingles.SIZE + 1
    return copied or (overlap.shared >= FEWEST and overlap.containment >= RELATED)


def _line(words: shingles.Words) -> list[int]:
    """The shingles of a run, by which others that share the line are found."""
    found: list[int] = shingles.distinct(words).tolist()
    return found


def _directed(overlap: shingles.Overlap, texts: Texts, credits_it: Credits) -> Direction:
    a, b = texts.reports[overlap.a], texts.reports[overlap.b]
    return direction(
        a,
        b,
        a_credits_b=credits_it(a, b),
        b_credits_a=credits_it(b, a),
        a_length=len(texts.index.of(overlap.a)),
        b_length=len(texts.index.of(overlap.b)),
    )


def _kin(child: int, parents: Sequence[int], ways: Mapping[tuple[int, int], Direction], texts: Texts) -> list[Kin]:
    wholly = _is_wholly(child, parents, texts)
    found = []
    for parent in parents:
        held = shingles.held_by(texts.sets(child), texts.sets(parent))
        shared, share = int(np.count_nonzero(held)), float(np.mean(held))
        found.append(Kin(child, parent, ways[child, parent], shared, share, wholly or share >= NEAR_DUPLICATE))
    return found


def _is_wholly(child: int, parents: Sequence[int], texts: Texts) -> bool:
    """Whether shared wording runs all through the child."""
    stretches = 1 + (len(texts.index.of(child)) - 1) // _STRETCH
    runs = [run for parent in parents for run in texts.runs(child, parent)]
    touched = {at for run in runs for at in range(run.a_first // _STRETCH, (run.a_last - 1) // _STRETCH + 1)}
    return len(touched) >= WHOLLY * stretches


def parents_first(parents: Mapping[int, Sequence[int]]) -> list[int]:
    """The children, each after those of its parents that are children too; a circle is cut where it is first met."""
    done: dict[int, None] = {}
    for start in sorted(parents):
        waiting = [(start, False)]
        met: set[int] = set()
        while waiting:
            report, ready = waiting.pop()
            if ready:
                done.setdefault(report)
            elif report in parents and report not in done and report not in met:
                met.add(report)
                waiting.append((report, True))
                waiting.extend((parent, False) for parent in parents[report])
    return list(done)
