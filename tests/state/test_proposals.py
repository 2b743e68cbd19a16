"""Estimands proposed for a folder without a story file, and the words that tell what befell the counted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.annotate.conftest import report_of
from workbench.annotate.entities.parties import Register
from workbench.annotate.pipeline import annotate
from workbench.cuefiles import cue_file
from workbench.state.estimands import Placed, placed
from workbench.state.propose import is_drawn, kind_of, proposals, tally_of
from workbench.state.scene import scene_of
from workbench.stating import rules_for
from workbench.storyfile import StoryFile


def items_of(*paragraphs: str) -> list[Placed]:
    """The numbers of a report of those paragraphs that may be estimates."""
    report = report_of(*paragraphs)
    (annotation,) = annotate([report])
    return [item for item in placed(report, annotation, Register(StoryFile())) if not item.quantity.set_aside]


def titles(*paragraphs: str) -> list[str]:
    """The names of the estimands proposed for a report of those paragraphs."""
    return [estimand.name for estimand in rules_for(tally_of([items_of(*paragraphs)]), StoryFile()).proposed.values()]


@pytest.mark.parametrize("entry", cue_file("state", "statuses")["status"], ids=lambda entry: entry["name"])
def test_the_example_of_each_status_is_of_that_status(entry: dict[str, Any]) -> None:
    assert items_of(entry["example"])[0].status.name == entry["name"]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("The storm claimed 56 lives.", "killed"),
        ("The crash cost 56 lives.", "killed"),
        ("Vests saved 56 lives.", "rescued"),
    ],
)
def test_lives_are_lost_unless_they_are_saved(sentence: str, status: str) -> None:
    assert [item.status.name for item in items_of(sentence)] == [status]


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("The centre reported 48 confirmed cases and 27 deaths.", ["infected", "killed"]),
        ("That gives a total of 48 cases and 27 deaths.", ["infected", "killed"]),
        ("The centre reported 48 deaths and 27 confirmed cases.", ["killed", "infected"]),
    ],
)
def test_what_befell_one_group_is_not_said_of_another_counted_beside_it(sentence: str, statuses: list[str]) -> None:
    assert [item.status.name for item in items_of(sentence)] == statuses


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The flood drowned 12 cows.", ""),
        ("The oil slick has spread 30 km from the wreck.", ""),
        ("The plant is 40 miles from the coast.", "where a place lies"),
        ("It is an exporter of 40 million tons of wheat.", ""),
        ("The fund paid $50 million for every family in the province.", ""),
        ("Each widow has been offered 70,000 euros.", "a price, a wage or a budget"),
        ("The agency runs 40 emergency clinics.", ""),
        ("The launch was licensed to carry 40 passengers.", "what fits in"),
    ],
)
def test_what_is_background_and_what_only_looks_like_it(sentence: str, reason: str) -> None:
    assert [item.background for item in items_of(sentence)] == [reason]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Her uncle carried six sacks of rice.", ""),
        ("The mill sacked six clerks.", "out of work"),
        ("Two boys kicked a ball between the tents.", ""),
        ("Two families live in tents.", "displaced"),
        ("Forty drowned. There were 12 of us in the boat.", ""),
        ("Six of us drowned.", "killed"),
        ("Twelve of the 40 clerks drowned.", ""),
        ("Twelve of the 40 passengers drowned.", "aboard"),
        ("Ten of the 34 troops hurt in the blast flew home.", "injured"),
        ("The police arrested 90 men. Of these, 31 are minors.", "detained"),
        ("Of the tanks, 22 burned.", "destroyed"),
        ("Seventeen were wounded. Two of the wounded died.", "killed"),
        ("The clinic saw 90 cases, a fatality rate of 4 percent.", ""),
        ("The fever has spread to 16 provinces.", ""),
        ("Forty clerks walked out over pay.", "on strike"),
        ("At a meeting of the board, 31 walked out.", ""),
        ("By night 31 had walked out of the ward.", ""),
        ("Some 90 farmers took part.", "protesting"),
        ("Some 90 boats took part in the operation.", ""),
        ("Some 90 farmers voted.", "voted"),
        ("She had 90,000 votes.", ""),
        ("She led by 90,000 votes.", "ahead"),
        ("Some 90,000 were on the streets.", "protesting"),
        ("Some 90 people were bundled into vans.", "detained"),
        ("Some 90 families were moved to schools.", "displaced"),
        ("The army moved 90 recruits to a barracks.", "sent"),
        ("Some 90 boats took part.", ""),
        ("Two struck a barn in Lund.", ""),
        ("Dozens were left bloodied as guards fired into the air.", "injured"),
        ("The port said 212 people had been hurt and around 40 were unaccounted for.", "missing"),
        ("The mill first admitted to 40 closures.", ""),
        ("The Red Cross is sheltering 90 people in 11 centres.", ""),
        ("Some 90 nurses struck over pay.", "on strike"),
        ("Close to 90 people slept in the hall.", ""),
        ("Some 12 roads were closed to lorries.", "closed"),
        ("Clinics have 90 people, 12 of them fighting for their lives.", "hospitalized"),
        ("Some 90 have still not been able to return home.", "displaced"),
        ("Some 90 were able to return home.", "recovered"),
        ("All nine hostages were let go.", "rescued"),
        ("Nine hostages are in the hall.", "detained"),
        ("The police arrested 14 suspects.", "detained"),
        ("The police named 14 suspects.", "suspected"),
    ],
)
def test_a_word_that_is_no_fate_of_the_counted_tells_none(sentence: str, status: str) -> None:
    assert items_of(sentence)[-1].status.name == status


def test_what_a_paragraph_before_tells_of_another_event_lends_nothing() -> None:
    past = "Turnout was the highest since 2009, when 14 people died in riots."
    assert items_of(past, "A wave came past, hundreds of them.")[-1].status.name == ""


def test_a_whole_told_ahead_of_its_part_has_not_the_fate_of_the_part() -> None:
    told = items_of("The number of persons injured stands at 90, of whom 12 remain in hospital.")
    assert [item.status.name for item in told] == ["injured", "hospitalized"]
    assert [item.status.name for item in items_of("Of the 40 houses, 12 burned.")] == ["", "destroyed"]
    assert [item.status.name for item in items_of("The clinic saw 90 cases, including 19 deaths.")] == [
        "infected", "killed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "drawn"),
    [
        ("He had 213,500.", []),
        ("The margin was 26,612.", []),
        ("Forty drowned. By nightfall 70 had come.", ["Forty"]),
        ("The mayor said no more than 70 had come.", ["no more than 70"]),
    ],
)
def test_a_number_of_which_nothing_says_what_it_counts_is_drawn_only_on_somebodys_word(
    sentence: str, drawn: list[str]
) -> None:
    items = items_of(sentence)
    kinds = proposals(tally_of([items]))
    assert [sentence[i.quantity.start : i.quantity.end] for i in items if kind_of(i) in kinds and is_drawn(i)] == drawn


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


def of_story(*reports: tuple[str, ...]) -> dict[str, list[str]]:
    """The names of the estimands proposed for a story of several reports, each with its numbers as worded."""
    read = [report_of(*paragraphs) for paragraphs in reports]
    notes = list(annotate(read))
    register, scene = Register(StoryFile()), scene_of(read, notes)
    items = [placed(report, note, register, scene) for report, note in zip(read, notes, strict=True)]
    proposed = rules_for(tally_of(items), StoryFile(), register).proposed
    found: dict[str, list[str]] = {}
    for report, numbers in zip(read, items, strict=True):
        for item in numbers:
            if (estimand := proposed.get(kind_of(item))) is not None:
                found.setdefault(estimand.name, []).append(report.text[item.quantity.start : item.quantity.end])
    return found


SENT = (
    "Norway has sent 3,000 soldiers to Chile, the army said.",
    "About 4,000 soldiers were sent to Chile.",
    "Norway sent at least 5,000 soldiers to Chile, a minister said.",
)


def test_a_population_that_is_sent_somewhere_is_named_with_where_to() -> None:
    assert of_story(SENT) == {"Soldiers sent to Chile": ["3,000", "About 4,000", "at least 5,000"]}


def test_people_called_by_their_nation_alone_are_of_the_population_that_is_sent() -> None:
    found = of_story(SENT, ("There were 6,000 Norwegians in Chile, the army said.",))
    assert found == {"Soldiers sent to Chile": ["3,000", "About 4,000", "at least 5,000", "6,000"]}


def test_those_in_a_region_are_counted_apart_from_the_whole_whether_they_are_there_or_were_sent_there() -> None:
    there = (
        "About 700 soldiers are in Chile's Lund region, the army said.",
        "At least 800 soldiers were sent to the Lund region.",
        "Some 900 soldiers have arrived in Lund.",
    )
    found = of_story(SENT, there)
    assert found["Soldiers sent to Lund"] == ["About 700", "At least 800", "Some 900"]


def test_a_person_named_behind_a_place_is_no_place() -> None:
    found = of_story((*SENT, "Some 900 soldiers are in the Lund region, Berg said.", "The minister is Anna Berg."))
    assert not any("Berg" in name for name in found)


def test_those_who_are_still_to_be_sent_are_counted_apart_where_they_are_told_often() -> None:
    plans = (
        "The army is expected to send 9,000 soldiers to Chile.",
        "Norway is expected to send about 10,000 soldiers.",
        "The ministry expects to send 12,000 soldiers.",
    )
    assert of_story(SENT, plans)["Soldiers expected or still to be sent"] == ["9,000", "about 10,000", "12,000"]
    assert list(of_story(SENT, plans[:1])) == ["Soldiers sent to Chile"]


def test_a_nation_that_the_numbers_share_is_in_the_name() -> None:
    told = tuple(f"The storm stranded {n} Norwegian climbers, the guides said." for n in (31, 42, 53))
    assert list(of_story(told)) == ["People trapped"], "who came to harm is people, whatever they are called"
    told = tuple(f"Some {n} Norwegian ferries were damaged, the owner said." for n in (31, 42, 53))
    assert list(of_story(told)) == ["Norwegian ferries damaged"]


@pytest.mark.parametrize(
    ("sentence", "title"),
    [
        ("The army sent 40 tonnes of supplies.", "Tonnes of supplies sent"),
        ("Some 40 million cubic metres of water ran down the valley.", "Cubic metres of water"),
        ("More than 40 millimetres of rain fell.", "Millimetres of rain or flood"),
    ],
)
def test_what_is_measured_is_named_as_the_reports_write_it(sentence: str, title: str) -> None:
    assert titles(sentence) == [title]


def test_no_two_proposals_have_one_id() -> None:
    found = rules_for(
        tally_of([items_of("About 300 people sing.", "About 400 sing.", "Some 70 men sing.")]), StoryFile()
    )
    ids = [one.id for one in dict.fromkeys(found.proposed.values())]
    assert len(ids) == len(set(ids))
