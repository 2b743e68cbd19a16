"""What a pattern cannot do without: a text that its matches hold, and the words that they can begin with.

What is here: two questions to a regular expression, answered from its own tree, so that it is not tried where it cannot
match; most patterns of a cue file fit no line of most texts. Both answers may name more than is true, never less.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from re import _constants as op  # type: ignore[attr-defined]  # the tree is not documented; the tests hold it
from re import _parser  # type: ignore[attr-defined]  # the same
from typing import Any

_Node = tuple[Any, Any]
#: So many texts are followed side by side, and a text is rare that has so many letters.
_MOST, _RARE = 24, 5
#: A repetition is followed so many times.
_TIMES = 4
_NO_WIDTH = (op.AT, op.ASSERT, op.ASSERT_NOT)
_APOSTROPHES = "'\u2018\u2019"
#: Letters that a pattern without regard to case takes for "i" and "s", and that do not become these in lower case.
_ALIKE = (("\u0130", "i"), ("\u0131", "i"), ("\u017f", "s"))


def lowered(text: str) -> str:
    """The text in lower case, as patterns without regard to case read it."""
    if not text.isascii():
        for letter, plain in _ALIKE:
            text = text.replace(letter, plain)
    return text.lower()


def needed(pattern: str) -> frozenset[str]:
    """Texts of which one stands in the ``lowered`` form of whatever the pattern matches; none where nothing is sure."""
    return _needed(list(_parser.parse(pattern))) or frozenset()


def _needed(nodes: Sequence[_Node]) -> frozenset[str] | None:
    """The best of the texts that one part after the other holds: no short ones, and few."""
    found: list[frozenset[str]] = []
    texts = frozenset([""])
    for node in nodes:
        own = _texts(node)
        if own is not None and len(texts) * len(own) <= _MOST:
            texts = frozenset("".join(parts) for parts in product(texts, own))
            continue
        found.append(texts)
        texts = frozenset([""])
        if own is not None and len(own) <= _MOST:
            texts = own
        elif (inner := _needed_inside(node)) is not None:
            found.append(inner)
    best = max((*found, texts), key=lambda one: (min(_RARE, *map(len, one)), -len(one)))
    return None if "" in best else frozenset(one for one in best if not any(two in one for two in best - {one}))


def _needed_inside(node: _Node) -> frozenset[str] | None:
    kind, told = node
    if kind is op.BRANCH:
        parts = [_needed(list(part)) for part in told[1]]
        return None if None in parts else frozenset().union(*(part for part in parts if part))
    if kind is op.SUBPATTERN:
        return _needed(list(told[3]))
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and told[0] > 0:
        return _needed(list(told[2]))
    return None


def _texts(node: _Node) -> frozenset[str] | None:
    """All that a part can be, in lower case; nothing where that is too much to tell."""
    kind, told = node
    if kind in _NO_WIDTH:
        return frozenset([""])
    if kind is op.LITERAL:
        return _plain([told])
    if kind is op.IN:
        return _plain([code for _, code in told]) if all(one is op.LITERAL for one, _ in told) else None
    if kind is op.SUBPATTERN:
        return _texts_of_all(told[3])
    if kind is op.BRANCH:
        parts = [_texts_of_all(part) for part in told[1]]
        return None if None in parts else frozenset().union(*(part for part in parts if part))
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and told[1] == 1:
        once = _texts_of_all(told[2])
        return None if once is None else once | {""} if told[0] == 0 else once
    return None


def _plain(codes: Iterable[int]) -> frozenset[str] | None:
    """The letters in lower case; nothing for letters that may be written in more than two ways."""
    letters = [chr(code) for code in codes]
    plain = all(letter.isascii() or letter.lower() == letter.upper() for letter in letters)
    return frozenset(letter.lower() for letter in letters) if plain else None


def _texts_of_all(nodes: Iterable[_Node]) -> frozenset[str] | None:
    texts = frozenset([""])
    for node in nodes:
        own = _texts(node)
        if own is None or len(texts) * len(own) > _MOST:
            return None
        texts = frozenset("".join(parts) for parts in product(texts, own))
    return texts


# --- words that begin a match -----------------------------------------------------------------------------------------


def beginnings(pattern: str) -> frozenset[str]:
    """The words in lower case that a match can begin with, whole runs of letters; ``0`` stands for figures.

    Raises ``ValueError`` for a pattern that can begin with more words than can be told.
    """
    begun, done = _begun(_parser.parse(pattern), frozenset([""]), pattern)
    return (begun | done) - {""}


def _begun(nodes: Iterable[_Node], begun: frozenset[str], pattern: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words that are begun behind these parts, and those that have ended within them."""
    done: frozenset[str] = frozenset()
    for node in nodes:
        if not begun:
            break
        begun, ended = _begun_by(node, begun, pattern)
        done |= ended
    return begun, done


def _begun_by(node: _Node, begun: frozenset[str], pattern: str) -> tuple[frozenset[str], frozenset[str]]:
    kind, told = node
    if kind in _NO_WIDTH:
        return begun, frozenset()
    if kind is op.SUBPATTERN:
        return _begun(told[3], begun, pattern)
    if kind is op.BRANCH:
        parts = [_begun(part, begun, pattern) for part in told[1]]
        return frozenset().union(*(one for one, _ in parts)), frozenset().union(*(ended for _, ended in parts))
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
        return _begun_by_repeat(told, begun, pattern)
    if kind is op.LITERAL:
        return _followed(begun, [chr(told).lower()])
    if kind is op.IN and all(one in (op.LITERAL, op.CATEGORY) for one, _ in told):
        letters = [chr(code).lower() for one, code in told if one is op.LITERAL]
        classes = {code for one, code in told if one is op.CATEGORY}
        if classes <= {op.CATEGORY_DIGIT, op.CATEGORY_SPACE}:
            signs = {op.CATEGORY_DIGIT: "0", op.CATEGORY_SPACE: " "}
            return _followed(begun, [*letters, *(signs[one] for one in classes)])
    if kind is op.IN and all(one is op.RANGE and code[1] <= ord("9") for one, code in told if one is not op.LITERAL):
        letters = [chr(code).lower() for one, code in told if one is op.LITERAL]
        return _followed(begun, [*letters, *(chr(code[0]) for one, code in told if one is op.RANGE)])
    raise ValueError(f"a time begins with a word that is written out, a figure or a blank; not so in {pattern!r}")


def _begun_by_repeat(told: Any, begun: frozenset[str], pattern: str) -> tuple[frozenset[str], frozenset[str]]:
    least, most, part = told
    out = begun if least == 0 else frozenset()
    done: frozenset[str] = frozenset()
    for time in range(1, min(most, _TIMES) + 1):
        begun, ended = _begun(part, begun, pattern)
        done |= ended
        out |= begun if time >= least else frozenset()
    if begun and most > _TIMES:
        raise ValueError(f"a time begins with a word that is repeated without end in {pattern!r}")
    return out, done


def _followed(begun: frozenset[str], signs: Iterable[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words that go on with one of these signs, and those that end before one or begin with a figure."""
    going: set[str] = set()
    done: set[str] = set()
    for sign in signs:
        if sign.isalpha():
            going |= {word + sign for word in begun}
            continue
        done |= begun - {""}
        if "" in begun and sign.isdigit():
            done.add("0")
        elif "" in begun and sign in _APOSTROPHES:
            going.add("")
    return frozenset(going), frozenset(done)
