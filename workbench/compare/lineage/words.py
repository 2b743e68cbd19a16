"""What a word is when reports are compared: where words begin and end in a text, and a number for each.

What is here: one definition of a word, worked out on whole blocks of text at once, so that a hundred thousand reports
cost seconds. Which stretches of a report are prose is left to ``prose.py``.

A word is letters and digits without a break. An apostrophe between letters and a separator between digits belong to
it ("Harlan's", "11,000"); a hyphen parts two words, since spellings differ in it; initials with points are one word
("U.S." is "us"). Case does not count. Characters beyond the first 65,535 are no letters here.

A word that is read for what it says is cut otherwise, in ``discrepancies/sentences.py``, and the two stay apart: there
a name with a hyphen is one word and "Harlan's" is Harlan, so that who or what is meant is the same in both reports.
Here that would hide copied words behind a hyphen and call two spellings one, and the speed rests on whole blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate

import numpy as np
import numpy.typing as npt

#: Stands between two pieces of text that no run of words may cross, and is numbered 0 wherever it stands.
GAP = "\x00"

_APOSTROPHES = (0x27, 0x2019)
_FACTOR = 0x9E3779B97F4A7C15
_BEYOND = 0xFFFF

Codes = npt.NDArray[np.uint16] | npt.NDArray[np.uint32]
Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]


def words_in(text: str) -> list[tuple[int, int]]:
    """Where the words of a text begin and end, in order."""
    letters, _ = _letters(_codes(text))
    starts, ends = _bounds(letters != 0)
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def words_by_piece(pieces: Sequence[str]) -> list[list[tuple[int, int]]]:
    """For each piece of text where its words begin and end in it; all in one pass, which is what costs."""
    found: list[list[tuple[int, int]]] = [[] for _ in pieces]
    bases = list(accumulate((len(piece) + 1 for piece in pieces), initial=0))
    at = 0
    for start, end in words_in(GAP.join(pieces)):
        while start >= bases[at + 1]:
            at += 1
        found[at].append((start - bases[at], end - bases[at]))
    return found


def normal(word: str) -> str:
    """A word as it is compared: lower case, one kind of apostrophe, initials without points."""
    return word.lower().replace("’", "'").replace(".", "" if word[0].isalpha() else ".")


def numbered(text: str) -> tuple[npt.NDArray[np.uint32], Places, Places]:
    """A number for each word and each gap of a text in order, and where each begins and ends.

    Equal words have equal numbers in every text; two different words share one once in four thousand million.
    """
    codes = _codes(text)
    letters, points = _letters(codes)
    kept = np.flatnonzero(~points)
    letters = letters[kept]
    gaps = np.flatnonzero(codes[kept] == 0)
    starts, ends = _bounds(letters != 0)
    numbers = np.concatenate((_hashed(letters, starts, ends), np.zeros(len(gaps), dtype=np.uint32)))
    order, begins, lasts = _with_gaps(starts, ends, gaps)
    return numbers[order], kept[begins], kept[lasts] + 1


def places(text: str) -> tuple[Places, Places]:
    """Where each word and each gap of a text begins and ends: ``numbered`` without the numbers."""
    codes = _codes(text)
    letters, _ = _letters(codes)
    _, begins, lasts = _with_gaps(*_bounds(letters != 0), np.flatnonzero(codes == 0))
    return begins, lasts + 1


def _with_gaps(starts: Places, ends: Places, gaps: Places) -> tuple[Places, Places, Places]:
    """The order of words and gaps in the text, and the first and last character of each in that order."""
    begins = np.concatenate((starts, gaps))
    order = np.argsort(begins, kind="stable")
    return order, begins[order], np.concatenate((ends - 1, gaps))[order]


def _codes(text: str) -> Codes:
    """The characters as numbers, in two bytes each where none lies beyond, which halves the work that follows."""
    short = text.encode("utf-16-le", "surrogatepass")
    if len(short) == 2 * len(text):
        return np.frombuffer(short, dtype=np.uint16)
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


@cache
def _table() -> npt.NDArray[np.uint16]:
    """The lower-case letter or digit that each character stands for, 0 for one that belongs to no word."""
    table = np.zeros(_BEYOND + 1, dtype=np.uint16)
    for code in range(_BEYOND):
        character = chr(code)
        if character.isalnum():
            table[code] = min(ord(character.lower()[0]), _BEYOND)
    return table


def _letters(codes: Codes) -> tuple[npt.NDArray[np.uint16], Mask]:
    """The letter that each character adds to a word, 0 between words; and which are the points within initials."""
    letters = _table()[codes if codes.dtype == np.uint16 else np.minimum(codes, _BEYOND)]
    joints = np.flatnonzero((codes == 0x2E) | (codes == 0x2C) | (codes == _APOSTROPHES[0]) | (codes == _APOSTROPHES[1]))
    joints = joints[(joints > 0) & (joints < len(codes) - 1)]
    joints = joints[(letters[joints - 1] != 0) & (letters[joints + 1] != 0)]
    points = np.zeros(len(codes), dtype=np.bool_)
    mark, before, after = codes[joints], codes[joints - 1], codes[joints + 1]
    apostrophe = (mark == _APOSTROPHES[0]) | (mark == _APOSTROPHES[1])
    separator = ~apostrophe & _is_digit(before) & _is_digit(after)
    initial = (mark == 0x2E) & _is_capital(before) & _is_capital(after) & _alone(letters, codes, joints)
    letters[joints[apostrophe]] = 0x27
    letters[joints[separator]] = mark[separator]
    letters[joints[initial]] = 0x2E
    points[joints[initial]] = True
    return letters, points


def _alone(letters: npt.NDArray[np.uint16], codes: Codes, joints: Places) -> Mask:
    """Whether the letters on both sides of a point are initials: one letter long, the second with a point too."""
    first: Mask = (joints < 2) | (letters[np.maximum(joints - 2, 0)] == 0)
    last: Mask = codes[np.minimum(joints + 2, len(codes) - 1)] == 0x2E
    return np.logical_and(first, last)


def _is_digit(codes: Codes) -> Mask:
    return (codes >= 0x30) & (codes <= 0x39)


def _is_capital(codes: Codes) -> Mask:
    return (codes >= 0x41) & (codes <= 0x5A)


def _bounds(within: Mask) -> tuple[Places, Places]:
    edges = np.empty(len(within) + 1, dtype=np.bool_)
    edges[1:-1] = within[1:] != within[:-1]
    edges[0], edges[-1] = (within[0], within[-1]) if len(within) else (False, False)
    found = np.flatnonzero(edges)
    return found[::2], found[1::2]


@cache
def _powers(size: int) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """The powers of the factor up to ``size``, modulo 2 to the 64th, and those of its inverse."""
    inverse = pow(_FACTOR, -1, 1 << 64)
    both = []
    for factor in (_FACTOR, inverse):
        steps = np.full(size, factor, dtype=np.uint64)
        steps[0] = 1
        both.append(np.cumprod(steps))
    return both[0], both[1]


def _hashed(letters: npt.NDArray[np.uint16], starts: Places, ends: Places) -> npt.NDArray[np.uint32]:
    """A number other than 0 for each word: the sum of its letters times powers of one factor, the same wherever it is.

    Running sums over the block give every word's sum in two look-ups; the inverse powers take its place out again.
    """
    if not len(starts):
        return np.zeros(0, dtype=np.uint32)
    size = 1 << (len(letters) + 1).bit_length()
    powers, inverses = _powers(size)
    sums = np.zeros(len(letters) + 1, dtype=np.uint64)
    np.cumsum(letters * powers[: len(letters)], out=sums[1:])
    found = (sums[ends] - sums[starts]) * inverses[starts]
    found ^= found >> np.uint64(29)
    found *= np.uint64(0xBF58476D1CE4E5B9)
    return np.maximum((found >> np.uint64(32)).astype(np.uint32), np.uint32(1))
