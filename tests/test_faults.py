"""What happens to a ledger when the disk is full, a program is killed, a byte is flipped or two write at once."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from workbench import ledger
from workbench.corrections.lines import Correction, append, identified, line_of, read_log
from workbench.errors import InputError
from workbench.publish.briefing import Briefing, save
from workbench.publish.gate import Gate
from workbench.turns import turn


def files(*names: str) -> dict[str, pd.DataFrame]:
    return {"files": ledger.frame("files", [{"file": name, "status": "loaded"} for name in names])}


def names(folder: Path) -> list[str]:
    return list(ledger.read(folder)["files"]["file"])


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@contextmanager
def full_at(kth: int) -> Iterator[list[int]]:
    """The disk as full from the k-th call on of what writes, syncs and renames; the list counts the calls."""
    calls = [0]

    def failing(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            calls[0] += 1
            if calls[0] == kth:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(*given, **named)

        return call

    class Full(io.FileIO):
        def write(self, raw: Any) -> int:
            return int(failing(super().write)(raw))

    def opened(handle: int, mode: str) -> io.BufferedWriter:
        return io.BufferedWriter(Full(handle, "wb"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fdopen", opened)
        for name in ("fsync", "replace", "rename"):
            patch.setattr(os, name, failing(getattr(os, name)))
        yield calls


def test_a_full_disk_at_any_write_leaves_the_old_ledger_byte_for_byte_and_nothing_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    ledger.write(folder, files("old.txt"), {})
    before = bytes_of(folder)
    with full_at(0) as calls:
        ledger.write(tmp_path / "other" / "ledger", files("new.txt"), {})
        ledger.write(tmp_path / "other" / "ledger", files("new.txt"), {})
    assert calls[0] > 8
    failed, said = 0, []
    for kth in range(1, calls[0] + 1):
        with full_at(kth):
            try:
                ledger.write(folder, files("new.txt"), {})
            except InputError as error:
                failed += 1
                said.append(str(error))
        if failed == kth:
            assert bytes_of(folder) == before
        assert sorted(path.name for path in tmp_path.iterdir()) == [".ledger-cache", "ledger", "other"]
    assert failed >= 8
    assert all(one.startswith(str(folder)) and "No space left on device (" in one for one in said)
    assert names(folder) == ["new.txt"]


def test_a_full_disk_leaves_the_old_briefing(tmp_path: Path) -> None:
    path = tmp_path / "briefing.html"
    path.write_text("old")
    for kth in (1, 2, 3):
        with full_at(kth), pytest.raises(InputError, match=r"briefing.html: .* No space left on device \("):
            save(Briefing("new", Gate((), ()), ()), path)
        assert [one.name for one in tmp_path.iterdir()] == ["briefing.html"]
        assert path.read_text() == "old"
    assert save(Briefing("new", Gate((), ()), ()), path).read_text() == "new"


def test_a_writer_killed_between_its_two_renames_loses_no_ledger(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    ledger.write(folder, files("old.txt"), {})
    aside = tmp_path / ".ledger-old-killed"
    aside.mkdir()
    folder.rename(aside / "ledger")
    shutil.copytree(aside / "ledger", tmp_path / ".ledger-new-killed")
    assert names(folder) == ["old.txt"]
    ledger.write(folder, files("new.txt"), {})
    assert names(folder) == ["new.txt"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".ledger-cache", "ledger"]


def test_any_flipped_byte_and_any_cut_of_a_table_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    ledger.write(folder, files("old.txt"), {})
    path = folder / "files.parquet"
    whole = path.read_bytes()
    broken = [whole[:at] + bytes([whole[at] ^ 0x40]) + whole[at + 1 :] for at in range(0, len(whole), 7)]
    broken += [whole[:size] for size in range(0, len(whole), 97)]
    for raw in broken:
        path.write_bytes(raw)
        assert ledger.damaged(folder) == ["files"]
        with pytest.raises(InputError, match=r"files\.parquet: is damaged: .* corrections are kept"):
            ledger.read(folder)
    path.unlink()
    with pytest.raises(InputError, match=r"files\.parquet: cannot be read"):
        ledger.read(folder)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", '{"schema_version": "1"}', '{"schema_version": 1}', "\x00" * 9]
)
def test_a_broken_manifest_is_named(tmp_path: Path, text: str) -> None:
    ledger.write(tmp_path / "ledger", files("old.txt"), {})
    (tmp_path / "ledger" / "manifest.json").write_text(text)
    with pytest.raises(InputError, match=r"manifest\.json: .* build again"):
        ledger.read(tmp_path / "ledger")


def test_a_reader_sees_one_build_or_the_other_and_never_a_mixture(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    both = [{**files(name), "reports": ledger.frame("reports", [{"report_id": name}])} for name in ("a", "b")]
    ledger.write(folder, both[0], {})
    done = threading.Event()

    def swap() -> None:
        for turn_of in range(30):
            ledger.write(folder, both[turn_of % 2], {})
        done.set()

    writer = threading.Thread(target=swap)
    writer.start()
    seen = []
    while not done.is_set():
        found = ledger.read(folder)
        seen.append((found["files"]["file"][0], found["reports"]["report_id"][0]))
    writer.join()
    assert set(seen) <= {("a", "a"), ("b", "b")}
    assert seen


_WRITE = """
import sys
from pathlib import Path
from workbench import ledger
turn = 0
while True:
    turn += 1
    rows = [{"report_id": f"{turn}-{n}"} for n in range(200)]
    ledger.write(Path(sys.argv[1]), {"reports": ledger.frame("reports", rows)}, {})
    print(turn, flush=True)
