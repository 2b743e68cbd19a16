"""What a build costs in CPU time, beside bare spaCy on the same text with the same model in the same run.

``python -m benchmarks.building [FOLDER] [--copies N]`` copies the reports N times with a changed first line each, so
that the cache cannot help, and prints seconds of CPU for bare spaCy, for a first build, for a rebuild of nothing
changed and for a rebuild after one new report.

``--rebuild SIZES`` measures how builds grow instead: for each number of reports, invented as for
``benchmarks.comparing``, the CPU seconds of a first build, of the same command when nothing has changed and when one
report is added, each with its share of the first build and the stages it went through, and the peak of memory above
that of the program before it read anything (Linux). Each size runs in a process of its own, one worker.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.comparing import tables_of
from benchmarks.lineage import forget_peak, memory
from workbench import ledger
from workbench.annotate.pipeline import load
from workbench.build import build_story
from workbench.model import PROSE_ROLES
from workbench.read import read_path

_SHIPPED = Path(__file__).parents[1] / "data" / "stories" / "dprk-troops-2024" / "reports"


def main() -> None:
    """Prints one line for each measurement."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.building", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=_SHIPPED)
    parser.add_argument("--copies", type=int, default=5)
    parser.add_argument("--rebuild", metavar="SIZE", type=int, nargs="+", help="how builds grow with the reports")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.rebuild:
        _rebuilt(options.rebuild, one=options.one)
        return
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "reports"
        texts = _copies(options.folder, folder, options.copies)
        nlp = load()
        ours = [name for name in nlp.pipe_names if name.startswith("workbench_")]
        bare = _seconds(lambda: list(nlp.pipe(texts, disable=ours)))
        first = _seconds(lambda: build_story(folder, ledger_folder=Path(place) / "ledger", progress=False))
        again = _seconds(lambda: build_story(folder, ledger_folder=Path(place) / "ledger", progress=False))
        (folder / "new.txt").write_text("Harbour\n\nThe port said 40 boats had sailed.\n", encoding="utf-8")
        one_more = _seconds(lambda: build_story(folder, ledger_folder=Path(place) / "ledger", progress=False))
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} paragraphs, {words} words")
    measured = {"bare spaCy": bare, "first build": first, "nothing changed": again, "one new report": one_more}
    for name, seconds in measured.items():
        print(f"{name:<16} {seconds:7.2f} s CPU  {seconds / bare:5.2f} of bare spaCy")


def _rebuilt(sizes: Sequence[int], *, one: bool) -> None:
    """Prints the builds of each size, each size measured by a process of its own."""
    if not one:
        for size in sizes:
            words = ["-m", "benchmarks.building", "--rebuild", str(size), "--one"]
            subprocess.run([sys.executable, *words], check=True)
        return
    (size,) = sizes
    load()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "reports"
        folder.mkdir()
        for row in ledger.records(tables_of(size)["reports"]):
            (folder / f"{row.report_id}.txt").write_text(row.text, encoding="utf-8")
        first = _build_of("first build", folder, size)
        _build_of("nothing changed", folder, size, first)
        (folder / "new.txt").write_text("Harbour\n\nThe port said 40 boats had sailed.\n", encoding="utf-8")
        _build_of("one more report", folder, size, first)


def _build_of(name: str, folder: Path, size: int, first: float | None = None) -> float:
    """The CPU seconds of a build, which are printed with those of its stages and their peaks of memory."""
    stages: dict[str, tuple[float, float]] = {}
    forget_peak()
    held, stage, begun = memory("VmRSS"), "looking for changes", time.process_time()

    def ended(line: str) -> None:
        nonlocal stage, begun
        stages[stage] = time.process_time() - begun, memory("VmHWM") - held
        forget_peak()
        stage, begun = line.split()[0], time.process_time()

    build_story(folder, ledger_folder=folder.parent / "ledger", only_if_stale=True, progress=ended)
    ended("done")
    whole, peak = sum(seconds for seconds, _ in stages.values()), max(most for _, most in stages.values())
    share = f"{whole / first:6.1%} of the first" if first else " " * 19
    told = ", ".join(f"{one} {seconds:.2f} s {most:.0f} MB" for one, (seconds, most) in stages.items())
    print(f"{size:>7} reports  {name:<15} {whole:8.2f} s CPU  {share}  {peak:6.0f} MB more  ({told})", flush=True)
    return whole


def _copies(source: Path, folder: Path, copies: int) -> list[str]:
    """The paragraphs of prose of the reports copied into ``folder``."""
    folder.mkdir()
    for report in read_path(source).reports:
        for copy in range(copies):
            name = f"{Path(report.file).stem}-{report.part or 0}-{copy}.txt"
            (folder / name).write_text(f"Copy number {copy}\n\n{report.text}", encoding="utf-8")
    return [
        report.text[passage.start : passage.end]
        for report in read_path(folder).reports
        for passage in report.passages
        if passage.role in PROSE_ROLES
    ]


def _seconds(job) -> float:  # type: ignore[no-untyped-def]  # any callable without arguments
    start = time.process_time()
    job()
    return time.process_time() - start


if __name__ == "__main__":
    main()
