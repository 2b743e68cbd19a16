"""What each point is, and the trends that are none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from tests.compare.harbour import says, story
from tests.compare.test_corroboration import DRAWS, FIGURES
from workbench.compare.support.alarms import Alarm, alarms
from workbench.compare.support.points import takes_back
from workbench.compare.support.trends import MEANING, news_of
from workbench.cuefiles import cue_file
from workbench.story import Story

DAYS = {"a": "2031-05-02", "b": "2031-05-03", "c": "2031-05-04", "d": "2031-05-05"}


def classes(one: Story) -> list[str | None]:
    found = news_of(one)
    return [found.get(estimate) for estimate in one.estimates["estimate_id"]]


def test_a_holder_is_new_then_restates_then_revises() -> None:
    figures = [says("a", 40, "port"), says("b", 40, "guard"), says("c", 60, "velna"), says("d", 60, "torrin")]
    assert classes(story(DAYS, figures)) == ["new", "restatement", "revision", "new"]


def test_what_a_text_took_over_is_an_echo_whatever_it_says_of_its_holder() -> None:
    figures = [says("a", 40, "port"), says("b", 40, "torrin"), says("c", 40, "torrin")]
    assert classes(story(DAYS, figures, draws=[("b", "a")])) == ["new", "echo", "new"]


def test_a_number_without_a_holder_is_never_news_again() -> None:
    figures = [says("a", 40, "port"), says("b", 40), says("c", 40, "officials")]
    assert classes(story(DAYS, figures)) == ["new", "restatement", "restatement"]


def test_a_former_figure_is_a_restatement_and_its_successor_a_revision() -> None:
    figures = [says("a", 40, "port", former=True), says("a", 60, "port", revises="e00", same_sentence=False)]
    assert classes(story(DAYS, figures)) == ["restatement", "revision"]


def test_an_outlet_that_takes_a_figure_back_corrects() -> None:
    taken = says("b", 40, former=True, words="40", sentence="CORRECTION: An earlier version said 40 boats were lost.")
    assert classes(story(DAYS, [says("a", 40, "port"), taken])) == ["new", "correction"]


def test_a_figure_replaced_for_the_same_day_without_a_word_was_dropped() -> None:
    first = says("a", 400, "port", day="2031-05-01")
    assert classes(story(DAYS, [first, says("c", 100, "port", day="2031-05-01")])) == ["dropped", "revision"]
    assert classes(story(DAYS, [first, says("c", 500, "port", day="2031-05-03")])) == ["new", "revision"]
    said = says("c", 400, "port", former=True)
    assert classes(story(DAYS, [first, says("c", 100, "port", day="2031-05-01"), said]))[0] == "new"
    floor = says("a", 400, "port", bound="at least", day="2031-05-01")
    assert classes(story(DAYS, [floor, says("c", 500, "port", day="2031-05-01")]))[0] == "new"


def test_a_denial_is_no_point_of_a_trend() -> None:
    assert classes(story(DAYS, [says("a", 40, "port", stance="denied")])) == [None]


def test_an_undated_report_with_a_dated_figure_came_in_no_later_than_it_could() -> None:
    days: dict[str, Any] = {"a": "2031-05-04", "b": ("2031-05-02", "2031-05-09")}
    figures = [says("a", 60, "port"), says("b", 40, "port", day="2031-05-02")]
    assert classes(story(days, figures)) == ["revision", "new"]


def test_the_body_of_a_report_speaks_before_its_headline() -> None:
    figures = [says("a", 40, "port", part="headline"), says("a", 40, "port", bound="at least")]
    assert classes(story(DAYS, figures)) == ["restatement", "new"]


def test_what_was_expected_is_no_earlier_word_on_what_is_so() -> None:
    figures = [
        says("a", 40, "port", stance="expected"),
        says("b", 40, "port"),
        says("c", 60, "port", stance="expected"),
    ]
    assert classes(story(DAYS, figures)) == ["new", "new", "revision"]
    planned = [{**one, "of": "planned"} for one in figures]
    assert classes(story(DAYS, planned)) == ["new", "restatement", "revision"]


def test_a_figure_that_a_report_changed_is_no_word_of_its_holder() -> None:
    one = story(DAYS, [says("a", 40, "port"), says("b", 60, "port"), says("c", 60, "port")])
    row = one.estimates.iloc[1]
    changed = {"kind": "number", "state": "open", "b_report": "b", "b_start": row["start"], "b_end": row["end"]}
    assert list(news_of(one, discrepancies=[changed]).values()) == ["new", "restatement", "revision"]
    dismissed = news_of(one, discrepancies=[{**changed, "state": "dismissed"}])
    assert list(dismissed.values()) == ["new", "revision", "restatement"]


@settings(deadline=None, max_examples=30)
@given(FIGURES, DRAWS)
def test_every_charted_figure_that_nobody_denies_has_one_class(figures: list[Any], draws: list[Any]) -> None:
    one = story(DAYS, figures, draws=draws)
    for stance, news in zip(one.estimates["stance"], classes(one), strict=True):
        assert (news in MEANING) != (stance == "denied")


@pytest.mark.parametrize(("name", "entry"), sorted(cue_file("compare", "corrections").items()))
def test_an_example_shows_each_way_to_take_a_figure_back(name: str, entry: dict[str, Any]) -> None:
    assert takes_back(entry["example"]), name
    assert not takes_back("The port office said 40 boats were lost.")


# --- false trends -----------------------------------------------------------------------------------------------------


def only(one: Story) -> Alarm:
    found = alarms(one)
    assert len(found) == 1
    return found[0]


def test_a_rise_from_a_floor_that_lost_its_words_is_none() -> None:
    figures = [
        says("a", 300, "guard", bound="at least"),
        says("b", 300, "port", former=True),
        says("b", 900, "port", revises="e01"),
    ]
    alarm = only(story(DAYS, figures))
    assert (alarm.first, alarm.second, alarm.lost, alarm.restored_by) == ("e01", "e02", "e01", "e00")
    assert (alarm.direction, alarm.reason) == ("rise", "bound dropped")
    assert alarm.reading == ("“300” in b was “at least 300” in a: put back, it allows 900, and no rise is shown.")


def test_a_rise_that_the_floor_does_not_explain_stands() -> None:
    figures = [
        says("a", 300, "port", bound="at most"),
        says("b", 300, "port", former=True),
        says("b", 900, "port", revises="e01"),
    ]
    assert alarms(story(DAYS, figures)) == ()


def test_a_plain_rise_and_a_rise_from_a_floor_told_as_one_ring_no_alarm() -> None:
    assert alarms(story(DAYS, [says("a", 300, "port"), says("b", 900, "port")])) == ()
    assert alarms(story(DAYS, [says("a", 300, "port", bound="at least"), says("b", 900, "port")])) == ()


def test_two_holders_are_no_trend() -> None:
    figures = [says("a", 300, "port", bound="at least"), says("b", 300, "port"), says("c", 900, "torrin")]
    assert alarms(story(DAYS, figures)) == ()


def test_a_later_floor_of_somebody_else_explains_nothing() -> None:
    figures = [
        says("a", 300, "port", former=True),
        says("a", 900, "port", revises="e00"),
        says("b", 300, "torrin", bound="at least"),
        says("d", 300, "port", bound="at least"),
    ]
    assert alarms(story(DAYS, figures)) == ()


def test_a_number_that_counted_another_thing_makes_no_rise() -> None:
    figures = [
        says("a", 900, "port", of="planned"),
        says("a", 300, "port"),
        says("b", 900, "port"),
    ]
    alarm = only(story(DAYS, figures))
    assert (alarm.lost, alarm.restored_by, alarm.reason) == ("e02", "e00", "estimand changed")
    assert "“Boats planned”" in alarm.reading


def test_a_headline_that_counts_another_thing_than_its_body_makes_no_rise() -> None:
    figures = [
        says("a", 300, "port"),
        says("b", 900, "port", part="headline"),
        says("b", 900, "port", of="planned"),
    ]
    alarm = only(story(DAYS, figures))
    assert alarm.lost == "e01"
    assert "“900” in the headline of b is “900” in its body, which counts another thing" in alarm.reading


def test_a_difference_told_between_two_things_is_no_rise() -> None:
    figures = [
        says("a", 338, of="missing"),
        says("a", 845, "port"),
        says("a", 507, trend="change", charted=False),
    ]
    alarm = only(story(DAYS, figures))
    assert (alarm.first, alarm.second, alarm.reason) == ("e00", "e01", "estimand changed")


def test_a_small_difference_happens_between_many_numbers() -> None:
    figures = [says("a", 30, of="missing"), says("a", 46, "port"), says("a", 16, trend="change", charted=False)]
    assert alarms(story(DAYS, figures)) == ()


def test_an_old_figure_that_comes_back_as_an_echo_makes_no_fall() -> None:
    figures = [says("a", 300, "port"), says("b", 900, "torrin"), says("c", 300, "port", day="2031-05-04")]
    alarm = only(story(DAYS, figures, draws=[("c", "a")]))
    assert (alarm.lost, alarm.direction, alarm.reason) == ("e02", "fall", "echo")
