"""Figures of one estimand against each other, by the intervals that their words leave open."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compare.typed import kinds, story_of
from workbench.compare.discrepancies.conflicts import Relation, verdict
from workbench.compare.discrepancies.queue import discrepancy_rows
from workbench.compare.intervals import Interval

INF = float("inf")


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (Interval(3000, INF), Interval(9500, 10500), "compatible"),
        (Interval(9500, 10500), Interval(11000, 11000), "tension"),
        (Interval(11000, 11000), Interval(-INF, 11000), "compatible"),
        (Interval(14, 14), Interval(60, 60), "conflict"),
        (Interval(60, INF), Interval(-INF, 20), "conflict"),
        (Interval(25, 30), Interval(30, 30), "compatible"),
    ],
)
def test_intervals_meet_lie_close_or_exclude_each_other(one: Interval, other: Interval, relation: Relation) -> None:
    assert verdict(one, other).relation == relation
    assert verdict(other, one).relation == relation


def test_the_reading_holds_the_arithmetic() -> None:
    found = verdict(Interval(9500, 10500), Interval(11000, 11000))
    assert found.reading == "9,500 to 10,500 and 11,000 leave a gap of 500, 5% of the larger"


DAY = {"as_of_earliest": "2031-05-06", "as_of_latest": "2031-05-06"}


def rows_of(first: dict[str, Any], second: dict[str, Any]) -> list[str]:
    """The kinds of row for a figure of the board and one of the guard."""
    figures = [
        {"report": "one", "words": "14", "value": 14.0, "claimant": "harbour", **DAY, **first},
        {"report": "two", "words": "60", "value": 60.0, "claimant": "coast", **DAY, **second},
    ]
    texts = {"one": "The board counts 14 ferries lost.", "two": "Some 60 ferries went down, the guard reckons."}
    return kinds(discrepancy_rows(story_of(texts, figures=figures)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The harbour police say 14 ferries sank, the crews 60.", ["conflict"]),
        ("The harbour police say 14 ferries sank. Others disagree, and the crews say 60.", []),
    ],
)
def test_holders_of_no_name_are_told_apart_by_one_sentence_alone(text: str, kind: list[str]) -> None:
    figures = [
        {"report": "one", "words": "14", "value": 14.0, "claimant": "watch", **DAY},
        {"report": "one", "words": "60", "value": 60.0, "claimant": "crews", **DAY},
    ]
    assert kinds(discrepancy_rows(story_of({"one": text}, figures=figures))) == kind


@pytest.mark.parametrize(
    ("why", "first", "second", "kind"),
    [
        ("two holders of one day", {}, {}, ["conflict"]),
        ("a floor lets a higher count stand", {"bound": "at least"}, {}, []),
        ("another estimand", {}, {"estimand": "ferries-damaged"}, []),
        (
            "of nothing told, on the machine's own estimand",
            {"noun": None, "population": None, "estimand_basis": "proposed"},
            {"noun": None, "population": None, "estimand_basis": "proposed"},
            [],
        ),
        ("not charted", {}, {"charted": False, "why_not": "background"}, []),
        ("another day, so it may have grown", {}, {"as_of_earliest": "2031-05-09", "as_of_latest": "2031-05-09"}, []),
        ("of no one day", {}, {"as_of_earliest": "2031-05-01", "as_of_latest": "2031-05-30"}, []),
        ("one who speaks for the other", {}, {"claimant": "board-spokesman"}, []),
        ("a part of the place is only a floor", {"place": "lower-norra"}, {"place": "norra"}, []),
        ("the whole is less than its part", {"place": "norra"}, {"place": "lower-norra"}, ["conflict"]),
        ("another place", {"place": "norra"}, {"place": "sudra"}, []),
        ("denied", {}, {"stance": "denied"}, []),
        ("a forecast against a count", {}, {"stance": "expected"}, []),
        ("superseded", {}, {"superseded": True}, []),
        ("soldiers among the people", {"noun": "soldiers"}, {"noun": "people"}, []),
        (
            "a part by kind and a part by place, which may be two",
            {"noun": "soldiers", "place": "norra"},
            {"noun": "people", "place": "lower-norra"},
            [],
        ),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_only_rivals_of_one_thing_at_one_time_are_set_against_each_other(
    why: str, first: dict[str, Any], second: dict[str, Any], kind: list[str]
) -> None:
    assert rows_of(first, second) == kind


def test_a_number_of_nothing_named_counts_what_is_mostly_counted() -> None:
    people = {"report": "three", "words": "900", "value": 900.0, "noun": "people", "claimant": None, **DAY}
    soldiers = {"report": "one", "words": "7", "value": 7.0, "noun": "soldiers", "claimant": "harbour", **DAY}
    thousands = {"report": "two", "words": "2,000", "value": 2000.0, "noun": None, "claimant": "coast", **DAY}
    texts = {
        "one": "Its own 7 soldiers are missing, says the board.",
        "two": "The guard misses 2,000.",
        "three": "Some 900 people, a paper wrote.",
    }
    assert kinds(discrepancy_rows(story_of(texts, figures=[soldiers, thousands, people]))) == []
    assert kinds(discrepancy_rows(story_of(texts, figures=[soldiers, thousands]))) == ["conflict"]


@pytest.mark.parametrize(
    ("last", "kind"),
    [
        ({"words": "14", "claimant": None, "superseded": True}, []),
        ({"words": "14", "claimant": "harbour", "stance": "denied"}, []),
        ({"words": "14", "claimant": "coast", "stance": "denied"}, ["conflict"]),
    ],
)
def test_a_figure_taken_back_is_nobodys_rival(last: dict[str, Any], kind: list[str]) -> None:
    figures = [
        {"report": "one", "words": "14", "value": 14.0, "claimant": "harbour", **DAY},
        {"report": "two", "words": "60", "value": 60.0, "claimant": "coast", **DAY},
        {"report": "last", "value": 14.0, **DAY, **last},
    ]
    texts = {
        "one": "The board counts 14 ferries lost.",
        "two": "Some 60 ferries went down, the guard reckons.",
        "last": "The count of 14 ferries has been withdrawn.",
    }
    assert kinds(discrepancy_rows(story_of(texts, figures=figures))) == kind


@pytest.mark.parametrize(
    ("sentence", "source", "kind"),
    [
        ("Officials in Norra count 14 people missing.", "Officials in Norra", []),
        ("Police in Norra count 14 people missing.", "Police in Norra", []),
        ("In Norra, the board counts 14 people missing.", "the board", []),
        ("Norra: 14 people missing by the count of the board.", "the board", []),
        ("Officials count 14 people missing.", "Officials", ["conflict"]),
        ("Officials in Lisbon count 14 people missing.", "Officials in Lisbon", ["conflict"]),
    ],
)
def test_who_counts_in_one_place_only_gives_a_floor_for_the_whole(sentence: str, source: str, kind: list[str]) -> None:
    figures = [
        {"report": "one", "words": "14", "value": 14.0, "claimant": "harbour", "attribution_id": "a0", **DAY},
        {"report": "two", "words": "60", "value": 60.0, "claimant": "coast", **DAY},
    ]
    said = {"report": "one", "source": source, "cue": "count", "content": "14", "speaker": "harbour"}
    texts = {"one": sentence, "two": "The guard misses 60 people."}
    assert kinds(discrepancy_rows(story_of(texts, figures=figures, sayings=[said]))) == kind


def test_more_in_a_part_than_in_the_whole_is_still_a_conflict() -> None:
    figures = [
        {"report": "one", "words": "60", "value": 60.0, "claimant": "harbour", **DAY},
        {"report": "two", "words": "14", "value": 14.0, "claimant": "coast", **DAY},
    ]
    texts = {"one": "In Norra, the board counts 60 people missing.", "two": "The guard misses 14 people."}
    assert kinds(discrepancy_rows(story_of(texts, figures=figures))) == ["conflict"]
