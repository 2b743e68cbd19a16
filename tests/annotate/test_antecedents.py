"""Whom "he", "she", "the agency" and "the official" stand for, over the whole report."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.annotate.attributions.antecedents import gender_of
from workbench.annotate.language import cues
from workbench.model import Annotation

Note = Callable[..., tuple[str, Annotation]]


def antecedents(text: str, annotation: Annotation) -> dict[str, str]:
    """Each source that was joined, with the words it was joined to."""
    return {
        text[slice(*item.source)].lower(): text[slice(*item.antecedent)]
        for item in annotation.attributions
        if item.source and item.antecedent
    }


@pytest.mark.parametrize(
    ("words", "before", "gender"),
    [
        ("Mrs. Holt", (), "she"),
        ("Mr. Berg", (), "he"),
        ("Anna Holt", (), "she"),
        ("Holt", ("Tom Berg", "Anna Holt"), "she"),
        ("Holt", (), ""),
        ("a spokeswoman", (), "she"),
        ("the company spokesman", (), "he"),
        ("an aide", (), ""),
        ("a German official", (), ""),
    ],
)
def test_a_title_a_noun_or_a_first_name_tells_the_gender(words: str, before: tuple[str, ...], gender: str) -> None:
    assert gender_of(words, before) == gender


@pytest.mark.parametrize("gender", ["she", "he"])
def test_the_example_of_each_gender_is_read(gender: str) -> None:
    assert gender_of(cues("attributions")["genders"][gender]["example"].split(" said")[0]) == gender


@pytest.mark.parametrize(
    ("pronoun", "stands_for"),
    [("She", "Mayor Anna Holt"), ("He", "Tom Berg, the harbour master")],
)
def test_a_pronoun_passes_over_whoever_it_cannot_be(note: Note, pronoun: str, stands_for: str) -> None:
    text, annotation = note(
        "Mayor Anna Holt said 90 people were aboard.",
        "Tom Berg, the harbour master, said 70 were.",
        f"{pronoun} added that two were children.",
    )
    assert antecedents(text, annotation)[pronoun.lower()] == stands_for


def test_the_agency_stands_for_the_body_that_spoke_last(note: Note) -> None:
    text, annotation = note("Europol said 90 crates had gone.", "The agency added that 40 were found.")
    assert antecedents(text, annotation)["the agency"] == "Europol"


def test_the_service_stands_for_the_body_of_that_name_and_not_for_a_house_that_spoke(note: Note) -> None:
    text, annotation = note(
        "The White House said 90 crates had gone.",
        "Lawmakers briefed by the National Forest Service said 40 were found.",
        "The service said 20 were empty.",
    )
    assert antecedents(text, annotation)["the service"].removeprefix("the ") == "National Forest Service"
    text, annotation = note("The White House said 90 crates had gone.", "The service said 20 were empty.")
    assert "the service" not in antecedents(text, annotation)


def test_the_official_stands_for_the_official_who_spoke(note: Note) -> None:
    text, annotation = note("A senior customs official said 90 crates had gone.", "The official said 40 were found.")
    assert antecedents(text, annotation)["the official"] == "A senior customs official"
    assert annotation.attributions[-1].anonymous


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("The relief agency said 40 died.", "It put the number of missing at 90.", {"it": "The relief agency"}),
        ("The relief agency said 40 died.", "Its plan to feed 900 people stands.", {"its": "The relief agency"}),
        # whose bulletin it is
        ("The relief agency said 40 died.", "Its bulletin put the toll at 90.", {"its bulletin": "The relief agency"}),
        # a ministry is not the university of the person quoted before it
        ("Anna Holt, a chemist at Lund University, said 40 died.", "Some 90 did, the health ministry said.", {}),
        # an official of the army is not the army
        ("An army official said 40 barns burned.", "Holt said the army had learned that 50 did.", {}),
    ],
)  # fmt: skip
def test_a_body_stands_for_a_body_and_only_by_its_own_name(
    note: Note, first: str, second: str, joined: dict[str, str]
) -> None:
    assert antecedents(*note(first, second)) == joined


def test_a_pronoun_stands_for_whom_the_clause_before_it_tells_of(note: Note) -> None:
    told = antecedents(*note("The mayor said 10 died.", "When the first rescuers came up, they said 40 were missing."))
    assert told == {"they": "the first rescuers"}


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        # the owner bears a name that is no person's
        ("The owner, Salu Lines, disputed the plan.", "It said 40 were aboard.", {"it": "The owner, Salu Lines"}),
        # the people whom the sentence before ends on
        ("Our reporter has met doctors at the clinic.", "They say 40 are ill.", {"they": "doctors"}),
        # a coast guard is no company
        ("The coast guard said 40 died.", "The company said 30 did.", {}),
    ],
)  # fmt: skip
def test_a_pronoun_stands_for_the_named_or_the_many_right_before_it(
    note: Note, first: str, second: str, joined: dict[str, str]
) -> None:
    assert antecedents(*note(first, second)) == joined


@pytest.mark.parametrize(
    ("sentences", "joined"),
    [
        # whoever a later sentence of the paragraph opens with comes before whoever spoke earlier
        (
            ("Tom Berg said 40 barns burned.", "The mayor, Carl Lund, is less patient.", "He said 60 did."),
            {"he": "Carl Lund"},
        ),
        (
            ("Tom Berg said 40 barns burned.", "His uncle left with Carl Lund's cart.", "He said 60 did."),
            {"he": "Tom Berg"},
        ),
        # a name that the model does not know, told with what the person is
        (
            ("Teresa Alarc\u00f3n, the mining minister, has spoken.", "She says 40 names stood there twice."),
            {"she": "Teresa Alarc\u00f3n"},
        ),
        # two together are no "he"
        (
            ("Admiral Odd Kvist said 40 left.", "Guests and a cook said 60 did.", "He put the dead at 9."),
            {"he": "Odd Kvist"},
        ),
        # a body told by the noun before its name, and one that the sentence itself opens with
        (
            ("The miners' union Utgard said 40 fell ill.", "It complains that fewer than 90 masks came."),
            {"it": "The miners' union Utgard"},
        ),
        (("Oslo Airport called off 90 flights; some 400 people were stranded, it said.",), {"it": "Oslo Airport"}),
        # the group is the one that is told to be a group
        (
            (
                "The campaign group Clean Fjord said 40 seals had died.",
                "Nordsalt sold 900 crates in the spring, the group noted.",
            ),
            {"the group": "The campaign group Clean Fjord"},
        ),
    ],
)  # fmt: skip
def test_a_short_form_stands_for_whom_the_paragraph_tells_of(
    note: Note, sentences: tuple[str, ...], joined: dict[str, str]
) -> None:
    told = antecedents(*note(" ".join(sentences)))
    assert {source: told.get(source) for source in joined} == joined


def test_the_company_is_the_one_the_report_has_told_of_most(note: Note) -> None:
    told = antecedents(
        *note(
            "Nordic Salt Group has admitted a leak of 40 tonnes. The mayor visited Nordic Salt Group.",
            "Fish died in the bay, and many are angry.",
            "The company said that 60 tonnes were safe.",
        )
    )
    assert told.get("the company") == "Nordic Salt Group"


def test_it_within_a_turn_of_an_interview_is_not_the_one_whose_turn_it_is(note: Note) -> None:
    told = antecedents(*note("HOLT: The council says that is too high, it says 40 are left."))
    assert told["it"] == "The council"


def test_an_i_in_somebodys_words_is_whoever_is_quoted(note: Note) -> None:
    told = antecedents(*note("\u201cI can tell you that 40 barns burned,\u201d Tom Berg said."))
    assert told == {"i": "Tom Berg"}


def test_a_bare_paper_is_that_of_the_body_named_before_it(note: Note) -> None:
    told = antecedents(*note(cues("attributions")["bare_papers"]["example"]))
    assert told == {"a statement": "The harbour office"}


def test_people_who_ask_in_the_next_sentence_not_to_be_named_are_unnamed(note: Note) -> None:
    _, annotation = note("Some 40 ships are held, two envoys told the paper.", "They asked not to be named.")
    assert [item.anonymous for item in annotation.attributions if item.rule == "inserted/tell"] == [True]


@pytest.mark.parametrize(
    ("paragraphs", "pronoun", "stands_for"),
    [
        (
            ("Mayor Odile Brance said 37 had died. She also said 23 were missing.",
             "At the clinic, Dr Pavel Anstee had slept two hours. \u201cWe treated 160 people,\u201d he said."),
            "he", "Pavel Anstee",
        ),
        (
            ("\u201cThe lights went out,\u201d said Lidia Mostin, a cook.",
             "Harbour chief Karel Vostin went on the radio. He said that 900 officers were out."),
            "he", "Karel Vostin",
        ),
        (
            ("A senior official in the premier\u2019s office said 70 had landed.", "She said 11 planes were there."),
            "she", "A senior official in the premier\u2019s office",
        ),
    ],
)  # fmt: skip
def test_a_pronoun_is_whoever_the_paragraph_tells_of(
    note: Note, paragraphs: tuple[str, ...], pronoun: str, stands_for: str
) -> None:
    assert stands_for in antecedents(*note(*paragraphs))[pronoun]


@pytest.mark.parametrize("other", ["the former judge", "the 61-year-old", "the mother of three"])
def test_other_words_for_who_just_spoke_are_that_person_who_has_a_name(note: Note, other: str) -> None:
    text, annotation = note(
        f"Commission head Bettina Raul said 90 votes were lost. \u201cWe read 70 of them,\u201d {other} said."
    )
    assert "Bettina Raul" in antecedents(text, annotation)[other]
    assert not any(item.anonymous for item in annotation.attributions)


def test_a_name_of_what_somebody_is_of_is_no_second_speaker(note: Note) -> None:
    text, annotation = note("Some 300 have gone home, Dr. Amara Sole of the charity MedAid told reporters.")
    assert [text[slice(*item.source)] for item in annotation.attributions if item.source] == [
        "Dr. Amara Sole of the charity"
    ]
