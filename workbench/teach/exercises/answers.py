"""What is asked of the texts of an exercise, and the right answers by the story's ledger.

What is here: the figures to guess at, the numbers to mark, the losses to find, what each text draws on, and the decoys:
what must not be taken for any of these. Whatever a person has corrected in the ledger holds here too; how an answer may
be doubted is in ``defensible.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workbench import ledger
from workbench.corrections.listing import reviews
from workbench.ledger import names_of, plain_rows
from workbench.look import wording
from workbench.look.support import figure
from workbench.model import content_id
from workbench.story import Story
from workbench.teach.exercises.book import Book, Row, reached
from workbench.teach.exercises.defensible import WHOLE, Read, doubts
from workbench.teach.exercises.exercise import ELSEWHERE, HUNTED, NOBODY, OWN_VOICE, SURENESS
from workbench.teach.exercises.key import Counts, Decoy, Item
from workbench.teach.exercises.plants import KINDS

#: At most so many figures to guess at, and texts whose numbers are marked.
GUESSES, MARKED = 2, 2


def counts_in(book: Book) -> Iterable[Counts]:
    """The figures that most of the texts repeat, from fewest origins, on what the story counts most.

    Not of nothing at all, and not of figures that nobody is known to hold.
    """
    names = names_of(book.story.entities, "entity_id")
    titles = names_of(book.story.estimands, "estimand")
    rows = [
        row
        for row in plain_rows(book.story.corroboration)
        if len(set(row["reports"]) & set(book.chosen)) > 1 and len(row["ultimate_sources"]) and row["value"] != 0
    ]
    mass = Counter(row["estimand"] for row in plain_rows(book.story.estimates) if row["charted"])

    def rank(row: Row) -> tuple[Any, ...]:
        shared = len(set(row["reports"]) & set(book.chosen))
        return -shared, len(row["origins"]) - len(row["reports"]), -mass[row["estimand"]], row["figure_id"]

    for row in sorted(rows, key=rank)[:GUESSES]:
        yield Counts(
            row["figure_id"], f"{figure(row)} ({titles.get(row['estimand'], row['estimand'])})", len(row["reports"]),
            len(row["origins"]), len(row["ultimate_sources"]), len(row["unknown"]),
            "; ".join(names.get(one, one) for one in row["ultimate_sources"]) or "nobody named",
        )  # fmt: skip


def numbered_in(book: Book) -> tuple[str, ...]:
    """The texts whose numbers are marked: one and what retells it in part, else those with most numbers."""
    many: dict[str, int] = {}
    for row in plain_rows(book.story.estimates):
        many[row["report_id"]] = many.get(row["report_id"], 0) + 1
    pairs = [
        (row["kind"] == "partly", many.get(row["parent"], 0) + many.get(row["child"], 0), row["parent"], row["child"])
        for row in plain_rows(book.story.lineage)
        if row["state"] != "denied" and row["parent"] in book.chosen and row["child"] in book.chosen
    ]
    ranked = sorted(book.chosen, key=lambda one: -many.get(one, 0))
    pair = max(pairs)[2:] if pairs else tuple(ranked[:MARKED])
    return tuple(report for report in book.chosen if report in pair)


def numbers_in(book: Book, reports: Iterable[str]) -> Iterable[Item]:
    """The numbers of these texts, each with its right answers and with what is not asked since it may be doubted."""
    kept = set(reports)
    claims = {row["claim_id"]: row for row in plain_rows(book.story.claims)}
    said = {row["attribution_id"]: row for row in plain_rows(book.story.attributions)}
    people = {row["entity_id"]: row for row in plain_rows(book.story.entities)}
    seen = _reviewed(book.story)
    held = _held(book)
    phrases = [str(row["phrase"] or "").casefold() for row in plain_rows(book.story.estimates)]
    for row in plain_rows(book.story.estimates):
        if row["report_id"] not in kept or row["conversion_of"] is not None:
            continue
        page = book.page(row["report_id"])
        start, end = int(row["start"]), int(row["end"])
        answers = {
            "bound": row["bound"],
            "speaker": _speaker(row["claimant"], people),
            "anonymous": "yes" if row["anonymous"] else "no",
            "estimand": _estimand(row),
        }
        sureness = _sureness(claims.get(row["claim_id"]), phrases)
        if sureness in dict(SURENESS):
            answers["hedge"] = sureness
        sentence = page.sentence_at(start)
        around = sentence.text if sentence else page.text[start:end]
        source, is_named = _source(said.get(row["attribution_id"] or ""), people, page.text)
        others = sentence is not None and any(one != start for one in held.get((page.report_id, sentence.start), ()))
        reviewed = row["estimate_id"] in seen
        read = Read(row, page.text[start:end], around, answers.get("hedge"), source, is_named, others)
        unasked = {} if reviewed else doubts(read)
        yield Item(
            content_id("n", row["report_id"], start, end), "numbers", row["report_id"], start, end,
            page.text[start:end], around, (start, end),
            {name: value for name, value in answers.items() if value is not None and name not in unasked},
            tuple(_also(row, said, people, page.text)), wording.quantity(row), reviewed, WHOLE in unasked, unasked,
        )  # fmt: skip


def _held(book: Book) -> dict[tuple[str, int], list[int]]:
    """By report and sentence where the numbers stand that somebody holds."""
    found: dict[tuple[str, int], list[int]] = {}
    for row in plain_rows(book.story.estimates):
        sentence = book.page(row["report_id"]).sentence_at(int(row["start"]))
        if row["claimant"] is not None and sentence is not None:
            found.setdefault((row["report_id"], sentence.start), []).append(int(row["start"]))
    return found


def _source(said: Row | None, people: Mapping[str, Row], text: str) -> tuple[str, bool]:
    """The words that name who says a number, and whether they name a person."""
    if said is None or said["source_start"] is None:
        return "", False
    speaker = people.get(said["speaker"] or "") or {}
    return text[int(said["source_start"]) : int(said["source_end"])], speaker.get("kind") == "person"


def _sureness(claim: Row | None, phrases: Iterable[str]) -> str | None:
    """How sure a claim is told; words of a number ("about", "at least") are its bound and make nothing unsure."""
    if claim is None:
        return None
    words = [one.strip().casefold() for one in str(claim["certainty"] or "").split(";")]
    own = [one for one in words if one and not any(phrase.startswith(one) for phrase in phrases)]
    said = claim["certainty_class"]
    return "asserted" if said == "hedged" and words != [""] and not own else said


def _reviewed(story: Story) -> frozenset[str]:
    found = reviews(story)
    return frozenset(
        str(one.row) for one in ledger.records(found) if one.table == "estimates" and one.verdict != "unsure"
    )


def _estimand(row: Row) -> str:
    if row["charted"]:
        return str(row["estimand"])
    return f"{NOBODY}|{row['estimand']}" if row["estimand"] else NOBODY


def _speaker(claimant: str | None, people: Mapping[str, Row]) -> str:
    if claimant is None:
        return OWN_VOICE
    return str((people.get(claimant) or {}).get("name") or claimant)


def _also(row: Row, said: Mapping[str, Row], people: Mapping[str, Row], text: str) -> Iterable[str]:
    """Further words that name the holder: its aliases, its members, and the source as the text has it."""
    holder = people.get(row["claimant"] or "") or {}
    for one in (holder, *(people.get(member) or {} for member in _listed(holder.get("members")))):
        yield from (str(name) for name in (one.get("name"), *_listed(one.get("aliases"))) if name)
    source = said.get(row["attribution_id"] or "")
    if source and source["source_start"] is not None and row["claimant"] is not None:
        yield text[int(source["source_start"]) : int(source["source_end"])]


def _listed(value: Any) -> list[str]:
    return [] if value is None else [str(one) for one in value]


def not_counted_in(book: Book, reports: Iterable[str]) -> Iterable[Decoy]:
    """Numbers of these texts that count nothing, or say the number before them again."""
    kept = set(reports)
    for row in plain_rows(book.story.set_aside):
        if row["report_id"] in kept:
            why = f"this is no count: {row['reason']}"
            yield Decoy("numbers", row["report_id"], int(row["start"]), int(row["end"]), why)
    for row in plain_rows(book.story.estimates):
        if row["report_id"] in kept and row["conversion_of"] is not None:
            why = "the number before it, in another unit"
            yield Decoy("numbers", row["report_id"], int(row["start"]), int(row["end"]), why)


def hunted_in(book: Book) -> Iterable[Item]:
    """What was lost in the retelling among these texts, where it was lost."""
    kept = set(book.chosen)
    for row in plain_rows(book.story.discrepancies):
        if row["kind"] not in HUNTED or row["state"] == "dismissed" or not {row["a_report"], row["b_report"]} <= kept:
            continue
        page = book.page(row["b_report"])
        start, end = int(row["b_start"]), int(row["b_end"])
        sentence = page.sentence_at(start)
        within = (sentence.start, max(sentence.end, end)) if sentence else (start, end)
        yield Item(
            content_id("h", row["discrepancy_id"]), "hunt", row["b_report"], start, end, page.text[start:end],
            page.text[within[0] : within[1]], within, {"kind": _kinds_like(row["kind"])}, (), row["reading"],
        )  # fmt: skip


def _kinds_like(kind: str) -> str:
    """The kinds that name the same loss, the row's own first: a hedge dropped is a certainty raised too."""
    groups = [own for own in KINDS.values() if kind in own]
    return "|".join(dict.fromkeys((kind, *(one for own in groups for one in own if one in HUNTED))))


