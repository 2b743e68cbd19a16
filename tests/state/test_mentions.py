"""The rows of who is named: a capital speaks or is a place, a person is one entity, what is open stays open."""

from __future__ import annotations

import pytest

from tests.annotate.conftest import report_of
from workbench.annotate.entities.parties import Entity, Register
from workbench.annotate.pipeline import annotate
from workbench.model import Annotation, Attribution, Mention
from workbench.state.mentions import mention_rows, with_holders
from workbench.state.speakers import speakers_of
from workbench.storyfile import StoryFile


def named(text: str, *mentions: tuple[str, str], source: str = "") -> dict[str, str | None]:
    """The entity's name for each name that the model marks."""
    found, at = [], 0
    for words, label in mentions:
        at = text.index(words, at)
        found.append(Mention(at, at + len(words), words, label))
        at += len(words)
    start = text.find(source)
    spoken = (Attribution((start, start + len(source)), (0, 0), ((0, 0),), 0, "asserted", "test"),) if source else ()
    register = Register(StoryFile())
    entities: dict[str, Entity] = {}
    rows = mention_rows(report_of(text), Annotation(attributions=spoken, mentions=tuple(found)), register, entities)
    return {row["text"]: entities[row["entity_id"]].name if row["entity_id"] else None for row in rows}


def kind(text: str, *mentions: tuple[str, str], source: str = "") -> str | None:
    register = Register(StoryFile())
    entities: dict[str, Entity] = {}
    at = text.index(mentions[0][0])
    mention = Mention(at, at + len(mentions[0][0]), *mentions[0])
    start = text.find(source)
    spoken = (Attribution((start, start + len(source)), (0, 0), ((0, 0),), 0, "asserted", "test"),) if source else ()
    rows = mention_rows(report_of(text), Annotation(attributions=spoken, mentions=(mention,)), register, entities)
    return entities[rows[0]["entity_id"]].kind if rows[0]["entity_id"] else None


@pytest.mark.parametrize(
    ("text", "source", "found"),
    [
        ("Lima wants the dam to be emptied.", "", "state"),
        ("Forty boats sank, Lima said.", "Lima", "state"),
        ("Lima's envoy said 40 boats sank.", "Lima's envoy", "state"),
        ("Lima harbour master Ana Ruiz said 40 boats sank.", "Lima harbour master Ana Ruiz", "place"),
        ("Forty boats sank in Lima.", "", "place"),
        ("An official in Lima said 40 boats sank.", "An official in Lima", "place"),
        ("Forty buses left Lima.", "", "place"),
        ("Lima has been under water since Friday.", "", "place"),
        ("Lima has repeatedly denied it.", "", "state"),
        ("Lima residents slept outside.", "", "place"),
    ],
)
def test_a_capital_is_a_government_where_it_speaks_or_acts_and_else_a_place(text: str, source: str, found: str) -> None:
    assert kind(text, ("Lima", "GPE"), source=source) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Kremlin said no.", "body"),
        ("A crowd stood near the Kremlin.", None),
        ("Peru sent help.", "state"),
        ("Rain fell in Peru.", "place"),
    ],
)
def test_a_house_or_a_country_is_a_place_after_a_word_of_place(text: str, found: str | None) -> None:
    name = "Kremlin" if "Kremlin" in text else "Peru"
    assert kind(text, (name, "ORG" if name == "Kremlin" else "GPE")) == found


def test_a_country_after_its_city_is_a_place() -> None:
    text = "She was born near Cusco, Peru, and left."
    report = report_of(text)
    marks = tuple(Mention(text.index(w), text.index(w) + len(w), w, "GPE") for w in ("Cusco", "Peru"))
    rows = mention_rows(report, Annotation(mentions=marks), Register(StoryFile()), {})
    assert [row["entity_id"] for row in rows][1] == "place-iso-pe"


