"""The queue of discrepancies: each change that an analyst should look at, once, the gravest first.

A report is held against all the reports it draws on together: what any of them has is no change. Its headline is held
against its body, its figures against those that others give of the same holder, the holders of one estimand against
each other, and a total that nobody stated against the words it was made from. Rows are proposed as "open"; explaining
and dismissing them is the analyst's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, replace
from typing import Any

from workbench.compare.discrepancies.additions import addition_changes
from workbench.compare.discrepancies.changes import KINDS, SEVERITIES, Change
from workbench.compare.discrepancies.conflicts import conflict_changes
from workbench.compare.discrepancies.differences import Desk, agree, desk_of, sentence_changes
from workbench.compare.discrepancies.figures import figure_changes, mentions_of
from workbench.compare.discrepancies.headlines import headline_changes
from workbench.compare.discrepancies.numbers import number_changes
from workbench.compare.discrepancies.pages import Page, shelf_of
from workbench.compare.discrepancies.restatements import restatement_changes
from workbench.compare.discrepancies.scopes import part_changes, spread_changes, vague_changes
from workbench.compare.discrepancies.sentences import Sentence
from workbench.compare.discrepancies.takenover import TakenOver, taken_over
from workbench.compare.discrepancies.totals import total_changes
from workbench.compare.support.guards import derived_totals
from workbench.model import content_id
from workbench.read.readings import Readings
from workbench.story import Story

#: Other sentences of the parents that are nearly as like as the best may support what the best does not have; a
#: heading, too short for hedges and sources, undoes nothing, nor does one that has no word which the best has in common
#: with the sentence.
SUPPORT = 0.85
#: Share of a report's sentences that must be drawn from its parents before what is its own counts as added.
DRAWN = 0.66
#: Kinds that a figure tells more surely than the sentence around it.
_BY_FIGURE = frozenset(
    {
        "hedge dropped",
        "hedge added",
        "certainty raised",
        "attribution dropped",
        "place",
        "holders merged",
        "anonymity dropped",
    }
)

#: Kinds that are labels of an alignment and no matter for the queue, unless a figure has them; in a subhead, which is
#: too short to hedge or to name its source, more.
_LABEL_ONLY = {
    False: frozenset({"wording", "verb changed"}),
    True: frozenset({"wording", "verb changed", "attribution dropped", "hedge added", "hedge dropped"}),
}

#: Kinds that, where they are of low severity, are told in the row of a graver change of the same two sentences.
_LIGHT = frozenset({"scope", "time", "attribution added", "added in the retelling"})

_Row = Mapping[str, Any]
_Pairs = Mapping[tuple[str, int], Sequence[tuple[float, Sentence]]]


def discrepancy_rows(
    story: Story,
    lineage: Iterable[_Row] = (),
    alignments: Iterable[_Row] = (),
    *,
    desk: Desk | None = None,
    before: TakenOver | None = None,
) -> list[dict[str, Any]]:
    """Rows of the table ``discrepancies``, sorted by severity, then kind, then where they stand.

    ``lineage`` and ``alignments`` hold rows of the tables of these names. Both spans are whole sentences; ``a`` is in
    the parent, the body or the earlier report. What an addition has no counterpart for has an empty span in ``a``.
    ``desk`` is the story laid out, where it already is, ``before`` what was found in an earlier build.
    """
    desk = desk or desk_of(shelf_of(story))
    before = before or taken_over(desk.shelf, Readings())
    parents = parents_of(lineage, desk.shelf.pages)
    figures = [one for group in desk.figures.values() for one in group]
    totals = total_changes(derived_totals(story), figures)
    found = _folded(desk, _once([*changes_of(desk, parents, _pairs(desk, alignments), before), *totals]))
    return [_row(change) for change in sorted(found, key=_order)]


def parents_of(lineage: Iterable[_Row], reports: Collection[str]) -> dict[str, list[str]]:
    """The reports that each report draws on directly; what is no report here, and denied edges, are left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in lineage:
        if row.get("state") != "denied" and row["parent"] in reports and row["child"] in reports:
            found[str(row["child"])].add(str(row["parent"]))
    return {child: sorted(group) for child, group in sorted(found.items())}


