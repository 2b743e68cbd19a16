"""How long the explorer takes from an act of the analyst to the repainted page, and what goes over the wire.

``python -m benchmarks.exploring [--sizes 1000 100000 1000000] [--rounds 12] [--profile]`` invents a story of that many
figures with a fixed seed, opens ``wb.explore`` on it in a JupyterLab started as ``workbench lab`` starts it, and works
in a real Chromium with mouse and keys: facets, the brush over days, the search, undo, pages and rows. It prints for
each size how long opening takes and the memory of the kernel, and for each kind of act the median and the 95th
percentile of the milliseconds from the act to the drawn answer (chart, counts, rows and text), the milliseconds of
processor that the kernel takes for it, the kilobytes sent to the page, and how loaded the machine was meanwhile.
``--profile`` adds where the time goes: the way to the kernel, the parts of the view there, and the way back with the
drawing. Chromium is driven by Playwright, which the tests need too.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from playwright.sync_api import Locator, Page, sync_playwright

from tests.browser.conftest import FLAGS, chromium_path
from tests.browser.jupyter_server import Lab, open_notebook, outputs, run_all, running_lab
from workbench import ledger
from workbench.look.explore import days, facets, panels, reading, rows, view
from workbench.look.explore.widget import Explorer
from workbench.story import Story

_SEED = 20310511
_ESTIMANDS, _HOLDERS, _OUTLETS, _IN_A_REPORT = 10, 60, 80, 10
_KINDS = ("estimate", "report", "assessment", "forecast", "denial", "demand", "intention", "background")
_STANCES = ("asserted", "assessed", "believed", "reported", "expected", "denied", "demanded", "unknown")
_BOUNDS = ("bare", "about", "at least", "at most")
_DAY = np.datetime64("2031-01-01")
_SENTENCE = "It was said again that 12345 boats lay idle in the harbour. "
_CELL = """
from benchmarks.exploring import opened
opened({size}, {kept!r})
"""
#: The facets that are clicked, each at a value of its own, again and again.
_CLICKED = ("claim_type", "stance", "source", "estimand", "part", "entity")
#: What is searched for, in turn with a number that no search has had before.
_SEARCHES = ("value>{}", "idle value<{}", '"in the harbour" high>{} -anonymous:yes')
#: The parts of a view as ``--profile`` names them.
_PARTS = (
    (view, "masks"), (facets, "facets"), (days, "histogram"), (panels, "panels"), (rows, "page"),
    (reading, "report_view"), (reading, "reports_left"),
)  # fmt: skip


def main() -> None:
    """Prints a table for each size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exploring", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--rounds", type=int, default=12)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    for size in options.sizes:
        opening, acts = _measured(size, options.rounds)
        print(
            f"{size:,} figures: opened in {opening['seconds']:.1f} s ({opening['cpu']:.1f} s of processor); "
            f"kernel {opening['story_mb']:,.0f} MB with the story, {opening['mb']:,.0f} MB opened, "
            f"{max(act.mb for act in acts):,.0f} MB at most"
        )
        print("act           times  ms to paint: median   95th  kernel CPU ms: median   95th  kB sent  load")
        for name in dict.fromkeys(act.name for act in acts):
            _line(name, [act for act in acts if act.name == name], profile=options.profile)
        print(flush=True)


@dataclass(frozen=True, slots=True)
class _Act:
    """One act as measured: milliseconds to the paint and its shares, kilobytes sent, and the kernel's memory."""

    name: str
    paint: float
    there: float
    kernel: float
    back: float
    cpu: float
    kilobytes: float
    mb: float
    load: float
    parts: Mapping[str, float]


def _line(name: str, acts: list[_Act], *, profile: bool) -> None:
    paint, cpu = ([getattr(act, column) for act in acts] for column in ("paint", "cpu"))
    sent, load = (np.median([getattr(act, column) for act in acts]) for column in ("kilobytes", "load"))
    print(
        f"{name:<13} {len(acts):>5} {np.median(paint):>20.0f} {np.quantile(paint, 0.95):>6.0f} "
        f"{np.median(cpu):>22.0f} {np.quantile(cpu, 0.95):>6.0f} {sent:>8.0f} {load:>5.1f}"
    )
    if profile:
        ways = (np.median([getattr(act, column) for act in acts]) for column in ("there", "kernel", "back"))
        said = [
            f"{label} {one:.0f}"
            for label, one in zip(("to the kernel", "in the kernel", "back and drawn"), ways, strict=True)
        ]
        for part in acts[0].parts:
            said.append(f"{part} {np.median([act.parts.get(part, 0.0) for act in acts]):.0f}")
        print(f"              {', '.join(said)}")


