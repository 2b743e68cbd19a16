"""What changed between two aligned sentences, every change named, with both spans and one plain sentence.

The modules beside this one know one kind of change each (figures, numbers, hedging, sayings, places, days, misquotes,
additions); here they are asked in turn. Which changes reach the queue, and once, is decided in ``queue.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from workbench.compare.discrepancies.additions import addition_changes
from workbench.compare.discrepancies.changes import KINDS, Change
from workbench.compare.discrepancies.days import day_changes
from workbench.compare.discrepancies.figures import Figure, figure_changes, figures_of, mentions_of
from workbench.compare.discrepancies.hedging import hedge_changes
from workbench.compare.discrepancies.misquotes import quotation_changes
from workbench.compare.discrepancies.numbers import number_changes
from workbench.compare.discrepancies.pages import Page, Shelf
from workbench.compare.discrepancies.places import place_changes
from workbench.compare.discrepancies.sayings import saying_changes
from workbench.compare.discrepancies.scopes import part_changes, scope_changes, spread_changes, vague_changes
from workbench.compare.discrepancies.sentences import Sentence, plain_words, stem
from workbench.compare.discrepancies.sides import Side, side_of

#: Kinds of change that are the same in either direction.
EITHER_WAY = frozenset({"number", "place", "status", "time"})
#: Share of the content words of the shorter sentence that the other must have for places and days to be compared.
AGREED = 0.5
#: So many sentences are kept at hand with what is compared of them.
_KEPT = 1 << 14


@dataclass(frozen=True, slots=True)
class Desk:
    """A story's pages laid out for comparing: the figures and the stems of each report.

    ``side`` gives a sentence with what is compared of it, worked out once for pairs that need it in a row.
    """

    shelf: Shelf
    figures: Mapping[str, Sequence[Figure]]
    stems: Mapping[str, tuple[str, ...]]
    side: Callable[[Sentence], Side]

    def figures_in(self, sentence: Sentence) -> list[Figure]:
        """The figures of a sentence."""
        return [one for one in self.figures[sentence.report_id] if one.sentence == sentence]


def desk_of(shelf: Shelf) -> Desk:
    """The desk of a story, from its pages."""
    figures = {key: figures_of(shelf, page) for key, page in shelf.pages.items()}
    side = lru_cache(maxsize=_KEPT)(lambda sentence: side_of(shelf.pages[sentence.report_id], sentence))
    return Desk(shelf, figures, {key: _stems(page) for key, page in shelf.pages.items()}, side)


def _stems(page: Page) -> tuple[str, ...]:
    """The stems of a page, each once; a set of them would take five times the room."""
    words = {word for one in page.sentences for word in plain_words(one.text)}
    return tuple({*map(stem, words)})


def differences(desk: Desk, a: Sentence, b: Sentence) -> list[Change]:
    """All changes from sentence ``a`` of a parent or earlier report to sentence ``b``, in the order of KINDS."""
    known = frozenset(desk.stems[a.report_id])
    found = [
        *sentence_changes(desk, a, b), *_figures(desk, a, b), *_parts(desk, a, b), *_additions(desk, a, b, known),
    ]  # fmt: skip
    return sorted(found, key=lambda one: KINDS.index(one.kind))


def sentence_changes(desk: Desk, a: Sentence, b: Sentence) -> list[Change]:
    """The changes of words, places, days and quotations between two sentences; figures and additions left out."""
    a_page, b_page = desk.shelf.pages[a.report_id], desk.shelf.pages[b.report_id]
    sides = desk.side(a), desk.side(b)
    return [
        *hedge_changes(*sides),
        *saying_changes(desk.shelf, *sides),
        *_place_and_day(desk, a, b),
        *scope_changes(*sides),
        *quotation_changes(a_page, a, b_page, b),
    ]


def _place_and_day(desk: Desk, a: Sentence, b: Sentence) -> Iterator[Change]:
    if agree(desk, a, b):
        a_page, b_page = desk.shelf.pages[a.report_id], desk.shelf.pages[b.report_id]
        yield from place_changes(desk.shelf, a_page, a, b_page, b)
        yield from day_changes(a_page, a, b_page, b)


def _either_way(desk: Desk, a: Sentence, b: Sentence) -> list[Change]:
    """The changes between two sentences that are the same in either direction, in the order of KINDS."""
    found = [one for one in (*_place_and_day(desk, a, b), *_figures(desk, a, b)) if one.kind in EITHER_WAY]
    return sorted(found, key=lambda one: KINDS.index(one.kind))


def agree(desk: Desk, a: Sentence, b: Sentence) -> bool:
    """Whether so much of the shorter sentence stands in the other that a place or a day in both is of one event."""
    one, other = desk.side(a).stems, desk.side(b).stems
    return len(one & other) >= AGREED * min(len(one), len(other))


def _figures(desk: Desk, a: Sentence, b: Sentence) -> Iterator[Change]:
    old, new = desk.figures_in(a), desk.figures_in(b)
    for figure in new:
        yield from figure_changes(desk.shelf, mentions_of(figure, old), figure)
    if agree(desk, a, b):
        yield from number_changes(old, new, parents=desk.figures[a.report_id])


def _parts(desk: Desk, a: Sentence, b: Sentence) -> Iterator[Change]:
    old, new = desk.figures_in(a), desk.figures_in(b)
    for figure in new:
        mentions = mentions_of(figure, old)
        yield from part_changes(mentions, figure)
        yield from spread_changes(desk.shelf, mentions, figure)
    yield from vague_changes(desk.side(a), desk.side(b), old, new)


def _additions(desk: Desk, a: Sentence, b: Sentence, known: Collection[str]) -> Iterator[Change]:
    pages = desk.shelf.pages
    yield from addition_changes(a, b, pages[b.report_id], known, [pages[a.report_id]])


def labels_of(desk: Desk, a: Sentence, b: Sentence, *, retold: bool = True) -> tuple[str, ...]:
    """The kinds of change between two sentences; "same" for the same words, "reworded" where none has a name.

    ``retold`` is whether ``b`` is drawn from ``a``; else only kinds that have no direction are given.
    """
    found = differences(desk, a, b) if retold else _either_way(desk, a, b)
    kinds = dict.fromkeys(str(change.kind) for change in found)
    if kinds:
        return tuple(kinds)
    same = plain_words(a.text) == plain_words(b.text)
    return ("same",) if same else ("reworded",)
