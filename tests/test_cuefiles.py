"""Every cue file: no word stands twice in a list, and no entry is there that no code reads."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from workbench.cuefiles import cue_file

PACKAGE = Path(__file__).parents[1] / "workbench"
FILES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.glob("*/cues/*.toml"))

#: What tests and readers of a cue file look at, and no code.
_SHOWN = {"example", "examples", "reads", "finds", "about"}

#: Files whose lists are asked for by section and name in one call.
PAIRED = {"annotate/cues/claims.toml"}

#: Entries that no code reads and that may stand, each with its reason.
UNREAD = {"read/cues/stopwords.toml": {"language.code"}}  # tells a reader of the file which language the words are of


def content_of(file: str) -> dict[str, Any]:
    stage, _, name = file.split("/")
    return cue_file(stage, name.removesuffix(".toml"))


def lists_in(content: object, place: str = "") -> Iterator[tuple[str, list[str]]]:
    """Each list of words under a value of a cue file, with its place."""
    if isinstance(content, dict):
        for key, value in content.items():
            yield from lists_in(value, f"{place}.{key}" if place else key)
    elif isinstance(content, list):
        if all(isinstance(one, str) for one in content):
            yield place, content
        else:
            for one in content:
                yield from lists_in(one, place)


def keys_in(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Each section of a cue file with each key in it or in its entries; words with a number each are no keys."""
    for section, value in content.items():
        if section in _SHOWN or section.endswith("_example"):
            continue
        yield section, ""
        for entry in value if isinstance(value, list) else [value]:
            if isinstance(entry, dict) and not all(isinstance(one, int | float) for one in entry.values()):
                yield from ((section, key) for key in entry if key not in _SHOWN)


@cache
def said_by_code() -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The texts in the code, and those that stand side by side in a call, as in words_for("demand", "modals")."""
    said: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                said.add(node.value)
            elif isinstance(node, ast.Call):
                texts = [one.value if isinstance(one, ast.Constant) else None for one in node.args]
                pairs |= {(a, b) for a, b in pairwise(texts) if isinstance(a, str) and isinstance(b, str)}
    return frozenset(said), frozenset(pairs)


@cache
def read_whole() -> frozenset[str]:
    """The names of the cue files of which code goes through all sections: cue_file("read", "roles").values()."""
    names: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in ("values", "items")
                and isinstance(node.value, ast.Call)
            ):
                names |= {str(one.value) for one in node.value.args[-1:] if isinstance(one, ast.Constant)}
    return frozenset(names)


def is_read(file: str, section: str, key: str) -> bool:
    """Whether code names section and key, in one call where the file is read so, or a pattern has them in braces."""
    said, pairs = said_by_code()
    if file in PAIRED and isinstance(content_of(file)[section], dict) and key:
        return (section, key) in pairs
    if not key and Path(file).stem in read_whole():
        return True
    name = key or section
    return name in said or f"{{{name}}}" in (PACKAGE / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES)
def test_no_word_stands_twice_in_a_list(file: str) -> None:
    twice = {
        f"{place}: {word}"
        for place, words in lists_in(content_of(file))
        if place.rpartition(".")[2] not in _SHOWN
        for word, times in Counter(words).items()
        if times > 1
    }
    assert twice == set()


@pytest.mark.parametrize("file", FILES)
def test_every_entry_is_read_by_code(file: str) -> None:
    unread = {f"{section}.{key}" for section, key in keys_in(content_of(file)) if not is_read(file, section, key)}
    assert unread <= UNREAD.get(file, set())
