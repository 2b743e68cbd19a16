"""Persons: titles dropped, short names joined to the one person of the report, two of a family name left apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotate.test_parties import STORY, register_of
from workbench.annotate.entities.parties import Register
from workbench.annotate.entities.people import has_title, is_person_name, people_in
from workbench.annotate.language import cues

CUES = cues("people")


def full_name(names: list[str], asked: str) -> str | None:
    person = people_in([*names, asked]).called(asked)
    return person.name if person is not None and person.full else None


@pytest.mark.parametrize(
    ("names", "asked", "found"),
    [
        (["Ana Ruiz"], "Ruiz", "Ana Ruiz"),
        (["Ana Ruiz"], "Ruiz's", "Ana Ruiz"),
        (["Ana Ruiz"], "Ms. Ruiz", "Ana Ruiz"),
        (["Ana Ruiz"], "Defence Secretary Ana Ruiz", "Ana Ruiz"),
        (["Gen. Ana M. Ruiz"], "Ruiz", "Ana M. Ruiz"),
        (["Paul Okafor Jr."], "Okafor", "Paul Okafor Jr."),
        (["Paul Okafor Jr."], "Paul Okafor", "Paul Okafor Jr."),
        (["Kim Yong-ho"], "Kim", "Kim Yong-ho"),
        (["Kim Yong-ho"], "Kim Yong Ho", "Kim Yong Ho"),
        (["Xi Jianmin"], "Xi", "Xi Jianmin"),
        (["Piet van der Berg"], "Van der Berg", "Piet van der Berg"),
        (["Piet van der Berg"], "Berg", "Piet van der Berg"),
        (["Omar al-Tamimi"], "al-Tamimi", "Omar al-Tamimi"),
        (["Peter Smith"], "P. Smith", "Peter Smith"),
        (["Ana Ruiz", "Luis Ruiz"], "Ruiz", None),
        (["Kim Yong-ho", "Kim Min-seo"], "Kim", None),
        (["Peter Smith", "Paula Smith"], "P. Smith", None),
        (["Paul Okafor Jr.", "Paul Okafor Sr."], "Okafor", None),
        (["Ana Ruiz"], "Ana", None),
        (["Kim Yong-ho"], "Ho", None),
        ([], "Ruiz", None),
    ],
)
def test_a_short_name_stands_for_the_only_person_who_bears_it(names: list[str], asked: str, found: str | None) -> None:
    assert full_name(names, asked) == found


def test_a_name_that_several_bear_keeps_who_it_may_be() -> None:
    person = people_in(["Kim Yong-ho", "Kim Min-seo", "Kim"]).called("Kim")
    assert person is not None
    assert person.rivals == ("Kim Min-seo", "Kim Yong-ho")


def test_an_author_of_the_name_leaves_it_open() -> None:
    assert full_name(["Kim Yong-ho"], "Kim") == "Kim Yong-ho"
    assert full_name(["Kim Yong-ho", "Kim Da-eun"], "Kim") is None


def test_a_full_name_is_one_entity_in_every_report_and_a_short_one_only_in_its_own() -> None:
    reports = [register_of(f"{name} spoke.", (name, "PERSON")) for name in ("Ana Ruiz", "Minister Ana Ruiz", "Ruiz")]
    asked = [
        (register, register.person(name))
        for register, name in zip(reports, ("Ana Ruiz", "Ana Ruiz", "Ruiz"), strict=True)
    ]
    one, same, alone = [register.person_entity(person).entity_id for register, person in asked if person is not None]
    assert one == same
    assert alone != one


def test_a_last_name_of_the_story_that_someone_else_bears_in_the_report_is_not_the_storys() -> None:
    ours = register_of("Ana Ruiz spoke. Ruiz left.", ("Ana Ruiz", "PERSON"), ("Ruiz", "PERSON"), story=STORY)
    other = register_of("Eva Lima-Sosa spoke.", ("Eva Lima-Sosa", "PERSON"), story=STORY)
    assert ours.party_of("Ruiz", before="Ana Ruiz spoke. ") == "party-peru"
    assert other.party_of("Ruiz") is None


@pytest.mark.parametrize(
    ("before", "party"),
    [
        ("Ana Ruiz spoke. ", "party-peru"),
        ("Luis Ruiz spoke. ", "party-chile"),
        ("Ana Ruiz met Luis Ruiz. ", None),
        ("It rained. ", None),
    ],
)
def test_a_last_name_of_two_speakers_of_the_story_is_never_a_guess(before: str, party: str | None) -> None:
    assert Register(STORY).party_of("Ruiz", before=before) == party


@pytest.mark.parametrize("name", ["Ana Ruiz", "Ana M. Ruiz", "Omar al-Tamimi", "Kim Yong-ho", "Piet van der Berg"])
def test_a_full_name_is_told(name: str) -> None:
    assert is_person_name(name)


@pytest.mark.parametrize("name", ["Ruiz", "Larch Fire", "Butte County Sheriff", "River 7", "ana ruiz"])
def test_other_names_are_no_persons(name: str) -> None:
    assert not is_person_name(name)


@pytest.mark.parametrize(
    ("words", "told"), [("Sheriff Ruiz", True), ("Mr. Ruiz", True), ("General Motors", False), ("Health Canada", False)]
)
def test_a_title_that_no_body_bears_tells_a_person(words: str, told: bool) -> None:
    assert has_title(words) is told


def test_the_examples_of_the_cues_are_read_as_persons() -> None:
    assert full_name([CUES["titles"]["example"].removesuffix(" spoke first.")], "Ruiz") == "Ana Ruiz"
    assert full_name([CUES["suffixes"]["example"].removesuffix(" spoke first.")], "Okafor") == "Paul Okafor Jr."
    assert full_name([CUES["surname_first"]["example"].removesuffix(" spoke first.")], "Kim") == "Kim Yong-ho"
    assert (
        full_name([CUES["particles"]["example"].removesuffix(" spoke first.")], "van der Berg") == "Piet van der Berg"
    )
    assert not is_person_name(" ".join(CUES["not_persons"]["example"].split()[1:3]))


NAMES = [
    "Ana Ruiz",
    "Luis Ruiz",
    "Ruiz",
    "Mr. Ruiz",
    "Kim Yong-ho",
    "Kim Yong Ho",
    "Kim",
    "P. Smith",
    "Peter Smith",
    "Smith",
]


@given(st.permutations(NAMES))
def test_the_order_of_the_names_does_not_matter(order: list[str]) -> None:
    assert {name: people_in(order).called(name) for name in NAMES} == {
        name: people_in(NAMES).called(name) for name in NAMES
    }


@given(st.lists(st.sampled_from(NAMES), unique=True))
def test_folding_a_persons_full_name_finds_the_person_again(names: list[str]) -> None:
    people = people_in(names)
    for name in names:
        person = people.called(name)
        assert person is not None
        again = people.called(person.name)
        assert again is not None
        assert again.key == person.key
