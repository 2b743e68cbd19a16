"""The numbers that stand in a text: where, how much, and whether they are a range or vague.

What is here: digits with the separators newsrooms use, number words, scale words and vague plurals. Hedges beside a
number, what is counted, and numbers that are none (dates, ages) are left to ``quantities.py``. The words are data in
``cues/numbers.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from workbench.cuefiles import cue_file

_SPACES = "\u00a0\u2009\u202f"
_DIGITS = re.compile(
    # Each form starts where its own run of digits starts and never gives back, so that a long run is read once.
    rf"(?P<grouped>(?<![\d,])\d{{1,3}}+(?:,\d{{3}})++(?:\.\d++)?+)(?![\d]|,\d)"
    rf"|(?P<spaced>(?<![\d{_SPACES}])(?<!\d )\d{{1,3}}+(?:[ {_SPACES}]\d{{3}})++)(?![\d]|[.,]\d)"
    r"|(?P<dotted>(?<![\d.])\d{1,3}+(?:\.\d{3}){2,}+)(?![\d.])"
    r"|(?P<apostrophes>(?<![\d'\u2019])\d{1,3}+(?:['\u2019]\d{3})++)(?!\d)"
    r"|(?P<plain>\d++(?:\.\d++)?+)"
)
_TOKEN = re.compile(rf"(?P<digits>{_DIGITS.pattern})|(?P<word>[A-Za-z]+)|(?P<mark>[^\sA-Za-z\d])")
_JOINING_SPACE = re.compile(rf"[\s{_SPACES}]*-?[\s{_SPACES}]*\Z")
_RANGE_GAP = re.compile(rf"[\s{_SPACES}]*(?:to|and|or|-|\u2013|\u2014)[\s{_SPACES}]*\Z", re.IGNORECASE)
_CURRENCIES = {"$": "dollar", "\u20ac": "euro", "\u00a3": "pound", "\u00a5": "yen", "\u20a9": "won"}
#: The largest count that is believed; anything above is kept as a number that is not charted.
ABSURD = 1e15


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands at ``start``:``end``.

    ``low`` and ``high`` are equal for a single value; a range has both, a vague plural has ``low`` only. ``currency``
    is the unit a currency sign gives. ``ambiguous`` marks a separator that can be read two ways ("3.000").
    """

    start: int
    end: int
    low: float | None
    high: float | None
    form: str
    currency: str | None = None
    vague: bool = False
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str
    digits: bool
    word: bool


@cache
def _words() -> dict[str, Any]:
    return cue_file("annotate", "numbers")


@cache
def _plurals() -> dict[str, tuple[float, float | None]]:
    return {entry["word"]: (float(entry["low"]), entry.get("high")) for entry in _words()["plural"]}


@cache
def _vague_heads() -> dict[tuple[str, ...], float]:
    return {tuple(words.split()): float(entry["low"]) for entry in _words()["vague"] for words in entry["words"]}


def find_numbers(text: str, start: int = 0, end: int | None = None) -> list[Number]:
    """The numbers between ``start`` and ``end`` of the text, in order, ranges joined into one.

    Offsets are positions in ``text``.
    """
    end = len(text) if end is None else end
    tokens = [
        _Token(match.start(), match.end(), match.group(), match["digits"] is not None, match["word"] is not None)
        for match in _TOKEN.finditer(text, start, end)
        if not _is_inner_hyphen(text, match)
    ]
    return list(_join_ranges(text, list(_single_numbers(text, tokens))))


def _is_inner_hyphen(text: str, match: re.Match[str]) -> bool:
    around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return match.group() == "-" and len(around) == 2 and around.isalpha()


def _single_numbers(text: str, tokens: list[_Token]) -> Iterator[Number]:
    at = 0
    while at < len(tokens):
        found = _number_at(text, tokens, at)
        if found is None:
            at += 1
            continue
        number, at = found
        yield number


def _number_at(text: str, tokens: list[_Token], at: int) -> tuple[Number, int] | None:
    token = tokens[at]
    if token.digits:
        return _digits_at(text, tokens, at)
    if not token.word:
        return None
    return _vague_at(text, tokens, at) or _plural_at(text, tokens, at) or _words_at(text, tokens, at)


