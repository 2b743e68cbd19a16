"""What each costs, and what each finds: ours, CQE, quantulum3 and textacy on the same texts in one run.

``python -m benchmarks.peers [FOLDER] [--shared FOLDER] [--environments FOLDER]`` reads the paragraphs of the reports of
FOLDER (without one, of the shipped stories), makes an environment for each peer with pip where there is none yet, and
prints for each system the CPU seconds and words a second, without its start, how many quantities or quotations it
finds, and how many of them stand where ours do. With ``--shared`` each is scored as well, by those benchmarks' own
scorers: quantities on NewsQuant's development half, quotations on PolNeAR's.

Ours reads everything (parse, speakers, quantities, claims) in the time shown; CQE and textacy parse in theirs, and
quantulum3 does not parse. Made for comparing, not for the product: nothing of a peer is imported by the workbench.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation import newsquant, polnear
from workbench.annotate.pipeline import annotate
from workbench.model import PROSE_ROLES, Annotation
from workbench.read import read_path

_HERE = Path(__file__).parent
_PROGRAMS = _HERE / "programs"
_SHIPPED = _HERE.parents[1] / "data" / "stories"
_WAIT = 3600

_Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Peer:
    """A system beside ours: its name, which is that of its list in ``needs/``, and the program that runs it."""

    name: str
    program: str


@dataclass(frozen=True, slots=True)
class Run:
    """What a system found in each text, the CPU seconds it took, and how many texts it gave up."""

    found: list[list[_Row]]
    seconds: float
    stumbled: int = 0


_QUANTITIES = (Peer("quantulum3", "quantulum3_quantities"), Peer("cqe", "cqe_quantities"))
_QUOTATIONS = (Peer("textacy", "textacy_quotations"),)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints a line for each system, and with ``--shared`` what the scorers say."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="*", help="reports (default: those of the shipped stories)")
    parser.add_argument("--shared", type=Path, help="the folder that holds benchmarks/newsquant and benchmarks/polnear")
    parser.add_argument("--environments", type=Path, help="where the peers' environments are kept for the next run")
    options = parser.parse_args(arguments)
    folders = options.folder or sorted(path / "reports" for path in _SHIPPED.iterdir() if path.is_dir())
    with tempfile.TemporaryDirectory() as place:
        kept = options.environments or Path(place)
        pythons = {peer.name: _python_of(peer.name, kept) for peer in (*_QUANTITIES, *_QUOTATIONS)}
        _print_found(_paragraphs(folders), pythons)
        if options.shared:
            _print_scores(options.shared / "benchmarks", pythons, Path(place))


# --- texts ------------------------------------------------------------------------------------------------------------


def _paragraphs(folders: Sequence[Path]) -> list[str]:
    """The prose of the reports, paragraph by paragraph."""
    return [
        report.text[passage.start : passage.end]
        for folder in folders
        for report in read_path(folder).reports
        for passage in report.passages
        if passage.role in PROSE_ROLES
    ]


# --- systems ----------------------------------------------------------------------------------------------------------


def _python_of(name: str, kept: Path) -> Path:
    """The interpreter of a peer's environment, which is made where it is missing or was left half made."""
    folder = kept.resolve() / name
    python, whole = folder / "bin" / "python", folder / "installed"
    if not whole.exists():
        venv.create(folder, with_pip=True, clear=True)
        pip: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        subprocess.run([*pip, "setuptools<70", "wheel"], check=True)
        subprocess.run([*pip, "--requirement", _HERE / "needs" / f"{name}.txt"], check=True)
        whole.touch()
    return python


def _run(peer: Peer, python: Path, texts: Sequence[str]) -> Run:
    program = _PROGRAMS / f"{peer.program}.py"
    done = subprocess.run(
        [python, program], input=json.dumps(texts), capture_output=True, text=True, check=True, timeout=_WAIT
    )
    told = json.loads(done.stdout)
    return Run(told["found"], told["seconds"], told["stumbled"])


def _ours(texts: Sequence[str], rows_of: Callable[[str, Annotation], list[_Row]]) -> Run:
    """Ours on the same texts, each of them a report; the model is loaded before the clock runs."""
    list(annotate([polnear.report_of("warm", "The mayor said 40 people had left.")]))
    began = time.process_time()
    notes = list(annotate([polnear.report_of(f"text{number}", text) for number, text in enumerate(texts)]))
    seconds = time.process_time() - began
    return Run([rows_of(text, note) for text, note in zip(texts, notes, strict=True)], seconds)


