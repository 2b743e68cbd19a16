"""On whose word a number stands, when several are named around it or none is."""

from __future__ import annotations

import pytest

from tests.annotate.conftest import report_of
from workbench.annotate.entities.parties import Register
from workbench.annotate.pipeline import annotate
from workbench.cuefiles import cue_file
from workbench.state.speakers import holding_of, speakers_of
from workbench.storyfile import StoryFile


def holders(*paragraphs: str) -> dict[str, str]:
    """Who holds each number of a report of those paragraphs, by the number as worded; an empty name for nobody."""
    report = report_of(*paragraphs)
    (annotation,) = annotate([report])
    register = Register(StoryFile()).reading(report, annotation)
    speakers = speakers_of(report, annotation, register)
    out = {}
    for quantity in annotation.quantities:
        holding = holding_of(quantity, annotation, speakers)
        speaker = speakers[holding.attribution] if holding else None
        out[report.text[quantity.start : quantity.end]] = speaker.speaker.name if speaker else ""
    return out


def test_where_something_happened_is_not_who_counted_it() -> None:
    assert holders(cue_file("state", "relays")["recording"]["example"]) == {"90": ""}


@pytest.mark.parametrize(
    ("lead", "holder"),
    [
        ("The ministry's tally:", "ministry"),
        ("The dock union calls the toll false. It lists:", "dock union"),
        ("The latest figures, according to the harbour office:", "harbour office"),
        ("What is left of the village:", ""),
    ],
)
@pytest.mark.parametrize("rows", [("- 58 dead", "- 143 missing"), ("58 dead", "143 missing")])
def test_the_rows_of_a_list_stand_on_the_word_of_whoever_announces_it(
    lead: str, holder: str, rows: tuple[str, str]
) -> None:
    found = holders(lead, *rows, "Rain fell on 40 tents by night.")
    assert found == {"58": holder, "143": holder, "40": ""}


@pytest.mark.parametrize("kind", ["intentions", "knowing"])
def test_what_somebody_means_or_knows_is_told_by_whoever_tells_of_it(kind: str) -> None:
    example = cue_file("state", "relays")[kind]["example"]
    assert holders(example) == {"90": "owner"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # where something happens holds no figure that a named source tells of it
        ("The city recorded 600 new cases last week, according to Unicef.", {"600": "Unicef"}),
        # a body called by a common noun goes by the name told after it
        ("Two guards were hurt, the mission, known as UNSOM, said in a statement.", {"Two": "UNSOM"}),
        # a body in capitals is no pronoun
        ("At least 40 deaths have been registered, WHO says.", {"At least 40": "World Health Organization"}),
        # whoever tells of a body's deeds goes before the body
        ("The relief fund has fed 400 people.", {"400": "relief fund"}),
        ("The relief fund has fed 400 people, the mayor said.", {"400": "mayor"}),
        (
            "The camp is full, according to the Norway Relief Fund. It is feeding 80 people there.",
            {"80": "Norway Relief Fund"},
        ),
        # "it" stands for the body that the sentence before opens with
        ("The health ministry has raised its toll. It now says 24 people died.", {"24": "health ministry"}),
        ("The Norway Relief Fund opened a camp. It is feeding 80 people there.", {"80": "Norway Relief Fund"}),
        ("Toyota will cut 900 jobs by May, the company said on Friday.", {"900": "Toyota"}),
        # a second speaker shares the verb of the first
        ("Paris says 900 men have crossed, Rome 1,250.", {"900": "France", "1,250": "Italy"}),
        (
            "Orrin says 41 of its crew are unaccounted for, the union 67.",
            {"41": "Orrin", "67": "union"},
        ),
        ("Police put the crowd at 900, organisers at least 2,500.", {"900": "Police", "at least 2,500": "organisers"}),
        ("The pilots' union says 60 were aboard; the firm, 90.", {"60": "pilots' union", "90": "firm"}),
        # ... but not where the clause has somebody of its own to be level with, nor where a place may be one
        ("The mayor says the navy lost 40 men, the rebels 60.", {"40": "mayor", "60": "mayor"}),
        ("Anna Holt said 40 boats sank off Lund, Ystad 12.", {"40": "Anna Holt", "12": "Anna Holt"}),
        ("The rebels claimed to have sunk five boats and captured 40 men.", {"five": "rebels", "40": "rebels"}),
        ("Grieving Marek Dolan, 34, blamed the owners and claimed 600 lamps were broken.", {"600": "Marek Dolan"}),
        # one told to be among the counted says nothing
        ("Forty boys were brought out since May, the most recent a boy aged 7 found in a cellar.", {"Forty": ""}),
        # an agency's paper speaks for the agency
        ("The agency's last update, on Friday, listed 43 cases.", {"43": "agency"}),
        # what came of it, told behind the speaker
        ("Rockets fell on the port, the navy said, damaging three ships.", {"three": "navy"}),
        # whoever is quoted as saying what he did is not the minister before
        (
            "Minister Ana Costa left. The station quoted a miner as saying that he had counted nine bodies.",
            {"nine": "miner"},
        ),
        # whoever is cited goes before the outlet that cites
        ("The station reported that 40 had drowned, citing the coast guard.", {"40": "coast guard"}),
        (
            "The Post, citing two people familiar with the plan, said 800 posts would go.",
            {"800": "two people familiar with the plan"},
        ),
        # the author of a paper holds what it says
        (
            "Some 400 are homeless, according to figures released by the interior ministry.",
            {"Some 400": "interior ministry"},
        ),
        ("Some 400 are homeless, a study published by Oxfam found.", {"Some 400": "Oxfam"}),
        ("The army accused the rebels of burning 32 farms.", {"32": "army"}),
        # a pronoun that stands for nobody holds nothing
        ("Rain fell. Its plan to shed 900 jobs stands.", {"900": ""}),
        ("A survivor, 34-year-old trader Anna Holt, said 20 had drowned.", {"34": "", "20": "Anna Holt"}),
    ],
)
def test_a_number_stands_on_the_word_of_whoever_tells_it(text: str, found: dict[str, str]) -> None:
    told = holders(text)
    assert {number: told[number] for number in found} == found
