"""The chart of estimates over time: one panel an estimand, what each figure's words allow, and who holds it.

What is here: marks, scales, key and caption as an Altair chart. Where each mark stands is worked out in ``layout.py``,
which figures are shown in ``selection.py``. No text of a report enters an expression; all of it is data.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import altair as alt

from workbench.errors import InputError
from workbench.look import layout, wording
from workbench.look.layout import Figure, Placed, Scale
from workbench.look.selection import Selection, apply, joined, most_reported, plain_rows
from workbench.story import Story

Rows = list[dict[str, Any]]
#: A piece of a Vega-Lite specification.
Spec = dict[str, Any]

MOST_PANELS = 8
#: Six marks a figure at most keep a chart under Altair's guard of 5,000 rows, which stays on.
MOST_FIGURES = 800
#: The name of the picked claimant inside a chart.
PICK = "claimant_pick"
CAPTION = "Bars run from the lowest to the highest value the words allow; not a probability interval."
READING = (
    "Arrows are open-ended and their length means nothing. A thin horizontal line is an interval of days. Marks of one "
    "day stand side by side, a plain hairline leads back to the day. * the speaker is unnamed."
)
FONT = 'Helvetica, Arial, "Liberation Sans", sans-serif'
_EPOCH = 719_163
_MS = 86_400_000
_GAP = 14

SHAPES = (
    "circle", "square", "triangle-up", "diamond", "cross", "triangle-down",
    "M0,-1.1L.26,-.36L1.05,-.34L.42,.14L.65,.89L0,.44L-.65,.89L-.42,.14L-1.05,-.34L-.26,-.36Z", "triangle-right",
)  # fmt: skip
_OWN_SHAPE = "M-1,0L-.5,-.87L.5,-.87L1,0L.5,.87L-.5,.87Z"
_REST_SHAPE = "triangle-left"
_CHEVRON_UP, _CHEVRON_DOWN = "M-.9,.7L0,-.4L.9,.7", "M-.9,-.7L0,.4L.9,-.7"
_SLASH, _CROSS = "M-1.5,1.1L1.5,-1.1", "M-1.2,-1.2L1.2,1.2M-1.2,1.2L1.2,-1.2"


TOOLTIP = (
    "Figure", "Read as", "Held by", "Said by", "Stance", "As of", "Published", "Outlet", "Stands in", "Sentence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of a chart; a page may give CSS variables instead, so that it follows light and dark."""

    ink: str = "#1c1e21"
    muted: str = "#5a6068"
    grid: str = "#e4e5e7"
    paper: str = "#ffffff"
    lane: str = "#f4f3ef"
    claimants: tuple[str, ...] = (
        "#1f5fa8", "#b8430b", "#0f7355", "#96307a", "#7a5a00", "#4a4aa8", "#1a6f86", "#7d2b2b",
    )  # fmt: skip

    def of_css(self) -> Palette:
        """The same roles as CSS variables with the plain colour as fallback."""
        named = {name: f"var(--{name}, {getattr(self, name)})" for name in ("ink", "muted", "grid", "paper", "lane")}
        colours = tuple(f"var(--claimant-{at}, {colour})" for at, colour in enumerate(self.claimants, 1))
        return Palette(**named, claimants=colours)


ALL = Selection()
PLAIN = Palette()


