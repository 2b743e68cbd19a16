"""What a retelling does to the hedges of a sentence: drops, adds or swaps words that leave open whether a thing is so.

A change counts only where the words that the hedge governs are kept: a clause that was left out has lost no hedge. Of
what may happen and "will" happen in the retelling the verb is enough; and who "believes that it will" has lost the
doubt of a likelihood, though not that of a belief.
Hedges beside numbers are in ``figures.py``, the verbs that give somebody's words in ``sayings.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbench.compare.discrepancies.changes import Change, Severity
from workbench.compare.discrepancies.hedges import Hedge, futures_in, intents_in, toned_in
from workbench.compare.discrepancies.sentences import plain_words, stem
from workbench.compare.discrepancies.sides import KEPT, Side, content_stems

#: Kinds of hedge that leave open whether a thing will come.
_OPEN = frozenset({"likelihood", "possibility"})
#: Words of a hedge that say nothing of it by themselves.
_HELPERS = frozenset("is are was were to be have has had it he she they who which what not a in".split())
#: Content words after a hedge that tell what it governs.
GOVERNED = 6


def hedge_changes(a: Side, b: Side) -> Iterator[Change]:
    """The hedges that differ between two aligned sentences, ``a`` in the parent."""
    for part in (False, True):
        old = [one for one in a.hedges if (one.kind == "part") == part and _is_kept(a, one, b)]
        new = [one for one in b.hedges if (one.kind == "part") == part and _is_kept(b, one, a)]
        found = list(_hedged(a, b, old, new))
        yield from found or (() if new or part else _foretold(a, b))
    yield from _toned(a, b)
    yield from _bound_to(a, b)


def _toned(a: Side, b: Side) -> Iterator[Change]:
    """A word that takes the edge off the next ("pretty high") and is gone, the next word kept."""
    kept = {stem(word) for _, word in toned_in(b.page.text, b.sentence.start, b.sentence.end)}
    for tone, word in toned_in(a.page.text, a.sentence.start, a.sentence.end):
        if stem(word) in b.stems and stem(word) not in kept:
            told = f"{b.page.calls} drops “{tone}” from “{tone} {word}” of {a.page.calls}."
            yield Change("hedge dropped", a.span, b.span, told, "low")
            return


def _bound_to(a: Side, b: Side) -> Iterator[Change]:
    """How firmly somebody is said to mean to do a thing: "plans to" for "is considering", "will" for "is due to"."""
    for new in intents_in(b.page.text, b.sentence.start, b.sentence.end):
        done = content_stems(b.page.text[new.end : b.sentence.end])[:GOVERNED]
        for old in intents_in(a.page.text, a.sentence.start, a.sentence.end):
            then = content_stems(a.page.text[old.end : a.sentence.end])
            one_act = done and done[0] in then and sum(it in then for it in done) >= KEPT * len(done)
            if one_act and new.rank != old.rank:
                told = f"{b.page.calls} has “{new.text}” for “{old.text}” of {a.page.calls}."
                step: Severity = "low" if new.rank - old.rank <= 1 else "medium"
                yield Change(
                    "certainty raised" if new.rank > old.rank else "certainty lowered", a.span, b.span, told, step
                )
                return


def _foretold(a: Side, b: Side) -> Iterator[Change]:
    """What is likely or possible in ``a`` and told as certain to come in ``b``."""
    verbs = {stems[0] for stems in _to_come(b) if stems}
    for hedge in a.hedges:
        governed = content_stems(a.page.text[hedge.end : a.sentence.end])[:GOVERNED]
        if hedge.kind in _OPEN and verbs & set(governed):
            told = f"{b.page.calls} tells as certain to come what {a.page.calls} hedges with “{hedge.text}”."
            yield Change("hedge dropped", a.span, b.span, told)
            return


def _to_come(side: Side) -> list[list[str]]:
    """The content words after each word that tells what is to come as certain."""
    text, end = side.page.text, side.sentence.end
    return [content_stems(text[at:end]) for at in futures_in(text, side.sentence.start, end)]


def _hedged(a: Side, b: Side, old: Sequence[Hedge], new: Sequence[Hedge]) -> Iterator[Change]:
    hedge = min(old, key=lambda one: one.rank, default=None)
    if (
        hedge is not None
        and not new
        and (hedge.kind == "part" or not _tentative(b) or hedge.kind in _OPEN and _to_come(b))
    ):
        yield Change("hedge dropped", a.span, b.span, f"{b.page.calls} drops “{hedge.text}” of {a.page.calls}.")
    elif new and not old and not _tentative(a):
        hedge = min(new, key=lambda one: one.rank)
        yield Change("hedge added", a.span, b.span, f"{b.page.calls} adds “{hedge.text}” to what {a.page.calls} says.")
    elif old and new:
        kept = {one for hedge in old for one in _roots(hedge)}
        same = any(not kept.isdisjoint(_roots(hedge)) for hedge in new)
        yield from _reranked(a, b, min(old, key=_rank), min(new, key=_rank), same)


def _roots(hedge: Hedge) -> list[str]:
    """The words of a hedge without their endings: "potential" and "potentially" are one doubt."""
    return [word[:6] for word in plain_words(hedge.text) if word not in _HELPERS]


def _rank(hedge: Hedge) -> tuple[int, int]:
    return hedge.rank, hedge.start


def _reranked(a: Side, b: Side, old: Hedge, new: Hedge, same: bool) -> Iterator[Change]:
    """The change from one hedge to another; ``same`` where a word of the one is still there in another form."""
    told = f"{b.page.calls} has “{new.text}” for “{old.text}” of {a.page.calls}."
    if old.kind == "claim" and new.kind == "evidential":
        told = f"{b.page.calls} has “{new.text}”, nobody's word, for “{old.text}” of {a.page.calls}."
        yield Change("attribution dropped", a.span, b.span, told)
        yield Change("wording", a.span, b.span, told)
    elif new.rank > old.rank:
        yield Change("certainty raised", a.span, b.span, told)
    elif new.rank < old.rank:
        yield Change("certainty lowered", a.span, b.span, told)
    elif new.text.casefold() != old.text.casefold() and not same:
        yield Change("wording", a.span, b.span, told)


def _is_kept(side: Side, hedge: Hedge, other: Side) -> bool:
    """Whether what a hedge governs stands in the other sentence too."""
    governed = content_stems(side.page.text[hedge.end : side.sentence.end])[:GOVERNED]
    if len(governed) < 2:
        governed = content_stems(side.page.text[side.sentence.start : hedge.start])[-GOVERNED:] + governed
    return bool(governed) and sum(one in other.stems for one in governed) >= KEPT * len(governed)


def _tentative(side: Side) -> bool:
    return any(row.stance in {"believed", "expected", "reported"} for row in side.said)
