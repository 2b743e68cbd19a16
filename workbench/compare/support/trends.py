"""What each point along an estimand is: new, a revision, a restatement, an echo, a correction, or quietly dropped.

What is here: the class of every charted estimate (``estimates.news``). Whether a rise or fall between two of them is
real is in ``alarms.py``. A denial is no point of a trend and has no class. A figure that the queue of discrepancies
tells as changed on its way, or in a headline, is no word of its holder: it is never new and makes nothing else old. In
a report the body speaks before the headline, and what is expected is no earlier word on what is so.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Literal

from workbench import ledger
from workbench.compare.geography import Places, places_of
from workbench.compare.support.chains import chains
from workbench.compare.support.corroboration import Told, carriers_of, lineage_of, told
from workbench.compare.support.points import Point, allow_each_other, arrival, days, in_time, surely_out_before
from workbench.compare.support.samefigure import Figure
from workbench.story import Story

News = Literal["new", "revision", "restatement", "echo", "correction", "dropped"]

#: The discrepancies by which a report gives a figure that nobody gave it.
_DISTORTIONS = frozenset({"number", "status", "place", "headline against body"})
#: What each class means, for legends.
MEANING: Mapping[str, str] = {
    "new": "the first time this holder gives a figure for it here",
    "revision": "another figure of a holder who gave one before",
    "restatement": "a figure this holder gave before, or one repeated without a holder, as a former one, or changed",
    "echo": "taken over from the text of another report",
    "correction": "told by an outlet only to take it back",
    "dropped": "its holder later gave another that excludes it for the same days, and nobody said so",
}


def news_of(
    story: Story,
    lineage: Iterable[Mapping[str, Any]] | None = None,
    discrepancies: Iterable[Mapping[str, Any]] | None = None,
    *,
    read: Told | None = None,
) -> dict[str, News]:
    """The class of each charted estimate by its id; with the ledger's own lineage and queue unless others are given.

    ``read`` is the story as corroboration reads it, with that lineage, where it already is.
    """
    read = read or told(story, lineage_of(story) if lineage is None else lineage)
    known = (row._asdict() for row in ledger.records(story.discrepancies))
    queue = known if discrepancies is None else discrepancies
    changed = _changed(read.points, queue)
    echoes, places = echoing(read), places_of(story)
    figure_of = {point.estimate_id: figure for figure in read.figures for point in figure.points}
    found: dict[str, News] = {}
    for points in series(read):
        points.sort(key=lambda one: (arrival(one), one.estimate_id in echoes, *_in_report(one, read)))
        found |= _arrivals(points, figure_of, echoes, changed, read, places)
        found |= dict.fromkeys(_dropped(points, found, figure_of, read, places), "dropped")
    return found


def _changed(points: Iterable[Point], queue: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The estimates on which a discrepancy stands that says their report changed the figure, dismissed ones apart."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for row in queue:
        if row["kind"] in _DISTORTIONS and row["state"] != "dismissed":
            spans.setdefault(row["b_report"], []).append((row["b_start"], row["b_end"]))
    return frozenset(
        point.estimate_id
        for point in points
        if any(start < point.end and point.start < end for start, end in spans.get(point.report_id, ()))
    )


def _in_report(point: Point, read: Told) -> tuple[Any, ...]:
    """What sorts the points of one day: by report, then former figures, the body and named holders first."""
    place, current, *rest = _order(point, read)[4:]
    return place, current, point.part in ("headline", "summary", "caption"), *rest


def series(read: Told) -> list[list[Point]]:
    """The points of each estimand by the days they speak of, denials left out.

    Within a report a former figure goes before a current one, and one with a holder before one without.
    """
    of_estimand: dict[tuple[str, str], list[Point]] = {}
    for point in (point for figure in read.figures for point in figure.points if not point.denied):
        of_estimand.setdefault((point.estimand or "", point.per or ""), []).append(point)
    return [sorted(points, key=lambda one: _order(one, read)) for _, points in sorted(of_estimand.items())]


def _order(point: Point, read: Told) -> tuple[Any, ...]:
    place = read.descent.order.get(point.report_id, 0)
    return *in_time(point), place, not point.superseded, point.claimant is None, point.start, point.estimate_id


def echoing(read: Told) -> dict[str, str]:
    """By estimate the text its report took the figure from, for each that is not at the beginning of its chain."""
    found: dict[str, str] = {}
    for figure in read.figures:
        giving = list(dict.fromkeys(point.report_id for point in figure.points if point.supports))
        begins = set[str]()
        root_of: dict[str, str] = {}
        for chain in chains(read.descent, giving, carriers_of(figure, read)):
            begins |= {one for one in chain.reports if chain.begins and read.descent.of(one) == chain.root}
            for report in chain.reports:
                root_of.setdefault(report, chain.root)
        for point in figure.points:
            if point.supports and point.report_id not in begins:
                found[point.estimate_id] = root_of[point.report_id]
    return found


def _arrivals(
    points: Sequence[Point],
    figure_of: Mapping[str, Figure],
    echoes: Mapping[str, str],
    changed: Collection[str],
    read: Told,
    places: Places,
) -> dict[str, News]:
    """The classes of the points of one estimand as they come in."""
    found: dict[str, News] = {}
    spoken: dict[tuple[str, bool], set[str | None]] = {}
    given: dict[str, set[str]] = {}
    for point in points:
        parties, figure = read.holders.parties(point.claimant), figure_of[point.estimate_id]
        earlier = (place for party in parties for place in spoken.get((party, figure.expected), ()))
        before = any(places.contain(place, point.place) for place in earlier) or bool(parties and point.revises)
        is_changed = point.estimate_id in changed
        found[point.estimate_id] = _class(point, parties, given.get(figure.figure_id), before, echoes, is_changed)
        if is_changed:
            continue
        given.setdefault(figure.figure_id, set())
        # What only a retelling says of its holder is no word of that holder.
        if point.estimate_id not in echoes:
            given[figure.figure_id] |= parties
            for party in parties:
                spoken.setdefault((party, figure.expected), set()).add(point.place)
    return found


def _class(
    point: Point,
    parties: frozenset[str],
    given_by: set[str] | None,
    spoke_before: bool,
    echoes: Mapping[str, str],
    is_changed: bool,
) -> News:
    if point.withdrawn:
        return "correction"
    if point.estimate_id in echoes:
        return "echo"
    repeated = given_by is not None and (not parties or bool(parties & given_by))
    if point.superseded or is_changed or repeated:
        return "restatement"
    return "revision" if spoke_before else "new"


def _dropped(
    points: Sequence[Point],
    classes: Mapping[str, News],
    figure_of: Mapping[str, Figure],
    read: Told,
    places: Places,
) -> Iterable[str]:
    """The new or revised figures whose holder later gave, for the same days, another that excludes them, unsaid.

    It was said where any report tells the figure as a former one.
    """
    former = {point.numbers for point in points if point.superseded or point.withdrawn}
    fresh = [point for point in points if classes[point.estimate_id] in ("new", "revision")]
    of_party: dict[str, list[tuple[int, Point]]] = {}
    for at, point in enumerate(fresh):
        for party in read.holders.parties(point.claimant):
            of_party.setdefault(party, []).append((at, point))
    for at, point in enumerate(fresh):
        expected = figure_of[point.estimate_id].expected
        later = (
            other
            for party in sorted(read.holders.parties(point.claimant))
            for place, other in of_party[party]
            if place > at and figure_of[other.estimate_id].expected == expected
        )
        if point.numbers not in former and any(_replaces(other, point, places) for other in later):
            yield point.estimate_id


def _replaces(later: Point, point: Point, places: Places) -> bool:
    return (
        days(later)[0] <= days(point)[1]
        and surely_out_before(point, later)
        and not allow_each_other(point, later)
        and places.contain(point.place, later.place)
    )
