"""How much of a group is meant: a quantifier dropped, added or swapped, a part told as the whole, a list cut short.

"Some of the crews left" and "the crews left" are two claims. A quantifier counts as dropped only where its noun and
what is said of it are kept; where it may stand for an indefinite plural ("several boats", "boats") only where the noun
is now definite. More of the whole than before weighs, less of it hardly. Numbers are in ``numbers.py`` and their bounds
in ``figures.py``; here is only a number that was told as one of a part, that became "some", or that is
told of a place where only some were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from workbench.compare.discrepancies.changes import Change, Severity
from workbench.compare.discrepancies.figures import Figure, alike_nouns
from workbench.compare.discrepancies.pages import Page, Shelf
from workbench.compare.discrepancies.places import named_places
from workbench.compare.discrepancies.quantifiers import (
    Quantifier,
    alone_in,
    any_of,
    counts_in,
    is_part,
    is_whole,
    lists_in,
    quantifiers_in,
    stems_of,
)
from workbench.compare.discrepancies.sentences import Word, stem, words_of
from workbench.compare.discrepancies.sides import KEPT, Side, content_stems

#: Content words after a quantifier that tell what is said of its group, and the fewest of them that must be kept.
GOVERNED, FEWEST = 7, 2
#: Words before a noun among which a number is one of it.
NUMBERED = 4
#: The rank of "all": a group named without a quantifier is as whole.
_ALL = 5
#: The rank up to which a word for a part may stand for a number that was left out.
_VAGUE = 2
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?)\b", re.I)


def scope_changes(a: Side, b: Side) -> Iterator[Change]:
    """What two aligned sentences say of more or less of one group, or of fewer of a list; ``a`` in the parent."""
    yield from _quantified(a, b)
    yield from _members(a, b)
    yield from _uncounted(a, b)
    yield from _regrouped(a, b)


def _quantified(a: Side, b: Side) -> Iterator[Change]:
    old, new, left = _of(a), _of(b), _alone(b)
    for one in old:
        other = next((it for it in new if _one_group(one, it)), None)
        if other is not None and other.rank != one.rank and _is_kept(one, a, b):
            told = f"{b.page.calls} says “{_words(b, other)}” where {a.page.calls} says “{_words(a, one)}”."
            yield _change(a, b, told, "medium" if other.rank > one.rank else "low")
            return
        lost = other is None and one.rank < _ALL and one.text.casefold() not in left
        if lost and _is_kept(one, a, b) and _is_bare(one, b, new):
            told = f"{b.page.calls} drops “{one.text}”: {a.page.calls} says “{_words(a, one)}”."
            yield _change(a, b, told, "medium")
            return
    for one in new:
        alone = not any(_one_group(one, it) for it in old)
        if alone and one.rank < _ALL and _is_kept(one, b, a) and _is_bare(one, a, old):
            told = f"{b.page.calls} says “{_words(b, one)}” of what {a.page.calls} says without “{one.text}”."
            yield _change(a, b, told, "low")
            return


def _change(a: Side, b: Side, told: str, weight: Severity) -> Change:
    return Change("scope", a.span, b.span, told, weight)


def _of(side: Side) -> list[Quantifier]:
    return quantifiers_in(side.page.text, side.sentence.start, side.sentence.end)


def _one_group(one: Quantifier, other: Quantifier) -> bool:
    return not set(stems_of(one.nouns)).isdisjoint(stems_of(other.nouns))


def _words(side: Side, one: Quantifier) -> str:
    return re.sub(r"\s+", " ", side.page.text[one.start : one.nouns[-1].end])


def _is_kept(one: Quantifier, side: Side, other: Side) -> bool:
    """Whether the other sentence has what is said of the group, beside its noun."""
    governed = content_stems(side.page.text[one.end : side.sentence.end])[:GOVERNED]
    kept = sum(it in other.stems for it in governed)
    return kept >= max(FEWEST, KEPT * len(governed))


def _is_bare(one: Quantifier, side: Side, others: Sequence[Quantifier]) -> bool:
    """Whether a sentence has the group with no quantifier or number before it, nor the sentence before a quantifier."""
    start, text = side.sentence.start, side.page.text
    noun = _noun(one, side)
    if noun is None or any(it.start <= noun.start <= it.nouns[-1].end for it in others) or _is_told_before(one, side):
        return False
    before = words_of(text, start, noun.start)[-NUMBERED:]
    if before and _NUMBER.search(text, before[0].start, noun.start):
        return False
    return not one.needs_definite or is_whole(text, start, noun.start)


def _noun(one: Quantifier, side: Side) -> Word | None:
    """The last of the words that the quantifier stands before which a sentence has too, where it first stands there."""
    words: dict[str, Word] = {}
    for word in words_of(side.page.text, side.sentence.start, side.sentence.end):
        words.setdefault(stem(word.plain), word)
    return next((words[it] for it in reversed(stems_of(one.nouns)) if it in words), None)


def _is_told_before(one: Quantifier, side: Side) -> bool:
    at = side.page.sentences.index(side.sentence)
    return any(
        _one_group(one, it)
        for before in side.page.sentences[max(0, at - 1) : at]
        for it in quantifiers_in(side.page.text, before.start, before.end)
    )


def _members(a: Side, b: Side) -> Iterator[Change]:
    """The names that a list of members has lost, where another of it is still there."""
    new = lists_in(b.page.text, b.sentence.start, b.sentence.end)
    for names in lists_in(a.page.text, a.sentence.start, a.sentence.end):
        kept = [name for name in names if any(name in group for group in new)]
        lost = [name for name in names if name not in b.sentence.text]
        if kept and lost:
            told = f"{b.page.calls} leaves “{'”, “'.join(lost)}” out of the list of {a.page.calls}."
            yield _change(a, b, told, "low")


def _uncounted(a: Side, b: Side) -> Iterator[Change]:
    """What a word for a count is of, where the retelling has the word alone: "the number" for "the number of boats"."""
    bare = {word.casefold() for word, what in _counts(b) if not what}
    for word, what in _counts(a):
        if what and word.casefold() in bare and b.stems.isdisjoint(stems_of(what)):
            words = re.sub(r"\s+", " ", a.page.text[what[0].start : what[-1].end])
            told = (
                f"{b.page.calls} does not say that “the {word.casefold()}” is of what {a.page.calls} calls “{words}”."
            )
            yield _change(a, b, told, "low")
            return


def _regrouped(a: Side, b: Side) -> Iterator[Change]:
    """A word for a part that has lost its noun, and is now of whatever group its sentence names."""
    alone = _alone(b)
    named = frozenset[str]().union(b.stems, *(stems_of(one.nouns) for one in _of(b)))
    for one in _of(a) if alone else ():
        head = stem(one.nouns[-1].plain)
        if one.text.casefold() in alone and head not in named and _is_kept(one, a, b) and not _names_before(b, head):
            told = f"{b.page.calls} says “{one.text.casefold()}” alone of what {a.page.calls} calls “{_words(a, one)}”."
            yield _change(a, b, told, "low")
            return


def _alone(side: Side) -> set[str]:
    return {one.text.casefold() for one in alone_in(side.page.text, side.sentence.start, side.sentence.end)}


def _names_before(side: Side, head: str) -> bool:
    """Whether the sentence before has a noun, so that a word without it may point back."""
    at = side.page.sentences.index(side.sentence)
    return any(head in content_stems(before.text) for before in side.page.sentences[max(0, at - 1) : at])


def _counts(side: Side) -> list[tuple[str, tuple[Word, ...]]]:
    return counts_in(side.page.text, side.sentence.start, side.sentence.end)


def part_changes(parents: Sequence[Figure], figure: Figure) -> Iterator[Change]:
    """A number that every mention in the parents tells as one of a part ("300 of them") and the retelling does not."""
    if not parents or not all(_is_of_part(one) for one in parents) or _is_of_part(figure):
        return
    if any(any_of(section).search(figure.sentence.text) for section in ("part", "members")):
        return
    old = parents[0]
    told = (
        f"{figure.page.calls} does not say that {figure.words} are a part of a larger group, unlike {old.page.calls}."
    )
    yield Change("scope", old.span, figure.span, told, "low")


def spread_changes(shelf: Shelf, parents: Sequence[Figure], figure: Figure) -> Iterator[Change]:
    """A number told of a narrower place than in every parent, where a parent has only some of them there."""
    place = figure.row.place
    before = {one.row.place for one in parents}
    if place is None or None in before or any(place == one or one not in shelf.places.chain(place) for one in before):
        return
    for old in parents:
        part = _part_there(shelf, old.page, place, figure)
        if part is not None:
            where = shelf.holders.name(place)
            told = f"{figure.page.calls} has all of {figure.words} in {where}, {old.page.calls} only “{part}”."
            yield Change("scope", old.span, figure.span, told, "medium")
            return


def _part_there(shelf: Shelf, page: Page, place: str, figure: Figure) -> str | None:
    """The words for some of the people or things counted in a sentence of a page that names a place."""
    for sentence in page.sentences:
        if place not in named_places(shelf, page, sentence):
            continue
        for one in quantifiers_in(page.text, sentence.start, sentence.end):
            noun = next((word for word in one.nouns if alike_nouns(word.plain, figure.row.noun)), None)
            if one.rank <= _VAGUE and figure.row.noun is not None and noun is not None:
                return re.sub(r"\s+", " ", page.text[one.start : noun.end])
    return None


def _is_of_part(figure: Figure) -> bool:
    return is_part(figure.page.text, figure.row.end)


def vague_changes(a: Side, b: Side, old: Iterable[Figure], new: Iterable[Figure]) -> Iterator[Change]:
    """A number of a group that became "some" or "many" of it."""
    there = {one.row.value for one in new}
    gone = [one for one in old if one.row.value not in there and one.row.noun is not None]
    for one in _of(b):
        stems = set(stems_of(one.nouns))
        for figure in gone if one.rank <= _VAGUE and _is_kept(one, b, a) else ():
            if stem(figure.row.noun) in stems or _is_of_part(figure):
                told = f"{b.page.calls} says “{_words(b, one)}” where {a.page.calls} has {figure.words}."
                yield _change(a, b, told, "low")
                return
