"""What is read where no widget is shown: each hands on HTML beside itself, with every word of a report as text."""

from __future__ import annotations

from typing import Any

import pytest

from tests.frames import flood_story, rows_of, with_rows
from workbench.look.dayslider import day_slider
from workbench.look.explore.widget import Explorer
from workbench.look.review.widget import Review
from workbench.look.selection import Selection
from workbench.look.still import CONTROLS_ONLY
from workbench.publish.button import briefing_button
from workbench.story import Story

WIDGET = "application/vnd.jupyter.widget-view+json"
PAYLOAD = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def story() -> Story:
    return flood_story()


def bundle(widget: Any) -> dict[str, Any]:
    """What the widget hands to a front end, by kind."""
    found = widget._repr_mimebundle_()
    data: dict[str, Any] = found[0] if isinstance(found, tuple) else found
    return data


def test_the_explorer_leaves_its_selection_and_its_rows(story: Story) -> None:
    explorer = Explorer(story, selection=Selection(stance="denied"))
    shown = bundle(explorer)
    assert WIDGET in shown
    assert explorer.head["sentence"] in shown["text/html"]
    rows = [row["words"][1] for row in explorer.page["rows"]]
    assert rows
    assert all(f"<mark>{words}</mark>" in shown["text/html"] for words in rows)
    explorer.selection = Selection()
    assert bundle(explorer)["text/html"].count("<tr>") > shown["text/html"].count("<tr>")


def test_the_review_leaves_the_doubts_in_their_order(story: Story) -> None:
    review = Review(story, who="Mara")
    html = bundle(review)["text/html"]
    doubts = [one.doubt for one in review.desk.queue.items]
    assert doubts
    places = [html.index(doubt.replace("'", "&#x27;")) for doubt in doubts[:5]]
    assert places == sorted(places)


def test_the_slider_leaves_the_day_it_stands_at_and_its_chart(story: Story) -> None:
    html = bundle(day_slider(story, day="2031-05-05"))["text/html"]
    assert "Known by 5 May 2031" in html
    assert "<svg" in html


def test_controls_alone_say_where_they_are_alive(story: Story) -> None:
    assert bundle(briefing_button(story))["text/html"] == CONTROLS_ONLY


def test_no_word_of_a_report_is_markup_there(story: Story) -> None:
    hostile = story
    for table, names in {"reports": ("title", "outlet", "file"), "entities": ("name",), "estimands": ("name",)}.items():
        hostile = with_rows(hostile, table, [row | dict.fromkeys(names, PAYLOAD) for row in rows_of(hostile, table)])
    for widget in (Explorer(hostile), Review(hostile, who=PAYLOAD), day_slider(hostile)):
        html = bundle(widget)["text/html"]
        assert "&lt;img src=x" in html
        assert "<img" not in html
