"""The scorer of claims: what counts as found, and that what is not found counts as wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.claims import Marked, lines_of, main, pairs_of, read_gold

TEXT = "The dam broke and hundreds fled. Prices may rise soon."


def marked(words: str, kind: str) -> Marked:
    start = TEXT.index(words)
    return Marked("a.txt", start, start + len(words), kind, "asserted", False, False)


def test_a_claim_is_found_when_half_of_the_words_of_both_agree() -> None:
    gold = [marked("hundreds fled", "report"), marked("Prices may rise soon", "forecast")]
    ours = [marked("The dam broke and hundreds fled", "report"), marked("may rise soon", "forecast")]
    pairs = list(pairs_of(TEXT, gold, ours))
    assert [pair.ours is not None for pair in pairs] == [False, True]
    assert [round(pair.share, 2) for pair in pairs] == [0.33, 0.75]


def test_a_claim_that_is_not_found_counts_as_wrong() -> None:
    gold = [marked("The dam broke", "report"), marked("Prices may rise soon", "forecast")]
    lines = list(lines_of(list(pairs_of(TEXT, gold, [marked("Prices may rise soon", "forecast")])), made=1))
    assert lines[0].split()[:4] == ["found", "1", "of", "2"]
    assert "1 of 2 0.500  (of the found: 1 of 1 1.000)" in lines[1]


@pytest.mark.parametrize(
    ("level", "certainty"),
    [("asserted", "asserted"), ("probable", "hedged"), ("unknown", "unknown"), ("denied", "denied")],
)
def test_both_shapes_of_gold_are_read(tmp_path: Path, level: str, certainty: str) -> None:
    row = {"file": "a.txt", "start": 0, "end": 3, "epistemic": "report", "certainty_level": level}
    path = tmp_path / "gold.json"
    path.write_text(json.dumps([{**row, "negated": False, "is_direct_quote": "partial"}]))
    ((collection, claim),) = read_gold(path)
    assert (collection, claim.certainty, claim.quoted) == ("", certainty, True)
    ours = {"collection": "c", "file": "a.txt", "start": 0, "end": 3, "claim_type": "report", "topic": "law"}
    path.write_text(json.dumps([{**ours, "certainty_class": certainty, "denied": True, "quoted": False}]))
    ((collection, claim),) = read_gold(path)
    assert (collection, claim.certainty, claim.denied, claim.topic) == ("c", certainty, True, "law")


def test_a_collection_without_a_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = tmp_path / "gold.json"
    row = {"collection": "c", "file": "a.txt", "start": 0, "end": 3, "claim_type": "report", "topic": "law"}
    gold.write_text(json.dumps([{**row, "certainty_class": "asserted", "denied": False, "quoted": False}]))
    assert main(["--gold", str(gold)]) == 1
    assert "'c'" in capsys.readouterr().err


def test_a_report_is_read_and_scored_as_the_product_reads_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("Halden Post\n\n" + TEXT + "\n", encoding="utf-8")
    start = 13 + TEXT.index("Prices")
    row = {"collection": "c", "file": "a.txt", "start": start, "end": start + 20, "claim_type": "forecast"}
    gold = tmp_path / "gold.json"
    gold.write_text(
        json.dumps([{**row, "topic": "money", "certainty_class": "hedged", "denied": False, "quoted": False}])
    )
    assert main(["--gold", str(gold), "--collections", f"c={tmp_path}"]) == 0
    assert "found       1 of 1" in capsys.readouterr().out
