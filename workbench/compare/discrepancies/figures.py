"""What a retelling does to a figure: the same number with another place, status, bound, certainty, holder or anonymity.

A figure of a report is compared with every mention of the same number, unit and subject in the reports it draws on, and
an attribute counts as changed only when none of those mentions has it: a text that gives a number twice, once with its
source and once without, supports both. Numbers that differ are in ``numbers.py``, the words of a sentence without
regard to its numbers in ``hedging.py`` and ``sayings.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from workbench.compare.discrepancies.changes import Change, ChangeKind, Severity
from workbench.compare.discrepancies.cuestrength import SAID, name_of, speaks_in, strength_of
from workbench.compare.discrepancies.pages import Page, Shelf, content_of
from workbench.compare.discrepancies.places import named_places, only_place
from workbench.compare.discrepancies.sentences import Sentence, plain_words, stem
from workbench.cuefiles import cue_file

#: Stances that leave open whether a thing is so.
TENTATIVE = frozenset({"believed", "assessed", "reported", "expected"})
#: Share of the words of two sentences from which one number in both is about one thing, where no estimand says so.
SAME_SUBJECT = 0.15
#: A number this large hardly stands in a text and in its source by chance.
DISTINCTIVE = 1000
#: Digits before the closing zeros from which one number is one figure, whatever it is said to count.
PRECISE = 3

_FLOORS = {"at least", "more than"}
_CEILINGS = {"at most", "less than"}
_CONFIRMED = 4


@dataclass(frozen=True, slots=True)
class Figure:
    """An estimate with the sentence it stands in and who vouches for it how surely.

    ``sourced`` is whether that sentence itself says who does; ``tellers`` are its holder and whoever passed it on.
    """

    row: Any
    page: Page
    sentence: Sentence
    parties: frozenset[str]
    ground: str | None
    cue: str
    strength: int | None
    sourced: bool
    tellers: frozenset[str]

    @property
    def key(self) -> tuple[Any, ...]:
        """What two mentions of one number share: value, the other end of a range, unit and what it is per."""
        row = self.row
        return (row.value, row.high if row.bound == "range" else None, row.unit, row.per)

    @property
    def span(self) -> tuple[str, int, int]:
        """The sentence it stands in."""
        return self.page.report_id, self.sentence.start, self.sentence.end

    @property
    def words(self) -> str:
        """The number as worded with what it counts, in quotation marks."""
        text, end = self.page.text, self.row.end
        for counted in (self.row.noun, self.row.unit):
            name = rf"(?:[ \u00a0-][\w-]+){{0,2}}?[ \u00a0-]{re.escape((counted or '')[:6])}\w*"
            noun = re.match(name, text[end : self.sentence.end], re.IGNORECASE) if counted else None
            if noun is not None:
                return f"“{text[self.row.start : end + noun.end()]}”"
        return f"“{text[self.row.start : end]}”"


def figures_of(shelf: Shelf, page: Page) -> list[Figure]:
    """The figures of a page in order; bracketed conversions and numbers outside its prose are left out."""
    found = []
    for row in page.estimates.rows:
        sentence = page.sentence_at(row.start)
        if sentence is None or row.conversion_of is not None:
            continue
        said = shelf.attributions.get(row.attribution_id)
        cue = "" if said is None or said.cue_start is None else page.text[int(said.cue_start) : int(said.cue_end)]
        found.append(
            Figure(
                row,
                page,
                sentence,
                shelf.holders.parties(row.claimant),
                said.anonymity_ground if said is not None else None,
                cue,
                strength_of(cue) if cue else None,
                said is not None
                and said.source_start is not None
                and sentence.start <= said.source_start < sentence.end,
                _tellers(page, sentence, row),
            )
        )
    return found


def _tellers(page: Page, sentence: Sentence, row: Any) -> frozenset[str]:
    about = _sayings(page, sentence, row)
    relayed = [who for one in about if one.relayed_by is not None for who in one.relayed_by]
    return frozenset(who for who in (row.claimant, *(one.speaker for one in about), *relayed) if who)


def _sayings(page: Page, sentence: Sentence, row: Any) -> list[Any]:
    """The attributions of a sentence that have a number among what is said."""
    said = page.attributions.within(sentence.start, sentence.end)
    return [one for one in said if any(start <= row.start < end for start, end in content_of(one))]


def is_precise(value: float | None) -> bool:
    """Whether a number has so many digits before its closing zeros that two texts hardly give it by chance."""
    return value is not None and len(f"{value:.10g}".replace(".", "").rstrip("0")) >= PRECISE


def ends_of(figure: Figure) -> set[float]:
    """The numbers that a figure gives: its value, and both ends of a range."""
    row = figure.row
    ends = (row.value, row.low, row.high) if row.bound == "range" else (row.value,)
    return {end for end in ends if end is not None}


def same_number(one: Figure, other: Figure) -> bool:
    """Whether two mentions give one number, or ``other`` an end of the range that ``one`` gives."""
    if one.key == other.key:
        return one.row.value is not None
    row = other.row
    ends = (one.row.low, one.row.high) if one.row.bound == "range" and row.bound != "range" else ()
    return row.value is not None and row.value in ends and (row.unit, row.per) == (one.row.unit, one.row.per)


def mentions_of(figure: Figure, figures: Iterable[Figure]) -> list[Figure]:
    """The mentions of a figure's number among others that are about the same thing, the likest first.

    What a text itself calls superseded or wrong supports nothing, save another mention of it as superseded; nor does a
    heading whose own body has the number too.
    """
    standing = [one for one in figures if figure.row.superseded or not one.row.superseded]
    found = [one for one in standing if same_number(one, figure) and same_subject(one, figure)]
    told = {one.page.report_id for one in found if one.sentence.part == "body"}
    found = [one for one in found if one.sentence.part == "body" or one.page.report_id not in told]
    return sorted(found, key=lambda one: likeness(one, figure), reverse=True)


def same_subject(one: Figure, other: Figure) -> bool:
    """Whether two mentions of a number are about one thing: one estimand, or sentences that share their words."""
    if one.row.estimand is not None and one.row.estimand == other.row.estimand:
        return True
    if not alike_nouns(one.row.noun, other.row.noun):
        return False
    a, b = _stems(one.sentence), _stems(other.sentence)
    return len(a & b) >= SAME_SUBJECT * len(a | b) or one.row.value is not None and abs(one.row.value) >= DISTINCTIVE


def alike_nouns(one: str | None, other: str | None) -> bool:
    """Whether two nouns may stand for the same counted thing; a missing one may stand for any."""
    if one is None or other is None or stem(one) == stem(other):
        return True
    return {_people(one), _people(other)} <= {"anybody", "somebody"}


def counts_part_of(one: str | None, other: str | None) -> bool:
    """Whether ``one`` counts people of a kind and ``other`` people of any kind."""
    return one is not None and other is not None and (_people(one), _people(other)) == ("somebody", "anybody")


@cache
def _people(noun: str) -> str | None:
    """Whether a noun is for people of any kind or of one; one with a capital names a nation's ("40 Norrans")."""
    if noun[:1].isupper() and noun.endswith("s"):
        return "somebody"
    cues = cue_file("compare", "figures")
    stems = {kind: {stem(word) for word in cues[kind]["words"]} for kind in ("anybody", "somebody")}
    return next((kind for kind, group in stems.items() if stem(noun.split()[-1]) in group), None)


