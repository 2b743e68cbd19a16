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
        (
            "A delegate of the union on Monday said that 40 barns had burned.",
            "A delegate of the union",
            "said",
            "that 40 barns had burned",
        ),
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
        (
            "More than 90 personnel, 53 ships and 13 aircraft are now involved, said Rask, who is leading the search.",
            "Rask",
            "said",
            "More than 90 personnel, 53 ships and 13 aircraft are now involved",
        ),
        # a speaker's clause that closes the sentence, before a semicolon and after a passive
        (
            "Since May, 40 families have been driven from their farms, union chief Tom Berg told reporters in Lund.",
            "union chief Tom Berg",
            "told",
            "Since May, 40 families have been driven from their farms",
        ),
        ("Some 40 barns burned, the mayor said; police there counted 30.", "the mayor", "said", "Some 40 barns burned"),
        (
            "Norway, where the dykes broke, reported 190 deaths and 584 injured.",
            "Norway",
            "reported",
            "190 deaths and 584 injured",
        ),
        ("The bulletin listed 40 new cases.", "The bulletin", "listed", "40 new cases"),
        (
            "Some 40 boats sank, in the judgement of the mayor.",
            "the mayor",
            "in the judgement of",
            "Some 40 boats sank",
        ),
        ("That is fewer than the 60 that Lima gave last week.", "Lima", "gave", "the 60"),
        (
            "Some 40 people share the well, said its keeper, Tom Berg.",
            "its keeper, Tom Berg",
            "said",
            "Some 40 people share the well",
        ),
        (
            "The site counted 40 dead nationwide, including 29 in Lund.",
            "The site",
            "counted",
            "40 dead nationwide, including 29 in Lund",
        ),
        (
            "Holt said her office could confirm 40 deaths but that 90 more people were missing.",
            "her office",
            "could confirm",
            "40 deaths",
        ),
        ("The owner has set aside 40 million euros for claims.", "The owner", "set", "40 million euros for claims"),
        ("The council released 40 million euros.", "The council", "released", "40 million euros"),
        # a body's own deeds, by its noun, its name or the noun before its name
        ("The brigade rescued 40 hikers from the ridge.", "The brigade", "rescued", "40 hikers from the ridge"),
        ("The firm Brandal logged 40 outages.", "The firm Brandal", "logged", "40 outages"),
        ("The agency has linked the gang to 40 thefts.", "The agency", "linked", "the gang to 40 thefts"),
        # whom an outlet quotes, before and after what is said
        ("The station quoted the mayor as saying 40 barns had burned.", "the mayor", "saying", "40 barns had burned"),
        (
            "Some 40 barns burned, the daily Dagen quoted the mayor as saying.",
            "the mayor",
            "quoted",
            "Some 40 barns burned",
        ),
        # a part of what was counted, told behind the speaker
        (
            "There were 40 people in the hall, the mayor said, including 11 children.",
            "the mayor",
            "said",
            "There were 40 people in the hall / including 11 children",
        ),
        # the paper and whose it is are one source
        (
            "A survey published by the council found that 40 barns burned.",
            "A survey published by the council",
            "found",
            "that 40 barns burned",
        ),
        ("The number of dead was put at 40 by the council.", "the council", "put", "The number of dead / at 40"),
        (
            "The union had said little until the bank gave in on Monday, saying 40 posts would stay.",
            "the bank",
            "saying",
            "40 posts would stay",
        ),
        # somebody's count: kept, owned, behind "by"
        ("A tally kept by the harbour office stands at 40 boats.", "the harbour office", "tally", "at 40 boats"),
        ("The mayor's estimate of 40 was disputed.", "The mayor's", "estimate", "40"),
        ("By the union's count, 40 posts have gone.", "the union's", "count", "40 posts have gone"),
        ("The engineers had it at 40.", "The engineers", "had", "it at 40"),
        ("An engineer hired by the town came up with 40.", "An engineer", "came up with", "40"),
        ("The firm had told the regulator of 40 leaks.", "The firm", "told", "40 leaks"),
        # a part of the object told behind a comma
        (
            "State radio has acknowledged 40 deaths, among them two nurses.",
            "State radio",
            "acknowledged",
            "40 deaths, among them two nurses",
        ),
        # speakers that the parser hung elsewhere
        (
            "Sheriff Nora Quist informed village elders that 40 goats had been found by the lake.",
            "Sheriff Nora Quist",
            "informed",
            "that 40 goats had been found by the lake",
        ),
        ("Some accused the bank of hiding 40 losses.", "Some", "accused", "the bank of hiding 40 losses"),
        (
            "The firm sold 40 barges to the port in May, shipping ledgers show.",
            "shipping ledgers",
            "show",
            "The firm sold 40 barges to the port in May",
        ),
        (
            "The number of hurt, specified the nurse, stands at 40.",
            "the nurse",
            "specified",
            "The number of hurt / stands at 40",
        ),
        (
            "The drivers and the bishop, an old ally, oppose closing 40 berths.",
            "The drivers and the bishop, an old ally",
            "oppose",
            "closing 40 berths",
        ),
        (
            "Local farmers called on the province to rebuild 40 homes.",
            "Local farmers",
            "called",
            "on the province to rebuild 40 homes",
        ),
        # more of what is said, behind "but"
        (
            "The mayor said 40 sheds had burned, but most barns were safe.",
            "The mayor",
            "said",
            "40 sheds had burned, but most barns were safe",
        ),
        # headlines in capitals
        ("Minister Denies Claims That 40 Miners Died", "Minister", "Denies", "Claims That 40 Miners Died"),
        ("Bishop Slams Port Plan To Cut 40 Posts", "Bishop", "Slams", "Port Plan To Cut 40 Posts"),
    ],
)
def test_source_cue_and_content_are_three_spans(note: Note, sentence: str, source: str, cue: str, content: str) -> None:
    text, annotation = note(sentence)
    found = [spans(text, item) for item in annotation.attributions]
    assert [one for one in found if one[0] == source and cue in one[1] and one[2] == content]


