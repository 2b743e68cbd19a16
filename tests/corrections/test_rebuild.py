"""Corrections and builds: what was recorded is what a build from nothing gives, and nothing of it is lost by one."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.corrections.kept import MARTA, noon
from workbench import ledger
from workbench.build import build_story, summary
from workbench.corrections import preview, record, record_all, undo
from workbench.errors import InputError
from workbench.story import Story, open_story

FERRY = "Ferry sinks off Gotska\n\nThe coast guard said on Monday that 90 passengers had been rescued and 12 drowned.\n"
HARBOUR = (
    "Harbour closed\n\nPublished May 4, 2019\n\nThe port said 40 boats had joined the search.\n\n"
    "Subscribe to our newsletter\n"
)
STORY = """
title = "The ferry off Gotska"

[[estimands]]
id = "rescued"
name = "Passengers rescued"
nouns = ["passenger"]
example = "They saved 7 passengers."

[[estimands]]
id = "boats"
name = "Boats in the search"
nouns = ["boat"]
example = "In all 9 boats went out."
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A story folder that has been built once."""
    folder = tmp_path_factory.mktemp("gotska")
    (folder / "reports").mkdir()
    (folder / "story.toml").write_text(STORY, encoding="utf-8")
    (folder / "reports" / "one.txt").write_text(FERRY, encoding="utf-8")
    (folder / "reports" / "two.txt").write_text(HARBOUR, encoding="utf-8")
    build_story(folder, progress=False)
    return folder


@pytest.fixture
def ferry(template: Path, tmp_path: Path) -> Story:
    shutil.copytree(template, tmp_path / "ferry")
    return open_story(tmp_path / "ferry", progress=False)


def folder_of(story: Story) -> Path:
    assert story.folder is not None
    return story.folder


def marta(story: Story, **act: Any) -> Story:
    return record(story, **act, who=MARTA, clock=noon)


def number(story: Story, phrase: str) -> Any:
    (row,) = [row for row in ledger.records(story.estimates) if row.phrase == phrase]
    return row


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted((folder / "ledger").iterdir())}


def corrected(story: Story) -> Story:
    """The story with an edit in force, a rejection that was undone, and a note."""
    row = number(story, "90").estimate_id
    story = marta(story, act="edit", table="estimates", row=row, field="bound", new="at least", reason="so far")
    story = marta(story, act="reject", table="estimates", row=number(story, "12").estimate_id)
    story = marta(story, act="note", table="estimates", row=row, reason="ask again on Tuesday")
    return undo(story, str(story.corrections["correction_id"].iloc[1]), who=MARTA, clock=noon)


def much_corrected(story: Story) -> Story:
    """The story with an act of each kind that its two reports allow."""
    row, report = number(story, "90").estimate_id, number(story, "40").report_id
    at = HARBOUR.index("the search")
    holders = [one.entity_id for one in ledger.records(story.entities) if one.kind != "place"]
    words = {"report_id": report, "start": at, "end": at + 10}
    acts = [
        {"act": "add", "table": "estimates", "new": words | {"value": 1, "estimand": "boats"}},
        {"act": "add", "table": "claims", "new": words | {"topic": "the search"}},
        {"act": "add", "table": "entities", "new": {"name": "Pilot station", "kind": "body"}},
        {"act": "merge", "table": "entities", "row": holders[0], "new": holders[1:2]},
        {"act": "rename", "table": "entities", "row": holders[0], "new": "Rescue services"},
        {"act": "opinion", "table": "estimates", "row": row, "new": "agree", "reason": "they were counted"},
        {"act": "grade", "table": "sources", "row": holders[0], "new": {"grade": "B", "topic": "rescue"}},
        {"act": "grade", "table": "claims", "row": number(story, "90").claim_id, "new": 2},
        {"act": "accept", "table": "estimates", "row": row},
    ]
    return record_all(story, acts, who=MARTA, clock=noon)


def test_a_build_from_nothing_gives_the_bytes_that_recording_gave(ferry: Story) -> None:
    story = much_corrected(corrected(ferry))
    folder, recorded = folder_of(story), hashes(folder_of(story))
    assert list(story.corrections["state"]).count("in force") == 12
    shutil.rmtree(folder / "ledger")
    shutil.rmtree(folder / ".ledger-cache")
    build_story(folder, progress=False)
    assert hashes(folder) == recorded


def test_what_was_recorded_is_fresh_and_opened_without_reading(ferry: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    story = corrected(ferry)
    monkeypatch.setattr("workbench.build.read_path", lambda *_, **__: pytest.fail("the reports were read again"))
    again = open_story(folder_of(ferry), progress=False)
    assert again.estimates.equals(story.estimates)


def test_lines_that_came_by_another_way_are_in_force_without_reading(
    ferry: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(folder_of(ferry), tmp_path / "other")
    corrected(open_story(tmp_path / "other", progress=False))
    shutil.copyfile(tmp_path / "other" / "corrections.jsonl", folder_of(ferry) / "corrections.jsonl")
    monkeypatch.setattr("workbench.build.read_path", lambda *_, **__: pytest.fail("the reports were read again"))
    assert number(open_story(folder_of(ferry), progress=False), "90").bound == "at least"


def test_corrections_survive_a_report_that_is_added_and_one_that_changes(ferry: Story) -> None:
    folder = folder_of(corrected(ferry))
    (folder / "reports" / "three.txt").write_text("Search ends\n\nThe port said 4 boats stayed.\n", encoding="utf-8")
    (folder / "reports" / "one.txt").write_text(FERRY.replace("Gotska", "Gotska, crew safe"), encoding="utf-8")
    story = open_story(folder, progress=False)
    assert len(story.reports) == 3
    assert number(story, "90").bound == "at least"
    assert set(story.corrections["state"]) == {"in force", "undone"}


def test_a_correction_whose_sentence_is_gone_is_listed_and_comes_back_with_it(ferry: Story) -> None:
    folder = folder_of(corrected(ferry))
    (folder / "reports" / "one.txt").write_text("Ferry sinks\n\nNobody says how many were lost.\n", encoding="utf-8")
    story = open_story(folder, progress=False)
    assert "orphaned" in set(story.corrections["state"])
    assert "corrections: 1 in force, 2 orphaned, 1 undone" in summary(story)
    (folder / "reports" / "one.txt").write_text(FERRY, encoding="utf-8")
    assert number(open_story(folder, progress=False), "90").bound == "at least"


def test_a_restored_line_is_body_at_once_and_its_numbers_come_with_the_next_build(
    template: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "ferry"
    shutil.copytree(template, folder)
    line = "Subscribe to our newsletter: 300 passengers do"
    (folder / "reports" / "two.txt").write_text(HARBOUR.replace("Subscribe to our newsletter", line), encoding="utf-8")
    story = open_story(folder, progress=False)
    chrome = story.passages[story.passages["role"] == "chrome"]
    assert len(chrome) > 0, "the line is no page furniture, so there is nothing to restore"
    for passage in ledger.records(chrome):
        row = f"{passage.report_id}:{passage.start}-{passage.end}"
        story = marta(story, act="restore", table="passages", row=row)
    assert "chrome" not in set(story.passages["role"])
    before = set(story.estimates["phrase"])
    again = open_story(folder, progress=False)
    assert set(again.estimates["phrase"]) - before == {"300"}
    for one in [str(name) for name in again.corrections["correction_id"]]:
        again = undo(again, one, who=MARTA, clock=noon)
    assert set(open_story(folder, progress=False).estimates["phrase"]) == before


def test_lost_tables_of_the_machine_are_named_with_the_way_to_get_them(ferry: Story) -> None:
    story = corrected(ferry)
    shutil.rmtree(folder_of(ferry) / ".ledger-cache")
    with pytest.raises(InputError, match="build the story again with: workbench build"):
        preview(story, [{"act": "unsure", "table": "estimates", "row": number(story, "90").estimate_id}])
    again = build_story(folder_of(ferry), progress=False)
    assert number(marta(again, act="unsure", table="estimates", row=number(again, "90").estimate_id), "90") is not None


def test_a_folder_of_reports_keeps_its_corrections_beside_its_ledger(
    template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    shutil.copytree(template / "reports", tmp_path / "bare")
    story = build_story(tmp_path / "bare", progress=False)
    corrected(story)
    assert (here / "bare.story" / "corrections.jsonl").is_file()
    assert sorted(path.name for path in (tmp_path / "bare").iterdir()) == ["one.txt", "two.txt"]
    assert number(open_story(here / "bare.story", progress=False), "90").bound == "at least"
