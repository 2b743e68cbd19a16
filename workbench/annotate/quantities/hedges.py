"""The hedge beside a number and the bound it makes: "at least", "nearly", "or more".

What is here: hedges before and after a number, one around another ("up to about 300"), what takes a hedge's meaning
away ("bringing the total up to 42"), and the interval that a bound opens. The words are data in ``cues/bounds.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from workbench.annotate.language import cues, phrase_pattern
from workbench.annotate.quantities.numbers import ABSURD, Number
from workbench.model import Bound

_REACH = 56
_PART = r"[\w.~\u223c\u2248\u2243<>\u2264\u2265=-]"
_OPEN_WORD = re.compile(rf"(?<!{_PART}){_PART}+\Z")


@dataclass(frozen=True, slots=True)
class Hedge:
    """The words of a hedge with the number, from ``start`` to ``end``, and the bound they make."""

    start: int
    end: int
    bound: Bound
    words: str


@dataclass(frozen=True, slots=True)
class _Rule:
    pattern: re.Pattern[str]
    bound: Bound
    not_after: re.Pattern[str] | None
    not_in: re.Pattern[str] | None
    last_words: frozenset[str]


def _carried(entry: dict[str, list[str]]) -> re.Pattern[str] | None:
    """A verb that carries a count to a level and the count it carries ("bringing the total dead here up to 42")."""
    if "carrying" not in entry:
        return None
    verbs, counts = (phrase_pattern(entry[key]).pattern for key in ("carrying", "carried"))
    return re.compile(rf"{verbs}[^,;.]{{1,30}}?{counts}[^,;.]{{0,40}}\Z", re.IGNORECASE)


def _fillers() -> str:
    return "|".join(re.escape(word) for word in cues("bounds")["fillers"]["words"])


@cache
def _before() -> tuple[_Rule, ...]:
    rules = []
    for entry in cues("bounds")["bound"]:
        if entry["side"] != "before":
            continue
        inner = phrase_pattern(entry["words"], before=r"(?<![\w-])(?<!\d[.,])", after="").pattern
        blocked = phrase_pattern(entry["not_after"]).pattern if "not_after" in entry else None
        rules.append(
            _Rule(
                re.compile(rf"(?:{inner})(?:[\s-]+(?:{_fillers()}))*[\s-]*\Z", re.IGNORECASE),
                entry["bound"],
                re.compile(rf"(?:{blocked})\W*\Z", re.IGNORECASE) if blocked else None,
                _carried(entry),
                frozenset(phrase.split()[-1].lower() for phrase in entry["words"]),
            )
        )
    return tuple(rules)


@cache
def _last_words() -> frozenset[str]:
    return frozenset().union(*(rule.last_words for rule in _before()), cues("bounds")["fillers"]["words"])


@cache
def _after() -> tuple[tuple[re.Pattern[str], Bound], ...]:
    out = []
    for entry in cues("bounds")["bound"]:
        if entry["side"] == "after":
            inner = phrase_pattern(entry["words"], before=r"").pattern
            out.append((re.compile(rf"\A[\s-]*(?:{inner})", re.IGNORECASE), entry["bound"]))
    return tuple(out)


def hedge_of(text: str, number: Number, unit_end: int, *, of_time: bool = False) -> Hedge | None:
    """The hedge right before a number, or right after it or its unit; one that bounds beats one that blurs.

    ``of_time`` tells that the number measures time: "$9 million over ten years" is no bound, "for over ten years" is.
    """
    before = _hedge_before(text, number)
    if of_time and before is not None and before.words.lower() == "over" and not _is_lasting(text, before.start):
        before = None
    after = _hedge_after(text, number, unit_end)
    if after is None:
        return before
    return Hedge(before.start if before else number.start, after.end, after.bound, after.words)


def _is_lasting(text: str, start: int) -> bool:
    words = text[max(0, start - 24) : start].split()
    return not words or words[-1].lower() in cues("quantities")["lasting"]["words"]


def _hedge_before(text: str, number: Number) -> Hedge | None:
    found = _nearest(text, number.start)
    if found is None:
        return None
    if found[1] == "about" and found[2].lower() == "some" and number.vague:
        return None
    # "up to about 300": the outer hedge bounds what the inner one blurs.
    outer = _nearest(text, found[0])
    while outer is not None:
        found = (outer[0], outer[1] if found[1] == "about" else found[1], text[outer[0] : number.start].strip())
        outer = _nearest(text, found[0])
    return Hedge(found[0], number.end, found[1], found[2])


def bound_of(words: str) -> Bound:
    """The bound that the words of a hedge make; "bare" for words that are none."""
    for rule in _before():
        if rule.pattern.match(words):
            return rule.bound
    return next((bound for pattern, bound in _after() if pattern.match(words)), "bare")


def _nearest(text: str, start: int) -> tuple[int, Bound, str] | None:
    """Start, bound and words of the longest hedge that ends where ``start`` is."""
    offset = max(0, start - _REACH)
    window = text[offset:start]
    last = _OPEN_WORD.search(window.rstrip(" -\n\t\u00a0"))
    if last is None or not _last_words() & {
        last.group().lower(),
        last.group().lower().rsplit("-", 1)[-1],
        last.group()[-1],
    }:
        return None
    best: tuple[int, Bound, str] | None = None
    for rule in _before():
        match = rule.pattern.search(window)
        if match and not _is_trap(rule, text, offset + match.start()):
            found = (offset + match.start(), rule.bound, match.group().strip(" -"))
            if best is None or found[0] < best[0]:
                best = found
    return best


def _is_trap(rule: _Rule, text: str, start: int) -> bool:
    before = text[max(0, start - 80) : start]
    return any(trap is not None and trap.search(before) is not None for trap in (rule.not_after, rule.not_in))


def _hedge_after(text: str, number: Number, unit_end: int) -> Hedge | None:
    if number.form == "zero":
        return None
    for end in sorted({number.end, unit_end}):
        window = text[end : end + 32]
        for pattern, bound in _after():
            match = pattern.match(window)
            if match and not (match.group().strip() == "+" and text[number.start - 1 : number.start] == "+"):
                return Hedge(number.start, end + match.end(), bound, match.group().strip(" -"))
    return None


def is_absurd(number: Number) -> bool:
    """Whether a number lies outside what is believed of a count."""
    return any(end is not None and abs(end) >= ABSURD for end in (number.low, number.high))


def single_value(number: Number) -> float | None:
    """The one value a number states; a range and a number beyond belief state none."""
    return number.low if number.form != "range" and not is_absurd(number) else None


def interval(number: Number, hedge: Hedge | None) -> tuple[Bound, float | None, float | None, float | None]:
    """Bound, low, best and high by the ledger's contract."""
    bound: Bound = hedge.bound if hedge else "bare"
    if is_absurd(number):
        return bound, None, None, None
    if number.vague:
        return "vague", number.low, None, number.high
    if number.form == "range":
        return "range", number.low, None, number.high
    return bounded(bound, number.low)


def bounded(bound: Bound, value: float | None) -> tuple[Bound, float | None, float | None, float | None]:
    """Bound, low, best and high of a single value."""
    if bound in ("at least", "more than"):
        return bound, value, None, None
    if bound in ("at most", "less than"):
        return bound, None, None, value
    return bound, value, value, value
