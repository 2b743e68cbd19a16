"""Lines of pages: what goes, what stays, and under which rule."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.pages import PAGES, page
from workbench.model import PROSE_ROLES, Passage
from workbench.read.lines import classify, explain

LEAD = "The harbour board met on Friday and agreed to open the second pier to fishing boats from May.\n"
MORE = "It had been closed since the storm, and the boats had to unload in the next town.\n"
LAST = "The work will cost 40,000 crowns, the board said in its report on the harbour.\n"
REPORT = LEAD + MORE + LAST


def role_of(text: str, line: str) -> str:
    found = [p.role for p in classify(text) if text[p.start : p.end].strip() == line.strip()]
    assert found, f"no passage is {line!r}"
    return found[0]


def rule_of(text: str, line: str) -> str:
    return next(p.rule for p in classify(text) if text[p.start : p.end].strip() == line.strip())


@pytest.mark.parametrize("name", PAGES)
def test_no_sentence_of_the_report_is_lost(name: str) -> None:
    text, lines = page(name)
    kept = [text[p.start : p.end] for p in classify(text) if p.role in PROSE_ROLES]
    assert [line for mark, line in lines if mark in "BTS" and line not in kept] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_page_around_the_report_is_masked(name: str) -> None:
    text, lines = page(name)
    kept = [text[p.start : p.end] for p in classify(text) if p.role in PROSE_ROLES]
    assert [line for mark, line in lines if mark == "C" and line in kept] == []


@pytest.mark.parametrize("name", PAGES)
def test_the_masthead_is_told_from_the_prose(name: str) -> None:
    text, lines = page(name)
    body = [text[p.start : p.end] for p in classify(text) if p.role in {"body", "subhead", "title"}]
    assert [line for mark, line in lines if mark == "M" and line in body] == []


@pytest.mark.parametrize("name", PAGES)
def test_titles_and_summaries_keep_their_role(name: str) -> None:
    text, lines = page(name)
    roles = {text[p.start : p.end]: p.role for p in classify(text)}
    wanted = {line: {"T": "title", "S": "summary"}[mark] for mark, line in lines if mark in "TS"}
    assert {line: roles[line] for line in wanted} == wanted


@pytest.mark.parametrize("name", PAGES)
def test_every_character_of_a_line_is_in_exactly_one_passage(name: str) -> None:
    assert_covered(page(name)[0])


def assert_covered(text: str) -> None:
    passages = classify(text)
    assert all(one.end <= two.start for one, two in pairwise(passages))
    inside = "".join(text[p.start : p.end] for p in passages)
    assert "".join(inside.split()) == "".join(text.replace("\ufeff", "\ufeff").split())


@given(st.text(st.sampled_from("aB. \n\r\t—?1|•\u00a0\ufeff'"), max_size=200))
def test_any_text_is_covered_whole(text: str) -> None:
    passages: tuple[Passage, ...] = classify(text)
    outside = list(text)
    for p in passages:
        assert 0 <= p.start < p.end <= len(text)
        outside[p.start : p.end] = [""] * (p.end - p.start)
    assert "".join(outside).strip("\ufeff \t\r\n\u00a0\x0b\x0c") == ""


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to our newsletter",
        "We use cookies to make this site work better for you.",
        "12 Comments",
        "Follow us on Instagram",
        "Share on Facebook",
        "Choose your age group",
        "Recommended for you",
        "All rights reserved.",
    ],
)
def test_words_of_the_interface_go_even_between_paragraphs(line: str) -> None:
    assert role_of(LEAD + line + "\n" + MORE + LAST, line) == "chrome"


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("By Ann Lee and Bo Dahl", "byline"),
        ("By ANN LEE, The Associated Press", "byline"),
        ("Published: May 3, 2031", "dateline"),
        ("Saturday, 3 May 2031", "dateline"),
        ("Updated 2 hours ago", "dateline"),
        ("The pier at low tide on Monday. (AP Photo/Ann Lee)", "caption"),
        ("The pier at low tide. Ann Lee/Getty Images", "caption"),
    ],
)
def test_lines_of_the_masthead_say_what_they_are(line: str, role: str) -> None:
    text = "Second pier to open for fishing boats\n" + line + "\n\n" + REPORT
    assert role_of(text, line) == role
    assert role_of(text, "Second pier to open for fishing boats") == "title"


@pytest.mark.parametrize(
    "line",
    [
        "Reporting by Ann Lee; Editing by Bo Dahl",
        "AP reporter Ann Lee contributed from Lisbon.",
        "___",
        "Contributing: Ann Lee in Lisbon; Bo Dahl in Oslo",
    ],
)
def test_credits_after_the_report_are_credits(line: str) -> None:
    assert role_of(REPORT + "\n" + line + "\n", line) == "credit"


@pytest.mark.parametrize(
    "sentence",
    [
        "By midnight the water had reached the second floor.",
        "Home is where they want to go now.",
        "“It is over,” he said.",
        "Share prices fell by a third on the news.",
        "More than 300 people signed up for the coast guard.",
        "Follow the river, the old man told them, and you will find the town.",
        "She found the cookies her son had baked before the war.",
        "Comments by the minister angered the crews.",
        "Nobody had answered.",
        "The copyright to the song belongs to the navy.",
    ],
)
def test_sentences_with_words_of_the_interface_stay(sentence: str) -> None:
    assert role_of(LEAD + sentence + "\n" + MORE + LAST, sentence) == "body"


@pytest.mark.parametrize("heading", ["RESPONSE", "Response:", "Discussion", "What's next", "What to know", "NEEDS"])
def test_a_section_of_a_report_goes_on_below_its_heading(heading: str) -> None:
    """Words that head readers' letters or links elsewhere head a part of a situation report here."""
    text = (
        "Flood in the valley\n\nThe ministry said on Monday that 40 people had died and that 12 were missing.\n\n"
        f"{heading}\n\nSome 650 volunteers are clearing the roads, and 40 boats have come from the coast.\n"
    )
    (part,) = (one for one in classify(text) if text[one.start : one.end].startswith("Some 650"))
    assert part.role == "body"


