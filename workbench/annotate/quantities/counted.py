"""What a number counts or measures: its unit, the counted noun, the group it holds for.

What is here: the unit beside a number, the noun of a plain count by the parse and by the words that follow, back
reference ("the total rose to 60", "300 of them"), and "each", "per", "a day". Units themselves are in ``units.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from workbench.annotate.language import cues
from workbench.annotate.paragraph import Paragraph, Stretch, Word
from workbench.annotate.quantities.governing import VERBAL, governing_verb
from workbench.annotate.quantities.moves import leads_to_a_level
from workbench.annotate.quantities.numbers import Number
from workbench.annotate.quantities.units import Unit, unit_after, unit_size
from workbench.read.nouns import singular

_MAGNITUDE = re.compile(r"\bmagnitude[\s-]+(?:of\s+)?(?:[a-z]+\s+)?\Z", re.IGNORECASE)
_TIME_NOUNS = {"week", "month", "year", "day", "hour", "minute", "night", "morning", "evening", "weekend", "today"}
_STATE_WORDS = {"dead", "injured", "wounded", "missing", "killed", "hurt", "homeless", "displaced", "unaccounted"}


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: the noun token, if any, the unit, where both end, and how they were found."""

    noun: Word | None
    unit: str
    end: int
    rule: str
    anaphoric: bool = False
    subset: bool = False


def span_of(doc: Paragraph, start: int, end: int) -> Stretch:
    """The tokens that a stretch of the text touches."""
    span = doc.touched(start, end)
    return span if span is not None else doc[0:1]


def counted_by(doc: Paragraph, number: Number, span: Stretch) -> Counted:
    """What the number counts."""
    measure = unit_of(doc.text, number)
    if measure is not None:
        name = "pound weight" if measure.name == "pound" and _is_weight(doc, number, span, measure) else measure.name
        return Counted(_noun_of_measure(doc, measure.end), name, measure.end, "unit")
    if number.currency:
        return Counted(None, number.currency, number.end, "currency")
    if number.form in ("fraction", "multiple"):
        unit = "percent" if number.form == "fraction" else "times"
        return Counted(_noun_of_part(doc, span), unit, number.end, number.form)
    noun, rule = _noun(doc, span)
    if noun is not None and rule != "of" and _is_unit_noun(noun, span):
        return Counted(None, _unit_of_noun(noun), noun.idx + len(noun), "unit noun")
    if noun is not None and noun.lemma_.lower() in _TIME_NOUNS and not _is_compound(noun):
        noun, rule = None, "none"
    sized = _costed(span) or _sized(span, number) if noun is None else None
    if sized is not None:
        return Counted(sized, "count", number.end, "sized")
    own = rule == "nummod" and noun is not None and noun.lemma_.lower() in cues("quantities")["countable"]["words"]
    if not own and (
        noun is None or noun.lemma_.lower() in cues("quantities")["anaphors"]["words"] or noun.pos_ == "PRON"
    ):
        subset = rule == "of" and noun is not None
        if subset and noun is not None and noun.lower_ in ("us", "you"):
            return Counted(None, "count", number.end, "company")
        whole = None if subset or noun is not None else _fronted_whole(span)
        if whole is not None:
            noun = whole if whole.pos_ in ("NOUN", "PROPN") else None
            # "Of those displaced, 40 returned": the words say whom, so that nothing is looked back to.
            named = noun is None and any(child.dep_ in ("acl", "relcl") for child in whole.children)
            return Counted(noun, "count", number.end, "of", subset=not named)
        holder = None if subset else _anaphor_head(span)
        points_back = holder is None and (subset or noun is not None or _subject_is_anaphor(span))
        return Counted(holder, "count", number.end, "anaphor", anaphoric=points_back, subset=subset)
    end = number.end if noun is None else max(number.end, noun.idx + len(noun))
    return Counted(noun, "count", end, rule)


def _is_compound(noun: Word) -> bool:
    """Whether a noun stands before another to make one thing ("three rest days", "two match nights")."""
    return any(child.dep_ == "compound" and child.pos_ == "NOUN" for child in noun.children)


def _noun_of_part(doc: Paragraph, span: Stretch) -> Word | None:
    """What a share is a share of: "a third of the homes", "half the homes"."""
    following = doc[span.end] if span.end < len(doc) else None
    if following is None:
        return None
    if following.lower_ == "of":
        noun = _after_of(doc, span.end)
        return noun if noun is None or noun.pos_ != "PRON" else None
    whole = following.head if following.dep_ in ("det", "poss") else None
    return whole if whole is not None and whole.tag_ in ("NNS", "NNPS") and whole.i > following.i else None


