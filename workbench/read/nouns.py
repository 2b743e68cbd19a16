"""Nouns in the singular and in the plural, by the rules of spelling and a list of those that do not follow them.

No parser is asked, so that the reading of dates and numbers can use it too. Words are in lower case; of several words
the last one changes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from workbench.cuefiles import cue_file


@dataclass(frozen=True, slots=True)
class _Exceptions:
    plurals: dict[str, str]
    singulars: dict[str, str]
    unchanged: frozenset[str]
    in_men: frozenset[str]


@cache
def _exceptions() -> _Exceptions:
    rules = cue_file("read", "nouns")
    plurals: dict[str, str] = dict(rules["irregular"]["plurals"])
    regular = [*rules["ending_in_vowel"]["words"], *rules["ending_in_ie"]["words"], *rules["ending_in_e"]["words"]]
    plurals.update({word: f"{word}s" for word in [*regular, *rules["ending_in_o"]["oe"]] if word not in plurals})
    plurals.update({word: f"{word}es" for word in [*rules["ending_in_o"]["oes"], *rules["ending_in_s"]["words"]]})
    return _Exceptions(
        plurals,
        {plural: word for word, plural in plurals.items()},
        frozenset(rules["unchanged"]["words"]),
        frozenset(rules["ending_in_men"]["words"]),
    )


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """A noun in the singular: "country" for "countries", "movie" for "movies", "gas" for "gas" and "gases"."""
    before, mark, last = _last(word)
    rules = _exceptions()
    if last in rules.singulars:
        return before + mark + rules.singulars[last]
    if last in rules.plurals or last in rules.unchanged:
        return word
    if last.endswith("men") and len(last) > 4 and last not in rules.in_men:
        return word[:-2] + "an"
    if len(last) < 3 or not last.endswith("s") or last.endswith(("ss", "us", "is")):
        return word
    if last.endswith("ies") and len(last) > 4:
        return word[:-3] + "y"
    return word[:-2] if last.endswith(("sses", "shes", "ches", "xes", "zzes")) else word[:-1]


def plural(word: str) -> str:
    """A noun in the plural: "countries" for "country", "gases" for "gas"; a plural stays as it is."""
    before, mark, last = _last(word)
    rules = _exceptions()
    if last in rules.plurals:
        return before + mark + rules.plurals[last]
    if last == "person":
        return before + mark + "people"
    if last in rules.unchanged or singular(last) != last:
        return word
    if last.endswith("man") and last not in ("human", "german", "roman", "woman", "talisman", "shaman", "ottoman"):
        return word[:-2] + "en"
    if re.search(r"(?:s|x|z|ch|sh)\Z", last):
        return word + "es"
    return word[:-1] + "ies" if re.search(r"[^aeiou]y\Z", last) else word + "s"


def _last(word: str) -> tuple[str, str, str]:
    """The last word of several, with what stands before it and the mark that joins the two."""
    match = re.match(r"(.*)([\s-])(\S+)\Z", word, re.DOTALL)
    return (match[1], match[2], match[3]) if match and word not in _exceptions().plurals else ("", "", word)
