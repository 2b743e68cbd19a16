"""The named changes between two stretches that say the same thing, and how grave each is.

Severity is a rule on the kind of change, and nothing else. It stands in ``RULE``, whose words every view prints. What
the rule leaves to the words of a change (more of a group or less, a cause or a circumstance) is told by its ``weight``.

A change between a headline or summary and the body of one report has the severity that it would have between reports.
"""

from __future__ import annotations

from collections.abc import Mapping
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
#: What makes a change so grave, the gravest first.
RULE: Mapping[Severity, str] = {
    "high": "another number, place, status or holder, holders merged, or two figures that exclude each other",
    "medium": "more certain, less hedged, less attributed or less anonymous than before, another day, altered words of "
    "a quotation, more of a group than before, a purpose, a cause or a consequence added, two figures close but apart",
    "low": "a hedge or an attribution added, less certain than before, a day or a share of a group blurred, another "
    "hedge or verb of nearly the same strength, a circumstance added",
}
KINDS: tuple[ChangeKind, ...] = get_args(ChangeKind)
SEVERITIES: tuple[Severity, ...] = tuple(RULE)

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
