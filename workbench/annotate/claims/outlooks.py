"""Claims of how many and of what may come: estimates and forecasts.

What is here: whether a number is the point of its clause, and the ways that English speaks of the future; each rule
returns its name where it fits and nothing where it does not. Reading the number is left to
``quantities/numbers.py``.
"""

from __future__ import annotations

from workbench.annotate.claims.facts import (
    Facts,
    Rule,
    has_phrase,
    holds_number,
    is_agent,
    is_copula,
    is_near_verb,
    means_something,
    said_in,
    told_at,
)
from workbench.annotate.claims.governors import kind_of_governor
from workbench.annotate.claims.lexicon import limit_of, words_for
from workbench.annotate.paragraph import Word
from workbench.annotate.parse import HAVE, WILL, is_passive
from workbench.annotate.quantities.units import unit_size
from workbench.model import Quantity

# --- estimate ---------------------------------------------------------------------------------------------------------


def _estimated(facts: Facts) -> str:
    """Where the point is how many or how much."""
    if _is_none(facts):
        return "none"
    if holds_number(facts):
        return ""
    live = [q for q in facts.quantities if not q.set_aside and q.conversion_of is None]
    if facts.over is not None and facts.over_kind == "estimate" and (live or facts.over.lemma_ == "estimate"):
        return f"estimated/{facts.over.lemma_.lower()}"
    for quantity in live:
        if name := _is_point(facts, quantity):
            return name
    return ""


def _is_point(facts: Facts, quantity: Quantity) -> str:
    """Why a number is the point of its clause: what is counted stands as subject or object and is counted or bounded.

    A number deep in a phrase ("a deal with unions of 40,000 workers") is not, nor one of a standing fact.
    """
    subject = facts.subject
    if subject is not None and subject.lemma_.lower() in words_for("estimate", "totals"):
        return "total"
    if quantity.noun_lemma.lower() in words_for("estimate", "standing") and facts.verb.lemma_.lower() in ("have", "be"):
        return ""
    if _is_led_by(facts, quantity):
        return "lead"
    if quantity.unit in words_for("estimate", "distances") or not is_near_verb(facts, quantity):
        return ""
    inside = _in_subject(facts, quantity)
    if (
        (facts.modals or _raised_future(facts))
        and not inside
        and not is_copula(facts)
        and facts.verb.lemma_.lower() not in words_for("estimate", "verbs")
    ):
        return ""
    if quantity.unit == "percent" or quantity.noun_lemma.lower() in words_for("estimate", "polled"):
        return "share"
    if quantity.trend:
        return "change"
    if _is_a_sum(facts, quantity):
        return "sum"
    few = quantity.bound == "vague" and (quantity.low or 0) < limit_of("estimate", "many")
    harmed = facts.verb.lemma_.lower() in words_for("estimate", "befalls")
    if quantity.bound != "bare" and ((inside and harmed) or not few):
        return f"bound/{quantity.bound}"
    if quantity.unit != "count":
        return ""
    if quantity.noun_lemma.lower() in words_for("estimate", "harms"):
        return "counted"
    if harmed or (inside and quantity.unit == "count" and not few and (quantity.value or 0) >= 3):
        return "counted"
    moved = (
        is_agent(facts.subject)
        and not is_passive(facts.verb)
        and facts.verb.lemma_.lower() in words_for("estimate", "moving")
    )
    return "large count" if (quantity.value or 0) >= limit_of("estimate", "large") and not moved else ""


def _is_led_by(facts: Facts, quantity: Quantity) -> bool:
    """Whether a number tells how far one is ahead or behind: "trailed Moreno by 12 points"."""
    shares = quantity.unit in ("percent", "point") or quantity.noun_lemma.lower() in words_for("estimate", "polled")
    return shares and facts.verb.lemma_.lower() in words_for("estimate", "leading")


def _is_a_sum(facts: Facts, quantity: Quantity) -> bool:
    """Whether a sum of money is what somebody has taken in or spent: "has raised $6 million"."""
    done = facts.tense in ("past", "perfect", "past perfect") or facts.clause.link == "participle"
    size = unit_size(quantity.unit)
    money = quantity.rule.endswith("/currency") or (size is not None and size[0] == "money")
    return done and money and facts.verb.lemma_.lower() in words_for("estimate", "sums")


def _is_none(facts: Facts) -> bool:
    """Whether the count is zero: "no deaths were recorded"."""
    subject = facts.subject
    none = subject is not None and any(child.lower_ == "no" for child in subject.children)
    return none and subject is not None and subject.lemma_.lower() in words_for("estimate", "harms")


