"""The word lists of ``cues/claims.toml``, each read once: sets of words, phrases ready to be matched, numbers.

What is here: access to the lists alone. What a word makes of its clause is asked in ``governors.py`` and in the rules.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from workbench.annotate.language import cues, phrase_pattern

_WORD = re.compile(r"\w+")


def _section(name: str) -> Any:
    return cues("claims")[name]


@cache
def words_for(section: str, name: str) -> frozenset[str]:
    """A list of words, with those that ``attributions.toml`` has for the ``ground`` that the list names, if any."""
    entry = _section(section)[name]
    grounds = cues("attributions")["anonymity"] if "ground" in entry else ()
    shared = (word for ground in grounds if ground["ground"] == entry["ground"] for word in ground["words"])
    return frozenset((*entry["words"], *shared))


@cache
def limit_of(section: str, name: str) -> int:
    """A number of a section, such as the one from which a count is large."""
    return int(_section(section)[name])


@cache
def pattern(section: str, name: str) -> re.Pattern[str]:
    """The phrases of a list, ready to be matched."""
    return phrase_pattern(words_for(section, name))


@cache
def _heads(section: str, name: str) -> dict[str, tuple[frozenset[str], ...]]:
    """The phrases of a list by their first word, each as the set of its words."""
    heads: dict[str, tuple[frozenset[str], ...]] = {}
    for phrase in words_for(section, name):
        first, *rest = _WORD.findall(phrase.lower())
        heads[first] = (*heads.get(first, ()), frozenset(rest))
    return heads


@cache
def _first_words(section: str, name: str) -> frozenset[str]:
    return frozenset(_heads(section, name))


def may_hold(words: frozenset[str], section: str, name: str) -> bool:
    """Whether a clause of these words has all the words of a phrase of the list; most have none, and need no search."""
    firsts = _first_words(section, name)
    if words.isdisjoint(firsts):
        return False
    heads = _heads(section, name)
    return any(rest <= words for first in words & firsts for rest in heads[first])


@cache
def governing() -> dict[str, str]:
    """The kind of claim that each governing verb makes of its clause, by lemma."""
    return _kinds("governor")


@cache
def governing_nouns() -> dict[str, str]:
    """The kind of claim that each governing noun makes of its clause, by lemma."""
    return _kinds("noun")


def _kinds(section: str) -> dict[str, str]:
    return {word: group["makes"] for group in _section(section) for word in group["words"]}


@cache
def judging(*parts: str) -> frozenset[str]:
    """The words of one or more lists of adjectives and nouns that judge."""
    return frozenset(word.lower() for group in _section("judging") if group["part"] in parts for word in group["words"])


#: The part of speech of each list of words that colour a clause.
_PARTS = {"VERB": "verb", "NOUN": "noun", "ADV": "adverb"}


@cache
def colours(pos: str) -> frozenset[str]:
    """The words of a part of speech that colour what is told, wherever they stand in a clause."""
    if pos == "ADJ":
        return judging("adjective")
    part = _PARTS.get(pos)
    return frozenset(word for group in _section("colour") if group["part"] == part for word in group["words"])
