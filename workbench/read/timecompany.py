"""Words that are a time only in some company: a count like a year, a name or a verb like a month, a paper like a day.

What is here: one test for each rule of ``cues/times.toml`` whose matches need a look at the words around them. Lists of
such words stand there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from workbench.read.timegrammar import Rule, one_of, time_cues

#: How much of the text before a match is looked at.
_BEFORE = 24
#: Four figures from here on are more often a count than a year, unless a preposition says otherwise.
_LAST_BARE_YEAR = 2060

_YEAR_AFTER_ALL = re.compile(
    r"(?:\b(?:in|since|until|till|back|through|prior|compared|forward|only|ahead|on|up|down|from\s+\w+|"
    r"(?:19|20)\d\d(?:\s+\w+)?)\s+to|\b(?:higher|lower|better|worse|earlier|later|other|rather|less|more)\s+than(?:\s+in)?|"
    r"\bin(?:\s+about|\s+around)?|\b(?:pre|post)[-\u2013]|(?:19|20)\d\d[-\u2013]?)\s*$",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|last|next|this|early|late|mid|of|from|through|during|before|after|between|and|to|"
    r"each|every|for|a|an|the|or|around)[\s-]+$",
    re.IGNORECASE,
)
_MONTH_AND = re.compile(r"(?:uary|arch|pril|May|June|July|ugust|mber|ober)\s+(?:and|or)\s+$")
_UP_TO_NOW = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|\d(?:st|nd|rd|th)|most|only|[a-z]{3,}est)\b[^.,;:\n]{0,60}\bin\s+$|"
    r"\b(?:has|have|[\u2019']ve|been)\b[^.;\n]{0,60}\bfor\s+$",
    re.IGNORECASE,
)

Test = Callable[[re.Match[str], str, str], bool]


def allowed(rule: Rule, match: re.Match[str], text: str) -> bool:
    """False for a match whose company makes it no time: a count like a year, a name or verb like a month."""
    if rule.value == "duration" and re.search(r"quarters?$", match[0]):  # three quarters of something are no times
        fraction = re.search(r"[-\u2010]quarters$", match[0]) or match["vn"]
        return not fraction and not text[match.end() :].startswith((" of", "-"))
    test = _TESTS.get(rule.name)
    return test is None or test(match, text[max(0, match.start() - _BEFORE) : match.start()], text)


def _listed(name: str) -> str:
    return one_of(time_cues()["words"][name])


def _is_no_name(match: re.Match[str], before: str, text: str) -> bool:
    """False for a capitalised word inside the name of a paper or a programme."""
    if not match[0].istitle() or not re.search(r"\w[ ]$", before):
        return True
    after = text[match.end() : match.end() + 4]
    return not (re.search(r"[a-z,] (?:the|The) $|[A-Z]{2,} $", before) or re.match(r" [A-Z]", after))


def _is_no_programme(match: re.Match[str], before: str, text: str) -> bool:
    return re.match(r"This [A-Z][a-z]", match[0]) is None and _is_no_name(match, before, text)


def _is_up_to_now(match: re.Match[str], before: str, text: str) -> bool:
    return _UP_TO_NOW.search(text[max(0, match.start() - 80) : match.start()]) is not None


@cache
def _counted_before() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\b(?:{_listed('counted_before')})\s+|\b(?:{_listed('made_of')})\s+of\s+|\b(?:{_listed('numbered')})[.\s]+|"
        r"[$\u20ac\u00a3#]\s?|\b(?-i:[A-Z]{2,3}|[B-Z])[- ]|\d[-.,:/]|[-\u2013]|@)$",
        re.IGNORECASE,
    )


def _is_year(match: re.Match[str], before: str, text: str) -> bool:
    """True for four figures that nothing around them makes a count, a price or the number of a thing."""
    year = int(match["year"])
    if year < 1900 and not re.search(r"\b(?:in|since|of|from|by|until|around|year)\s+$", before, re.IGNORECASE):
        return False
    if re.match(r"\s*(?:%|m\b|km\b|percent|people|[ap]\.?m\b)|[-\u2013]\d", text[match.end() : match.end() + 10]):
        return False
    if match["yearcontext"] != match[0] or _YEAR_AFTER_ALL.search(before):
        return True
    return year < _LAST_BARE_YEAR and not _counted_before().search(before)


def _is_span_of_years(match: re.Match[str], before: str, text: str) -> bool:
    return _counted_before().search(before) is None


def _is_month(match: re.Match[str], before: str, text: str) -> bool:
    name = match["lone"].rstrip(".")
    plain = name.title() in time_cues()["words"]["plain_months"]
    full = any(name.lower() == forms[0].lower() for forms in time_cues()["words"]["months"])
    if re.search(r"\b(?:and|or)\s+$", before, re.IGNORECASE) and not _MONTH_AND.search(before):
        return plain
    if _MONTH_BEFORE.search(before) and (full or match["lone"].endswith(".")):
        article = re.search(r"\b(?:a|an|the|and|or|to|for|after|before|of)\s+$", before, re.IGNORECASE)
        person = re.match(r"\s+(?-i:[A-Z])", text[match.end() : match.end() + 4])
        return plain or not person if article else True
    return plain and not name.isupper()


def _is_weekday(match: re.Match[str], before: str, text: str) -> bool:
    """False for a bare weekday that names a paper, a programme or a feast."""
    if match["weekday"] != match[0]:
        return re.search(r"\s(?:Night|Morning|Afternoon|Evening)\Z", match[0]) is None
    after = text[match.end() : match.end() + 20]
    paper = re.search(r"\bThe\s+$", before) and re.match(r"\s+[A-Z][a-z]+", after)
    paper = paper or re.match(rf"\s+(?:{_listed('papers')})\b", after)
    programme = re.match(r"\s+(?:Night|Morning|Evening)\s+[A-Z]", after)
    return not paper and not programme and not re.search(rf"\b(?:{_listed('feasts')})\s+$", before)


def _is_decade(match: re.Match[str], before: str, text: str) -> bool:
    """False for the age of a person ("in her late sixties") and for a temperature ("highs in the 80s")."""
    if re.search(rf"\b(?:{_listed('owners')})\s+(?:(?:early|late|mid)[\s-]+)?$", before, re.IGNORECASE):
        return False
    line = text[max(0, match.start() - 80) : match.start()]
    return match["short_"] is None or not re.search(rf"\b(?:{_listed('warmth')})\b", line, re.IGNORECASE)


_TESTS: dict[str, Test] = {
    "set": _is_no_name,
    "today": _is_no_name,
    "this unit": _is_no_programme,
    "span up to now": _is_up_to_now,
    "year": _is_year,
    "years range": _is_span_of_years,
    "month": _is_month,
    "decade": _is_decade,
    "weekday": _is_weekday,
    "coming": lambda match, before, text: not re.search(r"\b(?:as|how|too|no)\s+$", before, re.IGNORECASE),
    "present": lambda match, before, text: (
        match[0].lower() != "now" or not re.match(r"\s+that\b|\w", text[match.end() : match.end() + 6])
    ),
    "duration": lambda match, before, text: not re.search(r"\b(?:aged?|ages)\s+$", before, re.IGNORECASE),
    "clock": lambda match, before, text: not (match["military"] and re.search(r"\bof\s+$", before)),
}