def likeness(one: Figure, other: Figure) -> tuple[bool, float]:
    """How well two mentions of a number match: one estimand before the share of words in common."""
    a, b = _stems(one.sentence), _stems(other.sentence)
    return one.row.estimand == other.row.estimand, len(a & b) / max(1, len(a | b))


@lru_cache(maxsize=1 << 14)
def _stems(sentence: Sentence) -> frozenset[str]:
    return frozenset(stem(word) for word in plain_words(sentence.text))


def figure_changes(shelf: Shelf, parents: Sequence[Figure], figure: Figure, *, drawn: bool = True) -> list[Change]:
    """What changed in ``figure`` against all mentions of the same number in the reports it draws on.

    ``parents`` are those mentions, the likest first; none gives no change. ``drawn`` is whether the figure is known to
    come from them: else nobody turned one into the other.
    """
    if not parents:
        return []
    holder = [*_holder(shelf, parents, figure)]
    # Whose reckoning it was goes with the word that says so: "organisers put it at 90" has one thing to lose.
    one_loss = parents[0].row.stance == "assessed" and any(one.kind == "attribution dropped" for one in holder)
    changes = [
        *_place(shelf, parents, figure),
        *_status(parents, figure),
        *_bound(parents, figure, drawn),
        *holder,
        *(() if one_loss else _certainty(parents, figure)),
        *_anonymity(shelf, parents, figure),
    ]
    kinds = {change.kind for change in changes}
    if kinds & {"holders merged", "holder changed", "attribution dropped"}:
        changes = [one for one in changes if one.kind != "anonymity dropped"]
    return changes


