"""The tables: the chart's facts in text, escaped, with reasons in plain words."""

from __future__ import annotations

import pytest

from tests.frames import flood_story, rows_of, with_rows
from workbench.errors import InputError
from workbench.look import tables, wording
from workbench.look.selection import Selection
from workbench.story import Story


@pytest.fixture(scope="module")
def story() -> Story:
    return flood_story()


def test_the_table_has_every_charted_figure_and_no_other(story: Story) -> None:
    table = tables.estimates_table(story)
    assert list(table.columns) == list(tables.COLUMNS)
    assert sorted(table["Words"]) == sorted(story.estimates.loc[story.estimates["charted"], "phrase"])


@pytest.mark.parametrize(
    ("phrase", "low", "stated", "high", "bound"),
    [
        ("212 millimetres", "212", "212", "212", "as stated"),
        ("About 60", "≈60", "≈60", "≈60", "about"),
        ("More than 4,000", "4,000", "", "", "more than"),
        ("no fewer than 40", "40", "", "", "at least"),
        ("Up to 75", "", "", "75", "at most"),
        ("Fewer than 20", "", "", "20", "less than"),
        ("between 25 and 30", "25", "", "30", "range"),
        ("dozens", "24", "", "", "vague"),
    ],
)
def test_an_end_that_is_not_stated_stays_empty(
    story: Story, phrase: str, low: str, stated: str, high: str, bound: str
) -> None:
    row = tables.estimates_table(story).set_index("Words").loc[phrase]
    assert (row["Low"], row["Stated"], row["High"], row["Bound"]) == (low, stated, high, bound)


def test_a_figure_without_a_claimant_is_the_outlets_own_and_nobody_else_is_put_in(story: Story) -> None:
    row = tables.estimates_table(story, Selection(outlet="Velna Courier", part="headline")).iloc[0]
    assert row["Held by"] == wording.OWN_VOICE
    assert row["Said by"] == wording.NOT_STATED


def test_the_html_twin_has_the_same_facts_with_the_number_marked(story: Story) -> None:
    page = str(tables.estimates_html(story, columns=tables.COLUMNS))
    assert page.count("<tr>") == len(tables.estimates_table(story)) + 1
    assert "put the dead at <mark>between 25 and 30</mark>." in page
    assert page.count('<th scope="col"') == len(tables.COLUMNS)


def test_the_html_twin_is_narrow_unless_asked_for_more_and_refuses_other_columns(story: Story) -> None:
    page = str(tables.estimates_html(story))
    shown = [name for name in tables.COLUMNS if f">{name}</th>" in page]
    assert shown == ["Words", "Held by", "As of", "Stands on", "Sentence"]
    with pytest.raises(InputError, match=r"columns must be among .*, is 'Weather'"):
        tables.estimates_html(story, columns=("Words", "Weather"))


def test_a_table_that_is_not_whole_says_how_much_it_shows_and_where_the_rest_is(story: Story) -> None:
    aside = tables.set_aside_table(story)
    assert "Showing 3 of 4 rows; all in story.set_aside." in str(tables.shown(aside, most=3, all_in="story.set_aside"))
    assert "4 rows, all shown." in str(tables.shown(aside, most=4))
    assert "Showing 2 of 23 figures; all in story.estimates." in str(tables.estimates_html(story, most=2))


def test_a_laid_out_table_cuts_nothing_and_stands_to_the_left(story: Story) -> None:
    frame = tables.set_aside_table(story)
    frame["In"] = "one very long cell " * 40
    page = str(tables.shown(frame))
    assert page.count("one very long cell " * 40) == len(frame)
    assert page.count("text-align:left") == 1 + len(frame.columns) * (len(frame) + 1)


def test_text_of_a_report_is_escaped_in_every_cell(story: Story) -> None:
    hostile = "<img src=x onerror=window.PWN=1>"
    entities = [row | {"name": hostile} for row in rows_of(story, "entities")]
    reports = [row | {"outlet": hostile, "title": hostile} for row in rows_of(story, "reports")]
    seen = with_rows(with_rows(story, "entities", entities), "reports", reports)
    views = (tables.estimates_html(seen), tables.in_context(seen, "e-08"), tables.shown(tables.reports_table(seen)))
    for page in views:
        assert "<img" not in str(page)
        assert "&lt;img" in str(page)


