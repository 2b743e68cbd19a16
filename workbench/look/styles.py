"""How each claimant is drawn: a colour and a shape that no selection changes.

What is here: the chart's colours and shapes, given out by how many figures a claimant holds in the whole story. How the
key shows them is in ``legend.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from workbench.look import wording

SHAPES = (
    "circle", "square", "triangle-up", "diamond", "cross", "triangle-down",
    "M0,-1.1L.26,-.36L1.05,-.34L.42,.14L.65,.89L0,.44L-.65,.89L-.42,.14L-1.05,-.34L-.26,-.36Z", "triangle-right",
)  # fmt: skip
#: For claimants beyond the colours, in grey; none of them is also a coloured claimant's shape.
GREY_SHAPES = (
    "M-.9,-.9L.9,-.9L-.9,.9L.9,.9Z", "M-.9,-.9L.9,.9L.9,-.9L-.9,.9Z", "M-1,.5A1,1,0,0,1,1,.5Z",
    "M-1,-.5A1,1,0,0,0,1,-.5Z",
    "M0,-1.2L.3,-.3L1.2,0L.3,.3L0,1.2L-.3,.3L-1.2,0L-.3,-.3Z", "M-.5,-.7L1.1,-.7L.5,.7L-1.1,.7Z",
    "M0,-1.2C1.1,.1,.8,1,0,1C-.8,1,-1.1,.1,0,-1.2Z", "M0,-1L.95,-.31L.59,.81L-.59,.81L-.95,-.31Z",
)  # fmt: skip
OWN_SHAPE = "M-1,0L-.5,-.87L.5,-.87L1,0L.5,.87L-.5,.87Z"
OTHERS_SHAPE = "triangle-left"
#: What a click on "others" in the key picks.
OTHERS = "~others"
_LONGEST = 44


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


@dataclass(frozen=True, slots=True)
class Style:
    """How one claimant is drawn: colour, shape, shown name, and the entry of the key that stands for it."""

    claimant: str
    name: str
    colour: str
    shape: str
    pick: str


def styles_of(figures: pd.DataFrame, palette: Palette) -> dict[str, Style]:
    """A look for everyone who holds one of these figures, those with most of them first.

    The first have a colour and a shape of their own, the next a shape of their own in grey, the rest one look together.
    """
    held = figures["claimant"].fillna("").value_counts(sort=False)
    each = figures[["claimant", "claimant_name"]].drop_duplicates("claimant")
    names = dict(zip(each["claimant"].fillna(""), each["claimant_name"], strict=True))
    shown = {
        one: shortened(wording.claimant({"claimant_name": names[one] if one else None}), _LONGEST) for one in names
    }
    return styles_by({str(one): int(count) for one, count in held.items()}, shown, palette)


def styles_by(counts: Mapping[str, int], shown: Mapping[str, str], palette: Palette) -> dict[str, Style]:
    """The same from the number of figures and the shown name of each claimant, "" where nobody is named."""
    ranked = sorted(counts, key=lambda key: (-counts[key], shown[key], key))
    named = iter(_looks(palette))
    styles: dict[str, Style] = {}
    for key in ranked:
        if not key:
            styles[""] = Style("", wording.OWN_VOICE, palette.muted, OWN_SHAPE, "")
            continue
        colour, shape, own = next(named, (palette.muted, OTHERS_SHAPE, False))
        styles[key] = Style(key, shown[key], colour, shape, key if own else OTHERS)
    return styles


def _looks(palette: Palette) -> list[tuple[str, str, bool]]:
    coloured = [(colour, shape, True) for colour, shape in zip(palette.claimants, SHAPES, strict=False)]
    return coloured + [(palette.muted, shape, True) for shape in GREY_SHAPES]


def shortened(name: str, most: int) -> str:
    """The name on one line; a longer one is cut before its bracket or after a whole word, with an ellipsis."""
    flat = " ".join(name.split())
    if len(flat) <= most:
        return flat
    kept = flat.partition(" (")[0][:most]
    whole = kept if len(kept) < most else kept[: most - 1].rpartition(" ")[0] or kept[: most - 1]
    return whole.rstrip(" ,;(") + "…"
