"""Places: what the gazetteer holds, and which of several places of one name a report means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotate.test_parties import STORY, register_of
from workbench.annotate.entities.gazetteer import (
    chain,
    cities_called,
    countries,
    divisions_called,
    folded,
    holder,
    spot_of,
)
from workbench.annotate.entities.parties import Register
from workbench.annotate.entities.whereabouts import is_event, is_where
from workbench.annotate.language import cues

CUES = cues("places")


def places(text: str, *names: str, label: str = "GPE") -> dict[str, list[str] | None]:
    """The chain of each name of a report, the place first, or nothing where it stays open."""
    register = register_of(text, *((name, label) for name in names))
    found = {name: register.place_named(name) for name in names}
    return {name: _names(register, place) if place else None for name, place in found.items()}


def _names(register: Register, place: str) -> list[str]:
    return [entity.name for one in register.chain(place) if (entity := register.entity(one))]


def test_a_city_lies_in_its_state_and_country() -> None:
    yreka = next(spot for spot in cities_called("Yreka") if spot.country == "US")
    assert [spot.name for spot in chain(yreka)] == ["Yreka", "California", "United States"]


def test_a_county_lies_in_its_state() -> None:
    assert {outer.name for spot in divisions_called("Siskiyou County") if (outer := holder(spot))} == {"California"}


def test_a_city_is_found_by_its_other_names_and_without_accents() -> None:
    assert cities_called("Derna")[0] == cities_called("Darnah")[0]
    assert cities_called("bogotá")[0] == cities_called("Bogota")[0]


def test_every_country_but_an_empty_one_has_a_capital_or_none_needs_it() -> None:
    assert len(countries()) == 250
    assert {iso for iso, country in countries().items() if not country.name} == set()


@given(st.sampled_from(sorted(countries())))
def test_a_country_is_the_end_of_its_chain(iso: str) -> None:
    spot = spot_of(iso)
    assert spot is not None
    assert list(chain(spot)) == [spot]


@given(st.text(max_size=12))
def test_a_name_as_looked_up_is_looked_up_the_same(name: str) -> None:
    assert folded(folded(name)) == folded(name)
    assert [spot.key for spot in cities_called(name)] == [spot.key for spot in cities_called(folded(name))]


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Rain fell in Lima.", "Lima", ["Lima", "Lima Province", "Peru"]),
        ("Rain fell in Lima, Ohio.", "Lima", ["Lima", "Ohio", "United States"]),
        ("Rain fell in Yreka, Calif.", "Yreka", ["Yreka", "California", "United States"]),
        ("Rain fell in Paris, Texas.", "Paris", ["Paris", "Texas", "United States"]),
        ("Rain fell in Paris, Berlin and Rome.", "Paris", ["Paris", "\u00cele-de-France", "France"]),
        ("Rain fell in Springfield.", "Springfield", None),
        ("Rain fell in Springfield, Illinois.", "Springfield", ["Springfield", "Illinois", "United States"]),
        ("Rain fell in Portland.", "Portland", None),
        ("Rain fell in Nowhereville.", "Nowhereville", ["Nowhereville"]),
        ("Nowhereville spoke.", "Nowhereville", None),
    ],
)
def test_a_place_is_the_one_that_the_words_beside_it_mean_or_far_the_largest(
    text: str, name: str, found: list[str] | None
) -> None:
    got = places(text, name)[name]
    assert (got and got[0], got and got[-1]) == (found and found[0], found and found[-1])


def test_a_place_is_the_one_in_the_state_that_the_report_names() -> None:
    told = places("Rain fell in Portland. The mayor thanked Oregon for its help.", "Portland", "Oregon")
    assert told["Portland"] == ["Portland", "Oregon", "United States"]
    both = places("Rain fell in Portland, and in Oregon and Maine.", "Portland", "Oregon", "Maine")
    assert both["Portland"] is None


def test_a_small_town_needs_its_country_named() -> None:
    assert places("Rain fell in Yreka.", "Yreka")["Yreka"] is None
    assert places("Rain fell in Yreka. The United States sent help.", "Yreka", "United States")["Yreka"] is not None


def test_of_a_city_and_its_state_the_outer_one_is_right_either_way() -> None:
    assert places("Rain fell in New York and in Ohio.", "New York", "Ohio")["New York"] == ["New York", "United States"]


def test_a_list_of_states_is_no_town_in_the_next_one() -> None:
    found = places("Voters in Nevada, Iowa and Ohio queued.", "Nevada", "Iowa", "Ohio")
    assert found["Nevada"] == ["Nevada", "United States"]


def test_georgia_is_the_state_beside_states_and_the_country_beside_its_capital() -> None:
    assert places("Rain fell in Georgia.", "Georgia")["Georgia"] is None
    assert places("Rain fell in Alabama and Georgia.", "Alabama", "Georgia")["Georgia"] == ["Georgia", "United States"]
    country = places("Rain fell in Georgia, from Tbilisi to the coast.", "Georgia", "Tbilisi")
    assert country["Georgia"] == ["Georgia"]


def test_washington_stays_open_between_the_city_and_the_state() -> None:
    assert places("Rain fell in Washington. The U.S. sent help.", "Washington", "U.S.")["Washington"] is None
    city = places("Rain fell in Washington, D.C., all day.", "Washington")["Washington"]
    assert city is not None
    assert city[-1] == "United States"


def test_a_part_of_a_state_lies_in_it() -> None:
    found = places("Rain fell in South Florida. Ohio stayed dry.", "South Florida", "Ohio")
    assert found["South Florida"] == ["South Florida", "Florida", "United States"]


def test_a_region_called_after_its_city_is_the_division_that_the_city_lies_in() -> None:
    found = places("Troops entered Kursk region.", "Kursk region")["Kursk region"]
    assert found == ["Kursk", "Russia"]


def test_what_the_model_takes_for_a_person_is_a_place_only_after_a_word_of_place() -> None:
    assert places("Rain fell in Arequipa.", "Arequipa", label="PERSON")["Arequipa"] is not None
    assert places("Arequipa spoke first.", "Arequipa", label="PERSON")["Arequipa"] is None


@pytest.mark.parametrize("sentence", [CUES["locative"]["example"], CUES["settlement"]["example"]])
def test_the_examples_of_words_of_place_say_where(sentence: str) -> None:
    assert is_where(sentence, sentence.index("Arequipa"))


@pytest.mark.parametrize("sentence", ["Arequipa sent help.", "He told Arequipa.", "According to Arequipa, it rained."])
def test_other_words_do_not(sentence: str) -> None:
    assert not is_where(sentence, sentence.index("Arequipa"))


def test_the_examples_of_the_other_cues_are_read_so() -> None:
    assert is_event(CUES["events"]["example"].removesuffix(" burned for a week."))
    assert places(CUES["division"]["example"], "Arequipa")["Arequipa"] == ["Arequipa", "Peru"]
    assert places(CUES["short"][0]["example"], "Yreka")["Yreka"] is not None
    democratic, west = places(CUES["not_places"]["example"], "Democratic", "West").values()
    assert (democratic, west) == (None, None)


def test_the_storys_places_go_before_the_gazetteer_and_hold_what_lies_in_them() -> None:
    register = register_of(
        "Rain fell in Ica, then in Cusco, Peru, and in Chile.",
        ("Ica", "GPE"),
        ("Cusco", "GPE"),
        ("Peru", "GPE"),
        ("Chile", "GPE"),
        story=STORY,
    )
    assert register.place_named("Ica") == "place-ica"
    cusco = register.place_named("Cusco")
    assert cusco is not None
    assert cusco.startswith("place-geo-")
    assert register.lies_within(cusco, "place-peru-land")
    assert not register.lies_within(cusco, "place-ica")
    # Whether Cusco lies in the story's "southern Peru" is nowhere said.
    assert not register.settles(cusco)
    assert register.settles(register.place_named("Chile") or "")


def test_a_place_named_only_as_the_owner_of_another_is_left_out() -> None:
    text = "The water reached Peru's Ica and the town of Cusco."
    register = register_of(text, ("Peru", "GPE"), ("Ica", "GPE"), ("Cusco", "GPE"), story=STORY)
    assert next(place for _, place in register.places_in(text)) == "place-ica"
    assert len(register.places_in(text)) == 2


def test_a_capital_that_gives_a_figure_is_no_place_of_it() -> None:
    text = "The 40 that Lima gave were in Cusco."
    register = register_of(text, ("Lima", "GPE"), ("Cusco", "GPE"))
    assert [text[start : start + 5] for start, _ in register.places_in(text)] == ["Cusco"]