@dataclass(frozen=True, slots=True)
class _Style:
    """How one claimant is drawn: colour, shape, shown name and the code that stands where the name has no room."""

    claimant: str
    name: str
    code: str
    colour: str
    shape: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The measures and colours that every panel of one chart shares."""

    palette: Palette
    axis_width: int
    main: float
    lane: float
    limit: int
    time: Scale | None
    axis_title: str
    styles: Mapping[str, _Style]
    data: dict[str, Rows]

    @property
    def width(self) -> float:
        """The pixels from the left of the value axis to the right of the lane."""
        return self.axis_width + self.main + (_GAP if self.main and self.lane else 0) + self.lane


def estimates_over_time(
    story: Story,
    selection: Selection = ALL,
    *,
    axis: Literal["as_of", "published"] = "as_of",
    estimands: Sequence[str] | None = None,
    width: int = 820,
    palette: Palette = Palette(),
) -> alt.VConcatChart:
    """The selected figures over time, one estimand a panel, every scale fixed from the whole story.

    Bars run from the lowest to the highest value the words allow, arrows are open-ended, points stand only where a
    point was stated. Figures whose day is unknown stand in a lane of their own with their interval written beside
    them. ``axis`` is the time a figure speaks of or the time its report came out; ``estimands`` names the panels, by id
    or name, else those with most figures come first, up to ``MOST_PANELS``. Raises ``InputError`` for another axis or
    an unknown estimand.
    """
    if axis not in ("as_of", "published"):
        raise InputError(f"estimates_over_time: axis must be one of as_of, published, is {axis!r}")
    whole = drawable(plain_rows(joined(story)))
    shown = drawable(plain_rows(apply(selection, story)))[:MOST_FIGURES]
    names = _panels(story, whole, estimands)
    drawn = [name for name in names if any(row["estimand"] == name for row in shown)]
    if not drawn:
        return _notice(selection, story, bool(whole), width, palette)
    styles = _styles(whole, palette)
    sheet = _sheet(whole, names, axis, width, palette, styles)
    drawn_now = drawn[:MOST_PANELS]
    panels = [_panel(sheet, _of(whole, name), _of(shown, name), axis, last=name == drawn_now[-1]) for name in drawn_now]
    held = {row["claimant"] or "" for row in shown if row["estimand"] in drawn_now}
    top = _claimant_key(sheet, [style for style in styles.values() if style.claimant in held])
    notes = _notes(selection, shown, drawn, story)
    return _finished(
        sheet,
        [
            top,
            *panels,
            _reading_key(sheet, [row for name in drawn_now for row in _of(shown, name)]),
            _words(sheet, notes),
        ],
    )


def drawable(rows: Iterable[Mapping[str, Any]]) -> Rows:
    """The rows that are charted and have at least one known end."""
    return [dict(row) for row in rows if row["charted"] and row["estimand"] and layout.kind_of(row)]


def _of(rows: Rows, estimand: str) -> Rows:
    return [row for row in rows if row["estimand"] == estimand]


def _panels(story: Story, whole: Rows, wanted: Sequence[str] | None) -> list[str]:
    present = list(dict.fromkeys(row["estimand"] for row in whole))
    order = [one for one in most_reported(story) if one in present]
    if wanted is None:
        return order
    ids = {row["estimand_name"]: row["estimand"] for row in whole} | {one: one for one in order}
    for one in wanted:
        if one not in ids:
            raise InputError(f"estimates_over_time: estimands must be among {', '.join(order)}, is {one!r}")
    return list(dict.fromkeys(ids[one] for one in wanted))


def _styles(whole: Rows, palette: Palette) -> dict[str, _Style]:
    """A colour, a shape and a code for every claimant of the story, the most frequent first."""
    counts: dict[str, int] = {}
    shown: dict[str, str] = {}
    for row in whole:
        key = row["claimant"] or ""
        counts[key] = counts.get(key, 0) + 1
        shown[key] = wording.claimant(row)
    ranked = sorted((key for key in counts if key), key=lambda key: (-counts[key], shown[key], key))
    styles: dict[str, _Style] = {}
    codes: set[str] = set()
    for at, key in enumerate(ranked):
        code = _code(shown[key], codes)
        own = at < len(palette.claimants)
        colour, shape = (palette.claimants[at], SHAPES[at]) if own else (palette.muted, _REST_SHAPE)
        styles[key] = _Style(key, _short(shown[key]), code, colour, shape)
    if "" in counts:
        styles[""] = _Style("", wording.OWN_VOICE, "own", palette.muted, _OWN_SHAPE)
    return styles


def _short(name: str, most: int = 30) -> str:
    """The name on one line, cut with an ellipsis."""
    flat = " ".join(name.split())
    return flat if len(flat) <= most else flat[: most - 1].rstrip() + "…"


def _code(name: str, taken: set[str]) -> str:
    """A few letters for the name that no other claimant has: its capitals, else all its initials, else a number."""
    words = "".join(char if char.isalnum() else " " for char in name).split()
    names = [word for word in words if word[0].isupper()]
    letters = ["".join(_letters(word) for word in some) for some in (names[:4], words[:4])]
    tries = [names[0][:3]] if len(names) == 1 and not names[0].isupper() else []
    tries += [letter[:5] for letter in letters if len(letter) > 1] or [(words or ["?"])[0][:3]]
    tries += [f"{tries[0]}{number}" for number in range(2, len(taken) + 3)]
    found = next(code for code in tries if code not in taken)
    taken.add(found)
    return found


def _letters(word: str) -> str:
    return word if word.isupper() and len(word) < 5 else word[0].upper()


def _figure(row: Mapping[str, Any], axis: str, styles: Mapping[str, _Style]) -> Figure:
    style = styles[row["claimant"] or ""]
    stem = "as_of" if axis == "as_of" else "published"
    star = "*" if row["anonymous"] else ""
    kind = layout.kind_of(row)
    assert kind is not None  # the rows come from drawable()
    low = row["low"] if kind != "point" or row["best"] is None else row["best"]
    return Figure(
        row["estimate_id"], kind, low, low if kind == "point" else row["high"], style.claimant, style.name + star,
        style.code + star, layout.ordinal(row[f"{stem}_earliest"]), layout.ordinal(row[f"{stem}_latest"]),
        row["bound"] == "about",
    )  # fmt: skip


def _sheet(
    whole: Rows, names: Sequence[str], axis: str, width: int, palette: Palette, styles: Mapping[str, _Style]
) -> _Sheet:
    figures = [_figure(row, axis, styles) for row in whole]
    limit = layout.widest(figures)
    undated = [one for one in figures if not layout.has_place_in_time(one, limit)]
    axis_width = 56 if width > 500 else 44
    room = width - axis_width
    lane = 0.0 if not undated else float(min(190, max(104, room // 4.6)))
    main = float(room - lane - (_GAP if lane else 0))
    time = layout.time_scale(figures, limit, main)
    if time is None:
        main, lane = 0.0, float(room)
    years = sorted({row[key][:4] for row in whole for key in (f"{axis}_earliest", f"{axis}_latest") if row[key]})
    said = "Day the figure speaks of" if axis == "as_of" else "Day the report came out"
    title = f"{said}, {'–'.join(dict.fromkeys((years[0], years[-1])))}" if years else said
    return _Sheet(palette, axis_width, main, lane, limit, time, title, styles, {})


def _panel(sheet: _Sheet, whole: Rows, shown: Rows, axis: str, *, last: bool) -> Spec:
    by_id = {row["estimate_id"]: row for row in shown}
    everything = [_figure(row, axis, sheet.styles) for row in whole]
    figures = [_figure(row, axis, sheet.styles) for row in shown]
    height = 92.0 if len(whole) <= 2 else 160.0 if len(whole) <= 6 else 250.0
    up = layout.value_scale(everything, height)
    dated = [one for one in figures if layout.has_place_in_time(one, sheet.limit)]
    views = []
    if sheet.time is not None:
        placed = layout.place(dated, across=sheet.time, up=up, width=sheet.main)
        texts = layout.labels(placed, width=sheet.main, height=height)
        title = sheet.axis_title if last else None
        views.append(_view(sheet, by_id, placed, texts, up, across=sheet.time, axis_title=title))
    undated_ever = any(not layout.has_place_in_time(one, sheet.limit) for one in everything)
    if sheet.lane and (undated_ever or sheet.time is None):
        undated = [one for one in figures if one not in dated]
        placed, texts = _in_lane(undated, by_id, up, sheet, axis)
        views.append(_view(sheet, by_id, placed, texts, up, across=None, axis_title=None))
    head = shown[0]
    heading = {
        "text": _short(head["estimand_name"], int(sheet.width / 8.5)),
        "subtitle": _subtitle(head, shown, up),
        **{"anchor": "start", "frame": "bounds", "offset": 10, "fontSize": 14, "color": sheet.palette.ink},
        **{"subtitleFontSize": 11, "subtitleFontWeight": "normal", "subtitlePadding": 4},
        "subtitleColor": sheet.palette.muted,
    }
    return {"hconcat": views, "spacing": _GAP, "title": heading}


def _subtitle(head: Mapping[str, Any], shown: Rows, up: Scale) -> str:
    """What the panel counts and how much it rests on."""
    unit = wording.unit(head["estimand_unit"], head["estimand_per"])
    reports = len({row["report_id"] for row in shown})
    parts = [
        unit if not unit or unit.startswith("per ") else f"in {unit}",
        f"{wording.counted(len(shown), 'figure')} in {wording.counted(reports, 'report')}",
        "estimand proposed by the machine" if head["proposed"] else "",
        "the axis does not start at zero" if up.first > 0 else "",
    ]
    return "; ".join(part for part in parts if part)


def _in_lane(
    figures: Sequence[Figure], rows: Mapping[str, Mapping[str, Any]], up: Scale, sheet: _Sheet, axis: str
) -> tuple[list[Placed], list[layout.Label]]:
    """Undated figures with their interval in words as part of their label."""
    crowded = len(figures) > 4
    texts = {}
    shown_years = {_year(sheet.time.first), _year(sheet.time.last)} if sheet.time is not None else set()
    for figure in figures:
        row = rows[figure.id]
        ends = [row[f"{axis}_{end}"] for end in ("earliest", "latest")]
        interval = wording.days(*ends, year=not {end[:4] for end in ends if end} <= shown_years)
        roomy = not crowded and layout.label_width(figure.label) < sheet.lane - 34
        one_line = f"{figure.code}, {interval}"
        two_lines = f"{figure.label if roomy else figure.code}\n{interval}"
        texts[figure.id] = one_line if crowded and layout.label_width(one_line) < sheet.lane - 36 else two_lines
    placed = layout.place(figures, across=None, up=up, width=sheet.lane)
    return placed, layout.lane_labels(placed, texts, width=sheet.lane, height=up.pixels)


def _year(day: float) -> str:
    return str(date.fromordinal(int(day)).year)


def _ms(days: float) -> float:
    return round((days - _EPOCH) * _MS)


def _view(
    sheet: _Sheet,
    rows: Mapping[str, Mapping[str, Any]],
    placed: Sequence[Placed],
    texts: Sequence[layout.Label],
    up: Scale,
    *,
    across: Scale | None,
    axis_title: str | None,
) -> Spec:
    """One panel's marks, on the days of the story or, without a time scale, in the lane."""

    def x(pixel: float) -> float:
        return pixel if across is None else _ms(across.value(pixel))

    def y(pixel: float) -> float:
        return up.value(up.pixels - pixel)

    ink = [_ink(sheet, rows[one.figure.id]) for one in placed]
    lines = [
        {**line, "x": x(line["x"]), "x2": x(line["x2"]), "y": y(line["y"]), "y2": y(line["y2"]), **look}
        for one, look in zip(placed, ink, strict=True)
        for line in _lines(one, rows[one.figure.id], up)
    ]
    points = [
        {**point, "x": x(point["x"]), "y": y(point["y"])}
        for one, look in zip(placed, ink, strict=True)
        for point in _symbols(one, rows[one.figure.id], up, look, sheet.palette.ink)
    ]
    said = [
        {"x": x(one.x), "y": y(one.y), "text": one.text.split("\n"), "claimant": one.claimant,
         "colour": sheet.styles[one.claimant].colour, "opacity": 1.0}
        for one in texts
    ]  # fmt: skip
    touch = [_touch(one, rows[one.figure.id], x, y) for one in placed]
    draw = _Layers(sheet, across, up, axis_title)
    layers = [
        draw.ground(), draw.rules(lines, dash=False), draw.rules(lines, dash=True), draw.symbols(points),
        *draw.texts(said), *draw.touch(touch),
    ]  # fmt: skip
    return {
        "width": sheet.lane if across is None else sheet.main, "height": up.pixels,
        "layer": [layer for layer in layers if sheet.data[layer["data"]["name"]]],
        "view": {"stroke": None, "fill": sheet.palette.lane if across is None else None},
    }  # fmt: skip


