"""The number that stands in words an analyst has selected, read as a build would read it, for a form to begin with.

What is here: the machine's reading of one sentence, and what of it a new figure is begun with. Nothing of it counts
until the analyst adds the figure.
"""

from __future__ import annotations

from typing import Any

from workbench.checks.reading import LONGEST, read_sentence
from workbench.compare.discrepancies.sentences import sentences_of
from workbench.errors import InputError
from workbench.look.selection import plain_rows
from workbench.story import Story

#: What a form begins with of a number as read.
_READ = ("value", "bound", "low", "best", "high")


def number_in(story: Story, report_id: str, start: int, end: int) -> dict[str, Any]:
    """Value, bound and ends of the number in a stretch of a report; empty where the machine reads none there."""
    report = next((row for row in plain_rows(story.reports) if row["report_id"] == report_id), None)
    if report is None:
        return {}
    words = " ".join(report["text"][start:end].split())
    sentence = next(
        (one.text for one in sentences_of(report_id, report["text"], ()) if one.start <= start and end <= one.end),
        words,
    )
    for text in (sentence, words):
        found = _read(story, " ".join(text.split()), words)
        if found:
            return found
    return {}


def _read(story: Story, text: str, words: str) -> dict[str, Any]:
    try:
        read = read_sentence(story, text[:LONGEST])
    except InputError:
        return {}
    at = read.text.find(words)
    for row in plain_rows(read.story.estimates):
        if row["report_id"] == read.report_id and row["start"] < at + len(words) and at < row["end"]:
            return {name: row[name] for name in _READ if row[name] is not None}
    return {}
