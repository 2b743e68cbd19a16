"""Three counts for every figure: the reports that give it, their origins, and the holders behind those.

What is here: who stands behind a figure, the rows of ``corroboration``, and the loops in which reports cite one
another. Which estimates are one figure is in ``samefigure.py``, which reports are one chain in ``chains.py``, how a
holder is folded in ``parties.py``. There is no score: three counts, the unknown apart, and the names beneath them.

An origin is an independent beginning of a text, and so is counted by whose desk wrote it: the wire whose text it is,
else the outlet. Two texts of one desk that share no wording are two texts and one origin, since a follow-up by the same
desk does not stand on its own; a text that names neither outlet nor wire has nobody's desk but its own. A name that
only looks like another one, written with other letters, is no second desk and no second source.

The ultimate source of a figure in a chain is the holder that the text at its beginning gives. A holder whom only a
retelling names is a change in the retelling. A beginning that names nobody, or somebody who could be anybody, is
unknown, and unknown never corroborates.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench import ledger
from workbench.compare.geography import places_of
from workbench.compare.lineage.credits import names_of
from workbench.compare.lookalikes import apart, looks_like
from workbench.compare.parties import Holders, holders_of
from workbench.compare.standing import in_time_order
from workbench.compare.support.chains import INFERRED, Chain, Descent, chains, descent, rounds
from workbench.compare.support.plans import plans_of
from workbench.compare.support.points import Numbers, Point, points_of
from workbench.compare.support.samefigure import Figure, figures_of
from workbench.story import Story

Row = Mapping[str, Any]
#: The points of a figure by report.
_Given = Mapping[str, Sequence[Point]]
#: Up to here a number is told of many things, and the same one on another estimand says nothing of its origin.
SMALL = 100


@dataclass(frozen=True, slots=True)
class Strike:
    """What is taken out: single estimates, whole reports, and holders with whoever belongs to them."""

    points: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()
    holders: frozenset[str] = frozenset()


NOTHING = Strike()


@dataclass(frozen=True, slots=True)
class Support:
    """A figure and who stands behind it.

    ``chains`` are its chains of text, ``origins`` the reports of those that begin at one desk, ``sources`` the parties
    that hold it at the beginning of a chain, ``unknown`` the first report of each origin at whose beginnings nobody is
    named. A figure that is only denied or taken back has no report.
    """

    figure: Figure
    reports: tuple[str, ...]
    chains: tuple[Chain, ...]
    origins: tuple[tuple[str, ...], ...]
    sources: tuple[str, ...]
    unknown: tuple[str, ...]

    @property
    def counts(self) -> tuple[int, int, int]:
        """Reports, origins, ultimate sources."""
        return len(self.reports), len(self.origins), len(self.sources)

    @property
    def badge(self) -> str:
        """The three counts, and how many origins are of unknown source: "3 / 1 / 1", "2 / 2 / 1 + 1 unknown"."""
        unknown = f" + {len(self.unknown)} unknown" if self.unknown else ""
        return " / ".join(str(count) for count in self.counts) + unknown


@dataclass(frozen=True, slots=True)
class Told:
    """A story as corroboration reads it: points, figures, holders and descent, each made once.

    ``desks`` gives by report the name of the wire whose text it is, else of its outlet; none where it names neither.
    ``outlets`` are by entity the reports of the outlet or wire that bears its name.
    """

    points: tuple[Point, ...]
    figures: tuple[Figure, ...]
    holders: Holders
    descent: Descent
    desks: Mapping[str, str]
    outlets: Mapping[str, frozenset[str]]
    carrying: Mapping[tuple[str | None, Numbers], frozenset[str]] = field(repr=False)


def told(story: Story, lineage: Iterable[Row]) -> Told:
    """The story as corroboration reads it, with that lineage."""
    points = tuple(points_of(story))
    order = {row.report_id: at for at, row in enumerate(in_time_order(ledger.records(story.reports)))}
    carrying: dict[tuple[str | None, Numbers], set[str]] = {}
    for point in points:
        if point.numbers is not None:
            carrying.setdefault((point.unit, point.numbers), set()).add(point.report_id)
    return Told(
        points=points,
        figures=tuple(figures_of(points, places_of(story), plans=plans_of(story))),
        holders=holders_of(story),
        descent=descent(lineage, order),
        desks=_desks(story),
        outlets=_outlets(story),
        carrying={key: frozenset(reports) for key, reports in carrying.items()},
    )


def supports(story: Told, *, without: Strike = NOTHING) -> tuple[Support, ...]:
    """Every figure with who stands behind it, in the order of the figures; what is struck stands behind none.

    Which texts are one chain does not change by a strike: what was drawn from a struck report is not thereby a source
    of its own.
    """
    return tuple(_support(figure, story, without) for figure in story.figures)


def corroboration_rows(story: Story, lineage: Iterable[Row], *, read: Told | None = None) -> list[dict[str, Any]]:
    """The rows of ``corroboration``, one a figure, by estimand and number.

    ``read`` is the story as corroboration reads it, with that lineage, where it already is.
    """
    return [_row(one) for one in supports(read or told(story, lineage))]


def lineage_of(story: Story) -> list[dict[str, Any]]:
    """The lineage that the story's ledger holds, as rows."""
    return [row._asdict() for row in ledger.records(story.lineage)]


