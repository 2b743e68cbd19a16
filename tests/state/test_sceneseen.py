"""What a report learns from the scene is what it would learn by trying every name the story has."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.model import Annotation, Mention, Quantity, Report, Sentence
from workbench.state.recentevents import is_known
from workbench.state.scene import Scene
from workbench.state.sceneseen import names_beside, seen_of

WORDS = st.sampled_from(["lund", "lundby", "port", "u.s", "st.", "'t", "of", "-", "…", "ål"])
NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


def seen(text: str, scene: Scene) -> list[Any]:
    """What a report of one sentence, with one number and one name that is all of it, learns from the scene."""
    number = Quantity(0, 1, 0, 1, 1.0, "bare", 1.0, 1.0, 1.0, "count", 0, "digits")
    note = Annotation(
        sentences=(Sentence(0, len(text), "body", ""),),
        quantities=(number,),
        mentions=(Mention(0, len(text), text, "GPE"),),
    )
    return seen_of(scene)(Report("r", "r.txt", None, "", "utf-8", "txt", text), names_beside(note))


@settings(max_examples=300, deadline=None)
@given(NAMES, st.frozensets(NAMES, max_size=6))
def test_a_name_is_known_exactly_where_one_of_all_names_is_it_or_part_of_it(name: str, known: frozenset[str]) -> None:
    (told,) = seen(name, Scene(names=known))[-2]
    assert told[1] == is_known(told[0], known)


def test_of_the_regions_a_report_learns_those_that_its_text_has() -> None:
    assert seen("In Kursk", Scene(regions=frozenset({"Kursk", "Viken"})))[2] == ["Kursk"]


def test_an_undated_report_learns_the_first_day_of_the_story() -> None:
    assert seen("In Kursk", Scene(since="2031-03-04"))[-1] == "2031-03-04"
