"""A number that a retelling changed: what the parent counts has another value in the sentence drawn from it.

Only numbers of one unit about one thing are compared, and only those that the other sentence does not have: one that is
left out, or taken from elsewhere in the parent, has not changed. Where the words around it are the same, the number has
changed even if the parent has the new value somewhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbench.compare.discrepancies.changes import Change
from workbench.compare.discrepancies.figures import Figure, alike_nouns
from workbench.compare.discrepancies.sentences import words_of
from workbench.compare.discrepancies.sides import content_stems

#: Words looked at on either side of a number, and the share that must be the same for the same place in a sentence.
AROUND, SAME_PLACE = 4, 0.6


def number_changes(old: Iterable[Figure], new: Iterable[Figure], *, parents: Sequence[Figure]) -> Iterator[Change]:
    """The numbers of a sentence (``new``) that stand for another number in the sentence it was drawn from (``old``).

    ``parents`` are all figures of the reports drawn on.
    """
    old, new = list(old), list(new)
    here, known = {one.row.value for one in new}, {one.row.value for one in parents}
    free = [one for one in old if one.row.value is not None and one.row.value not in here]
    there = {one.row.value for one in old}
    for figure in new:
        if figure.row.value is None or figure.row.value in there:
            continue
        before = next((one for one in free if _replaced(one, figure, figure.row.value in known)), None)
        if before is not None:
            free.remove(before)
            told = f"{figure.page.calls} has {figure.words} where {before.page.calls} has {before.words}."
            yield Change("number", before.span, figure.span, told)


def _replaced(one: Figure, other: Figure, known: bool) -> bool:
    """Whether a number stands where another stood; ``known`` when the parents have the new one too."""
    if one.row.per != other.row.per:
        return False
    if _surroundings(one) and _overlap(_surroundings(one), _surroundings(other)) >= SAME_PLACE:
        return True
    if known or one.row.unit != other.row.unit or one.row.noun is None or other.row.noun is None:
        return False
    same = one.row.estimand is not None and one.row.estimand == other.row.estimand
    return same or alike_nouns(one.row.noun, other.row.noun)


def _surroundings(figure: Figure) -> frozenset[str]:
    text, row = figure.page.text, figure.row
    before = words_of(text, figure.sentence.start, row.start)[-AROUND:]
    after = words_of(text, row.end, figure.sentence.end)[:AROUND]
    return frozenset(content_stems(" ".join(word.text for word in (*before, *after))))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))
