"""What the briefing says of comparison: counts, lineage, unseen versions, discrepancies, false trends, days."""

from __future__ import annotations

import re

import pytest

from tests.compared import BLOG, COURIER, HARBOUR, compared_story, difference, figure, link
from tests.frames import flood_story, rows_of, with_rows
from tests.publish.test_briefing import HOSTILE, Page
from workbench.compare.support.ranges import Published
from workbench.look import tables
from workbench.publish import briefing, differences, origins
from workbench.story import Story


@pytest.fixture(scope="module")
def story() -> Story:
    return compared_story()


@pytest.fixture(scope="module")
def source(story: Story) -> str:
    return briefing.briefing_html(story)


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    return Page(source)


def section(source: str, name: str) -> str:
    start = source.index(f'<section aria-labelledby="{name}"')
    return source[start : source.index("</section>", start)]


def test_every_link_still_leads_to_one_place_in_the_page(page: Page) -> None:
    links, ids = page.all("href"), page.all("id")
    assert len(ids) == len(set(ids))
    assert [link for link in links if link[1:] not in ids] == []


def test_three_counts_stand_beneath_a_key_figure_and_in_its_row(source: str) -> None:
    badge = "2 reports / 1 origin / 1 source"
    known = with_rows(compared_story(), "corroboration", [figure(estimates=["e-16"], estimand="missing")])
    assert badge in section(briefing.briefing_html(known), "known")
    rows = Page(section(source, "figures")).text
    assert f"Interior Ministry {badge}" in rows
    assert "not counted" in rows


def test_unknown_holders_stand_apart_in_the_counts() -> None:
    row = figure(ultimate_sources=[], unknown=[HARBOUR])
    text = Page(briefing.briefing_html(with_rows(compared_story(), "corroboration", [row]))).text
    assert "2 reports / 1 origin / 0 sources + 1 unknown" in text
    assert "1 on nobody’s that is known" in text


def test_nothing_says_any_more_that_origins_are_not_worked_out(page: Page) -> None:
    assert "not worked out" not in page.text
    assert "does not compare" not in page.text
    assert "1 figure in more than one report; of these, 1 goes back to a single origin" in page.text
    assert "A report without a link is not thereby independent" in page.text


def test_the_lineage_is_a_picture_for_each_page_in_the_colours_of_the_page(source: str) -> None:
    part = section(source, "origins")
    assert re.findall(r'<figure class="chart (\w+) lineage">', part) == ["wide", "narrow", "paper"]
    assert part.count("<svg") == 3
    assert "var(--ink, " in part
    assert "var(--paper, " in part
    assert 'role="img" aria-label="Lineage of the reports: 4 links' in part


def test_the_twin_of_the_picture_has_every_link_with_its_evidence_and_leads_to_the_texts(source: str) -> None:
    part = section(source, "origins")
    text = Page(part).text
    assert re.search(r"Morning Digest [^;]{1,40} Harbour Times [^;]{1,40}; partly judged a shared figure", text)
    assert re.search(r"Harbour Times \d[\w ]+ Inland Press partly measured a ", text)
    assert "Measured: the text says so, or is nearly the same" in text
    assert re.search(r'<a href="#text-\d+">Morning Digest</a>', part)
    assert "none is settled until a person accepts or denies it" in text


def test_a_denied_link_stays_in_the_table_and_leaves_the_picture() -> None:
    rows = [link(HARBOUR, COURIER, state="denied")]
    part = section(briefing.briefing_html(with_rows(compared_story(), "lineage", rows)), "origins")
    assert re.search(r"Harbour Times \d[\w ]+ Velna Courier \d[\w ]+; partly judged, denied", Page(part).text)
    assert '<tr class="struck">' in part
    assert "No report is known to draw on another" in part


def test_paper_has_the_first_links_and_says_where_the_rest_is() -> None:
    rows = [link(HARBOUR, f"wire:Agency {at:02}") for at in range(15)]
    part = section(briefing.briefing_html(with_rows(compared_story(), "lineage", rows)), "origins")
    assert part.count('<tr class="rest">') == 3
    assert "On paper the first 12; the file itself has 15 links." in Page(part).text
    assert re.search(r"@media print \{.*tr\.rest \{ display: none; \}", briefing._source("paper.css"), re.DOTALL)


def test_a_version_nobody_has_seen_is_shown_with_its_wordings_and_is_no_source(page: Page) -> None:
    assert "share wordings that the known text does not have" in page.text
    assert "the bridge fell the bridge gave way" in page.text
    assert "counts as no source of its own" in page.text


def test_an_unnamed_source_says_what_falls_without_it(page: Page) -> None:
    assert "unnamed health official for Interior Ministry; carries 1 figure" in page.text
    part = page.text[page.text.index("Unnamed sources, and what falls") :]
    assert "75 People reported missing: 1 / 1 / 1 → 0 / 0 / 0 no named support left" in part


