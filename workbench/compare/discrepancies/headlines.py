"""A headline or summary against the body of its own report: a figure with another bound, status, place or certainty."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from workbench.compare.discrepancies.changes import SEVERITIES, Change
from workbench.compare.discrepancies.figures import Figure, figure_changes, mentions_of
from workbench.compare.discrepancies.pages import Shelf

#: What a heading may not change; who holds a figure is often left to the body.
_TOLD = frozenset({"place", "status", "hedge dropped", "number"})


def headline_changes(
    shelf: Shelf, figures: Sequence[Figure], known: Collection[tuple[str, tuple[str, int, int]]] = ()
) -> Iterator[Change]:
    """What the headline and the summary of a report make of the figures of its body, a row for each figure.

    Certainty that is raised has a row of its own. ``known`` are kinds of change, each with the sentence it was made in,
    that are told against another report and not told again.
    """
    body = [one for one in figures if one.sentence.part == "body"]
    for head in figures:
        if head.sentence.part not in {"headline", "subhead", "summary"}:
            continue
        changes = figure_changes(shelf, mentions_of(head, body), head)
        found = [change for change in changes if (change.kind, change.b) not in known]
        yield from (change for change in found if change.kind == "certainty raised")
        told = [change for change in found if change.kind in _TOLD]
        if told:
            calls = head.page.calls
            readings = "; ".join(one.reading.removeprefix(f"{calls} ").removesuffix(".") for one in told)
            yield Change(
                "headline against body",
                told[0].a,
                told[0].b,
                f"The {head.sentence.part} of {calls} {readings}, unlike its body.",
                min((one.severity for one in told), key=SEVERITIES.index),
            )
