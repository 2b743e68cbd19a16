"""Reports that seem to retell an earlier one in words of their own: most of their figures are that report's.

No words need be shared, so this is no edge of the lineage, and nothing counts origins by it. A report that stands in no
lineage, and names neither a wire nor a writer of its own, is held against the reports so found: a rewrite without
credit is where figures are changed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from workbench.compare.figures import Figure, mentions_of
from workbench.compare.pages import Page

#: A report retells another when it shares at least so many different numbers with it, and this share of its own.
SHARED, SHARE = 3, 0.5


def retold_by(
    figures: Mapping[str, Sequence[Figure]], pages: Mapping[str, Page], settled: Collection[str]
) -> dict[str, list[str]]:
    """For each report outside ``settled`` the reports, out no later, with which it shares most of its numbers."""
    found = {}
    for child in sorted(pages):
        own = _distinct(figures[child])
        if child in settled or pages[child].signed or len(own) < SHARED:
            continue
        before = [key for key in sorted(pages) if key != child and _not_after(pages[key], pages[child])]
        shared = {key: sum(bool(mentions_of(one, figures[key])) for one in own) for key in before}
        likely = [key for key in before if shared[key] >= max(SHARED, SHARE * len(own))]
        if likely:
            found[child] = likely
    return found


def _distinct(figures: Sequence[Figure]) -> list[Figure]:
    """A mention of each number of a report that counts more than a few."""
    return list({one.key: one for one in figures if one.row.value is not None and abs(one.row.value) > 2}.values())


def _not_after(one: Page, other: Page) -> bool:
    """Whether one report was out before another, as far as their days tell; on one and the same day neither was."""
    latest, earliest = one.published[1], other.published[0]
    return latest is not None and earliest is not None and latest <= earliest and latest != other.published[1]
