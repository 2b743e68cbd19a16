"""The two axes of one panel and the layers that stand on them.

What is here: channels, fixed scales and fixed label expressions, and the step from pixels to the values that Vega-Lite
draws. Which rows a layer has is decided in ``panel.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from workbench.look import alike, labels
from workbench.look.layout import Scale
from workbench.look.sheet import OPACITY, SIGN, SIZE, TEXT, WEIGHT, Rows, Sheet, Spec, domain, layer, paint

#: The name of the picked claimant inside a chart.
PICK = "claimant_pick"
_EPOCH = 719_163
_MS = 86_400_000
#: Days are milliseconds on a plain scale: a time scale would shift them by the reader's time zone. Fixed expressions.
_DAY_LABELS = {
    "day": "utcFormat(datum.value, '%-d %b')", "month": "utcFormat(datum.value, '%b %Y')",
    "year": "utcFormat(datum.value, '%Y')",
}  # fmt: skip
#: Plain numbers with commas, millions and billions in words. A fixed expression.
_VALUE_LABELS = (
    "abs(datum.value) >= 1e9 ? format(datum.value / 1e9, ',~r') + ' billion' : "
    "abs(datum.value) >= 1e6 ? format(datum.value / 1e6, ',~r') + ' million' : format(datum.value, ',~r')"
)
#: Full strength, or faint while another claimant is picked in the key.
_DIM = {"condition": {"param": PICK, **OPACITY}, "value": 0.1}


def _ms(days: float) -> float:
    return round((days - _EPOCH) * _MS)


@dataclass(frozen=True, slots=True)
class Axes:
    """The panel's two position channels; without ``across`` they are those of the lane, plain pixels from its left."""

    sheet: Sheet
    across: Scale | None
    up: Scale
    axis_title: str | None

    def x_value(self, pixel: float) -> float:
        """The value that is drawn that many pixels from the left."""
        return pixel if self.across is None else _ms(self.across.value(pixel))

    def y_value(self, pixel: float) -> float:
        """The value that is drawn that many pixels below the top."""
        return self.up.value(self.up.pixels - pixel)

    def x(self) -> Spec:
        """The day, or in the lane plain pixels."""
        palette = self.sheet.palette
        if self.across is None:
            return {"field": "x", "type": "quantitative", "axis": None, "scale": domain(0, self.sheet.lane)}
        axis = {
            "values": [_ms(tick) for tick in self.across.ticks],
            "labelExpr": _DAY_LABELS[self.across.step],
            "title": self.axis_title, "grid": False, "titleAnchor": "start", "labelOverlap": False, "labelFlush": False,
            **{f"{part}Color": palette.muted for part in ("label", "tick", "domain", "title")},
        }  # fmt: skip
        scale = domain(_ms(self.across.first), _ms(self.across.last))
        return {"field": "x", "type": "quantitative", "scale": scale, "axis": axis}

    def y(self, field: str = "y") -> Spec:
        """The value, from the foot of the panel."""
        labelled = self.across is not None or self.sheet.time is None
        extent = self.sheet.axis_width if labelled else 0
        axis = {
            "values": list(self.up.ticks), "title": None, "domain": False, "ticks": False, "labels": labelled,
            "labelExpr": _VALUE_LABELS,
            "gridColor": self.sheet.palette.grid, "labelColor": self.sheet.palette.muted, "labelPadding": 8,
            "minExtent": extent, "maxExtent": extent,
        }  # fmt: skip
        return {"field": field, "type": "quantitative", "axis": axis, "scale": domain(self.up.first, self.up.last)}

    def layer(self, rows: Rows, mark: Spec, **channels: Spec | list[Spec]) -> Spec:
        """One layer on rows of its own."""
        return layer(self.sheet, rows, mark, {"x": self.x(), "y": self.y(), **channels})

    def drawn(self, rows: Sequence[dict[str, Any]]) -> Rows:
        """Rows in pixels as rows in the values of the axes."""
        to_value = {"x": self.x_value, "x2": self.x_value, "y": self.y_value, "y2": self.y_value}
        return [{**row, **{name: to_value[name](row[name]) for name in to_value if name in row}} for row in rows]

    def ground(self) -> Spec:
        """The axes, and the heading of the lane."""
        at: Spec = (
            {"x": 0, "text": "No single day"} if self.across is None else {"x": _ms(self.across.first), "text": ""}
        )
        mark = {"type": "text", "align": "left", "baseline": "bottom", "dy": -5, "fontSize": 11, "aria": False}
        return self.layer([{**at, "y": self.up.last}], {**mark, "color": self.sheet.palette.muted}, text=TEXT)

    def rules(self, pixels: Rows) -> list[Spec]:
        """Straight strokes, the whole ones and the dashed."""
        rows = self.drawn(pixels)
        ends: dict[str, Any] = {"x2": {"field": "x2"}, "y2": {"field": "y2"}}
        mark = {"type": "rule", "aria": False}
        return [
            self.layer(
                [row for row in rows if row["dash"] == dash], mark | {"strokeDash": [4, 3] if dash else [1, 0]},
                **ends, opacity=_DIM, stroke=paint("colour"), strokeWidth=WEIGHT,
            )
            for dash in (False, True)
        ]  # fmt: skip

    def symbols(self, pixels: Rows) -> Spec:
        """Points, rings, arrowheads and strikes."""
        mark = {"type": "point", "aria": False, "strokeCap": "round"}
        return self.layer(self.drawn(pixels), mark, opacity=_DIM, strokeWidth=WEIGHT, size=SIZE, **SIGN)

    def texts(self, pixels: Rows, size: float) -> list[Spec]:
        """Words, and under them the same letters broader in the ground's colour, so that gridlines do not cut them."""
        rows = self.drawn(pixels)
        paper = self.sheet.palette.lane if self.across is None else self.sheet.palette.paper
        mark = {"type": "text", "align": {"expr": "datum.align"}, "baseline": "middle", "aria": False}
        mark |= {"fontSize": size, "lineHeight": labels.LINE}
        halo = {**mark, "color": paper, "stroke": paper, "strokeWidth": 2, "strokeJoin": "round"}
        return [
            self.layer(rows, halo, text=TEXT, opacity=_DIM),
            self.layer(rows, mark, text=TEXT, opacity=_DIM, color=paint("colour")),
        ]

    def touch(self, rows: Rows) -> list[Spec]:
        """Unseen places, larger than the marks, that answer a pointer and a screen reader."""
        line = {"type": "rule", "strokeWidth": 14, "opacity": 0, "aria": False}
        point = {"type": "point", "filled": True, "size": 300, "opacity": 0}
        said: Spec = {"field": "said", "type": "nominal"}
        found = []
        for false in (False, True):
            some = [row for row in rows if (alike.FALSE_TREND in row) == false]
            names = (*alike.TOOLTIP[:-1], *([alike.FALSE_TREND] if false else []), alike.TOOLTIP[-1])
            tooltip: list[Spec] = [{"field": name, "type": "nominal", "title": name} for name in names]
            found += [
                self.layer([row for row in some if row["y"] != row["y2"]], line, y2={"field": "y2"}, tooltip=tooltip),
                self.layer(some, point, y=self.y("anchor"), tooltip=tooltip, description=said),
            ]
        return found

    def lit(self) -> Spec:
        """The ring around the mark that is chosen, on rows that a live chart fills in."""
        name = "lit_days" if self.across is not None else "lit_lane"
        mark = {"type": "point", "shape": "circle", "size": 520, "strokeWidth": 2.6, "filled": False, "aria": False}
        return {
            "data": {"name": name}, "mark": {**mark, "stroke": self.sheet.palette.ink},
            "encoding": {"x": self.x(), "y": self.y("anchor")},
        }  # fmt: skip
