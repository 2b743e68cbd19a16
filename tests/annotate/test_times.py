"""Rows of the times table: which passages are read, and how they are placed by the report's own interval."""

from __future__ import annotations

from evaluation.counts import Totals, totals_of
from evaluation.times import ASKED, RELAXED, SPAN, counts_of, lines_of, pairs_of, predict
from workbench import ledger
from workbench.annotate.times import time_rows
from workbench.model import Passage, Report

TEXT = "Published March 6, 2019\nThe pier shut on Monday and will open on Friday.\nRead more every day."


def made(earliest: str | None, latest: str | None) -> Report:
    passages = (
        Passage(0, 23, "dateline", "test"),
        Passage(24, 72, "body", "test"),
        Passage(73, 93, "chrome", "test"),
    )
    return Report(
        "r-1", "a.txt", None, "s", "utf-8", "txt", TEXT, passages, published_earliest=earliest, published_latest=latest
    )


def test_only_prose_is_read_and_placed_by_tense() -> None:
    rows = time_rows(made("2019-03-06", "2019-03-06"))
    assert [(row["value"], row["earliest"], row["latest"]) for row in rows] == [
        ("2019-03-04", "2019-03-04", "2019-03-04"),
        ("2019-03-08", "2019-03-08", "2019-03-08"),
    ]
    assert {row["anchor"] for row in rows} == {"published 2019-03-06"}


def test_an_undated_report_keeps_its_weekdays_unplaced() -> None:
    rows = time_rows(made(None, None))
    assert [(row["value"], row["earliest"], row["latest"], row["anchor"]) for row in rows] == [
        ("XXXX-WXX-1", None, None, None),
        ("XXXX-WXX-5", None, None, None),
    ]


def test_the_whole_text_is_read_when_no_roles_are_asked_for() -> None:
    rows = time_rows(made("2019-03-06", "2019-03-06"), roles=None)
    assert [TEXT[int(row["start"] or 0) : int(row["end"] or 0)] for row in rows] == [
        "March 6, 2019",
        "Monday",
        "Friday",
        "every day",
    ]


def test_rows_fit_the_ledgers_table() -> None:
    frame = ledger.frame("times", time_rows(made("2019-03-06", "2019-03-07")))
    assert list(frame.columns) == ledger.columns("times")
    assert frame["rule"].tolist() == ["weekday", "weekday"]


def test_a_prediction_covers_all_but_the_chrome() -> None:
    found = predict([made("2019-03-06", "2019-03-06")])
    assert [row["value"] for row in found["a.txt"]] == ["2019-03-06", "2019-03-04", "2019-03-08"]


def test_a_comparison_counts_what_is_found_missed_added_and_agreed() -> None:
    predicted = predict([made("2019-03-06", "2019-03-06")])
    monday = {"file": "a.txt", "start": 41, "end": 47, "text": "Monday", "type": "DATE", "timex_value": "2019-03-04"}
    gold = [
        monday | {"earliest": "2019-03-04", "latest": "2019-03-05", "in_chrome": False},
        monday | {"start": 24, "end": 32, "text": "The pier", "earliest": None, "latest": None},
        monday | {"start": 83, "end": 92, "text": "every day", "in_chrome": True},
    ]
    counts = list(counts_of(predicted, gold, "t"))
    of = {field: totals_of(one for one in counts if one.field == field) for field in (SPAN, *ASKED, RELAXED)}
    assert (of[SPAN], of[RELAXED]) == (Totals(1, 2, 3), Totals(1, 2, 3))
    assert {field: of[field].hits for field in ASKED} == {"type": 1, "value": 1, "interval": 0, "interval meets": 1}
    lines = list(lines_of(counts, pairs_of(predicted, gold)))
    assert lines[0] == "spans: 1 of 2 found, 2 added; precision 0.333, recall 0.500"
    assert lines[5:8] == [
        "value, spans overlapping: precision 0.333  recall 0.500  F1 0.400",
        "  missed: a.txt:24 'The pier'",
        "  added: a.txt:10-23 2019-03-06",
    ]


def test_an_interval_that_meets_the_golds_by_an_open_end_is_told_of() -> None:
    row = {"file": "a.txt", "start": 0, "end": 4, "text": "soon", "type": "DATE", "timex_value": "FUTURE_REF"}
    ours = {"start": 0, "end": 4, "type": "DATE", "value": "FUTURE_REF", "earliest": "2019-03-06", "latest": None}
    gold = [row | {"earliest": "2019-03-07", "latest": "2019-03-09"}]
    predicted = {"a.txt": [ours]}
    lines = list(lines_of(list(counts_of(predicted, gold, "t")), pairs_of(predicted, gold)))
    assert lines[3:5] == ["interval: 0 of 1", "interval meets: 1 of 1 (1 of them by an end left open)"]
    silent = {"a.txt": [ours | {"earliest": None}]}
    assert "interval meets: 0 of 1 (0 of them by an end left open)" in lines_of(
        list(counts_of(silent, gold, "t")), pairs_of(silent, gold)
    )
