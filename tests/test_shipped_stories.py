"""The two shipped stories: their gold stands in their texts, and the machine reads them as well as we say."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from evaluation.counts import totals_of
from evaluation.dates import score_dates
from evaluation.stories import counts_of, place_of
from tests.built import built
from workbench.compare.lineage.duplicates import duplicate_groups
from workbench.compare.lineage.edges import lineage_rows
from workbench.compare.lineage.stemma import inferred_parents
from workbench.compare.support.alarms import alarms
from workbench.compare.support.guards import derived_totals
from workbench.compare.support.thread import pull_the_thread
from workbench.compare.vintage import known_by
from workbench.ledger import records
from workbench.publish.briefing import compose, lint_briefing
from workbench.read.decode import decode
from workbench.story import Story, open_story

STORIES = Path(__file__).parents[1] / "data" / "stories"
NAMES = ["dprk-troops-2024", "storm-daniel-derna-2023"]


@pytest.fixture(scope="module", params=NAMES)
def shipped(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Story, dict[str, Any]]:
    """A shipped story's folder, the story built in a copy of it, and its gold."""
    folder = STORIES / request.param
    story = open_story(built(tmp_path_factory, request.param), progress=False)
    return folder, story, json.loads((folder / "gold.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_every_offset_of_the_gold_holds_the_words_it_names(name: str) -> None:
    folder = STORIES / name
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    texts = {path.name: decode(path.read_bytes()).text for path in (folder / "reports").iterdir()}
    entries = [entry for entry in [*gold["estimates"], *gold["non_estimates"]] if entry.get("start") is not None]
    assert len(entries) > 50
    for entry in entries:
        words = entry.get("phrase", entry.get("text"))
        assert texts[Path(entry["file"]).name][entry["start"] : entry["end"]] == words, entry


@pytest.mark.parametrize("name", NAMES)
def test_the_catalog_and_the_readme_name_the_reports_that_are_there(name: str) -> None:
    folder = STORIES / name
    reports = {path.name for path in (folder / "reports").iterdir()}
    with (folder / "catalog.csv").open(encoding="utf-8", newline="") as file:
        named = {row["file"].partition("#")[0] for row in csv.DictReader(file)}
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert named <= reports
    assert {report for report in reports if report not in readme} == set()


def test_nothing_of_a_shipped_story_fails_to_be_read(shipped: tuple[Path, Story, dict[str, Any]]) -> None:
    _, story, _ = shipped
    assert set(story.files["status"]) <= {"loaded", "skipped"}


def test_the_words_of_a_shipped_briefing_pass_the_gate_and_the_linter(
    shipped: tuple[Path, Story, dict[str, Any]],
) -> None:
    folder, story, _ = shipped
    assert (folder / "briefing.md").is_file()
    assert [one.sentence for one in lint_briefing(story)] == []
    made = compose(story)
    assert [one.sentence for one in made.gate.refusals] == []
    assert made.findings == ()
    assert "figures read by machine" in made.page  # its words are in it, or it would say that it was drawn up so


def test_every_report_of_a_shipped_story_is_dated_as_the_gold_has_it(
    shipped: tuple[Path, Story, dict[str, Any]],
) -> None:
    _, story, gold = shipped
    wrong = [row for row in score_dates(records(story.reports), gold["dates"]) if not row["right"]]
    assert wrong == []


def test_nine_in_ten_of_the_estimates_are_charted_and_few_other_numbers(
    shipped: tuple[Path, Story, dict[str, Any]],
) -> None:
    _, story, gold = shipped
    charted = totals_of(count for count in counts_of(story, gold, "t") if count.field == "charted")
    assert charted.recall >= 0.85
    assert charted.precision >= 0.95


def test_every_phrase_of_the_gold_is_found_in_the_text_the_reader_made(
    shipped: tuple[Path, Story, dict[str, Any]],
) -> None:
    _, story, gold = shipped
    lost = [entry["phrase"] for entry in gold["estimates"] if place_of(story, entry) is None]
    assert lost == []


#: What draws on what by each README: report and parent by the number of their file, or the name a credit gives.
DRAWN_ON = {
    "dprk-troops-2024": {
        ("04", "wire:The Associated Press"),
        ("05", "04"),
        ("06", "04"),
        ("07", "08"),
        ("07", "outlet:The Morrow Ledger"),
        ("07", "wire:Halden Wire Service"),
        ("07", "wire:Orlitsa Inform"),
        ("07", "wire:Yonhap"),
        ("14", "13"),
    },
    "storm-daniel-derna-2023": {
        ("02", "wire:Meridian Wire"),
        ("04", "02"),
        ("04", "03"),
        ("05", "wire:Corvid Press Agency"),
        ("09", "wire:Corvid Press Agency"),
        ("09", "wire:Meridian Wire"),
    },
}


def _edges(story: Story) -> set[tuple[str, str]]:
    number = {str(row.report_id): Path(row.file).name[:2] for row in records(story.reports)}
    rows = [(str(row["child"]), str(row["parent"])) for row in lineage_rows(story)]
    return {(number[child], number.get(parent, parent)) for child, parent in rows}


def test_what_draws_on_what_is_found_and_nothing_else(shipped: tuple[Path, Story, dict[str, Any]]) -> None:
    folder, story, _ = shipped
    assert _edges(story) == DRAWN_ON[folder.name]


@pytest.mark.xfail(strict=True, reason="a single figure, or one told by a name that no report bears, joins nobody yet")
@pytest.mark.parametrize("shipped", ["dprk-troops-2024"], indirect=True)
def test_short_posts_are_found_too(shipped: tuple[Path, Story, dict[str, Any]]) -> None:
    _, story, _ = shipped
    assert {("17", "07"), ("11", "10")} <= _edges(story)


def test_the_planted_copies_are_groups_and_no_version_is_invented(shipped: tuple[Path, Story, dict[str, Any]]) -> None:
    folder, story, _ = shipped
    rows = lineage_rows(story)
    assert len(duplicate_groups(story, rows)) == {"dprk-troops-2024": 2, "storm-daniel-derna-2023": 0}[folder.name]
    assert inferred_parents(story, rows) == []


#: By story the numbers that a false trend rests on as planted: the file and the words that lost something.
FALSE_TRENDS = {
    "dprk-troops-2024": {("08", "3,000"), ("11", "3,000"), ("06", "up to 11,000"), ("17", "10,900"), ("08", "10,000")},
    "storm-daniel-derna-2023": {("11", "3,338")},
}


def test_the_planted_false_trends_ring(shipped: tuple[Path, Story, dict[str, Any]]) -> None:
    folder, story, _ = shipped
    words = _words_of(story)
    assert FALSE_TRENDS[folder.name] <= {words[alarm.lost] for alarm in alarms(story)}


@pytest.mark.parametrize("shipped", ["dprk-troops-2024"], indirect=True)
def test_a_copied_wire_report_counts_once_and_its_unnamed_official_carries_two_figures(
    shipped: tuple[Path, Story, dict[str, Any]],
) -> None:
    _, story, _ = shipped
    files = {row.report_id: row.file.split("/")[-1][:2] for row in records(story.reports)}
    figures = {(row.estimand, row.value): row for row in records(story.corroboration)}
    containers = figures["containers_shipped", 1000]
    assert [[files[report] for report in chain] for chain in containers.origins] == [["04", "05", "06"]]
    pulled = pull_the_thread(story, source="senior official in the South Korean presidential office")
    changed = {one.before.figure.words: one.after for one in pulled.figures}
    assert set(changed) == {"11,000", "3,000"}
    assert all("04" not in [files[report] for report in one.reports] or one.unknown for one in changed.values())


def test_a_total_that_nobody_counted_is_named(shipped: tuple[Path, Story, dict[str, Any]]) -> None:
    folder, story, _ = shipped
    words = _words_of(story)
    stated = {words[one] for derived in derived_totals(story) for one in derived.stated_by}
    assert stated == ({("16", "12,000")} if folder.name == "dprk-troops-2024" else set())


def test_the_last_day_of_a_shipped_story_is_the_story(shipped: tuple[Path, Story, dict[str, Any]]) -> None:
    _, story, _ = shipped
    last = known_by(story, "2030-01-01")
    for name, table in story.tables.items():
        pd.testing.assert_frame_equal(last.tables[name], table)


def _words_of(story: Story) -> dict[str, tuple[str, str]]:
    files = {row.report_id: row.file.split("/")[-1][:2] for row in records(story.reports)}
    return {row.estimate_id: (files[row.report_id], row.phrase) for row in records(story.estimates)}
