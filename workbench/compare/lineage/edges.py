"""Which report draws on which: directed edges from child to parent, each with the words that say so.

What is here: the edges of a story as rows of ``lineage``, from shared wording (``kinship.py``), from figures retold in
other words (``retelling.py``) and from credits (``credits.py``), with their evidence (``evidence.py``). Versions nobody
has seen are inferred in ``stemma.py``.

A parent is a report, or ``wire:NAME`` or ``outlet:NAME`` where a credit names an agency or an outlet and none of the
story's reports is the text meant. Such a parent is a name, not a text: two reports of which a part is credited to one
agency do not have one origin by that (``is_report``); those that are its text as a whole are counted as one desk's in
``support/corroboration.py``.

An edge is *measured* when the child itself says so (a credit) or nearly all its words stand in the parent, *judged*
when it is inferred. All are proposed; a person accepts or denies them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from workbench.compare.lineage import credits as crediting
from workbench.compare.lineage.credits import Credit, Names
from workbench.compare.lineage.direction import wholly_before
from workbench.compare.lineage.evidence import Link, fact_links, link, quotation_links, run_links
from workbench.compare.lineage.fingerprints import Fact, Key, facts_of, holders_of
from workbench.compare.lineage.kinship import NEAR_DUPLICATE, Kin, kin_of
from workbench.compare.lineage.prose import Span, stretches_by_report
from workbench.compare.lineage.retelling import Retelling, retellings, sentence_of
from workbench.compare.lineage.texts import Texts, texts_of
from workbench.story import Story

Row = dict[str, Any]

#: The lines under or over a text that say whose it is; no prose.
_CREDIT_ROLES = frozenset({"credit", "byline"})
#: Edges whose reports are read in one pass: their words stay in a processor's cache.
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge with its evidence."""

    child: str
    parent: str
    wholly: bool
    certain: bool
    measured: bool
    evidence: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What edges are found from: the texts, the names credits use, the figures of each report and who holds them.

    ``lines`` are by number of report its lines of credit and its bylines.
    """

    texts: Texts
    names: Names
    facts: Mapping[str, Sequence[Fact]]
    held: Mapping[Key, Sequence[str]]
    lines: Mapping[int, Sequence[Span]]


def lineage_rows(story: Story) -> list[Row]:
    """The rows of ``lineage``, in order of child and parent.

    Evidence of kind ``overlap`` without offsets gives the share of the child's shingles as its score, each one with
    offsets a run of words and how many; ``quotation`` and ``fact`` stand beside them, as do ``credit`` and ``date``. An
    edge from a retelling has ``fact`` and ``sentence`` instead.
    """
    return counted(story)[1]


def counted(story: Story) -> tuple[int, list[Row]]:
    """How many pairs of reports were looked at, and the rows of ``lineage``."""
    facts = facts_of(story)
    texts = texts_of(story)
    known = Known(texts, crediting.names_of(story), facts, holders_of(facts), _credit_lines(story, texts))
    looked_at, kin = kin_of(known.texts, lambda child, parent: credits_text(child, parent, known.names))
    edges: dict[tuple[str, str], Edge] = {}
    joined: list[tuple[int, int]] = []
    for one in _read_ahead(kin, known.texts):
        edges[known.texts.reports[one.child].report_id, known.texts.reports[one.parent].report_id] = _worded(one, known)
        joined.append((one.child, one.parent))
    for told in retellings(story, known.texts, joined):
        edge = _retold(told, known)
        edges[edge.child, edge.parent] = edge
    for edge in _credited(known, dict(edges)):
        edges[edge.child, edge.parent] = _joined(edges.get((edge.child, edge.parent)), edge)
    return looked_at, [_row(edges[key]) for key in sorted(edges)]


def _read_ahead(kin: Iterator[Kin], texts: Texts) -> Iterator[Kin]:
    """The relatives as they come, the words and quotations of many of them read at once."""
    while group := list(islice(kin, _AT_ONCE)):
        texts.ahead([at for one in group for at in (one.child, one.parent)])
        yield from group


def _credit_lines(story: Story, texts: Texts) -> dict[int, Sequence[Span]]:
    lines = story.passages[story.passages["role"].isin(_CREDIT_ROLES)]
    if lines.empty:
        return {}
    found = stretches_by_report(lines, texts.index.report_ids, roles=_CREDIT_ROLES)
    return {at: stretches for at, stretches in enumerate(found) if stretches}


def is_report(parent: str) -> bool:
    """Whether a parent is a text of the story, seen or inferred, and not the name of an agency or an outlet."""
    return not parent.startswith(("wire:", "outlet:"))


def credits_text(child: Any, parent: Any, names: Names) -> bool:
    """Whether a report says its text is the other's: it hosts the wire whose own copy the other is."""
    wire = names.of(child.wire)
    if wire is None or wire == names.of(child.outlet):
        return False
    return wire == names.of(parent.outlet) or (parent.outlet is None and wire == names.of(parent.wire))


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


