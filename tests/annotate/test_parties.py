"""Who is who in any story: states, bodies and their people from the general table, the story's own before them."""

from __future__ import annotations

from functools import reduce
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotate.conftest import report_of
from workbench.annotate.entities.acronyms import acronyms_in, firms_in, shortened
from workbench.annotate.entities.general import body_of_id, party_named
from workbench.annotate.entities.parties import Entity, Register, fuller
from workbench.annotate.language import cues
from workbench.model import Annotation, Mention
from workbench.storyfile import Party, Place, StoryFile

PARTIES = cues("parties")
BARE = Register(StoryFile())
STORY = StoryFile(
    parties=(
        Party("peru", "Peru", "state", aliases=("Lima",), adjectives=("Peruvian",), speakers=("Ana Ruiz",)),
        Party("peru-army", "Army of Peru", aliases=("Peruvian army",), within="peru"),
        Party("chile", "Chile", "state", speakers=("Luis Ruiz",)),
    ),
    places=(
        Place("peru-land", "Peru"),
        Place("south", "southern Peru", within="peru-land"),
        Place("ica", "Ica", within="south"),
    ),
)


def name_of(register: Register, words: str, **options: str) -> str | None:
    found = register.party_of(words, **options)
    entity = register.entity(found) if found else None
    return entity.name if entity else None


def register_of(
    text: str, *mentions: tuple[str, str], story: StoryFile = StoryFile(), byline: tuple[str, ...] = ()
) -> Register:
    """The register of a report in which the model marks those words with those labels, in order."""
    found, at = [], 0
    for words, label in mentions:
        at = text.index(words, at)
        found.append(Mention(at, at + len(words), words, label))
        at += len(words)
    report = report_of(text)
    return Register(story).reading(report, Annotation(mentions=tuple(found)))


# --- the general table ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", PARTIES["country"], ids=lambda entry: entry["iso"])
def test_the_example_of_each_country_speaks_of_it(entry: dict[str, Any]) -> None:
    names = [
        *entry.get("names", ()),
        *entry.get("adjectives", ()),
        *entry.get("capitals", ()),
        *entry.get("people", ()),
    ]
    known = body_of_id(f"party-iso-{entry['iso'].lower()}")
    assert known is not None
    assert any(name in entry["example"] for name in (*names, *known.names))
    sure = set(entry.get("names", ())) - set(PARTIES["also_persons"]["countries"])
    assert {party_named(name) for name in sure} <= {known.entity_id}


@pytest.mark.parametrize("entry", PARTIES["body"], ids=lambda entry: entry["id"])
def test_every_name_of_a_body_is_folded_to_it(entry: dict[str, Any]) -> None:
    assert {party_named(name) for name in entry["names"]} == {f"party-body-{entry['id']}"}
    assert any(name in entry["example"] for name in entry["names"])


@pytest.mark.parametrize("entry", PARTIES["office"], ids=lambda entry: entry["name"])
def test_the_example_of_each_office_ties_its_speaker_to_the_state(entry: dict[str, Any]) -> None:
    source = entry["example"].partition(" said")[0]
    found = BARE.affiliation_of(source)
    assert found is not None
    assert any(one.startswith("party-iso-") for one in BARE.chain(found))
    assert (BARE.party_of(source) is None) == entry.get("person", False)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Lima", "Peru"),
        ("Ukraine's General Staff", "Ukrainian General Staff"),
        ("the Ministry of Defence of Ukraine", "Ukrainian defense ministry"),
        ("the Chilean defence ministry", "Chilean defense ministry"),
        ("the U.S. Department of Defense", "Pentagon"),
        ("South Korea\u2019s spy agency", "National Intelligence Service"),
        ("the government of Nepal", "Nepal"),
        ("Nepali authorities", "Nepal"),
        ("Russia's FSB", "FSB"),
        ("the relief aid group Oxfam", "Oxfam"),
        ("news agency Reuters", "Reuters"),
        ("critics of the aid group Oxfam", None),
        ("the UN refugee agency", "UNHCR"),
        ("the NATO alliance's critics", None),
        ("Peruvian doctors", None),
        ("Lima-based analysts", None),
        ("Iranian-backed militias", None),
        ("American Airlines", None),
        ("a Peruvian official", None),
        ("Paris, Texas", None),
        ("us", None),
        ("who", None),
        ("Jordan", None),
        ("Georgia", None),
        ("Kingston", None),
    ],
)
def test_words_name_a_state_or_body_only_as_a_whole(words: str, name: str | None) -> None:
    assert name_of(BARE, words) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("a senior Peruvian official", "Peru"),
        ("Ana Ruiz, a Pentagon spokeswoman", "Pentagon"),
        ("the Peruvian deputy health minister", "Peru"),
        ("emergency officials in Nepal", "Nepal"),
        ("a spokesman for the World Health Organization", "World Health Organization"),
        ("Peruvian army officers", "Peruvian army"),
        ("a former Peruvian minister", None),
        ("a retired NATO general", None),
        ("NATO critics", None),
        ("a doctor from Peru", None),
        ("a woman who fled the Kremlin", None),
        ("Peruvian refugees", None),
        ("the president of Peru", "Peru"),
        ("the president of the Peru Coffee Union", None),
        ("the paper, like Reuters", None),
    ],
)
def test_a_person_is_of_the_state_or_body_that_the_words_tie_them_to(words: str, name: str | None) -> None:
    found = BARE.affiliation_of(words)
    entity = BARE.entity(found) if found else None
    assert (entity.name if entity else None) == name


