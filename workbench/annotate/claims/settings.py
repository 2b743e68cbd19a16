"""Signals that a clause tells what was known before the news, or the news itself, and how the information was got.

What is here: tense, time, place in the report and standing facts in the outlet's own voice; one function for each
signal, which returns its name where it fits and nothing where it does not. Weights are in ``cues/claims.toml``.
"""

from __future__ import annotations

from collections.abc import Mapping

from workbench.annotate.claims.facts import (
    Facts,
    Rule,
    complement_of,
    has_phrase,
    holds_number,
    is_agent,
    is_copula,
    said_in,
    told_at,
)
from workbench.annotate.claims.lexicon import words_for
from workbench.annotate.claims.moments import moment_of
from workbench.annotate.parse import opened_by

#: A lone sentence of fewer words may be a headline, which tells news in the present tense.
_HEADLINE = 18


def _is_own_voice(facts: Facts) -> bool:
    return not (facts.attributed or facts.quoted)


# --- how the information was got --------------------------------------------------------------------------------------


def _unnamed(facts: Facts) -> str:
    """How the information was got: who would not be named, who was not allowed to speak."""
    if has_phrase(facts, "background", "unnamed"):
        return "unnamed"
    permitting = words_for("background", "permitting")
    barred = [t for t in facts.clause.tokens if t.lemma_.lower() in permitting]
    speech = (c for t in barred for c in t.children if c.dep_ == "xcomp")
    return "not allowed to speak" if any(c.lemma_.lower() in words_for("background", "speech") for c in speech) else ""


def _earlier(facts: Facts) -> str:
    """What had happened before, in a clause that "after" opens."""
    after = facts.clause.link == "coordinate" and opened_by(facts.clause.head) == "after"
    return "earlier" if after and facts.tense in ("past", "past perfect") else ""


def _speaks(facts: Facts) -> str:
    """Where and when somebody spoke, in a clause of its own."""
    lemma = facts.verb.lemma_.lower()
    told = lemma in words_for("background", "speaking") and facts.tense in ("past", "perfect")
    return "speaks" if told and is_agent(facts.subject) and facts.over is None and not facts.quoted else ""


# --- earlier than the news --------------------------------------------------------------------------------------------


def _past_perfect(facts: Facts) -> str:
    """What had happened, in the outlet's voice."""
    return "past perfect" if facts.tense == "past perfect" and _is_own_voice(facts) else ""


def _long_ago(facts: Facts) -> str:
    """What the clause itself places before the news: "last year", "for decades", "in 1998"."""
    if not _is_own_voice(facts):
        return ""
    if said_in(facts, "background", "phrases"):
        return "words"
    if told_at(facts, "earlier") or _is_for_long(facts):
        return "earlier"
    if facts.modals or facts.tense not in ("past", "perfect", ""):
        return ""
    return "dated" if told_at(facts, "year", anywhere=True) or told_at(facts, "day") else ""


def _is_for_long(facts: Facts) -> bool:
    """Whether something has been so for months or more: "has governed for 20 years", "dithered for years"."""
    if facts.tense == "perfect" and told_at(facts, "long", "years"):
        return True
    start = facts.clause.tokens[0].idx
    before = (facts.text[: time.start - start].lower().split() for time in facts.times if moment_of(time) == "years")
    return any(words[-1:] == ["for"] for words in before)


def _late_past(facts: Facts) -> str:
    """A past event told late in a report, in the outlet's voice."""
    return "late past" if facts.late and facts.tense == "past" and _is_own_voice(facts) else ""


def _late_perfect(facts: Facts) -> str:
    """What has been so, told late in a report in the outlet's voice."""
    return "late perfect" if facts.late and facts.tense == "perfect" and _is_own_voice(facts) else ""


# --- standing facts ---------------------------------------------------------------------------------------------------


def _identity(facts: Facts) -> str:
    """Who or what somebody is."""
    if facts.tense not in ("present", "past") or not (_is_own_voice(facts) and is_copula(facts)):
        return ""
    said = complement_of(facts)
    return "identity" if said is not None and said.pos_ in ("NOUN", "PROPN") else ""


def _standing(facts: Facts) -> str:
    """What is always so: where somebody lives, what a body owns or oversees."""
    if facts.tense not in ("present", "past") or not _is_own_voice(facts):
        return ""
    if any(one.noun_lemma.lower() in words_for("estimate", "standing") for one in facts.quantities):
        return "standing number"
    verb = facts.verb.lemma_.lower()
    if holds_number(facts):
        return "standing number"
    return "standing" if len(facts.chain) == 1 and verb in words_for("background", "verbs") else ""


def _who(facts: Facts) -> str:
    """Who a person or body is, in a clause of its own after the name."""
    relative = facts.clause.link == "relative" and facts.clause.head.dep_ == "relcl"
    told = facts.tense in ("present", "past") and not facts.quoted
    return "who" if relative and told and is_agent(facts.clause.head.head) else ""


def _habit(facts: Facts) -> str:
    """What somebody always does, told in the simple present in a sentence of the outlet."""
    verb = facts.chain[0]
    simple = verb.tag_ in ("VBZ", "VBP") and len(facts.chain) == 1 and verb.pos_ == "VERB"
    if not simple or not _is_own_voice(facts) or facts.verb.lemma_.lower() in words_for("background", "events"):
        return ""
    # Headlines tell news in it.
    doc, sentence = verb.doc, verb.sent
    headline = len(doc) < _HEADLINE and sentence.start == 0 and sentence.end == len(doc)
    return "habit" if not headline and sentence[-1].text in (".", "\u201d") else ""


# --- the news itself --------------------------------------------------------------------------------------------------


def _fresh(facts: Facts) -> str:
    """What the clause itself places at the time of the report: "now", "on Monday", "still"."""
    return "fresh" if told_at(facts, "fresh") or said_in(facts, "background", "fresh") else ""


SOURCING: tuple[Rule, ...] = (_unnamed, _earlier)
SETTINGS: Mapping[str, Rule] = {
    "speaks": _speaks,
    "past perfect": _past_perfect,
    "long ago": _long_ago,
    "late past": _late_past,
    "late perfect": _late_perfect,
    "identity": _identity,
    "standing": _standing,
    "who": _who,
    "habit": _habit,
    "fresh": _fresh,
}
