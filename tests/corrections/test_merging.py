"""Two analysts on one story: no line is lost, what they say differently is a queue, agreement has figures."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.corrections.kept import (
    FORTY,
    JONAS,
    MARTA,
    RANGE,
    SIXTY,
    VALLEY,
    kept_flood,
    lines,
    noon,
    said,
    values,
)
from tests.frames import flood_story
from workbench.corrections import agreement, conflicts, merge, record, settle
from workbench.corrections.applying import before_comparison
from workbench.corrections.force import persons
from workbench.corrections.lines import Correction, Log
from workbench.errors import InputError
from workbench.story import Story, open_story

Act = dict[str, Any]


def edit(row: str, field: str, new: Any) -> Act:
    return {"act": "edit", "table": "estimates", "row": row, "field": field, "new": new}


def verdict(act: str, row: str) -> Act:
    return {"act": act, "table": "estimates", "row": row}


def together(*corrections: Correction) -> Story:
    """The flood with the lines of several analysts on it, not compared anew."""
    story, log = flood_story(), Log(corrections)
    done = before_comparison(story.tables, log)
    return replace(story, tables={**done.tables, **persons(done.outcomes, log)})


def apart(ours: list[Act], theirs: list[Act]) -> Story:
    """What Marta and Jonas said, each without knowing of the other."""
    return together(*said(flood_story(), *ours, who=MARTA), *said(flood_story(), *theirs, who=JONAS))


def pairs(story: Story) -> list[tuple[Any, ...]]:
    return list(
        conflicts(story)[["row", "field", "a_who", "a_says", "b_who", "b_says"]].itertuples(index=False, name=None)
    )


# --- one file of two --------------------------------------------------------------------------------------------------


@pytest.fixture
def two(tmp_path: Path) -> tuple[Story, Story]:
    """A story and its copy, with one line in common and one of its own each."""
    common = record(kept_flood(tmp_path / "ours"), **edit(VALLEY, "status", "at home"), who=MARTA, clock=noon)
    shutil.copytree(tmp_path / "ours", tmp_path / "theirs")
    ours = record(common, **edit(SIXTY, "claimant", "relief"), who=MARTA, clock=noon)
    theirs = record(
        open_story(tmp_path / "theirs", progress=False), **edit(SIXTY, "claimant", "governor"), who=JONAS, clock=noon
    )
    return ours, theirs


def file_of(story: Story) -> Path:
    assert story.folder is not None
    return story.folder / "corrections.jsonl"


def test_a_merged_file_has_every_line_once(two: tuple[Story, Story]) -> None:
    ours, theirs = two
    story = merge(ours, file_of(theirs))
    assert len(lines(file_of(ours).parent)) == 3
    assert set(lines(file_of(theirs).parent)) <= set(lines(file_of(ours).parent))
    assert len(merge(story, file_of(theirs)).corrections) == 3
    assert list(story.corrections["state"]) == ["in force"] * 3


def test_what_two_files_say_differently_is_a_queue_that_further_lines_settle(two: tuple[Story, Story]) -> None:
    ours, theirs = two
    story = merge(ours, file_of(theirs))
    assert pairs(story) == [(SIXTY, "claimant", MARTA, "relief", JONAS, "governor")]
    assert values(story, "estimates", SIXTY)["claimant"] == "governor"
    (row,) = conflicts(story).itertuples(index=False)
    settled = settle(story, str(row.a), str(row.b), reason="the union's own list", who=MARTA, clock=noon)
    assert pairs(settled) == []
    assert values(settled, "estimates", SIXTY)["claimant"] == "relief"
    with pytest.raises(InputError, match="are not in conflict"):
        settle(settled, str(row.a), str(row.b))


def test_a_file_that_is_not_there_is_named(two: tuple[Story, Story], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file of corrections"):
        merge(two[0], tmp_path / "none.jsonl")


def test_a_damaged_line_of_the_other_file_stays_behind_with_a_warning(two: tuple[Story, Story]) -> None:
    ours, theirs = two
    file_of(theirs).write_bytes(file_of(theirs).read_bytes().replace(b"governor", b"weather"))
    with pytest.warns(UserWarning, match="line 2"):
        story = merge(ours, file_of(theirs))
    assert len(story.corrections) == 2


# --- conflicts --------------------------------------------------------------------------------------------------------


def test_two_who_say_the_same_are_in_no_conflict() -> None:
    assert pairs(apart([edit(SIXTY, "claimant", "relief")], [edit(SIXTY, "claimant", "relief")])) == []


def test_two_who_edit_different_fields_or_rows_are_in_no_conflict() -> None:
    assert (
        pairs(apart([edit(SIXTY, "claimant", "relief")], [edit(SIXTY, "low", 5), edit(FORTY, "claimant", None)])) == []
    )


def test_a_value_that_was_replaced_knowingly_is_in_no_conflict() -> None:
    first = said(flood_story(), edit(SIXTY, "claimant", "relief"), edit(SIXTY, "claimant", "governor"), who=MARTA)
    assert pairs(together(first[0], replace(first[1], who=JONAS))) == []


def test_of_several_words_of_one_analyst_the_last_is_in_conflict() -> None:
    story = apart(
        [edit(SIXTY, "low", 50), edit(SIXTY, "low", 55)],
        [edit(SIXTY, "low", 40)],
    )
    assert pairs(story) == [(SIXTY, "low", MARTA, "55", JONAS, "40")]


def test_one_who_rejects_what_another_accepts_is_in_conflict() -> None:
    story = apart([verdict("accept", SIXTY), verdict("accept", RANGE)], [verdict("reject", SIXTY)])
    assert pairs(story) == [(SIXTY, "verdict", MARTA, "accepted", JONAS, "rejected")]


def test_one_who_is_unsure_contradicts_nobody() -> None:
    assert pairs(apart([verdict("accept", SIXTY)], [verdict("unsure", SIXTY)])) == []


# --- agreement --------------------------------------------------------------------------------------------------------

ROWS = [f"e-{number:02}" for number in range(10)]


def agreed(story: Story, field: str) -> dict[str, Any]:
    table = agreement(story)
    (row,) = table[table["field"] == field].to_dict("records")
    return {str(key): value for key, value in row.items()}


def test_agreement_counts_the_rows_that_both_have_judged() -> None:
    ours = [edit(row, "claimant", "relief") for row in ROWS[:4]]
    theirs = [edit(row, "claimant", "relief") for row in ROWS[1:3]] + [edit(ROWS[3], "claimant", "governor")]
    row = agreed(apart(ours, theirs), "claimant")
    assert (row["analysts"], row["rows"], row["agree"]) == (2, 3, 2)
    assert row["percent"] == pytest.approx(200 / 3)
    assert row["level"] == "nominal"


def test_alpha_of_words_is_krippendorffs_by_hand() -> None:
    # Six rows, two coders, one of the six apart. Values: relief 5, governor 7. Observed disagreement 2/12; expected
    # 2*5*7/(12*11); alpha = 1 - (2/12) / (70/132).
    says = [("relief", "relief")] * 2 + [("governor", "governor")] * 3 + [("relief", "governor")]
    ours = [edit(row, "claimant", one) for row, (one, _) in zip(ROWS, says, strict=False)]
    theirs = [edit(row, "claimant", other) for row, (_, other) in zip(ROWS, says, strict=False)]
    assert agreed(apart(ours, theirs), "claimant")["alpha"] == pytest.approx(1 - (2 / 12) / (70 / 132))


def test_alpha_of_numbers_weighs_how_far_they_are_apart() -> None:
    numbers = [(10, 10), (20, 20), (30, 31), (40, 40)]
    near = apart(*([edit(row, "value", pair[at]) for row, pair in zip(ROWS, numbers, strict=False)] for at in (0, 1)))
    far = [(one, other if one == other else 10) for one, other in numbers]
    wide = apart(*([edit(row, "value", pair[at]) for row, pair in zip(ROWS, far, strict=False)] for at in (0, 1)))
    first, second = agreed(near, "value"), agreed(wide, "value")
    assert first["percent"] == second["percent"] == 75
    assert first["level"] == "interval"
    assert 0.99 < first["alpha"] < 1
    assert second["alpha"] < 0.8


def test_alpha_is_missing_where_everybody_gave_one_value_everywhere() -> None:
    acts = [edit(row, "claimant", "relief") for row in ROWS[:3]]
    assert pd.isna(agreed(apart(acts, acts), "claimant")["alpha"])


def test_whoever_accepts_a_row_has_said_each_of_its_values() -> None:
    row = agreed(apart([verdict("accept", SIXTY)], [edit(SIXTY, "claimant", "relief")]), "claimant")
    assert (row["rows"], row["agree"]) == (1, 0)
    assert agreed(apart([verdict("accept", SIXTY)], [edit(SIXTY, "claimant", "interior")]), "claimant")["agree"] == 1


def test_one_analyst_alone_agrees_with_nobody() -> None:
    assert agreement(apart([verdict("accept", SIXTY)], [])).empty
    assert agreement(flood_story()).empty
