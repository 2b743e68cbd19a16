"""Each entry of the cue lists does what its example shows."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.compare.discrepancies.additions import addition_changes
from workbench.compare.discrepancies.cuestrength import is_coloured, strength_of
from workbench.compare.discrepancies.figures import alike_nouns, counts_part_of
from workbench.compare.discrepancies.hedges import futures_in, hedges_in, intents_in, toned_in
from workbench.compare.discrepancies.pages import Page
from workbench.compare.discrepancies.sentences import Sentence, sentences_of, stem, words_of
from workbench.compare.discrepancies.sides import common_words, content_stems
from workbench.cuefiles import cue_file

HEDGES = cue_file("compare", "hedges")["hedge"]
LEVELS = cue_file("compare", "certainty")["level"]
OPENINGS = cue_file("compare", "additions")["opening"]


@pytest.mark.parametrize("entry", HEDGES, ids=lambda one: one["class"])
def test_the_example_of_each_class_of_hedges_holds_one(entry: dict[str, Any]) -> None:
    assert [hedge.kind for hedge in hedges_in(entry["example"])] == [entry["class"]]


def test_the_example_of_what_is_to_come_holds_a_word_for_it_and_no_hedge() -> None:
    example = cue_file("compare", "hedges")["future"]["example"]
    assert [example[at:].strip() for at in futures_in(example)] == ["sink."]
    assert hedges_in(example) == []


@pytest.mark.parametrize("entry", cue_file("compare", "hedges")["intent"], ids=lambda one: one["class"])
def test_the_example_of_each_intent_holds_one_of_its_rank(entry: dict[str, Any]) -> None:
    example = entry["example"]
    assert [intent.rank for intent in intents_in(example, 0, len(example))] == [entry["rank"]]


def test_the_example_of_a_softened_word_gives_it_with_what_softens_it() -> None:
    example = cue_file("compare", "hedges")["tone"]["example"]
    assert toned_in(example, 0, len(example)) == [("fairly", "high")]


@pytest.mark.parametrize("entry", LEVELS, ids=lambda one: one["name"])
def test_the_verb_of_each_example_has_its_strength(entry: dict[str, Any]) -> None:
    assert strength_of(entry["example"].removeprefix("The harbour master ")) == entry["rank"]
    assert is_coloured(entry["example"]) == (entry["name"] == "coloured")


SAID = next(level for level in LEVELS if level["name"] == "said")


@pytest.mark.parametrize("form", [*SAID["verbs"], *SAID["forms"]])
def test_a_plain_verb_of_saying_is_known_and_keeps_a_later_word_from_being_read(form: str) -> None:
    assert strength_of(f"{form} and confirmed") == SAID["rank"]


@pytest.mark.parametrize(
    ("cue", "rank"),
    [
        ("has estimated", 1),
        ("are believed", 0),
        ("confirms", 4),
        ("verified", 4),
        ("whispered", 2),
        ("according to", 2),
    ],
)
def test_strength_is_read_from_any_form_of_the_verb(cue: str, rank: int) -> None:
    assert strength_of(cue) == rank


@pytest.mark.parametrize("entry", OPENINGS, ids=lambda one: one["says"])
def test_what_each_opening_adds_is_told(entry: dict[str, Any]) -> None:
    sentence = Sentence("post", 0, len(entry["example"]), entry["example"])
    page = Page("post", "post", entry["example"], (None, None), (sentence,))
    known = frozenset(content_stems("The crews switched off their lamps"))
    [change] = addition_changes(None, sentence, page, known, [page])
    assert f"adds {entry['says']}: " in change.reading
    assert change.severity == ("medium" if entry["weighs"] else "low")


@pytest.mark.parametrize("section", ["parties", "contrast"])
def test_what_sets_two_things_apart_is_told_of_the_sentence_drawn_from(section: str) -> None:
    example = cue_file("compare", "additions")[section]["example"]
    page = Page("post", "post", example, (None, None), (Sentence("post", 0, len(example), example),))
    plain = "The crews refused all talks and switched off their lamps."
    wire = Page("wire", "wire", plain, (None, None), (Sentence("wire", 0, len(plain), plain),))
    known = frozenset(content_stems(f"{plain} {example}"))
    [change] = addition_changes(wire.sentences[0], page.sentences[0], page, known, [wire])
    assert (change.severity, change.b[1:]) == ("low", (0, len(example)))


def test_the_example_of_common_words_has_no_other() -> None:
    example = cue_file("compare", "additions")["common"]["example"]
    assert {word.plain for word in words_of(example)} <= common_words()


def test_people_of_a_kind_are_a_part_of_people_of_any() -> None:
    cues = cue_file("compare", "figures")
    for kind in ("anybody", "somebody"):
        assert any(alike_nouns(word, noun) for word in cues[kind]["words"] for noun in cues[kind]["example"].split())
    assert counts_part_of("soldiers", "people")
    assert not counts_part_of("people", "soldiers")
    assert not counts_part_of("ferries", "people")


def test_no_sentence_ends_at_an_abbreviation() -> None:
    example = cue_file("compare", "sentences")["abbreviations"]["example"]
    assert [one.text for one in sentences_of("r", f"{example} Two left.", ())] == [example, "Two left."]


def test_a_sentence_ends_after_its_quotation_mark_and_at_a_paragraph() -> None:
    found = sentences_of("r", "“It is over,” she said. “Go home.” They went\n\nNobody knew why", ())
    assert [one.text for one in found] == ["“It is over,” she said.", "“Go home.”", "They went", "Nobody knew why"]


@pytest.mark.parametrize(
    ("one", "other"), [("organised", "organizes"), ("harbours", "harbor"), ("stopped", "stopping"), ("meter", "metres")]
)
def test_forms_and_spellings_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize("cue", ["did not confirm", "could not verify", "declined to confirm", "hasn’t confirmed"])
def test_who_does_not_confirm_has_raised_no_certainty(cue: str) -> None:
    assert strength_of(cue) == strength_of("said")