def test_reports_that_cite_one_another_in_a_round_are_named() -> None:
    rows = [link(HARBOUR, COURIER), link(COURIER, HARBOUR)]
    text = Page(briefing.briefing_html(with_rows(compared_story(), "lineage", rows))).text
    assert "A round: Velna Courier, Harbour Times rest on one another" in text


def test_a_story_whose_reports_are_not_linked_says_that_this_proves_nothing() -> None:
    text = Page(briefing.briefing_html(flood_story())).text
    assert "No report was found to draw on another. That is no proof" in text
    assert "No two readings of one thing were found to differ. That is no proof" in text


def test_the_queue_stands_by_severity_with_the_rule_the_state_and_the_reason(page: Page) -> None:
    high, medium, low = (page.text.index(name) for name in ("High: 2", "Medium: 2", "Low: 1"))
    assert high < medium < low
    assert (
        "By rule: another number, place, status or holder, holders merged, or two figures that exclude each other."
        in page.text
    )
    assert "dismissed: a slip of the pen" in page.text
    assert "5 places where two readings of one thing differ: 4 open, 0 explained, 1 dismissed" in page.text


def test_both_wordings_are_marked_without_colour_and_lead_to_their_sentences_and_back(source: str) -> None:
    part = section(source, "discrepancies")
    assert "<del>" in part
    assert "<ins>" in part
    for at in (1, 2, 3, 5):
        for side in "ab":
            assert f'href="#wording-{at}-{side}"' in part
            assert re.search(rf'<a id="wording-{at}-{side}" class="differs" href="#discrepancy-{at}"', source)
    assert "text-decoration: line-through" in source


def test_of_two_rivals_no_word_is_marked() -> None:
    row = next(row for row in differences.queue(compared_story()) if row["kind"] == "conflict")
    assert {one.change for side in row["wordings"] for one in side["stretches"]} == {"same"}


def test_wordings_that_share_hardly_a_word_are_not_marked_word_by_word() -> None:
    far = with_rows(compared_story(), "discrepancies", [difference(b_report=BLOG, b_start=0, b_end=26)])
    far = with_rows(far, "lineage", [link(BLOG, HARBOUR)])
    (row,) = differences.queue(far)
    assert row["apart"]
    assert "other words throughout" in Page(briefing.briefing_html(far)).text


def test_an_empty_wording_has_no_place_to_lead_to() -> None:
    row = difference(b_start=0, b_end=0)
    page = Page(briefing.briefing_html(with_rows(compared_story(), "discrepancies", [row])))
    assert 'href="#wording-1-a"' in page.source
    assert "wording-1-b" not in page.source


def test_a_side_that_has_no_counterpart_says_so(page: Page) -> None:
    assert "nothing there says this" in page.text


def test_marks_of_discrepancies_add_no_word_to_a_reports_text(story: Story, source: str) -> None:
    squeezed = "".join(Page(section(source, "texts")).text.split())
    for text in story.reports["text"]:
        for line in text.split("\n"):
            assert "".join(line.split()) in squeezed


def test_a_wording_that_begins_between_two_lines_is_marked_once_at_the_next() -> None:
    text = flood_story().reports.set_index("report_id")["text"][HARBOUR]
    row = difference(a_start=text.index("\n"), a_end=len(text))
    page = Page(briefing.briefing_html(with_rows(compared_story(), "discrepancies", [row])))
    assert page.all("id").count("wording-1-a") == 1


def test_the_hedge_ledger_is_counted_by_outlet_and_is_no_score(page: Page) -> None:
    assert "Outlet Retold Kept Dropped Added Strengthened Weakened" in page.text
    assert "Morning Digest 1 0 1 0 0 0" in page.text
    assert "Counts, no score" in page.text


def test_a_long_queue_is_cut_with_a_line_that_says_where_the_rest_is() -> None:
    rows = [difference(at) for at in range(differences.MOST + 5)]
    page = Page(briefing.briefing_html(with_rows(compared_story(), "discrepancies", rows)))
    assert (
        f"Showing {differences.MOST} of {len(rows)}, the gravest first; all in wb.discrepancies_table(story)."
        in page.text
    )
    assert page.source.count('id="discrepancy-') == differences.MOST


def test_long_lists_of_links_and_wordings_are_cut_and_say_so() -> None:
    links = [link(HARBOUR, f"wire:Agency {at}") for at in range(origins.MOST_LINKS + 2)]
    many = with_rows(compared_story(), "lineage", links)
    text = Page(briefing.briefing_html(many)).text
    assert "Drawn are 60 of" in text
    assert f"Showing {origins.MOST_LINKS} of {len(links)} links; all in wb.lineage_table(story)." in text


def test_a_rise_that_is_none_is_told_beside_the_chart_and_in_its_row(source: str) -> None:
    part = Page(section(source, "chart")).text
    assert "Rises and falls that are none" in part
    assert "∆ no rise People confirmed dead in the Velna valley" in part
    assert "put back" in part
    assert re.search(r'<a class="flag" href="#false-trend-1" title="[^"]+">∆ no rise</a>', section(source, "figures"))