def _ink(sheet: _Sheet, row: Mapping[str, Any]) -> dict[str, Any]:
    style = sheet.styles[row["claimant"] or ""]
    hollow = row["part"] == "headline"
    return {
        "claimant": style.claimant, "colour": style.colour, "shape": style.shape,
        "fill": sheet.palette.paper if hollow else style.colour, "opacity": 0.5 if row["superseded"] else 1.0,
    }  # fmt: skip


def _line(x: float, y: float, x2: float, y2: float, weight: float, *, dash: bool = False) -> dict[str, Any]:
    return {"x": x, "y": y, "x2": x2, "y2": y2, "weight": weight, "dash": dash}


def _lines(one: Placed, row: Mapping[str, Any], up: Scale) -> Iterable[dict[str, Any]]:
    """The strokes of one mark in pixels: the interval of days, the bar or shaft, its ends."""
    figure, x, y = one.figure, one.x, one.y
    weight = 1.4 if row["part"] == "headline" else 2.4
    dash = row["bound"] == "vague"
    if one.span is not None:
        left, right = one.span
        yield _line(left, y, right, y, 1.0)
        yield _line(left, y - 3, left, y + 3, 1.0)
        yield _line(right, y - 3, right, y + 3, 1.0)
    elif abs(x - one.true_x) > layout.STEP:
        yield _line(x, y, one.true_x, y, 0.8)
    if figure.kind == "bar":
        top, bottom = (up.pixels - up.at(float(value or 0)) for value in (figure.high, figure.low))
        yield _line(x, top, x, bottom, weight + 2 if not dash else weight, dash=dash)
        yield _line(x - 5.5, top, x + 5.5, top, 1.6)
        yield _line(x - 5.5, bottom, x + 5.5, bottom, 1.6)
    elif figure.kind == "up":
        yield _line(x - 5.5, y, x + 5.5, y, weight)
        yield _line(x, y, x, y - layout.ARROW, weight - 0.4, dash=dash)
    elif figure.kind == "down":
        yield _line(x - 5.5, y, x + 5.5, y, weight)
        yield _line(x, y, x, y + layout.arrow_down(figure, up), weight - 0.4, dash=dash)


