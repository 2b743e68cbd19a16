"""Which texts of a story an exercise is set on, and what is shown of each.

What is here: the choice of the texts, those that share one figure, the family first, and the values that the rest of an
exercise is made from. What is asked of them is in ``answers.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.compare.discrepancies.pages import Page, Shelf, shelf_of
from workbench.errors import InputError
from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.story import Story
from workbench.teach.exercises.exercise import Text

#: At most so many texts are set.
TEXTS = 5
#: A text shorter than this, in words, is set only where there are no others.
_SHORT = 80

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Book:
    """What an exercise is made from: the story's rows by id, its pages, and the texts that were chosen."""

    story: Story
    shelf: Shelf
    reports: Mapping[str, Row]
    chosen: tuple[str, ...]
    names: Mapping[str, str]

    def page(self, report_id: str) -> Page:
        """A text as it is compared with others."""
        return self.shelf.pages[report_id]


def book_of(story: Story, files: Sequence[str]) -> Book:
    """The book of the texts in these ``files``, else of those that share most.

    Raises ``InputError`` for a file that is not there, or a story without a text.
    """
    shelf = shelf_of(story)
    reports = {row["report_id"]: row for row in plain_rows(story.reports)}
    chosen = _named(files, reports) if files else _shared(story, reports)
    if not chosen:
        raise InputError("an exercise needs a text; this story has none")
    order = {report: (reports[report]["published_earliest"] or "9999", reports[report]["file"]) for report in chosen}
    chosen = tuple(sorted(chosen, key=lambda one: order[one]))
    names = {one: f"Text {number}, {wording.report_name(reports[one])}" for number, one in enumerate(chosen, 1)}
    return Book(story, shelf, reports, chosen, names)


def _named(files: Sequence[str], reports: Mapping[str, Row]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in files:
        hits = [key for key, row in reports.items() if name in (row["file"], Path(row["file"]).name, key)]
        if not hits:
            raise InputError(f"reports: the story has no report {name!r}; it has {_list_of(reports)}")
        found.update(dict.fromkeys(hits))
    return tuple(found)


def _list_of(reports: Mapping[str, Row]) -> str:
    return ", ".join(sorted({Path(row["file"]).name for row in reports.values()}))


def _shared(story: Story, reports: Mapping[str, Row]) -> tuple[str, ...]:
    """The largest family of texts, then those that share most figures with it, then those that give most numbers."""
    family = _family(story, reports)
    figures = [set(row["reports"]) for row in plain_rows(story.corroboration)]
    shared = {one: sum(one in told and bool(told & family) for told in figures) for one in reports}
    charted: dict[str, int] = {}
    for row in plain_rows(story.estimates):
        charted[row["report_id"]] = charted.get(row["report_id"], 0) + int(bool(row["charted"]))

    def rank(one: str) -> tuple[Any, ...]:
        short = (reports[one]["words_kept"] or 0) < _SHORT
        return short, one not in family, -shared[one], -charted.get(one, 0), reports[one]["file"] or "", one

    return tuple(sorted(reports, key=rank)[:TEXTS])


def _family(story: Story, reports: Mapping[str, Row]) -> set[str]:
    """The most texts that draw on one another, whichever way."""
    near: dict[str, set[str]] = {one: set() for one in reports}
    for row in plain_rows(story.lineage):
        if row["state"] != "denied" and row["child"] in near and row["parent"] in near:
            near[row["child"]].add(row["parent"])
            near[row["parent"]].add(row["child"])
    families = [{one, *reached(one, near)} for one in sorted(near)]
    return max(families, key=len, default=set())


def texts_of(book: Book) -> tuple[Text, ...]:
    """The texts as students see them, in order of time."""
    return tuple(
        Text(
            report, book.names[report], book.reports[report]["title"] or "", _published(book.reports[report]),
            book.page(report).text, tuple(_blocks(book, report)),
        )
        for report in book.chosen
    )  # fmt: skip


def _published(report: Row) -> str:
    return wording.days(report["published_earliest"], report["published_latest"])


def _blocks(book: Book, report: str) -> Iterable[tuple[int, int, str]]:
    rows = [row for row in plain_rows(book.story.passages) if row["report_id"] == report]
    for row in sorted(rows, key=lambda row: row["start"]):
        if row["role"] != "chrome":
            yield int(row["start"]), int(row["end"]), row["role"]
    if not rows:
        yield 0, len(book.page(report).text), "body"


def reached(report: str, up: Mapping[str, set[str]]) -> set[str]:
    """Every other text that one leads to, step by step."""
    seen: set[str] = set()
    todo = list(up[report])
    while todo:
        one = todo.pop()
        if one not in seen and one != report:
            seen.add(one)
            todo += up.get(one, ())
    return seen
