"""One build of a ledger at a time: who comes second waits, and is told for whom.

What is here: the lock around a whole build, with the process that holds it and since when. A lock whose holder was
killed is free again, for the system lets go of it. The short locks around one write are in ``ledger.py`` and
``corrections/lines.py``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from workbench.errors import InputError

#: Seconds to wait for another build of the same ledger.
PATIENCE = 1_800.0


@contextmanager
def turn(cache: Path, say: Callable[[str], None], *, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the lock of a ledger's builds, which lies in its cache folder.

    Raises ``InputError`` that names the process and since when it builds, when it is not done in time.
    """
    cache.mkdir(parents=True, exist_ok=True)
    lock, note = FileLock(cache / "build.lock"), cache / "build.json"
    try:
        lock.acquire(timeout=0)
    except Timeout:
        say(f"waiting: {_holder(note)}")
        try:
            lock.acquire(timeout=patience)
        except Timeout:
            raise InputError(f"{cache.parent}: {_holder(note)}; try again when it is done") from None
    try:
        note.write_text(json.dumps({"process": os.getpid(), "since": datetime.now(UTC).isoformat(timespec="seconds")}))
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def _holder(note: Path) -> str:
    try:
        told = json.loads(note.read_text(encoding="utf-8"))
        age = datetime.now(UTC) - datetime.fromisoformat(told["since"])
        return f"process {told['process']} has been building this ledger for {age.total_seconds():.0f} s"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process is building this ledger"
