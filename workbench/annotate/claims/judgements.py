"""Signals that a clause judges: evaluation, cause, meaning, guess and quoted opinion.

What is here: one function for each signal, which returns its name where it fits and nothing where it does not. How much
a signal counts is in ``cues/claims.toml``; what was known before the news is in ``settings.py``.
"""

from __future__ import annotations

from collections.abc import Mapping

from workbench.annotate.claims.facts import (
    Facts,
    Rule,
    complement_of,
    has_phrase,
    is_agent,
    is_copula,
    is_own,
    means_something,
)
from workbench.annotate.claims.governors import kind_of_governor, names_as
from workbench.annotate.claims.lexicon import colours, judging, words_for
from workbench.annotate.parse import is_passive

#: All adjectives that judge; the plain ones only what they are said of.
_ADJECTIVES = ("adjective", "plain adjective")

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
    if (
        kind_of_governor(head) == "assessment"
        and head.pos_ == "VERB"
        and is_agent(facts.subject)
        and not is_passive(head)
    ):
        return f"judges/{head.lemma_.lower()}"
    return ""


def _evaluated(facts: Facts) -> str:
    """A judgement by adjective or noun: "is dangerous", "marks a setback"."""
    if is_copula(facts) and facts.subject is not None and facts.subject.lemma_.lower() in judging("noun"):
        return "judged subject"
    said = complement_of(facts)
    if said is None:
        return ""
    lemma = said.lemma_.lower()
    words = {
        token.lemma_.lower() for token in said.subtree if token.pos_ in ("ADJ", "NOUN") and abs(token.i - said.i) < 6
    }
    if words & judging(*_ADJECTIVES) or lemma in judging("noun"):
        return "judged"
    if any(token.tag_ in ("JJS", "RBS", "JJR", "RBR") for token in said.subtree):
        return "compared"
    told = facts.attributed or facts.quoted
    if said.pos_ == "ADJ" and lemma not in words_for("judgement", "seen") and (told or said.tag_ == "JJ"):
        return "said of" if told else ""
    return "said of" if facts.quoted and said.pos_ in ("NOUN", "PROPN") else ""


def _means(facts: Facts) -> str:
    """What something means, shows or causes."""
    lemma = facts.verb.lemma_.lower()
    copular = lemma in words_for("meaning", "copular")
    if copular and not any(c.dep_ in ("acomp", "xcomp", "oprd", "ccomp") for c in facts.verb.children):
        return ""
    thing = next((c.lemma_.lower() for c in facts.verb.children if c.dep_ == "dobj"), "")
    if lemma in words_for("meaning", "stirring") and thing in words_for("meaning", "stirred"):
        return f"stirs/{thing}"
    if thing in judging("noun") and lemma in words_for("meaning", "dealing"):
        return f"deals/{thing}"
    if lemma in words_for("meaning", "acts") and is_agent(facts.subject):
        return ""
    if is_passive(facts.verb):
        return ""
    now = facts.attributed or facts.tense in ("present", "perfect", "progressive", "")
    about = facts.clause.link == "participle" or facts.subject is not None
    return f"means/{lemma}" if now and about and (copular or means_something(facts.verb)) else ""


def _guess(facts: Facts) -> str:
    """A guess about now or the past: "may have left", "would be a mistake"."""
    return "guess" if any(modal in words_for("future", "modals") for modal in facts.modals) else ""


def _cause(facts: Facts) -> str:
    """The cause that a source gives for what happened."""
    return "cause" if facts.attributed and has_phrase(facts, "judgement", "causes") else ""


def _quoted_opinion(facts: Facts) -> str:
    """A quoted statement in the present that nobody has merely seen, nor done himself ("I have sent the files")."""
    if not facts.quoted:
        return ""
    seen = facts.tense in ("past", "past perfect", "progressive")
    own_deed = facts.subject is not None and facts.subject.lower_ in ("i", "we") and facts.tense == "perfect"
    return "" if seen or own_deed else "quoted"


def _made(facts: Facts) -> str:
    """What something makes of a thing: "made the search difficult", "left the town helpless"."""
    for verb in {facts.verb, facts.clause.head}:
        if verb.lemma_.lower() not in words_for("meaning", "making"):
            continue
        for child in verb.children:
            inner = (child, *child.children) if child.dep_ in ("ccomp", "oprd", "acomp", "xcomp") else ()
            if any(one.pos_ == "ADJ" or one.lemma_.lower() in judging("noun") for one in inner):
                return f"makes/{verb.lemma_.lower()}"
    return ""


def _degree(facts: Facts) -> str:
    """A comparison with all others or with what was thought: "one of the worst", "few had ever", "so weak that"."""
    return "degree" if has_phrase(facts, "judgement", "degree") else ""


def _valued(facts: Facts) -> str:
    """What ought to be so, in somebody's words: "people should be free"."""
    told = facts.attributed or facts.quoted
    ought = any(modal in words_for("demand", "modals") for modal in facts.modals)
    # In the outlet's own voice "must" tells a rule, "should" what the writer thinks right.
    return "valued" if ought and (told or "should" in facts.modals) else ""


def _judged_thing(facts: Facts) -> str:
    """A thing acted on that is named by a judgement: "faces a humiliating defeat"."""
    things = [child for child in facts.verb.children if child.dep_ in ("dobj", "attr")]
    words = {one.lemma_.lower() for thing in things for one in (thing, *thing.children) if one.pos_ in ("ADJ", "NOUN")}
    return "judged thing" if words & judging("noun", *_ADJECTIVES) else ""


def _coloured(facts: Facts) -> str:
    """A word of feeling, faring, bringing about, quality or stance: "met with indifference"."""
    for token in facts.clause.tokens:
        if token.lemma_.lower() in colours(token.pos_) and not token.ent_type_ and is_own(facts, token):
            return f"coloured/{token.lemma_.lower()}"
    return "coloured/phrase" if has_phrase(facts, "colouring", "phrases") else ""


def _own_person(facts: Facts) -> str:
    """What the writer says of himself and his side: a commentary, not a report."""
    told = facts.attributed or facts.quoted
    return "own person" if not told and facts.words & words_for("colouring", "own") else ""


JUDGEMENTS: Mapping[str, Rule] = {
    "held": _held,
    "evaluated": _evaluated,
    "means": _means,
    "guess": _guess,
    "cause": _cause,
    "quoted opinion": _quoted_opinion,
    "made": _made,
    "degree": _degree,
    "valued": _valued,
    "judged thing": _judged_thing,
    "coloured": _coloured,
    "own person": _own_person,
}
