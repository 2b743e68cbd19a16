"""The sentence read as one more report: by the same annotators, on the story's own parties, places and estimands.

What is here: the sentence's rows, and the story with them beside its own, in which it can be compared like any other
report. It has no day and no outlet; the ledger is not touched.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

import pandas as pd

from workbench import build
from workbench.annotate import pipeline
from workbench.compare.discrepancies.differences import Desk, desk_of
from workbench.compare.discrepancies.figures import Figure
from workbench.compare.discrepancies.pages import Page, shelf_of
from workbench.errors import InputError
from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.read import read_path
from workbench.stating import stated
from workbench.story import Story

#: The tables of a sentence that is compared.
_COMPARED = ("reports", "passages", "estimates", "attributions", "claims", "mentions", "times", "entities")
#: What a sentence is called where it is held against reports.
CALLED = "The sentence"
#: The most characters a sentence to check may have; a whole report is added to the story instead.
LONGEST = 2_000


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence with the desk on which it lies beside the reports of the story, under the id ``report_id``.

    ``own`` are the rows of the sentence alone.
    """

    text: str
    report_id: str
    story: Story
    desk: Desk
    own: Mapping[str, pd.DataFrame]

    @property
    def page(self) -> Page:
        """The sentence's own page."""
        return self.desk.shelf.pages[self.report_id]

    @property
    def figures(self) -> Sequence[Figure]:
        """The numbers of the sentence that are checked, in their order."""
        return self.desk.figures[self.report_id]

    @property
    def others(self) -> Mapping[str, Page]:
        """The pages of the reports."""
        return {key: page for key, page in self.desk.shelf.pages.items() if key != self.report_id}


def read_sentence(story: Story, sentence: str, *, model: str | None = None) -> Read:
    """The sentence beside the reports of the story.

    Raises ``InputError`` for one without a word or longer than ``LONGEST`` characters.
    """
    text = " ".join(sentence.split())
    if not any(char.isalnum() for char in text):
        raise InputError("the sentence to check holds no word")
    if len(text) > LONGEST:
        raise InputError(f"the sentence to check must have at most {LONGEST:,} characters, has {len(text):,}")
    tables = _tables(story, text, model or build.model_named())
    report_id = str(tables["reports"]["report_id"].iloc[0])
    both = replace(story, tables={**story.tables, **{name: _beside(story, name, tables[name]) for name in _COMPARED}})
    shelf = shelf_of(both)
    names = _names(story)
    pages = {key: replace(page, calls=names.get(key, CALLED)) for key, page in shelf.pages.items()}
    return Read(text, report_id, both, desk_of(replace(shelf, pages=pages)), tables)


def _tables(story: Story, text: str, model: str) -> dict[str, pd.DataFrame]:
    """The rows that the stages of a build make of the sentence alone."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sentence.txt"
        file.write_text(text, encoding="utf-8")
        reading = read_path(file, story=story.file)
    body = [replace(one, role="body") for one in reading.reports[0].passages]
    own = replace(reading, reports=(replace(reading.reports[0], passages=tuple(body)),))
    annotations = list(pipeline.annotate(own.reports, model=model))
    return {**build.read_frames(own), **stated(own.reports, annotations, story.file).tables}


def _names(story: Story) -> dict[str, str]:
    """What a reader calls each report, with its file where two are called the same."""
    rows = plain_rows(story.reports)
    names = {row["report_id"]: wording.report_name(row) for row in rows}
    often = Counter(names.values())
    stems = {row["report_id"]: PurePosixPath(row["file"] or "").stem for row in rows}
    return {key: f"{name} ({stems[key]})" if often[name] > 1 and stems[key] else name for key, name in names.items()}


def _beside(story: Story, name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The story's rows of a table, and those of the sentence that it does not have."""
    own: pd.DataFrame = getattr(story, name)
    if name == "entities":
        rows = rows[~rows["entity_id"].isin(own["entity_id"])]
    return pd.concat([own, rows], ignore_index=True) if len(rows) else own.copy()
