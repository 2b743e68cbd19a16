"""Which estimand a number is of: the story file's, tried by how near its words stand to the number.

What is here: where a number is said to be, whether an estimand fits it, and the choice among those that fit. Estimands
for a folder without a story file are proposed by ``propose.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench.annotate.entities.parties import Register, place_id
from workbench.annotate.language import holds
from workbench.annotate.quantities.units import unit_size
from workbench.annotate.times import TimeRow, time_rows
from workbench.model import Annotation, Quantity, Report
from workbench.state.background import Around, background_of
from workbench.state.otherevents import other_events
from workbench.state.recentevents import recent_event, rival_in
from workbench.state.scene import Scene, elsewhere_of, scene_of
from workbench.state.statuses import NONE, Status, status_of
from workbench.storyfile import Estimand

#: A number with no noun or place of its own looks back this many sentences.
_REACH = 3
#: "More than a third" is put beside 33 percent; a bare "quarter" is a way to speak.
_FRACTION = ("share", "percent")
#: A number from here on that stands without a noun leaves out the noun of the number before.
_LARGE = 100
#: A count from here on is news by itself, and so is what is counted beside it.
_MANY = 10
#: From so many on, people who say something are a figure ("300 patients complained").
_SPEAKERS = 20
_SPEAKING = ("clause", "quote", "inserted")
#: "Ten of the 13", "most of them": a part of what was counted before.
_PART_OF = re.compile(r"\s+of\s+(?:the|those|these|them)\b", re.IGNORECASE)
#: "The remaining three", and a number that its sentence opens with: what was counted just before, or a part of it.
_REST = re.compile(
    r"\A[\s\"\u201c]*\Z|\b(?:the|another|some)\s+(?:remaining|other|rest|further|last)\s+\Z|\banother\s+\Z", re.I
)
#: Between two things counted together there are few words: "four tugs and two helicopters".
_TOGETHER = re.compile(r"(?:\s+(?!who\b|which\b|that\b)[\w'\u2019-]+){1,4}(?:,\s+|,?\s+and\s+)\Z")
_LOCATIVE = re.compile(
    r"\A(?:already\s+)?(?:in|into|to|toward|towards|at|on|onto|inside|within|across|around|throughout|through|there)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A quantity with what it inherits, what befell the counted and where it is said to be, ready to be fitted.

    ``firm`` is true when a phrase of place hangs on the counted noun or its verb; a place that is only named nearby is
    taken where it fits and otherwise dropped. ``other_event`` holds the words that put it with another event than the
    story's, ``background`` the reason why it is no figure of the story, ``elsewhere`` the place or the named event that
    it is of where that is not the story's own. ``lent`` holds the words around the earlier number that its noun stands
    at, ``told`` that somebody is said to have told it, or that it stands beside a larger count.
    """

    quantity: Quantity
    place: str | None
    firm: bool
    sentence_words: str
    status: Status = NONE
    background: str = ""
    other_event: str = ""
    elsewhere: str = ""
    lent: str = ""
    told: bool = False

    @property
    def inherited(self) -> bool:
        """Whether the noun stands at an earlier number."""
        return bool(self.lent)


def placed(
    report: Report,
    annotation: Annotation,
    register: Register,
    scene: Scene | None = None,
    times: Sequence[TimeRow] | None = None,
) -> list[Placed]:
    """The report's quantities with nouns joined to what they refer back to and places found, in order.

    ``times`` are the report's rows of the times table, for a caller who has them.
    """
    register = register.reading(report, annotation)
    out: list[Placed] = []
    scene = scene or scene_of([report], [annotation])
    times = time_rows(report) if times is None else times
    # What an undated report tells of long ago is long before the story's first day.
    dated = (
        report
        if report.published_earliest or report.published_latest
        else replace(report, published_earliest=scene.since)
    )
    others = other_events(dated, annotation.sentences, annotation.quantities, times)
    for quantity in annotation.quantities:
        if quantity.set_aside:
            out.append(Placed(quantity, None, False, ""))
            continue
        sentence = annotation.sentences[quantity.sentence]
        written = report.text[quantity.number_start : quantity.number_end]
        part = _PART_OF.match(report.text, quantity.end) is not None
        rest = _REST.search(report.text[sentence.start : quantity.start]) is not None
        status = status_of(quantity, written)
        opened = report.text.rfind("\n", 0, quantity.start)
        lender = _lender(quantity, status, out, opened, part=part, rest=rest)
        whole, status = (quantity, status) if lender is None else _with_inheritance(quantity, status, lender)
        place, firm = _place(report.text, whole, annotation, register)
        around = Around(
            whole,
            report.text[sentence.start : quantity.start].replace("\u2019", "'"),
            report.text[quantity.end : sentence.end],
            status.harm and (status.near or lender is not None),
        )
        other = others.get(quantity.number_start, "") or rival_in(report.text[sentence.start : sentence.end])
        if not other and status.harm:
            killed = status.name == "killed"
            other = recent_event(report, annotation, quantity, times, scene.names, killed=killed)
        elsewhere = elsewhere_of(report, annotation, whole, scene, moved=status.name == "sent")
        lent = "" if lender is None else f"{lender.quantity.clause} {lender.lent}"
        why = background_of(around)
        if part and lender is not None and why == "how large a body is":
            why = ""  # "it has reached 40 of them"
        why = why or _sized_like(report.text, quantity, status, out)
        why = why or ("who speaks" if _speaks(annotation, quantity) else "")
        told = _is_told(annotation, quantity) or _is_listed(report.text, quantity, out)
        out.append(Placed(whole, place, firm, sentence.words, status, why, other, elsewhere, lent, told))
    return out


