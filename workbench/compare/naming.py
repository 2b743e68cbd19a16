"""What a report, an agency or an outlet is called where nobody reads the ledger's ids: one rule for every view.

What is here: names of single reports. Two reports of one outlet have one name; where days or titles do not stand beside
it, as in a sentence, ``names_apart`` tells them apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from pathlib import PurePath
from typing import Any

#: A report that names neither outlet nor wire goes by so much of its title.
_TITLE = 48
#: Labels that stand before or after an owner's name in the address of a page.
_BEFORE = frozenset({"www", "m", "amp", "edition", "news", "en"})
_AFTER = frozenset({"co", "com", "net", "org", "gov", "gob", "gouv", "ac", "or", "ne", "go"})


def report_name(*, outlet: str | None, wire: str | None, title: str | None, file: str | None) -> str:
    """The outlet, else the wire whose text it is, else its title in quotation marks, else its file without ending."""
    if outlet or wire:
        return str(outlet or readable(str(wire)))
    return _quoted(title) or PurePath(str(file)).stem


def names_apart(reports: Iterable[Any]) -> dict[str, str]:
    """What each report of a story is called in a sentence, by its id: no two alike.

    Behind a name that several bear stands what none of the others has: the title, else the day, else the file.
    """
    bearers: dict[str, list[Any]] = defaultdict(list)
    for row in reports:
        name = report_name(outlet=row.outlet, wire=row.wire, title=row.title, file=row.file or row.report_id)
        bearers[name].append(row)
    names = {}
    for name, rows in bearers.items():
        titles, days = Counter(_quoted(row.title) for row in rows), Counter(_day(row) for row in rows)
        for row in rows:
            title, day = _quoted(row.title), _day(row)
            own = title if title and titles[title] == 1 else day if day and days[day] == 1 else _file(row)
            names[row.report_id] = f"{name} ({own})" if len(rows) > 1 else name
    return names


def _quoted(title: str | None) -> str | None:
    words = " ".join((title or "").split())
    if len(words) > _TITLE:
        words = (words[:_TITLE].rpartition(" ")[0] or words[:_TITLE]) + "…"
    return f"“{words}”" if words else None


def _day(report: Any) -> str | None:
    """The day on which a report came out, where it is known."""
    if report.published_earliest is None or report.published_earliest != report.published_latest:
        return None
    day = date.fromisoformat(report.published_earliest[:10])
    return f"{day.day} {day:%B %Y}"


def _file(report: Any) -> str:
    part = "" if report.part is None else f", part {report.part}"
    return PurePath(str(report.file or report.report_id)).stem + part


def readable(name: str) -> str:
    """The name as a reader says it; of an address its owner's part, with the address: "Halden (halden.example)"."""
    labels = name.strip().lower().split(".")
    if len(labels) < 2 or " " in name.strip() or not all(labels):
        return name
    while len(labels) > 2 and labels[0] in _BEFORE:
        labels = labels[1:]
    owner = labels[-3] if len(labels) > 2 and labels[-2] in _AFTER else labels[-2]
    return f"{owner.upper() if len(owner) <= 4 else owner.replace('-', ' ').title()} ({name.strip()})"
