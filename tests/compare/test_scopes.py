"""More or less of a group than the parent says is a change of scope; other words for as much of it are none."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compare.typed import edge, kinds, story_of
from workbench.compare.discrepancies.alignment import alignment_rows
from workbench.compare.discrepancies.quantifiers import lists_in, quantifiers_in
from workbench.compare.discrepancies.queue import discrepancy_rows
from workbench.cuefiles import cue_file

QUANTIFIERS = cue_file("compare", "quantifiers")["quantifier"]


def rows(wire: str, post: str, **read: Any) -> list[dict[str, Any]]:
    """The rows of the queue for a retelling of one sentence."""
    story = story_of({"wire": wire, "post": post}, **read)
    lineage = [edge("post", "wire")]
    return discrepancy_rows(story, lineage, alignment_rows(story, lineage))


@pytest.mark.parametrize("entry", QUANTIFIERS, ids=lambda one: one["class"])
def test_the_example_of_each_class_holds_one_of_its_rank(entry: dict[str, Any]) -> None:
    assert [(one.rank, one.nouns[0].plain) for one in quantifiers_in(entry["example"])] == [(entry["rank"], "ferries")]


def test_a_list_of_members_is_read_up_to_its_end() -> None:
    example = cue_file("compare", "quantifiers")["members"]["example"]
    assert lists_in(example, 0, len(example)) == [["Torrin", "Velna"]]


@pytest.mark.parametrize(
    ("wire", "post", "severity"),
    [
        ("Some of the crews left the port at dawn.", "The crews left the port at dawn.", "medium"),
        ("Parts of the old quay were under water by noon.", "The old quay was under water by noon.", "medium"),
        ("Most tenants of the tower have no heating.", "Tenants of the tower have no heating.", "medium"),
        ("A number of bakers shut their ovens over the tax.", "The bakers shut their ovens over the tax.", "medium"),
        ("The bank closed several of its branches in Norra.", "The bank closed its branches in Norra.", "medium"),
        ("Up to half of the barley was lost to hail.", "The barley was lost to hail.", "medium"),
        ("Some of the crews left the port at dawn.", "Most of the crews left the port at dawn.", "medium"),
        ("A handful of the crews left the port at dawn.", "Many of the crews left the port at dawn.", "medium"),
        ("The crews left the port at dawn.", "Some of the crews left the port at dawn.", "low"),
        ("All the crews left the port at dawn.", "A few of the crews left the port at dawn.", "low"),
        ("Other ports, such as Torrin and Velna, stay shut.", "Other ports, such as Velna, stay shut.", "low"),
        (
            "The pilots met. Some reserve crews have already left the port at Torrin.",
            "The pilots met, and some have already left the port at Torrin.",
            "low",
        ),
        ("The number of boats sunk has grown again, he wrote.", "The number has grown again, he wrote.", "low"),
    ],
)
def test_another_share_of_a_group_is_told(wire: str, post: str, severity: str) -> None:
    [row] = rows(wire, post)
    assert (row["kind"], row["severity"]) == ("scope", severity)


@pytest.mark.parametrize(
    ("wire", "post"),
    [
        ("Some crews have already left the port.", "Of the crews some have already left the port."),
        ("Some crews left the port at dawn.", "Crews left the port at dawn."),
        ("A number of bakers shut their ovens over the tax.", "Several bakers shut their ovens over the tax."),
        ("All of the crews left the port at dawn.", "The crews left the port at dawn."),
        ("Some of the crews left the port at dawn.", "Four of the crews left the port at dawn."),
        ("It was the most costly storm for the port.", "It was a costly storm for the port."),
        ("Some of the crews left the port; the pilots drank tea.", "The pilots drank tea."),
        ("Some boats sank. The boats were old and unpainted.", "The boats were old and unpainted."),
        ("Other ports, such as Torrin and Velna, stay shut.", "Other ports, such as Velna and Torrin, stay shut."),
        ("Other ports, such as Torrin and Velna, stay shut.", "Other ports stay shut."),
        ("The number of boats sunk has grown again, he wrote.", "The number of sunken boats grew again, he wrote."),
        ("The number of boats sunk has grown again, he wrote.", "Sunk boats: the number has grown again, he wrote."),
    ],
)
def test_as_much_of_a_group_in_other_words_is_no_change_of_scope(wire: str, post: str) -> None:
    assert "scope" not in kinds(rows(wire, post))


def test_what_the_sentence_before_says_of_the_group_still_holds_for_it() -> None:
    wire = "Some of the crews left the port at dawn and sailed west."
    post = "Some of the crews had had enough. The crews left the port at dawn and sailed west."
    assert "scope" not in kinds(rows(wire, post))


FORTY = {"words": "40", "value": 40.0, "noun": "crews", "estimand": "crews-left", "place": None}


def test_a_number_of_a_part_that_is_told_as_a_number_is_a_change_of_scope() -> None:
    wire, post = "Nearly 40 of them left the port at dawn.", "Nearly 40 crews left the port at dawn."
    figures = [{"report": "wire", **FORTY}, {"report": "post", **FORTY}]
    [row] = rows(wire, post, figures=figures)
    assert (row["kind"], row["severity"]) == ("scope", "low")
    assert row["reading"] == "post does not say that “40 crews” are a part of a larger group, unlike wire."
    within = "Of these, 40 crews left the port at dawn, among them the pilots."
    assert "scope" not in kinds(rows(wire, within, figures=figures))


def test_a_number_that_became_some_is_a_change_of_scope() -> None:
    wire, post = "On Sunday 40 crews left the port at dawn.", "On Sunday some crews left the port at dawn."
    [row] = rows(wire, post, figures=[{"report": "wire", **FORTY}])
    assert row["reading"] == "post says “some crews left” where wire has “40 crews”."


@pytest.mark.parametrize(
    ("before", "told"),
    [
        ("Some ferries sank in Lower Norra.", True),
        ("Most ferries sank in Lower Norra.", False),
        ("Some ferries sank in Sudra.", False),
        ("Some cranes fell in Lower Norra.", False),
    ],
)
def test_all_told_of_a_place_where_only_some_were_is_told_in_the_row_of_the_place(before: str, told: bool) -> None:
    counted = {"words": "312", "value": 312.0, "estimand": None}
    figures = [
        {**counted, "report": "wire", "place": "norra"},
        {**counted, "report": "post", "place": "lower-norra"},
    ]
    found = rows(
        f"In the storm 312 ferries sank in Norra. {before}", "In Lower Norra 312 ferries sank.", figures=figures
    )
    assert kinds(found) == ["place"]
    part = "it has all of “312 ferries” in Lower Norra, wire only “Some ferries”."
    assert found[0]["reading"].endswith(part) == told


def test_a_light_change_is_told_in_the_row_of_a_graver_one_of_the_same_sentences() -> None:
    wire, post = "On Sunday 40 crews may have left the port at dawn.", "On Sunday some crews left the port at dawn."
    [row] = rows(wire, post, figures=[{"report": "wire", **FORTY}])
    assert row["kind"] == "hedge dropped"
    assert row["reading"].endswith("; it says “some crews left” where wire has “40 crews”.")
