"""The homework of an exercise: for each group a copy of one text with other changes planted in it.

What is here: which text is copied, and which changes each group gets. The changes themselves are made in ``plants.py``
and, so that they do not betray themselves, ``coherent.py``.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.errors import InputError
from workbench.model import content_id
from workbench.story import Story
from workbench.teach.exercises.answers import parents_in
from workbench.teach.exercises.book import Book
from workbench.teach.exercises.coherent import coherent_plants, leaned_on
from workbench.teach.exercises.key import Decoy, Item
from workbench.teach.exercises.plants import KINDS, Copy, Plant, copy_of

#: So many changes are planted where nobody says how many.
ERRORS = 4


@dataclass(frozen=True, slots=True)
class Copied:
    """A group's homework: the copy, what was planted in it, and where words were changed and nothing else."""

    report_id: str
    name: str
    of: str
    copy: Copy
    items: tuple[Item, ...]
    decoys: tuple[Decoy, ...]


def homework_of(book: Book, groups: Sequence[str], seed: int, errors: int | None) -> dict[str, Copied]:
    """A copy for each group with other changes for each, of the text that most can be planted in.

    A text that others here draw on comes first: what a retelling lost already would be lost twice.
    """
    around = _places_around(book.story)
    plants = {
        report: coherent_plants(book.shelf, book.page(report), around, random.Random(seed)) for report in book.chosen
    }
    room = {report: len({plant.sentence.start for plant in found}) for report, found in plants.items()}
    above = [one for right in parents_in(book).values() for one in right]
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


def _copied(book: Book, source: str, group: str, copy: Copy) -> Copied:
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
    return Copied(report_id, name, source, copy, tuple(items), decoys)


def _change(was: str, now: str) -> str:
    if len(now) == 1 and was.casefold().endswith(now.casefold()):  # only the capital that a sentence begins with is new
        was, now = was[:-1], ""
    was, now = was.strip(" ,"), now.strip()
    if not now:
        return f"“{was}” was taken out"
    return f"“{was}” became “{now}”" if was else f"“{now}” was put in"
