"""A program that builds a story and its briefing while every folder is listed in an order drawn by lot.

``WORKERS=1 SEED=0 python -m tests.shuffled STORY`` leaves the ledger in the story and ``page.html`` beside it. It needs
nothing but the package, so that any Python can run it.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any


class _Listed:
    """The entries of a folder, to be used as what the system gives."""

    def __init__(self, entries: Iterable[Any]) -> None:
        self._entries = iter(entries)

    def __iter__(self) -> Iterator[Any]:
        return self._entries

    def __next__(self) -> Any:
        return next(self._entries)

    def __enter__(self) -> _Listed:
        return self

    def __exit__(self, *_: object) -> None: ...

    def close(self) -> None: ...


def shuffle_folders(seed: int) -> None:
    """From now on every folder is listed in an order drawn by lot."""
    dice, scandir, listdir = random.Random(seed), os.scandir, os.listdir

    def entries(path: Any = ".") -> _Listed:
        with scandir(path) as found:
            listed = sorted(found, key=lambda one: str(one.name))
        dice.shuffle(listed)
        return _Listed(listed)

    def names(path: Any = ".") -> list[str]:
        listed = sorted(listdir(path))
        dice.shuffle(listed)
        return listed

    os.scandir, os.listdir = entries, names  # type: ignore[assignment]  # they stand in for what every reader calls


def build(story: Path) -> None:
    """Leaves the ledger of a story, and its briefing beside it."""
    from workbench.build import build_story
    from workbench.publish.briefing import compose

    shuffle_folders(int(os.environ["SEED"]))
    built = build_story(story, workers=int(os.environ["WORKERS"]), progress=False)
    (story.parent / "page.html").write_bytes(compose(built).page.encode())


if __name__ == "__main__":
    build(Path(sys.argv[1]))
