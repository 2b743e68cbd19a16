"""How well a story's estimates are read, field by field, against a gold standard made by hand.

``python -m evaluation.stories FOLDER --gold gold.json [--story story.toml]`` builds a ledger outside FOLDER and prints
detection, interval, bound, claimant, anonymity, stance, as-of and estimand scores, and each number wrongly charted.
Both shapes of gold are read: ``pages`` (whose publication dates and outlets are given to the build as a catalog) and a
list of ``estimates``. Which answer is right is told in ``storyfields.py``; every figure printed is a sum of the counts
that ``measured.py`` keeps.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from evaluation import dates
from evaluation.counts import Count, told, totals_of
from evaluation.storyfields import AS_OF_MEETS, FIELDS, LEFT_OPEN, Answer, answers_of, plain
from workbench.annotate.entities.parties import Register
from workbench.build import build_story
from workbench.ledger import records
from workbench.story import Story

_PAIRS = "estimand, pairs"


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold estimate placed in a report's text; ``optional`` ones may be found or not."""

    report_id: str
    start: int
    end: int
    charted: bool
    optional: bool
    entry: Mapping[str, Any]

    @property
    def key(self) -> str:
        """What tells it from others between runs."""
        return f"{self.entry['file']}:{self.start}"


@dataclass(frozen=True, slots=True)
class Reading:
    """A gold estimate with our row that overlaps it most, if any, and that row's answers."""

    gold: Gold
    row: Any
    answers: tuple[Answer, ...] = ()

    @property
    def wanted(self) -> bool:
        """Whether the gold wants it charted."""
        return self.gold.charted and not self.gold.optional

    @property
    def charted(self) -> bool:
        """Whether a row was found and is charted."""
        return self.row is not None and bool(self.row["charted"])


@dataclass(frozen=True, slots=True)
class Judged:
    """A story beside its gold: each gold estimate as it was read, our rows wrongly charted, and the reports' days."""

    readings: tuple[Reading, ...]
    wrongly: pd.DataFrame
    dated: tuple[dict[str, Any], ...]


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


def judge(story: Story, gold: Mapping[str, Any]) -> Judged:
    """A story beside its gold."""
    register = Register(story.file)
    readings = tuple(_reading(story, register, one) for one in _placed(story, gold))
    good = {one.row["estimate_id"] for one in readings if one.row is not None and (one.wanted or one.gold.optional)}
    drawn = story.estimates[story.estimates["charted"]]
    dated = dates.score_dates(records(story.reports), gold.get("dates") or ())
    return Judged(readings, drawn[~drawn["estimate_id"].isin(good)], tuple(dated))


def _reading(story: Story, register: Register, gold: Gold) -> Reading:
    row = _match(gold, story.estimates)
    answers = () if row is None else tuple(answers_of(gold.entry, row, story=story, register=register))
    return Reading(gold, row, answers)


# --- counts -----------------------------------------------------------------------------------------------------------


def counts_of(story: Story, gold: Mapping[str, Any], title: str) -> Iterator[Count]:
    """Each estimate of the gold as a count: found and charted or not, field by field, and each one charted wrongly."""
    yield from counted(judge(story, gold), story, title)


def counted(judged: Judged, story: Story, title: str) -> Iterator[Count]:
    """The counts of a story already beside its gold."""
    for one in (one for one in judged.readings if one.wanted):
        file, key, found, hit = one.gold.entry["file"], one.gold.key, one.row is not None, int(one.charted)
        yield Count(title, "found", file, key, found, 1, found)
        yield Count(title, "charted", file, key, hit, 1, hit, "" if hit else "not charted")
    files = dict(zip(story.reports["report_id"], story.reports["file"], strict=True))
    for row in records(judged.wrongly):
        name = Path(files[row.report_id]).name
        yield Count(title, "charted", name, f"{name}:{row.start}", 0, 0, 1, "wrongly charted")
    for one in judged.readings:
        for answer in one.answers:
            hit = int(answer.right)
            yield Count(title, answer.field, one.gold.entry["file"], one.gold.key, hit, 1, 1, answer.kind)
    if not story.file.estimands:
        yield from _pairs(judged, title)
    yield from dates.counts_of(judged.dated, title)


