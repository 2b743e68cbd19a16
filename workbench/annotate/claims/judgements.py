"""Claims of judgement and of what was known before: assessments and background.

What is here: evaluation, cause, meaning, guess and quoted opinion; standing facts, earlier events and how the
information was got. Each rule returns its name where it fits and nothing where it does not.
"""

from __future__ import annotations

import re

from workbench.annotate.claims.facts import (
    Facts,
    Rule,
    complement_of,
    has_phrase,
    is_agent,
    is_copula,
    judging,
    rules_for,
    said_in,
    worded,
)
from workbench.annotate.claims.governors import is_passive, kids, kind_of_governor, names_as, opened_by, words_for

# --- assessment -------------------------------------------------------------------------------------------------------


def _held(facts: Facts) -> str:
    """What somebody believes, argues, calls or blames."""
    for over in facts.clause.governors[:2]:
        if kind_of_governor(over) in ("assessment", "forecast") and (
            over is facts.over or facts.clause.link == "content"
        ):
            return f"held/{over.lemma_.lower()}"
    head = facts.clause.head
    if names_as(head) is not None:
        return f"names/{head.lemma_.lower()}"
    if kind_of_governor(head) in ("assessment",) and head.pos_ == "VERB" and is_agent(facts.subject):
        return f"judges/{head.lemma_.lower()}"
    return ""


def _evaluated(facts: Facts) -> str:
    """A judgement by adjective or noun: "is dangerous", "marks a setback"."""
    if is_copula(facts) and facts.subject is not None and facts.subject.lemma_.lower() in judging("noun"):
        return "judged subject"
    said = complement_of(facts) if is_copula(facts) else None
    if said is None:
        return ""
    lemma = said.lemma_.lower()
    words = {
        token.lemma_.lower() for token in said.subtree if token.pos_ in ("ADJ", "NOUN") and abs(token.i - said.i) < 6
    }
    if words & judging("adjective") or lemma in judging("noun"):
        return "judged"
    if any(token.tag_ in ("JJS", "RBS", "JJR", "RBR") for token in said.subtree):
        return "compared"
    told = facts.attributed or facts.quoted
    if said.pos_ == "ADJ" and lemma not in words_for("seen", "words") and (told or said.tag_ == "JJ"):
        return "said of" if told else ""
    return "said of" if facts.quoted and said.pos_ in ("NOUN", "PROPN") else ""


def _regarded(facts: Facts) -> str:
    """What something is seen, described or regarded as."""
    head = facts.clause.head
    if head.lemma_.lower() not in words_for("judgement", "regarding") or not is_passive(head):
        return ""
    as_what = any(c.dep_ in ("oprd", "acomp", "attr") or c.lower_ == "as" for c in kids(head))
    return f"regarded/{head.lemma_.lower()}" if as_what else ""


def _means(facts: Facts) -> str:
    """What something means, shows or causes."""
    lemma = facts.verb.lemma_.lower()
    copular = lemma in words_for("meaning", "copular")
    if copular and not any(c.dep_ in ("acomp", "xcomp", "oprd", "ccomp") for c in kids(facts.verb)):
        return ""
    thing = next((c.lemma_.lower() for c in kids(facts.verb) if c.dep_ == "dobj"), "")
    if lemma in words_for("meaning", "stirring") and thing in words_for("meaning", "stirred"):
        return f"stirs/{thing}"
    if thing in judging("noun") and lemma in words_for("meaning", "dealing"):
        return f"deals/{thing}"
    if lemma in words_for("meaning", "acts") and is_agent(facts.subject):
        return ""
    now = facts.attributed or facts.tense in ("present", "perfect", "progressive", "")
    about = facts.clause.link == "participle" or facts.subject is not None
    return f"means/{lemma}" if now and about and (copular or lemma in words_for("meaning", "verbs")) else ""


def _guess(facts: Facts) -> str:
    """A guess about now or the past: "may have left", "would be a mistake"."""
    return "guess" if any(modal in words_for("future", "modals") for modal in facts.modals) else ""


def _judged_words(facts: Facts) -> str:
    """Words of cause, comparison and stance in the clause."""
    if has_phrase(facts, "judgement", "personal"):
        return "personal"
    if found := said_in(facts, "judgement"):
        return f"words/{worded(facts, found[0])}"
    if any(t.lower_ == "likely" and t.dep_ == "advmod" and t.head in facts.chain for t in facts.clause.tokens):
        return "words/likely"
    told = facts.attributed or is_copula(facts)
    return "cause" if told and has_phrase(facts, "judgement", "causes") else ""