def test_a_figure_in_context_names_holder_outlet_and_days(story: Story) -> None:
    page = tables.in_context(story, "e-10")._repr_html_()
    assert "<mark>Up to 75</mark> people may be missing" in page
    assert "unnamed health official; Harbour Times, text by Inland Press, published 4 May 2031" in page


def test_an_unknown_figure_is_refused_by_its_id(story: Story) -> None:
    with pytest.raises(InputError, match="no estimate has the id 'e-99'"):
        tables.in_context(story, "e-99")


def test_reports_show_their_interval_and_disagreeing_clues(story: Story) -> None:
    table = tables.reports_table(story).set_index("Outlet")
    assert table.loc["Morning Digest", "Published"] == "4–7 May 2031"
    assert table.loc["Morning Digest", "Clues disagree"] == "yes"
    assert table.loc["Upriver Notes", "Published"] == "5 May 2031 or later"
    assert table.loc[wording.NOT_STATED, "Published"] == wording.NO_DAY
    assert table["Figures charted"].sum() == len(tables.estimates_table(story))


def test_numbers_set_aside_have_a_reason_in_plain_words_and_their_surroundings(story: Story) -> None:
    table = tables.set_aside_table(story).set_index("Number")
    assert table.loc["6 a.m.", "Why"] == "a time of day"
    assert "closed at 6 a.m." in str(table.loc["6 a.m.", "In"])


def test_figures_that_are_not_charted_say_why(story: Story) -> None:
    table = tables.not_charted_table(story)
    assert list(table["Words"]) == ["Some 180,000"]
    assert str(table.loc[0, "Why not"]).startswith("background")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("shared-weekday-past", "a past weekday in a text shared with a dated report"),
        ("json-ld-updated", "the page’s metadata, as the last change"),
        ("unheard-of-rule", "unheard of rule"),
        ("credit:below-picture", "credit: below picture"),
    ],
)
def test_a_rule_is_named_in_plain_words(code: str, said: str) -> None:
    assert wording.rule(code) == said


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        ("kilometre", "kilometres"), ("foot", "feet"), ("times", "times"), ("km/h", "km/h"),
        ("barrel per day", "barrels per day"), ("percent", "per cent"), ("count", ""),
    ],
)  # fmt: skip
def test_more_than_one_of_a_unit_is_said_as_a_reader_says_it(unit: str, said: str) -> None:
    assert wording.unit(unit) == said


def test_fields_from_the_catalog_are_told_from_those_of_the_report() -> None:
    report = {
        "masthead_evidence": [{"field": "outlet", "rule": "catalog"}, {"field": "title", "rule": "title:above-report"}],
        "published_evidence": [{"rule": "catalog"}, {"rule": "dateline"}],
    }
    assert tables.from_catalog(report) == ["outlet", "published"]
    assert tables.from_catalog({"masthead_evidence": None, "published_evidence": None}) == []


def test_clues_of_a_report_are_listed_with_their_rule(story: Story) -> None:
    assert tables.clues_table(story)["Words"].tolist() == ["up from 14 two days before"]
    assert tables.clues_table(story, str(story.reports.loc[0, "report_id"])).empty


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        ("2031-05-04", "2031-05-04", "4 May 2031"),
        ("2031-05-04", "2031-05-07", "4–7 May 2031"),
        ("2031-04-29", "2031-05-02", "29 Apr – 2 May 2031"),
        ("2030-12-30", "2031-01-02", "30 Dec 2030 – 2 Jan 2031"),
        ("2031-05-04", None, "4 May 2031 or later"),
        (None, "2031-05-04", "4 May 2031 or earlier"),
        (None, None, "no day known"),
    ],
)
def test_an_interval_of_days_reads_as_words(earliest: str | None, latest: str | None, words: str) -> None:
    assert wording.days(earliest, latest) == words


@pytest.mark.parametrize(
    ("value", "words"), [(None, ""), (3000.0, "3,000"), (1.2e6, "1,200,000"), (2.5, "2.5"), (0.0, "0")]
)
def test_numbers_have_separators_and_no_spare_decimals(value: float | None, words: str) -> None:
    assert wording.number(value) == words
