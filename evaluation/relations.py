"""How well reports are held against each other, measured on the five real reports with their hand-made relations.

``python -m evaluation.relations STORY_OR_LEDGER --gold relations.json [--story story.toml]`` prints precision and
recall of aligned spans, of the changes named on them by label, of lineage edges and inferred variants, the independent
origins and the reports of the key estimates, and for the fourteen discrepancies
(``fourteen.py``) whether each is found and that what must not fire is silent. Tables that the ledger does not hold are
made anew from it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.fourteen import ABOUT_NUMBERS, FOURTEEN, KEY_FIGURES, SILENT, Span, Wanted
from workbench import ledger
from workbench.build import build_story
from workbench.compare.discrepancies.alignment import alignment_rows
from workbench.compare.discrepancies.queue import discrepancy_rows
from workbench.compare.lineage.stemma import lineage_with_inferred
from workbench.compare.support.corroboration import corroboration_rows
from workbench.ledger import records
from workbench.story import Story
from workbench.storyfile import StoryFile, read_story_file

#: What our kinds of change are called in the gold. What has no like there is not scored.
LABELS: dict[str, str] = {
    "number": "number_changed",
    "place": "place_changed",
    "time": "date_changed",
    "status": "scope_changed",
    "scope": "scope_changed",
    "hedge dropped": "hedge_changed",
    "hedge added": "hedge_changed",
    "certainty raised": "hedge_changed",
    "certainty lowered": "hedge_changed",
    "wording": "hedge_changed",
    "verb changed": "attribution_changed",
    "attribution dropped": "attribution_dropped",
    "attribution added": "attribution_changed",
    "holders merged": "attribution_changed",
    "holder changed": "attribution_changed",
    "anonymity dropped": "attribution_changed",
    "quotation altered": "attribution_changed",
    "added in the retelling": "added_detail_not_in_origin",
}
#: Share of the shorter of two spans that the other must cover.
COVER = 0.5

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Compared:
    """The tables to score, spans told by the three digits of the report's file."""

    alignments: Sequence[Row]
    discrepancies: Sequence[Row]
    lineage: Sequence[Row]
    inferred: Sequence[Row]
    corroboration: Sequence[Row]
    estimates: Mapping[str, Span]


def main() -> None:
    """Prints the scores."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.relations", description=__doc__)
    parser.add_argument("story", type=Path, help="a ledger folder, a story folder or a folder of reports")
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--story-file", "--story", dest="story_file", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what was missed and what was in vain, by offsets")
    parser.add_argument("--by-hand", action="store_true", help="take the gold's own edges as the lineage")
    options = parser.parse_args()
    gold = json.loads(options.gold.read_text(encoding="utf-8"))
    story = opened(options.story, story_file=options.story_file)
    compared = compared_of(story, gold_edges(gold) if options.by_hand else None)
    for line in score(compared, gold, misses=options.misses):
        print(line)


def opened(path: Path, *, story_file: Path | None = None) -> Story:
    """The story of a ledger folder as it is, or of anything else that ``workbench build`` takes, built elsewhere."""
    if (path / "manifest.json").is_file():
        beside = story_file or path.parent / "story.toml"
        return Story(ledger.read(path), read_story_file(beside) if beside.is_file() else StoryFile())
    with tempfile.TemporaryDirectory() as place:
        return build_story(path, story_file=story_file, ledger_folder=Path(place) / "ledger", progress=False)


def gold_edges(gold: Row) -> list[tuple[str, str]]:
    """Child and parent by digits, as the gold has them: a document that derives from one of the collection."""
    docs = {one["doc"] for one in gold["documents"]}
    edges = []
    for one in gold["documents"]:
        parent = (one["derives_from"] or "")[:3]
        if parent in docs:
            edges.append((one["doc"], parent))
    return edges


def compared_of(story: Story, edges: Iterable[tuple[str, str]] | None = None) -> Compared:
    """The compared tables of a story, made anew where its ledger has none; ``edges`` replaces the lineage."""
    digits = {row.report_id: Path(row.file).name[:3] for row in records(story.reports)}
    ids = {digit: key for key, digit in digits.items()}
    inferred: list[Any] = []
    if edges is not None:
        lineage: list[Any] = [
            {"child": ids[child], "parent": ids[parent], "state": "proposed"} for child, parent in edges
        ]
    else:
        lineage, inferred = _rows(story, "lineage"), _rows(story, "inferred_parents")
        if not lineage:
            lineage, inferred = lineage_with_inferred(story)
    fresh = edges is not None
    alignments = (not fresh and _rows(story, "alignments")) or [*alignment_rows(story, lineage)]
    discrepancies = (not fresh and _rows(story, "discrepancies")) or discrepancy_rows(story, lineage, alignments)
    corroboration = (not fresh and _rows(story, "corroboration")) or corroboration_rows(story, lineage)
    return Compared(
        [_told(row, digits) for row in alignments],
        [_told(row, digits) for row in discrepancies],
        [{**row, "child": digits[row["child"]], "parent": digits.get(row["parent"], row["parent"])} for row in lineage],
        inferred,
        [{**row, "reports": [digits[key] for key in row["reports"]]} for row in corroboration],
        {row.estimate_id: (digits[row.report_id], row.start, row.end) for row in records(story.estimates)},
    )


def _rows(story: Story, table: str) -> list[Any]:
    if table not in ledger.TABLES:
        return []
    return [row._asdict() for row in records(getattr(story, table))]


def _told(row: Row, digits: Mapping[str, str]) -> dict[str, Any]:
    return {
        **row,
        "a": (digits[row["a_report"]], row["a_start"], row["a_end"]),
        "b": (digits[row["b_report"]], row["b_start"], row["b_end"]),
    }


def score(compared: Compared, gold: Row, *, misses: bool = False) -> Iterator[str]:
    """The lines of the score table."""
    yield from _alignment(compared, gold, misses)
    yield from _changes(compared, gold)
    yield from _lineage(compared, gold)
    yield from origins(compared, gold)
    yield from _fourteen(compared)
    yield from _silence(compared)


def touches(one: Span, other: Span, *, cover: float = COVER) -> bool:
    """Whether two spans of one report share so much of the shorter."""
    shared = min(one[2], other[2]) - max(one[1], other[1])
    return one[0] == other[0] and shared > 0 and shared >= cover * min(one[2] - one[1], other[2] - other[1])


# --- alignment --------------------------------------------------------------------------------------------------------


def _span(proposition: Row, key: str) -> Span:
    span = proposition["spans"][key]
    return span["doc"], span["start"], span["end"]


def _relations(gold: Row) -> Iterator[tuple[str, Span, Span, frozenset[str]]]:
    """The gold's relations between two reports: name, both spans, labels."""
    for one in gold["propositions"]:
        for relation in one["relations"]:
            a, b = _span(one, relation["from"]), _span(one, relation["to"])
            if a[0] != b[0]:
                yield f"{one['id']} {relation['from']}>{relation['to']}", a, b, frozenset(relation["labels"])