def _general(facts: Facts) -> str:
    """What a source says is so in general: "the state ignores the valley"."""
    verb = facts.chain[0]
    simple = verb.tag_ in ("VBZ", "VBP") and verb.pos_ == "VERB" and len(facts.chain) == 1
    if not (facts.attributed and simple) or facts.quantities or has_phrase(facts, "background", "fresh"):
        return ""
    return (
        "" if verb.lemma_.lower() in words_for("background", "verbs") | words_for("background", "events") else "general"
    )


def _quoted_opinion(facts: Facts) -> str:
    """A quoted statement in the present that nobody has merely seen."""
    if not facts.quoted:
        return ""
    seen = facts.tense in ("past", "past perfect", "progressive")
    return "" if seen else "quoted"


# --- background -------------------------------------------------------------------------------------------------------


#: A lone sentence of fewer words may be a headline, which tells news in the present tense.
_HEADLINE = 18


_LONG = re.compile(r"\bfor\s+(?:\w+\s+){1,3}(?:month|year|decade)s?\b", re.IGNORECASE)
_YEAR = re.compile(
    r"\b(?:in|since|until|from)\s+(?:(?:early|late|mid)[ -])?(?:1[89]|20)\d\d\b"
    r"|\bthe\s+(?:(?:early|late|mid)[ -])?(?:1[89]|20)?\d0s\b",
    re.IGNORECASE,
)


def _before(facts: Facts) -> str:
    """What was so before the story's news, in the outlet's voice."""
    if facts.attributed or facts.quoted:
        return ""
    if facts.tense == "past perfect":
        return "past perfect"
    if _speaks(facts):
        return "speaks"
    fresh = has_phrase(facts, "background", "fresh")
    if said_in(facts, "background"):
        return "words"
    if facts.tense == "perfect" and _LONG.search(facts.text):
        return "for long"
    if facts.tense == "past" and _YEAR.search(facts.text):
        return "year"
    if fresh:
        return ""
    return _standing(facts)


def _unnamed(facts: Facts) -> str:
    """How the information was got: who would not be named, who was not allowed to speak."""
    if has_phrase(facts, "background", "unnamed"):
        return "unnamed"
    barred = [t for t in facts.clause.tokens if t.lemma_.lower() in words_for("background", "permitting")]
    speech = (c for t in barred for c in kids(t) if c.dep_ == "xcomp")
    return "not allowed to speak" if any(c.lemma_.lower() in words_for("background", "speech") for c in speech) else ""


def _earlier(facts: Facts) -> str:
    """What had happened before, in a clause that "after" opens."""
    after = facts.clause.link == "coordinate" and opened_by(facts.clause.head) == "after"
    return "earlier" if after and facts.tense in ("past", "past perfect") else ""


def _speaks(facts: Facts) -> str:
    lemma = facts.verb.lemma_.lower()
    return "speaks" if lemma in words_for("background", "speaking") and facts.tense in ("past", "perfect") else ""


def _standing(facts: Facts) -> str:
    """A standing fact: who or what somebody is, what is always so."""
    if facts.tense not in ("present", "past"):
        return ""
    if is_copula(facts) and (said := complement_of(facts)) is not None and said.pos_ in ("NOUN", "PROPN"):
        return "identity"
    if len(facts.chain) == 1 and facts.verb.lemma_.lower() in words_for("background", "verbs"):
        return "standing"
    if any(one.noun_lemma.lower() in rules_for("estimate")["standing"] for one in facts.quantities):
        return "standing number"
    if _is_habit(facts):
        return "habit"
    who = facts.clause.link == "relative" and facts.clause.head.dep_ == "relcl"
    return "who" if who and is_agent(facts.clause.head.head) else ""


def _is_habit(facts: Facts) -> bool:
    """Whether a sentence of the outlet tells in the simple present what somebody always does."""
    # Headlines tell news in it.
    doc, last = facts.clause.head.doc, [facts.clause.head, *facts.clause.head.ancestors][-1].right_edge
    if len(doc) < _HEADLINE and sum(bool(token.is_sent_start) for token in doc) == 1:
        return False
    simple = facts.chain[0].tag_ in ("VBZ", "VBP") and len(facts.chain) == 1 and facts.chain[0].pos_ == "VERB"
    return (
        simple and last.text in (".", ".\u201d") and facts.verb.lemma_.lower() not in words_for("background", "events")
    )


ASSESSMENTS: tuple[Rule, ...] = (_held, _evaluated, _regarded, _means, _guess, _judged_words, _general, _quoted_opinion)
SOURCING: tuple[Rule, ...] = (_unnamed, _earlier)
BACKGROUND: tuple[Rule, ...] = (_before,)
