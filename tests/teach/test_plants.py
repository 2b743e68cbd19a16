"""Planted changes are edits of one sentence each, made the same way every time."""

from __future__ import annotations

import random

from evaluation.planted import copies_of, kept_few
from tests.compare.typed import story_of
from workbench.compare.discrepancies.pages import Shelf, shelf_of
from workbench.teach.exercises.plants import KINDS, plants_of

TEXT = (
    "The Harbour Board said at least 14 ferries sank in Norra on Tuesday night. "
    "Two more ferries could sink before the storm is over, sailors warned. "
    "Nothing else was known by the evening of that long day."
)


def shelf() -> Shelf:
    """One report with a figure, a saying and a place."""
    return shelf_of(
        story_of(
            {"wire": TEXT},
            figures=[
                {"report": "wire", "words": "at least 14", "value": 14.0, "bound": "at least", "claimant": "harbour"}
            ],
            sayings=[
                {"report": "wire", "source": "The Harbour Board", "cue": "said", "content": "at least 14 ferries sank"}
            ],
            places=[{"report": "wire", "words": "Norra", "entity_id": "norra"}],
        )
    )


def test_each_kind_finds_its_place_in_a_sentence() -> None:
    page = shelf().pages["wire"]
    found = plants_of(shelf(), page, ["Sudra"], random.Random(1))
    edits = {(plant.kind, TEXT[plant.start : plant.end]) for plant in found}
    assert edits >= {
        ("drop hedge", "at least "),
        ("drop hedge", "could"),
        ("move place", "Norra"),
        ("shift date", "Tuesday"),
        ("raise number", "14"),
        ("merge claimants", ""),
        ("raise certainty", "said"),
        ("drop attribution", "The Harbour Board said a"),
    }
    assert {plant.kind for plant in found} <= set(KINDS)


def test_a_copy_holds_one_plant_in_a_sentence_and_says_where() -> None:
    page = shelf().pages["wire"]
    plants = plants_of(shelf(), page, ["Sudra"], random.Random(1))
    for copy in copies_of(page, plants, random.Random(2), each=3):
        starts = [plant.sentence.start for plant, _, _ in copy.plants]
        assert len(starts) == len(set(starts)) <= 3
        for plant, start, end in copy.plants:
            assert plant.new in copy.text[start:end]


def test_the_same_seed_makes_the_same_copies() -> None:
    page = shelf().pages["wire"]

    def made(seed: int) -> list[str]:
        rng = random.Random(seed)
        plants = kept_few(plants_of(shelf(), page, ["Sudra"], rng), dict.fromkeys(KINDS, 2), rng)
        return [copy.text for copy in copies_of(page, plants, rng, each=2)]

    assert made(3) == made(3)
