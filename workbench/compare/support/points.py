"""The ledger's estimates as plain values for comparing: what each says, on whose word, and when.

What is here: one frozen value an estimate, in the order of report and text, and what two of them allow for each other.
Which of them are one figure is in ``samefigure.py``, who holds one in ``parties.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench import ledger
from workbench.compare.intervals import interval_of
from workbench.compare.standing import in_time_order
from workbench.cuefiles import cue_file
from workbench.story import Story

#: The numbers of a figure: its lower and upper end where it is a range, else the one number twice; then its vagueness.
Numbers = tuple[float, float, bool]


@dataclass(frozen=True, slots=True)
class Point:
    """One estimate with the days of its report. ``carriers`` are who says it and who passed it on, nearest first.

    ``withdrawn`` is true where the outlet tells the figure only to take it back, ``expected`` where it is not yet so.
    """

    estimate_id: str
    report_id: str
    start: int
    end: int
    phrase: str
    numbers: Numbers | None
    bound: str
    low: float | None
    high: float | None
    unit: str | None
    noun: str | None
    per: str | None
    place: str | None
    estimand: str | None
    claimant: str | None
    carriers: tuple[str, ...]
    anonymous: bool
    denied: bool
    expected: bool
    superseded: bool
    withdrawn: bool
    trend: str | None
    part: str | None
    as_of: tuple[str | None, str | None]
    published: tuple[str | None, str | None]
    revises: str | None
    subset_of: str | None
    charted: bool
    sentence: tuple[int, int]

    @property
    def supports(self) -> bool:
        """Whether the report gives the figure as one: neither denied nor taken back."""
        return not (self.denied or self.withdrawn)


def points_of(story: Story) -> list[Point]:
    """Every estimate of the story, charted or not, by report in their order and by place in the text."""
    reports = {row.report_id: (at, row) for at, row in enumerate(in_time_order(ledger.records(story.reports)))}
    said = {row.attribution_id: row for row in ledger.records(story.attributions)}
    rows = [row for row in ledger.records(story.estimates) if row.report_id in reports]
    rows.sort(key=lambda row: (reports[row.report_id][0], row.start, row.estimate_id))
    return [_point(row, reports[row.report_id][1], said.get(row.attribution_id)) for row in rows]


def _point(row: Any, report: Any, said: Any) -> Point:
    speaker = [said.speaker] if said is not None and said.speaker else []
    relayed = list(said.relayed_by) if said is not None and said.relayed_by is not None else []
    sentence = (row.start, row.end)
    if row.sentence_start is not None and row.sentence_end is not None:
        sentence = (row.sentence_start, row.sentence_end)
    words = (report.text or "")[slice(*sentence)]
    return Point(
        estimate_id=row.estimate_id,
        report_id=row.report_id,
        start=row.start,
        end=row.end,
        phrase=row.phrase or "",
        numbers=_numbers(row),
        bound=row.bound or "bare",
        low=row.low,
        high=row.high,
        unit=row.unit,
        noun=row.noun,
        per=row.per,
        place=row.place,
        estimand=row.estimand,
        claimant=row.claimant,
        carriers=tuple(dict.fromkeys([*speaker, *relayed])),
        anonymous=bool(row.anonymous),
        denied=row.stance == "denied",
        expected=row.stance == "expected",
        superseded=bool(row.superseded),
        withdrawn=bool(row.superseded) and row.claimant is None and takes_back(words),
        trend=row.trend,
        part=row.part,
        as_of=(row.as_of_earliest, row.as_of_latest),
        published=(report.published_earliest, report.published_latest),
        revises=row.revises,
        subset_of=row.subset_of,
        charted=bool(row.charted),
        sentence=sentence,
    )


def _numbers(row: Any) -> Numbers | None:
    if row.bound == "range" and row.low is not None and row.high is not None:
        return float(row.low), float(row.high), False
    number = next((end for end in (row.best, row.low, row.high, row.value) if end is not None), None)
    return None if number is None else (float(number), float(number), row.bound == "vague")


def by_sentence(points: Iterable[Point]) -> Mapping[tuple[str, int], list[Point]]:
    """The points of each sentence, in the order given."""
    found: dict[tuple[str, int], list[Point]] = {}
    for point in points:
        found.setdefault((point.report_id, point.sentence[0]), []).append(point)
    return found


def takes_back(sentence: str) -> bool:
    """Whether a sentence is an outlet's correction of what it published before."""
    return _corrections().search(sentence) is not None


@cache
def _corrections() -> re.Pattern[str]:
    words = [word for entry in cue_file("compare", "corrections").values() for word in entry["words"]]
    return re.compile("|".join(rf"\b{re.escape(word)}\b" for word in sorted(words, key=len, reverse=True)), re.I)


# --- what two figures allow -------------------------------------------------------------------------------------------


def allow_each_other(a: Point, b: Point) -> bool:
    """Whether one number could be what both say: at least 3,000 allows 10,000, about 10,000 does not allow 11,000."""
    return interval_of(a).meets(interval_of(b))


def is_open(point: Point) -> bool:
    """Whether the words leave an end open: a floor, a ceiling, a range or a vague number."""
    return point.bound in ("at least", "more than", "at most", "less than", "range", "vague")


# --- days -------------------------------------------------------------------------------------------------------------


def days(point: Point) -> tuple[str, str]:
    """The days a figure speaks of, those of its report where it states none; open ends lie far out."""
    earliest, latest = point.as_of if any(point.as_of) else point.published
    return earliest or "", latest or "9999"


def in_time(point: Point) -> tuple[str, str, str, str]:
    """A key that sorts points by the last day they can speak of, then by the first, then by when they came out."""
    earliest, latest = days(point)
    return latest, earliest, point.published[1] or "9999", point.published[0] or "9999"


def arrival(point: Point) -> str:
    """The last day a figure can have come in: that of its report, sooner where the figure's own day bounds it."""
    published = point.published[1] or "9999"
    return min(published, max(point.published[0] or "", days(point)[1]))


def surely_out_before(a: Point, b: Point) -> bool:
    """Whether ``a`` was out before ``b`` was, whatever the days in doubt."""
    return a.published[1] is not None and b.published[0] is not None and a.published[1] < b.published[0]