def _unit_of_noun(noun: Word) -> str:
    """The unit that a noun apart from its number names ("517 rushing yards"), or nothing."""
    found = unit_after(" " + noun.text, 0, worded=True)
    size = unit_size(found.name) if found else None
    return found.name if found and size and size[0] in ("length", "mass", "volume", "area", "time", "money") else ""


def _is_unit_noun(noun: Word, span: Stretch) -> bool:
    between = span.doc[span.end : noun.i]
    plain = all(token.pos_ in ("ADJ", "VERB", "ADV") or token.lower_.endswith("ing") for token in between)
    other = any(token.lower_ in ("last", "this", "next") for token in between)
    return plain and not other and len(between) < 3 and noun.pos_ == "NOUN" and bool(_unit_of_noun(noun))


def unit_of(text: str, number: Number) -> Unit | None:
    """The unit written after a number; a currency sign before it gives way to a currency named after it."""
    if number.form == "fraction":
        share = re.match(
            r"\s+(?:of\s+)?(?:an?|one|the)\s+(?:US\s+|U\.S\.\s+)?(?=\w)", text[number.end : number.end + 20]
        )
        return unit_after(text[: number.end + 60], number.end + share.end() - 1, worded=True) if share else None
    worded = not any(mark.isdigit() for mark in text[number.start : number.end])
    leading = _MAGNITUDE.search(text[max(0, number.start - 24) : number.start])
    if leading and unit_after(text, number.end) is None:
        return Unit("magnitude", number.end, leading.group())
    found = unit_after(text, number.end, value=number.high or number.low, worded=worded)
    if found is None or (found.written == "second" and worded):
        return None
    size = unit_size(found.name)
    if number.currency and (size is None or size[0] != "money"):
        return None
    return None if number.form == "multiple" else found


def _is_weight(doc: Paragraph, number: Number, span: Stretch, unit: Unit) -> bool:
    """Whether "pounds" weigh: "a 200-pound bell", "40 pounds of rice", "it weighs 40 pounds"."""
    if number.currency:
        return False
    if "-" in doc.text[number.end : unit.end] or re.match(r"\s+of\s", doc.text[unit.end : unit.end + 4]):
        return True
    if re.match(r"\s*\([\d.,]+\s?(?:kg|kilo|tonnes|g\b)", doc.text[unit.end : unit.end + 16]):
        return True
    verb = governing_verb(span.root)
    return verb is not None and verb.lemma_.lower() in cues("quantities")["weight"]["verbs"]


def _noun_of_measure(doc: Paragraph, end: int) -> Word | None:
    """What a measure measures: "30 percent of the homes", "300 millimetres of rain"."""
    match = re.match(r"\s+of\s+", doc.text[end : end + 6])
    if not match:
        return None
    after = span_of(doc, end + match.end(), end + match.end() + 1)[0]
    while after.dep_ in ("det", "amod", "compound", "nummod", "poss") and after.head.i > after.i:
        after = after.head
    return after if after.pos_ in ("NOUN", "PROPN") else None


def _noun(doc: Paragraph, span: Stretch) -> tuple[Word | None, str]:
    root = span.root
    following = doc[span.end] if span.end < len(doc) else None
    if following is not None and following.lower_ == "of":
        return _after_of(doc, span.end), "of"
    if root.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod", "det", "npadvmod") and root.head.i >= span.end:
        head = root.head
        if head.pos_ in ("NOUN", "PROPN") and head.sent.start == root.sent.start and head.i - span.end < 9:
            return _whole_compound(head), "nummod"
    walked = _walk_to_noun(doc, span)
    if walked is not None and walked.lemma_.lower() not in _TIME_NOUNS:
        return walked, "next noun"
    if following is not None and following.lower_ in _STATE_WORDS:
        return following, "state"
    return None, "none"


def _counted_by_names(name: Word) -> Word | None:
    """The plural noun behind joined names ("dozens of Kovo and Tarn vans"), or nothing."""
    if name.tag_ != "NNP":
        return None
    for token in name.doc[name.i + 1 : name.i + 6]:
        if token.tag_ == "NNS" and token.i > name.i + 1:
            return token
        if token.pos_ not in ("CCONJ", "PROPN"):
            return None
    return None


def _whole_compound(noun: Word) -> Word:
    """The last part of a noun written with hyphens ("co-defendants")."""
    after = noun.doc[noun.i + 1 : noun.i + 3]
    tied = len(after) == 2 and after[0].text == "-" and not after[0].whitespace_ and not noun.whitespace_
    return after[1] if tied and after[1].pos_ in ("NOUN", "PROPN") else noun


