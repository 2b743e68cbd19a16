"""How well a story's estimates are read, field by field, against a gold standard made by hand.

``python -m evaluation.stories FOLDER --gold gold.json [--story story.toml]`` builds a ledger outside FOLDER and prints
detection, interval, bound, claimant, anonymity, stance, as-of and estimand scores, and each number wrongly charted.
Both shapes of gold are read: ``pages`` (whose publication dates and outlets are given to the build as a catalog) and a
list of ``estimates``.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

from evaluation.counts import Count
from evaluation.dates import score_dates
from workbench.annotate.entities.parties import Register
from workbench.annotate.entities.reading import plain_name
from workbench.build import build_story
from workbench.ledger import records
from workbench.story import Story

BOUNDS = {
    "exact": "bare",
    "approx": "about",
    "at_least": "at least",
    "more_than": "more than",
    "at_most": "at most",
    "up_to": "at most",
    "less_than": "less than",
    "range": "range",
    "vague": "vague",
}
#: What of the ledger's stance each word of the gold's status stands for (benchmarks/README.md).
STANCES = {
    "reported": {"asserted", "reported"},
    "assessed": {"assessed", "believed"},
    "forecast": {"expected"},
    "denied": {"denied"},
}
FIELDS = ("interval", "bound", "claimant", "anonymity", "stance", "as-of", "estimand")


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold estimate placed in a report's text; ``optional`` ones may be found or not."""

    report_id: str
    start: int
    end: int
    charted: bool
    optional: bool
    entry: Mapping[str, Any]


def main() -> None:
    """Prints the scores of one story."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.stories", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--story", type=Path)
    parser.add_argument("--misses", action="store_true", help="list every miss and every wrong field")
    options = parser.parse_args()
    gold = json.loads(options.gold.read_text(encoding="utf-8"))
    story = built(options.folder, gold, story_file=options.story)
    print(
        f"{options.folder.name}: {len(story.reports)} reports", "" if story.file.estimands else "(estimands proposed)"
    )
    for line in score(story, gold, misses=options.misses):
        print(line)


def built(folder: Path, gold: Mapping[str, Any], *, story_file: Path | None = None) -> Story:
    """The story of a folder, its ledger in a place of its own, dated by the gold's pages where they are dated."""
    with tempfile.TemporaryDirectory() as place:
        return build_story(
            folder,
            story_file=story_file,
            ledger_folder=Path(place) / "ledger",
            catalog=_catalog(gold, Path(place) / "catalog.csv"),
            progress=False,
        )


def counts_of(story: Story, gold: Mapping[str, Any], title: str) -> Iterator[Count]:
    """Each estimate of the gold as a count, charted or not and field by field, and each one charted wrongly."""
    entries = list(_placed(story, gold))
    matched = {id(entry): _match(entry, story.estimates) for entry in entries}
    found = _count(story, entries, matched)
    for entry in (one for one in entries if one.charted and not one.optional):
        hit = int(entry not in found.missed)
        key = f"{entry.entry['file']}:{entry.start}"
        yield Count(title, "charted", entry.entry["file"], key, hit, 1, hit, "" if hit else "not charted")
    files = dict(zip(story.reports["report_id"], story.reports["file"], strict=True))
    for row in records(found.wrong_rows):
        name = Path(files[row.report_id]).name
        yield Count(title, "charted", name, f"{name}:{row.start}", 0, 0, 1, "wrongly charted")
    register = Register(story.file)
    for entry in (one for one in entries if matched[id(one)] is not None):
        key = f"{entry.entry['file']}:{entry.start}"
        for name, (_, _, good) in _compare(story, register, entry, matched[id(entry)]).items():
            yield Count(title, name, entry.entry["file"], key, int(good), 1, 1, "" if good else f"{name} wrong")


def _catalog(gold: Mapping[str, Any], path: Path) -> Path | None:
    """The publication dates and outlets of the gold's pages as a catalog, where it gives them."""
    pages = [page for page in gold.get("pages", []) if page.get("published")]
    if not pages:
        return None
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["file", "published", "outlet"])
        writer.writerows([page["file"], page["published"], page.get("outlet", "")] for page in pages)
    return path


