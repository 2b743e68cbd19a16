"""A report's prose: which words, where they stand, and which of them are somebody's quoted words."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.compare.stories import WIRE
from workbench.compare.lineage.prose import prose_in, stretches_by_report, unquoted


def quoted_in(text: str) -> list[str]:
    return [quotation.text for quotation in prose_in("r", text, [(0, len(text))]).quotations]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("She said “it is over” and left.", ["it is over"]),
        ('He called it "a long night," then slept.', ["a long night,"]),
        ("«On ne passe pas», said the guard.", ["On ne passe pas"]),
        ("„Wir bleiben“, said the guard.", ["Wir bleiben"]),
        ("He spoke of ‘a long night’ at sea.", ["a long night"]),
        ("Mayor: 'We will stay here'", ["We will stay here"]),
        ("The soldiers' boots and the mayor's hat.", []),
        ("“It runs on to the next paragraph.\nAnd he left.", ["It runs on to the next paragraph."]),
        ('A plank 12" long and a nail.', []),
    ],
)
def test_words_in_quotation_marks_are_told_apart(text: str, quotations: list[str]) -> None:
    assert quoted_in(text) == quotations


def test_each_word_leads_back_to_the_text() -> None:
    prose = prose_in("wire", WIRE, [(0, len(WIRE))])
    assert prose.words[:4] == ("firefighters", "in", "harlan", "fought")
    assert WIRE[slice(*prose.span(0, 4))] == "Firefighters in Harlan fought"
    assert all(
        WIRE[start:end].lower().startswith(word[0])
        for word, (start, end) in zip(prose.words, prose.offsets, strict=True)
    )
    assert prose.words[prose.quotations[0].first : prose.quotations[0].last][:3] == ("we", "will", "not")
    assert all(prose.quoted[prose.quotations[0].first : prose.quotations[0].last])


def test_chrome_and_captions_are_no_prose_unless_asked_for() -> None:
    rows = [("title", 0, 10), ("caption", 11, 20), ("body", 21, 30), ("chrome", 31, 44)]
    passages = pd.DataFrame([("r", *row) for row in reversed(rows)], columns=["report_id", "role", "start", "end"])
    assert stretches_by_report(passages, ["r"]) == [[(0, 10), (21, 30)]]
    assert stretches_by_report(passages, ["r"], roles=frozenset({"caption", "body"})) == [[(11, 20), (21, 30)]]


def test_a_report_without_prose_is_told_from_one_without_passages() -> None:
    passages = pd.DataFrame([("r", "chrome", 0, 9)], columns=["report_id", "role", "start", "end"])
    assert stretches_by_report(passages, ["r", "other"]) == [[], None]


def test_words_across_a_paragraph_or_a_quotation_do_not_run_on() -> None:
    text = "one two\nthree “four” five"
    assert prose_in("r", text, [(0, 7), (8, 25)]).breaks == (0, 2, 3, 4, 5)
    assert [text[start:end] for start, end in unquoted(text, [(0, 7), (8, 25)])] == ["one two", "three ", " five"]