def _symbols(
    one: Placed, row: Mapping[str, Any], up: Scale, look: Mapping[str, Any], ink: str
) -> Iterable[dict[str, Any]]:
    """The signs of one mark in pixels: the point with the soft ring of "about", arrowheads, the strike of a denial."""
    figure, x, y = one.figure, one.x, one.y
    if figure.kind == "point":
        if row["bound"] == "about":
            yield {**look, "x": x, "y": y, "shape": "circle", "size": 240, "opacity": 0.22 * look["opacity"],
                   "fill": look["colour"], "weight": 0.0}  # fmt: skip
        yield {**look, "x": x, "y": y, "size": 70, "weight": 1.6}
    elif figure.kind in ("up", "down"):
        down = figure.kind == "down"
        tip = y + layout.arrow_down(figure, up) if down else y - layout.ARROW
        yield {**look, "x": x, "y": tip, "shape": _CHEVRON_DOWN if down else _CHEVRON_UP, "size": 62, "weight": 2.0,
               "fill": "transparent"}  # fmt: skip
    if row["denied"] or row["superseded"]:
        shape = _CROSS if row["denied"] else _SLASH
        yield {**look, "x": x, "y": _struck_at(one), "shape": shape, "size": 92, "weight": 1.6, "fill": "transparent",
               "colour": ink, "opacity": 1.0}  # fmt: skip


