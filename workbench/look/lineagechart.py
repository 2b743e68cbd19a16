"""The lineage drawn: one line a text in time order, and brackets from each text to those that draw on it.

What is here: places in pixels and the layers of the picture; which texts and links there are is in ``lineage.py``. It
reads without colour: a full line is measured, a dashed one judged, the arrow stands at the text that draws on another.
No text of a report enters an expression; all of it is data.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt

from workbench.look.charts import PLAIN
from workbench.look.lineage import Link, Node, links, nodes
from workbench.look.plainchart import finished
from workbench.look.sheet import TEXT, Rows, Sheet, Spec, layer, notice, paint, plate, words
from workbench.look.styles import Palette, shortened
from workbench.story import Story

#: More texts than this are not drawn; the table has all links.
MOST_TEXTS = 60
READING = (
    "Each line is a text, in the order of their days; an arrow points to the text that draws on the other, a hollow "
    "one where it could be the other way round. A full line: the text itself says so, or is nearly the same "
    "(measured). A dashed line: judged from the evidence. A thick line: all of the text; a thin one: part of it. A "
    "circle is a report, a square a text that is credited and not known here, a hollow diamond a version nobody here "
    "has seen, inferred from wordings that only the reports below it share; it counts as no source of its own."
)
ALONE = "Reports that draw on none and on which none draws are not drawn: {count}."
_LINE, _LANE, _TOP = 40.0, 13.0, 22.0
#: How far the next lane lies from a sign, so that no arrow head touches a line that is not its own.
_ROOM = 22.0
#: Where links leave and reach a text's line; judged ones a little nearer to it, so that both kinds are told apart.
_LEAVES, _REACHES = 6.0, {"measured": 5.0, "judged": 1.0}
#: Pixels of a letter of a name and of a title, and between the lines of a title.
_NAME_LETTER, _TITLE_LETTER, _TITLE_LINE = 7.4, 6.0, 14.0
_SIGN: Spec = {"type": "point", "opacity": 1, "aria": False}
_SHAPES = {"report": "circle", "outside": "square", "inferred": "diamond"}


def lineage_chart(story: Story, *, width: int = 820, palette: Palette = PLAIN) -> alt.VConcatChart:
    """The texts that are linked and their links, with the evidence under the pointer and to a screen reader.

    Links that a person has denied are not drawn; the table twin is ``lineage.lineage_table``.
    """
    everything = nodes(story)
    texts = _most_linked(everything, links(story))
    known = {text.id for text in texts}
    drawn = [link for link in links(story) if link.child in known and link.parent in known]
    if not drawn:
        lines = ("No report is known to draw on another.", "That is no proof that each stands on its own.")
        return finished(*notice(lines, width=width, palette=palette))
    sheet = Sheet(palette, 0, float(width), 0.0)
    # Lanes depend on which links overlap, whatever the height of a line; so the room for titles is known first.
    lanes = _lanes(drawn, {text.id: float(at) for at, text in enumerate(texts)})
    left = _LANE * max(lanes.values()) + _ROOM + 8
    titles = {text.id: _wrapped(text.title, int((width - left - 14) / _TITLE_LETTER)) for text in texts}
    rows, at = {}, _TOP
    for text in texts:
        rows[text.id] = at
        at += _LINE + _TITLE_LINE * (len(titles[text.id]) - 1)
    height = at - _LINE + _TOP
    strokes, heads = _brackets(drawn, rows, lanes, left, palette)
    layers = [
        *_strokes(sheet, strokes),
        layer(sheet, heads, {**_SIGN, "shape": "triangle-right", "size": 46, "strokeWidth": 1.1},
              {"stroke": paint("colour"), "fill": paint("fill")}),
        *_names(sheet, texts, titles, rows, left, width),
        _touch(sheet, drawn, rows, lanes, left, {text.id: text for text in texts}),
    ]  # fmt: skip
    alone = len(story.reports) - sum(text.kind == "report" for text in everything)
    notes = [READING] + ([ALONE.format(count=alone)] if alone else [])
    if len(everything) > len(texts):
        notes.append(f"Drawn are {len(texts)} of {len(everything)} texts, those with most links; the table has all.")
    return finished(sheet, plate(sheet, height, layers), words(sheet, notes))


def _wrapped(title: str, most: int) -> list[str]:
    """A title in one line or two."""
    return textwrap.wrap(title, max(20, most), max_lines=2, placeholder="…") or [""]


def _most_linked(texts: Sequence[Node], found: Sequence[Link]) -> list[Node]:
    """The texts that are drawn, in their order: where there are too many, both ends of the busiest links."""
    if len(texts) <= MOST_TEXTS:
        return list(texts)
    counts = Counter(end for link in found for end in (link.child, link.parent))
    kept: set[str] = set()
    for link in sorted(found, key=lambda one: -(counts[one.child] + counts[one.parent])):
        if len(kept | {link.child, link.parent}) <= MOST_TEXTS:
            kept |= {link.child, link.parent}
    return [text for text in texts if text.id in kept]


def _lanes(drawn: Sequence[Link], rows: Mapping[str, float]) -> dict[int, int]:
    """A lane for each link, by its number: short ones near the texts, none across another's run in the same lane."""
    taken: list[list[tuple[float, float]]] = []
    lanes: dict[int, int] = {}
    for number in sorted(range(len(drawn)), key=lambda one: (_length(drawn[one], rows), one)):
        low, high = sorted((rows[drawn[number].parent], rows[drawn[number].child]))
        lane = next((at for at, runs in enumerate(taken) if all(high <= a or b <= low for a, b in runs)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        lanes[number] = lane
    return lanes


def _length(link: Link, rows: Mapping[str, float]) -> float:
    return abs(rows[link.parent] - rows[link.child])


def _brackets(
    drawn: Sequence[Link], rows: Mapping[str, float], lanes: Mapping[int, int], left: float, palette: Palette
) -> tuple[Rows, Rows]:
    """The three strokes of each link and its arrow head; a link's two ends stand a little apart on a text's line."""
    strokes: Rows = []
    heads: Rows = []
    for number, link in enumerate(drawn):
        x = left - _ROOM - _LANE * lanes[number]
        top, bottom = rows[link.parent] + _LEAVES, rows[link.child] - _REACHES.get(link.basis, 1.0)
        look = {"colour": palette.ink, "dashed": link.basis != "measured", "weight": 2.0 if link.whole else 1.2}
        ends = [(x, top, left - 7, top), (x, top, x, bottom), (x, bottom, left - 13, bottom)]
        strokes += [dict(zip(("x", "y", "x2", "y2"), end, strict=True)) | look for end in ends]
        fill = palette.ink if link.certain else palette.paper
        heads.append({"x": left - 11, "y": bottom, "colour": palette.ink, "fill": fill})
    return strokes, heads


def _strokes(sheet: Sheet, strokes: Rows) -> list[Spec]:
    found = []
    for dashed in (False, True):
        rows = [row for row in strokes if row["dashed"] == dashed]
        mark: Spec = {"type": "rule", "aria": False, "strokeCap": "butt"} | ({"strokeDash": [4, 3]} if dashed else {})
        channels: Spec = {"x2": {"field": "x2"}, "y2": {"field": "y2"}, "color": paint("colour"),
                          "strokeWidth": {"field": "weight", "type": "quantitative", "scale": None}}  # fmt: skip
        found += [layer(sheet, rows, mark, channels)] if rows else []
    return found


def _names(
    sheet: Sheet,
    texts: Sequence[Node],
    titles: Mapping[str, Sequence[str]],
    rows: Mapping[str, float],
    left: float,
    width: int,
) -> list[Spec]:
    """Sign, name, title and day of each text."""
    palette, room = sheet.palette, int((width - left - 14) / _NAME_LETTER)
    signs = [
        {"x": left, "y": rows[text.id], "shape": _SHAPES[text.kind], "colour": palette.ink,
         "fill": palette.paper if text.kind == "inferred" else palette.ink}
        for text in texts
    ]  # fmt: skip
    names = [
        {"x": left + 14, "y": rows[text.id] - 7, "text": _named(text, room)}
        for text in texts
    ]  # fmt: skip
    lines = [
        {"x": left + 14, "y": rows[text.id] + 8 + _TITLE_LINE * at, "text": line}
        for text in texts
        for at, line in enumerate(titles[text.id])
    ]
    plain: Spec = {"type": "text", "align": "left", "baseline": "middle"}
    return [
        layer(sheet, signs, {**_SIGN, "size": 70, "strokeWidth": 1.6},
              {"shape": paint("shape"), "stroke": paint("colour"), "fill": paint("fill")}),
        layer(sheet, names, {**plain, "fontSize": 12, "fontWeight": "bold", "color": palette.ink}, {"text": TEXT}),
        layer(sheet, lines, {**plain, "fontSize": 11, "color": palette.muted}, {"text": TEXT}),
    ]  # fmt: skip


def _named(text: Node, room: int) -> str:
    """The name with its day; where both are too long, the name is cut and the day stays."""
    day = f" · {text.when}" if text.when else ""
    return shortened(text.name, max(8, room - len(day))) + day


def _touch(
    sheet: Sheet,
    drawn: Sequence[Link],
    rows: Mapping[str, float],
    lanes: Mapping[int, int],
    left: float,
    texts: Mapping[str, Node],
) -> Spec:
    """The unseen stroke along each link that shows its evidence on hover and to a screen reader."""
    found = [
        {
            "x": left - _ROOM - _LANE * lanes[number], "y": rows[link.parent], "y2": rows[link.child],
            **_facts(link, texts),
        }
        for number, link in enumerate(drawn)
    ]  # fmt: skip
    shown = ("Report", "Draws on", "Basis", "Direction", "Evidence")
    tooltip = [{"field": name, "type": "nominal"} for name in shown]
    mark: Spec = {"type": "rule", "strokeWidth": 11, "opacity": 0}
    return layer(
        sheet, found, mark,
        {"y2": {"field": "y2"}, "tooltip": tooltip, "description": {"field": "said", "type": "nominal"}},
    )  # fmt: skip


def _facts(link: Link, texts: Mapping[str, Node]) -> dict[str, Any]:
    child, parent = texts[link.child].name, texts[link.parent].name
    basis = "measured" if link.basis == "measured" else "judged"
    direction = "certain" if link.certain else "not certain"
    return {
        "Report": child, "Draws on": parent, "Basis": basis, "Direction": direction, "Evidence": link.told,
        "said": f"{child} draws on {parent}; {basis}; {link.told}",
    }  # fmt: skip
