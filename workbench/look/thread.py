"""Pulling a thread, for a reader: what falls without one source, origin or report, and who stays unnamed.

What is here: the figures that a strike changes with their counts before and after, and the register of unnamed sources,
as tables. How a strike is worked out is in ``compare/support/thread.py``.
"""

from __future__ import annotations

import pandas as pd

from workbench.compare.support.anonymous import anonymous_sources
from workbench.compare.support.thread import Changed, Pulled
from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.story import Story

CAPTION = "Counts: reports / origins / ultimate sources, the unknown apart."
_CHANGED = ("What is counted", "Figure", "Before", "After", "Left")
_UNNAMED = ("Who", "For", "Told first by", "Why unnamed", "Elsewhere called", "Carries")


def thread_table(story: Story, pulled: Pulled) -> pd.DataFrame:
    """The figures that a strike changes, those that lose all named support first."""
    titles = dict(zip(story.estimands["estimand"], story.estimands["name"], strict=True))
    rows = [
        {
            "What is counted": titles.get(one.before.figure.estimand, one.before.figure.estimand),
            "Figure": one.before.figure.words, "Before": one.before.badge, "After": one.after.badge, "Left": _left(one),
        }
        for one in sorted(pulled.figures, key=lambda one: not one.is_bare)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(_CHANGED))


def _left(one: Changed) -> str:
    if one.is_gone:
        return "nobody gives it"
    return "no named support" if one.is_bare else "weaker"


def unnamed_sources(story: Story) -> pd.DataFrame:
    """The register of unnamed sources, those that carry most first: whom they speak for, why they stay unnamed."""
    names = {row["report_id"]: wording.report_name(row) for row in plain_rows(story.reports)}
    rows = [
        {
            "Who": one.name, "For": one.party_name or wording.NOT_STATED,
            "Told first by": names.get(one.report, one.report),
            "Why unnamed": one.ground.removeprefix("unnamed; ") or wording.NOT_STATED,
            "Elsewhere called": "; ".join(one.told_as), "Carries": wording.counted(len(one.carries), "figure"),
        }
        for one in anonymous_sources(story)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(_UNNAMED))
