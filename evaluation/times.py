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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.counts import Count, totals_of
from evaluation.intervals import Days, leaves_open, meets
from workbench.annotate.times import time_rows
from workbench.errors import InputError
from workbench.model import Report
from workbench.read import read_path

FIELDS = ("start", "end", "type", "value", "earliest", "latest")
#: What is asked of an expression found: its interval by exact days, and by days that only meet the gold's.
MEETS = "interval meets"
ASKED = ("type", "value", "interval", MEETS)
SPAN, RELAXED = "span", "value, spans overlapping"
LEFT_OPEN = "interval meets by an open end"
Row = dict[str, Any]
Place = tuple[str, int, int]


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


@dataclass(frozen=True, slots=True)
class Pair:
    """What stands at one place: the gold's expression, ours, or both."""

    place: Place
    gold: Mapping[str, Any] | None
    ours: Row | None

    @property
    def key(self) -> str:
        """What tells the place from others between runs."""
        return f"{self.place[0]}:{self.place[1]}"


def pairs_of(predicted: Mapping[str, Sequence[Row]], gold: Sequence[Mapping[str, Any]]) -> list[Pair]:
    """Each place of the gold's files where the gold or we have an expression; gold in site chrome is not asked for."""
    wanted = {(row["file"], row["start"], row["end"]): row for row in gold if not row.get("in_chrome")}
    files = {place[0] for place in wanted}
    given = {(file, row["start"], row["end"]): row for file, rows in predicted.items() if file in files for row in rows}
    return [Pair(place, wanted.get(place), given.get(place)) for place in sorted(wanted.keys() | given.keys())]


def counts_of(predicted: Mapping[str, Sequence[Row]], gold: Sequence[Mapping[str, Any]], title: str) -> Iterator[Count]:
    """Each expression as counts: its span, and the type, value and interval of what stands there."""
    pairs = pairs_of(predicted, gold)
    for pair in pairs:
        file, found = pair.place[0], pair.gold is not None and pair.ours is not None
        yield Count(title, SPAN, file, pair.key, found, pair.gold is not None, pair.ours is not None)
        for field, right in _agreement(pair).items():
            yield Count(title, field, file, pair.key, right, 1, found, "" if field != "interval" else _kind(pair))
    yield from _relaxed(pairs, title)


def _agreement(pair: Pair) -> dict[str, bool]:
    """Of an expression of the gold, in which fields ours is right; what we have not found is wrong in all."""
    gold, ours = pair.gold, pair.ours
    if gold is None or ours is None:
        return {} if gold is None else dict.fromkeys(ASKED, False)
    return {
        "type": ours["type"] == gold["type"],
        "value": ours["value"] == _value(gold["timex_value"]),
        "interval": _days(ours) == _days(gold),
        MEETS: meets(_days(gold), _days(ours)),
    }


def _days(row: Mapping[str, Any]) -> Days:
    return row["earliest"], row["latest"]


def _kind(pair: Pair) -> str:
    """In which way an interval that meets the gold's is not the gold's."""
    if pair.gold is None or pair.ours is None or _days(pair.gold) == _days(pair.ours):
        return ""
    if not meets(_days(pair.gold), _days(pair.ours)):
        return "interval wrong"
    return LEFT_OPEN if leaves_open(_days(pair.gold), _days(pair.ours)) else "interval meets, not exactly"


def _relaxed(pairs: Sequence[Pair], title: str) -> Iterator[Count]:
    """Values where spans need only overlap, as TempEval-3 counts them: each of the gold with our first there."""
    rows = {pair.place: pair.ours for pair in pairs if pair.ours is not None}
    used: set[Place] = set()
    for pair in pairs:
        if pair.gold is not None:
            file, start, end = pair.place
            first = next((place for place in rows if place[0] == file and place[1] < end and start < place[2]), None)
            right = first is not None and rows[first]["value"] == _value(pair.gold["timex_value"])
            yield Count(title, RELAXED, file, pair.key, right, 1, first is not None and first not in used)
            used |= {first} if first else set()
    for place in sorted(rows.keys() - used):
        yield Count(title, RELAXED, place[0], f"{place[0]}:{place[1]}", 0, 0, 1)


def lines_of(counts: Sequence[Count], pairs: Sequence[Pair]) -> Iterator[str]:
    """The lines of the score table, then each expression missed, added or read otherwise."""
    of = {field: totals_of(one for one in counts if one.field == field) for field in (SPAN, *ASKED, RELAXED)}
    span = of[SPAN]
    shares = f"precision {span.precision:.3f}, recall {span.recall:.3f}"
    yield f"spans: {span.hits:g} of {span.gold} found, {span.predicted - int(span.hits)} added; {shares}"
    left_open = sum(count.kind == LEFT_OPEN for count in counts)
    for field in ASKED:
        remark = f" ({left_open} of them by an end left open)" if field == MEETS else ""
        yield f"{field}: {of[field].hits:g} of {of[field].predicted}{remark}"
    yield f"{RELAXED}: {of[RELAXED]}"
    for pair in pairs:
        if pair.ours is None and pair.gold is not None:
            yield f"  missed: {pair.key} {pair.gold['text']!r}"
    for pair in pairs:
        if pair.gold is None and pair.ours is not None:
            yield f"  added: {pair.key}-{pair.place[2]} {pair.ours['value']}"
    yield from (f"  differ: {line}" for pair in pairs for line in _difference(pair))


def _difference(pair: Pair) -> Iterator[str]:
    if pair.gold and pair.ours and not all(right for field, right in _agreement(pair).items() if field != MEETS):
        ours, gold = _told(pair.ours, pair.ours["value"]), _told(pair.gold, pair.gold["timex_value"])
        yield f"{pair.key} {pair.gold['text']!r}: {ours}, gold {gold}"


def _told(row: Mapping[str, Any], value: str) -> str:
    return f"{row['type']} {value} {row['earliest']}..{row['latest']}"


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
        asked = gold if isinstance(gold, list) else listed(gold)
        print("\n".join(lines_of(list(counts_of(predicted, asked, "")), pairs_of(predicted, asked))))
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
