"""What a word makes of the clause under it: a demand, a denial, a plan, a belief, a word of telling left unsaid.

What is here: verbs and nouns that govern a clause, by the lists of ``cues/claims.toml`` and by who is their
subject. Where clauses begin and end is decided in ``clauses.py``.
"""

from __future__ import annotations

from workbench.annotate.attributions.lexicon import is_person_noun
from workbench.annotate.claims.lexicon import governing, governing_nouns, words_for
from workbench.annotate.language import cues
from workbench.annotate.paragraph import Word
from workbench.annotate.parse import NOBODY, SUBJECTS, is_negated, is_passive, object_of, subject_of

_UNDER = ("dobj", "pobj", "prep", "xcomp", "ccomp")


def kind_of_governor(token: Word) -> str:
    """The kind of claim that a word makes of what it governs; empty when it makes none."""
    return (governing_nouns() if token.pos_ in ("NOUN", "PROPN") else governing()).get(token.lemma_.lower(), "")


def governs(verb: Word, clause: Word) -> bool:
    """Whether a verb says, wants or doubts the clause it takes, by somebody's mouth or will."""
    kind = governing().get(verb.lemma_.lower(), "")
    if not kind or _is_raising(verb) or (clause.dep_ == "xcomp" and kind not in ("demand", "intention", "forecast")):
        return False
    if kind not in ("demand", "intention"):
        return True
    if any(child.tag_ == "MD" for child in verb.children):
        return False
    subject = subject_of(verb)
    if subject is None or subject.pos_ not in ("NOUN", "PRON") or can_will(subject):
        return True
    return verb.lemma_.lower() not in words_for("clauses", "cautious") and subject.lower_ not in (
        "this",
        "that",
        "which",
        "what",
    )


def can_will(subject: Word) -> bool:
    """Whether a subject can act by will: a person, a body, a state."""
    if subject.pos_ == "PRON":
        return subject.lower_ in ("i", "we", "you", "he", "she", "they", "who", "everyone", "everybody", "both")
    if subject.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or subject.pos_ == "PROPN":
        return True
    lemma = subject.lemma_.lower()
    agents = words_for("willed", "agents")
    return is_person_noun(lemma) or lemma in agents or lemma in cues("attributions")["bodies"]["words"]


def _is_raising(verb: Word) -> bool:
    """Whether a governing verb cannot be cut out: "Talks are expected to resume", but not "it is believed that"."""
    if any(child.lower_ == "it" for child in verb.children if child.dep_ in SUBJECTS):
        return False
    return is_passive(verb) and governing()[verb.lemma_.lower()] != "demand"


def is_witnessed(verb: Word) -> bool:
    """Whether somebody tells what he himself saw or heard: "I heard that they left" is one statement."""
    first = any(child.lower_ in ("i", "we") for child in verb.children if child.dep_ == "nsubj")
    return first and verb.lemma_.lower() in words_for("clauses", "witnessing")


def is_owed(verb: Word) -> bool:
    """Whether a verb tells what one should say or know, and nobody says: "You must not assume that ..."."""
    top = verb.head if verb.dep_ == "xcomp" else verb
    helpers = [child.lower_ for part in (verb, top) for child in part.children if child.dep_ == "aux"]
    if any(word in words_for("clauses", "owed") for word in helpers):
        return True
    anyone = any(child.lower_ in ("you", "we") for child in top.children if child.dep_ in SUBJECTS)
    return anyone and (any(word in ("can", "ca") for word in helpers) or (top is not verb and top.lemma_ == "have"))


def is_left_open(denial: Word) -> bool:
    """Whether a denial is not made either: "did not deny", "neither confirmed nor denied"."""
    turned = is_negated(denial)
    return turned or any(child.lower_ == "neither" for child in denial.head.children)


def denies_a_word(verb: Word) -> bool:
    """Whether a verb throws back what others say: "rejected the claim"; "rejected the offer" does not."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or kind_of_governor(verb) != "denial" or is_passive(verb):
        return False
    thing = object_of(verb)
    if thing is None:
        return lemma == "deny"
    return lemma not in words_for("rebuttal", "also_offers") or (
        thing.lemma_.lower() in words_for("rebuttal", "said_things")
    )


def names_as(verb: Word) -> Word | None:
    """What a verb of naming calls its object: "a gamble" in "called the plan a gamble"."""
    if verb.lemma_.lower() not in words_for("judgement", "naming") or verb.pos_ != "VERB":
        return None
    if is_passive(verb) or object_of(verb) is None:
        return None
    return next((child for child in verb.children if child.dep_ == "oprd" and child.i > verb.i), None)


def withholds(verb: Word) -> bool:
    """Whether a verb says that something is not told: "did not confirm", "declined to say", "have yet to say"."""
    if verb.lemma_.lower() in words_for("telling", "refusing"):
        return any(_is_telling(child) for child in verb.children if child.dep_ in ("xcomp", "prep", "dobj"))
    return _is_telling(verb) and _is_undone(verb)


def _is_telling(word: Word) -> bool:
    """Whether a word is one of telling: "comment", "give details", "say what", "a question"."""
    lemma = word.lemma_.lower()
    if lemma in words_for("telling", "asked"):
        clause = next((child for child in word.children if child.dep_ in ("ccomp", "xcomp")), None)
        return clause is None or any(
            token.lower_ in words_for("telling", "opening") for token in clause.subtree if token.i <= clause.i
        )
    if lemma in words_for("telling", "giving") or word.pos_ == "ADP":
        told = words_for("telling", "objects") | words_for("telling", "verbs")
        return any(child.lemma_.lower() in told for child in word.children if child.dep_ in _UNDER)
    return lemma in words_for("telling", "verbs") or (word.dep_ == "dobj" and lemma in words_for("telling", "objects"))


def _is_undone(verb: Word) -> bool:
    """Whether a telling is negated, refused, still to come or left out."""
    parent = verb.head
    if any(child.lower_ in NOBODY for child in verb.children if child.dep_ in SUBJECTS):
        return True
    if any(child.dep_ == "neg" or child.lower_ in ("neither", "nor") for child in verb.children):
        return not any(child.lower_ in ("i", "you", "should", "must") for child in verb.children)
    if verb.dep_ == "xcomp" and (parent.lemma_.lower() in words_for("telling", "refusing") or _yet(parent)):
        return True
    if verb.dep_ == "pcomp" and parent.lower_ == "without":
        return True
    nothing = [g.lower_ for child in verb.children if child.dep_ == "dobj" for g in child.children]
    return any(word in ("no", "few", "little") for word in nothing)


def _yet(verb: Word) -> bool:
    return verb.lemma_ == "have" and any(child.lower_ == "yet" for child in verb.children)


# --- of a verb --------------------------------------------------------------------------------------------------------


def is_asked(verb: Word) -> bool:
    """Whether a question word opens a clause, so that it stands for a thing: "the border and how people cross it"."""
    opening = words_for("telling", "opening")
    return any(word.lower_ in opening for word in verb.doc[verb.left_edge.i : verb.i])


def is_conditional(verb: Word) -> bool:
    """Whether a clause says when, why or on what condition the main one holds."""
    opening = words_for("clauses", "circumstances")
    return verb.dep_ == "advcl" and any(child.lower_ in opening for child in verb.children if child.i < verb.i)
