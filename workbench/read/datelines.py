"""Dates that a report states about itself: published and updated lines, datelines, a bare date over the page.

What is here: the reading of such lines from the report's text, and of what metadata and catalog state, into one form
with an order of authority. What follows from a report's sentences and from other reports is in ``datingclues.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from workbench.cuefiles import cue_file
from workbench.model import Evidence, Passage, Report
from workbench.read.timex import TimeExpression, find_times

Kind = Literal["published", "updated"]

#: The lower the rank, the more a date counts; a date over the page may be the page's clock and yields to inference.
CATALOG, EXPLICIT, GUESSED, UPDATED, DATELINE, HEADER = range(6)
_RANKS = {
    "catalog": CATALOG,
    "published-line": EXPLICIT,
    "htmldate": GUESSED,
    "updated-line": UPDATED,
    "dateline": DATELINE,
    "page-date": HEADER,
}
_AGENCY_OR_DASH = re.compile(
    r"\s*(?:\([^)\n]{2,60}\)\s*)?(?:--?|[\u2013\u2014:|/])\s*(?=\S)|\s*\([^)\n]{2,60}\)|[.:]?\s*/[^/\n]{2,40}/|[.]\s"
)
#: The roles of lines above the first paragraph that may state the day.
_HEADS = ("chrome", "byline", "body", "credit", "summary")
_PAPER = re.compile(
    r"\W*(?:(?:joint|press|official|public)\s+)?(?:statement|release|communiqu[e\u00e9]|declaration|bulletin|briefing)\s"
    r"(?:by|of|from|no)\b.*,\s*\Z",
    re.IGNORECASE,
)
_PARTING = re.compile(r"\s[\u00b7\u2022|\u2013\u2014/]\s|\s{3,}|\t")
_PLACE = re.compile(
    r"(?:^|[\s(])[A-Z][A-Z'\u2019.-]{2,}(?:[ ,/]+[A-Z][\w'\u2019.-]*)*[,.]?(?:\s*\([^)\n]{2,40}\))?[\s,\u2013\u2014-]*$"
)


@dataclass(frozen=True, slots=True)
class Stated:
    """A date that a report or its papers state: ``value`` as TIMEX3, perhaps without its year, and where it stands."""

    value: str
    kind: Kind
    rank: int
    weekday: int | None
    evidence: Evidence

    @property
    def day(self) -> date | None:
        """The day, when its year is stated."""
        return _day(self.value)


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


@cache
def dating_cues() -> dict[str, Any]:
    """The entries of ``cues/dating.toml``."""
    return cue_file("read", "dating")


@cache
def _line_cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((cue["name"], re.compile(rf"(?<!\w){cue['pattern']}", re.I)) for cue in dating_cues()["lines"])


def stated_outside(given: Sequence[Evidence]) -> list[Stated]:
    """The dates that metadata and the catalog state; a rule that names an update speaks of the last change."""
    found = []
    for evidence in given:
        value = _written_day(evidence.says or evidence.text)
        if value is None:
            continue
        updated = bool(re.search(r"updat|modif", evidence.rule, re.I))
        base = re.sub(r"[-_ ]?(?:updated?|modified|published)$", "", evidence.rule.split(":")[0])
        rank = _RANKS.get(base, EXPLICIT)
        rank = UPDATED if updated and rank != CATALOG else rank
        found.append(Stated(value, "updated" if updated else "published", rank, None, evidence))
    return found


def _written_day(says: str) -> str | None:
    """The value of a day written as ISO or in words, with its time of day where it states one."""
    iso = re.match(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?", says.strip())
    if iso and _day(iso[1]):
        return f"{iso[1]}T{iso[2]}" if iso[2] else iso[1]
    return next((found.value for found in find_times(says[:200]) if _is_day(found) and _day(found.value)), None)


def stated_inside(report: Report) -> list[Stated]:
    """The dates that lines of the report state about it, in text order."""
    found: list[Stated] = []
    bodies = 0
    for passage in report.passages:
        line = report.text[passage.start : passage.end]
        if passage.role in ("body", "summary") and len(line) > dating_cues()["limits"]["line"]:
            bodies += 1
            if bodies <= 2:
                found += _opening(report.text, passage)
        elif passage.role == "dateline" or (bodies == 0 and passage.role in _HEADS):
            found += _line(report.text, passage)
    return found


def _opening(text: str, passage: Passage) -> Iterator[Stated]:
    """The dateline that opens a paragraph: a place in capitals, a day, often an agency, a dash."""
    for found in find_times(text, passage.start, min(passage.end, passage.start + 90)):
        before, after = text[passage.start : found.start], text[found.end : found.end + 70]
        if _PLACE.match(before) and _AGENCY_OR_DASH.match(after) and _is_day(found):
            yield _stated(found, "published", "dateline", text, found.start)
        return


def _is_day(found: TimeExpression) -> bool:
    return found.rule in ("date", "iso date", "numeric date", "clock then date") and "XX-XX" not in found.value


def _line(text: str, passage: Passage) -> Iterator[Stated]:
    line_end = passage.end
    if passage.end - passage.start > dating_cues()["limits"]["line"]:
        return
    at = passage.start
    for found in find_times(text, passage.start, line_end):
        if not _is_day(found):
            continue
        before = text[at : found.start]
        cue = next(((name, hit) for name, pattern in _line_cues() if (hit := pattern.search(before))), None)
        if cue:
            name, hit = cue
            kind: Kind = "updated" if name == "updated" else "published"
            yield _stated(found, kind, f"{name}-line", text, at + hit.start())
        elif passage.role == "dateline" and _PLACE.search(before):
            yield _stated(found, "published", "dateline", text, found.start)
        elif passage.role == "dateline" or _bare(text, passage, found) or _closes_a_paper(text, passage, found):
            yield _stated(found, "published", "page-date", text, found.start)
        at = found.end


def _closes_a_paper(text: str, passage: Passage, found: TimeExpression) -> bool:
    """Whether a day with its year closes a line that says whose paper this is: "Statement by Holt, 15 June 2019"."""
    whole = _day(found.value) is not None and not text[found.end : passage.end].strip(" .")
    return whole and _PAPER.match(text, passage.start, found.start) is not None


def _bare(text: str, passage: Passage, found: TimeExpression) -> bool:
    """True when little but the date stands in the line, or between two of the marks that part such a line."""
    before = re.split(_PARTING, text[passage.start : found.start])[-1]
    after = re.split(_PARTING, text[found.end : passage.end])[0]
    allowed = dating_cues()["limits"]["bare_byline" if passage.role == "byline" else "bare"]
    return len(re.sub(r"[\W_]+", "", before + after)) <= int(allowed)


def _stated(found: TimeExpression, kind: Kind, rule: str, text: str, start: int) -> Stated:
    evidence = Evidence(start, found.end, text[start : found.end], rule, (_day(found.value) and found.value) or None)
    return Stated(found.value, kind, _RANKS[rule], weekday_of(found.text), evidence)


def weekday_of(words: str) -> int | None:
    """The number of the first weekday named, Monday being 1, or nothing."""
    found = re.search(r"\b(mon|tue|wed|thu|fri|sat|sun)", words, re.I)
    return ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(found[1].lower()) + 1 if found else None