def _in_subject(facts: Facts, quantity: Quantity) -> bool:
    subject = facts.subject
    if subject is None or subject.i > facts.chain[0].i:
        return False
    span = subject.doc[subject.left_edge.i : subject.right_edge.i + 1]
    return span.start_char <= quantity.number_start < span.end_char


# --- forecast ---------------------------------------------------------------------------------------------------------


def _future(facts: Facts) -> str:
    """What will, could or may happen after the report."""
    have = any(child.dep_ == "aux" and child.lower_ in HAVE for token in facts.chain for child in token.children)
    going = any(t.lemma_ == "go" and t.tag_ == "VBG" for t in facts.chain[:-1])
    modal = next((m for m in facts.modals if m in words_for("future", "modals")), "")
    if going or modal in WILL:
        return "" if have else "future/will"
    if "can" in facts.modals and facts.verb.lemma_.lower() in words_for("future", "can_come"):
        return "future/can"
    if not modal or have:
        return ""
    ongoing = facts.verb.tag_ == "VBG" or facts.verb.lemma_ in words_for("future", "states")
    if modal in ("would", "'d"):
        return "" if is_copula(facts) or facts.verb.lemma_ in words_for("future", "wishing") else "future/would"
    if modal == "could" and facts.negated:
        return ""
    there = any(child.dep_ == "expl" for child in facts.verb.children)
    return "" if ongoing and not there and not _has_coming(facts) else f"future/{modal}"


def _has_coming(facts: Facts) -> bool:
    """Whether a time to come stands in the clause."""
    return told_at(facts, "coming", anywhere=True) or has_phrase(facts, "future", "coming")


def _raised_future(facts: Facts) -> str:
    """What is likely, expected or sure to happen."""
    words = [*facts.chain[:-1], *(c for t in facts.chain for c in t.children if c.dep_ == "acomp")]
    for token in words:
        compared = any(child.lower_ in words_for("future", "comparing") for child in token.children)
        if token.lemma_.lower() in words_for("future", "raising") and _takes_infinitive(token) and not compared:
            have = any(child.dep_ == "aux" and child.lemma_ == "have" for child in facts.verb.children)
            if not have:
                return f"raised/{token.lemma_.lower()}"
    return ""


def _takes_infinitive(token: Word) -> bool:
    return any(
        c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.children) for c in (*token.children, *token.head.children)
    )


def _feared(facts: Facts) -> str:
    """What is feared, expected, predicted or warned of."""
    over, head = facts.over, facts.clause.head
    if over is None or facts.over_kind != "forecast":
        return ""
    past = facts.tense in ("past", "perfect", "past perfect")
    if past or over.lemma_.lower() in words_for("future", "of_present") and facts.tense and not facts.modals:
        return ""
    return f"feared/{over.lemma_.lower()}" if not facts.modals or head.pos_ != "NOUN" else ""


def _open_future(facts: Facts) -> str:
    """Fears, risks and possibilities named in the clause itself, and what remains to be seen."""
    said = [t for t in facts.clause.tokens if t.pos_ == "NOUN" and kind_of_governor(t) == "forecast"]
    lively = facts.verb.lemma_.lower() in words_for("meaning", "stirring") | words_for("future", "being")
    if (lively and any(_is_to_come(c) for t in said for c in t.children)) or facts.clause.head in said:
        return "future/fears"
    if facts.clause.link == "participle" and any(t.dep_ == "dobj" for t in said):
        return "future/fears"
    if any(t.dep_ in ("nsubj", "attr") for t in said) and is_copula(facts):
        return "future/chance"
    meant = means_something(facts.verb) and facts.clause.link != "participle"
    if facts.quoted or meant:
        return ""
    raised = any(t.dep_ == "dobj" for t in said) and facts.clause.link != "participle"
    told = bool(said_in(facts, "future", "phrases")) or (
        not facts.tense.startswith("past") and told_at(facts, "coming")
    )
    return "future/phrase" if told and not raised else ""


def _is_to_come(clause: Word) -> bool:
    """Whether a clause on a fear or a chance speaks of what may come, not of what was."""
    if clause.dep_ not in ("acl", "ccomp", "relcl"):
        return False
    if any(child.lower_ in ("was", "were", "had") for child in clause.children):
        return False
    return clause.tag_ in ("VB", "VBG") or any(child.tag_ in ("MD", "TO") for child in clause.children)


ESTIMATES: tuple[Rule, ...] = (_estimated,)
FORECASTS: tuple[Rule, ...] = (_future, _raised_future, _feared, _open_future)
