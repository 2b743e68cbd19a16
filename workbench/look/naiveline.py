"""The chart that is wrong: one line through every number of the commonest unit, whatever it counts and leaves open.

What is here: the chart a reader might draw without this workbench, for a class to take apart. The honest one is in
``charts.py``; the difference between the two is what the lesson is about, and the chart's title says that it is wrong.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import altair as alt

from workbench.ledger import plain_rows
from workbench.look.joined import joined
from workbench.story import Story

TITLE = "Wrong on purpose: one line through numbers that do not count the same"
_MOST = 300


def naive_line(story: Story, *, width: int = 640, height: int = 260) -> alt.LayerChart:
    """Every charted number of the commonest unit over the day it was published, joined by one line.

    Bounds are dropped and estimands mixed, as in a chart drawn from numbers alone; of a range its upper end is taken,
    of days on which a report may have come out the first. A figure whose day of publication is unknown is left out. At
    most 300 figures, the earliest first.
    """
    data = points(story)
    base = alt.Chart(alt.InlineData(values=data), title=TITLE, width=width, height=height).encode(
        x=alt.X("day:T", title="Day the report came out", axis=alt.Axis(format="%-d %b")),
        y=alt.Y("value:Q", title="Number as printed"),
        tooltip=[alt.Tooltip("phrase:N", title="words"), alt.Tooltip("counts:N"), alt.Tooltip("report:N")],
        order=alt.Order("order:Q"),
    )
    return alt.LayerChart(
        layer=[base.mark_line(color="#a4161a", strokeWidth=1.5), base.mark_point(color="#a4161a", filled=True)]
    )


def points(story: Story) -> list[dict[str, Any]]:
    """The rows of the chart in their order: day, value, words, what they count, report."""
    rows = [row for row in plain_rows(joined(story)) if row["charted"] and row["published_earliest"]]
    units = Counter(row["unit"] for row in rows)
    if not units:
        return []
    unit = max(sorted(units, key=str), key=lambda one: units[one])
    numbers = [(row, _number(row)) for row in rows if row["unit"] == unit]
    kept = sorted(
        ((row["published_earliest"][:10], number, row["estimate_id"], row) for row, number in numbers if number),
        key=lambda one: one[:3],
    )
    return [
        {"day": day, "value": number, "phrase": row["phrase"], "counts": row["estimand_name"], "report": row["outlet"],
         "order": at}
        for at, (day, number, _, row) in enumerate(kept[:_MOST])
    ]  # fmt: skip


def _number(row: dict[str, Any]) -> float | None:
    return next((row[name] for name in ("value", "high", "low") if row[name] is not None), None)
