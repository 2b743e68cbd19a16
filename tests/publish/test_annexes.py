"""The annexes: what each lists, who or what set a field, what is taken away, and how much a long story's file holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import bibtexparser
import pytest

from tests.compared import COURIER, compared_story
from tests.frames import flood_story, rows_of, with_rows
from workbench.look import tables, vega
from workbench.publish import annexes, briefing, dataset, paper, seal
from workbench.publish import detail as levels
from workbench.publish.verify import verify_page
from workbench.story import Story
from workbench.storyfile import Estimand

WHO = {"who": "Marta", "at": "2031-05-08T12:00:00Z"}


def judged() -> Story:
    """The flood with grades, a verdict, an accepted link, and fields set by rule, by the model and by a person."""
    story = compared_story()
    grades: list[dict[str, Any]] = [
        {"outlet": "Harbour Times", "topic": "toll", "grade": "C", "reason": "late twice", **WHO},
        {"outlet": "Harbour Times", "topic": "toll", "grade": "B", "reason": "right since", **WHO},
        {"entity_id": "interior", "topic": None, "grade": "A", "reason": None, **WHO},
    ]
    story = with_rows(story, "sources", grades)
    story = with_rows(story, "credibility", [{"claim_id": "c-08", "grade": "2", "origins": 1, **WHO}])
    told = [("estimates", "e-08", "value", "rule", "numbers"), ("estimates", "e-08", "noun", "machine", "parser"),
            ("estimates", "e-08", "claimant", "person", "Marta")]  # fmt: skip
    names = ("table", "row", "field", "by", "which")
    story = with_rows(story, "provenance", [dict(zip(names, one, strict=True)) for one in told])
    links = rows_of(story, "lineage")
    accepted = links[0] | {"state": "accepted"}
    story = with_rows(story, "lineage", [accepted, *links[1:]])
    line = {"table": "estimates", "row": "e-08", "row_now": "e-08", "act": "accept", "state": "in force", **WHO}
    settled = {"table": "lineage", "act": "accept", "state": "in force", "reason": "same words", **WHO}
    settled |= dict.fromkeys(("row", "row_now"), f"{accepted['child']}>{accepted['parent']}")
    lines = [{**line, "correction_id": "x-1"}, {**settled, "correction_id": "x-2"}]
    return with_rows(story, "corrections", lines)


@pytest.fixture(scope="module", autouse=True)
def no_pictures() -> Iterator[None]:
    """The pages here are made without their still pictures, which are most of the work and say nothing of annexes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vega, "svg", lambda spec: "<svg></svg>")
        patch.setattr(vega, "bundle", lambda: "window.vegaEmbed = null;")
        yield


def test_the_codebook_says_what_is_counted_by_which_rule_and_what_a_field_may_hold(page: str) -> None:
    book = page[page.index('id="codebook"') : page.index('id="words"')]
    for row in rows_of(flood_story(), "estimands"):
        assert row["name"] in book
    assert "bare, about, at least, more than, at most, less than, range, vague" in book
    story = flood_story()
    first = story.estimands["estimand"].iloc[0]
    rule = Estimand(id=first, name="Dead", nouns=tuple(f"noun-{at}" for at in range(8)), not_words=("cattle",))
    coded = annexes.codebook(replace(story, file=replace(story.file, estimands=(rule,))))[0]["rules"]
    assert [one["said"] for one in coded] == ["the noun is one of", "its sentence has none of"]
    assert coded[0]["rest"] == ("noun-6", "noun-7")


@pytest.fixture(scope="module")
def page() -> str:
    return briefing.briefing_html(judged())


def plain(page: str, section: str) -> str:
    """The words of a section of the page."""
    part = re.split(r"</section>", page[page.index(f'id="{section}"') :])[0]
    return " ".join(re.sub(r"<[^>]+>", " ", part).split())


def sheet(page: str, name: str) -> list[dict[str, Any]]:
    """A sheet of the page's data, each row by its columns."""
    found = json.loads(str(seal.block(page, "data")))["sheets"][name]
    return [dict(zip(found["head"], row, strict=True)) for row in found["rows"]]


def test_the_ledger_lists_every_figure_and_every_statement(page: str) -> None:
    assert len(sheet(page, "figures")) == len(flood_story().estimates)
    assert page.count('<tr id="statement-') == len(flood_story().claims)


def test_a_figure_says_where_it_stands_who_set_its_fields_and_what_was_judged(page: str) -> None:
    text = plain(page, "figures")
    assert "claim graded 2: probably true (Marta, 8 May 2031)" in text
    assert "Accepted by Marta, 8 May 2031." in text
    assert "by rule: number; machine: unit; person (Marta): held by" in text
    row = next(one for one in sheet(page, "figures") if one["Words"] == "between 25 and 30")
    assert (row["From character"], row["To character"]) == tuple(
        next((one["start"], one["end"]) for one in rows_of(flood_story(), "estimates") if one["estimate_id"] == "e-08")
    )


def test_a_grade_stands_with_its_topic_its_reason_and_the_one_before(page: str) -> None:
    text = plain(page, "sources")
    assert "B: usually reliable, on toll Marta, 8 May 2031: right since; before: C: fairly reliable" in text
    assert "A: completely reliable, on every topic" in text
    assert "2 sources are graded here" in text


def test_the_audit_names_who_settled_a_link_and_every_correction(page: str) -> None:
    text = plain(page, "audit")
    assert "accepted Marta, 8 May 2031: same words" in text
    assert "23 figures read again in the words cited, with value, unit, bound and holder; none refused." in text
    assert "4 links found by machine; 1 accepted by a person and 0 denied by a person." in text


