"""The time expressions of English news text.

The grammar is data in ``cues/times.toml``; here it is run over text, and words that are a time only in some company are
told apart. ``resolve`` and the values it takes come from ``timespans.py``; the day a report came out is inferred in
``dating.py``.
"""

from __future__ import annotations

import re

from workbench.read.timegrammar import Rule, TimeType, scanner, time_cues, time_rules
from workbench.read.timespans import Resolved, Tense, TimeExpression, resolve
from workbench.read.timevalues import VALUES, Groups, constant

__all__ = ["Resolved", "Tense", "TimeExpression", "TimeType", "find_times", "resolve"]


def find_times(text: str, start: int = 0, end: int | None = None) -> list[TimeExpression]:
    """The time expressions in ``text[start:end]``, in order, none overlapping; offsets count from the text's begin."""
    end = len(text) if end is None else end
    found: list[TimeExpression] = []
    at = start
    while hit := scanner().search(text, at, end):
        expressions = _read(text, hit.start(), end)
        if expressions:
            found += expressions
            at = expressions[-1].end
        else:
            at = _next_word(text, hit.start() + 1, end)
    return found


def _next_word(text: str, at: int, end: int) -> int:
    while at < end and text[at].isalnum():
        at += 1
    return at


def _read(text: str, start: int, end: int) -> list[TimeExpression]:
    """The expression that begins at ``start``: two for a range, which names two times, or none."""
    for rule in time_rules():
        match = rule.pattern.match(text, start, end)
        if match is None or match.end() == start or not _allowed(rule, match, text):
            continue
        groups = Groups(match)
        value = VALUES.get(rule.value, constant)(rule, groups)
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
    if rule.type == "DATE" and re.search(r"DT(?:MO|AF|EV|NI|MI)$|^[\dWX-]*T[\dA-Z]", value):
        return "TIME"
    return rule.type


_COUNTED_BEFORE = re.compile(
    r"(?:\b(?:about|some|nearly|almost|than|least|most|over|roughly|approximately|only|just|another|under|exactly|to)\s+|"
    r"[$\u20ac\u00a3#]\s?|\b(?-i:[A-Z]{2,3}|[B-Z])[- ]|\d[-.,:/]|[-\u2013]|@)$",
    re.I,
)
#: "to 2014" is a year after one, and after a verb of time; "more than 2014" is one where a year is compared.
_YEAR_AFTER_ALL = re.compile(
    r"(?:\b(?:in|since|until|till|back|through|prior|compared|forward|only|ahead|on|up|down|from\s+\w+|(?:19|20)\d\d(?:\s+\w+)?)\s+to|"
    r"\b(?:higher|lower|better|worse|earlier|later|other|rather|less|more)\s+than(?:\s+in)?|\bin(?:\s+about|\s+around)?|\b(?:pre|post)[-\u2013]|"
    r"(?:19|20)\d\d[-\u2013]?)\s*$",
    re.I,
)
_NUMBERED_BEFORE = re.compile(r"\b(\w+)[.\s]+$")
_MONTH_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|last|next|this|early|late|mid|of|from|through|during|before|after|between|and|to|"
    r"each|every|for|a|an|the|or|around)[\s-]+$",
    re.I,
)
_MONTH_AND = re.compile(r"(?:uary|arch|pril|May|June|July|ugust|mber|ober)\s+(?:and|or)\s+$")
_UP_TO_NOW = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|\d(?:st|nd|rd|th)|most|only|[a-z]{3,}est)\b[^.,;:\n]{0,60}\bin\s+$|"
    r"\b(?:has|have|[\u2019']ve|been)\b[^.;\n]{0,60}\bfor\s+$",
    re.I,
)


