"""The time expressions of English news text.

The grammar is data in ``cues/times.toml``; here it is run over text, and words that are a time only in some company are
told apart. ``resolve`` and the values it takes come from ``timespans.py``; the day a report came out is inferred in
``dating.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from workbench.read.timecompany import allowed
from workbench.read.timegrammar import BEGINNING, Rule, TimeType, rules_from, time_rules
from workbench.read.timespans import Resolved, Tense, TimeExpression, resolve
from workbench.read.timevalues import Groups, Writer, writer_of

__all__ = ["Resolved", "Tense", "TimeExpression", "TimeType", "find_times", "resolve"]


def find_times(text: str, start: int = 0, end: int | None = None) -> list[TimeExpression]:
    """The time expressions in ``text[start:end]``, in order, none overlapping; offsets count from the text's begin."""
    end = len(text) if end is None else end
    _writers()
    found: list[TimeExpression] = []
    at = start
    for begins in BEGINNING.finditer(text, start, end):
        rules = rules_from("0" if begins["figure"] else begins["word"].lower())
        if rules and begins.start() >= at and (expressions := _read(rules, text, begins.start(), end)):
            found += expressions
            at = expressions[-1].end
    return found


@cache
def _writers() -> dict[str, Writer]:
    """What writes the value of each rule, by its name; a misspelt ``value`` is told of before any text is read."""
    return {rule.name: writer_of(rule) for rule in time_rules()}


def _read(rules: Sequence[Rule], text: str, start: int, end: int) -> list[TimeExpression]:
    """The expression that begins at ``start``: two for a range, which names two times, or none."""
    for rule in rules:
        match = rule.pattern.match(text, start, end)
        if match is None or match.end() == start or not allowed(rule, match, text):
            continue
        groups = Groups(match)
        value = _writers()[rule.name](rule, groups)
        if value is None:
            continue
        stop = match.end()
        if text[stop - 1] in "[(," or (text[stop - 1] == ")" and "(" not in text[start:stop]):
            stop -= 1
        dash = groups.span("dash") or (stop, stop)
        parts = zip(value.split("/"), ((start, dash[0]), (dash[1], stop)), strict=False)
        return [TimeExpression(at, to, text[at:to], _type_of(rule, one), one, rule.name) for one, (at, to) in parts]
    return []


def _type_of(rule: Rule, value: str) -> TimeType:
    if rule.type == "DATE" and re.search(r"DT(?:(?:MO|AF|EV|NI|MI)$|\d\d:)|^[\dWX-]*T[\dA-Z]", value):
        return "TIME"
    return rule.type
