"""How large a briefing gets and how quickly it opens, at growing numbers of reports.

``python -m benchmarks.briefing [--sizes 5 500 10000] [--keep FOLDER]`` invents reports with a fixed seed, each with
four figures and a page of words, writes the briefing and opens it from disk in a real Chromium with the network off. It
prints for each size the figures, CPU seconds of writing, the file's size and that of the Vega bundle in it, seconds
until the page is loaded and its chart stands, milliseconds until a table is sorted, until the rows of a sheet are drawn
and until the page has checked itself, what ``workbench verify`` takes, and how many requests the page made (its own
file is one). Nothing is compared: what that takes is measured in ``benchmarks.comparing``, and how many links and
differences a page shows is limited. Each size runs in a process of its own.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, chromium_path
from workbench import ledger
from workbench.look import vega
from workbench.publish.briefing import compose, save
from workbench.publish.verify import verify
from workbench.story import Story
from workbench.storyfile import StoryFile

_SEED = 20310507
_FIGURES, _HOLDERS, _COUNTED, _FILLING = 4, 40, 20, 60
_HEAD = ("reports", "figures", "write s", "MB", "of it Vega", "open s", "sort ms", "rows ms", "check ms",
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
        story = story_of(size)
        began = time.process_time()
        save(compose(story), path)
        writing = time.process_time() - began
        began = time.perf_counter()
        found = verify(path)
        checking = time.perf_counter() - began
        if found.faults:
            raise RuntimeError(f"the briefing of {size} reports does not hold: {found.faults[:3]}")
        opened = _opened(path)
        megabytes = path.stat().st_size / 1e6
    return [
        str(size), str(len(story.estimates)), f"{writing:.1f}", f"{megabytes:.1f}",
        f"{len(vega.bundle()) / 1e6:.1f}", *opened[:4], f"{checking * 1e3:.0f}", opened[4],
    ]  # fmt: skip


def story_of(size: int) -> Story:
    """A story of that many invented reports, each with four figures in sentences of its own and a page of words."""
    chance = random.Random(_SEED)
    words = ["".join(chance.choices("aeioubdfgklmnprstv", k=chance.randint(2, 9))) for _ in range(4_000)]
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in ("reports", "passages", "claims", "estimates")}
    for at in range(size):
        report = f"r-{at:06}"
        day = f"2031-{1 + at * 12 // size:02}-{1 + at % 28:02}"
        text = ""
        for number in range(_FIGURES):
            sentence = _sentence(f"e-{at}-{number}", report, day, len(text), chance)
            text += f"{sentence.pop('text')} {' '.join(chance.choices(words, k=_FILLING)).capitalize()}. "
            rows["estimates"].append(sentence)
            rows["claims"].append(_claim(sentence))
        sha = hashlib.sha256(text.encode()).hexdigest()
        rows["reports"].append({
            "report_id": report, "file": f"reports/{at:06}.txt", "sha256": sha, "text_sha256": sha, "text": text,
            "title": f"What {' '.join(chance.choices(words, k=5))}", "outlet": f"Outlet {at % 80}",
            "published_earliest": day, "published_latest": day, "words_kept": len(text.split()), "words_removed": 0,
        })  # fmt: skip
        rows["passages"].append({"report_id": report, "start": 0, "end": len(text), "role": "body", "rule": "made"})
    entities = [{"entity_id": f"h-{at}", "name": f"Holder {at}", "kind": "body"} for at in range(_HOLDERS)]
    counted = [{"estimand": f"c-{at}", "name": f"Boats of kind {at}", "basis": "story"} for at in range(_COUNTED)]
    tables = {name: ledger.frame(name, some) for name, some in rows.items()}
    tables |= {"entities": ledger.frame("entities", entities), "estimands": ledger.frame("estimands", counted)}
    return Story(tables, StoryFile(title=f"{size} invented reports"))


def _sentence(key: str, report: str, day: str, start: int, chance: random.Random) -> dict[str, Any]:
    """One figure with its sentence, which begins at that character of its report."""
    holder, value = int(_HOLDERS * chance.random() ** 2), float(int(10 ** (1 + 3 * chance.random())))
    before, phrase = f"Holder {holder} said ", f"{value:,.0f}"
    text = f"{before}{phrase} boats sank."
    return {
        "text": text, "estimate_id": key, "claim_id": f"c{key[1:]}", "report_id": report, "phrase": phrase,
        "start": start + len(before), "end": start + len(before) + len(phrase), "value": value, "bound": "bare",
        "low": value, "best": value, "high": value, "unit": "count", "noun": "boats",
        "estimand": f"c-{int(_COUNTED * chance.random() ** 2)}", "estimand_basis": "story", "claimant": f"h-{holder}",
        "anonymous": False, "stance": "asserted", "superseded": False, "as_of_earliest": day, "as_of_latest": day,
        "part": "body", "charted": True, "sentence_start": start, "sentence_end": start + len(text),
    }  # fmt: skip


def _claim(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "claim_id": row["claim_id"], "report_id": row["report_id"], "start": row["sentence_start"],
        "end": row["sentence_end"], "claim_type": "estimate", "denied": False, "part": "body",
    }  # fmt: skip


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
