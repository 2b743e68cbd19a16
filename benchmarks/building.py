"""What a build costs in CPU time, beside bare spaCy on the same text with the same model in the same run.

``python -m benchmarks.building [FOLDER] [--reports N] [--rounds N]`` reads the reports of a folder (else the shipped
ones), the first N of its files where so many are asked for, and prints the CPU seconds of the bare model over their
paragraphs of prose, of a first build with its stages, and of each step of both pipelines. Both models are loaded and
have read something else before; each figure is the least of so many rounds, for other programs on the machine only add
to it, and the first round, in which nothing of these texts has been seen, is printed beside it.

``--workers N`` prints the seconds by the clock of annotating with one process and with N, for an idle machine.

``--rebuild SIZES`` measures how builds grow instead: for each number of reports, invented as for
``benchmarks.comparing``, the CPU seconds of a first build, of the same command when nothing has changed and when one
report is added, each with its share of the first build and the stages it went through, and the peak of memory above
that of the program before it read anything (Linux). Each size runs in a process of its own, one worker.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from spacy.language import Language
from threadpoolctl import threadpool_limits

from benchmarks.comparing import tables_of
from benchmarks.lineage import forget_peak, memory
from workbench import ledger
from workbench.annotate.pipeline import bare, load
from workbench.build import build_story
from workbench.model import PROSE_ROLES
from workbench.read import read_path

_SHIPPED = Path(__file__).parents[1] / "data" / "stories"
_WARM = ["The army said on Monday that 40 people were killed in Derna, and that it would send more boats."] * 100

_Seconds = Mapping[str, float]


def main() -> None:
    """Prints one line for each measurement."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.building", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--reports", metavar="N", type=int, help="only so many files of the folder")
    parser.add_argument("--rounds", metavar="N", type=int, default=3)
    parser.add_argument("--rebuild", metavar="SIZE", type=int, nargs="+", help="how builds grow with the reports")
    parser.add_argument("--workers", metavar="N", type=int, help="how much faster so many processes annotate")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.rebuild:
        _rebuilt(options.rebuild, one=options.one)
        return
    with tempfile.TemporaryDirectory() as place:
        if options.workers:
            _by_workers(_taken(options.folder, Path(place) / "reports", options.reports), options.workers)
            return
        _beside_bare(_taken(options.folder, Path(place) / "reports", options.reports), options.rounds)


def _taken(source: Path | None, folder: Path, most: int | None) -> Path:
    """A folder with the first files of another, or with the shipped reports of all stories."""
    files = sorted(path for path in (source or _SHIPPED).glob("*" if source else "*/reports/*") if path.is_file())
    folder.mkdir()
    for path in files[:most]:
        shutil.copy(path, folder / (path.name if source else f"{path.parts[-3]}-{path.name}"))
    return folder


def _beside_bare(folder: Path, rounds: int) -> None:
    models = {"bare": bare(), "build": load()}
    for model in models.values():
        list(model.pipe(_WARM))
    texts = [
        [report.text[one.start : one.end] for one in report.passages if one.role in PROSE_ROLES]
        for report in read_path(folder).reports
    ]
    whole: dict[str, list[_Seconds]] = defaultdict(list)
    for number in range(rounds):
        begun = time.process_time()
        list(models["bare"].pipe(text for report in texts for text in report))
        whole["bare spaCy"].append({"": time.process_time() - begun})
        whole["first build"].append(_stages_of(folder, folder.parent / str(number) / "ledger"))
    words = sum(len(text.split()) for report in texts for text in report)
    print(
        f"{len(texts)} reports, {sum(map(len, texts)):,} paragraphs, {words:,} words; {rounds} rounds, least and first"
    )
    alone = [sum(one.values()) for one in whole["bare spaCy"]]
    built = [sum(one.values()) for one in whole["first build"]]
    for name, seconds in (("bare spaCy", alone), ("first build", built)):
        print(f"{name:<24} {min(seconds):7.2f} s  {min(seconds) / min(alone):5.2f}   {seconds[0]:7.2f} s")
    print(f"{'of bare in its round':<24} {min(b / a for a, b in zip(alone, built, strict=True)):17.2f}")
    _print_parts(whole["first build"], min(alone))
    for name, model in models.items():
        print(f"steps of the {'model' if name == 'bare' else 'pipeline'}, report by report")
        with threadpool_limits(1, user_api="blas"):
            _print_parts([_steps_of(model, texts) for _ in range(rounds)], min(alone))


def _by_workers(folder: Path, workers: int) -> None:
    """Prints the seconds by the clock of annotating by one process and by several, and how many times faster they are.

    With one worker the program itself annotates; its model is loaded before, so the loading of theirs counts against
    the several.
    """
    load()
    clocks = {}
    for number in (1, workers):
        clock = 0.0
        (folder.parent / str(number)).mkdir()
        stage, begun = "", time.monotonic()

        def ended(line: str) -> None:
            nonlocal clock, stage, begun
            clock += time.monotonic() - begun if stage == "annotating" else 0.0
            stage, begun = line.split()[0], time.monotonic()

        build_story(folder, ledger_folder=folder.parent / str(number) / "ledger", workers=number, progress=ended)
        ended("done")
        clocks[number] = clock
    files = sum(1 for _ in folder.iterdir())
    one, several = clocks[1], clocks[workers]
    print(f"{files} files: {one:.1f} s by one, {several:.1f} s by {workers}: {one / several:.2f} times")


def _print_parts(rounds: Sequence[_Seconds], alone: float) -> None:
    for part in rounds[0]:
        least = min(one[part] for one in rounds)
        print(
            f"  {part.removeprefix('workbench_'):<22} {least:7.2f} s  {least / alone:5.2f}   {rounds[0][part]:7.2f} s"
        )


def _stages_of(folder: Path, ledger_folder: Path) -> _Seconds:
    """The CPU seconds of each stage of a first build."""
    stages: dict[str, float] = {}
    stage, begun = "looking for changes", time.process_time()

    def ended(line: str) -> None:
        nonlocal stage, begun
        stages[stage] = time.process_time() - begun
        stage, begun = line.split()[0], time.process_time()

    ledger_folder.parent.mkdir()
    build_story(folder, ledger_folder=ledger_folder, progress=ended)
    ended("done")
    return stages


def _steps_of(model: Language, texts: Sequence[Sequence[str]]) -> _Seconds:
    """The CPU seconds of each step of a pipeline, each report read by itself."""
    steps: dict[str, float] = defaultdict(float)
    for report in texts:
        begun = time.process_time()
        docs = [model.make_doc(text) for text in report]
        steps["tokens"] += time.process_time() - begun
        for name, step in model.pipeline:
            begun = time.process_time()
            docs = list(step.pipe(docs)) if hasattr(step, "pipe") else [step(doc) for doc in docs]
            steps[name] += time.process_time() - begun
    return steps


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


if __name__ == "__main__":
    main()