def test_places_and_crews_do_nothing_that_they_hold(note: Note) -> None:
    for sentence in ("The town received 40 families.", "Crews rescued 40 families.", "He has fed 40 families."):
        _, annotation = note(sentence)
        assert [item.rule for item in annotation.attributions] == []


@pytest.mark.parametrize("kind", ["deeds", "counting_on", "opening_verbs"])
def test_the_example_of_a_list_of_words_finds_who_holds_its_last_number(note: Note, kind: str) -> None:
    text, annotation = note(cues("attributions")[kind]["example"])
    last = annotation.quantities[-1]
    assert any(start <= last.number_start < end for item in annotation.attributions for start, end in item.content), (
        text
    )


def test_a_reason_that_is_cited_says_nothing(note: Note) -> None:
    _, annotation = note("The airline cancelled 40 flights, citing heavy rain.")
    assert not [item for item in annotation.attributions if item.rule.startswith("preposition")]


GROUPS = [(kind, group) for kind in ("verbs", "nouns", "adjectives") for group in cues("attributions")[kind]]


@pytest.mark.parametrize(("kind", "group"), GROUPS, ids=lambda one: one if isinstance(one, str) else one["example"])
def test_the_example_of_each_group_of_cues_lends_its_stance(note: Note, kind: str, group: dict[str, str]) -> None:
    _, annotation = note(group["example"])
    assert [item.stance for item in annotation.attributions] == [group["stance"]]


