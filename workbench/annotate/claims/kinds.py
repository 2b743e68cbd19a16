"""What kind of claim a clause is: demand, denial, intention, estimate, forecast, assessment, report or background.

What is here: the order in which the rules of ``acts.py`` and ``outlooks.py`` are tried; between judgement, report and
background the signals of ``votes.py`` decide. How sure a claim is, is told in ``certainty.py``.
"""

from __future__ import annotations

from workbench.annotate.claims.acts import DEMANDS, DENIALS, INTENTIONS
from workbench.annotate.claims.facts import Facts, Rule
from workbench.annotate.claims.outlooks import ESTIMATES, FORECASTS
from workbench.annotate.claims.settings import SOURCING
from workbench.annotate.claims.votes import voted
from workbench.model import ClaimType

#: How the information was got is never anything else; after it the order of precedence.
_ORDER: tuple[tuple[ClaimType, tuple[Rule, ...]], ...] = (
    ("background", SOURCING),
    ("demand", DEMANDS),
    ("denial", DENIALS),
    ("intention", INTENTIONS),
    ("estimate", ESTIMATES),
    ("forecast", FORECASTS),
)


def type_of(facts: Facts) -> tuple[ClaimType, str]:
    """The kind of a claim and the name of the rule that told it, the first that fits, else the one voted for."""
    for kind, rules in _ORDER:
        for rule in rules:
            if name := rule(facts):
                return kind, name
    return voted(facts)
