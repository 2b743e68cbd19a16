"""The unit of a number, after it or before it."""

from __future__ import annotations

from typing import Any

import pytest

from workbench.annotate.language import cues
from workbench.annotate.quantities.numbers import find_numbers
from workbench.annotate.quantities.units import is_time, unit_after, unit_size

UNITS = cues("units")


def unit(text: str) -> str | None:
    number = find_numbers(text)[0]
    worded = not any(mark.isdigit() for mark in text[number.start : number.end])
    found = unit_after(text, number.end, value=number.high, worded=worded)
    return found.name if found else number.currency


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("It drew 6kW.", "kilowatt"),
        ("It stored 5.5kWh.", "kilowatt hour"),
        ("It ran at 120Hz.", "hertz"),
        ("It ran at 155mph.", "mph"),
        ("It covers 32m2.", "square metre"),
        ("It covers 3923sq m.", "square metre"),
        ("It covers 40 sq. ft. of floor.", "square foot"),
        ("It holds 256GB.", "gigabyte"),
        ("It holds 250ml.", "millilitre"),
        ("It lies 2.8bn km away.", "kilometre"),
        ("It was 38\u00b0C.", "degree Celsius"),
        ("It was minus-130 degrees Fahrenheit.", "degree Fahrenheit"),
        ("It moved 900 cubic feet.", "cubic foot"),
        ("The rate rose 60 basis points.", "basis point"),
        ("The rate rose 3 percentage points.", "percent"),
        ("The rate rose five per cent.", "percent"),
        ("It paid 10.5 million Australian dollars.", "Australian dollar"),
        ("It paid 583 million yuan.", "yuan"),
        ("It paid 108.79 JPY.", "yen"),
        ("It pumps 52,000 barrels a day.", "barrel per day"),
        ("It pumps 52,000 barrel-a-day.", "barrel per day"),
        ("It is a 352 \u03bcm gap.", "micrometre"),
        ("It was a two-month truce.", "month"),
        ("It was 1.5 million-mile trip.", "mile"),
    ],
)
def test_a_unit_is_read_however_it_is_written(text: str, name: str) -> None:
    assert unit(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "It has 40 doors.",
        "She has three won games.",
        "She saw 40 MS patients.",
        "They are two in number.",
        "It sank 40. Feet were wet.",
        "There are ten m in the word.",
    ],
)
def test_other_words_are_no_units(text: str) -> None:
    assert unit(text) is None


@pytest.mark.parametrize(
    ("name", "dimension", "size"),
    [
        ("kilometre", "length", 1000),
        ("centimetre", "length", 0.01),
        ("square kilometre", "area", 1e6),
        ("cubic metre", "volume", 1),
        ("square mile", "area", 2589988.11),
        ("gigawatt hour", "energy", 3.6e12),
        ("dollar", "money", 1),
    ],
)
def test_a_unit_has_a_size_in_its_dimension(name: str, dimension: str, size: float) -> None:
    found = unit_size(name)
    assert found is not None
    assert found[0] == dimension
    assert found[1] == pytest.approx(size)


def test_a_plain_count_has_no_size() -> None:
    assert unit_size("count") is None


def test_units_of_time_are_told() -> None:
    assert [is_time(name) for name in ("year", "millisecond", "metre", "count")] == [True, True, False, False]


@pytest.mark.parametrize("entry", UNITS["prefix"], ids=lambda entry: entry["name"])
def test_the_example_of_each_multiple_is_read_in_it(entry: dict[str, str]) -> None:
    assert (unit(entry["example"]) or "").startswith(entry["name"])


@pytest.mark.parametrize("entry", UNITS["unit"], ids=lambda entry: entry["name"])
def test_every_word_of_a_unit_is_read_as_that_unit(entry: dict[str, Any]) -> None:
    written = [*entry["words"], *entry.get("symbols", [])]
    assert {unit(f"It came to 900 {word} in all.") for word in written} == {entry["name"]}


@pytest.mark.xfail(strict=True, reason="kn is the sign of the knot and of the Croatian kuna; the sea wins")
def test_a_price_in_kuna() -> None:
    assert unit("The ticket cost 150 kn.") == "kuna"
