"""What a word is, worked out once for each kind of word, is what the model's own steps say in every sentence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from workbench.annotate.pipeline import bare, load
from workbench.annotate.words import Words, can_stand_in

SHIPPED = sorted((Path(__file__).parents[2] / "data" / "stories").glob("*/reports/*.txt"))

PAIRS = (
    "Let's see what they're gonna do: he's gotta go.",
    "They ain't coming. There is no road, and there were two.",
    "Y'all have seen it. C'mon, 'nuff said.",
    "Is there a bridge? There's one. Let us go; it is gon na rain.",
)
HARD = ("", " ", "\n\n", "The \n army  said\t40 men didn't do it.", "I'd have done it, it'd have done.", "xyzzy ")


@pytest.fixture(scope="module")
def model() -> Language:
    """The model with its own steps alone."""
    return bare()


def paragraphs() -> list[str]:
    """The lines of the shipped reports, and some that are hard to read."""
    read = (path.read_text(encoding="utf-8", errors="replace") for path in SHIPPED)
    return [*HARD, *PAIRS, *(line for text in read for line in text.splitlines())]


def told(doc: Doc) -> list[tuple[str, ...]]:
    """All that a rule of this package asks of a word and that these steps decide."""
    return [(word.text, word.pos_, word.lemma_, word.tag_, word.dep_) for word in doc]


def of_words(model: Language) -> Words:
    """The step made from a model's own two."""
    return Words(model.get_pipe("attribute_ruler"), model.get_pipe("lemmatizer"))


def test_words_are_what_the_models_own_steps_say(model: Language) -> None:
    own = [told(doc) for doc in model.pipe(paragraphs())]
    words = of_words(model)
    with model.select_pipes(disable=("attribute_ruler", "lemmatizer")):
        ours = [told(doc) for doc in words.pipe(model.pipe(paragraphs()), batch_size=32)]
    assert ours == own
    assert sum(map(len, own)) > 5000


def test_a_word_that_is_seen_again_is_not_worked_out_again(model: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    words = of_words(model)
    text = "The army said 40 men were killed."
    with model.select_pipes(disable=("attribute_ruler", "lemmatizer")):
        first = told(words(model(text)))
        monkeypatch.setattr(words, "_steps", ())  # nothing is left to work it out with
        again = told(words(model(text)))
    assert again == first


def test_what_is_kept_of_words_does_not_grow_without_end(model: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.annotate.words._MOST", 10)
    words = of_words(model)
    with model.select_pipes(disable=("attribute_ruler", "lemmatizer")):
        ours = [told(words(model(text))) for text in PAIRS]
    assert len(words._known) < 30
    assert ours == [told(model(text)) for text in PAIRS]


def test_the_pipeline_works_words_out_in_this_way_where_the_model_is_built_for_it() -> None:
    assert can_stand_in(bare())
    assert "workbench_words" in load().pipe_names
    assert "lemmatizer" not in load().pipe_names


def test_a_model_whose_rules_look_at_more_is_left_to_spacy() -> None:
    model = bare()
    ruler: Any = model.get_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "one"}, {"LOWER": "of"}, {"LOWER": "the"}]], {"POS": "NUM"})
    assert not can_stand_in(model)
    model.remove_pipe("lemmatizer")
    assert not can_stand_in(model)
