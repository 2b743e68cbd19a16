"""Which reports and figures of a story are in what is published: a day, a selection, and what is said of it.

What is here: the story cut to what is asked for. What of the words may leave is in ``detail.py``, which figures may in
``gate.py``.
"""

from __future__ import annotations

from dataclasses import replace

from workbench.compare import vintage
from workbench.look import wording
from workbench.look.selection import Selection, apply
from workbench.story import Story

#: What is published where nothing else is asked for.
EVERYTHING = Selection()


def known_on(story: Story, day: str | None) -> tuple[Story, frozenset[str]]:
    """The story with the reports that were, or may have been, out on that day, and the ids of the latter."""
    if day is None:
        return story, frozenset()
    known = vintage.known_by(story, day)
    return known, frozenset(vintage.possibly_out(known))


def selected(story: Story, selection: Selection) -> tuple[Story, str]:
    """The story with the figures that are asked for, and what the head says of that; nothing where all are."""
    asked = replace(selection, known_by=None)
    if asked == EVERYTHING:
        return story, ""
    kept = set(apply(asked, story)["estimate_id"])
    estimates = story.estimates[story.estimates["estimate_id"].isin(kept)].reset_index(drop=True)
    left_out = wording.counted(len(story.estimates) - len(estimates), "other figure")
    chosen = replace(story, tables={**story.tables, "estimates": estimates})
    return chosen, f"{asked.sentence(story)} {left_out} of the story left out."