def _row(support: Support) -> dict[str, Any]:
    figure = support.figure
    variants = {(point.claimant, point.bound) for point in figure.points}
    return {
        "figure_id": figure.figure_id,
        "estimand": figure.estimand,
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "estimates": [point.estimate_id for point in figure.points],
        "variants": [
            {"claimant": claimant, "bound": bound}
            for claimant, bound in sorted(variants, key=lambda one: (one[0] or "", one[1]))
        ],
        "reports": list(support.reports),
        "origins": [list(reports) for reports in support.origins],
        "ultimate_sources": list(support.sources),
        "unknown": list(support.unknown),
    }


# --- who stands behind a figure ---------------------------------------------------------------------------------------


def _support(figure: Figure, story: Told, without: Strike) -> Support:
    giving: dict[str, list[Point]] = {}
    for point in figure.points:
        if point.supports:
            giving.setdefault(point.report_id, []).append(point)
    left = {report: kept for report, points in giving.items() if (kept := _unstruck(points, story, without))}
    found = []
    sources: set[str] = set()
    origins: dict[str, list[str]] = {}
    named: set[str] = set()
    fallen: set[str] = set()
    # The chains are those of all that was given: a copy does not become a beginning because its original is struck.
    for chain in chains(story.descent, list(giving), carriers_of(figure, story)):
        reports = tuple(report for report in chain.reports if report in left)
        if not reports:
            continue
        found.append(Chain(chain.root, chain.begins, reports))
        desk = story.desks.get(chain.root, chain.root)
        origins.setdefault(desk, []).extend(reports)
        holding = _sources(chain, giving, left, story, without)
        sources |= holding
        if holding:
            named.add(desk)
        elif without != NOTHING and _sources(chain, giving, giving, story, NOTHING):
            # Another text of the desk may still name somebody; this one now stands on nobody's word.
            fallen.add(desk)
    return Support(
        figure,
        reports=tuple(left),
        chains=tuple(found),
        origins=tuple(tuple(dict.fromkeys(reports)) for reports in origins.values()),
        sources=tuple(sorted(apart(sources, {one: story.holders.name(one) for one in sources}))),
        unknown=tuple(reports[0] for desk, reports in origins.items() if desk not in named or desk in fallen),
    )


def carriers_of(figure: Figure, story: Told) -> frozenset[str]:
    """The reports that have the figure's number anywhere: on its estimand or, where it is not small, on another."""
    low, high, _ = figure.numbers
    if max(abs(low), abs(high)) <= SMALL:
        return frozenset(point.report_id for point in figure.points)
    units = {point.unit for point in figure.points}
    return frozenset().union(*(story.carrying.get((unit, figure.numbers), frozenset()) for unit in units))


def _unstruck(points: Iterable[Point], story: Told, without: Strike) -> list[Point]:
    return [
        point
        for point in points
        if point.estimate_id not in without.points
        and point.report_id not in without.reports
        and not is_struck(point.claimant, story.holders, without)
    ]


def is_struck(claimant: str | None, holders: Holders, without: Strike) -> bool:
    """Whether all who stand behind a claimant are struck; of a joint holder the others still stand."""
    return bool(holders.parties(claimant)) and not holders.parties(claimant, without=without.holders)


