"""Where marks and labels stand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.look import layout
from workbench.look.layout import Figure, Scale

DAY = date(2031, 5, 2).toordinal()


def figure(name: str, value: float, *, kind: layout.Kind = "point", day: int = DAY, until: int | None = None) -> Figure:
    low = value if kind in ("point", "up", "bar") else None
    high = {"point": value, "down": value, "bar": value + 5, "up": None}[kind]
    return Figure(name, kind, low, high, "c", "Interior Ministry", "IM", day, day if until is None else until)


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ({"bound": "bare", "low": 5, "best": 5, "high": 5}, "point"),
        ({"bound": "about", "low": 5, "best": 5, "high": 5}, "point"),
        ({"bound": "range", "low": 5, "best": None, "high": 9}, "bar"),
        ({"bound": "vague", "low": 13, "best": None, "high": 19}, "bar"),
        ({"bound": "at least", "low": 5, "best": None, "high": None}, "up"),
        ({"bound": "more than", "low": 5, "best": None, "high": None}, "up"),
        ({"bound": "at most", "low": None, "best": None, "high": 9}, "down"),
        ({"bound": "less than", "low": None, "best": None, "high": 9}, "down"),
        ({"bound": "vague", "low": None, "best": None, "high": None}, None),
    ],
)
def test_a_point_is_drawn_only_where_a_point_was_stated(row: dict[str, Any], kind: str | None) -> None:
    assert layout.kind_of(row) == kind


def test_the_value_axis_starts_at_zero() -> None:
    assert layout.value_scale([figure("a", 900), figure("b", 1000)], 200).first == 0


def test_zero_is_left_out_only_when_it_would_flatten_all_values_to_one_line() -> None:
    assert layout.value_scale([figure("a", 1000), figure("b", 1001)], 200).first > 0
    assert layout.value_scale([figure("a", 1000), figure("b", 1000)], 200).first == 0


def test_an_arrow_has_room_above_the_highest_value() -> None:
    scale = layout.value_scale([figure("a", 50, kind="up")], 200)
    assert 200 - scale.at(50) > layout.ARROW


@given(st.floats(0.001, 1e12), st.floats(1, 1000))
def test_ticks_are_few_and_within_the_scale(value: float, ratio: float) -> None:
    scale = layout.value_scale([figure("a", value), figure("b", value * ratio)], 200)
    assert 1 <= len(scale.ticks) <= 12
    assert all(scale.first <= tick <= scale.last * 1.0000001 for tick in scale.ticks)


@pytest.mark.parametrize(
    ("earliest", "latest", "placed"),
    [(DAY, DAY, True), (DAY, DAY + 2, True), (DAY, DAY + 3, False), (DAY, None, False), (None, DAY, False)],
)
def test_a_figure_stands_on_the_time_axis_only_when_its_day_is_nearly_known(
    earliest: int | None, latest: int | None, placed: bool
) -> None:
    one = Figure("a", "point", 1, 1, "", "", "", earliest, latest)
    assert layout.has_place_in_time(one, layout.widest([one])) is placed


@pytest.mark.parametrize(("days", "step"), [(1, "day"), (30, "day"), (200, "month"), (3000, "year")])
def test_time_ticks_fall_on_whole_days_months_or_years(days: int, step: str) -> None:
    scale = layout.time_scale([figure("a", 1), figure("b", 1, day=DAY + days)], 3, 600)
    assert scale is not None
    assert scale.step == step
    assert all(tick == int(tick) for tick in scale.ticks)
    assert 1 <= len(scale.ticks) <= 10


def test_figures_of_one_day_and_value_stand_side_by_side() -> None:
    up, across = Scale(0, 100, 200), Scale(DAY - 1, DAY + 1, 400)
    placed = layout.place([figure(name, 50) for name in "abcde"], across=across, up=up, width=400)
    assert len({one.x for one in placed}) == 5
    assert all(one.true_x == 200 for one in placed)
    assert max(abs(one.x - one.true_x) for one in placed) <= 2 * layout.STEP


@given(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from([10, 11, 50, 90]), st.sampled_from(["point", "up", "bar"])))
)
def test_marks_do_not_cover_each_other_while_there_is_room(rows: list[tuple[int, float, layout.Kind]]) -> None:
    figures = [figure(f"f{at:03}", value, kind=kind, day=DAY + day) for at, (day, value, kind) in enumerate(rows[:12])]
    up, across = layout.value_scale(figures, 240), Scale(DAY - 1, DAY + 6, 900)
    placed = layout.place(figures, across=across, up=up, width=900)
    boxes = [one.box for one in placed]
    assert not any(a.covers(b) for at, a in enumerate(boxes) for b in boxes[at + 1 :])


def test_places_do_not_depend_on_the_order_of_the_rows() -> None:
    figures = [figure(name, value) for name, value in zip("abcd", (5, 5, 6, 80), strict=True)]
    up, across = Scale(0, 100, 200), Scale(DAY - 1, DAY + 1, 400)
    there = layout.place(figures, across=across, up=up, width=400)
    back = layout.place(figures[::-1], across=across, up=up, width=400)
    assert there == back


def test_neighbours_of_one_claimant_share_a_label_and_a_lone_mark_has_its_full_name() -> None:
    up, across = Scale(0, 100, 200), Scale(DAY - 1, DAY + 4, 600)
    placed = layout.place(
        [figure("a", 50), figure("b", 50), figure("c", 50, day=DAY + 3)], across=across, up=up, width=600
    )
    found = layout.labels(placed, width=600, height=200)
    assert [label.text for label in found] == ["Interior Ministry", "Interior Ministry"]


def test_the_code_stands_where_the_name_has_no_room() -> None:
    up, across = Scale(0, 100, 40), Scale(DAY - 1, DAY + 1, 44)
    placed = layout.place([figure("a", 50)], across=across, up=up, width=44)
    assert [label.text for label in layout.labels(placed, width=44, height=40)] == ["IM"]
