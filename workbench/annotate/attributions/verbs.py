"""Indirect speech by a verb: the clause, the object, the infinitive or the phrase that the verb takes.

What is here: verbs in the active ("said that", "criticised the plan", "called for a vote"), clauses put into or after
what is said ("the road, she said, is closed") and the passive ("is believed to have left", "was praised by the union").
Quotations and who speaks them are left to ``speech.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.annotate.attributions.clauses import clause_taken
from workbench.annotate.attributions.extent import own_words
from workbench.annotate.attributions.grammar import (
    Spans,
    addressee,
    cue_span,
    is_passive,
    joint_sources,
    own_subject,
    source_span,
    speaker_of,
    stray_subject,
    through,
)
from workbench.annotate.attributions.inserted import Found, inserted_in
from workbench.annotate.attributions.lexicon import Frame, frames_of, has_a_voice, may_speak, noun_frames, taking, words
from workbench.annotate.attributions.objects import (
    fronted,
    left_behind,
    level_taken,
    object_taken,
    phrase_taken,
    thing_taken,
)
from workbench.annotate.attributions.passives import agent_of, appearance_of, of_the_subject, put_to_the_subject
from workbench.annotate.language import cues
from workbench.annotate.paragraph import Stretch, Word
from workbench.model import Attribution, Stance


def by_verb(verb: Word, sentence: Stretch, index: int) -> Iterator[Attribution]:
    """The attribution that a cue verb makes, if the sentence holds what it takes."""
    frames = frames_of(verb)
    if not frames or verb.dep_ in ("aux", "auxpass") or _is_of_a_release(verb):
        yield from _taking_a_participle(verb, frames, index)
        return
    if is_passive(verb):
        yield from _in_the_passive(verb, frames, sentence, index)
        return
    seeming = taking(frames, "appearance")
    if seeming is not None:
        content = appearance_of(verb)
        if content:
            yield _attribution("appearance", verb, None, seeming, content, cue_span(verb), index)
        return
    found = inserted_in(verb, frames, sentence) or _taken(verb, frames, sentence)
    if found is None:
        return
    kind, subject, frame, content, cue = found
    yield _attribution(kind, verb, subject, frame, content, cue, index)


def _taking_a_participle(verb: Word, frames: tuple[Frame, ...], index: int) -> Iterator[Attribution]:
    """A verb before an "-ing" that the parser took for its helper: "The unions oppose closing the yard"."""
    doing, frame = verb.head, taking(frames, "object")
    subject = own_subject(doing)
    if verb.dep_ != "aux" or doing.tag_ != "VBG" or doing.i < verb.i or frame is None or subject is None:
        return
    if subject.i < verb.i and verb.lemma_.lower() not in ("be", "have", "do") and may_speak(subject, "", cautious=True):
        content = own_words(verb, verb.i + 1, doing.right_edge.i + 1)
        yield _attribution("object", verb, subject, frame, content, cue_span(verb), index)


def _is_of_a_release(verb: Word) -> bool:
    """Whether a verb only tells what released paper shows ("released images showing ...")."""
    thing = verb.head
    if verb.dep_ != "acl" or thing.dep_ != "dobj":
        return False
    media = cues("attributions")["media"]
    return thing.lemma_.lower() in media["objects"] and thing.head.lemma_.lower() in media["verbs"]


def _attribution(
    kind: str, verb: Word, subject: Word | None, frame: Frame, content: Spans, cue: tuple[int, int], index: int
) -> Attribution:
    return Attribution(
        source=source_span(subject) if subject is not None else None,
        cue=cue,
        content=content,
        sentence=index,
        stance=_by_source_noun(subject, _negated(verb, frame.stance)),
        rule=f"{kind}/{verb.lemma_.lower()}",
        sources=joint_sources(subject) if subject is not None else (),
        told=addressee(verb),
        antecedent=_told_in_the_clause_before(verb, subject),
    )


def _told_in_the_clause_before(verb: Word, subject: Word | None) -> tuple[int, int] | None:
    """Whom a pronoun stands for when the clause that opens its sentence has told: "When the divers came, they said"."""
    if subject is None or subject.tag_ != "PRP":
        return None
    opening = next((c for c in verb.children if c.dep_ == "advcl" and c.right_edge.i < subject.i), None)
    one = own_subject(opening) if opening is not None else None
    if one is None or one.pos_ not in ("NOUN", "PROPN") or not has_a_voice(one):
        return None
    many = one.tag_ in ("NNS", "NNPS")
    return source_span(one) if many == (subject.lower_ == "they") else None


def _negated(verb: Word, stance: Stance) -> Stance:
    withheld = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in words("withholding")
    negative = withheld or any(child.dep_ == "neg" for child in verb.children) or _is_neither(verb)
    return "unknown" if negative and stance in ("asserted", "reported", "denied") else stance


def _is_neither(verb: Word) -> bool:
    """Whether a verb is one of two that are both denied: "neither confirmed nor denied"."""
    first = verb.head if verb.dep_ == "conj" else verb
    return any(child.lower_ == "neither" and child.i < first.i for child in first.children)


def _by_source_noun(subject: Word | None, stance: Stance) -> Stance:
    """An estimate that "reveals" something estimates it."""
    if subject is None or stance not in ("asserted", "reported"):
        return stance
    frames = noun_frames().get(subject.lemma_.lower(), ())
    return "assessed" if any(frame.stance == "assessed" for frame in frames) else stance


def _in_the_passive(verb: Word, frames: tuple[Frame, ...], sentence: Stretch, index: int) -> Iterator[Attribution]:
    """Who holds what is told of the subject: the one after "by", or nobody that the sentence names."""
    agent = agent_of(verb)
    heard = put_to_the_subject(verb, frames)
    found = of_the_subject(verb, frames) or heard
    if found is None:
        return
    frame, content = found
    if agent is None and found is not heard and not frame.takes & {"clause", "infinitive", "charge", "name", "as"}:
        return
    yield _attribution("passive", verb, agent, frame, content, cue_span(verb), index)


def _taken(verb: Word, frames: tuple[Frame, ...], sentence: Stretch) -> Found | None:
    subject = speaker_of(verb) or stray_subject(verb)
    if subject is None or subject.i == verb.i:
        return None
    lemma, cue = verb.lemma_.lower(), cue_span(verb)
    for frame in frames:
        content = clause_taken(verb, frame, sentence)
        if content:
            return ("clause", subject, frame, content, cue) if may_speak(subject, lemma, of_paper=True) else None
    for frame in frames:
        content = object_taken(verb, frame) or level_taken(verb, frame) or left_behind(verb, frame, subject)
        if content:
            # "It put the toll at 60", "It lists 40 boats": what gives a number is a body or a paper.
            fits = may_speak(subject, lemma, cautious=True, of_paper=_is_numbered(verb, content))
            return ("object", subject, frame, content, cue) if fits else None
    for frame in frames:
        content = fronted(verb, frame, subject)
        if content:
            return ("fronted", subject, frame, content, cue) if may_speak(subject, lemma, cautious=True) else None
    for frame in frames:
        opener, content = phrase_taken(verb, frame)
        if opener is not None and content:
            fits = may_speak(subject, lemma, cautious=True, of_paper=_is_numbered(verb, content))
            return ("phrase", subject, frame, content, through(cue, opener)) if fits else None
    for frame in frames:
        content = thing_taken(verb, frame)
        if content:
            return ("thing", subject, frame, content, cue) if may_speak(subject, lemma, cautious=True) else None
    return None


def _is_numbered(verb: Word, content: Spans) -> bool:
    return any(start <= token.idx < end and token.like_num for token in verb.sent for start, end in content)