def _digits_at(text: str, tokens: list[_Token], at: int) -> tuple[Number, int] | None:
    token = tokens[at]
    before = text[token.start - 1 : token.start]
    if before and (before.isalnum() or before == "_"):
        return None
    after = text[token.end : token.end + 1]
    value, ambiguous = _digit_value(token.text)
    end, at = token.end, at + 1
    factor, end, at = _scales(text, tokens, end, at, after_digits=True)
    if factor == 1 and after.isalpha():
        return Number(token.start, token.end, value, value, "glued"), at
    start, currency = _currency_before(text, token.start)
    return Number(start, end, value * factor, value * factor, "digits", currency, ambiguous=ambiguous), at


def _digit_value(text: str) -> tuple[float, bool]:
    match = _DIGITS.fullmatch(text)
    form = match.lastgroup if match else "plain"
    if form == "plain":
        # "3.000" is three in English and three thousand elsewhere; newsroom English writes no trailing zeros.
        ambiguous = re.fullmatch(r"[1-9]\d{0,2}\.000", text) is not None
        return float(text.replace(".", "")) if ambiguous else float(text), ambiguous
    if form == "grouped":
        return float(text.replace(",", "")), False
    return float(re.sub(r"\D", "", text)), False


def _currency_before(text: str, start: int) -> tuple[int, str | None]:
    coded = _currency_word_before(text, start)
    sign = text[start - 1 : start]
    if coded[1] or not sign or sign not in _CURRENCIES:
        return coded
    start -= 1
    country = re.search(r"(?:US|CA|AU|NZ|HK|A|C)\Z", text[max(0, start - 2) : start])
    return (start - len(country.group()) if country else start), _CURRENCIES[sign]


def _currency_word_before(text: str, start: int) -> tuple[int, str | None]:
    """The place and unit of a currency code before an amount ("Rp 30 billion", "CHF 40")."""
    for written, unit in _words()["currencies"].items():
        match = re.search(rf"(?<![A-Za-z]){re.escape(written)}[ {_SPACES}]?\Z", text[max(0, start - 8) : start])
        if match:
            return start - len(match.group()), unit
    return start, None


def _scales(
    text: str, tokens: list[_Token], end: int, at: int, *, after_digits: bool = False
) -> tuple[float, int, int]:
    """The product of the scale words that follow, with the new end and position."""
    scales, short = _words()["scales"], _words()["short_scales"]["words"]
    factor = 1.0
    while at < len(tokens) and tokens[at].word and _JOINING_SPACE.match(text[end : tokens[at].start]):
        word = tokens[at].text.lower()
        known = word in scales and (word not in short or (after_digits and factor == 1))
        if word in short and tokens[at].start > end and word in ("k", "m"):
            known = False
        if not known or word == "score":
            break
        factor, end, at = factor * scales[word], tokens[at].end, at + 1
    return factor, end, at


def _vague_at(text: str, tokens: list[_Token], at: int) -> tuple[Number, int] | None:
    for words, low in sorted(_vague_heads().items(), key=lambda item: -len(item[0])):
        found = tuple(token.text.lower() for token in tokens[at : at + len(words)])
        if found != words:
            continue
        last = at + len(words)
        factor, end, next_at = _scales(text, tokens, tokens[last - 1].end, last)
        if factor == 1 and words[-1] == "of":
            end = tokens[last - 2].end
        return Number(tokens[at].start, end, low * factor, None, "vague", vague=True), next_at
    return None


def _plural_at(text: str, tokens: list[_Token], at: int) -> tuple[Number, int] | None:
    word = tokens[at].text.lower()
    if word not in _plurals():
        return None
    low, high = _plurals()[word]
    end, at_next = tokens[at].end, at + 1
    # "hundreds of thousands": the second plural is a scale, worth half its own low end.
    while (
        at_next + 1 < len(tokens)
        and tokens[at_next].text.lower() == "of"
        and tokens[at_next + 1].text.lower() in _plurals()
    ):
        low *= _plurals()[tokens[at_next + 1].text.lower()][0] / 2
        end, at_next = tokens[at_next + 1].end, at_next + 2
    return Number(tokens[at].start, end, low, high, "plural", vague=True), at_next


