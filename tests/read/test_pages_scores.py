"""The scorer of pages: it counts what is kept, lost and misread."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.counts import totals_of
from evaluation.pages import main, score_page
from workbench.model import Passage, Report

LINES = ["Menu", "The pier is open again.", "By Ann Lee", "It will stay open in May.", "Share"]
TEXT = "\n".join(LINES)
GOLD_ROLES = ["chrome_nav", "body", "byline", "body", "chrome_share"]


def spans() -> list[tuple[int, int]]:
    starts = [sum(len(line) + 1 for line in LINES[:at]) for at in range(len(LINES))]
    return [(start, start + len(line)) for start, line in zip(starts, LINES, strict=True)]


def gold() -> list[dict[str, object]]:
    return [
        {
            "line": at + 1,
            "start": start,
            "end": end,
            "role": role,
            "article_text": role == "body",
            "text": TEXT[start:end],
        }
        for at, ((start, end), role) in enumerate(zip(spans(), GOLD_ROLES, strict=True))
    ]


def report(*roles: str) -> Report:
    passages = tuple(Passage(*span, role, "x") for span, role in zip(spans(), roles, strict=True))  # type: ignore[arg-type]  # the roles below are roles
    return Report("r-1", "a.txt", None, "0", "utf-8", "text", TEXT, passages)


def test_a_perfect_page_scores_one_and_lists_nothing() -> None:
    score = score_page(report("chrome", "body", "byline", "body", "chrome"), gold())
    assert str(totals_of([score.words])) == "precision 1.000  recall 1.000  F1 1.000"
    assert score.chrome_kept == score.article_lost == score.provenance_as_body == ()


def test_what_is_kept_lost_and_misread_is_listed() -> None:
    score = score_page(report("body", "body", "body", "chrome", "chrome"), gold())
    assert (score.chrome_kept, score.article_lost) == (("Menu",), ("It will stay open in May.",))
    assert score.provenance_as_body == ("By Ann Lee",)
    assert (score.words.hits, score.words.gold, score.words.predicted) == (5, 5 + 6, 5 + 1)


def test_the_command_prints_each_page_and_the_mean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / "a.txt").write_text(TEXT)
    (tmp_path / "chrome.json").write_text(json.dumps({"files": [{"file": "a.txt", "lines": gold()}]}))
    assert (
        main([str(tmp_path / "reports"), "--gold", str(tmp_path / "chrome.json"), "--out", str(tmp_path / "o.json")])
        == 0
    )
    printed = capsys.readouterr().out
    assert "a.txt: P 1.000 R 1.000" in printed
    assert "all 1: F1" in printed
    assert [one["rule"] for one in json.loads((tmp_path / "o.json").read_text())["a.txt"]][1] == "prose"
