"""A sentence checked part by part: planted counterparts in the shipped story, and what people do about a check."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.corrections.kept import noon
from workbench.build import build_story
from workbench.checks.appearances import _verbatim
from workbench.checks.checking import Check, check, not_independent
from workbench.checks.log import entries_of, log_path, rating_of, record_check
from workbench.checks.parts import Part, weakest
from workbench.checks.query import query_to_outlet
from workbench.checks.writing import write_check
from workbench.errors import InputError
from workbench.publish.exports import schemas
from workbench.story import Story
from workbench.storyfile import Rating

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "data" / "stories" / "dprk-troops-2024"
#: As a rewrite of the shipped story has it: another place, both holders for one, and a verb that is too strong.
REWRITE = (
    "The United States and South Korea have confirmed that up to 11,000 North Korean soldiers are in Russia's "
    "Kursk region"
)
#: The same as its source has it.
FAITHFUL = "South Korea and its allies have raised their estimate of the force sent to Russia to 11,000"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """The wire of 30 October, its host, its rewrite and a week of others, in a folder of their own."""
    folder = tmp_path_factory.mktemp("check") / "story"
    (folder / "reports").mkdir(parents=True)
    shutil.copy(SHIPPED / "story.toml", folder)
    for name in ("03_live", "04_wire", "05_local", "06_rewrite"):
        for path in (SHIPPED / "reports").glob(f"{name}*"):
            shutil.copy(path, folder / "reports")
    return build_story(folder, progress=False)


@pytest.fixture(scope="module")
def rewrite(story: Story) -> Check:
    return check(story, REWRITE)


def findings(one: Check) -> dict[str, str]:
    return {part.name: part.finding for part in one.parts}


def why(one: Check, name: str) -> str:
    return " ".join(next(part.why for part in one.parts if part.name == name))


def test_each_part_of_a_distorted_sentence_is_judged_by_itself(rewrite: Check) -> None:
    assert findings(rewrite) == {
        "who": "supported in part", "act": "too strong", "number": "supported", "place": "not supported",
        "status": "not supported",
    }  # fmt: skip
    assert rewrite.finding == "not supported"


def test_what_each_finding_rests_on_is_said(rewrite: Check) -> None:
    assert "US government: does not give 11,000; its own: " in why(rewrite, "who")
    assert "“at about 10,000” in Halden Wire Service" in why(rewrite, "who")
    assert "“raised their estimate”" in why(rewrite, "act")
    assert "It is given for Russia" in why(rewrite, "place")
    assert "(expected)" in why(rewrite, "place")
    assert all(part.would_change for part in rewrite.parts)


def test_a_faithful_sentence_is_supported_in_its_number_and_its_place(story: Story) -> None:
    found = check(story, FAITHFUL)
    assert {findings(found)[name] for name in ("number", "act", "status")} == {"supported"}
    assert not [row for row in found.differences if row["kind"] in ("place", "certainty raised", "holders merged")]


def test_it_is_found_where_it_stands_and_where_its_number_first_stood(rewrite: Check) -> None:
    assert rewrite.host is not None
    assert rewrite.parent is not None
    assert rewrite.first is not None
    assert rewrite.host["outlet"] == "Frontier Pulse"
    assert rewrite.parent["file"].startswith("reports/04_wire")
    assert rewrite.first["file"].startswith("reports/04_wire")
    assert [one.same_place for one in rewrite.given if one.verbatim] == [True]
    assert {one.same_place for one in rewrite.given if one.report["file"].startswith("reports/04")} == {False}


def test_the_differences_to_its_source_are_the_three_that_were_made(rewrite: Check) -> None:
    assert [row["kind"] for row in rewrite.differences] == ["place", "holders merged", "certainty raised"]
    assert len(rewrite.between) > 3


def test_reports_of_one_text_are_not_counted_as_independent(rewrite: Check) -> None:
    assert rewrite.badge == "2 reports / 1 origin / 1 source"
    assert "not independent of each other" in not_independent(rewrite)


def test_a_number_nobody_gives_is_not_supported(story: Story) -> None:
    found = check(story, "South Korea said that 47,000 North Korean soldiers were in Russia.")
    assert findings(found)["number"] == "not supported"
    assert found.badge == ""
    assert found.first is None or not [one for one in found.given if one.figure]


def test_a_number_is_never_matched_by_another_one_of_its_sentence(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(
        "Fever in Velna\n\nVELNA, March 4, 2031 - The health ministry reported 48 confirmed cases and 27 deaths.\n",
        encoding="utf-8",
    )
    two = build_story(tmp_path, ledger_folder=tmp_path.parent / f"{tmp_path.name}-ledger", progress=False)
    crossed = check(two, "The health ministry has reported 48 deaths and 27 confirmed cases.")
    assert findings(crossed)["number"] == "not supported"
    true = check(two, "The health ministry has reported 48 confirmed cases and 27 deaths.")
    assert (findings(true)["number"], findings(true)["status"]) == ("supported", "supported")
    assert "48" in why(true, "number")


def test_a_sentence_without_a_number_is_looked_for_by_its_words(story: Story) -> None:
    found = check(story, "Advance parties have already reached the Kursk region.")
    assert [part.name for part in found.parts] == ["statement"]
    assert {one.report["file"][:12] for one in found.given if one.verbatim} == {"reports/04_w", "reports/05_l"}
    assert check(story, "The ferry left the harbour late.").given == ()


@pytest.mark.parametrize("sentence", ["", " … ", "x" * 2_001])
def test_what_is_no_sentence_is_refused(story: Story, sentence: str) -> None:
    with pytest.raises(InputError, match="the sentence to check"):
        check(story, sentence)


@pytest.mark.parametrize(
    ("sentence", "text", "there"),
    [
        ("The dam held.", "On Friday the dam held. The dam\n held.", True),
        ("The dam … held", "The dam, built in 1931, held", True),
        ("The dam ... held", "The dam, built in 1931, held", True),
        ("She said “no”", 'She said "no"', True),
        ("The dam held.", "The dam leaked.", False),
        ("(a+)+$", "aaaaaaaaaaaaaaaaaaaaaaaa!", False),
    ],
)
def test_a_sentence_is_found_whatever_its_spaces_marks_and_dots(sentence: str, text: str, there: bool) -> None:
    assert bool(_verbatim(sentence, text)) == there


def test_the_weakest_part_that_is_stated_gives_the_whole() -> None:
    parts = [Part("who", "", one, (), "") for one in ("supported", "not stated", "too strong")]
    assert weakest(parts) == "too strong"
    assert weakest(parts[1:2]) == "not stated"


# --- what is written --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def written(rewrite: Check, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    paths = write_check(rewrite, tmp_path_factory.mktemp("out") / "check.html")
    return {path.suffix: path.read_text(encoding="utf-8-sig") for path in paths}


def test_the_page_asks_for_nothing_and_runs_nothing(written: dict[str, str]) -> None:
    assert "<script" not in written[".html"]
    assert "script-src 'none'" in html.unescape(written[".html"])
    assert not re.findall(r"(?:src|href)=\"(?!#)", written[".html"])
    assert "<del>" in written[".html"]
    assert "nobody has rated it" in written[".html"]


def test_hostile_words_of_a_sentence_stay_text(story: Story, tmp_path: Path) -> None:
    found = check(story, "<img src=x onerror=alert(1)> </script> 11,000 North Korean soldiers are in Russia {{7*7}}")
    page = write_check(found, tmp_path / "check.html")[0].read_text(encoding="utf-8")
    assert "<img" not in page
    assert "{{7*7}}" in page


def test_the_review_meets_its_schema_and_says_where_the_claim_appears(written: dict[str, str]) -> None:
    data = json.loads(written[".jsonld"])
    schemas.check(data, "claimreview")
    review = data["@graph"][0]
    claim = review["itemReviewed"]
    assert review["claimReviewed"] == REWRITE
    assert claim["firstAppearance"]["sourceOrganization"]["name"] == "Halden Wire Service"
    assert len(claim["appearance"]) == 3
    assert [one["reviewAspect"] for one in review["reviewRating"][1:]] == ["who", "act", "number", "place", "status"]
    assert "no person has rated it" in review["reviewRating"][0]["ratingExplanation"]


def test_the_table_has_a_row_for_each_part_and_place(written: dict[str, str]) -> None:
    kinds = [row["Row"] for row in csv.DictReader(io.StringIO(written[".csv"]))]
    assert kinds.count("part") == 5
    assert kinds.count("difference") == 3
    assert kinds.count("appearance") > 3


def test_every_quotation_is_verbatim_or_cut(rewrite: Check, tmp_path: Path) -> None:
    texts = " ".join(" ".join(text.split()) for text in rewrite.story.reports["text"])
    page = write_check(rewrite, tmp_path / "full.html")[2].read_text(encoding="utf-8-sig")
    quotes = [row["Words"] for row in csv.DictReader(io.StringIO(page)) if row["Row"] == "appearance"]
    assert all(" ".join(quote.split()) in texts for quote in quotes)
    none = [path.read_text(encoding="utf-8-sig") for path in write_check(rewrite, tmp_path / "x.html", detail="none")]
    assert not [text for text in none if "raised their estimate of the force" in text]
    with pytest.raises(InputError, match="detail must be one of"):
        write_check(rewrite, tmp_path / "y.html", detail="some")  # type: ignore[arg-type]  # what is refused


def test_the_query_names_the_differences_and_judges_nothing(rewrite: Check) -> None:
    query = query_to_outlet(rewrite)
    assert query.startswith("To Frontier Pulse")
    assert "find 3 differences" in query
    assert not re.search("not supported|too strong|wrong|false|mislead", query)


# --- what people do ---------------------------------------------------------------------------------------------------


@pytest.fixture
def mine(rewrite: Check, tmp_path: Path) -> Check:
    """The check of a story whose folder is the test's own, on a newsroom's scale."""
    file = replace(rewrite.story.file, ratings=(Rating("not supported", "Falls"), Rating("supported", "Stands")))
    return replace(rewrite, story=replace(rewrite.story, folder=tmp_path, file=file))


def test_the_label_is_the_newsrooms_own(mine: Check) -> None:
    assert rating_of(mine) == ("Falls", None)
    record_check(mine, act="rated", words="Stands", who="A. Brandt", clock=noon)
    assert rating_of(mine) == ("Stands", "A. Brandt")
    with pytest.raises(InputError, match="must be one of Stands, supported in part, too strong, Falls"):
        record_check(mine, act="rated", words="Pants on fire", who="A. Brandt", clock=noon)


def test_the_log_is_appended_to_and_never_changed(mine: Check) -> None:
    record_check(mine, act="sent", who="A. Brandt", clock=noon)
    before = log_path(mine.story).read_bytes()
    record_check(mine, act="answered", words="We take it back.", who="A. Brandt", clock=noon)
    record_check(mine, act="corrected", words="The place was changed.", who="A. Brandt", clock=noon)
    assert log_path(mine.story).read_bytes().startswith(before)
    assert [one.act for one in entries_of(mine)] == ["sent", "answered", "corrected"]
    assert entries_of(replace(mine, check_id="q-other")) == ()


def test_a_line_that_was_changed_is_not_believed(mine: Check) -> None:
    record_check(mine, act="answered", words="We take it back.", who="A. Brandt", clock=noon)
    record_check(mine, act="signed", who="C. Duarte", clock=noon)
    path = log_path(mine.story)
    path.write_bytes(path.read_bytes().replace(b"take it back", b"stand by it"))
    assert [one.act for one in entries_of(mine)] == ["signed"]


def test_whoever_rated_cannot_sign_and_a_dissent_has_a_reason(mine: Check) -> None:
    record_check(mine, act="rated", words="Falls", who="A. Brandt", clock=noon)
    with pytest.raises(InputError, match="somebody else"):
        record_check(mine, act="signed", who="A. Brandt", clock=noon)
    with pytest.raises(InputError, match="needs words"):
        record_check(mine, act="dissented", who="C. Duarte", clock=noon)
    record_check(mine, act="dissented", words="The channel said it first.", who="C. Duarte", clock=noon)
    assert "Dissented by C. Duarte, 8 May 2031: The channel said it first." in [
        one.sentence for one in entries_of(mine)
    ]


def test_a_dissent_travels_in_every_file(mine: Check, tmp_path: Path) -> None:
    record_check(mine, act="dissented", words="The channel said it first.", who="C. Duarte", clock=noon)
    for path in write_check(mine, tmp_path / "check.html"):
        assert "The channel said it first." in path.read_text(encoding="utf-8-sig")


def test_acts_that_are_none_and_stories_without_a_folder_are_refused(mine: Check) -> None:
    with pytest.raises(InputError, match="act must be one of rated, sent"):
        record_check(mine, act="liked")  # type: ignore[arg-type]  # what is refused
    with pytest.raises(InputError, match="no folder"):
        record_check(replace(mine, story=replace(mine.story, folder=None)), act="sent")


def test_the_log_does_not_make_the_ledger_stale_twice(story: Story, rewrite: Check) -> None:
    assert story.folder is not None
    record_check(rewrite, act="sent", who="A. Brandt", clock=noon)
    first = build_story(story.folder, only_if_stale=True, progress=False).manifest["fingerprint"]
    record_check(rewrite, act="answered", words="Thank you.", who="A. Brandt", clock=noon)
    assert build_story(story.folder, only_if_stale=True, progress=False).manifest["fingerprint"] == first
    log_path(story).unlink()
