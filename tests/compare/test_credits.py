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
        "She joined the hearing via Zoom.",
        "The ministry answered via Telegram post on Monday.",
        "The figure came via a Telegram post of the ministry.",
        "The list was first published in March and is out of date.",
        "The bridge is run by a partner of Harbour Press.",
        "This story was written by hand.",
        "Mette Ran, with files under her arm, left the hall.",
    ],
)
def test_a_name_without_a_credit_is_none(text: str) -> None:
    assert found(text) == []


def test_a_name_of_the_story_that_is_a_means_of_talking_is_no_text_beside_via() -> None:
    names = names_of(story_of(report("a", "Text.", outlet="Telegram"), report("b", "Text.", outlet="Dunmere Post")))
    text = "The ministry spoke via Telegram, and the minutes came via the Dunmere Post."
    assert [one.name for one in credits_in("r", text, [(0, len(text))], names)] == ["Dunmere Post"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("This story was first published by the Kestrel Daily.", "Kestrel Daily"),
        ("Republished with permission from Bay of Velna Post.", "Bay of Velna Post"),
        ("From our partner kestrel.example, which has a desk there.", "kestrel.example"),
        ("This report was provided by @velna_watch.", "@velna_watch"),
    ],
)
def test_a_phrase_that_only_fits_an_outlet_credits_one_nobody_knows(text: str, name: str) -> None:
    assert found(text) == [("text", name)]


def test_a_letter_that_grows_in_small_print_moves_no_credit() -> None:
    text = "İzmir İskele: two bridges are shut (Harbour Press)."
    (one,) = credits_in("r", text, [(0, len(text))], NAMES)
    assert text[one.start : one.end] == one.text == "(Harbour Press)"


def test_a_name_broken_over_two_lines_is_found() -> None:
    assert found("Two bridges are shut, according to Harbour\nPress.") == [("relay", "Harbour Press")]


def test_an_address_is_called_by_the_name_that_owns_it() -> None:
    rows = [report("a", "Text.", outlet="www.harbour.example"), report("b", "Text.", outlet="post.example")]
    rows += [report("c", "Text.", outlet="Dunmere Post"), report("d", "Text.", outlet="Sudra Post")]
    names = names_of(story_of(*rows, file=FILE))
    assert (names.of("www.harbour.example"), names.of("post.example")) == ("Harbour Press", "post.example")


def test_the_example_of_common_words_is_made_of_them() -> None:
    common = cue_file("compare", "credits")["common"]
    assert {word.lower() for word in common["example"].split()} <= set(common["words"])


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
