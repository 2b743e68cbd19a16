"""What it costs to hold reports against each other, at growing numbers of reports: ``compared``, stage by stage.

``python -m benchmarks.comparing [--sizes 1000 10000] [--only lineage]`` takes the invented reports of
``benchmarks.lineage`` and gives each of them figures in sentences of their own, on word of somebody: those of one
family repeat its figures, some with their hedge lost, and all reports together speak of twenty things that are counted.
It prints, for each size and stage, CPU seconds, the peak of memory above what the tables themselves take (Linux), and
the exponent by which the cost grows from the size before; then the rows of each table made. Each size runs in a process
of its own. ``--only lineage`` stops after that stage, for sizes at which the whole would take too long.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import time
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from benchmarks.lineage import forget_peak, memory
from benchmarks.lineage import story_of as texts_of
from workbench import ledger
from workbench.compare.whole import MADE, STAGES
from workbench.storyfile import StoryFile

_SEED = 20310505
_COUNTED = 20
_HOLDERS = 40
_FIGURES = 4
_BOUNDS = ("bare", "about", "at least", "as many as")

_Row = dict[str, Any]


def main() -> None:
    """Prints a line for each stage of each size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.comparing", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--only", choices=STAGES[:1], help="stop after this stage")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(_measured(options.sizes[0], options.only)))
        return
    print(f"{'reports':>8} {'stage':14} {'CPU s':>8} {'peak MB':>8} {'growth':>7}")
    before: tuple[int, Mapping[str, float]] | None = None
    for size in options.sizes:
        command = [sys.executable, "-m", "benchmarks.comparing", "--one", "--sizes", str(size)]
        command += ["--only", options.only] if options.only else []
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        seconds = {stage: cost[0] for stage, cost in found["stages"].items()}
        seconds["all"] = sum(seconds.values())
        peaks = {stage: cost[1] for stage, cost in found["stages"].items()}
        peaks["all"] = max(peaks.values())
        for stage, spent in seconds.items():
            grown = f"{math.log(spent / before[1][stage]) / math.log(size / before[0]):.2f}" if before else ""
            print(f"{size:>8} {stage:14} {spent:>8.2f} {peaks[stage]:>8.0f} {grown:>7}")
        print(" " * 8, ", ".join(f"{number:,} {name}" for name, number in found["rows"].items()))
        before = size, seconds


class _Enough(Exception):
    """The stages asked for are done."""


def _measured(size: int, only: str | None) -> _Row:
    """CPU seconds and peak of megabytes by stage, and the rows of each table made."""
    from workbench.compare import compared

    tables = tables_of(size)
    forget_peak()
    held, last = memory("VmRSS"), time.process_time()
    stages: dict[str, tuple[float, float]] = {}

    def done(stage: str) -> None:
        nonlocal last
        stages[stage] = time.process_time() - last, memory("VmHWM") - held
        if stage == only:
            raise _Enough
        forget_peak()
        last = time.process_time()

    try:
        found = compared(tables, StoryFile(), done=done)
    except _Enough:
        return {"stages": stages, "rows": {}}
    return {"stages": stages, "rows": {name: len(found[name]) for name in MADE}}


def tables_of(size: int) -> Mapping[str, pd.DataFrame]:
    """The tables of a story of that many invented reports, with the figures that each gives in its last paragraph."""
    story, families = texts_of(size)
    rng = np.random.default_rng(_SEED)
    kept: dict[int, list[_Row]] = {}
    texts, passages, sayings, estimates = [], [], [], []
    for row in ledger.records(story.reports):
        family = families.get(row.report_id)
        facts = kept.setdefault(family, _facts(rng)) if family is not None else _facts(rng)
        text = str(row.text)
        at = len(text) + 2
        for fact in facts:
            said = _said(rng, fact)
            start = len(text) + (2 if len(text) + 2 == at else 1)
            text += " " * (start - len(text)) + said["text"]
            sayings.append(_saying(row.report_id, start, said))
            estimates.append(_estimate(row.report_id, start, said, row.published_earliest))
        texts.append(text)
        passages.append({"report_id": row.report_id, "start": at, "end": len(text), "role": "body", "rule": "made"})
    return {
        "reports": story.reports.assign(text=texts),
        "passages": pd.concat([story.passages, ledger.frame("passages", passages)]).sort_values(["report_id", "start"]),
        "entities": ledger.frame("entities", [_entity(number) for number in range(_HOLDERS)]),
        "attributions": ledger.frame("attributions", sayings),
        "estimates": ledger.frame("estimates", estimates),
    }


def _entity(number: int) -> _Row:
    return {"entity_id": f"h-{number}", "name": f"Holder {number}", "kind": "body", "aliases": [], "members": []}


def _facts(rng: np.random.Generator) -> list[_Row]:
    """Figures that a report may give: what is counted, how many, with which bound, on whose word."""
    return [
        {
            "counted": int(_COUNTED * rng.random() ** 2),
            "value": float(int(10 ** (1 + 3 * rng.random()))),
            "bound": _BOUNDS[int(rng.integers(len(_BOUNDS)))],
            "holder": int(_HOLDERS * rng.random() ** 2),
        }
        for _ in range(_FIGURES)
    ]


def _said(rng: np.random.Generator, fact: _Row) -> _Row:
    """The figure in a sentence, now and then without its bound."""
    bound = fact["bound"] if rng.random() < 0.8 else "bare"
    phrase = f"{'' if bound == 'bare' else bound + ' '}{fact['value']:,.0f}"
    source = f"Holder {fact['holder']}"
    return {**fact, "bound": bound, "phrase": phrase, "text": f"{source} said {phrase} boats{fact['counted']} sank."}


def _saying(report: str, start: int, said: _Row) -> _Row:
    source = len(f"Holder {said['holder']}")
    return {
        "attribution_id": f"a-{report}-{start}",
        "report_id": report,
        "source_start": start,
        "source_end": start + source,
        "cue_start": start + source + 1,
        "cue_end": start + source + 5,
        "content": [{"start": start + source + 6, "end": start + len(said["text"])}],
        "speaker": f"h-{said['holder']}",
        "relayed_by": [],
        "direct": False,
        "anonymous": False,
        "stance": "asserted",
    }


def _estimate(report: str, start: int, said: _Row, day: str) -> _Row:
    at = start + said["text"].index(said["phrase"])
    bound = "at most" if said["bound"] == "as many as" else said["bound"]
    value = said["value"]
    return {
        "estimate_id": f"e-{report}-{start}",
        "attribution_id": f"a-{report}-{start}",
        "report_id": report,
        "start": at,
        "end": at + len(said["phrase"]),
        "sentence_start": start,
        "sentence_end": start + len(said["text"]),
        "phrase": said["phrase"],
        "value": value,
        "bound": bound,
        "low": None if bound == "at most" else value,
        "best": value if bound in {"bare", "about"} else None,
        "high": None if bound == "at least" else value,
        "unit": "count",
        "noun": "boat",
        "estimand": f"sunk-{said['counted']}",
        "estimand_basis": "story",
        "claimant": f"h-{said['holder']}",
        "stance": "asserted",
        "as_of_earliest": day,
        "as_of_latest": day,
        "part": "body",
        "anonymous": False,
        "superseded": False,
        "charted": True,
    }


if __name__ == "__main__":
    main()