def _pairs(desk: Desk, alignments: Iterable[_Row]) -> _Pairs:
    """For each sentence of a report the sentences aligned to it, the likest first."""
    sentences = {(key, one.start): one for key, page in desk.shelf.pages.items() for one in page.sentences}
    found: dict[tuple[str, int], list[tuple[float, Sentence]]] = defaultdict(list)
    for row in alignments:
        a = sentences.get((row["a_report"], row["a_start"]))
        if a is not None:
            found[row["b_report"], row["b_start"]].append((float(row["score"]), a))
    return {key: sorted(group, key=lambda one: (-one[0], one[1].start)) for key, group in found.items()}


def changes_of(desk: Desk, parents: Mapping[str, Sequence[str]], pairs: _Pairs, before: TakenOver) -> Iterator[Change]:
    """All changes of a story that belong in the queue; one may come twice."""
    told = set()
    for child, group in sorted(parents.items()):
        for change in _retold(desk, child, group, pairs, before):
            told.add((change.kind, change.b))
            yield change
    for key in sorted(desk.shelf.pages):
        yield from headline_changes(desk.shelf, desk.figures[key], told)
    figures = [one for key in sorted(desk.figures) for one in desk.figures[key]]
    yield from conflict_changes(desk.shelf, figures, _echoes(desk, parents))
    yield from restatement_changes(desk.shelf, figures, families_of(parents))


def _echoes(desk: Desk, parents: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, int]]:
    """Where the figures stand that a report has from one it draws on."""
    for child, group in parents.items():
        old = [one for parent in group for one in desk.figures.get(parent, ())]
        for figure in desk.figures.get(child, ()):
            if mentions_of(figure, old):
                yield child, figure.row.start


