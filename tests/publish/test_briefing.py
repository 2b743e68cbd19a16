"""The briefing as a file: what it says, where its links lead, what stays inert, that it is the same twice."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compared import figure
from tests.frames import flood_story, rows_of, with_rows
from workbench.errors import InputError
from workbench.look import tables
from workbench.look.passages import whole
from workbench.look.selection import Selection, apply
from workbench.publish import briefing, texts
from workbench.publish.briefing import write_briefing
from workbench.publish.front import sourcing
from workbench.publish.keyfigures import key_figures
from workbench.publish.verify import verify_page
from workbench.story import Story


class Page(HTMLParser):
    """A page's elements, and the text inside each script and style."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self.words: list[str] = []
        self.source = text
        self._open: tuple[str, dict[str, str | None]] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = (tag, dict(attrs)) if tag in ("script", "style") else None

    def handle_endtag(self, tag: str) -> None:
        self._open = None

    def handle_data(self, data: str) -> None:
        if self._open:
            self.raw.append((*self._open, data))
        else:
            self.words.append(data)

    def all(self, name: str) -> list[str]:
        return [str(attrs[name]) for _, attrs in self.tags if name in attrs]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture(scope="module")
def story() -> Story:
    return flood_story()


@pytest.fixture(scope="module")
def source(story: Story) -> str:
    return briefing.briefing_html(story)


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    return Page(source)


def test_every_link_leads_to_a_place_in_the_page_itself(page: Page) -> None:
    links, ids = page.all("href"), page.all("id")
    assert len(ids) == len(set(ids))
    assert all(link.startswith("#") and link[1:] in ids for link in links)


def test_every_figure_leads_to_its_sentence_and_back(story: Story, page: Page) -> None:
    ids, links = page.all("id"), page.all("href")
    for at in range(1, len(story.estimates) + 1):
        assert f"figure-{at}" in ids
        assert f"sentence-{at}" in ids
        assert f"#sentence-{at}" in links
        assert f"#figure-{at}" in links


def test_nothing_is_asked_from_elsewhere(source: str, page: Page) -> None:
    assert not page.all("src")
    assert not [tag for tag, _ in page.tags if tag in ("link", "img", "iframe", "object", "embed", "base", "form")]
    assert "url(" not in re.sub(r"<script.*?</script>", "", source, flags=re.S)


def test_the_policy_allows_exactly_the_scripts_and_the_style_of_the_page(page: Page) -> None:
    policy = next(str(attrs["content"]) for _, attrs in page.tags if attrs.get("http-equiv"))
    run = [text for tag, attrs, text in page.raw if tag == "script" and attrs.get("type") != "application/json"]
    style = [text for tag, _, text in page.raw if tag == "style"]
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in run + style]
    assert re.findall(r"sha256-([^']+)", policy) == hashes
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert not [attrs for _, attrs in page.tags if any(name.startswith("on") or name == "style" for name in attrs)]


def test_the_cut_off_is_the_latest_report_day_and_never_the_clock(story: Story, page: Page) -> None:
    assert "Information cut-off 7 May 2031" in page.text
    assert "Made" not in page.text
    assert "Made noon" in Page(briefing.briefing_html(story, made="noon")).text


def test_the_head_says_what_read_the_reports_and_how_much_of_it_a_person_has_seen(story: Story, page: Page) -> None:
    figures = len(story.estimates)
    assert f"Machine-assisted model hand-made 0, rules 0.1.0, 0 of {figures} numbers reviewed" in page.text
    named = replace(story, manifest={"model": "en_small 3.8", "workbench": "0.9"})
    line = {"correction_id": "k-1", "act": "accept", "at": "2031-05-08T10:00:00Z", "who": "A", "table": "estimates",
            "row": "e-05", "row_now": "e-05", "state": "in force"}  # fmt: skip
    seen = Page(briefing.briefing_html(with_rows(named, "corrections", [line])))
    assert f"model en_small 3.8, rules 0.9, 1 of {figures} numbers reviewed by a person" in seen.text
    assert "No row has been reviewed by a person. The sentence beside a figure" in page.text
    assert "No row has been reviewed" not in seen.text


