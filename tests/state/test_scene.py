"""Which place or event a figure is of, where that is not the story's own."""

from __future__ import annotations

import pytest

from tests.annotate.conftest import report_of
from workbench.annotate.entities.parties import Register
from workbench.annotate.pipeline import annotate
from workbench.cuefiles import cue_file
from workbench.state.estimands import placed
from workbench.storyfile import StoryFile


def elsewhere(*paragraphs: str) -> list[str]:
    """Where each number of a report holds, empty for the story's own scene."""
    report = report_of(*paragraphs)
    (annotation,) = annotate([report])
    items = placed(report, annotation, Register(StoryFile()))
    return [item.elsewhere for item in items if not item.quantity.set_aside]


LEAD = "The quake in Nepal killed 4,000 people. Nepal has asked for help."


@pytest.mark.parametrize(
    ("sentence", "where"),
    [
        ("Another 61 people died in India.", "India"),
        ("Some 900 people died in Nepal on Friday.", ""),
        ("In one district, 300 people died.", "one district"),
        ("No deaths were reported in the west.", "the west"),
        ("Some 40 soldiers were flown to Germany.", "Germany"),
        ("Some 900 soldiers are stationed in Japan.", "Japan"),
        ("Some 900 soldiers arrived in Nepal.", ""),
        ("Some 40 people were hurt when a shop in India fell.", ""),
    ],
)
def test_the_place_right_beside_a_number_is_where_it_holds(sentence: str, where: str) -> None:
    assert elsewhere(LEAD, sentence)[-1] == where


def test_the_larger_place_of_a_chain_counts() -> None:
    assert elsewhere(LEAD, "Three nurses were sent to Lund Harbour in Norway.")[-1] == "Norway"


def test_the_event_named_most_is_the_storys_own() -> None:
    fires = "The Marlow Fire burned on. The Marlow Fire killed 40 people. The Penny Fire killed 12 people."
    assert elsewhere(fires) == ["", "Penny Fire"]


def test_that_blaze_is_the_one_named_last() -> None:
    fires = "The Marlow Fire burned on. The Marlow Fire grew. The Penny Fire spread. That blaze killed 12 people."
    assert elsewhere(fires) == ["Penny Fire"]


@pytest.mark.parametrize("kind", ["event", "part"])
def test_the_example_of_each_way_to_name_a_scene_is_found(kind: str) -> None:
    example = cue_file("state", "scenes")[kind]["example"]
    assert any(elsewhere(LEAD, "The Penny Fire burned. The Penny Fire grew.", example))
