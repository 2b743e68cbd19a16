"""What a retelling does to who says a thing, and how: a source lost, joined or unveiled, a verb that is surer.

Two aligned sentences are compared without regard to numbers, whose holders are in ``figures.py``. A source counts as
lost only where its words are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from workbench.compare.discrepancies.changes import Change
from workbench.compare.discrepancies.cuestrength import (
    SAID,
    is_coloured,
    is_saying,
    is_unsaid,
    speaks_in,
    strength_of,
)
from workbench.compare.discrepancies.pages import Shelf, content_of
from workbench.compare.discrepancies.sentences import plain_words, stem, words_of
from workbench.compare.discrepancies.sides import KEPT, Side, common_words, content_stems

#: Share of the content words that two sentences share when one is the other but for a word or two.
NEARLY_ALL = 0.75
#: The fewest content words that make two sentences tell one thing.
FEWEST = 4

_CONFIRMED = 4
#: Parts of a report long enough to say who says a thing.
_WHOLE_SENTENCES = frozenset({"body", "summary"})


def saying_changes(shelf: Shelf, a: Side, b: Side) -> Iterator[Change]:
    """The sources and verbs that differ between two aligned sentences, ``a`` in the parent."""
    yield from _attributions(shelf, a, b)
    yield from _relayed(a, b)
    yield from _vouched(a, b)
    yield from _cues(a, b)
    yield from _merged(a, b)
    yield from _anonymity(a, b)


def _attributions(shelf: Shelf, a: Side, b: Side) -> Iterator[Change]:
    """What somebody says in ``a`` and nobody in ``b``; words that both give by the same verb are set aside first."""
    new = [row for row in b.said if row.source_start is not None]
    verbs = [_verb(b, row) for row in new]
    old = [row for row in a.said if row.source_start is not None and _content_kept(a, row, b)]
    lost = [row for row in old if _verb(a, row) not in verbs and not _verb(a, row).startswith("to ")]
    kept = [verb for verb in verbs if verb not in {_verb(a, row) for row in a.said}]
    lost = [row for row in lost if not speaks_in(b.sentence.text, _source(a, row))]
    if not lost or kept or _runs_on(b):
        return
    row = lost[0]
    named = shelf.holders.known.get(row.speaker)
    who = named.name if named is not None else a.page.text[int(row.source_start) : int(row.source_end)]
    told = f"{b.page.calls} says in its own voice what {a.page.calls} gives as the word of {who} (“{_verb(a, row)}”)."
    yield Change("attribution dropped", a.span, b.span, told)


def _relayed(a: Side, b: Side) -> Iterator[Change]:
    """Who passed on the words of another in ``a``, where ``b`` gives those words and not who passed them on."""
    outer = {row.attribution_id: row for row in a.said}
    told = {one for row in _around(b) for one in content_stems(_source(b, row))}
    for row in a.said:
        relay = outer.get(row.within_attribution)
        if relay is None or relay.source_start is None or row.source_start is None or not _is_given(a, row, b):
            continue
        passed_on = content_stems(_source(a, relay))
        if not _is_pronoun(_source(a, row)) and passed_on and told.isdisjoint(passed_on):
            told_by = f"gives the word of “{_source(a, row)}” and leaves out who passed it on in {a.page.calls}"
            yield Change("attribution dropped", a.span, b.span, f"{b.page.calls} {told_by}, “{_source(a, relay)}”.")
            return


def _is_given(a: Side, row: Any, b: Side) -> bool:
    """Whether an attribution of ``b`` has what one of ``a`` says."""
    then = _content(a, row)
    return any(len(then & _content(b, one)) >= KEPT * max(FEWEST, len(then)) for one in _verbs(b))


def _is_pronoun(source: str) -> bool:
    """Whether the words of a source only point back at one named before: "she", "the same office"."""
    return re.match(r"(?:the same|this|that|these|those)\b", source, re.IGNORECASE) is not None or not content_stems(
        source
    )


def _vouched(a: Side, b: Side) -> Iterator[Change]:
    """Words that ``b`` gives to somebody and ``a`` in its own voice."""
    if _runs_on(a) or a.sentence.part != "body" or b.sentence.part not in _WHOLE_SENTENCES:
        return
    own = a.page.attributions.within(a.sentence.start, a.sentence.end)
    given = frozenset[str]().union(*(_content(a, row) for row in own if row.source_start is not None))
    for row in _verbs(b):
        shared = _content(b, row) & a.stems
        named = not _is_pronoun(_source(b, row)) and not a.stems.issuperset(content_stems(_source(b, row)))
        if named and len(shared & given) < KEPT * len(shared) and _content_kept(b, row, a) and not _continues(a, row):
            who = f"“{_source(b, row)}” (“{_verb(b, row)}”)"
            told = f"{b.page.calls} gives to {who} what {a.page.calls} says in its own voice."
            yield Change("attribution added", a.span, b.span, told)
            return


def _continues(side: Side, said: Any) -> bool:
    """Whether the speaker's words stand in the sentence before and may run on; those "according to" somebody do not."""
    before = side.page.sentences[: side.page.sentences.index(side.sentence)][-1:]
    return any(
        row.speaker is not None and row.speaker == said.speaker and "according" not in _verb(side, row).casefold()
        for one in before
        for row in side.page.attributions.within(one.start, one.end)
    )


