"""How many planted changes the comparison finds, and how often it raises an alarm where none was planted.

``python -m evaluation.planted FOLDER... [--seed 11] [--limit 14]`` takes folders of reports (such as those of the
shared folder's ``benchmarks/stories``; they are read there and never copied into the repository), plants changes in
copies of them with a fixed seed, builds a ledger of originals and copies in a place that is deleted afterwards, and
prints recall and precision by kind, false alarms for each copy, and false alarms on untouched pairs and on unrelated
ones.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.build import build_story
from workbench.compare.discrepancies.alignment import alignment_rows
from workbench.compare.discrepancies.pages import Page, shelf_of
from workbench.compare.discrepancies.queue import discrepancy_rows
from workbench.compare.lineage.edges import lineage_rows
from workbench.ledger import records
from workbench.story import Story
from workbench.teach.exercises.plants import KINDS, Copy, Plant, copy_of, names_of_places, plants_of

#: The most plants in one copy.
EACH = 5
#: Copies of each report with innocent edits only, and reports in each echo chain after the first.
UNTOUCHED, ECHOES = 1, 2


@dataclass(frozen=True, slots=True)
class Bench:
    """A folder's originals and copies as one story: the copies by file, and the original of each."""

    story: Story
    copies: Mapping[str, Copy]
    originals: Mapping[str, str]


