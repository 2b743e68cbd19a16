"""A number as a value, the pieces of a text that numbers are made of, and the scale words behind them.

What is here: what number words (``numberwords.py``) share with digits, which ``annotate/quantities/digits.py`` reads on
from, so that a time and an estimate read a number alike. The words are data in ``cues/numbers.toml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal, NamedTuple

from workbench.cuefiles import cue_file

SPACES = "\u00a0\u2009\u202f"
Form = Literal["digits", "words", "range", "vague", "plural", "fraction", "multiple", "glued", "zero"]

DIGITS = re.compile(
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
    rf"(?P<digits>{DIGITS.pattern})|(?P<part>[\u00bc-\u00be\u2150-\u215e])|(?P<word>[A-Za-z]+)|(?P<mark>[^\sA-Za-z\d])"
)
_HYPHENS = ("-", "\u2010", "\u2011")
JOINING_SPACE = re.compile(rf"[\s{SPACES}]*+[-\u2010\u2011]?[\s{SPACES}]*+\Z")
#: A scale word that an editor has put in ("10 [thousand] and 15,000").
_SCALE_IN_BRACKETS = re.compile(r"\[(?P<word>thousand|million|billion|trillion|hundred)\]", re.IGNORECASE)
PARTS = dict(zip("\u00bc\u00bd\u00be\u2153\u2154", (0.25, 0.5, 0.75, 1 / 3, 2 / 3), strict=True))


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


class Piece(NamedTuple):
    """A run of digits, a word or a mark of the text, and the same in lower case."""

    start: int
    end: int
    text: str
    lower: str
    digits: bool
    word: bool


Found = tuple[Number, int]


@cache
def words() -> dict[str, Any]:
    """The number words of English."""
    return cue_file("read", "numbers")


def pieces(text: str, start: int, end: int) -> list[Piece]:
    """The digits, words and marks between ``start`` and ``end``, hyphens inside words left out."""
    found = []
    for match in _TOKEN.finditer(text, start, end):
        written, kind = match.group(), match.lastgroup
        if kind == "mark" and written in _HYPHENS and _is_inner(text, match):
            continue
        found.append(Piece(*match.span(), written, written.lower(), kind in ("digits", "part"), kind == "word"))
    return found


def _is_inner(text: str, match: re.Match[str]) -> bool:
    around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
    return len(around) == 2 and around.isalpha()


def scales_after(
    text: str, tokens: list[Piece], end: int, at: int, *, after_digits: bool = False, money: bool = False
) -> tuple[float, int, int]:
    """The product of the scale words that follow, with the new end and position."""
    scales, short = words()["scales"], words()["short_scales"]
    factor = 1.0
    while at < len(tokens) and JOINING_SPACE.match(text[end : tokens[at].start]):
        bracketed = _SCALE_IN_BRACKETS.match(text, tokens[at].start)
        if bracketed and factor == 1:
            factor, end, at = scales[bracketed["word"].lower()], bracketed.end(), at + 3
            continue
        if _is_hyphened_scale(tokens, end, at):
            end, at = tokens[at].end, at + 1
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


def _is_hyphened_scale(tokens: list[Piece], end: int, at: int) -> bool:
    """Whether a hyphen ties a scale word to the digits before it: "a 3-million-year span"."""
    scale = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        scale is not None
        and tokens[at].text in _HYPHENS
        and end == tokens[at].start
        and tokens[at].end == scale.start
        and (scale.lower == "hundred" or scale.lower in words()["long_scales"]["words"])
    )


_LENGTH_AFTER = re.compile(r"(?:[\u00b2\u00b323]\b|\s*\(\d[\d.,]*\s?(?:ft|feet|yards|yd)\b|[\s-]+(?:\w+))")


def _is_length(text: str, end: int) -> bool:
    """Whether "m" after digits means metres: an area, a conversion to feet, "100m sprint", "5m high"."""
    match = _LENGTH_AFTER.match(text, end)
    if match is None:
        return False
    return not match.group().strip(" -").isalpha() or match.group().strip(" -").lower() in words()["metres"]["words"]


def rescaled(number: Number, factor: float) -> Number:
    """The number worth ``factor`` times as much, for one whose scale word stands at its neighbour."""
    low = None if number.low is None else number.low * factor
    high = None if number.high is None else number.high * factor
    return replace(number, low=low, high=high)


def digit_value(text: str) -> tuple[float, bool]:
    """What digits are worth, and whether their separator can be read two ways."""
    if text in PARTS:
        return PARTS[text], False
    match = DIGITS.fullmatch(text)
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


_SIGN = re.compile(r"(?:(?<![^\s(\[,;:/|])(?P<mark>[-\u2212+])|\b(?P<word>minus|negative)[\s-])\Z", re.IGNORECASE)
_AFTER_NUMBER = re.compile(r"\d\Z")


def sign_before(text: str, start: int, *, touching: bool = False) -> tuple[int, str]:
    """Where an amount begins with a sign before it, and that sign ("+", "-" or nothing).

    ``touching``: no currency stands between sign and amount, so that in "$-5" the sign is behind one.
    """
    window = text[max(0, start - 10) : start]
    if touching and re.search(r"[$\u20ac\u00a3\u00a5][-\u2212]\Z", window):
        return start - 1, "-"
    match = _SIGN.search(window)
    if match is None or _AFTER_NUMBER.search(window[: match.start()]):
        return start, ""
    return start - len(match.group()), "+" if match["mark"] == "+" else "-"
