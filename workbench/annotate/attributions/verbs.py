"""Indirect speech by a verb: the clause, the object, the infinitive or the phrase that the verb takes.

What is here: verbs in the active ("said that", "criticised the plan", "called for a vote"), clauses put into or after
what is said ("the road, she said, is closed") and the passive ("is believed to have left", "was praised by the union").
Quotations and who speaks them are left to ``speech.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from workbench.annotate.attributions.grammar import (
    SUBJECTS,
    VERBS,
    Spans,
    addressee,
    after_semicolon,
    cue_span,
    is_main,
    is_passive,
    joint_sources,
    own_subject,
    source_span,
    speaker_of,
    stretch,
    through,
)
from workbench.annotate.attributions.lexicon import (
    Frame,
    has_a_voice,
    may_speak,
    noun_frames,
    taking,
    verb_frames,
    words,
)
from workbench.model import Attribution, Stance

#: What may hang on a verb after its object and still be part of what is said ("praised the crew for its work").
_COMPLEMENTS = ("for", "as", "of", "over", "about", "against", "with", "from", "to", "into", "on", "at", "than", "like")


def by_verb(verb: Token, sentence: Span, index: int) -> Iterator[Attribution]:
    """The attribution that a cue verb makes, if the sentence holds what it takes."""
    lemma = verb.lemma_.lower()
    frames = verb_frames().get(lemma)
    if frames is None or verb.dep_ in ("aux", "auxpass"):
        return
    if is_passive(verb):
        yield from _in_the_passive(verb, frames, sentence, index)
        return
    found = _inserted(verb, frames, sentence) or _taken(verb, frames, sentence)
    if found is None:
        return
    subject, frame, content, cue = found
    yield _attribution(verb, subject, frame, content, cue, index)


def _attribution(
    verb: Token, subject: Token | None, frame: Frame, content: Spans, cue: tuple[int, int], index: int
) -> Attribution:
    return Attribution(
        source=source_span(subject) if subject is not None else None,
        cue=cue,
        content=content,
        sentence=index,
        stance=_by_source_noun(subject, _negated(verb, frame.stance)),
        rule=f"verb/{verb.lemma_.lower()}",
        sources=joint_sources(subject) if subject is not None else (),
        told=addressee(verb),
    )


def _negated(verb: Token, stance: Stance) -> Stance:
    negative = any(child.dep_ == "neg" for child in verb.children)
    return "unknown" if negative and stance in ("asserted", "reported") else stance


def _by_source_noun(subject: Token | None, stance: Stance) -> Stance:
    """An estimate that "reveals" something estimates it."""
    if subject is None or stance not in ("asserted", "reported"):
        return stance
    frames = noun_frames().get(subject.lemma_.lower(), ())
    return "assessed" if any(frame.stance == "assessed" for frame in frames) else stance


_Found = tuple[Token | None, Frame, Spans, tuple[int, int]]


# --- a clause put into or after what is said --------------------------------------------------------------------------


def _inserted(verb: Token, frames: tuple[Frame, ...], sentence: Span) -> _Found | None:
    """The speaker's clause that closes a sentence or stands between commas in it, with the rest as content."""
    frame = taking(frames, "inserted")
    subject = _inserted_subject(verb) if frame is not None else None
    if frame is None or subject is None or not may_speak(subject, verb.lemma_.lower()):
        return None
    first, after = min(subject.left_edge.i, verb.i), _end_of_clause(verb, subject)
    for child in verb.children:
        if child.dep_ in ("aux", "advmod", "neg") and child.i < first and first - child.i <= 2:
            first = min(first, child.i)
    begin = after_semicolon(sentence.doc[sentence.start : first])
    if first - begin < 2 or sentence.doc[first - 1].text not in (",", "\u201d", '"', "''", "\u2014", "--", "\u2013", "-"):
        return None
    if not any(t.pos_ in VERBS or t.like_num for t in sentence.doc[begin:first]):
        if not (after < sentence.end and sentence.doc[after].text in (",", "\u2014", "--", "\u2013")):
            return None
    rest = stretch(sentence.doc, after, sentence.end)
    closed = not rest or len(rest[0]) == 0
    if not closed and sentence.doc[after].text not in (",", "\u2014", "--", "\u2013", "-") and not _only_adjuncts(
        sentence.doc[after : sentence.end]
    ):
        return None
    content = stretch(sentence.doc, begin, first)
    if not closed and sentence.doc[after].text in (",", "\u2014", "--", "\u2013") and not _only_adjuncts(
        sentence.doc[after : sentence.end]
    ):
        content = (*content, *_minus_own(verb, after, sentence))
    return subject, frame, content, cue_span(verb)