def test_a_short_line_between_paragraphs_is_a_subhead() -> None:
    assert role_of(LEAD + "\nWhat the crews say\n\n" + MORE + LAST, "What the crews say") == "subhead"


def test_a_byline_with_a_date_behind_it_is_two_passages() -> None:
    text = "Second pier to open for fishing boats\nBy Ann Lee | May 3, 2031\n" + REPORT
    roles = {text[p.start : p.end]: p.role for p in classify(text)}
    assert roles["By Ann Lee | "] == "byline"
    assert roles["May 3, 2031"] == "dateline"


def test_an_agencys_topic_line_above_a_caption_is_a_credit() -> None:
    text = "Second pier to open\n" + "AP Harbour, Pier\nThe pier at low tide. (AP Photo/Ann Lee)\n\n" + REPORT
    assert rule_of(text, "AP Harbour, Pier") == "credit:image-slug"


def test_a_standfirst_that_the_next_paragraphs_repeat_is_a_summary() -> None:
    first = "The harbour board will open the second pier to fishing boats and pay 40,000 crowns.\n"
    text = "Friday, 2 May 2031\n" + first + REPORT + "Nothing else was decided on that day, the board said.\n"
    assert role_of(text, first) == "summary"


def test_a_wire_lead_that_is_not_repeated_stays_body() -> None:
    assert role_of(REPORT + "Nobody spoke against the plan.\n", LEAD) == "body"


def test_a_text_wrapped_by_hand_is_read_in_paragraphs() -> None:
    text = (
        "The harbour board met on Friday evening and agreed to open the\n"
        "second pier to fishing boats from May, which the crews had long\n"
        "asked for.\n\n"
        "It had been closed since the storm in which the outer wall fell\n"
        "and the boats had to unload in the next town, an hour away from\n"
        "the market.\n"
    )
    assert [text[p.start : p.end].count("\n") for p in classify(text)] == [2, 2]


def test_a_list_of_names_without_any_sentence_stays() -> None:
    text = "Karl Moe\nSven Aas\nPer Lund\nEva Holm\n"
    assert {p.role for p in classify(text)} == {"body"}


def test_figures_that_a_lead_in_announces_above_the_only_paragraph_stay() -> None:
    rows = "Norra: 742,310 votes\nSudra: 716,050 votes\nBlank: 18,400\nSpoiled: 23,900\n"
    lead, last = "With all ballots read, the court gives this result:", "The court has had 61 complaints."
    text = f"Harbour Court\nBulletin No. 4\nMay 20, 2031\n\n{lead}\n\n{rows}\n{last}\n"
    body = "".join(text[one.start : one.end] for one in classify(text) if one.role == "body")
    assert all(line in body for line in (lead, last, *rows.splitlines()))
    assert "Bulletin" not in body


def test_a_line_that_other_pages_of_the_outlet_share_is_masked() -> None:
    text = LEAD + "Eyes on the water\n" + MORE + LAST
    assert role_of(text, "Eyes on the water") == "subhead"
    repeated = classify(text, repeated=frozenset({"eyes on the water"}))
    assert [p.rule for p in repeated if text[p.start : p.end] == "Eyes on the water"] == ["repeated:in-outlet"]


def test_every_decision_names_its_rule_and_shows_what_was_counted() -> None:
    judged = explain(REPORT + "Share\n")
    assert [one.passage.rule for one in judged] == ["prose", "prose", "prose", "chrome:share"]
    assert judged[0].line.words == 18
    assert judged[0].line.sentence_end


def test_one_line_of_a_million_characters_is_read_at_once() -> None:
    text = "The board met on Friday. " * 40_000
    assert [p.role for p in classify(text)] == ["body"]


@pytest.mark.parametrize(
    "line",
    [
        "El ministro dijo que la ayuda llega a los pueblos de la costa.",
        "港の委員会は金曜日に会合を開き、第二埠頭を漁船に開放することで合意した。",
    ],
)
def test_prose_in_other_languages_stays(line: str) -> None:
    assert role_of(line + "\n" + line[:-1] + " 2.\n", line) == "body"
