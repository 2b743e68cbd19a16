"""What kind of claim a clause is: demand, denial, intention, estimate, forecast, assessment, report or background.

What is here: the order in which the rules of ``acts.py`` and ``outlooks.py`` are tried; between judgement, report and
background the signals of ``votes.py`` decide. How sure a claim is, is told in ``certainty.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.annotate.claims.acts import DEMANDS, DENIALS, INTENTIONS, Refusal
from workbench.annotate.claims.facts import Facts, Rule
from workbench.annotate.claims.outlooks import ESTIMATES, FORECASTS
from workbench.annotate.claims.settings import SOURCING
from workbench.annotate.claims.votes import voted
from workbench.model import ClaimType


@dataclass(frozen=True, slots=True)
class Reading:
    """The kind of a claim, what a denial does to its content, and as evidence the name of the rule that told it."""

    kind: ClaimType
    refusal: Refusal | None
    rule: str


#: How the information was got is never anything else; denials stand between the two, which follow in precedence.
_BEFORE: tuple[tuple[ClaimType, tuple[Rule, ...]], ...] = (("background", SOURCING), ("demand", DEMANDS))
_AFTER: tuple[tuple[ClaimType, tuple[Rule, ...]], ...] = (
    ("intention", INTENTIONS),
    ("estimate", ESTIMATES),
    ("forecast", FORECASTS),
)


def reading_of(facts: Facts) -> Reading:
    """The kind that the first rule that fits tells, else the one voted for."""
    return _first(_BEFORE, facts) or _denial(facts) or _first(_AFTER, facts) or _voted(facts)


def _first(order: tuple[tuple[ClaimType, tuple[Rule, ...]], ...], facts: Facts) -> Reading | None:
    for kind, rules in order:
        for rule in rules:
            if name := rule(facts):
                return Reading(kind, None, name)
    return None


def _denial(facts: Facts) -> Reading | None:
    for rule in DENIALS:
        if denial := rule(facts):
            return Reading("denial", denial.refusal, denial.rule)
    return None


def _voted(facts: Facts) -> Reading:
    kind, name = voted(facts)
    return Reading(kind, None, name)
