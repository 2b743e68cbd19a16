"""The range of what was published, as a table: for each thing counted its two ends, who stands at them, and a rule.

What is here: the ranges and the figure that one named rule picks, laid out for reading. How they are computed, and why
no rule is the default, is in ``compare/support/ranges.py``.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from workbench.compare.support.ranges import CAPTION, Best, best_figure, published_ranges
from workbench.ledger import names_of, plain_rows
from workbench.look import wording
from workbench.look.selection import most_reported
from workbench.story import Story

__all__ = ["CAPTION", "ranges_table"]

_MOST_SOURCES = "Most sources (reports / origins / sources)"
_COLUMNS = ("What is counted", "Lowest", "Held by", "Highest", "Held by ", _MOST_SOURCES)


def ranges_table(story: Story) -> pd.DataFrame:
    """One row for each thing counted that has figures: the ends of what was published, and what a rule picks.

    Where the rule leaves a tie the cell says so; an end that nobody states is empty. ``CAPTION`` belongs with it.
    """
    titles = names_of(story.estimands, "estimand")
    holders = names_of(story.entities, "entity_id")
    held = {
        row["estimate_id"]: holders.get(row["claimant"] or "", wording.OWN_VOICE) for row in plain_rows(story.estimates)
    }
    ranges = published_ranges(story)
    rows = [
        {
            "What is counted": titles.get(one, one),
            "Lowest": wording.number(found.low), "Held by": _names(found.low_by, held),
            "Highest": wording.number(found.high), "Held by ": _names(found.high_by, held),
            _MOST_SOURCES: _picked(best_figure(story, one, rule="most ultimate sources")),
        }
        for one in most_reported(story)
        if (found := ranges.get(one)) and (found.low is not None or found.high is not None)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _names(estimates: Iterable[str], held: dict[str, str]) -> str:
    return "; ".join(dict.fromkeys(held[one] for one in estimates if one in held))


def _picked(best: Best) -> str:
    return best.reason if best.figure_id else f"none: {best.reason}"