def _sources(chain: Chain, giving: _Given, left: _Given, story: Told, without: Strike) -> frozenset[str]:
    """The parties that hold a figure at the beginning of a chain; none where it is unknown.

    Whose word stands at the beginning is settled by all that was given: a strike may take it away and puts no other in
    its place.
    """
    if chain.begins:
        first = (report for report in chain.reports if story.descent.of(report) == chain.root)
        named = next((report for report in first if _parties(report, giving, giving, story, NOTHING)), None)
        return frozenset() if named is None else _parties(named, giving, left, story, without)
    if not chain.root.startswith(INFERRED):
        return frozenset()
    # Nobody has seen the beginning: what all who drew on it say of it, it said.
    named_by = [held for report in chain.reports if (held := _parties(report, giving, giving, story, NOTHING))]
    agreed = frozenset.intersection(*named_by) if named_by else frozenset()
    return agreed & frozenset().union(*(_parties(report, giving, left, story, without) for report in chain.reports))


def _parties(report: str, giving: _Given, left: _Given, story: Told, without: Strike) -> frozenset[str]:
    """The parties a report names for a figure; an outlet that gives it here too is asked in its turn for whom it names.

    Outlets that cite each other in a round hold nothing. Each report is asked once.
    """
    found: set[str] = set()
    asked, ask = {report}, [report]
    while ask:
        here = ask.pop()
        for point in left.get(here, ()):
            cited = story.outlets.get(point.claimant or "", frozenset()) & giving.keys()
            if not cited or here in cited:
                found |= story.holders.parties(point.claimant, without=without.holders)
            ask += sorted(cited - asked)
            asked |= cited
    return frozenset(found)


def _desks(story: Story) -> dict[str, str]:
    names = names_of(story)
    found = {row.report_id: names.of(row.wire) or names.of(row.outlet) for row in ledger.records(story.reports)}
    return {report: f"desk:{looks_like(name)}" for report, name in found.items() if name}


def _outlets(story: Story) -> dict[str, frozenset[str]]:
    """By entity the reports of the outlet or wire that bears its name."""
    of_name: dict[str, set[str]] = {}
    for row in ledger.records(story.reports):
        for name in {row.outlet, row.wire} - {None}:
            of_name.setdefault(name.casefold(), set()).add(row.report_id)
    found = {}
    for row in ledger.records(story.entities):
        names = [row.name, *(row.aliases if row.aliases is not None else ())]
        reports = set().union(*(of_name.get(name.casefold(), set()) for name in names if name))
        if reports:
            found[row.entity_id] = frozenset(reports)
    return found


# --- loops ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Loop:
    """Reports that rest on one another in a round, so that none of them is a beginning, and the figures they share."""

    reports: tuple[str, ...]
    figures: tuple[str, ...]


def loops(story: Story, lineage: Iterable[Row]) -> tuple[Loop, ...]:
    """The rounds in which reports draw on or cite each other for a figure ("A cites B, B cites A")."""
    return loops_in(told(story, lineage))


def loops_in(story: Told) -> tuple[Loop, ...]:
    """The rounds of a story already read: through its lineage, and through outlets that name each other as holders."""
    found: dict[tuple[str, ...], set[str]] = {reports: set() for reports in story.descent.loops}
    for figure in story.figures:
        giving = {point.report_id for point in figure.points}
        for group in rounds(_citations(figure.points, giving, story)):
            found.setdefault(_sorted(group, story), set())
        for reports in found:
            if len(giving & set(reports)) > 1:
                found[reports].add(figure.figure_id)
    return tuple(Loop(reports, tuple(sorted(ids))) for reports, ids in sorted(found.items()))


def _citations(points: Iterable[Point], giving: Collection[str], story: Told) -> dict[str, list[str]]:
    """By report the reports of this figure it rests on: those it draws on, and those of outlets it cites."""
    edges: dict[str, set[str]] = {}
    for point in points:
        cited = {point.claimant or "", *point.carriers}
        others = {report for one in cited for report in story.outlets.get(one, ())}
        drawn = {parent for parent, _ in story.descent.parents.get(story.descent.of(point.report_id), ())}
        edges.setdefault(point.report_id, set()).update((others | drawn) & set(giving) - {point.report_id})
    return {report: sorted(others) for report, others in edges.items()}


def _sorted(reports: Iterable[str], story: Told) -> tuple[str, ...]:
    return tuple(sorted(reports, key=lambda one: (story.descent.order.get(one, 0), one)))
