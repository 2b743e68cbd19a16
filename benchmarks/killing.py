"""A workbench killed at random moments of build, correct and brief: whether the story opens afterwards, old or new.

``python -m benchmarks.killing STORY [--times 200]`` copies the story, then again and again starts a build of a changed
report, a program that corrects without pause, or a briefing, kills it with a signal that cannot be caught, and opens
what is left. A moment is drawn evenly from the time that the same command took unkilled. It prints how many kills left
a whole ledger, a whole briefing and every correction that was acknowledged; the exit status is 1 when one did not.
"""

from __future__ import annotations

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from workbench import ledger
from workbench.corrections.lines import read_log
from workbench.errors import InputError

#: Records notes without pause, or as many as it is told, and prints each id once it is acknowledged.
_CORRECT = """
import itertools, sys
from workbench import correct, open_story
story = open_story(sys.argv[1], progress=False)
row = story.estimates["estimate_id"].iloc[0]
for number in itertools.islice(itertools.count(), int(sys.argv[2]) if sys.argv[2:] else None):
    note = dict(act="note", table="estimates", row=row, reason=f"{number}")
    story = correct(story, **note, who="Ada")
    print(story.corrections["correction_id"].iloc[-1], flush=True)
"""

COMMANDS = ("build", "correct", "brief")


@dataclass(frozen=True, slots=True)
class Bench:
    """The copied story, the briefing made of it, and the file that its acknowledged corrections are told in."""

    story: Path
    page: Path
    told: Path

    def words(self, command: str, *more: str) -> list[str]:
        """The command line of one of the three programs."""
        if command == "correct":
            return [sys.executable, "-c", _CORRECT, str(self.story), *more]
        out = ["--out", str(self.page)] if command == "brief" else []
        return [sys.executable, "-m", "workbench.cli", command, str(self.story), *out]

    def started(self, command: str, *more: str) -> subprocess.Popen[bytes]:
        """One of the three programs, just started; what corrections it acknowledges is added to the file."""
        with self.told.open("ab") as told:
            return subprocess.Popen(self.words(command, *more), stdout=told, stderr=subprocess.DEVNULL)

    def change(self, turn: int) -> None:
        """Leaves a report that no earlier turn has seen, so that there is something to build."""
        late = self.story / "reports" / "late.txt"
        late.write_text(f"Harbour\n\nAt least {300 + turn} boats left the harbour, the mayor said on Monday.")

    def seconds(self, command: str, turn: int) -> float:
        """What a command takes when nobody kills it."""
        if command != "correct":
            self.change(turn)
        begun = time.monotonic()
        status = self.started(command, *(["10"] if command == "correct" else [])).wait()
        if status:
            raise SystemExit(f"{command}: exit status {status}; nothing was measured")
        return time.monotonic() - begun

    def acknowledged(self) -> set[str]:
        """The ids that were told whole."""
        lines = self.told.read_text(encoding="utf-8").split("\n")[:-1]
        return {line for line in lines if line.startswith("k-")}

    def left_over(self) -> list[str]:
        """The folders beside the ledger that a killed writer left."""
        beside = (path.name for path in self.story.iterdir())
        return [name for name in beside if name.startswith(".ledger-") and name != ".ledger-cache"]


def _is_whole(folder: Path) -> bool:
    try:
        ledger.read(folder)
    except InputError:
        return False
    return not ledger.damaged(folder)


def _killed(bench: Bench, command: str, moment: float) -> bool:
    """Whether the program was still at work when it was killed."""
    program = bench.started(command)
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
        bench = Bench(Path(folder) / "story", Path(folder) / "briefing.html", Path(folder) / "told.txt")
        shutil.copytree(options.story, bench.story, ignore=shutil.ignore_patterns("ledger", ".*"))
        bench.seconds("brief", -4)  # the first build of all is no measure of the later ones
        whole = {command: bench.seconds(command, turn - 3) for turn, command in enumerate(COMMANDS)}
        found: Counter[str] = Counter()
        for turn in range(options.times):
            command = COMMANDS[turn % len(COMMANDS)]
            if command != "correct":
                bench.change(turn)
            found[command] += _killed(bench, command, dice.uniform(0, whole[command]))
            found["ledgers"] += _is_whole(bench.story / "ledger")
            found["pages"] += bench.page.read_text(encoding="utf-8").rstrip().endswith("</html>")
            kept = {one.correction_id for one in read_log(bench.story / "corrections.jsonl").corrections}
            found["kept"] += bench.acknowledged() <= kept
        left = bench.left_over()
        status = bench.started("build").wait()
        after = bench.left_over()
        told = len(bench.acknowledged())
    at_work = ", ".join(f"{found[command]} of {command} (within {whole[command]:.1f} s)" for command in COMMANDS)
    print(f"{options.times} kills, while the program was at work: {at_work}")
    print(f"whole ledger after: {found['ledgers']}; whole briefing: {found['pages']}")
    print(f"all acknowledged corrections there after: {found['kept']} ({told} in the end)")
    print(f"folders left by killed writers: {len(left)}, after one more build (exit status {status}): {len(after)}")
    worst = min(found[one] for one in ("ledgers", "pages", "kept"))
    return int(worst < options.times or bool(after) or status != 0)


if __name__ == "__main__":
    raise SystemExit(main())
