"""Reports that are one text twice, as a table with names, days and reasons."""

from __future__ import annotations

from tests.compare.stories import WIRE, report, story_of
from workbench.look.copies import copies_table


def test_a_copy_stands_beside_the_report_that_it_repeats() -> None:
    story = story_of(
        report("wire", WIRE, day="2031-05-02"),
        report("copy", WIRE, day="2031-05-04"),
        report("other", "A ship came in.", day="2031-05-03"),
    )
    table = copies_table(story)
    assert list(table["How"]) == ["same text"]
    row = table.iloc[0]
    assert (row["Report"], row["Repeats"], row["Published"]) == ("copy", "wire", "4 May 2031")
    assert row["Reason"] == "character by character the same text"


def test_a_story_without_copies_has_a_table_without_rows() -> None:
    table = copies_table(story_of(report("a", "A ship came in.")))
    assert table.empty
    assert list(table.columns) == ["Report", "Published", "Repeats", "How", "Reason"]
