"""What a word is, and that words have the same number wherever they stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.compare.discrepancies.sentences import plain_words
from workbench.compare.lineage.words import GAP, normal, numbered, places, words_in


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ferry left.", ["the", "ferry", "left"]),
        ("11,000 seats, 3.5 percent", ["11,000", "seats", "3.5", "percent"]),
        ("Harlan’s mayor didn't", ["harlan's", "mayor", "didn't"]),
        ("the U.S. and the US", ["the", "us", "and", "the", "us"]),
        ("Kim Yong-hyun", ["kim", "yong", "hyun"]),
        ("J.R.R. Orrel. A man", ["jrr", "orrel", "a", "man"]),
        ("søndag, été, 東京", ["søndag", "été", "東京"]),
        ("left.Then 5, 6", ["left", "then", "5", "6"]),
        ("", []),
    ],
)
def test_words_are_found_and_normalised(text: str, words: list[str]) -> None:
    assert [normal(text[start:end]) for start, end in words_in(text)] == words


@pytest.mark.parametrize(("one", "other"), [("U.S.", "US"), ("Harlan’s", "harlan's"), ("FERRY", "ferry")])
def test_equal_words_have_equal_numbers(one: str, other: str) -> None:
    assert numbered(f"before {one} after")[0][1] == numbered(f"{other}.")[0][0]


def test_a_gap_is_numbered_nought_where_it_stands() -> None:
    numbers, starts, ends = numbered(f"two words{GAP}more")
    assert [bool(number) for number in numbers] == [True, True, False, True]
    assert starts.tolist() == [0, 4, 9, 10]
    assert ends.tolist() == [3, 9, 10, 14]
    assert [found.tolist() for found in places(f"two words{GAP}more")] == [starts.tolist(), ends.tolist()]


@pytest.mark.parametrize(
    ("text", "copied", "read"),
    [
        ("Kim Yong-hyun", ["kim", "yong", "hyun"], ["kim", "yong-hyun"]),
        ("Harlan’s ferries", ["harlan's", "ferries"], ["harlan", "ferries"]),
        ("11,000 seats", ["11,000", "seats"], ["11,000", "seats"]),
    ],
)
def test_words_that_may_be_copied_and_words_that_are_read_part_at_hyphens_and_endings_alone(
    text: str, copied: list[str], read: list[str]
) -> None:
    assert [normal(text[start:end]) for start, end in words_in(text)] == copied
    assert plain_words(text) == read


@given(st.text(alphabet="aB’'.,-1 9é“\u00a0\n", max_size=60))
def test_numbers_and_places_agree_with_the_words(text: str) -> None:
    numbers, starts, ends = numbered(text)
    assert list(zip(starts.tolist(), ends.tolist(), strict=True)) == words_in(text)
    by_word: dict[str, int] = {}
    for number, start, end in zip(numbers.tolist(), starts.tolist(), ends.tolist(), strict=True):
        assert by_word.setdefault(normal(text[start:end]), number) == number
    assert len(set(by_word.values())) == len(by_word)
