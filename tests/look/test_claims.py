"""Which statements a selection keeps, and the table of them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from tests.frames import flood_story, rows_of, with_rows
from workbench.look.claims import claim_rows
from workbench.look.selection import Selection, apply
from workbench.look.tables import claims_html, claims_table
from workbench.story import Story


@pytest.fixture(scope="module")
def story() -> Story:
    return flood_story()


def kept(story: Story, **chosen: Any) -> set[str]:
    return {row["claim_id"] for row in claim_rows(story, Selection(**chosen))}


def test_without_a_selection_every_claim_is_listed_in_the_order_of_the_text(story: Story) -> None:
    rows = claim_rows(story)
    assert len(rows) == len(story.claims)
    pairs = [(one, other) for one, other in pairwise(rows) if one["report_id"] == other["report_id"]]
    assert all(one["start"] <= other["start"] for one, other in pairs)


def test_claims_are_picked_by_type(story: Story) -> None:
    rows = claim_rows(story, Selection(claim_type="denial"))
    assert rows
    assert {row["claim_type"] for row in rows} == {"denial"}
    assert not kept(story, claim_type="denial") & kept(story, claim_type="estimate")


def test_source_means_outlet_or_speaker_for_a_claim_too(story: Story) -> None:
    assert {row["outlet"] for row in claim_rows(story, Selection(source="Velna Courier"))} == {"Velna Courier"}
    assert {row["speaker"] for row in claim_rows(story, Selection(source="Governor of Velna"))} == {"governor"}


def test_a_claim_of_an_unnamed_person_belongs_to_the_body_the_person_is_of(story: Story) -> None:
    (claim,) = [row for row in claim_rows(story) if row["speaker"] == "health-unnamed"]
    assert claim["claim_id"] in kept(story, source="Interior Ministry")


def test_a_filter_that_only_figures_meet_keeps_the_claims_that_hold_one(story: Story) -> None:
    figures = apply(Selection(estimand="rain"), story)
    assert kept(story, estimand="rain") == set(figures["claim_id"])
    assert kept(story, estimand="rain", claim_type="denial") == set()


def test_known_by_leaves_out_what_came_later_and_marks_what_may_have(story: Story) -> None:
    rows = claim_rows(story, Selection(known_by="2031-05-04"))
    assert {row["outlet"] for row in rows if not row["possibly_out"]} == {"Velna Courier", "Harbour Times"}
    assert any(row["possibly_out"] for row in rows)
    assert not any("4,500" in row["words"] for row in rows)


def test_text_must_stand_in_the_statement(story: Story) -> None:
    rows = claim_rows(story, Selection(text="SHELTERS"))
    assert rows
    assert all("shelters" in row["words"].lower() for row in rows)


def test_a_story_without_claims_has_an_empty_table_with_its_columns(story: Story) -> None:
    empty = with_rows(story, "claims", [])
    assert claim_rows(empty, Selection(known_by="2031-05-04")) == []
    assert list(claims_table(empty).columns) == ["Outlet", "Says", "Kind", "Topic", "How sure", "Statement"]


def test_the_table_says_whose_words_they_are(story: Story) -> None:
    table = claims_table(story, Selection(claim_type="denial"))
    assert "Valley Relief Union" in set(table["Says"])
    assert set(table["Kind"]) == {"denial"}


def test_a_statement_is_marked_in_the_words_around_it_and_all_of_it_is_escaped(story: Story) -> None:
    claims = [{**row, "certainty": "<b>said</b>"} for row in rows_of(story, "claims")]
    page = claims_html(with_rows(story, "claims", claims), Selection(claim_type="denial"), most=1).text
    assert "<mark>" in page
    assert "<b>" not in page
    assert "&lt;b&gt;said" in page
    assert "Showing 1 of" in page
