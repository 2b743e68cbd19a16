"""Nouns and adjectives that carry what somebody says or holds, and adverbs that tell that somebody does.

What is here: "the agency's assessment that ...", "denials from the ministry that ...", "voiced concern about ...",
"is confident that ...", and "reportedly", which names nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.annotate.attributions.extent import clause_end
from workbench.annotate.attributions.grammar import (
    RELATIVES,
    VERBS,
    Spans,
    cue_span,
    is_finite,
    joint_sources,
    own_subject,
    source_span,
    speaker_of,
    stretch,
    through,
)
from workbench.annotate.attributions.lexicon import (
    Frame,
    adjective_frames,
    has_a_voice,
    may_speak,
    noun_frames,
    words,
)
from workbench.annotate.attributions.objects import tells_when
from workbench.annotate.paragraph import Stretch, Word
from workbench.model import Attribution


def by_noun(noun: Word, index: int) -> Iterator[Attribution]:
    """The owner of a noun that carries a statement, with the clause or the phrase that it takes as content."""
    frames = noun_frames().get(noun.lemma_.lower())
    if frames is None or noun.dep_ == "compound":
        return
    holder, cue = _holder(noun)
    for frame in frames:
        content = _said_by_noun(noun, frame)
        if not content or (holder is None and "owner" in frame.takes and not _is_there(noun)):
            continue
        yield Attribution(
            source=source_span(holder) if holder is not None else None,
            cue=cue,
            content=content,
            sentence=index,
            stance=frame.stance,
            rule=f"noun/{noun.lemma_.lower()}",
            sources=joint_sources(holder) if holder is not None else (),
        )
        return


def _holder(noun: Word) -> tuple[Word | None, tuple[int, int]]:
    """Whose word the noun carries and the cue: its owner, the one after "by" or "from", or whoever voices it."""
    cue = (noun.idx, noun.idx + len(noun))
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None and owner.tag_ == "PRP$" and noun.dep_ == "dobj":
        subject = speaker_of(noun.head)
        if subject is not None and subject.dep_ == "nsubj" and may_speak(subject, "", cautious=True):
            return subject, cue
    if owner is not None:
        return (owner if may_speak(owner, "", cautious=True) else None), cue
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "from", "among"):
            head = next((c for c in child.children if c.dep_ == "pobj"), None)
            if head is not None and has_a_voice(head):
                return head, cue
    giver = _giver(noun)
    if giver is not None:
        return giver, cue
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in words("voicing"):
        subject = speaker_of(verb)
        if subject is not None and subject.dep_ != "nsubjpass" and may_speak(subject, "", cautious=True):
            return subject, through(cue_span(verb), noun)
    return None, cue


def _giver(noun: Word) -> Word | None:
    """Whoever gave what a noun names: "the promise she made that"."""
    for verb in noun.children:
        if verb.dep_ == "relcl" and verb.lemma_.lower() in words("voicing"):
            subject = own_subject(verb)
            taken = any(c.dep_ == "dobj" and c.lower_ not in RELATIVES for c in verb.children)
            if subject is not None and not taken and may_speak(subject, "", cautious=True):
                return subject
    return None


def _said_by_noun(noun: Word, frame: Frame) -> Spans:
    verb = noun.head
    told = verb.lemma_ == "be" and noun.dep_ == "nsubj"
    places = [noun, verb] if noun.dep_ == "dobj" or told else [noun]
    for place in places:
        for child in place.children:
            if child.i <= noun.i or child.left_edge.i <= noun.i:
                continue
            if "clause" in frame.takes and (
                child.dep_ in ("acl", "ccomp", "relcl", "appos") and _has_that(child) or _is_bare(child, noun)
            ):
                return stretch(noun.doc, child.left_edge.i, child.right_edge.i + 1)
            if (
                "infinitive" in frame.takes
                and child.dep_ in ("acl", "xcomp", "relcl")
                and _is_to(child)
                and place is noun
            ):
                return stretch(noun.doc, child.left_edge.i, _end_behind_hyphens(child))
            if child.dep_ == "prep" and child.lower_ in frame.prepositions and not tells_when(child):
                return stretch(noun.doc, child.i + 1, child.right_edge.i + 1)
    return ()


def _end_behind_hyphens(clause: Word) -> int:
    """Where an infinitive ends whose verb has a hyphen: "to re-open the mill"."""
    doc, last = clause.doc, clause.right_edge.i
    while last + 2 < len(doc) and doc[last + 1].text == "-":
        last = max(doc[last + 2].right_edge.i, last + 2)
    return last + 1


def _has_that(clause: Word) -> bool:
    if clause.dep_ == "acl" and clause.left_edge.lower_ == "that" and own_subject(clause) is not None:
        return True
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)


def _is_bare(clause: Word, noun: Word) -> bool:
    """Whether a clause right behind a noun is what it says without a "that": "There are fears 40 boats will sink"."""
    subject = own_subject(clause)
    if clause.dep_ != "acl" or subject is None or not is_finite(clause) or subject.lower_ in RELATIVES:
        return False
    return clause.left_edge.i == noun.i + 1 == subject.left_edge.i


def _is_there(noun: Word) -> bool:
    """Whether a noun is said to be there, whoever has it: "there are fears that"."""
    return noun.dep_ == "attr" and any(child.dep_ == "expl" for child in noun.head.children)


def _is_to(clause: Word) -> bool:
    """Whether a clause is an infinitive; "to jump-start" has a hyphen that the parser takes for a noun's."""
    hyphened = clause.pos_ == "NOUN" and any(c.dep_ == "dep" or c.text == "-" for c in clause.children)
    return (clause.tag_ == "VB" or hyphened) and any(c.lower_ == "to" and c.tag_ == "TO" for c in clause.children)


