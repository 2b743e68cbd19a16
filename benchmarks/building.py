"""What a build costs in CPU time, beside bare spaCy on the same text with the same model in the same run.

``python -m benchmarks.building [FOLDER] [--copies N]`` copies the reports N times with a changed first line each, so
that the cache cannot help, and prints seconds of CPU for bare spaCy, for a first build, for a rebuild of nothing
changed and for a rebuild after one new report.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

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
    options = parser.parse_args()
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