def main() -> None:
    """Prints the scores over all folders."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.planted", description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--limit", type=int, default=14, help="the most plants of one kind in one folder")
    parser.add_argument("--misses", action="store_true", help="list each miss and each false alarm, by offsets")
    options = parser.parse_args()
    totals = Counter[str]()
    for folder in options.folders:
        with tempfile.TemporaryDirectory() as place:
            bench = bench_of(folder, Path(place), seed=options.seed, limit=options.limit)
            totals.update(measured(bench, misses=options.misses))
    for line in table(totals):
        print(line)


def bench_of(folder: Path, place: Path, *, seed: int, limit: int) -> Bench:
    """Originals and planted copies of a folder's reports, built into one story inside ``place``."""
    rng = random.Random(seed)
    dates = _dates(folder)
    base = build_story(folder, ledger_folder=place / "base" / "ledger", progress=False)
    shelf = shelf_of(base)
    others = names_of_places(shelf)
    files = {row.report_id: row.file for row in records(base.reports)}
    pages = sorted(shelf.pages.values(), key=lambda page: files[page.report_id])
    share = dict.fromkeys(KINDS, max(1, -(-limit // len(pages))))
    reports, copies, originals = place / "reports", dict[str, Copy](), dict[str, str]()
    reports.mkdir()
    for page in pages:
        stem = Path(files[page.report_id]).stem
        (reports / f"{stem}.txt").write_text(page.text, encoding="utf-8", newline="")
        plants = kept_few(plants_of(shelf, page, others, rng), share, rng)
        made = copies_of(page, plants, rng, each=EACH) + [copy_of(page, [], rng) for _ in range(UNTOUCHED)]
        for number, copy in enumerate(made):
            name = f"{stem}-copy{number:02}.txt"
            copies[name], originals[name] = copy, f"{stem}.txt"
            (reports / name).write_text(copy.text, encoding="utf-8", newline="")
    catalog = _catalog(place / "catalog.csv", dates, originals)
    return Bench(
        build_story(reports, ledger_folder=place / "ledger", catalog=catalog, progress=False), copies, originals
    )


def copies_of(page: Page, plants: Sequence[Plant], rng: random.Random, *, each: int) -> list[Copy]:
    """Copies of a report that hold all the plants, at most ``each`` in one and one in a sentence."""
    groups: list[list[Plant]] = []
    for plant in rng.sample(list(plants), len(plants)):
        group = next(
            (one for one in groups if len(one) < each and all(plant.sentence != other.sentence for other in one)), None
        )
        if group is None:
            groups.append([plant])
        else:
            group.append(plant)
    return [copy_of(page, group, rng) for group in groups]


def kept_few(plants: Sequence[Plant], limits: Mapping[str, int], rng: random.Random) -> list[Plant]:
    """So many plants of each kind as its limit allows, drawn at random, one at most of a kind in a sentence."""
    taken: dict[tuple[str, int], Plant] = {}
    count = dict.fromkeys(limits, 0)
    for plant in rng.sample(list(plants), len(plants)):
        key = (plant.kind, plant.sentence.start)
        if key not in taken and count[plant.kind] < limits[plant.kind]:
            taken[key] = plant
            count[plant.kind] += 1
    return list(taken.values())


def _dates(folder: Path) -> dict[str, str]:
    """The publication days that a folder's gold or catalog gives, by file stem."""
    path = folder / "gold.json"
    pages: Sequence[Mapping[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["pages"] if path.is_file() else []
    return {Path(page["file"]).stem: page["published"] for page in pages if page.get("published")}


def _catalog(path: Path, dates: Mapping[str, str], originals: Mapping[str, str]) -> Path:
    names = sorted({*originals, *originals.values()})
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "published"])
        for name in names:
            stem = Path(originals.get(name, name)).stem
            if stem in dates:
                writer.writerow([name, dates[stem]])
    return path


def measured(bench: Bench, *, misses: bool = False) -> Counter[str]:
    """Counts over one folder: plants and those found by kind, rows in vain, pairs looked at."""
    story = bench.story
    ids = {Path(row.file).name: row.report_id for row in records(story.reports)}
    totals = Counter[str]()
    for name, copy in sorted(bench.copies.items()):
        child, parent = ids.get(name), ids.get(bench.originals[name])
        if child is None or parent is None or child == parent:
            continue
        rows = _rows_of(_pair(story, parent, child), parent, child)
        totals["copies"] += bool(copy.plants)
        totals["untouched"] += not copy.plants
        for key, hits in _against(copy, rows).items():
            totals[key] += hits
        if misses:
            for line in _listed(name, copy, rows):
                print(line)
    totals.update(_unrelated(bench, ids))
    totals.update(_echoes(bench, ids))
    return totals


def _pair(story: Story, *keys: str) -> Story:
    """The story cut down to some of its reports."""
    tables = {
        name: table[table["report_id"].isin(keys)] if "report_id" in table.columns else table
        for name, table in story.tables.items()
    }
    return Story(tables, file=story.file)


def _rows_of(story: Story, parent: str, child: str) -> list[dict[str, Any]]:
    """The rows on a child's side that are about its parent, with the edge given by hand."""
    edge = [{"child": child, "parent": parent, "state": "accepted"}]
    rows = discrepancy_rows(story, edge, alignment_rows(story, edge))
    return [row for row in rows if row["b_report"] == child and row["a_report"] == parent]


def _against(copy: Copy, rows: Sequence[Mapping[str, Any]]) -> Counter[str]:
    totals = Counter[str]()
    for plant, start, end in copy.plants:
        there = [row for row in rows if row["b_start"] < end and row["b_end"] > start]
        totals[f"planted {plant.kind}"] += 1
        totals[f"found {plant.kind}"] += any(row["kind"] in KINDS[plant.kind] for row in there)
    for row in rows:
        here = [plant for plant, start, end in copy.plants if row["b_start"] < end and row["b_end"] > start]
        kind = next((name for name, kinds in KINDS.items() if row["kind"] == kinds[0]), row["kind"])
        right = any(row["kind"] in KINDS[plant.kind] for plant in here)
        totals[f"rows {kind}"] += 1
        totals[f"right {kind}"] += right
        totals["beside plants"] += not right and bool(here)
        totals["false alarms" if copy.plants else "false alarms untouched"] += not here
    return totals


def _listed(name: str, copy: Copy, rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    for plant, start, end in copy.plants:
        there = [row for row in rows if row["b_start"] < end and row["b_end"] > start]
        if not any(row["kind"] in KINDS[plant.kind] for row in there):
            instead = [row["kind"] for row in there]
            yield f"missed  {plant.kind:17} {name} {start}-{end} {copy.text[start:end]!r} instead {instead}"
    for row in rows:
        if not any(row["b_start"] < end and row["b_end"] > start for _, start, end in copy.plants):
            yield f"in vain {row['kind']:17} {name} {row['b_start']}-{row['b_end']} {row['reading']}"


def _unrelated(bench: Bench, ids: Mapping[str, str]) -> Counter[str]:
    """Rows on pairs of different originals of one story, which draw on nothing of each other."""
    names = sorted({name for name in bench.originals.values() if name in ids})
    totals = Counter[str]()
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            story = _pair(bench.story, ids[one], ids[other])
            rows = discrepancy_rows(story, [], alignment_rows(story, []))
            totals["unrelated pairs"] += 1
            totals["rows on unrelated pairs"] += sum(row["a_report"] != row["b_report"] for row in rows)
            totals["rows on unrelated pairs, no conflict of numbers"] += sum(
                row["a_report"] != row["b_report"] and row["kind"] not in {"conflict", "tension"} for row in rows
            )
    return totals


def _echoes(bench: Bench, ids: Mapping[str, str]) -> Counter[str]:
    """Chains of copies without credit: whether the lineage ties each copy to where its text began."""
    totals = Counter[str]()
    by_original: dict[str, list[str]] = {}
    for name, original in sorted(bench.originals.items()):
        by_original.setdefault(original, []).append(name)
    for original, names in sorted(by_original.items()):
        keys = [ids[name] for name in [original, *names[:ECHOES]] if name in ids]
        story = _pair(bench.story, *keys)
        edges = [(row["child"], row["parent"]) for row in lineage_rows(story)]
        linked = {frozenset(one) for one in edges if set(one) <= set(keys)}
        totals["planted echo chain"] += len(keys) - 1
        totals["found echo chain"] += _reached(keys[0], linked) - 1
    return totals


def _reached(start: str, linked: set[frozenset[str]]) -> int:
    known, grew = {start}, True
    while grew:
        more = {key for pair in linked if pair & known for key in pair} - known
        known |= more
        grew = bool(more)
    return len(known)


def table(totals: Counter[str]) -> Iterator[str]:
    """The lines of the score table."""
    planted = found = 0
    for kind in [*KINDS, "echo chain"]:
        of, hits = totals[f"planted {kind}"], totals[f"found {kind}"]
        planted, found = planted + of, found + hits
        rows, right = totals[f"rows {kind}"], totals[f"right {kind}"]
        precision = f"{right / rows:.2f} ({right} of {rows})" if rows else "none given"
        yield f"{kind:18} recall {hits / of if of else 0:.2f} ({hits} of {of}), precision {precision}"
    yield f"all plants: recall {found / max(1, planted):.2f} ({found} of {planted})"
    yield f"other rows on a planted sentence: {totals['beside plants']}"
    for title, group in (("false alarms", "copies"), ("false alarms untouched", "untouched")):
        reports = totals[group]
        yield f"{title}: {totals[title]} on {reports} reports, {totals[title] / max(1, reports):.2f} a report"
    pairs = totals["unrelated pairs"]
    for title in ("rows on unrelated pairs", "rows on unrelated pairs, no conflict of numbers"):
        yield f"{title}: {totals[title]} on {pairs} pairs, {totals[title] / max(1, pairs):.2f} a pair"


if __name__ == "__main__":
    main()
