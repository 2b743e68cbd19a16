"""Planted changes that leave the text as one that could have been printed: nothing else in it gives them away."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.compare.typed import story_of
from workbench.compare.discrepancies.pages import Shelf, shelf_of
from workbench.teach.exercises.coherent import coherent_plants, leaned_on

START = "NORRA (Harbour Press) — The storm began on Tuesday and closed the port for all ships at once. "


def shelf(text: str, **rows: Any) -> Shelf:
    return shelf_of(story_of({"wire": START + text}, **rows))


def edits(found: Shelf, around: Mapping[str, Sequence[str]] | None = None) -> set[tuple[str, str, str]]:
    page = found.pages["wire"]
    plants = coherent_plants(found, page, around or {}, random.Random(1))
    return {(one.kind, page.text[one.start : one.end], one.new) for one in plants}


def kinds(found: Shelf, around: Mapping[str, Sequence[str]] | None = None) -> set[str]:
    return {kind for kind, _, _ in edits(found, around)}


def figure(words: str, value: float, **more: Any) -> dict[str, Any]:
    return {"report": "wire", "words": words, "value": value, "bound": "bare", **more}


def saying(source: str, content: str, cue: str = "said", **more: Any) -> dict[str, Any]:
    return {"report": "wire", "source": source, "cue": cue, "content": content, "stance": "asserted", **more}


def test_a_day_goes_back_by_one_and_never_in_the_dateline_or_for_what_is_to_come() -> None:
    assert edits(shelf("The ferries of the northern line sank there on Friday night.")) == {
        ("shift date", "Friday", "Thursday")
    }
    assert kinds(shelf("The ferries of the northern line will sail again there on Friday.")) == set()
    assert kinds(shelf("The ferries of the northern line sank on Friday, not on Monday night.")) == set()


def test_a_number_is_raised_only_where_nothing_else_says_it() -> None:
    plain = shelf(
        "The northern line lost 14 ferries in that night, as was clear by dawn.", figures=[figure("14", 14.0)]
    )
    assert "raise number" in kinds(plain)
    twice = "The northern line lost 14 ferries in that night. All the 14 ferries lay close to the old pier."
    assert "raise number" not in kinds(shelf(twice, figures=[figure("14", 14.0)]))
    tied = "The northern line lost 14 ferries in that night, up from a smaller count at noon."
    assert "raise number" not in kinds(shelf(tied, figures=[figure("14", 14.0)]))


@pytest.mark.parametrize("named", ["Odo Lind", "one officer of the guard"])
def test_nobody_comes_from_nowhere(named: str) -> None:
    row = saying(named, "the ferries sank that night", anonymous=named.startswith("one"))
    found = edits(shelf(f"{named} said that the ferries sank that night beyond the pier.", sayings=[row]))
    assert not any("Solheim" in new or "Red Cross" in new for _, _, new in found)


def test_the_ground_for_anonymity_is_what_is_taken_out() -> None:
    text = "A guard said the ferries sank, speaking on condition of anonymity because talks are going on."
    assert ("drop anonymity", ", speaking on condition of anonymity because talks are going on", "") in edits(
        shelf(text)
    )
    assert "drop anonymity" not in kinds(shelf("A guard on condition of good health sailed to the far pier."))


def test_a_speaker_on_whom_the_next_sentence_leans_stays() -> None:
    row = saying("The Harbour Board", "the ferries sank that night")
    said = "The Harbour Board said the ferries sank that night beyond the pier. "
    assert "drop attribution" in kinds(shelf(said + "Nothing else was known by the evening.", sayings=[row]))
    assert "drop attribution" not in kinds(shelf(said + "It gave no cause for the loss.", sayings=[row]))


def test_a_place_becomes_one_that_lies_near_it_and_is_no_part_of_a_name() -> None:
    place = {"report": "wire", "words": "Sudra", "entity_id": "sudra"}
    near = {"Sudra": ["Lower Norra"]}
    assert ("move place", "Sudra", "Lower Norra") in edits(
        shelf("The ferries of the northern line sank in Sudra before the dawn came.", places=[place]), near
    )
    assert "move place" not in kinds(
        shelf("The ferries of the northern line answer to Sudra since the last war.", places=[place]), near
    )


def test_a_sentence_that_a_later_one_leans_on_is_never_left_out() -> None:
    found = shelf("Odo Lind came early to the pier. The ferries were gone by then. He counted them.")
    page = found.pages["wire"]
    lost = {one.start for one in page.sentences if one.part == "body"} - leaned_on(page)
    texts = [one.text for one in page.sentences if one.start in lost]
    assert len(texts) == 2
    assert texts[0].startswith("NORRA")
    assert texts[1] == "He counted them."
    plain = shelf("The pier was empty early. The ferries were gone by then.").pages["wire"]
    assert leaned_on(plain) == frozenset()
