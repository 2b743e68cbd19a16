"""One of two sentences that are held against each other, with its hedges, its content words and who says what in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.compare.discrepancies.hedges import Hedge, hedges_in
from workbench.compare.discrepancies.pages import Page
from workbench.compare.discrepancies.sentences import Sentence, plain_words, stem
from workbench.cuefiles import cue_file

#: Stances of words that tell how things are; a demand or a plan has no truth that a source could vouch for.
TELLING = frozenset({"asserted", "reported", "assessed", "believed", "expected"})
#: Share of the words that a hedge or a source governs that must be kept for its loss to be one.
KEPT = 0.5


@dataclass(frozen=True, slots=True)
class Side:
    """One of two aligned sentences: its page, its hedges, its content words and who says what in it."""

    page: Page
    sentence: Sentence
    hedges: tuple[Hedge, ...]
    stems: frozenset[str]
    said: tuple[Any, ...]

    @property
    def span(self) -> tuple[str, int, int]:
        """The sentence."""
        return self.page.report_id, self.sentence.start, self.sentence.end


def side_of(page: Page, sentence: Sentence) -> Side:
    """A sentence with what is compared of it."""
    said = [row for row in page.attributions.within(sentence.start, sentence.end) if row.stance in TELLING]
    hedges = hedges_in(page.text, sentence.start, sentence.end)
    return Side(page, sentence, tuple(hedges), frozenset(content_stems(sentence.text)), tuple(said))


def content_stems(text: str) -> list[str]:
    """The stems of the words of a text that are not too common to say anything, in order."""
    return [stem(word) for word in plain_words(text) if word not in common_words()]


@cache
def common_words() -> frozenset[str]:
    """Words too common to show that something was added or kept."""
    return frozenset(cue_file("compare", "additions")["common"]["words"])
