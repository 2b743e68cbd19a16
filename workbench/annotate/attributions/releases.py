"""What is put out, shared, counted or revised: cues that are a verb and a thing together.

"The ministry released images of ...", "An aide shared this figure", "The agency raised its estimate to 60",
"the 60 counted by the agency".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from workbench.annotate.attributions.grammar import (
    RELATIVES,
    SUBJECTS,
    cue_span,
    is_finite,
    is_passive,
    joint_sources,
    own_subject,
    source_span,
    speaker_of,
)
from workbench.annotate.attributions.lexicon import frames_of, has_a_voice, taking, words
from workbench.annotate.attributions.tokens import spans_of
from workbench.annotate.language import cues
from workbench.annotate.paragraph import Stretch, Word
from workbench.annotate.quantities.units import unit_after, unit_size
from workbench.model import Attribution, Stance


def by_release(verb: Word, index: int, sentences: Sequence[Stretch]) -> Iterator[Attribution]:
    """Each attribution that a verb makes together with its object or its agent."""
    yield from _backward(verb, index, sentences)
    yield from _by_medium(verb, index)
    yield from _by_agent(verb, index)
    yield from _by_revision(verb, index)
    yield from _by_commitment(verb, index)
    yield from _by_giving(verb, index)
    yield from _by_awarding(verb, index)


def _by_giving(verb: Word, index: int) -> Iterator[Attribution]:
    """Whoever gave a number that the sentence points back to: "more than the 60 that Lima gave"."""
    number, subject = verb.head, own_subject(verb)
    if verb.dep_ != "relcl" or verb.lemma_.lower() not in cues("attributions")["giving"]["verbs"]:
        return
    if subject is None or subject.i > verb.i or subject.lower_ in RELATIVES or number.tag_ != "CD":
        return
    if number.left_edge.lower_ != "the" or not (subject.pos_ == "PRON" or has_a_voice(subject)):
        return
    yield Attribution(
        source=source_span(subject),
        cue=cue_span(verb),
        content=spans_of(list(verb.doc[number.left_edge.i : number.i + 1])),
        sentence=index,
        stance="asserted",
        rule=f"given/{verb.lemma_.lower()}",
        sources=joint_sources(subject),
    )


def _by_awarding(verb: Word, index: int) -> Iterator[Attribution]:
    """Whoever counts the votes holds the share that somebody is given: "The board gave her 48 percent of the vote"."""
    rules = cues("attributions")["awarding"]
    if verb.lemma_.lower() not in rules["verbs"]:
        return
    subject = speaker_of(verb)
    if subject is None or subject.i > verb.i or is_passive(verb):
        return
    said = [token for child in verb.children if child.i > verb.i and child.dep_ != "conj" for token in child.subtree]
    share = next((token for token in said if token.like_num), None)
    if share is None or not has_a_voice(subject) or not any(t.lemma_.lower() in rules["nouns"] for t in said):
        return
    yield Attribution(
        source=source_span(subject),
        cue=cue_span(verb),
        content=spans_of(said),
        sentence=index,
        stance="asserted",
        rule=f"awarding/{verb.lemma_.lower()}",
        sources=joint_sources(subject),
    )


def _by_commitment(verb: Word, index: int) -> Iterator[Attribution]:
    """Whoever gives a sum or asks for one holds it: "The council released 40 million euros"."""
    lemma = verb.lemma_.lower()
    whole = f"{lemma} {verb.nbor().lower_}" if verb.i + 1 < len(verb.doc) else lemma
    if _committing().isdisjoint((lemma, whole)) or is_passive(verb) or not is_finite(verb):
        return
    subject, thing = speaker_of(verb), next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    if subject is None or thing is None or subject.pos_ == "PRON" or not has_a_voice(subject):
        return
    said = [token for token in thing.subtree if token.i > verb.i]
    if any(token.like_num and _is_money(token) for token in said):
        yield Attribution(
            source=source_span(subject),
            cue=cue_span(verb),
            content=spans_of(said),
            sentence=index,
            stance="asserted",
            rule=f"commitment/{verb.lemma_.lower()}",
            sources=joint_sources(subject),
        )


@cache
def _committing() -> frozenset[str]:
    return frozenset(cues("attributions")["committing"]["verbs"])


def _is_money(number: Word) -> bool:
    after = number.doc[number.i + 1 : number.i + 3].text
    return number.ent_type_ == "MONEY" or any(
        unit is not None and (unit_size(unit.name) or ("",))[0] == "money"
        for unit in (unit_after(after, 0), unit_after(after, after.find(" ") + 1))
    )


def _by_medium(verb: Word, index: int) -> Iterator[Attribution]:
    """Whoever releases a thing, with what it is of as content."""
    rules = cues("attributions")["media"]
    if verb.lemma_.lower() not in rules["verbs"]:
        return
    subject, thing = speaker_of(verb), _object_among(verb, rules["objects"])
    if subject is None or thing is None or subject.i == thing.i or subject.dep_ == "nsubjpass":
        return
    if any(child.lower_ in ("this", "that", "these", "those") for child in thing.children):
        return
    after = [token for token in thing.sent if token.i > thing.i and not token.is_space]
    if after:
        content = spans_of(after)
        yield _with_object(subject, verb, thing, content, index, "asserted", f"medium/{thing.lemma_.lower()}")


def _by_agent(verb: Word, index: int) -> Iterator[Attribution]:
    """The one after "by" speaks in "The paper was told by an aide that ..." and "the 60 counted by the agency"."""
    if verb.tag_ != "VBN":
        return
    frames = frames_of(verb)
    agent = next((c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")), None)
    head = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    if not frames or agent is None or head is None or not has_a_voice(head):
        return
    found = _told_by(verb, agent, head)
    if found is None:
        return
    said, source, told = found
    yield Attribution(
        source=source,
        cue=cue_span(verb),
        content=spans_of(said),
        sentence=index,
        stance=frames[0].stance,
        rule=f"agent/{verb.lemma_.lower()}",
        sources=joint_sources(head),
        told=told,
    )


def _told_by(verb: Word, agent: Word, head: Word) -> tuple[list[Word], tuple[int, int], tuple[int, int] | None] | None:
    """What the agent says of the subject, the agent's own words, and who was told."""
    own = {token.i for token in agent.subtree}
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    clause = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i not in own), None)
    inner = clause or next(
        (c for c in head.subtree if c.dep_ in ("ccomp", "acl") and any(g.lower_ == "that" for g in c.children)), None
    )
    if inner is None:
        if not any(taking(frames_of(verb), what) for what in ("object", "level", "name", "as", "charge")):
            return None
        counted = verb.head if verb.dep_ == "acl" else subject
        if counted is None:
            return None
        levels = [t for c in verb.children if c.dep_ == "prep" and c.lower_ in words("levels") for t in c.subtree]
        said = [token for token in (*counted.subtree, *levels) if token.i not in own and token.i != verb.i]
        return said, source_span(head), None
    said = [*inner.subtree]
    told = None
    if clause is not None and clause.dep_ == "xcomp" and subject is not None:
        said = [*subject.subtree, *said]
    elif subject is not None and verb.lemma_.lower() in ("tell", "inform"):
        told = source_span(subject)
    return said, _trimmed_source(head, {token.i for token in inner.subtree}), told


