"""A story as it could be known on a day, and what changed from one day to another.

What is here: the story cut to the reports then out and everything recomputed from them, which of its figures rest on
reports that may not have been out, and the difference of two days. Which reports are out on a day is in
``standing.py``. What reading and annotating took from later reports (a report's own interval, the story file) stays.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

import pandas as pd

from workbench import ledger
from workbench.compare.standing import known_by as masks
from workbench.compare.support.corroboration import Support, lineage_of, supports, told
from workbench.compare.support.points import Point
from workbench.compare.support.samefigure import Figure
from workbench.compare.whole import MADE, compared
from workbench.errors import InputError
from workbench.story import Story

Kind = Literal["new", "revised", "restated", "withdrawn"]
_ORDER: tuple[Kind, ...] = ("new", "revised", "restated", "withdrawn")
_KINDS: Mapping[str, Kind] = {
    "new": "new",
    "dropped": "new",
    "revision": "revised",
    "restatement": "restated",
    "echo": "restated",
    "correction": "withdrawn",
}
#: Tables of which each row belongs to one report.
_OF_REPORTS = (
    "reports",
    "passages",
    "mentions",
    "times",
    "attributions",
    "claims",
    "estimates",
    "set_aside",
)
#: By table the column that ``provenance`` names a row by.
_IDS = {"reports": "report_id", "attributions": "attribution_id", "claims": "claim_id", "estimates": "estimate_id"}


@dataclass(frozen=True, slots=True)
class Resting:
    """A figure and the reports it rests on, those surely out apart from those that may not have been."""

    support: Support
    surely: tuple[str, ...]
    possibly: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What must be shown with the figure, "" where nothing is in doubt."""
        if not self.possibly:
            return ""
        if not self.surely:
            return "rests only on reports that may not have been out"
        return f"rests in part on reports that may not have been out ({len(self.possibly)} of {self._all})"

    @property
    def _all(self) -> int:
        return len(self.surely) + len(self.possibly)


@dataclass(frozen=True, slots=True)
class Change:
    """One estimate that came in between two days, or one that was taken back.

    ``possibly`` is true where its report may not have been out on the later day, or may have been on the earlier one.
    """

    kind: Kind
    estimate_id: str
    report_id: str
    estimand: str
    phrase: str
    claimant: str | None
    possibly: bool


@dataclass(frozen=True, slots=True)
class WhatChanged:
    """The difference of two days: reports that came out, reports that may have, and the changes in order of kind."""

    day_a: str
    day_b: str
    out: tuple[str, ...]
    possibly_out: tuple[str, ...]
    changes: tuple[Change, ...]


def known_by(story: Story, day: str) -> Story:
    """The story cut to the reports that were out, or may have been, by the end of a day, with everything recomputed.

    ``story.known_by`` of the result is the day; ``possibly_out`` lists the reports in doubt. Raises ``InputError`` for
    a day that is none, or for one after the day the story is already cut to.
    """
    return _known_by(story, day)


def _known_by(story: Story, day: str, *, wordings: bool = True) -> Story:
    _check(day)
    if story.known_by is not None and day > story.known_by:
        raise InputError(f"known_by: the story is cut to {story.known_by} already; {day} lies after it")
    out, possibly = masks(story.reports, day)
    kept = set(story.reports.loc[out | possibly, "report_id"])
    tables = _cut(story, kept)
    had = {name for name in MADE if name in story.tables}
    bare = {name: table for name, table in tables.items() if name not in MADE}
    fresh = compared(bare, story.file, wordings=wordings, judged=story.tables)
    return replace(
        story, tables={name: table for name, table in fresh.items() if name in {*tables, *had}}, known_by=day
    )


def possibly_out(story: Story) -> tuple[str, ...]:
    """The reports of a story cut to a day that may not have been out by then; none of a story that is not cut."""
    if story.known_by is None:
        return ()
    _, possibly = masks(story.reports, story.known_by)
    return tuple(story.reports.loc[possibly, "report_id"])


def resting(story: Story) -> tuple[Resting, ...]:
    """Each figure of a story cut to a day with the reports it rests on, those in doubt apart."""
    doubtful = set(possibly_out(story))
    return tuple(
        Resting(
            one,
            tuple(report for report in one.reports if report not in doubtful),
            tuple(report for report in one.reports if report in doubtful),
        )
        for one in supports(told(story, lineage_of(story)))
    )


def what_changed(story: Story, day_a: str, day_b: str) -> WhatChanged:
    """What came in after one day and by another: new, revised, restated and withdrawn figures.

    A report that may have been out on the first day and surely was on the second has its changes listed as possible:
    they may have been known before. Raises ``InputError`` for a day that is none or for days in the wrong order.
    """
    _check(day_a)
    _check(day_b)
    if day_a > day_b:
        raise InputError(f"what_changed: the first day must not lie after the second, is {day_a} and {day_b}")
    later = _known_by(story, day_b, wordings=False)
    before = set(_ids(story.reports, masks(story.reports, day_a)[0]))
    maybe_before = set(_ids(story.reports, masks(story.reports, day_a)[1]))
    doubtful = set(possibly_out(later))
    came = [one for one in later.reports["report_id"] if one not in before and one not in maybe_before & doubtful]
    return WhatChanged(
        day_a,
        day_b,
        tuple(one for one in came if one not in doubtful),
        tuple(one for one in came if one in doubtful),
        brought(later, came, doubtful=doubtful | maybe_before),
    )