def _struck_at(one: Placed) -> float:
    if one.figure.kind == "up":
        return one.y - layout.ARROW / 2
    return one.y + 10 if one.figure.kind == "down" else one.y


def _touch(one: Placed, row: Mapping[str, Any], x: Any, y: Any) -> dict[str, Any]:
    """The unseen place that shows a figure's words on hover and to a screen reader."""
    facts = {
        "Figure": row["phrase"], "Read as": f"{wording.quantity(row)} {wording.unit(row['unit'], row['per'])}".strip(),
        "Held by": wording.claimant(row), "Said by": wording.speaker(row), "Stance": wording.stance(row),
        "As of": wording.days(row["as_of_earliest"], row["as_of_latest"]),
        "Published": wording.days(row["published_earliest"], row["published_latest"]),
        "Outlet": wording.outlet(row), "Stands in": row["part"] or wording.NOT_STATED, "Sentence": row["sentence"],
    }  # fmt: skip
    said = f"{facts['Read as']}, {facts['Held by']}, {facts['As of']}, {facts['Outlet']}: {facts['Sentence']}"
    top, bottom = (one.box.top, one.box.bottom) if one.figure.kind != "point" else (one.y, one.y)
    return {
        **facts, "x": x(one.x), "y": y(top), "y2": y(bottom), "anchor": y(one.y), "claimant": row["claimant"] or "",
        "id": row["estimate_id"], "said": said,
    }  # fmt: skip


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
_OPACITY = {"field": "opacity", "type": "quantitative", "scale": None, "legend": None}
_WEIGHT = {"field": "weight", "type": "quantitative", "scale": None, "legend": None}
_SIZE = {"field": "size", "type": "quantitative", "scale": None, "legend": None}
_TEXT = {"field": "text", "type": "nominal"}
#: Full strength, or faint while another claimant is picked in the key.
_DIM = {"condition": {"param": PICK, **_OPACITY}, "value": 0.1}


def _paint(field: str) -> Spec:
    """A channel whose value stands in the row itself, so that no selection can change a colour or a shape."""
    return {"field": field, "type": "nominal", "scale": None, "legend": None}


