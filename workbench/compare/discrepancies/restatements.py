"""A figure that one report gives of a holder, and another report, not drawn from the first, gives with its hedge gone.

"At least 14" that becomes "the 14 counted before" elsewhere makes a rise out of a floor. Only the bound, a
confirmation where there was none, two holders told as one and the anonymity of the source are compared here: reports
that do not draw on each other choose their own words. A precise number of one holder is also the same figure when it
counts something else; on nobody's word, it is that of any holder.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from workbench.compare.discrepancies.changes import Change
from workbench.compare.discrepancies.figures import (
    Figure,
    ends_of,
    figure_changes,
    is_precise,
    mentions_of,
    names_one_of,
)
from workbench.compare.discrepancies.pages import Shelf
from workbench.compare.standing import when

#: What independent reports may not choose, and what only a number too precise to be another one tells.
_TOLD = frozenset({"hedge dropped", "number", "anonymity dropped", "certainty raised", "holders merged"})
_TOLD_PRECISELY = _TOLD | {"status", "place"}


def restatement_changes(
    shelf: Shelf, figures: Iterable[Figure], related: Mapping[str, Collection[str]]
) -> Iterator[Change]:
    """What a later report drops from a holder's figure, or confirms.

    ``related`` holds for each report those that it is compared with elsewhere.
    """
    for figure, alike in _with_alike(shelf, list(figures)):
        others = [one for one in alike if one.page is not figure.page and _is_before(one, figure)]
        others = [one for one in others if one.page.report_id not in related.get(figure.page.report_id, ())]
        before = mentions_of(figure, [one for one in others if _one_figure(one, figure)])
        found = figure_changes(shelf, before, figure, drawn=False)
        if found and not _also_said(alike, figure, before[0]):
            told = _TOLD_PRECISELY if is_precise(figure.row.value) else _TOLD
            told |= {"holder changed"} if figure.row.superseded else set()
            yield from (change for change in found if change.kind in told)


def _of_those_named(shelf: Shelf, figure: Figure, alike: list[Figure], own: Iterable[Figure]) -> list[Figure]:
    """Of others who hold a figure on nobody's word, those whose it is told to be.

    The sentence must name every one of them, save that a figure told as an earlier one ("up from 55, the mayor's
    count") is theirs whom it names. A heading leaves it to the body whose figure it is.
    """
    if figure.row.claimant is not None:
        return []
    told = [figure]
    if figure.sentence.part != "body":
        told += [one for one in own if one.sentence.part == "body" and one.key == figure.key]
    named = [one for one in alike if any(names_one_of(shelf, it, one.parties) for it in told)]
    return named if len(named) == len(alike) or any(it.row.superseded for it in told) else []


def _is_taken_over(figure: Figure, alike: Iterable[Figure]) -> bool:
    """Whether a figure is told as somebody's earlier one ("up from 55") which only others have given."""
    return bool(figure.row.superseded and figure.parties) and all(not one.parties & figure.parties for one in alike)


def _with_alike(shelf: Shelf, figures: Sequence[Figure]) -> Iterator[tuple[Figure, list[Figure]]]:
    """Each figure with those of its number by the same holder; one of nobody, if precise, with those of anybody."""
    for group in _of_one_holder(figures).values():
        held = _by_number(group)
        yield from ((figure, held[figure.row.value]) for figure in group if figure.row.value is not None)
    own: dict[str, list[Figure]] = defaultdict(list)
    for one in figures:
        own[one.page.report_id].append(one)
    standing = _by_number(sorted((one for one in figures if one.row.charted and one.parties), key=_when))
    for figure in figures:
        counted = figure.row.estimand
        alike = standing[figure.row.value] if figure.row.value is not None and counted is not None else []
        alike = [one for one in alike if one.row.estimand == counted and one.page is not figure.page]
        named = (
            alike
            if _is_taken_over(figure, alike)
            else _of_those_named(shelf, figure, alike, own[figure.page.report_id])
        )
        if named:
            yield figure, named
    precise = [one for one in figures if one.row.stance != "denied" and is_precise(one.row.value)]
    anybody = _by_number(sorted(precise, key=_when))
    yield from ((figure, anybody[figure.row.value]) for figure in precise if figure.row.claimant is None)


def _by_number(figures: Iterable[Figure]) -> dict[float, list[Figure]]:
    found: dict[float, list[Figure]] = defaultdict(list)
    for one in figures:
        for end in ends_of(one):
            found[end].append(one)
    return found


def _also_said(group: Iterable[Figure], figure: Figure, before: Figure) -> bool:
    """Whether the report gives the figure with its old bound too, in another place."""
    own = (one for one in group if one.page is figure.page and one is not figure and one.key == before.key)
    return any(one.row.bound == before.row.bound for one in own)


def _of_one_holder(figures: Iterable[Figure]) -> dict[tuple[str, ...], list[Figure]]:
    """The standing figures of each holder in order of time."""
    found: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for one in figures:
        if one.row.charted and one.parties and one.row.stance != "denied":
            found[tuple(sorted(one.parties))].append(one)
    return {key: sorted(found[key], key=_when) for key in sorted(found)}


def _when(figure: Figure) -> tuple[str, str, str]:
    return *when(*figure.page.published), figure.page.report_id


def _one_figure(one: Figure, other: Figure) -> bool:
    return one.row.estimand == other.row.estimand or is_precise(other.row.value)


def _is_before(one: Figure, other: Figure) -> bool:
    """Whether ``one`` was out before ``other``, or is what ``other`` calls superseded.

    Of two reports of one day neither is before, save that a precise number is expected before it is told as a fact.
    """
    if one.row.superseded:
        return False
    first, last = one.page.published[0], other.page.published[1]
    if other.row.superseded and not (first is not None and last is not None and first > last):
        return True
    if one.page.published == other.page.published:
        return one.row.stance == "expected" and is_precise(other.row.value)
    latest, earliest = one.page.published[1], other.page.published[0]
    return latest is not None and earliest is not None and latest <= earliest
