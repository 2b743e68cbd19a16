"""Every word list of claims is shown at work by an example of its own, which reads otherwise without the list."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from spacy.tokens import Doc

from workbench.annotate import attributions, claims, quantities
from workbench.annotate.language import cues
from workbench.annotate.paragraph import paragraph_of
from workbench.annotate.pipeline import load

#: A place far down in a long report.
_LATE = (5000, 6000)

WordList = dict[str, Any]


def word_lists() -> Iterator[tuple[str, WordList]]:
    """Each word list of the cue file with its name: ``[demand.modals]``, and the entries of ``[[governor]]``."""
    for section, content in cues("claims").items():
        if isinstance(content, dict):
            yield from ((f"{section}.{name}", one) for name, one in content.items() if isinstance(one, dict))
        else:
            for number, one in enumerate(content):
                if "words" in one:
                    yield f"{section} {number} ({one.get('makes') or one['part']})", one


LISTS = dict(word_lists())


def parsed(words: WordList) -> Doc:
    """The example with its attributions and quantities, at the top of a report or, if it asks so, far down in one."""
    nlp = load()
    doc = nlp.make_doc(words["example"])
    if words.get("late"):
        doc.user_data[claims.PLACE] = _LATE
    return next(iter(nlp.pipe([doc])))


def reading(doc: Doc) -> list[str]:
    """Each claim as its kind, how sure it is unless asserted, and its words."""
    said, numbers = doc.user_data[attributions.KEY], doc.user_data[quantities.KEY]
    found = claims.find_claims(paragraph_of(doc), said, numbers, place=doc.user_data.get(claims.PLACE, (0, 0)))
    sure = {"asserted": ""}
    return [
        f"{one.kind}{sure.get(one.certainty_class, f', {one.certainty_class}')}: {doc.text[one.start : one.end]}"
        for one in found
    ]


def _forget() -> None:
    """What the modules of claims have kept of the cue file is forgotten."""
    for module in pkgutil.iter_modules(claims.__path__, f"{claims.__name__}."):
        for value in vars(importlib.import_module(module.name)).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


@pytest.fixture
def emptied(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[WordList], None]]:
    """A function that empties a word list for one test."""

    def empty(words: WordList) -> None:
        monkeypatch.setitem(words, "words", [])
        _forget()

    yield empty
    monkeypatch.undo()
    _forget()


@pytest.mark.parametrize("name", LISTS)
def test_a_word_list_reads_its_own_example_and_without_it_that_reads_otherwise(
    name: str, emptied: Callable[[WordList], None]
) -> None:
    words = LISTS[name]
    doc = parsed(words)
    assert reading(doc) == words["reads"]
    emptied(words)
    assert reading(doc) != words["reads"]


def test_no_two_word_lists_share_an_example() -> None:
    examples = [words["example"] for words in LISTS.values()]
    assert sorted(set(examples)) == sorted(examples)
