"""A number of the text as what it is worth, digits and words alike: "120", "3 million", "one hundred and twenty".

What is here: the numbers that times count with and that one report calls another's. Currencies, signs, units and ranges
are left to ``annotate/quantities/numbers.py``, which reads the same digits and words.
"""

from __future__ import annotations

from functools import cache

from workbench.read.numberwords import words_at
from workbench.read.numerals import PARTS, Found, Number, Piece, digit_value, pieces, scales_after, words


def number_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    """The number that begins at a piece, with the place of the piece after it; nothing when none does."""
    if not tokens[at].digits:
        return words_at(text, tokens, at) if tokens[at].word else None
    start, end = tokens[at].start, tokens[at].end
    value, _ = digit_value(tokens[at].text)
    at += 1
    if at < len(tokens) and tokens[at].text in (*PARTS, "1/2"):
        value, end, at = value + digit_value(tokens[at].text)[0], tokens[at].end, at + 1
    factor, end, at = scales_after(text, tokens, end, at, after_digits=True)
    return Number(start, end, value * factor, value * factor, "digits"), at


def value_of(written: str) -> float | None:
    """What a text is worth that is one number and nothing else; nothing for any other, a vague one included.

    A scale word alone is one of it, as in "the past hundred days".
    """
    tokens = pieces(written, 0, len(written))
    found = number_at(written, tokens, 0) if tokens else None
    if found is None:
        factor, end, _ = scales_after(written, tokens, 0, 0)
        return factor if end == len(written) and factor > 1 else None
    number, _ = found
    return number.low if number.end == len(written) and number.low == number.high else None


def shown(value: float) -> str:
    """A value in figures, without an exponent and without the noise of binary parts."""
    return str(int(value)) if float(value).is_integer() else str(round(value, 6))


@cache
def scale_words() -> tuple[str, ...]:
    """The words that multiply what stands before them: "hundred", "dozen", "million"."""
    return ("hundred", *words()["long_scales"]["words"])


@cache
def cardinal_words() -> tuple[str, ...]:
    """The words that name a number below a hundred, the longest first, so that "six" leaves "sixteen" whole."""
    return tuple(sorted(words()["cardinals"], key=len, reverse=True))


@cache
def hour_words() -> tuple[str, ...]:
    """The number words that name an hour of the clock."""
    return tuple(word for word in cardinal_words() if 1 <= words()["cardinals"][word] <= 12)
