"""Whether a pattern of the package runs away: each is timed on texts made for it, and on texts four times as long.

``python -m benchmarks.patterns [--size N]`` prints each pattern and stretch whose time grew more than eightfold, and
how many were tried; the exit status is 1 when there is one. Only patterns that modules hold when they are loaded are
tried; those made from cue files are timed in ``tests/annotate/test_growth.py``.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator

import workbench


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """The patterns that the package's modules hold once they are loaded, with where they stand."""
    for info in pkgutil.walk_packages(workbench.__path__, "workbench."):
        module = importlib.import_module(info.name)
        for name, value in sorted(vars(module).items()):
            held = value if isinstance(value, tuple | list) else [value]
            held = [one for piece in held for one in (piece if isinstance(piece, tuple) else (piece,))]
            for pattern in held:
                if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                    yield f"{info.name}.{name}", pattern


#: Stretches that make a pattern go back and forth, each repeated and then cut short of what it waits for.
_STRETCHES = (
    "a",
    " ",
    "1",
    ",",
    "1,",
    "a ",
    "A",
    "A. ",
    '"',
    "(",
    "-",
    "\n",
    "<a ",
    "[",
    "to 1 ",
    "and a ",
    "\u2019s ",
    ". ",
)


def _seconds(pattern: re.Pattern[str], text: str) -> float:
    begun = time.process_time()
    for _ in pattern.finditer(text):
        pass
    return time.process_time() - begun


def _runs_away(pattern: re.Pattern[str], stretch: str, size: int = 1_000) -> bool:
    """Whether a text four times as long takes more than eight times as long, where that can be measured at all."""
    small, large = (stretch * (length // len(stretch)) + "\x00" for length in (size, 4 * size))
    taken = _seconds(pattern, large)
    if taken < 0.03:
        return False
    return taken > 8 * max(_seconds(pattern, small), 0.0005)


def main() -> int:
    """1 when a pattern runs away, 0 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=500, help="characters of the shorter text; default: 500")
    size = parser.parse_args().size
    patterns = {(one.pattern, one.flags): (name, one) for name, one in _patterns()}
    found = [
        (name, stretch)
        for name, pattern in patterns.values()
        for stretch in _STRETCHES
        if _runs_away(pattern, stretch, size) and _runs_away(pattern, stretch, size)
    ]
    for name, stretch in found:
        print(f"{name}: grows more than eightfold on {stretch!r} repeated")
    tried = f"{len(patterns)} patterns, {len(_STRETCHES)} stretches, {size} and {4 * size} characters"
    print(f"{tried}: {len(found)} run away")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
