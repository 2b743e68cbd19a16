"""Cue lists: each entry finds its own example, and leaves alone the sentence it must keep."""

from __future__ import annotations

from typing import get_args

import pytest

from workbench.model import Role
from workbench.read.cues import Cue, agencies, cues, stopwords
from workbench.read.lines import classify
from workbench.read.masthead import read_masthead
from workbench.read.shape import LONGEST_LABEL_WORDS, measure
from workbench.storyfile import StoryFile

ALL = [*cues("chrome"), *cues("roles")]


def finds(cue: Cue, text: str) -> bool:
    return bool(cue.pattern.fullmatch(text) if cue.scope == "line" else cue.pattern.search(text))


@pytest.mark.parametrize("cue", ALL, ids=lambda cue: f"{cue.name}-{cue.scope}")
def test_an_entry_finds_its_example(cue: Cue) -> None:
    assert finds(cue, cue.example)


@pytest.mark.parametrize("cue", [cue for cue in ALL if cue.keep], ids=lambda cue: f"{cue.name}-{cue.scope}")
def test_an_entry_leaves_its_sentence_alone(cue: Cue) -> None:
    assert not finds(cue, cue.keep)


@pytest.mark.parametrize("cue", [cue for cue in cues("chrome") if cue.scope != "hint"], ids=lambda cue: cue.name)
def test_a_line_like_the_example_is_read_as_chrome(cue: Cue) -> None:
    line = measure(cue.example, 0, len(cue.example))
    assert line.cue is not None
    assert line.words <= LONGEST_LABEL_WORDS + 6


@pytest.mark.parametrize("cue", [cue for cue in cues("chrome") if cue.keep], ids=lambda cue: cue.name)
def test_a_sentence_to_keep_is_no_chrome_by_any_entry(cue: Cue) -> None:
    assert measure(cue.keep, 0, len(cue.keep)).cue is None


@pytest.mark.parametrize("cue", cues("roles"), ids=lambda cue: cue.name)
def test_the_name_of_a_role_cue_begins_with_a_role(cue: Cue) -> None:
    assert cue.name.partition(":")[0] in get_args(Role)


@pytest.mark.parametrize("agency", agencies(), ids=lambda agency: agency.name)
def test_an_agencys_example_credits_it(agency: object) -> None:
    from workbench.read.cues import Agency

    assert isinstance(agency, Agency)
    text = f"Ferry leaves on time\n\n{agency.example}\n\nThe ferry had been late for a week, the harbour office said.\n"
    assert read_masthead(text, classify(text), (), story=StoryFile()).wire == agency.name


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "it", "pt", "nl"])
def test_the_example_of_a_language_holds_its_function_words(language: str) -> None:
    import tomllib
    from importlib.resources import files

    data = tomllib.loads((files("workbench.read") / "cues" / "stopwords.toml").read_text(encoding="utf-8"))
    entry = next(one for one in data["language"] if one["code"] == language)
    words = [word.strip(".,").lower() for word in entry["example"].split()]
    assert sum(word in entry["words"].split() for word in words) >= 3
    assert set(entry["words"].split()) <= stopwords()
