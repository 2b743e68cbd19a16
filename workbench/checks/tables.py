"""A check as tables and marked wordings for a notebook; everything a report says is escaped where it is laid out."""

from __future__ import annotations

import pandas as pd

from workbench.checks.checking import Check
from workbench.look import wording
from workbench.look.html import Html, html_table
from workbench.look.worddiff import ADDED, DROPPED, READING, marked_words, word_diff
from workbench.publish.exports.leaving import dating


def check_parts(check: Check) -> pd.DataFrame:
    """A row a part: its words, what is found of it under the newsroom's label, why, and what would change it."""
    rows = [
        {"Part": one.name, "In the sentence": one.words, "Finding": check.label(one.finding),
         "Why": " ".join(one.why), "What would change it": one.would_change}
        for one in check.parts
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["Part", "In the sentence", "Finding", "Why", "What would change it"])


def check_appearances(check: Check) -> pd.DataFrame:
    """A row a place where the sentence or its number stands, in order of time."""
    rows = [
        {"Report": wording.report_name(one.report), "Day": dating(one.report),
         "Gives": "the sentence" if one.verbatim else "the number" if one.figure else "like words",
         "For the same place": {True: "yes", False: "no", None: ""}[one.same_place],
         "Sentence": " ".join(one.sentence.text.split())}
        for one in check.given
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["Report", "Day", "Gives", "For the same place", "Sentence"])


def check_beside(check: Check) -> Html:
    """The sentence beside those of the report it seems drawn from, marked word by word, with what differs by name."""
    name = wording.report_name(check.parent) if check.parent is not None else "no report"
    sides = [(one, word_diff(" ".join(one.words.split()), check.sentence)) for one in check.beside]
    cells = [[marked_words(before), marked_words(after), ", ".join(one.labels)] for one, (before, after) in sides]
    caption = (
        f"Seems drawn from {name}. {READING}" if check.parent is not None else "Drawn from no report of the story."
    )
    return html_table(caption, (f"{name} ({DROPPED})", f"The sentence ({ADDED})", "What differs"), cells)
