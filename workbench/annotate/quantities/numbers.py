"""The numbers that stand in a text: where, how much, and whether they are a range or vague.

What is here: the single numbers of ``digits.py`` and ``read/numberwords.py`` in order, two that make a range or are one
told twice joined to one, a scale word shared between neighbours ("10 and 15,000"). Hedges beside a number are left to
``hedges.py``, what is counted to ``counted.py``, numbers that are none (dates, ages) to ``setaside.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from workbench.annotate.quantities.digits import digits_at
from workbench.annotate.quantities.moves import before_a_step
from workbench.annotate.quantities.units import unit_after
from workbench.read.numberwords import number_mark, words_at
from workbench.read.numerals import SPACES, Found, Number, Piece, pieces, rescaled, words

__all__ = ["ABSURD", "Number", "find_numbers", "in_percent", "joined"]

_RANGE_GAP = re.compile(
    rf"(?P<unit>[\s{SPACES}]*+(?:%|percent|per[\s]cent|(?!to|and|or)[A-Za-z\u00b5\u03bc]{{1,3}}(?=[-\u2013]))?)"
    rf"-?[\s{SPACES}]*+(?P<word>-?to-?|and|or|through|[-\u2010-\u2014])[\s{SPACES}]*+(?:about\s+|around\s+|even\s+|maybe\s+|perhaps\s+|possibly\s+)?\Z",
    re.IGNORECASE,
)
#: What stands before the minutes of a clock time.
_IN_CLOCK = re.compile(r"\d:\Z")
#: What stands around a number that is told a second time.
_OPENED, _CLOSED = re.compile(rf"[\s{SPACES}]*\("), re.compile(rf"[\s{SPACES}]*\)")
#: The largest count that is believed; anything above is kept as a number that is not charted.
ABSURD = 1e15


def find_numbers(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """The numbers between ``start`` and ``end`` of the text, in order, ranges joined into one.

    Offsets are positions in ``text``.
    """
    end = len(text) if end is None else end
    if number_mark().search(text, start, end) is None:
        return []
    tokens = pieces(text, start, end)
    singles: list[Number] = []
    at = 0
    while at < len(tokens):
        found = _number_at(text, tokens, at)
        at = at + 1 if found is None else found[1]
        if found is not None:
            singles.append(found[0])
    return list(_join_ranges(text, list(_told_once(text, singles))))


def in_percent(share: Number) -> Number:
    """A share of a whole in percent: "a third of the homes" is 33.3333."""
    low, high = (None if end is None else round(end * 100, 4) for end in (share.low, share.high))
    return replace(share, low=low, high=high)


def _number_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    if tokens[at].digits:
        return digits_at(text, tokens, at)
    return words_at(text, tokens, at) if tokens[at].word else None


def _told_once(text: str, numbers: list[Number]) -> Iterator[Number]:
    """The numbers, one that is written out and then told in digits in brackets as one: "twelve (12) boats"."""
    at = 0
    while at < len(numbers):
        first = numbers[at]
        second = numbers[at + 1] if at + 1 < len(numbers) else None
        again = second is not None and _is_told_again(text, first, second)
        yield replace(first, end=text.index(")", second.end) + 1) if again and second is not None else first
        at += 2 if again else 1


def _is_told_again(text: str, first: Number, second: Number) -> bool:
    return (
        (first.low, first.high) == (second.low, second.high)
        and {first.form, second.form} == {"digits", "words"}
        and _OPENED.fullmatch(text, first.end, second.start) is not None
        and _CLOSED.match(text, second.end) is not None
    )


def _join_ranges(text: str, numbers: list[Number]) -> Iterator[Number]:
    at = 0
    while at < len(numbers):
        first = numbers[at]
        second = numbers[at + 1] if at + 1 < len(numbers) else None
        whole = _range(text, first, second) if second else None
        yield whole or (_scaled_like(text, first, second) if second else first)
        at += 2 if whole else 1


def _range(text: str, first: Number, second: Number) -> Number | None:
    """The range two numbers make ("11 to 12,000", "between 18 and 20 million"), or nothing."""
    gap = _RANGE_GAP.match(text[first.end : second.start])
    if gap is None or first.low is None or second.low is None or not _may_join(first, second):
        return None
    if _IN_CLOCK.search(text, max(0, first.start - 3), first.start):
        # "17:50 — 30,000 homeless" tells a time and then a count.
        return None
    inner, outer = unit_after(text, first.end), unit_after(text, second.end)
    if gap["unit"].strip() and (inner is None or outer is None or inner.name != outer.name):
        return None
    word = gap["word"].lower()
    before = text[max(0, first.start - 48) : first.start].lower()
    if word == "and" and not re.search(r"\bbetween\s+(?:[a-z]+\s+){0,2}\Z", before):
        return None
    chained = re.match(
        r"(?:\s*(?:%|[a-z]+(?: cent)?))?\s+to\s+(?:[a-z]+\s+)?[$\u20ac\u00a3]?\d", text[second.end : second.end + 24]
    )
    if (
        word in ("to", "-to-", "-to", "to-")
        and not chained
        and re.search(r"(?<!anywhere )(?<!somewhere )\b(?:from|by)\s+(?:(?!the\b)[a-z]+\s+)?\Z", before)
    ):
        # "rose from 3,000 to 10,000" is a change and two levels; "from 10 to 30 boats" without a verb of change reads
        # the same way here, and __init__.py joins it again when no verb of change governs it.
        return None
    if _is_year(first) and re.search(r"\b(?:in|since|during|until|by|of|from)\s+\Z", before):
        return None
    if first.form == second.form == "words" and gap["word"] in "-\u2010\u2011":
        # "A one-two punch"; a range in words is written with "to" or "or".
        return None
    if second.sign == "-" and word not in ("to", "and"):
        return None
    if word == "to" and first.currency and second.currency and _is_step(before, first.low, second.low):
        return None
    low, high = _shared_scale(text, first, second)
    if high is None or low is None or low >= high:
        return None
    return Number(
        first.start,
        second.end,
        low,
        high,
        "range",
        first.currency or second.currency,
        ambiguous=first.ambiguous or second.ambiguous,
    )


def _is_step(before: str, first: float, second: float) -> bool:
    """Whether two amounts are a move and the level it leads to: "rose $1.20 to $24.10"."""
    return second > 4 * first and before_a_step().search(before) is not None


def _may_join(first: Number, second: Number) -> bool:
    forms = {first.form, second.form}
    if "glued" in forms or "multiple" in forms or (first.form == "fraction") != (second.form == "fraction"):
        return False
    if first.currency and second.currency and first.currency != second.currency:
        return False
    return not (first.vague and not second.vague)


def _is_year(number: Number) -> bool:
    """Whether a number is written like a year ("2018") and could be one."""
    return number.form == "digits" and number.end - number.start == 4 and 1900 <= (number.low or 0) <= 2100


def _scale_of(text: str, number: Number) -> float | None:
    """The scale word a number ends with, as a factor."""
    written = re.sub(r"[^A-Za-z]", " ", text[number.start : number.end]).lower().split()
    return float(words()["scales"][written[-1]]) if written and written[-1] in words()["scales"] else None


def _is_bare(text: str, number: Number) -> bool:
    written = text[number.start : number.end]
    return (
        number.form in ("digits", "words")
        and re.search(r"\A[A-Za-z]+\Z|(?:\A|[^\d.,])\d{1,3}(?:\.\d+)?\Z", written) is not None
    )


def _shared_scale(text: str, first: Number, second: Number) -> tuple[float | None, float | None]:
    low, high = first.low, second.high
    if low is None or high is None or not _is_bare(text, first) or _scale_of(text, first):
        return low, high
    scale = _scale_of(text, second)
    if scale is None and high >= 1000 and high % 1000 == 0:
        scale = 1000.0
    # "$420,000 to $3.1 million" has no common scale; "11 to 12,000" has.
    return (low * scale if scale and low * scale < high and low < high / 50 else low), high


def _scaled_like(text: str, first: Number, second: Number) -> Number:
    """The first of two numbers with the scale of the second where they share it ("either 10 or 15 thousand")."""
    gap = text[first.end : second.start]
    if first.low is None or second.high is None or not re.fullmatch(r"\s+(?:and|or|versus|vs\.?)\s+", gap):
        return first
    before = text[max(0, first.start - 24) : first.start].lower()
    if not re.search(r"\b(?:either|between|both|somewhere between)\s+\Z", before) or not _is_bare(text, first):
        return first
    low, _ = _shared_scale(text, first, second)
    return rescaled(first, low / first.low) if low and first.low else first


def joined(text: str, first: Number, second: Number) -> Number:
    """The range from one number to the next, for a caller who knows that they make one."""
    low, high = _shared_scale(text, first, second)
    money = first.currency or second.currency
    return replace(first, end=second.end, low=low, high=high, form="range", currency=money)