def _allowed(rule: Rule, match: re.Match[str], text: str) -> bool:
    """False for a word that is a time only in other company: a count like a year, a name or verb like a month."""
    before = text[max(0, match.start() - 24) : match.start()]
    if rule.name in ("set", "today", "this unit") and match[0].istitle() and _is_name(match, before, text):
        return False
    if rule.name == "span up to now":
        return bool(_UP_TO_NOW.search(text[max(0, match.start() - 80) : match.start()]))
    if rule.name == "year":
        return _is_year(match, before, text)
    if rule.name == "years range":
        return not _COUNTED_BEFORE.search(before)
    if rule.name == "month":
        return _is_month(match, before, text)
    if rule.name == "weekday" and match["weekday"] == match[0]:
        after = text[match.end() : match.end() + 20]
        papers = "|".join(time_cues()["words"]["papers"])
        newspaper = (re.search(r"\bThe\s+$", before) and re.match(r"\s+[A-Z][a-z]+", after)) or re.match(
            rf"\s+(?:{papers})\b", after
        )
        programme = re.search(r"\s(?:Night|Morning|Afternoon|Evening)\Z", text[: match.end()]) or re.match(
            r"\s+(?:Night|Morning|Evening)\s+[A-Z]", after
        )
        return not newspaper and not programme and not re.search(r"\b(?:Black|Bloody|Good|Cyber|Easter|Palm|Ash|Super|Fat|Holy|Maundy|Shrove)\s+$", before)
    if rule.name == "coming":
        return not re.search(r"\b(?:as|how|too|no)\s+$", before, re.I)
    if rule.name == "present" and match[0].lower() == "now":
        return not re.match(r"\s+that\b|\w", text[match.end() : match.end() + 6])
    if rule.name == "duration" and re.search(r"\b(?:aged?|ages)\s+$", before, re.I):
        return False
    return not (rule.name == "clock" and match["military"] and re.search(r"\bof\s+$", before))


def _is_name(match: re.Match[str], before: str, text: str) -> bool:
    """True for a capitalised word inside a name: the name of a paper or a programme."""
    after = text[match.end() : match.end() + 4]
    return bool(re.search(r"[a-z,] (?:the|The) $|[A-Z]{2,} $", before) or re.match(r" [A-Z]", after)) and bool(
        re.search(r"\w[ ]$", before)
    )


def _is_year(match: re.Match[str], before: str, text: str) -> bool:
    """True for four figures that nothing around them makes a count, a price or the number of a thing."""
    year = int(match["year"])
    if year < 1900 and not re.search(r"\b(?:in|since|of|from|by|until|around|year)\s+$", before, re.I):
        return False
    if re.match(r"\s*(?:%|m\b|km\b|percent|people|[ap]\.?m\b)|[-\u2013]\d", text[match.end() : match.end() + 10]):
        return False
    if match["yearcontext"] != match[0] or _YEAR_AFTER_ALL.search(before):
        return True
    numbered = _NUMBERED_BEFORE.search(before)
    if numbered and numbered[1].lower() in time_cues()["words"]["numbered"]:
        return False
    made_of = re.search(r"\b(\w+)\s+of\s+$", before)
    if made_of and made_of[1].lower() in time_cues()["words"]["made_of"]:
        return False
    return year < _LAST_BARE_YEAR and not _COUNTED_BEFORE.search(before)


#: Four figures from here on are more often a count than a year, unless a preposition says otherwise.
_LAST_BARE_YEAR = 2060


def _is_month(match: re.Match[str], before: str, text: str) -> bool:
    name = match["lone"].rstrip(".")
    months = time_cues()["words"]["months"]
    full = any(name.lower() == forms[0].lower() for forms in months)
    if re.search(r"\b(?:and|or)\s+$", before, re.I) and not _MONTH_AND.search(before):
        return name.title() in time_cues()["words"]["plain_months"]
    if _MONTH_BEFORE.search(before) and (full or match["lone"].endswith(".")):
        article = re.search(r"\b(?:a|an|the|and|or|to|for|after|before|of)\s+$", before, re.I)
        person = re.match(r"\s+(?-i:[A-Z])", text[match.end() : match.end() + 4])
        plain = name.title() in time_cues()["words"]["plain_months"]
        return plain or not person if article else True
    return name.title() in time_cues()["words"]["plain_months"] and not name.isupper()
