"""Runs of words shared with a text are found; names and set phrases are nobody's."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.borrowed import borrowed, runs, texts

TEXT = "The old ferry left Lund at dawn with ninety sheep, an earlier version of this article said."


def found(text: str) -> list[str]:
    return [one.words for one in borrowed("a.py", text, runs([("t.txt", TEXT)]))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# The old ferry\nleft LUND, at dawn", ["the old ferry left lund at dawn"]),
        ("The old ferry left Lund at noon with ninety sheep", ["the old ferry left lund at"]),
        ("the old ferry left Lund", []),
        ("An earlier version of this article said no", []),
    ],
)
def test_a_run_of_six_words_is_found(text: str, words: list[str]) -> None:
    assert found(text) == words


def test_the_line_and_the_text_are_told() -> None:
    (one,) = borrowed("a.py", "x\n\nold ferry left Lund at dawn", runs([("t.txt", TEXT)]))
    assert (one.line, one.source) == (3, "t.txt")


def test_texts_are_read_from_both_folders(tmp_path: Path) -> None:
    for name in ("corpus/a.txt", "benchmarks/b/text/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "benchmarks/b/dev.json").write_text('[{"text": "x"}]')
    assert [name for name, _ in texts(tmp_path)] == ["corpus/a.txt", "benchmarks/b/dev.json", "benchmarks/b/text/c.txt"]