def test_the_sourcing_statement_names_what_is_missing_or_stands_alone(story: Story, page: Page) -> None:
    said = page.text[page.text.index("Sourcing The base is") :]
    assert "The base is 6 reports of 4 named outlets" in said
    single = sorted(str(name) for name, count in story.reports["outlet"].value_counts().items() if count == 1)
    assert f"Each of these outlets stands with a single report: {', '.join(single)}." in said
    assert "No row has been judged by two analysts, so their agreement is not known." in said
    rows = rows_of(story, "reports")
    told: dict[str, list[str | None]] = {
        "nothing": [None] * 6,
        "one": ["en"] * 6,
        "some": ["en", *[None] * 5],
        "two": ["fr", *["en"] * 5],
    }
    languages: dict[str, str] = {}
    for name, some in told.items():
        seen = [row | {"language": said} for row, said in zip(rows, some, strict=True)]
        languages[name] = " ".join(sourcing(with_rows(story, "reports", seen)))
    assert "No report states its language." in languages["nothing"]
    assert "The only language stated is en (6 reports), and no report in another was read." in languages["one"]
    assert "The only language stated is en (1 report); 5 reports state none." in languages["some"]
    assert "The languages stated are en (5 reports), fr (1 report)." in languages["two"]
    nameless = [row | {"outlet": None} for row in rows]
    assert "6 reports name no outlet." in " ".join(sourcing(with_rows(story, "reports", nameless)))


def test_no_figure_is_called_best_where_none_stands_on_more_than_one_report(story: Story) -> None:
    alone = figure(figure_id="f-1", estimand="dead", value=23, reports=["r-1"], origins=[["r-1"]])
    said = " ".join(sourcing(with_rows(story, "corroboration", [alone])))
    assert "best supported" not in said
    assert "No figure stands in more than one report." in said
    repeated = {**alone, "reports": ["r-1", "r-2"]}
    said = " ".join(sourcing(with_rows(story, "corroboration", [repeated])))
    assert "The best supported figure is 23 (People confirmed dead in the Velna valley): 2 reports" in said
    assert "Of the 1 figure that more than one report gives, 1 goes back to one origin." in said


def test_the_sourcing_statement_says_how_far_analysts_agree(story: Story) -> None:
    def line(at: int, who: str, act: str, row: str) -> dict[str, str]:
        return {"correction_id": f"k-{at}", "act": act, "at": f"2031-05-08T10:00:0{at}Z", "who": who,
                "table": "estimates", "row": row, "row_now": row, "state": "in force"}  # fmt: skip

    lines = [line(1, "A", "accept", "e-05"), line(2, "B", "accept", "e-05"), line(3, "A", "accept", "e-06"),
             line(4, "B", "reject", "e-06")]  # fmt: skip
    said = " ".join(sourcing(with_rows(story, "corrections", lines)))
    assert "they agree on figures, verdict: 1 of 2." in said
    assert "1 conflict between them is open." in said


def test_reports_are_not_called_confirmations_and_ranges_not_probabilities(page: Page) -> None:
    assert "Range of published figures, not a probability interval" in page.text
    assert "reports alone confirm nothing" in page.text
    assert "not worked out" not in page.text
    assert "Bars run from the lowest to the highest value the words allow; not a probability interval." in page.text


def test_the_whole_text_of_each_report_is_in_the_page(story: Story, page: Page) -> None:
    squeezed = "".join(page.text.split())
    for text in story.reports["text"]:
        for line in text.split("\n"):
            assert "".join(line.split()) in squeezed


def test_each_report_has_its_hash_its_days_and_its_clues(story: Story, page: Page) -> None:
    for row in rows_of(story, "reports"):
        assert row["sha256"] in page.text
    assert "4–7 May 2031 clues disagree “up from 14 two days before”" in page.text


def test_numbers_left_out_are_listed_with_their_reason(page: Page) -> None:
    assert "background: the size of the whole population" in page.text
    assert "4 numbers: a time of day (1), counts nothing that is estimated (1), part of a date (1)" in page.text


def test_files_that_gave_no_report_are_listed(story: Story) -> None:
    files = [*rows_of(story, "files"), {"file": "empty.txt", "status": "failed", "reason": "the file is empty"}]
    assert "empty.txt failed the file is empty" in Page(briefing.briefing_html(with_rows(story, "files", files))).text


def test_known_by_leaves_later_reports_out_and_marks_what_may_have_been_out(story: Story) -> None:
    early = Page(briefing.briefing_html(story, known_by="2031-05-05"))
    assert "Union denies shelters hold 6,000" not in early.text
    assert "Known by 5 May 2031" in early.text
    assert "Possibly out 3 reports" in early.text
    assert "Morning Digest may not have been out yet" in early.text


@pytest.mark.parametrize(
    ("day", "cut_off"), [("2031-05-05", "4 May 2031"), ("2031-05-06", "6 May 2031"), ("2031-05-03", "2 May 2031")]
)
def test_the_cut_off_never_lies_after_the_day_asked_for(story: Story, day: str, cut_off: str) -> None:
    assert f"Information cut-off {cut_off} " in Page(briefing.briefing_html(story, known_by=day)).text