def brought(story: Story, came: Collection[str], *, doubtful: Collection[str] = ()) -> tuple[Change, ...]:
    """What those reports of a story brought: new, revised, restated and withdrawn figures, in order of kind.

    The changes of a report that is ``doubtful`` are listed as possible.
    """
    read = told(story, lineage_of(story))
    news = {row.estimate_id: row.news for row in ledger.records(story.estimates)}
    changes = [
        _change(point, _KINDS[news[point.estimate_id]], point.report_id in doubtful)
        for figure in read.figures
        for point in figure.points
        if point.report_id in came and news[point.estimate_id] is not None
    ]
    changes += _taken_back(read.figures, news, came, doubtful, _outlets(story))
    return tuple(sorted(set(changes), key=lambda one: (_ORDER.index(one.kind), one.estimand, one.estimate_id)))


def _taken_back(
    figures: Iterable[Figure],
    news: Mapping[str, Any],
    came: Collection[str],
    doubtful: Collection[str],
    outlets: Mapping[str, str],
) -> list[Change]:
    """The figures of before that their own outlet took back in between."""
    found = []
    for figure in figures:
        for correction in figure.points:
            if correction.report_id in came and news[correction.estimate_id] == "correction":
                outlet = outlets.get(correction.report_id)
                found += [
                    _change(point, "withdrawn", correction.report_id in doubtful)
                    for point in figure.points
                    if point.report_id not in came and point.supports and outlet == outlets.get(point.report_id, "")
                ]
    return found


def _outlets(story: Story) -> dict[str, str]:
    return {row.report_id: row.outlet for row in ledger.records(story.reports) if row.outlet}


def _change(point: Point, kind: Kind, possibly: bool) -> Change:
    return Change(
        kind, point.estimate_id, point.report_id, point.estimand or "", point.phrase, point.claimant, possibly
    )


# --- cutting ----------------------------------------------------------------------------------------------------------


def _cut(story: Story, kept: set[str]) -> dict[str, pd.DataFrame]:
    """The tables with only what those reports hold; rows that belong to no report stay."""
    tables = dict(story.tables)
    for name in _OF_REPORTS:
        if name in tables:
            tables[name] = _where(tables[name], tables[name]["report_id"].isin(kept))
    if "files" in tables:
        files = tables["files"]
        tables["files"] = _where(files, files["report_id"].isna() | files["report_id"].isin(kept))
    if "estimands" in tables:
        tables["estimands"] = _estimands(story, tables)
    if "entities" in tables:
        tables["entities"] = _entities(story, tables)
    if "provenance" in tables:
        tables["provenance"] = _provenance(story, tables)
    return tables


def _estimands(story: Story, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The estimands without those that only later reports propose."""
    proposed = story.estimands["basis"].fillna("") == "proposed"
    gone = set(story.estimates["estimand"].dropna()) - set(tables["estimates"]["estimand"].dropna())
    return _where(story.estimands, ~(proposed & story.estimands["estimand"].isin(gone)))


def _entities(story: Story, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """The entities without those that only later reports name."""
    whole, left = _named(story.tables), _named(tables)
    for row in ledger.records(story.entities):
        if row.entity_id in left:
            left |= {row.within or "", *(row.members if row.members is not None else ())}
    return _where(story.entities, ~story.entities["entity_id"].isin(whole - left))


def _named(tables: Mapping[str, pd.DataFrame]) -> set[str]:
    """The ids of the entities that some report's row names."""
    found: set[str] = set()
    columns = (
        ("mentions", "entity_id"),
        ("attributions", "speaker"),
        ("estimates", "claimant"),
        ("estimates", "place"),
    )
    for table, column in columns:
        if table in tables:
            found |= set(tables[table][column].dropna())
    if "attributions" in tables:
        found |= {one for relayed in tables["attributions"]["relayed_by"].dropna() for one in relayed}
    return found


def _provenance(story: Story, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Where the fields of the rows that are left come from."""
    gone: set[str] = set()
    for table, column in _IDS.items():
        if table in tables:
            gone |= set(story.tables[table][column]) - set(tables[table][column])
    return _where(story.provenance, ~story.provenance["row"].isin(gone))


def _where(frame: pd.DataFrame, keep: pd.Series) -> pd.DataFrame:
    return frame[keep.astype(bool)].reset_index(drop=True)


def _ids(reports: pd.DataFrame, mask: pd.Series) -> list[str]:
    return list(reports.loc[mask, "report_id"])


def _check(day: str) -> None:
    try:
        is_day = re.fullmatch(r"\d{4}-\d{2}-\d{2}", day) is not None and bool(date.fromisoformat(day))
    except ValueError:
        is_day = False
    if not is_day:
        raise InputError(f"known_by must be a day such as 2024-10-23, is {day!r}")
