"""What speaks for an edge, piece by piece, each with its place in child and parent: rows of ``lineage.evidence``.

What is here: shared runs of words, quotations and figures of two reports as links. Which edges there are is decided in
``edges.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.compare.lineage import quotations
from workbench.compare.lineage.fingerprints import Fact, Key, shared
from workbench.compare.lineage.prose import Span
from workbench.compare.lineage.texts import Texts

#: The longest runs are kept as an edge's evidence, this many.
_RUNS = 10

Link = dict[str, Any]


def link(
    kind: str, text: str, *, child: Span | None = None, parent: Span | None = None, score: float | None = None
) -> Link:
    """One piece of evidence; a stretch is missing where the evidence stands in no place of that report."""
    child_start, child_end = child or (None, None)
    parent_start, parent_end = parent or (None, None)
    return {
        "kind": kind,
        "child_start": child_start,
        "child_end": child_end,
        "parent_start": parent_start,
        "parent_end": parent_end,
        "text": text,
        "score": score,
    }


def run_links(texts: Texts, child: int, parent: int) -> list[Link]:
    """The longest runs of words outside quotations that both have, in the child's order, scored by their words."""
    longest = sorted(texts.runs(child, parent), key=lambda run: (-run.length, run.a_first))[:_RUNS]
    begins, ends = texts.places(child)
    parent_begins, parent_ends = texts.places(parent)
    links = []
    for run in sorted(longest, key=lambda run: run.a_first):
        own = int(begins[run.a_first]), int(ends[run.a_last - 1])
        other = int(parent_begins[run.b_first]), int(parent_ends[run.b_last - 1])
        words = str(texts.reports[child].text)[own[0] : own[1]]
        links.append(link("overlap", words, child=own, parent=other, score=float(run.length)))
    return links


def quotation_links(texts: Texts, child: int, parent: int) -> list[Link]:
    """The quotations that both have, an alteration told in the text; scored by the share of words kept."""
    links = []
    for one in quotations.shared_quotations(texts.quotes(child), texts.quotes(parent)):
        words = str(texts.reports[child].text)[one.a.start : one.a.end]
        changed = "; ".join(f"“{here}” for “{there}”" for here, there in one.altered if here != there)
        text = f"{words} [altered: {changed}]" if changed else words
        own, other = (one.a.start, one.a.end), (one.b.start, one.b.end)
        links.append(link("quotation", text, child=own, parent=other, score=one.score))
    return links


def fact_links(a: Sequence[Fact], b: Sequence[Fact], held: Mapping[Key, Sequence[str]]) -> list[Link]:
    """The figures of a child that its parent has too, scored by one divided by the number of reports that hold them."""
    return [
        link(
            "fact",
            one.a.phrase,
            child=(one.a.start, one.a.end),
            parent=(one.b.start, one.b.end),
            score=1 / one.holders,
        )
        for one in shared(a, b, held)
    ]