@pytest.mark.parametrize("section", ["before", "not_of", "described", "capitals", "also_persons", "acts"])
def test_the_example_of_each_list_of_words_has_one_of_them(section: str) -> None:
    words = [word for key, value in PARTIES[section].items() if key != "example" for word in value]
    assert any(word in PARTIES[section]["example"] or word in PARTIES[section]["example"].lower() for word in words)


def test_the_examples_of_the_lists_are_read_as_they_say() -> None:
    sources = {
        section: PARTIES[section]["example"].partition(" said")[0]
        for section in PARTIES
        if "example" in PARTIES[section]
    }
    assert name_of(BARE, sources["described"]) == "Oxfam"
    assert BARE.affiliation_of(sources["before"]) == "party-iso-pe"
    assert BARE.affiliation_of(sources["not_of"]) is None
    assert BARE.party_of(sources["capitals"]) is None
    assert BARE.party_of(sources["also_persons"]) is None


def test_a_body_lies_within_its_state_through_the_bodies_between() -> None:
    chain = [entity.name for one in BARE.chain("party-body-us-central-command") if (entity := BARE.entity(one))]
    assert chain == ["U.S. Central Command", "Pentagon", "United States"]


def test_a_capital_is_no_government_where_someone_bears_the_name() -> None:
    report = register_of("Ida Lima runs a shop. Lima said it was closed.", ("Ida Lima", "PERSON"))
    assert report.party_of("Lima") is None
    mistaken = register_of("Ida Lima runs a shop. Lima said it was closed.", ("Ida Lima", "ORG"))
    assert mistaken.party_of("Lima") is None
    assert BARE.party_of("Lima") == "party-iso-pe"


def test_a_short_name_of_several_bodies_counts_where_its_country_is_named() -> None:
    text = "Officials of South Korea spoke. The NIS said 40 men had crossed."
    assert name_of(register_of(text, ("South Korea", "GPE")), "the NIS") == "National Intelligence Service"
    assert name_of(register_of("The NIS said 40 men had crossed."), "the NIS") is None


# --- the story's own --------------------------------------------------------------------------------------------------


def test_the_story_file_goes_before_the_general_table() -> None:
    register = Register(STORY)
    assert register.party_of("Lima") == "party-peru"
    assert register.party_of("Peru's army") == "party-peru"
    assert register.party_of("the Peruvian army") == "party-peru-army"
    assert register.party_of("the Kremlin") == "party-body-kremlin"


def test_a_body_of_the_general_table_lies_within_the_storys_own_state() -> None:
    found = Register(StoryFile(parties=(Party("moscow", "Russia", "state"),)))
    assert list(found.chain("party-body-kremlin")) == ["party-body-kremlin", "party-moscow"]


entities = st.builds(
    Entity,
    st.just("n-1"),
    st.sampled_from(["Ruiz", "Ana Ruiz", "Ana M. Ruiz"]),
    st.just("person"),
    within=st.sampled_from([None, "party-iso-pe", "party-iso-cl"]),
)


