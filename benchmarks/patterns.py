"""Whether a pattern of the package runs away: each is timed on texts made for it, and on texts four times as long.

``python -m benchmarks.patterns [--size N]`` prints each pattern and stretch whose time grew more than eightfold, or
that took longer than a second, and how many were tried; the exit status is 1 when there is one. Times are of this
process alone, the least of several rounds, so that a busy machine makes none run away. A pattern is tried as the
package uses it: at one place (``match``, ``fullmatch``), or over the whole text (``search``, ``sub`` and the like, and
whatever is handed on). Only patterns that modules hold when they are loaded are tried; those made from cue files are
timed in ``tests/annotate/test_growth.py``.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FrameType

import workbench

#: Stretches that make a pattern go back and forth, each repeated and then cut short of what it waits for.
STRETCHES = (
    "a",
    " ",
    "1",
    ",",
    "1,",
    "a ",
    "A",
    "A ",
    "A. ",
    '"',
    "(",
    "-",
    "\n",
    "<a ",
    "<!--",
    "<a '",
    "[",
    "to 1 ",
    "and a ",
    "\u2019s ",
    ". ",
)
#: Seconds after which a pattern has run away, however much longer it would take.
_PATIENCE = 1.0
#: Seconds that a clock can tell apart.
_NOISE = 0.0005
#: A text four times as long may take so many times as long: four, and room for noise; a quadratic pattern takes 16.
_MOST = 8
#: How often a pattern that seems to run away is timed on either text.
_ROUNDS = 5
#: Uses of a pattern that begin at one place of the text.
_AT_ONE_PLACE = {"match", "fullmatch"}


def held() -> dict[tuple[str, int], tuple[str, re.Pattern[str]]]:
    """The patterns that the package's modules hold once they are loaded, each once, with where it stands."""
    found: dict[tuple[str, int], tuple[str, re.Pattern[str]]] = {}
    for info in pkgutil.walk_packages(workbench.__path__, "workbench."):
        for name, value in sorted(vars(importlib.import_module(info.name)).items()):
            for pattern in _patterns(value):
                found.setdefault((pattern.pattern, pattern.flags), (f"{info.name}.{name}", pattern))
    return found


def _patterns(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, tuple | list):
        for one in value:
            yield from _patterns(one)


@cache
def _uses(path: Path) -> dict[str, set[str]]:
    """By name the methods that a module calls on it; "" where it is handed on to somewhere else."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {id(one.value): one.attr for one in ast.walk(tree) if isinstance(one, ast.Attribute)}
    loops = [one for one in ast.walk(tree) if isinstance(one, ast.For) and isinstance(one.target, ast.Name)]
    turn = {id(each): one.target for one in loops if isinstance(one.iter, ast.Tuple) for each in one.iter.elts}
    uses: dict[str, set[str]] = {}
    for one in ast.walk(tree):
        if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load):
            uses.setdefault(one.id, set()).add(called.get(id(one), ""))
    for one in ast.walk(tree):
        if isinstance(one, ast.Name) and id(one) in turn:  # "for pattern in (_ONE, _OTHER): pattern.match(...)"
            target = turn[id(one)]
            assert isinstance(target, ast.Name)
            uses[one.id] = (uses[one.id] - {""}) | uses.get(target.id, {""})
    return uses


@cache
def used(name: str) -> set[str]:
    """The methods that are called on the pattern of that name; ``finditer`` where somebody else may call any."""
    module, _, own = name.rpartition(".")
    home = [Path(importlib.import_module(module).__file__ or "")]
    places = home if own.startswith("_") else [path for path, text in _sources().items() if own in text]
    found = {method for path in places for method in _uses(path).get(own, ())} or {""}
    return found if found <= _AT_ONE_PLACE else {"finditer"}


@cache
def _sources() -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8") for path in sorted(Path(workbench.__path__[0]).rglob("*.py"))}


class _RanAwayError(Exception):
    """A pattern took longer than anybody waits."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise _RanAwayError


def seconds(methods: set[str], pattern: re.Pattern[str], text: str) -> float:
    """What the pattern takes on the text by these methods, in time of this process; endless where nobody waits."""
    before = signal.signal(signal.SIGPROF, _stop)
    try:
        signal.setitimer(signal.ITIMER_PROF, _PATIENCE)
        begun = time.thread_time()  # the clock of the process is coarse while its alarm is set
        for method in sorted(methods):
            if method == "finditer":
                for _ in pattern.finditer(text):
                    pass
            else:
                getattr(pattern, method)(text)
        return time.thread_time() - begun
    except _RanAwayError:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def running_away(size: int) -> list[tuple[str, str]]:
    """Where a pattern stands and the stretch that makes it run away, for each that does."""
    return [
        (name, stretch)
        for name, pattern in held().values()
        for stretch in STRETCHES
        if runs_away(used(name), pattern, stretch, size)
    ]


def runs_away(methods: set[str], pattern: re.Pattern[str], stretch: str, size: int) -> bool:
    """Whether a text four times as long takes more than ``_MOST`` times as long, where that can be measured at all."""
    small, large = (stretch * (length // len(stretch)) + "\x00" for length in (size, 4 * size))
    short = long = float("inf")
    for _ in range(_ROUNDS):
        long = min(long, seconds(methods, pattern, large))
        if long <= _MOST * _NOISE or long == float("inf"):
            break
        short = min(short, seconds(methods, pattern, small))
    return long == float("inf") or long > _MOST * max(short, _NOISE)


def main() -> int:
    """1 when a pattern runs away, 0 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=500, help="characters of the shorter text; default: 500")
    size = parser.parse_args().size
    found = running_away(size)
    for name, stretch in found:
        print(f"{name}: runs away on {stretch!r} repeated")
    tried = f"{len(held())} patterns, {len(STRETCHES)} stretches, {size} and {4 * size} characters"
    print(f"{tried}: {len({name for name, _ in found})} run away")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main())
