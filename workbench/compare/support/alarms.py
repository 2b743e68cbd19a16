"""False trends: a rise or fall between two points that vanishes once what the retelling lost is put back.

What is here: the pairs a reader would take for a rise or a fall, and for each the reason why it is none: a bound that
was dropped, an estimand that was changed on the way, an old figure that came back as an echo. Each alarm names both
points and the one that restores the truth, and says so in one plain sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, permutations
from typing import Any, Literal

from workbench import ledger
from workbench.compare.geography import Places, places_of
from workbench.compare.naming import report_name
from workbench.compare.support.corroboration import SMALL, Told, lineage_of, told
from workbench.compare.support.points import Point, allow_each_other, arrival, by_sentence, days, is_open
from workbench.compare.support.trends import echoing, series
from workbench.story import Story

Reason = Literal["bound dropped", "estimand changed", "echo"]


@dataclass(frozen=True, slots=True)
class Alarm:
    """A rise or fall from ``first`` to ``second`` (estimates) that is none.

    ``lost`` is the one of the two that lost something in the retelling, ``restored_by`` the estimate that says what:
    the same number with its bound, on its own estimand, or where it was given first. A point is told of once, for the
    first pair that shows it. ``reading`` is the sentence for the chart and the table.
    """

    first: str
    second: str
    lost: str
    estimand: str
    direction: Literal["rise", "fall"]
    reason: Reason
    restored_by: str
    reading: str


@dataclass(frozen=True, slots=True)
class _Reader:
    """What the search for originals needs of a story: all points by number, holders, places, echoes and names."""

    read: Told
    places: Places
    echoes: Mapping[str, str]
    by_number: Mapping[Any, Sequence[Point]]
    names: Mapping[str, str]
    estimands: Mapping[str, str]


#: A number is retold within so many days, or it is another one that happens to be as large.
SOON = 2


def alarms(story: Story, lineage: Iterable[Mapping[str, Any]] | None = None) -> tuple[Alarm, ...]:
    """The false trends of the story, by estimand and then in time; with the ledger's own lineage unless another."""
    reader = _reader(story, told(story, lineage_of(story) if lineage is None else lineage))
    found: dict[str, Alarm] = {}
    told_pairs = [(pair, True) for pair in _told(reader)]
    for (first, second), is_told in told_pairs + [(pair, False) for pair in _charted(reader)]:
        alarm = _alarm(first, second, reader, is_told=is_told)
        if alarm is not None:
            found.setdefault(alarm.lost, alarm)
    return tuple(found.values())


def _reader(story: Story, read: Told) -> _Reader:
    by_number: dict[Any, list[Point]] = {}
    for point in (point for figure in read.figures for point in figure.points):
        by_number.setdefault(point.numbers, []).append(point)
    for same in by_number.values():
        same.sort(key=lambda point: read.descent.order.get(point.report_id, 0))
    names = {
        row.report_id: report_name(outlet=row.outlet, wire=row.wire, title=row.title, file=row.file)
        for row in ledger.records(story.reports)
    }
    estimands = {row.estimand: row.name or row.estimand for row in ledger.records(story.estimands)}
    return _Reader(read, places_of(story), echoing(read), by_number, names, estimands)


# --- what looks like a trend ------------------------------------------------------------------------------------------


def _told(reader: _Reader) -> Iterator[tuple[Point, Point]]:
    """The pairs that a report tells as a change."""
    known = {point.estimate_id: point for points in reader.by_number.values() for point in points}
    for points in series(reader.read):
        for point in points:
            if point.revises in known and known[point.revises].estimand == point.estimand:
                yield known[point.revises], point
        yield from _told_together(points)
        yield from _former_alone(points)
    yield from _differences(reader)


def _charted(reader: _Reader) -> Iterator[tuple[Point, Point]]:
    """The pairs that follow on a chart of one estimand: first of one holder, then whoever holds them."""
    for points in series(reader.read):
        yield from _of_one_holder(points, reader)
    for points in series(reader.read):
        yield from pairwise(_changes(_current(points)))


def _told_together(points: Iterable[Point]) -> Iterator[tuple[Point, Point]]:
    """Two numbers of one sentence of which the later is said to be reached: "from 3,000 soldiers to 8,000"."""
    for same in by_sentence(points).values():
        ordered = sorted(same, key=lambda point: point.start)
        for first, second in pairwise(ordered):
            if second.trend == "level" and first.numbers != second.numbers:
                yield first, second


