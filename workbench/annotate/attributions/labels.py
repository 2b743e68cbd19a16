"""Names set off from what they say: before or after a colon, at the head of a turn in a transcript, in brackets.

"Ministry: 40 trucks crossed", "40 trucks crossed: ministry", "MR. HOLT: We counted 40 trucks.",
"Forty trucks crossed (Ministry of Transport)."
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.annotate.attributions.lexicon import has_a_voice, names_a_role, words
from workbench.annotate.paragraph import Paragraph, Stretch
from workbench.model import Attribution

_LABEL = re.compile(r"[\s\u201c\"']*((?:the\s+)?[A-Z][^:.!?\n\u201c\u201d\"]{1,48}):\s+(?=\S)")
#: A speaker of a transcript: a title and a name, or a name, in capitals.
_TURN = re.compile(
    r"[\s\"\u201c]*((?:(?:MR|MS|MRS|DR|SEN|REP|GEN|GOV)\.\s+)?[A-Z][A-Z'\u2019.-]+(?:\s+[A-Z][A-Z'\u2019.-]+){0,4}"
    r"(?:\s*\([^)]{1,40}\))?):\s+(?=\S)"
)
_LETTER = re.compile(r"\s*([QA])(?:[.:]\s+|\s{2,})(?=[\"\u201c(A-Z])")
#: A row of figures: "40 dead, 12 missing", "40,000 votes (51.2 percent)".
_COUNT = r"\d[\d.,]*(?:\s[a-z%-]+){1,2}"
_ROW = re.compile(rf"{_COUNT}(?:\s\([^()]*\)|(?:[,;]\s(?:and\s)?{_COUNT})+)\W*")
#: Nothing but figures: "412 (new: 38)", "1,200".
_FIGURES = re.compile(r"[\d.,%]+(?:\s\([^()\d]{0,20}[\d.,%]+\))?\W*")
_LAST = re.compile(r":\s+([\w.'\u2019&-]+(?:\s+[\w.'\u2019&-]+){0,5})\Z")


def by_label(doc: Paragraph) -> Iterator[Attribution]:
    """The one who speaks a whole paragraph, named at its head or, in a headline, at its end."""
    text = doc.text
    yield from _turn(text) or _before_colon(doc, text) or _after_colon(doc, text)


def _labelled(source: tuple[int, int], cue: tuple[int, int], content: tuple[int, int], rule: str) -> Attribution:
    return Attribution(source=source, cue=cue, content=(content,), sentence=0, stance="asserted", rule=rule)


def _turn(text: str) -> list[Attribution]:
    match = _LETTER.match(text) or _TURN.match(text)
    if not match or match.group(1).lower() in words("labels") - {"q", "a"}:
        return []
    end = len(text.rstrip())
    if end <= match.end() or _FIGURES.fullmatch(text, match.end(), end):
        return []
    colon = (match.end(1), max(match.end(1) + 1, len(text[: match.end()].rstrip())))
    return [_labelled(match.span(1), colon, (match.end(), end), "turn")]


def _before_colon(doc: Paragraph, text: str) -> list[Attribution]:
    """A short name before a colon at the head of a line speaks."""
    match = _LABEL.match(text)
    if not match or match.group(1).lower().replace("\u2019", "'") in words("labels"):
        return []
    span = doc.touched(match.start(1), match.end(1))
    if span is None or len(span) > 6 or any(t.pos_ in ("VERB", "AUX") and t.tag_ != "VBG" for t in span):
        return []
    if not _names_somebody(span) or any(t.like_num for t in span):
        return []
    end = len(text.rstrip(" ."))
    if len(text[match.end() : end].split()) < 3 or _is_row(span, text[match.end() : end]):
        return []
    return [_labelled(match.span(1), (match.end(1), match.end(1) + 1), (match.end(), end), "colon")]


def _names_somebody(span: Stretch) -> bool:
    """Whether a label is the name of a person or a body, and not a heading with capitals."""
    named = any(token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") for token in span)
    if named:  # "Peru coup: ..." names what it is about
        return span.root.pos_ == "PROPN" or has_a_voice(span.root)
    if not has_a_voice(span.root):
        return False
    return _is_common_word_for_one(span) or (len(span) == 1 and span.root.pos_ == "PROPN")


def _is_row(span: Stretch, content: str) -> bool:
    """Whether a label tells where or what the figures behind it count: "Mora: 40 dead, 12 missing", "Persons hurt: 9".

    A label that says what a speaker is ("Mayor", "Ministry") holds even a row of figures.
    """
    if span.root.lemma_.lower() in words("counted") and content[:1].isdigit():
        return True
    return _ROW.fullmatch(content) is not None and not _is_common_word_for_one(span)


def _is_common_word_for_one(span: Stretch) -> bool:
    told = {form for token in span for form in (token.lower_, token.lemma_.lower())}
    return any(names_a_role(word) or word in words("bodies") or word in words("documents") for word in told)


def _after_colon(doc: Paragraph, text: str) -> list[Attribution]:
    """A short name after the last colon of a headline speaks what stands before it."""
    match = _LAST.search(text.rstrip())
    if not match or match.group(1).endswith("."):
        return []
    before = text[: match.start()]
    if len(before.split()) < 4 or re.search(r"[.!?]\s", before):
        return []
    span = doc.touched(match.start(1), match.end(1))
    if span is None or any(t.pos_ in ("VERB", "AUX") or t.like_num for t in span) or not has_a_voice(span.root):
        return []
    return [_labelled(match.span(1), (match.start(), match.start() + 1), (0, match.start()), "colon")]


def by_bracket(sentence: Stretch, index: int) -> Iterator[Attribution]:
    """A name in brackets at the end of a sentence is its source: "Forty trucks crossed (Ministry of Transport)."."""
    if ")" not in sentence.text[-4:]:
        return
    match = re.search(r"\(([A-Z][^()\d]{1,48})\)[.\s]*\Z", sentence.text)
    if not match or len(sentence.text[: match.start()].split()) < 4:
        return
    said = re.findall(r"[A-Za-z]+", sentence.text[: match.start()])
    short = match.group(1).replace(".", "")
    initials = "".join(word[0] for word in said if word[0].isupper() or not short.isupper())
    if re.fullmatch(r"[A-Z]-[A-Z]\w*", short) or short.isupper() and initials.upper().endswith(short):
        return
    offset = sentence.start_char
    source = (offset + match.start(1), offset + match.end(1))
    span = sentence.doc.touched(*source)
    if span is None or not (has_a_voice(span.root) or span.root.pos_ == "PROPN"):
        return
    end = offset + len(sentence.text[: match.start()].rstrip())
    yield Attribution(
        source=source,
        cue=(source[0] - 1, source[1] + 1),
        content=((offset, end),),
        sentence=index,
        stance="asserted",
        rule="bracket",
    )