def _after_of(doc: Paragraph, of: int) -> Word | None:
    whole = next((child for child in doc[of].children if child.dep_ == "pobj" and of < child.i < of + 8), None)
    if whole is not None and whole.pos_ in ("NOUN", "PROPN", "PRON"):
        return _counted_by_names(whole) or whole
    at = of + 1
    while at < len(doc) and at < of + 8:
        token = doc[at]
        if token.pos_ == "PRON":
            return token
        if token.pos_ in ("NOUN", "PROPN") and (
            at + 1 >= len(doc) or doc[at + 1].pos_ not in ("NOUN", "PROPN", "PART")
        ):
            return token
        if token.pos_ in ("VERB", "AUX", "PUNCT"):
            return None
        at += 1
    return None


def _walk_to_noun(doc: Paragraph, span: Stretch) -> Word | None:
    """The last noun of the unbroken run of adjectives and nouns that follows the number."""
    last: Word | None = None
    for token in doc[span.end : span.end + 8]:
        if token.pos_ in ("NOUN", "PROPN"):
            last = token
        elif (
            token.pos_ in ("ADJ", "NUM", "PART")
            or token.lower_ in ("or", "and", "-", "of")
            and last is None
            or token.text == "-"
        ):
            continue
        else:
            break
    return last


def _anaphor_head(span: Stretch) -> Word | None:
    """What the number that is the level of something is the level of: "the death toll rose to 52" counts deaths."""
    verb = governing_verb(span.root)
    if verb is None:
        return None
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "dobj")), None)
    if subject is None or subject.i in range(span.start, span.end):
        return None
    if subject.pos_ == "PRON":
        return None
    if subject.lemma_.lower() not in cues("quantities")["anaphors"]["words"]:
        return _levelled(span, verb, subject)
    return _numbered(subject)


def _numbered(word: Word) -> Word | None:
    """What "the number of cases" or "the death toll" is a number of."""
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            inner = next((grand for grand in child.children if grand.dep_ == "pobj"), None)
            if inner is not None and inner.pos_ != "PRON":
                return inner
    return next((c for c in word.children if c.dep_ in ("compound", "nmod") and c.pos_ in ("NOUN", "ADJ")), None)


def _fronted_whole(span: Stretch) -> Word | None:
    """What a number before its verb is a part of, told ahead of it: "of the tanks, two burned", "of these, 31 left"."""
    verb = span.root.head
    if verb.pos_ not in VERBAL or span.root.i > verb.i:
        return None
    clauses = (verb, verb.head) if verb.dep_ == "conj" else (verb,)
    ahead = (child for one in (span.root, *clauses) for child in one.children if child.i < span.start)
    wholes = (inner for of in ahead if of.lower_ == "of" for inner in of.children if inner.dep_ == "pobj")
    return next((one for one in wholes if one.pos_ in ("PRON", "NUM") or one.tag_ in ("NNS", "NNPS")), None)


def _subject_is_anaphor(span: Stretch) -> bool:
    """Whether the number tells of "the number", "they", "the 60": something counted in words before.

    So does a number in a line without a verb, such as an item of a list.
    """
    words = cues("quantities")["anaphors"]["words"]
    if span.start and span.doc[span.start - 1].lower_ in ("the", "those", "these", "its", "their"):
        return True
    if not any(token.pos_ in VERBAL for token in span.sent):
        return True
    verb = governing_verb(span.root)
    near = [*(verb.children if verb is not None else ()), *span.root.ancestors]
    return any(
        token.lemma_.lower() in words
        for token in near
        if token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "ROOT", "appos")
    )


def _levelled(span: Stretch, verb: Word, subject: Word) -> Word | None:
    """What stands at a level: the force in "put the force at 3,000", the herd in "the herd grew to 900"."""
    preposition = span.root.head
    if preposition.lower_ not in ("at", "to") or preposition.dep_ != "prep" or preposition.head.i != verb.i:
        return None
    if not leads_to_a_level(verb.lemma_.lower()):
        return None
    thing = next((child for child in verb.children if child.dep_ == "dobj"), subject)
    if thing.lemma_.lower() in cues("quantities")["anaphors"]["words"]:
        return _numbered(thing)
    return thing if thing.pos_ in ("NOUN", "PROPN") else None


def _costed(span: Stretch) -> Word | None:
    """The word that makes a bare number a sum of money: "to cost billions", "the bill may run into the millions"."""
    rules = cues("quantities")["costs"]
    behind = span.doc[span.end : span.end + 2]
    if len(behind) == 2 and behind[0].lower_ == "in" and behind[1].lower_ in rules["held"]:
        return behind[1]
    verb = span.root.head if span.root.head.pos_ in VERBAL else governing_verb(span.root)
    if verb is None:
        return None
    if verb.lemma_.lower() in rules["verbs"]:
        return verb
    subjects = (child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass"))
    return next((subject for subject in subjects if subject.lemma_.lower() in rules["nouns"]), None)


def _sized(span: Stretch, number: Number) -> Word | None:
    """The plural subject that a bare number is the size of: "approvals were 43,500"."""
    rules, verb = cues("quantities")["sizes"], span.root.head
    if span.root.dep_ not in ("attr", "dobj") or verb.lemma_.lower() not in rules["verbs"] or not number.low:
        return None
    subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.tag_ == "NNS"), None)
    return subject if subject is not None and number.low >= rules["least"] else None


