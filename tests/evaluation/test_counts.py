"""Shares, their intervals, and what a run gained and lost against the one before."""

from __future__ import annotations

import pytest

from evaluation.counts import Count, changes, record_of, share_of


def item(key: str, *, hits: float = 1, gold: int = 1, predicted: int = 1, group: str = "") -> Count:
    return Count("bench", "field", group or key, key, hits, gold, predicted)


HIT, MISS, VAIN = item("a"), item("b", hits=0, predicted=0), item("c", hits=0, gold=0)


def test_precision_recall_and_f1_are_over_all_items() -> None:
    share = share_of([HIT, item("d"), MISS, VAIN])
    assert (share.precision, share.recall, share.f1) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    assert (share.hits, share.gold, share.predicted) == (2, 3, 3)


def test_the_interval_holds_the_figure_and_is_the_same_on_every_run() -> None:
    counts = [item(str(n), hits=n % 3 > 0, group=str(n // 4)) for n in range(60)]
    share = share_of(counts)
    assert share.low < share.f1 < share.high
    assert share_of(counts) == share


def test_groups_are_drawn_whole_so_items_of_one_document_widen_the_interval() -> None:
    alone = [item(str(n), hits=n % 2) for n in range(60)]
    together = [item(str(n), hits=n % 2, group=str(n % 2)) for n in range(60)]
    width = {name: (s := share_of(counts)).high - s.low for name, counts in (("a", alone), ("t", together))}
    assert width["t"] > width["a"]


def test_counts_of_two_fields_make_no_share() -> None:
    with pytest.raises(ValueError, match="2"):
        share_of([HIT, Count("bench", "other", "a", "a", 1, 1, 1)])


def test_a_run_tells_what_it_gained_and_lost() -> None:
    before = record_of([HIT, MISS, VAIN])
    now = record_of([item("a", hits=0, predicted=0), item("b")])
    (change,) = changes(before, now)
    assert change.gained == ("b (missed)", "c (in vain)")
    assert change.lost == ("a (missed)",)


def test_a_run_like_the_one_before_changes_nothing() -> None:
    assert changes(record_of([HIT, MISS]), record_of([HIT, MISS])) == []


def test_a_field_measured_for_the_first_time_is_no_gain() -> None:
    assert changes({}, record_of([HIT, MISS])) == []
