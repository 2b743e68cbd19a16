"""A correction is found again when ids, texts and names have changed, and is an orphan with a reason when it is not."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest

from tests.compared import link
from tests.corrections.kept import BLOG, COURIER, FORTY, HARBOUR, SIXTY, put_on, said, values
from tests.frames import REPORTS, flood_story, rows_of, with_rows
from workbench.corrections.applying import Outcome
from workbench.story import Story

CLAIMANT = {"act": "edit", "table": "estimates", "row": SIXTY, "field": "claimant", "new": "relief"}
STANCE = {"act": "edit", "table": "estimates", "row": FORTY, "field": "stance", "new": "assessed"}


def changed(table: str, key: str, row: str, **values: Any) -> Story:
    rows = [{**one, **values} if one[key] == row else one for one in rows_of(flood_story(), table)]
    return with_rows(flood_story(), table, rows)


def retold(report: str, text: str, *, shift: int = 0, report_id: str | None = None) -> Story:
    """The flood with another text of one report, everything in it so many characters further on."""
    sha = hashlib.sha256(text.encode()).hexdigest()
    new = {"text": text, "text_sha256": sha, "report_id": report_id or report}
    story = changed("reports", "report_id", report, **new)
    for table in ("estimates", "claims"):
        rows = [
            {**one, "report_id": new["report_id"], "start": one["start"] + shift, "end": one["end"] + shift}
            if one["report_id"] == report
            else one
            for one in rows_of(story, table)
        ]
        story = with_rows(story, table, rows)
    return story


def outcome(story: Story, *acts: Any) -> tuple[Story, Outcome]:
    """What becomes on another story of lines that were made on the flood."""
    corrected, outcomes = put_on(story, said(flood_story(), *acts))
    return corrected, outcomes[-1]


def test_a_row_with_another_id_is_found_by_its_place_in_the_same_text() -> None:
    story, found = outcome(changed("estimates", "estimate_id", SIXTY, estimate_id="e-new"), CLAIMANT)
    assert (found.state, found.row) == ("in force", "e-new")
    assert values(story, "estimates", "e-new")["claimant"] == "relief"


def test_a_row_whose_words_begin_elsewhere_now_is_found_by_what_they_share() -> None:
    at = REPORTS["courier-1"]["body"].index("60 people")
    moved = changed("estimates", "estimate_id", SIXTY, estimate_id="e-new", start=at, end=at + 2, phrase="60")
    assert outcome(moved, CLAIMANT)[1].row == "e-new"


def test_a_report_of_another_id_with_the_same_text_is_the_same_report() -> None:
    story = retold(COURIER, REPORTS["courier-1"]["body"], report_id="r-new")
    story = with_rows(
        story,
        "estimates",
        [{**one, "estimate_id": "x" + one["estimate_id"]} for one in rows_of(story, "estimates")],
    )
    assert outcome(story, CLAIMANT)[1].row == f"x{SIXTY}"


def test_a_row_in_a_text_that_has_changed_is_found_by_its_words_when_they_stand_there_once() -> None:
    text = "Updated in the evening\n" + REPORTS["blog"]["body"]
    story, found = outcome(retold(BLOG, text, shift=23), STANCE)
    assert found.state == "in force"
    assert values(story, "estimates", FORTY)["stance"] == "assessed"


def test_words_that_stand_twice_are_told_apart_by_their_neighbours() -> None:
    text = "Updated at no fewer than 40 places\n" + REPORTS["blog"]["body"]
    assert outcome(retold(BLOG, text, shift=35), STANCE)[1].state == "in force"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Nothing is known of the dead any more, and nobody will say.", "do not stand in it"),
        ("A: no fewer than 40. B: no fewer than 40. C: nothing else.", "stand 2 times in it"),
    ],
)
def test_words_that_are_gone_or_stand_twice_leave_an_orphan(text: str, why: str) -> None:
    story = with_rows(
        retold(BLOG, text),
        "estimates",
        [one for one in rows_of(flood_story(), "estimates") if one["report_id"] != BLOG],
    )
    found = outcome(story, STANCE)[1]
    assert found.state == "orphaned"
    assert why in str(found.why)


def test_a_number_that_the_machine_finds_no_more_leaves_an_orphan() -> None:
    rows = [one for one in rows_of(flood_story(), "estimates") if one["estimate_id"] != SIXTY]
    found = outcome(with_rows(flood_story(), "estimates", rows), CLAIMANT)[1]
    assert (found.state, found.why) == ("orphaned", "no row of the table estimates stands there any more")


def test_a_report_that_is_gone_leaves_an_orphan() -> None:
    story = flood_story()
    for table in ("reports", "estimates"):
        story = with_rows(story, table, [one for one in rows_of(story, table) if one["report_id"] != COURIER])
    found = outcome(story, CLAIMANT)[1]
    assert found.state == "orphaned"
    assert "reports/courier-1.txt is not in the story" in str(found.why)


def test_an_estimand_that_the_story_has_no_more_leaves_an_orphan() -> None:
    rows = [one for one in rows_of(flood_story(), "estimands") if one["estimand"] != "evacuated"]
    act = {"act": "edit", "table": "estimates", "row": SIXTY, "field": "estimand", "new": "evacuated"}
    found = outcome(with_rows(flood_story(), "estimands", rows), act)[1]
    assert found.state == "orphaned"
    assert "must be one of dead, missing, rain, valley" in str(found.why)


def test_somebody_whom_the_machine_finds_no_more_is_made_again_for_the_figure_they_hold() -> None:
    rows = [one for one in rows_of(flood_story(), "entities") if one["entity_id"] != "relief"]
    story, found = outcome(with_rows(flood_story(), "entities", rows), CLAIMANT)
    assert found.state == "in force"
    assert values(story, "entities", "relief")["name"] == "Valley Relief Union"


def test_somebody_with_another_id_is_known_by_name_and_kind() -> None:
    story, _ = outcome(changed("entities", "entity_id", "relief", entity_id="n-new"), CLAIMANT)
    assert values(story, "estimates", SIXTY)["claimant"] == "n-new"


def test_an_edited_span_moves_with_its_words() -> None:
    at = REPORTS["blog"]["body"].index("40 people")
    act = {"act": "edit", "table": "estimates", "row": FORTY, "field": "span", "new": [at, at + 9]}
    text = "Updated in the evening\n" + REPORTS["blog"]["body"]
    story, _ = outcome(retold(BLOG, text, shift=23), act)
    row = values(story, "estimates", FORTY)
    assert (text[row["start"] : row["end"]], row["phrase"]) == ("40 people", "40 people")


def test_an_added_row_moves_with_its_words_and_keeps_its_id() -> None:
    at = REPORTS["blog"]["body"].index("church halls")
    new = {"report_id": BLOG, "start": at, "end": at + 12, "value": 2.0, "estimand": "dead"}
    act = {"act": "add", "table": "estimates", "new": new}
    (line,) = said(flood_story(), act)
    story, found = outcome(retold(BLOG, "Updated in the evening\n" + REPORTS["blog"]["body"], shift=23), act)
    assert found.row == line.row
    assert values(story, "estimates", str(line.row))["start"] == at + 23


def test_a_number_that_the_machine_comes_to_find_itself_has_what_was_said_when_it_was_added() -> None:
    at = REPORTS["blog"]["body"].index("church halls")
    new = {"report_id": BLOG, "start": at, "end": at + 12, "value": 2.0, "estimand": "dead"}
    act = {"act": "add", "table": "estimates", "new": new}
    (line,) = said(flood_story(), act)
    machine = {**rows_of(flood_story(), "estimates")[0], "estimate_id": str(line.row), "report_id": BLOG,
               "start": at, "end": at + 12, "estimand": "missing"}  # fmt: skip
    story = with_rows(flood_story(), "estimates", [*rows_of(flood_story(), "estimates"), machine])
    corrected, _ = outcome(story, act)
    assert values(corrected, "estimates", str(line.row))["estimand"] == "dead"


def test_a_link_is_known_by_the_texts_it_joins() -> None:
    linked = with_rows(flood_story(), "lineage", [link(BLOG, HARBOUR)])
    lines = said(linked, {"act": "deny", "table": "lineage", "row": f"{BLOG}>{HARBOUR}"})
    story = retold(BLOG, REPORTS["blog"]["body"], report_id="r-new")
    assert put_on(story, lines)[1][0].row == f"r-new>{HARBOUR}"


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ({"act": "weigh"}, "not understood"),
        ({"act": "edit", "table": "passages"}, "not understood"),
        ({"act": "split", "table": "entities", "row": "relief", "new": 7}, "not understood"),
        ({"act": "grade", "table": "sources", "row": "relief", "new": "A"}, "not understood"),
        ({"act": "opinion", "new": 7}, "not understood"),
        ({"act": "rename", "table": "entities", "row": "relief", "new": 7}, "not understood"),
        ({"act": "add", "new": 7}, "orphaned"),
        ({"act": "edit", "field": "colour"}, "orphaned"),
    ],
)
def test_a_line_that_this_workbench_cannot_read_is_listed_and_changes_nothing(line: dict[str, Any], state: str) -> None:
    (known,) = said(flood_story(), CLAIMANT)
    story, outcomes = put_on(flood_story(), [replace(known, **line)])
    assert outcomes[0].state == state
    assert outcomes[0].why
    assert story.estimates.equals(flood_story().estimates)