@dataclass(frozen=True, slots=True)
class _Layers:
    """The layers of one panel; each has the panel's two position channels."""

    sheet: _Sheet
    across: Scale | None
    up: Scale
    axis_title: str | None

    def x(self) -> Spec:
        """The day, or in the lane plain pixels."""
        palette = self.sheet.palette
        if self.across is None:
            return {"field": "x", "type": "quantitative", "axis": None, "scale": _domain(0, self.sheet.lane)}
        axis = {
            "values": [_ms(tick) for tick in self.across.ticks],
            "labelExpr": _DAY_LABELS[self.across.step],
            "title": self.axis_title, "grid": False, "titleAnchor": "start", "labelOverlap": False, "labelFlush": False,
            **{f"{part}Color": palette.muted for part in ("label", "tick", "domain", "title")},
        }  # fmt: skip
        scale = _domain(_ms(self.across.first), _ms(self.across.last))
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
        return {"field": field, "type": "quantitative", "axis": axis, "scale": _domain(self.up.first, self.up.last)}

    def layer(self, rows: Rows, mark: Spec, **channels: Spec | list[Spec]) -> Spec:
        """One layer on rows of its own."""
        return _layer(self.sheet, rows, mark, {"x": self.x(), "y": self.y(), **channels})

    def ground(self) -> Spec:
        """The axes, and the heading of the lane."""
        at: Spec = (
            {"x": 0, "text": "Day not known"} if self.across is None else {"x": _ms(self.across.first), "text": ""}
        )
        mark = {"type": "text", "align": "left", "baseline": "bottom", "dy": -5, "fontSize": 11, "aria": False}
        return self.layer([{**at, "y": self.up.last}], {**mark, "color": self.sheet.palette.muted}, text=_TEXT)

    def rules(self, rows: Rows, *, dash: bool) -> Spec:
        """Straight strokes, whole or dashed."""
        mark = {"type": "rule", "aria": False, "strokeDash": [4, 3] if dash else [1, 0]}
        return self.layer(
            [row for row in rows if row["dash"] == dash], mark, x2={"field": "x2"}, y2={"field": "y2"}, opacity=_DIM,
            stroke=_paint("colour"), strokeWidth=_WEIGHT,
        )  # fmt: skip

    def symbols(self, rows: Rows) -> Spec:
        """Points, rings, arrowheads and strikes."""
        mark = {"type": "point", "aria": False, "strokeCap": "round"}
        return self.layer(rows, mark, opacity=_DIM, strokeWidth=_WEIGHT, size=_SIZE, **_SIGN)

    def texts(self, rows: Rows) -> list[Spec]:
        """Labels, and under them the same letters broader in the ground's colour, so that lines do not cut them."""
        paper = self.sheet.palette.lane if self.across is None else self.sheet.palette.paper
        mark = {"type": "text", "align": "left", "baseline": "middle", "aria": False}
        mark |= {"fontSize": layout.LABEL_SIZE, "lineHeight": 12.5}
        halo = {**mark, "color": paper, "stroke": paper, "strokeWidth": 3, "strokeJoin": "round"}
        return [
            self.layer(rows, halo, text=_TEXT, opacity=_DIM),
            self.layer(rows, mark, text=_TEXT, opacity=_DIM, color=_paint("colour")),
        ]

    def touch(self, rows: Rows) -> list[Spec]:
        """Unseen places, larger than the marks, that answer a pointer and a screen reader."""
        tooltip: list[Spec] = [{"field": name, "type": "nominal", "title": name} for name in TOOLTIP]
        line = {"type": "rule", "strokeWidth": 14, "opacity": 0, "aria": False}
        point = {"type": "point", "filled": True, "size": 300, "opacity": 0}
        return [
            self.layer([row for row in rows if row["y"] != row["y2"]], line, y2={"field": "y2"}, tooltip=tooltip),
            self.layer(
                rows, point, y=self.y("anchor"), tooltip=tooltip, description={"field": "said", "type": "nominal"}
            ),
        ]


_SIGN: dict[str, Spec] = {"stroke": _paint("colour"), "fill": _paint("fill"), "shape": _paint("shape")}


def _domain(first: float, last: float, **more: Any) -> Spec:
    return {"domain": [first, last], "nice": False, "zero": False, **more}


def _layer(sheet: _Sheet, rows: Rows, mark: Spec, encoding: Spec) -> Spec:
    """A layer whose rows stand apart under a name of their own; equal rows share one name."""
    name = next((name for name, known in sheet.data.items() if known is rows), f"rows_{len(sheet.data)}")
    sheet.data[name] = rows
    return {"data": {"name": name}, "mark": mark, "encoding": encoding}


def _flow(widths: Sequence[float], room: float, line: float) -> tuple[list[tuple[float, float]], float]:
    """Places for things of these widths set in lines like words, and the height they take."""
    x = y = 0.0
    places = []
    for width in widths:
        if x and x + width > room:
            x, y = 0.0, y + line
        places.append((x, y))
        x += width
    return places, y + line


