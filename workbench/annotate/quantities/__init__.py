"""The quantities of a paragraph: each number with its hedge, what is counted, and what governs it in the sentence.

What is here: the spaCy component that puts the pieces together, and what needs two numbers at once (ratios,
conversions in brackets, "from 10 to 30"). Numbers are found by ``numbers.py``, hedges by ``hedges.py``, units and nouns
by ``counted.py``, clauses by ``governing.py``, what they make of a number by ``standing.py``, and the numbers that
are no estimates by ``setaside.py``. Words that a person took are read by ``stated.py``. Who says it is left to
``attributions``, what it is an estimate of to ``state``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from workbench.annotate.language import cues, words_of
from workbench.annotate.paragraph import Paragraph, Stretch, Word, paragraph_of
from workbench.annotate.quantities.counted import Counted, counted_by, group_of, lemma_of, population_of, span_of
from workbench.annotate.quantities.governing import (
    clause_root,
    clause_tokens,
    governing_verb,
    is_whole,
    near,
    places,
    stray_verb,
    verb_of_a_range,
)
from workbench.annotate.quantities.hedges import bounded, hedge_of, interval, is_absurd, single_value
from workbench.annotate.quantities.moves import leads_to_a_level
from workbench.annotate.quantities.numbers import Number, find_numbers, in_percent, joined
from workbench.annotate.quantities.setaside import reason_of
from workbench.annotate.quantities.standing import denied, direction, stance, trend
from workbench.annotate.quantities.superseded import words_in_sentence
from workbench.annotate.quantities.units import is_time, unit_after, unit_size
from workbench.model import Quantity

#: Where the component leaves its list on the document; offsets are those of the paragraph.
KEY = "workbench.quantities"


@Language.factory("workbench_quantities")
def make_quantities(nlp: Language, name: str) -> QuantityFinder:
    """The component that puts the paragraph's quantities under ``doc.user_data[KEY]``."""
    return QuantityFinder()


class QuantityFinder:
    """The component itself; it keeps no state."""

    def __call__(self, doc: Doc) -> Doc:
        doc.user_data[KEY] = find_quantities(paragraph_of(doc))
        return doc


def find_quantities(doc: Paragraph) -> list[Quantity]:
    """The paragraph's quantities in order, those that are no estimates with ``set_aside`` filled."""
    numbers = [*find_numbers(doc.text), *_zeros(doc)]
    if not numbers:
        return []
    numbers.sort(key=lambda number: number.start)
    numbers = list(_join_from_to(doc, numbers))
    sentences = list(doc.sents)
    found = [_quantity(doc, number, sentences) for number in numbers]
    found = list(_chain_ages(doc.text, found))
    found = _share_moves(doc.text, _share_units(doc.text, _mark_ratios(doc, found)))
    return _mark_conversions(doc.text, found)


def _zeros(doc: Paragraph) -> Iterator[Number]:
    """The zero that "no casualties" and "nobody was hurt" state: of what it is news that there is none."""
    for token in doc:
        of_a_noun = token.lower_ == "no" and token.dep_ == "det" and _is_news_of_none(token.head)
        if of_a_noun or (token.lower_ in ("none", "nobody") and _is_spared(token)):
            yield Number(token.idx, token.idx + len(token), 0.0, 0.0, "zero")


def _is_news_of_none(noun: Word) -> bool:
    """Whether it is news that there is none of a thing: "no casualties", "no sailors were hurt"."""
    several = noun.tag_ == "NNS" or noun.lower_ == "one"
    return noun.lemma_.lower() in cues("quantities")["zero"]["words"] or (several and _is_spared(noun))


def _is_spared(subject: Word) -> bool:
    """Whether a verb tells what harm came to none of its subject: "was hurt", "died", "were among the dead"."""
    rules, verb = cues("quantities")["zero"], subject.head
    lemma = verb.lemma_.lower()
    if subject.dep_ == "nsubjpass":
        return lemma in rules["verbs"]
    if subject.dep_ != "nsubj":
        return False
    among = (child for child in verb.children if child.lower_ == "among")
    return lemma in rules["deaths"] or any(
        whom.lower_ in rules["among"] for prep in among for whom in prep.children if whom.dep_ == "pobj"
    )


def _join_from_to(doc: Paragraph, numbers: Sequence[Number]) -> Iterator[Number]:
    """Joins "from 10 to 30 boats" into a range unless a verb of change makes it a former and a new level."""
    at = 0
    while at < len(numbers):
        first = numbers[at]
        second = numbers[at + 1] if at + 1 < len(numbers) else None
        if second and _is_from_to(doc, first, second):
            yield joined(doc.text, first, second)
            at += 2
            continue
        yield first
        at += 1


def _is_from_to(doc: Paragraph, first: Number, second: Number) -> bool:
    if not re.fullmatch(r"(?:\s+[A-Za-z%]+)?\s*-?to\s+", doc.text[first.end : second.start]):
        return False
    if not re.search(r"\bfrom\s+(?:about\s+|around\s+)?\Z", doc.text[max(0, first.start - 16) : first.start]):
        return False
    if first.form == "range" or second.form == "range":
        return False
    if first.low is None or second.high is None or not first.low < second.high or "glued" in (first.form, second.form):
        return False
    span = span_of(doc, first.start, second.end)
    return not any(leads_to_a_level(token.lemma_.lower()) for token in [span.root, *span.root.ancestors])