def _minus_own(verb: Token, after: int, sentence: Span) -> Spans:
    """The rest of the sentence, up to what the speaker's own verb takes next ("he said, adding that ...")."""
    for child in verb.children:
        if child.i >= after and child.dep_ in ("conj", "advcl") and child.lemma_.lower() in verb_frames():
            return stretch(sentence.doc, after, child.left_edge.i)
    return stretch(sentence.doc, after, sentence.end)


def _inserted_subject(verb: Token) -> Token | None:
    """The subject of a clause that takes nothing to its right."""
    if any(c.i > verb.i and c.dep_ in ("ccomp", "xcomp") for c in verb.children):
        return None
    if any(c.dep_ == "mark" for c in verb.children) or verb.tag_ in ("VBG", "VB", "VBN"):
        if not any(c.dep_ == "aux" for c in verb.children):
            return None
    own = own_subject(verb)
    told = verb.lemma_.lower() in words("addressing")
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "attr", "oprd") and c.i > verb.i), None)
    if own is not None:
        if own.lower_ in ("who", "which", "that", "whom", "what") and not own.is_upper:
            return None
        return own if thing is None or told or thing.dep_ == "npadvmod" or thing.ent_type_ in ("DATE", "TIME") else None
    if thing is not None and has_a_voice(thing) and thing.left_edge.i == verb.i + 1 and not told:
        return thing
    return None


def _end_of_clause(verb: Token, subject: Token) -> int:
    """Where the speaker's clause ends: after the verb, its hearer and the time and place it tells."""
    last = max(verb.i, subject.right_edge.i if subject.i > verb.i else verb.i)
    for child in verb.children:
        if child.i <= last or child.dep_ in ("punct", "conj", "cc", "ccomp", "parataxis"):
            continue
        if any(t.text in (",", "\u2014", "--") for t in verb.doc[last + 1 : child.left_edge.i]):
            break
        last = max(last, child.right_edge.i)
    comma = next((t.i for t in verb.doc[max(verb.i, subject.i) + 1 : last + 1] if t.text == ","), None)
    if comma is not None and subject.i < verb.i:
        last = comma - 1
    return last + 1


def _only_adjuncts(tokens: Span) -> bool:
    """Whether what follows is a short phrase with no verb of its own ("on Friday", "in a statement")."""
    rest = [token for token in tokens if not token.is_punct and not token.is_space]
    return len(rest) <= 14 and not any(t.pos_ in VERBS and t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in rest)


# --- what a verb takes ------------------------------------------------------------------------------------------------


def _taken(verb: Token, frames: tuple[Frame, ...], sentence: Span) -> _Found | None:
    subject = speaker_of(verb)
    if subject is None or subject.i == verb.i:
        return None
    lemma = verb.lemma_.lower()
    cue = cue_span(verb)
    for frame in frames:
        content = _clause(verb, frame, sentence)
        if content:
            return (subject, frame, content, cue) if may_speak(subject, lemma) else None
    for frame in frames:
        content = _things(verb, frame, subject)
        if content:
            return (subject, frame, content, cue) if may_speak(subject, lemma, cautious=True) else None
    for frame in frames:
        opener, content = _phrase(verb, frame)
        if opener is not None and content:
            fits = may_speak(subject, lemma, cautious=True)
            return (subject, frame, content, through(cue, opener)) if fits else None
    return None


def _clause(verb: Token, frame: Frame, sentence: Span) -> Spans:
    """The clause or infinitive that the verb takes to its right."""
    if not frame.takes & {"clause", "infinitive"}:
        return ()
    opener = _that(verb, sentence)
    if opener is not None and "clause" in frame.takes:
        return stretch(verb.doc, opener, _clause_end(verb, opener, sentence))
    child = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i), None)
    if child is None:
        return ()
    if _is_infinitive(child):
        if "infinitive" not in frame.takes:
            return ()
        heard = next((c for c in verb.children if c.dep_ in ("dobj", "dative") and verb.i < c.i < child.i), None)
        first = heard.left_edge.i if heard is not None else max(child.left_edge.i, verb.i + 1)
        return stretch(verb.doc, first, child.right_edge.i + 1)
    if "clause" not in frame.takes or (child.dep_ == "xcomp" and child.tag_ != "VBG" and child.pos_ in VERBS):
        return ()
    if child.dep_ == "xcomp" and child.tag_ == "VBG":
        return stretch(verb.doc, max(child.left_edge.i, verb.i + 1), child.right_edge.i + 1)
    first = max(child.left_edge.i, verb.i + 1)
    return stretch(verb.doc, first, _clause_end(verb, first, sentence))


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _that(verb: Token, sentence: Span) -> int | None:
    """The place of the "that" which opens a clause after a verb, when no other verb or mark comes first."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 12, sentence.end)]:
        if token.pos_ in VERBS or token.text in (".", ";", ":", "\u201c", '"', ","):
            return None
        if token.lower_ == "that" and token.dep_ == "mark":
            return token.i if token.head.head.i == verb.i or token.i <= verb.i + 5 else None
    return None


def _clause_end(verb: Token, first: int, sentence: Span) -> int:
    """Where a clause ends: with the sentence, or before what the speaker's own verb takes next."""
    last = sentence.end if is_main(verb) else max(verb.right_edge.i + 1, first + 1)
    for child in verb.children:
        if child.i <= first:
            continue
        if child.dep_ == "conj" or (child.dep_ == "advcl" and child.lemma_.lower() in verb_frames()):
            if child.left_edge.i > first:
                last = min(last, child.left_edge.i)
    return last


