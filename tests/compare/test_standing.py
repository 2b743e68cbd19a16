"""The one order in time of all comparisons, and what was out on a day."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compare.stories import report
from workbench import ledger
from workbench.compare.standing import in_time_order, known_by

DAYS: dict[str, tuple[str | None, str | None]] = {
    "wide": ("2031-05-01", "2031-05-09"),
    "first": ("2031-05-01", "2031-05-01"),
    "by": (None, "2031-05-03"),
    "from": ("2031-05-03", None),
    "undated": (None, None),
}


def rows_of(names: list[str]) -> list[Any]:
    rows = [
        {**report(name, "Text."), "published_earliest": DAYS[name][0], "published_latest": DAYS[name][1]}
        for name in names
    ]
    return ledger.records(ledger.frame("reports", rows))


@pytest.mark.parametrize("names", [list(DAYS), list(DAYS)[::-1]])
def test_reports_stand_by_their_first_day_then_their_last_and_undated_ones_last(names: list[str]) -> None:
    ordered = [row.file for row in in_time_order(rows_of(names))]
    assert ordered == ["first.txt", "wide.txt", "by.txt", "from.txt", "undated.txt"]


def test_parts_of_one_file_stand_in_their_order() -> None:
    rows = [{**report(f"{part}", "Text.", day="2031-05-01"), "file": "posts.csv", "part": part} for part in (10, 9, 0)]
    ordered = in_time_order(ledger.records(ledger.frame("reports", rows)))
    assert [row.part for row in ordered] == [0, 9, 10]


def test_what_only_may_have_been_out_is_told_apart() -> None:
    rows = [
        {**report(name, "Text."), "published_earliest": days[0], "published_latest": days[1]}
        for name, days in DAYS.items()
    ]
    surely, possibly = known_by(ledger.frame("reports", rows), "2031-05-02")
    assert surely.tolist() == [False, True, False, False, False]
    assert possibly.tolist() == [True, False, True, False, True]
