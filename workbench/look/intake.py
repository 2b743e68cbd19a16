"""What came in: a card for each file, and one report as it was read, line by line, with what was masked struck through.

What is here: the ledger's files and passages laid out for reading, each line with its role and the rule that gave it,
and the clues that date the report marked in it. Nothing is deleted on reading, so all of the text is shown. How a line
gets its role is in ``read/``; a report with its figures and speakers marked is in ``explore/reading.py``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import PurePath
from typing import Any

import pandas as pd

from workbench.errors import InputError
from workbench.ledger import plain_rows
from workbench.look import tables, wording
from workbench.look.html import Html
from workbench.look.passages import whole
from workbench.story import Story

Row = dict[str, Any]

MASKED = "chrome"
_COLUMNS = (
    "File", "Status", "Outlet", "Published", "Words kept", "Words masked", "Lines masked", "Masked sentences",
    "SHA-256", "Why",
)  # fmt: skip
#: Words from which a masked line that ends as sentences do is worth a look.
_SENTENCE_WORDS = 8
_ENDS_AS_SENTENCE = re.compile(r"[.!?…][\"”’')\]]*$")
_SHORT_HASH = 12
_LINE = "display:grid;grid-template-columns:11em 1fr;gap:0 1.2em;padding:.15em 0;border-top:1px solid #e2e0da"
_SAID = "color:#5a6068;font-size:.82em"


def intake_table(story: Story) -> pd.DataFrame:
    """One row a file or part of one: what became of it, what was kept and masked, its hash, and why it was left out.

    Files that gave no report stand last. ``Masked sentences`` counts masked lines that read like sentences of a report;
    each is worth a look in ``as_read``.
    """
    reports = {row["report_id"]: row for row in plain_rows(story.reports)}
    masked: dict[str, list[str]] = {}
    for row in plain_rows(story.passages):
        if row["role"] == MASKED:
            masked.setdefault(row["report_id"], []).append(_words(reports[row["report_id"]], row))
    rows = [_card(row, reports.get(row["report_id"]), masked) for row in plain_rows(story.files)]
    rows.sort(key=lambda row: "Outlet" not in row)
    return pd.DataFrame(rows, columns=list(_COLUMNS), dtype=object)


def _card(file: Mapping[str, Any], report: Mapping[str, Any] | None, masked: Mapping[str, Sequence[str]]) -> Row:
    name = str(file["file"]) + (f", part {int(file['part']) + 1}" if file["part"] is not None else "")
    row: Row = {
        "File": name,
        "Status": file["status"],
        "Why": file["reason"],
        "SHA-256": (file["sha256"] or "")[:_SHORT_HASH],
    }
    if report is None:
        return row
    lines = masked.get(report["report_id"], [])
    return {
        **row, "Outlet": report["outlet"] or wording.NOT_STATED,
        "Published": wording.days(report["published_earliest"], report["published_latest"]),
        "Words kept": report["words_kept"], "Words masked": report["words_removed"], "Lines masked": len(lines),
        "Masked sentences": sum(map(_reads_like_a_sentence, lines)),
    }  # fmt: skip


def _words(report: Mapping[str, Any], passage: Mapping[str, Any]) -> str:
    return " ".join((report["text"] or "")[passage["start"] : passage["end"]].split())


def _reads_like_a_sentence(line: str) -> bool:
    return len(line.split()) >= _SENTENCE_WORDS and _ENDS_AS_SENTENCE.search(line) is not None


def as_read(story: Story, report: str) -> Html:
    """The whole text of one report: each line with its role and rule, masked ones struck through, dating clues marked.

    ``report`` is its id, its file or its file's name without folder and ending. Raises ``InputError`` naming the files
    when there is none.
    """
    row = _report(story, report)
    text = row["text"] or ""
    lines = whole(text, [one for one in plain_rows(story.passages) if one["report_id"] == row["report_id"]])
    clues = [
        {**clue, "start": int(clue["start"]), "end": int(clue["end"])}
        for clue in tables.clues(row)
        if _stands_in(text, clue)
    ]
    body = "".join(_line(text, one, clues) for one in lines)
    said = f'<figcaption style="{_SAID};padding-bottom:.5em">{escape(_caption(row, lines, clues))}</figcaption>'
    return Html(f'<figure style="margin:.5em 0;max-width:62rem">{said}{body}</figure>')


def _stands_in(text: str, clue: Mapping[str, Any]) -> bool:
    """False for a clue that comes from elsewhere, such as the catalog."""
    start, end = clue["start"], clue["end"]
    return start is not None and end is not None and text[int(start) : int(end)] == clue["text"] != ""


def _report(story: Story, name: str) -> Row:
    rows = plain_rows(story.reports)
    for row in rows:
        if name in (row["report_id"], row["file"], PurePath(str(row["file"])).stem):
            return row
    files = ", ".join(dict.fromkeys(PurePath(str(row["file"])).stem for row in rows))
    raise InputError(f"as_read: report must be an id or one of {files}, is {name!r}")


def _caption(row: Mapping[str, Any], lines: Sequence[Row], clues: Sequence[Mapping[str, Any]]) -> str:
    masked = sum(one["role"] == MASKED for one in lines)
    kept = wording.counted(len(lines) - masked, "passage")
    gone = f"{wording.counted(masked, 'line')} masked and struck through" if masked else "nothing masked"
    dated = wording.days(row["published_earliest"], row["published_latest"])
    marked = f", {wording.counted(len(clues), 'clue')} marked" if clues else ""
    return f"{row['file']}: {kept} kept, {gone}; published {dated}{marked}."


def _line(text: str, passage: Row, clues: Sequence[Mapping[str, Any]]) -> str:
    words = _marked(text, passage["start"], passage["end"], clues)
    tag = "del" if passage["role"] == MASKED else "span"
    return (
        f'<div style="{_LINE}"><span style="{_SAID}">{escape(_role(passage))}</span>'
        f'<span style="white-space:pre-wrap;overflow-wrap:anywhere"><{tag}>{words}</{tag}></span></div>'
    )


def _role(passage: Mapping[str, Any]) -> str:
    """The role with the rule that gave it, such as "masked: newsletter"; prose is what no other rule has taken."""
    name = "masked" if passage["role"] == MASKED else str(passage["role"])
    rule = wording.rule(str(passage["rule"])).rpartition(": ")[2]
    return name if rule in (name, "prose") else f"{name}: {rule}"


def _marked(text: str, start: int, end: int, clues: Sequence[Mapping[str, Any]]) -> str:
    """The words from ``start`` to ``end``, escaped, each clue within them in a mark that says its rule on hover."""
    found, at = "", start
    for clue in sorted(clues, key=lambda clue: (clue["start"], clue["end"])):
        if clue["start"] < at or clue["end"] > end:
            continue
        rule = escape(wording.rule(clue["rule"]), quote=True)
        found += f'{escape(text[at : clue["start"]])}<mark title="{rule}">{escape(clue["text"])}</mark>'
        at = clue["end"]
    return found + escape(text[at:end])
