"""A slider through the days of a story: the chart as it could be drawn at the end of each, on scales that do not move.

What is here: what is said and drawn for one day, as a pure function, and the widget that shows it. Which days there are
and what came on each is in ``replay.py``; a day as a story of its own, with counts and differences made anew, is
``compare/vintage.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import Any, Literal

import ipywidgets

from workbench.compare.standing import known_by as masks
from workbench.look import charts, vega, wording
from workbench.look.html import Html
from workbench.look.plainchart import unchecked
from workbench.look.replay import days
from workbench.look.selection import Selection
from workbench.story import Story

Axis = Literal["as_of", "published"]

EVERYTHING = Selection()
_AXES: tuple[tuple[str, Axis], ...] = (("the day it speaks of", "as_of"), ("the day it was published", "published"))
#: The cursor keys move the slider, so it takes the width of a page.
_WIDE = {"width": "100%", "max_width": "820px"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What the slider shows for one day: how many reports were out, in a sentence, and the chart as SVG."""

    sentence: str
    svg: str


def frame(
    story: Story, day: str, *, axis: Axis = "as_of", selection: Selection = EVERYTHING, width: int = 820
) -> Frame:
    """The story as it could be known at the end of that day; figures of reports that only may have been out are in."""
    out, possibly = masks(story.reports, day)
    sure, maybe = int(out.sum()), int(possibly.sum())
    doubt = f", and {maybe} more may have been" if maybe else ""
    said = f"Known by {wording.day(day)}: {sure} of {wording.counted(len(story.reports), 'report')} were out{doubt}."
    chart = charts.estimates_over_time(story, replace(selection, known_by=day), axis=axis, width=width)
    return Frame(said, vega.svg(unchecked(chart)))


def day_slider(story: Story, *, day: str | None = None, selection: Selection = EVERYTHING, width: int = 820) -> Any:
    """A slider over the days on which a report came out, two ways to place a figure, and the chart of the day chosen.

    ``day`` is where it begins, by default the last. Of a story without a dated report only a sentence is shown.
    """
    found = days(story)
    if not found:
        return Html("<p>No report of this story is dated, so there is no day to step to.</p>")
    start = max((one for one in found if day is None or one <= day), default=found[0])
    slider = ipywidgets.SelectionSlider(
        options=[(wording.day(one), one) for one in found],
        value=start,
        description="Known by",
        continuous_update=False,
        layout=_WIDE,
    )
    axis = ipywidgets.ToggleButtons(options=_AXES, description="Placed by", style={"button_width": "14em"})
    said, drawn = ipywidgets.HTML(), ipywidgets.HTML()

    def show(change: Any = None) -> None:
        shown = frame(story, slider.value, axis=axis.value, selection=selection, width=width)
        said.value = f'<p role="status">{escape(shown.sentence)}</p>'
        drawn.value = shown.svg

    slider.observe(show, "value")
    axis.observe(show, "value")
    show()
    return ipywidgets.VBox([slider, axis, said, drawn])
