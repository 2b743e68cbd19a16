"""What a body tells of its own doing: "The relief fund has fed 12,000 people", "It is treating 80 of them".

What is here: the verbs of help, of office and of counting whose number stands on the word of the body that does them
when nobody else tells it; ``state/speakers.py`` lets anyone who tells of a deed go before the doer. Sums given and
asked for are left to ``releases.py``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from workbench.annotate.attributions.grammar import (
    cue_span,
    is_finite,
    is_passive,
    joint_sources,
    source_span,
    speaker_of,
)
from workbench.annotate.attributions.lexicon import words
from workbench.annotate.attributions.tokens import spans_of
from workbench.annotate.language import cues
from workbench.annotate.paragraph import Word
from workbench.model import Attribution

#: The kind of rule by which a deed is known.
DEED = "deed"
_TIMES = ("DATE", "TIME", "ORDINAL")


def by_deed(verb: Word, index: int) -> Iterator[Attribution]:
    """The body that did something to a number of people or things, with those as content."""
    lemma = verb.lemma_.lower()
    whole = f"{lemma} {verb.nbor().lower_}" if verb.i + 1 < len(verb.doc) else lemma
    if _verbs().isdisjoint((lemma, whole)) or is_passive(verb) or not is_finite(verb):
        return
    subject = speaker_of(verb)
    if subject is None or subject.i > verb.i or not _is_body(subject):
        return
    done = [
        token
        for child in verb.children
        if child.i > verb.i and child.dep_ in ("dobj", "prep", "dative", "nsubj", "advcl")
        for token in _without_clauses(child)
    ]
    if any(token.like_num and token.ent_type_ not in _TIMES for token in done):
        yield Attribution(
            source=source_span(subject),
            cue=cue_span(verb),
            content=spans_of(done),
            sentence=index,
            stance="asserted",
            rule=f"{DEED}/{lemma}",
            sources=joint_sources(subject),
        )


@cache
def _verbs() -> frozenset[str]:
    return frozenset(_rules()["verbs"])


def _rules() -> dict[str, list[str]]:
    return cues("attributions")["deeds"]  # type: ignore[no-any-return]  # a table of lists by the file's own shape


def _is_body(subject: Word) -> bool:
    """Whether a subject is a body: by its noun or one before its name, as a named organisation, or an "it"."""
    if subject.pos_ == "PRON":
        return subject.lower_ == "it"
    kinds = (subject, *(child for child in subject.children if child.dep_ in ("compound", "appos")))
    named = {kind.lemma_.lower() for kind in kinds}
    bodies = (words("bodies") | set(_rules()["bodies"])) - set(_rules()["others"])
    return bool(named & bodies) or (subject.ent_type_ == "ORG" and subject.pos_ == "PROPN")


def _without_clauses(thing: Word) -> Iterator[Word]:
    """The words of a thing without the clauses that tell more of it."""
    yield thing
    for child in thing.children:
        if child.dep_ not in ("relcl", "advcl", "ccomp", "conj") or (
            child.dep_ == "conj" and child.tag_[:2] in ("NN", "CD")
        ):
            yield from _without_clauses(child)
