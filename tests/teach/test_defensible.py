"""What is not asked of a number that nobody reviewed, since a reader may rightly answer otherwise."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.cuefiles import cue_file
from workbench.teach.exercises.defensible import WHOLE, Read, doubts


def read(sentence: str, words: str, **more: Any) -> Read:
    """A number of the outlet's own, in the body, on what its sentence names, told as so, unless said otherwise."""
    row = {"claimant": None, "anonymous": False, "charted": True, "value": 30.0, "noun": "boat", "part": "body"}
    row |= {name: more.pop(name) for name in list(more) if name in row}
    plain: dict[str, Any] = {"sureness": "asserted", "source": "", "is_named": False, "others_held": False}
    return Read(row, words, sentence, **(plain | more))


def fields(one: Read) -> set[str]:
    return set(doubts(one))


def test_a_plain_number_is_asked_for_whole() -> None:
    assert fields(read("Thirty boats, 30 in all, lie in the harbour.", "30")) == set()


@pytest.mark.parametrize(
    "sentence",
    ["At least 30 boats lost, the board says", "Mayor: toll could reach 30 boats", "20:15 — Mayor: 30 boats are lost",
     "Our first post said 30 boats were lost."],
)  # fmt: skip
def test_a_headline_that_lets_somebody_speak_is_not_asked_for_as_the_outlets_own(sentence: str) -> None:
    assert {"speaker", "anonymous"} <= fields(read(sentence, "30"))


def test_a_sum_beside_somebodys_numbers_is_not_asked_for_as_the_outlets_own() -> None:
    one = read("It lists 10 boats in Norra, bringing the total to 30 boats.", "30", others_held=True)
    assert fields(one) == {"speaker", "anonymous"}


@pytest.mark.parametrize("source", ["Officials", "the mayor of Norra", "Aviation officials", "Rescuers"])
def test_a_role_without_a_name_is_not_asked_for_as_named(source: str) -> None:
    sentence = f"{source} counted 30 boats."
    assert fields(read(sentence, "30", claimant="x", source=source)) == {"anonymous"}
    assert fields(read(sentence, "30", claimant="x", source=source, anonymous=True)) == set()
    assert fields(read(sentence, "30", claimant="x", source=source, is_named=True)) == set()


@pytest.mark.parametrize("source", ["the Harbour Board", "Washington", "the interior ministry"])
def test_a_body_is_named(source: str) -> None:
    assert fields(read(f"{source} counted 30 boats.", "30", claimant="x", source=source)) == set()


def test_how_sure_it_is_told_is_asked_for_only_where_words_and_reading_agree() -> None:
    assert fields(read("Some 30 boats may be lost.", "30")) == {"hedge"}
    assert fields(read("Some 30 boats may be lost.", "30", sureness="hedged")) == set()
    assert fields(read("Some 30 boats are lost.", "30", sureness="hedged")) == {"hedge"}


def test_what_a_headline_counts_is_asked_for_only_where_it_is_named() -> None:
    assert fields(read("Rival counts run to more than 30", "30", part="headline")) == {"estimand"}
    assert fields(read("More than 30 boats lost", "30", part="headline")) == set()
    assert fields(read("Rival counts run to more than 30.", "30")) == set()


def test_a_word_that_counts_nothing_of_the_story_is_neither_asked_for_nor_held_against_anybody() -> None:
    assert fields(read("Two roads are open.", "Two", charted=False)) == {WHOLE}
    assert fields(read("No boats were lost.", "No", value=0.0)) == {WHOLE}
    assert fields(read("Dozens of boats were lost.", "Dozens")) == set()


@pytest.mark.parametrize("name", ["saying", "roles", "hedging"])
def test_each_list_of_words_finds_its_example(name: str) -> None:
    example = cue_file("teach", "doubts")[name]["example"]
    one = {
        "saying": read(example, "900"), "roles": read(example, "12", claimant="x", source=example),
        "hedging": read(example, "40"),
    }[name]  # fmt: skip
    assert fields(one) & {"saying": {"speaker"}, "roles": {"anonymous"}, "hedging": {"hedge"}}[name]