@given(st.lists(entities, min_size=1), st.randoms())
def test_of_several_readings_of_an_entity_the_fullest_is_kept_in_any_order(found: list[Entity], chance: Random) -> None:
    shuffled = found[:]
    chance.shuffle(shuffled)
    kept = [reduce(fuller, order[1:], order[0]) for order in (found, shuffled)]
    assert kept[0] == kept[1]
    assert (kept[0].within is None) == all(entity.within is None for entity in found)


names = st.sampled_from([name for entry in (*PARTIES["body"], *PARTIES["country"]) for name in entry.get("names", ())])


@given(names)
def test_folding_the_name_of_what_was_found_finds_it_again(name: str) -> None:
    found = party_named(name)
    if found is not None:
        body = body_of_id(found)
        assert body is not None
        assert all(party_named(other) in (found, None) for other in (body.name, *body.names))


@given(names)
def test_whatever_the_general_table_says_the_story_file_wins(name: str) -> None:
    register = Register(StoryFile(parties=(Party("ours", "Our own party", aliases=(name,)),)))
    assert register.party_of(name) == "party-ours"
    assert register.party_of(f"the {name}") == "party-ours"


@given(
    st.permutations([party.id for party in STORY.parties]), st.sampled_from(["Lima", "a Peruvian", "Ana Ruiz", "Chile"])
)
def test_the_order_of_the_parties_does_not_matter(order: list[str], words: str) -> None:
    parties = tuple(sorted(STORY.parties, key=lambda party: order.index(party.id)))
    assert Register(StoryFile(parties=parties)).party_of(words) == Register(STORY).party_of(words)


# --- short names in brackets ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the River Safety Board (RSB) said", {"RSB": "River Safety Board"}),
        ("the RSB (River Safety Board) said", {"RSB": "River Safety Board"}),
        ("the Bureau of Roads and Bridges (BRB) said", {"BRB": "Bureau of Roads and Bridges"}),
        ('the River Safety Board ("RSB") said', {"RSB": "River Safety Board"}),
        ("the Caledonia Office of Roads (CalRoads) said", {"CalRoads": "Caledonia Office of Roads"}),
        ("the road was closed on Monday (AFP)", {}),
        ("at noon in the harbour (UTC) it rained", {}),
        ("Ana Ruiz (RSB) said", {}),
        ("the River Safety Board (see page 3) said", {}),
        ("the River Safety Board (RSB) and the Rural Seed Bank (RSB) said", {}),
    ],
)
def test_a_short_name_is_learnt_from_brackets_where_its_letters_stand_in_the_long_one(
    text: str, found: dict[str, str]
) -> None:
    assert acronyms_in(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Orlec Tyres is to close.", {"Orlec": "Orlec Tyres"}),
        ("Shares in Orlec Rubber Industries fell.", {"Orlec": "Orlec Rubber Industries"}),
        ("Orlec Tyres and Orlec Mining are two firms.", {}),
        ("Lines at the bank were long.", {}),
        ("He leads the Orlec Board.", {}),
    ],
)
def test_a_firm_goes_by_the_first_word_of_its_name(text: str, found: dict[str, str]) -> None:
    assert firms_in(text) == found


def test_a_first_word_that_is_a_place_or_a_country_is_no_firms() -> None:
    report = register_of("Lund Airlines is to close. Lund said so.", ("Lund", "GPE"))
    assert report.entity_for("Lund", person=None, unnamed=False, ground="").name == "Lund"
    report = register_of("Norwegian Airlines is to close. The Norwegian said so.")
    assert report.entity_for("Norwegian", person=None, unnamed=False, ground="").name == "Norwegian"
    example = register_of(PARTIES["firms"]["example"])
    assert example.entity_for("Orlec", person=None, unnamed=False, ground="").name == "Orlec Tyres"


def test_initials_stand_for_the_one_name_that_they_are_of() -> None:
    assert shortened("RSB", ["River Safety Board", "Port Office"]) == "River Safety Board"
    assert shortened("RSB", ["River Safety Board", "Rural Seed Bank"]) is None
    assert shortened("Rsb", ["River Safety Board"]) is None


def test_a_short_name_and_its_long_one_are_one_entity() -> None:
    report = register_of("The River Safety Board (RSB) met. The RSB said 40 boats sank.")
    short, long = (
        report.entity_for(w, person=None, unnamed=False, ground="") for w in ("the RSB", "River Safety Board")
    )
    assert (short.entity_id, short.name) == (long.entity_id, "River Safety Board (RSB)")
