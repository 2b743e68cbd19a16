"""Numbers that stand in somebody's count: "A tally kept by the port stands at 40", "By the union's count, 40 left".

What is here: nouns for a count with their keeper, as subject of a verb that gives its level, before the number itself,
after "by", and before a colon that opens a list. A count that somebody revises is left to ``releases.py``, one that
says a clause to ``nouns.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from workbench.annotate.attributions.grammar import VERBS, Spans, is_passive, joint_sources, source_span
from workbench.annotate.attributions.lexicon import has_a_voice, is_paper
from workbench.annotate.attributions.speech import OPENED
from workbench.annotate.attributions.tokens import spans_of
from workbench.annotate.language import cues
from workbench.annotate.paragraph import Stretch, Word
from workbench.model import Attribution

_TIMES = ("DATE", "TIME", "ORDINAL")


def by_tally(noun: Word, sentence: Stretch, index: int) -> Iterator[Attribution]:
    """The keeper of a count, with the number that it gives as content."""
    if noun.lemma_.lower() not in _nouns():
        return
    rules = cues("attributions")["tallies"]
    keeper = _keeper(noun, rules["kept"])
    if keeper is None or not has_a_voice(keeper) or is_paper(keeper) or keeper.ent_type_ in _TIMES:
        return
    if noun.i + 1 < len(noun.doc) and not noun.doc.text[noun.nbor().idx :].strip(" :\n") and noun.nbor().text == ":":
        yield _kept_by(keeper, noun, (), index, OPENED)
        return
    content = _after_by(noun, sentence) or _at_a_level(noun, rules["levels"]) or _of_a_number(noun)
    if content:
        yield _kept_by(keeper, noun, content, index, f"tally/{noun.lemma_.lower()}")


def _kept_by(keeper: Word, noun: Word, content: Spans, index: int, rule: str) -> Attribution:
    return Attribution(
        source=source_span(keeper),
        cue=(noun.idx, noun.idx + len(noun)),
        content=content,
        sentence=index,
        stance="assessed",
        rule=rule,
        sources=joint_sources(keeper),
    )


@cache
def _nouns() -> frozenset[str]:
    return frozenset(cues("attributions")["tallies"]["nouns"])


def _keeper(noun: Word, kept: list[str]) -> Word | None:
    """Whose count it is: its owner, or the one after "by" or "from", straight or behind "kept", "given", "released"."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is not None:
        return owner
    verb = next((c for c in noun.children if c.dep_ == "acl" and c.lemma_.lower() in kept), noun)
    # "The toll from the Larch Fire" is what the fire cost, not what it counted.
    leads = ("by",) if verb is noun and noun.lemma_.lower() == "toll" else ("by", "from")
    lead = next((c for c in verb.children if c.dep_ in ("agent", "prep") and c.lower_ in leads), None)
    return next((child for child in lead.children if child.dep_ == "pobj"), None) if lead is not None else None


def _after_by(noun: Word, sentence: Stretch) -> Spans:
    """The rest of the sentence around "by the union's count"."""
    by = noun.head
    if by.lower_ != "by" or noun.dep_ != "pobj" or not any(child.dep_ == "poss" for child in noun.children):
        return ()
    own = {token.i for token in by.subtree}
    return spans_of([token for token in sentence if token.i not in own], keep_apart=True)


def _at_a_level(noun: Word, levels: list[str]) -> Spans:
    """What stands behind the verb whose subject the count is: "stands at 40", "was 40"."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.pos_ not in VERBS or verb.lemma_.lower() not in levels:
        return ()
    if is_passive(verb) and noun.dep_ == "nsubj":
        return ()
    said = [
        token
        for child in verb.children
        if child.i > verb.i and child.dep_ in ("prep", "attr", "dobj", "acomp")
        for token in child.subtree
    ]
    return spans_of(said) if _numbered(said) else ()


def _of_a_number(noun: Word) -> Spans:
    """The number right behind "of": "the mayor's estimate of 60"."""
    for child in noun.children:
        after = child.nbor() if child.i + 1 < len(child.doc) else child
        if child.dep_ == "prep" and child.lower_ == "of" and (after.like_num or after.dep_ in ("quantmod", "advmod")):
            said = [token for token in child.subtree if token.i > child.i]
            return spans_of(said) if _numbered(said) else ()
    return ()


def _numbered(tokens: list[Word]) -> bool:
    return any(token.like_num and token.ent_type_ not in _TIMES for token in tokens)
