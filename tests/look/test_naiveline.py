"""The chart that is wrong on purpose: every number of the commonest unit on one line, bounds dropped."""

from __future__ import annotations

from tests.frames import flood_story
from workbench.ledger import plain_rows
from workbench.look.joined import joined
from workbench.look.naiveline import TITLE, naive_line, points


def test_every_charted_number_of_the_commonest_unit_is_on_the_line_whatever_it_counts() -> None:
    story = flood_story()
    rows = points(story)
    charted = [row for row in plain_rows(joined(story)) if row["charted"] and row["unit"] == "count"]
    assert {row["phrase"] for row in rows} <= {row["phrase"] for row in charted}
    assert len({row["counts"] for row in rows}) > 1
    assert [row["order"] for row in rows] == list(range(len(rows)))
    assert [row["day"] for row in rows] == sorted(row["day"] for row in rows)


def test_its_title_says_that_it_is_wrong_and_the_line_goes_through_the_points() -> None:
    chart = naive_line(flood_story()).to_dict()
    assert TITLE in str(chart)
    assert [layer["mark"]["type"] for layer in chart["layer"]] == ["line", "point"]
    assert "Wrong on purpose" in TITLE


def test_a_story_without_a_figure_has_an_empty_line() -> None:
    story = flood_story()
    bare = type(story)({**story.tables, "estimates": story.estimates.iloc[:0]}, file=story.file)
    assert points(bare) == []
    assert naive_line(bare).to_dict()["layer"]
