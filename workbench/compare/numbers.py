"""A number that a retelling changed: what the parent counts has another value in the sentence drawn from it.

Only numbers of one unit about one thing are compared, and only where neither text has the other's number anywhere: a
sentence that leaves a number out or takes one from elsewhere has changed none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbench.compare.changes import Change
from workbench.compare.figures import Figure
from workbench.compare.sentences import stem


def number_changes(
    old: Iterable[Figure], new: Iterable[Figure], *, parents: Sequence[Figure], children: Sequence[Figure]
) -> Iterator[Change]:
    """The numbers of a sentence (``new``) that stand for another number in the sentence it was drawn from (``old``).

    ``parents`` and ``children`` are all figures of the reports drawn on and of the report itself.
    """
    kept = {one.row.value for one in parents}, {one.row.value for one in children}
    free = [one for one in old if one.row.value not in kept[1]]
    for figure in new:
        if figure.row.value in kept[0]:
            continue
        before = next((one for one in free if _of_one_thing(one, figure)), None)
        if before is not None:
            free.remove(before)
            told = f"{figure.page.calls} has {figure.words} where {before.page.calls} has {before.words}."
            yield Change("number", before.span, figure.span, told)


def _of_one_thing(one: Figure, other: Figure) -> bool:
    if one.row.unit != other.row.unit or one.row.per != other.row.per or one.row.value is None:
        return False
    if one.row.estimand is not None and one.row.estimand == other.row.estimand:
        return True
    return bool(one.row.noun and other.row.noun) and stem(one.row.noun) == stem(other.row.noun)
