"""What a retelling does to the words of a sentence: hedges, the verb that gives somebody's words, who says it.

Two aligned sentences are compared here without regard to numbers, which are in ``figures.py``. A change counts only
where the words it governs are kept: a clause that was left out has lost no hedge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.compare.changes import Change
from workbench.compare.cuestrength import SAID, is_coloured, strength_of
from workbench.compare.hedges import Hedge, hedges_in
from workbench.compare.pages import Page, Shelf
from workbench.compare.sentences import Sentence, stem, words_of
from workbench.cuefiles import cue_file

#: Stances of words that tell how things are; a demand or a plan has no truth that a source could vouch for.
TELLING = frozenset({"asserted", "reported", "assessed", "believed", "expected"})
#: Content words after a hedge that tell what it governs, and the share of them that must be kept.
GOVERNED = 6
KEPT = 0.5
#: Share of the content words that two sentences share when one is the other but for a word or two.
NEARLY_ALL = 0.75
#: The fewest content words that make two sentences tell one thing.
FEWEST = 4

_CONFIRMED = 4


@dataclass(frozen=True, slots=True)
class Side:
    """One of two aligned sentences: its page, its hedges, its content words and who says what in it."""

    page: Page
    sentence: Sentence
    hedges: tuple[Hedge, ...]
    stems: frozenset[str]
    said: tuple[Any, ...]

    @property
    def span(self) -> tuple[str, int, int]:
        """The sentence."""
        return self.page.report_id, self.sentence.start, self.sentence.end


def side_of(page: Page, sentence: Sentence) -> Side:
    """A sentence with what is compared of it."""
    said = [row for row in page.attributions.within(sentence.start, sentence.end) if row.stance in TELLING]
    hedges = hedges_in(page.text, sentence.start, sentence.end)
    return Side(page, sentence, tuple(hedges), frozenset(content_stems(sentence.text)), tuple(said))


def content_stems(text: str) -> list[str]:
    """The stems of the words of a text that are not too common to say anything, in order."""
    return [stem(word.plain) for word in words_of(text) if word.plain not in common_words()]


@cache
def common_words() -> frozenset[str]:
    """Words too common to show that something was added or kept."""
    return frozenset(cue_file("compare", "additions")["common"]["words"])


def wording_changes(shelf: Shelf, a: Side, b: Side) -> list[Change]:
    """The hedges, cue words and attributions that differ between two aligned sentences, ``a`` in the parent."""
    return [*_hedges(a, b), *_attributions(shelf, a, b), *_cues(a, b), *_merged(a, b), *_anonymity(a, b)]


def _hedges(a: Side, b: Side) -> Iterator[Change]:
    for part in (False, True):
        old = [one for one in a.hedges if (one.kind == "part") == part and _is_kept(a, one, b)]
        new = [one for one in b.hedges if (one.kind == "part") == part and _is_kept(b, one, a)]
        yield from _hedged(a, b, old, new)


def _hedged(a: Side, b: Side, old: Sequence[Hedge], new: Sequence[Hedge]) -> Iterator[Change]:
    if old and not new and not _tentative(b):
        hedge = min(old, key=lambda one: one.rank)
        yield Change("hedge dropped", a.span, b.span, f"{b.page.calls} drops “{hedge.text}” of {a.page.calls}.")
    elif new and not old and not _tentative(a):
        hedge = min(new, key=lambda one: one.rank)
        yield Change("hedge added", a.span, b.span, f"{b.page.calls} adds “{hedge.text}” to what {a.page.calls} says.")
    elif old and new:
        yield from _reranked(a, b, min(old, key=_rank), min(new, key=_rank))


def _rank(hedge: Hedge) -> tuple[int, int]:
    return hedge.rank, hedge.start


def _reranked(a: Side, b: Side, old: Hedge, new: Hedge) -> Iterator[Change]:
    told = f"{b.page.calls} has “{new.text}” for “{old.text}” of {a.page.calls}."
    if old.kind == "claim" and new.kind == "evidential":
        told = f"{b.page.calls} has “{new.text}”, nobody's word, for “{old.text}” of {a.page.calls}."
        yield Change("attribution dropped", a.span, b.span, told)
    elif new.rank > old.rank:
        yield Change("certainty raised", a.span, b.span, told)
    elif new.rank < old.rank:
        yield Change("certainty lowered", a.span, b.span, told)
    elif new.text.casefold() != old.text.casefold():
        yield Change("wording", a.span, b.span, told)


def _is_kept(side: Side, hedge: Hedge, other: Side) -> bool:
    """Whether what a hedge governs stands in the other sentence too."""
    governed = content_stems(side.page.text[hedge.end : side.sentence.end])[:GOVERNED]
    if len(governed) < 2:
        governed = content_stems(side.page.text[side.sentence.start : hedge.start])[-GOVERNED:] + governed
    return bool(governed) and sum(one in other.stems for one in governed) >= KEPT * len(governed)


def _tentative(side: Side) -> bool:
    return any(row.stance in {"believed", "expected", "reported"} for row in side.said)


def _attributions(shelf: Shelf, a: Side, b: Side) -> Iterator[Change]:
    old = [row for row in a.said if row.source_start is not None and _content_kept(a, row, b)]
    if not old or _is_somebodys(b):
        return
    row = old[0]
    named = shelf.holders.rows.get(row.speaker)
    who = str(named.name) if named is not None else a.page.text[int(row.source_start) : int(row.source_end)]
    cue = a.page.text[int(row.cue_start) : int(row.cue_end)] if row.cue_start is not None else ""
    told = f"{b.page.calls} says in its own voice what {a.page.calls} gives as the word of {who} (“{cue}”)."
    yield Change("attribution dropped", a.span, b.span, told)


def _content_kept(side: Side, row: Any, other: Side) -> bool:
    words = [
        one for part in row.content for one in content_stems(side.page.text[int(part["start"]) : int(part["end"])])
    ]
    shorter = max(FEWEST, min(len(words), len(other.stems)))
    return sum(one in other.stems for one in words) >= KEPT * shorter


def _is_somebodys(side: Side) -> bool:
    """Whether somebody is named as the source of a sentence, in it or by words that run on into it."""
    if any(row.source_start is not None for row in side.said):
        return True
    return any(
        int(part["start"]) < side.sentence.end and int(part["end"]) > side.sentence.start
        for row in side.page.attributions.rows
        if row.source_start is not None
        for part in row.content
    )


def _merged(a: Side, b: Side) -> Iterator[Change]:
    """A source that another name was joined to, which the parent's sentence does not have."""
    for row in a.said:
        old = _source(a, row)
        joined = [one for one in b.said if _joins(_source(b, one), old, a)] if old else []
        if joined:
            told = f"{b.page.calls} gives to “{_source(b, joined[0])}” what {a.page.calls} gives to “{old}” alone."
            yield Change("holders merged", a.span, b.span, told)
            return


