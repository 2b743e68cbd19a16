"""A story in a folder that may not be written is opened as it was built, says so, and stays as it is.

Whoever runs the tests may be root, who may write anything; so each is a program that first loads what it needs and
then goes on as nobody.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import workbench
from workbench.build import build_story

FERRY = "Ferry sinks off Gotska\n\n12 May 2024 - The coast guard said that 90 passengers were rescued and 12 drowned."
#: Loads every stage on another story, then is nobody, and does what it is asked.
_AS_NOBODY = """
import os, sys
from pathlib import Path
from workbench import cli
other, folder = map(Path, sys.argv[1:3])
def run(words):
    try:
        return cli.main(words)
    except SystemExit as left:
        return left.code
for words in (["build", str(other)], ["brief", str(other), "--out", str(other / "page.html")]):
    assert run(words) == 0
import workbench
workbench.correct
if os.getuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
assert not os.access(folder, os.W_OK)
print("--")
"""
_CORRECT = """
story = workbench.open_story(folder)
row = story.estimates["estimate_id"].iloc[0]
workbench.correct(story, act="note", table="estimates", row=row, reason="seen", who="Ada")
"""


@pytest.fixture
def top() -> Iterator[Path]:
    """A folder that anybody may come into, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def put(folder: Path, *texts: str) -> Path:
    (folder / "reports").mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / "reports" / f"{number}.txt").write_text(text)
    return folder


def locked(folder: Path) -> Path:
    """The folder with all rights to write taken away."""
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    return folder


def as_nobody(top: Path, folder: Path, then: str) -> subprocess.CompletedProcess[str]:
    """The program, with what it said once it was nobody; the package lies where nobody may read it."""
    other = put(top / "other", FERRY)
    package = top / "package"
    source = Path(workbench.__file__).parent
    shutil.copytree(source, package / "workbench", ignore=shutil.ignore_patterns("__pycache__"))
    ran = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY + then, str(other), str(folder)],
        capture_output=True, text=True, check=False, timeout=240, cwd=top,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(package), *sys.path])},
    )  # fmt: skip
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755)
    ran.stdout = ran.stdout.partition("--\n")[2]
    return ran


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def built(top: Path) -> Path:
    story = put(top / "story", FERRY)
    build_story(story, progress=False)
    return story


@pytest.mark.parametrize("stale", [False, True], ids=["fresh", "stale"])
def test_it_is_opened_as_it_was_built_and_the_command_and_the_notebook_say_so(
    top: Path, built: Path, *, stale: bool
) -> None:
    if stale:
        (built / "reports" / "late.txt").write_text(FERRY.replace("90", "91"))
    before = bytes_of(built)
    ran = as_nobody(
        top, locked(built),
        "print(run([\'build\', str(folder)])); print(len(workbench.open_story(folder).reports))",
    )  # fmt: skip
    said = f"{built} cannot be written: its ledger is opened as it was built, and takes no corrections"
    lines = ran.stdout.splitlines()
    assert f"warning: {said}" in lines, ran.stderr
    assert lines[-2:] == ["0", "1"]
    assert f"workbench: {said}" in ran.stderr
    assert bytes_of(built) == before


def test_its_briefing_can_be_written_elsewhere(top: Path, built: Path) -> None:
    out = top / "out"
    out.mkdir()
    out.chmod(0o777)
    ran = as_nobody(top, locked(built), f"print(run(['brief', str(folder), '--out', {str(out / 'page.html')!r}]))")
    assert ran.stdout.splitlines()[-1:] == ["0"], ran.stderr
    assert "90" in (out / "page.html").read_text()


def test_a_correction_of_it_is_refused_by_name(top: Path, built: Path) -> None:
    before = bytes_of(built)
    ran = as_nobody(top, locked(built), _CORRECT)
    last = ran.stderr.splitlines()[-1]
    assert ran.returncode == 1
    said = f"workbench.errors.InputError: {built / 'corrections.jsonl'}: corrections cannot be written here: "
    assert last == f"{said}Permission denied"
    assert bytes_of(built) == before


def test_without_a_ledger_the_cause_is_named(top: Path) -> None:
    story = put(top / "story", FERRY)
    ran = as_nobody(top, locked(story), "print(run(['build', str(folder)]))")
    assert ran.stdout.splitlines() == ["1"]
    assert ran.stderr.splitlines()[-1].startswith(f"workbench: {story}")
    assert "Permission denied" in ran.stderr.splitlines()[-1]