def test_reports_that_may_have_been_out_are_listed_apart(story: Story) -> None:
    text = Page(briefing.briefing_html(story, known_by="2031-05-05")).text
    apart = text.index("Possibly out by 5 May 2031")
    assert text.index("Flood toll: ministry counts 23", text.index("Range across holders")) < apart
    assert text.index("Upriver Notes may not have been out yet") > apart
    assert "Reports 2 reports, 2 outlets named" in text
    assert "5 reports; 3 only possibly out;" in text


def test_every_report_of_a_key_figure_is_linked_by_its_name(story: Story) -> None:
    rows = [row | {"as_of_earliest": "2031-05-07", "as_of_latest": "2031-05-07"} for row in rows_of(story, "estimates")]
    seen = with_rows(story, "estimates", [row | {"superseded": False, "stance": "asserted"} for row in rows])
    page = Page(briefing.briefing_html(seen))
    key = page.source[page.source.index('id="known"') : page.source.index('id="chart"')]
    found = {one["estimand"]: one for one in key_figures(briefing._linked(tables.estimate_rows(seen)))}
    given = [one for row in found["dead"]["latest"] for one in row["given"]]
    assert len(found["dead"]["latest"]) > 4
    assert any(len(row["given"]) > 1 for row in found["dead"]["latest"])
    assert [one["row_id"] for one in given if f'href="#{one["row_id"]}"' not in key] == []
    assert re.search(r'told so in \d reports: <a class="named" href="#figure-\d+">[A-Z]', key)


def test_the_number_in_an_outlets_name_is_no_reading_of_a_figure(story: Story) -> None:
    rows = [row | {"as_of_earliest": "2031-05-07", "as_of_latest": "2031-05-07"} for row in rows_of(story, "estimates")]
    seen = with_rows(story, "estimates", [row | {"superseded": False, "stance": "asserted"} for row in rows])
    reports = [row | {"outlet": f"Channel {at}47"} for at, row in enumerate(rows_of(seen, "reports"), start=1)]
    page = briefing.briefing_html(with_rows(seen, "reports", reports))
    assert re.search(r'class="named"[^>]*>Channel \d47<', page)
    assert [one.reason for one in verify_page(page).faults if "a link says" in one.reason] == []


def test_a_figure_left_out_of_a_range_leads_to_its_sentence(page: Page) -> None:
    key = page.source[page.source.index('id="known"') : page.source.index('id="chart"')]
    left = re.findall(r'denied: <a href="#(figure-\d+)">', key)
    assert left
    assert all(f'<tr id="{one}"' in page.source for one in left)


def test_the_note_of_the_story_stands_under_its_question(story: Story, page: Page) -> None:
    file = replace(story.file, note="All outlets of this story are invented.")
    noted = Page(briefing.briefing_html(flood_story(file=file)))
    assert "missing? Note of the story file: All outlets of this story are invented. Information cut-off" in noted.text
    assert "still missing? Information cut-off" in page.text


def test_an_about_is_seen_and_heard_and_a_bare_number_is_as_stated(source: str, page: Page) -> None:
    assert '<span class="sr">about </span><span aria-hidden="true">≈</span>4,<wbr>500' in source
    assert "as stated" in page.text
    assert "bare" not in page.text.lower().split()


def test_a_figure_that_is_not_charted_is_marked_otherwise_than_a_charted_one(source: str) -> None:
    assert re.search(r'<a class="uncharted[^"]*" href="#figure-\d+">Some 180,000</a>', source)
    assert not re.search(r'<a class="figure[^"]*" href="#figure-\d+">Some 180,000</a>', source)


def test_every_table_has_a_caption(page: Page) -> None:
    tags = [tag for tag, _ in page.tags if tag in ("table", "caption")]
    assert tags == ["table", "caption"] * tags.count("table")


def test_paper_has_a_picture_for_each_panel_and_for_the_keys_above_and_below(story: Story, source: str) -> None:
    panels = {row["estimand"] for row in tables.estimate_rows(story)}
    assert source.count('<figure class="chart paper"') == len(panels) + 2


def test_words_of_the_page_are_told_with_the_clues_by_name(page: Page) -> None:
    words = page.text[page.text.index("Words used here") :]
    assert "Held by The party whose figure it is." in words
    assert "Clues that date a report order (order) ." in words
    assert "Demanded" not in words


def test_each_report_says_what_comes_from_the_catalog(story: Story) -> None:
    clue = {"field": "outlet", "text": "x", "rule": "catalog"}
    seen = with_rows(story, "reports", [row | {"masthead_evidence": [clue]} for row in rows_of(story, "reports")])
    assert "From the catalog outlet" in Page(briefing.briefing_html(seen)).text


def test_a_wrong_day_is_refused(story: Story) -> None:
    with pytest.raises(InputError, match="known_by must be a day"):
        briefing.briefing_html(story, known_by="yesterday")


