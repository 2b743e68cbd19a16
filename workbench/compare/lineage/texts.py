"""The reports of a story in time order with their words, and what is worked out of them when asked for.

What is here: one place that holds the reports, their prose and their index, so that each report's shingles, word
places and quotations are worked out once for those pairs that need them. What they mean is left to ``kinship.py`` and
``evidence.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from workbench import ledger
from workbench.compare.lineage import quotations, shingles
from workbench.compare.lineage.prose import Span, pieces_of, stretches_by_report
from workbench.compare.standing import in_time_order
from workbench.story import Story

#: What is read of a report here; a hundred thousand rows of all columns would cost as much as their index.
_COLUMNS = (
    "report_id",
    "file",
    "part",
    "text",
    "title",
    "outlet",
    "wire",
    "language",
    "published_earliest",
    "published_latest",
    "masthead_evidence",
)
#: Relatives mostly stand near one another in time, so this many reports' places need be kept at once.
_KEPT = 256


@dataclass(frozen=True, slots=True)
class Texts:
    """Reports by number, in time order.

    ``reports`` are rows of the ledger with the columns wanted here, ``stretches`` the prose of each. ``sets`` gives a
    report's shingles, ``runs`` the runs that one report shares with another, ``streak`` the longest, ``places`` where
    the words of ``Index.of`` a report begin and end, ``quotes`` its quotations. ``ahead`` works out the last two for
    all the reports of which they are asked next, in one pass, which costs a fraction of one report after another.
    """

    reports: Sequence[Any]
    stretches: Sequence[Sequence[Span]]
    index: shingles.Index
    sets: Callable[[int], shingles.Hashes]
    runs: Callable[[int, int], list[shingles.Run]]
    streak: Callable[[int, int], Span]
    places: Callable[[int], tuple[shingles.Numbers, shingles.Numbers]]
    quotes: Callable[[int], list[quotations.Quote]]
    ahead: Callable[[Iterable[int]], None]


def texts_of(story: Story) -> Texts:
    """The texts of a story; a report without a single passage is prose from end to end."""
    reports = in_time_order(ledger.records(story.reports[list(_COLUMNS)]))
    ids = [row.report_id for row in reports]
    known = stretches_by_report(story.passages, ids)
    stretches = [
        [(0, len(str(row.text)))] if found is None else found for row, found in zip(reports, known, strict=True)
    ]
    index = shingles.index_of(ids, (str(row.text) for row in reports), stretches)
    read = _Read(reports, stretches)
    sets = lru_cache(maxsize=None)(index.shingles)
    laid = lru_cache(maxsize=_KEPT)(lambda at: shingles.laid_out(index.of(at)))
    return Texts(
        reports,
        stretches,
        index,
        sets=sets,
        runs=lru_cache(maxsize=_KEPT)(lambda a, b: shingles.runs(laid(a), laid(b))),
        streak=lambda a, b: shingles.longest_streak(laid(a), sets(b)),
        places=read.places,
        quotes=read.quotes,
        ahead=read.ahead,
    )


class _Read:
    """Where words stand in reports, and their quotations: of those asked for last."""

    def __init__(self, reports: Sequence[Any], stretches: Sequence[Sequence[Span]]) -> None:
        self._reports, self._stretches = reports, stretches
        self._places: dict[int, tuple[shingles.Numbers, shingles.Numbers]] = {}
        self._quotes: dict[int, list[quotations.Quote]] = {}

    def ahead(self, wanted: Iterable[int]) -> None:
        """Works out what is not yet known of some reports, in one pass; more than so many others are forgotten."""
        new = sorted({at for at in wanted if at not in self._places})
        if len(self._places) > _KEPT:
            self._places, self._quotes = {}, {}
            new = sorted(set(wanted))
        texts = [str(self._reports[at].text) for at in new]
        pieces = [pieces_of(text, self._stretches[at]) for text, at in zip(texts, new, strict=True)]
        plain = [[(start, end) for start, end, within in found if not within] for found in pieces]
        said = [[(start, end) for start, end, within in found if within] for found in pieces]
        self._places.update(zip(new, shingles.located(list(zip(texts, plain, strict=True))), strict=True))
        self._quotes.update(zip(new, quotations.quotes_at(list(zip(texts, said, strict=True))), strict=True))

    def places(self, at: int) -> tuple[shingles.Numbers, shingles.Numbers]:
        """Where the words and gaps of a report begin and end."""
        if at not in self._places:
            self.ahead([at])
        return self._places[at]

    def quotes(self, at: int) -> list[quotations.Quote]:
        """The quotations of a report."""
        if at not in self._quotes:
            self.ahead([at])
        return self._quotes[at]
