"""A number written in words: cardinals, "a dozen", "hundreds of thousands", "a third", "twice as many".

What is here: where a number in words begins and ends and what it is worth. What digits are worth is in ``numerals.py``,
all that may be written on to them in ``annotate/quantities/digits.py``, ranges in ``annotate/quantities/numbers.py``.
The words are data in ``cues/numbers.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from workbench.read.numerals import JOINING_SPACE, Found, Number, Piece, scales_after, sign_before, words


def words_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    """The number in words that begins at a piece, with the place of the piece after it; nothing when none does."""
    if tokens[at].lower not in _openers():
        return None
    for read in _READERS:
        found = read(text, tokens, at)
        if found is not None:
            return found
    return None


@cache
def number_mark() -> re.Pattern[str]:
    """A pattern that is found in every text that holds a number: a digit or a word that no number lacks."""
    rules = words()
    articles = {"a", "an"}
    heads = {word for phrase, _ in _vague_heads() for word in phrase[1:2] or phrase}
    known = {*_openers(), *heads, *rules["parts"]["words"], *rules["long_scales"]["words"], "hundred"} - articles
    ordered = "|".join(sorted(known, key=lambda word: (-len(word), word)))
    return re.compile(rf"[\d\u00bc-\u00be\u2150-\u215e]|\b(?:{ordered})\b", re.IGNORECASE)


@cache
def _openers() -> frozenset[str]:
    """Every word that can begin a number."""
    rules = words()
    heads = {phrase[0] for phrase, _ in _vague_heads()}
    others = {"a", "an", "half", *rules["multiples"]["words"], *rules["parts"]["words"]}
    folds = {f"{word}fold" for word in rules["cardinals"]}
    return frozenset({*rules["cardinals"], *_plurals(), *heads, *others, *folds})


@cache
def _plurals() -> dict[str, tuple[float, float | None]]:
    return {entry["word"]: (float(entry["low"]), entry.get("high")) for entry in words()["plural"]}


@cache
def _vague_heads() -> list[tuple[tuple[str, ...], float]]:
    heads = [(tuple(phrase.split()), float(entry["low"])) for entry in words()["vague"] for phrase in entry["words"]]
    return sorted(heads, key=lambda head: -len(head[0]))


def _vague_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    for phrase, low in _vague_heads():
        if tuple(token.lower for token in tokens[at : at + len(phrase)]) != phrase:
            continue
        last = at + len(phrase)
        factor, end, next_at = scales_after(text, tokens, tokens[last - 1].end, last)
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
    while at_next + 1 < len(tokens) and tokens[at_next].lower == "of" and tokens[at_next + 1].lower in _plurals():
        low *= _plurals()[tokens[at_next + 1].lower][0] / 2
        end, at_next = tokens[at_next + 1].end, at_next + 2
    return Number(tokens[at].start, end, low, high, "plural", vague=True), at_next


def _half_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    """The value of "half a million"; a plain "half" is a part."""
    if tokens[at].lower != "half" or [token.lower for token in tokens[at + 1 : at + 2]] not in (["a"], ["an"]):
        return None
    factor, end, next_at = scales_after(text, tokens, tokens[at + 1].end, at + 2)
    return (Number(tokens[at].start, end, factor / 2, factor / 2, "words"), next_at) if factor > 1 else None


def _a_scale_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    """The value of "a dozen", "a hundred and ten thousand", "a million and a half"."""
    if tokens[at].lower not in ("a", "an"):
        return None
    start = tokens[at].start
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if after == "hundred" or after in words()["long_scales"]["words"]:
        value, end, next_at = _cardinal(text, tokens, at + 1, article=True)
        return (Number(start, end, value, value, "words"), next_at) if value else None
    factor, end, next_at = scales_after(text, tokens, tokens[at].end, at + 1)
    return (Number(start, end, factor, factor, "words"), next_at) if factor > 1 else None


def _part_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    """The share that "a third", "two-thirds", "three quarters" or "half" names."""
    parts, cardinals = words()["parts"]["words"], words()["cardinals"]
    first = tokens[at].lower
    if first == "half":
        if at and tokens[at - 1].lower in words()["parts"]["not_half_after"]:
            return None
        return (
            (Number(tokens[at].start, tokens[at].end, 0.5, 0.5, "fraction"), at + 1)
            if _shares(text, tokens, at)
            else None
        )
    if at + 1 >= len(tokens) or not (first in ("a", "an") or first in cardinals):
        return None
    second = tokens[at + 1].lower
    over = 1.0 if first in ("a", "an") else float(cardinals[first])
    name = second if over == 1 else second.removesuffix("s") if second != "halves" else "half"
    plural_ok = over == 1 or second.endswith("s")
    if name not in parts or not plural_ok:
        return None
    if not _shares(text, tokens, at + 1) and not _part_of_scale(text, tokens, at + 2):
        return None
    share = over / parts[name]
    scaled = _part_of_scale(text, tokens, at + 2)
    if scaled:
        factor, end, next_at = scaled
        return Number(tokens[at].start, end, share * factor, share * factor, "words"), next_at
    return Number(tokens[at].start, tokens[at + 1].end, share, share, "fraction"), at + 2


def _part_of_scale(text: str, tokens: list[Piece], at: int) -> tuple[float, int, int] | None:
    """The scale that a part is taken of, its end and the next position: "a half million", "a quarter of a million"."""
    lower = [token.lower for token in tokens[at : at + 2]]
    skip = 2 if lower[:2] in (["of", "a"], ["of", "one"]) else 1 if lower[:1] in (["a"], ["of"]) else 0
    factor, end, next_at = scales_after(text, tokens, tokens[at + skip - 1].end, at + skip)
    return (factor, end, next_at) if factor > 1 else None


def _shares(text: str, tokens: list[Piece], at: int) -> bool:
    """Whether a part of something follows ("half of", "a third the size") or nothing does ("fell by a third")."""
    after = tokens[at + 1].lower if at + 1 < len(tokens) and tokens[at + 1].word else ""
    hyphened = text[tokens[at].end : tokens[at].end + 1] == "-"
    if tokens[at].lower in (
        "half",
        "third",
        "quarter",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
    ):
        return not hyphened and after in words()["parts"]["after"]
    return not hyphened


def _multiple_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    """The multiple of "sixfold", "twice as many", "tripled"."""
    word = tokens[at].lower
    known = words()["multiples"]["words"]
    if word.endswith("fold") and word != "fold":
        value = words()["cardinals"].get(word.removesuffix("fold"))
        return (
            (Number(tokens[at].start, tokens[at].end, float(value), float(value), "multiple"), at + 1)
            if value
            else None
        )
    after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if word in known and after in words()["multiples"]["after"]:
        return Number(tokens[at].start, tokens[at].end, float(known[word]), float(known[word]), "multiple"), at + 1
    return None


def _cardinal_at(text: str, tokens: list[Piece], at: int) -> Found | None:
    value, end, next_at = _cardinal(text, tokens, at)
    if value is None:
        return None
    if (
        next_at < len(tokens)
        and tokens[next_at].lower == "fold"
        and JOINING_SPACE.match(text[end : tokens[next_at].start])
    ):
        return Number(tokens[at].start, tokens[next_at].end, value, value, "multiple"), next_at + 1
    start, sign = sign_before(text, tokens[at].start)
    if sign == "-" and value:
        return Number(start, end, -value, -value, "words", sign=sign), next_at
    return Number(tokens[at].start, end, value, value, "words"), next_at


def _cardinal(text: str, tokens: list[Piece], at: int, *, article: bool = False) -> tuple[float | None, int, int]:
    """The value of a run of cardinal words ("two hundred and fifty thousand"), its end and the next position.

    After an ``article`` the run begins with its scale: "a hundred and ten" is "one hundred and ten".
    """
    cardinals = words()["cardinals"]
    total, current, scale = 0.0, 1.0 if article else 0.0, 1.0
    seen, last, end = article, 1e18, tokens[at - 1].end if article else tokens[at].start
    while at < len(tokens) and tokens[at].word and (not seen or JOINING_SPACE.match(text[end : tokens[at].start])):
        word = tokens[at].lower
        if word in cardinals and (not seen or cardinals[word] < last):
            current, last, seen, scale = current + cardinals[word], cardinals[word], True, 1.0
            last = 10 if last >= 20 and last % 10 == 0 else 0
        elif seen and word == "hundred":
            current, last, scale = max(current, 1) * 100, 100, 100.0
        elif seen and word in words()["long_scales"]["words"]:
            scale = float(words()["scales"][word])
            total, current, last = total + max(current, 1) * scale, 0, 1000
        elif word == "and" and seen and last >= 100 and _continues(tokens, at + 1):
            at += 1
            end = tokens[at].start
            continue
        elif word == "and" and seen and _half_after(tokens, at):
            current += 0.5 * scale
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
    _cardinal_at,
)
