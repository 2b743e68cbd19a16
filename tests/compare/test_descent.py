"""Of several related earlier texts, those a report draws on; brothers told from parents."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from workbench.compare.lineage.descent import parents_of, without_brothers
from workbench.compare.lineage.shingles import Hashes, Sets, held_by

#: Shingles by number: a root, a copy of half of it with changes of its own, and what a third text may take from both.
ROOT = range(0, 100)


def sets(*reports: Iterable[int]) -> Sets:
    """The shingles of each report by its number."""
    arrays: list[Hashes] = [np.array(sorted(set(report)), dtype=np.uint64) for report in reports]
    return lambda report: arrays[report]


def chosen(*reports: Iterable[int]) -> list[int]:
    """The parents of the last report among those before it."""
    of, child = sets(*reports), len(reports) - 1
    earlier = [(int(held_by(of(child), of(at)).sum()), at) for at in range(child)]
    return parents_of(child, earlier, of)


def test_what_a_copy_explains_needs_no_other_parent() -> None:
    copy = [*range(0, 50), *range(200, 250)]
    assert chosen(ROOT, copy, [*range(0, 40), *range(200, 240)]) == [1]


def test_of_two_texts_that_explain_the_same_the_first_is_taken() -> None:
    assert chosen(ROOT, ROOT, range(0, 40)) == [0]


def test_a_second_parent_must_explain_enough_of_its_own() -> None:
    other = range(300, 400)
    assert chosen(ROOT, other, [*range(0, 40), *range(300, 330)]) == [0, 1]
    assert chosen(ROOT, other, [*range(0, 40), *range(300, 304)]) == [0]


def test_brothers_that_each_keep_what_the_other_lacks_are_no_parents() -> None:
    brother = [*range(0, 60), *range(200, 220)]
    child = [*range(40, 100), *range(200, 220)]
    of = sets(ROOT, brother, child)
    assert without_brothers(2, [0, 1], {1: [0]}, of) == [0]
    assert without_brothers(2, [0, 1], {1: []}, of) == [0, 1]
