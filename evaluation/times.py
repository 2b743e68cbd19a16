"""Time expressions of a folder of reports as JSON, and their agreement with a gold.

``python -m evaluation.times FOLDER [--catalog catalog.csv] [--gold times.json] [--out PRED.json]`` writes
``{file: [{start, end, type, value, earliest, latest}]}`` for everything but site chrome. With a gold it prints how
many spans are found and how many of those agree in type, value and interval.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from evaluation.counts import Count
from workbench.annotate.times import time_rows
from workbench.errors import InputError
from workbench.model import Report
from workbench.read import read_path

FIELDS = ("start", "end", "type", "value", "earliest", "latest")
Row = dict[str, Any]


def reports_of(folder: Path, catalog: Path | None) -> tuple[Report, ...]:
    """The dated reports of a folder, the catalog's dates before their own."""
    return read_path(folder, catalog=catalog).reports


def predict(reports: Sequence[Report]) -> dict[str, list[Row]]:
    """The time expressions of each report outside its chrome, by file, with the fields a scorer compares."""
    found: dict[str, list[Row]] = {}
    for report in reports:
        chrome = [passage for passage in report.passages if passage.role == "chrome"]
        rows = time_rows(report, roles=None)
        kept = [row for row in rows if not any(one.start <= int(row["start"] or 0) < one.end for one in chrome)]
        found.setdefault(report.file, []).extend({field: row[field] for field in FIELDS} for row in kept)
    return found


def _value(value: str) -> str:
    """A TIMEX3 value without the gold's remarks in brackets."""
    return re.sub(r"\s*\(.*\)$", "", value)


def _overlaps(first: Row, second: Mapping[str, Any]) -> bool:
    low, high = first["earliest"] or "0000", first["latest"] or "9999"
    return low <= (second["latest"] or "9999") and (second["earliest"] or "0000") <= high


def compare(predicted: Mapping[str, Sequence[Row]], gold: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Counts of spans found, missed and added, of agreement among the found, and the cases that differ.

    Gold rows that stand in site chrome are not asked for.
    """
    wanted = {(row["file"], row["start"], row["end"]): row for row in gold if not row.get("in_chrome")}
    given = {
        (file, row["start"], row["end"]): row
        for file, rows in predicted.items()
        for row in rows
        if file in {key[0] for key in wanted}
    }
    both = [(given[key], wanted[key]) for key in sorted(wanted.keys() & given.keys())]
    agree = {
        "type": lambda p, g: p["type"] == g["type"],
        "value": lambda p, g: p["value"] == _value(g["timex_value"]),
        "interval": lambda p, g: (p["earliest"], p["latest"]) == (g["earliest"], g["latest"]),
        "interval overlaps": _overlaps,
    }
    differ = [
        f"{g['file']}:{g['start']} {g['text']!r}: {p['type']} {p['value']} {p['earliest']}..{p['latest']}, gold "
        f"{g['type']} {g['timex_value']} {g['earliest']}..{g['latest']}"
        for p, g in both
        if not all(agree[field](p, g) for field in ("type", "value", "interval"))
    ]
    return {
        "gold": len(wanted),
        "found": len(both),
        "missed": [f"{key[0]}:{key[1]} {wanted[key]['text']!r}" for key in sorted(wanted.keys() - given.keys())],
        "added": [f"{key[0]}:{key[1]}-{key[2]} {given[key]['value']}" for key in sorted(given.keys() - wanted.keys())],
        "agree": {name: sum(bool(test(p, g)) for p, g in both) for name, test in agree.items()},
        "differ": differ,
        "relaxed": _relaxed(list(wanted.values()), given),
    }


def _relaxed(gold: Sequence[Mapping[str, Any]], rows: Mapping[tuple[str, int, int], Row]) -> dict[str, float]:
    """Precision, recall and F1 of values where spans need only overlap, as TempEval-3 counts them."""
    right = 0
    for row in gold:
        hits = [
            given
            for (file, start, end), given in rows.items()
            if file == row["file"] and start < row["end"] and row["start"] < end
        ]
        right += bool(hits) and hits[0]["value"] == _value(row["timex_value"])
    precision, recall = right / max(1, len(rows)), right / max(1, len(gold))
    return {"precision": precision, "recall": recall, "F1": 2 * precision * recall / ((precision + recall) or 1)}


def counts_of(predicted: Mapping[str, Sequence[Row]], gold: Sequence[Mapping[str, Any]], title: str) -> Iterator[Count]:
    """Each expression of the gold as a count: its span, and the value and interval of what stands there."""
    wanted = {(row["file"], row["start"], row["end"]): row for row in gold if not row.get("in_chrome")}
    given = {(file, row["start"], row["end"]): row for file, rows in predicted.items() for row in rows}
    files = {key[0] for key in wanted}
    for place in sorted(wanted.keys() | {key for key in given if key[0] in files}):
        file, key = place[0], f"{place[0]}:{place[1]}"
        yield Count(title, "span", file, key, place in wanted and place in given, place in wanted, place in given)
        if place not in wanted:
            continue
        one, other = wanted[place], given.get(place)
        value = other is not None and other["value"] == _value(one["timex_value"])
        ends = other is not None and (other["earliest"], other["latest"]) == (one["earliest"], one["latest"])
        yield Count(title, "value", file, key, value, 1, other is not None)
        yield Count(title, "interval", file, key, ends, 1, other is not None)


def _print(scores: Mapping[str, Any]) -> None:
    found, gold, added = scores["found"], scores["gold"], len(scores["added"])
    precision, recall = found / max(1, found + added), found / max(1, gold)
    print(f"spans: {found} of {gold} found, {added} added; precision {precision:.3f}, recall {recall:.3f}")
    for name, count in scores["agree"].items():
        print(f"{name}: {count} of {found}")
    print("value, spans overlapping:", ", ".join(f"{name} {share:.3f}" for name, share in scores["relaxed"].items()))
    for title in ("missed", "added", "differ"):
        for line in scores[title]:
            print(f"  {title}: {line}")


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when all was done, 1 when an input was refused."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.times", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--catalog", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args(arguments)
    try:
        predicted = predict(reports_of(options.folder, options.catalog))
        gold = json.loads(options.gold.read_text(encoding="utf-8")) if options.gold else None
    except (InputError, OSError, ValueError) as error:
        print(f"evaluation.times: {error}", file=sys.stderr)
        return 1
    if options.out:
        options.out.write_text(json.dumps(predicted, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if gold is not None:
        _print(compare(predicted, gold if isinstance(gold, list) else listed(gold)))
    elif not options.out:
        print(json.dumps(predicted, indent=1, ensure_ascii=False))
    return 0


def listed(gold: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The list of marked expressions in a gold file, under whichever name it stands."""
    lists = [value for value in gold.values() if isinstance(value, list) and value and "start" in value[0]]
    if not lists:
        raise InputError("the gold holds no list of time expressions")
    return lists[0]


if __name__ == "__main__":
    sys.exit(main())