def families_of(parents: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    """For each report with relations, all reports that are connected to it by drawing on one another."""
    family: dict[str, set[str]] = {}
    for child, group in parents.items():
        joined = {child, *group}.union(*(family.get(one, set()) for one in (child, *group)))
        for one in joined:
            family[one] = joined
    return {key: frozenset(group) for key, group in family.items()}


def _retold(desk: Desk, child: str, parents: Sequence[str], pairs: _Pairs, before: TakenOver) -> Iterator[Change]:
    """The changes of a report against all the reports it is held against, from before where these were just so."""
    near = [_near(pairs, sentence, parents) for sentence in desk.shelf.pages[child].sentences]
    given = [[(a.report_id, a.start, score >= SUPPORT * one[0][0]) for score, a in one] for one in near]
    found = before.of(
        "retelling",
        (child, *parents),
        given,
        lambda: [astuple(change) for change in _retelling(desk, child, parents, pairs)],
    )
    return (Change(kind, tuple(a), tuple(b), *told) for kind, a, b, *told in found)


def _retelling(desk: Desk, child: str, parents: Sequence[str], pairs: _Pairs) -> Iterator[Change]:
    """The changes of a report against all the reports it is held against, together."""
    by_figure = list(_figures(desk, child, parents))
    yield from by_figure
    told = {(change.kind, change.b) for change in by_figure if change.kind in _BY_FIGURE}
    page = desk.shelf.pages[child]
    for sentence in page.sentences:
        near = _near(pairs, sentence, parents)
        for change in _supported(desk, near, sentence):
            if change.kind not in _LABEL_ONLY[sentence.part == "subhead"] and (change.kind, change.b) not in told:
                yield change
    yield from _added(desk, page, parents, pairs)


def _near(pairs: _Pairs, sentence: Sentence, parents: Sequence[str]) -> list[tuple[float, Sentence]]:
    """The sentences of the parents aligned to one, the likest first."""
    return [one for one in pairs.get((sentence.report_id, sentence.start), ()) if one[1].report_id in parents]


def _added(desk: Desk, page: Page, parents: Sequence[str], pairs: _Pairs) -> Iterator[Change]:
    """What a report adds to its parents, where most of it is drawn from them: others have a text of their own."""
    known: frozenset[str] = frozenset().union(*(desk.stems[one] for one in parents))
    pages = [desk.shelf.pages[one] for one in parents]
    if _share_drawn(page, parents, pairs) < DRAWN:
        return
    for sentence in page.sentences:
        near = _near(pairs, sentence, parents)
        if sentence.part == "body":
            yield from addition_changes(near[0][1] if near else None, sentence, page, known, pages)


def _share_drawn(page: Page, parents: Sequence[str], pairs: _Pairs) -> float:
    """The share of a report's sentences that are aligned to one of its parents."""
    near = [
        any(a.report_id in parents for _, a in pairs.get((page.report_id, one.start), ())) for one in page.sentences
    ]
    return sum(near) / max(1, len(near))


def _figures(desk: Desk, child: str, parents: Sequence[str]) -> Iterator[Change]:
    old = [one for parent in parents for one in desk.figures[parent]]
    for figure in desk.figures[child]:
        mentions = mentions_of(figure, old)
        yield from figure_changes(desk.shelf, mentions, figure)
        yield from part_changes(mentions, figure)
        yield from spread_changes(desk.shelf, mentions, figure)


def _supported(desk: Desk, near: Sequence[tuple[float, Sentence]], sentence: Sentence) -> Iterator[Change]:
    """The changes against the likest sentence that no other nearly as like one undoes, and the numbers changed."""
    if not near:
        return
    best = near[0][0]
    common = desk.side(near[0][1]).stems & desk.side(sentence).stems
    like = [one for score, one in near[1:] if score >= SUPPORT * best and one.part == "body"]
    others = [one for one in like if not common or common & desk.side(one).stems]
    kinds = [{change.kind for change in sentence_changes(desk, one, sentence)} for one in others]
    for change in sentence_changes(desk, near[0][1], sentence):
        if all(change.kind in one for one in kinds):
            yield change
    parents = [one for _, a in near for one in desk.figures[a.report_id]]
    old, new = desk.figures_in(near[0][1]), desk.figures_in(sentence)
    if agree(desk, near[0][1], sentence):
        yield from number_changes(old, new, parents=parents)
    yield from vague_changes(desk.side(near[0][1]), desk.side(sentence), old, new)


def _once(changes: Iterable[Change]) -> list[Change]:
    """Each kind of change once for two stretches, the readings of several joined."""
    found: dict[tuple[Any, ...], Change] = {}
    for change in changes:
        key = (change.kind, change.a, change.b)
        before = found.get(key)
        if before is None:
            found[key] = change
        elif change.reading not in before.reading:
            weight = min((before.severity, change.severity), key=SEVERITIES.index)
            reading = f"{before.reading.removesuffix('.')}; {change.reading}"
            found[key] = Change(change.kind, change.a, change.b, reading, weight)
    return list(found.values())


def _folded(desk: Desk, changes: Sequence[Change]) -> list[Change]:
    """The changes, a light one told at the end of the gravest other of the same two sentences, if there is one.

    How much of a group is meant is light beside a grave change of the same sentences too: "all in Velna" is one story.
    """
    grave = {(one.a, one.b) for one in changes if one.severity == "high"}
    light = {one for one in changes if one.kind in _LIGHT and one.severity == "low"}
    light |= {one for one in changes if one.kind == "scope" and (one.a, one.b) in grave}
    hosts = {(one.a, one.b): one for one in sorted(set(changes) - light, key=_order, reverse=True)}
    told: dict[Change, str] = {one: one.reading for one in changes}
    for one in changes:
        host = hosts.get((one.a, one.b))
        if one in light and host is not None:
            more = told.pop(one).replace(f"{desk.shelf.pages[one.b[0]].calls} ", "it ", 1)
            told[host] = f"{told[host].removesuffix('.')}; {more}"
    return [replace(one, reading=reading) for one, reading in told.items()]


def _order(change: Change) -> tuple[Any, ...]:
    return SEVERITIES.index(change.severity), KINDS.index(change.kind), change.b, change.a


def _row(change: Change) -> dict[str, Any]:
    return {
        "discrepancy_id": content_id("d", change.kind, *change.a, *change.b),
        "kind": change.kind,
        "severity": change.severity,
        "a_report": change.a[0],
        "a_start": change.a[1],
        "a_end": change.a[2],
        "b_report": change.b[0],
        "b_start": change.b[1],
        "b_end": change.b[2],
        "reading": change.reading,
        "state": "open",
        "reason": None,
    }
