"""Which attribution's content each word of a paragraph stands in, and which words are in quotation marks.

What is here: the spans of ``attributions/__init__.py`` laid over the tokens. A content that reads badly without its
verb ("counted 40 deaths") is left with it, so that its clause is told whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.annotate.attributions.quotes import quotations
from workbench.annotate.claims.governors import (
    denies_a_word,
    is_asked,
    is_conditional,
    is_left_open,
    is_owed,
    is_witnessed,
    kind_of_governor,
    withholds,
)
from workbench.annotate.claims.lexicon import words_for
from workbench.annotate.paragraph import Paragraph, Word
from workbench.annotate.parse import SUBJECTS, VERBS, has_modal, is_finite, is_passive, opens_aside
from workbench.model import Attribution

#: What these kinds of word take as a plain object is told with them: "praised the crew", "demanded an inquiry".
_TOLD_WHOLE = ("", "intention", "demand", "assessment")
#: What is said without a verb and in fewer words than this is told with its verb.
_PHRASE = 5
#: Tags of a word that only points to what is said: "which", "that", "it".
_POINTING = ("WDT", "WP", "WRB", "IN", "DT", "PRP")


@dataclass(frozen=True, slots=True)
class Contents:
    """Which attribution's content each token stands in, and which attribution's source or cue it belongs to."""

    region: tuple[int | None, ...]
    frame: tuple[int | None, ...]
    cue: tuple[Word | None, ...]


def contents_of(doc: Paragraph, attributions: Sequence[Attribution]) -> Contents:
    """The attributions laid over the paragraph's tokens, the narrowest content last."""
    region: list[int | None] = [None] * len(doc)
    frame: list[int | None] = [None] * len(doc)
    words = tuple(_cue_word(doc, item) for item in attributions)
    widest = sorted(range(len(attributions)), key=lambda number: -_size(attributions[number]))
    for number in widest:
        if _is_plain_object(doc, attributions[number], words[number]):
            continue
        for start, end in attributions[number].content:
            for token in _between(doc, start, end):
                region[token.i], frame[token.i] = number, None
        for part in (attributions[number].source, attributions[number].cue):
            for token in _between(doc, *part) if part else ():
                frame[token.i] = number
    return Contents(tuple(region), tuple(frame), words)


def _is_plain_object(doc: Paragraph, item: Attribution, cue: Word | None) -> bool:
    """Whether what is said is a name or a number that reads badly without its verb: "registered about 40 deaths"."""
    if cue is None or item.source is None:
        return item.source is None
    said = [token for start, end in item.content for token in _between(doc, start, end) if not token.is_punct]
    if (
        not said
        or _is_elsewhere(said[0], cue)
        or said[0].lower_ in words_for("clauses", "occasion")
        or is_witnessed(cue)
        or _only_qualifies(cue, said)
        or is_owed(cue)
        or (len(said) == 1 and said[0].tag_ in _POINTING)
    ):
        return True
    if said[0].lower_ in words_for("telling", "opening") or _is_clause(said):
        # "Images of the flood" is told with its verb.
        return said[0].lower_ == "of" and said[0].head.dep_ in ("dobj", "pobj", "attr")
    kind = kind_of_governor(cue)
    if cue.pos_ not in VERBS:
        return kind != "denial"
    if _is_part_of_verb(said, cue):
        return True
    if kind == "denial":
        return is_left_open(cue) or all(token.pos_ == "PRON" for token in said) or not denies_a_word(cue)
    if any(child.dep_ == "csubj" for child in cue.children) or (withholds(cue) and said[0].tag_ == "TO"):
        return True
    if said[0].tag_ in ("TO", "VBG") or said[0].lower_ == "not":
        return False
    if _is_told_first(said, cue):
        return len(said) < _PHRASE
    return len(said) < _PHRASE or withholds(cue) or kind in _TOLD_WHOLE


def _is_told_first(said: Sequence[Word], cue: Word) -> bool:
    """Whether what is said stands before a verb put in after it, and not in marks: "two dead so far, she said"."""
    first, last, doc = said[0], said[-1], cue.doc
    marked = first.i > 0 and doc[first.i - 1].is_quote and any(token.is_quote for token in doc[last.i + 1 : last.i + 3])
    return first.i < cue.i and cue.dep_ not in ("relcl", "acl", "prep") and not marked


def _only_qualifies(cue: Word, said: Sequence[Word]) -> bool:
    """Whether a verb tells which one is meant, when or how: "a clip that cites it", "if he says so", "by saying"."""
    if cue.pos_ not in VERBS:
        return False
    if cue.dep_ == "advcl":
        return is_conditional(cue) or cue.tag_ == "VB"
    if opens_aside(cue):
        return False
    if cue.dep_ == "pcomp":
        return cue.head.lower_ != "without"
    if said[0].tag_ == "TO" and (cue.dep_ == "relcl" or is_asked(cue)):
        return True
    related = any(child.tag_ in ("WDT", "WP") for child in cue.children if child.dep_ in SUBJECTS)
    return (cue.dep_ == "relcl" and related) or (cue.dep_ == "acl" and cue.tag_ != "VBD")


def _is_part_of_verb(said: Sequence[Word], cue: Word) -> bool:
    """Whether a name or thing cannot stand without its verb: "was reported by the Herald", "will speak on the law"."""
    if said[0].tag_ == "TO":
        return False
    if is_passive(cue):
        return True
    if kind_of_governor(cue) == "denial" or said[0].tag_ == "VBG":
        return False
    return (cue.dep_ != "ROOT" and said[0].i > cue.i) or has_modal(cue)


def _is_clause(said: Sequence[Word]) -> bool:
    """Whether a stretch has a verb with a tense that is not deep in a noun phrase."""
    if said[0].lower_ == "that" and said[0].dep_ != "det":
        return True
    inside = {token.i for token in said}
    tops = [token for token in said if token.head.i not in inside or token.head.i == token.i]
    return any(token.pos_ in VERBS and is_finite(token, helped=True) for token in tops)


def _is_elsewhere(token: Word, other: Word) -> bool:
    """Whether two tokens stand in different sentences."""
    low, high = sorted((token.i, other.i))
    return any(token.doc[i].is_sent_start for i in range(low + 1, high + 1))


def _size(item: Attribution) -> int:
    return sum(end - start for start, end in item.content)


def _between(doc: Paragraph, start: int, end: int) -> Iterator[Word]:
    span = doc.touched(start, end)
    yield from span if span is not None else ()


def _cue_word(doc: Paragraph, item: Attribution) -> Word | None:
    """The verb or noun of a cue that says what is done in it."""
    tokens = list(_between(doc, *item.cue))
    named = item.rule.startswith("noun")
    for kinds in (
        ("NOUN" if named else "VERB",),
        ("VERB" if named else "NOUN",),
        ("AUX", "ADP", "SCONJ", "ADJ", "PUNCT"),
    ):
        found = next((token for token in reversed(tokens) if token.pos_ in kinds), None)
        if found is not None:
            return found
    return tokens[0] if tokens else None


def quoted_tokens(doc: Paragraph) -> list[bool]:
    """For each token whether it stands inside quotation marks."""
    out = [False] * len(doc)
    for quote in quotations(doc):
        out[quote.first : quote.after] = [True] * (quote.after - quote.first)
    return out
