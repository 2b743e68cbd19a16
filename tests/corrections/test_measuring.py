"""The machine's error on a story, by the rows a person has reviewed, and those rows as a gold standard."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evaluation.stories import judge
from tests.corrections.kept import FORMER, FORTY, JONAS, MARTA, RANGE, SIXTY, VALLEY, kept_flood, put_on, said
from tests.corrections.test_merging import edit, together, verdict
from tests.frames import REPORTS, flood_story, rows_of, with_rows
from workbench.cli import main
from workbench.corrections import record, reviewed
from workbench.corrections.applying import before_comparison
from workbench.corrections.force import persons
from workbench.corrections.lines import Log
from workbench.corrections.measuring import gold_of, lines_of, shares_table, wilson, write_gold
from workbench.errors import InputError
from workbench.model import content_id
from workbench.publish.briefing import briefing_html
from workbench.story import Story


def review(*acts: dict[str, Any]) -> Story:
    return together(*said(flood_story(), *acts))


def share(story: Story, field: str, table: str = "estimates") -> tuple[int, int] | None:
    return next(
        ((one.right, one.of) for one in reviewed(story).shares if (one.table, one.field) == (table, field)), None
    )


def halls() -> dict[str, Any]:
    start = REPORTS["blog"]["body"].index("church halls")
    where = {"report_id": content_id("r", "blog"), "start": start, "end": start + 12}
    return {"act": "add", "table": "estimates", "new": where | {"value": 2, "estimand": "evacuated"}}


def test_a_story_that_nobody_has_reviewed_says_so() -> None:
    found = reviewed(flood_story())
    assert found.sentence == "No row has been reviewed by a person."
    assert (found.rows, found.of, found.shares) == (0, 24, ())


def test_an_accepted_row_was_right_in_every_field_and_an_edited_one_in_those_left_alone() -> None:
    story = review(verdict("accept", RANGE), edit(SIXTY, "claimant", "relief"))
    assert share(story, "claimant") == (1, 2)
    assert share(story, "bound") == (2, 2)
    assert share(story, "found") == (2, 2)
    assert reviewed(story).sentence == "A person has reviewed 2 of 24 figures; wrong among them: claimant 1."


def test_a_field_edited_to_what_it_was_is_right() -> None:
    assert share(review(edit(SIXTY, "claimant", "interior")), "claimant") == (1, 1)


def test_what_an_edit_takes_along_counts_as_wrong_too() -> None:
    assert share(review(edit(SIXTY, "bound", "at least")), "interval") == (0, 1)


def test_a_rejected_row_was_none_and_an_added_one_was_missed() -> None:
    story = review(verdict("accept", RANGE), verdict("reject", SIXTY), halls())
    assert share(story, "found") == (1, 2)
    assert share(story, "not missed") == (1, 2)
    assert share(story, "claimant") == (1, 1)


def test_a_row_that_somebody_is_unsure_of_last_is_not_counted() -> None:
    assert share(review(verdict("accept", RANGE), verdict("unsure", RANGE)), "found") is None


def test_a_line_that_is_undone_is_no_review() -> None:
    (line,) = said(flood_story(), verdict("accept", RANGE))
    undo = replace(line, act="undo", undoes=line.correction_id, correction_id="k-2", who=JONAS)
    assert reviewed(together(line, undo)).rows == 0


def test_a_later_machine_is_measured_against_what_was_accepted() -> None:
    lines = said(flood_story(), verdict("accept", RANGE))
    rows = [
        {**row, "stance": "denied"} if row["estimate_id"] == RANGE else row
        for row in rows_of(flood_story(), "estimates")
    ]
    later, log = with_rows(flood_story(), "estimates", rows), Log(lines)
    done = before_comparison(later.tables, log)
    story = replace(later, tables={**done.tables, **persons(done.outcomes, log)})
    assert share(story, "stance") == (0, 1)
    assert share(story, "claimant") == (1, 1)


def test_other_tables_are_measured_by_fields_of_their_own() -> None:
    change = {"act": "edit", "table": "attributions", "row": "a-02", "field": "speaker", "new": "relief"}
    story = review(change, {"act": "accept", "table": "claims", "row": "c-02"})
    assert share(story, "speaker", "attributions") == (0, 1)
    assert share(story, "kind", "claims") == (1, 1)


@pytest.mark.parametrize(
    ("right", "of", "low", "high"),
    [(0, 0, 0.0, 1.0), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (7, 10, 0.3968, 0.8922), (81, 100, 0.7222, 0.8749)],
)
def test_the_interval_of_a_share_is_wilsons(right: int, of: int, low: float, high: float) -> None:
    assert wilson(right, of) == pytest.approx((low, high), abs=0.0001)


def test_the_table_and_the_printed_lines_say_the_same() -> None:
    story = review(verdict("accept", RANGE), edit(SIXTY, "claimant", "relief"))
    table = shares_table(story)
    (row,) = table[table["field"] == "claimant"].to_dict("records")
    assert (row["right"], row["of"], row["share"]) == (1, 2, 0.5)
    assert any(line.split()[:5] == ["estimates", "claimant", "1", "2", "0.500"] for line in lines_of(story))


def test_the_reviewed_rows_are_a_gold_that_the_scorer_reads(tmp_path: Path) -> None:
    acts = [verdict("accept", RANGE), verdict("accept", FORTY), verdict("accept", FORMER), verdict("accept", VALLEY)]
    story = review(*acts, edit(SIXTY, "claimant", "relief"), verdict("reject", "e-04"))
    assert write_gold(story, tmp_path / "gold.json") == 5
    gold = json.loads((tmp_path / "gold.json").read_text(encoding="utf-8"))
    assert [row["text"] for row in gold["non_estimates"]] == ["212 millimetres"]
    judged = judge(flood_story(), gold)
    wrong = {
        (one.gold.entry["id"], answer.field) for one in judged.readings for answer in one.answers if not answer.right
    }
    assert len(judged.readings) == 5
    assert wrong == {(SIXTY, "claimant")}
    corrected = put_on(flood_story(), said(flood_story(), edit(SIXTY, "claimant", "relief")))[0]
    assert all(answer.right for one in judge(corrected, gold).readings for answer in one.answers)


def test_an_open_end_and_a_missing_estimand_are_said_in_the_gold() -> None:
    (row,) = gold_of(review(verdict("accept", FORTY)))["estimates"]
    assert (row["low"], row["high"], row["bound"], row["status"]) == (40.0, None, "at_least", "assessed")


def test_a_gold_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        write_gold(flood_story(), tmp_path / "none" / "gold.json")


def test_a_name_that_would_move_the_cursor_is_printed_without_that() -> None:
    lines = said(flood_story(), verdict("accept", RANGE), who="Eve\x1b[2J")
    assert not any("\x1b" in line for line in lines_of(together(*lines)))


def test_the_command_prints_the_shares_and_writes_the_gold(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = kept_flood(tmp_path / "flood")
    assert main(["evaluate", str(tmp_path / "flood")]) == 0
    assert "No row has been reviewed by a person." in capsys.readouterr().out
    record(story, **edit(SIXTY, "claimant", "relief"), who=MARTA)
    assert main(["evaluate", str(tmp_path / "flood"), "--out", str(tmp_path / "gold.json")]) == 0
    printed = capsys.readouterr().out
    assert "A person has reviewed 1 of 24 figures; wrong among them: claimant 1." in printed
    assert "95 percent interval" in printed
    assert len(json.loads((tmp_path / "gold.json").read_text(encoding="utf-8"))["estimates"]) == 1


def test_a_briefing_says_how_far_it_was_reviewed() -> None:
    page = briefing_html(flood_story())
    assert "No row has been reviewed by a person." in page
    assert "drawn up by machine, not reviewed" in page
    corrected = briefing_html(review(edit(SIXTY, "claimant", "relief")))
    assert "A person has reviewed 1 of 24 figures; wrong among them: claimant 1." in corrected
    assert "drawn up by machine, partly reviewed" in corrected


def test_of_a_row_in_which_one_field_was_accepted_only_that_one_counts() -> None:
    story = review({**verdict("accept", RANGE), "field": "claimant"})
    assert share(story, "claimant") == (1, 1)
    assert share(story, "bound") is None
