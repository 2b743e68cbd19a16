"""The cue words of ``cues/attributions.toml`` as values: what a verb takes, what stance it lends, which nouns speak.

Nothing here looks at a sentence; the frames are laid over a parse by ``verbs.py``, ``nouns.py`` and ``speech.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.annotate.language import cues
from workbench.annotate.paragraph import Word
from workbench.model import Stance


@dataclass(frozen=True, slots=True)
class Frame:
    """One way in which a cue word takes what is said, and the stance it then lends.

    ``takes`` holds any of clause, question, quote, infinitive, object, name, inserted; a ``thing`` is an object that
    only the active tells ("offered help", and not "help offered by the union"). ``prepositions`` open what is said,
    and where there are ``objects`` one of these follows them ("responded to a request", not "to a flood").
    """

    stance: Stance
    takes: frozenset[str]
    prepositions: frozenset[str] = frozenset()
    objects: frozenset[str] = frozenset()


def _frame(group: Mapping[str, Any]) -> Frame:
    parts = (frozenset(group.get(part, ())) for part in ("takes", "prepositions", "objects"))
    return Frame(group["stance"], *parts)


def _frames(groups: list[dict[str, Any]]) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, tuple[Frame, ...]] = {}
    for group in groups:
        frame = _frame(group)
        for word in group["words"]:
            found[word] = (*found.get(word, ()), frame)
    return found


@cache
def verb_frames() -> dict[str, tuple[Frame, ...]]:
    """The frames of each cue verb, by lemma."""
    return _frames(cues("attributions")["verbs"])


def frames_of(verb: Word) -> tuple[Frame, ...]:
    """The frames of a verb in its sentence: with its particle ("rule out") before those of the bare verb."""
    lemma = _MISREAD.get(verb.lower_) or verb.lemma_.lower()
    if verb.pos_ == "PROPN":
        lemma = lemma.removesuffix("s")
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    frames = verb_frames()
    whole = frames.get(f"{lemma} {particle}", ()) if particle else _with_a_small_word(verb, lemma)
    return whole or frames.get(lemma, ())


def small_word_behind(verb: Word) -> Word | None:
    """The small word right behind a verb that the parser took for a preposition or an adverb: "voted down a bill"."""
    return next((c for c in verb.children if c.i == verb.i + 1 and c.dep_ in ("prep", "advmod")), None)


def _with_a_small_word(verb: Word, lemma: str) -> tuple[Frame, ...]:
    small = small_word_behind(verb)
    if small is None:
        return ()
    frames = verb_frames().get(f"{lemma} {small.lower_}", ())
    return tuple(frame for frame in frames if small.dep_ == "advmod" or "object" in frame.takes)


#: Forms that spaCy's rules lead to another verb ("hop").
_MISREAD = {"hoping": "hope", "hoped": "hope", "hopes": "hope", "hated": "hate", "retweeted": "retweet"}


@cache
def noun_frames() -> dict[str, tuple[Frame, ...]]:
    """The frames of each noun that carries somebody's word, by lemma."""
    return _frames(cues("attributions")["nouns"])


@cache
def adjective_frames() -> dict[str, tuple[Frame, ...]]:
    """The frames of each adjective that tells what somebody holds, by the word in lower case."""
    return _frames(cues("attributions")["adjectives"])


def taking(frames: tuple[Frame, ...], what: str) -> Frame | None:
    """The first of the frames that takes such a thing."""
    return next((frame for frame in frames if what in frame.takes), None)


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one of the plain lists."""
    return frozenset(cues("attributions")[kind]["words"])


@cache
def _endings(kind: str) -> tuple[str, ...]:
    return tuple(cues("attributions")[kind]["endings"])


def is_person_noun(lemma: str) -> bool:
    """Whether a noun is one for a person: a listed one, or one made like "seismologist" and "policewoman"."""
    return lemma in words("persons") or lemma.endswith(_endings("persons"))


def is_paper(noun: Word) -> bool:
    """Whether a noun is one for paper that speaks: "report", "data"."""
    return noun.lemma_.lower() in words("documents") or noun.lower_ in words("documents")


def names_a_role(lemma: str) -> bool:
    """Whether a noun is one for people by what they do or hold: "voter", "nominee", "critics"."""
    return is_person_noun(lemma) or lemma in words("roles") or lemma.endswith(_endings("roles"))


def has_a_voice(head: Word) -> bool:
    """Whether a noun phrase names a person, a body or a paper."""
    # A body written in capitals ("WHO") may be tagged as a question word.
    in_capitals = head.is_upper and len(head) > 1
    if head.pos_ in ("PROPN", "PRON", "NUM") or in_capitals or head.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return True
    word = head.lemma_.lower()
    if names_a_role(word) or word in words("bodies") or word in words("documents") or _is_a_name(head):
        return True
    if word in words("shares"):
        return any(has_a_voice(c) for of in head.children if of.lower_ == "of" for c in of.children if c.dep_ == "pobj")
    return False


def _is_a_name(head: Word) -> bool:
    """Whether a word tagged as a common noun is a name: a capital inside a sentence, or a bare noun at its head.

    A plural that does a verb in the singular is one too ("Waters says").
    """
    if not head.text[:1].isupper() or head.pos_ != "NOUN":
        return False
    if head.tag_ == "NNS" and head.dep_ == "nsubj" and (head.head.tag_ == "VBZ" or not head.text.endswith("s")):
        return True
    return (
        head.tag_ == "NN"
        and not any(child.dep_ in ("det", "poss") for child in head.children)
        or not head.is_sent_start
    )


def may_speak(subject: Word, lemma: str, *, cautious: bool = False, of_paper: bool = False) -> bool:
    """Whether a subject can be said to hold something: "there" and "the storm" cannot.

    ``cautious`` asks for a person, a body, a paper or a name whatever the verb; verbs that things do too ask for it
    always, and then a name alone is not enough. ``of_paper`` lets "it" stand for a paper ("It shows that ...").
    """
    always = lemma in words("cautious_verbs")
    if subject.tag_ in ("EX", "WDT", "WP") and not subject.is_upper:
        return False
    if subject.ent_type_ in ("DATE", "TIME") and subject.pos_ == "NOUN":
        return False
    if subject.pos_ == "PRON" or subject.tag_ in ("DT", "PRP"):
        return _pronoun_may_speak(subject, cautious=cautious or always, thing=always and not of_paper)
    if not (cautious or always):
        return True
    return has_a_voice(subject) or (subject.is_title and not always)


def _pronoun_may_speak(pronoun: Word, *, cautious: bool, thing: bool) -> bool:
    if pronoun.lower_ == "one" and pronoun.head.tag_ == "VBD":
        return True  # "one suggested that ..."
    if pronoun.lower_ == "one" and any(c.dep_ in ("det", "prep", "relcl", "acl") for c in pronoun.children):
        return True
    if pronoun.lower_ == "all" and pronoun.dep_ == "nsubj" and pronoun.head.tag_ in ("VBD", "VBP"):
        return True  # "All agreed that ..."
    if pronoun.lower_ in words("no_speakers"):
        return pronoun.lower_ in ("those", "all") and any(c.i > pronoun.i for c in pronoun.children)
    return not (pronoun.lower_ in ("you", "one") and cautious) and not (pronoun.lower_ == "it" and thing)
