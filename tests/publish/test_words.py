"""The analyst's own words: how they are read, what their references mean, which sentences may leave."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.frames import flood_story, with_rows
from workbench.cuefiles import cue_file
from workbench.errors import InputError
from workbench.ledger import plain_rows
from workbench.look.selection import Selection, apply
from workbench.publish import lint
from workbench.publish.briefing import compose, known_figures, lint_briefing, write_draft
from workbench.publish.references import Known
from workbench.publish.words import read_words, sentences_of
from workbench.story import Story

HEAD = "---\ntitle: The Velna in flood\nstatus: draft\nhandling: TLP:GREEN\nissue: 3\n---\n\n"
JUDGMENT = """## Judgments

### 1

- Statement: The toll will likely rise.
- Likelihood: likely
- Confidence: low
- Reasons: Few have counted, and none has shown how.
- Evidence for: The ministry gives {{figure: 23 | Interior Ministry | harbour-1 | body}}.
- Evidence against: None was found.
- Assumptions: The ministry counts the whole valley.
- What would change it: A list of names.
"""


def story_with(words: str, folder: Path) -> Story:
    (folder / "briefing.md").write_text(words, encoding="utf-8")
    return replace(flood_story(), folder=folder)


def sentence_of(phrase: str) -> str:
    """The sentence of a figure of the story, as its report has it."""
    rows = plain_rows(apply(Selection(), flood_story()))
    return str(next(row["sentence"] for row in rows if row["phrase"] == phrase))


@cache
def figures() -> Known:
    return known_figures(flood_story())[0]


def found_in(words: str) -> tuple[lint.Finding, ...]:
    return lint.linted(read_words(words), figures(), lint.names_of(flood_story()))


def reasons(bottom_line: str) -> list[tuple[str, str]]:
    return [(one.weight, one.reason) for one in found_in(f"## Bottom line\n\n{bottom_line}\n")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Interior Ministry has {{figure: 23 | Interior Ministry | harbour-1 | body}} dead.",
        "The Interior Ministry counts 23 dead ({{figure: 23 | Interior Ministry | harbour-1 | body}}).",
        "The Interior Ministry spoke of at least 14 ({{figure: at least 14 | Interior Ministry | courier-1}}).",
        "Nothing was counted before 2 May 2031, as judgment 1 says.",
        "The figures run {{range: dead}}.",
        "A speaker called it “very likely” and we have confidence in that quotation.",
    ],
)
def test_a_sentence_whose_numbers_are_proven_passes(sentence: str) -> None:
    assert reasons(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "cause"),
    [
        ("The flood killed 23 people.", "neither a reference"),
        ("The ministry counts 32 dead ({{figure: 23 | Interior Ministry | harbour-1 | body}}).", "is not what"),
        ("The ministry counts at least 23 ({{figure: 23 | Interior Ministry | harbour-1 | body}}).", "is not what"),
        ("The ministry counts 23 km ({{figure: 23 | Interior Ministry | harbour-1 | body}}).", "is not what"),
        ("The union counts 23 ({{figure: 23 | Interior Ministry | harbour-1 | body}}).", "does not name"),
        ("There are {{figure: 24 | Interior Ministry}} dead.", "no charted figure is worded"),
        ("There are {{figure: 23 | Weather Service}} dead.", "is no holder"),
        ("There are {{e-1234}} dead.", "a reference begins with"),
        ("It is likely, with high confidence, that the toll rises.", "in one sentence"),
        ("There is a 70% chance of more rain.", "in percent"),
    ],
)
def test_a_sentence_that_is_not_proven_is_refused_with_its_cause(sentence: str, cause: str) -> None:
    found = reasons(sentence)
    assert any(weight == "refused" and cause in reason for weight, reason in found), found


def test_a_refused_sentence_stops_the_briefing_and_is_named_by_file_and_line(tmp_path: Path) -> None:
    story = story_with("## Bottom line\n\nThe water rose.\n\nIt killed 400 people.\n", tmp_path)
    with pytest.raises(InputError, match=r"briefing\.md:5: refused: “400”"):
        compose(story)


def test_a_word_that_is_no_term_is_flagged_and_does_not_stop_the_briefing(tmp_path: Path) -> None:
    assert [weight for weight, _ in reasons("The toll may rise. In May it rained.")] == ["look again"]
    assert "The toll may rise." in compose(story_with("## Bottom line\n\nThe toll may rise.\n", tmp_path)).page


@pytest.mark.parametrize("part", ["Evidence for", "Evidence against", "Likelihood", "Confidence", "Reasons"])
def test_a_judgment_that_lacks_a_part_is_refused(part: str) -> None:
    kept = "\n".join(line for line in JUDGMENT.split("\n") if not line.startswith(f"- {part}:"))
    found = found_in(f"## Bottom line\n\nThe toll is open.\n\n{kept}")
    assert [one.reason for one in found] == [f"judgment 1 has no “{part}”"]


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ("Likelihood: likely", "Likelihood: quite possible", "one term of the scheme"),
        ("Confidence: low", "Confidence: rather good", "a confidence is one of"),
        ("{{figure: 23 | Interior Ministry | harbour-1 | body}}", "a list", "cites no figure"),
    ],
)
def test_a_judgment_keeps_to_the_scheme_and_cites_a_figure(old: str, new: str, cause: str) -> None:
    found = found_in("## Bottom line\n\nThe toll is open.\n\n" + JUDGMENT.replace(old, new))
    assert any(cause in one.reason for one in found)


def test_the_page_opens_with_the_analysts_words_and_each_number_leads_to_its_row(tmp_path: Path) -> None:
    words = (
        HEAD
        + "## Bottom line\n\nThe ministry has {{figure: 23 | Interior Ministry | harbour-1 | body}}.\n\n"
        + JUDGMENT
    )
    page = compose(story_with(words, tmp_path)).page
    assert "<h1>The Velna in flood</h1>" in page
    marked = re.findall(r'aria-hidden="true">(.)</span> ([A-Z][a-z]+(?: [a-z]+)*)<', page)
    assert {("●", "Evidence for"), ("●", "Evidence against"), ("▲", "Likelihood"), ("▲", "Confidence")} <= set(marked)
    assert re.search(r'<h3>1\. <span class="shape" aria-hidden="true">▲</span> The toll', page)
    assert "TLP:GREEN" in page
    assert "issue 3" in page
    assert page.index('id="bottom-line"') < page.index('id="known"') < page.index('id="judgments"')
    opening = page[page.index('id="bottom-line"') : page.index('id="known"')]
    assert 'href="#figure-' in opening
    assert ">23</a>" in opening
    assert 'id="language"' in page


def test_at_the_level_none_the_analysts_words_keep_none_of_a_reports(tmp_path: Path) -> None:
    own = sentence_of("at least 14").replace("14", "some")
    words = (
        "## Bottom line\n\nThe ministry holds {{figure: at least 14 | Interior Ministry | courier-1}}.\n\n"
        f"## Gaps\n\n- Nobody else wrote: {own}\n"
    )
    story = story_with(words, tmp_path)
    full, none = (compose(story, detail=detail).page for detail in ("full", "none"))
    assert " ".join(own.split()[2:6]) in full
    assert " ".join(own.split()[2:6]) not in none
    assert ">at least 14</a>" in none


def test_an_opinion_names_its_figure_and_is_on_every_page(tmp_path: Path) -> None:
    row = next(one for one in plain_rows(flood_story().estimates) if one["phrase"] == "at least 14")
    agreed = {
        "table": "claims", "row": "c-1", "who": "Bo", "at": "2031-05-08T10:00:00Z", "opinion": "agree",
        "explanation": "It fits.",
    }  # fmt: skip
    opinion = {
        "table": "estimates", "row": row["estimate_id"], "who": "Ida", "at": "2031-05-09T10:00:00Z",
        "opinion": "strongly disagree", "explanation": "The list has names twice.",
    }  # fmt: skip
    doubted = with_rows(flood_story(), "opinions", [agreed, opinion])
    for story in (doubted, replace(doubted, folder=story_with("## Bottom line\n\nIt rains.\n", tmp_path).folder)):
        page = compose(story).page
        dissent = page[page.index('id="dissent"') :]
        dissent = dissent[: dissent.index("</section>")]
        assert 0 < dissent.index("The list has names twice.") < dissent.index("It fits.")
        assert "at least 14 (Interior Ministry, " in dissent
        assert row["estimate_id"] not in dissent


def test_a_briefing_of_a_former_day_leaves_the_analysts_words_out_and_says_so(tmp_path: Path) -> None:
    page = compose(story_with("## Bottom line\n\nThe water is falling.\n", tmp_path), known_by="2031-05-03").page
    assert "The water is falling." not in page
    assert "left out of this part" in page


def test_what_came_in_after_the_last_issue_is_listed() -> None:
    page = compose(flood_story(), since="2031-05-03").page
    changed = page[page.index('id="changed"') : page.index('id="sourcing"')]
    assert "Since 3 May 2031" in changed
    assert ">23</a>" in changed


def test_hostile_words_are_inert(tmp_path: Path) -> None:
    hostile = "<script>alert('x')</script> [press](javascript:alert`x`) ![i](http://evil.example/i.png)"
    page = compose(
        story_with(f"---\ntitle: <img src=x onerror=alert`x`>\n---\n\n## Bottom line\n\n{hostile}\n", tmp_path)
    ).page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="javascript' not in page
    assert 'src="http' not in page


@pytest.mark.parametrize(
    ("words", "cause"),
    [
        ("---\nhandling: WHITE\n---\n", r"briefing\.md:2: handling"),
        ("---\nstatus: done\n---\n", r"briefing\.md:2: status"),
        ("---\ntitle: x\n\n", "not closed"),
        ("## Gossip\n", r"briefing\.md:1: section"),
        ("Words.\n", "before the first section"),
        ("## Judgments\n\n### 1\n\n- Hunch: yes\n", r"briefing\.md:5: part of a judgment"),
        ("## Bottom line\n\n```\n42\n```\n", "block of code"),
    ],
)
def test_what_breaks_the_grammar_is_refused_with_its_line(words: str, cause: str) -> None:
    with pytest.raises(InputError, match=cause):
        read_words(words)


def test_a_reference_is_not_cut_into_sentences() -> None:
    said = [one.text for one in sentences_of("It is {{figure: about 60. Dr | Mr. A}} now. Then came rain.")]
    assert said == ["It is {{figure: about 60. Dr | Mr. A}} now.", "Then came rain."]


def test_a_draft_passes_its_own_gate_and_is_never_written_over(tmp_path: Path) -> None:
    story = replace(flood_story(), folder=tmp_path)
    text = write_draft(story).read_text(encoding="utf-8")
    assert lint_briefing(story) == ()
    assert lint.terms_in(text) == []
    with pytest.raises(InputError, match="nothing is written over"):
        write_draft(story)


@pytest.mark.parametrize("row", cue_file("publish", "lint")["likelihood"], ids=lambda row: str(row["terms"][0]))
def test_the_example_of_a_likelihood_is_read_as_one_of_its_terms(row: dict[str, Any]) -> None:
    assert len(lint.terms_in(row["example"])) == 1
    assert lint.terms_in(row["example"])[0] in row["terms"]


@pytest.mark.parametrize("row", cue_file("publish", "lint")["no_term"], ids=lambda row: str(row["words"]))
def test_the_example_of_a_word_that_is_no_term_is_flagged(row: dict[str, Any]) -> None:
    assert lint.no_terms_in(row["example"]) == [row["words"]]


def test_the_nine_standards_say_what_is_not_met() -> None:
    states = {one.name: one.state for one in lint.standards(None, (), changes=False)}
    assert len(states) == 9
    assert states["Explains what changed"] == "not met"
