"""Which report draws on which: directed edges from child to parent, each with the words that say so.

What is here: the edges of a story, from overlapping wording, credits and shared figures, as rows of ``lineage``. The
overlaps are measured in ``shingles.py``, weighed in ``descent.py`` and directed in ``direction.py``; credits are read
in ``credits.py``, figures in ``fingerprints.py``. Versions nobody has seen are inferred in ``stemma.py``.

A parent is a report, or ``wire:NAME`` or ``outlet:NAME`` where a credit names an agency or an outlet and none of the
story's reports is the text meant. Such a parent is a name, not a text: two reports that credit one agency do not have
one origin by that (``is_report``).

An edge is *measured* when the child itself says so (a credit) or nearly all its words stand in the parent, *judged*
when it is inferred. All are proposed; a person accepts or denies them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from workbench import ledger
from workbench.compare import credits as crediting
from workbench.compare import descent, quotations, shingles
from workbench.compare.credits import Credit, Names
from workbench.compare.direction import Direction, direction, wholly_before
from workbench.compare.fingerprints import Fact, facts_of, holders_of, shared
from workbench.compare.prose import Span, stretches_by_report
from workbench.story import Story

#: Two texts are related from this containment of four-word shingles outside quotations on. Real rewrites of one wire
#: story share .19 to .23 of them; no pair of independent reports of one event more than .10, and that one of 137
#: shingles, made of names and offices.
RELATED = 0.12
#: With fewer shared shingles than this a share of a short text tells nothing: two names and a stock phrase make six.
FEWEST = 8
#: This many words in one run, outside quotations, are copied whatever share of the texts they are: longer than the
#: stock sentences by which agencies say that a source may not be named.
COPIED = 24
#: A text that shares this much with another repeats it: the edge is measured, and they are near duplicates.
NEAR_DUPLICATE = 0.8
#: A child is wholly drawn from its parents when shared wording touches this share of its stretches of fifty words.
WHOLLY = 0.75
_STRETCH = 50
#: The longest runs are kept as an edge's evidence, this many.
_RUNS = 12

Row = dict[str, Any]
Link = dict[str, Any]


def lineage_rows(story: Story) -> list[Row]:
    """The rows of ``lineage``, in order of child and parent.

    Evidence of kind ``overlap`` without offsets gives the share of the child's shingles as its score, each one with
    offsets a run of words and how many; ``quotation`` and ``fact`` stand beside them, as do ``credit`` and ``date``.
    """
    return counted(story)[1]


def counted(story: Story) -> tuple[int, list[Row]]:
    """How many pairs of reports were looked at, and the rows of ``lineage``."""
    family = Family.of(story)
    edges = {**family.edges}
    for edge in credited(story, family):
        edges[edge.child, edge.parent] = _joined(edges.get((edge.child, edge.parent)), edge)
    rows = [_row(edges[key]) for key in sorted(edges)]
    return family.looked_at, rows


def is_report(parent: str) -> bool:
    """Whether a parent is a text of the story, seen or inferred, and not the name of an agency or an outlet."""
    return not parent.startswith(("wire:", "outlet:"))


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge with its evidence."""

    child: str
    parent: str
    wholly: bool
    certain: bool
    measured: bool
    evidence: tuple[Link, ...]


def _row(edge: Edge) -> Row:
    return {
        "child": edge.child,
        "parent": edge.parent,
        "kind": "wholly" if edge.wholly else "partly",
        "direction_certain": edge.certain,
        "evidence": list(edge.evidence),
        "basis": "measured" if edge.measured else "judged",
        "state": "proposed",
    }


def _joined(one: Edge | None, other: Edge) -> Edge:
    """Two edges of one child and parent as one."""
    if one is None:
        return other
    return replace(
        one,
        wholly=one.wholly or other.wholly,
        certain=one.certain or other.certain,
        measured=one.measured or other.measured,
        evidence=one.evidence + other.evidence,
    )


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


# --- shared wording ---------------------------------------------------------------------------------------------------


def in_time_order(reports: Iterable[Any]) -> list[Any]:
    """The reports by the first day they may have come out, then the last; undated ones come last, then by file."""
    return sorted(
        reports,
        key=lambda row: (
            row.published_earliest or row.published_latest or "9999",
            row.published_latest or "9999",
            row.file or "",
            row.part if row.part is not None else -1,
            row.report_id,
        ),
    )


