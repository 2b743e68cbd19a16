"""The sheet that the panels of one chart stand on: shared measures, and layers whose data stand apart by name.

What is here: pieces of Vega-Lite that every view uses. No text of a report enters an expression; all of it is data.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.look import layout, scales
from workbench.look.layout import Figure, Scale
from workbench.look.styles import Palette, Style

Rows = list[dict[str, Any]]
#: A piece of a Vega-Lite specification.
Spec = dict[str, Any]

#: Between the days and the lane of figures whose day is unknown.
GAP = 14
#: The width of a letter of a note on an average, in a wide typeface such as a reader may have.
LETTER = 6.2
OPACITY: Spec = {"field": "opacity", "type": "quantitative", "scale": None, "legend": None}
WEIGHT: Spec = {"field": "weight", "type": "quantitative", "scale": None, "legend": None}
SIZE: Spec = {"field": "size", "type": "quantitative", "scale": None, "legend": None}
TEXT: Spec = {"field": "text", "type": "nominal"}


def paint(channel: str) -> Spec:
    """A channel whose value stands in the row itself, so that no selection can change a colour or a shape."""
    return {"field": channel, "type": "nominal", "scale": None, "legend": None}


SIGN: dict[str, Spec] = {"stroke": paint("colour"), "fill": paint("fill"), "shape": paint("shape")}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The measures and colours that every panel of one chart shares.

    ``live`` is true for a chart whose rows are exchanged while it stands: it has its layers even where no row is.
    """

    palette: Palette
    axis_width: int
    main: float
    lane: float
    limit: int = 0
    time: Scale | None = None
    axis_title: str = ""
    styles: Mapping[str, Style] = field(default_factory=dict)
    data: dict[str, Rows] = field(default_factory=dict)
    live: bool = False

    @property
    def width(self) -> float:
        """The pixels from the left of the value axis to the right of the lane."""
        return self.axis_width + self.main + (GAP if self.main and self.lane else 0) + self.lane


def sheet_of(
    whole: Rows, figures: Sequence[Figure], *, axis: str, width: int, palette: Palette, styles: Mapping[str, Style]
) -> Sheet:
    """The sheet of a story: its days and the width of its lane follow from all figures, whichever are shown."""
    limit = layout.widest(figures)
    undated = any(not layout.has_place_in_time(one, limit) for one in figures)
    axis_width = 56 if width > 500 else 44
    room = width - axis_width
    lane = float(min(190, max(104, room // 4.6))) if undated else 0.0
    main = float(room - lane - (GAP if lane else 0))
    time = scales.time_scale(figures, limit, main)
    if time is None:
        main, lane = 0.0, float(room)
    years = sorted({row[key][:4] for row in whole for key in (f"{axis}_earliest", f"{axis}_latest") if row[key]})
    said = "Day the figure speaks of" if axis == "as_of" else "Day the report came out"
    title = f"{said}, {'–'.join(dict.fromkeys((years[0], years[-1])))}" if years else said
    return Sheet(palette, axis_width, main, lane, limit, time, title, styles)


def domain(first: float, last: float, **more: Any) -> Spec:
    """A scale fixed to these ends."""
    return {"domain": [first, last], "nice": False, "zero": False, **more}


def layer(sheet: Sheet, rows: Rows, mark: Spec, encoding: Spec) -> Spec:
    """A layer whose rows stand apart under a name of their own; one list given twice has one name."""
    name = next((name for name, known in sheet.data.items() if known is rows), f"rows_{len(sheet.data)}")
    sheet.data[name] = rows
    return {"data": {"name": name}, "mark": mark, "encoding": encoding}


def plate(sheet: Sheet, height: float, layers: Sequence[Spec]) -> Spec:
    """A view without axes, in pixels, as wide as the panels; x counts from the left edge of the value axis."""
    inner = sheet.width - sheet.axis_width
    for one in layers:
        one["encoding"] |= {
            "x": {"field": "x", "type": "quantitative", "axis": None, "scale": domain(sheet.axis_width, sheet.width)},
            "y": {"field": "y", "type": "quantitative", "axis": None, "scale": domain(0, height, reverse=True)},
        }
    return {"width": inner, "height": height, "view": {"stroke": None}, "layer": list(layers)}


def words(sheet: Sheet, notes: Sequence[str]) -> Spec:
    """Notes in lines as wide as the chart."""
    lines = [line for note in notes for line in textwrap.wrap(note, int(sheet.width / LETTER))]
    rows = [{"x": 0, "y": 16 * at + 8, "text": line} for at, line in enumerate(lines)]
    mark = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 11, "color": sheet.palette.muted}
    return plate(sheet, 16.0 * len(lines), [layer(sheet, rows, mark, {"text": TEXT})])


def notice(lines: Sequence[str], *, width: int, palette: Palette) -> tuple[Sheet, Spec]:
    """A sheet with nothing on it but these lines."""
    sheet = Sheet(palette, 0, float(width), 0.0)
    wrapped = [part for line in lines for part in textwrap.wrap(line, max(20, width // 7))]
    rows = [{"x": 0, "y": 14 + 20 * at, "text": line} for at, line in enumerate(wrapped)]
    mark = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 13, "color": palette.ink}
    return sheet, plate(sheet, 20.0 * len(wrapped) + 8, [layer(sheet, rows, mark, {"text": TEXT})])