def _matching(rows: Iterable[Row], a: Span, b: Span) -> list[Row]:
    return [
        row
        for row in rows
        if (touches(row["a"], a) and touches(row["b"], b)) or (touches(row["a"], b) and touches(row["b"], a))
    ]


def _alignment(compared: Compared, gold: Row, misses: bool) -> Iterator[str]:
    edges = {frozenset(edge) for edge in gold_edges(gold)}
    wanted = [one for one in _relations(gold) if "not_same" not in one[3]]
    found = {name: _matching(compared.alignments, a, b) for name, a, b, _ in wanted}
    for title, inside in (("along edges", True), ("other pairs", False)):
        group = [one for one in wanted if (frozenset((one[1][0], one[2][0])) in edges) == inside]
        rows = [row for row in compared.alignments if (frozenset((row["a"][0], row["b"][0])) in edges) == inside]
        hits = sum(bool(found[name]) for name, *_ in group)
        right = [row for row in rows if _in_one_proposition(gold, row)]
        yield f"aligned spans, {title}: recall {_share(hits, len(group))}, precision {_share(len(right), len(rows))}"
        if misses:
            yield from (f"    missed {name}" for name, *_ in group if not found[name])
            yield from (f"    in vain {row['a']} {row['b']} {row['score']:.2f}" for row in rows if row not in right)


def _in_one_proposition(gold: Row, row: Row) -> bool:
    """Whether both sides of a row touch spans of one proposition: spans the gold gives no relation for count too."""
    for one in gold["propositions"]:
        spans = [_span(one, key) for key in one["spans"]]
        if any(touches(row["a"], span) for span in spans) and any(touches(row["b"], span) for span in spans):
            return True
    return False


def _changes(compared: Compared, gold: Row) -> Iterator[str]:
    """Labels on the aligned relations along edges; a row's labels count for every relation that it is matched to."""
    edges = {frozenset(edge) for edge in gold_edges(gold)}
    hits, missed, vain = Counter[str](), Counter[str](), Counter[str]()
    scored = set(LABELS.values())
    for _, a, b, labels in _relations(gold):
        rows = _matching(compared.alignments, a, b)
        if frozenset((a[0], b[0])) not in edges or not rows:
            missed.update(labels & scored if frozenset((a[0], b[0])) in edges else ())
            continue
        ours = {LABELS[one] for row in rows for one in row["labels"] if one in LABELS}
        hits.update(ours & labels)
        vain.update(ours - labels)
        missed.update((labels & scored) - ours)
    for label in sorted(scored):
        given, wanted = hits[label] + vain[label], hits[label] + missed[label]
        yield f"  {label:28} recall {_share(hits[label], wanted)}, precision {_share(hits[label], given)}"
    total = sum(hits.values())
    yield (
        f"named changes along edges: recall {_share(total, total + sum(missed.values()))}, "
        f"precision {_share(total, total + sum(vain.values()))}"
    )


# --- lineage and origins ----------------------------------------------------------------------------------------------