def by_adjective(word: Word, index: int) -> Iterator[Attribution]:
    """Whoever "is confident that", "is wary of" or "is willing to", with what follows as content."""
    frames = adjective_frames().get(word.lower_)
    verb = word.head
    if frames is None or word.dep_ not in ("acomp", "ROOT", "conj", "oprd", "advcl", "attr") and word.pos_ not in VERBS:
        return
    subject = own_subject(word)
    if word.pos_ in VERBS and subject is not None:
        if subject.dep_ != "nsubjpass":
            return
        verb = word  # "Residents were outraged that ..."
    subject = subject or (speaker_of(verb) if verb.pos_ in VERBS else None)
    if subject is None or not may_speak(subject, "", cautious=True):
        return
    for frame in frames:
        content = _held(word, frame) or _held_behind_a_day(word, verb, frame)
        if content:
            yield Attribution(
                source=source_span(subject),
                cue=through(cue_span(verb), word) if verb.pos_ in VERBS else (word.idx, word.idx + len(word)),
                content=content,
                sentence=index,
                stance=frame.stance,
                rule=f"adjective/{word.lower_}",
                sources=joint_sources(subject),
            )
            return


def by_making_clear(word: Word, sentence: Stretch, index: int) -> Iterator[Attribution]:
    """Whoever "made it clear that", with the clause as content."""
    doc, first = word.doc, word.i + 1
    if word.lower_ not in words("making_clear") or first >= sentence.end:
        return
    verb = next((t for t in doc[max(word.i - 2, sentence.start) : word.i] if t.lemma_.lower() == "make"), None)
    subject = speaker_of(verb) if verb is not None else None
    if verb is None or subject is None or not may_speak(subject, "", cautious=True):
        return
    if doc[first].pos_ not in ("SCONJ", "PRON", "DET", "PROPN", "NOUN"):
        return
    yield Attribution(
        source=source_span(subject),
        cue=through(cue_span(verb), word),
        content=stretch(doc, first, clause_end(verb, first, sentence)),
        sentence=index,
        stance="asserted",
        rule=f"adjective/{word.lower_}",
        sources=joint_sources(subject),
    )


def _held(word: Word, frame: Frame) -> Spans:
    for child in word.children:
        if child.i < word.i:
            continue
        if child.dep_ in ("ccomp", "advcl") and "clause" in frame.takes and not _is_to(child):
            return stretch(word.doc, child.left_edge.i, child.right_edge.i + 1)
        if child.dep_ in ("xcomp", "ccomp") and "infinitive" in frame.takes and _is_to(child):
            return stretch(word.doc, child.left_edge.i, child.right_edge.i + 1)
        if child.dep_ == "prep" and child.lower_ in frame.prepositions:
            return stretch(word.doc, child.i + 1, child.right_edge.i + 1)
    return ()


def _held_behind_a_day(word: Word, verb: Word, frame: Frame) -> Spans:
    """The clause that a day keeps from its adjective: "was hopeful on Tuesday that ..."."""
    if "clause" not in frame.takes or word.dep_ != "acomp" or verb.lemma_ not in ("be", "remain"):
        return ()
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > word.i and _has_that(c)), None)
    return stretch(word.doc, clause.left_edge.i, clause.right_edge.i + 1) if clause is not None else ()


def by_adverb(word: Word, index: int) -> Iterator[Attribution]:
    """What "reportedly" says of its clause: somebody says so, nobody is named."""
    if word.lower_ not in words("adverbs"):
        return
    verb = word.head
    if verb.pos_ not in (*VERBS, "ADJ", "NOUN") or verb.i == word.i:
        return
    first, after = verb.left_edge.i, verb.right_edge.i + 1
    content = (*stretch(word.doc, first, word.i), *stretch(word.doc, word.i + 1, after))
    yield Attribution(
        source=None,
        cue=(word.idx, word.idx + len(word)),
        content=content,
        sentence=index,
        stance="reported",
        rule=f"adverb/{word.lower_}",
    )
