"""The one number that a few words state, read without a parser."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.annotate.quantities.stated import stated


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("approximately 640 ferries", (640, "about", 640, 640, 640, "count")),
        ("up to 7,500", (7500, "at most", None, None, 7500, "count")),
        ("at least 12 wells", (12, "at least", 12, None, None, "count")),
        ("between 25 and 30", (None, "range", 25, None, 30, "count")),
        ("40 or more", (40, "at least", 40, None, None, "count")),
        ("dozens", (24, "vague", 24, None, None, "count")),
        ("more than $3 million", (3e6, "more than", 3e6, None, None, "dollar")),
        ("35 kilometers", (35, "bare", 35, 35, 35, "kilometre")),
        ("a third of the orchards", (33.3333, "bare", 33.3333, 33.3333, 33.3333, "percent")),
        ("twice the harvest", (2, "bare", 2, 2, 2, "times")),
        ("for over ten years", (10, "more than", 10, None, None, "year")),
    ],
)
def test_a_number_is_read_with_its_bound_and_unit(words: str, read: tuple[Any, ...]) -> None:
    assert tuple(stated(words).values()) == read


@pytest.mark.parametrize(
    "words", ["no ferry at all", "23 wells, up from 14", "640 ferries on 3 March", "-5 degrees", ""]
)
def test_words_with_no_number_or_several_or_one_below_zero_state_none(words: str) -> None:
    assert stated(words) == {}
