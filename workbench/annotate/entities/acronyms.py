"""Short names that a report introduces, mostly in brackets: "the National Intelligence Service (NIS)".

What is here: the pairs of one report, in either order, where the letters of the short form stand in the long one from
its first letter on (after Schwartz and Hearst 2003), initials used beside the one name that they are of, and firms that
go by the first word of their name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from workbench.cuefiles import cue_file

#: In blocks of a capital and its small letters, so that there is one way only to read each.
_SHORT = r"[A-Z][a-z]*(?:[.&-]?[A-Z][a-z]*)+\.?|[A-Z]{2,}s?"
_QUOTE = r"[\"'\u2018\u2019\u201c\u201d]?"
_BRACKET = re.compile(r"\(([^()\n]{2,100})\)")
_AS_SHORT = re.compile(rf"(?:the\s+|or\s+)?{_QUOTE}({_SHORT}){_QUOTE}")
_SHORT_BEFORE = re.compile(rf"(?<![\w.])({_SHORT})\s+\Z")
#: A long form stands so many characters before its bracket at most.
_REACH = 160
#: A small word inside a name; a name neither begins nor ends with one.
_SMALL = {"of", "the", "and", "for", "in", "on", "to", "at", "by", "de", "la", "du"}


def acronyms_in(text: str) -> dict[str, str]:
    """The long form of each short name that the text introduces; one introduced for two different names is left out."""
    found: dict[str, set[str]] = {}
    for bracket in _BRACKET.finditer(text):
        before = text[max(0, bracket.start() - _REACH) : bracket.start()]
        pair = _pair(before.rpartition("\n")[2], bracket[1])
        if pair is not None:
            found.setdefault(pair[0], set()).add(pair[1])
    return {short: next(iter(longs)) for short, longs in found.items() if len({one.lower() for one in longs}) == 1}


def _pair(before: str, inside: str) -> tuple[str, str] | None:
    """The short and the long form of a name where one of them stands in a bracket after the other."""
    short = _AS_SHORT.fullmatch(inside)
    if short:
        long = _long_form(short[1], before)
        return (short[1], long) if long else None
    name = inside.removeprefix("the ")
    earlier = _SHORT_BEFORE.search(before)
    if earlier and _long_form(earlier[1], name) == name:
        return earlier[1], name
    return None


def firms_in(text: str) -> dict[str, str]:
    """The full name of each firm by its first word, "Orlec" for "Orlec Tyres"; one that two firms share is left out."""
    found: dict[str, set[str]] = {}
    for firm in _firm().finditer(text):
        found.setdefault(firm["first"], set()).add(" ".join(firm.group().split()))
    return {first: next(iter(names)) for first, names in found.items() if len(names) == 1}


@cache
def _firm() -> re.Pattern[str]:
    kinds = "|".join(re.escape(word) for word in cue_file("annotate", "parties")["firms"]["words"])
    return re.compile(rf"(?<![\w.'\u2019-])(?<![A-Z][a-z] )(?P<first>[A-Z][a-z]\w+) (?:[A-Z][\w&]+ )?(?:{kinds})\b")


def shortened(short: str, names: Iterable[str]) -> str | None:
    """The one of the names whose initials the short form is, as "AP" is used beside "Associated Press"."""
    letters = short.replace(".", "").lower()
    if not re.fullmatch(r"[a-z]{2,6}", letters) or not short.isupper():
        return None
    words = {name: [word.lower() for word in re.findall(r"[^\W\d_]+", name)] for name in names}
    found = {
        name
        for name, parts in words.items()
        if letters in ("".join(w[0] for w in parts), "".join(w[0] for w in parts if w not in _SMALL))
    }
    return next(iter(found)) if len({name.lower() for name in found}) == 1 else None


def _long_form(short: str, before: str) -> str | None:
    """The words before a bracket that the short form stands for."""
    letters = [letter.lower() for letter in short if letter.isalpha()]
    words = list(re.finditer(r"[^\W\d_][\w.'\u2019&-]*", before))
    for first in reversed(words[-(min(len(letters) + 5, len(letters) * 2)) :]):
        name = before[first.start() :].strip()
        is_name = first.group()[:1].isupper() and name.split()[0].lower() not in _SMALL
        if is_name and (_is_of(letters, name) or _is_blend(short, name)):
            return name if len(name.split()) > 1 else None
    return None


def _is_of(letters: list[str], name: str) -> bool:
    """Whether the letters are the beginnings of the name's words, with or without its small words."""
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", name)]
    return _spelled(letters, [word for word in words if word not in _SMALL]) or _spelled(letters, words)


def _is_blend(short: str, name: str) -> bool:
    """Whether a short form is made of beginnings of words ("CalAid" of "California Office of Aid")."""
    parts = re.findall(r"[A-Z][a-z]{2,}", short)
    words = iter(re.findall(r"[^\W\d_]+", name))
    return len(parts) > 1 and "".join(parts) == short and all(any(w.startswith(p) for w in words) for p in parts)


def _spelled(letters: list[str], words: list[str]) -> bool:
    """Whether the letters are beginnings of the words, one after another, every word begun but for the last two."""
    if not letters:
        return len(words) <= 2
    if not words:
        return False
    word = words[0]
    length = 0
    while length < len(letters) and word[: length + 1] == "".join(letters[: length + 1]):
        length += 1
    return any(_spelled(letters[taken:], words[1:]) for taken in range(length, 0, -1))
