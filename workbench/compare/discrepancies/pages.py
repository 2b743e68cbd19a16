"""Each report as a page: its sentences, and what the ledger holds of each stretch of them.

Nothing is compared here. A page is made once per report and asked many times, so its rows lie in order of their
offsets and are found by bisection.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from workbench import ledger
from workbench.compare.discrepancies.sentences import Sentence, sentences_of
from workbench.compare.geography import Places, places_of
from workbench.compare.lineage.quotations import Quote, quotes_in
from workbench.compare.naming import names_apart
from workbench.compare.parties import Holders, holders_of
from workbench.story import Story

#: The quotations of so many reports are kept at hand; those of one family are asked for one after another.
_KEPT = 256


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of one table for one report, in order of where they start, with the starts beside them."""

    rows: tuple[Any, ...] = ()
    starts: tuple[int, ...] = ()

    def within(self, start: int, end: int) -> list[Any]:
        """The rows that start in a stretch."""
        return list(self.rows[bisect_left(self.starts, start) : bisect_left(self.starts, end)])


@dataclass(frozen=True, slots=True)
class Page:
    """A report with its sentences and what was read in it; ``calls`` is what a reading calls it.

    ``stated_day`` is the day of its own heading, ``conflict`` whether its clues to its date disagree.
    """

    report_id: str
    calls: str
    text: str
    published: tuple[str | None, str | None]
    sentences: tuple[Sentence, ...]
    estimates: Rows = field(default_factory=Rows)
    attributions: Rows = field(default_factory=Rows)
    times: Rows = field(default_factory=Rows)
    mentions: Rows = field(default_factory=Rows)
    stated_day: str | None = None
    conflict: bool = False

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Its quotations of two words or more."""
        return _quotes_of(self.text)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that an offset lies in, missing in what is no prose."""
        return next((one for one in self.sentences if one.start <= offset < one.end), None)


@lru_cache(maxsize=_KEPT)
def _quotes_of(text: str) -> tuple[Quote, ...]:
    return tuple(quotes_in(text, [(0, len(text))]))


@dataclass(frozen=True, slots=True)
class Shelf:
    """The pages of a story by report, who can hold a figure in it, and its places: which lie in which, and by name."""

    pages: Mapping[str, Page]
    holders: Holders
    places: Places
    attributions: Mapping[str, Any]
    called: Mapping[str, str] = field(default_factory=dict)


def shelf_of(story: Story) -> Shelf:
    """The pages of all reports of a story."""
    attributions = ledger.records(story.attributions)
    passages = _by_report(ledger.records(story.passages))
    rows = {
        "estimates": _sorted(ledger.records(story.estimates), "start"),
        "attributions": _sorted([row for row in attributions if _place(row) is not None], ""),
        "times": _sorted(ledger.records(story.times), "start"),
        "mentions": _sorted(ledger.records(story.mentions), "start"),
    }
    reports = ledger.records(story.reports)
    names = names_apart(reports)
    pages = {
        row.report_id: Page(
            row.report_id,
            names[row.report_id],
            row.text,
            (row.published_earliest, row.published_latest),
            sentences_of(row.report_id, row.text, passages.get(row.report_id, ())),
            **{table: found.get(row.report_id, Rows()) for table, found in rows.items()},
            stated_day=_stated_day(row),
            conflict=bool(row.published_conflict),
        )
        for row in reports
    }
    holders = holders_of(story)
    said = {row.attribution_id: row for row in attributions}
    return Shelf(pages, holders, places_of(story), said, _called(holders))


def _called(holders: Holders) -> dict[str, str]:
    """The entity that each name or alias of a place stands for."""
    return {
        name: key
        for key, one in sorted(holders.known.items())
        if one.kind == "place"
        for name in (one.name, *one.aliases)
    }


def _stated_day(row: Any) -> str | None:
    """The day that the report's own heading gives, where it gives one."""
    evidence = row.published_evidence if row.published_evidence is not None else ()
    says = [one["says"] for one in evidence if "date" in one["rule"] or "published" in one["rule"]]
    return next((day[:10] for day in says if day and day[:10].count("-") == 2), None)


def _by_report(rows: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.report_id].append(row)
    return found


def _sorted(rows: Iterable[Any], column: str) -> dict[str, Rows]:
    found = {}
    for report_id, own in _by_report(rows).items():
        starts = [int((getattr(row, column) if column else _place(row)) or 0) for row in own]
        placed = sorted(zip(starts, range(len(own)), strict=True))
        found[report_id] = Rows(tuple(own[number] for _, number in placed), tuple(start for start, _ in placed))
    return found


def content_of(attribution: Any) -> list[tuple[int, int]]:
    """The stretches that are said, none where the ledger has none."""
    content = attribution.content if attribution.content is not None else ()
    return [(int(part["start"]), int(part["end"])) for part in content]


def _place(attribution: Any) -> int | None:
    """Where an attribution stands: its cue, else its source, else what is said."""
    starts = [attribution.cue_start, attribution.source_start, *(start for start, _ in content_of(attribution))]
    return next((int(start) for start in starts if start is not None), None)