CASES = [
    # What a verb takes.
    ("The mayor said between 40 and 60 goats got out.", "The mayor", "said", "between 40 and 60 goats got out"),
    (
        "It was denied by Holt, who said 40 members had left and 87 percent had voted for it.",
        "Holt",
        "said",
        "40 members had left and 87 percent had voted for it",
    ),
    # Speakers put into what is said.
    (
        "Some 40 people were treated at the clinic in Lund, a nurse there said, three of them for burns.",
        "a nurse there",
        "said",
        "Some 40 people were treated at the clinic in Lund / three of them for burns",
    ),
    # A second holder whose verb is left out.
    ("Norway's spy chief said 10,000 troops are there, Berlin 12,500.", "Berlin", "said", "12,500"),
    ("The union wants the bank to keep 40 posts.", "The union", "wants", "the bank to keep 40 posts"),
    ("The union criticised the bank for its plan.", "The union", "criticised", "the bank for its plan"),
    ("The union called the plan a disgrace.", "The union", "called", "the plan a disgrace"),
    ("The union regards the plan as a farce.", "The union", "regards", "the plan as a farce"),
    ("The union called for a vote.", "The union", "called for", "a vote"),
    ("Holt ruled out a second term.", "Holt", "ruled out", "a second term"),
    ("Holt asked when the road would open.", "Holt", "asked", "when the road would open"),
    ("The bank said 3,500.", "The bank", "said", "3,500"),
    ("Holt feared up to 20,000.", "Holt", "feared", "up to 20,000"),
    ("Holt is confident that the dam holds.", "Holt", "is confident", "that the dam holds"),
    ("The union called for the mayor to resign.", "The union", "called for", "the mayor to resign"),
    ("The mayor made it clear that the dam held.", "The mayor", "made it clear", "that the dam held"),
    ("The mayor has made clear she would stay.", "The mayor", "has made clear", "she would stay"),
    ("Holt described himself as a hero.", "Holt", "described", "himself as a hero"),
    ("The town got what Holt described as a farce.", "Holt", "described", "what / as a farce"),
    ("She is the mayor who Holt supports.", "Holt", "supports", "who"),
    ("Holt offered help to the town.", "Holt", "offered", "help"),
    ("Holt has not responded to the plea.", "Holt", "has not responded to", "the plea"),
    ("One of them opposes the dam.", "One of them", "opposes", "the dam"),
    # Where what is said ends.
    ("Holt praised the crew, who had slept little.", "Holt", "praised", "the crew"),
    ("Holt said the dam held and warned of rain.", "Holt", "said", "the dam held"),
    ("Holt said the dam held, adding that it leaked.", "Holt", "said", "the dam held"),
    ("Holt said it was “quite safe,” claiming that it was new.", "Holt", "said", "it was “quite safe,”"),
    ("Holt said the dam was old and arguing that it leaks.", "Holt", "said", "the dam was old"),
    ("Holt said the dam was old and arguing that it leaks.", "Holt", "arguing", "that it leaks"),
    ("Holt said: two boats sank; one was found.", "Holt", "said", "two boats sank; one was found"),
    ("Holt promised to rebuild the dam and left.", "Holt", "promised", "to rebuild the dam"),
    # A speaker put in or behind.
    ("The dam, Holt said, has held.", "Holt", "said", "The dam / has held"),
    ("The dam has held, Holt said on Friday.", "Holt", "said", "The dam has held"),
    ("As Holt pointed out, the dam has held.", "Holt", "pointed out", "the dam has held"),
    (
        "More than 40 boats sank, the ministry estimated on Tuesday.",
        "the ministry",
        "estimated",
        "More than 40 boats sank",
    ),
    # Who speaks.
    ("Holt took pains to say that the dam had held.", "Holt", "to say", "that the dam had held"),
    ("Dozens of papers said the dam had held.", "Dozens of papers", "said", "the dam had held"),
    ("The plan was praised by the union.", "the union", "praised", "The plan"),
    # Nouns.
    ("Denials from the ministry that 40 boats sank were heard.", "the ministry", "Denials", "that 40 boats sank"),
    ("The agency’s assessment that 40 boats sank was heard.", "The agency’s", "assessment", "that 40 boats sank"),
    ("Holt voiced concern about the dam.", "Holt", "voiced concern", "the dam"),
    ("His message is that the dam holds.", "His", "message", "that the dam holds"),
    # Nobody is named.
    ("The boats are believed to have left.", "", "are believed", "The boats / to have left"),
    ("Holt was accused of theft.", "", "was accused", "Holt / theft"),
    ("Holt is known for building dams.", "", "is known", "Holt / building dams"),
    ("Holt was asked about the dam.", "", "was asked", "the dam"),
    ("Asked about the dam, Holt wept.", "", "Asked", "the dam"),
    ("Forty boats have reportedly left.", "", "reportedly", "Forty boats have / left"),
    # Names set off from what they say.
    ("40 boats sank in the storm: ministry", "ministry", ":", "40 boats sank in the storm"),
    ("MR. HOLT: We counted 40 boats on Friday.", "MR. HOLT", ":", "We counted 40 boats on Friday."),
    ("Q  Do you have a number?", "Q", "", "Do you have a number?"),
    ("Forty boats sank, according to port insiders.", "port insiders", "according to", "Forty boats sank"),
    ("In a new poll, the mayor led by 12 points.", "a new poll", "In", "the mayor led by 12 points"),
    # Verbs that the parser takes for something else.
    ("The dam is 90 years old, port records show.", "port records", "show", "The dam is 90 years old"),
    ("The dam, records show, has leaked since May.", "records", "show", "The dam / has leaked since May"),
    ("One aide called the plan a farce.", "One aide", "called", "the plan a farce"),
    ("The council voted down the plan.", "The council", "voted", "the plan"),
    ("The mayor’s decision to jump-start the mill was heard.", "The mayor’s", "decision", "to jump-start the mill"),
    # Speakers that the parser hangs elsewhere.
    (
        "With 40 days to go, Anna Holt, the mayor of Lund, said that the dam had held.",
        "Anna Holt, the mayor of Lund",
        "said",
        "that the dam had held",
    ),
    (
        "The plan, said Rask, the union chief, would cost 40 posts.",
        "Rask, the union chief",
        "said",
        "The plan / would cost 40 posts",
    ),
    ("The meeting ended with Holt asking whether the dam held.", "Holt", "asking", "whether the dam held"),
    (
        "Holt said at a ceremony announcing that the mill would close.",
        "Holt",
        "announcing",
        "that the mill would close",
    ),
    ("The union faulted the mayor for saying that the dam held.", "the mayor", "saying", "that the dam held"),
    # What is told behind a hearer, a day or a place.
    ("The mayor told the crowd at the mill to go home.", "The mayor", "told", "the crowd at the mill to go home"),
    ("Holt promised on Friday at the mill to mend the dam.", "Holt", "promised", "to mend the dam"),
    (
        "Holt predicted at the latest hearing that the council will drain the dam.",
        "Holt",
        "predicted",
        "that the council will drain the dam",
    ),
    ("Asked by the court if the dam had held, Holt wept.", "the court", "Asked", "if the dam had held"),
    ("The mayor was hopeful on Tuesday that the dam would hold.", "The mayor", "hopeful", "that the dam would hold"),
    # Who speaks, and what, in few words.
    ("Residents were outraged that the dam had failed.", "Residents", "were outraged", "that the dam had failed"),
    ("All agreed that the dam had held.", "All", "agreed", "that the dam had held"),
    ("Two engineers came; one suggested that the dam be drained.", "one", "suggested", "that the dam be drained"),
    ("The boldest promise he made is that the dam will hold.", "he", "promise", "that the dam will hold"),
    ("Asked about the sluice, Holt said no.", "Holt", "said", "no"),
    ("People like her, he said.", "he", "said", "People like her"),
    # Clauses with "as" around and behind what is said.
    ("The dam, as the mayor put it in a letter to Lund, is a sieve.", "the mayor", "put", "The dam / is a sieve"),
    ("The dam has failed twice, as the union has said.", "the union", "has said", "The dam has failed twice"),
]


