"""What came in, who is in it and what was published: cards, the text as read, names, ranges, and the day slider."""

from __future__ import annotations

from dataclasses import replace

import ipywidgets
import pandas as pd
import pytest

from tests.frames import flood_story
from workbench.errors import InputError
from workbench.look import dayslider, entitytable, intake, ranges
from workbench.look.html import Html
from workbench.look.replay import days
from workbench.look.selection import Selection
from workbench.story import Story


@pytest.fixture(scope="module")
def story() -> Story:
    return flood_story()


def test_every_file_has_a_card_and_those_without_a_report_stand_last(story: Story) -> None:
    cards = intake.intake_table(story)
    assert len(cards) == len(story.files)
    without = [value != value or value is None for value in cards["Outlet"]]
    assert without == sorted(without)


def test_a_masked_line_is_struck_through_and_names_its_rule(story: Story) -> None:
    page = str(intake.as_read(story, "courier-1"))
    assert "<del>Sign up to our newsletter</del>" in page
    assert page.count("<del>") == 1
    assert "1 line masked and struck through" in page


def test_all_of_a_reports_text_is_shown(story: Story) -> None:
    text = str(story.reports.loc[story.reports["outlet"] == "Harbour Times", "text"].iloc[0])
    page = str(intake.as_read(story, "harbour-1"))
    assert all(line in page for line in text.splitlines() if line.strip())


def test_the_words_that_date_a_report_are_marked_with_their_rule(story: Story) -> None:
    words, at = "two days before", story.reports.index[story.reports["outlet"] == "Morning Digest"][0]
    start = str(story.reports.loc[at, "text"]).index(words)
    clue = {"start": start, "end": start + len(words), "text": words, "rule": "past-date", "says": None}
    evidence = [[clue] if one == at else [] for one in story.reports.index]
    reports = story.reports.assign(published_evidence=pd.Series(evidence, index=story.reports.index, dtype=object))
    page = str(intake.as_read(replace(story, tables={**story.tables, "reports": reports}), "digest"))
    assert '<mark title="a day that is told as past">two days before</mark>' in page
    assert "1 clue marked" in page


def test_a_clue_from_elsewhere_marks_nothing(story: Story) -> None:
    assert "<mark" not in str(intake.as_read(story, "digest"))


def test_a_report_that_is_not_there_is_refused_with_the_files(story: Story) -> None:
    with pytest.raises(InputError, match=r"as_read: report must be an id or one of .*, is 'nowhere'"):
        intake.as_read(story, "nowhere")


def test_an_entity_has_its_party_its_other_names_and_the_figures_it_holds(story: Story) -> None:
    names = entitytable.entities_table(story).set_index("Id")
    assert names.loc["health-unnamed", "Party"] == "Interior Ministry"
    charted = story.estimates[story.estimates["charted"]]
    assert names.loc["interior", "Figures held"] == (charted["claimant"] == "interior").sum()
    assert list(names["Mentions"]) == sorted(names["Mentions"], reverse=True)


def test_a_range_names_who_stands_at_each_of_its_ends(story: Story) -> None:
    rows = ranges.ranges_table(story).set_index("What is counted")
    assert rows.loc["Rain in one day at Torrin", "Lowest"] == "212"
    assert rows.loc["Rain in one day at Torrin", "Held by"] == "Weather Service"


def test_a_frame_of_the_slider_knows_no_more_than_its_day(story: Story) -> None:
    first = dayslider.frame(story, days(story)[0])
    last = dayslider.frame(story, days(story)[-1])
    assert first.sentence.startswith("Known by 2 May 2031: 1 of 6 reports were out")
    assert last.svg.count("<path") > first.svg.count("<path")


def test_the_slider_draws_the_day_it_is_moved_to(story: Story) -> None:
    box = dayslider.day_slider(story, selection=Selection(estimand="dead"))
    slider, axis, said, drawn = box.children
    assert slider.value == days(story)[-1]
    before = drawn.value
    slider.value = days(story)[0]
    assert "2 May 2031" in said.value
    assert drawn.value != before
    axis.value = "published"
    assert "Day the report came out" in drawn.value


def test_the_slider_begins_at_the_day_asked_for_or_the_last_before_it(story: Story) -> None:
    box = dayslider.day_slider(story, day="2031-05-05")
    assert isinstance(box, ipywidgets.VBox)
    assert box.children[0].value == max(day for day in days(story) if day <= "2031-05-05")


def test_a_story_without_a_dated_report_has_no_slider_and_says_so(story: Story) -> None:
    undated = story.reports.assign(published_earliest=None, published_latest=None)
    shown = dayslider.day_slider(replace(story, tables={**story.tables, "reports": undated}))
    assert isinstance(shown, Html)
    assert "no day to step to" in str(shown)
