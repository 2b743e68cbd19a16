"""The story as it could be known on a day, and what changed between two."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.compare.harbour import says, story
from tests.compare.test_corroboration import DAYS, FIGURES
from tests.frames import flood_story
from workbench import ledger
from workbench.compare import compared, standing
from workbench.compare.vintage import known_by, possibly_out, resting, what_changed
from workbench.errors import InputError
from workbench.look.selection import Selection, apply
from workbench.story import Story


def whole(one: Story) -> Story:
    return Story(compared(one.tables, one.file), one.file)


@pytest.fixture
def week() -> Story:
    days: dict[str, Any] = {"a": "2031-05-02", "b": ("2031-05-03", "2031-05-06"), "c": "2031-05-07", "d": None}
    figures = [
        says("a", 400, "port", day="2031-05-02"),
        says("b", 400, "torrin", sentence="Torrin counted 400 boats on the beaches.", words="400"),
        says("c", 600, "port", sentence="The office now puts the boats at 600.", words="600"),
        says("c", 400, former=True, words="400", sentence="CORRECTION: An earlier version gave 400 boats."),
        says("d", 900, "guard", sentence="Nobody knows when the guard wrote of 900.", words="900"),
    ]
    return whole(story(days, figures, outlets={"a": "The Gazette", "c": "The Gazette"}))


def test_only_reports_that_were_or_may_have_been_out_are_in(week: Story) -> None:
    early = known_by(week, "2031-05-04")
    assert list(early.reports["report_id"]) == ["a", "b", "d"]
    assert list(early.estimates["estimate_id"]) == ["e00", "e01", "e04"]
    assert possibly_out(early) == ("b", "d")
    assert early.known_by == "2031-05-04"


def test_where_no_report_bears_a_day_all_may_have_been_out() -> None:
    out, possibly = standing.known_by(
        pd.DataFrame({"published_earliest": [None], "published_latest": [float("nan")]}), "2031-05-04"
    )
    assert (list(out), list(possibly)) == ([False], [True])


def test_counts_are_those_of_the_day(week: Story) -> None:
    counts = {day: len(known_by(week, day).corroboration["reports"].iloc[0]) for day in ("2031-05-02", "2031-05-04")}
    assert counts == {"2031-05-02": 1, "2031-05-04": 2}


def test_a_figure_that_rests_on_reports_in_doubt_says_so(week: Story) -> None:
    said = {one.support.figure.words: one.sentence for one in resting(known_by(week, "2031-05-04"))}
    assert said == {
        "400": "rests in part on reports that may not have been out (1 of 2)",
        "900": "rests only on reports that may not have been out",
    }
    assert {one.sentence for one in resting(week)} == {""}


def test_what_only_later_reports_name_is_not_known_yet(week: Story) -> None:
    assert "torrin" in set(known_by(week, "2031-05-04").entities["entity_id"])
    assert "torrin" not in set(known_by(week, "2031-05-02").entities["entity_id"])


def test_a_selection_of_a_story_cut_to_a_day_marks_what_is_in_doubt(week: Story) -> None:
    by_story = apply(Selection(), known_by(week, "2031-05-04"))
    by_selection = apply(Selection(known_by="2031-05-04"), week)
    assert list(by_story["possibly_out"]) == list(by_selection["possibly_out"]) == [False, True, True]
    assert list(by_story["estimate_id"]) == list(by_selection["estimate_id"])


def test_replay_steps_back_and_never_forward(week: Story) -> None:
    twice = known_by(known_by(week, "2031-05-06"), "2031-05-02")
    _same(twice, known_by(week, "2031-05-02"))
    with pytest.raises(InputError, match="cut to 2031-05-02 already; 2031-05-06 lies after it"):
        known_by(twice, "2031-05-06")


@pytest.mark.parametrize("day", ["5 May", "2031-02-30", "20310502"])
def test_a_day_that_is_none_is_refused(week: Story, day: str) -> None:
    with pytest.raises(InputError, match=f"known_by must be a day such as 2024-10-23, is '{day}'"):
        known_by(week, day)


def test_the_last_day_of_a_story_is_the_story() -> None:
    flood = whole(flood_story())
    _same(known_by(flood, "2031-12-31"), flood)


def test_what_a_person_denied_stays_denied_when_the_story_is_cut_to_a_day() -> None:
    wired = flood_story()  # the Harbour Times hosts the text of a wire, which is a link
    links = [{**row._asdict(), "state": "denied"} for row in ledger.records(whole(wired).lineage)]
    assert links != []
    judged = Story({**whole(wired).tables, "lineage": ledger.frame("lineage", links)}, wired.file)
    assert set(known_by(judged, "2031-12-31").lineage["state"]) == {"denied"}


@settings(deadline=None, max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(FIGURES)
def test_the_last_day_equals_the_whole(figures: list[Any]) -> None:
    one = whole(story(DAYS, figures))
    _same(known_by(one, "2031-05-05"), one)


@settings(deadline=None, max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(FIGURES, st.sampled_from(["2031-05-01", "2031-05-02", "2031-05-03", "2031-05-04"]))
def test_a_later_day_knows_all_reports_of_an_earlier_one(figures: list[Any], day: str) -> None:
    one = whole(story(DAYS, figures))
    assert set(known_by(one, day).estimates["estimate_id"]) <= set(known_by(one, "2031-05-05").estimates["estimate_id"])


def test_what_changed_lists_new_revised_restated_and_withdrawn(week: Story) -> None:
    found = what_changed(week, "2031-05-02", "2031-05-07")
    assert (found.out, found.possibly_out) == (("b", "c"), ())
    assert [(one.kind, one.estimate_id) for one in found.changes] == [
        ("new", "e01"),
        ("revised", "e02"),
        ("withdrawn", "e00"),
        ("withdrawn", "e03"),
    ]


def test_what_may_have_been_out_before_is_a_possible_change(week: Story) -> None:
    found = what_changed(week, "2031-05-04", "2031-05-06")
    assert [(one.kind, one.estimate_id, one.possibly) for one in found.changes] == [("new", "e01", True)]
    assert what_changed(week, "2031-05-06", "2031-05-06").changes == ()


def test_days_in_the_wrong_order_are_refused(week: Story) -> None:
    with pytest.raises(InputError, match="the first day must not lie after the second"):
        what_changed(week, "2031-05-06", "2031-05-02")


def _same(one: Story, other: Story) -> None:
    assert set(one.tables) == set(other.tables)
    for name, frame in other.tables.items():
        pd.testing.assert_frame_equal(one.tables[name], frame)