def _change(
    kind: ChangeKind, parent: Figure, figure: Figure, reading: str, weight: Severity | None = None
) -> Iterator[Change]:
    told = (
        f"{figure.page.calls} {reading}"
        if parent.page is figure.page
        else (f"{figure.page.calls} {reading}, unlike {parent.page.calls}")
    )
    yield Change(kind, parent.span, figure.span, told + ".", weight)


def _place(shelf: Shelf, parents: Sequence[Figure], figure: Figure) -> Iterator[Change]:
    place = figure.row.place
    if place is None:
        yield from _unplaced(shelf, parents, figure)
    there = [one for one in parents if one.row.place is not None]
    if place is None or not there or not _is_named(shelf, place, figure):
        return
    if any(place == one.row.place for one in there):
        return
    old = there[0]
    name, before = shelf.holders.name(place), shelf.holders.name(old.row.place)
    wider = place in shelf.places.chain(old.row.place)
    if wider and old.row.estimand == figure.row.estimand and figure.row.unit != "percent":
        return
    yield from _change(
        "place",
        old,
        figure,
        f"has {figure.words} for {name} where it was {before}",
        "medium" if wider and figure.row.unit != "percent" else None,
    )


def _unplaced(shelf: Shelf, parents: Sequence[Figure], figure: Figure) -> Iterator[Change]:
    """A number that is of one place in the parents, told bare after a count for a wider place, as if it were of that.

    A sentence that names no place is read as of the place that was last counted in.
    """
    page, row = figure.page, figure.row
    counts = [one for one in page.estimates.rows if (one.status, one.unit) == (row.status, row.unit)]
    read_as = next((one.place for one in reversed(counts) if one.start < row.start and one.place is not None), None)
    of = [one.row.place or only_place(shelf, one.page, one.sentence) for one in parents]
    if read_as is None or row.status is None or named_places(shelf, page, figure.sentence):
        return
    if all(place is not None and place != read_as and read_as in shelf.places.chain(place) for place in of):
        where, wider = shelf.holders.name(of[0]), shelf.holders.name(read_as)
        told = f"gives {figure.words} without its place, {where}, after a count for {wider}"
        yield from _change("place", parents[0], figure, told, "medium")


def _is_named(shelf: Shelf, place: str, figure: Figure) -> bool:
    """Whether the sentence names the place or points at it ("in the city"), so that it is not only guessed."""
    known = shelf.holders.known.get(place)
    text = figure.sentence.text
    return known is not None and (
        any(name in text for name in (known.name, *known.aliases)) or _pointing().search(text) is not None
    )


@cache
def _pointing() -> re.Pattern[str]:
    words = cue_file("compare", "figures")["somewhere"]["words"]
    return re.compile(rf"\b(?:in|of|from|across|throughout) (?:the|that|this) (?:{'|'.join(words)})\b", re.IGNORECASE)


def _status(parents: Sequence[Figure], figure: Figure) -> Iterator[Change]:
    told = [one for one in parents if one.row.status is not None]
    if figure.row.status is None or not told or figure.row.status in {one.row.status for one in told}:
        return
    # One estimand settles the status, save for a number that is one figure whatever is said of it.
    counted = figure.row.estimand
    settled = counted is not None and not is_precise(figure.row.value)
    if settled and all(one.row.estimand == counted and one.page is not figure.page for one in told):
        return
    old = told[0]
    yield from _change("status", old, figure, f"has {figure.words} {figure.row.status} where it was {old.row.status}")


