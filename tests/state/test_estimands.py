"""Which estimand a number is of, where it is said to be, and on whose word it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.annotate.conftest import report_of
from workbench.annotate.pipeline import annotate
from workbench.build import tables_of
from workbench.cuefiles import cue_file
from workbench.ledger import records
from workbench.read import Reading
from workbench.story import Story
from workbench.storyfile import Estimand, Party, Place, StoryFile, read_story_file

FERRY = StoryFile(
    title="Ferry",
    parties=(
        Party(id="sweden", name="Sweden", kind="state", aliases=("Stockholm",), adjectives=("Swedish",)),
        Party(id="guard", name="Coast guard", aliases=("coast guard",), speakers=("Anna Holt",), within="sweden"),
        Party(id="owner", name="Owner", aliases=("Baltic Line",)),
        Party(
            id="both",
            name="Coast guard and owner",
            kind="group",
            aliases=("The coast guard and Baltic Line",),
            members=("guard", "owner"),
        ),
    ),
    places=(
        Place(id="sea", name="the Baltic"),
        Place(id="island", name="Gotska island", aliases=("Gotska",), within="sea"),
    ),
    estimands=(
        Estimand(id="dead", name="Dead", words=("die", "dead", "kill", "drown")),
        Estimand(id="on-island", name="Brought to the island", nouns=("person", "people", "passenger"), place="island"),
        Estimand(id="boats", name="Boats in the search", nouns=("boat",)),
        Estimand(id="crew-per-boat", name="Crew of a boat", nouns=("rescuer",), per="boat"),
        Estimand(id="distance", name="Distance from land", unit="kilometre"),
        Estimand(id="aboard", name="Aboard the ferry", nouns=("person", "people", "passenger")),
        Estimand(id="traffic", name="Passengers in a year", nouns=("traveller",), background=True),
    ),
)


def rows(*paragraphs: str, story: StoryFile = FERRY) -> list[dict[str, Any]]:
    report = report_of(*paragraphs)
    tables = tables_of(Reading((report,), ()), list(annotate([report])), story)
    found = tables["estimates"]
    names = tables["entities"].set_index("entity_id")["name"].to_dict()
    return [{**row._asdict(), "who": names.get(row.claimant)} for row in records(found)]


def test_a_number_without_a_noun_is_of_what_the_one_before_it_is_of() -> None:
    story = StoryFile(title="Ferry", estimands=(Estimand(id="dead", name="Dead", words=("drown",)),))
    found = rows("At least 90 people drowned, the coast guard said. It lists another 300 near Lund.", story=story)
    assert [row["estimand"] for row in found] == ["dead", "dead"]


@pytest.mark.parametrize(
    ("sentence", "estimand"),
    [
        ("Some 90 passengers were aboard.", "aboard"),
        ("At least 12 passengers drowned.", "dead"),
        ("About 40 passengers were brought to Gotska.", "on-island"),
        ("The search has 14 boats.", "boats"),
        ("The ferry sank 30 kilometres from land.", "distance"),
        ("The ferry sank 20 miles from land.", "distance"),
    ],
)
def test_a_number_takes_the_estimand_that_it_fits(sentence: str, estimand: str) -> None:
    (row,) = rows(sentence)
    assert (row["estimand"], row["charted"], row["why_not"]) == (estimand, True, None)


def test_the_words_nearest_to_each_number_decide() -> None:
    found = rows("The ferry carried 90 passengers and 12 people died.")
    assert [row["estimand"] for row in found] == ["aboard", "dead"]


def test_each_boat_of_several_is_another_estimand_than_all() -> None:
    found = rows("The search has two boats of up to 8 rescuers each.")
    assert [(row["estimand"], row["per"], row["high"]) for row in found] == [
        ("boats", None, 2),
        ("crew-per-boat", "boat", 8),
    ]


def test_miles_are_put_in_the_estimands_kilometres_and_stay_as_worded() -> None:
    (row,) = rows("The ferry sank 20 miles from land.")
    assert (row["value"], row["unit"]) == (20, "mile")
    assert row["low"] == pytest.approx(32.19)


def test_a_bracketed_conversion_is_kept_and_not_charted() -> None:
    first, second = rows("The ferry sank 30 kilometres (19 miles) from land.")
    assert (second["charted"], second["conversion_of"]) == (False, first["estimate_id"])
    assert second["why_not"]


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        ("The line carries 400 travellers.", "background"),
        ("The captain kept 70 pigeons.", "no estimand"),
        ("The number of passengers aboard rose by 14.", "a change"),
    ],
)
def test_a_number_that_is_not_charted_says_why(sentence: str, why: str) -> None:
    (row,) = rows(sentence)
    assert not row["charted"]
    assert why in row["why_not"]


@pytest.mark.parametrize(
    ("sentence", "who", "anonymous", "stance"),
    [
        ("The coast guard said 90 passengers were aboard.", "Coast guard", False, "asserted"),
        ("Anna Holt estimated that 90 passengers were aboard.", "Coast guard", False, "assessed"),
        ("A senior Swedish official said 90 passengers were aboard.", "Sweden", True, "asserted"),
        (
            "The coast guard and Baltic Line confirmed that 90 passengers were aboard.",
            "Coast guard and owner",
            False,
            "asserted",
        ),
        ("Baltic Line denied that 90 passengers were aboard.", "Owner", False, "denied"),
        ("Baltic Line said 90 passengers would be aboard.", "Owner", False, "expected"),
        ("Some 90 passengers were aboard.", None, False, "asserted"),
        ("A fisherman said 90 passengers were aboard.", "fisherman", True, "asserted"),
        ("Sheriff Anna Holt said 90 passengers were aboard.", "Coast guard", False, "asserted"),
    ],
)
def test_the_claimant_is_the_party_that_holds_the_figure(
    sentence: str, who: str | None, anonymous: bool, stance: str
) -> None:
    (row,) = rows(sentence)
    assert (row["who"], row["anonymous"], row["stance"]) == (who, anonymous, stance)


def test_the_innermost_holder_counts_and_an_unnamed_relay_makes_the_figure_anonymous() -> None:
    (row,) = rows(
        "The coast guard believes that 90 passengers were aboard, according to an official who asked not to be named."
    )
    assert (row["who"], row["stance"], row["anonymous"]) == ("Coast guard", "believed", True)


@pytest.mark.parametrize(
    "sentence",
    [
        cue_file("state", "relays")["briefed"]["example"],
        "The ferry carried 90 passengers, said councillors who were told at length by the coast guard.",
        "The ferry carried 90 passengers, said a councillor briefed late on by the coast guard.",
    ],
)
def test_what_a_source_was_briefed_on_is_held_by_who_briefed_it(sentence: str) -> None:
    (row,) = rows(sentence)
    assert row["who"] == "Coast guard"


@pytest.mark.parametrize(
    ("sentence", "superseded"),
    [
        (cue_file("annotate", "quantities")["superseded"]["first"]["example"], True),
        ("Some 90 passengers were initially reported aboard.", True),
        ("The coast guard said 90 passengers were aboard.", False),
        ("The coast guard initially said the 90 passengers aboard were safe.", False),
    ],
)
def test_a_figure_told_at_first_has_given_way(sentence: str, superseded: bool) -> None:
    (row,) = rows(sentence)
    assert row["superseded"] is superseded


def test_what_somebody_means_to_do_is_held_by_who_tells_of_it() -> None:
    (row,) = rows("The coast guard believes Baltic Line plans to have 90 passengers aboard.")
    assert row["who"] == "Coast guard"


def test_a_named_body_is_no_one_spoken_of_before() -> None:
    rows_told = rows("Baltic Line said 90 passengers were aboard.", "The coast guard says 12 passengers drowned.")
    assert [row["who"] for row in rows_told] == ["Owner", "Coast guard"]


def test_a_former_figure_is_revised_by_the_new_one() -> None:
    new, old = rows("The coast guard said 90 passengers were aboard, up from 70 passengers.")
    assert old["superseded"]
    assert new["revises"] == old["estimate_id"]


def test_of_them_is_a_subset_of_the_figure_before() -> None:
    whole, part = rows("Some 90 passengers were aboard.", "More than 12 of them drowned.")
    assert (part["subset_of"], part["estimand"]) == (whole["estimate_id"], "dead")


def test_without_a_story_file_estimands_are_proposed_and_marked_as_such() -> None:
    (row,) = rows("At least 12 passengers drowned.", story=StoryFile())
    assert (row["estimand"], row["estimand_basis"], row["charted"]) == ("people-killed", "proposed", True)


def test_every_number_stands_in_exactly_one_table_and_its_offsets_hold_its_words() -> None:
    report = report_of(
        "On 4 May 2019 the coast guard, founded in 1880, said 90 passengers and 2 dogs were aboard the No. 7 ferry."
    )
    tables = tables_of(Reading((report,), ()), list(annotate([report])), FERRY)
    places = [(row.start, row.end) for name in ("estimates", "set_aside") for row in records(tables[name])]
    digits = [index for index, letter in enumerate(report.text) if letter.isdigit()]
    assert all(sum(start <= index < end for start, end in places) == 1 for index in digits)
    assert all(report.text[row.start : row.end] == row.phrase for row in records(tables["estimates"]))


@pytest.mark.parametrize("folder", ["dprk-troops-2024", "storm-daniel-derna-2023"])
def test_the_example_of_each_estimand_of_a_shipped_story_is_of_that_estimand(folder: str) -> None:
    story = read_story_file(Path(__file__).parents[2] / "data" / "stories" / folder / "story.toml")
    wrong = {}
    for estimand in story.estimands:
        if estimand.example:
            found = {row["estimand"] for row in rows(estimand.example, story=story)}
            if estimand.id not in found:
                wrong[estimand.id] = (estimand.example, found)
    assert wrong == {}


def test_a_story_typed_in_by_hand_has_its_tables_as_attributes() -> None:
    story = Story({}, FERRY)
    assert len(story.estimates) == 0
    assert story.title == "Ferry"
    with pytest.raises(AttributeError, match="no table 'estimate'"):
        _ = story.estimate
