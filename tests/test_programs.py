"""Whole programs: several at once on one story, and one that is interrupted while it builds."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager

from workbench import ledger
from workbench.build import build_story
from workbench.corrections.lines import read_log
from workbench.parts import Parts
from workbench.story import open_story

FERRY = (
    "Ferry sinks off Gotska\n\n12 May 2024 - The coast guard said that 90 passengers had been rescued and 12 drowned."
)
#: Seconds after which a program that has not ended is at fault.
PATIENCE = 240

_CORRECT = """
import sys
from workbench import correct, open_story
story = open_story(sys.argv[1], progress=False)
for number in range(3):
    row = story.estimates["estimate_id"].iloc[0]
    before = set(story.corrections["correction_id"])
    story = correct(story, act="note", table="estimates", row=row, reason=f"{sys.argv[2]} {number}", who=sys.argv[2])
    print(*(set(story.corrections["correction_id"]) - before), flush=True)
"""


def started(*words: str, **options: object) -> subprocess.Popen[str]:
    """A program of this Python, its two outputs kept."""
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]  # the options are those of Popen
        [sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **options
    )


def waited(true: Callable[[], bool]) -> None:
    """Returns once it is true."""
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, "it did not come to it in time"
        time.sleep(0.01)


# --- several at once --------------------------------------------------------------------------------------------------


def test_two_builds_and_four_who_correct_at_once_lose_nothing(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "one.txt").write_text(FERRY)
    build_story(tmp_path, progress=False)
    (reports / "two.txt").write_text(FERRY.replace("90", "91"))
    builders = [started("-m", "workbench.cli", "build", str(tmp_path)) for _ in range(2)]
    correctors = [started("-c", _CORRECT, str(tmp_path), name) for name in ("Ada", "Ben", "Cleo", "Dan")]
    told = [program.communicate(timeout=PATIENCE) for program in (*builders, *correctors)]
    assert [program.returncode for program in (*builders, *correctors)] == [0] * 6, told
    acknowledged = {name for out, _ in told[2:] for name in out.split()}
    log = read_log(tmp_path / "corrections.jsonl")
    assert {one.reason for one in log.corrections} == {
        f"{who} {number}" for who in ("Ada", "Ben", "Cleo", "Dan") for number in range(3)
    }
    assert acknowledged == {one.correction_id for one in log.corrections}
    assert not log.unread
    assert not ledger.damaged(tmp_path / "ledger")
    story = open_story(tmp_path, progress=False)
    assert set(story.reports["file"]) == {"reports/one.txt", "reports/two.txt"}
    assert list(story.corrections["state"]) == ["in force"] * 12


# --- interrupted ------------------------------------------------------------------------------------------------------


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A story whose ledger knows one report, with sixteen more to read."""
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "one.txt").write_text(FERRY)
    build_story(tmp_path, progress=False)
    for number in range(16):
        body = " ".join(f"Officials said on Monday that {100 + number + line} boats had left." for line in range(180))
        (reports / f"late_{number:02}.txt").write_text(f"Harbour counts its boats\n\n12 May 2024 - {body}")
    return tmp_path


def finished(story: Path) -> int:
    """How many reports are read and kept."""
    return len({name for name, _ in Parts(story / ".ledger-cache").rows()})


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def counts(line: str) -> tuple[int, int]:
    """The reports reused and the new ones of the line that tells them."""
    words = line.replace(",", "").split()
    return int(words[words.index("reused") - 1]), int(words[words.index("new") - 1])


class Begun(Exception):
    """A build has said what it reuses."""


def begun(story: Path) -> tuple[int, int]:
    """What the next build says it reuses and reads anew; it is stopped there, since reading takes long."""
    told: list[tuple[int, int]] = []

    def progress(line: str) -> None:
        if "reused" in line:
            told.append(counts(line))
            raise Begun

    with pytest.raises(Begun):
        build_story(story, progress=progress)
    return told[0]


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupted_build_keeps_the_reports_it_has_finished_and_the_old_ledger(many: Path, workers: int) -> None:
    before = bytes_of(many / "ledger")
    program = started(
        "-m", "workbench.cli", "build", str(many), "--workers", str(workers), start_new_session=True
    )  # fmt: skip
    waited(lambda: finished(many) >= 4)
    os.killpg(program.pid, signal.SIGINT)  # as a terminal does: to the program and to all it has started
    _, said = program.communicate(timeout=PATIENCE)
    assert (program.returncode, said) == (1, "workbench: stopped before it was done\n")
    waited(lambda: not _is_there(program.pid))
    assert bytes_of(many / "ledger") == before
    kept = finished(many)
    reused, new = begun(many)
    assert 4 <= kept <= reused < 17
    assert reused + new == 17


def test_the_workers_of_a_killed_build_end_and_what_they_finished_is_kept(many: Path) -> None:
    before = bytes_of(many / "ledger")
    program = started("-m", "workbench.cli", "build", str(many), "--workers", "2", start_new_session=True)
    waited(lambda: finished(many) >= 4)
    program.kill()
    program.communicate(timeout=PATIENCE)
    waited(lambda: not _is_there(program.pid))
    assert bytes_of(many / "ledger") == before
    kept = finished(many)
    reused, new = begun(many)
    assert 4 <= kept <= reused < 17
    assert reused + new == 17


def _is_there(group: int) -> bool:
    """Whether a program of that group still runs."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_an_interrupted_kernel_keeps_the_reports_it_has_finished_and_opens_the_story_when_asked_again(
    many: Path,
) -> None:
    before = bytes_of(many / "ledger")
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)})
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=PATIENCE)
        asked = client.execute(f"from workbench import open_story\nstory = open_story({str(many)!r})")
        waited(lambda: finished(many) >= 4)
        manager.interrupt_kernel()
        assert _reply(client, asked)["ename"] == "KeyboardInterrupt"
        assert bytes_of(many / "ledger") == before
        said: list[str] = []
        reply = client.execute_interactive(
            f"story = open_story({str(many)!r}); print(len(story.reports))",
            timeout=PATIENCE,
            output_hook=lambda message: said.append(message["content"].get("text", "")),
        )
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    lines = "".join(said).splitlines()
    assert (reply["content"]["status"], lines[-1]) == ("ok", "17"), lines
    reused, new = next(counts(line) for line in lines if "reused" in line)
    assert reused >= 4
    assert reused + new == 17


def _reply(client: object, asked: str) -> dict[str, str]:
    while True:
        message = client.get_shell_msg(timeout=PATIENCE)  # type: ignore[attr-defined]  # the client comes without types
        if message["parent_header"].get("msg_id") == asked:
            return dict(message["content"])
