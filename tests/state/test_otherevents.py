"""Numbers of another event than the story's: of long ago, of the record, of the one it is measured against."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.annotate.conftest import report_of
from workbench.annotate.entities.parties import Register
from workbench.annotate.pipeline import annotate
from workbench.cuefiles import cue_file
from workbench.state.estimands import placed
from workbench.storyfile import StoryFile


def of_other_events(*paragraphs: str) -> dict[str, bool]:
    """Whether each number of a report of 12 June 2020 is of another event, by the number as worded."""
    report = replace(report_of(*paragraphs), published_earliest="2020-06-12", published_latest="2020-06-12")
    (annotation,) = annotate([report])
    items = [item for item in placed(report, annotation, Register(StoryFile())) if not item.quantity.set_aside]
    return {report.text[item.quantity.start : item.quantity.end]: bool(item.other_event) for item in items}


@pytest.mark.parametrize("kind", ["compared", "since", "another", "continued", "setting", "rivals"])
def test_the_example_of_each_cue_is_of_another_event(kind: str) -> None:
    assert True in of_other_events(cue_file("state", "background")[kind]["example"]).values()


def test_a_year_that_only_describes_the_place_is_not_the_numbers() -> None:
    assert of_other_events(cue_file("state", "background")["aside"]["example"]) == {"40": False}


def test_what_came_of_an_event_of_long_ago_is_of_it_too() -> None:
    assert of_other_events(cue_file("state", "background")["outcome"]["example"]) == {"40": True}


@pytest.mark.parametrize(
    ("sentence", "numbers"),
    [
        ("In 1991 a fire in the same hills killed 25 people.", {"25": True}),
        ("Forty people died in fires that swept the coast in October of last year.", {"Forty": True}),
        ("The toll rose to 56, far above the previous record of 29 dead in 1933.", {"56": False, "29": True}),
        ("It is the deadliest storm since Ada, which left 90 dead.", {"90": True}),
        ("Some 40 people died, the worst toll since 1987.", {"Some 40": False}),
        ("Since 2015 more than 400 people have drowned there.", {"more than 400": False}),
        ("The ferry, built in 1998, carried 90 people.", {"90": False}),
        ("Kim, who came to power in 2011, has sent 10,000 men.", {"10,000": False}),
        ("An earlier version of this report said 40 people died.", {"40": False}),
        ("In the last epidemic, after the flood of 2009, 700 fell ill and eight died.", {"700": True, "eight": True}),
        ("Floods are common, but last year's were the worst in a decade: 59 people died.", {"59": True}),
        ("The last big slide, in 2014, killed 600 people.", {"600": True}),
        ("They went to the jail where a fire in 2011 killed eight men.", {"eight": True}),
        ("Some 12 people died on Friday and 30 were hurt.", {"Some 12": False, "30": False}),
    ],
)
def test_each_number_takes_the_time_or_the_comparison_it_stands_under(sentence: str, numbers: dict[str, bool]) -> None:
    assert of_other_events(sentence) == numbers


def test_a_sentence_that_says_then_goes_on_about_the_other_event() -> None:
    told = of_other_events(
        "It is the worst wreck since 2011, when 90 people drowned. The council promised then to scrap 1,200 boats."
    )
    assert told == {"90": True, "1,200": True}


@pytest.mark.parametrize(
    "text",
    [
        "The mill, which made 9,000 carts in 1991, is to close. It lost 600 cows.",
        "In a fire in 1991 the mill lost 9,000 carts. She heard 600 cries and then a bell.",
    ],
)
def test_what_is_told_aside_and_what_comes_next_is_not_gone_on_about(text: str) -> None:
    assert list(of_other_events(text).values()) == [True, False]


def test_the_next_sentence_goes_on_about_the_other_event_until_a_new_paragraph() -> None:
    told = of_other_events("In 2004 a wave struck this coast. It killed 90 people.", "It killed 12 people this time.")
    assert told == {"90": True, "12": False}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (cue_file("state", "background")["recent"]["example"], {"19": True}),
        # some weeks ago, at a place that the story has nowhere else
        ("In April, eight people were shot at a mall in Nairobi.", {"eight": True}),
        ("Rain fell; in April, 14 workers died at a plant in Nairobi.", {"14": True}),
        # at a place of the story, or within days
        ("In April, eight people were shot in Norway.", {"eight": False}),
        ("On Tuesday, eight people were shot at a mall in Nairobi.", {"eight": False}),
        # a time that only tells more of something, or from which on people were counted
        ("The storm, which first struck in April, killed 40 people in Kenya.", {"40": False}),
        ("Since April, 40 people have died in Kenya.", {"40": False}),
        # the dead of many years together, and the worst toll of many years
        ("The group has killed some 400 people since 2013.", {"some 400": True}),
        ("Some 400 people have been infected since 2013.", {"Some 400": False}),
        ("The slide killed 40 people, the most since 2013.", {"40": False}),
    ],
)
def test_weeks_ago_elsewhere_is_another_event(text: str, numbers: dict[str, bool]) -> None:
    lead = "The river rose in Norway on Monday. All of Norway waits."
    assert of_other_events(lead, text) == numbers
