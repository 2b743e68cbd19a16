"""The source that follows "according to" and its like, with the rest of the sentence as what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from workbench.annotate.attributions.grammar import RELATIVES, after_semicolon, joint_sources, own_subject, source_span
from workbench.annotate.attributions.lexicon import frames_of, has_a_voice, noun_frames, words
from workbench.annotate.attributions.tokens import spans_of
from workbench.annotate.language import cues, phrase_pattern
from workbench.annotate.paragraph import Stretch, Word
from workbench.model import Attribution

#: What is joined to a clause and told beside it.
_BESIDE = ("conj", "cc", "parataxis", "advcl")


def by_preposition(token: Word, sentence: Stretch, index: int) -> Iterator[Attribution]:
    """The attribution that "according to" makes: what follows it is the source."""
    cue_end = _cue_end(token)
    head = None
    if cue_end is not None:
        head = _object_after(token, cue_end)
        if head is None or not _may_be_a_source(head, token):
            head = _last_noun_before_a_mark(token, cue_end)
    if cue_end is None or head is None or not _may_be_a_source(head, token):
        return
    source = source_span(head)
    source = (min(source[0], _first_word(sentence, cue_end)), min(source[1], _source_end(token, cue_end)))
    begin = after_semicolon(sentence.doc[sentence.start : token.i])
    whole = [
        t
        for t in sentence.doc[begin : sentence.end]
        if not token.idx <= t.idx < max(source[1], cue_end) and not (t.idx > source[1] and _in_relative(t, head))
    ]
    yield Attribution(
        source=source,
        cue=(token.idx, cue_end),
        content=spans_of(whole, keep_apart=True),
        sentence=index,
        stance="assessed" if _is_assessed(head) else "asserted",
        rule=f"preposition/{token.doc.text[token.idx : cue_end].lower()}",
        sources=joint_sources(head),
    )


def by_poll(token: Word, index: int) -> Iterator[Attribution]:
    """A poll that a clause stands in: "In a new poll, the mayor led by 12 points"."""
    verb = token.head
    if (
        token.dep_ != "prep"
        or token.lower_ not in cues("attributions")["polls"]["prepositions"]
        or verb.pos_ not in ("VERB", "AUX")
    ):
        return
    poll = next((c for c in token.children if c.dep_ == "pobj" and c.lemma_.lower() in words("polls")), None)
    subject = own_subject(verb)
    if poll is None or subject is None or subject.lower_ in RELATIVES or frames_of(verb):
        return
    beside = {t.i for c in verb.children if c.i == token.i or c.dep_ in _BESIDE for t in c.subtree}
    said = [t for t in verb.subtree if t.i >= subject.left_edge.i and t.i not in beside]
    yield Attribution(
        source=source_span(poll),
        cue=(token.idx, token.idx + len(token)),
        content=spans_of(said, keep_apart=True),
        sentence=index,
        stance="assessed",
        rule=f"poll/{poll.lemma_.lower()}",
        sources=joint_sources(poll),
    )


def _last_noun_before_a_mark(token: Word, cue_end: int) -> Word | None:
    """The last noun of the words right after the cue, for a source that the parser took apart."""
    found = None
    for after in token.doc[token.i : min(token.i + 14, token.sent.end)]:
        if after.idx < cue_end:
            continue
        if after.is_punct:
            break
        found = after if after.pos_ in ("NOUN", "PROPN", "PRON") else found
    return found


def _source_end(token: Word, cue_end: int) -> int:
    """The end of a source at the head of a sentence: the first comma, or the second where the first opens an aside."""
    text = token.doc.text
    if token.i > token.sent.start + 1:
        return len(text)
    commas = [t for t in token.sent if t.text == "," and t.idx >= cue_end]
    if not commas:
        return len(text)
    first = commas[0]
    between = token.doc[first.i + 1 : commas[1].i] if len(commas) > 1 else None
    aside = between is not None and len(between) <= 12 and not any(t.pos_ in ("VERB", "AUX") for t in between)
    return commas[1].idx if aside and len(commas) > 1 else first.idx


def _may_be_a_source(head: Word, opener: Word) -> bool:
    """Whether a noun after a cue is whose word it is; what is cited may also be a reason ("citing heavy rain")."""
    if has_a_voice(head):
        return True
    cited = opener.tag_ == "VBG" and opener.lower_ != "according"
    return not cited and _is_described(head) and head.lemma_.lower() not in words("measures_of_order")


def _is_described(head: Word) -> bool:
    """Whether a noun is one of a kind: "the latest average of its polls", not "plan" in "according to plan"."""
    return any(child.dep_ in ("det", "poss", "amod", "compound") for child in head.children)


def _is_assessed(head: Word) -> bool:
    return any(frame.stance == "assessed" for frame in noun_frames().get(head.lemma_.lower(), ()))


def _first_word(sentence: Stretch, at: int) -> int:
    return next((token.idx for token in sentence if token.idx >= at and not token.is_space), at)


@cache
def _prepositions() -> tuple[re.Pattern[str], frozenset[str]]:
    phrases = cues("attributions")["prepositional"]["words"]
    return phrase_pattern(phrases), frozenset(phrase.split()[0] for phrase in phrases)


def _cue_end(token: Word) -> int | None:
    pattern, openings = _prepositions()
    if token.lower_ not in openings:
        return None
    match = pattern.match(token.doc[token.i : token.i + 6].text)
    return token.idx + match.end() if match else None


def _object_after(token: Word, cue_end: int) -> Word | None:
    """The head of the noun phrase right after a prepositional cue."""
    sentence_end = token.sent.end
    after = next((t for t in token.doc[token.i : sentence_end] if t.idx >= cue_end and not t.is_space), None)
    if after is None:
        return None
    while after.head.i != after.i and after.head.idx >= cue_end and after.head.pos_ in ("NOUN", "PROPN", "PRON"):
        after = after.head
    # A demonym split from its noun by the parser ("South" + "Korean lawmakers") is followed to the noun.
    while (
        after.pos_ in ("PROPN", "ADJ")
        and after.i + 1 < sentence_end
        and token.doc[after.i + 1].pos_ in ("ADJ", "NOUN", "PROPN")
        and not token.doc[after.i + 1].is_punct
    ):
        after = token.doc[after.i + 1]
    return after if after.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "X") else None


def _in_relative(token: Word, head: Word) -> bool:
    return any(
        child.dep_ in ("relcl", "acl") and child.left_edge.i <= token.i <= child.right_edge.i for child in head.children
    )