def _former_alone(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    """A former figure told alone ("raised from 3,000"), with the nearest current one of its report."""
    linked = {point.revises for point in points}
    for old in points:
        if old.superseded and not old.withdrawn and old.estimate_id not in linked:
            own = [one for one in _current(points) if one.report_id == old.report_id and one.numbers != old.numbers]
            if own:
                yield old, min(own, key=lambda point: abs(point.start - old.start))


def _differences(reader: _Reader) -> Iterator[tuple[Point, Point]]:
    """Two figures of a report between which it tells the difference ("an increase of 500"), if that is no small one."""
    of_report: dict[str, list[Point]] = {}
    for point in reader.read.points:
        if point.charted and point.numbers is not None:
            of_report.setdefault(point.report_id, []).append(point)
    for same in of_report.values():
        same.sort(key=lambda point: (point.part != "body", point.start))
    for change in reader.read.points:
        if change.trend == "change" and change.numbers is not None and abs(change.numbers[0]) > SMALL:
            for first, second in permutations(of_report.get(change.report_id, ()), 2):
                assert first.numbers is not None  # those without were left out above
                assert second.numbers is not None
                same_unit = first.unit == second.unit == change.unit
                if same_unit and second.numbers[0] - first.numbers[0] == change.numbers[0]:
                    yield first, second


def _of_one_holder(points: Sequence[Point], reader: _Reader) -> Iterator[tuple[Point, Point]]:
    """What one party says one after the other."""
    of_party: dict[str, list[Point]] = {}
    for point in _current(points):
        for party in reader.read.holders.parties(point.claimant):
            of_party.setdefault(party, []).append(point)
    for party in sorted(of_party):
        yield from pairwise(_changes(of_party[party]))


def _current(points: Iterable[Point]) -> list[Point]:
    return [point for point in points if not point.superseded and not point.withdrawn]


def _changes(points: Sequence[Point]) -> list[Point]:
    """The points at which the number changes, each the first of its run."""
    return [point for at, point in enumerate(points) if at == 0 or points[at - 1].numbers != point.numbers]


# --- why it is none ---------------------------------------------------------------------------------------------------


def _alarm(first: Point, second: Point, reader: _Reader, *, is_told: bool) -> Alarm | None:
    if first.numbers is None or second.numbers is None or first.numbers == second.numbers:
        return None
    if is_told:
        return _two_estimands(first, second, reader) or _bound_dropped(first, second, reader)
    one_holder = bool(_parties(first, reader) & _parties(second, reader))
    bound = _bound_dropped(first, second, reader) if one_holder else None
    return bound or _changed(first, second, reader) or _echo(first, second, reader)


def _two_estimands(first: Point, second: Point, reader: _Reader) -> Alarm | None:
    """A change told between two numbers of which each counts another thing."""
    if first.estimand == second.estimand:
        return None
    names = [reader.estimands.get(point.estimand or "", point.estimand) for point in (first, second)]
    reading = (
        f"“{first.phrase}” and “{second.phrase}” in {reader.names[second.report_id]} count two things, "
        f"“{names[0]}” and “{names[1]}”: no {_direction(first, second)} is shown."
    )
    return _made((first, second), first, "estimand changed", second, reading)


def _bound_dropped(first: Point, second: Point, reader: _Reader) -> Alarm | None:
    """A floor or ceiling that lost its words: put back, one number could be what both say."""
    if allow_each_other(first, second):
        return None
    a, b = _with_bound(first, reader), _with_bound(second, reader)
    if not allow_each_other(a or first, b or second):
        return None
    # Where both lost theirs, the one that alone makes the change vanish is told.
    lost, found = (first, a) if a is not None and (b is None or allow_each_other(a, second)) else (second, b)
    if found is None:
        return None
    other = second if lost is first else first
    reading = (
        f"{_said(lost, reader, found)} was “{found.phrase}” in {_elsewhere(found, lost, reader)}: put back, it allows "
        f"{other.phrase}, and no {_direction(first, second)} is shown."
    )
    return _made((first, second), lost, "bound dropped", found, reading)


def _with_bound(point: Point, reader: _Reader) -> Point | None:
    """The same figure of the same holder as told elsewhere with a floor or ceiling that this one lacks.

    An echo lost it to the text it draws on or within its own; any other to whoever gave it no later.
    """
    if is_open(point):
        return None
    found = [
        other
        for other in reader.by_number[point.numbers]
        if is_open(other)
        and not other.denied
        and other.estimand == point.estimand
        and reader.places.contain(other.place, point.place)
        and (point.claimant is None or _parties(point, reader) & _parties(other, reader))
        and (other.report_id == point.report_id or _is_origin(other, point, reader))
    ]
    order = reader.read.descent.order
    return min(
        found,
        key=lambda one: (
            one.claimant is None,
            point.claimant is not None and one.claimant != point.claimant,
            order.get(one.report_id, 0),
            one.start,
        ),
        default=None,
    )


def _is_origin(other: Point, point: Point, reader: _Reader) -> bool:
    """Whether another report's point can be what this one retells: the text it draws on, else one of no later day."""
    root = reader.echoes.get(point.estimate_id)
    if root is not None:
        return reader.read.descent.of(other.report_id) == root
    return not _is_echo(other, reader) and (arrival(other), days(other)[0]) <= (arrival(point), days(point)[1])


def _changed(first: Point, second: Point, reader: _Reader) -> Alarm | None:
    """A number that its origin gives for something else."""
    for point in (second, first):
        own = _on_another(point, reader)
        if own is not None:
            thing = reader.estimands.get(own.estimand or "", own.estimand)
            reading = (
                f"{_said(point, reader, own)} is “{own.phrase}” in {_elsewhere(own, point, reader)}, which counts "
                f"another thing, “{thing}”: no {_direction(first, second)} is shown."
            )
            return _made((first, second), point, "estimand changed", own, reading)
    return None


def _on_another(point: Point, reader: _Reader) -> Point | None:
    """The same number as its origin gives it, on another estimand, where nobody gave it on this one before.

    The origin is the text it draws on, its own report where that is headline or summary against body, or what the same
    holder said a day or two before.
    """
    low, high, vague = point.numbers or (0.0, 0.0, True)
    if vague or max(abs(low), abs(high)) <= SMALL or point.superseded:
        return None
    same = [one for one in reader.by_number[point.numbers] if one.unit == point.unit and not one.denied]
    before = [one for one in same if one.report_id != point.report_id and _is_origin(one, point, reader)]
    if any(one.estimand == point.estimand for one in before):
        return None
    if _is_echo(point, reader):
        return next((one for one in before), None)
    if point.part in ("headline", "summary"):
        body = [one for one in same if one.report_id == point.report_id and one.part == "body"]
        if body and all(one.estimand != point.estimand for one in body):
            return body[0]
    shared = [one for one in before if _parties(one, reader) & _parties(point, reader) and _is_soon(one, point)]
    return next(iter(shared), None)


def _is_soon(other: Point, point: Point) -> bool:
    """Whether the one came in at most two days before the other can have."""
    first, then = other.published[1], point.published[0]
    return bool(first and then and first <= then) and date.fromisoformat(then or "") - date.fromisoformat(
        first or ""
    ) <= timedelta(days=SOON)


def _echo(first: Point, second: Point, reader: _Reader) -> Alarm | None:
    """An old figure that comes back: it was given before the one it seems to follow."""
    root = reader.echoes.get(second.estimate_id)
    if root is None or _is_echo(first, reader):
        return None
    for origin in reader.by_number[second.numbers]:
        at_root = reader.read.descent.of(origin.report_id) == root and origin.estimand == second.estimand
        if at_root and days(origin)[1] < days(first)[0]:
            reading = (
                f"{_said(second, reader)} is an echo of {reader.names[origin.report_id]}, which gave it before "
                f"“{first.phrase}”: no {_direction(first, second)} is shown."
            )
            return _made((first, second), second, "echo", origin, reading)
    return None


def _is_echo(point: Point, reader: _Reader) -> bool:
    return point.estimate_id in reader.echoes


def _parties(point: Point, reader: _Reader) -> frozenset[str]:
    return reader.read.holders.parties(point.claimant)


def _made(pair: tuple[Point, Point], lost: Point, reason: Reason, found: Point, reading: str) -> Alarm:
    first, second = pair
    return Alarm(
        first=first.estimate_id,
        second=second.estimate_id,
        lost=lost.estimate_id,
        estimand=second.estimand or "",
        direction=_direction(first, second),
        reason=reason,
        restored_by=found.estimate_id,
        reading=reading,
    )


def _direction(first: Point, second: Point) -> Literal["rise", "fall"]:
    assert first.numbers is not None  # pairs without numbers are left out before
    assert second.numbers is not None
    return "rise" if first.numbers < second.numbers else "fall"


def _said(point: Point, reader: _Reader, beside: Point | None = None) -> str:
    """A figure and where it stands; in which part of the report, where the other stands in another part of it."""
    name = reader.names[point.report_id]
    apart = beside is not None and beside.report_id == point.report_id and _parts_differ(point, beside)
    return f"“{point.phrase}” in " + (f"the {point.part} of {name}" if apart else name)


def _elsewhere(found: Point, point: Point, reader: _Reader) -> str:
    """Where a figure stands, told after another one."""
    if found.report_id != point.report_id:
        return reader.names[found.report_id]
    return f"its {found.part}" if _parts_differ(found, point) else "another sentence of it"


def _parts_differ(one: Point, other: Point) -> bool:
    return bool(one.part and other.part) and one.part != other.part
