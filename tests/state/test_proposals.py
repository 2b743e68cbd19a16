"""Estimands proposed for a folder without a story file."""

from __future__ import annotations

import pytest

from tests.annotate.conftest import report_of
from workbench.annotate.parties import Register
from workbench.annotate.pipeline import annotate
from workbench.build import rules_for
from workbench.cuefiles import cue_file
from workbench.state.estimands import placed
from workbench.state.propose import kind_of, status_of
from workbench.storyfile import StoryFile


def first_quantity(sentence: str):  # type: ignore[no-untyped-def]  # one quantity of a sentence
    (annotation,) = annotate([report_of(sentence)])
    return next(q for q in annotation.quantities if not q.set_aside)


@pytest.mark.parametrize("entry", cue_file("state", "statuses")["status"], ids=lambda entry: entry["name"])
def test_the_example_of_each_status_is_of_that_status(entry: dict[str, str]) -> None:
    assert status_of(first_quantity(entry["example"])) == entry["name"]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("At least 40 residents died.", "People killed"),
        ("The toll rose to 40.", "People killed"),
        ("The fire destroyed 40 barns.", "Barns destroyed"),
        ("Donors pledged 40 million euros.", "Euros pledged"),
        ("The fire is 40 percent contained.", "Percent contained"),
    ],
)
def test_a_proposal_is_named_after_what_is_counted_and_what_befell_it(sentence: str, title: str) -> None:

    report = report_of(sentence)
    (annotation,) = annotate([report])
    items = [placed(report, annotation, Register(StoryFile()))]
    assert [estimand.name for estimand in rules_for(items, StoryFile()).proposed.values()] == [title]


def test_a_single_bare_count_of_things_is_no_estimate() -> None:

    report = report_of("The captain kept 7 pigeons.")
    (annotation,) = annotate([report])
    assert rules_for([placed(report, annotation, Register(StoryFile()))], StoryFile()).proposed == {}


@pytest.mark.parametrize("entry", cue_file("state", "statuses")["population"], ids=lambda entry: entry["name"])
def test_different_nouns_of_one_population_are_counted_together(entry: dict[str, str]) -> None:
    (annotation,) = annotate([report_of(entry["example"])])
    assert {kind_of(quantity).population for quantity in annotation.quantities} == {entry["name"]}