@pytest.mark.parametrize(("sentence", "source", "cue", "content"), CASES, ids=[case[0] for case in CASES])
def test_each_construction_gives_its_source_cue_and_content(
    note: Note, sentence: str, source: str, cue: str, content: str
) -> None:
    text, annotation = note(sentence)
    found = [spans(text, item) for item in annotation.attributions]
    assert [one for one in found if one[0] == source and cue in one[1] and one[2] == content], found


QUOTED = [
    ("“The dam holds,” Holt said.", "Holt", "“The dam holds,”"),
    ("“The dam holds,” said Holt, who built it.", "Holt", "“The dam holds,”"),
    ("Holt said: “The dam holds.”", "Holt", "“The dam holds.”"),
    ("“The dam,” she said, “is safe.”", "she", "“The dam,” / “is safe.”"),
    ("“The dam holds,” Holt said. “It is safe. Go home.”", "Holt", "“The dam holds,” / “It is safe. Go home.”"),
    ("''The dam holds,'' Holt said. ''It is safe.''", "Holt", "''The dam holds,'' / ''It is safe.''"),
    ("The dam “will hold for a year,” Holt said.", "Holt", "The dam “will hold for a year,”"),
    ("Holt said the dam was “quite safe” and dry.", "Holt", "the dam was “quite safe” and dry"),
    ("“The dam holds.” — Anna Holt", "Anna Holt", "“The dam holds.”"),
    ("“The dam holds,” the old miller thundered.", "the old miller", "“The dam holds,”"),
    ("“The dam holds,” boomed the old mayor.", "the old mayor", "“The dam holds,”"),
    ("“The dam holds,” said Anna Holt, half smiling.", "Anna Holt", "“The dam holds,”"),
    ("“The dam holds.” Holt said.", "Holt", "“The dam holds.”"),
    # An odd mark spoils nothing.
    ("“The dam holds,” Holt said. “It is safe for now.", "Holt", "“The dam holds,” / “It is safe for now."),
    ('The 6" dam holds. “It is quite safe,” Holt said.', "Holt", "“It is quite safe,”"),
]


