"""Intervals of days: what a gold date means, which intervals meet, and which do so by an open end."""

from __future__ import annotations

import pytest

from evaluation.intervals import Days, days_of, leaves_open, meets


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2023-09-12", ("2023-09-12", "2023-09-12")),
        ("2023-09", ("2023-09-01", "2023-09-30")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2021", ("2021-01-01", "2021-12-31")),
        ("2024-10-28/2024-10-30", ("2024-10-28", "2024-10-30")),
        ("2023-08/2023-09", ("2023-08-01", "2023-09-30")),
        ("before 2024-11-02", (None, "2024-11-01")),
        ("before 2024-03", (None, "2024-02-29")),
    ],
)
def test_a_gold_date_is_its_first_and_last_day(written: str, days: Days) -> None:
    assert days_of(written) == days


@pytest.mark.parametrize("written", ["", "soon", "2024-13", "2024-01-01/2024-01-02/2024-01-03"])
def test_what_is_no_gold_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError):
        days_of(written)


@pytest.mark.parametrize(
    ("gold", "ours", "met", "by_an_open_end"),
    [
        (("2024-10-30", "2024-10-30"), ("2024-10-30", "2024-10-30"), True, False),
        (("2024-10-30", "2024-10-30"), ("2024-10-24", "2024-10-31"), True, False),
        (("2024-10-30", "2024-10-30"), ("2024-10-31", "2024-10-31"), False, False),
        (("2024-10-30", "2024-10-30"), (None, "2024-10-31"), True, True),
        (("2024-10-30", "2024-10-30"), ("2024-10-01", None), True, True),
        (("2024-10-30", "2024-10-30"), (None, "2024-10-29"), False, True),
        (("2024-10-30", "2024-10-30"), (None, None), False, True),
        ((None, "2024-10-30"), (None, "2024-10-30"), True, False),
        ((None, None), (None, None), True, False),
    ],
)
def test_intervals_meet_in_a_common_day_and_an_open_end_is_seen(
    gold: Days, ours: Days, met: bool, by_an_open_end: bool
) -> None:
    assert (meets(gold, ours), leaves_open(gold, ours)) == (met, by_an_open_end)