# --- in the kernel ----------------------------------------------------------------------------------------------------


class _Timed(Explorer):
    """The explorer, writing down what each answer took."""

    kept = ""

    def _hear(self, widget: Any, event: Any, buffers: Any) -> None:
        began, cpu, parts = time.time(), time.process_time(), defaultdict[str, float](float)
        with _parts_timed(parts):
            super()._hear(widget, event, buffers)
        row = {"asked": event.get("asked"), "began": began, "ended": time.time(), "parts": parts, "mb": _memory()}
        _write_down(self.kept, {**row, "cpu": 1000 * (time.process_time() - cpu)})


def opened(size: int, kept: str) -> Explorer:
    """The explorer on an invented story; what opening and each answer take is written to the file ``kept``."""
    story = story_of(size)
    story_mb, began, cpu = _memory(), time.perf_counter(), time.process_time()
    explorer = _Timed(story)
    explorer.kept = kept
    seconds = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu}
    _write_down(kept, {**seconds, "story_mb": story_mb, "mb": _memory()})
    return explorer


@contextmanager
def _parts_timed(parts: dict[str, float]) -> Iterator[None]:
    """Milliseconds that each part of the view takes, counted into ``parts``."""
    own = [(module, name, getattr(module, name)) for module, name in _PARTS]
    for module, name, function in own:
        setattr(module, name, _counting(parts, name, function))
    try:
        yield
    finally:
        for module, name, function in own:
            setattr(module, name, function)


