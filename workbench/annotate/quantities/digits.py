"""A number written in digits: separators, signs, currencies before it, powers, parts, multiples, round plurals.

What is here: a run of digits with all that is written on to it. What the digits alone are worth is in
``read/numerals.py``, words of number in ``read/numberwords.py``, ranges in ``numbers.py``, units after a number in
``units.py``.
"""

from __future__ import annotations

import re

from workbench.annotate.quantities.units import currency_before, is_unit_symbol
from workbench.read.numerals import (
    PARTS,
    SPACES,
    Form,
    Found,
    Number,
    Piece,
    digit_value,
    scales_after,
    sign_before,
    words,
)

_POWER = re.compile(
    rf"[\s{SPACES}]?[\u00d7x*][\s{SPACES}]?10(?:\^?(?P<sign>[-\u2212])?(?P<power>[1-9]\d?)(?![\dA-Za-z])|(?P<raised>[\u207b\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+))"
)
_RAISED = str.maketrans("\u207b\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "-0123456789")


def digits_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    token = tokens[at]
    start, currency, sign = written_before(text, token.start)
    before = text[start - 1 : start]
    if before and (before.isalnum() or before == "_"):
        return None
    value, ambiguous = digit_value(token.text)
    end, at = token.end, at + 1
    if token.text[0] not in PARTS and at < len(tokens) and tokens[at].text in PARTS:
        value, end, at = value + PARTS[tokens[at].text], tokens[at].end, at + 1
    power = _POWER.match(text, end)
    if power:
        value, end = value * 10.0 ** _exponent(power), power.end()
        at = next((index for index in range(at, len(tokens)) if tokens[index].start >= end), len(tokens))
    factor, end, at = scales_after(text, tokens, end, at, after_digits=True, money=currency is not None)
    grown = _round_plural(text, token, value, at) or _multiple(text, token, value, at) if factor == 1 else None
    if grown:
        return grown
    if factor == 1 and text[end : end + 1].isalpha() and not is_unit_symbol(text, end):
        return Number(token.start, token.end, value, value, "glued"), at
    if _is_part(token.text) and token.text not in PARTS and not _is_proper(token.text):
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
    return "/" in written or "\u2044" in written or written in PARTS


def _is_proper(written: str) -> bool:
    """Whether a slash writes a common part ("3/4") and no date, score or code ("9/11", "24/7")."""
    if "\u2044" in written:
        return True
    over, under = (int(side) for side in written.split("/"))
    return 0 < over < under and under in words()["parts"]["denominators"]


def _multiple(text: str, token: Piece, value: float, at: int) -> Found | None:
    """The number of "3x" or "10-fold" as a multiple."""
    match = re.compile(r"(?:x|-?fold)(?![A-Za-z\d])").match(text, token.end)
    if match is None:
        return None
    next_at = at + 1 if text[token.end] != "-" else at + 2
    return Number(token.start, match.end(), value, value, "multiple"), next_at


def _exponent(match: re.Match[str]) -> int:
    if match["raised"]:
        return int(match["raised"].translate(_RAISED))
    return int(match["power"]) * (-1 if match["sign"] else 1)


def written_before(text: str, start: int) -> tuple[int, str | None, str]:
    """Where an amount begins with its sign and its currency, that currency, and the sign ("+", "-" or nothing)."""
    start, inner = sign_before(text, start, touching=True)
    start, currency = currency_before(text, start)
    start, outer = sign_before(text, start, touching=False)
    return start, currency, outer or inner