def test_the_replay_has_a_row_a_day_and_its_rule(page: Page) -> None:
    assert "Day Reports out May have been out New Revised Restated Withdrawn What came" in page.text
    assert "2 May 2031 1 1 3 0 1 0 New: at least 14" in page.text
    assert "latest possible day of publication is not after it" in page.text


def test_a_long_replay_is_cut_to_its_latest_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(briefing, "MOST_DAYS", 2)
    text = Page(briefing.briefing_html(flood_story())).text
    assert re.search(r"The latest 2 of \d days on which something came out; all in wb\.replay\(story\)\.", text)


def test_a_briefing_of_a_past_day_replays_no_later_day() -> None:
    text = Page(section(briefing.briefing_html(flood_story(), known_by="2031-05-05"), "days")).text
    assert "5 May 2031" in text
    assert "6 May 2031" not in text


def test_the_range_across_holders_is_captioned_as_one_of_published_figures(page: Page) -> None:
    assert "Range of published figures, not a probability interval." in page.text
    assert "Lowest, highest and latest published figure of each thing counted, by whoever held them." in page.text
    assert "holders" in page.text


@pytest.mark.parametrize(
    ("low", "high", "rows", "words"),
    [
        (10.0, 30.0, [(10, 10), (30, 30)], "10 to 30"),
        (10.0, 10.0, [(10, 10)], "10"),
        (10.0, None, [(10, None)], "10 or more"),
        (None, 30.0, [(None, 30)], "up to 30"),
        (10.0, 30.0, [(10, 30), (40, None)], "10 or more"),
        (10.0, 30.0, [(10, 30), (None, 8)], "up to 30"),
        (None, None, [], ""),
    ],
)
def test_a_range_is_open_where_a_floor_or_a_ceiling_lies_beyond_it(
    low: float | None, high: float | None, rows: list[tuple[float | None, float | None]], words: str
) -> None:
    ends = Published("dead", low, high, (), (), ())
    assert briefing._range(ends, [{"low": one, "high": other} for one, other in rows]) == words


def test_hostile_text_stays_text_in_every_new_section(story: Story, page: Page) -> None:
    text = " ".join(HOSTILE)
    evidence = [{"kind": "quotation", "text": text, "score": 1.0}]
    seen = with_rows(
        story, "lineage", [row | {"evidence": evidence, "state": text} for row in rows_of(story, "lineage")]
    )
    variant = {"text": text, "reports": [], "starts": [], "ends": [], "other": text}
    seen = with_rows(
        seen, "inferred_parents", [row | {"variants": [variant]} for row in rows_of(seen, "inferred_parents")]
    )
    rows = [row | dict.fromkeys(("kind", "reading", "state", "reason"), text) for row in rows_of(seen, "discrepancies")]
    seen = with_rows(seen, "discrepancies", [*rows[:2], rows[2] | {"severity": text}])
    for table, fields in {"entities": ("name", "description"), "reports": ("outlet", "file", "title")}.items():
        seen = with_rows(seen, table, [row | dict.fromkeys(fields, text) for row in rows_of(seen, table)])
    hostile = Page(briefing.briefing_html(seen))
    assert [tag for tag, _ in hostile.tags if tag in ("script", "style", "img", "iframe")] == [
        tag for tag, _ in page.tags if tag in ("script", "style", "img", "iframe")
    ]
    assert not [attrs for _, attrs in hostile.tags if any(name.startswith("on") or name == "style" for name in attrs)]
    assert hostile.text.count("window.PWN=1") > 20


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, ["e-19", "e-20"]),
        ({"state": "dismissed", "reason": "a slip"}, []),
        ({"severity": "medium"}, []),
        ({"kind": "conflict"}, []),
        ({"reading": "The digest names another place."}, []),
    ],
    ids=["grave and open", "dismissed", "not grave", "a rival", "not of this figure"],
)
def test_a_figure_that_a_grave_discrepancy_quotes_is_marked_where_it_stands(
    change: dict[str, str], expected: list[str]
) -> None:
    row = difference(kind="place", severity="high", reading="The digest has “23” and “25 to 30” elsewhere.") | change
    story = with_rows(compared_story(), "discrepancies", [row])
    figures = differences.questioned(differences.queue(story), tables.estimate_rows(story, charted=None))
    assert sorted(one["estimate_id"] for one in figures if one["questioned"]) == expected


def test_the_mark_of_a_questioned_figure_leads_to_its_discrepancy() -> None:
    row = difference(kind="place", severity="high", reading="The digest has “25 to 30” elsewhere.")
    source = briefing.briefing_html(with_rows(compared_story(), "discrepancies", [row]))
    assert '<a class="nth questioned" href="#discrepancy-1"' in source
    assert "questioned by discrepancy" in Page(source).text
