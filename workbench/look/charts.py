"""The chart of estimates over time: one panel an estimand, what each figure's words allow, and who holds it.

What is here: which panels there are, and panels, keys and caption put together as an Altair chart. A panel is made in
``panel.py``, the keys in ``legend.py``; which figures are shown is in ``selection.py``. No text of a report enters an
expression; all of it is data.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import altair as alt
import numpy as np

from workbench.compare.support.alarms import Alarm
from workbench.errors import InputError
from workbench.ledger import plain_rows
from workbench.look import alike, falsetrends, layout, legend, wording
from workbench.look.ends import Drawn, drawn_of, ends_of
from workbench.look.fields import Table, figures_table
from workbench.look.joined import joined
from workbench.look.panel import TALLEST, Measures, height, measures, panel
from workbench.look.plainchart import finished
from workbench.look.selection import Selection, kept, most_reported
from workbench.look.sheet import Rows, Sheet, Spec, notice, sheet_of, words
from workbench.look.styles import Palette, Style, shortened, styles_of
from workbench.look.values import Ints, Mask
from workbench.model import UNTOLD
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
#: Of so many figures there are nearly always enough different ones for a panel of full height.
_ENOUGH = 2_000
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
    point was stated. Figures alike in value, bound, claimant and day are one mark with their count. Figures whose
    day is unknown stand in a lane of their own with their interval written beside them. A figure that makes a rise
    or fall look real which is none stands in a triangle, its reason above the panel and in the tooltip. ``axis`` is
    the time a figure speaks of or the time its report came out; ``estimands`` names the panels, by id or name, else
    those with most figures come first, up to ``MOST_PANELS``, and numbers of untold things last. Raises ``InputError``
    for another axis or an unknown estimand.
    """
    if axis not in ("as_of", "published"):
        raise InputError(f"estimates_over_time: axis must be one of as_of, published, is {axis!r}")
    whole = _whole(story, selection, axis, palette)
    keep, possibly = kept(whole.table, selection)
    shown = _shown(whole, whole.drawn.rows[keep[whole.drawn.rows]][:MOST_FIGURES], possibly)
    selected = {row["estimand"] for row in shown}
    names = [name for name in _panels(whole, estimands) if name in selected]
    if not names:
        return finished(*_notice(selection, story, bool(len(whole.drawn.rows)), width, palette))
    sheet = _sheet(whole, width, palette)
    drawn = names[:MOST_PANELS]
    panels = [
        panel(sheet, _measured(whole, sheet, name), _of(shown, name), axis, last=name == drawn[-1]) for name in drawn
    ]
    seen = [row for row in shown if row["estimand"] in drawn]
    notes = words(sheet, _notes(selection, shown, names, whole))
    return finished(sheet, legend.claimant_key(sheet, seen), *panels, legend.reading_key(sheet, seen), notes)


@dataclass(frozen=True, slots=True, eq=False)
class _Whole:
    """What a chart takes from the whole story, in columns: it is read row by row only where it is drawn.

    ``order`` are the estimands, those with most figures first; ``drawn`` the figures that can be drawn, each with the
    place of its estimand there. ``alarms`` are missing where there are too many figures to look for false trends.
    """

    table: Table
    axis: str
    order: list[str]
    drawn: Drawn
    styles: Mapping[str, Style]
    alarms: Mapping[str, Alarm] | None


def _whole(story: Story, selection: Selection, axis: str, palette: Palette) -> _Whole:
    table = figures_table(story, joined(story))
    order = [name for name in most_reported(story) if name]
    drawn = drawn_of(table.frame, axis, {name: at for at, name in enumerate(order)}, {})
    styles = styles_of(table.frame.iloc[drawn.rows], palette)
    return _Whole(table, axis, order, drawn, styles, _alarms(table, selection))


def _alarms(table: Table, selection: Selection) -> dict[str, Alarm] | None:
    """The false trends by the figure that makes each; what was not known by the selection's day raises none."""
    if len(table.frame) > falsetrends.MOST_COMPARED:
        return None
    known = None
    if selection.known_by is not None:
        out, _ = kept(table, Selection(known_by=selection.known_by))
        known = set(table.frame["estimate_id"][out])
    return falsetrends.false_trends(table.story, known=known)


def _shown(whole: _Whole, at: Ints, possibly: Mask) -> Rows:
    """The figures at these places as rows, each with the alarm of the false trend it makes."""
    frame = whole.table.frame.iloc[at].assign(possibly_out=possibly[at])
    raised = whole.alarms or {}
    return [{**row, "alarm": raised.get(row["estimate_id"])} for row in plain_rows(frame)]


