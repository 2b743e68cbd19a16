"""Why a number is no estimate: it is a date, an age, a name, an address, an idiom.

What is here: the reasons that the words around one number give. Ratios and conversions, which need two numbers, are
left to ``__init__.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache

from workbench.annotate.language import cues, phrase_pattern
from workbench.annotate.paragraph import Paragraph, Stretch, Word
from workbench.annotate.quantities.governing import VERBAL
from workbench.annotate.quantities.numbers import Number
from workbench.annotate.quantities.units import is_time, is_unit_symbol
from workbench.model import SetAsideReason
from workbench.read.timex import TimeExpression, find_times

_PHONE = re.compile(
    r"\+\d{1,3}(?:[\s.-]?\(?\d{1,4}\)?){3,6}(?!\d)"
    r"|(?<!\d)(?:\(\d{2,4}\)\s?|\d{2,4}[.-])\d{3,4}[\s.-]\d{2,4}(?!\d)"
    r"|\b(?:[Tt]el(?:ephone)?|[Pp]hone|[Ff]ax|[Cc]all|[Hh]otline)\b[.:]?\s*(?:\d[\s.-]?){6,14}(?!\d)"
    r"|(?<!\d)0\d{2,4}[\s-]\d{3}[\s-]\d{3,4}(?!\d)"
    r"|\b(?:[Tt]ext|SMS|[Dd]ial|[Hh]otline|[Hh]elpline)\b(?:\s(?:us|on))*[\s:(]{1,2}\d{3,6}(?=[).;,]|\s*(?:\Z|\(|(?:or|for)\b))"
)
#: A result ("2-2"); two numbers in rising order are a range.
_SCORE = re.compile(r"(?<![\d.,$])\d{1,3}[-\u2013]\d{1,3}(?![\d%A-Za-z-]|[.,]\d)")
_LISTED = re.compile(r"\b([A-Za-z]+s)\s+((?:[A-Z]{0,2}\d{0,4}(?:,\s*|,?\s+(?:and|or)\s+))*)\Z")
_LIST_GOES_ON = re.compile(r"(?:,\s|,?\s(?:and|or)\s)[A-Z]{0,2}\d{1,3}\b(?!,\d)")
_HOUR = re.compile(r"(?:[01]\d|2[0-3])\.[0-5]\d")
#: What makes the number before it an hour, or minutes of one.
_HOUR_BEHIND = re.compile(
    r"\s+(?:in the (?:morning|afternoon|evening|night)|at night|o['\u2019]?clock)\b"
    r"|\s+(?:minutes?\s+)?(?:past|to)\s+(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon|midnight)\b"
)
_HOUR_BEFORE = re.compile(
    r"\bopen\s+(?:daily\s+|every\s+day\s+)?(?:from|between|until)\s+(?:\d{1,2}\s+(?:to|and|until)\s+)?\Z"
    r"|\b(?:minutes?|quarter|half)\s+past\s+\Z|\b(?:every|each|that|this)\s+(?:morning|afternoon|evening|night)\s+at\s+\Z",
    re.IGNORECASE,
)
#: The number that one calls for help, behind which calls and who takes them are named.
_EMERGENCY = re.compile(
    r"(?:911|999)\s+(?:emergency\s+)?(?:call|caller|dispatch|dispatcher|operator|line|centre|center)s?\b"
)
#: What makes a number, or two, hours: "between 3 and 4 p.m.".
_HALF_OF_DAY = re.compile(r"\s*[ap]\.?\s?m\b", re.IGNORECASE)
#: No range written with a hyphen has an upper end so many times its lower one.
_WIDEST = 20
_LAST_YEAR = 2100
_NAME_LABELS = {"PERSON", "ORG", "FAC", "PRODUCT", "LAW", "WORK_OF_ART", "EVENT", "GPE", "LOC", "NORP"}
#: Words that a hyphen may join to a number without making it a code ("sub-50", "magnitude-7.3").
_OPEN_PREFIXES = {"sub", "to", "minus", "plus", "magnitude"}
#: What leads from a date to a second day.
_SECOND_DAY = re.compile(r"\s*+(?:or|and|to|-|\u2013)\s*+")
_SMALL_WORDS = {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}


def reason_of(
    doc: Paragraph, number: Number, span: Stretch, noun: Word | None, unit: str, hedged: bool
) -> tuple[SetAsideReason | str, str]:
    """The reason to set a number aside and the name of the rule, or two empty strings when it may be an estimate."""
    text = doc.text
    by_time = _time_reason(doc, number) if _may_tell_time(number, unit) else ""
    of_people = unit == "count" and (_is_age_of_several(text, number) or _is_age_of_person(doc, number, span, noun))
    if of_people or _is_age(text, number):
        return "age", "age"
    if by_time:
        return by_time, "time"
    if unit == "count" and (_is_hour_of_a_post(text, number) or _is_hour_told(text, number)):
        return "time", "hour"
    if _is_in_a_phone_number(text, number) or _EMERGENCY.match(text, number.start):
        return "phone", "phone"
    if _is_ordinal(text, number):
        return "ordinal", "ordinal"
    if _is_glued(text, number):
        return "name", "glued"
    if _address().match(text[number.end : number.end + 40]):
        return "address", "address"
    if is_time(unit):
        return "duration", "unit"
    if unit == "count" and not hedged and _is_bare_year(text, number, noun):
        return "date", "year"
    if unit == "count" and _is_named(doc, number, span, noun, hedged):
        return "name", "named"
    if re.search(r"https?://\S*\Z|www\.\S*\Z|\S@\S*\Z", text[max(0, number.start - 80) : number.start]):
        return "name", "link"
    if _is_ratio(text, number, noun, unit, hedged):
        return "ratio", "of"
    return _other_reason(doc, number, span, noun, hedged) if unit == "count" else ("", "")


def _is_hour_of_a_post(text: str, number: Number) -> bool:
    """Whether a number stands alone or before a title at the head of a line as an hour does: "17.05 Road shut"."""
    if text[: number.start].strip() or not _HOUR.fullmatch(text[number.start : number.end]):
        return False
    return re.match(r"\s*\Z|\s+[A-Z\u201c\"]", text[number.end :]) is not None


def _is_hour_told(text: str, number: Number) -> bool:
    """Whether words beside a number make it an hour or its minutes: "at eight in the evening", "open from 8 to 20"."""
    if number.low is None or not 0 < number.low < 60:
        return False
    if number.low <= 12 and _HALF_OF_DAY.match(text, number.end):
        return True
    before, after = text[max(0, number.start - 32) : number.start], text[number.end : number.end + 32]
    return _HOUR_BEHIND.match(after) is not None or _HOUR_BEFORE.search(before) is not None


def _other_reason(
    doc: Paragraph, number: Number, span: Stretch, noun: Word | None, hedged: bool
) -> tuple[SetAsideReason | str, str]:
    if number.form != "zero" and _is_idiom(doc.text, number):
        return "other", "idiom"
    if re.search(
        r"\b(?:all|everybody|everyone) but\s\Z", doc.text[max(0, number.start - 16) : number.start], re.IGNORECASE
    ):
        # "All but four were released": what is told is told of the others.
        return "other", "exception"
    if _is_closed_count(doc, number, span, noun, hedged):
        return "other", "closed count"
    if _is_pronoun(doc, number, span, noun):
        return "other", "pronoun"
    return "", ""


def _is_bare_year(text: str, number: Number, noun: Word | None) -> bool:
    written = text[number.start : number.end]
    if number.form == "range" and re.fullmatch(r"(?:19|20)\d\d\s*(?:and|to|-|\u2013)\s*(?:19|20)\d\d", written):
        # "Between 2014 and 2017".
        return noun is None
    return re.fullmatch(r"(?:19|20)\d\d", written) is not None and (noun is None or noun.tag_ in ("NN", "NNP"))


def _is_ordinal(text: str, number: Number) -> bool:
    if number.form == "fraction":
        # "Three are open; a fourth, at the port, is to follow."
        return re.match(r",\s(?!or\b)", text[number.end : number.end + 5]) is not None
    return re.match(r"(?:st|nd|rd|th)\b", text[number.end : number.end + 3]) is not None


def _is_in_a_phone_number(text: str, number: Number) -> bool:
    phones = _phones(text)
    at = bisect_right(phones, number.start, key=lambda phone: phone[0])
    return at > 0 and number.start < phones[at - 1][1]


@lru_cache(maxsize=8)
def _phones(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in _PHONE.finditer(text))


def _may_tell_time(number: Number, unit: str) -> bool:
    """Whether a number can be part of a date or a length of time: no measure is, and no count beyond the years."""
    return is_time(unit) or (unit == "count" and (number.low is None or number.low <= _LAST_YEAR))


def _time_reason(doc: Paragraph, number: Number) -> SetAsideReason | str:
    text, times = doc.text, _times(doc.text)
    begun = bisect_right(times, number.start, key=lambda time: time.start)
    for time in times[max(0, begun - 2) : begun]:
        if time.start <= number.start and number.end <= time.end:
            return {"DATE": "date", "TIME": "time", "DURATION": "duration", "SET": "duration"}[time.type]
        # "October 27 or 28": a second day after a date.
        second_day = time.type == "DATE" and _SECOND_DAY.fullmatch(text, time.end, number.start)
        overlaps = time.start <= number.start < time.end <= number.end
        day_last = re.search(r"(?<!\d)\d{1,2}\Z", text[time.start : time.end])
        if (overlaps or second_day) and day_last and (number.high or 99) <= 31:
            return "date"
    return ""


@lru_cache(maxsize=8)
def _times(text: str) -> tuple[TimeExpression, ...]:
    return tuple(find_times(text))


def _is_age(text: str, number: Number) -> bool:
    before = text[max(0, number.start - 24) : number.start].lower()
    after = text[number.end : number.end + 16].lower()
    if re.match(r"[\s-]*(?:years?[\s-]*(?:old|of age)\b|(?:or|and)\s+(?:older|younger)\b)", after) or re.search(
        r"\b(?:aged?|ages)\s+(?:\w+\s+){0,2}\Z", before
    ):
        return True
    between_commas = re.search(r"[a-z]\s*,\s+\Z", before) and re.match(r"\s*,", after)
    adult = number.low is not None and 1 <= number.low <= 110 and number.form == "digits"
    if (
        between_commas
        and adult
        and re.search(r"[A-Z][\w'\u2019-]+,\s+\Z", text[max(0, number.start - 30) : number.start])
    ):
        return True
    if between_commas and adult and _somebody().search(before):
        return (number.low or 0) >= 10 or _CHILD.search(before) is not None
    return bool(
        re.search(r"\b(?:over|under|above|below)\s+(?:the age of\s+)?\Z", before)
        and re.match(r"s?\s*[,.;]", after)
        and adult
        and "age" in before
    )


#: Some people of one family, told apart by their ages: "her daughters, 11 and 13,", "his sons, nine and four".
_AGES = re.compile(
    r"\b(?:(?:grand|step)?(?:daughters|sons|children|kids)|girls|boys|twins|nieces|nephews|cousins|sisters|brothers)"
    r",\s+(?:\w+(?:,\s+|,?\s+and\s+))*\Z"
)
#: People told of by how many of them an age bounds: "all of them under 20".
_OF_THEM = re.compile(
    r"\b(?:all|most|many|some|half|none)(?:\s+of\s+(?:them|whom|those))?\s+(?:are\s+|were\s+|aged\s+)?\Z", re.IGNORECASE
)


def _is_age_of_several(text: str, number: Number) -> bool:
    """Whether a bare number is one of several ages: "her daughters, 11 and 13, said", "all of them under 20"."""
    if not 1 <= (number.low if number.low is not None else number.high or 0) <= 110:
        return False
    if not re.match(r"\s*(?:[,.;!?)]|and\s+\w+\s*[,.;])", text[number.end :]):
        return False
    before = text[max(0, number.start - 60) : number.start]
    bounded = re.search(r"\b(?:under|over|below|above)\s+\Z", before)
    return _AGES.search(before) is not None or (
        bounded is not None and _OF_THEM.search(before[: bounded.start()]) is not None
    )


#: Of whom an age below ten may be told.
_CHILD = re.compile(
    r"\b(?:(?:grand|step)?(?:daughter|son|child)|girl|boy|toddler|baby|infant|niece|nephew|cousin|sister|brother|twin"
    r"|pupil|school(?:girl|boy)),\s+\Z"
)


@cache
def _somebody() -> re.Pattern[str]:
    """A person told of by a noun and set off by commas from an age ("the striker, 29, said")."""
    persons = "|".join(re.escape(word) for word in cues("quantities")["aged"]["singular"])
    return re.compile(rf"(?:\b|-)(?:{persons}|\w+(?:man|woman|ist)),\s+\Z")


def _is_said_of_person(number: Number, span: Stretch) -> bool:
    """A bare number that a person is or turns ("she will be 35", "he turned 40", "my husband is 34")."""
    verb = span.root.head
    if (
        not 10 <= (number.low or 0) <= 120
        or verb.lemma_ not in ("be", "turn")
        or span.root.dep_ not in ("attr", "acomp", "dobj", "oprd")
    ):
        return False
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None:
        return False
    if subject.lower_ == "who" and verb.dep_ == "relcl":
        # "Her mother, who's 81".
        subject = verb.head
        return subject.ent_type_ == "PERSON" or _is_one_person(subject.lemma_.lower())
    own = any(child.tag_ == "PRP$" for child in subject.children) and _is_one_person(subject.lemma_.lower())
    return own or subject.lower_ in ("he", "she", "i", "one", "youngest", "oldest") or subject.ent_type_ == "PERSON"


_AGE_OF = re.compile(
    r"\b(?:life expectancy|(?:average|median|mean|retirement|minimum|pension|legal|drinking) age)\b[\w\s(]{0,50}\Z"
)


@cache
def _people_of_age() -> re.Pattern[str]:
    """People and an age they are under or over ("voters under 35")."""
    people = phrase_pattern(cues("quantities")["aged"]["words"]).pattern
    return re.compile(
        rf"{people}\s+(?:under|over|above|below|younger than|older than)(?:\s+the\s+age\s+of)?\s+\Z", re.IGNORECASE
    )


@cache
def _one_of_an_age() -> re.Pattern[str]:
    """One person and "of", or the youngest or oldest, right before an age: "a girl of eight"."""
    persons = "|".join(re.escape(word) for word in cues("quantities")["aged"]["singular"])
    return re.compile(rf"\b(?:an?\s+(?:[\w-]+\s+)?(?:{persons}|\w+(?:man|woman))\s+of|the (?:youngest|oldest))\s+\Z")


def _is_one_person(lemma: str) -> bool:
    """Whether a noun is one for a person who may be told to have an age."""
    return lemma in cues("quantities")["aged"]["singular"] or re.fullmatch(r"\w+(?:man|woman)", lemma) is not None


def _is_age_of_person(doc: Paragraph, number: Number, span: Stretch, noun: Word | None) -> bool:
    """A bare number in brackets or before a verb right after a name ("Ann Example (44)"), or said of an age."""
    age = number.low if number.low is not None else number.high
    if age is None or not 0 < age <= 120:
        return False
    before = doc.text[max(0, number.start - 80) : number.start].lower()
    if _people_of_age().search(before) or _one_of_an_age().search(before):
        return True
    if noun is not None or number.low is None:
        return False
    if _AGE_OF.search(before):
        return True
    if _is_said_of_person(number, span):
        return True
    at = span.start - 1 if span.start and doc[span.start - 1].text != "(" else span.start - 2
    closed = doc.text[number.end : number.end + 1] == ")" if doc[span.start - 1].text == "(" else False
    named = at > 0 and doc[at].ent_type_ == "PERSON" and doc[at].ent_iob_ == "I" and number.form == "digits"
    after = doc[span.end] if span.end < len(doc) else None
    return (
        named
        and number.low >= 10
        and (closed or (after is not None and after.pos_ in VERBAL and after.sent == span.sent))
    )


def _is_glued(text: str, number: Number) -> bool:
    """A number that is part of a code: "F-16", "COVID-19", "24/7", "3-1"."""
    if number.form == "glued":
        return True
    if re.fullmatch(r"[2-9]K", text[number.start : number.end]) and _pictures().match(text, number.end):
        return True
    if re.match(r"-(?:to|for)-\d", text[number.end : number.end + 8]) or re.search(
        r"\d-(?:to|for)-\Z", text[max(0, number.start - 6) : number.start]
    ):
        # "A 3-to-1 margin"; a rise ("a 2-to-3-inch crack") is one number, a range.
        return True
    before, after = text[max(0, number.start - 2) : number.start], text[number.end : number.end + 2]
    attached = re.search(r"(?P<word>[A-Za-z]+)[-\u2010\u2011]\Z", text[max(0, number.start - 12) : number.start])
    if attached and text[number.start].isdigit() and attached["word"].lower() not in _OPEN_PREFIXES:
        return True
    if number.sign == "-" and re.search(r"[A-Z][A-Za-z]*\s?\Z", text[max(0, number.start - 8) : number.start]):
        return "-" in text[number.start : number.start + 1] and not is_unit_symbol(text, number.end)
    if number.form != "range" and _SCORE.search(text[max(0, number.start - 5) : number.end + 5]):
        return True
    if re.search(r"[\d]\s?[:/]\Z", before) or re.match(r"[:/]\d", after):
        return True
    if re.search(r"\b[Nn]os?\.\s?\Z", text[max(0, number.start - 6) : number.start]):
        return True
    if number.form == "range" and re.fullmatch(r"\d{3,}-\d{4,}", text[number.start : number.end]):
        # "1000-44871" is an account; no range is that wide
        return (number.high or 0) > _WIDEST * (number.low or 1)
    if re.match(r"0\d", text[number.start : number.start + 2]):
        # "004455": no count begins with a nought.
        return True
    if after[:1] == ":" and re.search(r"\b(?:19|20)\d\d;\s\Z", text[max(0, number.start - 8) : number.start]):
        # The volume of a journal: "(2019; 41: 102)".
        return True
    return bool(re.search(r"[#@_]\Z", before))


@cache
def _pictures() -> re.Pattern[str]:
    return re.compile(rf"[\s-]+{phrase_pattern(cues('quantities')['pictures']['words']).pattern}", re.IGNORECASE)


@cache
def _address() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in cues("quantities")["address"]["words"])
    return re.compile(rf"\s+(?:[A-Z][\w.'\u2019-]*\s+){{1,3}}(?:{words})\b\.?")


def _is_named(doc: Paragraph, number: Number, span: Stretch, noun: Word | None, hedged: bool) -> bool:
    before = doc[span.start - 1] if span.start else None
    if number.form == "range" and before is not None and _names_parts(before):
        return span.end >= len(doc) or doc[span.end].pos_ not in ("NOUN", "ADJ", "PROPN")
    if number.form == "range" and noun is None and before is not None and before.pos_ == "PROPN":
        return re.fullmatch(r"\d{3}-\d{3}", doc.text[number.start : number.end]) is not None
    if hedged or number.form in ("range", "vague", "plural"):
        return False
    written = doc.text[number.start : number.end]
    if written.isdigit() and _is_in_a_list_of_names(doc.text, number):
        return span.end >= len(doc) or doc[span.end].pos_ not in ("NOUN", "ADJ")
    bare = re.fullmatch(r"[\d.]+[A-Z]?", written) is not None or number.form == "words"
    if before is not None and re.search(r"\bG(?:roup)? of\s\Z", doc.text[max(0, number.start - 12) : number.start]):
        return True
    if before is not None and bare:
        kind = before.lower_.rstrip(".")
        if kind == "no" and number.form == "words":
            return False
        if kind in cues("quantities")["plain_names"]["words"] or (kind in ("day", "week") and noun is None):
            return True
        if kind in cues("quantities")["names"]["words"] and (before.text[0].isupper() or kind in ("no", "number")):
            follows = doc[span.end] if span.end < len(doc) else None
            if follows is None or follows.pos_ not in ("NOUN", "ADJ", "PROPN") or kind in ("no", "number"):
                return True
    if _is_model(doc, number, span) or _is_capital_word(doc, number, span):
        return True
    name = _name_around(doc, span)
    return name is not None and (name.end > span.end or name.start < span.start - 1 or noun is None)


def _is_in_a_list_of_names(text: str, number: Number) -> bool:
    """Whether a number is one of those that name things of a kind: "routes 6, 14 and X22", "Blocks C and 11"."""
    found = _LISTED.search(text[max(0, number.start - 48) : number.start])
    if found is None or not (found.group(2) or _LIST_GOES_ON.match(text[number.end : number.end + 12])):
        return False
    kind, known = found.group(1).removesuffix("s"), cues("quantities")
    return kind.lower() in known["plain_names"]["words"] or (
        kind[0].isupper() and kind.lower() in known["names"]["words"]
    )


def _names_parts(word: Word) -> bool:
    """Whether a word names several parts of a thing by their numbers: "floors 2 to 5"."""
    return word.tag_ in ("NNS", "NNPS") and word.lower_.removesuffix("s") in cues("quantities")["plain_names"]["words"]


def _is_capital_word(doc: Paragraph, number: Number, span: Stretch) -> bool:
    """A number word with a capital after a name in running text: "in Standard Four alone"."""
    if number.form != "words" or span.start < 2 or not doc.text[number.start].isupper():
        return False
    before, further = doc[span.start - 1], doc[span.start - 2]
    return before.text[0].isupper() and before.is_alpha and further.text.islower() and further.sent == span.sent


def _name_around(doc: Paragraph, span: Stretch) -> Stretch | None:
    """The name that holds a number and more than it."""
    names = _names(doc)
    begun = bisect_right(names, span.start, key=lambda name: name.start)
    name = names[begun - 1] if begun else None
    return name if name is not None and span.end <= name.end and len(name) > len(span) else None


@lru_cache(maxsize=4)
def _names(doc: Paragraph) -> tuple[Stretch, ...]:
    return tuple(entity for entity in doc.ents if entity.label_ in _NAME_LABELS)


def _is_model(doc: Paragraph, number: Number, span: Stretch) -> bool:
    """A number that is part of a maker's or an index's name: "Boeing 737 Max", "S&P 500", "the 787 Dreamliner"."""
    before = doc[span.start - 1] if span.start else None
    written = doc.text[number.start : number.end]
    if before is not None and re.search(r"[a-z][A-Z]", before.text) and re.fullmatch(r"\d{1,2}\.\d", written):
        # "iOS 16.4".
        return True
    if not written.isdigit() or len(written) > 4:
        return False
    after = doc[span.end] if span.end < len(doc) else None
    if after is not None and after.tag_ in ("NNS", "NNPS"):
        return False
    named_before = before is not None and before.pos_ == "PROPN" and before.text[-1].isalnum()
    if named_before and before is not None and before.ent_type_ == "PERSON":
        # "Ana 46 to 40" is a tally.
        named_before = after is not None and after.lower_ not in ("to", ",", ";", "-", "and", "percent")
    if before is not None and re.search(r"[a-z][A-Z]", before.text):
        return True
    signed = after is not None and after.text[0] in "+-"
    # A count above one has a plural noun: "a Falcon 9 rocket" names.
    single = after is not None and after.tag_ == "NN" and number.low != 1
    if named_before and (after is None or after.pos_ not in ("NOUN", "ADJ", "NUM") or signed or single):
        return True
    own = (
        before is not None and before.pos_ in ("DET", "ADJ", "PRON", "PROPN") and before.lower_ not in ("all", "about")
    )
    return own and after is not None and after.tag_ == "NNP" and after.text[0].isupper() and span.root.head.i == after.i


def _is_ratio(text: str, number: Number, noun: Word | None, unit: str, hedged: bool) -> bool:
    if number.form == "fraction" and unit == "percent" and noun is not None:
        # A round share of one thing ("a quarter of the valley is gone") is a way to speak; of many, of a group or with
        # a hedge it is a figure.
        one = noun.tag_ in ("NN", "NNP") and noun.lemma_.lower() not in cues("quantities")["groups"]["words"]
        return one and not hedged
    if number.form == "fraction" and unit == "percent":
        # "Half the median price" compares; "half the homes" and "half of them" count.
        return (
            re.match(r"\s+(?:the|its|their|his|her|our|as|that|what)\b", text[number.end : number.end + 8]) is not None
        )
    return number.form == "digits" and _is_proverbial(text[number.end : number.end + 40])


def _is_proverbial(after: str) -> bool:
    """Whether "of" and a number follow as in "9 of 10"; "29 of 36 drones" and "900 of 3,400" count both."""
    whole = re.match(r"\s+of\s+(\d{1,3})\b(?![,.]\d)(\s+(?:\w+\s+)?[a-z]+s\b)?", after)
    return whole is not None and (whole.group(2) is None or whole.group(1) in ("3", "4", "5", "10", "100"))


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


def _is_closed_count(doc: Paragraph, number: Number, span: Stretch, noun: Word | None, hedged: bool) -> bool:
    """A small number word after "the", "these", "both" or a possessive counts what the reader already knows."""
    word = doc.text[number.start : number.end].lower()
    if hedged or word not in _SMALL_WORDS or not span.start:
        return False
    before = doc[span.start - 1]
    if noun is None:
        return before.lower_ in {"the", "these", "those", "all"}
    if before.lower_ == "all" and noun.dep_ in ("nsubj", "nsubjpass"):
        # "All eight hostages were freed" tells how many were.
        return False
    return (
        before.lower_ in {"the", "these", "those", "all", "both", "last", "past"}
        or before.dep_ == "poss"
        or before.tag_ in ("PRP$", "POS")
    )


def _is_pronoun(doc: Paragraph, number: Number, span: Stretch, noun: Word | None) -> bool:
    word = doc.text[number.start : number.end].lower()
    if word != "one":
        return False
    if noun is None or span.root.dep_ not in ("nummod", "quantmod") or noun.pos_ == "PRON":
        return True
    if span.end < len(doc) and doc[span.end].like_num:
        return True
    # "In one district": a stand-in for "a"; "one man died" is a count.
    return noun.dep_ == "pobj" and noun.head.lower_ in ("in", "at", "on", "for", "from", "with", "by", "to", "during")
