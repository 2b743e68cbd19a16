"""Vectors of words by spelling alone, made once for each different word of a report and laid where the word stands.

What is here: the first half of the model's network, which looks at one word at a time, run over the words that differ
and not over all that stand in the text, of which more than half are repeats. The sums are the model's own, so the
vectors are the same, but for the last digit where a library of matrices rounds by the number of rows. The second half
looks at neighbours and is left as it is, and so is a model that is built otherwise.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from thinc.api import Model
from thinc.types import Ragged

#: The network's first half: what is looked at, and how it is joined and parted again around the steps word by word.
_OPENS, _CLOSES = ["extract_features", "list2ragged"], ["ragged2list"]
#: Beginnings of the names of steps that look at one word at a time.
_BY_WORD = ("with_array(ints-getitem>>hashembed", "with_array(maxout>>layernorm")


def embed_once(nlp: Language) -> None:
    """Makes the networks of a model's steps embed a word once, however often it stands in a text."""
    networks = [step.model for _, step in nlp.pipeline if isinstance(step, TrainablePipe)]
    for node in [node for network in networks for node in network.walk()]:
        opens, steps, closes = node.layers[:2], node.layers[2:-1], node.layers[-1:]
        plain = [one.name for one in opens] == _OPENS and [one.name for one in closes] == _CLOSES
        if plain and steps and all(step.name.startswith(_BY_WORD) for step in steps):
            node.layers[2:-1] = [Model("once_each", _forward, layers=steps)]


def _forward(model: Model[Any, Any], words: Ragged, is_train: bool) -> tuple[Ragged, Any]:
    """A row for each word, from a row of the numbers by which the word is known."""
    rows: Any = words.dataXd
    different, places = np.unique(rows, axis=0, return_inverse=True)
    made: Any = Ragged(*_one_text(different))
    for step in model.layers:
        made = step.predict(made)
    return Ragged(made.dataXd[places.reshape(-1)], words.lengths), _untrained


def _one_text(rows: Any) -> tuple[Any, Any]:
    return rows, np.array([len(rows)], dtype="int32")


def _untrained(gradient: Any) -> Any:
    raise NotImplementedError("a model that only reads is not trained")
