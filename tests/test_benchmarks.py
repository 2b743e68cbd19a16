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
