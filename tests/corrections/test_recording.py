"""Recording on a story in a folder: a line each, in force at once for whoever opens the story, undone by a line."""

from __future__ import annotations

import json
import subprocess
import sys
import warnings
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import workbench as wb
from tests.corrections.kept import COURIER, JONAS, MARTA, SIXTY, VALLEY, kept_flood, lines, noon, values
from tests.frames import flood_story
from workbench import ledger
from workbench.corrections import corrections_table, preview, record, record_all, reviews, undo
from workbench.corrections.force import PERSONS
from workbench.errors import InputError
from workbench.story import Story, open_story

CLAIMANT: dict[str, Any] = {"act": "edit", "table": "estimates", "row": SIXTY, "field": "claimant", "new": "relief"}


@pytest.fixture
def flood(tmp_path: Path) -> Story:
    return kept_flood(tmp_path / "flood")


def folder_of(story: Story) -> Path:
    assert story.folder is not None
    return story.folder


def marta(story: Story, **act: Any) -> Story:
    return record(story, **act, who=MARTA, clock=noon)


def same_but_for_what_persons_said(one: Story, other: Story) -> bool:
    names = set(one.tables) - {*PERSONS, "files"}
    return all(one.tables[name].equals(other.tables[name]) for name in names)


def test_an_act_is_one_line_and_the_counts_are_made_anew(flood: Story) -> None:
    story = marta(flood, **CLAIMANT, reason="the union said so")
    (line,) = lines(folder_of(flood))
    written = json.loads(line)
    assert (written["old"], written["new"], written["who"], written["at"]) == (
        "interior", "relief", MARTA, "2031-05-08T12:00:00Z",
    )  # fmt: skip
    assert written["anchor"]["places"][0]["quotation"] == "About 60"
    assert values(story, "estimates", SIXTY)["claimant"] == "relief"
    behind = [row for row in ledger.records(story.corroboration) if SIXTY in row.estimates]
    assert [list(row.ultimate_sources) for row in behind] == [["relief"]]


def test_whoever_opens_the_story_next_sees_it_too(flood: Story) -> None:
    story = marta(flood, **CLAIMANT)
    again = open_story(folder_of(flood), progress=False)
    assert all(again.tables[name].equals(story.tables[name]) for name in story.tables)


def test_undoing_gives_the_machines_values_and_leaves_both_lines(flood: Story) -> None:
    compared = marta(flood, act="note", table="estimates", row=SIXTY, reason="begin")
    story = marta(compared, **CLAIMANT)
    back = undo(story, str(story.corrections["correction_id"].iloc[-1]), reason="misread", who=JONAS, clock=noon)
    assert same_but_for_what_persons_said(back, compared)
    assert list(back.corrections["state"]) == ["in force", "undone", "in force"]
    assert len(lines(folder_of(flood))) == 3
    forth = undo(back, str(back.corrections["correction_id"].iloc[-1]), who=JONAS, clock=noon)
    assert values(forth, "estimates", SIXTY)["claimant"] == "relief"


def test_a_line_that_is_not_there_or_undone_already_cannot_be_undone(flood: Story) -> None:
    with pytest.raises(InputError, match="there is no line 'k-0'"):
        undo(flood, "k-0")
    story = marta(flood, **CLAIMANT)
    one = str(story.corrections["correction_id"].iloc[0])
    with pytest.raises(InputError, match="is undone already"):
        undo(undo(story, one, who=MARTA), one, who=MARTA)


def test_of_several_acts_all_are_written_or_none(flood: Story) -> None:
    bad = {**CLAIMANT, "row": VALLEY, "new": "nobody of this name"}
    with pytest.raises(InputError, match="claimant"):
        record_all(flood, [CLAIMANT, bad], who=MARTA)
    assert lines(folder_of(flood)) == []
    story = record_all(flood, [CLAIMANT, {**bad, "new": "relief"}], who=MARTA, clock=noon)
    assert list(story.corrections["row"]) == [SIXTY, VALLEY]


