"""Changes that do not betray themselves: plants after which a report still reads as one that could have been printed.

What is here: the changes that can be made in a report so that nothing else in it contradicts them, and the sentences
that must stay since a later one leans on them. A reader finds such a change by comparing texts, not by a day that the
dateline excludes, a speaker from nowhere, or a "he" that is nobody. All other changes are in ``plants.py``.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from workbench.compare.discrepancies.pages import Page, Shelf
from workbench.compare.discrepancies.sentences import Sentence
from workbench.teach.exercises.plants import Plant, plants_of

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
#: A word that means somebody or something named before.
_BACK = re.compile(
    r"\b(?:he|she|his|her|hers|him|the same|the latter|the former)\b"
    r"|\bthe (?:[a-z]+ )?(?:minister|ministry|official|officials|spokesman|spokeswoman|secretary|president|mayor|"
    r"worker|general|agency|service|group|body|statement|source|diplomat|doctor|governor)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:he|she|his|her|hers|him|it|its|they|their)\b", re.IGNORECASE)
_TO_COME = re.compile(r"\b(?:will|would|shall|to meet|due|planned|scheduled|next|until|by)\b", re.IGNORECASE)
#: Words at a number that tie it to another one: a sum, a rise, a conversion.
_TIED = re.compile(
    r"\btotal|\bup from|\bdown from|\bby \d|\bof (?:them|those|these|whom|the)\b|\(\d|\bhalf\b|\bdouble", re.I
)
_PLACED = re.compile(r"\b(?:in|near|into|inside|at|around|outside) $")
#: A hedge that begins with a word its number needs: "puts it at about 900".
_AT = re.compile(r"at (?:about|around|roughly|nearly|some|almost|approximately)\b", re.IGNORECASE)
#: The words that say why a speaker is not named, with the comma before them.
_GROUND = re.compile(
    r", (?:(?:who spoke|speaking) on (?:the )?condition of anonym\w+"
    r"|who (?:asked|declined|refused|requested) (?:not )?to be (?:named|identified))(?: because [^,.;]+)?,?"
)


def coherent_plants(shelf: Shelf, page: Page, around: Mapping[str, Sequence[str]], rng: random.Random) -> list[Plant]:
    """The changes of the report's body that leave it coherent, in order.

    ``around`` gives for the name of a place the names of places that a hasty retelling would put there.
    """
    sentences = [one for one in page.sentences if one.part == "body"]
    after = {one.start: other for one, other in pairwise(sentences)}
    found = [_made_fit(one, page, around, rng) for one in plants_of(shelf, page, _every(around), rng)]
    plants = [*(one for one in found if one is not None), *_grounds(sentences)]
    first = min((one.start for one in sentences), default=0)
    return sorted(
        (one for one in plants if one.sentence.part == "body" and _stands(one, page, first, after)),
        key=lambda one: (one.sentence.start, one.start, one.kind),
    )


def leaned_on(page: Page) -> frozenset[int]:
    """Where the sentences begin on which one of the next two leans by "he", "the minister" and their like."""
    sentences = [one for one in page.sentences if one.part == "body"]
    return frozenset(
        before.start
        for at, one in enumerate(sentences)
        if _BACK.search(one.text)
        for before in sentences[max(0, at - 2) : at]
    )


def _every(around: Mapping[str, Sequence[str]]) -> list[str]:
    return sorted({name for names in around.values() for name in names})


def _grounds(sentences: Sequence[Sentence]) -> Iterator[Plant]:
    """The ground on which a speaker is not named taken out: the speaker is then unnamed without a word why."""
    for sentence in sentences:
        for found in _GROUND.finditer(sentence.text):
            if len(found.group().split()) > 3:
                start = sentence.start + found.start()
                yield Plant("drop anonymity", sentence, start, start + len(found.group()), "")


def _made_fit(plant: Plant, page: Page, around: Mapping[str, Sequence[str]], rng: random.Random) -> Plant | None:
    """The plant with what it puts in made to fit the report, or nothing where that cannot be."""
    was = page.text[plant.start : plant.end]
    if plant.kind == "move place":
        near = [one for one in around.get(was, ()) if one not in plant.sentence.text]
        return replace(plant, new=rng.choice(near)) if near else None
    if plant.kind == "shift date":
        earlier = _day_before(was)
        return replace(plant, new=earlier) if earlier else None
    if plant.kind == "drop hedge" and _AT.match(was):
        return replace(plant, new=was[:3])
    if plant.kind == "raise number" and re.search(r"\d,\d{3}", page.text):
        return replace(plant, new=f"{int(plant.new.replace(',', '')):,}")
    # Whoever holds a figure beside another party, and a spokesman that nobody has heard of, would come from nowhere.
    is_invented = plant.kind == "merge claimants" or (plant.kind == "drop anonymity" and plant.new)
    return None if is_invented else plant


def _day_before(day: str) -> str:
    """The day before, which nothing that happened on the day could exclude; empty on the first of a month."""
    if day in _DAYS:
        return _DAYS[_DAYS.index(day) - 1]
    return str(int(day) - 1) if day.isdigit() and int(day) > 1 else ""


def _stands(plant: Plant, page: Page, first: int, after: Mapping[int, Sentence]) -> bool:
    """Whether nothing in the report speaks against a plant."""
    sentence, was = plant.sentence, page.text[plant.start : plant.end]
    others = page.text[: sentence.start] + page.text[sentence.end :]
    if plant.kind == "shift date":
        alone = not re.search(rf"\b(?:{'|'.join((*_DAYS, *_MONTHS))})", _without(plant, page))
        return sentence.start != first and alone and not _TO_COME.search(sentence.text)
    if plant.kind == "move place":
        return bool(_PLACED.search(page.text[: plant.start])) and was not in _without(plant, page)
    if plant.kind == "raise number":
        return (
            was not in others and not _TIED.search(sentence.text) and len(re.findall(r"\d[\d,]*", sentence.text)) == 1
        )
    if plant.kind == "drop hedge":
        expected = re.search(r"(?:expected|feared) to$", was) is not None and "known to" in plant.new
        return not expected and (plant.start != sentence.start or not page.text[plant.end : plant.end + 1].isdigit())
    if plant.kind == "drop attribution":
        left = _without(plant, page)
        next_one = after.get(sentence.start)
        return not _PRONOUN.search(was + left) and not (
            next_one and (_BACK.search(next_one.text) or _PRONOUN.search(next_one.text))
        )
    return True


def _without(plant: Plant, page: Page) -> str:
    """The sentence without the words that are changed."""
    return page.text[plant.sentence.start : plant.start] + page.text[plant.end : plant.sentence.end]
