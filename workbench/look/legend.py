"""The two keys of the chart: who holds the figures, and how to read the marks.

What is here: both keys as views in pixels. The looks themselves are given out in ``styles.py`` and drawn in
``marks.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workbench.look import layout, marks
from workbench.look.axes import PICK
from workbench.look.layout import Figure, Placed, Scale
from workbench.look.sheet import OPACITY, SIGN, SIZE, TEXT, WEIGHT, Rows, Sheet, Spec, layer, paint, plate
from workbench.look.space import Box
from workbench.look.styles import OTHERS, Style

_PLAIN: Spec = {"type": "text", "align": "left", "baseline": "middle"}
#: Pixels of an entry beside its name: its sign, and air before the next one's even in a wide typeface.
_ROOM = 42
#: How many names the tooltip of "others" tells.
_MOST_NAMES = 40


def flow(widths: Sequence[float], room: float, line: float) -> tuple[list[tuple[float, float]], float]:
    """Places for things of these widths set in lines like words, and the height they take."""
    x = y = 0.0
    places = []
    for width in widths:
        if x and x + width > room:
            x, y = 0.0, y + line
        places.append((x, y))
        x += width
    return places, y + line


def claimant_key(sheet: Sheet, shown: Iterable[Mapping[str, Any]]) -> Spec:
    """Shape, colour and name of each claimant shown, those with most figures first; a click there fades the others.

    Claimants beyond the looks that can be told apart are one entry, "others", with their number.
    """
    counts = Counter(row["claimant"] or "" for row in shown)
    entries = _entries([style for style in sheet.styles.values() if counts[style.claimant]], counts)
    places, height = flow([layout.text_width(entry["name"], 12) + _ROOM for entry in entries], sheet.width, 20)
    rows = [{"x": x + 7, "y": y + 11, **entry} for (x, y), entry in zip(places, entries, strict=True)]
    faint = {"condition": {"param": PICK, "value": 1}, "value": 0.35}
    hand = {"cursor": "pointer"}
    told: Spec = {"field": "told", "type": "nominal"}
    signs = layer(
        sheet, rows, {"type": "point", "filled": True, "size": 74, **hand},
        {"fill": paint("colour"), "shape": paint("shape"), "opacity": faint, "description": told, "tooltip": told},
    )  # fmt: skip
    signs["params"] = [
        {"name": PICK, "select": {"type": "point", "fields": ["claimant"], "on": "click", "clear": "dblclick"}}
    ]
    words = layer(
        sheet, rows, {**_PLAIN, "dx": 11, "fontSize": 12, "aria": False, **hand},
        {"text": {"field": "name", "type": "nominal"}, "color": paint("colour"), "opacity": faint, "tooltip": told},
    )  # fmt: skip
    return plate(sheet, height, [signs, words])


def _entries(styles: Sequence[Style], counts: Mapping[str, int]) -> list[dict[str, Any]]:
    own = [style for style in styles if style.pick != OTHERS]
    rest = [style for style in styles if style.pick == OTHERS]
    ranked = sorted(own, key=lambda style: -counts[style.claimant])
    entries = [_entry(style, style.name, style.name) for style in ranked]
    if len(rest) == 1:
        entries.append(_entry(rest[0], rest[0].name, rest[0].name))
    elif rest:
        names = [style.name for style in rest]
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        entries.append(_entry(rest[0], f"others ({len(rest)})", f"others: {'; '.join(names[:_MOST_NAMES])}{more}"))
    return entries


def _entry(style: Style, name: str, told: str) -> dict[str, Any]:
    return {"name": name, "told": told, "claimant": style.pick, "colour": style.colour, "shape": style.shape}


#: Key entry, the words beside it, and in ``_used`` the test of a row that makes the entry worth showing.
_READING_KEY: tuple[tuple[str, str], ...] = (
    ("point", "a figure stated"), ("about", "about"), ("bar", "range"), ("up", "at least, more than"),
    ("down", "at most, less than"), ("vague", "vague words"), ("headline", "in a headline"),
    ("superseded", "superseded"), ("denied", "denied"), ("false", "no rise or fall: the reason is above its panel"),
)  # fmt: skip


def _used(shown: Rows) -> set[str]:
    found: set[str] = set()
    for row in shown:
        kind = layout.kind_of(row) or ""
        found |= {"about"} if row["bound"] == "about" else {"vague"} if row["bound"] == "vague" else {kind}
        found |= {"headline"} if row["part"] == "headline" else set()
        found |= {"false"} if row.get("alarm") is not None else set()
        found |= {"denied"} if row["denied"] else {"superseded"} if row["superseded"] else set()
    return found


def reading_key(sheet: Sheet, shown: Rows) -> Spec:
    """How to read the marks that this chart uses, drawn with the same strokes."""
    used = _used(shown)
    entries = [(name, words) for name, words in _READING_KEY if name in used]
    places, height = flow([layout.text_width(words, 11) + 36 for _, words in entries], sheet.width, 35)
    drawn = [_key_mark(sheet, name, x + 9, y) for (x, y), (name, _) in zip(places, entries, strict=True)]
    lines = [line for some, _ in drawn for line in some]
    signs = [sign for _, some in drawn for sign in some]
    words = [{"x": x + 24, "y": y + 15, "text": text} for (x, y), (_, text) in zip(places, entries, strict=True)]
    rule = {"x2": {"field": "x2"}, "y2": {"field": "y2"}, "stroke": paint("colour"), "strokeWidth": WEIGHT}
    whole, broken = ([line for line in lines if line["dash"] == dash] for dash in (False, True))
    layers = [
        layer(sheet, whole, {"type": "rule", "aria": False}, dict(rule)),
        layer(sheet, broken, {"type": "rule", "aria": False, "strokeDash": [4, 3]}, dict(rule)),
        layer(
            sheet, signs, {"type": "point", "aria": False, "strokeCap": "round"},
            {**SIGN, "size": SIZE, "strokeWidth": WEIGHT, "opacity": OPACITY},
        ),
        layer(sheet, words, {**_PLAIN, "fontSize": 11, "color": sheet.palette.muted}, {"text": TEXT}),
    ]  # fmt: skip
    return plate(sheet, height, layers)


def _key_mark(sheet: Sheet, name: str, x: float, y: float) -> tuple[Rows, Rows]:
    """The strokes and signs of one key entry, its line of the key beginning ``y`` pixels down."""
    kind: Any = {"bar": "bar", "up": "up", "vague": "up", "down": "down"}.get(name, "point")
    figure = Figure(name, kind, *((2.0, 14.0) if kind == "bar" else (8.0, 30.0)), "", "", None, None)
    one = Placed(figure, x, x, 8.0, Box(0, 0, 0, 0))
    row = {
        "part": name, "denied": name == "denied", "superseded": name == "superseded", "bound": name,
        "alarm": name if name == "false" else None,
    }  # fmt: skip
    look = {
        "colour": sheet.palette.muted, "fill": sheet.palette.paper if name == "headline" else sheet.palette.muted,
        "shape": "circle", "opacity": 0.5 if name == "superseded" else 1.0,
    }  # fmt: skip
    up = Scale(0.0, 40.0, 40.0) if kind == "down" else Scale(0.0, 16.0, 16.0)
    shift = y + {"up": 20.0, "down": -6.0}.get(kind, 7.0)
    lines = [{**line, **look} for line in marks.lines(one, row, up)]
    return (
        [{**line, "y": line["y"] + shift, "y2": line["y2"] + shift} for line in lines],
        [{**sign, "y": sign["y"] + shift} for sign in marks.signs(one, row, up, look, sheet.palette.ink)],
    )
