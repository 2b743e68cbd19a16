"""How sure a claim is, in the words of the text: asserted, hedged, denied or left unknown.

What is here: the words that weaken, deny or leave open a clause, in it and over it, and the class that the outermost of
them gives. Hedges on a number are read by ``quantities/hedges.py`` and only taken
over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.annotate.claims.acts import Refusal
from workbench.annotate.claims.facts import Facts, has_phrase, is_near_verb, said_in, worded
from workbench.annotate.claims.governors import kind_of_governor, withholds
from workbench.annotate.claims.kinds import Reading
from workbench.annotate.claims.lexicon import words_for
from workbench.annotate.paragraph import Word
from workbench.annotate.parse import is_negated
from workbench.model import CertaintyClass, ClaimType

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Certainty:
    """The class, the words that give it, and whether the content is refuted, withheld or negated."""

    words: tuple[Span, ...]
    kind: CertaintyClass
    denied: bool


def certainty_of(facts: Facts, reading: Reading) -> Certainty:
    """How sure a claim is that is read so."""
    over = [token for token in facts.clause.governors if _sets(token)]
    inside = [*_hedges(facts, reading.kind), *_on_numbers(facts)]
    words = sorted({*(_with_negation(token) for token in over), *inside, *said_in(facts, "certainty", "opens")})
    doubted = any(is_negated(token) and kind_of_governor(token) in ("assessment", "forecast") for token in over)
    return Certainty(
        _apart(words), _class(facts, reading.refusal, inside), reading.kind == "denial" or facts.negated or doubted
    )


def _class(facts: Facts, refusal: Refusal | None, inside: Sequence[Span]) -> CertaintyClass:
    outer = [_class_of(token) for token in facts.clause.governors]
    if "unknown" in outer or has_phrase(facts, "certainty", "opens"):
        return "unknown"
    if facts.clause.tokens[0].lower_ in ("whether", "if") and facts.clause.link == "content":
        return "unknown"
    if "denied" in outer or refusal == "refuted":
        return "denied"
    if refusal == "open":
        return "unknown"
    return "hedged" if inside or "hedged" in outer else "asserted"


def _class_of(token: Word) -> CertaintyClass:
    """What a governing word makes of its content."""
    negative = is_negated(token)
    if any(child.lower_ == "no" for child in token.children if child.dep_ == "det"):
        return "asserted"
    if kind_of_governor(token) == "denial":
        return "unknown" if negative else "denied"
    lemma = token.lemma_.lower()
    if lemma == "rule" and any(child.lower_ == "out" for child in token.children):
        return "unknown" if negative else "denied"
    if withholds(token):
        return "unknown"
    return "hedged" if lemma in words_for("certainty", "cues") else "asserted"


def _sets(token: Word) -> bool:
    return _class_of(token) != "asserted"


def _with_negation(token: Word) -> Span:
    """A governing word with the negation that turns it."""
    parts = [
        token,
        *(c for c in token.children if c.dep_ in ("neg", "aux", "prt") and is_negated(token) and c.i >= token.i - 3),
    ]
    parts.sort(key=lambda one: one.i)
    return parts[0].idx, parts[-1].idx + len(parts[-1])


def _hedges(facts: Facts, kind: ClaimType) -> list[Span]:
    """The weakening words of the clause itself; "would" weakens a judgement and only shifts the tense of a plan."""
    strong = said_in(facts, "certainty", "not_hedges")
    shifted = kind != "assessment" and facts.over is not None and facts.over.tag_ in ("VBD", "VBN")
    return [
        (start, end)
        for start, end in said_in(facts, "certainty", "hedges")
        if not any(low <= start < high for low, high in strong)
        and not _is_a_month(facts, start)
        and not (shifted and worded(facts, (start, end)) == "would")
    ]


def _is_a_month(facts: Facts, start: int) -> bool:
    """Whether a "May" is the month and weakens nothing."""
    word = next((token for token in facts.clause.tokens if token.idx == start), None)
    return word is not None and word.text == "May" and word.tag_ != "MD"


def _on_numbers(facts: Facts) -> list[Span]:
    """The words that bound or soften a number."""
    return [
        (quantity.start, quantity.number_start)
        for quantity in facts.quantities
        if quantity.bound != "bare"
        and is_near_verb(facts, quantity)
        and quantity.start < quantity.number_start
        and not quantity.set_aside
    ]


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans without those that lie in another."""
    return tuple(
        one for one in spans if not any(other != one and other[0] <= one[0] and one[1] <= other[1] for other in spans)
    )
