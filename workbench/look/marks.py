"""The strokes and signs of one mark, in pixels: bars, arrows, points, rings and strikes.

What is here: how a placed figure looks. Where it stands is worked out in ``layout.py``; the panel that holds it is in
``panel.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.look import layout
from workbench.look.layout import Placed, Scale
from workbench.look.sheet import Sheet

CHEVRON_UP, CHEVRON_DOWN = "M-.9,.7L0,-.4L.9,.7", "M-.9,-.7L0,.4L.9,-.7"
SLASH, CROSS = "M-1.5,1.1L1.5,-1.1", "M-1.2,-1.2L1.2,1.2M-1.2,1.2L1.2,-1.2"


def ink(sheet: Sheet, row: Mapping[str, Any]) -> dict[str, Any]:
    """The colour, shape and strength of a figure's mark; a headline's is hollow, a superseded figure's is faint."""
    style = sheet.styles[row["claimant"] or ""]
    hollow = row["part"] == "headline"
    return {
        "claimant": style.pick, "colour": style.colour, "shape": style.shape,
        "fill": sheet.palette.paper if hollow else style.colour, "opacity": 0.5 if row["superseded"] else 1.0,
    }  # fmt: skip


def _line(x: float, y: float, x2: float, y2: float, weight: float, *, dash: bool = False) -> dict[str, Any]:
    return {"x": x, "y": y, "x2": x2, "y2": y2, "weight": weight, "dash": dash}


def lines(one: Placed, row: Mapping[str, Any], up: Scale) -> Iterable[dict[str, Any]]:
    """The strokes of one mark: the interval of days or the hairline to its day, the bar or shaft, its ends."""
    figure, x, y = one.figure, one.x, one.y
    weight = 1.4 if row["part"] == "headline" else 2.4
    dash = row["bound"] == "vague"
    yield from _days(one)
    if figure.kind == "bar":
        top, bottom = (up.pixels - up.at(float(value or 0)) for value in (figure.high, figure.low))
        yield _line(x, top, x, bottom, weight + 2 if not dash else weight, dash=dash)
        yield _line(x - 5.5, top, x + 5.5, top, 1.6)
        yield _line(x - 5.5, bottom, x + 5.5, bottom, 1.6)
    elif figure.kind in ("up", "down"):
        tip = y - layout.ARROW if figure.kind == "up" else y + layout.arrow_down(figure, up)
        yield _line(x - 5.5, y, x + 5.5, y, weight)
        yield _line(x, y, x, tip, weight - 0.4, dash=dash)


def _days(one: Placed) -> Iterable[dict[str, Any]]:
    if one.span is not None:
        left, right = one.span
        yield _line(left, one.y, right, one.y, 1.0)
        yield _line(left, one.y - 3, left, one.y + 3, 1.0)
        yield _line(right, one.y - 3, right, one.y + 3, 1.0)
    elif abs(one.x - one.true_x) > layout.STEP:
        yield _line(one.x, one.y, one.true_x, one.y, 0.8)


def signs(
    one: Placed, row: Mapping[str, Any], up: Scale, look: Mapping[str, Any], ink: str
) -> Iterable[dict[str, Any]]:
    """The signs of one mark: the point with the soft ring of "about", arrowheads, the strike of a denial.

    A triangle stands around a figure that makes a rise or fall look real which is none.
    """
    figure, x, y = one.figure, one.x, one.y
    if figure.kind == "point":
        if row["bound"] == "about":
            yield {**look, "x": x, "y": y, "shape": "circle", "size": 240, "opacity": 0.22 * look["opacity"],
                   "fill": look["colour"], "weight": 0.0}  # fmt: skip
        yield {**look, "x": x, "y": y, "size": 70, "weight": 1.6}
    elif figure.kind in ("up", "down"):
        down = figure.kind == "down"
        tip = y + layout.arrow_down(figure, up) if down else y - layout.ARROW
        yield {**look, "x": x, "y": tip, "shape": CHEVRON_DOWN if down else CHEVRON_UP, "size": 62, "weight": 2.0,
               "fill": "transparent"}  # fmt: skip
    if row.get("alarm") is not None:
        yield {**look, "x": x, "y": y - 3, "shape": "triangle-up", "size": 430, "weight": 1.5, "fill": "transparent",
               "colour": ink, "opacity": 1.0}  # fmt: skip
    if row["denied"] or row["superseded"]:
        shape = CROSS if row["denied"] else SLASH
        yield {**look, "x": x, "y": _struck_at(one), "shape": shape, "size": 92, "weight": 1.6, "fill": "transparent",
               "colour": ink, "opacity": 1.0}  # fmt: skip


def _struck_at(one: Placed) -> float:
    if one.figure.kind == "up":
        return one.y - layout.ARROW / 2
    return one.y + 10 if one.figure.kind == "down" else one.y


def badges(one: Placed, look: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
    """How many figures the mark stands for and the star of an unnamed speaker; none where the mark has no room."""
    if one.badge is not None:
        place = {"x": one.badge.left, "y": (one.badge.top + one.badge.bottom) / 2}
        yield {
            **place,
            "text": one.figure.badge,
            "align": "left",
            "claimant": look["claimant"],
            "colour": look["colour"],
            "opacity": 1.0,
        }
