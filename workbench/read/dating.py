"""When each report came out: an interval of days with the clue behind each end, never today and never a file's time.

What is here: the order of authority among clues and how they are weighed together. Stated dates are read in
``datelines.py``, clues in sentences and in other reports in ``datingclues.py``, time expressions in ``timex.py``.

The order: the catalog; a published line, JSON-LD or metadata; a guess from the page's HTML; an updated line; a
dateline; a bare date over the page; else what the sentences and the other reports allow. A bare date may be the
page's clock, so a sentence shared with a dated report may contradict it; the interval then holds both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from workbench.model import Evidence, Report
from workbench.read.alignment import Digest, digest, shared_text
from workbench.read.datelines import CATALOG, HEADER, UPDATED, Stated, stated_inside, stated_outside
from workbench.read.datingclues import (
    Clue,
    Mention,
    Placed,
    cited,
    clues_from_days,
    clues_from_events,
    clues_from_figures,
    clues_from_shared_text,
    dated_mentions,
    day_near,
    mentions,
    most_related,
)
from workbench.read.figureorder import Figure, kept_figures
from workbench.read.readings import Readings
from workbench.storyfile import StoryFile

#: Evidence is quoted for at most this many clues an end; a report may name its day a dozen times.
_CITED = 3


@dataclass(frozen=True, slots=True)
class _Interval:
    earliest: date | None = None
    latest: date | None = None
    conflict: bool = False
    evidence: tuple[Evidence, ...] = ()
    updated_at: str | None = None


def date_reports(
    reports: Sequence[Report],
    *,
    story: StoryFile,
    stated: Mapping[str, Sequence[Evidence]],
    readings: Readings | None = None,
) -> tuple[Report, ...]:
    """The reports with their publication interval, its evidence, its conflict flag and the time of their last update.

    ``stated`` gives, by report id, what the catalog and the page's metadata state. Each filled end cites at least one
    clue; a report without a clue keeps both ends missing.
    """
    own = {one.report_id: [*stated_outside(stated.get(one.report_id, ())), *stated_inside(one)] for one in reports}
    found = {one.report_id: _from_stated(own[one.report_id]) for one in reports}
    loose = [one for one in reports if not _firm(found[one.report_id], own[one.report_id])]
    if loose:
        found |= _Inference(reports, own, found, story, readings or Readings()).run(loose)
    return tuple(_with(report, found[report.report_id]) for report in reports)


def _with(report: Report, interval: _Interval) -> Report:
    return replace(
        report,
        published_earliest=interval.earliest.isoformat() if interval.earliest else None,
        published_latest=interval.latest.isoformat() if interval.latest else None,
        published_conflict=interval.conflict,
        published_evidence=interval.evidence,
        updated_at=report.updated_at or interval.updated_at,
    )


# ------------------------------------------------------------------------------------------------------ stated dates


def _from_stated(stated: Sequence[Stated]) -> _Interval:
    """The interval of the most authoritative stated dates; two that differ are both held, and it says so."""
    updated_at = _updated_at(stated)
    published = [one for one in stated if one.kind == "published" and one.day]
    updates = [one for one in stated if one.kind == "updated" and one.day]
    best = min((one.rank for one in published), default=HEADER + 1)
    if updates and best > UPDATED:
        return replace(_from_updates(updates, published), updated_at=updated_at)
    chosen = [one for one in published if one.rank == best]
    days = sorted({one.day for one in chosen if one.day})
    if not days:
        return _Interval(updated_at=updated_at)
    # a day's difference between a page's line and its metadata is a matter of time zones
    conflict = (days[-1] - days[0]).days > 1 if best != HEADER else len(days) > 1
    evidence = _cite(one.evidence for one in [*chosen, *(updates if best != CATALOG else [])])
    return _Interval(days[0], days[-1], conflict, evidence, updated_at)


def _from_updates(updates: Sequence[Stated], published: Sequence[Stated]) -> _Interval:
    """Out by the day of its update, and since its dateline where it has one; else taken to be of that same day."""
    last = max(one.day for one in updates if one.day)
    begun = min((one.day for one in published if one.day and one.day <= last), default=last)
    evidence = [one.evidence for one in [*updates, *published] if one.day in (begun, last)]
    return _Interval(begun, last, False, _cite(evidence))


def _updated_at(stated: Sequence[Stated]) -> str | None:
    """The last change as stated, with its time of day if given; the catalog and metadata go before lines."""
    updates = [one for one in stated if one.kind == "updated" and one.day]
    if not updates:
        return None
    first = min(updates, key=lambda one: (one.rank != CATALOG, one.evidence.start is not None, "T" not in one.value))
    return first.value[:16]


def _firm(interval: _Interval, stated: Sequence[Stated]) -> bool:
    """True when the date is stated by more than a bare date over the page."""
    ranks = [one.rank for one in stated if one.day]
    return interval.earliest is not None and min(ranks) < HEADER


def _cite(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple(dict.fromkeys(evidence))


# --------------------------------------------------------------------------------------------------------- inference


class _Inference:
    """What the reports say of one another's dates; holds the digests that every step needs, and changes nothing."""

    def __init__(
        self,
        reports: Sequence[Report],
        own: Mapping[str, Sequence[Stated]],
        found: Mapping[str, _Interval],
        story: StoryFile,
        readings: Readings,
    ) -> None:
        self.reports = {one.report_id: one for one in reports}
        self.own = own
        self.found = found
        self.story = story
        self.readings = readings
        self.digests: dict[str, Digest] = {key: digest(one) for key, one in self.reports.items()}
        self.shared = shared_text(self.digests)
        self.told: dict[str, tuple[Mention, ...]] = {}

    def run(self, loose: Sequence[Report]) -> dict[str, _Interval]:
        """The intervals of the reports that state no firm date.

        Firmly dated reports anchor those with a bare date, and both together anchor the rest. Figures are compared
        last, twice, since one report's bound may be another's clue.
        """
        firm = {key: placed for key, one in self.found.items() if (placed := self.placed(key, one))}
        bare = [one for one in loose if one.report_id in firm]
        for one in bare:
            del firm[one.report_id]
        result = {one.report_id: self.check_bare(one, self.found[one.report_id], firm) for one in bare}
        anchors = self.anchors(firm, result)
        for one in loose:
            if one.report_id not in result and (header := self.yearless(one, anchors)):
                result[one.report_id] = self.check_bare(one, header, firm)
        anchors = self.anchors(firm, result)
        clues = {one.report_id: self.clues(one, anchors) for one in loose if one.report_id not in result}
        return result | self.by_figures(clues, result)

    def anchors(self, firm: Mapping[str, Placed], more: Mapping[str, _Interval]) -> dict[str, Placed]:
        """The firmly dated reports and those of ``more`` that are dated well enough to date others."""
        return dict(firm) | {key: placed for key, one in more.items() if (placed := self.placed(key, one))}

    def placed(self, key: str, interval: _Interval) -> Placed | None:
        """The report as an anchor for others: dated without a conflict, to within two days."""
        first, last = interval.earliest, interval.latest
        if first is None or last is None or interval.conflict or (last - first).days > 2:
            return None
        return Placed(self.reports[key], self.digests[key], first, last)

    def dated(self, other: Placed) -> tuple[Mention, ...]:
        """The mentions of a dated report, worked out once."""
        key = other.report.report_id
        if key not in self.told:
            self.told[key] = dated_mentions(other, self.readings)
        return self.told[key]

    def check_bare(self, report: Report, header: _Interval, firm: Mapping[str, Placed]) -> _Interval:
        """The bare date over a page, set against what its sentences say when told by a dated report too."""
        shared = self.shared.get(report.report_id, {})
        direct = [*clues_from_shared_text(report, mentions(report, self.readings), firm, shared, self.dated)]
        against = [clue for clue in direct if _contradicts(clue, header)]
        if not against or header.earliest is None or header.latest is None:
            return header
        days = [day for clue in against for day in (clue.earliest, clue.latest) if day]
        evidence = [*header.evidence, *(one for clue in against[:_CITED] for one in clue.evidence)]
        return replace(
            header,
            earliest=min(header.earliest, *days),
            latest=max(header.latest, *days),
            conflict=True,
            evidence=_cite(evidence),
        )

    def yearless(self, report: Report, anchors: Mapping[str, Placed]) -> _Interval | None:
        """The day of a line or dateline that leaves its year out, the year taken from the most related report."""
        stated = [one for one in self.own[report.report_id] if one.value.startswith("XXXX-")]
        near = self.near(report, anchors) if stated else None
        for one in sorted(stated, key=lambda one: one.rank):
            if near and (day := day_near(one.value, one.weekday, near)):
                evidence = (replace(one.evidence, says=day.isoformat()), cited(near, "year-from-report"))
                return replace(self.found[report.report_id], earliest=day, latest=day, evidence=evidence)
        return None

    def near(self, report: Report, anchors: Mapping[str, Placed]) -> Placed | None:
        """The dated report most related to this one."""
        shared = self.shared.get(report.report_id, {})
        return most_related(self.digests[report.report_id], anchors.values(), shared)

    def clues(self, report: Report, anchors: Mapping[str, Placed]) -> list[Clue]:
        """The clues of the report's sentences, the calendar of events and the day it was retrieved."""
        shared = self.shared.get(report.report_id, {})
        told = mentions(report, self.readings)
        found = [*clues_from_shared_text(report, told, anchors, shared, self.dated)]
        found += clues_from_days(report, told, self.near(report, anchors))
        found += clues_from_events(report, self.story)
        if report.retrieved_at:
            day = date.fromisoformat(report.retrieved_at[:10])
            said = Evidence(None, None, f"retrieved {report.retrieved_at}", "retrieved", day.isoformat())
            found.append(Clue(None, day, (said,)))
        return found

    def by_figures(self, clues: Mapping[str, Sequence[Clue]], settled: Mapping[str, _Interval]) -> dict[str, _Interval]:
        """The weighed clues, with the ends that are still open filled from the order of figures."""
        weighed = {key: _weigh(found, self.found[key]) for key, found in clues.items()}
        open_ended = [key for key, one in weighed.items() if one.earliest is None or one.latest is None]
        if not open_ended:
            return weighed
        own = {key: kept_figures(one, self.readings) for key, one in self.reports.items()}
        by_value: dict[tuple[int, bool], list[tuple[Report, Figure]]] = defaultdict(list)
        for key, figures in own.items():
            for figure in figures:
                by_value[figure.value, figure.previous].append((self.reports[key], figure))
        for _ in range(2):
            bounds = {key: (one.earliest, one.latest) for key, one in ({**self.found, **settled} | weighed).items()}
            for key in open_ended:
                more = clues_from_figures(self.reports[key], own[key], by_value, bounds)
                weighed[key] = _fill(weighed[key], list(more))
        return weighed


