"""Where marks and labels stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.look.touching import covers
from workbench.look import labels, layout, scales
from workbench.look.layout import Figure, Placed, Scale
from workbench.look.space import Box, Taken

DAY = date(2031, 5, 2).toordinal()


def figure(name: str, value: float, *, kind: layout.Kind = "point", day: int = DAY, until: int | None = None) -> Figure:
    low = value if kind in ("point", "up", "bar") else None
    high = {"point": value, "down": value, "bar": value + 5, "up": None}[kind]
    return Figure(name, kind, low, high, "c", "Interior Ministry", day, day if until is None else until)


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
    assert scales.value_scale([figure("a", 900), figure("b", 1000)], 200).first == 0


def test_zero_is_left_out_only_when_it_would_flatten_all_values_to_one_line() -> None:
    assert scales.value_scale([figure("a", 1000), figure("b", 1001)], 200).first > 0
    assert scales.value_scale([figure("a", 1000), figure("b", 1000)], 200).first == 0


def test_an_arrow_has_room_above_the_highest_value() -> None:
    scale = scales.value_scale([figure("a", 50, kind="up")], 200)
    assert 200 - scale.at(50) > layout.ARROW


@given(st.floats(0.001, 1e12), st.floats(1, 1000))
def test_ticks_are_few_and_within_the_scale(value: float, ratio: float) -> None:
    scale = scales.value_scale([figure("a", value), figure("b", value * ratio)], 200)
    assert 1 <= len(scale.ticks) <= 12
    assert all(scale.first <= tick <= scale.last * 1.0000001 for tick in scale.ticks)


@pytest.mark.parametrize(
    ("earliest", "latest", "placed"),
    [(DAY, DAY, True), (DAY, DAY + 2, True), (DAY, DAY + 3, False), (DAY, None, False), (None, DAY, False)],
)
def test_a_figure_stands_on_the_time_axis_only_when_its_day_is_nearly_known(
    earliest: int | None, latest: int | None, placed: bool
) -> None:
    one = Figure("a", "point", 1, 1, "", "", earliest, latest)
    assert layout.has_place_in_time(one, layout.widest([one])) is placed


@pytest.mark.parametrize(("days", "step"), [(1, "day"), (30, "day"), (200, "month"), (3000, "year")])
def test_time_ticks_fall_on_whole_days_months_or_years(days: int, step: str) -> None:
    scale = scales.time_scale([figure("a", 1), figure("b", 1, day=DAY + days)], 3, 600)
    assert scale is not None
    assert scale.step == step
    assert all(tick == int(tick) for tick in scale.ticks)
    assert 1 <= len(scale.ticks) <= 10


def test_figures_of_one_day_and_value_stand_side_by_side() -> None:
    up, across = Scale(0, 100, 200), Scale(DAY - 1, DAY + 1, 400)
    placed = layout.place([figure(name, 50) for name in "abcde"], across=across, up=up, width=400)
    assert len({one.x for one in placed}) == 5
    assert all(one.true_x == 200 and one.clear for one in placed)
    assert max(abs(one.x - one.true_x) for one in placed) <= 2 * layout.STEP


@given(
    st.lists(st.tuples(st.integers(0, 5), st.sampled_from([10, 11, 50, 90]), st.sampled_from(["point", "up", "bar"])))
)
def test_no_mark_that_is_called_clear_covers_another(rows: list[tuple[int, float, layout.Kind]]) -> None:
    figures = [figure(f"f{at:03}", value, kind=kind, day=DAY + day) for at, (day, value, kind) in enumerate(rows[:12])]
    up, across = scales.value_scale(figures, 240), Scale(DAY - 1, DAY + 6, 900)
    placed = layout.place(figures, across=across, up=up, width=900)
    boxes = [one.box for one in placed if one.clear]
    assert not any(covers(a, b) for at, a in enumerate(boxes) for b in boxes[at + 1 :])


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
    found = labels.labels(placed, width=600, height=200)
    assert [label.text for label in found] == ["Interior Ministry", "Interior Ministry"]


def test_a_name_without_room_is_left_out_and_never_cut_to_a_code() -> None:
    up, across = Scale(0, 100, 40), Scale(DAY - 1, DAY + 1, 30)
    placed = layout.place([figure("a", 50)], across=across, up=up, width=30)
    assert labels.labels(placed, width=30, height=40) == []


#: Day, value, kind, claimant, and days beyond the first.
Crowd = Sequence[tuple[int, float, layout.Kind, int, int]]


def many(rows: Crowd) -> list[Figure]:
    """Figures of several claimants, some with words beside their mark, some known to within two days."""
    kinds: dict[layout.Kind, tuple[float, float]] = {"point": (1, 1), "bar": (1, 1.4), "up": (1, 0), "down": (0, 1)}
    return [
        Figure(
            f"f{at:03}", kind, value * kinds[kind][0] or None, value * kinds[kind][1] or None, f"c{who}",
            NAMES[who], DAY + day, DAY + day + more, who % 2 == 0, ("", "×2", "×12*")[more],
        )
        for at, (day, value, kind, who, more) in enumerate(rows)
    ]  # fmt: skip


NAMES = ("Relief Union", "Office of the Regional Governor", "Interior Ministry", "Union", "Ministry (Harbour Police)")
ROWS = st.lists(
    st.tuples(
        st.integers(0, 9), st.sampled_from([2, 10, 10.5, 11, 11, 11, 12]),
        st.sampled_from(["point", "bar", "up", "down"]), st.integers(0, 4), st.integers(0, 1),
    ),
    max_size=45,
)  # fmt: skip


def obstacles(placed: list[Placed]) -> list[Box]:
    return [box for one in placed for box in (*one.boxes, *one.lines)]


@given(ROWS)
def test_no_label_stands_on_a_mark_a_whisker_or_another_label(
    rows: Crowd,
) -> None:
    figures = many(rows)
    up, across = scales.value_scale(figures, 300), Scale(DAY - 1, DAY + 11, 560)
    placed = layout.place(figures, across=across, up=up, width=560)
    found = labels.labels(placed, width=560, height=300)
    boxes = [one.box for one in found]
    assert not any(covers(a, b) for at, a in enumerate(boxes) for b in boxes[at + 1 :])
    assert not any(covers(a, b) for a in boxes for b in obstacles(placed))
    leaders = [one.leader for one in found if one.leader is not None]
    assert not any(covers(a, b) for a in leaders for one in placed for b in one.boxes)
    assert not any(covers(leader, one.box) for leader in leaders for one in found if one.leader != leader)


@given(ROWS)
def test_no_label_of_the_lane_stands_on_a_mark_or_another_label(
    rows: Crowd,
) -> None:
    figures = many(rows)
    up = scales.value_scale(figures, 250)
    placed = layout.place(figures, across=None, up=up, width=150)
    texts = {one.id: (f"{one.label}, 4–7 May", f"{one.label}\n4–7 May", "4–7 May") for one in figures}
    boxes = [one.box for one in labels.lane_labels(placed, texts, width=150, height=250)]
    assert not any(covers(a, b) for at, a in enumerate(boxes) for b in boxes[at + 1 :])
    assert not any(covers(a, b) for a in boxes for b in obstacles(placed))


def test_the_lane_writes_the_interval_alone_where_the_name_has_no_room() -> None:
    placed = layout.place([figure("a", 50)], across=None, up=Scale(0, 100, 80), width=90)
    texts = {"a": ("A Name Far Too Long For Any Lane, 4–7 May", "4–7 May")}
    assert [one.text for one in labels.lane_labels(placed, texts, width=90, height=80)] == ["4–7 May"]


def test_a_dense_panel_names_each_claimant_once_and_never_the_outlets_own_voice() -> None:
    rows: Crowd = [(day, 10, "point", day % 3, 0) for day in (*range(10), *range(10))]
    figures = [*many(rows), Figure("own", "point", 60, 60, "", "outlet’s own words", DAY, DAY)]
    up, across = scales.value_scale(figures, 300), Scale(DAY - 1, DAY + 11, 560)
    found = labels.labels(layout.place(figures, across=across, up=up, width=560), width=560, height=300)
    assert sorted(one.claimant for one in found) == ["c0", "c1", "c2"]


def test_a_name_in_a_crowd_stands_at_the_end_of_a_leader() -> None:
    crowd = many([(day, value, "point", 1, 0) for day in (3, 4, 6, 7) for value in (9, 10, 11)])
    lone = Figure("lone", "point", 10, 10, "x", "Harbour Board", DAY + 5, DAY + 5)
    up, across = Scale(0, 20, 300), Scale(DAY - 1, DAY + 11, 360)
    found = labels.labels(layout.place([*crowd, lone], across=across, up=up, width=360), width=360, height=300)
    [named] = [one for one in found if one.claimant == "x"]
    assert named.leader is not None
    assert named.text == "Harbour Board"


def test_five_thousand_figures_of_one_day_take_a_moment() -> None:
    rows: Crowd = [(0, 1 + at % 997, ("point", "bar", "up", "down")[at % 4], at % 5, at % 2) for at in range(5000)]
    figures = many(rows)
    start = process_time()
    up, across = scales.value_scale(figures, 400), Scale(DAY - 1, DAY + 2, 600)
    placed = layout.place(figures, across=across, up=up, width=600)
    labels.labels(placed, width=600, height=400)
    assert process_time() - start < 3
    assert len(placed) == 5000


def test_what_is_taken_is_free_again_nowhere() -> None:
    taken = Taken()
    taken.add(Box(10, 10, 20, 90))
    taken.shade(Box(100.4, 5.5, 101, 6))
    assert not taken.leaves(Box(19, 80, 40, 85))
    assert taken.leaves(Box(20, 80, 40, 85))
    assert not taken.leaves(Box(100, 5, 100.2, 5.2))
