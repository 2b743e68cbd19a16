"""Estimands proposed for a folder without a story file, and the words that tell what befell the counted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.annotate.conftest import report_of
from workbench.annotate.entities.parties import Register
from workbench.annotate.pipeline import annotate
from workbench.build import rules_for
from workbench.cuefiles import cue_file
from workbench.state.estimands import Placed, placed
from workbench.state.propose import kind_of
from workbench.storyfile import StoryFile


def items_of(*paragraphs: str) -> list[Placed]:
    """The numbers of a report of those paragraphs that may be estimates."""
    report = report_of(*paragraphs)
    (annotation,) = annotate([report])
    return [item for item in placed(report, annotation, Register(StoryFile())) if not item.quantity.set_aside]


def titles(*paragraphs: str) -> list[str]:
    """The names of the estimands proposed for a report of those paragraphs."""
    return [estimand.name for estimand in rules_for([items_of(*paragraphs)], StoryFile()).proposed.values()]


@pytest.mark.parametrize("entry", cue_file("state", "statuses")["status"], ids=lambda entry: entry["name"])
def test_the_example_of_each_status_is_of_that_status(entry: dict[str, Any]) -> None:
    assert items_of(entry["example"])[0].status.name == entry["name"]


@pytest.mark.parametrize("entry", cue_file("state", "background")["background"], ids=lambda entry: entry["example"])
def test_the_example_of_each_background_cue_is_background_for_its_reason(entry: dict[str, Any]) -> None:
    assert entry["reason"] in {item.background for item in items_of(entry["example"])}


@pytest.mark.parametrize("entry", cue_file("state", "statuses")["population"], ids=lambda entry: entry["name"])
def test_different_nouns_of_one_population_are_counted_together(entry: dict[str, Any]) -> None:
    assert {kind_of(item).population for item in items_of(entry["example"])} == {entry["name"]}


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("At least 40 residents died.", "People killed"),
        ("The toll rose to 40.", "People killed"),
        ("The fire destroyed 40 barns.", "Barns destroyed"),
        ("Donors pledged 40 million euros.", "Euros pledged"),
        ("The fire is 40 percent contained.", "Percent contained"),
        ("Some 40 pupils are missing.", "People missing"),
        ("The flood destroyed 300 houses.", "Houses destroyed"),
        ("The maker recalled 48,000 heaters.", "Heaters recalled"),
        ("The party won 112 seats.", "Seats won"),
        ("Turnout was 61 percent.", "Percent turnout"),
    ],
)
def test_a_proposal_is_named_after_what_is_counted_and_what_befell_it(sentence: str, title: str) -> None:
    assert titles(sentence) == [title]


def test_a_single_bare_count_of_things_is_no_estimate() -> None:
    assert titles("The captain kept 7 pigeons.") == []


def test_a_zero_of_a_part_is_no_zero_of_the_whole() -> None:
    assert titles("At least 40 people died on Friday. No deaths were reported in the west.") == [
        "People killed",
        "People killed, the west",
    ]


def test_a_population_of_several_names_goes_by_the_common_one() -> None:
    assert titles("The flood destroyed 300 houses and 12 other structures.") == ["Buildings destroyed"]


def test_what_befell_another_named_event_is_another_estimand() -> None:
    named = titles(
        "The Marlow Fire has killed 40 people.", "The Marlow Fire spread.", "The Penny Fire killed 12 people."
    )
    assert named == ["People killed", "People killed, Penny Fire"]


def test_a_place_beside_the_number_tells_its_figures_apart_from_the_whole() -> None:
    named = titles("The quake killed 4,000 people in Nepal. It killed 61 people in India.")
    assert named == ["People killed", "People killed, India"]