def _plate(sheet: _Sheet, height: float, layers: Sequence[Spec]) -> Spec:
    """A view without axes, in pixels, as wide as the panels; x counts from the left edge of the value axis."""
    inner = sheet.width - sheet.axis_width
    for layer in layers:
        layer["encoding"] |= {
            "x": {"field": "x", "type": "quantitative", "axis": None, "scale": _domain(sheet.axis_width, sheet.width)},
            "y": {"field": "y", "type": "quantitative", "axis": None, "scale": _domain(0, height, reverse=True)},
        }
    return {"width": inner, "height": height, "view": {"stroke": None}, "layer": list(layers)}


def _claimant_key(sheet: _Sheet, styles: Sequence[_Style]) -> Spec:
    """Shape, colour, name and code of each claimant; a click there fades the others."""
    names = [style.name if style.code == style.name else f"{style.name} ({style.code})" for style in styles]
    places, height = _flow([layout.label_width(name, 12) + 30 for name in names], sheet.width, 20)
    rows = [
        {
            "x": x + 7,
            "y": y + 11,
            "name": name,
            "claimant": style.claimant,
            "colour": style.colour,
            "shape": style.shape,
        }
        for (x, y), name, style in zip(places, names, styles, strict=True)
    ]
    faint = {"condition": {"param": PICK, "value": 1}, "value": 0.35}
    sign = {"type": "point", "filled": True, "size": 74, "cursor": "pointer"}
    word = {
        "type": "text",
        "align": "left",
        "baseline": "middle",
        "dx": 11,
        "fontSize": 12,
        "cursor": "pointer",
        "aria": False,
    }
    named = {"field": "name", "type": "nominal"}
    signs = _layer(
        sheet, rows, sign, {"fill": _paint("colour"), "shape": _paint("shape"), "opacity": faint, "description": named}
    )
    signs["params"] = [
        {"name": PICK, "select": {"type": "point", "fields": ["claimant"], "on": "click", "clear": "dblclick"}}
    ]
    words = _layer(sheet, rows, word, {"text": named, "color": _paint("colour"), "opacity": faint})
    return _plate(sheet, height, [signs, words])


#: Key entry, the words beside it, and the test of a row that makes the entry worth showing.
_READING_KEY: tuple[tuple[str, str], ...] = (
    ("point", "a figure stated"), ("about", "about"), ("bar", "range"), ("up", "at least, more than"),
    ("down", "at most, less than"), ("vague", "vague words"), ("headline", "in a headline"),
    ("superseded", "superseded"), ("denied", "denied"),
)  # fmt: skip


def _key_entries(shown: Rows) -> set[str]:
    found: set[str] = set()
    for row in shown:
        kind = layout.kind_of(row) or ""
        found |= {"about"} if row["bound"] == "about" else {"vague"} if row["bound"] == "vague" else {kind}
        found |= {"headline"} if row["part"] == "headline" else set()
        found |= {"denied"} if row["denied"] else {"superseded"} if row["superseded"] else set()
    return found


def _reading_key(sheet: _Sheet, shown: Rows) -> Spec:
    """How to read the marks that this chart uses, drawn with the same strokes."""
    used = _key_entries(shown)
    entries = [(name, words) for name, words in _READING_KEY if name in used]
    places, height = _flow([layout.label_width(words, 11) + 36 for _, words in entries], sheet.width, 35)
    lines: Rows = []
    signs: Rows = []
    for (x, y), (name, _) in zip(places, entries, strict=True):
        more_lines, more_signs = _key_mark(sheet, name, x + 9, y)
        lines += more_lines
        signs += more_signs
    words = [{"x": x + 24, "y": y + 15, "text": text} for (x, y), (_, text) in zip(places, entries, strict=True)]
    rule = {"x2": {"field": "x2"}, "y2": {"field": "y2"}, "stroke": _paint("colour"), "strokeWidth": _WEIGHT}
    text = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 11, "color": sheet.palette.muted}
    whole, broken = ([line for line in lines if line["dash"] == dash] for dash in (False, True))
    layers = [
        _layer(sheet, whole, {"type": "rule", "aria": False}, dict(rule)),
        _layer(sheet, broken, {"type": "rule", "aria": False, "strokeDash": [4, 3]}, dict(rule)),
        _layer(
            sheet,
            signs,
            {"type": "point", "aria": False, "strokeCap": "round"},
            {**_SIGN, "size": _SIZE, "strokeWidth": _WEIGHT, "opacity": _OPACITY},
        ),
        _layer(sheet, words, text, {"text": _TEXT}),
    ]
    return _plate(sheet, height, layers)


