"""Changes planted in reports that were not written for it: where one can be made, and the text with it made.

Each plant is one edit of one sentence, of a kind that retellings make by mistake or on purpose, found through the
ledger of the untouched report. Innocent edits (a sentence left out, another word of the same strength) are made beside
them. Students look for them in an exercise (``homework.py``); outside the package, ``evaluation/planted.py`` measures
how many of them the comparison finds.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workbench.compare.discrepancies.figures import figures_of
from workbench.compare.discrepancies.hedges import hedges_in
from workbench.compare.discrepancies.pages import Page, Shelf
from workbench.compare.discrepancies.places import places_of
from workbench.compare.discrepancies.sentences import Sentence

#: Each kind of plant with the kinds of row that name it, its own first.
KINDS: Mapping[str, tuple[str, ...]] = {
    "drop hedge": ("hedge dropped", "certainty raised", "status"),
    "move place": ("place",),
    "shift date": ("time",),
    "raise number": ("number",),
    "merge claimants": ("holders merged", "holder changed"),
    "drop attribution": ("attribution dropped",),
    "drop anonymity": ("anonymity dropped",),
    "raise certainty": ("certainty raised",),
}

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_DAY = re.compile(
    r"\b((?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s)(\d{1,2})\b|\b(\d{1,2})(\s(?:January|February|"
    r"March|April|May|June|July|August|September|October|November|December))\b"
)
#: A hedge and what stands there when it is gone; a hedge with no entry is deleted with the space after it.
_WITHOUT = (
    (re.compile(r"^(may|might|could)$", re.IGNORECASE), "will"),
    (
        re.compile(r"^(is|are|was|were)\s+(?:believed|thought|understood|expected|feared|reported|said) to$"),
        r"\1 known to",
    ),
    (re.compile(r"^(?:appears?|seems?) to$"), "are known to"),
)
_PRONOUNS = frozenset({"I", "It", "He", "She", "They", "We", "You", "Residents", "Officials"})
#: Verbs after which what is said stands alone when they are gone ("told reporters that" leaves the reporters).
_PLAIN_VERBS = frozenset(
    {"said", "says", "say", "believes", "believe", "estimates", "estimated", "reported", "announced"}
)
#: Words of one strength, which a rewriter may swap without changing what is said.
_INNOCENT = (
    (re.compile(r"\bsaid\b"), "stated"),
    (re.compile(r"\bMore than\b"), "Over"),
    (re.compile(r"\bmore than\b"), "over"),
    (re.compile(r"\bU\.S\.(?= [a-z])"), "US"),
    (re.compile(r"\babout (?=\d)"), "around "),
    (re.compile(r"\bbut\b"), "though"),
    (re.compile(r"\bbig\b"), "large"),
    (re.compile(r"\bas many as (?=\d)"), "up to "),
)
#: Share of the other sentences that are left out, and that are innocently reworded where they can be.
_LEFT_OUT, _REWORDED = 0.15, 0.4


@dataclass(frozen=True, slots=True)
class Plant:
    """An edit: ``start``:``end`` of the report's text, inside a sentence, becomes ``new``."""

    kind: str
    sentence: Sentence
    start: int
    end: int
    new: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A text made from a report, with its plants and where each planted sentence came to stand.

    ``reworded`` are the sentences whose words were changed and nothing that they say; ``ends`` gives for the end of
    each sentence of the report where the copy has come to.
    """

    text: str
    plants: tuple[tuple[Plant, int, int], ...]
    reworded: tuple[tuple[int, int], ...] = ()
    ends: tuple[tuple[int, int], ...] = ()

    def place(self, offset: int) -> int:
        """Where a place between two sentences of the report stands in the copy."""
        before = [(old, new) for old, new in self.ends if old <= offset]
        return offset + (before[-1][1] - before[-1][0] if before else 0)


def plants_of(shelf: Shelf, page: Page, others: Sequence[str], rng: random.Random) -> list[Plant]:
    """All edits that can be made in a report, in order; ``others`` are names of places elsewhere in the story."""
    found: list[Plant] = []
    for sentence in page.sentences:
        if sentence.part == "caption" or len(sentence.text) < 40:
            continue
        found += _hedge(shelf, page, sentence)
        found += _place(shelf, page, sentence, others, rng)
        found += _date(page, sentence, rng)
        found += _number(shelf, page, sentence, rng)
        found += _saying(shelf, page, sentence)
    return [plant for plant in found if page.text[plant.start : plant.end] != plant.new]


def _hedge(shelf: Shelf, page: Page, sentence: Sentence) -> Iterator[Plant]:
    for figure in figures_of(shelf, page):
        row = figure.row
        if figure.sentence != sentence or row.bound not in {"about", "at least", "more than", "at most", "less than"}:
            continue
        bare = re.match(r"(?:[A-Za-z]+[\s\u00a0]+)+(?=[\d$])", page.text[row.start : row.end])
        if bare:
            yield Plant("drop hedge", sentence, row.start, row.start + bare.end(), "")
    for hedge in hedges_in(page.text, sentence.start, sentence.end):
        if hedge.kind in {"claim", "part"} or '"' in sentence.text or "“" in sentence.text:
            continue
        new = next((rule.sub(to, hedge.text) for rule, to in _WITHOUT if rule.match(hedge.text)), None)
        if new is not None:
            yield Plant("drop hedge", sentence, hedge.start, hedge.end, new)
        elif hedge.text.casefold() in {"reportedly", "allegedly", "apparently", "possibly", "probably", "perhaps"}:
            yield Plant("drop hedge", sentence, hedge.start, hedge.end + 1, "")


def _place(shelf: Shelf, page: Page, sentence: Sentence, others: Sequence[str], rng: random.Random) -> Iterator[Plant]:
    for place in places_of(shelf, page, sentence):
        free = [name for name in others if name.casefold() not in page.text.casefold()]
        if free and not place.text.startswith("the "):
            end = place.start + len(place.text)
            yield Plant("move place", sentence, place.start, end, rng.choice(free))


def _date(page: Page, sentence: Sentence, rng: random.Random) -> Iterator[Plant]:
    for one in re.finditer(rf"\b({'|'.join(_DAYS)})\b", sentence.text):
        other = rng.choice([day for day in _DAYS if day != one.group()])
        yield Plant("shift date", sentence, sentence.start + one.start(), sentence.start + one.end(), other)
    for one in _MONTH_DAY.finditer(sentence.text):
        group = 2 if one.group(2) else 3
        day = int(one.group(group))
        other = str(day + 3 if day < 25 else day - 3)
        yield Plant("shift date", sentence, sentence.start + one.start(group), sentence.start + one.end(group), other)


def _number(shelf: Shelf, page: Page, sentence: Sentence, rng: random.Random) -> Iterator[Plant]:
    for figure in figures_of(shelf, page):
        row = figure.row
        digits = re.search(r"\d[\d,]*(?!\S*\d)(?![.,]\d)", page.text[row.start : row.end])
        if figure.sentence != sentence or digits is None or row.unit == "year" or row.bound == "range":
            continue
        value = int(digits.group().replace(",", "") or 0)
        raised = max(value + 2, int(value * rng.choice((1.2, 1.5, 2, 3))))
        new = f"{raised:,}" if "," in digits.group() or raised >= 10_000 else str(raised)
        if str(raised) not in page.text.replace(",", ""):
            yield Plant("raise number", sentence, row.start + digits.start(), row.start + digits.end(), new)


def _saying(shelf: Shelf, page: Page, sentence: Sentence) -> Iterator[Plant]:
    for row in page.attributions.within(sentence.start, sentence.end):
        if row.source_start is None or row.cue_start is None or row.stance not in {"asserted", "assessed", "believed"}:
            continue
        source = (int(row.source_start), int(row.source_end))
        cue = (int(row.cue_start), int(row.cue_end))
        if not (sentence.start <= source[0] and source[1] <= sentence.end and cue[1] <= sentence.end):
            continue
        yield from _verb(page, sentence, cue)
        if row.anonymous:
            yield from _named(page, sentence, source)
        elif _is_name(page.text[slice(*source)]) and source[1] <= cue[0]:
            yield Plant("merge claimants", sentence, source[1], source[1], " and the Norwegian Red Cross")
        yield from _voice(page, sentence, source, cue)


def _is_name(source: str) -> bool:
    """Whether a source is a name, or a title and a name, that another may be joined to."""
    return re.fullmatch(r"(?:[A-Z][\w.’'-]*\s?)+", source) is not None and source.split()[0] not in _PRONOUNS


def _verb(page: Page, sentence: Sentence, cue: tuple[int, int]) -> Iterator[Plant]:
    new = {
        "said": "confirmed",
        "says": "confirms",
        "say": "confirm",
        "estimates": "confirms",
        "estimated": "confirmed",
        "believes": "confirms",
        "believe": "confirm",
        "reported": "confirmed",
    }.get(page.text[slice(*cue)])
    if new:
        yield Plant("raise certainty", sentence, *cue, new)


def _named(page: Page, sentence: Sentence, source: tuple[int, int]) -> Iterator[Plant]:
    """An unnamed source becomes a named one; the ground for its anonymity, in the same sentence, goes."""
    capital = page.text[source[0]].isupper()
    if page.text[slice(*source)].split()[0].casefold() in {"a", "an", "one"}:
        yield Plant(
            "drop anonymity", sentence, *source, "Spokesman Ivar Solheim" if capital else "spokesman Ivar Solheim"
        )


def _voice(page: Page, sentence: Sentence, source: tuple[int, int], cue: tuple[int, int]) -> Iterator[Plant]:
    """A sentence without who says it: "X said that ..." at its head, or ", X said." at its end."""
    if page.text[slice(*cue)].split()[-1] not in _PLAIN_VERBS:
        return
    first, last = min(source[0], cue[0]), max(source[1], cue[1])
    head = re.match(r"(?:\s+on\s[A-Z]\w+)?(?:,?\s+that)?\s+(?=[a-zA-Z\d])", page.text[last : sentence.end])
    if first == sentence.start and head and not any(mark in sentence.text for mark in '"“”'):
        at = last + head.end()
        yield Plant("drop attribution", sentence, first, at + 1, page.text[at].upper())
    tail = page.text[last : sentence.end]
    if tail in {".", ""} and page.text[first - 2 : first] == ", ":
        yield Plant("drop attribution", sentence, first - 2, last, "")


def copy_of(page: Page, plants: Sequence[Plant], rng: random.Random, *, kept: Collection[int] = ()) -> Copy:
    """The text of a report with plants made, other sentences left out or innocently reworded at random.

    Sentences that begin at ``kept`` are never left out.
    """
    by_sentence = {plant.sentence.start: plant for plant in plants}
    text, at, placed, reworded, ends = "", 0, [], [], []
    for sentence in page.sentences:
        text += page.text[at : sentence.start]
        at = sentence.end
        plant = by_sentence.get(sentence.start)
        if plant is not None:
            start = len(text)
            text += page.text[sentence.start : plant.start] + plant.new + page.text[plant.end : sentence.end]
            placed.append((plant, start, len(text)))
        elif sentence.part != "body" or rng.random() >= _LEFT_OUT or sentence.start in kept:
            said = _innocent(sentence.text, rng)
            if said != sentence.text:
                reworded.append((len(text), len(text) + len(said)))
            text += said
        ends.append((at, len(text)))
    return Copy(text + page.text[at:], tuple(placed), tuple(reworded), tuple(ends))


def _innocent(text: str, rng: random.Random) -> str:
    if any(mark in text for mark in ('"', "“", "”", "''")):
        return text
    for pattern, new in _INNOCENT:
        if rng.random() < _REWORDED:
            text = pattern.sub(new, text)
    return text


def names_of_places(shelf: Shelf) -> list[str]:
    """The names of places of a story, for putting one where another stood."""
    return sorted(
        {
            place.text
            for page in shelf.pages.values()
            for sentence in page.sentences
            for place in places_of(shelf, page, sentence)
            if re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?", place.text)
        }
    )
