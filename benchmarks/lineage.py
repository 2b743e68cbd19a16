"""What it costs to find which reports draw on which, at growing numbers of reports.

``python -m benchmarks.lineage [--sizes 1000 10000 100000]`` makes reports of invented words (fixed seed): three in ten
belong to families of a text with its copies and rewrites, all share stock phrases and quotations. It prints, for each
size, CPU seconds and extra memory of the whole lineage with its edges and evidence, the pairs looked at, the planted
relations found, and the exponent by which the cost grows from one size to the next. Each size runs in a process of its
own; memory is the peak above what the reports themselves take (Linux).
"""

from __future__ import annotations

import argparse
import math
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from workbench import ledger
from workbench.story import Story

_SEED = 20310504
_WORDS = 30_000
_PARAGRAPHS = 9
_SENTENCE = 18


def main() -> None:
    """Prints one line for each size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lineage", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(*_measured(options.sizes[0]))
        return
    print(" reports    CPU s  extra MB    pairs    edges  planted found  wrong  growth")
    before: tuple[int, float] | None = None
    for size in options.sizes:
        command = [sys.executable, "-m", "benchmarks.lineage", "--one", "--sizes", str(size)]
        line = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        seconds = float(line[0])
        grown = f"{math.log(seconds / before[1]) / math.log(size / before[0]):.2f}" if before else ""
        cost = f"{size:>8} {seconds:>8.2f} {float(line[1]):>9.0f} {line[2]:>8} {line[3]:>8}"
        print(f"{cost} {float(line[4]):>14.3f} {line[5]:>6}  {grown}")
        before = size, seconds


def _measured(size: int) -> tuple[float, float, int, int, float, int]:
    """CPU seconds, extra megabytes, pairs looked at, edges, share of the planted children found, wrong edges."""
    from workbench.compare.lineage import edges

    story, family = story_of(size)
    forget_peak()
    held = memory("VmRSS")
    start = time.process_time()
    looked_at, rows = edges.counted(story)
    seconds = time.process_time() - start
    extra = memory("VmHWM") - held
    joined = [(row["child"], row["parent"]) for row in rows]
    wrong = sum(family.get(child) is None or family.get(child) != family.get(parent) for child, parent in joined)
    children = {child for child, _ in joined}
    first: dict[int, str] = {}
    for report, number in family.items():
        first.setdefault(number, report)
    planted = [report for report, number in family.items() if first[number] != report]
    found = sum(report in children for report in planted) / max(1, len(planted))
    return seconds, extra, looked_at, len(rows), found, wrong


def story_of(size: int) -> tuple[Story, dict[str, int]]:
    """A story of invented reports, and the family of each report that has one."""
    rng = np.random.default_rng(_SEED)
    texts, families = [], []
    for number, family in _texts(size, rng):
        texts.append(number)
        families.append(family)
    order = [f"r-{number:07}" for number in range(size)]
    days = pd.date_range("2031-01-01", periods=365).strftime("%Y-%m-%d")
    published = [str(days[number * 365 // size]) for number in range(size)]
    reports = pd.DataFrame({"report_id": order, "text": texts, "published_earliest": published})
    reports["published_latest"] = reports["published_earliest"]
    starts = [_paragraphs(text) for text in texts]
    passages = pd.DataFrame(
        {
            "report_id": np.repeat(np.array(order, dtype=object), [len(found) for found in starts]),
            "start": [start for found in starts for start, _ in found],
            "end": [end for found in starts for _, end in found],
            "role": "body",
        }
    )
    tables = {
        "reports": reports.reindex(columns=ledger.columns("reports")),
        "passages": passages.reindex(columns=ledger.columns("passages")),
    }
    return Story(tables), {order[n]: family for n, family in enumerate(families) if family is not None}


def _texts(size: int, rng: np.random.Generator) -> Iterator[tuple[str, int | None]]:
    """Texts in the order of their days; a family's first is followed by its copies and rewrites."""
    words = _vocabulary(rng)
    weights = np.cumsum(1 / (np.arange(_WORDS) + 3.0))
    weights /= weights[-1]
    stock = [_drawn(rng, words, weights, 5) for _ in range(300)]
    quotes = [" ".join(_drawn(rng, words, weights, 14)) for _ in range(200)]
    made, family = 0, 0
    while made < size:
        body = [_sentence(rng, words, weights, stock) for _ in range(_PARAGRAPHS * 2)]
        if rng.random() < 0.9:
            yield _text(rng, body, quotes), None
            made += 1
            continue
        family += 1
        for member in range(min(size - made, int(rng.integers(2, 8)))):
            kept = body if member == 0 else _retold(rng, body, words, weights)
            yield _text(rng, kept, quotes), family
            made += 1


def _vocabulary(rng: np.random.Generator) -> np.ndarray:
    parts = ["ka", "lo", "mi", "ren", "sto", "vel", "dar", "un", "pe", "tor", "gri", "sa", "nem", "hol", "fi", "bra"]
    lengths = rng.integers(1, 5, _WORDS)
    return np.array(["".join(rng.choice(parts, length)) + str(n % 7 or "") for n, length in enumerate(lengths)], object)


def _drawn(rng, words, weights, number: int) -> list[str]:  # type: ignore[no-untyped-def]  # as above
    return list(words[np.searchsorted(weights, rng.random(number))])


def _sentence(rng, words, weights, stock) -> list[str]:  # type: ignore[no-untyped-def]  # as above
    drawn = _drawn(rng, words, weights, _SENTENCE)
    if rng.random() < 0.2:
        drawn[4:4] = stock[int(len(stock) * rng.random() ** 2)]
    return drawn


def _retold(rng, body, words, weights) -> list[list[str]]:  # type: ignore[no-untyped-def]  # as above
    """A copy, or a rewrite that leaves sentences out and changes every fifth word or so of the rest."""
    if rng.random() < 0.3:
        return list(body)
    kept = [sentence for sentence in body if rng.random() < 0.8]
    return [[word if rng.random() < 0.8 else _drawn(rng, words, weights, 1)[0] for word in one] for one in kept]


def _text(rng, body, quotes) -> str:  # type: ignore[no-untyped-def]  # as above
    sentences = [" ".join(sentence).capitalize() + "." for sentence in body]
    sentences.insert(3, f"“{quotes[int(len(quotes) * rng.random())]},” she said.")
    return "\n\n".join(" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2))


def _paragraphs(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for paragraph in text.split("\n\n"):
        found.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    return found


def forget_peak() -> None:
    """Counts this process's peak of memory anew."""
    Path("/proc/self/clear_refs").write_text("5")


def memory(field: str) -> float:
    """Megabytes of this process, now (``VmRSS``) or at most since the peak was forgotten (``VmHWM``)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{field}:"))


if __name__ == "__main__":
    main()