def _bound(parents: Sequence[Figure], figure: Figure, drawn: bool) -> Iterator[Change]:
    old, new = parents[0], _side(figure)
    if new in {_side(one) for one in parents}:
        return
    was = _side(old)
    kind: ChangeKind = "hedge dropped"
    if {was, new} == {"floor", "ceiling"}:
        kind = "number"
    elif was == "bare":
        kind = "hedge added"
    if not drawn:
        told = f"{figure.page.calls} has {figure.words} where {old.page.calls} has {old.words}."
        yield Change(kind, old.span, figure.span, told)
    elif kind == "hedge added":
        yield from _change(kind, old, figure, f"has {figure.words} for a plain {old.words}")
    else:
        yield from _change(kind, old, figure, f"turns {old.words} into {figure.words}")


def _side(figure: Figure) -> str:
    bound = figure.row.bound
    return "floor" if bound in _FLOORS else "ceiling" if bound in _CEILINGS else str(bound)


def _holder(shelf: Shelf, parents: Sequence[Figure], figure: Figure) -> Iterator[Change]:
    old = parents[0]
    if figure.row.claimant is None:
        lost = old.row.claimant is not None and old.sourced and not _held_elsewhere(figure)
        if (
            lost
            and not _is_told_below(figure)
            and not _is_given(figure)
            and not speaks_in(figure.sentence.text, source_of(shelf, old))
        ):
            who = shelf.holders.name(old.row.claimant)
            yield from _change("attribution dropped", old, figure, f"gives {figure.words} without its holder, {who}")
        return
    held = [one for one in parents if one.parties]
    extra = figure.parties.difference(*(one.parties for one in held))
    yield from _folded(shelf, held, figure)
    if not held or not extra or any(names_one_of(shelf, one, extra) for one in held):
        return
    old = held[0]
    if len(figure.parties) == 1 and any(_one_name(shelf, one, figure) or _unveiled(shelf, one, figure) for one in held):
        return
    name, before = shelf.holders.name(figure.row.claimant), shelf.holders.name(old.row.claimant)
    if len(figure.parties) > 1:
        yield from _change("holders merged", old, figure, f"gives {figure.words} to {name}, which was {before} alone")
    else:
        yield from _change("holder changed", old, figure, f"gives {figure.words} to {name}, which was {before}")


def _folded(shelf: Shelf, held: Sequence[Figure], figure: Figure) -> Iterator[Change]:
    """Two bodies, one that holds a figure and one that passes it on, told as the larger party that both belong to."""
    whole = figure.row.claimant
    if figure.row.anonymous or any(one.row.claimant == whole for one in held):
        return
    for old in held:
        bodies = [one for one in sorted(old.tellers) if whole in shelf.holders.chain(one)[1:]]
        bodies = [one for one in bodies if set(bodies).isdisjoint(shelf.holders.chain(one)[1:])]
        bodies = [one for one in bodies if not _is_person(shelf, one)]
        if len(bodies) > 1 and set(bodies).isdisjoint(_named(figure)):
            names = " and ".join(shelf.holders.name(one) for one in bodies)
            told = f"gives {figure.words} to {shelf.holders.name(whole)}, which was the word of {names}"
            yield from _change("holders merged", old, figure, told)
            return


def _is_person(shelf: Shelf, entity: str) -> bool:
    known = shelf.holders.known.get(entity)
    return known is not None and known.kind in {"person", "unnamed person"}


def _named(figure: Figure) -> list[str]:
    """Who and what is named in the sentence of a figure."""
    rows = figure.page.mentions.within(figure.sentence.start, figure.sentence.end)
    return [row.entity_id for row in rows if row.entity_id]


def _one_name(shelf: Shelf, one: Figure, other: Figure) -> bool:
    """Whether the words of one holder's name are among the other's, so that the ledger may keep one holder as two."""
    a, b = (set(re.findall(r"\w{4,}", shelf.holders.name(it.row.claimant).casefold())) for it in (one, other))
    return bool(a and b) and (a <= b or b <= a)


def _unveiled(shelf: Shelf, one: Figure, other: Figure) -> bool:
    """Whether an unnamed source may be the one whom the other mention names."""
    known = shelf.holders.known.get(other.row.claimant)
    return bool(one.row.anonymous) and not other.row.anonymous and known is not None and known.kind == "person"