def _trimmed_source(head: Word, dropped: set[int]) -> tuple[int, int]:
    kept = [token for token in head.subtree if token.i not in dropped]
    span = source_span(head)
    last = max((token.idx + len(token) for token in kept if token.idx < span[1]), default=span[1])
    return span[0], min(span[1], last)


def _by_revision(verb: Word, index: int) -> Iterator[Attribution]:
    """Whoever revises an estimate holds the new one: "The agency raised its estimate of the dead to 60"."""
    rules = cues("attributions")["revising"]
    if verb.lemma_.lower() not in rules["verbs"] or _is_bare_participle(verb):
        return
    thing, subject = _object_among(verb, rules["nouns"]), speaker_of(verb)
    if thing is None or subject is None or subject.dep_ == "nsubjpass" or not has_a_voice(subject):
        return
    if not any(c.dep_ == "poss" or c.lower_ in ("the", "an", "a") for c in thing.children):
        return
    own = {t.i for t in verb.subtree}
    after = [token for token in thing.sent if token.i > thing.i and token.i in own]
    if after:
        content = spans_of(after)
        yield _with_object(subject, verb, thing, content, index, "assessed", f"revision/{thing.lemma_.lower()}")


def _is_bare_participle(verb: Word) -> bool:
    return verb.tag_ == "VBN" and not any(child.dep_ == "aux" for child in verb.children)


def _backward(verb: Word, index: int, sentences: Sequence[Stretch]) -> Iterator[Attribution]:
    """Whoever shares "this information", with the sentence before as content."""
    rules = cues("attributions")["backward"]
    if index == 0 or verb.lemma_.lower() not in rules["verbs"] or verb.dep_ == "xcomp":
        return
    subject, thing = speaker_of(verb), _object_among(verb, rules["objects"])
    if subject is None or thing is None:
        return
    pointing = next((c.lower_ for c in thing.children if c.dep_ == "det"), "")
    if pointing not in rules["determiners"] or subject.pos_ == "PRON":
        return
    before = ((sentences[index - 1].start_char, sentences[index - 1].end_char),)
    yield _with_object(subject, verb, thing, before, index, "asserted", f"backward/{verb.lemma_.lower()}")


def _object_among(verb: Word, nouns: Sequence[str]) -> Word | None:
    """The verb's object when it is one of these nouns."""
    return next((child for child in verb.children if child.dep_ == "dobj" and child.lemma_.lower() in nouns), None)


def _with_object(
    subject: Word,
    verb: Word,
    thing: Word,
    content: tuple[tuple[int, int], ...],
    index: int,
    stance: Stance,
    rule: str,
) -> Attribution:
    """An attribution whose cue runs from the verb to its object ("released images", "raised its estimate")."""
    return Attribution(
        source=source_span(subject),
        cue=(verb.idx, thing.idx + len(thing)),
        content=content,
        sentence=index,
        stance=stance,
        rule=rule,
        sources=joint_sources(subject),
    )
