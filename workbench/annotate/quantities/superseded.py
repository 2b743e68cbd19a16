"""Why a figure no longer stands: it is told as the former one, as the first of several, or it is taken back.

What is here: the words that say so, in the number's own sentence, in the next one, and between its source and it. The
cue words are the section ``superseded`` of ``cues/quantities.toml`` and the verbs of ``cues/moves.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from workbench.annotate.language import cues, holds, phrase_pattern
from workbench.annotate.paragraph import Stretch, Word
from workbench.annotate.quantities.governing import VERBAL
from workbench.annotate.quantities.moves import from_a_level
from workbench.model import Attribution, Quantity

#: So many characters at most before a number, or before and after it, are read for the words.
_BESIDE, _TELLING = 60, 160


def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = cues("quantities")["superseded"]
    return rules


def words_of_a_former_level(before: str) -> str:
    """The words right before a number that make it the level a move began at ("rose from"), or nothing."""
    match = from_a_level().search(" ".join(before[-40:].split()) + " ")
    return match.group().strip() if match else ""


def words_in_sentence(text: str, start: int, anchor: Word, sentences: Sequence[Stretch], index: int) -> str:
    """The words of its own sentence, or of the next, that say a figure no longer stands, or nothing.

    ``start`` is that of the number with its hedge, ``anchor`` what is counted, ``index`` the number of its sentence.
    """
    before = text[max(0, start - _BESIDE) : start]
    told = words_of_a_former_level(before)
    match = None if told else _former().search(before)
    if told or match:
        return told or (match.group().strip() if match else "")
    # "Corrected the count to 40" gives the new one.
    return "" if re.search(r"\bto\s+\Z", before) else _words_of_withdrawal(anchor, sentences, index)


@cache
def _former() -> re.Pattern[str]:
    phrases = phrase_pattern(_rules()["before"]).pattern
    earlier, figures = (phrase_pattern(_rules()[name]).pattern for name in ("earlier", "figures"))
    return re.compile(
        rf"(?:{phrases}|{earlier}\s+(?:[a-z]+\s+)?{figures}\s+of)\s+(?:(?:the|a|an|its|only|just)\s+)?\Z", re.IGNORECASE
    )


def _words_of_withdrawal(anchor: Word, sentences: Sequence[Stretch], index: int) -> str:
    """The verb that takes a figure back, or the sentence after it that does ("That was wrong.")."""
    rules = _rules()["withdrawn"]
    verbs = (one for one in anchor.ancestors if one.lemma_.lower() in rules["verbs"] and one.pos_ in VERBAL)
    if (verb := next(verbs, None)) is not None:
        return verb.text
    following = sentences[index + 1].text.strip().lower() if index + 1 < len(sentences) else ""
    return next((phrase for phrase in rules["next_sentence"] if following.startswith(phrase)), "")


def words_of_telling(text: str, quantity: Quantity, attribution: Attribution | None, own: Sequence[Attribution]) -> str:
    """The words around a figure's source that say it no longer stands, or nothing.

    It is told as the first of several ("initially said 40"; "the 40" is told by the way), or it is what the outlet
    itself told before: ``own`` are the attributions to the outlet ("an earlier version of this report said 40").
    """
    first = _rules()["first"]["words"]
    in_clause = next((word for word in first if holds(quantity.clause, word)), "")
    if in_clause:
        return in_clause
    for item in own:
        if any(start <= quantity.number_start < end for start, end in item.content):
            return text[slice(*item.cue)]
    if attribution is None or attribution.source is None:
        return ""
    told = text[attribution.source[0] : quantity.start]
    if len(told) >= _TELLING or re.search(r"\bthe\s+\Z", text[max(0, quantity.start - 8) : quantity.start]):
        return ""
    match = phrase_pattern(first).search(told)
    return match.group() if match else ""
