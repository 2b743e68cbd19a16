"""What kind of claim a clause is: demand, denial, intention, estimate, forecast, assessment, report or background.

What is here: the order in which the rules for each kind are tried. The rules are in ``acts.py``,
``outlooks.py`` and ``judgements.py``; how sure a claim is, in ``certainty.py``.
"""

from __future__ import annotations

from workbench.annotate.claims.acts import DEMANDS, DENIALS, INTENTIONS
from workbench.annotate.claims.facts import Facts, Rule
from workbench.annotate.claims.judgements import ASSESSMENTS, BACKGROUND, SOURCING
from workbench.annotate.claims.outlooks import ESTIMATES, FORECASTS
from workbench.model import ClaimType

#: How the information was got is never anything else; after it the order of precedence.
_ORDER: tuple[tuple[ClaimType, tuple[Rule, ...]], ...] = (
    ("background", SOURCING),
    ("demand", DEMANDS),
    ("denial", DENIALS),
    ("intention", INTENTIONS),
    ("estimate", ESTIMATES),
    ("forecast", FORECASTS),
    ("assessment", ASSESSMENTS),
    ("background", BACKGROUND),
)


def type_of(facts: Facts) -> tuple[ClaimType, str]:
    """The kind of a claim and the name of the rule that told it, the first that fits in the order of precedence."""
    for kind, rules in _ORDER:
        for rule in rules:
            if name := rule(facts):
                return kind, name
    return "report", "default"
