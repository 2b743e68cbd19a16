"""What our components cost on top of the bare model, measured on the same texts in the same run."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from workbench.annotate.pipeline import bare, load

_OURS = "workbench_"
#: Steps of ours that do what a step of the model does.
_STAND_INS = ("workbench_words", "workbench_names")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of processor time of the bare model, and of each of our components, on the same paragraphs."""

    paragraphs: int
    words: int
    bare: float
    ours: dict[str, float]

    @property
    def share(self) -> float:
        """What all our components add, as a share of the bare model's time."""
        return sum(self.ours.values()) / self.bare


def cost(texts: Sequence[str]) -> Cost:
    """The cost on these texts, paragraph by paragraph as the product reads them; the model's start-up is left out."""
    nlp = load()
    paragraphs = [line for text in texts for line in text.splitlines() if line.strip()]
    names = [name for name in nlp.pipe_names if name.startswith(_OURS) and name not in _STAND_INS]
    model = bare()
    list(model.pipe(paragraphs[:50]))
    begin = time.process_time()
    docs = list(model.pipe(paragraphs))
    alone = time.process_time() - begin
    ours = {}
    for name in names:
        begin = time.process_time()
        _run(nlp, name, docs)
        ours[name.removeprefix(_OURS)] = time.process_time() - begin
    return Cost(len(paragraphs), sum(len(doc) for doc in docs), alone, ours)


def _run(nlp: Language, name: str, docs: Sequence[Doc]) -> None:
    component = nlp.get_pipe(name)
    for doc in docs:
        component(doc)
