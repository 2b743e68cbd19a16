"""The benchmarks run and print a line; how long anything takes is measured there and asserted nowhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.peers import __main__ as peers


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


def test_what_a_peer_finds_is_counted_by_whether_it_stands_where_ours_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reports, programs = tmp_path / "reports", tmp_path / "programs"
    reports.mkdir()
    programs.mkdir()
    (reports / "one.txt").write_text(
        "Harbour\n\nThe port said 40 boats had sailed and 12 people were missing.\n", encoding="utf-8"
    )
    for name, rows in {
        "quantulum3_quantities": '[{"span": [14, 16]}, {"span": [0, 3]}]',
        "cqe_quantities": "[]",
        "textacy_quotations": "[]",
    }.items():
        (programs / f"{name}.py").write_text(
            f"import json, sys\ntexts = json.load(sys.stdin)\nrows = {rows}\n"
            "print(json.dumps({'seconds': 1.0, 'stumbled': 1, 'found': [rows for _ in texts]}))\n",
            encoding="utf-8",
        )
    monkeypatch.setattr(peers, "_PROGRAMS", programs)
    monkeypatch.setattr(peers, "_python_of", lambda *_: sys.executable)
    peers.main([str(reports)])
    told = {line[:24].strip(): line[41:].split() for line in capsys.readouterr().out.splitlines()}
    assert told["ours, quantities"] == ["2"]
    assert told["quantulum3, quantities"][:4] == ["2", "1", "1", "1"]
    assert told["cqe, quantities"][:4] == ["0", "0", "0", "2"]
    assert "gave up 1 texts" in " ".join(told["textacy, quotations"])


def test_the_benchmark_of_a_first_build_prints_its_stages_and_the_steps_of_both_pipelines() -> None:
    command = [sys.executable, "-m", "benchmarks.building", "--reports", "2", "--rounds", "1"]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    assert lines[0].startswith("2 reports, ")
    names = [line.split("  ")[1].strip() for line in lines if line.startswith("  ")]
    assert names[1:5] == ["reading", "annotating", "stating", "comparing"]
    assert {"ner", "lemmatizer", "names", "words", "claims"} <= set(names)


def test_the_benchmark_of_workers_prints_how_much_faster_several_are() -> None:
    command = [sys.executable, "-m", "benchmarks.building", "--reports", "2", "--workers", "2"]
    line = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert line.startswith("2 files: ")
    assert line.rstrip().endswith(" times")