def score(story: Story, gold: Mapping[str, Any], *, misses: bool = False) -> Iterator[str]:
    """The lines of the score table."""
    entries = list(_placed(story, gold))
    ours = story.estimates
    matched = {id(entry): _match(entry, ours) for entry in entries}
    yield from _detection(story, gold, entries, matched, misses)
    yield from _fields(story, entries, matched, misses)
    if gold.get("dates"):
        rows = [row for row in score_dates(records(story.reports), gold["dates"]) if row["right"] is not None]
        right = sum(row["right"] for row in rows)
        yield f"  dates      {_share(right, len(rows))}  (the interval holds the day, each end cites a clue)"


# --- placing the gold -------------------------------------------------------------------------------------------------


def _placed(story: Story, gold: Mapping[str, Any]) -> Iterator[Gold]:
    listed = gold.get("estimates") or [
        {**entry, "file": page["file"]} for page in gold.get("pages", []) for entry in page["estimates"]
    ]
    for entry in listed:
        if entry.get("implied"):
            continue
        place = place_of(story, entry)
        if place is None:
            print(f"  gold not placed: {entry['file']} {entry['phrase']!r}")
            continue
        yield Gold(*place, bool(entry.get("chart", True)), bool(entry.get("chrome")), entry)


def place_of(story: Story, entry: Mapping[str, Any]) -> tuple[str, int, int] | None:
    """Where a gold entry stands: its report and offsets, looked up by its sentence where the gold has no offsets."""
    phrase = entry.get("phrase", entry.get("text", ""))
    for report in records(story.reports):
        if Path(report.file).name != Path(entry["file"]).name:
            continue
        if entry.get("start") is not None and report.text[entry["start"] : entry["end"]] == phrase:
            return report.report_id, entry["start"], entry["end"]
        sentence = entry.get("sentence") or entry.get("context") or phrase
        hits = [
            (
                abs(found.start() - (entry.get("start") or 0)),
                found.start() + inside.start(),
                found.start() + inside.end(),
            )
            for found in _loosely(sentence).finditer(report.text)
            if (inside := _loosely(phrase).search(found.group()))
        ]
        if hits:
            return report.report_id, *min(hits)[1:]
    return None


def _loosely(words: str) -> re.Pattern[str]:
    """A pattern for words whatever white space stands between them."""
    return re.compile(r"\s+".join(re.escape(word) for word in words.split()))


def _match(entry: Gold, ours: pd.DataFrame) -> Any:
    """Our row that overlaps a gold estimate, if any: the one sharing most characters."""
    rows = ours[(ours["report_id"] == entry.report_id) & (ours["start"] < entry.end) & (ours["end"] > entry.start)]
    if rows.empty:
        return None
    shared = rows.apply(lambda row: min(row["end"], entry.end) - max(row["start"], entry.start), axis=1)
    return rows.loc[shared.idxmax()]


# --- detection --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Detection:
    """How many estimates the gold wants charted, how many were found and charted, and what was drawn beside them."""

    wanted: int
    found: int
    charted: int
    drawn: int
    wrong: int
    wrong_rows: pd.DataFrame
    missed: tuple[Gold, ...]


def detection_counts(story: Story, gold: Mapping[str, Any]) -> Detection:
    """The counts of detection for a story against its gold."""
    entries = list(_placed(story, gold))
    return _count(story, entries, {id(entry): _match(entry, story.estimates) for entry in entries})


def _count(story: Story, entries: Sequence[Gold], matched: Mapping[int, Any]) -> Detection:
    wanted = [entry for entry in entries if entry.charted and not entry.optional]
    found = [entry for entry in wanted if matched[id(entry)] is not None]
    charted = [entry for entry in found if matched[id(entry)]["charted"]]
    good = {
        matched[id(entry)]["estimate_id"]
        for entry in entries
        if (entry.charted or entry.optional) and matched[id(entry)] is not None
    }
    drawn = story.estimates[story.estimates["charted"]]
    wrong = drawn[~drawn["estimate_id"].isin(good)]
    missed = tuple(entry for entry in wanted if entry not in charted)
    return Detection(len(wanted), len(found), len(charted), len(drawn), len(wrong), wrong, missed)


