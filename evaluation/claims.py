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

from evaluation.counts import Count
from workbench.annotate.pipeline import annotate
from workbench.build import tables_of
from workbench.errors import InputError
from workbench.ledger import records
from workbench.model import ClaimType
from workbench.read import read_path
from workbench.storyfile import StoryFile, read_story_file

TYPES: tuple[str, ...] = get_args(ClaimType)
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


def lines_of(pairs: Sequence[Pair], made: int) -> Iterator[str]:
    """The lines of the score table; ``made`` is how many claims we have in the gold's files."""
    found = [pair for pair in pairs if pair.ours is not None]
    right = sum(pair.ours is not None and pair.ours.kind == pair.gold.kind for pair in pairs)
    common, times = Counter(pair.gold.kind for pair in pairs).most_common(1)[0]
    yield f"  found       {_share(len(found), len(pairs))}  (of {made} claims of ours in these files)"
    yield f"  type        {_share(right, len(pairs))}  (of the found: {_share(right, len(found))})"
    yield f"  always {common!r}: {_share(times, len(pairs))}"
    scores = {kind: _prf(pairs, kind) for kind in TYPES}
    macro = sum(f for _, _, f, count in scores.values() if count) / max(1, sum(c > 0 for *_, c in scores.values()))
    yield f"  macro-F1    {macro:.3f}  (over the types in the gold; a claim not found is wrong)"
    for kind, (precision, recall, f1, count) in scores.items():
        yield f"    {kind:11} precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  of {count}"
    for field in ("certainty", "denied", "quoted", "topic"):
        asked = [pair for pair in found if field != "topic" or pair.gold.topic]
        agree = sum(getattr(pair.ours, field) == getattr(pair.gold, field) for pair in asked)
        yield f"  {field:11} {_share(agree, len(asked))}  (of the found)"
    yield from _by_class(found)
    yield from _confusion(pairs)


def _prf(pairs: Sequence[Pair], kind: str) -> tuple[float, float, float, int]:
    given = sum(pair.ours is not None and pair.ours.kind == kind for pair in pairs)
    wanted = sum(pair.gold.kind == kind for pair in pairs)
    both = sum(pair.ours is not None and pair.ours.kind == kind == pair.gold.kind for pair in pairs)
    precision, recall = both / max(1, given), both / max(1, wanted)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall), wanted


def _by_class(found: Sequence[Pair]) -> Iterator[str]:
    for name in ("asserted", "hedged", "denied", "unknown"):
        wanted = [pair for pair in found if pair.gold.certainty == name]
        right = sum(pair.ours is not None and pair.ours.certainty == name for pair in wanted)
        given = sum(pair.ours is not None and pair.ours.certainty == name for pair in found)
        yield f"    {name:11} recall {_share(right, len(wanted))}  precision {_share(right, given)}"


def _confusion(pairs: Sequence[Pair]) -> Iterator[str]:
    counts = Counter((pair.gold.kind, pair.ours.kind if pair.ours else "none") for pair in pairs)
    columns = (*TYPES, "none")
    yield "  gold \\ ours   " + " ".join(f"{name[:6]:>6}" for name in columns)
    for kind in TYPES:
        yield f"    {kind:11} " + " ".join(f"{counts[kind, name] or '.':>6}" for name in columns)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} {part / whole:.3f}" if whole else "0 of 0"


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
    """Each claim of the gold as a count: found or not, of the right type or not, and what else is told of the found."""
    for collection, file, pairs, _, _ in _joined(gold, folders, story or StoryFile()):
        for pair in pairs:
            name = f"{collection}/{file}"
            key = f"{name}:{pair.gold.start}"
            kind = "not found" if pair.ours is None else f"{pair.ours.kind} for {pair.gold.kind}"
            right = pair.ours is not None and pair.ours.kind == pair.gold.kind
            yield Count(title, "found", name, key, pair.ours is not None, 1, 1)
            yield Count(title, "type", name, key, right, 1, 1, "" if right else kind)
            for field in ("certainty", "denied", "quoted") if pair.ours is not None else ():
                agree = getattr(pair.ours, field) == getattr(pair.gold, field)
                yield Count(title, f"{field}, of the found", name, key, agree, 1, 1)


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
