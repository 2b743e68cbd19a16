"""Words embedded once each have the vectors that the model gives to each where it stands."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language

from workbench.annotate.onceeach import embed_once
from workbench.annotate.pipeline import bare, load

TEXTS = (
    "The port said the port would not open, and the mayor said the port would.",
    "",
    "said said said\n\n  said",
    "Derna's 4,000 houses weren't counted; 4,000 boats were.",
)

CHARACTERS = {
    "@architectures": "spacy.Tok2Vec.v2",
    "embed": {
        "@architectures": "spacy.CharacterEmbed.v2",
        "width": 16,
        "rows": 50,
        "nM": 8,
        "nC": 2,
        "include_static_vectors": False,
        "feature": "LOWER",
    },
    "encode": {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 16,
        "window_size": 1,
        "maxout_pieces": 3,
        "depth": 1,
    },
}


def network(model: Language, name: str) -> Any:
    """The part of a step that makes vectors of words."""
    step: Any = model.get_pipe(name)
    return step.model.get_ref("tok2vec") if name == "ner" else step.model


def steps_of(model: Language) -> set[str]:
    """The names of the steps of all its networks."""
    return {node.name for name in ("tok2vec", "tagger", "parser", "ner") for node in network(model, name).walk()}


@pytest.fixture(scope="module")
def model() -> Language:
    """The model with its own steps alone."""
    return bare()


@pytest.mark.parametrize("step", ["tok2vec", "ner"])
def test_vectors_are_to_the_last_bit_those_of_the_models_own_network(model: Language, step: str) -> None:
    once = bare()
    embed_once(once)
    docs = [model.make_doc(text) for text in TEXTS]
    own, ours = (network(one, step).predict(docs) for one in (model, once))
    assert all(np.array_equal(a, b) for a, b in zip(own, ours, strict=True))
    assert len({vector.tobytes() for vector in own[2]}) > 1


@pytest.mark.parametrize("step", ["tok2vec", "ner"])
def test_vectors_of_the_pipeline_differ_from_the_models_by_rounding_alone(model: Language, step: str) -> None:
    docs = [model.make_doc(text) for text in TEXTS]
    own, ours = (network(one, step).predict(docs) for one in (model, load()))
    assert all(np.allclose(a, b, rtol=1e-4, atol=1e-4) for a, b in zip(own, ours, strict=True))
    assert all(abs(vector).max() > 0.1 for vector in own if len(vector))


def test_the_pipeline_embeds_words_once_each_and_the_bare_model_does_not(model: Language) -> None:
    assert "once_each" in steps_of(load())
    assert "once_each" not in steps_of(model)


def test_a_network_that_is_built_otherwise_is_left_alone() -> None:
    plain = spacy.blank("en")
    tagger: Any = plain.add_pipe(
        "tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": CHARACTERS}}
    )
    before = [node.name for node in tagger.model.walk()]
    embed_once(plain)
    assert [node.name for node in tagger.model.walk()] == before
