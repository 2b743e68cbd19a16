"""A check as lines to print: wrapped to the terminal, a quotation a line, nothing that could move its cursor."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator

from workbench.checks.checking import Check, Statement, not_independent
from workbench.checks.log import entries_of, rating_of
from workbench.checks.verdicts import Part, Reason
from workbench.look import wording
from workbench.publish.exports.leaving import dating
from workbench.terminal import printable

#: Width in characters where the terminal does not tell its own, and the least that is wrapped to.
WIDTH, _LEAST = 100, 40
_STEP = 4


def lines_of(check: Check, *, width: int = WIDTH) -> list[str]:
    """The rating, the parts, where the sentence stands, what its numbers rest on, and what differs."""
    return [line for depth, text in _told(check) for line in _wrapped(text, depth, max(_LEAST, width))]


def _wrapped(text: str, depth: int, width: int) -> list[str]:
    """The lines of a text, those after the first set in further."""
    return textwrap.wrap(
        printable(" ".join(text.split())),
        width,
        initial_indent=" " * _STEP * depth,
        subsequent_indent=" " * _STEP * (depth + 1),
        break_long_words=False,
        break_on_hyphens=False,
    ) or [""]


_Told = Iterator[tuple[int, str]]


def _told(check: Check) -> _Told:
    """Each line to print with how far it is set in."""
    label, rater = rating_of(check)
    several = len(check.statements) > 1
    rule = "the weakest part of all" if several else "the weakest part"
    yield 0, f"{label} ({f'rated by {rater}' if rater else f'proposed: {rule}; nobody has rated it'})"
    for one in check.unchecked:
        yield 0, f"not checked: {one.words} ({one.reason})"
    if check.in_common:
        yield 0, ""
        yield 0, f"Of {wording.listed([one.words for one in check.statements])}:"
        yield from _parts(check, check.in_common)
    for statement in check.statements:
        yield 0, ""
        if several:
            yield 0, f"{statement.words}: {check.label(statement.finding)}"
        yield from _parts(check, check.own_parts(statement))
        yield 0, ""
        yield from _where(check, statement)
        line = not_independent(statement)
        if line:
            yield 0, ""
            yield 0, f"{statement.badge}. {line}"
    yield from _against(check)
    for entry in entries_of(check):
        yield 0, entry.sentence


def _parts(check: Check, parts: Iterable[Part]) -> _Told:
    for part in parts:
        yield 0, f"{part.name}: {part.words or '–'}: {check.label(part.finding)}"
        for reason in part.why:
            yield from _reason(reason)


def _reason(reason: Reason) -> _Told:
    """A reason in one line where little is cited, else a line for each quotation."""
    if len(reason.listed) < 2:
        yield 1, str(reason)
        return
    yield 1, reason.says
    for one in reason.listed:
        yield 2, one


def _where(check: Check, statement: Statement) -> _Told:
    yield 0, "Where it stands:"
    places = Counter(
        (check.name(one.report), dating(one.report), one.gives) for one in statement.given
    )  # fmt: skip
    for (name, day, gives), often in places.items():
        yield 1, f"{name}, {day}: {gives}{f' ({often} sentences)' if often > 1 else ''}"
    if not statement.given:
        yield 1, "in no report of the story"
        return
    first = check.name(statement.first) if statement.first is not None else "not told by the reports’ days"
    yield 1, f"first: {first}"


def _against(check: Check) -> _Told:
    for drawn in check.drawn:
        words = f" as to {check.words_drawn(drawn)}" if check.words_drawn(drawn) else ""
        yield 0, ""
        yield 0, f"Against {check.name(drawn.parent)}, from which it seems drawn{words}:"
        for row in drawn.differences:
            yield 1, f"{row['kind']} ({row['severity']}): {row['reading']}"
        missing = check.not_given(drawn)
        if missing:
            yield 1, f"it does not give {missing}"
        elif not drawn.differences:
            yield 1, "nothing differs in substance"
