"""Words between quotation marks that the parent has otherwise, or has as nobody's exact words.

A bracketed insertion and a cut at either end alter nothing. Quotations that two reports share word for word are
evidence of lineage and in ``compare/lineage/quotations.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from workbench.compare.discrepancies.changes import Change
from workbench.compare.discrepancies.pages import Page
from workbench.compare.discrepancies.sentences import Sentence, plain
from workbench.compare.lineage.prose import QUOTED

#: A quotation of fewer words is a label or a name.
SHORTEST = 3
#: Share of a quotation's words that a quotation of the parent must hold in order to be the one altered.
LIKE = 0.6

_MARKED = re.compile(r"[\"“”«»„]")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|…|\.\.\.")


def quotation_changes(a_page: Page, a: Sentence, b_page: Page, b: Sentence) -> Iterator[Change]:
    """The quotations of ``b`` whose words the parent has in another form."""
    spans = (a_page.report_id, a.start, a.end), (b_page.report_id, b.start, b.end)
    here = [one for start, one in quotations_of(b_page.text) if b.start <= start < b.end and start + len(one) <= b.end]
    quoted = [_plain(one) for _, one in quotations_of(a_page.text)] if here else []
    for one in here:
        words = _plain(one)
        if len(words) < SHORTEST or any(_holds(words, other) for other in quoted):
            continue
        near = max(quoted, key=lambda other: _like(words, other), default=[])
        if near and _like(words, near) >= LIKE:
            changed = " ".join(near)
            told = f"{b_page.calls} quotes “{one}”; the words in {a_page.calls} are “{changed}”."
            yield Change("quotation altered", *spans, told)
        elif any(_holds(words, _plain(it.text)) and not _MARKED.search(it.text) for it in a_page.sentences):
            told = f"{b_page.calls} puts “{one}” in quotation marks, which {a_page.calls} does not."
            yield Change("quotation altered", *spans, told)


def quotations_of(text: str) -> Iterator[tuple[int, str]]:
    """The words in quotation marks of a text, without the marks, each with its offset."""
    for one in QUOTED.finditer(text):
        name = one.lastgroup or ""
        yield one.start(name), one.group(name)


def _plain(text: str) -> list[str]:
    return [plain(word) for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", _BRACKETS.sub(" ", text))]


def _holds(words: list[str], other: list[str]) -> bool:
    return f" {' '.join(words)} " in f" {' '.join(other)} "


def _like(words: list[str], other: list[str]) -> float:
    return sum(block.size for block in SequenceMatcher(None, words, other, False).get_matching_blocks()) / len(words)
