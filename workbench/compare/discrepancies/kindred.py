"""Reports that seem to retell an earlier one in words of their own: most of their figures are that report's.

No words need be shared, so this is no edge of the lineage, and nothing counts origins by it. A report that names
neither a wire nor a writer of its own is held against the reports so found, beside those that the lineage gives: a
rewrite without credit is where figures are changed, and a digest has many sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from workbench.compare.discrepancies.figures import Figure, ends_of, mentions_of
from workbench.compare.discrepancies.pages import Page, Shelf

#: A report retells another when it shares at least so many different numbers with it, and this share of its own.
SHARED, SHARE = 3, 0.5


def retold_by(
    shelf: Shelf, figures: Mapping[str, Sequence[Figure]], parents: Mapping[str, Sequence[str]]
) -> dict[str, list[str]]:
    """For each report that names no source of its text the reports, out no later, that its numbers may come from.

    With ``parents`` that have most of its numbers, they come first and what else has the rest is joined to them;
    without, some report must have most of them.
    """
    found = {}
    holding = holding_of(figures)
    for child in sorted(shelf.pages):
        own = _distinct(figures[child])
        if not shelf.pages[child].signed and len(own) >= SHARED:
            before = _before(shelf, child, {key for one in own for key in holding[one.row.value]})
            given = [key for key in parents.get(child, ()) if key in shelf.pages]
            told = {key: {one.key for one in own if _has(shelf, figures[key], one)} for key in {*before, *given}}
            enough = max(SHARED, SHARE * len(own))
            likely = given or [key for key in before if len(told[key]) >= enough]
            known = {number for key in likely for number in told[key]}
            if len(known) >= enough:
                found[child] = sorted({*likely, *_rest(told, known)})
    return found


def _before(shelf: Shelf, child: str, reports: Iterable[str]) -> list[str]:
    """Those of some reports that were out before another."""
    page = shelf.pages[child]
    return sorted(key for key in reports if key != child and _not_after(shelf.pages[key], page))


def _has(shelf: Shelf, figures: Sequence[Figure], figure: Figure) -> bool:
    """Whether a report has a figure of a holder that it may have come from: what another gives is that one's own."""
    found = mentions_of(figure, figures)
    if not figure.parties:
        return bool(found)
    return any(not one.parties or one.parties & figure.parties for one in found)


def _rest(told: Mapping[str, set[tuple[Any, ...]]], known: set[tuple[Any, ...]]) -> Iterator[str]:
    """Further reports, each with numbers that none before it has, the one with most first: a digest has many."""
    while told:
        best = max(sorted(told), key=lambda key: len(told[key] - known))
        if not told[best] - known:
            return
        known |= told[best]
        yield best


def holding_of(figures: Mapping[str, Sequence[Figure]]) -> dict[float, list[str]]:
    """The reports in which each number stands, alone or as an end of a range."""
    found: dict[float, set[str]] = defaultdict(set)
    for key, group in figures.items():
        for one in group:
            for end in ends_of(one):
                found[end].add(key)
    return {value: sorted(keys) for value, keys in found.items()}


def _distinct(figures: Sequence[Figure]) -> list[Figure]:
    """A mention of each number of a report that counts more than a few."""
    return list({one.key: one for one in figures if one.row.value is not None and abs(one.row.value) > 2}.values())


def _not_after(one: Page, other: Page) -> bool:
    """Whether one report was out before another, as far as their days tell; on one and the same day neither was."""
    latest, earliest = one.published[1], other.published[0]
    return latest is not None and earliest is not None and latest <= earliest and latest != other.published[1]
