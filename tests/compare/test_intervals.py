"""What the words of a figure leave open."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from tests.compare.harbour import says, story
from workbench.compare.intervals import Interval, interval_of
from workbench.compare.support.plans import is_plan
from workbench.compare.support.points import allow_each_other, points_of
from workbench.cuefiles import cue_file

INF = float("inf")


@pytest.mark.parametrize(
    ("low", "high", "bound", "wanted"),
    [
        (40, 40, "bare", Interval(40, 40)),
        (40, 40, "about", Interval(38, 42)),
        (-40, -40, "about", Interval(-42, -38)),
        (40, None, "at least", Interval(40, INF)),
        (None, 40, "at most", Interval(-INF, 40)),
    ],
)
def test_an_interval_has_the_ends_that_are_stated_and_about_is_wider(
    low: float | None, high: float | None, bound: str, wanted: Interval
) -> None:
    assert interval_of(SimpleNamespace(low=low, high=high, bound=bound)) == wanted


@pytest.mark.parametrize(("number", "allowed"), [(1040, True), (1060, False)])
def test_figures_allow_each_other_by_the_same_rule(number: float, allowed: bool) -> None:
    days = {"a": "2031-05-02", "b": "2031-05-03"}
    a, b = points_of(story(days, [says("a", 1000, "port", bound="about"), says("b", number, "guard")]))
    assert allow_each_other(a, b) == allow_each_other(b, a) == allowed


def test_the_name_of_what_is_counted_tells_a_plan() -> None:
    plans = cue_file("compare", "plans")["plan"]
    assert is_plan("ferries", plans["example"])
    assert is_plan("ferries_planned", None)
    assert not is_plan("ferries-lost", "Ferries lost at Plana")
