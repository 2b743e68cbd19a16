"""The ledger's claims: every number and every attribution has one, and a topic is a matter of words."""

from __future__ import annotations

import pytest

from tests.annotate.conftest import report_of
from workbench.annotate.pipeline import annotate
from workbench.cuefiles import cue_file
from workbench.model import Annotation, Attribution, Claim, Quantity, Report, Sentence
from workbench.state.claims import claim_of, claim_rows, claims_of, default_topics, topics_of
from workbench.storyfile import StoryFile, Topic


def note(*paragraphs: str) -> tuple[Report, Annotation]:
    report = report_of(*paragraphs)
    return report, next(iter(annotate([report])))


def number(start: int, end: int) -> Quantity:
    """A bare count that stands at these offsets of the first sentence."""
    return Quantity(start, end, start, end, 40.0, "bare", 40.0, 40.0, 40.0, "count", 0, "test")


SENTENCE = Sentence(0, 60, "body", "forty barn burn | forty barns burned")


def test_a_number_outside_every_claim_is_told_by_its_sentence() -> None:
    found = claims_of(Annotation(sentences=(SENTENCE,), quantities=(number(4, 6),)))
    assert [(claim.start, claim.end, claim.kind) for claim in found] == [(0, 60, "report")]


def test_an_attribution_outside_every_claim_is_told_by_its_content() -> None:
    said = Attribution((40, 50), (51, 55), ((0, 38),), 0, "asserted", "test")
    found = claims_of(Annotation(sentences=(SENTENCE,), attributions=(said,)))
    assert [(claim.start, claim.end, claim.attribution) for claim in found] == [(0, 38, 0)]


def test_a_number_belongs_to_the_narrowest_claim_of_its_own_speaker() -> None:
    report = report_of("x" * 60)
    wide = Claim(0, 60, 0, "report", "test", attribution=0)
    narrow = Claim(0, 10, 0, "report", "test")
    ours = claim_of(report, [wide, narrow], number(4, 6), 0)
    outlets = claim_of(report, [wide, narrow], number(4, 6), None)
    assert ours == claim_of(report, [wide], number(4, 6), None)
    assert outlets == claim_of(report, [narrow], number(4, 6), None)


def test_each_row_says_who_states_it_how_surely_and_in_which_words() -> None:
    report, annotation = note("The bank denied that it had lost money. Prices may rise.")
    rows = claim_rows(report, annotation, claims_of(annotation), StoryFile(), ["a-1"])
    told = [(row["claim_type"], row["attribution_id"], row["certainty"], row["certainty_class"]) for row in rows]
    assert told == [("denial", "a-1", "denied", "denied"), ("forecast", None, "may", "hedged")]
    assert len({row["claim_id"] for row in rows}) == len(rows)


@pytest.mark.parametrize("entry", cue_file("state", "topics")["topic"], ids=lambda entry: entry["name"])
def test_the_example_of_each_topic_falls_under_it(entry: dict[str, str]) -> None:
    _, annotation = note(entry["example"])
    assert topics_of(annotation.claims[:1], default_topics()) == [entry["name"]]


def test_a_storys_own_topics_replace_the_general_ones() -> None:
    report, annotation = note("The dam broke in the night.")
    story = StoryFile(topics=(Topic("dams", ("dam",)),))
    rows = claim_rows(report, annotation, claims_of(annotation), story, [])
    assert [row["topic"] for row in rows] == ["dams"]


def test_a_claim_with_no_word_of_any_topic_takes_the_reports_own_or_none() -> None:
    topics = (Topic("dams", ("dam",)), Topic("roads", ("road",)))
    claims = [
        Claim(0, 9, 0, "report", "t", words="the dam | the dam"),
        Claim(10, 19, 0, "report", "t", words="it | it"),
    ]
    assert topics_of(claims, topics) == ["dams", "dams"]
    assert topics_of(claims[1:], topics) == ["other"]
