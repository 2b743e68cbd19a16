"""The same input gives the same bytes of ledger and briefing under any hash seed, locale, time zone, workers and order.

Each build is a program of its own (``tests/shuffled.py``) with an environment of its own, on a folder whose files were
written in another order and are listed in another order.
"""

from __future__ import annotations

import hashlib
import os
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

DAY = "NORRSUND, 12 May 2024 - "
REPORTS = {
    "one.txt": f"Harbour counts its boats\n\n{DAY}At least 340 boats left the harbour, the mayor said. Zoë Ångström "
    "of the coast guard put it at 320 to 330.",
    "two.txt": f"Harbour closed\n\n{DAY}Some 355 boats left, the port said; about 40 had joined the search on Monday.",
    "three.html": f"<title>Ferry sinks</title><article><h1>Ferry sinks</h1><p>{DAY}The coast guard said that 90 "
    "passengers had been rescued and 12 drowned.</p></article>",
    "four.txt": f"Ferry sinks off Gotska\n\n{DAY}The coast guard said that 91 people had been rescued and 12 drowned.",
    "sub/Zoë.txt": f"Harbour counts its boats\n\n{DAY}At least 340 boats left the harbour, the mayor said.",
}
#: What a machine may be set to: hash seed, locale, time zone; WORKERS and SEED (of the files' order) are our own.
PLAIN = {"PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8", "TZ": "UTC", "WORKERS": "1", "SEED": "0"}
SETTINGS = {
    "another hash seed, another order of files, a time zone ahead and a plain locale": {
        "PYTHONHASHSEED": "1",
        "SEED": "7",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
    },
    "two workers and a time zone behind": {"WORKERS": "2", "PYTHONHASHSEED": "3", "TZ": "America/Adak"},
}


def hashes(top: Path, settings: Mapping[str, str], python: str = sys.executable) -> dict[str, str]:
    """The hashes of all files that a program with these settings leaves, by name."""
    story = top / "story"
    names = sorted(REPORTS)
    random.Random(settings["SEED"]).shuffle(names)
    for name in names:
        path = story / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(REPORTS[name], encoding="utf-8")
    own = {**os.environ, **settings, "PYTHONPATH": str(Path(__file__).parents[1])}
    subprocess.run([python, "-m", "tests.shuffled", str(story)], check=True, env=own, timeout=240)
    left = [*sorted((story / "ledger").iterdir()), top / "page.html"]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in left}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return hashes(tmp_path_factory.mktemp("plain"), PLAIN)


def test_there_is_something_to_compare(plain: dict[str, str]) -> None:
    assert {"manifest.json", "estimates.parquet", "page.html"} <= set(plain)


@pytest.mark.parametrize("changed", SETTINGS.values(), ids=SETTINGS)
def test_the_same_reports_give_the_same_bytes_under(
    changed: Mapping[str, str], plain: dict[str, str], tmp_path: Path
) -> None:
    assert hashes(tmp_path, {**PLAIN, **changed}) == plain


@pytest.mark.parametrize("python", os.environ.get("WORKBENCH_PYTHONS", "").split(os.pathsep))
def test_another_python_gives_the_same_bytes(python: str, plain: dict[str, str], tmp_path: Path) -> None:
    if not python:
        pytest.skip("WORKBENCH_PYTHONS names no Python that has the same packages")
    assert hashes(tmp_path, PLAIN, python) == plain


def test_folders_are_shuffled_by_the_settings(tmp_path: Path) -> None:
    for name in "abcdef":
        (tmp_path / name).touch()
    run = "import os, sys; from tests.shuffled import shuffle_folders; shuffle_folders(7)\n"
    run += "print(*next(os.walk(sys.argv[1]))[2], *os.listdir(sys.argv[1]), sep='')"
    told = subprocess.run(
        [sys.executable, "-c", run, str(tmp_path)], check=True, capture_output=True, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
    ).stdout.strip()  # fmt: skip
    assert sorted(told) == sorted("abcdef" * 2)
    assert "abcdef" not in told