def _lineage(compared: Compared, gold: Row) -> Iterator[str]:
    wanted = set(gold_edges(gold))
    found = {(row["child"], row["parent"]) for row in compared.lineage if len(str(row["parent"])) == 3}
    yield (
        f"lineage edges: recall {_share(len(found & wanted), len(wanted))}, "
        f"precision {_share(len(found & wanted), len(found))}"
    )
    texts = [
        " ".join(variant["text"].casefold().split()) for row in compared.inferred for variant in list(row["variants"])
    ]
    variants = [
        [value["text"] for value in one.values() if isinstance(value, dict)] for one in gold["stemma"]["variants"]
    ]
    hits = sum(any(_shares_words(text, words) for text in texts for words in one) for one in variants)
    yield f"variants of an inferred parent: recall {_share(hits, len(variants))}, {len(texts)} given"


def _shares_words(text: str, words: str) -> bool:
    """Whether a variant of ours lies within the gold's, or holds it."""
    words = " ".join(words.casefold().split())
    return bool(text) and (text in words or words in text)


def origins(compared: Compared, gold: Row) -> Iterator[str]:
    """For each key estimate with a number whether its ultimate sources are as many, and its reports those, as by hand.

    The gold's "independent origins" are our ultimate sources; chains of text are printed beside them.
    """
    counted, named, asked = 0, 0, 0
    for place, key in zip(KEY_FIGURES, gold["key_estimates"], strict=True):
        if place is None:
            continue
        asked += 1
        ids = {one for one, span in compared.estimates.items() if touches(span, place)}
        row = next((row for row in compared.corroboration if ids & set(row["estimates"])), None)
        wanted, reports = key["independent_origins"], {text[:3] for text in key["reports"]}
        sources = -1 if row is None else len(row["ultimate_sources"])
        counted += sources == wanted
        named += row is not None and set(row["reports"]) == reports
        yield f"  {key['estimate']}: {_badge(row)}; by hand {len(reports)} reports, {wanted} ultimate"
    yield f"independent origins of key estimates: {_share(counted, asked)}; their reports: {_share(named, asked)}"
    yield f"  key claims without a number, not scored: {len(gold['key_estimates']) - asked}"


def _badge(row: Row | None) -> str:
    if row is None:
        return "no figure"
    counts = len(row["reports"]), len(row["origins"]), len(row["ultimate_sources"]), len(row["unknown"])
    return "{} reports / {} origins / {} ultimate, {} unknown".format(*counts)


# --- the fourteen -----------------------------------------------------------------------------------------------------


def found_rows(rows: Iterable[Row], wanted: Wanted) -> list[Row]:
    """The rows of the queue that answer to a wanted one."""
    return [row for row in rows if row["kind"] in wanted.kinds and _answers(row, wanted)]


def _answers(row: Row, wanted: Wanted) -> bool:
    ways = [(row["a"], row["b"])] + ([(row["b"], row["a"])] if wanted.either_way else [])
    return any(_any(a, wanted.a) and _any(b, wanted.b) for a, b in ways)


def _any(span: Span, spans: Sequence[Span]) -> bool:
    return not spans or any(touches(span, one) for one in spans)


def _fourteen(compared: Compared) -> Iterator[str]:
    whole = 0
    for name, wanted in FOURTEEN.items():
        answers = [found_rows(compared.discrepancies, one) for one in wanted]
        complete = all(answers)
        whole += complete
        said = ", ".join(f"{row['kind']} ({row['severity']})" for rows in answers for row in rows[:1])
        yield f"  {name:4} {'found' if complete else 'MISSED' if not any(answers) else 'IN PART'}  {said}"
    severities = Counter(row["severity"] for row in compared.discrepancies)
    split = ", ".join(f"{severities[one]} {one}" for one in ("high", "medium", "low"))
    yield f"discrepancies found: {whole} of {len(FOURTEEN)}; rows in the queue: {len(compared.discrepancies)} ({split})"
    named = {
        row["discrepancy_id"]
        for wanted in FOURTEEN.values()
        for one in wanted
        for row in found_rows(compared.discrepancies, one)
    }
    yield f"  rows beside the fourteen: {len(compared.discrepancies) - len(named)}"


def _silence(compared: Compared) -> Iterator[str]:
    fired = 0
    for name, (ones, others) in SILENT.items():
        rows = [
            row for row in compared.discrepancies if row["kind"] in ABOUT_NUMBERS and _sets_apart(row, ones, others)
        ]
        fired += bool(rows)
        yield f"  {name}: {'FIRES ' + rows[0]['reading'] if rows else 'silent'}"
    yield f"must not fire: {len(SILENT) - fired} of {len(SILENT)} silent"


def _sets_apart(row: Row, ones: Sequence[Span], others: Sequence[Span]) -> bool:
    return (_any(row["a"], ones) and _any(row["b"], others)) or (_any(row["a"], others) and _any(row["b"], ones))


def _share(hits: int, of: int) -> str:
    return f"{hits / of:.2f} ({hits} of {of})" if of else "none"


if __name__ == "__main__":
    main()
