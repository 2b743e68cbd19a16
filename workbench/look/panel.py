"""One panel of the chart: the days of the story, and beside them the lane of figures whose day is unknown.

What is here: marks, labels, axes and heading of one estimand put together, and how tall they stand. The looks of marks
are in ``marks.py``, their places in ``layout.py``, the layers' channels in ``axes.py``.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workbench.look import alike, falsetrends, labels, layout, marks, scales, wording
from workbench.look.axes import Axes
from workbench.look.labels import Label
from workbench.look.layout import Figure, Placed, Scale
from workbench.look.sheet import GAP, LETTER, Rows, Sheet, Spec

#: Figures alike, by the id of the first.
Groups = Mapping[str, Sequence[Mapping[str, Any]]]
#: Panels of up to so many marks, and how tall they are; each mark beyond adds a little, up to ``TALLEST``.
HEIGHTS = ((2, 92.0), (6, 160.0), (12, 250.0))
TALLEST = 420.0
_MORE = 10.0
#: Lines that the name of what a panel counts may take.
_LINES = 3
#: How many false trends a panel tells in full.
MOST_ALARMS = 3


@dataclass(frozen=True, slots=True)
class Measures:
    """What the whole story fixes of a panel: its value scale, and whether it has a lane of figures without a day."""

    up: Scale
    lane: bool


def panel(sheet: Sheet, measured: Measures, shown: Rows, axis: str, *, last: bool) -> Spec:
    """The panel of one estimand: ``shown`` is what is drawn, on the scale that the whole story fixes."""
    spec, crowded = views(sheet, measured, shown, axis, last=last)
    return {**spec, "title": heading(sheet, shown, measured.up, crowded=crowded)}


def measures(sheet: Sheet, everything: Sequence[Figure], *, tall: float) -> Measures:
    """The scale of a panel that is so tall, from all of its figures or those at the ends."""
    undated = any(not layout.has_place_in_time(one, sheet.limit) for one in everything)
    return Measures(scales.value_scale(everything, tall), bool(sheet.lane) and (undated or sheet.time is None))


def views(sheet: Sheet, measured: Measures, shown: Rows, axis: str, *, last: bool) -> tuple[Spec, int]:
    """The days and the lane side by side, and how many marks stand on others for want of room."""
    groups = alike.together(shown, axis)
    figures = [alike.figure(group, axis, sheet.styles) for group in groups.values()]
    dated = [one for one in figures if layout.has_place_in_time(one, sheet.limit)]
    found: list[tuple[Spec, int]] = []
    if sheet.time is not None:
        found.append(_days(sheet, groups, dated, measured.up, axis_title=sheet.axis_title if last else None))
    if measured.lane:
        undated = [one for one in figures if not layout.has_place_in_time(one, sheet.limit)]
        found.append(_lane(sheet, groups, undated, measured.up, axis))
    return {"hconcat": [view for view, _ in found], "spacing": GAP}, sum(count for _, count in found)


def height(count: int) -> float:
    """How tall a panel of so many marks is, in pixels."""
    for most, tall in HEIGHTS:
        if count <= most:
            return tall
    most, tall = HEIGHTS[-1]
    return min(TALLEST, tall + _MORE * (count - most))


def heading(sheet: Sheet, shown: Rows, up: Scale, *, crowded: int) -> Spec:
    """What a panel counts, what it rests on, and why a rise or fall of it is none."""
    said, raised = _in_width(sheet, _subtitle(shown, up, crowded)), _alarms(sheet, shown)
    return {
        "text": _lines(_name(shown[0]["estimand_name"], int(sheet.width / 8.5))),
        "subtitle": _lines([*said, *raised]),
        **{"anchor": "start", "frame": "bounds", "offset": 10, "fontSize": 14, "color": sheet.palette.ink},
        **{"subtitleFontSize": 11, "subtitleFontWeight": "normal", "subtitlePadding": 4},
        "subtitleColor": sheet.palette.muted,
    }


def _name(name: str, most: int) -> list[str]:
    """The name in as many lines as it takes, at most three."""
    return textwrap.wrap(name, most, max_lines=_LINES, placeholder="…") or [name]


def _in_width(sheet: Sheet, text: str, indent: str = "") -> list[str]:
    """A text below a panel's name in lines as wide as the panel."""
    return textwrap.wrap(text, int(sheet.width / LETTER), subsequent_indent=indent)


def _lines(lines: Sequence[str]) -> str | list[str]:
    """Lines as a title takes them: one alone stands without a list."""
    return lines[0] if len(lines) == 1 else list(lines)


def _subtitle(shown: Rows, up: Scale, crowded: int) -> str:
    """What the panel counts and how much it rests on."""
    head = shown[0]
    unit = wording.unit(head["estimand_unit"], head["estimand_per"])
    reports = len({row["report_id"] for row in shown})
    parts = [
        unit if not unit or unit.startswith("per ") else f"in {unit}",
        f"{wording.counted(len(shown), 'figure')} in {wording.counted(reports, 'report')}",
        "proposed by the machine" if head["proposed"] else "",
        "the axis does not start at zero" if up.first > 0 else "",
        f"{wording.counted(crowded, 'mark')} on top of others for want of room" if crowded else "",
    ]
    return "; ".join(part for part in parts if part)