def test_without_a_correction_the_audit_says_that_all_is_the_machine_s() -> None:
    text = plain(briefing.briefing_html(flood_story()), "audit")
    assert "Nobody has corrected anything" in text


def test_the_reports_are_read_back_from_bibtex_with_braces_and_percent_signs() -> None:
    row = rows_of(flood_story(), "reports")[0]
    row = dict.fromkeys(("wire", "url", "published_latest"), None) | row
    text = annexes.bibtex([row | {"title": "Up 5 % {in} a day & more_", "url": "https://news.example/a#b"}])
    fields = bibtexparser.loads(text).entries[0]
    assert fields["year"] == "2031"
    assert fields["date"] == "2031-05-02"
    assert fields["title"] == r"Up 5 \% \{in\} a day \& more\_"


def test_the_host_of_an_address_is_named_and_a_broken_one_is_none() -> None:
    assert annexes.host("https://www.news.example:8080/a") == "www.news.example"
    assert annexes.host("http://[broken") == ""
    assert annexes.host(None) == ""


def test_the_data_say_which_figures_they_are(page: str) -> None:
    assert json.loads(str(seal.block(page, "data")))["sentence"] == "All figures of the story."


@pytest.mark.parametrize(("level", "marked"), [("snippet", True), ("none", True), ("full", False)])
def test_what_may_not_leave_is_not_in_the_data_either(level: levels.Detail, marked: bool) -> None:
    data = str(seal.block(briefing.compose(flood_story(), detail=level).page, "data"))
    assert ("The bridge on Route 9" in data) is not marked
    assert levels.BLOCK not in data
    assert (levels.WITHHELD in data) is marked


# --- a long story -----------------------------------------------------------------------------------------------------


def test_the_words_that_set_how_sure_a_statement_is_are_quoted_without_the_space_after_them() -> None:
    story = flood_story()
    hedged = [row | {"certainty": "about ", "certainty_class": "hedged"} for row in rows_of(story, "claims")]
    rows = annexes.statements(with_rows(story, "claims", hedged), annexes.Marks({}, {}, {}), {}, {})
    assert {row["sure"] for row in rows} == {"hedged (“about”)"}


def test_texts_that_draw_on_one_another_stand_with_their_days_and_without_judgments_no_scale_is_told(page: str) -> None:
    links = page[page.index('class="links"') : page.index("</table>", page.index('class="links"'))]
    assert re.search(
        r'<th scope="row" data-label="Report"><a [^>]+>[^<]+</a><span class="by">\d+ May 2031</span>', links
    )
    assert 'id="language"' not in page


@pytest.fixture
def short_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits so low that the flood is a long story."""
    monkeypatch.setattr(annexes, "MOST", dict.fromkeys(annexes.MOST, 3) | {"figures": 9})
    monkeypatch.setattr(dataset, "MOST_ROWS", 30)
    monkeypatch.setattr(levels, "WHOLE_TEXTS", 2)


@pytest.mark.usefixtures("short_lists")
def test_a_long_story_s_page_holds_the_first_of_each_list_says_so_and_still_verifies() -> None:
    page = briefing.briefing_html(compared_story())
    links = set(re.findall(r'href="#([^"]+)"', page))
    assert links <= set(re.findall(r' id="([^"]+)"', page))
    assert page.count('<article class="text"') == 2
    assert page.count("data-figure=") == 9
    assert page.count('<tr id="statement-') == 3
    assert "3 of 24 statements; 24 under data" in plain(page, "figures")
    assert "2 of 6 reports, those that give most figures" in plain(page, "texts")
    assert "3 of 4 numbers; 4 under data" in plain(page, "left-out")
    found = verify_page(page)
    assert found.is_good
    assert found.held == 23


@pytest.mark.usefixtures("short_lists")
def test_rows_beyond_what_a_file_holds_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataset, "MOST_ROWS", 12)
    page = briefing.briefing_html(flood_story())
    assert "Figures 12 12" in plain(page, "data-sheets")
    assert len(json.loads(str(seal.block(page, "evidence")))["figures"]) == 12


def test_what_is_wanted_is_kept_before_the_rest_however_often_it_is_named() -> None:
    rows = [{"estimate_id": f"e-{at}"} for at in range(20)]
    kept = briefing._first(rows, ["e-9", "e-9", "e-9", "e-9", "e-17"], 3)
    assert [row["estimate_id"] for row in kept] == ["e-0", "e-9", "e-17"]


def test_the_texts_kept_whole_are_those_that_give_most_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(levels, "WHOLE_TEXTS", 1)
    story = flood_story()
    most = max(set(story.estimates["report_id"]), key=lambda one: (story.estimates["report_id"] == one).sum())
    assert levels.whole_texts(story) == {most}
    pieces = levels.withheld(story, {}, "full").pieces
    assert len(pieces[most]) == 1
    assert all(len(piece.text) < 200 for piece in pieces[COURIER])


# --- paper ------------------------------------------------------------------------------------------------------------


def test_the_margin_holds_the_title_and_how_it_is_to_be_handled_and_nothing_can_break_out() -> None:
    rule = paper.running('A "</style><b>" \\ title } @import', "TLP:AMBER")
    assert "TLP:AMBER" in rule
    assert not set(rule.replace('"', "", 6)) & set("<>")
    inside = re.findall(r'content: "([^"]*)"', rule)
    assert len(inside) == 3
    assert all(not re.search(r'["<>}\n]', one) for one in inside)


def test_a_figure_s_row_is_made_with_its_place_even_without_marks() -> None:
    row = briefing._linked(tables.estimate_rows(flood_story()))[0]
    assert row["place"].startswith("characters ")
    assert row["marks"] == {"set_by": "", "verdict": "", "grade": ""}