def test_a_last_name_that_the_model_takes_for_a_body_is_the_person_named_in_full() -> None:
    found = named("Ana Ruiz spoke. Ruiz left.", ("Ana Ruiz", "PERSON"), ("Ruiz", "ORG"))
    assert found == {"Ana Ruiz": "Ana Ruiz", "Ruiz": "Ana Ruiz"}


def test_a_last_name_of_two_persons_stays_open() -> None:
    found = named(
        "Ana Ruiz met Luis Ruiz. Ruiz left.", ("Ana Ruiz", "PERSON"), ("Luis Ruiz", "PERSON"), ("Ruiz", "PERSON")
    )
    assert found["Ruiz"] is None


def test_a_people_is_of_its_state_and_a_name_that_no_table_has_stands_for_itself() -> None:
    found = named("Peruvians asked the Quartz Union.", ("Peruvians", "NORP"), ("the Quartz Union", "ORG"))
    assert found == {"Peruvians": "Peru", "the Quartz Union": "Quartz Union"}


def test_a_ministry_after_its_state_is_that_states() -> None:
    text = "India's Home Ministry met Peruvian Home Ministry aides. The Home Ministry left."
    found, at = [], 0
    for _ in range(3):
        at = text.index("Home Ministry", at + 1)
        found.append(Mention(at, at + 13, "Home Ministry", "ORG"))
    entities: dict[str, Entity] = {}
    rows = mention_rows(report_of(text), Annotation(mentions=tuple(found)), Register(StoryFile()), entities)
    names = [entities[row["entity_id"]].name for row in rows]
    assert names == ["Indian Home Ministry", "Peruvian Home Ministry", "Home Ministry"]


@pytest.mark.parametrize(
    ("text", "found"), [("Rain fell in Nowhereville.", "Nowhereville"), ("Nowhereville spoke.", None)]
)
def test_a_place_on_no_map_is_one_where_a_word_says_so(text: str, found: str | None) -> None:
    assert named(text, ("Nowhereville", "GPE")) == {"Nowhereville": found}


def test_something_that_happens_is_one_entity_whatever_the_model_takes_it_for() -> None:
    found = named("The Larch Fire grew. Larch Fire crews left.", ("Larch Fire", "FAC"), ("Larch Fire", "ORG"))
    assert found == {"Larch Fire": "Larch Fire"}


def test_a_title_alone_is_nobody() -> None:
    assert named("Defence Minister Ana Ruiz spoke.", ("Defence", "ORG")) == {"Defence": None}


def test_all_that_holds_an_entity_is_in_the_table_of_entities() -> None:
    register = Register(StoryFile())
    entity = register.entity("party-body-pentagon")
    assert entity is not None
    out = with_holders({entity.entity_id: entity}, ["place-us06093"], register)
    assert set(out) == {"party-body-pentagon", "party-iso-us"}
    out = with_holders({}, ["place-geo-us06093"], register)
    assert [one.name for one in out.values()] == ["Siskiyou County", "California", "United States"]


@pytest.mark.parametrize(
    ("text", "speaker", "within"),
    [
        ("A Peruvian official said 40 boats had sunk.", "Peruvian official", "Peru"),
        ("The Peruvian army said 40 boats had sunk.", "Peruvian army", "Peru"),
        ("Peru's Foreign Ministry said 40 boats had sunk.", "Peruvian foreign ministry", "Peru"),
        ("Lima said 40 boats had sunk.", "Peru", None),
    ],
)
def test_a_source_of_any_story_is_of_its_state(text: str, speaker: str, within: str | None) -> None:
    report = report_of(text)
    (annotation,) = annotate([report])
    register = Register(StoryFile())
    (found,) = speakers_of(report, annotation, register)
    assert found is not None
    state = register.entity(found.speaker.within) if found.speaker.within else None
    assert (found.speaker.name, state.name if state else None) == (speaker, within)
    assert found.party == found.speaker