def _verb(side: Side, row: Any) -> str:
    return "" if row.cue_start is None else side.page.text[int(row.cue_start) : int(row.cue_end)]


def _content_kept(side: Side, row: Any, other: Side) -> bool:
    words = [one for start, end in content_of(row) for one in content_stems(side.page.text[start:end])]
    shorter = max(FEWEST, min(len(words), len(other.stems)))
    return sum(one in other.stems for one in words) >= KEPT * shorter


def _runs_on(side: Side) -> bool:
    """Whether somebody's words, given in another sentence, run on into this one."""
    return any(
        start < side.sentence.end and end > side.sentence.start
        for row in side.page.attributions.rows
        if row.source_start is not None and not side.sentence.start <= _at(row) < side.sentence.end
        for start, end in content_of(row)
    )


def _at(row: Any) -> int:
    return int(row.source_start if row.cue_start is None else row.cue_start)


def _merged(a: Side, b: Side) -> Iterator[Change]:
    """A source that another name was joined to, which the parent's sentence does not have."""
    for row in a.said:
        old = _source(a, row)
        sources = [_source(b, one) for one in b.said] + _with_joined(b, old)
        joined = next((one for one in sources if _joins(one, old, a)), None) if old else None
        if joined is not None:
            told = f"{b.page.calls} gives to “{joined}” what {a.page.calls} gives to “{old}” alone."
            yield Change("holders merged", a.span, b.span, told)
            return


#: A further name after a source: " and the Harbour Board".
_JOINED = re.compile(
    r",?\s{1,3}and\s{1,3}(?:the\s{1,3})?[A-Z][\w.’'-]*(?:\s{1,3}(?:of\s{1,3}|for\s{1,3})?[A-Z][\w.’'-]*)*"
)


def _source(side: Side, row: Any) -> str:
    """The words of a source, with a further name that is joined to it by "and"."""
    if row.source_start is None:
        return ""
    start, end = int(row.source_start), int(row.source_end)
    joined = _JOINED.match(side.page.text, end, side.sentence.end)
    until = joined.end() if joined else end
    return re.sub(r"\s+", " ", side.page.text[start:until]).strip(" ,")


def _with_joined(side: Side, source: str) -> list[str]:
    """The words of a source with a name joined to it and a verb of saying behind, wherever a sentence has them."""
    pattern = rf"\b{re.escape(source)}(?:{_JOINED.pattern})(?=\s+(\w+))"
    found = re.finditer(pattern, side.sentence.text) if source else ()
    return [one.group() for one in found if is_saying(one.group(1))]


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
    if not any(row.anonymous for row in _around(b)) and _is_named(_source(b, given[0])):
        who, veil = _source(b, given[0]), _source(a, old)
        told = f"{b.page.calls} names “{who}” for an unnamed source of {a.page.calls}, “{veil}”."
        yield Change("anonymity dropped", a.span, b.span, told)
    elif old.anonymity_ground is not None and all(row.anonymity_ground is None for row in b.page.attributions.rows):
        why = f"is unnamed ({old.anonymity_ground})"
        told = f"{b.page.calls} does not say why “{_source(a, old)}” of {a.page.calls} {why}."
        yield Change("anonymity dropped", a.span, b.span, told)