def _counting(parts: dict[str, float], name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def counted(*given: Any, **named: Any) -> Any:
        began = time.perf_counter()
        try:
            return function(*given, **named)
        finally:
            parts[name] += 1000 * (time.perf_counter() - began)

    return counted


def _memory() -> float:
    """Megabytes that this process holds."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def _write_down(kept: str, row: Mapping[str, Any]) -> None:
    with Path(kept).open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")


# --- in the browser ---------------------------------------------------------------------------------------------------


def _measured(size: int, rounds: int) -> tuple[dict[str, Any], list[_Act]]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        notebooks, kept = Path(folder) / "checkout" / "notebooks", Path(folder) / "kept.jsonl"
        notebooks.mkdir(parents=True)
        (notebooks / "00_start_here.ipynb").write_text(_notebook(size, kept), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=[*FLAGS, "--no-sandbox"])
        page = browser.new_page(viewport={"width": 1600, "height": 1000})
        with running_lab(Path(folder), notebooks=notebooks) as lab:
            done = _worked(page, lab, rounds)
        opening, *answers = (json.loads(line) for line in kept.read_text(encoding="utf-8").splitlines())
        by_number = {answer["asked"]: answer for answer in answers}
        return opening, [_act(name, found, by_number[found["asked"]]) for name, found in done]


def _act(name: str, found: Mapping[str, Any], answer: Mapping[str, Any]) -> _Act:
    began, ended = 1000 * answer["began"], 1000 * answer["ended"]
    return _Act(
        name, found["painted"] - found["began"], began - found["began"], ended - began, found["painted"] - ended,
        answer["cpu"], found["kilobytes"], answer["mb"], found["load"], answer["parts"],
    )  # fmt: skip


def _worked(page: Page, lab: Lab, rounds: int) -> list[tuple[str, dict[str, Any]]]:
    sent: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sent.append(len(frame))))
    open_notebook(page, lab, "notebooks/00_start_here.ipynb")
    if not run_all(page, seconds=900):
        raise SystemExit(str(outputs(page)))
    page.locator(".wb-vega :is(svg, canvas)").first.wait_for(state="attached", timeout=120_000)
    page.wait_for_timeout(3000)
    page.locator(".wb-explore").scroll_into_view_if_needed()
    done = []
    for at in range(rounds):
        for name, act in _acts(page, at):
            page.locator(".wb-explore").evaluate(_ARM)
            sent.clear()
            act()
            found = page.evaluate("window.answer")
            page.wait_for_timeout(300)
            kilobytes = sum(sent) / 1000
            done.append((name, {**found, "kilobytes": kilobytes, "load": os.getloadavg()[0]}))
    return done


def _acts(page: Page, at: int) -> Iterator[tuple[str, Callable[[], None]]]:
    """What is done in a round; each change of the selection is undone before the next."""
    root = page.locator(".wb-explore")
    undo = ("undo", root.get_by_role("button", name="Undo").click)
    yield "facet click", _facet_value(page, at).click
    yield undo
    page.locator(".wb-bars").scroll_into_view_if_needed()
    yield "brush", lambda: _brush(page, at)
    yield undo
    search = root.locator("input.wb-search")
    search.fill(_SEARCHES[at % len(_SEARCHES)].format(500 + 7 * at))
    yield "search", lambda: search.press("Enter")
    yield "row chosen", root.locator(".wb-table tbody tr[data-key]").nth(1 + at % 4).click
    yield "page", root.get_by_role("button", name="Further rows").click
    yield undo


def _facet_value(page: Page, at: int) -> Locator:
    facet = _CLICKED[at % len(_CLICKED)]
    summary = page.locator(f"summary[data-key='facet-{facet}']")
    if not summary.locator("xpath=..").evaluate("(one) => one.open"):
        summary.click()
    boxes = page.locator(f"input[data-key^='value-{facet}-']")
    box = boxes.nth(min(at // len(_CLICKED), boxes.count() - 1))
    box.scroll_into_view_if_needed()
    return box


def _brush(page: Page, at: int) -> None:
    box = page.locator(".wb-bars").bounding_box()
    assert box is not None  # a story with days has its bars
    across, down = box["x"] + box["width"] * (0.1 + 0.04 * (at % 14)), box["y"] + box["height"] / 2
    page.mouse.move(across, down)
    page.mouse.down()
    page.mouse.move(across + box["width"] * 0.3, down, steps=3)
    page.mouse.up()


#: Makes ``window.answer``: when the next act came in and when its answer was painted, in milliseconds of the clock.
_ARM = """
(root) => {
    const former = root.dataset.asked;
    let came = 0;
    const note = (event) => { came = event.timeStamp; };
    const kinds = ["click", "pointerup", "keydown"];
    for (const kind of kinds) window.addEventListener(kind, note, true);
    window.answer = new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error("no answer in two minutes")), 120000);
        new MutationObserver((changes, observer) => {
            if (root.dataset.asked === former || root.dataset.asked !== root.dataset.answered) return;
            observer.disconnect();
            for (const kind of kinds) window.removeEventListener(kind, note, true);
            const found = { asked: Number(root.dataset.asked), began: performance.timeOrigin + came };
            // The answer is told within a frame; the task after it comes when that frame is painted.
            setTimeout(() => resolve({ ...found, painted: performance.timeOrigin + performance.now() }), 0);
        }).observe(root, { attributes: true, attributeFilter: ["data-answered"] });
    });
}
"""


def _notebook(size: int, kept: Path) -> str:
    source = _CELL.format(size=size, kept=str(kept)).strip()
    cell: dict[str, Any] = {"cell_type": "code", "id": "only", "source": source}
    cell |= {"metadata": {}, "outputs": [], "execution_count": None}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps({"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})


# --- the invented story -----------------------------------------------------------------------------------------------


def story_of(size: int) -> Story:
    """A story of that many figures, ten in a report, with claims, speakers and a mention for each."""
    rng = np.random.default_rng(_SEED)
    reports = max(1, size // _IN_A_REPORT)
    ids = np.array([f"e-{at}" for at in range(size)], dtype=object)
    report = np.array([f"r-{at // _IN_A_REPORT}" for at in range(size)], dtype=object)
    value = np.round(10 ** (1 + 3 * rng.random(size)))
    bound = np.array(_BOUNDS, dtype=object)[rng.integers(len(_BOUNDS), size=size)]
    day = np.datetime_as_string(_DAY + rng.integers(365, size=size)).astype(object)
    holder = _skewed(rng, size, _HOLDERS, "h-")
    start = (np.arange(size) % _IN_A_REPORT) * len(_SENTENCE) + _SENTENCE.index("12345")
    opens, closes = start - _SENTENCE.index("12345"), start + len(_SENTENCE) - _SENTENCE.index("12345") - 1
    kind = np.array(_KINDS, dtype=object)[(len(_KINDS) * rng.random(size) ** 2).astype(int)]
    estimates = {
        "estimate_id": ids, "claim_id": ids, "attribution_id": ids, "report_id": report, "start": start,
        "end": start + 5, "sentence_start": opens, "sentence_end": closes, "value": value, "bound": bound,
        "phrase": np.full(size, "12345", dtype=object), "unit": np.full(size, "count", dtype=object),
        "low": np.where(bound == "at most", np.nan, value), "high": np.where(bound == "at least", np.nan, value),
        "best": np.where(np.isin(bound, ("bare", "about")), value, np.nan), "claimant": holder,
        "estimand": _skewed(rng, size, _ESTIMANDS, "counted-"), "estimand_basis": np.full(size, "story", dtype=object),
        "stance": np.array(_STANCES, dtype=object)[(len(_STANCES) * rng.random(size) ** 2).astype(int)],
        "as_of_earliest": day, "as_of_latest": day, "part": np.where(rng.random(size) < 0.1, "headline", "body"),
        "anonymous": rng.random(size) < 0.2, "superseded": rng.random(size) < 0.05, "charted": np.full(size, True),
    }  # fmt: skip
    day_out = np.datetime_as_string(_DAY + rng.integers(365, size=reports)).astype(object)
    named = np.array([f"r-{at}" for at in range(reports)], dtype=object)
    text = _SENTENCE * _IN_A_REPORT
    return Story({
        "estimates": _table("estimates", estimates),
        "claims": _table("claims", {
            "claim_id": ids, "report_id": report, "start": opens, "end": closes, "attribution_id": ids,
            "claim_type": kind, "denied": np.full(size, False),
        }),
        "attributions": _table("attributions", {
            "attribution_id": ids, "report_id": report, "speaker": holder, "anonymous": np.full(size, False),
            "direct": np.full(size, False),
        }),
        "mentions": _table("mentions", {
            "report_id": report, "start": start + 10, "end": start + 15, "entity_id": _skewed(rng, size, 200, "m-"),
        }),
        "reports": _table("reports", {
            "report_id": named, "file": named, "text": np.full(reports, text, dtype=object),
            "outlet": _skewed(rng, reports, _OUTLETS, "Outlet "), "published_earliest": day_out,
            "published_latest": day_out, "published_conflict": np.full(reports, False),
        }),
        "entities": ledger.frame("entities", [
            {"entity_id": f"{letter}-{at}", "name": f"{name} {at}", "kind": "body"}
            for letter, name, many in (("h", "Holder", _HOLDERS), ("m", "Harbour", 200)) for at in range(many)
        ]),
        "estimands": ledger.frame("estimands", [
            {"estimand": f"counted-{at}", "name": f"Boats of class {at}", "basis": "story", "background": False}
            for at in range(_ESTIMANDS)
        ]),
    })  # fmt: skip


def _skewed(rng: np.random.Generator, size: int, many: int, prefix: str) -> Any:
    """Names of which the first are far more frequent than the last."""
    return np.array([f"{prefix}{at}" for at in range(many)], dtype=object)[(many * rng.random(size) ** 2).astype(int)]


def _table(name: str, columns: dict[str, Any]) -> pd.DataFrame:
    """A table of the ledger from its columns; those left out are missing in every row."""
    size = len(next(iter(columns.values())))
    arrays = [
        pa.array(columns[one.name], type=one.type, from_pandas=True)
        if one.name in columns
        else pa.nulls(size, one.type)
        for one in ledger.TABLES[name]
    ]
    found: pd.DataFrame = pa.Table.from_arrays(arrays, schema=ledger.TABLES[name]).to_pandas(
        types_mapper=ledger.ARROW_TO_PANDAS.get
    )
    return found


if __name__ == "__main__":
    main()