def population_of(doc: Paragraph, noun: Word | None, number: Number) -> str:
    """The counted noun with the words that narrow it, without the number and its hedge."""
    if noun is None:
        return ""
    after = number.end if noun.idx >= number.end else 0
    kept = [token for token in noun.lefts if token.dep_ in ("amod", "compound", "nmod", "poss") and token.idx >= after]
    start = min([noun.i, *[token.left_edge.i for token in kept if token.left_edge.idx >= after]])
    return doc[start : noun.i + 1].text


def group_of(doc: Paragraph, noun: Word | None, span: Stretch, number_end: int, end: int) -> str:
    """The group that a number holds for: "6,000 personnel each" after "two brigades of" gives "brigade"."""
    after = doc[span.end : min(span.end + 8, len(doc))]
    ends = (at for at, token in enumerate(after) if token.text in (";", ":") or token.like_num)
    own = after[: next(ends, len(after))]
    each = next((token for token in own if token.lower_ in ("each", "apiece")), None)
    if each is not None and (noun is None or each.i <= noun.i + 2) and not _is_before_noun(each):
        return _group_before(doc, span) or _group_that_has(noun if noun is not None else span.root) or "each"
    rated = _rate().match(doc.text[end : end + 60])
    if rated and singular(rated["group"].lower()) in _TIME_NOUNS and _since().match(rated.string, rated.end()):
        # "$40 a year ago" tells when.
        rated = None
    if rated is None and noun is not None and number_end < end:
        rated = _rate_of_noun().match(doc.text[number_end : number_end + 60])
    if rated:
        return singular(" ".join(rated["group"].lower().replace("-", " ").split()))
    before = doc[max(0, span.start - 6) : span.start].text.lower()
    match = re.search(
        r"\b(?:each|every|per)\s+(?!(?:cent|one)\b)(\w+)\s+(?:of|with|has|have|having|numbering|holds|carries|to)\b[\s\w]*\Z",
        before,
    )
    return singular(match.group(1)) if match else ""


def _is_before_noun(token: Word) -> bool:
    return token.i + 1 < len(token.doc) and token.nbor().pos_ in ("NOUN", "PROPN")


@cache
def _rate() -> re.Pattern[str]:
    """The pattern of a rate right after the unit or the noun: "a day", "per tonne", "/h"."""
    groups = "|".join(sorted((re.escape(word) for word in cues("quantities")["rates"]["words"]), key=len, reverse=True))
    spells = "|".join(sorted(_TIME_NOUNS - {"today"}))
    return re.compile(
        rf"(?:\s*\([^()]{{1,30}}\)\s+|\s+of\s+(?:[a-z]+\s+){{1,2}}?(?=(?:per|an?\s+(?:{spells}))\b)|[\s-]*)"
        rf"(?:/\s?|(?:per|a|an|every|each)[\s-]+)"
        rf"(?P<group>(?:square[\s-]|cubic[\s-])?(?:{groups})\b(?![\s-]hour)|(?<=per\s)(?!(?:cent|se)\b)[a-z]+(?:[\s-]hour)?\b)",
        re.IGNORECASE,
    )


@cache
def _since() -> re.Pattern[str]:
    return re.compile(r"\s+(?:earlier|ago|later|before|after|old)\b", re.IGNORECASE)


@cache
def _rate_of_noun() -> re.Pattern[str]:
    return re.compile(
        r"\s*(?:[\w-]+\s+){0,3}(?:per(?!\s+cent)|for each)\s+(?:\d[\d,]*\s+)?"
        r"(?P<group>(?:(?:square|cubic)\s+)?\w+(?:\s+residents|\s+people|\s+inhabitants)?)",
        re.IGNORECASE,
    )


def _group_before(doc: Paragraph, span: Stretch) -> str:
    before = doc[max(0, span.start - 8) : span.start].text
    groups = re.findall(r"(\w+s|men|women|children|people)\s+(?:of|with|totalling|totaling|numbering)\b", before)
    return singular(groups[-1].lower()) if groups else ""


def _group_that_has(token: Word) -> str:
    """The plural subject of the verb that a number stands under: "the two ships carry 40 guns each"."""
    verb = governing_verb(token)
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None) if verb is not None else None
    return lemma_of(subject) if subject is not None and subject.tag_ == "NNS" else ""


def lemma_of(noun: Word) -> str:
    """The singular of a counted noun, in lower case."""
    return singular(noun.lower_) if noun.tag_ in ("NNS", "NNPS") else noun.lemma_.lower()
