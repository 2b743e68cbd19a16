"""The named changes between two stretches that say the same thing, and how grave each is.

Severity is a rule on the kind of change, and nothing else:

* high: the number, the place or the status differs, holders are merged or another holder stands there, two figures of
  one estimand exclude each other;
* medium: certainty is raised, a hedge, an attribution or anonymity is dropped, a day differs, words of a quotation are
  altered, two figures of one estimand are close but apart, a purpose, a cause or a consequence is added;
* low: a hedge is added, certainty is lowered, another hedge or verb of nearly the same strength stands there, a
  circumstance is added.

A change between a headline or summary and the body of one report has the severity that it would have between reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

ChangeKind = Literal[
    "number",
    "place",
    "status",
    "holders merged",
    "holder changed",
    "conflict",
    "certainty raised",
    "hedge dropped",
    "attribution dropped",
    "anonymity dropped",
    "time",
    "scope",
    "quotation altered",
    "tension",
    "headline against body",
    "added in the retelling",
    "attribution added",
    "hedge added",
    "certainty lowered",
    "wording",
    "verb changed",
]
Severity = Literal["high", "medium", "low"]
KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

_HIGH = frozenset({"number", "place", "status", "holders merged", "holder changed", "conflict"})
_LOW = frozenset({"attribution added", "hedge added", "certainty lowered", "wording", "verb changed"})


@dataclass(frozen=True, slots=True)
class Change:
    """One named change from stretch ``a`` to stretch ``b``, each (report, start, end), told in one plain sentence.

    ``weight`` replaces the severity of the kind where the rule leaves it to the words (an addition, a headline).
    """

    kind: ChangeKind
    a: tuple[str, int, int]
    b: tuple[str, int, int]
    reading: str
    weight: Severity | None = None

    @property
    def severity(self) -> Severity:
        """High, medium or low by the rule of this module."""
        return self.weight or severity_of(self.kind)


def severity_of(kind: ChangeKind) -> Severity:
    """The severity that the rule gives to a kind of change."""
    return "high" if kind in _HIGH else "low" if kind in _LOW else "medium"