def test_a_file_that_cannot_be_written_is_named(story: Story, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written: "):
        write_briefing(story, tmp_path / "no such folder" / "briefing.html")


def test_a_story_without_a_figure_still_makes_a_briefing_that_says_so() -> None:
    page = Page(briefing.briefing_html(Story({})))
    assert "there is no range to give" in page.text
    run = [text for tag, attrs, text in page.raw if tag == "script" and attrs.get("type") != "application/json"]
    assert [text for text in run if "vegaEmbed" in text] == []


HOSTILE = [
    "</script><script>window.PWN=1</script>", "<img src=x onerror=window.PWN=1>",
    "</style><script>window.PWN=1</script>",
    "\" autofocus onfocus=\"window.PWN=1", "{{ 7*7 }}{% raw %}", "<!--<script>", "]]><svg/onload=window.PWN=1>",
]  # fmt: skip


def test_hostile_text_is_text_everywhere(story: Story, page: Page) -> None:
    text = " ".join(HOSTILE)
    seen = story
    for table, fields in {
        "entities": ("name",), "estimands": ("name",), "reports": ("title", "outlet", "wire", "file", "language"),
        "set_aside": ("reason",), "passages": ("rule",), "files": ("file",),
    }.items():  # fmt: skip
        rows = [row | dict.fromkeys(fields, text) for row in rows_of(seen, table)]
        seen = with_rows(seen, table, rows)
    # A charted figure whose words are not those of its report does not pass the citation gate.
    estimates = [
        row | {"noun": text} | ({} if row["charted"] else {"why_not": text, "phrase": text})
        for row in rows_of(seen, "estimates")
    ]
    seen = with_rows(seen, "estimates", estimates)
    hostile = Page(briefing.briefing_html(seen))
    assert [tag for tag, _ in hostile.tags if tag in ("script", "style")] == [
        tag for tag, _ in page.tags if tag in ("script", "style")
    ]
    assert not [
        tag for tag, attrs in hostile.tags if tag in ("img", "iframe") or any(n.startswith("on") for n in attrs)
    ]
    assert " ".join(text.split()) in hostile.text


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda one: st.lists(one) | st.dictionaries(st.text(), one),
    )
)
def test_json_in_a_script_comes_back_whole_and_holds_no_markup(value: Any) -> None:
    text = briefing.script_json(value)
    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029")


@settings(max_examples=200)
@given(st.text(alphabet="ab ", min_size=1, max_size=30), st.data())
def test_marks_never_lose_a_character_and_each_anchor_stands_once(text: str, data: st.DataObject) -> None:
    marks = []
    for at in range(data.draw(st.integers(0, 6))):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        kind = data.draw(st.sampled_from(["sentence", "figure", "aside"]))
        marks.append({"start": start, "end": end, "kind": kind, "id": f"m{at}", "back": f"b{at}"})
    found = texts.pieces(text, {"start": 0, "end": len(text)}, marks)
    assert "".join(piece.text for piece in found) == text
    anchors = [anchor for piece in found for anchor in piece.anchors]
    assert sorted(anchors) == sorted(str(mark["id"]) for mark in marks if mark["kind"] != "sentence")


def test_text_that_no_passage_covers_is_shown_all_the_same() -> None:
    rows = whole("one\ntwo\nthree", [{"start": 4, "end": 7, "role": "body", "rule": "x"}])
    assert [(row["start"], row["end"]) for row in rows] == [(0, 4), (4, 7), (8, 13)]


PROGRAM = """
import sys
from tests.frames import flood_story
from workbench import write_briefing
write_briefing(flood_story(), sys.argv[1])
"""


def test_the_same_story_gives_the_same_bytes_in_another_process_and_locale(source: str, tmp_path: Path) -> None:
    path = tmp_path / "briefing.html"
    environment = {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C", "PATH": "", "PYTHONPATH": "."}
    environment["XDG_CACHE_HOME"] = str(tmp_path)
    subprocess.run([sys.executable, "-c", PROGRAM, str(path)], check=True, env=environment, cwd=_root())
    assert path.read_text(encoding="utf-8") == source


def _root() -> Path:
    return Path(__file__).resolve().parents[2]


def test_a_briefing_of_a_selection_holds_its_figures_alone_and_says_so(story: Story) -> None:
    selection = Selection(claimant="governor")
    own = len(apply(selection, story))
    page = Page(briefing.compose(story, selection=selection, made="").page)
    assert "Figures held by Governor of Velna." in page.text
    assert f"{len(story.estimates) - own} other figures of the story left out." in page.text
    cells = [attrs for tag, attrs in page.tags if tag == "tr" and (attrs.get("id") or "").startswith("figure-")]
    assert len(cells) == own
    assert "other figures of the story left out" not in Page(briefing.briefing_html(story)).text
