"""Who says what: source, cue and content, nested where one speaker passes on another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.annotate.language import cues
from workbench.model import Annotation, Attribution

Note = Callable[..., tuple[str, Annotation]]


def spans(text: str, item: Attribution) -> tuple[str, str, str]:
    source = text[slice(*item.source)] if item.source else ""
    return source, text[slice(*item.cue)], " / ".join(text[start:end] for start, end in item.content)


@pytest.mark.parametrize(
    ("sentence", "source", "cue", "content"),
    [
        ("The mayor said that 40 barns had burned.", "The mayor", "said", "that 40 barns had burned"),
        ("Forty barns had burned, the mayor said.", "the mayor", "said", "Forty barns had burned"),
        ("Forty barns burned, according to the mayor.", "the mayor", "according to", "Forty barns burned"),
        ("According to the ministry, 40 barns burned.", "the ministry", "According to", "40 barns burned"),
        ("The agency put the toll at 60.", "The agency", "put", "the toll at 60"),
        ("Ministry of Farms: 40 barns burned in a night", "Ministry of Farms", ":", "40 barns burned in a night"),
        (
            "The ministry released images of 40 trucks crossing the bridge.",
            "The ministry",
            "released images",
            "of 40 trucks crossing the bridge",
        ),
        ("The agency raised its estimate of the dead to 60.", "The agency", "raised its estimate", "of the dead to 60"),
        (
            "The paper was told by an aide that 40 barns had burned.",
            "an aide",
            "told",
            "that 40 barns had burned",
        ),
    ],
)
def test_source_cue_and_content_are_three_spans(note: Note, sentence: str, source: str, cue: str, content: str) -> None:
    text, annotation = note(sentence)
    found = [spans(text, item) for item in annotation.attributions]
    assert [one for one in found if one[0] == source and cue in one[1] and one[2] == content]


@pytest.mark.parametrize("group", cues("attributions")["verbs"], ids=lambda group: group["stance"])
def test_the_example_of_each_group_of_verbs_lends_its_stance(note: Note, group: dict[str, str]) -> None:
    _, annotation = note(group["example"])
    assert [item.stance for item in annotation.attributions] == [group["stance"]]


def test_an_official_who_passes_on_a_ministry_holds_the_outer_place(note: Note) -> None:
    text, annotation = note(
        "The coast guard believes that the ferry carried 90 people, according to a senior port official, who spoke on "
        "condition of anonymity."
    )
    inner, outer = annotation.attributions
    assert spans(text, inner)[0] == "The coast guard"
    assert inner.within == 1
    assert outer.within is None
    assert outer.anonymous
    assert outer.anonymity_ground == "spoke on condition of anonymity"
    assert not inner.anonymous


def test_a_sentence_that_says_who_shared_the_figure_takes_the_sentence_before(note: Note) -> None:
    text, annotation = note("Some 90 people were aboard the ferry. A port official shared this figure on background.")
    (item,) = annotation.attributions
    assert spans(text, item)[2] == "Some 90 people were aboard the ferry."
    assert item.anonymous


def test_a_ground_for_anonymity_in_the_next_sentence_goes_back_to_the_source(note: Note) -> None:
    _, annotation = note("An aide said 90 people were aboard. The aide was not authorised to speak to the press.")
    assert annotation.attributions[0].anonymity_ground == "not authorised to speak publicly"


@pytest.mark.parametrize(
    ("second", "first"),
    [
        ("She added that two were children.", "Mayor Anna Holt"),
        ("The mayor of Lund, she said, had wept.", "Mayor Anna Holt"),
    ],
)
def test_a_pronoun_is_joined_to_who_spoke_last(note: Note, second: str, first: str) -> None:
    text, annotation = note("Mayor Anna Holt said 90 people were aboard.", second)
    last = next(item for item in annotation.attributions if item.source and text[slice(*item.source)].lower() == "she")
    assert last.antecedent is not None
    assert text[slice(*last.antecedent)] == first


def test_a_definite_short_form_is_joined_to_the_full_one(note: Note) -> None:
    text, annotation = note(
        "A senior Danish customs official said 90 crates had gone.", "Forty were found, the Danish official said."
    )
    last = annotation.attributions[-1]
    assert last.antecedent is not None
    assert text[slice(*last.antecedent)] == "A senior Danish customs official"
    assert last.anonymous


def test_a_thing_that_shows_something_is_no_speaker(note: Note) -> None:
    _, annotation = note("The storm put 40 boats on the beach.")
    assert annotation.attributions == ()


def test_someone_asked_a_question_has_said_nothing(note: Note) -> None:
    text, annotation = note("Asked if 40 boats were lost, Holt declined to comment.")
    assert not [item for item in annotation.attributions if "40 boats" in spans(text, item)[2]]


@pytest.mark.parametrize("entry", cues("attributions")["anonymity"], ids=lambda entry: entry["ground"])
def test_the_example_of_each_ground_for_anonymity_is_read(entry: dict[str, str]) -> None:
    from workbench.annotate.attributions import ground_in

    assert ground_in(entry["example"]) == entry["ground"]
