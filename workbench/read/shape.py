"""The lines of a text and what can be counted in them: position, words, function words, sentence end, cues.

What is here: cutting a text into lines (paragraphs, where a text is wrapped by hand) and measuring each. What a line is
for, is decided in ``lines.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from workbench.read.cues import Cue, cues, stopwords
from workbench.read.patterns import lowered

_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029]")
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_END = re.compile(r"[.!?…。！？؟।۔]\W{0,4}$")
_QUOTED = re.compile(r"[\"”»][.,]?$")
_BULLET = re.compile(r"^\s*(?:[-–—*•·●▪◦‣►○■□→>✓]|\d{1,2}[.)])\s+\S")
_EDGES = " \t\ufeff\u00a0\u200b"
#: Longer lines are paragraphs: patterns are not run over them, which keeps one huge line from costing minutes.
LONGEST_PATTERNED = 1200
#: A label is short: a cue for a whole line is not tried on a longer one.
LONGEST_LABEL_WORDS, _LONGEST_LABEL = 14, 300


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text with what was counted in it. ``start``:``end`` leave the line break out.

    ``function_share`` is the share of function words; ``cue`` is a cue
    that is sure, ``hints`` the names of those that are not; ``cue_count`` how many different ones matched.
    """

    start: int
    end: int
    text: str
    after_blank: bool
    words: int
    function_share: float
    sentence_end: bool
    bullet: bool
    cue: Cue | None = None
    cue_count: int = 0
    hints: tuple[str, ...] = ()

    @property
    def prose(self) -> bool:
        """Whether the line reads as a sentence: long enough, ended as one, and not a cue's."""
        if self.cue is not None and (self.words <= 60 or self.cue_count > 1):
            return False
        if self.is_question:
            return False
        if self.sentence_end:
            return self.words >= 5 or (self.words >= 2 and self.function_share > 0)
        return self.words >= 25 and self.function_share >= 0.25

    @property
    def is_question(self) -> bool:
        """Whether the line is one short question or call, as headings and page boxes are."""
        short = self.words <= (14 if self.text.endswith("?") else 6)
        return short and self.text.endswith(("?", "!")) and not re.search(r"[.!?][\"”’)]*\s|^[\"“‘']", self.text)


def read_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, in order, measured.

    Where the text is wrapped by hand (short lines broken inside sentences), a line is a whole paragraph.
    """
    spans = list(_spans(text))
    if _is_wrapped(text, spans):
        spans = list(_unwrapped(text, spans))
    return [measure(text, start, end, after_blank=blank) for start, end, blank in spans]


def _spans(text: str) -> Iterator[tuple[int, int, bool]]:
    start, blank = 0, False
    for found in [*_BREAK.finditer(text), None]:
        end = found.start() if found else len(text)
        if text[start:end].strip(_EDGES + "\x0b\x0c\x85"):
            yield start, end, blank
            blank = False
        else:
            blank = True
        start = found.end() if found else len(text)


def _is_wrapped(text: str, spans: list[tuple[int, int, bool]]) -> bool:
    """Whether most lines of 45 to 100 characters stop in mid-sentence and go on in lower case on the next."""
    pairs = [
        (text[start:end].rstrip(), text[at:to].lstrip())
        for (start, end, _), (at, to, blank) in pairwise(spans)
        if not blank
    ]
    wrapped = sum(1 for one, two in pairs if 45 <= len(one) <= 100 and not _END.search(one[-6:]) and two[:1].islower())
    return wrapped >= 3 and wrapped >= 0.35 * len(pairs) and wrapped >= 0.25 * len(spans)


def _unwrapped(text: str, spans: list[tuple[int, int, bool]]) -> Iterator[tuple[int, int, bool]]:
    open_span: tuple[int, int, bool] | None = None
    for start, end, blank in spans:
        last = text[open_span[0] : open_span[1]].rsplit("\n", 1)[-1].rstrip() if open_span else ""
        if open_span and not blank and len(last) >= 45 and not _BULLET.match(text[start:end]):
            open_span = (open_span[0], end, open_span[2])
            continue
        if open_span:
            yield open_span
        open_span = (start, end, blank)
    if open_span:
        yield open_span


def measure(text: str, start: int, end: int, *, after_blank: bool = False) -> Line:
    """That stretch of a text as a measured line."""
    shown = text[start:end].strip(_EDGES + "\r\n\x0b\x0c\x85")
    words = _WORD.findall(shown[:20_000])
    count = len(words) + len(_WIDE.findall(shown[:20_000])) // 2
    cue, cue_count, hints = _cues_of(shown, count)
    return Line(
        start=start,
        end=end,
        text=shown,
        after_blank=after_blank,
        words=count,
        function_share=sum(1 for word in words if word.lower() in stopwords()) / max(len(words), 1),
        sentence_end=bool(_END.search(shown[-8:])) or (bool(_QUOTED.search(shown[-3:])) and count >= 4),
        bullet=bool(_BULLET.match(shown)),
        cue=cue,
        cue_count=cue_count,
        hints=hints,
    )


def _cues_of(shown: str, words: int) -> tuple[Cue | None, int, tuple[str, ...]]:
    if len(shown) > LONGEST_PATTERNED:
        return None, 0, ()
    label = shown.strip(" \t\u00a0\ufeff•·●▪*-–—>»›:…|←→▼▲►✕×").rstrip(".!?")
    is_label = words <= LONGEST_LABEL_WORDS and len(shown) <= _LONGEST_LABEL and not (_END.search(shown) and words >= 5)
    lower = lowered(shown)
    sure = [
        cue
        for cue in cues("chrome")
        if (cue.scope == "line" and is_label and (cue.pattern.fullmatch(label) or cue.pattern.fullmatch(shown)))
        or (cue.scope == "in" and cue.is_in(shown, lower))
    ]
    hints = tuple(cue.name for cue in cues("chrome") if cue.scope == "hint" and cue.is_in(shown, lower))
    return (sure[0] if sure else None), len({cue.name for cue in sure}), hints


def content_words(text: str) -> set[str]:
    """The words of a text that carry content, in lower case: no function words, nothing under three letters."""
    found = (word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text))
    return {word for word in found if (len(word) > 2 or word.isdigit()) and word not in stopwords()}


def normal(text: str) -> str:
    """The text as it is compared for repetition: case, spaces and edge marks apart."""
    return " ".join(_WORD.findall(text.lower()))