@pytest.mark.parametrize(("sentence", "source", "content"), QUOTED, ids=[case[0] for case in QUOTED])
def test_a_quotation_goes_to_whoever_speaks_it(note: Note, sentence: str, source: str, content: str) -> None:
    text, annotation = note(sentence)
    found = [spans(text, item) for item in annotation.attributions]
    assert [one for one in found if one[0] == source and one[2] == content], found


@pytest.mark.parametrize(
    "sentence",
    [
        "His remarks on Saturday drew a crowd.",
        "Her statement to the police was short.",
        "A week of rain showed that the dam leaks.",
    ],
)
def test_a_day_a_hearer_and_a_week_of_rain_tell_nothing(note: Note, sentence: str) -> None:
    assert note(sentence)[1].attributions == ()


def test_what_somebody_worries_about_behind_an_as_is_not_the_sentence_before_it(note: Note) -> None:
    text, annotation = note("The flood has closed the bridge, as the farmers worry about how they may sell the corn.")
    assert not [item for item in annotation.attributions if "flood" in spans(text, item)[2]]


def test_a_crowd_that_claps_behind_a_quotation_speaks_none_of_it(note: Note) -> None:
    text, annotation = note("When Holt said the dam “will hold for a year,” the crowd clapped.")
    assert {spans(text, item)[0] for item in annotation.attributions} == {"Holt"}


def test_a_quotation_that_fills_the_next_paragraph_goes_to_the_same_speaker(note: Note) -> None:
    text, annotation = note("“The dam holds,” Holt told this paper.", "“It is safe for a year.”")
    (item,) = annotation.attributions
    assert spans(text, item)[2] == "“The dam holds,” / “It is safe for a year.”"


def test_a_paragraph_that_ends_in_a_colon_announces_the_next_one(note: Note) -> None:
    text, annotation = note("Asked about the dam, Holt replied:", "“It is safe for a year.”")
    assert [spans(text, item)[::2] for item in annotation.attributions if item.direct] == [
        ("Holt", "“It is safe for a year.”")
    ]


def test_rows_of_figures_that_a_lead_in_announces_are_all_of_its_speaker(note: Note) -> None:
    text, annotation = note(
        "The court published this result:", "Norra: 40,100 votes", "Sudra: 39,400 votes", "It rained."
    )
    (item,) = annotation.attributions
    assert spans(text, item)[::2] == ("The court", "Norra: 40,100 votes / Sudra: 39,400 votes")
    assert (item.stance, item.direct) == ("asserted", False)


def test_rows_behind_a_count_that_somebody_gives_are_all_on_that_word(note: Note) -> None:
    text, annotation = note("Officials in Norra gave this toll:", "- 40 dead", "- 12 missing")
    assert [spans(text, item)[::2] for item in annotation.attributions] == [
        ("Officials in Norra", "- 40 dead / - 12 missing")
    ]


def test_a_quotation_that_nobody_speaks_leaves_no_row(note: Note) -> None:
    _, annotation = note("The sign is old.", "“Keep off the dam at night.”")
    assert annotation.attributions == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "In 2010, he warned.",
        "The storm put 40 boats on the beach.",
        "40 houses were threatened by the storm.",
        "On its album “Blue Dam,” the band sings of rain.",
        "Clarification: 40 boats were lost.",
        "There said to be 40.",
        "The union competed with 40 others for members.",
        "The office raised 40 children.",
        "The help offered by the bank was small.",
        "The mayor met an old rival on the stage: Anna Holt.",
        "Holt is supposed to leave.",
        "The town responded to the flood.",
    ],
)
def test_what_nobody_says_is_no_attribution(note: Note, sentence: str) -> None:
    _, annotation = note(sentence)
    assert annotation.attributions == ()


