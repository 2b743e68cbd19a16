"""Which estimands count what is still to come: a plan, a request, a forecast.

What is here: the one test by the words of an estimand's id and name. On such an estimand a figure that is told as
expected is like any other; on every other one it is no figure of what is so already.
"""

from __future__ import annotations

import re
from functools import cache

from workbench import ledger
from workbench.cuefiles import cue_file
from workbench.story import Story


def plans_of(story: Story) -> frozenset[str]:
    """The ids of the story's estimands that are plans."""
    return frozenset(row.estimand for row in ledger.records(story.estimands) if is_plan(row.estimand, row.name))


def is_plan(estimand: str, name: str | None) -> bool:
    """Whether an estimand's id or name says that what it counts is still to come."""
    return _words().search(re.sub(r"[\W_]+", " ", f"{estimand} {name or ''}")) is not None


@cache
def _words() -> re.Pattern[str]:
    words = cue_file("compare", "plans")["plan"]["words"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