def _quantity(doc: Paragraph, number: Number, sentences: Sequence[Stretch]) -> Quantity:
    span = span_of(doc, number.start, number.end)
    counted = counted_by(doc, number, span)
    number = in_percent(number) if counted.rule == "fraction" else number
    hedge = hedge_of(doc.text, number, counted.end, of_time=is_time(counted.unit))
    start = min(number.start, hedge.start) if hedge else number.start
    bound, low, best, high = interval(number, hedge)
    reason, why = reason_of(doc, number, span, counted.noun, counted.unit, hedge is not None)
    plain = Quantity(
        start=start,
        end=max(number.end, hedge.end) if hedge else number.end,
        number_start=number.start,
        number_end=number.end,
        value=single_value(number),
        bound=bound,
        low=low,
        best=best,
        high=high,
        unit=counted.unit,
        sentence=_sentence_of(sentences, number.start),
        rule="/".join(part for part in (number.form, counted.rule, why) if part),
        hedge=hedge.words if hedge else "",
        ambiguous=number.ambiguous or is_absurd(number) or _is_three_decimals(number, counted, doc.text),
        set_aside=reason,
    )
    return _governed(doc, plain, number, counted, span, sentences)


def _governed(
    doc: Paragraph, plain: Quantity, number: Number, counted: Counted, span: Stretch, sentences: Sequence[Stretch]
) -> Quantity:
    """The quantity with what its noun and its clause say of it; one that is set aside keeps noun and trend only."""
    noun = counted.noun
    anchor = noun if noun is not None else span.root
    stray = verb_of_a_range(span) or (stray_verb(span) if noun is None else None)
    verb = stray or governing_verb(anchor)
    way = direction(doc, number, plain, span, counted.end)
    named = replace(
        plain,
        noun=noun.text if noun is not None else "",
        noun_lemma=lemma_of(noun) if noun is not None else "",
        population=population_of(doc, noun, number),
        per=group_of(doc, noun, span, number.end, counted.end),
        trend=trend(
            doc.text[max(0, plain.start - 60) : plain.start], doc.text[counted.end : counted.end + 24], verb, way
        ),
        direction=way,
    )
    if plain.set_aside:
        return named
    clause = clause_tokens(clause_root(anchor)) if stray is None else _in_order([*span, *clause_tokens(stray)])
    sure, words = stance(clause, verb)
    whole = list(noun.subtree) if noun is not None and counted.rule == "nummod" and is_whole(noun) else None
    return replace(
        named,
        near=words_of(whole or (near(noun, span, verb) if stray is None else clause)),
        clause=words_of(whole or clause),
        clause_start=clause[0].idx if clause else plain.start,
        clause_end=clause[-1].idx + len(clause[-1]) if clause else plain.end,
        stance=sure,
        stance_words=words,
        superseded=words_in_sentence(doc.text, plain.start, anchor, sentences, plain.sentence),
        denied=denied(anchor),
        anaphoric=counted.anaphoric,
        subset=counted.subset,
        places=tuple(places(span, noun, verb)),
    )


def _in_order(tokens: Iterable[Word]) -> list[Word]:
    """The tokens by place, each once."""
    return [token for _, token in sorted({token.i: token for token in tokens}.items())]


def _is_three_decimals(number: Number, counted: Counted, text: str) -> bool:
    """Whether a count of things is written like "3.500", which is a thousand in one country and not in another."""
    written = text[number.start : number.end]
    return counted.unit == "count" and re.fullmatch(r"\d{1,3}\.\d{3}", written) is not None


def _sentence_of(sentences: Sequence[Stretch], at: int) -> int:
    begun = bisect_right(sentences, at, key=lambda span: span.start_char)
    return begun - 1 if begun and at < sentences[begun - 1].end_char else 0


def _mark_ratios(doc: Paragraph, found: list[Quantity]) -> list[Quantity]:
    """Sets aside "one interpreter for every 30 recruits", "four hang on every ten", "nine of 10", "one in five"."""
    out = list(found)
    for at, quantity in enumerate(found):
        before = doc.text[max(0, quantity.start - 14) : quantity.start].lower()
        if re.search(r"\b(?:for|per|on|of|to)\s+(?:every|each)\s+\Z", before):
            out[at] = replace(quantity, set_aside="ratio")
            for back in range(at - 1, -1, -1):
                if found[back].sentence != quantity.sentence or quantity.start - found[back].end > 60:
                    break
                out[back] = replace(out[back], set_aside=out[back].set_aside or "ratio")
        if at and found[at - 1].sentence == quantity.sentence:
            gap = doc.text[found[at - 1].end : quantity.start].lower()
            whole = quantity.value or 0
            part = found[at - 1].value or 0
            if re.fullmatch(r"\s+(?:in|out of)\s+(?:every\s+)?", gap) and 0 < part < whole <= 100:
                out[at - 1] = replace(out[at - 1], set_aside="ratio")
                out[at] = replace(out[at], set_aside="ratio")
    return out


