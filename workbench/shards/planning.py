"""Which reports are read together: shards of many reports, so that handing one out costs nothing beside reading it.

What is here: the shard and the plan. Where shards are read is in ``running.py``, and what was read is kept by
``annotate/cache.py``, report by report, so a plan never holds what an earlier build has finished.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.model import Report

#: Some seconds of work: handing out a task takes 7 ms, and what a killed build had not finished is read again.
MOST = 32
#: So many shards at least, where there are as many reports: one slow shard then leaves nobody idle for long.
_FEWEST = 16


@dataclass(frozen=True, slots=True)
class Shard:
    """Reports that are read together, each with the name under which its annotation is kept."""

    names: tuple[str, ...]
    reports: tuple[Report, ...]

    @property
    def name(self) -> str:
        """A hash of what is read: shards of one name give one file."""
        return hashlib.sha256("\0".join(self.names).encode()).hexdigest()[:32]


def planned(names: Sequence[str], reports: Sequence[Report]) -> list[Shard]:
    """The reports in shards, in order; the same reports give the same shards."""
    size = max(1, min(MOST, len(reports) // _FEWEST))
    return [
        Shard(tuple(names[start : start + size]), tuple(reports[start : start + size]))
        for start in range(0, len(reports), size)
    ]
