"""Parts, sums and totals that nobody stated; ranges of published figures and a best figure by a named rule."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compare.harbour import says, story
from workbench.compare.support.guards import derived_totals, parts, why_not_add
from workbench.compare.support.ranges import CAPTION, best_figure, published_range
from workbench.errors import InputError
from workbench.story import Story

DAYS = {"a": "2031-05-02", "b": "2031-05-03", "c": "2031-05-04"}


def test_a_figure_that_a_report_calls_part_of_another_is_part_of_it_everywhere() -> None:
    figures = [
        says("a", 900, "port"),
        says("a", 300, "port", of="missing", part_of="e00"),
        says("b", 900, "port"),
        says("b", 300, "port", of="missing"),
    ]
    one = story(DAYS, figures)
    (part,) = parts(one)
    assert part.reading == "300 is part of 900, not another number beside it."
    assert "“300” is part of “900”." in why_not_add(one, ["e02", "e03"])


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        (says("b", 40, "port"), "“40” and “40” are one figure told twice."),
        (says("b", 60, "port", of="missing"), "“40” and “60” count different things."),
        (says("b", 60, "port"), "“40” and “60” may count the same ones: neither place lies outside the other."),
        (says("b", 60, "torrin", place="south"), "“40” and “60” are not of one holder."),
        (says("b", 60, "port", unit="tonne"), "“40” and “60” are in different units."),
        (says("b", 60, "port", former=True), "“60” is a former figure."),
        (says("b", 60, "port", per="ship"), "“60” is for each ship, not a total."),
    ],
)
def test_what_must_not_be_added_says_why(second: dict[str, Any], reason: str) -> None:
    assert reason in why_not_add(story(DAYS, [says("a", 40, "port", place="north"), second]), ["e00", "e01"])


def test_two_places_apart_of_one_holder_may_be_added() -> None:
    figures = [says("a", 40, "port", place="north"), says("a", 60, "port", place="south")]
    assert why_not_add(story(DAYS, figures), ["e00", "e01"]) == ()


def test_an_unknown_estimate_is_refused() -> None:
    with pytest.raises(InputError, match="estimates must be ids of the story, is 'x'"):
        why_not_add(story(DAYS, []), ["x"])


def flotillas(**more: Any) -> list[dict[str, Any]]:
    sentence = "The port office counts two flotillas of up to 60 boats each."
    return [
        says("a", 2, "port", words="two", sentence=sentence, of="ships", noun="flotillas"),
        says("a", 60, "port", words="up to 60", bound="at most", per="flotilla", same_sentence=True, **more),
    ]


def test_groups_of_a_size_give_a_total_that_is_labelled_as_derived() -> None:
    (derived,) = derived_totals(story(DAYS, flotillas()))
    assert (derived.low, derived.high, derived.derived_from) == (None, 120, ("e00", "e01"))
    assert derived.label == "derived: two × up to 60 for each flotilla = up to 120; no report states this total"


def test_a_derived_total_is_in_no_table() -> None:
    one = story(DAYS, flotillas())
    derived_totals(one)
    assert list(one.estimates["estimate_id"]) == ["e00", "e01"]


def test_a_report_that_gives_the_product_as_a_count_is_named() -> None:
    (derived,) = derived_totals(story(DAYS, [*flotillas(), says("b", 120)]))
    assert derived.stated_by == ("e02",)
    assert derived.label.endswith("in the words; 1 report gives it as if it had been counted")


# --- ranges and best figures ------------------------------------------------------------------------------------------


@pytest.fixture
def rivals() -> Story:
    figures = [
        says("a", 300, "port", bound="at least", day="2031-05-01"),
        says("b", 900, "torrin", day="2031-05-03"),
        says("c", 900, "velna", day="2031-05-03"),
        says("c", 500, "velna", former=True, day="2031-05-02"),
        says("c", 5000, "torrin", stance="denied"),
    ]
    return story(DAYS, figures)


def test_the_range_is_of_current_figures_and_says_what_it_is(rivals: Story) -> None:
    found = published_range(rivals, "lost")
    assert (found.low, found.low_by, found.high, found.high_by) == (300, ("e00",), 900, ("e01", "e02"))
    assert (found.holders, found.caption) == (("torrin", "velna"), CAPTION)


def test_a_floor_gives_no_highest() -> None:
    found = published_range(story(DAYS, [says("a", 300, "port", bound="at least")]), "lost")
    assert (found.low, found.high, found.high_by) == (300, None, ())


def test_what_came_up_in_a_retelling_is_no_end_of_the_range() -> None:
    figures = [says("a", 300, "port", of="missing"), says("b", 300, "port")]
    assert published_range(story(DAYS, figures, draws=[("b", "a")]), "lost").low is None


def test_the_best_figure_is_by_the_rule_that_was_named(rivals: Story) -> None:
    assert best_figure(rivals, "lost", rule="latest").estimates == ("e01", "e02")
    assert best_figure(rivals, "lost", rule="most ultimate sources").reason == "900 has 2 / 2 / 2"
    assert best_figure(rivals, "lost", rule="latest of claimant", claimant="Torrin").estimates == ("e01",)


def test_a_tie_has_no_best_figure() -> None:
    figures = [says("a", 300, "port", day="2031-05-01"), says("b", 900, "torrin", day="2031-05-01")]
    for rule in ("latest", "most ultimate sources"):
        found = best_figure(story(DAYS, figures), "lost", rule=rule)
        assert (found.figure_id, found.estimates) == (None, ())
        assert found.reason.startswith("tied")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            {"rule": "likeliest"},
            "rule must be one of latest, most ultimate sources, latest of claimant, is 'likeliest'",
        ),
        ({"rule": "latest", "claimant": "Velna"}, "claimant goes with rule 'latest of claimant' and only with it"),
        ({"rule": "latest of claimant", "claimant": "Nobody"}, "claimant must be an id or name of the story"),
    ],
)
def test_a_rule_that_is_none_is_refused(rivals: Story, arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        best_figure(rivals, "lost", **arguments)


def test_an_estimand_the_story_does_not_have_is_refused(rivals: Story) -> None:
    with pytest.raises(InputError, match="estimand must be one of crew, lost, missing, planned, ships, is 'rain'"):
        published_range(rivals, "rain")
