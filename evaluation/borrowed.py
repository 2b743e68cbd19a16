"""Runs of words that stand both in a text of the shared folder and in a file of this repository.

``python -m evaluation.borrowed SHARED`` prints each run of six words or more that a tracked file shares with a text in
SHARED's ``corpus`` or ``benchmarks``, and ends with status 1 when there is one: examples, tests and comments are
written in words of our own. Case and marks do not count. The turns of phrase in ``ALLOWED`` are everybody's.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

LENGTH = 6
#: Texts are looked for in these folders of the shared folder; what is said of them in notes and code there is none.
FOLDERS = ("corpus", "benchmarks")
#: What anybody writes: names, set phrases, words of time. A run that has fewer than four words beside them is no loan.
ALLOWED = (
    "an earlier version of this article",
    "at the end of the day",
    "by the end of the year",
    "centers for disease control and prevention",
    "did not respond to a request for comment",
    "in the past few days",
    "north korean troops in russia",
    "october 30 2024",
    "more than a third of the",
    "on condition of anonymity",
    "over the next five years",
    "president of the united states",
    "south korean lawmakers",
    "the u s and south korea",
    "the united nations in new york",
    "u s house of representatives",
    "under the age of",
    "united nations high commissioner for refugees",
    "up to 11,000 north korean",
    "what do you think of this",
)
_OWN = 4
_WORD = re.compile(r"\d+(?:[.,:]\d+)+|[^\W_]+(?:['\u2019][^\W_]+)*")
#: Tables and pictures, and lists that name texts by their file and hold none of their words.
_SKIPPED = (".lock", ".gz", ".tsv", ".png", ".svg", ".ipynb", "evaluation/record.json")
_SKIPPED_FOLDERS = ("locks/", "evaluation/gold/claims_")


@dataclass(frozen=True, slots=True)
class Shared:
    """A run of words of a file, the line it begins on, and the text that has it too."""

    file: str
    line: int
    words: str
    source: str


def texts(shared: Path) -> Iterator[tuple[str, str]]:
    """The texts of the shared folder by their path; of a benchmark kept as JSON the sentences in it."""
    for folder in FOLDERS:
        for path in sorted((shared / folder).rglob("*")):
            name = str(path.relative_to(shared))
            if path.suffix == ".txt" or path.parent.name == "text":
                yield name, path.read_text(encoding="utf-8", errors="replace")
            elif path.name == "dev.json":
                entries = json.loads(path.read_text(encoding="utf-8"))
                yield name, "\n".join(entry["text"] for entry in entries)


def _words(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match.group().lower().replace("\u2019", "'")) for match in _WORD.finditer(text)]


def runs(texts: Iterable[tuple[str, str]]) -> dict[tuple[str, ...], str]:
    """Each run of six words, with the first text that has it."""
    found: dict[tuple[str, ...], str] = {}
    for name, text in texts:
        words = [word for _, word in _words(text)]
        for at in range(len(words) - LENGTH + 1):
            found.setdefault(tuple(words[at : at + LENGTH]), name)
    return found


def borrowed(file: str, text: str, known: dict[tuple[str, ...], str]) -> Iterator[Shared]:
    """The runs of a file that a text has too, those that overlap made one."""
    words = _words(text)
    at = 0
    while at + LENGTH <= len(words):
        source = known.get(tuple(word for _, word in words[at : at + LENGTH]))
        if source is None:
            at += 1
            continue
        end = at + LENGTH
        while tuple(word for _, word in words[end - LENGTH + 1 : end + 1]) in known and end < len(words):
            end += 1
        run = " ".join(word for _, word in words[at:end])
        if _is_a_loan(run):
            yield Shared(file, text.count("\n", 0, words[at][0]) + 1, run, source)
        at = end


def _is_a_loan(run: str) -> bool:
    for phrase in ALLOWED:
        run = re.sub(rf"\b{re.escape(phrase)}\b", "", run)
    return len(run.split()) >= _OWN


def tracked(root: Path) -> Iterator[tuple[str, str]]:
    """The files that git keeps, as text; tables, pictures and locks are left out."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True, text=True)
    for name in filter(None, listed.stdout.split("\0")):
        if not name.endswith(_SKIPPED) and not name.startswith(_SKIPPED_FOLDERS):
            yield name, (root / name).read_text(encoding="utf-8", errors="replace")


def main(argv: Sequence[str] | None = None) -> int:
    """Prints what is shared; the status is 1 when there is something."""
    parser = argparse.ArgumentParser(description="Runs of six words shared with the development texts.")
    parser.add_argument("shared", type=Path)
    options = parser.parse_args(argv)
    known = runs(texts(options.shared))
    if not known:
        parser.error(f"{options.shared} holds no text in {' or '.join(FOLDERS)}")
    root = Path(__file__).parents[1]
    found = [one for name, text in tracked(root) for one in borrowed(name, text, known)]
    for one in found:
        print(f"{one.file}:{one.line}: {one.words!r} stands in {one.source}")
    print(f"{len(found)} runs of {LENGTH} words or more are shared")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