def test_a_preview_shows_each_change_and_writes_nothing(flood: Story) -> None:
    shown = preview(flood, [CLAIMANT, {"act": "reject", "table": "estimates", "row": VALLEY}], who=MARTA)
    assert ("estimates", SIXTY, "claimant", "interior", "relief") in set(shown.itertuples(index=False, name=None))
    assert set(shown["row"]) == {SIXTY, VALLEY}
    assert lines(folder_of(flood)) == []


def test_an_older_value_of_the_story_does_not_lose_what_others_wrote(flood: Story) -> None:
    record(flood, **CLAIMANT, who=JONAS, clock=noon)
    story = marta(flood, act="edit", table="estimates", row=SIXTY, field="stance", new="believed")
    row = values(story, "estimates", SIXTY)
    assert (row["claimant"], row["stance"]) == ("relief", "believed")


def test_who_is_the_analyst_that_the_environment_names(flood: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_ANALYST", "Runa Felt")
    assert list(record(flood, **CLAIMANT).corrections["who"]) == ["Runa Felt"]


def test_the_time_is_told_in_utc_and_must_have_a_zone(flood: Story) -> None:
    with pytest.raises(InputError, match="clock"):
        record(flood, **CLAIMANT, clock=lambda: datetime(2031, 5, 8))
    assert marta(flood, **CLAIMANT).corrections["at"].iloc[0] == datetime(2031, 5, 8, 12, tzinfo=UTC).strftime(
        "%Y-%m-%dT%H:%M:%SZ"
    )


def test_a_story_without_a_folder_or_cut_to_a_day_takes_no_corrections(flood: Story) -> None:
    with pytest.raises(InputError, match="no folder to keep corrections in"):
        record(flood_story(), **CLAIMANT)
    with pytest.raises(InputError, match="cut to 2031-05-04"):
        record(wb.known_by(flood, "2031-05-04"), **CLAIMANT)


def test_a_torn_last_line_is_named_listed_and_in_nobodys_way(flood: Story) -> None:
    marta(flood, **CLAIMANT)
    path = folder_of(flood) / "corrections.jsonl"
    path.write_bytes(path.read_bytes() + b'{"correction_id": "k-1", "act": "ed')
    with pytest.warns(UserWarning, match="line 2 was cut off"):
        story = marta(flood, act="unsure", table="estimates", row=SIXTY)
    assert list(story.corrections["state"]) == ["in force", "in force", "torn"]
    assert "line 2" in str(corrections_table(story)["why"].iloc[-1])


def test_a_line_changed_by_hand_is_listed_and_has_no_effect(flood: Story) -> None:
    marta(flood, **CLAIMANT)
    path = folder_of(flood) / "corrections.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"new": "relief"', b'"new": "weather"'))
    story = open_story(folder_of(flood), progress=False)
    assert values(story, "estimates", SIXTY)["claimant"] == "interior"
    assert list(corrections_table(story)["state"]) == ["damaged"]


# --- links and differences --------------------------------------------------------------------------------------------


def test_a_denied_link_counts_for_nothing_and_an_accepted_one_is_marked(flood: Story) -> None:
    flood = marta(flood, act="note", table="estimates", row=SIXTY, reason="begin")
    links = [f"{row.child}>{row.parent}" for row in ledger.records(flood.lineage) if row.parent.startswith("r-")]
    denied = marta(flood, act="deny", table="lineage", row=links[0])
    assert set(denied.lineage["state"]) == {"proposed", "denied"}
    accepted = marta(denied, act="accept", table="lineage", row=links[1])
    assert sorted(accepted.lineage["state"]) == ["accepted", "denied", "proposed"]
    touched = accepted.provenance[accepted.provenance["table"] == "lineage"]
    assert set(touched["row"]) == set(links[:2])


@pytest.mark.parametrize(("act", "state"), [("explain", "explained"), ("dismiss", "dismissed")])
def test_a_difference_is_settled_with_a_reason_and_opened_again(flood: Story, act: str, state: str) -> None:
    flood = marta(flood, act="note", table="estimates", row=SIXTY, reason="begin")
    row = str(flood.discrepancies["discrepancy_id"].iloc[0])
    with pytest.raises(InputError, match=f"reason: '{act}' needs one"):
        marta(flood, act=act, table="discrepancies", row=row)
    story = marta(flood, act=act, table="discrepancies", row=row, reason="counted later")
    settled = values(story, "discrepancies", row)
    assert (settled["state"], settled["reason"]) == (state, "counted later")
    story = marta(story, act="reopen", table="discrepancies", row=row)
    assert values(story, "discrepancies", row)["state"] == "open"


# --- opinions and grades ----------------------------------------------------------------------------------------------


def test_opinions_of_several_analysts_stand_side_by_side_each_ones_last(flood: Story) -> None:
    on: dict[str, Any] = {"act": "opinion", "table": "estimates", "row": SIXTY}
    for who, new in ((MARTA, "agree"), (JONAS, "disagree"), (MARTA, "neutral")):
        flood = record(flood, **on, new=new, who=who, reason="by the lists", clock=noon)
    assert dict(zip(flood.opinions["who"], flood.opinions["opinion"], strict=True)) == {
        MARTA: "neutral", JONAS: "disagree",
    }  # fmt: skip
    assert len(lines(folder_of(flood))) == 3


def test_a_source_is_graded_for_a_topic_and_the_history_is_kept(flood: Story) -> None:
    on: dict[str, Any] = {"act": "grade", "table": "sources"}
    for row, new in (("interior", "F"), ("Interior Ministry", {"grade": "B", "topic": "toll"}), ("Velna Courier", "C")):
        flood = marta(flood, **on, row=row, new=new, reason="ten years of counts")
    rows = flood.sources.astype(object).where(flood.sources.notna(), None)
    assert rows[["entity_id", "outlet", "topic", "grade"]].values.tolist() == [
        ["interior", None, None, None], ["interior", None, "toll", "B"], [None, "Velna Courier", None, "C"],
    ]  # fmt: skip


def test_confirmed_wants_two_origins_or_a_reason(flood: Story) -> None:
    flood = marta(flood, act="note", table="estimates", row=SIXTY, reason="begin")
    on: dict[str, Any] = {"act": "grade", "table": "claims", "row": "c-02"}
    with pytest.raises(InputError, match="wants 2 origins behind the claim's figure; there are 1"):
        marta(flood, **on, new=1, reason="I am sure")
    with pytest.raises(InputError, match="wants 2 origins"):
        marta(flood, **on, new={"grade": 1, "override": True})
    story = marta(flood, **on, new={"grade": 1, "override": True}, reason="the list of names was seen")
    story = marta(marta(story, **on, new="2"), **on, new=6)
    rows = story.credibility.astype(object).where(story.credibility.notna(), None)
    assert rows[["grade", "overridden", "origins"]].values.tolist() == [
        ["1", True, 1],
        ["2", False, 1],
        [None, False, 1],
    ]


@pytest.mark.parametrize(
    ("act", "names"),
    [
        ({"table": "sources", "row": "interior", "new": "G"}, "grade: must be one of A, B, C, D, E, F, is 'G'"),
        ({"table": "sources", "row": "Nobody's Gazette", "new": "A"}, "row: must be one of Harbour Times"),
        ({"table": "claims", "row": "c-02", "new": 7}, "grade: must be one of 1, 2, 3, 4, 5, 6, is '7'"),
        (
            {"table": "claims", "row": "c-02", "new": {"grade": 2, "topic": "x"}},
            "a grade of claims has grade, override",
        ),
    ],
)
def test_a_grade_that_there_is_not_is_refused(flood: Story, act: dict[str, Any], names: str) -> None:
    with pytest.raises(InputError, match=names):
        marta(flood, act="grade", **act)


# --- reading it back --------------------------------------------------------------------------------------------------


def test_the_table_of_corrections_tells_names_and_words_not_ids(flood: Story) -> None:
    table = corrections_table(marta(flood, **CLAIMANT, reason="the union said so"))
    (row,) = table.to_dict("records")
    assert (row["from"], row["to"], row["where"]) == (
        "Interior Ministry", "Valley Relief Union", "Velna Courier: About 60",
    )  # fmt: skip
    assert (row["when"], row["who"], row["state"]) == ("2031-05-08T12:00:00Z", MARTA, "in force")


def test_a_story_that_nobody_corrected_has_empty_tables() -> None:
    assert corrections_table(flood_story()).empty
    assert reviews(flood_story()).empty


def test_verdicts_of_several_analysts_are_rows_of_their_own(flood: Story) -> None:
    story = marta(flood, act="accept", table="estimates", row=SIXTY)
    story = record(story, act="reject", table="estimates", row=SIXTY, who=JONAS, clock=noon)
    found = reviews(story)
    assert list(zip(found["row"], found["who"], found["verdict"], strict=True)) == [
        (SIXTY, MARTA, "accepted"), (SIXTY, JONAS, "rejected"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "act",
    [
        {"act": "opinion", "new": "agree"},
        {"act": "accept"},
        {"act": "edit", "field": "claimant", "new": "relief"},
    ],
)
def test_recording_of_what_no_count_reads_compares_nothing(
    flood: Story, monkeypatch: pytest.MonkeyPatch, act: dict[str, Any]
) -> None:
    story = marta(flood, **CLAIMANT)
    monkeypatch.setattr("workbench.corrections.force.compared", lambda *_, **__: pytest.fail("compared anew"))
    noted = marta(story, table="estimates", row=SIXTY, **act)
    for name in ("corroboration", "lineage", "discrepancies", "estimates"):
        pd.testing.assert_frame_equal(noted.tables[name], story.tables[name])


def test_a_dismissal_that_is_undone_leaves_the_difference_open(flood: Story) -> None:
    flood = marta(flood, act="note", table="estimates", row=SIXTY, reason="begin")
    row = str(flood.discrepancies["discrepancy_id"].iloc[0])
    story = marta(flood, act="dismiss", table="discrepancies", row=row, reason="a slip of the pen")
    back = undo(story, str(story.corrections["correction_id"].iloc[-1]), who=MARTA)
    assert (values(back, "discrepancies", row)["state"], values(back, "discrepancies", row)["reason"]) == ("open", None)


def test_a_link_denied_before_stays_denied_after_a_note(flood: Story) -> None:
    flood = marta(flood, act="note", table="reports", row=COURIER, reason="begin")
    link = next(f"{row.child}>{row.parent}" for row in ledger.records(flood.lineage))
    story = marta(marta(flood, act="deny", table="lineage", row=link), act="unsure", table="estimates", row=SIXTY)
    assert "denied" in set(story.lineage["state"])


def test_no_warning_is_given_where_nothing_is_wrong(flood: Story) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        marta(flood, **CLAIMANT)


_WRITER = """
import sys
from workbench.corrections import record
from workbench.story import open_story
story = open_story(sys.argv[1], progress=False)
for number in range(3):
    record(story, act="edit", table="estimates", row=sys.argv[2], field="status", new=f"seen {number}", who=sys.argv[3])
"""


def test_two_programs_record_on_one_story_and_the_ledger_bears_both(flood: Story) -> None:
    folder = folder_of(flood)
    todo = ((SIXTY, MARTA), (VALLEY, JONAS))
    running = [subprocess.Popen([sys.executable, "-c", _WRITER, str(folder), row, who]) for row, who in todo]
    assert [one.wait(timeout=240) for one in running] == [0, 0]
    story = open_story(folder, progress=False)
    assert len(story.corrections) == 6
    assert {values(story, "estimates", row)["status"] for row, _ in todo} == {"seen 2"}


def test_a_folder_that_cannot_be_written_is_named(flood: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("workbench.corrections.recording.append", full)
    with pytest.raises(InputError, match=r"corrections\.jsonl: the correction cannot be written: No space left"):
        marta(flood, **CLAIMANT)


def test_what_is_more_than_a_value_is_told_in_words(flood: Story) -> None:
    acts: list[dict[str, Any]] = [
        {"act": "accept", "table": "estimates", "row": SIXTY},
        {"act": "merge", "table": "entities", "row": "interior", "new": ["governor"]},
        {"act": "grade", "table": "sources", "row": "Velna Courier", "new": {"grade": "B", "topic": "toll"}},
        {"act": "add", "table": "claims", "new": {"report_id": COURIER, "start": 0, "end": 16}},
    ]
    table = corrections_table(record_all(flood, acts, who=MARTA, clock=noon))
    assert list(table["to"]) == [None, "Governor of Velna", "B on toll", "At least 14 dead"]