def test_two_claims_in_one_sentence_have_two_holders(note: Note) -> None:
    text, annotation = note("The union claimed 9,000, the bank said 3,500.")
    assert [spans(text, item)[::2] for item in annotation.attributions] == [
        ("The union", "9,000"),
        ("the bank", "3,500"),
    ]


def test_a_claim_beside_a_claim_is_not_inside_it(note: Note) -> None:
    text, annotation = note("The union said that 9,000 marched, while the bank said that 3,500 did.")
    assert [spans(text, item)[2] for item in annotation.attributions] == ["that 9,000 marched", "that 3,500 did"]
    assert [item.within for item in annotation.attributions] == [None, None]


def test_what_is_believed_stands_within_what_an_official_said(note: Note) -> None:
    text, annotation = note("The boats are believed to have left, the official said.")
    inner, outer = annotation.attributions
    assert (inner.source, inner.stance, inner.within) == (None, "believed", 1)
    assert spans(text, outer)[2] == "The boats are believed to have left"


def test_what_the_quoted_speaker_thinks_stays_in_the_quotation(note: Note) -> None:
    text, annotation = note("“The dam holds, I think, for now,” Holt said.")
    inner, outer = annotation.attributions
    assert (spans(text, inner)[0], inner.within) == ("I", 1)
    assert spans(text, outer)[2] == "“The dam holds, I think, for now,”"


@pytest.mark.parametrize("sentence", ["Holt scorned 40 losses.", "Holt tweeted 40 pictures.", "Holt offered 40 beds."])
def test_who_takes_sides_or_hands_a_thing_on_vouches_for_no_number(note: Note, sentence: str) -> None:
    _, annotation = note(sentence)
    assert {item.stance for item in annotation.attributions} <= {"unknown"}


@pytest.mark.parametrize(
    "sentence",
    ["The mayor did not deny that 40 had left.", "The mayor neither confirmed nor denied that 40 had left."],
)
def test_what_somebody_does_not_deny_is_neither_said_nor_denied(note: Note, sentence: str) -> None:
    _, annotation = note(sentence)
    assert {item.stance for item in annotation.attributions} == {"unknown"}
    assert not any(quantity.denied for quantity in annotation.quantities)


@pytest.mark.parametrize(
    "sentence",
    ["Hazard: The heater may burn 40 minutes on.", "Editor\u2019s note: The count of 40 was later raised."],
)
def test_a_heading_before_a_colon_speaks_nothing(note: Note, sentence: str) -> None:
    _, annotation = note(sentence)
    assert not [item for item in annotation.attributions if item.rule == "colon"]


@pytest.mark.parametrize(
    ("line", "speaks"),
    [
        ("Lisbon: 40 dead, 12 missing", False),
        ("Ana Reyes: 742,310 votes (50.9 percent)", False),
        ("Turnout: 1,500,660 voters (71.4 percent)", False),
        ("Persons hurt: 9 of 40, 4 of them badly", False),
        ("Ministry: 40 dead, 12 missing", True),
        ("Police: 9,000 people marched", True),
    ],
)
def test_what_a_row_of_figures_is_for_does_not_speak(note: Note, line: str, speaks: bool) -> None:
    _, annotation = note(line)
    assert [item.rule for item in annotation.attributions] == ["colon"] * speaks


def test_what_a_toll_is_from_does_not_count_it(note: Note) -> None:
    text, annotation = note("The death toll from the Santa Marina rises to 29.")
    assert [spans(text, item)[0] for item in annotation.attributions if item.source] == []


def test_a_title_before_a_name_leaves_nobody_unnamed(note: Note) -> None:
    _, annotation = note("The clinic took in 40 people, its director, Ana Reyes, wrote.")
    assert not any(item.anonymous for item in annotation.attributions)


def test_what_somebody_declines_to_say_is_vouched_for_by_nobody(note: Note) -> None:
    _, annotation = note("The ministry declined to say whether 40 boats had sunk.")
    assert {item.stance for item in annotation.attributions} == {"unknown"}


