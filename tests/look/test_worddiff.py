"""Two wordings side by side: what is dropped, added and the same."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from workbench.look.worddiff import Stretch, marked_words, side_by_side, word_diff


def _with(side: Sequence[Stretch], change: str) -> list[str]:
    return [one.text.strip() for one in side if one.change == change]


def test_a_dropped_hedge_and_an_added_word_are_told() -> None:
    first, second = word_diff("Some 40 people are believed to be missing.", "Now 40 people are missing.")
    assert _with(first, "dropped") == ["Some", "believed to be"]
    assert _with(second, "added") == ["Now"]


def test_case_and_the_kind_of_quotation_mark_are_no_difference() -> None:
    first, second = word_diff("The “old mill” burned.", 'the "Old Mill" burned.')
    assert _with(first, "dropped") == _with(second, "added") == []


def test_a_number_with_its_comma_is_one_word() -> None:
    first, second = word_diff("up to 11,000 men", "up to 12,000 men")
    assert (_with(first, "dropped"), _with(second, "added")) == (["11,000"], ["12,000"])


def test_white_space_alone_is_no_difference() -> None:
    first, second = word_diff("40\u00a0people", "40 people")
    assert _with(first, "dropped") == _with(second, "added") == []


def test_html_tells_differences_by_element_and_escapes_the_words() -> None:
    first, _ = word_diff("<b>40</b> people", "people")
    assert marked_words(first) == "<del>&lt;b&gt;40&lt;/b&gt;</del> people"
    page = str(side_by_side("a <i>", "b", names=("<One>", "Two")))
    assert "&lt;One&gt;" in page
    assert "<i>" not in page


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_character_of_either_wording_is_lost(before: str, after: str) -> None:
    first, second = word_diff(before, after)
    assert "".join(one.text for one in first) == before
    assert "".join(one.text for one in second) == after


@given(st.text(max_size=40))
def test_a_wording_does_not_differ_from_itself(text: str) -> None:
    first, second = word_diff(text, text)
    assert {one.change for one in (*first, *second)} <= {"same"}
