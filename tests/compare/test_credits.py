"""What a report says of whose words it gives; each phrase of the cue file is run on its own example."""

from __future__ import annotations

import pytest

from tests.compare.stories import report, story_of
from workbench.compare.lineage.credits import credits_in, hosted, names_of
from workbench.cuefiles import cue_file
from workbench.ledger import records
from workbench.storyfile import StoryFile, Wire

FILE = StoryFile(wires=(Wire("Harbour Press", ("HPR", "the Harbour Press")),))
NAMES = names_of(story_of(report("a", "Text.", outlet="Dunmere Post"), file=FILE))


def found(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.name) for one in credits_in("r", text, [(0, len(text))], NAMES)]


@pytest.mark.parametrize("cue", cue_file("compare", "credits")["credit"], ids=lambda cue: str(cue["example"]))
def test_each_cue_finds_its_example(cue: dict[str, str]) -> None:
    assert (cue["kind"], "Harbour Press") in found(cue["example"])


@pytest.mark.parametrize(
    "text",
    [
        "Harbour Press has offices on the quay.",
        "Harbour pressed on with the works, according to the mayor.",
        "The mayor reported that two bridges were closed.",
        "Hpr reported nothing.",
        "The mayor spoke via a video link to Harbour Press offices.",
        "He ran from Harbour Press House to the quay.",
    ],
)
def test_a_name_without_a_credit_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Syndicated from Harbour Press.",
        "Republished with permission of the Harbour Press",
        "From our partners at Harbour Press",
        "Written for Harbour Press by Odo Lind.",
        "This page is based on a Harbour Press dispatch.",
    ],
)
def test_a_line_that_says_whose_text_it_is_credits_the_text(text: str) -> None:
    assert found(text) == [("text", "Harbour Press")]


def test_a_letter_that_lower_case_makes_two_moves_no_place() -> None:
    text = "İİİİİİİİİİİİİİİİİİİİİİİİ: two bridges are shut, according to Harbour Press."
    one = next(iter(credits_in("r", text, [(0, len(text))], NAMES)))
    assert text[one.start : one.end] == "according to Harbour Press"


def test_an_outlet_of_the_story_can_be_credited() -> None:
    assert found("Two bridges are shut, the Dunmere Post reported.") == [("relay", "Dunmere Post")]


def test_a_host_credits_the_wire_whose_text_it_says_it_is() -> None:
    clue = {"field": "wire", "start": 5, "end": 8, "text": "HPR", "rule": "wire:credit", "says": "Harbour Press"}
    rows = [
        report("host", "Text HPR.", outlet="Dunmere Post", wire="Harbour Press", masthead_evidence=[clue]),
        report("own", "Text.", outlet="HPR", wire="Harbour Press"),
        report("page", "Text.", outlet="harbour.example", wire="Harbour Press"),
        report("open", "Text.", wire="Harbour Press"),
    ]
    credit, *others = (hosted(row, NAMES) for row in records(story_of(*rows, file=FILE).reports))
    assert credit is not None
    assert (credit.name, credit.start, credit.text) == ("Harbour Press", 0, "Text HPR.")
    assert others == [None, None, None]
