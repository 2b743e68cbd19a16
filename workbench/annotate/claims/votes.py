"""Whether a clause that asks, plans and counts nothing is a judgement, a report or background: signals vote.

What is here: the vote. Each signal that fits gives its weight to one of the three kinds; the weights and an example of
each signal are in ``cues/claims.toml``, what each asks of a clause in ``judgements.py`` and ``settings.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from workbench.annotate.claims.facts import Facts, Rule
from workbench.annotate.claims.judgements import JUDGEMENTS
from workbench.annotate.claims.settings import SETTINGS
from workbench.annotate.language import cues
from workbench.model import ClaimType

SIGNALS: Mapping[str, Rule] = {**JUDGEMENTS, **SETTINGS}


@cache
def _signals() -> tuple[Mapping[str, Any], ...]:
    return tuple(cues("claims")["signal"])


def voted(facts: Facts) -> tuple[ClaimType, str]:
    """The kind with most weight behind it and its weightiest signal; a report where none outweighs it."""
    sums: dict[ClaimType, float] = {"report": 1.0, "assessment": 0.0, "background": 0.0}
    best: dict[ClaimType, tuple[float, str]] = {}
    for towards, weight, name in _votes(facts):
        sums[towards] += weight
        best[towards] = max(best.get(towards, (0.0, "")), (weight, name))
    kind = max(sums, key=lambda one: sums[one])
    return kind, best.get(kind, (0.0, "default"))[1] or "default"


def _votes(facts: Facts) -> Iterator[tuple[ClaimType, float, str]]:
    for signal in _signals():
        if name := SIGNALS[signal["name"]](facts):
            yield signal["towards"], signal["weight"], name
