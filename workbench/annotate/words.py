"""What words are by spelling, tag and part in the sentence, worked out by the model's own steps once for each.

What is here: a step in place of the model's attribute ruler and lemmatizer, which look at every word anew. Both decide
by a word's spelling, its tag and its dependency alone, but for a few rules on two words ("let 's", "gon na"); a
paragraph in which one of those may hold is left to them. What features a word has (number, tense) is not written down:
no rule of this package reads it. A model whose rules look at more is left to spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Any

import numpy as np
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

#: What a rule may look at.
_LOOKED_AT = {"ORTH", "TEXT", "LOWER", "IS_SPACE", "TAG", "DEP"}
_GIVEN: list[int | str] = ["ORTH", "TAG", "DEP"]
_MADE: list[int | str] = ["POS", "LEMMA", "TAG", "DEP"]
#: So many kinds of words are kept: some megabytes, whatever the number of reports.
_MOST = 30_000

#: A word by spaCy's numbers for its spelling, tag and dependency.
_Kind = tuple[int, ...]


@Language.factory("workbench_words")
def _of_pipeline(nlp: Language, name: str) -> Words:
    return Words(nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer"), name)


def can_stand_in(nlp: Language) -> bool:
    """Whether a model's words can be worked out here: nothing but its ruler and rules of endings decides on them."""
    if not {"attribute_ruler", "lemmatizer"} <= set(nlp.pipe_names) or "morphologizer" in nlp.pipe_names:
        return False
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    if not isinstance(ruler, AttributeRuler) or type(lemmatizer) is not EnglishLemmatizer:
        return False
    rules: list[Any] = list(ruler.patterns)
    patterns = [words for rule in rules for words in rule["patterns"]]
    return (
        lemmatizer.mode == "rule"
        and not lemmatizer.overwrite
        and all(len(words) <= 2 for words in patterns)
        and {name for words in patterns for word in words for name in word} <= _LOOKED_AT
    )


class Words:
    """A step of the pipeline that gives words their part of speech and lemma, in place of the two it is made from."""

    def __init__(self, ruler: Any, lemmatizer: Any, name: str = "workbench_words") -> None:
        self.name = name
        self._steps = (ruler, lemmatizer)
        self._known: dict[_Kind, _Kind] = {}
        #: Words that may be the first, or the second, of two that a rule looks at together.
        self._pairs: tuple[set[_Kind], set[_Kind]] = set(), set()
        self._matcher = Matcher(ruler.vocab)
        for rule in ruler.patterns:
            for words in rule["patterns"]:
                for place, word in enumerate(words if len(words) == 2 else ()):
                    self._matcher.add(f"workbench {place}", [[word]])

    def __call__(self, doc: Doc) -> Doc:
        """The paragraph with what its words are."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """The paragraphs with what their words are, in order."""
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            if len(self._known) > _MOST:
                self._known.clear()
            kinds = [_rows(doc, _GIVEN) for doc in docs]
            self._learn({kind: None for one in kinds for kind in one if kind not in self._known}, docs[0])
            for doc, one in zip(docs, kinds, strict=True):
                if self._holds_pair(one):
                    _run(self._steps, doc)
                elif one:
                    doc.from_array(_MADE, _numbers(self._known[kind] for kind in one))
            yield from docs

    def _holds_pair(self, kinds: Sequence[_Kind]) -> bool:
        first, second = self._pairs
        return any(one in first and two in second for one, two in pairwise(kinds))

    def _learn(self, new: Iterable[_Kind], near: Doc) -> None:
        """Works out words that were not seen before, each for itself where it may be one of two."""
        kinds = list(new)
        together = _doc_of(kinds, near)
        for number, start, _ in self._matcher(together, allow_missing=True):
            self._pairs[near.vocab.strings[number] == "workbench 1"].add(kinds[start])
        paired = set().union(*self._pairs)
        for group in ([kind for kind in kinds if kind not in paired], *([kind] for kind in kinds if kind in paired)):
            doc = _run(self._steps, _doc_of(group, near))
            self._known.update(zip(group, _rows(doc, _MADE), strict=True))


def _rows(doc: Doc, columns: list[int | str]) -> list[_Kind]:
    return list(map(tuple, doc.to_array(columns).tolist()))


def _doc_of(kinds: Sequence[_Kind], near: Doc) -> Doc:
    """A text of these words, from the same vocabulary as another."""
    doc = Doc(near.vocab, words=[near.vocab.strings[orth] for orth, _, _ in kinds])
    if kinds:
        doc.from_array(_GIVEN[1:], _numbers(kind[1:] for kind in kinds))
    return doc


def _numbers(rows: Iterable[_Kind]) -> Any:
    return np.array(list(rows), dtype="uint64")


def _run(steps: Iterable[Any], doc: Doc) -> Doc:
    for step in steps:
        doc = step(doc)
    return doc
