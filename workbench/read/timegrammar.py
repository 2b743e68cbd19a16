"""The grammar of time expressions, compiled from ``cues/times.toml``.

What is here: the rules as patterns, and which of them can match where a word stands. What a match is worth is
written in ``timevalues.py``; which match stands is decided in ``timex.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from workbench.cuefiles import cue_file
from workbench.read.patterns import beginnings
from workbench.read.plainnumbers import cardinal_words, hour_words, scale_words

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the grammar: its name, the TIMEX3 type it gives, how its value is written, and its pattern.

    ``beginnings`` holds every word that a match can begin with.
    """

    name: str
    type: TimeType
    value: str
    pattern: re.Pattern[str]
    beginnings: frozenset[str]


@cache
def time_cues() -> dict[str, Any]:
    """The word lists, pieces and rules of ``cues/times.toml``."""
    return cue_file("read", "times")


def one_of(patterns: Iterable[str]) -> str:
    """A pattern for any of them, in order; one that matches nothing when there are none."""
    return "|".join(patterns) or "(?!)"


def _named(forms: list[list[str]], *, short: bool = True) -> str:
    """A pattern for capitalised names: full forms, and short forms with or without a full stop."""
    found = []
    for full, *others in forms:
        found += [full, full.upper()]
        for other in others if short else ():
            found += [rf"{other}\.?", rf"{other.upper()}\.?"]
    return f"(?-i:{one_of(sorted(found, key=len, reverse=True))})"


@cache
def _pieces() -> dict[str, str]:
    words = time_cues()["words"]
    month, units = _named(words["months"]), one_of(words["units"])
    plural = f"(?:centur(?:y|ies)|(?:{one_of(unit for unit in words['units'] if unit != 'century')})s?)"
    built = {
        "month": f"(?P<month>{month})",
        "month2": f"(?P<month2>{month})",
        "monthname": month,
        # a short weekday needs its full stop or a number after it: "Sun" and "Sat" are words too; one without its
        # capital needs a word that leads to a day
        "weekday": (
            f"(?:{_named(words['weekdays'], short=False)}|{_short_weekday(words['weekdays'])}"
            rf"|(?-i:(?:{one_of(f'(?<={lead} )' for lead in ('on', 'of', 'by', 'until', 'last', 'since'))})"
            rf"(?:{one_of(forms[0].lower() for forms in words['weekdays'])})))"
        ),
        "fullday": _named(words["weekdays"], short=False),
        "cardinal": f"(?:{one_of(cardinal_words())})",
        "scale": f"(?:{one_of(scale_words())})",
        "hours": one_of(hour_words()),
        "vague": f"(?:{_vague(words['vague_numbers'])})",
        "ordinal": f"(?:{one_of(words['ordinals'])})",
        "unit": f"(?P<unit>{units})",
        "units": f"(?P<unit>{plural})(?!\\w)",
        "calendar": "(?P<unit>week|weekend|fortnight|month|quarter|year|decade|century)",
        "calendarday": "(?P<unit>day|week|month|quarter|year|morning|evening|night)",
        "calendarday2": "(?P<unit>day|week|month|year|night)",
        "part": f"(?P<part>{one_of(words['parts'])})",
        "season": f"(?P<season>{one_of(words['seasons'])})",
        "partof": f"(?P<part>{one_of(words['parts'])})",
        "partwords": one_of(words["parts"]),
        "holidays": _worded(words["holidays"]),
        "decades": one_of(words["decades"]),
        "centuries": one_of(words["century_ordinals"]),
        "adverbs": one_of(sorted(words["adverbs"], key=len, reverse=True)),
        "results": one_of(words["year_results"]),
        "edge2": "(?:late|early|the)",
        # a plain plural noun, or a noun for persons, after four digits makes them a count and not a year
        "counted": (
            rf"(?!(?:[a-z]+[- ])?(?:{one_of(words['never_counted'])}|years)\b|[a-z]+(?:[- ][a-z]+)?(?:is|us|ss)\b)"
            rf"(?:(?:(?!(?:{one_of(words['links'])})\b)[a-z]+[- ])?[a-z]+s\b|(?:{one_of(words['measures'])})\b)"
        ),
    }
    pieces: dict[str, str] = time_cues()["pieces"]
    return built | pieces


def _vague(numbers: Iterable[str]) -> str:
    """A pattern for what counts without a figure, a scale included ("several hundred"); the longest first."""
    ordered = sorted(numbers, key=len, reverse=True)
    return one_of(word.replace(" ", "{_}") + "(?:{_}{scale})?" for word in ordered)


def _worded(names: Iterable[str]) -> str:
    """A pattern for names of several words in capitals, with either apostrophe."""
    found = []
    for name in sorted(names, key=len, reverse=True):
        words = [word if word == "of" else word[0].upper() + word[1:] for word in name.split()]
        found.append("{_}".join(re.escape(word).replace("'", "[\u2019']?") for word in words))
    return one_of(found)


def _short_weekday(weekdays: list[list[str]]) -> str:
    short = one_of(sorted((form for forms in weekdays for form in forms[1:]), key=len, reverse=True))
    months = _named(time_cues()["words"]["months"])
    return rf"(?-i:(?:{short})(?:(?<!Sun)\.(?!\s+[A-Z][a-z]+\s+[a-z])|\.?(?=,?\s+\d)|\.?(?=,?\s+(?:{months})\s+\d)))"


def _expand(pattern: str) -> str:
    """The pattern with every {name} filled in, and a repeated group name numbered so that it compiles."""
    pieces = _pieces()
    while found := re.search(r"\{([a-z_0-9]*[a-z_][a-z_0-9]*)\}", pattern):
        pattern = pattern[: found.start()] + pieces[found[1]] + pattern[found.end() :]
    seen: dict[str, int] = {}

    def number(group: re.Match[str]) -> str:
        seen[group[1]] = seen.get(group[1], 0) + 1
        return f"(?P<{group[1]}{'_' * (seen[group[1]] - 1)}>"

    return re.sub(r"\(\?P<(\w+)>", number, pattern)


@cache
def time_rules() -> tuple[Rule, ...]:
    """The rules in the order in which they are tried."""
    found = []
    for rule in time_cues()["rules"]:
        pattern = _expand(rule["pattern"])
        if rule["type"] not in get_args(TimeType):
            raise ValueError(
                f"times.toml, rule {rule['name']!r}: type is one of {get_args(TimeType)}, not {rule['type']!r}"
            )
        compiled = re.compile(rf"(?:{pattern})(?!\w)", re.I)
        found.append(Rule(rule["name"], rule["type"], rule["value"], compiled, beginnings(pattern)))
    return tuple(found)


#: Where an expression can begin: a word, or a figure with or without an apostrophe before it.
BEGINNING = re.compile(r"(?<![\w$\u20ac\u00a3#])(?:[\u2019\u2018']?(?P<figure>\d)|(?P<word>[^\W\d_]+))")


@cache
def rules_from(word: str) -> tuple[Rule, ...]:
    """The rules that can match where a word stands, in order; ``0`` stands for figures."""
    return tuple(rule for rule in time_rules() if word in rule.beginnings)