"""


def test_a_program_killed_at_any_moment_leaves_a_ledger_that_opens(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    for moment in range(3):
        program = subprocess.Popen([sys.executable, "-c", _WRITE, str(folder)], stdout=subprocess.PIPE, text=True)
        assert program.stdout is not None
        for _ in range(2 + moment):
            program.stdout.readline()
        program.send_signal(signal.SIGKILL)
        program.wait()
        found = list(ledger.read(folder)["reports"]["report_id"])
        assert len({one.partition("-")[0] for one in found}) == 1
        assert len(found) == 200
    ledger.write(folder, files("after.txt"), {})
    assert sorted(path.name for path in tmp_path.iterdir()) == [".ledger-cache", "ledger"]


# --- corrections ------------------------------------------------------------------------------------------------------


def test_a_full_disk_loses_no_line_that_was_acknowledged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "corrections.jsonl"
    kept = [identified(Correction("note", "2024-05-12T00:00:00Z", "Ada", reason=str(number))) for number in range(2)]
    append(path, [line_of(kept[0])])

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            append(path, [line_of(kept[1])])
    append(path, [line_of(kept[1])])
    assert [one.reason for one in read_log(path).corrections][:1] == ["0"]
    assert read_log(path).corrections[-1].reason == "1"
    assert not read_log(path).unread


def test_any_cut_of_the_file_of_corrections_costs_the_last_line_at_most(tmp_path: Path) -> None:
    path = tmp_path / "corrections.jsonl"
    said = [
        identified(Correction("note", "2024-05-12T00:00:00Z", "Ada", reason=f"note {number}")) for number in range(3)
    ]
    append(path, [line_of(one) for one in said])
    whole = path.read_bytes()
    for size in range(0, len(whole), 11):
        path.write_bytes(whole[:size])
        log = read_log(path)
        ended = whole[:size].count(b"\n")
        assert [one.reason for one in log.corrections][:ended] == [one.reason for one in said[:ended]]
        assert all(one.fault == "torn" for one in log.unread)


# --- turns ------------------------------------------------------------------------------------------------------------


def test_who_builds_second_is_told_for_whom_and_how_long_it_waits(tmp_path: Path) -> None:
    said: list[str] = []
    second = turn(tmp_path, said.append, patience=0.05)
    building = pytest.raises(InputError, match=rf"process {os.getpid()} has been building")
    with turn(tmp_path, said.append), building, second:
        pass
    assert [line.partition(" process")[0] for line in said] == ["waiting:"]
    with turn(tmp_path, said.append):
        pass
    assert len(said) == 1


def test_the_lock_of_a_killed_build_is_free_again(tmp_path: Path) -> None:
    hold = (
        "import sys, time; from pathlib import Path; from workbench.turns import turn\n"
        "with turn(Path(sys.argv[1]), print):\n print('held', flush=True)\n time.sleep(60)"
    )
    program = subprocess.Popen([sys.executable, "-c", hold, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    assert program.stdout.readline() == "held\n"
    program.kill()
    program.wait()
    assert json.loads((tmp_path / "build.json").read_text())["process"] == program.pid
    said: list[str] = []
    with turn(tmp_path, said.append, patience=1):
        assert not said