def _detection(
    story: Story, gold: Mapping[str, Any], entries: Sequence[Gold], matched: Mapping[int, Any], misses: bool
) -> Iterator[str]:
    counts = _count(story, entries, matched)
    precision = 1 - counts.wrong / counts.drawn if counts.drawn else 0.0
    recall = counts.charted / counts.wanted if counts.wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    yield f"  found      {_share(counts.found, counts.wanted)}  (a row overlaps, charted or not)"
    yield f"  charted    {_share(counts.charted, counts.wanted)}  precision {precision:.3f}  F1 {f1:.3f}"
    yield f"  wrongly charted: {counts.wrong}"
    yield from (f"    {line}" for line in _wrongly(story, gold, entries, counts.wrong_rows))
    for entry in counts.missed if misses else ():
        row = matched[id(entry)]
        why = "no row" if row is None else row["why_not"]
        yield f"    missed: {entry.entry['file']} {entry.entry['phrase']!r} {entry.entry.get('noun', '')} - {why}"


def _wrongly(story: Story, gold: Mapping[str, Any], entries: Sequence[Gold], wrong: pd.DataFrame) -> Iterator[str]:
    others = gold.get("non_estimates") or [
        {**entry, "file": page["file"]} for page in gold.get("pages", []) for entry in page["not_estimates"]
    ]
    files = story.reports.set_index("report_id")["file"]
    texts = story.reports.set_index("report_id")["text"]
    for row in records(wrong):
        name = Path(files[row.report_id]).name
        why = next(
            (
                str(other.get("kind") or other.get("why"))
                for other in others
                if Path(other["file"]).name == name
                and other.get("start") is not None
                and other["start"] < row.end
                and other["end"] > row.start
            ),
            "not in the gold" if not any(_same(entry, row) for entry in entries) else "gold does not chart it",
        )
        text = texts[row.report_id]
        around = " ".join(text[max(0, row.start - 30) : row.end + 30].split())
        yield f"{name}: {row.phrase!r} ({why}; estimand {row.estimand}) ...{around}..."


def _same(entry: Gold, row: Any) -> bool:
    return bool(entry.report_id == row.report_id and entry.start < row.end and entry.end > row.start)


# --- fields -----------------------------------------------------------------------------------------------------------


def _fields(story: Story, entries: Sequence[Gold], matched: Mapping[int, Any], misses: bool) -> Iterator[str]:
    register = Register(story.file)
    pairs = [(entry, matched[id(entry)]) for entry in entries if matched[id(entry)] is not None]
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    notes: dict[str, list[str]] = defaultdict(list)
    for entry, row in pairs:
        for name, (gold_value, our_value, good) in _compare(story, register, entry, row).items():
            asked[name] += 1
            right[name] += good
            if not good:
                notes[name].append(
                    f"{entry.entry['file']} {entry.entry['phrase']!r}: gold {gold_value!r}, ours {our_value!r}"
                )
    for name in FIELDS:
        if name == "estimand" and not story.file.estimands:
            yield f"  estimand   {_pairwise(pairs)}  (proposed: pairs of gold estimates put together rightly)"
        elif asked[name]:
            yield f"  {name:<10} {_share(right[name], asked[name])}"
        if misses:
            yield from (f"    {name}: {note}" for note in notes[name])