def _our_quantities(_: str, note: Annotation) -> list[_Row]:
    return [
        {"span": [one.number_start, one.number_end], "bound": one.bound} for one in note.quantities if not one.set_aside
    ]


def _our_quotations(text: str, note: Annotation) -> list[_Row]:
    """The attributions whose content begins or ends with a quotation mark: what textacy looks for."""
    marks = "\"'\u201c\u201d\u2018\u2019"
    return [
        {"content": [list(span) for span in one.content]}
        for one in note.attributions
        if any(text[start : start + 1] in marks or text[end - 1 : end] in marks for start, end in one.content)
    ]


# --- what each finds --------------------------------------------------------------------------------------------------


def _print_found(texts: Sequence[str], pythons: dict[str, Path]) -> None:
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} paragraphs, {words:,} words")
    print(f"{'':24} {'CPU s':>7} {'words/s':>8} {'found':>6} {'as ours':>8} {'not ours':>8} {'ours only':>9}")
    for what, peers, rows_of in (
        ("quantities", _QUANTITIES, _our_quantities),
        ("quotations", _QUOTATIONS, _our_quotations),
    ):
        ours = _ours(texts, rows_of)
        _line(f"ours, {what}", ours, words)
        for peer in peers:
            _line(f"{peer.name}, {what}", _run(peer, pythons[peer.name], texts), words, ours)


def _line(name: str, run: Run, words: int, ours: Run | None = None) -> None:
    found = sum(len(rows) for rows in run.found)
    line = f"{name:24} {run.seconds:>7.2f} {words / run.seconds:>8,.0f} {found:>6}"
    if ours is not None:
        shared = sum(_met(mine, theirs) for mine, theirs in zip(run.found, ours.found, strict=True))
        alone = sum(len(theirs) - _met(theirs, mine) for mine, theirs in zip(run.found, ours.found, strict=True))
        line += f" {shared:>8} {found - shared:>8} {alone:>9}"
    print(line + (f"   gave up {run.stumbled} texts" if run.stumbled else ""), flush=True)


def _met(rows: Sequence[_Row], others: Sequence[_Row]) -> int:
    """How many rows stand where one of the others does, by a letter at least."""
    places = [span for row in others for span in _spans(row)]
    return sum(
        any(start < other[1] and other[0] < end for start, end in _spans(row) for other in places) for row in rows
    )


def _spans(row: _Row) -> list[list[int]]:
    return row["content"] if "content" in row else [row["span"]]


# --- scores -----------------------------------------------------------------------------------------------------------


def _print_scores(benchmarks: Path, pythons: dict[str, Path], place: Path) -> None:
    gold = benchmarks / "newsquant" / "dev.json"
    texts = [entry["text"] for entry in json.loads(gold.read_text(encoding="utf-8"))]
    print(f"\nNewsQuant's development half, {len(texts)} sentences, its own scorer, one to one")
    predicted = {"ours": newsquant.predict(texts)}
    predicted |= {peer.name: _run(peer, pythons[peer.name], texts).found for peer in _QUANTITIES}
    for name, rows in predicted.items():
        (place / "rows.json").write_text(json.dumps(rows), encoding="utf-8")
        command: list[str | Path] = [
            sys.executable,
            benchmarks / "newsquant" / "score.py",
            place / "rows.json",
            "--gold",
            gold,
        ]
        told = subprocess.run([*command, "--mode", "one2one"], capture_output=True, text=True, check=True)
        print(f"{name}\n{told.stdout.rstrip()}", flush=True)

    folder = benchmarks / "polnear" / "dev" / "text"
    files = sorted(folder.glob("*.txt"))
    whole = [file.open(encoding="utf-8", newline="").read() for file in files]
    print(f"\nPolNeAR's development part, {len(files)} articles, its own scorer")
    attributions: dict[str, dict[str, Any]] = {"ours": polnear.predict(folder)}
    for peer in _QUOTATIONS:
        run = _run(peer, pythons[peer.name], whole)
        attributions[peer.name] = {file.stem: rows for file, rows in zip(files, run.found, strict=True)}
        print(f"{peer.name} gave up {run.stumbled} articles")
    for name, by_file in attributions.items():
        (place / "rows.json").write_text(json.dumps(by_file), encoding="utf-8")
        scorer: list[str | Path] = [sys.executable, benchmarks / "polnear" / "score.py", "dev", place / "rows.json"]
        told = subprocess.run(scorer, capture_output=True, text=True, check=True)
        print(f"{name}\n{told.stdout.rstrip()}", flush=True)


if __name__ == "__main__":
    main()
