"""The story day by day, as it could be known: the days on which something came out, and what each of them changed.

What is here: the frames of a slider and their table. A frame's chart is ``charts.estimates_over_time`` with
``Selection(known_by=day)``; how a story is cut to a day is in ``compare/vintage.py``.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pandas as pd

from workbench.compare.standing import known_by as masks
from workbench.compare.vintage import Change, what_changed
from workbench.ledger import names_of
from workbench.look import wording
from workbench.story import Story

CAPTION = (
    "A report counts as out on a day when its latest possible day of publication is not after it; those that only may "
    "have been out are counted apart."
)
_COLUMNS = ("Day", "Reports out", "May have been out", "New", "Revised", "Restated", "Withdrawn", "What came")
#: How many of a day's figures the table names.
_MOST = 6


def days(story: Story) -> list[str]:
    """The days on which a report came out or may have, in order; undated reports have none.

    None lies after the day that a story is cut to.
    """
    ends = [*story.reports["published_earliest"].dropna(), *story.reports["published_latest"].dropna()]
    return sorted({str(day) for day in ends if story.known_by is None or str(day) <= story.known_by})


def replay_table(story: Story, *, most: int | None = None) -> pd.DataFrame:
    """One row a day: the reports out by then, and the figures that came since the day before, by what they are.

    ``most`` keeps the latest days; each takes the time of one comparison of all reports out by then.
    """
    frames = ["0001-01-01", *days(story)]
    first = 0 if most is None else max(0, len(frames) - 1 - most)
    names = names_of(story.entities, "entity_id")
    titles = names_of(story.estimands, "estimand")
    rows = []
    for before, day in pairwise(frames[first:]):
        out, possibly = masks(story.reports, day)
        changes = what_changed(story, before, day).changes
        kinds = Counter(change.kind for change in changes)
        told = [(_news(one), _told(one, names, titles)) for one in changes if one.kind != "restated"]
        rows.append(
            {
                "Day": wording.day(day), "Reports out": int(out.sum()), "May have been out": int(possibly.sum()),
                **{kind.capitalize(): kinds[kind] for kind in ("new", "revised", "restated", "withdrawn")},
                "What came": _listed(told),
            }
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def _news(change: Change) -> str:
    return f"{change.kind}, possibly known before" if change.possibly else change.kind


def _told(change: Change, names: dict[str, str], titles: dict[str, str]) -> str:
    holder = names.get(change.claimant or "", change.claimant or wording.OWN_VOICE)
    return f"{change.phrase} ({titles.get(change.estimand, change.estimand)}, {holder})"


def _listed(told: list[tuple[str, str]]) -> str:
    """The figures of a day by what they are: "New: 14 (boats, the port); 15 (boats, the guard). Revised: ..."."""
    different = list(dict.fromkeys(told))
    more = len(different) - _MOST
    groups: dict[str, list[str]] = {}
    for news, words in different[:_MOST]:
        groups.setdefault(news, []).append(words)
    lines = [f"{news.capitalize()}: {'; '.join(words)}." for news, words in groups.items()]
    return " ".join(lines) + (f" {more} more." if more > 0 else "")
