"""A hash of the package's own rules and cues, so that a change in them makes old results stale.

What is here: which parts of the package a result depends on, and their hash. What is stale then is decided by whoever
keeps the result: ``build.py`` for a ledger and the annotations, ``compare/discrepancies/takenover.py`` for comparisons.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

#: Endings of the files that hold rules or what rules look up, names of places and people among it.
_HOLD_RULES = frozenset({".py", ".toml", ".tsv", ".gz", ".txt", ".json"})
#: What annotations depend on, and what the tables made from them depend on beside it.
ANNOTATING = (
    "model.py", "limits.py", "storyfile.py", "ledger.py", "cuefiles.py", "build.py", "stating.py", "read", "annotate",
    "state",
)  # fmt: skip
STAGES = (*ANNOTATING, "story.py", "compare", "corrections")


@cache
def rules_hash(stages: Sequence[str] = STAGES) -> str:
    """The hash of these parts of the package, files and folders, as they lie on this machine."""
    root = Path(__file__).parent
    digest = hashlib.sha256()
    for name in stages:
        part = root / name
        for path in [part] if part.is_file() else sorted(one for one in part.rglob("*") if one.suffix in _HOLD_RULES):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
