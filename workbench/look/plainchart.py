"""A chart of Altair's made of plain Vega-Lite, with the looks that all charts of the workbench share."""

from __future__ import annotations

from typing import Any

import altair as alt

from workbench.look.sheet import Sheet, Spec

FONT = 'Helvetica, Arial, "Liberation Sans", sans-serif'


class PlainChart(alt.VConcatChart):
    """An Altair chart whose views are plain Vega-Lite, which Altair checks when it writes the chart.

    Built of Altair's classes the same chart takes seconds, since each view is copied whole at every step.
    """

    def __init__(self, **spec: Any) -> None:
        super(alt.VConcatChart, self).__init__(**spec)


def finished(sheet: Sheet, *views: Spec) -> PlainChart:
    """The views of a sheet one below the other, as a chart that carries the sheet's data."""
    return PlainChart(
        vconcat=list(views), spacing=18, datasets=sheet.data,
        resolve={"scale": {"x": "independent", "y": "independent"}},
        config={
            "font": FONT, "background": sheet.palette.paper, "padding": 6, "concat": {"spacing": 18},
            "axis": {"labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal"},
        },
    )  # fmt: skip
