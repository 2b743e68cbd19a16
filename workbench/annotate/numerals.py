"""One number as it is written: digits with the separators newsrooms use, number words, scale words, vague plurals.

What is here: where a single number begins and ends and what it is worth, with its sign, its scale and the currency
that stands before it. Two numbers that make a range are left to ``numbers.py``, units after a number to ``units.py``.
The words are data in ``cues/numbers.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from workbench.annotate.units import currency_before, is_unit_symbol
from workbench.cuefiles import cue_file

SPACES = "\u00a0\u2009\u202f"
Form = Literal["digits", "words", "range", "vague", "plural", "fraction", "multiple", "glued", "zero"]

_DIGITS = re.compile(
    # Each form starts where its own run of digits starts and never gives back, so that a long run is read once.
    rf"(?P<grouped>(?<![\d,])\d{{1,3}}+(?:,\d{{3}})++(?:\.\d++)?+)(?![\d]|,\d)"
    # Lakhs and crores: "1,25,000".
    r"|(?P<indian>(?<![\d,])\d{1,2}+(?:,\d{2}(?=,))++,\d{3}(?:\.\d++)?+)(?![\d]|,\d)"
    rf"|(?P<spaced>(?<![\d{SPACES}])(?<!\d )\d{{1,3}}+(?:[ {SPACES}]\d{{3}})++)(?![\d]|[.,]\d)"
    r"|(?P<dotted>(?<![\d.])\d{1,3}+(?:\.\d{3}){2,}+)(?![\d.])"
    r"|(?P<apostrophes>(?<![\d'\u2019])\d{1,3}+(?:['\u2019]\d{3})++)(?!\d)"
    r"|(?P<slashed>(?<![\d/\u2044.])\d{1,3}[/\u2044]\d{1,3}(?![\d/\u2044]))"
    r"|(?P<plain>\d++(?:\.\d++)?+|(?<![\w.])\.\d++)"
)
_TOKEN = re.compile(
    rf"(?P<digits>{_DIGITS.pattern})|(?P<part>[\u00bc-\u00be\u2150-\u215e])|(?P<word>[A-Za-z]+)|(?P<mark>[^\sA-Za-z\d])"
)
_JOINING_SPACE = re.compile(rf"[\s{SPACES}]*[-\u2010\u2011]?[\s{SPACES}]*\Z")
_POWER = re.compile(
    rf"[\s{SPACES}]?[\u00d7x*][\s{SPACES}]?10(?:\^?(?P<sign>[-\u2212])?(?P<power>\d{{1,2}})|(?P<raised>[\u207b\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+))"
)
#: A scale word that an editor has put in ("10 [thousand] and 15,000").
_SCALE_IN_BRACKETS = re.compile(r"\[(?P<word>thousand|million|billion|trillion|hundred)\]", re.IGNORECASE)
_RAISED = str.maketrans("\u207b\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "-0123456789")
_PARTS = dict(zip("\u00bc\u00bd\u00be\u2153\u2154", (0.25, 0.5, 0.75, 1 / 3, 2 / 3), strict=True))


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands at ``start``:``end``.

    ``low`` and ``high`` are equal for a single value; a range has both, a vague plural has ``low`` only. ``currency``
    is the unit a currency sign gives. ``ambiguous`` marks a separator that can be read two ways ("3.000"), ``sign`` a
    plus or minus that is written.
    """

    start: int
    end: int
    low: float | None
    high: float | None
    form: Form
    currency: str | None = None
    vague: bool = False
    ambiguous: bool = False
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of digits, a word or a mark of the text."""

    start: int
    end: int
    text: str
    digits: bool
    word: bool

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()


Found = tuple[Number, int]


@cache
def words() -> dict[str, Any]:
    """The number words of English."""
    return cue_file("annotate", "numbers")


@cache
def _plurals() -> dict[str, tuple[float, float | None]]:
    return {entry["word"]: (float(entry["low"]), entry.get("high")) for entry in words()["plural"]}


@cache
def _vague_heads() -> list[tuple[tuple[str, ...], float]]:
    heads = [(tuple(phrase.split()), float(entry["low"])) for entry in words()["vague"] for phrase in entry["words"]]
    return sorted(heads, key=lambda head: -len(head[0]))


def pieces(text: str, start: int, end: int) -> list[Piece]:
    """The digits, words and marks between ``start`` and ``end``, hyphens inside words left out."""
    return [
        Piece(
            match.start(),
            match.end(),
            match.group(),
            match["digits"] is not None or match["part"] is not None,
            match["word"] is not None,
        )
        for match in _TOKEN.finditer(text, start, end)
        if not _is_inner_hyphen(text, match)
    ]


def _is_inner_hyphen(text: str, match: re.Match[str]) -> bool:
    around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return match.group() in "-\u2010\u2011" and len(around) == 2 and around.isalpha()


def number_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    """The number that begins at a piece, with the place of the piece after it; nothing when none does."""
    token = tokens[at]
    if token.digits:
        return _digits_at(text, tokens, at)
    if not token.word or token.lower not in _openers():
        return None
    for read in _READERS:
        found = read(text, tokens, at)
        if found is not None:
            return found
    return None


@cache
def _openers() -> frozenset[str]:
    """Every word that can begin a number."""
    rules = words()
    heads = {phrase[0] for phrase, _ in _vague_heads()}
    others = {"a", "an", "half", *rules["multiples"]["words"], *rules["parts"]["words"]}
    folds = {f"{word}fold" for word in rules["cardinals"]}
    return frozenset({*rules["cardinals"], *_plurals(), *heads, *others, *folds})


# --- digits -----------------------------------------------------------------------------------------------------------


def _digits_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    token = tokens[at]
    start, currency, sign = _written_before(text, token.start)
    before = text[start - 1 : start]
    if before and (before.isalnum() or before == "_"):
        return None
    value, ambiguous = _digit_value(token.text)
    end, at = token.end, at + 1
    if token.text[0] not in _PARTS and at < len(tokens) and tokens[at].text in _PARTS:
        value, end, at = value + _PARTS[tokens[at].text], tokens[at].end, at + 1
    power = _POWER.match(text, end)
    if power:
        value, end = value * 10.0 ** _exponent(power), power.end()
        at = next((index for index in range(at, len(tokens)) if tokens[index].start >= end), len(tokens))
    factor, end, at = _scales(text, tokens, end, at, after_digits=True, money=currency is not None)
    round_plural = _round_plural(text, token, value, at) if factor == 1 else None
    if round_plural:
        return round_plural
    if factor == 1 and text[end : end + 1].isalpha() and not is_unit_symbol(text, end):
        return _multiple(text, token, value, at) or (Number(token.start, token.end, value, value, "glued"), at)
    if _is_part(token.text) and token.text not in _PARTS and not _is_proper(token.text):
        return Number(token.start, token.end, value, value, "glued"), at
    form: Form = "fraction" if _is_part(token.text) else "digits"
    amount = round(value * factor, 9) if factor > 1 else value
    amount = -amount if sign == "-" else amount
    return Number(start, end, amount, amount, form, currency, ambiguous=ambiguous, sign=sign), at


def _round_plural(text: str, token: Piece, value: float, at: int) -> Found | None:
    """The hundreds that "100s" writes, and the tens of "10s of"; decades ("1990s") are none."""
    match = re.compile(r"s(?![A-Za-z\d])(?P<of>\s+of\s)?").match(text, token.end)
    if match is None or value not in (10, 100, 1000, 10_000, 100_000, 1_000_000) or (value == 10 and not match["of"]):
        return None
    return Number(token.start, token.end + 1, 2 * value, None, "plural", vague=True), at + 1


def _is_part(written: str) -> bool:
    return "/" in written or "\u2044" in written or written in _PARTS


def _is_proper(written: str) -> bool:
    """Whether a slash writes a common part ("3/4") and no date, score or code ("9/11", "24/7")."""
    if "\u2044" in written:
        return True
    over, under = (int(side) for side in written.split("/"))
    return 0 < over < under and under in words()["parts"]["denominators"]


def _multiple(text: str, token: Piece, value: float, at: int) -> Found | None:
    """The number of "3x" or "10-fold" as a multiple."""
    match = re.compile(r"(?:x|fold)(?![A-Za-z\d])").match(text, token.end)
    return (Number(token.start, match.end(), value, value, "multiple"), at + 1) if match else None


def _exponent(match: re.Match[str]) -> int:
    if match["raised"]:
        return int(match["raised"].translate(_RAISED))
    return int(match["power"]) * (-1 if match["sign"] else 1)


def _digit_value(text: str) -> tuple[float, bool]:
    if text in _PARTS:
        return _PARTS[text], False
    match = _DIGITS.fullmatch(text)
    form = match.lastgroup if match else "plain"
    if form == "slashed":
        over, under = re.split("[/\u2044]", text)
        return (float(over) / float(under) if float(under) else 0.0), False
    if form == "plain":
        # "3.000" is three in English and three thousand elsewhere; newsroom English writes no trailing zeros.
        ambiguous = re.fullmatch(r"[1-9]\d{0,2}\.000", text) is not None
        return float(text.replace(".", "")) if ambiguous else float(text), ambiguous
    if form in ("grouped", "indian"):
        return float(text.replace(",", "")), False
    return float(re.sub(r"\D", "", text)), False


def _written_before(text: str, start: int) -> tuple[int, str | None, str]:
    """Where an amount begins with its sign and its currency, that currency, and the sign ("+", "-" or nothing)."""
    start, inner = _sign_before(text, start, touching=True)
    start, currency = currency_before(text, start)
    start, outer = _sign_before(text, start, touching=False)
    return start, currency, outer or inner


_SIGN = re.compile(r"(?:(?<![^\s(\[,;:/|])(?P<mark>[-\u2212+])|\b(?P<word>minus|negative)[\s-])\Z", re.IGNORECASE)
_AFTER_NUMBER = re.compile(r"\d\Z")


def _sign_before(text: str, start: int, *, touching: bool) -> tuple[int, str]:
    window = text[max(0, start - 10) : start]
    if touching and re.search(r"[$\u20ac\u00a3\u00a5][-\u2212]\Z", window):
        return start - 1, "-"
    match = _SIGN.search(window)
    if match is None or _AFTER_NUMBER.search(window[: match.start()]):
        return start, ""
    return start - len(match.group()), "+" if match["mark"] == "+" else "-"


def _scales(
    text: str, tokens: list[Piece], end: int, at: int, *, after_digits: bool = False, money: bool = False
) -> tuple[float, int, int]:
    """The product of the scale words that follow, with the new end and position."""
    scales, short = words()["scales"], words()["short_scales"]
    factor = 1.0
    while at < len(tokens) and _JOINING_SPACE.match(text[end : tokens[at].start]):
        bracketed = _SCALE_IN_BRACKETS.match(text, tokens[at].start)
        if bracketed and factor == 1:
            factor, end, at = scales[bracketed["word"].lower()], bracketed.end(), at + 3
            continue
        if not tokens[at].word:
            break
        written = tokens[at].text
        word = written.lower()
        if word in short["words"]:
            apart = tokens[at].start > end
            if not after_digits or factor > 1 or (apart and word in short["touching"]):
                break
            if word in short["capitals_only"] and not (written.isupper() or money):
                break
        elif word not in scales or word == "score":
            break
        if word == "m" and not money and _is_length(text, tokens[at].end):
            break
        factor, end, at = factor * scales[word], tokens[at].end, at + 1
    return factor, end, at


_LENGTH_AFTER = re.compile(r"(?:[\u00b2\u00b323]\b|\s*\(\d[\d.,]*\s?(?:ft|feet|yards|yd)\b|[\s-]+(?:\w+))")


def _is_length(text: str, end: int) -> bool:
    """Whether "m" after digits means metres: an area, a conversion to feet, "100m sprint", "5m high"."""
    match = _LENGTH_AFTER.match(text, end)
    if match is None:
        return False
    return not match.group().strip(" -").isalpha() or match.group().strip(" -").lower() in words()["metres"]["words"]


# --- words ------------------------------------------------------------------------------------------------------------


def _vague_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    for phrase, low in _vague_heads():
        if tuple(token.lower for token in tokens[at : at + len(phrase)]) != phrase:
            continue
        last = at + len(phrase)
        factor, end, next_at = _scales(text, tokens, tokens[last - 1].end, last)
        if factor == 1 and phrase[-1] == "of":
            end = tokens[last - 2].end
        plural = _plural_after(tokens, last) if factor == 1 else None
        if plural:
            factor, end, next_at = plural
        return Number(tokens[at].start, end, low * factor, None, "vague", vague=True), next_at
    return None


def _plural_after(tokens: list[Piece], at: int) -> tuple[float, int, int] | None:
    """The scale that "a couple of thousand" or "several hundreds" ends with."""
    if at >= len(tokens) or tokens[at].lower not in ("hundreds", "thousands", "millions", "billions", "dozens"):
        return None
    return _plurals()[tokens[at].lower][0] / 2, tokens[at].end, at + 1


def _plural_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    word = tokens[at].lower
    if word not in _plurals():
        return None
    low, high = _plurals()[word]
    end, at_next = tokens[at].end, at + 1
    # "hundreds of thousands": the second plural is a scale, worth half its own low end.
    while (
        at_next + 1 < len(tokens) and tokens[at_next].lower == "of" and tokens[at_next + 1].lower in _plurals()
    ):
        low *= _plurals()[tokens[at_next + 1].lower][0] / 2
        end, at_next = tokens[at_next + 1].end, at_next + 2
    return Number(tokens[at].start, end, low, high, "plural", vague=True), at_next


def _half_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    """The value of "half a million"; a plain "half" is a part."""
    if tokens[at].lower != "half" or [token.lower for token in tokens[at + 1 : at + 2]] not in (["a"], ["an"]):
        return None
    factor, end, next_at = _scales(text, tokens, tokens[at + 1].end, at + 2)
    return (Number(tokens[at].start, end, factor / 2, factor / 2, "words"), next_at) if factor > 1 else None


def _a_scale_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    """The value of "a dozen", "a hundred and ten", "a quarter of a million"."""
    if tokens[at].lower not in ("a", "an"):
        return None
    start = tokens[at].start
    factor, end, next_at = _scales(text, tokens, tokens[at].end, at + 1)
    if factor in (100, 1000) and next_at + 1 < len(tokens) and tokens[next_at].lower == "and":
        rest, rest_end, after = _cardinal(text, tokens, next_at + 1)
        if rest is not None and rest < factor:
            return Number(start, rest_end, factor + rest, factor + rest, "words"), after
    return (Number(start, end, factor, factor, "words"), next_at) if factor > 1 else None


def _part_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    """The share that "a third", "two-thirds", "three quarters" or "half" names."""
    parts, cardinals = words()["parts"]["words"], words()["cardinals"]
    first = tokens[at].lower
    if first == "half":
        if at and tokens[at - 1].lower in words()["parts"]["not_half_after"]:
            return None
        return (Number(tokens[at].start, tokens[at].end, 0.5, 0.5, "fraction"), at + 1) if _shares(text, tokens, at) else None
    if at + 1 >= len(tokens) or not (first in ("a", "an") or first in cardinals):
        return None
    second = tokens[at + 1].lower
    over = 1.0 if first in ("a", "an") else float(cardinals[first])
    name = second if over == 1 else second.removesuffix("s") if second != "halves" else "half"
    plural_ok = over == 1 or second.endswith("s")
    if name not in parts or not plural_ok or not _shares(text, tokens, at + 1):
        return None
    share = over / parts[name]
    return Number(tokens[at].start, tokens[at + 1].end, share, share, "fraction"), at + 2


def _shares(text: str, tokens: list[Piece], at: int) -> bool:
    """Whether a part of something follows ("half of", "a third the size") or nothing does ("fell by a third")."""
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    hyphened = text[tokens[at].end : tokens[at].end + 1] == "-"
    if tokens[at].lower in ("half", "third", "quarter", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"):
        return not hyphened and after in words()["parts"]["after"]
    return not hyphened


def _multiple_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    """The multiple of "sixfold", "twice as many", "tripled"."""
    word = tokens[at].lower
    known = words()["multiples"]["words"]
    if word.endswith("fold") and word != "fold":
        value = words()["cardinals"].get(word.removesuffix("fold"))
        return (Number(tokens[at].start, tokens[at].end, value, value, "multiple"), at + 1) if value else None
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if word in known and after in ("as", "the"):
        return Number(tokens[at].start, tokens[at].end, known[word], known[word], "multiple"), at + 1
    return None


def _words_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    value, end, next_at = _cardinal(text, tokens, at)
    if value is None:
        return None
    if next_at < len(tokens) and tokens[next_at].lower == "fold" and _JOINING_SPACE.match(text[end : tokens[next_at].start]):
        return Number(tokens[at].start, tokens[next_at].end, value, value, "multiple"), next_at + 1
    start, _, sign = _written_before(text, tokens[at].start)
    if sign == "-" and value:
        return Number(start, end, -value, -value, "words", sign=sign), next_at
    return Number(tokens[at].start, end, value, value, "words"), next_at


def _cardinal(text: str, tokens: list[Piece], at: int) -> tuple[float | None, int, int]:
    """The value of a run of cardinal words ("two hundred and fifty thousand"), its end and the next position."""
    cardinals = words()["cardinals"]
    total = current = 0.0
    seen, last, end = False, 1e18, tokens[at].start
    while at < len(tokens) and tokens[at].word and (not seen or _JOINING_SPACE.match(text[end : tokens[at].start])):
        word = tokens[at].lower
        if word in cardinals and (not seen or cardinals[word] < last):
            current, last, seen = current + cardinals[word], cardinals[word], True
            last = 10 if last >= 20 and last % 10 == 0 else 0
        elif seen and word == "hundred":
            current, last = max(current, 1) * 100, 100
        elif seen and word in words()["long_scales"]["words"]:
            total, current, last = total + max(current, 1) * words()["scales"][word], 0, 1000
        elif word == "and" and seen and last >= 100 and _continues(tokens, at + 1):
            at += 1
            end = tokens[at].start
            continue
        elif word == "and" and seen and _half_after(tokens, at):
            current += 0.5
            at, end = at + 3, tokens[at + 2].end
            continue
        elif word == "point" and seen and _continues(tokens, at + 1):
            part, at, end = _after_point(tokens, at + 1)
            current += part
            continue
        else:
            break
        end, at = tokens[at].end, at + 1
    return (total + current if seen else None), end, at


def _after_point(tokens: list[Piece], at: int) -> tuple[float, int, int]:
    """The decimal part that single words spell ("two point four five"), the next position and the end."""
    part, size, end = 0.0, 0.1, tokens[at].start
    while _continues(tokens, at) and words()["cardinals"][tokens[at].lower] < 10:
        part, size, end, at = part + words()["cardinals"][tokens[at].lower] * size, size / 10, tokens[at].end, at + 1
    return part, at, end


def _continues(tokens: list[Piece], at: int) -> bool:
    return at < len(tokens) and tokens[at].lower in words()["cardinals"]


def _half_after(tokens: list[Piece], at: int) -> bool:
    return [token.lower for token in tokens[at + 1 : at + 3]] == ["a", "half"]


_READERS: tuple[Callable[[str, list[Piece], int], Found | None], ...] = (
    _vague_at,
    _plural_at,
    _half_at,
    _part_at,
    _multiple_at,
    _a_scale_at,
    _words_at,
)


def rescaled(number: Number, factor: float) -> Number:
    """The number worth ``factor`` times as much, for one whose scale word stands at its neighbour."""
    low = None if number.low is None else number.low * factor
    high = None if number.high is None else number.high * factor
    return replace(number, low=low, high=high)
