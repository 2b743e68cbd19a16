"""Shards read to Parquet files: here, by a pool of processes, or by the workers of a Dask scheduler.

What is here: one function from a shard to the bytes of a file, and three places to run it. A shard travels with its
reports and its file travels back, so no disk is shared and no worker writes anything. A worker that is killed takes
nothing with it but the shard in its hands, which is given to another; a file is named by what it holds, so a shard
read twice is kept once. Which reports make a shard is in ``planning.py``, what is kept in ``annotate/cache.py``.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice, repeat
from multiprocessing import parent_process
from threading import Lock, Thread
from typing import TYPE_CHECKING

from workbench.annotate import pipeline
from workbench.annotate.cache import packed
from workbench.errors import InputError
from workbench.rules import ANNOTATING, rules_hash
from workbench.shards.planning import Shard

if TYPE_CHECKING:
    from distributed import Client

#: Shards that lie ready for each thread of a cluster, so that none waits and the scheduler never holds a whole story.
_AHEAD = 4
_SECONDS_TO_ANSWER = 10
#: A model is no safe place for two threads at once, and a worker of Dask may have several.
_one_at_a_time = Lock()


def annotated(shard: Shard, model: str, seconds: int) -> bytes:
    """The Parquet file of the shard's annotations: the same bytes for the same shard, wherever it is read."""
    return packed(zip(shard.names, pipeline.annotate(shard.reports, model=model, seconds=seconds), strict=True))


def finished(
    shards: Sequence[Shard], *, model: str, seconds: int, workers: int = 1, scheduler: str | None = None
) -> Iterator[bytes]:
    """The files of all shards, each as soon as it is there; in no order where several are read at once.

    ``seconds`` is what one report may take; ``scheduler`` is the address of a Dask scheduler, whose workers then do the
    reading. Raises ``InputError`` when no scheduler answers there, when its workers have another workbench or model, or
    when a worker was lost for good.
    """
    if not shards:
        return iter(())
    if scheduler is not None:
        return _by_cluster(shards, model, seconds, scheduler)
    if workers > 1 and len(shards) > 1:
        return _by_pool(shards, model, seconds, workers)
    return (annotated(shard, model, seconds) for shard in shards)


def _by_pool(shards: Sequence[Shard], model: str, seconds: int, workers: int) -> Iterator[bytes]:
    pipeline.load(model)  # a missing model is named here, and a forked worker has it loaded
    with ProcessPoolExecutor(max_workers=workers, initializer=_follow_the_program) as pool:
        try:
            yield from pool.map(annotated, shards, repeat(model), repeat(seconds))
        except BrokenProcessPool:
            raise InputError(
                "a worker process was killed, perhaps for want of memory; what is read is kept: "
                "build again, with fewer --workers"
            ) from None


def _follow_the_program() -> None:
    """Makes a worker finish its shard when the keyboard interrupts, and end when the program that started it is gone.

    The program hands out no more after an interrupt; once it was killed, nobody would ever end its workers.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_the_program, daemon=True).start()


def _end_with_the_program() -> None:
    program = parent_process()
    if program is not None:
        program.join()
        os._exit(1)


def _by_cluster(shards: Sequence[Shard], model: str, seconds: int, address: str) -> Iterator[bytes]:
    from distributed import KilledWorker
    from distributed import as_completed as as_read

    with _client(address) as client:
        own = (pipeline.model_version(model), rules_hash(ANNOTATING))
        coming = (client.submit(_on_worker, one, model, seconds, own, key=f"workbench-{one.name}") for one in shards)
        read = as_read(list(islice(coming, _AHEAD * sum(client.nthreads().values()))), loop=client.loop)
        for future in read:
            try:
                yield future.result()
            except KilledWorker as error:
                raise InputError(f"{address}: a shard killed every worker that read it: {error}"[:300]) from None
            read.update(list(islice(coming, 1)))


def _on_worker(shard: Shard, model: str, seconds: int, expected: tuple[str, str]) -> bytes:
    """What ``annotated`` gives, by a worker that reads as the machine that asks would."""
    own = (pipeline.model_version(model), rules_hash(ANNOTATING))
    if own != expected:
        raise InputError("a worker of the cluster has another workbench or model; install the same on all machines")
    with _one_at_a_time:
        return annotated(shard, model, seconds)


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise InputError("building on a cluster needs one more package: python -m pip install distributed") from None
    try:
        client = Client(address, timeout=_SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(f"{address}: no scheduler answers: {error}"[:300]) from None
    if not client.nthreads():
        client.close()
        raise InputError(f"{address}: the scheduler has no workers; start some with: dask worker {address}")
    return client
