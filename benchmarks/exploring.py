"""How long the explorer takes from a click on a facet to the repainted page, and what goes over the wire.

``python -m benchmarks.exploring [--sizes 1000 100000 1000000] [--clicks 12]`` invents a story of that many figures with
a fixed seed, opens ``wb.explore`` on it in a JupyterLab started as ``workbench lab`` starts it, and clicks facets in a
real Chromium. It prints for each size how long the index takes to make, the median and the 95th percentile of the
milliseconds from a click to the drawn answer (chart, counts, rows and text all drawn), the milliseconds of processor
that Python alone takes for it, and the median kilobytes of a change. Chromium is driven by Playwright, which the tests
need too.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, chromium_path
from tests.browser.jupyter_server import Lab, open_notebook, outputs, run_all, running_lab
from workbench import ledger
from workbench.story import Story

_SEED = 20310511
_ESTIMANDS, _HOLDERS, _OUTLETS, _IN_A_REPORT = 10, 60, 80, 10
_KINDS = ("estimate", "report", "assessment", "forecast", "denial", "demand", "intention", "background")
_STANCES = ("asserted", "assessed", "believed", "reported", "expected", "denied", "demanded", "unknown")
_BOUNDS = ("bare", "about", "at least", "at most")
_DAY = np.datetime64("2031-01-01")
_SENTENCE = "It was said again that 12345 boats lay idle in the harbour. "
_CELL = """
import time
from benchmarks.exploring import story_of
from workbench.look.explore.widget import Explorer
story = story_of({size})
began = time.perf_counter()
explorer = Explorer(story)
print(time.perf_counter() - began)
explorer
"""
#: The facets that are clicked, each at a value of its own, again and again.
_CLICKED = ("claim_type", "stance", "source", "estimand", "part", "entity")


def main() -> None:
    """Prints a line for each size."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exploring", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 100_000, 1_000_000])
    parser.add_argument("--clicks", type=int, default=12)
    options = parser.parse_args()
    print("figures   index s  Python CPU ms  click to paint ms: median   95th    kB a change")
    for size in options.sizes:
        index, python, clicks, kilobytes = _measured(size, options.clicks)
        print(
            f"{size:>8} {index:>8.1f} {python:>14.0f} {statistics.median(clicks):>26.0f} "
            f"{np.quantile(clicks, 0.95):>6.0f} {kilobytes:>14.0f}"
        )


def _measured(size: int, clicks: int) -> tuple[float, float, list[float], float]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        notebooks = Path(folder) / "checkout" / "notebooks"
        notebooks.mkdir(parents=True)
        (notebooks / "00_start_here.ipynb").write_text(_notebook(size), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=[*FLAGS, "--no-sandbox"])
        page = browser.new_page(viewport={"width": 1600, "height": 1000})
        with running_lab(Path(folder), notebooks=notebooks) as lab:
            return _clicked(page, lab, size, clicks)


def _clicked(page: Page, lab: Lab, size: int, clicks: int) -> tuple[float, float, list[float], float]:
    sent: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sent.append(len(frame))))
    open_notebook(page, lab, "notebooks/00_start_here.ipynb")
    if not run_all(page, seconds=900):
        raise SystemExit(str(outputs(page)))
    page.locator(".wb-vega svg").first.wait_for(state="attached", timeout=120_000)
    page.wait_for_timeout(3000)
    index = next(float(output["said"]) for output in outputs(page) if output["name"] == "stdout")
    times, bytes_sent = [], []
    for at in range(clicks):
        sent.clear()
        times.append(float(page.evaluate(_CLICK, [_CLICKED[at % len(_CLICKED)], at // len(_CLICKED)])))
        page.wait_for_timeout(400)
        bytes_sent.append(sum(sent) / 1000)
        page.locator(".wb-explore button", has_text="Undo").click()
        page.wait_for_timeout(1500)
    return index, _in_python(size, clicks), times, statistics.median(bytes_sent)


#: Clicks a value of a facet and gives the milliseconds until the answer is drawn: the frame after the last change.
_CLICK = """
([facet, at]) => new Promise((resolve) => {
    const root = document.querySelector(".wb-explore");
    const boxes = [...root.querySelectorAll(`input[data-key^="value-${facet}-"]`)];
    const box = boxes[Math.min(at, boxes.length - 1)];
    const details = box.closest("details");
    details.open = true;
    const began = performance.now();
    new MutationObserver((changes, observer) => {
        if (root.dataset.asked !== root.dataset.answered) return;
        observer.disconnect();
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began), 0));
    }).observe(root, { attributes: true, attributeFilter: ["data-answered"] });
    box.click();
})
"""


def _in_python(size: int, clicks: int) -> float:
    """The median milliseconds of processor that the view takes, each time with a filter it has not seen."""
    from workbench.look.explore.state import State
    from workbench.look.explore.view import after, index_of, view

    index, state = index_of(story_of(size)), State()
    view(index, state)
    times = []
    for at in range(clicks):
        values = index.figures.values(_CLICKED[at % len(_CLICKED)])
        event = {"type": "toggle", "field": _CLICKED[at % len(_CLICKED)], "value": values.ids[at % len(values.ids)]}
        began = time.process_time()
        found = after(index, state, event)
        view(index, found)
        times.append(1000 * (time.process_time() - began))
    return statistics.median(times)


def _notebook(size: int) -> str:
    cell: dict[str, Any] = {"cell_type": "code", "id": "only", "source": _CELL.format(size=size).strip()}
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
