"""Figures, days and names as a reader meets them: the same words in charts, tables and briefings.

What is here: numbers with separators, a bound as words, an interval of days as words, a claimant's shown name, and the
names of reading rules as a reader would say them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from workbench.compare import naming
from workbench.read.nouns import plural

#: Shown where a figure has no claimant: the outlet says it in its own voice.
OWN_VOICE = "outlet’s own words"
NO_DAY = "no day known"
NOT_STATED = "not stated"

_BOUNDS = {
    "bare": "{best}", "about": "about {best}", "at least": "at least {low}", "more than": "more than {low}",
    "at most": "at most {high}", "less than": "less than {high}", "range": "{low} to {high}",
}  # fmt: skip

#: The rules that date a report, in plain words; the reading modules give them their names.
_RULES = {
    "catalog": "the analyst’s catalog", "record": "a field of the file’s own record",
    "front-matter": "the head of the file", "json-ld": "the page’s metadata", "html-meta": "the page’s metadata",
    "htmldate": "guessed from the page’s markup", "published-line": "a line that says when it was published",
    "updated-line": "a line that says when it was updated", "dateline": "the report’s dateline",
    "page-date": "a date that stands alone on the page", "retrieved": "the day the file was fetched",
    "past-date": "a day that is told as past", "future-date": "a day that is told as still to come",
    "year-from-report": "the year, taken from a related dated report",
    "shared-weekday-past": "a past weekday in a text shared with a dated report",
    "shared-weekday-future": "a coming weekday in a text shared with a dated report",
    "shared-relative-day": "“yesterday” or the like in a text shared with a dated report",
    "shared-with": "the dated report that shares the text", "story-file": "the day of an event in the story file",
    "event-past": "an event that is told as past", "event-future": "an event that is told as still to come",
    "figure-called-previous": "a figure that it calls an earlier one",
    "figure-later-called-previous": "a figure that a dated report calls an earlier one",
    "figure-in": "the dated report that gives the figure",
}  # fmt: skip


def rule(code: str) -> str:
    """The rule's name in plain words; of one that is not known, its own name without hyphens."""
    if code in _RULES:
        return _RULES[code]
    base = code.removesuffix("-updated").removesuffix("-modified")
    if base != code and base in _RULES:
        return f"{_RULES[base]}, as the last change"
    return code.replace("-", " ").replace(":", ": ").replace("  ", " ")


def bound(row: Mapping[str, Any]) -> str:
    """What the words leave open: "as stated" for a plain number, else the bound itself."""
    return "as stated" if row["bound"] == "bare" else row["bound"] or NOT_STATED


def ends(row: Mapping[str, Any]) -> tuple[str, str, str]:
    """The lowest, the stated and the highest value, each empty when not stated; "≈" where the words say "about"."""
    soft = "≈" if row["bound"] == "about" else ""
    low, best, high = (number(row[name]) for name in ("low", "best", "high"))
    return soft * bool(low) + low, soft * bool(best) + best, soft * bool(high) + high


def number(value: float | None) -> str:
    """The number with thousands separated by commas, and no more decimals than it has; empty when missing."""
    if value is None:
        return ""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def quantity(row: Mapping[str, Any]) -> str:
    """Our reading of a figure in words: "at least 3,000", "25 to 30", "24 or more, as worded vaguely"."""
    low, best, high = (number(row[name]) for name in ("low", "best", "high"))
    bound = row["bound"]
    if bound in _BOUNDS and (bound == "range" or low or best or high):
        return _BOUNDS[bound].format(low=low or "?", best=best or low or high, high=high or "?")
    if low and high:
        return f"{low} to {high}, as worded vaguely"
    return f"{low} or more, as worded vaguely" if low else NOT_STATED


def unit(name: str | None, per: str | None = None) -> str:
    """The unit as a reader says it; a plain count has none."""
    words = "" if name in (None, "", "count") else "per cent" if name == "percent" else _several(str(name))
    return f"{words} per {per}".strip() if per else words


def _several(unit: str) -> str:
    """More than one of a unit: "kilometres", "metres per second"; a symbol such as "km/h" stays as it is."""
    head, mark, rest = unit.partition(" per ")
    return unit if "/" in unit else f"{plural(head)}{mark}{rest}"


def day(value: str, *, year: bool = True) -> str:
    """A day such as 23 Oct 2024."""
    found = date.fromisoformat(value)
    return f"{found.day} {found:%b}" + (f" {found.year}" if year else "")


def days(earliest: str | None, latest: str | None, *, year: bool = True) -> str:
    """An interval of days in words, an end that is not known said so and never filled in."""
    if earliest is None and latest is None:
        return NO_DAY
    if latest is None:
        return f"{day(str(earliest), year=year)} or later"
    if earliest is None:
        return f"{day(latest, year=year)} or earlier"
    if earliest == latest:
        return day(latest, year=year)
    first, last = date.fromisoformat(earliest), date.fromisoformat(latest)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(latest, year=year)}"
    return f"{day(earliest, year=year and first.year != last.year)} – {day(latest, year=year)}"


def claimant(row: Mapping[str, Any]) -> str:
    """Who holds the figure, as shown."""
    return row["claimant_name"] or OWN_VOICE


def speaker(row: Mapping[str, Any]) -> str:
    """Who speaks, with what hides them; the claimant again is left out."""
    name = row["speaker_name"] or row["source_words"]
    if row["anonymous"]:
        return f"{name}, unnamed" if name and "unnamed" not in name else name or "an unnamed speaker"
    return name or NOT_STATED


def stance(row: Mapping[str, Any]) -> str:
    """The stance with the flags that change what a figure is worth."""
    flags = ["denied"] if row["denied"] and row["stance"] != "denied" else []
    flags += ["superseded"] if row["superseded"] else []
    flags += ["may not have been out yet"] if row["possibly_out"] else []
    return ", ".join([row["stance"] or "unknown", *flags])


def outlet(row: Mapping[str, Any]) -> str:
    """The outlet with the wire whose text it hosts."""
    name = row["outlet"] or "outlet not stated"
    return f"{name}, text by {row['wire']}" if row["wire"] and row["wire"] != name else str(name)


def report_name(row: Mapping[str, Any]) -> str:
    """What a report is called: its outlet, else its wire, else its title, else its file (``compare/naming.py``)."""
    return naming.report_name(outlet=row["outlet"], wire=row["wire"], title=row["title"], file=row["file"])


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 report", "3 reports"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(names: Sequence[str]) -> str:
    """Names in a row: "A", "A and B", "A, B and C"; empty for none."""
    *first, last = names or [""]
    return f"{', '.join(first)} and {last}" if first else last


def badge(row: Mapping[str, Any]) -> str:
    """Three counts of a figure: "3 reports / 1 origin / 1 source", and "+ 1 unknown" where a text names nobody."""
    counts = (
        counted(len(row["reports"]), "report"),
        counted(len(row["origins"]), "origin"),
        counted(len(row["ultimate_sources"]), "source"),
    )
    unknown = f" + {len(row['unknown'])} unknown" if len(row["unknown"]) else ""
    return " / ".join(counts) + unknown