def _alarms(sheet: Sheet, shown: Rows) -> list[str]:
    """The reasons why a rise or fall of this panel is none, in lines as wide as the panel."""
    raised = list({row["alarm"].lost: row["alarm"] for row in shown if row.get("alarm") is not None}.values())
    told = [f"{falsetrends.headline(one)}: {one.reading}" for one in raised[:MOST_ALARMS]]
    more = len(raised) - MOST_ALARMS
    told += [f"{falsetrends.SIGN} {more} more; under the pointer and in the table of false trends."] if more > 0 else []
    return [line for one in told for line in _in_width(sheet, one, "    ")]


def _days(
    sheet: Sheet, groups: Groups, figures: Sequence[Figure], up: Scale, *, axis_title: str | None
) -> tuple[Spec, int]:
    placed = layout.place(figures, across=sheet.time, up=up, width=sheet.main)
    texts = labels.labels(placed, width=sheet.main, height=up.pixels)
    return _view(Axes(sheet, sheet.time, up, axis_title), groups, placed, texts), _crowded(placed)


def _lane(sheet: Sheet, groups: Groups, figures: Sequence[Figure], up: Scale, axis: str) -> tuple[Spec, int]:
    """Undated figures with their interval in words as part of their label."""
    years = {_year(sheet.time.first), _year(sheet.time.last)} if sheet.time is not None else set()
    texts = {one.id: _lane_texts(one, groups[one.id][0], axis, years) for one in figures}
    placed = layout.place(figures, across=None, up=up, width=sheet.lane)
    found = labels.lane_labels(placed, texts, width=sheet.lane, height=up.pixels)
    return _view(Axes(sheet, None, up, None), groups, placed, found), _crowded(placed)


def _crowded(placed: Sequence[Placed]) -> int:
    return sum(not one.clear for one in placed)


def _lane_texts(one: Figure, row: Mapping[str, Any], axis: str, shown_years: set[str]) -> tuple[str, ...]:
    """Name and interval of an undated figure on one line, on two, on three; else the interval alone."""
    ends = [row[f"{axis}_{end}"] for end in ("earliest", "latest")]
    interval = wording.days(*ends, year=not {end[:4] for end in ends if end} <= shown_years)
    names = dict.fromkeys((one.label, labels.two_lines(one.label)))
    return (f"{one.label}, {interval}", *(f"{name}\n{interval}" for name in names), interval)


def _year(day: float) -> str:
    return str(date.fromordinal(int(day)).year)


def _view(axes: Axes, groups: Groups, placed: Sequence[Placed], texts: Sequence[Label]) -> Spec:
    """Marks, badges, labels and what answers the pointer, in the order they are drawn."""
    sheet, up = axes.sheet, axes.up
    strokes: Rows = []
    signs: Rows = []
    written: Rows = []
    for one in placed:
        row = groups[one.figure.id][0]
        look = marks.ink(sheet, row)
        strokes += [{**line, **look} for line in marks.lines(one, row, up)]
        signs += marks.signs(one, row, up, look, sheet.palette.ink)
        written += marks.badges(one, look)
    strokes += [leader for one in texts for leader in _leader(sheet, one)]
    named = [_label(sheet, one) for one in texts]
    touch = [_touch(axes, one, groups[one.figure.id]) for one in placed]
    layers = [
        axes.ground(), *axes.rules(strokes), axes.symbols(signs), *axes.texts(written, layout.BADGE_SIZE),
        *axes.texts(named, labels.SIZE), *axes.touch(touch),
    ]  # fmt: skip
    kept = [*layers, axes.lit()] if sheet.live else [one for one in layers if sheet.data[one["data"]["name"]]]
    return {
        "width": sheet.lane if axes.across is None else sheet.main, "height": up.pixels, "layer": kept,
        "view": {"stroke": None, "fill": sheet.palette.lane if axes.across is None else None},
    }  # fmt: skip


def _label(sheet: Sheet, one: Label) -> dict[str, Any]:
    style = sheet.styles[one.claimant]
    return {"x": one.x, "y": one.y, "text": one.text.split("\n"), "align": one.align, "claimant": style.pick,
            "colour": style.colour, "opacity": 1.0}  # fmt: skip


def _leader(sheet: Sheet, one: Label) -> Rows:
    if one.leader is None:
        return []
    style, middle = sheet.styles[one.claimant], (one.leader.left + one.leader.right) / 2
    return [
        {"x": middle, "y": one.leader.top, "x2": middle, "y2": one.leader.bottom, "weight": 0.7, "dash": False,
         "claimant": style.pick, "colour": style.colour, "opacity": 0.8}
    ]  # fmt: skip


def _touch(axes: Axes, one: Placed, group: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The unseen place that shows a mark's words on hover and to a screen reader."""
    top, bottom = (one.box.top, one.box.bottom) if one.figure.kind != "point" else (one.y, one.y)
    return {
        **alike.facts(group),
        "x": axes.x_value(one.x), "y": axes.y_value(top), "y2": axes.y_value(bottom), "anchor": axes.y_value(one.y),
        "claimant": axes.sheet.styles[one.figure.claimant].pick, "count": len(group),
    }  # fmt: skip
