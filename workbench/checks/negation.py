"""The words of a sentence that turn it into its opposite, by ``cues/negations.toml``."""

from __future__ import annotations

import re
from functools import cache

from workbench.cuefiles import cue_file


def negations(text: str) -> tuple[str, ...]:
    """The words that negate, as they stand."""
    return tuple(match.group() for match in _words().finditer(text))


@cache
def _words() -> re.Pattern[str]:
    words = cue_file("checks", "negations")["negation"]["words"]
    short = [re.escape(word).replace("'", "['’]") for word in words if "'" in word]
    whole = [re.escape(word) for word in words if "'" not in word]
    return re.compile(rf"\b(?:{'|'.join(whole)})\b|(?<=\w)(?:{'|'.join(short)})\b", re.IGNORECASE)
