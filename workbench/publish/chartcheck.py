"""What a chart's data say, held against the evidence: each mark's number, words and place in its panel.

What is here: the marks that answer the pointer, which name their figures, and the signs drawn for them. A mark's height
must be the value that its figure's evidence gives, and every sign must belong to such a mark. Where a mark stands from
left to right is its day, which the evidence does not hold, and is held by the seal alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workbench.look import alike, layout, wording
from workbench.publish.evidence import Cited, Evidence

Row = Mapping[str, Any]

#: Pixels by which a sign may stand beside its mark: the length of an arrow and the strike or triangle around it.
_BESIDE = layout.ARROW + layout.ALARM_RADIUS
#: The part of a panel's height within which two heights are the same.
_NEAR = 1e-6


def contradictions(spec: Row, evidence: Evidence) -> Iterator[str]:
    """Each thing that the chart says otherwise than the evidence, in plain words."""
    figures = {one.citation.estimate_id: one for one in evidence.figures}
    for view in _views(spec):
        rows = [row for layer in view["layer"] for row in spec["datasets"].get(layer["data"]["name"], ())]
        marks = [row for row in rows if "ids" in row]
        if not marks:
            # A key: it tells how to read marks and draws no figure.
            continue
        domain = _domain(view)
        if domain is None:
            yield "a panel of the chart is drawn on more than one scale"
            continue
        for row in marks:
            yield from _of_mark(row, figures, abs(domain[1] - domain[0]) * _NEAR)
        drawn = [row for row in rows if "shape" in row and "y" in row]
        yield from _of_signs(marks, drawn, figures, abs(domain[1] - domain[0]) / float(view["height"]))


def _views(spec: Any) -> Iterator[Row]:
    """The panels of a chart: each view of layers that has a mark naming its figures."""
    if isinstance(spec, dict):
        if "layer" in spec and "height" in spec and _domain_of(spec["layer"][0]) is not None:
            yield spec
        for name in ("vconcat", "hconcat"):
            for one in spec.get(name, ()):
                yield from _views(one)


def _domain_of(layer: Row) -> tuple[float, float] | None:
    found = layer.get("encoding", {}).get("y", {}).get("scale", {}).get("domain")
    return (float(found[0]), float(found[1])) if found else None


def _domain(view: Row) -> tuple[float, float] | None:
    """The one scale of a panel's layers from bottom to top; nothing where they have several."""
    found = {_domain_of(layer) for layer in view["layer"]}
    return found.pop() if len(found) == 1 else None


def _of_mark(row: Row, figures: Mapping[str, Cited], near: float) -> Iterator[str]:
    """What is wrong with one mark: the figures it names, their words and value, how high it stands."""
    named = [figures.get(one) for one in row["ids"]]
    own = [one for one in named if one is not None]
    if len(own) < len(named) or not own or row["count"] != len(own):
        yield f"the chart draws “{row['Figure']}”, for which there is no evidence"
        return
    for one in own:
        expected = anchor_of(one)
        if expected is None or not math.isclose(float(row["anchor"]), expected, rel_tol=1e-9, abs_tol=near):
            yield f"{one.row_id}: the chart draws it at {row['anchor']}, the evidence has {expected}"
        read = wording.quantity(one.fields)
        rest = str(row["Read as"]).removeprefix(read)
        if rest == row["Read as"] or any(char.isdigit() for char in rest):
            yield f"{one.row_id}: the chart says “{row['Read as']}”, the evidence “{read}”"
        if row["Held by"] != one.shown["Held by"]:
            yield f"{one.row_id}: the chart says “{row['Held by']}” holds it, the evidence “{one.shown['Held by']}”"
    phrases = [one.fields["phrase"] for one in own]
    if None not in phrases:
        alike_too = f" ({len(own)} figures alike)" if len(own) > 1 else ""
        if row["Figure"] != alike.joined(phrases) + alike_too:
            yield f"{own[0].row_id}: the chart's words are “{row['Figure']}”, the evidence's “{alike.joined(phrases)}”"
    if not str(row["said"]).startswith(f"{row['Read as']}, {row['Held by']}, "):
        yield f"{own[0].row_id}: what the chart says aloud is not what it shows"


def anchor_of(one: Cited) -> float | None:
    """The value that a figure's mark stands on; nothing where it has no value that can be drawn."""
    kind = layout.kind_of(one.fields)
    if kind is None:
        return None
    low = one.fields["low"] if kind != "point" or one.fields["best"] is None else one.fields["best"]
    high = low if kind == "point" else one.fields["high"]
    return layout.Figure("", kind, low, high, "", "", None, None).anchor


def _of_signs(marks: Sequence[Row], drawn: Sequence[Row], figures: Mapping[str, Cited], pixel: float) -> Iterator[str]:
    """Marks without the sign that shows their value, and signs that stand at no mark; ``pixel`` is one's value."""
    near = pixel / 100
    for mark in marks:
        own = figures.get(mark["id"])
        if own is None:
            continue
        ends = [end for end in _ends(own) if end is not None]
        at = [row for row in drawn if _meets(row, float(mark["x"]))]
        heights = [float(row[name]) for row in at for name in ("y", "y2") if name in row]
        for end in ends:
            if not any(abs(height - end) <= near for height in heights):
                yield f"{own.row_id}: no sign of the chart stands at {wording.number(end)}"
    for row in drawn:
        if "size" in row and not any(_is_beside(row, mark, 0 if _is_filled(row) else pixel) for mark in marks):
            yield f"the chart has a sign at {row['y']} that belongs to no figure"


def _ends(one: Cited) -> tuple[float | None, ...]:
    """The heights at which a figure's sign must show."""
    if layout.kind_of(one.fields) == "point":
        return (anchor_of(one),)
    return one.fields["low"], one.fields["high"]


def _meets(row: Row, x: float) -> bool:
    """Whether a sign or a stroke stands over that place from left to right."""
    ends = sorted((float(row["x"]), float(row.get("x2", row["x"]))))
    return ends[0] <= x <= ends[1]


def _is_filled(row: Row) -> bool:
    """Whether a sign is a point or its ring, which stands exactly at the value; arrowheads and strikes are lines."""
    return row.get("fill") != "transparent"


def _is_beside(row: Row, mark: Row, pixel: float) -> bool:
    ends = sorted((float(mark["y"]), float(mark["y2"]), float(mark["anchor"])))
    room = _BESIDE * pixel + abs(ends[-1]) * _NEAR
    return bool(row["x"] == mark["x"]) and ends[0] - room <= row["y"] <= ends[-1] + room
