"""A chart of a huge story: its scales are those of every figure, found without reading each, and it stays small."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.frames import flood_story, rows_of, with_rows
from tests.look.test_charts import layers, panels
from workbench.ledger import plain_rows
from workbench.look import alike, charts, falsetrends, layout, scales
from workbench.look.charts import drawable, estimates_over_time
from workbench.look.ends import drawn_of, ends_of
from workbench.look.joined import joined
from workbench.look.layout import Figure
from workbench.look.panel import height
from workbench.look.selection import Selection
from workbench.look.styles import Palette, styles_of
from workbench.story import Story

Row = dict[str, Any]
FLOOD = flood_story()
ONE = rows_of(FLOOD, "estimates")[1]
NUMBERS = st.none() | st.sampled_from([0.0, 1.0, 1.01, 40.0, 3_000.0, 250_000.0])
DAYS = st.none() | st.sampled_from(["1998-03-01", "2019-05-04", "2019-05-05", "2019-05-21", "2019-09-01", "2021-01-01"])
CHANGES = st.fixed_dictionaries(
    {
        "low": NUMBERS,
        "best": NUMBERS,
        "high": NUMBERS,
        "bound": st.sampled_from(["bare", "about", "at least", "at most", "range"]),
        "as_of_earliest": DAYS,
        "as_of_latest": DAYS,
        "part": st.sampled_from(["headline", "body", "summary"]),
        "anonymous": st.booleans(),
        "estimand": st.sampled_from(["missing", "rain"]),
    }
)


def story_of(changes: list[Row]) -> Story:
    """The story with one figure for each of these changes to one of its own."""
    return with_rows(FLOOD, "estimates", [ONE | one | {"estimate_id": f"x{at}"} for at, one in enumerate(changes)])


def every_figure(story: Story, estimand: str | None = None) -> list[Figure]:
    """Each figure as the layout sees it, read row by row."""
    frame = joined(story)
    rows = [row for row in drawable(plain_rows(frame)) if estimand in (None, row["estimand"])]
    return [alike.figure([row], "as_of", styles_of(frame, Palette())) for row in rows]


@settings(max_examples=50)
@given(st.lists(CHANGES, min_size=1, max_size=12))
def test_the_figures_at_the_ends_give_the_scales_of_all(changes: list[Row]) -> None:
    story = story_of(changes)
    everything = every_figure(story)
    drawn = drawn_of(joined(story), "as_of", {"missing": 0, "rain": 1}, {})
    assert len(drawn.rows) == len(everything)
    limit = layout.widest(everything)
    ends = ends_of(drawn)
    assert layout.widest(ends) == limit
    ends = ends_of(drawn, limit)
    assert scales.time_scale(ends, limit, 500.0) == scales.time_scale(everything, limit, 500.0)
    for at, estimand in enumerate(("missing", "rain")):
        own, few = every_figure(story, estimand), ends_of(drawn.take(np.flatnonzero(drawn.panel == at)), limit)
        if own:
            assert scales.value_scale(few, 180.0) == scales.value_scale(own, 180.0)
        undated = [any(not layout.has_place_in_time(one, limit) for one in some) for some in (own, few)]
        assert undated[0] == undated[1]


@settings(max_examples=50)
@given(st.lists(CHANGES, min_size=1, max_size=20))
def test_a_panel_is_as_tall_as_its_marks_ask_for(changes: list[Row]) -> None:
    story = story_of(changes)
    whole = charts._whole(story, Selection(), "as_of", Palette())
    raised = falsetrends.false_trends(story)
    rows = [{**row, "alarm": raised.get(row["estimate_id"])} for row in drawable(plain_rows(joined(story)))]
    assert charts._marks(whole, whole.drawn.rows) == len(alike.together(rows, "as_of"))


def test_few_rows_of_many_are_enough_for_a_panel_of_full_height(monkeypatch: pytest.MonkeyPatch) -> None:
    story = story_of([{"low": float(at // 30)} for at in range(400)])
    whole = charts._whole(story, Selection(), "as_of", Palette())
    sheet = charts._sheet(whole, 820, Palette())
    tall = charts._measured(whole, sheet, ONE["estimand"]).up.pixels
    monkeypatch.setattr(charts, "_ENOUGH", 31)
    assert charts._measured(whole, sheet, ONE["estimand"]).up.pixels == tall == height(14)


@pytest.fixture(scope="module")
def huge() -> Story:
    """More figures than false trends are looked for among, the last ones far from the others."""
    many = falsetrends.MOST_COMPARED + 10
    far = {"low": 9e6, "best": 9e6, "high": 9e6, "as_of_earliest": "2031-01-01", "as_of_latest": "2031-01-01"}
    return story_of([{"low": float(at), "best": float(at), "high": float(at)} for at in range(many)] + [far])


def test_the_chart_of_a_huge_story_is_as_small_as_that_of_a_large_one(huge: Story) -> None:
    large = story_of([{"low": float(at), "best": float(at), "high": float(at)} for at in range(charts.MOST_FIGURES)])
    sizes = [len(json.dumps(estimates_over_time(one).to_dict(validate=False))) for one in (large, huge)]
    assert sizes[1] < 1.2 * sizes[0]


def test_its_scales_span_figures_that_are_not_drawn(huge: Story) -> None:
    (shown,) = panels(estimates_over_time(huge).to_dict(validate=False))
    scale = {way: {tuple(one["encoding"][way]["scale"]["domain"]) for one in layers(shown)} for way in "xy"}
    ((_, last),), ((_, top),) = scale["x"], scale["y"]
    assert last > date(2031, 1, 1).toordinal()
    assert top > 9e6


def test_it_says_what_is_not_drawn_and_not_marked(huge: Story) -> None:
    spec = estimates_over_time(huge).to_dict(validate=False)
    caption = " ".join(row["text"] for row in spec["datasets"][spec["vconcat"][-1]["layer"][0]["data"]["name"]])
    assert "False trends are looked for among up to 20,000 figures and not marked here: there are 20,011." in caption
    assert "Only the first 800 figures are drawn; the table has all." in caption


def test_it_reads_row_by_row_no_more_than_it_draws(huge: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []

    def counting(frame):  # type: ignore[no-untyped-def]  # stands in for the function of this name
        read.append(len(frame))
        return plain_rows(frame)

    monkeypatch.setattr(charts, "plain_rows", counting)
    estimates_over_time(huge)
    assert sum(read) <= charts.MOST_FIGURES + charts._ENOUGH
