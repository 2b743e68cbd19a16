"""A build that was stopped goes on where it was: what is kept is never read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.shards.synthetic import bytes_of, written
from workbench.annotate import pipeline
from workbench.annotate.cache import AnnotationCache
from workbench.build import build_story
from workbench.shards.planning import MOST, planned


class Stopped(Exception):
    """The build is stopped from outside."""


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of the reports that go through the model, in order."""
    seen: list[str] = []
    real = pipeline.annotate

    def watched(reports, **options):  # type: ignore[no-untyped-def]  # stands in for the function of this name
        seen.extend(report.file for report in reports)
        return real(reports, **options)

    monkeypatch.setattr(pipeline, "annotate", watched)
    return seen


def stopped_after(parts: int, reports: Path, ledger: Path, *, workers: int = 1) -> None:
    """Builds until so many files are kept."""
    kept: list[bytes] = []
    keep = AnnotationCache.keep

    def stopping(cache: AnnotationCache, part: bytes) -> None:
        if len(kept) == parts:
            raise Stopped
        kept.append(part)
        keep(cache, part)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AnnotationCache, "keep", stopping)
        with pytest.raises(Stopped):
            build_story(reports, ledger_folder=ledger, workers=workers, progress=False)


def test_a_stopped_build_goes_on_with_the_shards_that_are_left(tmp_path: Path, read: list[str]) -> None:
    reports = written(tmp_path / "reports", 40)
    stopped_after(5, reports, tmp_path / "one" / "ledger")
    before = len(read)
    assert before == 12  # the sixth shard of two was read, and the build stopped before it was kept
    build_story(reports, ledger_folder=tmp_path / "one" / "ledger", progress=False)
    assert read[before:] == [f"{number:04}.txt" for number in range(10, 40)]
    build_story(reports, ledger_folder=tmp_path / "two" / "ledger", progress=False)
    assert bytes_of(tmp_path / "one" / "ledger") == bytes_of(tmp_path / "two" / "ledger")


def test_two_processes_and_a_stop_between_give_the_same_ledger(tmp_path: Path) -> None:
    reports = written(tmp_path / "reports", 20)
    stopped_after(3, reports, tmp_path / "one" / "ledger", workers=2)
    assert len(list((tmp_path / "one" / ".ledger-cache").glob("*.parquet"))) == 3
    build_story(reports, ledger_folder=tmp_path / "one" / "ledger", workers=2, progress=False)
    build_story(reports, ledger_folder=tmp_path / "two" / "ledger", progress=False)
    assert bytes_of(tmp_path / "one" / "ledger") == bytes_of(tmp_path / "two" / "ledger")


def test_a_report_is_read_once_however_often_its_text_is_there(tmp_path: Path, read: list[str]) -> None:
    reports = written(tmp_path / "reports", 1)
    text = (reports / "0000.txt").read_text()
    (reports / "again.jsonl").write_text(json.dumps({"text": text}) + "\n")
    story = build_story(reports, ledger_folder=tmp_path / "ledger", progress=False)
    assert len(story.reports) == 2
    assert len(read) == len(set(story.reports["text_sha256"]))


@pytest.mark.parametrize(("count", "shards"), [(0, 0), (1, 1), (15, 15), (40, 20), (512, 16), (5_000, 157)])
def test_every_report_is_in_one_shard_and_none_is_too_big(count: int, shards: int) -> None:
    names = [f"{number}" for number in range(count)]
    plan = planned(names, [None] * count)  # type: ignore[list-item]  # the plan looks at no report
    assert [name for shard in plan for name in shard.names] == names
    assert len(plan) == shards
    assert all(0 < len(shard.reports) <= MOST for shard in plan)
    assert len({shard.name for shard in plan}) == len(plan)
