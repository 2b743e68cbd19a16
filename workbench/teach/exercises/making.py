"""An exercise and its key made from a story's ledger, and written: a folder for each group, one for the teacher.

What is here: which texts are set, what is asked of them, and the answers. The texts are those that share one figure,
the family first; whatever a person has corrected in the ledger holds in the key too. The same story, seed and options
give the same files. Copies with planted changes come from ``plants.py``.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from workbench import ledger
from workbench.compare.discrepancies.pages import Page, Shelf, shelf_of
from workbench.corrections.listing import reviews
from workbench.errors import InputError
from workbench.look import wording
from workbench.look.selection import names_of, plain_rows
from workbench.look.support import figure
from workbench.model import content_id
from workbench.story import Story
from workbench.teach.exercises import exercise as copybook
from workbench.teach.exercises import key as teachers
from workbench.teach.exercises import sheets
from workbench.teach.exercises.coherent import coherent_plants, leaned_on
from workbench.teach.exercises.defensible import WHOLE, Read, doubts
from workbench.teach.exercises.exercise import ELSEWHERE, HUNTED, NOBODY, OWN_VOICE, SURENESS, Exercise, Text
from workbench.teach.exercises.key import Counts, Decoy, Item, Key
from workbench.teach.exercises.plants import KINDS, Copy, Plant, copy_of
from workbench.wholefile import write_whole

#: At most so many texts, figures to guess at, and texts whose numbers are marked.
TEXTS, GUESSES, MARKED = 5, 2, 2
#: So many changes are planted where nobody says how many.
ERRORS = 4
#: A text shorter than this is set only where there are no others.
_SHORT = 80

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """An exercise as written: the file of each group's copy, the key, and every path."""

    students: Mapping[str, Path]
    key: Path
    paths: tuple[Path, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class _Book:
    """What an exercise is made from: the story's rows by id, its pages, and the texts that were chosen."""

    story: Story
    shelf: Shelf
    reports: Mapping[str, Row]
    chosen: tuple[str, ...]
    names: Mapping[str, str]

    def page(self, report_id: str) -> Page:
        return self.shelf.pages[report_id]


def make_exercise(
    story: Story,
    out: str | Path,
    *,
    groups: Sequence[str] = ("A", "B"),
    seed: int = 1,
    errors: int | None = None,
    reports: Sequence[str] = (),
) -> Made:
    """The exercise as written into ``out``: ``students/GROUP/`` and ``teacher/``.

    ``errors`` changes are planted in each group's homework, drawn with ``seed``, other ones for each group while there
    are such; none are with 0, and by default four, or as many as there is room for. ``reports`` names the texts by
    file, else those of the largest family of reports are set. Raises ``InputError`` for a file that is not there, for
    more errors than there is room for, or where another exercise lies in the folder already; nothing is written then.
    """
    if (errors or 0) < 0 or not groups or len(set(groups)) < len(groups) or not all(one.isalnum() for one in groups):
        raise InputError("groups, errors: name each group once with letters and digits; errors is 0 or more")
    if story.folder is not None and Path(out).resolve().is_relative_to(story.folder.resolve()):
        raise InputError(f"{out}: choose a folder outside the story's own; what lies in that is read as a report")
    book = _book(story, reports)
    copies = _homework(book, groups, seed, errors) if errors != 0 else {}
    exercise, key = _made(book, groups, seed, copies)
    files: dict[str, str] = {}
    for group in groups:
        own = _for_group(exercise, group, copies, book)
        files[f"students/{group}/{copybook.FILE_NAME}"] = copybook.as_json(own)
        files[f"students/{group}/sheet.html"] = sheets.student_sheet(own)
    files[f"teacher/{teachers.FILE_NAME}"] = teachers.as_json(key)
    files["teacher/key.html"] = sheets.key_sheet(key)
    paths = _write(Path(out), files)
    students = {group: Path(out) / "students" / group for group in groups}
    return Made(students, Path(out) / "teacher" / teachers.FILE_NAME, paths, key.basis)


def _write(out: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    written = {name: text.encode("utf-8", "surrogatepass") for name, text in files.items()}
    kept = (teachers.FILE_NAME, copybook.FILE_NAME)
    if any(
        name.endswith(kept) and (out / name).exists() and (out / name).read_bytes() != raw
        for name, raw in written.items()
    ):
        raise InputError(f"{out}: another exercise lies there already; students may be working on it")
    try:
        for name, raw in written.items():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(out / name, raw)
    except OSError as error:
        raise InputError(f"{out}: the exercise cannot be written: {error.strerror or error}") from error
    return tuple(out / name for name in files)


# --- which texts ------------------------------------------------------------------------------------------------------


def _book(story: Story, files: Sequence[str]) -> _Book:
    shelf = shelf_of(story)
    reports = {row["report_id"]: row for row in plain_rows(story.reports)}
    chosen = _named(files, reports) if files else _shared(story, reports)
    if not chosen:
        raise InputError("an exercise needs a text; this story has none")
    order = {report: (reports[report]["published_earliest"] or "9999", reports[report]["file"]) for report in chosen}
    chosen = tuple(sorted(chosen, key=lambda one: order[one]))
    names = {one: f"Text {number}, {wording.report_name(reports[one])}" for number, one in enumerate(chosen, 1)}
    return _Book(story, shelf, reports, chosen, names)


def _named(files: Sequence[str], reports: Mapping[str, Row]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for name in files:
        hits = [key for key, row in reports.items() if name in (row["file"], Path(row["file"]).name, key)]
        if not hits:
            raise InputError(f"reports: the story has no report {name!r}; it has {_list_of(reports)}")
        found.update(dict.fromkeys(hits))
    return tuple(found)


def _list_of(reports: Mapping[str, Row]) -> str:
    return ", ".join(sorted({Path(row["file"]).name for row in reports.values()}))


def _shared(story: Story, reports: Mapping[str, Row]) -> tuple[str, ...]:
    """The largest family of texts, then those that share most figures with it, then those that give most numbers."""
    family = _family(story, reports)
    figures = [set(row["reports"]) for row in plain_rows(story.corroboration)]
    shared = {one: sum(one in told and bool(told & family) for told in figures) for one in reports}
    charted: dict[str, int] = {}
    for row in plain_rows(story.estimates):
        charted[row["report_id"]] = charted.get(row["report_id"], 0) + int(bool(row["charted"]))

    def rank(one: str) -> tuple[Any, ...]:
        short = (reports[one]["words_kept"] or 0) < _SHORT
        return short, one not in family, -shared[one], -charted.get(one, 0), reports[one]["file"] or "", one

    return tuple(sorted(reports, key=rank)[:TEXTS])


def _family(story: Story, reports: Mapping[str, Row]) -> set[str]:
    """The most texts that draw on one another, whichever way."""
    near: dict[str, set[str]] = {one: set() for one in reports}
    for row in plain_rows(story.lineage):
        if row["state"] != "denied" and row["child"] in near and row["parent"] in near:
            near[row["child"]].add(row["parent"])
            near[row["parent"]].add(row["child"])
    families = [{one, *_above(one, near)} for one in sorted(near)]
    return max(families, key=len, default=set())


def _texts(book: _Book) -> tuple[Text, ...]:
    return tuple(
        Text(
            report, book.names[report], book.reports[report]["title"] or "", _published(book.reports[report]),
            book.page(report).text, tuple(_blocks(book, report)),
        )
        for report in book.chosen
    )  # fmt: skip


def _published(report: Row) -> str:
    return wording.days(report["published_earliest"], report["published_latest"])


def _blocks(book: _Book, report: str) -> Iterable[tuple[int, int, str]]:
    rows = [row for row in plain_rows(book.story.passages) if row["report_id"] == report]
    for row in sorted(rows, key=lambda row: row["start"]):
        if row["role"] != "chrome":
            yield int(row["start"]), int(row["end"]), row["role"]
    if not rows:
        yield 0, len(book.page(report).text), "body"


# --- the exercise and its key -----------------------------------------------------------------------------------------


def _made(book: _Book, groups: Sequence[str], seed: int, copies: Mapping[str, _Copied]) -> tuple[Exercise, Key]:
    texts = _texts(book)
    hunted = list(_hunted(book))
    numbered = _numbered(book)
    counts = tuple(_counts(book))
    counted = {row["estimand"] for row in plain_rows(book.story.estimates) if row["report_id"] in book.chosen}
    estimands = {
        row["estimand"]: row["name"] or row["estimand"]
        for row in plain_rows(book.story.estimands)
        if row["estimand"] in counted
    }
    marks = (
        seed,
        *groups,
        *(one.text for one in texts),
        *(copies[group].copy.text for group in sorted(copies)),
    )
    exercise_id = content_id("x", book.story.title, *marks)
    exercise = Exercise(
        exercise_id, "", book.story.title, texts, tuple((one.guess, one.figure) for one in counts), numbered,
        tuple(report for report in book.chosen if any(one.report_id == report for one in hunted)), None, None, 0,
        HUNTED, tuple(estimands.items()),
    )  # fmt: skip
    homework = {group: one.report_id for group, one in copies.items()}
    names = {**book.names, **{one.report_id: one.name for one in copies.values()}}
    items = [*_numbers(book, numbered), *hunted, *(item for one in copies.values() for item in one.items)]
    decoys = [
        *_not_counted(book, numbered), *_not_lost(book, book.chosen, hunted),
        *(one for copied in copies.values() for one in copied.decoys),
    ]  # fmt: skip
    key = Key(
        exercise_id, book.story.title, seed, tuple(groups), tuple(items), tuple(decoys), counts, _parents(book), names,
        estimands, homework,
    )  # fmt: skip
    return exercise, key


def _for_group(exercise: Exercise, group: str, copies: Mapping[str, _Copied], book: _Book) -> Exercise:
    copied = copies.get(group)
    if copied is None:
        return replace(exercise, group=group)
    source = exercise.text(copied.of)
    blocks = tuple((copied.copy.place(start), copied.copy.place(end), role) for start, end, role in source.blocks)
    text = Text(
        copied.report_id, copied.name, "", "", copied.copy.text, tuple(one for one in blocks if one[0] < one[1])
    )
    return replace(
        exercise, group=group, texts=(*exercise.texts, text), homework=text.report_id, homework_of=copied.of,
        errors=len(copied.items),
    )  # fmt: skip


def _counts(book: _Book) -> Iterable[Counts]:
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


def _numbered(book: _Book) -> tuple[str, ...]:
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


def _numbers(book: _Book, reports: Iterable[str]) -> Iterable[Item]:
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


def _held(book: _Book) -> dict[tuple[str, int], list[int]]:
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


def _not_counted(book: _Book, reports: Iterable[str]) -> Iterable[Decoy]:
    kept = set(reports)
    for row in plain_rows(book.story.set_aside):
        if row["report_id"] in kept:
            why = f"this is no count: {row['reason']}"
            yield Decoy("numbers", row["report_id"], int(row["start"]), int(row["end"]), why)
    for row in plain_rows(book.story.estimates):
        if row["report_id"] in kept and row["conversion_of"] is not None:
            why = "the number before it, in another unit"
            yield Decoy("numbers", row["report_id"], int(row["start"]), int(row["end"]), why)


def _hunted(book: _Book) -> Iterable[Item]:
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


def _not_lost(book: _Book, reports: Iterable[str], hunted: Sequence[Item]) -> Iterable[Decoy]:
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


def _parents(book: _Book) -> dict[str, tuple[str, ...]]:
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
        right = _above(report, up)
        if not right & kept:
            right |= {NOBODY, ELSEWHERE}
        found[report] = tuple(sorted(right))
    return found


def _may_precede(book: _Book, first: str, second: str) -> bool:
    """Whether a text may have been out before another: on a day before it could be, or both on the same days."""
    days = [(book.reports[one]["published_earliest"], book.reports[one]["published_latest"]) for one in (first, second)]
    return days[0] == days[1] or (days[0][0] or "") < (days[1][0] or "")


def _above(report: str, up: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    todo = list(up[report])
    while todo:
        one = todo.pop()
        if one not in seen and one != report:
            seen.add(one)
            todo += up.get(one, ())
    return seen


# --- homework ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Copied:
    """A group's homework: the copy, what was planted in it, and where words were changed and nothing else."""

    report_id: str
    name: str
    of: str
    copy: Copy
    items: tuple[Item, ...]
    decoys: tuple[Decoy, ...]


def _homework(book: _Book, groups: Sequence[str], seed: int, errors: int | None) -> dict[str, _Copied]:
    """A copy for each group with other changes for each, of the text that most can be planted in.

    A text that others here draw on comes first: what a retelling lost already would be lost twice.
    """
    around = _places_around(book.story)
    plants = {
        report: coherent_plants(book.shelf, book.page(report), around, random.Random(seed)) for report in book.chosen
    }
    room = {report: len({plant.sentence.start for plant in found}) for report, found in plants.items()}
    above = [one for right in _parents(book).values() for one in right]
    wanted = ERRORS if errors is None else errors
    source = max(book.chosen, key=lambda one: (min(room[one], wanted), above.count(one), room[one], one))
    most = room[source]
    if errors is not None and most < errors:
        raise InputError(f"errors: at most {most} can be planted in one text of this story, {errors} were asked for")
    if not most:
        return {}
    used: Counter[tuple[str, int]] = Counter()
    found = {}
    for number, group in enumerate(groups):
        rng = random.Random(seed * 1000 + number)
        picked = _picked(plants[source], min(wanted, most), used, rng)
        used.update((one.kind, one.sentence.start) for one in picked)
        found[group] = _copied(
            book, source, group, copy_of(book.page(source), picked, rng, kept=leaned_on(book.page(source)))
        )
    return found


def _places_around(story: Story) -> dict[str, list[str]]:
    """By the name of a place those that a hasty retelling takes for it: around it, within it, or beside it."""
    places = story.file.places
    inner = {one.id: one for one in places}
    found: dict[str, list[str]] = {}
    for one in places:
        near = [
            other for other in places
            if other is not one and (other.within == one.id or one.within == other.id or
                                     (one.within and other.within == one.within and one.within in inner))
        ]  # fmt: skip
        for name in (one.name, *one.aliases):
            found[name] = [other.name for other in near]
    return found


def _picked(
    plants: Sequence[Plant], errors: int, used: Mapping[tuple[str, int], int], rng: random.Random
) -> list[Plant]:
    """So many plants in as many sentences, of as many kinds as there are, those that no group has had first."""
    left = rng.sample(list(plants), len(plants))
    picked: list[Plant] = []
    while len(picked) < errors:
        kinds = [one.kind for one in picked]
        sentences = {one.sentence.start for one in picked}
        free = [one for one in left if one.sentence.start not in sentences]
        picked.append(min(free, key=lambda one: (kinds.count(one.kind), used.get((one.kind, one.sentence.start), 0))))
    return picked


def _copied(book: _Book, source: str, group: str, copy: Copy) -> _Copied:
    report_id = content_id("copy", copy.text)
    name = f"Homework of group {group}, a retelling of {book.names[source]}"
    items = []
    for plant, start, end in copy.plants:
        changed = start + plant.start - plant.sentence.start
        until = changed + len(plant.new)
        item = content_id("p", report_id, changed, plant.kind)
        if len(plant.new.strip()) < 2:  # what was taken out leaves nothing to point at but its sentence
            changed, until = start, end
        items.append(
            Item(
                item, "homework", report_id, changed, until, copy.text[changed:until], copy.text[start:end],
                (start, end), {"kind": "|".join(KINDS[plant.kind])}, (),
                _change(book.page(source).text[plant.start : plant.end], plant.new),
            )
        )  # fmt: skip
    decoys = tuple(
        Decoy("homework", report_id, start, end, "other words of the same strength") for start, end in copy.reworded
    )
    return _Copied(report_id, name, source, copy, tuple(items), decoys)


def _change(was: str, now: str) -> str:
    if len(now) == 1 and was.casefold().endswith(now.casefold()):  # only the capital that a sentence begins with is new
        was, now = was[:-1], ""
    was, now = was.strip(" ,"), now.strip()
    if not now:
        return f"“{was}” was taken out"
    return f"“{was}” became “{now}”" if was else f"“{now}” was put in"
