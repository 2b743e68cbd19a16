"""How well claims are found and read: type, certainty, denial, quotation and topic, against a gold made by hand.

``python -m evaluation.claims --gold FILE`` takes the shape of the five reports' gold (a list with ``epistemic``) with
``--reports FOLDER``, and our own shape (a list with ``collection`` and ``claim_type``) with ``--collections NAME=FOLDER
...``. A claim of the gold counts as found when one of ours has at least half of the words of the two together
(Jaccard); each takes the one that overlaps it most. ``--misses`` lists every difference.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from evaluation.counts import Count, Totals, told, totals_of
from workbench.annotate.pipeline import annotate
from workbench.build import tables_of
from workbench.errors import InputError
from workbench.ledger import records
from workbench.model import ClaimType
from workbench.read import read_path
from workbench.storyfile import StoryFile, read_story_file

TYPES: tuple[str, ...] = get_args(ClaimType)
#: What is asked of a claim that is found, and the classes of its certainty.
_TOLD = ("certainty", "denied", "quoted")
_CLASSES = ("asserted", "hedged", "denied", "unknown")
_FOUND = 0.5
_LEVELS = {"asserted": "asserted", "denied": "denied", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A claim of the gold or of ours, placed in a file's text; ``topics`` is empty where the gold has other topics."""

    file: str
    start: int
    end: int
    kind: str
    certainty: str
    denied: bool
    quoted: bool
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim of the gold with ours that overlaps it most, where half of the words agree."""

    gold: Marked
    ours: Marked | None
    share: float


# --- reading ----------------------------------------------------------------------------------------------------------


def read_gold(path: Path) -> list[tuple[str, Marked]]:
    """The claims of a gold file, each with the name of its collection (empty for the five reports')."""
    rows = json.loads(path.read_text(encoding="utf-8"))
    return [(row.get("collection", ""), _marked(row)) for row in rows]


def _marked(row: Mapping[str, Any]) -> Marked:
    if "epistemic" in row:
        level = _LEVELS.get(row["certainty_level"], "hedged")
        quoted = row["is_direct_quote"] != "none"
        return Marked(row["file"], row["start"], row["end"], row["epistemic"], level, bool(row["negated"]), quoted)
    values = (row["claim_type"], row["certainty_class"], bool(row["denied"]), bool(row["quoted"]), row["topic"] or "")
    return Marked(row["file"], row["start"], row["end"], *values)


def claims_in(path: Path, story: StoryFile) -> tuple[str, list[Marked]]:
    """A file's text as the product reads it, and the claims of its ledger."""
    reading = read_path(path, story=story)
    tables = tables_of(reading, list(annotate(reading.reports)), story)
    rows = records(tables["claims"])
    kept = [
        Marked("", row.start, row.end, row.claim_type, row.certainty_class, row.denied, row.quoted, row.topic or "")
        for row in rows
    ]
    return reading.reports[0].text, kept


# --- joining ----------------------------------------------------------------------------------------------------------


def pairs_of(text: str, gold: Sequence[Marked], ours: Sequence[Marked]) -> Iterator[Pair]:
    """Each claim of the gold with the one of ours that shares most words with it."""
    words = [match.span() for match in re.finditer(r"\w+", text)]
    sets = [_words_in(words, claim) for claim in ours]
    for claim in gold:
        wanted = _words_in(words, claim)
        shares = [len(wanted & given) / max(1, len(wanted | given)) for given in sets]
        best = max(range(len(ours)), key=lambda number: shares[number], default=None)
        found = best is not None and shares[best] >= _FOUND
        yield Pair(claim, ours[best] if found and best is not None else None, shares[best] if best is not None else 0.0)


def _words_in(words: Sequence[tuple[int, int]], claim: Marked) -> set[int]:
    return {number for number, (start, end) in enumerate(words) if claim.start <= start and end <= claim.end}


# --- scores -----------------------------------------------------------------------------------------------------------


def counts_from(pairs: Iterable[Pair], title: str, group: str, *, fields: Sequence[str] = _TOLD) -> Iterator[Count]:
    """Each claim of the gold as counts: found or not, of the right type or not, and each further field of the found."""
    for pair in pairs:
        key = f"{group}:{pair.gold.start}"
        kind = "not found" if pair.ours is None else f"{pair.ours.kind} for {pair.gold.kind}"
        right = pair.ours is not None and pair.ours.kind == pair.gold.kind
        yield Count(title, "found", group, key, pair.ours is not None, 1, 1)
        yield Count(title, "type", group, key, right, 1, 1, "" if right else kind)
        for field in fields if pair.ours is not None else ():
            if field != "topic" or pair.gold.topic:
                agree = getattr(pair.ours, field) == getattr(pair.gold, field)
                yield Count(title, _of_found(field), group, key, agree, 1, 1)


def _of_found(field: str) -> str:
    return f"{field}, of the found"


def _by_label(pairs: Sequence[Pair], field: str, labels: Iterable[str]) -> dict[str, Totals]:
    """What each label of a field adds up to: how often it is wanted, given, and both."""
    return {label: totals_of(_labelled(pair, field, label) for pair in pairs) for label in labels}


def _labelled(pair: Pair, field: str, label: str) -> Count:
    wanted = getattr(pair.gold, field) == label
    given = pair.ours is not None and getattr(pair.ours, field) == label
    return Count("", field, "", "", wanted and given, wanted, given)


def lines_of(pairs: Sequence[Pair], made: int) -> Iterator[str]:
    """The lines of the score table; ``made`` is how many claims we have in the gold's files."""
    counts = list(counts_from(pairs, "", "", fields=(*_TOLD, "topic")))
    of = {field: totals_of(one for one in counts if one.field == field) for field in {one.field for one in counts}}
    found, right = of["found"], of["type"]
    common, times = Counter(pair.gold.kind for pair in pairs).most_common(1)[0]
    yield f"  found       {told(found.hits, found.gold)}  (of {made} claims of ours in these files)"
    yield f"  type        {told(right.hits, right.gold)}  (of the found: {told(right.hits, found.hits)})"
    yield f"  always {common!r}: {told(times, len(pairs))}"
    kinds = _by_label(pairs, "kind", TYPES)
    asked = [total.f1 for total in kinds.values() if total.gold]
    mean = sum(asked) / max(1, len(asked))
    yield f"  macro-F1    {mean:.3f}  (over the types in the gold; a claim not found is wrong)"
    yield from (f"    {kind:11} {total}  of {total.gold}" for kind, total in kinds.items())
    for field in (*_TOLD, "topic"):
        total = of.get(_of_found(field), Totals(0, 0, 0))
        yield f"  {field:11} {told(total.hits, total.gold)}  (of the found)"
    classes = _by_label([pair for pair in pairs if pair.ours is not None], "certainty", _CLASSES)
    for name, total in classes.items():
        yield f"    {name:11} recall {told(total.hits, total.gold)}  precision {told(total.hits, total.predicted)}"
    yield from _confusion(pairs)


def _confusion(pairs: Sequence[Pair]) -> Iterator[str]:
    counts = Counter((pair.gold.kind, pair.ours.kind if pair.ours else "none") for pair in pairs)
    columns = (*TYPES, "none")
    yield "  gold \\ ours   " + " ".join(f"{name[:6]:>6}" for name in columns)
    for kind in TYPES:
        yield f"    {kind:11} " + " ".join(f"{counts[kind, name] or '.':>6}" for name in columns)


def _misses(text: str, pairs: Iterable[Pair]) -> Iterator[str]:
    for pair in pairs:
        gold, ours = pair.gold, pair.ours
        if ours is None:
            yield f"    not found ({pair.share:.2f}): {gold.kind} {text[gold.start : gold.end]!r}"
            continue
        for field in ("kind", "certainty", "denied", "quoted", "topic"):
            wanted, given = getattr(gold, field), getattr(ours, field)
            if wanted != given and (field != "topic" or wanted):
                yield f"    {field}: {given}, gold {wanted}: {text[gold.start : gold.end]!r}"


# --- command ----------------------------------------------------------------------------------------------------------


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when all was done, 1 when an input was refused."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.claims", description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--reports", type=Path, help="the folder of a gold without collections")
    parser.add_argument("--collections", nargs="*", default=[], metavar="NAME=FOLDER")
    parser.add_argument("--story", type=Path, help="a story file, for its topics and parties")
    parser.add_argument("--misses", action="store_true", help="list every claim missed and every field that differs")
    options = parser.parse_args(arguments)
    folders = {name: Path(folder) for name, _, folder in (one.partition("=") for one in options.collections)}
    if options.reports:
        folders[""] = options.reports
    try:
        story = read_story_file(options.story) if options.story else StoryFile()
        lines = list(_score(read_gold(options.gold), folders, story, misses=options.misses))
    except (InputError, OSError, ValueError) as error:
        print(f"evaluation.claims: {error}", file=sys.stderr)
        return 1
    print("\n".join(lines))
    return 0


def counts_of(
    gold: Sequence[tuple[str, Marked]], folders: Mapping[str, Path], title: str, *, story: StoryFile | None = None
) -> Iterator[Count]:
    """The counts of every claim of the gold, read from its collections' folders."""
    for collection, file, pairs, _, _ in _joined(gold, folders, story or StoryFile()):
        yield from counts_from(pairs, title, f"{collection}/{file}")


def _joined(
    gold: Sequence[tuple[str, Marked]], folders: Mapping[str, Path], story: StoryFile
) -> Iterator[tuple[str, str, list[Pair], str, int]]:
    """Each file of the gold with its pairs, its text and how many claims we have in it."""
    for collection, file in sorted({(name, claim.file) for name, claim in gold}):
        if collection not in folders:
            raise InputError(f"no folder is given for the collection {collection!r}; use --collections NAME=FOLDER")
        text, ours = claims_in(folders[collection] / file, story)
        wanted = [claim for name, claim in gold if (name, claim.file) == (collection, file)]
        yield collection, file, list(pairs_of(text, wanted, ours)), text, len(ours)


def _score(
    gold: Sequence[tuple[str, Marked]], folders: Mapping[str, Path], story: StoryFile, *, misses: bool
) -> Iterator[str]:
    pairs: list[Pair] = []
    made = 0
    for _, file, here, text, count in _joined(gold, folders, story):
        made += count
        pairs.extend(here)
        if misses:
            yield f"  {file}"
            yield from _misses(text, here)
    yield f"{len(pairs)} claims in {len({(name, claim.file) for name, claim in gold})} files"
    yield from lines_of(pairs, made)


if __name__ == "__main__":
    sys.exit(main())
