"""The reports of a story in time order with their words, and what is worked out of them when asked for.

What is here: one place that holds the reports, their prose and their index, so that each report's shingles, word
places and quotations are worked out once for those pairs that need them. What they mean is left to ``kinship.py`` and
``evidence.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
    the words of ``Index.of`` a report begin and end, ``quotes`` its quotations.
    """

    reports: Sequence[Any]
    stretches: Sequence[Sequence[Span]]
    index: shingles.Index
    sets: Callable[[int], shingles.Hashes]
    runs: Callable[[int, int], list[shingles.Run]]
    streak: Callable[[int, int], Span]
    places: Callable[[int], tuple[shingles.Numbers, shingles.Numbers]]
    quotes: Callable[[int], list[quotations.Quote]]


def texts_of(story: Story) -> Texts:
    """The texts of a story; a report without a single passage is prose from end to end."""
    reports = in_time_order(ledger.records(story.reports[list(_COLUMNS)]))
    ids = [row.report_id for row in reports]
    known = stretches_by_report(story.passages, ids)
    stretches = [
        [(0, len(str(row.text)))] if found is None else found for row, found in zip(reports, known, strict=True)
    ]
    index = shingles.index_of(ids, (str(row.text) for row in reports), stretches)
    pieces = lru_cache(maxsize=_KEPT)(lambda at: pieces_of(str(reports[at].text), stretches[at]))

    def of(at: int, *, quoted: bool) -> list[Span]:
        return [(start, end) for start, end, within in pieces(at) if within == quoted]

    sets = lru_cache(maxsize=None)(index.shingles)
    laid = lru_cache(maxsize=_KEPT)(lambda at: shingles.laid_out(index.of(at)))
    return Texts(
        reports,
        stretches,
        index,
        sets=sets,
        runs=lru_cache(maxsize=_KEPT)(lambda a, b: shingles.runs(laid(a), laid(b))),
        streak=lambda a, b: shingles.longest_streak(laid(a), sets(b)),
        places=lru_cache(maxsize=_KEPT)(lambda at: shingles.located(str(reports[at].text), of(at, quoted=False))),
        quotes=lru_cache(maxsize=_KEPT)(lambda at: quotations.quotes_at(str(reports[at].text), of(at, quoted=True))),
    )