@dataclass(frozen=True)
class Family:
    """The reports of a story in time order with their words, and the edges between those that share wording."""

    reports: Sequence[Any]
    stretches: Sequence[Sequence[Span] | None]
    index: shingles.Index
    names: Names
    facts: Mapping[str, Sequence[Fact]]
    looked_at: int = 0
    edges: Mapping[tuple[str, str], Edge] = field(default_factory=dict)

    @classmethod
    def of(cls, story: Story) -> Family:
        """The family of a story's reports, their edges from shared wording found."""
        reports = in_time_order(ledger.records(story.reports))
        ids = [row.report_id for row in reports]
        stretches = stretches_by_report(story.passages, ids)
        index = shingles.index_of(ids, (str(row.text) for row in reports), stretches)
        bare = cls(reports, stretches, index, crediting.names_of(story), facts_of(story))
        return bare._with_edges()

    def _with_edges(self) -> Family:
        sets = _Sets(self.index)
        every = shingles.overlaps(self.index)
        related = [overlap for overlap in every if self._is_related(overlap)]
        turned: dict[int, list[tuple[int, int]]] = {}
        ways: dict[tuple[int, int], Direction] = {}
        for overlap in related:
            way = self._direction(overlap, sets)
            child, parent = (overlap.a, overlap.b) if way.first_is_child else (overlap.b, overlap.a)
            turned.setdefault(child, []).append((overlap.shared, parent))
            ways[child, parent] = way
        parents: dict[int, list[int]] = {}
        for child in _parents_first(turned):
            chosen = descent.parents_of(child, turned[child], sets)
            parents[child] = descent.without_brothers(child, chosen, parents, sets)
        edges = {}
        for child, found in parents.items():
            wholly = self._is_wholly(child, found)
            for parent in found:
                edge = self._edge(child, parent, ways[child, parent], wholly=wholly, sets=sets)
                edges[edge.child, edge.parent] = edge
        return replace(self, looked_at=len(every), edges=edges)

    @cached_property
    def held(self) -> dict[tuple[float, str, str], list[str]]:
        """The reports that hold each figure."""
        return holders_of(self.facts)

    def _is_related(self, overlap: shingles.Overlap) -> bool:
        if overlap.shared >= FEWEST and overlap.containment >= RELATED:
            return True
        if overlap.shared < COPIED - shingles.SIZE + 1:
            return False
        return any(run.length >= COPIED for run in self._runs(overlap.a, overlap.b))

    def _runs(self, a: int, b: int) -> list[shingles.Run]:
        return shingles.runs(self.index.of(a), self.index.of(b))

    def _direction(self, overlap: shingles.Overlap, sets: _Sets) -> Direction:
        a, b = self.reports[overlap.a], self.reports[overlap.b]
        return direction(
            a,
            b,
            a_credits_b=self._credits(a, b),
            b_credits_a=self._credits(b, a),
            a_length=len(sets(overlap.a)),
            b_length=len(sets(overlap.b)),
        )

    def _credits(self, child: Any, parent: Any) -> bool:
        """Whether a report says its text is the other's: it hosts the wire whose own copy the other is."""
        wire = self.names.of(child.wire)
        if wire is None or wire == self.names.of(child.outlet):
            return False
        return wire == self.names.of(parent.outlet) or (parent.outlet is None and wire == self.names.of(parent.wire))

    def _is_wholly(self, child: int, parents: Sequence[int]) -> bool:
        """Whether shared wording runs all through the child."""
        words = self.index.of(child)
        if not len(words):
            return False
        touched = {
            at // _STRETCH
            for parent in parents
            for run in self._runs(child, parent)
            for at in (run.a_first, run.a_last - 1)
        }
        return len(touched) >= WHOLLY * (1 + (len(words) - 1) // _STRETCH)

    def _edge(self, child: int, parent: int, way: Direction, *, wholly: bool, sets: _Sets) -> Edge:
        own, other = self.reports[child], self.reports[parent]
        held = descent.held_by(sets(child), sets(parent))
        share = float(held.mean())
        near = share >= NEAR_DUPLICATE
        evidence = [
            link("overlap", f"{int(held.sum())} of {len(held)} four-word sequences outside quotations", score=share),
            *self._run_links(child, parent),
            *self.quotation_links(child, parent),
            *self.fact_links(own, other),
            link("date", way.why),
        ]
        credit = self._host_link(own, other)
        return Edge(
            own.report_id,
            other.report_id,
            wholly or near,
            way.certain,
            near or credit is not None,
            tuple([credit, *evidence] if credit else evidence),
        )

    def _run_links(self, child: int, parent: int) -> list[Link]:
        longest = sorted(self._runs(child, parent), key=lambda run: (-run.length, run.a_first))[:_RUNS]
        own, other = (self.reports[at] for at in (child, parent))
        here = shingles.located(str(own.text), self.stretches[child])
        there = shingles.located(str(other.text), self.stretches[parent])
        links = []
        for run in sorted(longest, key=lambda run: run.a_first):
            start, end = here[run.a_first][0], here[run.a_last - 1][1]
            across = there[run.b_first][0], there[run.b_last - 1][1]
            words = str(own.text)[start:end]
            links.append(link("overlap", words, child=(start, end), parent=across, score=float(run.length)))
        return links

    def quotation_links(self, child: int, parent: int) -> list[Link]:
        """The quotations that both have, as evidence; an alteration is told in the text."""
        found = []
        both = [quotations.quotes_in(str(self.reports[at].text), self.stretches[at] or []) for at in (child, parent)]
        for one in quotations.shared_quotations(both[0], both[1]):
            words = str(self.reports[child].text)[one.a.start : one.a.end]
            changed = "; ".join(f"“{here}” for “{there}”" for here, there in one.altered if here != there)
            text = f"{words} [altered: {changed}]" if changed else words
            spans = {"child": (one.a.start, one.a.end), "parent": (one.b.start, one.b.end)}
            found.append(link("quotation", text, **spans, score=one.score))
        return found

    def fact_links(self, child: Any, parent: Any, *, within: Span | None = None) -> list[Link]:
        """The figures that both hold, those of one stretch of the child alone if asked, as evidence.

        The score is one divided by the number of the story's reports that hold the figure.
        """
        own = [
            fact
            for fact in self.facts.get(child.report_id, ())
            if within is None or within[0] <= fact.start and fact.end <= within[1]
        ]
        return [
            link(
                "fact",
                one.a.phrase,
                child=(one.a.start, one.a.end),
                parent=(one.b.start, one.b.end),
                score=1 / one.holders,
            )
            for one in shared(own, self.facts.get(parent.report_id, ()), self.held)
        ]

    def _host_link(self, child: Any, parent: Any) -> Link | None:
        if not self._credits(child, parent):
            return None
        start, end, words = crediting.masthead_words(child, "wire")
        return link("credit", words, child=None if start is None or end is None else (start, end))


class _Sets:
    """The shingles of a report, worked out once for those asked for."""

    def __init__(self, index: shingles.Index) -> None:
        self._index = index
        self._found: dict[int, shingles.Hashes] = {}

    def __call__(self, report: int) -> shingles.Hashes:
        if report not in self._found:
            self._found[report] = self._index.shingles(report)
        return self._found[report]


def _parents_first(turned: Mapping[int, Sequence[tuple[int, int]]]) -> list[int]:
    """The children, each after those of its parents that are children too; a circle is cut at its lowest number."""
    done: dict[int, None] = {}
    for start in sorted(turned):
        waiting = [(start, False)]
        open_now: set[int] = set()
        while waiting:
            report, ready = waiting.pop()
            if ready:
                done.setdefault(report)
            elif report not in done and report not in open_now and report in turned:
                open_now.add(report)
                waiting.append((report, True))
                waiting.extend((parent, False) for _, parent in turned[report])
    return list(done)


# --- credits ----------------------------------------------------------------------------------------------------------


def credited(story: Story, family: Family) -> list[Edge]:
    """The edges from what reports say of whose text or words they give, in order of the reports."""
    edges = []
    for at, report in enumerate(family.reports):
        host = crediting.hosted(report, family.names)
        told = list(_credits_of_others(report, family.stretches[at] or [], family.names))
        segments = _segments(told, family.stretches[at] or [])
        edges += [_credit_edge(report, host, None, family)] if host else []
        edges += [_credit_edge(report, one, segment, family) for one, segment in zip(told, segments, strict=True)]
    return edges


def _credits_of_others(report: Any, stretches: Sequence[Span], names: Names) -> list[Credit]:
    """The credits in a report's prose, without those to itself; "told X" only where the report says whose it is."""
    itself = {names.of(report.outlet), names.of(report.wire)} - {None}
    return [
        one
        for one in crediting.credits_in(report.report_id, str(report.text), stretches, names)
        if one.name not in itself and (one.kind != "told" or itself)
    ]


def _segments(found: Sequence[Credit], stretches: Sequence[Span]) -> list[Span]:
    """For each credit the words it may stand for: from the credit before it, or its passage's start, to its own end."""
    segments = []
    last = 0
    for one in found:
        at, end = one.start or 0, one.end or 0
        start = max((start for start, stop in stretches if start <= at < stop), default=at)
        segments.append((max(start, last), end))
        last = end
    return segments


def _credit_edge(report: Any, credit: Credit, segment: Span | None, family: Family) -> Edge:
    span = None if credit.start is None or credit.end is None else (credit.start, credit.end)
    words = link("credit", credit.text, child=span)
    parent, facts = _credited_report(report, credit, segment, family)
    if parent is None:
        parent = f"{'wire' if credit.name in family.names.wires else 'outlet'}:{credit.name}"
    return Edge(report.report_id, parent, credit.kind == "host", True, True, (words, *facts))


def _credited_report(
    report: Any, credit: Credit, segment: Span | None, family: Family
) -> tuple[str | None, Sequence[Link]]:
    """The report of the story that is the text credited, with the figures that say so, or none.

    It is by the one credited and not out after the report; and either they share wording, or a figure of the credited
    sentence stands in it: of several the one with most such figures, the latest among equals.
    """
    best: tuple[int, str, Sequence[Link]] | None = None
    for other in family.reports:
        by = {family.names.of(other.outlet), family.names.of(other.wire)}
        if other.report_id == report.report_id or credit.name not in by or wholly_before(report, other):
            continue
        if (report.report_id, other.report_id) in family.edges:
            return other.report_id, ()
        facts = family.fact_links(report, other, within=segment) if segment else []
        if facts and (best is None or len(facts) >= best[0]):
            best = len(facts), other.report_id, facts
    return (best[1], best[2]) if best else (None, ())