#: Between the ages of several: "aged 5, 7 and 9", "one aged 24, one 31".
_NEXT_AGE = re.compile(r",?\s+(?:and\s+)?(?:(?:one|another|the\s+other|the\s+second)\s+)?(?:aged\s+)?")


def _chain_ages(text: str, found: Sequence[Quantity]) -> Iterator[Quantity]:
    """Sets aside the ages that go on from one: "three boys aged 5, 7 and 9"."""
    before: Quantity | None = None
    for quantity in found:
        goes_on = before is not None and before.set_aside == "age" and quantity.unit == "count" and not quantity.noun
        if goes_on and before is not None and _NEXT_AGE.fullmatch(text, before.end, quantity.start):
            before = replace(quantity, set_aside="age")
        else:
            before = quantity
        yield before


#: Before a number set beside one in a unit: "up from", ", not", and a second holder ("Holt says 9 tonnes, Orrin 8").
_SET_BESIDE = re.compile(
    r"\b(?:up|down)\s+from\s+\Z|\A[^,.;]{0,48},\s+not\s+(?:the\s+)?\Z"
    r"|\A[^,.;]{0,48},\s+(?:and\s+)?(?:the\s+[a-z]+|[A-Z][\w'\u2019-]+)\s+\Z"
)


def _share_units(text: str, found: list[Quantity]) -> list[Quantity]:
    """Gives a former, lower or rival figure the unit of its neighbour: "from 30 to 45 percent", "9 tonnes, not 8"."""
    out = list(found)
    for at in range(1, len(found)):
        first, second = out[at - 1], out[at]
        gap = text[first.number_end : second.start]
        if _lacks(first, second.unit) and re.fullmatch(r"\s+(?:to|or|and|versus|against)\s+", gap):
            out[at - 1] = replace(first, unit=second.unit, noun="", noun_lemma="", population="")
        elif not first.set_aside and _lacks(second, first.unit) and _SET_BESIDE.search(gap):
            out[at] = replace(second, unit=first.unit)
    return out


def _share_moves(text: str, found: list[Quantity]) -> list[Quantity]:
    """Gives a move told in a second unit the direction of the first: "down 130 points, or 0.4 percent"."""
    out = list(found)
    for at in range(1, len(found)):
        first, second = out[at - 1], out[at]
        told = first.direction and not second.direction and first.unit != second.unit and second.bound != "range"
        measured = "percent" in (first.unit, second.unit)
        if (
            told
            and measured
            and re.fullmatch(
                r"(?:\s*%|[\s-]+[a-z]+(?: cent| points?)?)?,?\s+or\s+", text[first.number_end : second.start]
            )
        ):
            out[at] = replace(second, direction=first.direction, trend="change")
    return out


def _lacks(quantity: Quantity, unit: str) -> bool:
    """Whether a number stands without the unit that its neighbour has, or with that unit for its noun."""
    if quantity.unit != "count" or unit == "count" or quantity.set_aside:
        return False
    own = unit_after(f" {quantity.noun}", 0, worded=True) if quantity.noun else None
    return not quantity.noun or (own is not None and own.name == unit)


def _mark_conversions(text: str, found: list[Quantity]) -> list[Quantity]:
    """Points a bracketed conversion ("50 kilometers (30 miles)") at the figure it converts."""
    out = list(found)
    for at in range(1, len(found)):
        first, second = out[at - 1], found[at]
        gap = text[first.end : second.start]
        sizes = unit_size(first.unit), unit_size(second.unit)
        bracket = (
            re.fullmatch(r"[\s\w.-]{0,20}[(\[]\s*", gap)
            or re.fullmatch(r"[\s\w]{0,16},?\s+or\s+", gap)
            or (first.conversion_of is not None and re.fullmatch(r"[\s\w]{0,8}\s*[/,;]\s*", gap))
        )
        if not bracket or first.unit == second.unit or sizes[0] is None or sizes[1] is None:
            continue
        if sizes[0][0] == sizes[1][0] and not first.set_aside and not second.set_aside:
            factor = 1.0 if sizes[0][0] == "money" else sizes[1][1] / sizes[0][1]
            out[at] = _converted(first, _bounded_like(first, second), factor, at - 1)
    return out


def _converted(first: Quantity, second: Quantity, factor: float, index: int) -> Quantity:
    return replace(
        second,
        conversion_of=index,
        low=_times(second.low, factor),
        best=_times(second.best, factor),
        high=_times(second.high, factor),
        near=first.near,
        clause=first.clause,
        places=first.places,
    )


def _bounded_like(first: Quantity, second: Quantity) -> Quantity:
    """The second figure with the bound of the first: "more than 50 kilometers (30 miles)" bounds both."""
    if second.bound != "bare" or first.bound in ("bare", "range", "vague"):
        return second
    bound, low, best, high = bounded(first.bound, second.low)
    return replace(second, bound=bound, low=low, best=best, high=high)


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else round(value * factor, 2)