def _worded(kin: Kin, known: Known) -> Edge:
    """The edge between two reports that share wording."""
    texts = known.texts
    child, parent = texts.reports[kin.child], texts.reports[kin.parent]
    of = len(texts.sets(kin.child))
    evidence = [
        link("overlap", f"{kin.shared} of {of} four-word sequences outside quotations", score=kin.share),
        *run_links(texts, kin.child, kin.parent),
        *quotation_links(texts, kin.child, kin.parent),
        *_facts(child, parent, known),
        link("date", kin.way.why),
    ]
    if credits_text(child, parent, known.names):
        start, end, words = crediting.masthead_words(child, "wire")
        evidence.insert(0, link("credit", words, child=None if start is None or end is None else (start, end)))
    measured = kin.share >= NEAR_DUPLICATE or evidence[0]["kind"] == "credit"
    return Edge(child.report_id, parent.report_id, kin.wholly, kin.way.certain, measured, tuple(evidence))


def _retold(told: Retelling, known: Known) -> Edge:
    """The edge from a report to the one whose figures it tells in other words."""
    child, parent = known.texts.reports[told.child], known.texts.reports[told.parent]
    evidence = [
        link(
            "fact",
            one.child.phrase,
            child=(one.child.start, one.child.end),
            parent=(one.parent.start, one.parent.end),
            score=1 / one.holders,
        )
        for one in told.figures
    ]
    seen: set[Span] = set()
    for one in told.figures:
        if one.told_alike and one.child.sentence not in seen:
            seen.add(one.child.sentence)
            words = sentence_of(one.child, child)
            evidence.append(
                link("sentence", words, child=one.child.sentence, parent=one.parent.sentence, score=one.score)
            )
    evidence.append(link("date", told.way.why))
    return Edge(child.report_id, parent.report_id, False, told.way.certain, False, tuple(evidence))


def _facts(child: Any, parent: Any, known: Known, *, within: Span | None = None) -> list[Link]:
    """The figures that both hold; those of one stretch of the child alone where asked."""
    own = known.facts.get(child.report_id, ())
    if within is not None:
        own = [fact for fact in own if within[0] <= fact.start and fact.end <= within[1]]
    return fact_links(own, known.facts.get(parent.report_id, ()), known.held)


# --- credits ----------------------------------------------------------------------------------------------------------


