"""The two shipped stories: their gold stands in their texts, and the machine reads them as well as we say."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.counts import totals_of
from evaluation.dates import score_dates
from evaluation.stories import counts_of, place_of
from workbench.build import build_story
from workbench.ledger import records
from workbench.read.decode import decode
from workbench.story import Story

STORIES = Path(__file__).parents[1] / "data" / "stories"
NAMES = ["dprk-troops-2024", "storm-daniel-derna-2023"]


@pytest.fixture(scope="module", params=NAMES)
def shipped(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Story, dict[str, Any]]:
    """A shipped story's folder, its ledger built elsewhere, and its gold."""
    folder = STORIES / request.param
    story = build_story(folder, ledger_folder=tmp_path_factory.mktemp("story") / "ledger", progress=False)
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
