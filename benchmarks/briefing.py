"""How large a briefing gets and how quickly it opens, at growing numbers of reports.

``python -m benchmarks.briefing [--sizes 5 500 10000] [--keep FOLDER]`` takes the invented reports of
``benchmarks.comparing``, compares the first 200 of them (what all take is measured there), writes the briefing and opens it from disk in a real Chromium with the network
off. It prints for each size the figures, CPU seconds of comparing and of writing, the file's size and that of a Vega
bundle alone, seconds until the page is loaded and its chart stands, milliseconds until a table is sorted, until the
rows of a sheet are drawn and until the page has checked itself, what ``workbench verify`` takes, and how many requests
the page made (its own file is one). Each size runs in a process of its own.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
from playwright.sync_api import Page, sync_playwright

from benchmarks.comparing import tables_of
from tests.browser.conftest import FLAGS, chromium_path
from workbench import ledger
from workbench.compare import compared
from workbench.compare.whole import MADE
from workbench.look import vega
from workbench.publish.briefing import compose, save
from workbench.publish.verify import verify
from workbench.story import Story
from workbench.storyfile import StoryFile

_COMPARED = 200
_HEAD = ("reports", "figures", "compare s", "write s", "MB", "of it Vega", "open s", "sort ms", "rows ms", "check ms",
         "verify ms", "requests")  # fmt: skip


def main() -> None:
    """Prints one line for each size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.briefing", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[5, 500, 10_000])
    parser.add_argument("--keep", type=Path, help="a folder for the briefings")
    parser.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(*_measured(options.sizes[0], options.keep))
        return
    print(" ".join(f"{name:>10}" for name in _HEAD))
    for size in options.sizes:
        keep = ["--keep", str(options.keep)] if options.keep else []
        command = [sys.executable, "-m", "benchmarks.briefing", "--one", "--sizes", str(size), *keep]
        line = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        print(" ".join(f"{one:>10}" for one in line), flush=True)


def _measured(size: int, keep: Path | None) -> list[str]:
    """The cells of a size's line."""
    with tempfile.TemporaryDirectory() as place:
        folder = keep or Path(place)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"briefing-{size}.html"
        story, comparing = _timed(lambda: story_of(size))
        _, writing = _timed(lambda: save(compose(story), path))
        began = time.perf_counter()
        found = verify(path)
        checking = time.perf_counter() - began
        if found.faults:
            raise RuntimeError(f"the briefing of {size} reports does not hold: {found.faults[:3]}")
        opened = _opened(path)
        megabytes = path.stat().st_size / 1e6
    return [
        str(size), str(len(story.estimates)), f"{comparing:.1f}", f"{writing:.1f}", f"{megabytes:.1f}",
        f"{len(vega.bundle()) / 1e6:.1f}", *opened[:4], f"{checking * 1e3:.0f}", opened[4],
    ]  # fmt: skip


def _timed(job: Callable[[], object]) -> tuple[object, float]:
    began = time.process_time()
    return job(), time.process_time() - began


def story_of(size: int) -> Story:
    """A story of that many invented reports, each with figures and statements, compared."""
    tables = dict(tables_of(size))
    estimates = tables["estimates"].assign(claim_id=[f"c-{at}" for at in range(len(tables["estimates"]))])
    claims = [
        {"claim_id": row.claim_id, "report_id": row.report_id, "start": row.sentence_start, "end": row.sentence_end,
         "attribution_id": row.attribution_id, "claim_type": "estimate", "denied": False, "part": "body"}
        for row in ledger.records(estimates)
    ]  # fmt: skip
    reports = tables["reports"]
    hashes = [hashlib.sha256(text.encode()).hexdigest() for text in reports["text"]]
    tables["reports"] = reports.assign(text_sha256=hashes, sha256=hashes)
    tables |= {"estimates": estimates, "claims": ledger.frame("claims", claims)}
    return Story({**tables, **_compared(tables)}, StoryFile(title=f"{size} invented reports"))


def _compared(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """What comparison makes of the first reports, so that a page has all its parts."""
    first = set(tables["reports"]["report_id"][:_COMPARED])
    some = {
        name: frame[frame["report_id"].isin(first)].reset_index(drop=True) if "report_id" in frame else frame
        for name, frame in tables.items()
    }
    return {name: frame for name, frame in compared(some, StoryFile()).items() if name in MADE and name != "estimates"}


def _opened(path: Path) -> list[str]:
    """Seconds to open, milliseconds to sort, to draw rows and to check, and how many requests were made."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=[*FLAGS, "--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.context.set_offline(True)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        began = time.perf_counter()
        page.goto(path.as_uri(), timeout=300_000)
        page.wait_for_selector("html.has-live", timeout=300_000)
        seconds = time.perf_counter() - began
        acts = [
            _milliseconds(page, "table.statements thead button", "table.statements [aria-sort]"),
            _milliseconds(page, "button.browse[data-sheet=figures]", "#browser table.data tbody tr"),
            _milliseconds(page, "#check", "#checked.good, #checked.open, #checked.bad"),
        ]
        browser.close()
    return [f"{seconds:.1f}", *(f"{one:.0f}" for one in acts), str(len(asked))]


def _milliseconds(page: Page, button: str, outcome: str) -> float:
    """From a click to what it does, painted."""
    return float(
        page.evaluate(
            """async ([button, outcome]) => {
              const began = performance.now();
              document.querySelector(button).click();
              while (!document.querySelector(outcome)) await new Promise((done) => setTimeout(done, 5));
              await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
              return performance.now() - began;
            }""",
            [button, outcome],
        )
    )


if __name__ == "__main__":
    main()
