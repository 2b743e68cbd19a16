"""Words between quotation marks that the parent has otherwise, or has as nobody's exact words.

Which quotations are one utterance, and which of its words were altered, is told by ``compare/lineage/quotations.py``.
Here an alteration becomes a change, and so do quotation marks around what the parent says in its own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.compare.discrepancies.changes import Change
from workbench.compare.discrepancies.pages import Page
from workbench.compare.discrepancies.sentences import Sentence
from workbench.compare.lineage.quotations import Quote, shared_quotations
from workbench.compare.lineage.words import normal, words_in

#: A quotation of fewer words is a label or a name.
SHORTEST = 3

_MARK = re.compile(r"[\"“”«»„]")


def quotation_changes(a_page: Page, a: Sentence, b_page: Page, b: Sentence) -> Iterator[Change]:
    """The quotations of ``b`` whose words the parent has in another form."""
    spans = (a_page.report_id, a.start, a.end), (b_page.report_id, b.start, b.end)
    for one in b_page.quotes:
        if not (b.start <= one.start and one.end <= b.end and len(one.words) >= SHORTEST):
            continue
        words = b_page.text[one.start : one.end]
        for shared in shared_quotations([one], a_page.quotes):
            if shared.altered:
                changed = a_page.text[shared.b.start : shared.b.end]
                told = f"{b_page.calls} quotes “{words}”; the words in {a_page.calls} are “{changed}”."
                yield Change("quotation altered", *spans, told)
            break
        else:
            if any(_told(it, one) for it in a_page.sentences):
                told = f"{b_page.calls} puts “{words}” in quotation marks, which {a_page.calls} does not."
                yield Change("quotation altered", *spans, told)


def _told(sentence: Sentence, quote: Quote) -> bool:
    """Whether a sentence without a quotation, or a mark of one that runs on, has the words of one."""
    if _MARK.search(sentence.text):
        return False
    words = [normal(sentence.text[start:end]) for start, end in words_in(sentence.text)]
    return f" {' '.join(quote.words)} " in f" {' '.join(words)} "
