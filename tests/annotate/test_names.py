"""Names decided for many words at once are those that the model's own recogniser finds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from spacy.language import Language

from workbench.annotate.names import Names, can_stand_in
from workbench.annotate.pipeline import DEFAULT_MODEL, bare, load

SHIPPED = sorted((Path(__file__).parents[2] / "data" / "stories").glob("*/reports/*.txt"))

HARD = (
    "",
    " ",
    "Derna",
    "Mayor Ann Lund of the Kingdom of Norway met Kim Jong Un\n\n in New York City on 3 May 2019 .",
    "The New York. Times said 1,500 of the 10,000 North Korean troops\tare in Kursk, Russia, the Pentagon said Monday.",
    "Reuters Reuters AP CNN U.N. U.S. EU NATO",
    "-- -- ... \n \n 40 \n million",
)


@pytest.fixture(scope="module")
def model() -> Language:
    """The model with its own steps alone."""
    return bare()


def paragraphs() -> list[str]:
    """The lines of the shipped reports, and some that are hard to cut."""
    return [
        *HARD,
        *(line for path in SHIPPED for line in path.read_text(encoding="utf-8", errors="replace").splitlines()),
    ]


def test_the_names_are_those_of_the_models_own_recogniser(model: Language) -> None:
    texts = paragraphs()
    assert len(texts) > 100
    names = Names(model.get_pipe("ner"))
    with model.select_pipes(disable="ner"):
        ours = list(names.pipe(model.pipe(texts), batch_size=32))
    own = list(model.pipe(texts))
    told = [[(word.ent_iob_, word.ent_type_) for word in doc] for doc in ours]
    assert told == [[(word.ent_iob_, word.ent_type_) for word in doc] for doc in own]
    assert sum(len(doc.ents) for doc in ours) > 500


def test_the_size_of_a_batch_changes_no_name(model: Language) -> None:
    texts = paragraphs()[:60]
    names = Names(model.get_pipe("ner"))
    with model.select_pipes(disable="ner"):
        one, many = ([*names.pipe(model.pipe(texts), batch_size=size)] for size in (1, 60))
    assert [str(doc.ents) for doc in one] == [str(doc.ents) for doc in many]


def test_the_pipeline_finds_names_in_this_way_where_the_model_is_built_for_it() -> None:
    assert can_stand_in(bare())
    assert "workbench_names" in load().pipe_names
    assert "ner" not in load().pipe_names


def test_the_model_is_loaded_once_whether_it_is_named_or_not() -> None:
    assert load() is load(DEFAULT_MODEL)


def test_a_recogniser_that_keeps_several_readings_open_is_left_to_spacy() -> None:
    model = bare()
    recogniser: Any = model.get_pipe("ner")
    recogniser.cfg["beam_width"] = 4
    assert not can_stand_in(model)


def test_a_model_that_names_things_before_its_recogniser_is_left_to_spacy() -> None:
    model = bare()
    model.add_pipe("entity_ruler", before="ner")
    assert not can_stand_in(model)
