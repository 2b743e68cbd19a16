"""Totals that nobody stated: a number of groups multiplied by the size of each, told later as if it had been counted.

Which totals follow from whose words, and who gives them as a count, is in ``compare/support/guards.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.compare.discrepancies.changes import Change
from workbench.compare.discrepancies.figures import Figure
from workbench.compare.support.guards import Derived


def total_changes(totals: Iterable[Derived], figures: Iterable[Figure]) -> Iterator[Change]:
    """A change of number for each figure that gives as a count what only follows from another report's words."""
    known = {one.row.estimate_id: one for one in figures}
    for total in totals:
        parts = [known[one] for one in total.derived_from if one in known]
        stated = [known[one] for one in total.stated_by if one in known]
        for figure in stated if len(parts) == len(total.derived_from) else ():
            given = " and ".join(one.words for one in parts)
            told = f"{figure.page.calls} gives {figure.words} as a count; {parts[0].page.calls} has {given} for each"
            yield Change("number", parts[0].span, figure.span, f"{told}, and no report states that total.")