def _contradicts(clue: Clue, header: _Interval) -> bool:
    """True when a clue puts the report on other days than its header does."""
    if header.earliest is None or header.latest is None:
        return False
    too_early = clue.earliest is not None and header.latest < clue.earliest
    too_late = clue.latest is not None and header.earliest > clue.latest
    return too_early or too_late


def _weigh(clues: Sequence[Clue], found: _Interval) -> _Interval:
    """The tightest interval that the clues allow; when they cross, the days between them and the conflict flag."""
    lowest = max((clue.earliest for clue in clues if clue.earliest), default=None)
    highest = min((clue.latest for clue in clues if clue.latest), default=None)
    behind = [clue for clue in clues if lowest and clue.earliest == lowest][:_CITED]
    behind += [clue for clue in clues if highest and clue.latest == highest and clue not in behind][:_CITED]
    conflict = lowest is not None and highest is not None and lowest > highest
    first, last = (highest, lowest) if conflict else (lowest, highest)
    return replace(
        found,
        earliest=first,
        latest=last,
        conflict=conflict,
        evidence=_cite(one for clue in behind for one in clue.evidence),
    )


def _fill(interval: _Interval, more: Sequence[Clue]) -> _Interval:
    """The interval with its open ends filled by weaker clues that do not contradict the other end."""
    first, last = interval.earliest, interval.latest
    lower = max((clue for clue in more if clue.earliest), key=lambda clue: str(clue.earliest), default=None)
    upper = min((clue for clue in more if clue.latest), key=lambda clue: str(clue.latest), default=None)
    evidence = list(interval.evidence)
    if first is None and lower and lower.earliest and (last is None or lower.earliest <= last):
        first = lower.earliest
        evidence += lower.evidence
    if last is None and upper and upper.latest and (first is None or first <= upper.latest):
        last = upper.latest
        evidence += upper.evidence
    return replace(interval, earliest=first, latest=last, evidence=_cite(evidence))