def _speaks(annotation: Annotation, quantity: Quantity) -> bool:
    """Whether a small number counts those who say or hold something: "two survivors described the scene"."""
    small = quantity.unit == "count" and (quantity.low or quantity.high or _SPEAKERS) < _SPEAKERS
    return small and any(
        item.source is not None
        and item.source[0] == quantity.start
        and (item.rule.split("/")[0] in _SPEAKING or item.stance == "unknown" or item.rule == "object/describe")
        for item in annotation.attributions
    )


def _is_told(annotation: Annotation, quantity: Quantity) -> bool:
    """Whether a number stands in what somebody is said to have told, and not in a wish or a question."""
    return any(
        item.stance != "unknown" and any(start <= quantity.number_start < end for start, end in item.content)
        for item in annotation.attributions
    )


def _is_listed(text: str, quantity: Quantity, before: Sequence[Placed]) -> bool:
    """Whether a number counts a second thing beside a larger count: "some 170 workers and nine boats"."""
    last = next((one for one in reversed(before) if not one.quantity.set_aside), None)
    if last is None or last.background or last.other_event or last.quantity.unit != "count":
        return False
    larger = (last.quantity.low or last.quantity.high or 0) >= _MANY
    return larger and _TOGETHER.fullmatch(text[last.quantity.end : quantity.start]) is not None


def _sized_like(text: str, quantity: Quantity, status: Status, before: Sequence[Placed]) -> str:
    """The reason of the count that a second one is joined to: "it has 40,000 clients and 96 branches" sizes both."""
    last = next((one for one in reversed(before) if not one.quantity.set_aside), None)
    if last is None or status.name or not quantity.noun_lemma or last.background != "how large a body is":
        return ""
    together = last.quantity.clause_start == quantity.clause_start
    joined = _TOGETHER.fullmatch(text[last.quantity.end : quantity.start]) is not None
    return last.background if together and joined else ""


def _lender(
    quantity: Quantity, status: Status, before: Sequence[Placed], opened: int, *, part: bool, rest: bool
) -> Placed | None:
    """The number that a quantity without a noun looks back to: one before it in the sentence, or further back where it
    points back ("of them", "the number has grown to", "the remaining three").

    What was told of another event before ``opened``, where the paragraph begins, lends nothing.
    """
    if quantity.noun_lemma or quantity.unit != "count" or "company" in quantity.rule.split("/"):
        return None
    reach = _REACH if quantity.anaphoric or quantity.subset or part else int(rest or _is_elliptic(quantity, status))
    near = (one for one in reversed(before) if quantity.sentence - one.quantity.sentence <= reach)
    here = (one for one in near if one.quantity.start > opened or not one.other_event)
    return next((one for one in here if _may_lend(one)), None)


def _may_lend(item: Placed) -> bool:
    other = item.quantity
    counted = other.unit == "count" and not other.set_aside and not other.per
    return counted and bool(other.noun_lemma or item.status.name)


def _with_inheritance(quantity: Quantity, status: Status, lender: Placed) -> tuple[Quantity, Status]:
    """The quantity with the noun it leaves out, and its own status or else that of the number it looks back to."""
    other = lender.quantity
    whole = replace(quantity, noun_lemma=other.noun_lemma, population=other.population, noun=other.noun)
    return whole, status if status.name else lender.status


def _is_elliptic(quantity: Quantity, status: Status) -> bool:
    """Whether a number stands quite alone ("the mayor feared up to 20,000"): it is of what was counted just before."""
    return not status.name and quantity.bound != "vague" and (quantity.low or quantity.high or 0) >= _LARGE


def _place(text: str, quantity: Quantity, annotation: Annotation, register: Register) -> tuple[str | None, bool]:
    """The place of a number and whether it is firm: what completes its noun or verb, else the nearest place named."""
    for start, end in quantity.places:
        stretch = text[start:end]
        found = register.place_of(stretch) if _LOCATIVE.match(stretch) else None
        if found:
            return found, register.settles(found)
    return _place_nearby(text, quantity, annotation, register), False


