"""What each act does to the tables, what it takes along, and what it refuses with the allowed values named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.corrections.kept import (
    BLOG,
    COURIER,
    FORMER,
    FORTY,
    MARTA,
    RANGE,
    SIXTY,
    VALLEY,
    after,
    by_person,
    put_on,
    said,
    values,
)
from tests.frames import ENTITIES, REPORTS, flood_story, rows_of, with_rows
from workbench.corrections.acts import FIELDS
from workbench.errors import InputError
from workbench.model import content_id
from workbench.story import Story

Act = Mapping[str, Any]


def edit(field: str, new: Any, *, row: str = SIXTY, table: str = "estimates", **more: Any) -> Act:
    return {"act": "edit", "table": table, "row": row, "field": field, "new": new, **more}


def row_after(*acts: Act, row: str = SIXTY, table: str = "estimates") -> dict[str, Any]:
    return values(after(*acts), table, row)


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("low", 55.0),
        ("stance", "believed"),
        ("claimant", "relief"),
        ("claimant", None),
        ("status", "sheltered"),
        ("as_of_latest", "2031-05-09"),
        ("anonymous", True),
        ("superseded", True),
        ("part", "summary"),
        ("noun", "residents"),
        ("revises", FORMER),
        ("attribution_id", "a-05"),
        ("claim_id", "c-05"),
    ],
)
def test_an_edited_field_has_the_new_value_and_the_name_of_the_person(field: str, new: Any) -> None:
    story = after(edit(field, new))
    assert values(story, "estimates", SIXTY)[field] == new
    assert (field, MARTA) in by_person(story, SIXTY)


def test_what_machine_and_rule_have_said_stays_visible_beside_the_person() -> None:
    row = {"table": "estimates", "row": SIXTY, "field": "claimant", "by": "rule", "which": "attributions"}
    flood = with_rows(flood_story(), "provenance", [row])
    story, _ = put_on(flood, said(flood, edit("claimant", "relief")))
    assert rows_of(story, "provenance") == [row, {**row, "by": "person", "which": MARTA}]


@pytest.mark.parametrize(
    ("bound", "ends"),
    [
        ("bare", (60, 60, 60)),
        ("at least", (60, None, None)),
        ("more than", (60, None, None)),
        ("at most", (None, None, 60)),
        ("less than", (None, None, 60)),
        ("vague", (60, 60, 60)),
    ],
)
def test_a_new_bound_opens_or_closes_the_ends_of_the_number(bound: str, ends: tuple[float | None, ...]) -> None:
    row = row_after(edit("bound", bound))
    assert (row["low"], row["best"], row["high"]) == ends


def test_a_new_bound_leaves_the_ends_of_a_number_told_in_another_unit() -> None:
    tonnes = {**dict(zip(("low", "best", "high"), (60_000.0,) * 3, strict=True)), "unit": "tonne"}
    rows = [{**row, **tonnes} if row["estimate_id"] == SIXTY else row for row in rows_of(flood_story(), "estimates")]
    story = with_rows(flood_story(), "estimates", rows)
    corrected, _ = put_on(story, said(story, edit("bound", "at least")))
    assert values(corrected, "estimates", SIXTY)["high"] == 60_000.0


def test_a_number_whose_estimand_was_in_the_background_is_drawn_under_another() -> None:
    row = row_after(edit("estimand", "evacuated", row=VALLEY), row=VALLEY)
    assert (row["estimand"], row["estimand_basis"], row["charted"], row["why_not"]) == (
        "evacuated", "analyst", True, None,
    )  # fmt: skip


def test_a_number_leaves_the_chart_when_its_estimand_is_taken_away() -> None:
    row = row_after(edit("estimand", None))
    assert (row["charted"], row["why_not"]) == (False, "the analyst: fits no estimand")


def test_a_number_taken_off_the_chart_has_the_reason_and_one_put_back_has_none() -> None:
    off = edit("charted", False, reason="counts boats")
    assert row_after(off)["why_not"] == "counts boats"
    assert row_after(off, edit("charted", True))["why_not"] is None
    assert row_after(edit("why_not", "counts boats"))["charted"] is False


def test_an_edited_span_takes_its_words_along() -> None:
    text = REPORTS["courier-1"]["body"]
    start = text.index("60 people")
    row = row_after(edit("span", [start, start + 9]))
    assert (row["start"], row["end"], row["phrase"]) == (start, start + 9, "60 people")


def test_the_days_a_number_holds_for_are_edited_together() -> None:
    row = row_after(edit("as_of", ["2031-05-01", "2031-05-03"]))
    assert (row["as_of_earliest"], row["as_of_latest"], row["as_of_evidence"]) == (
        "2031-05-01", "2031-05-03", "the analyst",
    )  # fmt: skip


@pytest.mark.parametrize("name", ["relief", "Valley Relief Union", "the union"])
def test_somebody_is_named_by_id_by_name_or_by_another_name(name: str) -> None:
    assert row_after(edit("claimant", name))["claimant"] == "relief"


def test_the_story_files_short_id_of_a_party_is_enough() -> None:
    story = with_rows(flood_story(), "entities", [{"entity_id": "party-norra", "name": "Norra", "kind": "state"}])
    assert said(story, edit("claimant", "norra"))[0].new == "party-norra"


@pytest.mark.parametrize(
    ("act", "names"),
    [
        (edit("estimand", "bridges"), "estimand: must be one of dead, missing, evacuated, rain, valley, is 'bridges'"),
        (edit("claimant", "The Relief Union"), "names like it are Valley Relief Union"),
        (edit("bound", "roughly"), "bound: must be one of bare, about"),
        (edit("stance", "sure"), "stance: must be one of asserted"),
        (edit("low", "many"), "low: must be a number from 0"),
        (edit("low", float("nan")), "low: must be a number from 0"),
        (edit("low", True), "low: must be a number from 0"),
        (edit("low", 61), "low: 61 lies above best, which is 60; edit best first"),
        (edit("as_of", ["2031-05-03", "2031-05-01"]), "the first day 2031-05-03 lies after the last one 2031-05-01"),
        (edit("as_of_earliest", "2031-05-09"), "edit both with field 'as_of'"),
        (edit("as_of_earliest", "May 3"), "must be a day such as 2024-10-23"),
        (edit("span", [5, 5]), "span: must be the start and the end of a stretch"),
        (edit("span", [0, 10**6]), "span: must be the start and the end of a stretch"),
        (edit("charted", False), "say in 'reason' why"),
        (edit("charted", True, row="e-none"), "there is no row 'e-none' in the table estimates"),
        (edit("anonymous", "yes"), "anonymous: must be True or False, is 'yes'"),
        (edit("place", "relief"), "place: must be a place"),
        (edit("revises", "e-none"), "revises: must be the id of a row of estimates"),
        (edit("noun", "half of a pair \ud83c"), "a character that no encoding has"),
        (
            {"act": "grade", "table": "sources", "row": "relief", "new": {"grade": "A", "topic": 7}},
            "topic: must be a text",
        ),
        (edit("colour", "red"), "field: the fields of estimates that can be edited are value"),
        (edit("low", 1, table="lineage"), "'edit' can be done to rows of estimates, claims, attributions, mentions"),
        ({"act": "delete", "table": "estimates", "row": SIXTY}, "act: must be one of accept, edit, reject"),
        ({"act": "note", "table": "estimates", "row": SIXTY}, "reason: 'note' needs one"),
        ({"act": "accept", "table": "estimates", "row": SIXTY, "new": 3}, "'accept' takes no new value"),
        ({"act": "accept", "table": "estimates", "row": SIXTY, "colour": 3}, "it has no 'colour'"),
        ({"act": "opinion", "table": "estimates", "row": SIXTY, "new": "maybe"}, "must be one of strongly disagree"),
        ({"act": "merge", "table": "entities", "row": "relief", "new": ["relief"]}, "cannot be merged with itself"),
        ({"act": "rename", "table": "entities", "row": "relief", "new": " "}, "must be the new name"),
        ({"act": "split", "table": "entities", "row": "relief", "new": {"name": "X"}}, "a split names the new entity"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(act: Act, names: str) -> None:
    with pytest.raises(InputError, match=names.replace("(", r"\(").replace(")", r"\)")):
        after(act)


def test_every_field_of_estimates_that_is_said_to_be_editable_is_a_column_or_stands_for_some() -> None:
    columns = set(flood_story().estimates.columns)
    assert {name for name in FIELDS["estimates"] if name not in columns} == {"span", "as_of"}


# --- verdicts ---------------------------------------------------------------------------------------------------------


def test_a_rejected_number_leaves_the_chart_and_an_acceptance_brings_it_back() -> None:
    reject: Act = {"act": "reject", "table": "estimates", "row": SIXTY, "reason": "a house number"}
    accept: Act = {"act": "accept", "table": "estimates", "row": SIXTY}
    assert row_after(reject)["why_not"] == f"rejected by {MARTA}: a house number"
    assert row_after(reject, accept) == row_after(accept)
    assert row_after(accept, reject)["charted"] is False


def test_a_rejected_saying_leaves_its_numbers_to_the_outlets_own_voice() -> None:
    story = after({"act": "reject", "table": "attributions", "row": "a-02"})
    number = values(story, "estimates", SIXTY)
    assert (number["attribution_id"], number["claimant"], number["anonymous"]) == (None, None, False)
    assert values(story, "claims", "c-02")["attribution_id"] is None
    assert ("claimant", MARTA) in by_person(story, SIXTY)


NAMED = {"act": "edit", "table": "attributions", "row": "a-02", "field": "speaker", "new": "relief"}


def test_another_speaker_of_a_saying_holds_its_numbers_by_the_same_person() -> None:
    before, story = flood_story(), after(NAMED)
    assert values(before, "estimates", SIXTY)["claimant"] == "interior"
    assert values(story, "estimates", SIXTY)["claimant"] == "relief"
    assert ("claimant", MARTA) in by_person(story, SIXTY)
    others = [one for one in rows_of(before, "estimates") if one.get("attribution_id") != "a-02"]
    assert [one for one in rows_of(story, "estimates") if one.get("attribution_id") != "a-02"] == others


@pytest.mark.parametrize(("new", "holder"), [("health-unnamed", "interior"), ("governor", "governor"), (None, None)])
def test_a_person_holds_a_number_for_the_body_he_speaks_for(new: str | None, holder: str | None) -> None:
    assert row_after({**NAMED, "new": new})["claimant"] == holder


def test_a_holder_named_by_hand_stays_whoever_speaks() -> None:
    assert row_after(edit("claimant", "weather"), NAMED)["claimant"] == "weather"
    assert row_after(edit("claimant", "interior"), NAMED)["claimant"] == "interior"
    assert row_after(NAMED, edit("claimant", "weather"))["claimant"] == "weather"


def test_whether_the_speaker_is_unnamed_goes_along() -> None:
    unnamed = {**NAMED, "field": "anonymous", "new": True}
    assert row_after(unnamed)["anonymous"] is True
    assert row_after(edit("anonymous", False), unnamed)["anonymous"] is False


def test_a_number_that_the_speaker_had_from_another_stays_with_that_other() -> None:
    told = [{**one, "claimant": "weather"} if one["estimate_id"] == SIXTY else one
            for one in rows_of(flood_story(), "estimates")]  # fmt: skip
    flood = with_rows(flood_story(), "estimates", told)
    story, _ = put_on(flood, said(flood, NAMED))
    assert values(story, "estimates", SIXTY)["claimant"] == "weather"


def test_an_acceptance_bears_the_values_that_were_accepted() -> None:
    (line,) = said(flood_story(), {"act": "accept", "table": "estimates", "row": SIXTY})
    assert (line.new["low"], line.new["claimant"], line.new["as_of_latest"]) == (60.0, "interior", "2031-05-02")
    (one,) = said(flood_story(), {"act": "accept", "table": "estimates", "row": SIXTY, "field": "as_of"})
    assert set(one.new) == {"as_of_earliest", "as_of_latest"}


@pytest.mark.parametrize(
    "act",
    [
        {"act": "unsure", "table": "estimates", "row": SIXTY},
        {"act": "note", "table": "claims", "row": "c-02", "reason": "ask the ministry"},
        {"act": "opinion", "table": "estimates", "row": SIXTY, "new": "agree", "reason": "fits the list of names"},
    ],
)
def test_a_note_an_opinion_and_a_doubt_change_no_value(act: Act) -> None:
    before, story = flood_story(), after(act)
    assert all(story.tables[name].equals(before.tables[name]) for name in before.tables)


# --- entities ---------------------------------------------------------------------------------------------------------


def peopled() -> Story:
    """The flood with names in its reports."""
    text = REPORTS["harbour-1"]["body"]
    report = content_id("r", "harbour-1")
    names = {"Interior Ministry": "interior", "Governor Ilse Marrow": "governor", "Valley Relief Union": "relief"}
    rows = [
        {"report_id": report, "start": text.index(name), "end": text.index(name) + len(name), "text": name,
         "label": "ORG", "entity_id": entity}
        for name, entity in names.items()
    ]  # fmt: skip
    return with_rows(flood_story(), "mentions", rows)


def done(story: Story, *acts: Act) -> Story:
    return put_on(story, said(story, *acts))[0]


def test_merged_entities_are_one_in_every_table_and_keep_their_names() -> None:
    story = done(peopled(), {"act": "merge", "table": "entities", "row": "interior", "new": ["governor", "relief"]})
    assert not {"governor", "relief"} & {*story.estimates["claimant"].dropna(), *story.mentions["entity_id"]}
    assert set(story.mentions["entity_id"]) == {"interior"}
    assert len(story.entities) == len(ENTITIES) - 2
    merged = values(story, "entities", "interior")
    assert {"Governor of Velna", "Ilse Marrow", "the union", "the ministry"} <= set(merged["aliases"])
    assert ("claimant", MARTA) in by_person(story, RANGE)


def test_a_merged_entity_is_named_by_its_old_id_in_later_lines() -> None:
    story = peopled()
    first = said(story, edit("claimant", "governor"))
    merge: Act = {"act": "merge", "table": "entities", "row": "interior", "new": ["governor"]}
    merged, outcomes = put_on(story, (*said(story, merge), *first))
    assert [one.state for one in outcomes] == ["in force", "in force"]
    assert values(merged, "estimates", SIXTY)["claimant"] == "interior"
    assert "governor" not in set(merged.entities["entity_id"])


def test_a_split_moves_the_rows_it_names_and_no_others() -> None:
    rows = [["estimates", FORTY]]
    new = {"name": "Volunteers of the union", "kind": "group", "rows": rows}
    story = done(peopled(), {"act": "split", "table": "entities", "row": "relief", "new": new})
    moved = values(story, "estimates", FORTY)["claimant"]
    assert moved not in (None, "relief")
    assert values(story, "entities", moved)["name"] == "Volunteers of the union"
    assert set(story.estimates["claimant"].dropna()) >= {"relief", moved}


def test_a_renamed_entity_keeps_its_former_name_among_the_others() -> None:
    story = after({"act": "rename", "table": "entities", "row": "relief", "new": "Velna Relief"})
    renamed = values(story, "entities", "relief")
    assert (renamed["name"], list(renamed["aliases"])) == ("Velna Relief", ["the union", "Valley Relief Union"])


# --- passages and new rows --------------------------------------------------------------------------------------------


def test_restored_page_furniture_is_body_and_its_words_count() -> None:
    text = REPORTS["courier-1"]["body"]
    start = text.index("Sign up")
    row = f"{COURIER}:{start}-{len(text)}"
    story = after({"act": "restore", "table": "passages", "row": row})
    roles = dict(zip(story.passages["start"], story.passages["role"], strict=True))
    assert roles[start] == "body"
    report = values(story, "reports", COURIER)
    assert (report["words_kept"], report["words_removed"]) == (len(text.split()), 0)
    masked = after(
        {"act": "restore", "table": "passages", "row": row}, {"act": "mask", "table": "passages", "row": row}
    )
    assert values(masked, "reports", COURIER)["words_removed"] == 5


def where(words: str, report: str = "blog") -> dict[str, Any]:
    start = REPORTS[report]["body"].index(words)
    return {"report_id": content_id("r", report), "start": start, "end": start + len(words)}


def test_an_added_number_is_a_row_like_the_machines_and_stands_in_no_other_table() -> None:
    lorries = where("3 lorries", "pamphlet") | {"value": 3, "bound": "at least", "estimand": "evacuated"}
    story = after({"act": "add", "table": "estimates", "new": lorries, "reason": "people were on them"})
    (row,) = [one for one in story.estimates.to_dict("records") if one["phrase"] == "3 lorries"]
    assert (row["low"], row["charted"], row["estimand_basis"]) == (3.0, True, "analyst")
    assert row["estimate_id"].startswith("e-")
    assert ("estimand", MARTA) in by_person(story, row["estimate_id"])
    assert "3 lorries" not in set(story.set_aside["text"])
    assert len(story.set_aside) == len(flood_story().set_aside) - 1


def test_an_added_claim_takes_the_place_of_its_words() -> None:
    new = where("Several hundred people are said to be in church halls") | {"claim_type": "report", "topic": "shelter"}
    story = after({"act": "add", "table": "claims", "new": new})
    added = story.claims[story.claims["rule"] == "added by a person"]
    assert [(one.topic, one.part, one.report_id) for one in added.itertuples()] == [("shelter", "body", BLOG)]


def test_an_added_row_can_be_edited_in_the_same_breath() -> None:
    add: Act = {"act": "add", "table": "estimates", "new": where("church halls") | {"value": 2, "estimand": "dead"}}
    (line,) = said(flood_story(), add)
    story = after(add, edit("stance", "denied", row=str(line.row)))
    assert values(story, "estimates", str(line.row))["stance"] == "denied"


def test_a_number_that_is_there_already_is_not_added_twice() -> None:
    add: Act = {"act": "add", "table": "estimates", "new": where("church halls") | {"value": 2}}
    with pytest.raises(InputError, match="is a row of estimates already"):
        after(add, add)


@pytest.mark.parametrize(
    ("new", "names"),
    [
        ({"report_id": "r-none", "start": 0, "end": 1}, "there is no report 'r-none'"),
        ({"report_id": BLOG, "start": 4, "end": 4}, "span: must lie within 0 and"),
        ({"report_id": BLOG}, "must hold report_id, start and end"),
        ("40", "must hold what the new row says"),
    ],
)
def test_a_new_row_without_a_place_is_refused(new: Any, names: str) -> None:
    with pytest.raises(InputError, match=names):
        after({"act": "add", "table": "estimates", "new": new})


def test_somebody_whom_the_machine_did_not_see_is_added_and_can_hold_a_figure() -> None:
    add: Act = {"act": "add", "table": "entities", "new": {"name": "Dyke warden of Torrin", "kind": "person"}}
    story = after(add, edit("claimant", "Dyke warden of Torrin"))
    assert story.name_of(values(story, "estimates", SIXTY)["claimant"]) == "Dyke warden of Torrin"
