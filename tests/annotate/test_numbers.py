"""The numbers that stand in a text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.annotate.language import cues
from workbench.annotate.numbers import find_numbers


def read(text: str) -> list[tuple[str, float | None, float | None]]:
    return [(text[number.start : number.end], number.low, number.high) for number in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("Some 11,000 seats were sold.", "11,000", 11_000, 11_000),
        ("The park holds 1.2 million visitors a year.", "1.2 million", 1_200_000, 1_200_000),
        ("They sold 3 000 tickets.", "3 000", 3_000, 3_000),
        ("They sold 12\u00a0500 tickets.", "12\u00a0500", 12_500, 12_500),
        ("They sold 12\u202f500 tickets.", "12\u202f500", 12_500, 12_500),
        ("Swiss papers write 12'500 tickets.", "12'500", 12_500, 12_500),
        ("The fund holds 1.200.000 shares.", "1.200.000", 1_200_000, 1_200_000),
        ("Twenty-five goats got out.", "Twenty-five", 25, 25),
        ("Two hundred and fifty-three goats got out.", "Two hundred and fifty-three", 253, 253),
        ("One hundred goats got out.", "One hundred", 100, 100),
        ("A dozen goats got out.", "A dozen", 12, 12),
        ("Three dozen goats got out.", "Three dozen", 36, 36),
        ("Half a million stamps were printed.", "Half a million", 500_000, 500_000),
        ("Two and a half million stamps were printed.", "Two and a half million", 2_500_000, 2_500_000),
        ("About 10k people watched.", "10k", 10_000, 10_000),
        ("11 to 12,000 tickets went.", "11 to 12,000", 11_000, 12_000),
        ("Between 18,000 and 20,000 tickets went.", "18,000 and 20,000", 18_000, 20_000),
        ("Between two and three thousand tickets went.", "two and three thousand", 2_000, 3_000),
        ("Two or three tickets went.", "Two or three", 2, 3),
        ("A couple thousand tickets went.", "A couple thousand", 2_000, None),
        ("A few hundred tickets went.", "A few hundred", 200, None),
        ("Several tickets went.", "Several", 3, None),
        ("Dozens of tickets went.", "Dozens", 24, None),
        ("Hundreds of thousands of tickets went.", "Hundreds of thousands", 200_000, None),
        ("Tens of thousands of tickets went.", "Tens of thousands", 20_000, None),
        ("The number of lost tickets is in the teens.", "teens", 13, 19),
    ],
)
def test_a_number_is_read_with_its_ends(text: str, words: str, low: float, high: float | None) -> None:
    assert read(text) == [(words, low, high)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("It cost $20 million.", "dollar"),
        ("It cost \u20ac7.", "euro"),
        ("It cost \u00a3900.", "pound"),
        ("It cost 900.", None),
    ],
)
def test_a_currency_sign_gives_the_unit(text: str, unit: str | None) -> None:
    assert [number.currency for number in find_numbers(text)] == [unit]


def test_a_range_of_money_is_one_number() -> None:
    assert read("It costs $20 million to $30 million.") == [("$20 million to $30 million", 20_000_000, 30_000_000)]


def test_a_change_from_one_level_to_another_is_no_range() -> None:
    assert read("Sales rose from 3,000 to 10,000.") == [("3,000", 3_000, 3_000), ("10,000", 10_000, 10_000)]


def test_a_separator_that_can_be_read_two_ways_is_marked() -> None:
    (number,) = find_numbers("They sold 3.000 tickets.")
    assert number.ambiguous


def test_a_plain_decimal_is_not_ambiguous() -> None:
    (number,) = find_numbers("The tremor had a magnitude of 7.8.")
    assert (number.low, number.ambiguous) == (7.8, False)


def test_a_number_inside_a_word_is_none() -> None:
    assert read("The model X100b and file_7 are codes.") == []


@pytest.mark.parametrize(
    "entry", [*cues("numbers")["vague"], *cues("numbers")["plural"]], ids=lambda entry: entry["example"]
)
def test_the_example_of_each_vague_word_is_read_as_vague(entry: dict[str, object]) -> None:
    assert find_numbers(str(entry["example"]))[0].vague


@given(st.integers(min_value=0, max_value=999_999_999))
def test_grouping_by_commas_does_not_change_a_value(value: int) -> None:
    assert read(f"There were {value:,} of them.")[0][1] == value


@given(st.text(max_size=200))
def test_any_text_is_read_and_every_number_lies_inside_it_in_order(text: str) -> None:
    numbers = find_numbers(text)
    assert all(0 <= number.start < number.end <= len(text) for number in numbers)
    assert all(one.end <= other.start for one, other in pairwise(numbers))
