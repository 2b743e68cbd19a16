"""The scorer of relations matches spans by overlap and counts a discrepancy as found only with all its rows."""

from __future__ import annotations

from evaluation.fourteen import FOURTEEN, Wanted
from evaluation.relations import found_rows, gold_edges, touches


def test_spans_touch_when_half_of_the_shorter_is_shared() -> None:
    assert touches(("001", 0, 100), ("001", 90, 110))
    assert not touches(("001", 0, 100), ("001", 95, 115))
    assert not touches(("001", 0, 100), ("002", 0, 100))


def test_a_row_answers_by_kind_and_both_sides_and_either_way_where_told() -> None:
    row = {"kind": "tension", "a": ("001", 0, 50), "b": ("002", 10, 40)}
    there, other = (("001", 0, 50),), (("002", 10, 40),)
    assert found_rows([row], Wanted(frozenset({"tension"}), there, other)) == [row]
    assert found_rows([row], Wanted(frozenset({"place"}), there, other)) == []
    assert found_rows([row], Wanted(frozenset({"tension"}), other, there)) == []
    assert found_rows([row], Wanted(frozenset({"tension"}), other, there, either_way=True)) == [row]


def test_edges_are_taken_where_a_document_derives_from_one_of_the_collection() -> None:
    documents = [
        {"doc": "001", "derives_from": "a wire"},
        {"doc": "002", "derives_from": "001 or a sibling"},
        {"doc": "003", "derives_from": None},
    ]
    assert gold_edges({"documents": documents}) == [("002", "001")]


def test_there_are_fourteen() -> None:
    assert list(FOURTEEN) == [f"D{number}" for number in range(1, 15)]
