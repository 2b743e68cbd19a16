"""The scorer of relations matches spans by overlap and counts a discrepancy as found only with all its rows."""

from __future__ import annotations

from evaluation.fourteen import FOURTEEN, KEY_FIGURES, Wanted
from evaluation.relations import Compared, found_rows, gold_edges, origins, touches


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


def test_a_key_estimate_is_right_with_the_sources_and_the_reports_counted_by_hand() -> None:
    key = {"estimate": "boats lost", "independent_origins": 1, "reports": ["001 (wire)", "002 (copy)"]}
    places = {f"e-{number}": place for number, place in enumerate(KEY_FIGURES) if place is not None}
    row = {"reports": ["001", "002"], "origins": [["001", "002"]], "ultimate_sources": ["board"], "unknown": []}
    rows = [{**row, "estimates": [one]} for one in places]
    rows[0] |= {"ultimate_sources": ["board", "guard"]}
    rows[1] |= {"reports": ["001"]}
    compared = Compared([], [], [], [], rows[:-1], places)
    lines = list(origins(compared, {"key_estimates": [key] * len(KEY_FIGURES)}))
    assert lines[0] == "  boats lost: 2 reports / 1 origins / 2 ultimate, 0 unknown; by hand 2 reports, 1 ultimate"
    assert "boats lost: no figure" in lines[7]
    assert lines[8] == "independent origins of key estimates: 0.75 (6 of 8); their reports: 0.75 (6 of 8)"
    assert lines[9] == "  key claims without a number, not scored: 3"
