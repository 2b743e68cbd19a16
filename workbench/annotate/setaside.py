"""Why a number is no estimate: it is a date, an age, a name, an address, an idiom.

What is here: the reasons that the words around one number give. Ratios and conversions, which need two numbers, are
left to ``quantities.py``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from spacy.tokens import Doc, Span, Token

from workbench.annotate.language import cues, phrase_pattern
from workbench.annotate.numbers import Number
from workbench.model import SetAsideReason
from workbench.read.timex import TimeExpression, find_times

_PHONE = re.compile(
    r"\+\d{1,3}(?:[\s.-]?\(?\d{2,4}\)?){2,5}(?!\d)"
    r"|(?<!\d)(?:\(\d{2,4}\)\s?|\d{2,4}[.-])\d{3,4}[\s.-]\d{2,4}(?!\d)"
    r"|\b(?:[Tt]el|[Pp]hone|[Ff]ax|[Cc]all|[Hh]otline)\b[.:]?\s*(?:\d[\s.-]?){6,14}(?!\d)"
)
_NAME_LABELS = {"PERSON", "ORG", "FAC", "PRODUCT", "LAW", "WORK_OF_ART", "EVENT", "GPE", "LOC", "NORP"}
_SMALL_WORDS = {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}


def reason_of(
    doc: Doc, number: Number, span: Span, noun: Token | None, unit: str, hedged: bool
) -> SetAsideReason | str:
    """The reason to set a number aside, or an empty string when it may be an estimate."""
    text = doc.text
    by_time = _time_reason(doc, number)
    if by_time:
        return by_time
    if _is_age(text, number):
        return "age"
    if any(match.start() <= number.start < match.end() for match in _PHONE.finditer(text)):
        return "phone"
    if re.match(r"(?:st|nd|rd|th)\b", text[number.end : number.end + 3]) or (
        number.form == "glued" and re.match(r"\A\d+(?:st|nd|rd|th)\b", text[number.start :])
    ):
        return "ordinal"
    if number.form == "glued" or _is_glued(text, number):
        return "name"
    if _address().match(text[number.end : number.end + 40]):
        return "address"
    if _is_named(doc, number, span, noun, hedged):
        return "name"
    if re.search(r"https?://\S*\Z|www\.\S*\Z|\S@\S*\Z", text[: number.start]):
        return "name"
    if _is_ratio(text, number):
        return "ratio"
    if (
        _is_idiom(text, number)
        or _is_closed_count(doc, number, span, noun, hedged)
        or _is_pronoun(doc, number, span, noun)
    ):
        return "other"
    return ""


def _time_reason(doc: Doc, number: Number) -> SetAsideReason | str:
    for time in _times(doc.text):
        if time.start <= number.start and number.end <= time.end:
            return {"DATE": "date", "TIME": "time", "DURATION": "duration", "SET": "duration"}[time.type]
        # "October 27 or 28": a second day after a date.
        second_day = time.type == "DATE" and re.fullmatch(
            r"\s*(?:or|and|to|-|\u2013)\s*", doc.text[time.end : number.start]
        )
        overlaps = time.start <= number.start < time.end <= number.end
        if (overlaps or second_day) and doc.text[time.start : time.end][-1:].isdigit() and (number.high or 99) <= 31:
            return "date"
    return ""


@lru_cache(maxsize=8)
def _times(text: str) -> tuple[TimeExpression, ...]:
    return tuple(find_times(text))


def _is_age(text: str, number: Number) -> bool:
    before = text[max(0, number.start - 24) : number.start].lower()
    after = text[number.end : number.end + 14].lower()
    if re.match(r"[\s-]*years?[\s-]*old\b", after) or re.search(r"\b(?:aged?|ages)\s+(?:\w+\s+){0,2}\Z", before):
        return True
    between_commas = re.search(r"[a-z]\s*,\s+\Z", before) and re.match(r"\s*,", after)
    adult = number.low is not None and 1 <= number.low <= 110 and number.form == "digits"
    if (
        between_commas
        and adult
        and re.search(r"[A-Z][\w'\u2019-]+,\s+\Z", text[max(0, number.start - 30) : number.start])
    ):
        return True
    return bool(
        re.search(r"\b(?:over|under|above|below)\s+(?:the age of\s+)?\Z", before)
        and re.match(r"s?\s*[,.;]", after)
        and adult
        and "age" in before
    )


def _is_glued(text: str, number: Number) -> bool:
    """A number that is part of a code: "F-16", "COVID-19", "24/7", "3-1"."""
    before, after = text[max(0, number.start - 2) : number.start], text[number.end : number.end + 2]
    if re.search(r"[A-Za-z]-\Z", text[max(0, number.start - 3) : number.start]) and text[number.start].isdigit():
        return True
    if re.search(r"[\d]\s?[:/]\Z", before) or re.match(r"[:/]\d", after):
        return True
    return bool(re.search(r"[#@_]\Z", before))


@cache
def _address() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in cues("quantities")["address"]["words"])
    return re.compile(rf"\s+(?:[A-Z][\w.'\u2019-]*\s+){{1,3}}(?:{words})\b\.?")


def _is_named(doc: Doc, number: Number, span: Span, noun: Token | None, hedged: bool) -> bool:
    if hedged or number.form in ("range", "vague", "plural"):
        return False
    before = doc[span.start - 1] if span.start else None
    bare = doc.text[number.start : number.end].replace(".", "").isdigit() or number.form == "words"
    if before is not None and bare:
        kind = before.lower_.rstrip(".")
        if kind == "no" and number.form == "words":
            return False
        plain = kind in cues("quantities")["plain_names"]["words"]
        if plain or (kind in cues("quantities")["names"]["words"] and (before.text[0].isupper() or kind == "no")):
            follows = doc[span.end] if span.end < len(doc) else None
            if follows is None or follows.pos_ not in ("NOUN", "ADJ", "PROPN") or kind in ("no", "number"):
                return True
    for entity in doc.ents:
        if (
            entity.label_ in _NAME_LABELS
            and entity.start <= span.start
            and span.end <= entity.end
            and len(entity) > len(span)
        ):
            return entity.end > span.end or entity.start < span.start - 1 or noun is None
    return False


def _is_ratio(text: str, number: Number) -> bool:
    return bool(re.match(r"\s+of\s+\d+\b", text[number.end : number.end + 8]) and number.form == "digits")


@cache
def _idioms() -> re.Pattern[str]:
    return phrase_pattern(cues("quantities")["idioms"]["words"])


def _is_idiom(text: str, number: Number) -> bool:
    start = max(0, number.start - 24)
    window = text[start : number.end + 24]
    return any(
        match.start() + start <= number.start
        and number.end <= match.end() + start
        or match.start() + start <= number.start < match.end() + start
        for match in _idioms().finditer(window)
    )


def _is_closed_count(doc: Doc, number: Number, span: Span, noun: Token | None, hedged: bool) -> bool:
    """A small number word after "the", "these", "both" or a possessive counts what the reader already knows."""
    word = doc.text[number.start : number.end].lower()
    if hedged or word not in _SMALL_WORDS or not span.start:
        return False
    before = doc[span.start - 1]
    if noun is None:
        return before.lower_ in {"the", "these", "those", "all"}
    return (
        before.lower_ in {"the", "these", "those", "all", "both", "last", "past"}
        or before.dep_ == "poss"
        or before.tag_ in ("PRP$", "POS")
    )


def _is_pronoun(doc: Doc, number: Number, span: Span, noun: Token | None) -> bool:
    word = doc.text[number.start : number.end].lower()
    if word != "one":
        return False
    if noun is None or span.root.dep_ not in ("nummod", "quantmod") or noun.pos_ == "PRON":
        return True
    # "In one district": a stand-in for "a"; "one man died" is a count.
    return noun.dep_ == "pobj" and noun.head.lower_ in ("in", "at", "on", "for", "from", "with", "by", "to", "during")