def _is_named(source: str) -> bool:
    """Whether a source is a name: a capital that does not only open the sentence or a pronoun."""
    return len(re.findall(r"\b[A-Z]\w+", source)) > 1


def _around(side: Side) -> list[Any]:
    """The attributions of a sentence and of the two beside it."""
    at = side.page.sentences.index(side.sentence)
    first, last = side.page.sentences[max(0, at - 1)], side.page.sentences[min(at + 1, len(side.page.sentences) - 1)]
    return side.page.attributions.within(first.start, last.end)


def _cues(a: Side, b: Side) -> Iterator[Change]:
    """The verb by which somebody gives what both sentences say, where it is another, and surer or less sure."""
    sure = _confirming(a, b)
    for old, verb in _one_saying(a, b):
        new = sure or verb
        before, after = strength_of(old), strength_of(new)
        if after == before and is_coloured(new) == is_coloured(old):
            continue
        told = f"{b.page.calls} says “{new}” where {a.page.calls} says “{old}”."
        if after == _CONFIRMED > before:
            yield Change("certainty raised", a.span, b.span, told)
        elif after < SAID <= before or after < before == _CONFIRMED:
            yield Change("certainty lowered", a.span, b.span, told)
        yield Change("verb changed", a.span, b.span, told)
        return


def _confirming(a: Side, b: Side) -> str | None:
    """A verb of confirming in a sentence that else has the words of the other, though nobody was read as its source."""
    if len(a.stems & b.stems) < NEARLY_ALL * max(len(a.stems), len(b.stems)):
        return None
    old = set(plain_words(a.sentence.text))
    if is_unsaid(plain_words(b.sentence.text)):
        return None
    new = [word.text for word in words_of(b.sentence.text) if word.plain not in old]
    return next((word for word in new if strength_of(word) == _CONFIRMED), None)


def _one_saying(a: Side, b: Side) -> Iterator[tuple[str, str]]:
    """The verbs of each attribution of ``a`` and of that of ``b`` whose content has most of it, if it has enough.

    One of ``b`` that another of ``a`` gives by the same verb is set aside: "said he believes" is still "believes".
    """
    for row in _verbs(a):
        then = _content(a, row)
        others = [one for one in _verbs(a) if one is not row]
        free = [one for one in _verbs(b) if _may_be_one(a, row, b, one) and not _is_taken(a, others, then, b, one)]
        shared = [(len(then & _content(b, one)), one) for one in free]
        most, best = max(shared, key=lambda one: one[0], default=(0, None))
        if best is not None and most >= KEPT * max(FEWEST, min(len(then), len(_content(b, best)))):
            yield _verb(a, row), _verb(b, best)


def _is_taken(a: Side, others: Iterable[Any], then: frozenset[str], b: Side, one: Any) -> bool:
    """Whether other attributions of ``a`` have the verb of one of ``b``, and as much of its content as ``then`` has."""
    content = _content(b, one)
    same = [_content(a, other) for other in others if _verb(a, other) == _verb(b, one)]
    return any(len(content & other) >= len(content & then) for other in same)


def _may_be_one(a: Side, row: Any, b: Side, other: Any) -> bool:
    """Whether two attributions may have one speaker: the ledger knows of no two, or their words name one or nobody."""
    if row.speaker is None or other.speaker is None or row.speaker == other.speaker:
        return True
    one, two = _source(a, row), _source(b, other)
    return _is_pronoun(one) or _is_pronoun(two) or not set(content_stems(one)).isdisjoint(content_stems(two))


def _verbs(side: Side) -> list[Any]:
    return [row for row in side.said if row.cue_start is not None and row.source_start is not None]


def _content(side: Side, row: Any) -> frozenset[str]:
    """The stems of what is said."""
    return frozenset(one for start, end in content_of(row) for one in content_stems(side.page.text[start:end]))
