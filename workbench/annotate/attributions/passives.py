"""What is told of the subject of a passive: "is believed to have left", "was accused of theft", "seems to be shut".

A holder after "by" who counts, reports or supports a thing is left to ``releases.py``.
"""

from __future__ import annotations

from workbench.annotate.attributions.clauses import is_infinitive
from workbench.annotate.attributions.extent import own_words
from workbench.annotate.attributions.grammar import SUBJECTS, VERBS, Spans, own_subject, speaker_of, stretch
from workbench.annotate.attributions.lexicon import Frame, frames_of, has_a_voice, taking, words
from workbench.annotate.attributions.objects import phrase_taken
from workbench.annotate.paragraph import Word


def of_the_subject(verb: Word, frames: tuple[Frame, ...]) -> tuple[Frame, Spans] | None:
    subject = own_subject(verb) or (speaker_of(verb) if verb.dep_ == "conj" else None)
    clause = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i), None)
    clause = clause or _asked(verb)
    if subject is None and clause is not None and verb.dep_ == "advcl" and verb.lemma_.lower() in words("addressing"):
        frame = taking(frames, "infinitive" if is_infinitive(clause) else "clause")
        rest = stretch(verb.doc, max(clause.left_edge.i, verb.i + 1), clause.right_edge.i + 1)
        return (frame, rest) if frame is not None else None
    if subject is None or subject.dep_ not in SUBJECTS:
        return None
    if clause is None:
        return _charged(verb, frames, subject)
    frame = taking(frames, "infinitive" if is_infinitive(clause) else "clause")
    if frame is None:
        return None
    own = stretch(verb.doc, subject.left_edge.i, subject.right_edge.i + 1)
    rest = stretch(verb.doc, max(clause.left_edge.i, verb.i + 1), clause.right_edge.i + 1)
    if subject.lower_ == "it" or verb.lemma_.lower() in words("addressing"):
        return frame, rest
    return frame, (*own, *rest)


def _asked(verb: Word) -> Word | None:
    """The question behind whoever asks it, hung elsewhere by the parser: "Asked by the court if he was there"."""
    by = next((c for c in verb.children if c.dep_ == "agent"), None)
    head = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    if verb.lemma_.lower() != "ask" or head is None or head.i + 1 >= verb.sent.end:
        return None
    opener = head.nbor()
    return opener.head if _is_a_question(opener) and opener.head.pos_ in VERBS else None


def _is_a_question(opener: Word) -> bool:
    return opener.lower_ in ("if", "whether") or opener.tag_ in ("WRB", "WP", "WDT")


def _charged(verb: Word, frames: tuple[Frame, ...], subject: Word) -> tuple[Frame, Spans] | None:
    """What somebody "was accused of", with the one accused."""
    frame = taking(frames, "charge")
    if frame is None:
        return _named(verb, frames, subject)
    for child in verb.children:
        if child.i > verb.i and child.dep_ == "prep" and child.lower_ in frame.prepositions:
            own = stretch(verb.doc, subject.left_edge.i, subject.right_edge.i + 1)
            return frame, (*own, *stretch(verb.doc, child.i + 1, child.right_edge.i + 1))
    return None


def _named(verb: Word, frames: tuple[Frame, ...], subject: Word) -> tuple[Frame, Spans] | None:
    """What somebody "is considered" or "was described as", with the one who is."""
    for what, opens in (("name", ("oprd",)), ("as", ("prep",))):
        frame = taking(frames, what)
        child = next((c for c in verb.children if c.i > verb.i and c.dep_ in opens), None)
        if frame is not None and child is not None and (what == "name" or child.lower_ == "as"):
            own = stretch(verb.doc, subject.left_edge.i, subject.right_edge.i + 1)
            return frame, (*own, *stretch(verb.doc, child.left_edge.i, child.right_edge.i + 1))
    return None


def put_to_the_subject(verb: Word, frames: tuple[Frame, ...]) -> tuple[Frame, Spans] | None:
    """What somebody was asked or told about; the one who heard it is no part of it."""
    if verb.lemma_.lower() not in words("addressing") or verb.dep_ in ("acl", "amod"):
        return None
    for frame in frames:
        opener, content = phrase_taken(verb, frame)
        if opener is not None and opener.dep_ == "prep" and content:
            return frame, content
    return None


def agent_of(verb: Word) -> Word | None:
    by = next((c for c in verb.children if c.dep_ == "agent"), None)
    head = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    return head if head is not None and has_a_voice(head) else None


def appearance_of(verb: Word) -> Spans:
    """What seems so to somebody whom the sentence does not name."""
    subject = own_subject(verb)
    thing = next(
        (c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "oprd", "acomp", "advcl") and c.i > verb.i), None
    )
    if thing is None or subject is None or frames_of(thing):
        return ()
    rest = own_words(verb, max(thing.left_edge.i, verb.i + 1), thing.right_edge.i + 1)
    own = () if subject.lower_ == "it" else stretch(verb.doc, subject.left_edge.i, subject.right_edge.i + 1)
    return (*own, *rest)
