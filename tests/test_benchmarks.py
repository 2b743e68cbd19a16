"""The benchmarks run and print a line; how long anything takes is measured there and asserted nowhere."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("name", ["lineage", "comparing"])
def test_a_benchmark_of_comparison_prints_a_line_for_the_size_asked(name: str) -> None:
    command = [sys.executable, "-m", f"benchmarks.{name}", "--sizes", "40"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    first = [line.split()[0] for line in lines if not line.startswith(" " * 9)]
    assert first[0] == "reports"
    assert set(first[1:]) == {"40"}


def test_the_benchmark_of_rebuilding_prints_the_three_builds_with_their_stages() -> None:
    command = [sys.executable, "-m", "benchmarks.building", "--rebuild", "8"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    names = ["first build", "nothing changed", "one more report"]
    assert [name for line, name in zip(lines, names, strict=True) if f"8 reports  {name}" in line] == names


def test_the_benchmark_of_a_first_build_prints_its_stages_and_the_steps_of_both_pipelines() -> None:
    command = [sys.executable, "-m", "benchmarks.building", "--reports", "2", "--rounds", "1"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert lines[0].startswith("2 reports, ")
    names = [line.split("  ")[1].strip() for line in lines if line.startswith("  ")]
    assert names[1:5] == ["reading", "annotating", "stating", "comparing"]
    assert {"ner", "lemmatizer", "names", "words", "claims"} <= set(names)
