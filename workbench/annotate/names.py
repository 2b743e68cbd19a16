"""Names and numbers in paragraphs, as the model's own recogniser finds them, decided for all words of a batch at once.

What is here: the decisions of spaCy's transition-based recogniser, from the model's own weights and with the same sums
in the same order, so that the names are the same. spaCy asks of every move at every word whether it is allowed, and
takes and gives back the interpreter's lock for each such question, which is half of its time. What a word begins does
not depend on what came before, so it is decided for all words together; only where a name ends is told word by word.
A model whose recogniser is built otherwise is left to spaCy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from thinc.api import NumpyOps

_Numbers = NDArray[Any]


@Language.factory("workbench_names")
def _of_pipeline(nlp: Language, name: str) -> Names:
    return Names(nlp.get_pipe("ner"), name)


def can_stand_in(nlp: Language) -> bool:
    """Whether the names of a model can be found here: plain search, plain weights, three words looked at.

    Nothing before the recogniser may name anything, for spaCy's own goes on from such names.
    """
    recogniser: Any = nlp.get_pipe("ner")
    if not isinstance(recogniser, EntityRecognizer) or recogniser.cfg["beam_width"] != 1:
        return False
    before = nlp.pipe_names[: nlp.pipe_names.index("ner")]
    if any(set(nlp.get_pipe_meta(name).assigns) & {"doc.ents", "token.ent_type", "token.ent_iob"} for name in before):
        return False
    model = recogniser.model
    lower = model.get_ref("lower")
    return (
        type(model.ops) is NumpyOps
        and bool(model.attrs["has_upper"])
        and not model.attrs["unseen_classes"]
        and (lower.get_dim("nF"), lower.get_dim("nP")) == (3, 2)
    )


class Names:
    """A step of the pipeline that gives paragraphs their names, in place of the recogniser it is made from."""

    def __init__(self, recogniser: Any, name: str = "workbench_names") -> None:
        self.name = name
        self._tok2vec, self._lower, self._upper = (
            recogniser.model.get_ref(part) for part in ("tok2vec", "lower", "upper")
        )
        moves = [recogniser.moves.get_class_name(at) for at in range(recogniser.moves.n_moves)]
        place = {move: at for at, move in enumerate(moves)}
        self._labels = [move[2:] for move in moves]
        self._begins = np.array([move.startswith("B-") for move in moves])
        self._units = np.array([move.startswith("U-") and move != "U-" for move in moves])
        self._nothing = np.array([move == "O" for move in moves])
        # For each move that begins a name, the moves that go on with it and that end it.
        self._inside = np.array([place.get(f"I-{label}", -1) for label in self._labels])
        self._last = np.array([place.get(f"L-{label}", -1) for label in self._labels])

    def __call__(self, doc: Doc) -> Doc:
        """The paragraph with its names."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 256) -> Iterator[Doc]:
        """The paragraphs with their names, in order."""
        waiting = iter(stream)
        while docs := list(islice(waiting, batch_size)):
            if any(len(doc) for doc in docs):
                self._name(docs)
            yield from docs

    def _name(self, docs: Sequence[Doc]) -> None:
        features = self._lower.predict(self._tok2vec.predict(docs))
        columns = [doc.to_array(["SENT_START", "IS_SPACE"]) for doc in docs]
        opens, blank = (np.concatenate([one[:, at] == 1 for one in columns]) for at in (0, 1))
        lengths = [len(doc) for doc in docs]
        ends = np.cumsum(lengths)
        # A name cannot run on into the next sentence or paragraph.
        runs_on = np.append(~opens[1:], False)
        runs_on[ends[ends > 0] - 1] = False
        first = self._first_moves(features, runs_on, blank)
        begun = np.flatnonzero(self._begins[first])
        stops = dict(zip(begun.tolist(), self._stops(features, begun, first, runs_on).tolist(), strict=True))
        found = np.flatnonzero(self._begins[first] | self._units[first]).tolist()
        at = 0
        for doc, start, end in zip(docs, (ends - lengths).tolist(), ends.tolist(), strict=True):
            names, free = [], start
            while at < len(found) and found[at] < end:
                word = found[at]
                at += 1
                if word >= free:
                    free = stops.get(word, word) + 1
                    names.append(Span(doc, word - start, free - start, label=self._labels[first[word]]))
            doc.set_ents(names, default="outside")

    def _first_moves(self, features: _Numbers, runs_on: _Numbers, blank: _Numbers) -> _Numbers:
        """For each word the move that is made there where no name is open."""
        scores = self._scores(features[1:, 0], features[0, 1], features[0, 2])
        allowed = self._nothing | (self._units & ~blank[:, None]) | (self._begins & (runs_on & ~blank)[:, None])
        moves: _Numbers = np.where(allowed, scores, -np.inf).argmax(axis=1)
        return moves

    def _stops(self, features: _Numbers, begun: _Numbers, first: _Numbers, runs_on: _Numbers) -> _Numbers:
        """For each word that begins a name the last word of that name."""
        stops, at, open_ = begun.copy(), begun, np.arange(len(begun))
        while len(open_):
            at = at + 1
            opener = begun[open_]
            # The row of a word is one further on, behind that which stands for no word.
            scores = self._scores(features[at + 1, 0], features[opener + 1, 1], features[at, 2])
            move, every = first[opener], np.arange(len(open_))
            # Of two that score alike the model takes the move it lists first.
            inside, last = self._inside[move], self._last[move]
            better = np.where(
                inside < last,
                scores[every, inside] >= scores[every, last],
                scores[every, inside] > scores[every, last],
            )
            stops[open_] = at
            on = better & runs_on[at]
            open_, at = open_[on], at[on]
        return stops

    def _scores(self, word: _Numbers, opener: _Numbers, before: _Numbers) -> _Numbers:
        """The score of each move, from what the model makes of the word, of the word that opened and of that before."""
        summed = ((word + opener) + before) + self._lower.get_param("b")
        scores: _Numbers = self._upper.predict(np.ascontiguousarray(summed.max(axis=-1)))
        return scores
