"""The cue files of this folder, read once each, the phrases in them ready to be matched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from workbench.annotate.paragraph import Word
from workbench.cuefiles import cue_file


def cues(name: str) -> dict[str, Any]:
    """The content of ``cues/NAME.toml``."""
    return cue_file("annotate", name)


def phrase_pattern(phrases: Iterable[str], *, before: str = r"(?<![\w-])", after: str = r"(?![\w])") -> re.Pattern[str]:
    """A pattern that finds any of the phrases, the longest first, in any case, any white space between words."""
    return _phrase_pattern(tuple(phrases), before, after)


@lru_cache(maxsize=512)
def _phrase_pattern(phrases: tuple[str, ...], before: str, after: str) -> re.Pattern[str]:
    ordered = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    spaced = (r"\s+".join(re.escape(word) for word in phrase.split()) for phrase in ordered)
    return re.compile(f"{before}(?:{'|'.join(spaced)}){after}", re.IGNORECASE)


def words_of(tokens: Iterable[Word]) -> str:
    """The lemmas of the tokens and then the words as written, in lower case, marks left out, a bar between the two."""
    words = [token for token in tokens if not token.is_space and not token.is_punct]
    lemmas = " ".join(token.lemma_.lower() for token in words)
    return f"{lemmas} | {' '.join(token.lower_ for token in words)}"


def holds(words: str, phrase: str) -> bool:
    """Whether a string made by ``words_of`` holds a word or a short phrase, as lemmas or as written."""
    return as_words(phrase) in f" {words} "


@lru_cache(maxsize=65536)
def as_words(phrase: str) -> str:
    """A phrase as ``words_of`` writes it, a blank on either side."""
    plain = re.sub(r"[-\u2010\u2011]", " ", phrase.lower()).replace("'s", " 's")
    return f" {' '.join(plain.split())} "