def _words_at(text: str, tokens: list[_Token], at: int) -> tuple[Number, int] | None:
    start = tokens[at].start
    word = tokens[at].text.lower()
    if word == "half" and [token.text.lower() for token in tokens[at + 1 : at + 2]] in (["a"], ["an"]):
        factor, end, next_at = _scales(text, tokens, tokens[at + 1].end, at + 2)
        return (Number(start, end, factor / 2, factor / 2, "words"), next_at) if factor > 1 else None
    if word in ("a", "an"):
        factor, end, next_at = _scales(text, tokens, tokens[at].end, at + 1)
        if factor in (100, 1000) and next_at + 1 < len(tokens) and tokens[next_at].text.lower() == "and":
            rest, rest_end, after = _cardinal(text, tokens, next_at + 1)
            if rest is not None and rest < factor:
                return Number(start, rest_end, factor + rest, factor + rest, "words"), after
        return (Number(start, end, factor, factor, "words"), next_at) if factor > 1 else None
    value, end, next_at = _cardinal(text, tokens, at)
    if value is None:
        return None
    return Number(start, end, value, value, "words"), next_at


def _cardinal(text: str, tokens: list[_Token], at: int) -> tuple[float | None, int, int]:
    """The value of a run of cardinal words ("two hundred and fifty thousand"), its end and the next position."""
    cardinals = _words()["cardinals"]
    total = current = 0.0
    seen, last, end = False, 1e18, tokens[at].start
    while at < len(tokens) and tokens[at].word and (not seen or _JOINING_SPACE.match(text[end : tokens[at].start])):
        word = tokens[at].text.lower()
        if word in cardinals and (not seen or cardinals[word] < last):
            current, last, seen = current + cardinals[word], cardinals[word], True
            last = 10 if last >= 20 and last % 10 == 0 else 0
        elif seen and word == "hundred":
            current, last = max(current, 1) * 100, 100
        elif seen and word in ("dozen", "thousand", "million", "billion", "trillion"):
            total, current, last = total + max(current, 1) * _words()["scales"][word], 0, 1000
        elif word == "and" and seen and last >= 100 and _continues(tokens, at + 1):
            at += 1
            end = tokens[at].start
            continue
        elif word == "and" and seen and _half_after(tokens, at):
            current += 0.5
            at, end = at + 3, tokens[at + 2].end
            continue
        else:
            break
        end, at = tokens[at].end, at + 1
    return (total + current if seen else None), end, at


def _continues(tokens: list[_Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text.lower() in _words()["cardinals"]


def _half_after(tokens: list[_Token], at: int) -> bool:
    return [token.text.lower() for token in tokens[at + 1 : at + 3]] == ["a", "half"]


def _join_ranges(text: str, numbers: list[Number]) -> Iterator[Number]:
    at = 0
    while at < len(numbers):
        first = numbers[at]
        joined = _range(text, first, numbers[at + 1]) if at + 1 < len(numbers) else None
        yield joined or first
        at += 2 if joined else 1


def _range(text: str, first: Number, second: Number) -> Number | None:
    """The range two numbers make ("11 to 12,000", "between 18 and 20 million"), or nothing."""
    gap = text[first.end : second.start]
    if not _RANGE_GAP.match(gap) or first.low is None or second.low is None or "glued" in (first.form, second.form):
        return None
    word = gap.strip().lower()
    before = text[max(0, first.start - 12) : first.start].lower()
    if word == "and" and not re.search(r"between\s+(?:\w+\s+)?\Z", before):
        return None
    if word == "to" and re.search(r"\b(?:from|by)\s+\Z", before):
        # "rose from 3,000 to 10,000" is a change and two levels; "from 10 to 30 boats" without a verb of change reads
        # the same way here, and quantities.py joins it again when no verb of change governs it.
        return None
    if first.vague and not second.vague:
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


def _shared_scale(text: str, first: Number, second: Number) -> tuple[float | None, float | None]:
    low, high = first.low, second.high
    if low is None or high is None:
        return low, high
    written = re.sub(r"[^A-Za-z]", "", text[second.start : second.end]).lower()
    scale = next((factor for word, factor in _words()["scales"].items() if written.endswith(word)), None)
    if scale is None and high >= 1000 and high % 1000 == 0:
        scale = 1000
    bare = first.form in ("digits", "words") and text[first.start : first.end].strip("$").isalnum()
    if scale and bare and low * scale < high and low < high / 50:
        low *= scale
    return low, high


def joined(first: Number, second: Number) -> Number:
    """The range from one number to the next, for a caller who knows that they make one."""
    return replace(first, end=second.end, high=second.high, form="range")
