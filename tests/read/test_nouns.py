"""One singular and one plural for each noun, whoever asks."""

from __future__ import annotations

import re

import pytest

from workbench.cuefiles import cue_file
from workbench.read import nouns
from workbench.read.nouns import plural, singular

NOUNS = cue_file("read", "nouns")


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("country", "countries"), ("movie", "movies"), ("gas", "gases"), ("series", "series"), ("press", "presses"),
        ("boat", "boats"), ("box", "boxes"), ("dose", "doses"), ("house", "houses"), ("bus", "buses"), ("man", "men"),
        ("serviceman", "servicemen"), ("human", "humans"), ("shoe", "shoes"), ("hero", "heroes"), ("base", "bases"),
        ("case", "cases"), ("taxi", "taxis"), ("wife", "wives"), ("crisis", "crises"), ("day", "days"),
        ("fire engine", "fire engines"), ("co-owner", "co-owners"), ("bureau", "bureaus"), ("tax", "taxes"),
        ("cache", "caches"), ("church", "churches"), ("toll", "tolls"), ("species", "species"), ("lens", "lenses"),
    ],
)  # fmt: skip
def test_a_noun_has_one_singular_and_one_plural(one: str, many: str) -> None:
    assert (singular(many), plural(one)) == (one, many)
    assert (singular(one), plural(many)) == (one, many)


@pytest.mark.parametrize("kind", sorted(NOUNS))
def test_the_example_of_each_list_reads_otherwise_without_it(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    words = re.findall(r"[a-z]+", NOUNS[kind]["example"].lower())
    with_it = [(singular(word), plural(word)) for word in words]
    example = {"example": NOUNS[kind]["example"]}
    emptied = {key: type(value)() for key, value in NOUNS[kind].items() if key != "example"}
    monkeypatch.setattr(nouns, "cue_file", lambda *_: {**NOUNS, kind: {**emptied, **example}})
    _forget()
    try:
        assert [(singular(word), plural(word)) for word in words] != with_it
    finally:
        monkeypatch.undo()
        _forget()


def _forget() -> None:
    nouns._exceptions.cache_clear()
    singular.cache_clear()
