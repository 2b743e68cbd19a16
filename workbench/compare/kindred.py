"""Reports that seem to retell an earlier one in words of their own: most of their figures are that report's.

No words need be shared, so this is no edge of the lineage, and nothing counts origins by it. A report that stands in no
lineage, and names neither a wire nor a writer of its own, is held against the reports so found: a rewrite without
credit is where figures are changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from workbench.compare.figures import Figure, ends_of, mentions_of
from workbench.compare.pages import Page, Shelf

#: A report retells another when it shares at least so many different numbers with it, and this share of its own.
SHARED, SHARE = 3, 0.5


def retold_by(shelf: Shelf, figures: Mapping[str, Sequence[Figure]], settled: Collection[str]) -> dict[str, list[str]]:
    """For each report outside ``settled`` the reports, out no later, with which it shares most of its numbers."""
    found, pages = {}, shelf.pages
    holding = holding_of(figures)
    for child in sorted(pages):
        own = _distinct(figures[child])
        if child in settled or pages[child].signed or len(own) < SHARED:
            continue
        spread = Counter(key for one in own for key in holding[one.row.value] if key != child)
        before = sorted(key for key in spread if _not_after(pages[key], pages[child]))
        told = {key: {one.key for one in own if _has(shelf, figures[key], one)} for key in before}
        likely = [key for key in before if len(told[key]) >= max(SHARED, SHARE * len(own))]
        if likely:
            found[child] = sorted({*likely, *_rest(told, {key for one in likely for key in told[one]})})
    return found


def _has(shelf: Shelf, figures: Sequence[Figure], figure: Figure) -> bool:
    """Whether a report has a figure of a holder that it may have come from: what another gives is that one's own."""
    found = mentions_of(figure, figures)
    if shelf.holders.vague(figure.row.claimant):
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
