"""Mastheads: outlet, wire, byline, dateline and title with the words that say so, or nothing."""

from __future__ import annotations

import pytest

from workbench.read.lines import classify
from workbench.read.masthead import Masthead, read_masthead
from workbench.storyfile import StoryFile, Wire

TITLE = "Second pier to open for fishing boats\n"
REPORT = (
    "The harbour board met on Friday and agreed to open the second pier to fishing boats from May.\n\n"
    "It had been closed since the storm, and the boats had to unload in the next town.\n\n"
    "The work will cost 40,000 crowns, the board told The Associated Press in its report on the harbour.\n"
)


def read(text: str, *wires: Wire) -> Masthead:
    head = read_masthead(text, classify(text), (), story=StoryFile(wires=wires))
    for _, evidence in head.evidence:
        assert evidence.start is not None
        assert text[evidence.start : evidence.end] == evidence.text
    return head


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("By Ann Lee", ("Ann Lee",)),
        ("By\u00a0 Ann Lee And Bo C. Dahl", ("Ann Lee", "Bo C. Dahl")),
        ("BY ANN LEE, BO DAHL AND EVA HOLM", ("ANN LEE", "BO DAHL", "EVA HOLM")),
        ("By Ann Lee, Associated Press", ("Ann Lee",)),
        ("By Ann Lee | May 3, 2031", ("Ann Lee",)),
        ("By Ann Lee, Staff Writer", ("Ann Lee",)),
        ("Written by Ludwig van der Berg", ("Ludwig van der Berg",)),
        ("By Staff", ()),
        ("By midnight all was quiet in the harbour.", ()),
    ],
)
def test_bylines_are_lists_of_names(head: str, names: tuple[str, ...]) -> None:
    assert read(TITLE + head + "\n\n" + REPORT).byline == names


@pytest.mark.parametrize(
    ("line", "wire", "rule"),
    [
        ("AP reporter Ann Lee contributed from Lisbon.", "Associated Press", "wire:credit"),
        ("Associated Press writers Ann Lee and Bo Dahl contributed to this report.", "Associated Press", "wire:credit"),
        ("Copyright 2031 The Associated Press. All rights reserved.", "Associated Press", "wire:copyright-line"),
        ("Ann Lee of the Courier contributed to this report.", None, None),
        ("Contributing: Bo Dahl in Oslo; The Associated Press", None, None),
    ],
)
def test_a_wire_is_credited_by_its_own_words_only(line: str, wire: str | None, rule: str | None) -> None:
    head = read(TITLE + REPORT + "\n" + line + "\n")
    assert head.wire == wire
    assert dict(head.evidence)["wire"].rule == rule if rule else "wire" not in dict(head.evidence)


def test_a_photo_credit_and_a_mention_are_no_wire() -> None:
    assert read(TITLE + "The pier at low tide. (AP Photo/Ann Lee)\n\n" + REPORT).wire is None


@pytest.mark.parametrize(
    ("opening", "place", "wire"),
    [
        ("LISBON, May 3 (Reuters) - ", "LISBON", "Reuters"),
        ("LISBON, Portugal (AP) — ", "LISBON, Portugal", "Associated Press"),
        ("SAO PAULO, May 3, 2031 (AFP) -- ", "SAO PAULO", "Agence France-Presse"),
        ("LISBON/MADRID — ", "LISBON/MADRID", None),
        ("(Bloomberg) -- ", None, "Bloomberg"),
        ("NATO - ", "NATO", None),
    ],
)
def test_a_dateline_names_place_and_agency(opening: str, place: str | None, wire: str | None) -> None:
    head = read(TITLE + "\n" + opening + REPORT)
    assert (head.dateline, head.wire) == (place, wire)


def test_a_sentence_that_begins_with_capitals_is_no_dateline() -> None:
    assert (
        read(TITLE + "\nNATO ships entered the harbour on Monday, and the crews went ashore.\n" + REPORT).dateline
        is None
    )


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("© 2031 Lowland Courier. All rights reserved.", "Lowland Courier"),
        ("Copyright 2029-2031 The Lowland Courier Company, Inc.", "The Lowland Courier Company"),
        (
            "By submitting your address you agree to receive emails from: Lowland Broadcasting, 1 Quay.",
            "Lowland Broadcasting",
        ),
        ("© 2031 The Associated Press. All rights reserved.", None),
        ("Copyright 2031. All rights reserved.", None),
    ],
)
def test_an_outlet_is_named_by_its_copyright_or_consent_line(line: str, outlet: str | None) -> None:
    assert read(TITLE + REPORT + "\nShare\n" + line + "\n").outlet == outlet


def test_a_paper_named_above_the_title_is_the_outlet() -> None:
    head = read("The Lowland Courier\n\n" + TITLE + "By Ann Lee\n\n" + REPORT)
    assert (head.outlet, dict(head.evidence)["outlet"].rule) == ("The Lowland Courier", "outlet:line-above-title")
    assert head.title == TITLE.strip()


@pytest.mark.parametrize(
    ("head", "outlet"),
    [
        ("The Lowland Observer | May 3, 2031", "The Lowland Observer"),
        ("Sierra Libre | May 3, 2031", "Sierra Libre"),
        ("The Lowland Courier | Business\nMay 3, 2031", "The Lowland Courier"),
        ("Canal Costa English\nMay 3, 2031", "Canal Costa English"),
        ("Canal 9 Noticias\nMay 3, 2031", "Canal 9 Noticias"),
        ("La Tribuna del Puerto\nMay 3, 2031", "La Tribuna del Puerto"),
        ("MareTV1 English\nMay 3, 2031", "MareTV1 English"),
        ("Lowland Herald World News\nMay 3, 2031", "Lowland Herald World News"),
        ("Ministry of Harbours\nPress release\nMay 3, 2031", "Ministry of Harbours"),
        ("Harbour Authority\nMay 3, 2031", "Harbour Authority"),
        ("Home News Sport Weather", None),
        ("Two Boats Lost In Storm", None),
        ("May 3, 2031 | Harbour", None),
    ],
)
def test_who_publishes_a_report_stands_at_its_head_with_a_section_or_a_date(head: str, outlet: str | None) -> None:
    found = read(f"{head}\n\n{TITLE}\n{REPORT}")
    assert (found.outlet, found.title) == (outlet, TITLE.strip())


def test_the_story_files_name_for_an_agency_wins_and_adds_to_the_list() -> None:
    text = TITLE + REPORT + "\nLWS reporter Ann Lee contributed from Lisbon.\n"
    assert read(text).wire is None
    assert read(text, Wire("Lowland Wire Service", ("LWS",))).wire == "Lowland Wire Service"
    assert (
        read(TITLE + "\nLISBON (AP) — " + REPORT, Wire("The Associated Press", ("AP",))).wire == "The Associated Press"
    )


def test_a_report_that_says_nothing_of_itself_has_no_masthead() -> None:
    assert read(REPORT) == Masthead()
