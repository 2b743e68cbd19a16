"""Of several earlier texts that a report shares wording with, those it draws on: the rest are explained by these.

What is here: the choice among related texts by what each alone explains, and brothers told from parents. The reports'
order in time and the edges are in ``edges.py``, the versions nobody has seen in ``stemma.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from workbench.compare.lineage.shingles import Hashes, Sets, held_by

#: A further parent must explain this many of the child's shingles that no other parent does, and this share of them.
OWN_FEWEST = 6
OWN_SHARE = 0.06
#: As many of the most related texts are weighed; the copies of one text explain the same.
_MOST = 12


def parents_of(child: int, earlier: Sequence[tuple[int, int]], sets: Sets) -> list[int]:
    """The reports a child draws on, from ``earlier``: (shared shingles, report), any order.

    The text that shares most comes first, the earliest among equals; each next one must explain enough that those
    before it do not.
    """
    own = sets(child)
    needed = max(OWN_FEWEST, OWN_SHARE * len(own))
    explained = np.zeros(len(own), dtype=np.bool_)
    chosen: list[int] = []
    for _, report in sorted(earlier, key=lambda pair: (-pair[0], pair[1]))[:_MOST]:
        both = held_by(own, sets(report))
        if not chosen or np.count_nonzero(both & ~explained) >= needed:
            chosen.append(report)
            explained |= both
    return chosen


def without_brothers(child: int, chosen: Sequence[int], parents: Mapping[int, Sequence[int]], sets: Sets) -> list[int]:
    """The chosen parents of a child, without those that are its brothers: other children of one of them.

    Two children of one text are brothers, not parent and child, when each has kept of it what the other lacks; what
    they share beyond it then comes from a version both followed (``stemma.py``). ``parents`` holds those already
    settled, of earlier reports.
    """
    own = sets(child)
    kept = list(chosen)
    for report in chosen:
        for parent in parents.get(report, ()):
            if parent in kept and report in kept and _are_brothers(own, sets(report), sets(parent)):
                kept.remove(report)
    return kept


def _are_brothers(one: Hashes, other: Hashes, parent: Hashes) -> bool:
    in_one, in_other = held_by(parent, one), held_by(parent, other)
    return all(np.count_nonzero(alone) >= OWN_FEWEST for alone in (in_one & ~in_other, in_other & ~in_one))