def _pairs(judged: Judged, title: str) -> Iterator[Count]:
    """Proposed estimands bear names of their own, so what counts is which gold estimates they put together."""
    known = [(one, one.gold.entry.get("measure"), plain(one.row["estimand"])) for one in judged.readings if one.answers]
    for at, (one, measure, estimand) in enumerate(known):
        before = [(measure == other, estimand is not None and estimand == ours) for _, other, ours in known[:at]]
        hits, gold = sum(same and ours for same, ours in before), sum(same for same, _ in before)
        predicted = sum(ours for _, ours in before)
        yield Count(title, _PAIRS, one.gold.entry["file"], one.gold.key, hits, gold, predicted)


# --- lines ------------------------------------------------------------------------------------------------------------


def score(story: Story, gold: Mapping[str, Any], *, misses: bool = False) -> Iterator[str]:
    """The lines of the score table."""
    judged = judge(story, gold)
    counts = list(counted(judged, story, ""))
    of = {field: [one for one in counts if one.field == field] for field in ("found", "charted", *FIELDS, _PAIRS)}
    found, charted = totals_of(of["found"]), totals_of(of["charted"])
    yield f"  {'found':<15} {told(found.hits, found.gold)}  (a row overlaps, charted or not)"
    of_drawn = f"precision {charted.precision:.3f}  F1 {charted.f1:.3f}"
    yield f"  {'charted':<15} {told(charted.hits, charted.gold)}  {of_drawn}"
    yield f"  wrongly charted: {charted.predicted - int(charted.hits)}"
    yield from (f"    {line}" for line in _wrongly(story, gold, judged))
    yield from _missed(judged) if misses else ()
    for field in FIELDS:
        total = totals_of(of[field])
        if total.gold:
            yield f"  {field:<15} {told(total.hits, total.gold)}{_remark(field, counts)}"
        yield from _wrong_answers(judged, field) if misses else ()
    if of[_PAIRS]:
        yield f"  {'estimand':<15} {totals_of(of[_PAIRS])}  (proposed: pairs of gold estimates put together rightly)"
    yield from dates.lines_of(counts)


def _remark(field: str, counts: Sequence[Count]) -> str:
    """How many of the answers that meet the gold's days leave an end open that the gold has."""
    left_open = sum(count.kind == LEFT_OPEN for count in counts)
    return f"  ({left_open} of them by an end left open)" if field == AS_OF_MEETS else ""


def _missed(judged: Judged) -> Iterator[str]:
    for one in judged.readings:
        if one.wanted and not one.charted:
            entry, why = one.gold.entry, "no row" if one.row is None else one.row["why_not"]
            yield f"    missed: {entry['file']} {entry['phrase']!r} {entry.get('noun', '')} - {why}"


def _wrong_answers(judged: Judged, field: str) -> Iterator[str]:
    for one in judged.readings:
        for answer in one.answers:
            if answer.field == field and not answer.right:
                place = f"{one.gold.entry['file']} {one.gold.entry['phrase']!r}"
                yield f"    {field}: {place}: gold {answer.wanted!r}, ours {answer.given!r}"


def _wrongly(story: Story, gold: Mapping[str, Any], judged: Judged) -> Iterator[str]:
    others = gold.get("non_estimates") or [
        {**entry, "file": page["file"]} for page in gold.get("pages", []) for entry in page["not_estimates"]
    ]
    files = story.reports.set_index("report_id")["file"]
    texts = story.reports.set_index("report_id")["text"]
    for row in records(judged.wrongly):
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
            "not in the gold" if not any(_same(one.gold, row) for one in judged.readings) else "gold does not chart it",
        )
        text = texts[row.report_id]
        around = " ".join(text[max(0, row.start - 30) : row.end + 30].split())
        yield f"{name}: {row.phrase!r} ({why}; estimand {row.estimand}) ...{around}..."


def _same(entry: Gold, row: Any) -> bool:
    return bool(entry.report_id == row.report_id and entry.start < row.end and entry.end > row.start)


if __name__ == "__main__":
    main()