def _credited(known: Known, edges: Mapping[tuple[str, str], Edge]) -> list[Edge]:
    """The edges from what reports say of whose text or words they give, in order of the reports.

    A credit among words that the child took from a parent is the parent's, and is left to it.
    """
    texts, names = known.texts, known.names
    by_name = _reports_by_name(texts.reports, names)
    taken: dict[str, list[Span]] = {}
    for (child, _), edge in edges.items():
        spans = [(one["child_start"], one["child_end"]) for one in edge.evidence if one["kind"] == "overlap"]
        taken.setdefault(child, []).extend(span for span in spans if span[0] is not None)
    found = []
    for at in sorted({*crediting.reports_with_names(texts.index, names), *known.lines}):
        report, lines = texts.reports[at], known.lines.get(at, ())
        told = list(_credits_of_others(report, sorted((*texts.stretches[at], *lines)), names))
        own = taken.get(report.report_id, [])
        for one, segment in zip(told, _segments(told, report, texts.stretches[at]), strict=True):
            if not any(start <= (one.start or 0) < end for start, end in own):
                found.append(_credit_edge(report, one, segment, by_name, known, edges))
    for report in texts.reports:
        host = crediting.hosted(report, names) if report.wire else None
        if host:
            found.append(_credit_edge(report, host, None, by_name, known, edges))
    return found


def _reports_by_name(reports: Iterable[Any], names: Names) -> dict[str, list[Any]]:
    """The reports of each agency and outlet."""
    found: dict[str, list[Any]] = {}
    for report in reports:
        for name in sorted({names.of(report.outlet), names.of(report.wire)} - {None}, key=str):
            found.setdefault(str(name), []).append(report)
    return found


def _credits_of_others(report: Any, stretches: Sequence[Span], names: Names) -> list[Credit]:
    """The credits in a report's prose, without those to itself; "told X" only where the report says whose it is."""
    itself = {names.of(report.outlet), names.of(report.wire)} - {None}
    return [
        one
        for one in crediting.credits_in(report.report_id, str(report.text), stretches, names)
        if one.name not in itself and (one.kind != "told" or itself)
    ]


def _segments(found: Sequence[Credit], report: Any, stretches: Sequence[Span]) -> list[Span]:
    """For each credit the words it may stand for: from the credit before it, or its passage's start, to its own end.

    A credit for the text, or one that stands in a line of credit, may stand for all of it.
    """
    segments = []
    last = 0
    for one in found:
        at, end = one.start or 0, one.end or 0
        start = max((start for start, stop in stretches if start <= at < stop), default=None)
        if one.kind == "text" or start is None:
            segments.append((0, len(str(report.text))))
        else:
            segments.append((max(start, last), end))
        last = end
    return segments


def _credit_edge(
    report: Any,
    credit: Credit,
    segment: Span | None,
    by_name: Mapping[str, Sequence[Any]],
    known: Known,
    edges: Mapping[tuple[str, str], Edge],
) -> Edge:
    """The edge a credit makes: to the report it means where one is here, else to the name it gives."""
    span = None if credit.start is None or credit.end is None else (credit.start, credit.end)
    words = link("credit", credit.text, child=span)
    others = [
        other
        for other in by_name.get(credit.name, ())
        if other.report_id != report.report_id and not wholly_before(report, other)
    ]
    parent, facts = _credited_report(report, segment, others, known, edges)
    if parent is None:
        parent = f"{'wire' if credit.name in known.names.wires else 'outlet'}:{credit.name}"
    return Edge(report.report_id, parent, credit.kind == "host", True, True, (words, *facts))


def _credited_report(
    report: Any,
    segment: Span | None,
    others: Sequence[Any],
    known: Known,
    edges: Mapping[tuple[str, str], Edge],
) -> tuple[str | None, Sequence[Link]]:
    """The one of some reports that is the text credited, with the figures that say so, or none.

    They share wording, or a figure of the credited sentence stands in it: of several the one with most such figures,
    the latest among equals.
    """
    best: tuple[int, str, Sequence[Link]] | None = None
    for other in others:
        if (report.report_id, other.report_id) in edges:
            return other.report_id, ()
        facts = _facts(report, other, known, within=segment) if segment else []
        if facts and (best is None or len(facts) >= best[0]):
            best = len(facts), other.report_id, facts
    return (best[1], best[2]) if best else (None, ())
