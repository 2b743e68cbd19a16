"""The tense of the words that govern a stretch of text, read without a parser.

The cues are data in ``cues/tense.toml``. The nearest cue of the clause decides: one before the stretch first, as in
English the verb mostly stands there, then one after it, then the rest of the sentence.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from workbench.cuefiles import cue_file
from workbench.read.timegrammar import one_of
from workbench.read.timex import Tense

#: A sentence is looked at no further than this many characters on either side; news sentences are shorter.
_REACH = 400

_SENTENCE_END = re.compile(
    r"(?:(?<=[a-z0-9)%\u2019'\u201d\"][a-z0-9)%\u2019'\u201d\"])[.!?]|(?<=\d)[.]|(?<=\w)[!?])"
    r"[\u201d\"\u2019')]*\s+(?=[\u201c\"\u2018'(]?[A-Z0-9])|\n"
)
_ABBREVIATION = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Mr|Mrs|Ms|Dr|Gen|Col|Lt|"
    r"Maj|Capt|Sgt|Sen|Rep|Gov|St|No|vs|Prof|Rev|Hon|Inc|Ltd|Corp|Co)\.\s+$"
)
_CLAUSE_BREAK = re.compile(
    r"[,;:\u2013\u2014]\s|\s(?:but|while|although|though|whereas|because|which|who|after|before|as)\s"
)
#: "As of Wednesday" and "since August" lie behind whatever the verb; "by December" and "until May" ahead where the
#: verb is not past.
_LED = re.compile(
    r"\b(as of|since|by|until|till|through)\s+(?:late\s+|early\s+|mid-?|the\s+end\s+of\s+)?\Z", re.IGNORECASE
)
_OWNER = re.compile(r"[\u2019']s\b")


@cache
def cues() -> tuple[dict[str, Any], ...]:
    """The entries of ``cues/tense.toml`` in order."""
    return tuple(cue_file("read", "tense")["cues"])


@cache
def _pattern() -> re.Pattern[str]:
    parts = [f"(?P<c{at}>{cue['pattern']})" for at, cue in enumerate(cues())]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(parts)})(?![\w-])", re.I)


@cache
def _done() -> re.Pattern[str]:
    """Nouns of what is over when it is told, right before a time: "a statement on"."""
    nouns = one_of(cue_file("read", "tense")["done"])
    return re.compile(rf"\b(?:{nouns})s?\s+(?:on\s+|of\s+)?(?:late\s+|early\s+)?\Z", re.IGNORECASE)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that holds ``text[start:end]`` begins and ends; a line end also ends a sentence."""
    first = max(0, start - _REACH)
    begin = first
    for stop in _SENTENCE_END.finditer(text, first, start):
        if not _ABBREVIATION.search(text, max(first, stop.start() - 8), stop.end()):
            begin = stop.end()
    for stop in _SENTENCE_END.finditer(text, end, min(len(text), end + _REACH)):
        if not _ABBREVIATION.search(text, max(end, stop.start() - 8), stop.end()):
            return begin, stop.start() + 1
    return begin, min(len(text), end + _REACH)


def tense_at(text: str, start: int, end: int) -> Tense | None:
    """The tense of the words around ``text[start:end]``, or nothing where no verb form says so."""
    begin, stop = sentence_around(text, start, end)
    led = _LED.search(text, max(begin, start - 24), start)
    if led and led.group(1).lower() in ("as of", "since"):
        return "past"
    if led and not _OWNER.match(text, end):  # "hit by Saturday's quake" sets no limit
        verbs = _verbs(text[begin : led.start()])[-1:]
        verbs = verbs or (_verbs(text[end:stop])[:1] if led.start() - begin < 3 else [])  # "By Monday, 40 had come"
        return "past" if verbs and _tense(verbs[0]) == "past" else "future"
    before, after = text[begin:start], text[end:stop]
    opening = not re.search(r"[a-z]{3,}.*[a-z]{3,}", before)  # "On Wednesday, ..." or "Late on Wednesday ..."
    after_clause = re.sub(r"^[^\w]*,?\s*", "", after) if opening else after
    clause_before = before[_last_break(before) :]
    clause_after = after_clause[: _first_break(after_clause)]
    if _done().search(clause_before) and not any(_tense(verb) == "future" for verb in _verbs(clause_before)):
        return "past"
    for stretch, last in ((clause_before, True), (clause_after, False), (before, True), (after, False)):
        found = _verbs(stretch)
        if found:
            return _tense(found[-1 if last else 0])
    return None


def _verbs(stretch: str) -> list[re.Match[str]]:
    """The cues of a stretch in order, without capitalised words inside it: names such as Mark or Will."""
    return [
        match
        for match in _pattern().finditer(stretch)
        if not match[0][0].isupper() or not stretch[: match.start()].rstrip(" \"'\u2018\u201c(")
    ]


def _last_break(before: str) -> int:
    return max((found.end() for found in _CLAUSE_BREAK.finditer(before)), default=0)


def _first_break(after: str) -> int:
    found = _CLAUSE_BREAK.search(after)
    return found.start() if found else len(after)


def _tense(match: re.Match[str]) -> Tense | None:
    name = match.lastgroup or "c0"
    tense: Tense | None = cues()[int(name[1:])]["tense"] or None
    return tense