def source_of(shelf: Shelf, figure: Figure) -> str:
    """The words that name who gives a figure."""
    said = shelf.attributions.get(figure.row.attribution_id)
    if said is None or said.source_start is None:
        return ""
    return figure.page.text[int(said.source_start) : int(said.source_end)]


def _is_given(figure: Figure) -> bool:
    """Whether its sentence gives the figure to somebody whom the ledger could not tell: "he said"."""
    about = _sayings(figure.page, figure.sentence, figure.row)
    return any(one.source_start is not None and one.speaker is None for one in about)


def _held_elsewhere(figure: Figure) -> bool:
    """Whether another mention of the number in the same report has a holder."""
    return any(
        (row.value, row.unit) == (figure.row.value, figure.row.unit) and row.claimant is not None
        for row in figure.page.estimates.rows
    )


def _is_told_below(figure: Figure) -> bool:
    """Whether a heading's number stands in the body too: headings seldom name a holder, so the body tells its loss."""
    page, row = figure.page, figure.row
    same = (one for one in page.estimates.rows if (one.value, one.unit) == (row.value, row.unit))
    below = (page.sentence_at(one.start) for one in same)
    return figure.sentence.part != "body" and any(one is not None and one.part == "body" for one in below)


def names_one_of(shelf: Shelf, figure: Figure, parties: frozenset[str]) -> bool:
    """Whether the sentence of a figure names one of the parties."""
    return any(shelf.holders.parties(one) & parties for one in _named(figure))


def _certainty(parents: Sequence[Figure], figure: Figure) -> Iterator[Change]:
    sure = [one for one in parents if one.strength is not None]
    confirms = figure.strength == _CONFIRMED and figure.row.stance not in ("unknown", "denied")
    if confirms and sure and max(one.strength or 0 for one in sure) < _CONFIRMED:
        old = sure[0]
        before = name_of(old.strength if old.strength is not None else SAID)
        yield from _change(
            "certainty raised", old, figure, f"says “{figure.cue}” of {figure.words}, which was {before}"
        )
        return
    own = [one for one in parents if one.parties & figure.parties] or list(parents)
    stances = {one.row.stance for one in own}
    stance, old = figure.row.stance, own[0]
    if stance in stances or stance == "unknown" or "unknown" in stances or "denied" in (stance, *stances):
        return
    if stance == "asserted" and stances <= TENTATIVE:
        yield from _loosened(old, figure)
    elif stance in TENTATIVE and stances == {"asserted"}:
        yield from _change("hedge added", old, figure, f"has {figure.words} as {stance} and no longer as a fact")
    elif {stance, *stances} <= {"believed", "assessed"}:
        yield from _change("wording", old, figure, f"has {figure.words} as {stance}, which was {old.row.stance}")


def _loosened(old: Figure, figure: Figure) -> Iterator[Change]:
    """A tentative figure told as a fact: an expectation becomes an event, anything else loses its hedge."""
    if old.row.stance == "expected":
        yield from _change("status", old, figure, f"tells {figure.words} as a fact, which was expected")
        return
    kept = old.row.stance == "assessed" and figure.row.claimant is not None
    yield from _change(
        "hedge dropped",
        old,
        figure,
        f"tells {figure.words} as a fact, which was {old.row.stance}",
        "low" if kept else None,
    )


def _anonymity(shelf: Shelf, parents: Sequence[Figure], figure: Figure) -> Iterator[Change]:
    held = [one for one in parents if one.row.claimant is not None]
    veiled = [one for one in held if one.row.anonymous]
    if not veiled or figure.row.claimant is None or len(veiled) < len(held):
        return
    old = veiled[0]
    if not figure.row.anonymous:
        yield from _change(
            "anonymity dropped", old, figure, f"does not say that the source of {figure.words} is unnamed"
        )
    elif figure.ground is None and old.ground is not None and not _ground_given(shelf, figure):
        yield from _change(
            "anonymity dropped", old, figure, f"does not say why the source of {figure.words} is unnamed ({old.ground})"
        )


def _ground_given(shelf: Shelf, figure: Figure) -> bool:
    """Whether the report gives the ground elsewhere, for a source that speaks for the same party."""
    return any(
        row.anonymity_ground is not None
        and (row.speaker == figure.row.claimant or shelf.holders.parties(row.speaker) & figure.parties)
        for row in figure.page.attributions.rows
    )