#: A further name after a source: " and the Harbour Board".
_JOINED = re.compile(r",?\s+and\s+(?:the\s+)?[A-Z][\w.’'-]*(?:\s+(?:of\s+|for\s+)?[A-Z][\w.’'-]*)*")


def _source(side: Side, row: Any) -> str:
    """The words of a source, with a further name that is joined to it by "and"."""
    if row.source_start is None:
        return ""
    start, end = int(row.source_start), int(row.source_end)
    joined = _JOINED.match(side.page.text, end, side.sentence.end)
    until = joined.end() if joined else end
    return re.sub(r"\s+", " ", side.page.text[start:until]).strip(" ,")


def _joins(new: str, old: str, a: Side) -> bool:
    """Whether ``new`` is ``old`` with a further name joined by "and"."""
    parts = re.split(r"\band\b", new)
    if len(parts) < 2 or " and " in old or not set(content_stems(old)) & set(content_stems(new)):
        return False
    names = [stem(name) for part in parts for name in re.findall(r"\b[A-Z]\w{2,}", part)]
    return any(name not in a.stems for name in names if name not in common_words())


def _anonymity(a: Side, b: Side) -> Iterator[Change]:
    """An unnamed source whom the retelling names, or whose reason for being unnamed it leaves out."""
    veiled = [row for row in a.said if row.anonymous and row.source_start is not None and _content_kept(a, row, b)]
    given = [row for row in b.said if row.source_start is not None]
    if not veiled or not given:
        return
    old = veiled[0]
    if not any(row.anonymous for row in _around(b)):
        who, veil = _source(b, given[0]), _source(a, old)
        told = f"{b.page.calls} names “{who}” for an unnamed source of {a.page.calls}, “{veil}”."
        yield Change("anonymity dropped", a.span, b.span, told)
    elif old.anonymity_ground is not None and all(row.anonymity_ground is None for row in b.page.attributions.rows):
        why = f"is unnamed ({old.anonymity_ground})"
        told = f"{b.page.calls} does not say why “{_source(a, old)}” of {a.page.calls} {why}."
        yield Change("anonymity dropped", a.span, b.span, told)


def _around(side: Side) -> list[Any]:
    """The attributions of a sentence and of the two beside it."""
    at = side.page.sentences.index(side.sentence)
    first, last = side.page.sentences[max(0, at - 1)], side.page.sentences[min(at + 1, len(side.page.sentences) - 1)]
    return side.page.attributions.within(first.start, last.end)


def _cues(a: Side, b: Side) -> Iterator[Change]:
    old, new = _cue(a, b), _confirming(a, b) or _cue(b, a)
    if old is None or new is None:
        return
    told = f"{b.page.calls} says “{new[1]}” where {a.page.calls} says “{old[1]}”."
    if new[0] == _CONFIRMED > old[0]:
        yield Change("certainty raised", a.span, b.span, told)
    elif new[0] < SAID <= old[0] or new[0] < old[0] == _CONFIRMED:
        yield Change("certainty lowered", a.span, b.span, told)
    elif new[0] != old[0] or is_coloured(new[1]) != is_coloured(old[1]):
        yield Change("verb changed", a.span, b.span, told)


def _confirming(a: Side, b: Side) -> tuple[int, str] | None:
    """A verb of confirming in a sentence that else has the words of the other, though nobody was read as its source."""
    if len(a.stems & b.stems) < NEARLY_ALL * max(len(a.stems), len(b.stems)):
        return None
    old = {word.plain for word in words_of(a.sentence.text)}
    new = [word.text for word in words_of(b.sentence.text) if word.plain not in old]
    return next(((_CONFIRMED, word) for word in new if strength_of(word) == _CONFIRMED), None)


def _cue(side: Side, other: Side) -> tuple[int, str] | None:
    """The verb of a sentence by which somebody gives what the other sentence has too."""
    cues = [
        side.page.text[int(row.cue_start) : int(row.cue_end)]
        for row in side.said
        if row.cue_start is not None and row.source_start is not None and _content_kept(side, row, other)
    ]
    return (strength_of(cues[0]), cues[0]) if cues else None
