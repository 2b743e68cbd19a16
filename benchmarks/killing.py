"""A workbench killed at random moments of build and brief: whether the story opens afterwards, old or new.

``python -m benchmarks.killing STORY [--times 200]`` copies the story, then again and again changes a report, starts a
build or a briefing, kills it with a signal that cannot be caught, and opens what is left. It prints how many kills left
a whole ledger, a whole briefing, and every line of corrections; the exit status is 1 when one did not.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from workbench import ledger
from workbench.corrections.lines import Correction, append, identified, line_of, read_log
from workbench.errors import InputError


def _run(*words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "workbench.cli", *words]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _is_whole(folder: Path) -> bool:
    try:
        ledger.read(folder)
    except InputError:
        return False
    return not ledger.damaged(folder)


def _killed(story: Path, page: Path, moment: float, turn: int) -> bool:
    """Whether the program was still at work when it was killed."""
    changed = story / "reports" / "late.txt"
    changed.write_text(f"Harbour\n\nAt least {300 + turn} boats left the harbour, the mayor said on Monday.")
    words = ("build", str(story)) if turn % 2 else ("brief", str(story), "--out", str(page))
    program = _run(*words)
    time.sleep(moment)
    still = program.poll() is None
    program.kill()
    program.wait()
    return still


def main() -> int:
    """1 when a kill cost anything, 0 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("story", type=Path)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        story, page = Path(folder) / "story", Path(folder) / "briefing.html"
        shutil.copytree(options.story, story, ignore=shutil.ignore_patterns("ledger", ".*"))
        begun = time.monotonic()
        _run("brief", str(story), "--out", str(page)).wait()
        whole_run = time.monotonic() - begun
        still = ledgers = pages = kept = 0
        log = story / "corrections.jsonl"
        for turn in range(options.times):
            note = Correction("note", "2024-05-12T00:00:00Z", "Ada", reason=str(turn))
            append(log, [line_of(identified(note))])
            still += _killed(story, page, dice.uniform(0, whole_run), turn)
            ledgers += _is_whole(story / "ledger")
            pages += page.read_text(encoding="utf-8").rstrip().endswith("</html>")
            kept += len(read_log(log).corrections) == turn + 1
        left = [
            path.name for path in story.iterdir() if path.name.startswith(".ledger-") and path.name != ".ledger-cache"
        ]
        last = _run("build", str(story)).wait()
        after = [
            path.name for path in story.iterdir() if path.name.startswith(".ledger-") and path.name != ".ledger-cache"
        ]
    print(f"{options.times} kills within {whole_run:.1f} s, {still} of them while the program was at work")
    print(f"whole ledger after: {ledgers}; whole briefing: {pages}; all corrections: {kept}")
    print(f"folders left by killed writers: {len(left)}, after one more build (exit status {last}): {len(after)}")
    return int(min(ledgers, pages, kept) < options.times or bool(after))


if __name__ == "__main__":
    raise SystemExit(main())
