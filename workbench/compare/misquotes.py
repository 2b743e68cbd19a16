"""Words between quotation marks that the parent has otherwise, or has as nobody's exact words.

A bracketed insertion and a cut at either end alter nothing. Quotations that two reports share word for word are evidence
of lineage and in ``quotations.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from workbench.compare.changes import Change
from workbench.compare.pages import Page
from workbench.compare.sentences import Sentence, plain

#: A quotation of fewer words is a label or a name.
SHORTEST = 3
#: Share of a quotation's words that a quotation of the parent must hold in order to be the one altered.
LIKE = 0.6

_QUOTED = re.compile(r"[“\"]([^“”\"]{8,}?)[”\"]")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|…|\.\.\.")


def quotation_changes(a_page: Page, a: Sentence, b_page: Page, b: Sentence) -> Iterator[Change]:
    """The quotations of ``b`` whose words the parent has in another form."""
    spans = (a_page.report_id, a.start, a.end), (b_page.report_id, b.start, b.end)
    whole, quoted = _plain(a_page.text), [_plain(one.group(1)) for one in _QUOTED.finditer(a_page.text)]
    for one in _QUOTED.finditer(b.text):
        words = _plain(one.group(1))
        if len(words) < SHORTEST or any(_holds(words, other) for other in quoted):
            continue
        near = max(quoted, key=lambda other: _like(words, other), default=[])
        if near and _like(words, near) >= LIKE:
            changed = " ".join(near)
            told = f"{b_page.calls} quotes “{one.group(1)}”; the words in {a_page.calls} are “{changed}”."
            yield Change("quotation altered", *spans, told)
        elif _holds(words, whole):
            told = f"{b_page.calls} puts “{one.group(1)}” in quotation marks, which {a_page.calls} does not."
            yield Change("quotation altered", *spans, told)


def _plain(text: str) -> list[str]:
    return [plain(word) for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", _BRACKETS.sub(" ", text))]


def _holds(words: list[str], other: list[str]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(other)} "


def _like(words: list[str], other: list[str]) -> float:
    return sum(block.size for block in SequenceMatcher(None, words, other, False).get_matching_blocks()) / len(words)
