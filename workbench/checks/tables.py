"""A check as tables and marked wordings for a notebook; everything a report says is escaped where it is laid out.

Of a sentence with several numbers a first column says which number a row is on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from workbench.checks.checking import Check, Statement, not_independent
from workbench.checks.drawn import Drawn
from workbench.checks.verdicts import Part
from workbench.look import wording
from workbench.look.html import Html, html_table
from workbench.look.worddiff import ADDED, DROPPED, READING, marked_words, word_diff
from workbench.publish.exports.leaving import dating

Row = Mapping[str, str]


def check_parts(check: Check) -> pd.DataFrame:
    """A row a part: its words, what is found of it under the newsroom's label, why, and what would change it.

    What is the same of several numbers has one row; a number that is not checked has one with the reason.
    """
    every = wording.listed([one.words for one in check.statements])
    rows = [_part_row(check, every, part) for part in check.in_common]
    rows += [_part_row(check, one.words, part) for one in check.statements for part in check.own_parts(one)]
    rows += [
        {"Number": one.words, "Part": "number", "In the sentence": one.words, "Finding": "not checked",
         "Why": one.reason, "What would change it": ""}
        for one in check.unchecked
    ]  # fmt: skip
    return _frame(check, rows, ("Part", "In the sentence", "Finding", "Why", "What would change it"))


def _part_row(check: Check, number: str, part: Part) -> Row:
    return {
        "Number": number, "Part": part.name, "In the sentence": part.words, "Finding": check.label(part.finding),
        "Why": " ".join(map(str, part.why)), "What would change it": part.would_change,
    }  # fmt: skip


def check_appearances(check: Check) -> pd.DataFrame:
    """A row a place where the sentence or a number of it stands, in order of time."""
    rows = [
        {"Number": statement.words, "Report": check.name(one.report), "Day": dating(one.report),
         "Gives": "the sentence" if one.verbatim else "the number" if one.figure else "like words",
         "For the same place": {True: "yes", False: "no", None: ""}[one.same_place],
         "Sentence": " ".join(one.sentence.text.split())}
        for statement in check.statements
        for one in statement.given
    ]  # fmt: skip
    return _frame(check, rows, ("Report", "Day", "Gives", "For the same place", "Sentence"))


def check_support(check: Check) -> pd.DataFrame:
    """A row a number: the three counts behind it, and a line to quote on how independent they are."""
    return _frame(check, list(map(_support_row, check.statements)), ("Counts", "To quote"))


def _support_row(one: Statement) -> Row:
    return {"Number": one.words, "Counts": one.badge or "no figure of the story", "To quote": not_independent(one)}


def _frame(check: Check, rows: Sequence[Row], columns: tuple[str, ...]) -> pd.DataFrame:
    several = len(check.statements) > 1
    return pd.DataFrame(rows, columns=["Number", *columns] if several else [*columns])


def check_beside(check: Check) -> Html:
    """The sentence beside those of the report it seems drawn from, marked word by word, with what differs by name.

    Of a sentence drawn from several reports a table each.
    """
    if not check.drawn:
        return html_table("Drawn from no report of the story.", ("No report", "The sentence", "What differs"), [])
    return Html("".join(str(table) for table in _beside(check)))


def _beside(check: Check) -> Iterator[Html]:
    for drawn in check.drawn:
        name, words = check.name(drawn.parent), check.words_drawn(drawn)
        caption = f"{f'As to {words}, seems' if words else 'Seems'} drawn from {name}. {READING}"
        heads = (f"{name} ({DROPPED})", f"The sentence ({ADDED})", "What differs")
        yield html_table(caption, heads, list(_cells(check, drawn)))


def _cells(check: Check, drawn: Drawn) -> Iterator[list[str]]:
    for one in drawn.beside:
        before, after = word_diff(" ".join(one.words.split()), check.sentence)
        yield [marked_words(before), marked_words(after), ", ".join(one.labels)]
