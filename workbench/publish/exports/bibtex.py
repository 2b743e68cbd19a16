"""BibTeX: one entry a report, with its outlet, wire, byline and day, and in the note what dates it and its hash.

An entry has year, month and day only where the report's day is known; an interval stands in the note, as in every
other format. Of figures nothing is said: a bibliography has no place for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from workbench.look import wording
from workbench.publish.exports.built import Built
from workbench.publish.exports.leaving import Leaving, dating, only_day, unused

_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def built(leaving: Leaving) -> Built:
    """The reports as a bibliography, in the ledger's order."""
    used: set[str] = set()
    remarks = [one for report in leaving.reports for one in leaving.remarks.of("reports", report)]
    entries = [_entry(leaving, report, _key(report, used)) for report in leaving.reports.values()]
    left_out = ["figures and statements: a bibliography has no place for them"]
    left_out += unused(leaving, remarks, "they are on rows that are no reports")
    return Built({"": "\n".join(entries)}, wording.counted(len(entries), "report"), tuple(left_out))


def _key(report: Mapping[str, Any], used: set[str]) -> str:
    """A key to type: outlet and year, and a letter where they are not enough."""
    name = re.sub(r"[^a-z0-9]", "", _ascii(wording.report_name(report)).casefold()) or "report"
    stem = name[:24] + (report["published_latest"] or "nodate")[:4]
    tails = ("", *(f"-{number}" for number in range(2, len(used) + 3)))
    key = next(stem + tail for tail in tails if stem + tail not in used)
    used.add(key)
    return key


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def _entry(leaving: Leaving, report: Mapping[str, Any], key: str) -> str:
    fields = {
        "title": f"{{{_escaped(report['title'] or wording.report_name(report))}}}",
        "author": " and ".join(f"{{{_escaped(one)}}}" for one in _listed(report["byline"])),
        "organization": _escaped(report["outlet"] or ""),
        "howpublished": _escaped(f"text by {report['wire']}") if report["wire"] else "",
        "url": _address(report["url"] or ""),
        "note": _escaped(_note(leaving, report)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return f"@misc{{{key},\n" + "\n".join([*lines, *_days(only_day(report))]) + "\n}\n"


def _listed(value: Any) -> Iterable[str]:
    return [] if value is None else [str(one) for one in value]


def _note(leaving: Leaving, report: Mapping[str, Any]) -> str:
    said = [one.sentence for one in leaving.remarks.of("reports", report["report_id"])]
    marks = leaving.remarks.marks("reports", report["report_id"])
    kept = [dating(report), f"file {report['file']}", f"SHA-256 {report['sha256']}"]
    return "; ".join([*kept, *([f"filled in: {marks}"] if marks else []), *said])


def _days(day: str | None) -> list[str]:
    if day is None:
        return []
    found = date.fromisoformat(day)
    return [f"  year = {{{found.year}}},", f"  month = {_MONTHS[found.month - 1]},", f"  day = {{{found.day}}},"]


def _escaped(text: str) -> str:
    """The text on one line, every sign that BibTeX or TeX would act on made a sign to print."""
    return "".join(_SPECIAL.get(char, char) for char in " ".join(text.split()))


def _address(url: str) -> str:
    """The address with signs that would end its field written as the web writes them."""
    return "".join(f"%{ord(char):02X}" if char in '{}\\"' or char <= " " else char for char in url)
