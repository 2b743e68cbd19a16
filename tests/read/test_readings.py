"""What was read of a text is kept: a story built again reads what is new, and gives what a first build gives."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.shards.synthetic import bytes_of, written
from workbench.build import build_story
from workbench.read import read_path
from workbench.read.figureorder import figures_of, kept_figures
from workbench.read.lines import classify
from workbench.read.readings import Readings, keep, kept_in


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts whose lines are judged, by their first words."""
    seen: list[str] = []

    def watched(text: str, **more):  # type: ignore[no-untyped-def]  # stands in for the function of this name
        seen.append(text.split(" sinks")[0])
        return classify(text, **more)

    monkeypatch.setattr("workbench.read.intake.classify", watched)
    return seen


def test_a_reading_with_what_was_kept_is_the_one_without(tmp_path: Path, judged: list[str]) -> None:
    folder = written(tmp_path / "reports", 3)
    first = Readings()
    plain = read_path(folder)
    assert read_path(folder, readings=first) == plain
    assert len(judged) == 6
    assert read_path(folder, readings=Readings(known=first.new)) == plain
    assert len(judged) == 6


def test_figures_come_back_as_they_were(tmp_path: Path) -> None:
    readings = Readings()
    for report in read_path(written(tmp_path / "reports", 3)).reports:
        assert figures_of(report)
        assert kept_figures(report, readings) == figures_of(report) == kept_figures(report, Readings(readings.new))


def test_a_build_judges_the_lines_of_a_new_report_alone_and_its_ledger_is_that_of_a_first_build(
    tmp_path: Path, judged: list[str]
) -> None:
    folder = written(tmp_path / "reports", 4)
    late = folder / "0003.txt"
    text = late.read_text()
    late.unlink()
    build_story(folder, ledger_folder=tmp_path / "one" / "ledger", progress=False)
    judged.clear()
    late.write_text(text)
    build_story(folder, ledger_folder=tmp_path / "one" / "ledger", progress=False)
    assert judged == ["Ferry Alma 3"]
    build_story(folder, ledger_folder=tmp_path / "two" / "ledger", progress=False)
    assert bytes_of(tmp_path / "one" / "ledger") == bytes_of(tmp_path / "two" / "ledger")


def test_other_rules_and_another_title_are_other_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    readings = Readings()
    assert readings.of("passages", ("text", "title"), lambda: 1) == 1
    assert readings.of("passages", ("text", "title"), lambda: 2) == 1
    assert readings.of("passages", ("text", "other"), lambda: 2) == 2
    assert readings.of("figures", ("text", "title"), lambda: 3) == 3
    monkeypatch.setattr("workbench.read.readings.rules_hash", lambda stages: "other")
    assert readings.of("passages", ("text", "title"), lambda: 4) == 4


def test_what_is_not_used_any_more_goes_and_what_is_broken_is_made_anew(tmp_path: Path) -> None:
    first = Readings()
    for number in range(4):
        first.of("passages", number, partial(list, [number]))
    keep(tmp_path, first)
    second = kept_in(tmp_path)
    assert second.of("passages", 0, lambda: pytest.fail("it was kept")) == [0]
    keep(tmp_path, second)
    third = kept_in(tmp_path)
    assert len(third.known) == 1
    broken = Readings(dict.fromkeys(third.known, b"{"))
    assert broken.of("passages", 0, lambda: [7]) == [7]
