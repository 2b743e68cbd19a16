"""Every sentence of ``timex_sentences.py`` is read as it says, in a report of Friday 22 March 2013."""

from __future__ import annotations

import pytest

from tests.read.timex_sentences import SENTENCES
from workbench.annotate.times import time_rows
from workbench.model import Passage, Report


@pytest.mark.parametrize(("sentence", "finds"), SENTENCES, ids=[sentence for sentence, _ in SENTENCES])
def test_a_sentence_is_read_as_the_guidelines_ask(sentence: str, finds: str) -> None:
    report = Report(
        "r-1",
        "a.txt",
        None,
        "s",
        "utf-8",
        "txt",
        sentence,
        (Passage(0, len(sentence), "body", "test"),),
        published_earliest="2013-03-22",
        published_latest="2013-03-22",
    )
    rows = time_rows(report)
    assert (
        "; ".join(f"{sentence[int(row['start'] or 0) : int(row['end'] or 0)]} => {row['value']}" for row in rows)
        == finds
    )
