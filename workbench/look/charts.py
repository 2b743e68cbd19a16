"""The chart of estimates over time: one panel an estimand, what each figure's words allow, and who holds it.

What is here: which panels there are, and panels, keys and caption put together as an Altair chart. A panel is made in
``panel.py``, the keys in ``legend.py``; which figures are shown is in ``selection.py``. No text of a report enters an
expression; all of it is data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import altair as alt

from workbench.errors import InputError
from workbench.look import alike, layout, legend, wording
from workbench.look.panel import panel
from workbench.look.plainchart import finished
from workbench.look.selection import Selection, apply, joined, most_reported, plain_rows
from workbench.look.sheet import Rows, Sheet, Spec, notice, sheet_of, words
from workbench.look.styles import Palette, shortened, styles_of
from workbench.story import Story

__all__ = [
    "CAPTION",
    "MOST_FIGURES",
    "MOST_PANELS",
    "READING",
    "Palette",
    "drawable",
    "estimates_over_time",
]

MOST_PANELS = 12
#: Six marks a figure at most keep a chart under Altair's guard of 5,000 rows, which stays on.
MOST_FIGURES = 800
CAPTION = "Bars run from the lowest to the highest value the words allow; not a probability interval."
READING = (
    "Arrows are open-ended and their length means nothing. A thin horizontal line is an interval of days. Marks of one "
    "day stand side by side, a plain hairline leads back to the day. ×3 stands for three figures alike in value, "
    "bound, claimant and day; the table lists each. * the speaker is unnamed. A name stands only where it has room."
)
ALL = Selection()
PLAIN = Palette()


def estimates_over_time(
    story: Story,
    selection: Selection = ALL,
    *,
    axis: Literal["as_of", "published"] = "as_of",
    estimands: Sequence[str] | None = None,
    width: int = 820,
    palette: Palette = PLAIN,
) -> alt.VConcatChart:
    """The selected figures over time, one estimand a panel, every scale fixed from the whole story.

    Bars run from the lowest to the highest value the words allow, arrows are open-ended, points stand only where a
    point was stated. Figures alike in value, bound, claimant and day are one mark with their count. Figures whose day
    is unknown stand in a lane of their own with their interval written beside them. ``axis`` is the time a figure
    speaks of or the time its report came out; ``estimands`` names the panels, by id or name, else those with most
    figures come first, up to ``MOST_PANELS``. Raises ``InputError`` for another axis or an unknown estimand.
    """
    if axis not in ("as_of", "published"):
        raise InputError(f"estimates_over_time: axis must be one of as_of, published, is {axis!r}")
    whole = drawable(plain_rows(joined(story)))
    shown = drawable(plain_rows(apply(selection, story)))[:MOST_FIGURES]
    selected = {row["estimand"] for row in shown}
    names = [name for name in _panels(story, whole, estimands) if name in selected]
    if not names:
        return finished(*_notice(selection, story, bool(whole), width, palette))
    styles = styles_of(whole, palette)
    figures = [alike.figure(group, axis, styles) for group in alike.together(whole, axis).values()]
    sheet = sheet_of(whole, figures, axis=axis, width=width, palette=palette, styles=styles)
    drawn = names[:MOST_PANELS]
    panels = [panel(sheet, _of(whole, name), _of(shown, name), axis, last=name == drawn[-1]) for name in drawn]
    seen = [row for row in shown if row["estimand"] in drawn]
    notes = words(sheet, _notes(selection, shown, names, story))
    return finished(sheet, legend.claimant_key(sheet, seen), *panels, legend.reading_key(sheet, seen), notes)


def drawable(rows: Iterable[Mapping[str, Any]]) -> Rows:
    """The rows that are charted and have at least one known end."""
    return [dict(row) for row in rows if row["charted"] and row["estimand"] and layout.kind_of(row)]


def _of(rows: Rows, estimand: str) -> Rows:
    return [row for row in rows if row["estimand"] == estimand]


def _panels(story: Story, whole: Rows, wanted: Sequence[str] | None) -> list[str]:
    present = {row["estimand"] for row in whole}
    order = [one for one in most_reported(story) if one in present]
    if wanted is None:
        return order
    ids = {row["estimand_name"]: row["estimand"] for row in whole} | {one: one for one in order}
    for one in wanted:
        if one not in ids:
            raise InputError(f"estimates_over_time: estimands must be among {', '.join(order)}, is {one!r}")
    return list(dict.fromkeys(ids[one] for one in wanted))


def _notes(selection: Selection, shown: Rows, names: Sequence[str], story: Story) -> list[str]:
    """The caption: how to read the chart, what is shown, and what is not drawn."""
    notes = [f"{CAPTION} {READING}"]
    if selection != ALL:
        notes.append(f"Shown: {selection.sentence(story)}")
    if len(names) > MOST_PANELS:
        said = {row["estimand"]: row["estimand_name"] for row in shown}
        rest = ", ".join(shortened(said[one], 40) for one in names[MOST_PANELS:])
        notes.append(f"{wording.counted(len(names) - MOST_PANELS, 'more panel')} not drawn: {rest}.")
    if len(shown) == MOST_FIGURES:
        notes.append(f"Only the first {MOST_FIGURES} figures are drawn; the table has all.")
    return notes


def _notice(selection: Selection, story: Story, has_figures: bool, width: int, palette: Palette) -> tuple[Sheet, Spec]:
    """A chart that says why there is nothing to draw."""
    if has_figures:
        lines = ("No figure to draw with this selection.", selection.sentence(story))
    else:
        reason = "No figure to draw: no number of this story stands on an estimand."
        lines = (reason, "Name what is counted in story.toml.")
    return notice(lines, width=width, palette=palette)
