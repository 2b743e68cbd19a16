"""Agreement between two labellings."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.agreement import agreement, lines_of
from evaluation.claims import Marked


def test_kappa_is_nothing_where_two_agree_as_often_as_chance_would_have_it() -> None:
    share, kappa = agreement([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")])
    assert (share, kappa) == (0.5, 0.0)


def test_kappa_is_one_where_both_always_say_the_same() -> None:
    assert agreement([("a", "a"), ("b", "b")]) == (1.0, 1.0)
    assert agreement([("a", "a"), ("a", "a")]) == (1.0, 1.0)


def test_kappa_takes_chance_out_of_a_lopsided_agreement() -> None:
    share, kappa = agreement([("a", "a")] * 8 + [("a", "b"), ("b", "a")])
    assert share == pytest.approx(0.8)
    assert kappa == pytest.approx((0.8 - 0.82) / 0.18)


def test_claims_are_joined_by_the_words_they_share(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("The dam broke at noon. Nine people died.", encoding="utf-8")
    one = Marked("note.txt", 0, 21, "report", "asserted", False, False, "damage")
    other = Marked("note.txt", 4, 21, "report", "asserted", False, False, "damage")
    third = Marked("note.txt", 23, 39, "estimate", "asserted", False, False, "casualties")
    lines = list(lines_of([("notes", other), ("notes", third)], [("notes", one)], {"notes": tmp_path}))
    assert lines[0] == "1 claims marked first, 2 second, 1 by both"
    assert lines[1].split()[:2] == ["kind", "1.000"]