def _key_mark(sheet: _Sheet, name: str, x: float, y: float) -> tuple[Rows, Rows]:
    """The strokes and signs of one key entry, its line of the key beginning ``y`` pixels down."""
    kind: Any = {"bar": "bar", "up": "up", "vague": "up", "down": "down"}.get(name, "point")
    figure = Figure(name, kind, *((2.0, 14.0) if kind == "bar" else (8.0, 30.0)), "", "", "", None, None)
    one = Placed(figure, x, x, 8.0, layout.Box(0, 0, 0, 0))
    row = {"part": name, "denied": name == "denied", "superseded": name == "superseded", "bound": name}
    look = {
        "colour": sheet.palette.muted, "fill": sheet.palette.paper if name == "headline" else sheet.palette.muted,
        "shape": "circle", "opacity": 0.5 if name == "superseded" else 1.0,
    }  # fmt: skip
    up = Scale(0.0, 40.0, 40.0) if kind == "down" else Scale(0.0, 16.0, 16.0)
    shift = y + {"up": 20.0, "down": -6.0}.get(kind, 7.0)
    lines = [{**line, **look} for line in _lines(one, row, up)]
    return (
        [{**line, "y": line["y"] + shift, "y2": line["y2"] + shift} for line in lines],
        [{**sign, "y": sign["y"] + shift} for sign in _symbols(one, row, up, look, sheet.palette.ink)],
    )


def _notes(selection: Selection, shown: Rows, drawn: Sequence[str], story: Story) -> list[str]:
    notes = [f"{CAPTION} {READING}"]
    if selection != ALL:
        notes.append(f"Shown: {selection.sentence(story)}")
    if len(drawn) > MOST_PANELS:
        names = {row["estimand"]: row["estimand_name"] for row in shown}
        rest = ", ".join(_short(names[one], 40) for one in drawn[MOST_PANELS:])
        notes.append(f"{wording.counted(len(drawn) - MOST_PANELS, 'more panel')} not drawn: {rest}.")
    if len(shown) == MOST_FIGURES:
        notes.append(f"Only the first {MOST_FIGURES} figures are drawn; the table has all.")
    return notes


def _words(sheet: _Sheet, notes: Sequence[str]) -> Spec:
    """Notes in lines as wide as the chart."""
    lines = [line for note in notes for line in textwrap.wrap(note, int(sheet.width / 5.3))]
    rows = [{"x": 0, "y": 16 * at + 8, "text": line} for at, line in enumerate(lines)]
    mark = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 11, "color": sheet.palette.muted}
    return _plate(sheet, 16.0 * len(lines), [_layer(sheet, rows, mark, {"text": _TEXT})])


def _notice(selection: Selection, story: Story, has_figures: bool, width: int, palette: Palette) -> alt.VConcatChart:
    """A chart that says why there is nothing to draw."""
    said = (
        ("No figure to draw with this selection.", selection.sentence(story))
        if has_figures
        else (
            "No figure to draw: no number of this story stands on an estimand.",
            "Name what is counted in story.toml.",
        )
    )
    sheet = _Sheet(palette, 0, float(width), 0.0, 0, None, "", {}, {})
    lines = [part for line in said for part in textwrap.wrap(line, max(20, width // 7))]
    rows = [{"x": 0, "y": 14 + 20 * at, "text": line} for at, line in enumerate(lines)]
    mark = {"type": "text", "align": "left", "baseline": "middle", "fontSize": 13, "color": palette.ink}
    return _finished(sheet, [_plate(sheet, 20.0 * len(lines) + 8, [_layer(sheet, rows, mark, {"text": _TEXT})])])


class PlainChart(alt.VConcatChart):
    """An Altair chart whose views are plain Vega-Lite, which Altair checks when it writes the chart.

    Built of Altair's classes the same chart takes seconds, since each view is copied whole at every step.
    """

    def __init__(self, **spec: Any) -> None:
        super(alt.VConcatChart, self).__init__(**spec)


def _finished(sheet: _Sheet, views: Sequence[Spec]) -> PlainChart:
    return PlainChart(
        vconcat=list(views), spacing=18, datasets=sheet.data,
        resolve={"scale": {"x": "independent", "y": "independent"}},
        config={
            "font": FONT, "background": sheet.palette.paper, "padding": 6, "concat": {"spacing": 18},
            "axis": {"labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal"},
        },
    )  # fmt: skip
