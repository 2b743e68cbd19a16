"""Publication dates against a gold: which intervals hold the gold's day, and whether each end cites a clue.

Used by ``pages.py`` and ``stories.py``; it knows neither files nor formats beyond the two shapes of
gold rows, so any sequence of reports with the ledger's ``published_*`` fields can be scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from evaluation.counts import Count, told, totals_of

HELD, EXACT = "dates", "dates, exactly"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Dated(Protocol):
    """What is asked of a report: its file, its interval and its evidence."""

    @property
    def file(self) -> str: ...
    @property
    def part(self) -> int | None: ...
    @property
    def published_earliest(self) -> str | None: ...
    @property
    def published_latest(self) -> str | None: ...
    @property
    def published_conflict(self) -> bool: ...
    @property
    def published_evidence(self) -> Sequence[Any]: ...


def score_dates(reports: Iterable[Dated], gold_dates: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """One row for each gold date: the report's interval, the gold's best days, and whether it is right.

    A gold row names its report by ``file`` or by ``doc`` (the beginning of the file's name) and its days by ``best``,
    ``published`` or ``date``; a ``best`` that names several days wants all of them held. ``right`` is missing where
    the gold knows no day. ``days`` is the width of the interval, missing where an end is open.
    """
    reports = list(reports)
    return [_row(_find(reports, gold), gold) for gold in gold_dates]


def _find(reports: Sequence[Dated], gold: Mapping[str, Any]) -> Dated | None:
    name, doc = gold.get("file"), gold.get("doc")
    part = gold.get("part")
    for report in reports:
        if part is not None and report.part != part:
            continue
        base = report.file.rsplit("/", 1)[-1]
        if name and (report.file.endswith(str(name)) or base == str(name).rsplit("/", 1)[-1]):
            return report
        if doc and not name and (base.startswith(str(doc)) or base.rsplit(".", 1)[0] == str(doc)):
            return report
    return None


def _row(report: Dated | None, gold: Mapping[str, Any]) -> dict[str, Any]:
    best = best_days(gold)
    earliest = report.published_earliest if report else None
    latest = report.published_latest if report else None
    evidence = report.published_evidence if report else ()
    cited = len(evidence) > 0 or (earliest is None and latest is None)
    held = bool(earliest or latest) and all((earliest or day) <= day <= (latest or day) for day in best)
    return {
        "read": report is not None,
        "file": report.file if report else gold.get("file") or gold.get("doc"),
        "earliest": earliest,
        "latest": latest,
        "conflict": report.published_conflict if report else None,
        "gold": (gold.get("published_earliest"), gold.get("published_latest")),
        "best": best,
        "right": (held and cited) if best else None,
        "exact": (best == [earliest] == [latest]) if best else None,
        "cited": cited,
        "days": _width(earliest, latest),
        "clues": [str(one["rule"] if isinstance(one, Mapping) else one.rule) for one in evidence],
    }


def best_days(gold: Mapping[str, Any]) -> list[str]:
    """The days a gold row calls best; where it gives none, its interval when that is a single day."""
    for key in ("best", "published", "date"):
        value = gold.get(key)
        if value:
            return _DAY.findall(" ".join(value) if isinstance(value, list) else str(value))
    first, last = gold.get("published_earliest"), gold.get("published_latest")
    return [str(first)] if first and first == last else []


def _width(earliest: str | None, latest: str | None) -> int | None:
    return (date.fromisoformat(latest) - date.fromisoformat(earliest)).days + 1 if earliest and latest else None


def counts_of(rows: Iterable[Mapping[str, Any]], title: str) -> Iterator[Count]:
    """Each report with a day in the gold as counts: its interval holds the day with a clue, and is that day exactly."""
    for row in rows:
        if row["right"] is not None:
            file, held = row["file"], int(row["right"])
            yield Count(title, HELD, file, file, held, 1, 1, "" if held else f"{HELD} wrong")
            yield Count(title, EXACT, file, file, int(row["exact"]), 1, 1)


def lines_of(counts: Sequence[Count]) -> Iterator[str]:
    """A line for each of the two measures that the counts hold."""
    for field, remark in ((HELD, "the interval holds the day, each end cites a clue"), (EXACT, "it is that day alone")):
        total = totals_of(one for one in counts if one.field == field)
        if total.gold:
            yield f"  {field:<15} {told(total.hits, total.gold)}  ({remark})"


def line_of(row: Mapping[str, Any]) -> str:
    """One report in a line: its interval, the gold's days, and whether it holds them and cites a clue."""
    if not row["read"]:
        return f"{row['file']}: not read"
    mark = {True: "right", False: "WRONG", None: "no day in the gold"}[row["right"]]
    span = f"{row['earliest'] or '?'} to {row['latest'] or '?'}{' (conflict)' if row['conflict'] else ''}"
    wanted = f"gold {row['gold'][0] or '?'} to {row['gold'][1] or '?'}, best {', '.join(row['best']) or '?'}"
    return f"{row['file']}: {span}; {wanted}; {mark}, {len(row['clues'])} clues"
