"""A figure that one report gives of a holder, and another report, not drawn from the first, gives with its hedge gone.

"At least 3,000" that becomes "a previous estimate of 3,000" elsewhere makes a rise out of a floor. Only the bound, a
confirmation where there was none and the anonymity of the source are compared here: reports that do not draw on each
other choose their own words. A precise number of one holder is also the same figure when it counts something else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from workbench.compare.changes import Change
from workbench.compare.figures import Figure, figure_changes
from workbench.compare.pages import Page, Shelf

#: What independent reports may not choose, and what only a number too precise to be another one tells.
_TOLD = frozenset({"hedge dropped", "number", "anonymity dropped", "certainty raised"})
_TOLD_PRECISELY = _TOLD | {"status", "place"}
#: Digits before the closing zeros from which one number of one holder is one figure, whatever it is said to count.
PRECISE = 3


def restatement_changes(
    shelf: Shelf, figures: Iterable[Figure], related: Mapping[str, Collection[str]]
) -> Iterator[Change]:
    """The bounds and the anonymity that a later report drops from a holder's figure.

    ``related`` holds for each report those that it is compared with elsewhere.
    """
    for group in _of_one_holder(figures).values():
        for figure in group:
            before = [one for one in group if _is_before(one, figure) and one.page is not figure.page]
            before = [one for one in before if one.page.report_id not in related.get(figure.page.report_id, ())]
            plain = [one for one in group if one.page is figure.page and one is not figure]
            found = figure_changes(shelf, before, figure)
            if found and not any(one.row.bound == before[0].row.bound for one in plain):
                told = _TOLD_PRECISELY if _is_precise(figure.row.value) else _TOLD
                yield from (change for change in found if change.kind in told)


def _of_one_holder(figures: Iterable[Figure]) -> dict[tuple[Any, ...], list[Figure]]:
    found: dict[tuple[Any, ...], list[Figure]] = defaultdict(list)
    for one in figures:
        if one.row.charted and one.parties and one.row.stance != "denied":
            estimand = None if _is_precise(one.row.value) else one.row.estimand
            found[(estimand, *one.key, *sorted(one.parties))].append(one)
    return {
        key: sorted(group, key=lambda one: (_first_day(one.page), one.page.report_id)) for key, group in found.items()
    }


def _is_precise(value: float | None) -> bool:
    return value is not None and len(f"{value:.10g}".replace(".", "").rstrip("0")) >= PRECISE


def _first_day(page: Page) -> str:
    return page.published[0] or "9999"


def _is_before(one: Figure, other: Figure) -> bool:
    """Whether ``one`` was out before ``other``, or is what ``other`` calls superseded."""
    if one.row.superseded:
        return False
    if other.row.superseded:
        return True
    latest, earliest = one.page.published[1], other.page.published[0]
    return latest is not None and earliest is not None and latest <= earliest