def test_whoever_releases_an_image_says_what_it_shows(note: Note) -> None:
    text, annotation = note("The ministry released images purportedly showing 40 boats.")
    assert [spans(text, item)[0] for item in annotation.attributions if item.source] == ["The ministry"]


def test_the_holder_of_an_office_is_not_unnamed(note: Note) -> None:
    _, annotation = note("The mayor said 40 boats sank.", "An aide said 30 boats sank.")
    assert [item.anonymous for item in annotation.attributions] == [False, True]


@pytest.mark.parametrize(
    "kind",
    [
        *(
            "cautious_verbs",
            "addressing",
            "voicing",
            "adverbs",
            "withholding",
            "shares",
            "roles",
            "bodies",
            "documents",
        ),
        *(
            "persons",
            "prepositional",
            "media",
            "revising",
            "complements",
            "beside",
            "offices",
            "own_voice",
            "polls",
            "making_clear",
        ),
        *(
            "committing",
            "giving",
            "awarding",
            "levels",
            "after_heads",
            "tallies",
            "headlines",
            "bare_papers",
            "gapped",
            "unnamed",
        ),
    ],
)
def test_the_example_of_each_list_makes_an_attribution(note: Note, kind: str) -> None:
    _, annotation = note(cues("attributions")[kind]["example"])
    assert annotation.attributions


NOTHING_SAID = ["settings", "no_speakers", "empty_objects", "labels", "subordinating", "measures_of_order"]


@pytest.mark.parametrize("kind", NOTHING_SAID)
def test_the_example_of_each_list_of_what_says_nothing_makes_none(note: Note, kind: str) -> None:
    _, annotation = note(cues("attributions")[kind]["example"])
    assert annotation.attributions == ()


@pytest.mark.parametrize("source", ["the coastguard", "the harbour master", "a tally kept by neighbours"])
def test_whoever_stands_behind_according_to_is_the_source(note: Note, source: str) -> None:
    text, annotation = note(f"About 90 people were hurt, according to {source}, and 20 were still missing.")
    assert spans(text, annotation.attributions[0])[0] == source


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


def test_people_who_may_not_speak_are_unnamed(note: Note) -> None:
    _, annotation = note("Two people briefed on the talks, who were not authorised to speak, said 40 boats sank.")
    assert annotation.attributions[-1].anonymous


@pytest.mark.parametrize(
    ("sentence", "unnamed"),
    [
        ("Two boys drowned, according to friends of the family.", True),
        ("Insiders at the mill say 40 looms stood still.", True),
        ("Those close to the mayor say 40 clerks will go.", True),
        ("People familiar with the talks say 40 boats sank.", True),
        ("Miners at the pit say 40 lamps went out.", False),
        ("Those on the bridge say 40 boats sank.", False),
    ],
)
def test_people_told_only_by_whom_they_know_are_unnamed(note: Note, sentence: str, unnamed: bool) -> None:
    _, annotation = note(sentence)
    assert [item.anonymous for item in annotation.attributions] == [unnamed]


def test_a_headline_that_opens_with_its_subject_is_not_spoken_by_it(note: Note) -> None:
    _, annotation = note("Peru coup: Neighbours condemn army as toll of the day reaches 100")
    assert not [item for item in annotation.attributions if item.rule == "colon"]


def test_fire_set_to_barns_is_no_level_at_which_somebody_puts_them(note: Note) -> None:
    _, annotation = note("The army accused the union of setting fire to 32 barns.")
    assert not [item for item in annotation.attributions if item.rule == "object/set"]


def test_a_thing_that_shows_something_is_no_speaker(note: Note) -> None:
    _, annotation = note("The storm put 40 boats on the beach.")
    assert annotation.attributions == ()


def test_someone_asked_a_question_has_said_nothing(note: Note) -> None:
    text, annotation = note("Asked if 40 boats were lost, Holt declined to comment.")
    assert not [item for item in annotation.attributions if "40 boats" in spans(text, item)[2]]


@pytest.mark.parametrize("entry", cues("attributions")["anonymity"], ids=lambda entry: entry["ground"])
def test_the_example_of_each_ground_for_anonymity_is_read(entry: dict[str, str]) -> None:
    from workbench.annotate.attributions.nesting import ground_in

    assert ground_in(entry["example"]) == entry["ground"]
