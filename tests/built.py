"""A shipped story with its ledger, built once in a run of the tests, since building one takes seconds."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from filelock import FileLock

from workbench.build import build_story

STORIES = Path(__file__).resolve().parents[1] / "data" / "stories"
#: What somebody has built or decided in a shipped story.
_MADE = ("ledger", ".*", "corrections.jsonl", "checks.jsonl")


def as_it_comes(name: str, folder: Path) -> Path:
    """That folder, made a copy of a shipped story in which nobody has built or decided anything."""
    return Path(shutil.copytree(STORIES / name, folder, ignore=shutil.ignore_patterns(*_MADE)))


def built(factory: pytest.TempPathFactory, name: str) -> Path:
    """The folder of a shipped story with its ledger, to read or to copy: who comes first builds it, the others wait."""
    own = factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "built"
    shared.mkdir(exist_ok=True)
    with FileLock(shared / f"{name}.lock"):
        if not (shared / name).exists():
            made = as_it_comes(name, shared / f"{name}.part")
            build_story(made, progress=False)
            made.rename(shared / name)
    return shared / name
