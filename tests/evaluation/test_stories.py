"""A story beside its gold: every figure printed is a sum of the counts that are kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from evaluation.counts import fields_of, kinds_of, totals_of
from evaluation.measured import story_counts
from evaluation.stories import built, counts_of, score
from workbench.story import Story

REPORT = (
    "Mills shut after flood\n\nPublished March 6, 2019\n\n"
    "The mayor said on Wednesday that 140 homes were flooded in the valley of the river Orr.\n"
    "At least 9 people died, the police said. Some 30 horses were moved to the fair ground.\n"
)


def entry(phrase: str, **more: Any) -> dict[str, Any]:
    low = more.pop("low")
    return {
        "file": "a.txt", "phrase": phrase, "start": REPORT.index(phrase), "end": REPORT.index(phrase) + len(phrase),
        "low": low, "high": low, "bound": "exact", "claimant": None, "anonymous": False, "as_of": "2019-03-06",
        "measure": phrase, **more,
    }  # fmt: skip


GOLD = {
    "estimates": [
        entry("140", low=140, claimant="mayor"),
        entry("At least 9", low=9, high=None, bound="at_least", claimant="police", as_of="2019-03"),
        entry("Published", low=1),
    ],
    "non_estimates": [],
    "dates": [{"file": "a.txt", "published": "2019-03-06"}],
}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("mill")
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    return built(folder, GOLD)


def test_what_is_found_charted_and_wrongly_charted_is_counted(story: Story) -> None:
    counts = fields_of(counts_of(story, GOLD, "t"))
    found, charted = totals_of(counts["t", "found"]), totals_of(counts["t", "charted"])
    assert (found.hits, found.gold) == (2, 3)
    assert (charted.hits, charted.gold, charted.predicted) == (2, 3, 3)
    assert kinds_of(one for one in counts["t", "charted"])["t"] == {"not charted": 1, "wrongly charted": 1}


def test_the_day_of_a_figure_is_counted_exactly_and_as_met(story: Story) -> None:
    counts = fields_of(counts_of(story, GOLD, "t"))
    assert [count.hits for count in counts["t", "as-of, exactly"]] == [1, 0]
    assert [count.hits for count in counts["t", "as-of, meets"]] == [1, 1]


def test_every_figure_printed_is_one_of_the_counts(story: Story) -> None:
    counts = fields_of(counts_of(story, GOLD, "t"))
    lines = {line[2:18].strip(): line[18:] for line in score(story, GOLD) if line[:4].strip()}
    for (_, field), some in counts.items():
        total = totals_of(some)
        if field != "estimand, pairs":
            assert lines[field].startswith(f"{total.hits:g} of {total.gold} "), field
    assert lines["estimand"].startswith(str(totals_of(counts["t", "estimand, pairs"])))
    assert lines["as-of, meets"].endswith("(0 of them by an end left open)")
    assert any(line.startswith("  wrongly charted: 1") for line in score(story, GOLD))


def test_misses_name_what_the_gold_wants_and_what_we_give(story: Story) -> None:
    lines = list(score(story, GOLD, misses=True))
    assert any("missed: a.txt 'Published'" in line and "no row" in line for line in lines)
    assert any("as-of, exactly: a.txt 'At least 9': gold '2019-03'" in line for line in lines)


def test_a_story_is_measured_from_its_folder_and_gold_file(tmp_path: Path, story: Story) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    measured = list(story_counts(tmp_path / "reports", tmp_path / "gold.json", title="t"))
    assert measured == list(counts_of(story, GOLD, "t"))
