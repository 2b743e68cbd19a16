"""The citation gate: which figures may leave, which may not, and why."""

from __future__ import annotations

from typing import Any

import pytest

from tests.frames import flood_story, rows_of, with_rows
from workbench.publish import gate
from workbench.publish.gate import Span
from workbench.story import Story


def changed(**fields: Any) -> Story:
    """The flood with one charted figure changed: the ministry's "At least 14" of the first report's body."""
    story = flood_story()
    rows = rows_of(story, "estimates")
    at = next(index for index, row in enumerate(rows) if row["phrase"] == "at least 14")
    rows[at] = {**rows[at], **fields}
    return with_rows(story, "estimates", rows)


def refused(story: Story) -> list[tuple[str, str]]:
    return [(one.part, one.phrase) for one in gate.checked(story).refusals]


def test_every_figure_of_a_story_that_was_read_right_passes() -> None:
    story = flood_story()
    found = gate.checked(story)
    charted = [row["estimate_id"] for row in rows_of(story, "estimates") if row["charted"]]
    assert [one.estimate_id for one in found.citations] == charted
    assert found.refusals == ()


@pytest.mark.parametrize(
    ("fields", "part"),
    [
        ({"phrase": "at least 41"}, "span"),
        ({"start": 0, "end": 4}, "span"),
        ({"low": 140.0}, "value"),
        ({"low": 14.0, "best": 14.0, "high": 14.0}, "value"),
        ({"bound": "more than"}, "bound"),
        ({"unit": "kilometre"}, "unit"),
        ({"claimant": "stranger"}, "speaker"),
    ],
)
def test_a_figure_whose_words_do_not_hold_a_part_of_it_is_refused_for_that_part(
    fields: dict[str, Any], part: str
) -> None:
    assert [found for found, _ in refused(changed(**fields))] == [part]


def test_a_refusal_names_file_place_words_and_cause() -> None:
    one = gate.checked(changed(low=140.0)).refusals[0]
    text = flood_story().reports.set_index("report_id")["text"][rows_of(flood_story(), "reports")[0]["report_id"]]
    place = text.index("at least 14 people")
    assert one.words == Span(place, place + len("at least 14"))
    assert one.sentence == (
        f"reports/courier-1.txt: characters {place} to {place + 11}: “at least 14”: "
        "the words there say “at least” 14, the figure says “at least” 140"
    )


def test_a_holder_that_is_only_called_it_is_cited_where_the_report_named_it_before() -> None:
    story = flood_story()
    row = next(row for row in rows_of(story, "estimates") if row["phrase"] == "Around 4,500")
    cited = next(one for one in gate.checked(story).citations if one.estimate_id == row["estimate_id"])
    text = story.reports.set_index("report_id")["text"][row["report_id"]]
    assert cited.how == "named before"
    assert cited.named is not None
    assert text[cited.named.start : cited.named.end] == "The Valley Relief Union".removeprefix("The ")
    assert cited.named.end < cited.sentence.start


def test_a_figure_in_the_voice_of_the_outlet_needs_no_holder() -> None:
    found = gate.checked(changed(claimant=None))
    assert found.refusals == ()
    assert any(one.how == "nobody" and one.named is None for one in found.citations)


def test_a_refused_figure_is_kept_off_the_chart_with_the_reason() -> None:
    story = changed(low=140.0)
    found = gate.checked(story)
    without = gate.without(story, found.refusals)
    row = next(row for row in rows_of(without, "estimates") if row["phrase"] == "at least 14")
    assert row["charted"] is False
    assert row["why_not"] == f"{gate.REFUSED}: {found.refusals[0].reason}"
    assert gate.checked(without).refusals == ()
    assert gate.without(without, ()) is without


READ = [
    ("Some 3.5 million trees fell.", "Some 3.5 million", "about", 3.5e6, 3.5e6, 3.5e6, "count"),
    ("No deaths were reported.", "No", "bare", 0.0, 0.0, 0.0, "count"),
    ("A third of the orchards drowned.", "A third", "bare", 33.3333, 33.3333, 33.3333, "percent"),
    ("The wall is 40 km long.", "40", "bare", 40.0, 40.0, 40.0, "kilometre"),
    ("It lies three to five metres deep.", "three to five", "range", 3.0, None, 5.0, "metre"),
    ("Dozens of barges sank.", "Dozens", "vague", 24.0, None, None, "count"),
    ("As many as ninety-six rooms stood empty.", "As many as ninety-six", "at most", None, None, 96.0, "count"),
    ("The damage came to $9 million.", "$9 million", "bare", 9e6, 9e6, 9e6, "dollar"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "phrase", "bound", "low", "best", "high", "unit"), READ, ids=[row[1] for row in READ])
def test_the_words_alone_are_read_as_value_bound_and_unit(
    text: str, phrase: str, bound: str, low: float | None, best: float | None, high: float | None, unit: str
) -> None:
    start = text.index(phrase)
    words, sentence = Span(start, start + len(phrase)), Span(0, len(text))
    row: dict[str, Any] = {"phrase": phrase, "bound": bound, "low": low, "best": best, "high": high, "unit": unit}
    assert gate.misread(row, text, words, sentence) is None
    for name in ("low", "best", "high"):
        if row[name]:
            assert gate.misread({**row, name: row[name] * 2}, text, words, sentence) is not None
    assert gate.misread({**row, "bound": "less than"}, text, words, sentence) is not None
    assert gate.misread({**row, "unit": "litre"}, text, words, sentence) is not None