def _sheet(whole: _Whole, width: int, palette: Palette) -> Sheet:
    """The sheet of the whole story, from the figures at the ends of its scales."""
    ends = ends_of(whole.drawn)
    ends = ends_of(whole.drawn, layout.widest(ends))
    days = np.concatenate([whole.drawn.earliest, whole.drawn.latest])
    known = days[days >= 0]
    edges = [date.fromordinal(int(day)).isoformat() for day in (known.min(), known.max())] if len(known) else []
    years = [dict.fromkeys((f"{whole.axis}_earliest", f"{whole.axis}_latest"), day) for day in edges]
    return sheet_of(years, ends, axis=whole.axis, width=width, palette=palette, styles=whole.styles)


def _measured(whole: _Whole, sheet: Sheet, estimand: str) -> Measures:
    """The scale and height of a panel, as the whole story fixes them."""
    own = whole.drawn.take(np.flatnonzero(whole.drawn.panel == whole.order.index(estimand)))
    tall = height(_marks(whole, own.rows[:_ENOUGH]))
    if tall < TALLEST and len(own.rows) > _ENOUGH:
        tall = height(_marks(whole, own.rows))
    return measures(sheet, ends_of(own, sheet.limit), tall=tall)


def _marks(whole: _Whole, at: Ints) -> int:
    """How many marks these figures are when those alike are one."""
    frame = whole.table.frame.iloc[at]
    frame = frame.assign(alarm=frame["estimate_id"].map(whole.alarms or {}).notna())
    different = frame.drop_duplicates([*alike.columns(whole.axis), "alarm"])
    rows = ({**row, "alarm": row["alarm"] or None} for row in plain_rows(different))
    return len(alike.together(rows, whole.axis))


def drawable(rows: Iterable[Mapping[str, Any]]) -> Rows:
    """The rows that are charted and have at least one known end."""
    return [dict(row) for row in rows if row["charted"] and row["estimand"] and layout.kind_of(row)]


def _of(rows: Rows, estimand: str) -> Rows:
    return [row for row in rows if row["estimand"] == estimand]


def _panels(whole: _Whole, wanted: Sequence[str] | None) -> list[str]:
    present = [whole.order[at] for at in np.unique(whole.drawn.panel)]
    named = whole.table.frame[["estimand_name", "estimand"]].iloc[whole.drawn.rows].drop_duplicates()
    ids = dict(named.itertuples(index=False)) | {one: one for one in present}
    if wanted is None:
        untold = {one for name, one in ids.items() if str(name).startswith(UNTOLD)}
        return sorted(present, key=untold.__contains__)
    for one in wanted:
        if one not in ids:
            raise InputError(f"estimates_over_time: estimands must be among {', '.join(present)}, is {one!r}")
    return list(dict.fromkeys(ids[one] for one in wanted))


def _notes(selection: Selection, shown: Rows, names: Sequence[str], whole: _Whole) -> list[str]:
    """The caption: how to read the chart, what is shown, and what is not drawn."""
    notes = [f"{CAPTION} {READING}"]
    if selection != ALL:
        notes.append(f"Shown: {selection.sentence(whole.table.story)}")
    if len(names) > MOST_PANELS:
        said = {row["estimand"]: row["estimand_name"] for row in shown}
        rest = ", ".join(shortened(said[one], 80) for one in names[MOST_PANELS:])
        notes.append(f"{wording.counted(len(names) - MOST_PANELS, 'more panel')} not drawn: {rest}.")
    if len(shown) == MOST_FIGURES:
        notes.append(f"Only the first {MOST_FIGURES} figures are drawn; the table has all.")
    if whole.alarms is None:
        most, many = falsetrends.MOST_COMPARED, len(whole.table.frame)
        notes.append(
            f"False trends are looked for among up to {most:,} figures and not marked here: there are {many:,}."
        )
    return notes


def _notice(selection: Selection, story: Story, has_figures: bool, width: int, palette: Palette) -> tuple[Sheet, Spec]:
    """A chart that says why there is nothing to draw."""
    if has_figures:
        lines = ("No figure to draw with this selection.", selection.sentence(story))
    else:
        reason = "No figure to draw: no number of this story stands on an estimand."
        lines = (reason, "Name what is counted in story.toml.")
    return notice(lines, width=width, palette=palette)