def _compare(story: Story, register: Register, entry: Gold, row: Any) -> dict[str, tuple[Any, Any, bool]]:
    gold = entry.entry
    out: dict[str, tuple[Any, Any, bool]] = {}
    interval = (gold.get("low"), gold.get("high"))
    ours = (_plain(row["low"]), _plain(row["high"]))
    out["interval"] = (interval, ours, _close(interval, ours))
    bound = BOUNDS.get(gold["bound"], gold["bound"])
    out["bound"] = (bound, row["bound"], bound == row["bound"])
    names = [name or "unattributed" for name in (gold["claimant"], *gold.get("claimant_alternatives", []))]
    out["claimant"] = (names, _claimant(story, row), _claimant_right(story, register, gold, names, row))
    anonymous = _anonymous(gold)
    out["anonymity"] = (anonymous, bool(row["anonymous"]), anonymous == bool(row["anonymous"]))
    statuses = {gold["status"], *gold.get("status_alternatives", [])} if gold.get("status") else set()
    if statuses & {"superseded", "past"}:
        out["stance"] = (gold["status"], "superseded" if row["superseded"] else row["stance"], bool(row["superseded"]))
    elif statuses:
        allowed = set().union(*(STANCES.get(status, set()) for status in statuses))
        out["stance"] = (gold["status"], row["stance"], row["stance"] in allowed)
    if gold.get("as_of"):
        wanted = _days(gold["as_of"])
        mine = (_plain(row["as_of_earliest"]), _plain(row["as_of_latest"]))
        out["as-of"] = (gold["as_of"], mine, _overlap(wanted, mine))
    if story.file.estimands and gold.get("measure"):
        known = {estimand.id for estimand in story.file.estimands}
        wanted_ids = {gold["measure"], *gold.get("measure_alternatives", [])}
        if wanted_ids & known:
            out["estimand"] = (gold["measure"], _plain(row["estimand"]), row["estimand"] in wanted_ids)
    return out


def _close(gold: Sequence[Any], ours: Sequence[Any]) -> bool:
    return all(
        (a is None) == (b is None) and (a is None or abs(a - b) <= 0.01 * max(1, abs(a)))
        for a, b in zip(gold, ours, strict=True)
    )


def _claimant(story: Story, row: Any) -> str | None:
    return story.name_of(_plain(row["claimant"]))


def _claimant_right(story: Story, register: Register, gold: Mapping[str, Any], names: Sequence[str], row: Any) -> bool:
    ours = _claimant(story, row)
    if ours is None:
        return "unattributed" in names
    named = [name for name in names if name != "unattributed"]
    if any(_same_name(ours, name) or (register.party_of(name) or "?") == row["claimant"] for name in named):
        return True
    if story.file.parties or "unattributed" in names[:1] and not gold.get("claimant_phrase"):
        return False
    return bool(gold.get("claimant_phrase")) and _same_name(ours, gold["claimant_phrase"])


def _same_name(one: str, other: str) -> bool:
    """Whether two names are the same up to case, articles and titles: "Capt. Bill Urban" is "Bill Urban"."""
    a, b = (re.findall(r"\w+", plain_name(name).lower().replace(".", "")) for name in (one, other))
    return bool(a) and bool(b) and (a == b or " ".join(a) in " ".join(b) or " ".join(b) in " ".join(a))


def _anonymous(gold: Mapping[str, Any]) -> bool:
    if "anonymous" in gold:
        return bool(gold["anonymous"])
    return str(gold.get("speaker_anonymity", "")).startswith(("anonymous", "unnamed"))


def _days(text: str) -> tuple[str | None, str | None]:
    """The first and last day of a gold date: a day, a month, a year, "A/B" or "before A"."""
    if text.startswith("before "):
        return None, text.removeprefix("before ")
    first, _, last = text.partition("/")
    last = last or first
    return {4: first + "-01-01", 7: first + "-01"}.get(len(first), first), {4: last + "-12-31", 7: last + "-31"}.get(
        len(last), last
    )


def _overlap(gold: tuple[str | None, str | None], ours: tuple[str | None, str | None]) -> bool:
    """Whether the two intervals meet; an interval with both ends missing meets none."""
    if ours == (None, None):
        return False
    return (gold[0] or "") <= (ours[1] or "9999") and (ours[0] or "") <= (gold[1] or "9999")


def _pairwise(pairs: Sequence[tuple[Gold, Any]]) -> str:
    ids = [(entry.entry.get("measure"), _plain(row["estimand"])) for entry, row in pairs]
    same_gold = same_ours = both = 0
    for (gold_a, ours_a), (gold_b, ours_b) in combinations(ids, 2):
        together = ours_a is not None and ours_a == ours_b
        same_gold += gold_a == gold_b
        same_ours += together
        both += together and gold_a == gold_b
    precision, recall = both / same_ours if same_ours else 0.0, both / same_gold if same_gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"


def _share(right: int, asked: int) -> str:
    return f"{right:>3} of {asked:<3} {right / asked if asked else 0:.3f}"


def _plain(value: Any) -> Any:
    return None if value is None or pd.isna(value) else value


if __name__ == "__main__":
    main()
