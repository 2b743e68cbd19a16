"""A slider through the days of a story: the chart as it could be drawn at the end of each, on scales that do not move.

What is here: what is said and drawn for one day, as a pure function, and the widget that shows it. Which days there are
and what came on each is in ``replay.py``; a day as a story of its own, with counts and differences made anew, is
``compare/vintage.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import Any, Literal

import anywidget
import ipywidgets
import traitlets

from workbench.compare.standing import known_by as masks
from workbench.look import charts, vega, wording
from workbench.look.html import Html
from workbench.look.plainchart import unchecked
from workbench.look.replay import days
from workbench.look.selection import Selection
from workbench.look.still import Still
from workbench.story import Story

Axis = Literal["as_of", "published"]

EVERYTHING = Selection()
_AXES: tuple[tuple[str, Axis], ...] = (("the day it speaks of", "as_of"), ("the day it was published", "published"))
#: The browser's own slider under its label; the day is told as it moves, and taken once it is let go.
SCRIPT = """
function render({ model, el }) {
  const slider = document.createElement("input");
  const said = document.createElement("output");
  const label = document.createElement("label");
  label.textContent = "Known by";
  Object.assign(slider, { type: "range", min: 0, max: model.get("days").length - 1, step: 1 });
  const say = () => {
    said.textContent = model.get("names")[slider.value];
    slider.setAttribute("aria-valuetext", said.textContent);
  };
  const stand = () => { slider.value = model.get("days").indexOf(model.get("value")); say(); };
  slider.addEventListener("input", say);
  slider.addEventListener("change", () => {
    model.set("value", model.get("days")[slider.value]);
    model.save_changes();
  });
  slider.addEventListener("keydown", (event) => event.stopPropagation());
  slider.setAttribute("data-lm-suppress-shortcuts", "true");
  model.on("change:value", stand);
  label.append(slider);
  el.classList.add("wb-days");
  el.append(label, said);
  stand();
  return () => model.off("change:value", stand);
}
export default { render };
"""
STYLE = """
.wb-days { display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: center; max-width: 820px; font-size: 13px; }
.wb-days label { display: flex; flex: 1 1 16rem; gap: .8rem; align-items: center; }
.wb-days input { flex: 1; accent-color: #1b4f8f; height: 1.6rem; }
.wb-days input:focus-visible { outline: 2px solid #b8430b; outline-offset: 2px; }
.wb-days output { min-width: 8em; font-variant-numeric: tabular-nums; }
"""


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


class DaySlider(anywidget.AnyWidget):
    """A slider over days, with a name for those who cannot see it; ``value`` is the day it stands at.

    The slider of ipywidgets has none: a screen reader says a number and not of what.
    """

    _esm = SCRIPT
    _css = STYLE
    days: Any = traitlets.List().tag(sync=True)
    names: Any = traitlets.List().tag(sync=True)
    value = traitlets.Unicode().tag(sync=True)

    def __init__(self, days: list[str], value: str) -> None:
        super().__init__(days=days, names=[wording.day(one) for one in days], value=value)


class _Stepped(Still, ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """The slider, the two ways to place a figure, the sentence and the chart."""

    def still(self) -> str:
        """The sentence and the chart of the day at which the slider stood."""
        *_, said, drawn = self.children
        return f"{said.value}{drawn.value}"


def day_slider(story: Story, *, day: str | None = None, selection: Selection = EVERYTHING, width: int = 820) -> Any:
    """A slider over the days on which a report came out, two ways to place a figure, and the chart of the day chosen.

    ``day`` is where it begins, by default the last. Of a story without a dated report only a sentence is shown.
    """
    found = days(story)
    if not found:
        return Html("<p>No report of this story is dated, so there is no day to step to.</p>")
    start = max((one for one in found if day is None or one <= day), default=found[0])
    slider = DaySlider(found, start)
    axis = ipywidgets.ToggleButtons(options=_AXES, description="Placed by", style={"button_width": "14em"})
    said, drawn = ipywidgets.HTML(), ipywidgets.HTML()

    def show(change: Any = None) -> None:
        shown = frame(story, slider.value, axis=axis.value, selection=selection, width=width)
        said.value = f'<p role="status">{escape(shown.sentence)}</p>'
        drawn.value = shown.svg

    slider.observe(show, "value")
    axis.observe(show, "value")
    show()
    return _Stepped([slider, axis, said, drawn])
