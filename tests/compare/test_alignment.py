"""Sentences that say the same thing find each other, whatever their order and wording."""

from __future__ import annotations

from collections import Counter

from tests.compare.typed import edge, story_of
from workbench.compare.discrepancies.alignment import alignment_rows
from workbench.compare.discrepancies.differences import desk_of
from workbench.compare.discrepancies.pages import shelf_of
from workbench.compare.discrepancies.pairing import pairs_of
from workbench.story import Story

FIRST = (
    "Fishermen in Norra found the hull of a ferry near the lighthouse on Sunday. "
    "The mayor asked the ministry for two salvage ships. "
    "Schools will stay shut until the harbour is clean."
)
SECOND = (
    "Schools remain closed until the harbour has been cleaned. "
    "A ferry's hull was found near the lighthouse by Norra fishermen. "
    "Tickets for the summer festival went on sale."
)


def pairs(story: Story, lineage: list[dict[str, object]]) -> list[tuple[str, str]]:
    """The first words of each aligned pair."""
    texts = dict(zip(story.reports["report_id"], story.reports["text"], strict=True))
    rows = alignment_rows(story, lineage)
    return [
        (texts[row["a_report"]][row["a_start"] :][:10], texts[row["b_report"]][row["b_start"] :][:10]) for row in rows
    ]


def test_reworded_sentences_are_aligned_and_what_is_new_is_not() -> None:
    story = story_of({"first": FIRST, "second": SECOND})
    assert pairs(story, [edge("second", "first")]) == [("Schools wi", "Schools re"), ("Fishermen ", "A ferry's ")]


def test_a_pair_says_whether_its_words_are_the_same() -> None:
    story = story_of({"first": FIRST, "second": FIRST.replace("asked", "begged")})
    labels = [row["labels"] for row in alignment_rows(story, [edge("second", "first")])]
    assert labels == [["same"], ["reworded"], ["same"]]


def test_the_parent_stands_first_and_unrelated_reports_stand_in_time_order() -> None:
    dates = {
        "first": {"published_earliest": "2031-05-09", "published_latest": "2031-05-09"},
        "second": {"published_earliest": "2031-05-06", "published_latest": "2031-05-06"},
    }
    story = story_of({"first": FIRST, "second": FIRST}, facts=dates)
    assert {row["a_report"] for row in alignment_rows(story, [edge("second", "first")])} == {"first"}
    assert {row["a_report"] for row in alignment_rows(story)} == {"second"}


def test_a_later_report_changes_nothing_between_those_before_it() -> None:
    texts = {"first": FIRST, "second": SECOND}
    alone = [*alignment_rows(story_of(texts))]
    rows = [*alignment_rows(story_of({**texts, "third": FIRST.replace("mayor", "harbour")}))]
    assert alone == [row for row in rows if "third" not in (row["a_report"], row["b_report"])] != []


def test_children_of_one_parent_that_nobody_has_seen_are_compared() -> None:
    story = story_of({"first": FIRST, "second": SECOND, "third": "Nothing of all this."})
    lineage = [edge("first", "inferred:x"), edge("second", "inferred:x")]
    assert len([*alignment_rows(story, lineage)]) == 2


def test_children_of_an_agency_are_siblings_only_where_they_share_its_words() -> None:
    texts = {"first": FIRST, "second": FIRST.replace("mayor", "old mayor"), "third": "Nothing of all this."}
    desk = desk_of(shelf_of(story_of(texts)))
    lineage = [edge(child, "wire:Harbour Press") for child in texts]
    siblings = [(pair.a, pair.b) for pair in pairs_of(desk, lineage) if pair.relation == "sibling"]
    assert siblings == [("first", "second")]


def many(size: int) -> dict[str, str]:
    """Reports of which each two neighbours speak of one rare thing, beside a word that all have."""
    rare = [f"{chr(97 + at // 26)}{chr(97 + at % 26)}" for at in range(size // 2 + 1)]
    return {
        f"r{at:03}": f"Divers saw a {rare[at // 2]}quill and a {rare[at // 2]}brand in the harbour."
        for at in range(size)
    }


def test_in_a_large_story_unrelated_reports_are_compared_where_they_share_rare_words() -> None:
    pairs_made = pairs_of(desk_of(shelf_of(story_of(many(30)))), ())
    assert [(pair.a, pair.b, pair.relation) for pair in pairs_made] == [
        (f"r{at:03}", f"r{at + 1:03}", "event") for at in range(0, 30, 2)
    ]


def test_in_a_large_story_a_figure_shared_by_all_pairs_each_report_with_a_few_before_it() -> None:
    figures = [
        {"report": f"r{at:03}", "words": "a", "after": "saw", "value": 7.0, "estimand": "quills"} for at in range(60)
    ]
    pairs_made = pairs_of(desk_of(shelf_of(story_of(many(60), figures=figures))), ())
    assert max(Counter(pair.b for pair in pairs_made).values()) == 2
    assert len(pairs_made) == 1 + 2 * 58


def test_two_sentences_that_repeat_one_number_are_aligned_though_their_words_differ() -> None:
    texts = {"first": "Divers brought up 4,210 crates of oranges.", "second": "The cargo (4,210 boxes) is safe now."}
    common = {"value": 4210.0, "words": "4,210", "estimand": "cargo", "noun": "crates"}
    story = story_of(texts, figures=[{"report": "first", **common}, {"report": "second", **common}])
    assert len([*alignment_rows(story, [edge("second", "first")])]) == 1


def test_a_story_without_reports_has_no_pairs() -> None:
    assert [*alignment_rows(story_of({}))] == []
