"""Why a number that is counted is still no figure of the story: it tells how many live there, a habit, a price.

What is here: the readings that the words around one number give, each a cue with its reason. Numbers of another event
are left to ``otherevents.py``; dates, ages, names and the like were set aside by ``annotate``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.annotate.language import holds, phrase_pattern
from workbench.cuefiles import cue_file
from workbench.model import Quantity
from workbench.state.statuses import dimension_of

#: Whom a sum is for when it is told for each of them.
_EACH = "family|household|victim|widow|relative|survivor|worker|child|resident|person|owner|farmer|patient|soldier"
#: Whose spending is as much one person's own.
_KIN = "mother|father|mum|dad|sister|brother|wife|husband|son|daughter|aunt|uncle|family|parents|cousin|friend"
_TO_EACH = re.compile(rf"\s+(?:[\w$(),]+\s+){{0,3}}to\s+(?:each|every)\s+(?:[a-z]+\s+)?(?:{_EACH})\b")
_CLAUSE_END = re.compile(r"[,;:.\u2014]\s|\s[-\u2013]\s|\.\Z")


@dataclass(frozen=True, slots=True)
class Around:
    """A number with the text of its sentence before and after it, and whether it counts people who came to harm."""

    quantity: Quantity
    before: str
    after: str
    harm: bool


def background_of(around: Around) -> str:
    """The reason a number is background, or an empty string where it may be a figure of the story."""
    return next((str(cue["reason"]) for cue in _cues() if _fires(cue, around)), "")


@cache
def _cues() -> tuple[Mapping[str, Any], ...]:
    return tuple(cue_file("state", "background")["background"])


def _fires(cue: Mapping[str, Any], around: Around) -> bool:
    quantity = around.quantity
    if cue.get("unless_harm") and around.harm:
        return False
    if "units" in cue and dimension_of(quantity.unit) not in cue["units"]:
        return False
    if "below" in cue and not _is_below(quantity, cue["below"]):
        return False
    if any(holds(quantity.clause, word) for word in cue.get("not_clause", ())):
        return False
    return all(test(cue, around) for name, test in _TESTS.items() if name in cue)


def _is_below(quantity: Quantity, limit: float) -> bool:
    size = quantity.low if quantity.low is not None else quantity.high
    return size is not None and size < limit


def _stands_before(cue: Mapping[str, Any], around: Around) -> bool:
    return _closing(tuple(cue["before"])).search(around.before) is not None


@cache
def _closing(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{phrase_pattern(phrases).pattern})\s+(?:the\s+|an?\s+)?\Z", re.IGNORECASE)


def _stands_after(cue: Mapping[str, Any], around: Around) -> bool:
    end = _CLAUSE_END.search(around.after)
    clause = around.after[: end.start()] if end else around.after
    return _following(tuple(cue["after"]), tuple(cue.get("not_followed", ()))).search(clause) is not None


@cache
def _following(phrases: tuple[str, ...], not_followed: tuple[str, ...]) -> re.Pattern[str]:
    blocked = rf"(?!\s+(?:{'|'.join(not_followed)})\b)" if not_followed else ""
    return phrase_pattern(phrases, after=rf"(?!\w){blocked}")


def _comes_next(cue: Mapping[str, Any], around: Around) -> bool:
    return (
        re.match(rf"(?:\s+[\w()]+){{0,3}}\s+(?:{_following(tuple(cue['next']), ()).pattern})", around.after, re.I)
        is not None
    )


def _counts(cue: Mapping[str, Any], around: Around) -> bool:
    return around.quantity.noun_lemma in cue["noun"]


def _clause_holds(cue: Mapping[str, Any], around: Around) -> bool:
    return any(holds(around.quantity.clause, word) for word in cue["clause"])


def _is_joined(cue: Mapping[str, Any], around: Around) -> bool:
    """Whether a number is written into a word that describes: "a four-room house"."""
    return around.quantity.unit == "count" and re.match(r"-[a-z]", around.after) is not None


def _is_pair(cue: Mapping[str, Any], around: Around) -> bool:
    """Whether a number is one of two set against each other: "47-12", "211 to 98"."""
    return bool(
        re.match(r"(?:[-\u2013]|\s+to\s+)\d", around.after) or re.search(r"\d(?:[-\u2013]|\s+to\s+)\Z", around.before)
    )


def _is_ones_doing(cue: Mapping[str, Any], around: Around) -> bool:
    """Whether one person does one of these things with the counted: "she had sold 40 loaves", "her aunt paid 90"."""
    return _done(tuple(cue["doing"])).search(around.before) is not None


@cache
def _done(verbs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:\A|\W)(?:(?:I|he|she)(?:'d|'ve)?|(?:my|his|her)\s+(?:{_KIN}))\s+(?:(?:had|has|have|also|then|once|would|could)\s+){{0,2}}"
        rf"(?:{'|'.join(verbs)})\s+(?:(?:up|out|in|with|for|on)\s+)?\Z",
        re.IGNORECASE,
    )


def _is_for_each(cue: Mapping[str, Any], around: Around) -> bool:
    """Whether a number is told for each of several: "$50,000 to each family"."""
    return re.fullmatch(_EACH, around.quantity.per) is not None or _TO_EACH.match(around.after) is not None


_TESTS = {
    "before": _stands_before,
    "after": _stands_after,
    "next": _comes_next,
    "noun": _counts,
    "clause": _clause_holds,
    "joined": _is_joined,
    "pair": _is_pair,
    "each": _is_for_each,
    "doing": _is_ones_doing,
}
