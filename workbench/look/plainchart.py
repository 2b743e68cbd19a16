"""A chart of Altair's made of plain Vega-Lite, with the looks that all charts of the workbench share."""

from __future__ import annotations

from typing import Any

import altair as alt

from workbench.look.sheet import Sheet, Spec

FONT = 'Helvetica, Arial, "Liberation Sans", sans-serif'


class PlainChart(alt.VConcatChart):
    """An Altair chart whose views are plain Vega-Lite.

    Built of Altair's classes the same chart takes seconds, since each view is copied whole at every step. Altair checks
    it where it is written with ``to_dict``, as the tests do, and not each time a notebook shows it, which takes seconds
    too.
    """

    def __init__(self, **spec: Any) -> None:
        super(alt.VConcatChart, self).__init__(**spec)

    def _repr_mimebundle_(self, *_: Any, **__: Any) -> Any:
        render = alt.renderers.get()
        return render(unchecked(self)) if render else {}


def unchecked(chart: alt.VConcatChart) -> Spec:
    """The chart's specification, without Altair's check of it."""
    return chart.to_dict(validate=False, context={"pre_transform": False})


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