def _place_nearby(text: str, quantity: Quantity, annotation: Annotation, register: Register) -> str | None:
    sentence = annotation.sentences[quantity.sentence]
    after = register.places_in(text[quantity.end : sentence.end])
    if after:
        return after[0][1]
    earlier = register.places_in(text[sentence.start : quantity.start])
    if earlier:
        return earlier[-1][1]
    for back in range(quantity.sentence - 1, max(-1, quantity.sentence - 1 - _REACH), -1):
        previous = annotation.sentences[back]
        found_before = register.places_in(text[previous.start : previous.end])
        if found_before:
            return found_before[0][1]
    return None


def choose(item: Placed, estimands: Sequence[Estimand], register: Register) -> Estimand | None:
    """The estimand that fits the number with its words nearest to it; the file's order settles ties.

    Words beside the number count before words of its clause, those before an estimand that asks for no words, and that
    before words elsewhere in the sentence or around the number that it looks back to, unless the number stands at just
    the estimand's place. An estimand of a place comes half a rank later where nothing puts the number at that place.
    Of two as near, the one whose words tell what befell the counted goes first ("40 dead and 12 missing").
    """
    ranked = [
        (rank + _doubt(item, estimand, register), _tells_otherwise(item, estimand), order, estimand)
        for order, estimand in enumerate(estimands)
        if (rank := _rank(item, estimand, register)) is not None
    ]
    return min(ranked, key=lambda entry: entry[:3])[3] if ranked else None


def _tells_otherwise(item: Placed, estimand: Estimand) -> bool:
    """Whether an estimand's words are not among those for what befell the counted, where the number's own words say."""
    return bool(item.status.near and item.status.words) and set(item.status.words).isdisjoint(estimand.words)


def _doubt(item: Placed, estimand: Estimand, register: Register) -> float:
    """Half a rank for an estimand of a place that nothing puts the number at."""
    return 0.5 if estimand.place and not register.lies_within(item.place, place_id(estimand.place)) else 0.0


def _rank(item: Placed, estimand: Estimand, register: Register) -> int | None:
    quantity = item.quantity
    if not _unit_fits(quantity, estimand.unit) or estimand.per != quantity.per:
        return None
    own_noun = f"{quantity.noun_lemma} | {quantity.noun.lower()}"
    named_by_words = any(holds(own_noun, word) for word in estimand.words)
    if estimand.nouns and not named_by_words and not _noun_fits(quantity, estimand.nouns):
        return None
    if estimand.place and item.firm and not register.lies_within(item.place, place_id(estimand.place)):
        return None
    if any(holds(quantity.clause, word) or holds(quantity.near, word) for word in estimand.not_words):
        return None
    if not estimand.words:
        return 2 if quantity.noun_lemma or quantity.anaphoric or quantity.unit != "count" else None
    # Standing at just the estimand's place speaks for it as much as words of the clause do.
    far = 1 if estimand.place and item.place == place_id(estimand.place) else 3
    # What befell those whom a number looks back to befell it too, before it is one of people of whom nothing is told.
    lent = 1 if item.inherited and not set(item.status.words).isdisjoint(estimand.words) else far
    for rank, words in ((0, quantity.near), (1, quantity.clause), (lent, item.lent), (far, item.sentence_words)):
        if any(holds(words, word) for word in estimand.words):
            return rank
    return None


def _unit_fits(quantity: Quantity, wanted: str) -> bool:
    if quantity.unit == wanted:
        return True
    if (quantity.unit, wanted) == _FRACTION:
        return quantity.bound != "bare"
    mine, theirs = unit_size(quantity.unit), unit_size(wanted)
    return mine is not None and theirs is not None and mine[0] == theirs[0] and mine[0] not in ("money", "share")


def _noun_fits(quantity: Quantity, nouns: Sequence[str]) -> bool:
    if not quantity.noun_lemma:
        return True
    phrase = f" {quantity.population.lower().replace('-', ' ')}"
    lemma = quantity.noun_lemma.lower()
    return any(noun.lower() == lemma or phrase.endswith(f" {noun.lower()}") for noun in nouns)


def in_unit(value: float | None, unit: str, wanted: str) -> float | None:
    """The value in the estimand's unit: 30 miles is 48.28 kilometres; equal units leave it as it is."""
    if value is not None and (unit, wanted) == _FRACTION:
        return round(100 * value, 2)
    mine, theirs = unit_size(unit), unit_size(wanted)
    if value is None or unit == wanted or mine is None or theirs is None:
        return value
    return round(value * mine[1] / theirs[1], 2)