def _things(verb: Token, frame: Frame, subject: Token) -> Spans:
    """The object that the verb takes with what belongs to it ("the crew for its work", "him a liar")."""
    if not frame.takes & {"object", "name"}:
        return ()
    heads = [c for c in verb.children if c.dep_ in ("dobj", "oprd", "attr", "ccomp", "xcomp") and c.i > verb.i]
    heads = [c for c in heads if c.ent_type_ not in ("DATE", "TIME")]
    if not heads:
        pronoun = next((c for c in verb.children if c.dep_ == "dobj" and c.lower_ in ("that", "which", "what", "whom")), None)
        return stretch(verb.doc, pronoun.i, pronoun.i + 1) if pronoun is not None and verb.dep_ == "relcl" else ()
    if heads[0].lower_ in words("empty_objects") or ("object" not in frame.takes and len(heads) < 2):
        return ()
    first, last = heads[0].left_edge.i, heads[0].right_edge.i
    for child in verb.children:
        if child.i > heads[0].i and (child in heads or (child.dep_ == "prep" and child.lower_ in _COMPLEMENTS)):
            last = max(last, child.right_edge.i)
    return stretch(verb.doc, max(first, verb.i + 1), last + 1)


def _phrase(verb: Token, frame: Frame) -> tuple[Token | None, Spans]:
    """What follows a preposition that the verb takes ("called for a vote", "complained about the noise")."""
    if not frame.prepositions:
        return None, ()
    for child in verb.children:
        if child.i > verb.i and child.lower_ in frame.prepositions and child.dep_ in ("prep", "agent", "prt", "mark", "dative"):
            after = child.right_edge.i + 1 if child.right_edge.i > child.i else verb.right_edge.i + 1
            joined = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl", "pcomp") and c.i >= after - 1), None)
            if joined is not None and joined.left_edge.i <= after:
                after = joined.right_edge.i + 1
            return child, stretch(verb.doc, child.i + 1, after)
    return None, ()


# --- the passive ------------------------------------------------------------------------------------------------------


def _in_the_passive(verb: Token, frames: tuple[Frame, ...], sentence: Span, index: int) -> Iterator[Attribution]:
    """Who holds what is told of the subject: the one after "by", or nobody that the sentence names."""
    agent = _agent(verb)
    found = _of_the_subject(verb, frames, sentence)
    if found is None:
        return
    frame, content = found
    if agent is None and not frame.takes & {"clause", "infinitive"}:
        return
    yield _attribution(verb, agent, frame, content, cue_span(verb), index)


def _agent(verb: Token) -> Token | None:
    by = next((c for c in verb.children if c.dep_ == "agent"), None)
    head = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    return head if voiced_agent(head) else None


def voiced_agent(head: Token | None) -> bool:
    """Whether the noun after "by" can hold something."""
    return head is not None and has_a_voice(head)


def _of_the_subject(verb: Token, frames: tuple[Frame, ...], sentence: Span) -> tuple[Frame, Spans] | None:
    subject = own_subject(verb) or (speaker_of(verb) if verb.dep_ == "conj" else None)
    clause = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i), None)
    if clause is None or subject is None or subject.dep_ not in SUBJECTS:
        return None
    frame = taking(frames, "infinitive" if _is_infinitive(clause) else "clause")
    if frame is None:
        return None
    own = stretch(verb.doc, subject.left_edge.i, subject.right_edge.i + 1)
    rest = stretch(verb.doc, max(clause.left_edge.i, verb.i + 1), clause.right_edge.i + 1)
    if subject.lower_ == "it" or verb.lemma_.lower() in words("addressing"):
        return frame, rest
    return frame, (*own, *rest)
