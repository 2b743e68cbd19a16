"""Verbs that tell of a number that moves, and what they make of the numbers beside them.

What is here: the patterns and sets built from ``cues/moves.toml``, one entry for each verb. Which number of a sentence
they move is decided in ``standing.py`` and ``numbers.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from workbench.annotate.language import cues, phrase_pattern

Way = Literal["up", "down", ""]
Takes = Literal["nothing", "object", "either", "amount"]


@dataclass(frozen=True, slots=True)
class Move:
    """A verb: its forms, the way it moves a number, what it takes after it, whether it moves lengths and weights."""

    lemma: str
    forms: tuple[str, ...]
    way: Way
    takes: Takes
    size: bool


@cache
def moves() -> dict[str, Move]:
    """The verbs by their lemma."""
    entries: list[dict[str, Any]] = cues("moves")["verb"]
    return {
        entry["lemma"]: Move(
            entry["lemma"], tuple(entry["forms"]), entry["way"], entry["takes"], entry.get("size", False)
        )
        for entry in entries
    }


def leads_to_a_level(lemma: str) -> bool:
    """Whether a number after the verb and "to" is a new level: one that moves, or one that puts a figure somewhere."""
    move = moves().get(lemma)
    return lemma in cues("quantities")["level"]["verbs"] or (move is not None and move.takes != "amount")


def _forms(*takes: Takes) -> list[str]:
    return [form for move in moves().values() if move.takes in takes for form in move.forms]


@cache
def from_a_level() -> re.Pattern[str]:
    """The words of change that make a number after "from" the former level."""
    words = ["up", "down", *_forms("nothing", "object", "either"), *cues("moves")["nouns"]["words"]]
    return re.compile(rf"{phrase_pattern(words).pattern}[^.;]*?\bfrom (?:(?!to\b)\w+ ){{0,2}}\Z", re.IGNORECASE)


@cache
def amount_of_change() -> re.Pattern[str]:
    """A noun of change right before its amount: "an increase of 40"."""
    return re.compile(
        rf"{phrase_pattern(cues('moves')['nouns']['words']).pattern} of (?:(?:a|an|the|some) )?\Z", re.IGNORECASE
    )


@cache
def before_a_step() -> re.Pattern[str]:
    """What stands before a move that the level it leads to follows: "rose", "cut the price by", "is up"."""
    alone = phrase_pattern(["up", "down", *_forms("nothing", "either", "amount")]).pattern
    moved = phrase_pattern(_forms("object", "either")).pattern
    return re.compile(
        rf"(?:{alone}\s+|{moved}\s+(?:the|its|their|his|her|a)\s+(?:[a-z-]+\s+){{1,2}}?)"
        r"(?:by\s+)?(?:about\s+|nearly\s+|another\s+)?\Z",
        re.IGNORECASE,
    )