def not_lost_in(book: Book, reports: Iterable[str], hunted: Sequence[Item]) -> Iterable[Decoy]:
    """Numbers and retold sentences in which nothing was lost: what must not be taken for a change."""
    kept = set(reports)
    titles = names_of(book.story.estimands, "estimand")
    for row in plain_rows(book.story.estimates):
        start, end = int(row["start"]), int(row["end"])
        if row["report_id"] not in kept or _is_hunted(row["report_id"], start, end, hunted):
            continue
        counts = f"it counts {titles.get(row['estimand'], row['estimand'])}" if row["charted"] else str(row["why_not"])
        yield Decoy("hunt", row["report_id"], start, end, f"{counts}, and nothing was lost in retelling it")
    for row in plain_rows(book.story.alignments):
        start, end = int(row["b_start"]), int(row["b_end"])
        same = set(row["labels"]) <= {"same", "reworded"}
        if same and row["b_report"] in kept and not _is_hunted(row["b_report"], start, end, hunted):
            yield Decoy("hunt", row["b_report"], start, end, "told in other words, and nothing lost")


def _is_hunted(report: str, start: int, end: int, hunted: Iterable[Item]) -> bool:
    return any(one.report_id == report and one.within[0] < end and start < one.within[1] for one in hunted)


def parents_in(book: Book) -> dict[str, tuple[str, ...]]:
    """For each text the right answers to what it draws on: its parents and theirs, a text that is not here, or none.

    Where the direction of a link is not certain, either of the two counts. A text that draws only on what is not here
    stands alone as far as a student can see.
    """
    kept = set(book.chosen)
    up: dict[str, set[str]] = {report: set() for report in book.chosen}
    for row in plain_rows(book.story.lineage):
        if row["state"] == "denied" or row["child"] not in kept:
            continue
        up[row["child"]].add(row["parent"] if row["parent"] in kept else ELSEWHERE)
        if row["parent"] in kept and not row["direction_certain"] and _may_precede(book, row["child"], row["parent"]):
            up[row["parent"]].add(row["child"])
    found = {}
    for report in book.chosen:
        right = reached(report, up)
        if not right & kept:
            right |= {NOBODY, ELSEWHERE}
        found[report] = tuple(sorted(right))
    return found


def _may_precede(book: Book, first: str, second: str) -> bool:
    """Whether a text may have been out before another: on a day before it could be, or both on the same days."""
    days = [(book.reports[one]["published_earliest"], book.reports[one]["published_latest"]) for one in (first, second)]
    return days[0] == days[1] or (days[0][0] or "") < (days[1][0] or "")
