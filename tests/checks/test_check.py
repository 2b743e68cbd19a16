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
from workbench.checks.checking import Check, Statement, check, not_independent
from workbench.checks.drawn import Drawn
from workbench.checks.lines import lines_of
from workbench.checks.log import entries_of, log_path, rating_of, record_check
from workbench.checks.negation import negations
from workbench.checks.query import query_to_outlet
from workbench.checks.tables import check_appearances, check_beside, check_parts, check_support
from workbench.checks.verdicts import Part, Reason, in_common, weakest
from workbench.checks.writing import write_check
from workbench.cuefiles import cue_file
from workbench.errors import InputError
from workbench.publish.exports import schemas
from workbench.story import Story
from workbench.storyfile import Rating

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "data" / "stories" / "dprk-troops-2024"
NEGATIONS = cue_file("checks", "negations")["negation"]
#: As a rewrite of the shipped story has it: another place, both holders for one, and a verb that is too strong.
REWRITE = (
    "The United States and South Korea have confirmed that up to 11,000 North Korean soldiers are in Russia's "
    "Kursk region"
)
#: The same as its source has it.
FAITHFUL = "South Korea and its allies have raised their estimate of the force sent to Russia to 11,000"

#: Two numbers of one holder, the second for a place where nobody has it.
TWO = (
    "North Korea has sent 11,000 soldiers to Russia, and 3,000 of them are in the Kursk region, South Korea said on "
    "30 October 2024."
)


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


@pytest.fixture(scope="module")
def two(story: Story) -> Check:
    return check(story, TWO)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Two reports of an invented flood, each with a number that the other does not have."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "one.txt").write_text(
        "Flood in Velna\n\nVELNA, March 4, 2031 - The health ministry said 48 people were killed in Velna, up from "
        "31.\n",
        encoding="utf-8",
    )
    (folder / "two.txt").write_text(
        "Shelters fill\n\nTAMA, March 5, 2031 - The coast guard said it had rescued 260 people from the roofs of "
        "Tama.\n",
        encoding="utf-8",
    )
    return build_story(folder, ledger_folder=folder.parent / f"{folder.name}-ledger", progress=False)


def only(one: Check) -> Statement:
    """What a sentence states that has one number, or none."""
    (found,) = one.statements
    return found


def drawn(one: Check) -> Drawn:
    """What it is drawn from, where that is one report."""
    (found,) = one.drawn
    return found


def findings(one: Statement) -> dict[str, str]:
    return {part.name: part.finding for part in one.parts}


def why(one: Statement, name: str) -> str:
    return " ".join(str(reason) for part in one.parts if part.name == name for reason in part.why)


def test_each_part_of_a_distorted_sentence_is_judged_by_itself(rewrite: Check) -> None:
    assert findings(only(rewrite)) == {
        "who": "supported in part", "act": "too strong", "number": "supported", "place": "not supported",
        "status": "not supported",
    }  # fmt: skip
    assert rewrite.finding == "not supported"


def test_what_each_finding_rests_on_is_said(rewrite: Check) -> None:
    assert "US government: does not give 11,000; its own: " in why(only(rewrite), "who")
    assert "“at about 10,000” in Halden Wire Service" in why(only(rewrite), "who")
    assert "“raised their estimate”" in why(only(rewrite), "act")
    assert "It is given for Russia" in why(only(rewrite), "place")
    assert "(expected)" in why(only(rewrite), "place")
    assert all(part.would_change for part in only(rewrite).parts)


def test_a_faithful_sentence_is_supported_in_its_number_and_its_place(story: Story) -> None:
    found = check(story, FAITHFUL)
    assert {findings(only(found))[name] for name in ("number", "act", "status")} == {"supported"}
    assert not [
        row for row in drawn(found).differences if row["kind"] in ("place", "certainty raised", "holders merged")
    ]


def test_it_is_found_where_it_stands_and_where_its_number_first_stood(rewrite: Check) -> None:
    assert rewrite.host is not None
    first = only(rewrite).first
    assert first is not None
    assert rewrite.host["outlet"] == "Frontier Pulse"
    assert drawn(rewrite).parent["file"].startswith("reports/04_wire")
    assert first["file"].startswith("reports/04_wire")
    assert [one.same_place for one in only(rewrite).given if one.verbatim] == [True]
    assert {one.same_place for one in only(rewrite).given if one.report["file"].startswith("reports/04")} == {False}


def test_the_differences_to_its_source_are_the_three_that_were_made(rewrite: Check) -> None:
    assert [row["kind"] for row in drawn(rewrite).differences] == ["place", "holders merged", "certainty raised"]
    assert len(drawn(rewrite).between) > 3


def test_reports_of_one_text_are_not_counted_as_independent(rewrite: Check) -> None:
    assert only(rewrite).badge == "2 reports / 1 origin / 1 source"
    assert "not independent of each other" in not_independent(only(rewrite))


def test_a_number_nobody_gives_is_not_supported(story: Story) -> None:
    found = check(story, "South Korea said that 47,000 North Korean soldiers were in Russia.")
    assert findings(only(found))["number"] == "not supported"
    assert only(found).badge == ""
    assert only(found).first is None or not [one for one in only(found).given if one.figure]


def test_a_number_is_never_matched_by_another_one_of_its_sentence(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(
        "Fever in Velna\n\nVELNA, March 4, 2031 - The health ministry reported 48 confirmed cases and 27 deaths.\n",
        encoding="utf-8",
    )
    two = build_story(tmp_path, ledger_folder=tmp_path.parent / f"{tmp_path.name}-ledger", progress=False)
    crossed = check(two, "The health ministry has reported 48 deaths and 27 confirmed cases.")
    assert [findings(one)["number"] for one in crossed.statements] == ["not supported", "not supported"]
    true = check(two, "The health ministry has reported 48 confirmed cases and 27 deaths.")
    assert [(findings(one)["number"], findings(one)["status"]) for one in true.statements] == [
        ("supported", "supported"), ("supported", "supported"),
    ]  # fmt: skip
    assert ["48" in why(one, "number") for one in true.statements] == [True, False]


def test_a_holder_without_a_name_is_looked_for_by_the_words_for_it(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(
        "Fever in Velna\n\nVELNA, March 4, 2031 - The dock union says 48 people have died.\n", encoding="utf-8"
    )
    one = build_story(tmp_path, ledger_folder=tmp_path.parent / f"{tmp_path.name}-ledger", progress=False)
    true = only(check(one, "The union says 48 people have died."))
    assert findings(true)["who"] == "supported"
    false = only(check(one, "The interior ministry says 48 people have died."))
    assert findings(false)["who"] == "not supported"
    assert "it is held by: dock union in" in why(false, "who")


def test_a_place_that_is_only_named_beside_the_number_is_supported_in_part(tmp_path: Path) -> None:
    (tmp_path / "story.toml").write_text('[[places]]\nid = "velna"\nname = "Velna"\n', encoding="utf-8")
    (tmp_path / "one.txt").write_text(
        "Levy\n\nTAMA, March 4, 2031 - The governor said 260 recruits would form the first group, with two "
        "brigades of up to 600 men each currently undergoing training in Velna.\n",
        encoding="utf-8",
    )
    found = only(check(build_story(tmp_path, progress=False), "The governor said two brigades are training in Velna."))
    assert findings(found)["place"] == "supported in part"
    assert "The sentence that gives it names Velna in one." in why(found, "place")


def test_a_sentence_without_a_number_is_looked_for_by_its_words(story: Story) -> None:
    found = check(story, "Advance parties have already reached the Kursk region.")
    assert [part.name for part in only(found).parts] == ["statement"]
    assert {one.report["file"][:12] for one in only(found).given if one.verbatim} == {"reports/04_w", "reports/05_l"}
    assert check(story, "The ferry left the harbour late.").statements[0].given == ()


def test_a_sentence_is_not_supported_by_words_that_say_the_opposite(story: Story) -> None:
    (part,) = only(check(story, "No advance parties have reached the Kursk region.")).parts
    assert part.finding == "not supported"
    assert "without the “No” of the sentence" in str(part.why[0])


@pytest.mark.parametrize(
    ("said", "found"),
    [
        *((one, True) for one in (NEGATIONS["example"], *NEGATIONS["examples"])),
        ("The wasn’t-lost ferry sailed.", True),
        ("The ferry knotted its lines.", False),
        ("Nora saw the ferry.", False),
    ],
)
def test_a_word_that_negates_is_told_from_one_like_it(said: str, found: bool) -> None:
    assert bool(negations(said)) == found


# --- several numbers --------------------------------------------------------------------------------------------------


def test_every_number_of_a_sentence_is_checked_by_itself(two: Check) -> None:
    first, second = two.statements
    assert (first.words, second.words) == ("11,000 soldiers", "3,000")
    assert (findings(first)["number"], findings(first)["place"]) == ("supported", "supported")
    assert (findings(second)["number"], findings(second)["place"]) == ("supported", "not supported")
    assert "11,000" in why(first, "number")
    assert "3,000" not in why(first, "number")
    assert (first.badge, second.badge) == ("2 reports / 1 origin / 1 source", "3 reports / 1 origin / 1 source")
    assert [not_independent(one).split(",")[0] for one in two.statements] == ["2 reports give 11", "3 reports give 3"]
    assert {one.same_place for one in first.given} == {True}
    assert {one.same_place for one in second.given} == {False}


def test_the_finding_of_the_whole_is_that_of_the_weakest_part_of_all(two: Check) -> None:
    assert [one.finding for one in two.statements] == ["supported", "not supported"]
    assert two.finding == "not supported"


def test_a_difference_speaks_on_its_own_number_alone(two: Check) -> None:
    first, second = two.statements
    assert not any("combat zone" in why(first, part.name) for part in first.parts)
    assert not any("“11,000 soldiers”" in why(second, part.name) for part in second.parts)
    assert "“3,000” for Kursk region where it was combat zone" in why(second, "place")


def test_what_is_the_same_of_both_numbers_is_said_once(two: Check) -> None:
    assert [(part.name, part.words) for part in two.in_common] == [("who", "South Korea"), ("act", "said")]
    assert [part.name for part in two.own_parts(two.statements[1])] == ["number", "place", "status"]
    printed = lines_of(two)
    assert printed.count("who: South Korea: supported") == 1
    assert [line for line in printed if line.startswith("number:")] == [
        "number: 11,000: supported", "number: 3,000: supported",
    ]  # fmt: skip


def test_a_number_that_is_not_checked_is_named_with_the_reason(story: Story, two: Check) -> None:
    assert [(one.words, one.reason) for one in two.unchecked] == [("30 October 2024", "part of a date")]
    found = check(story, "A 24-year-old officer said 11,000 soldiers were trained about 100 miles (160 km) from Kursk.")
    assert [(one.words, one.reason) for one in found.unchecked] == [
        ("24", "somebody’s age"), ("160", "the figure before it in another unit"),
    ]  # fmt: skip
    assert [one.words for one in found.statements] == ["11,000 soldiers", "about 100 miles"]


def test_a_share_is_named_with_its_sign(story: Story) -> None:
    found = check(story, "About 20% of the 11,000 soldiers have died in Kursk.")
    assert [one.words for one in found.statements] == ["About 20%", "11,000 soldiers"]


def test_a_range_is_one_number(story: Story) -> None:
    found = check(story, "Between 9,000 and 11,000 North Korean soldiers are in Russia, South Korea said.")
    assert len(found.statements) == 1


def test_numbers_from_two_reports_are_held_against_each_its_own(small: Story) -> None:
    found = check(
        small, "The health ministry said 48 people were killed and the coast guard rescued 260 people in Tama."
    )
    assert [one.drawn and one.drawn.parent["file"] for one in found.statements] == ["one.txt", "two.txt"]
    assert [found.words_drawn(one) for one in found.drawn] == ["48 people", "260 people"]
    assert "as to 48 people" in query_to_outlet(found)
    assert str(check_beside(found)).count("<table") == 2


def test_a_number_that_the_reports_give_as_an_earlier_one_is_not_supported(small: Story) -> None:
    found = only(check(small, "The health ministry said 31 people were killed in Velna."))
    assert findings(found)["number"] == "not supported"
    assert "As an earlier one it stands in: " in why(found, "number")
    assert [one.gives.split(",")[1] for one in found.given] == [" as an earlier one"]


def test_of_a_number_drawn_by_its_words_alone_it_is_said_that_it_is_not_there(small: Story) -> None:
    found = check(small, "The coast guard said it had rescued 900 people from the roofs of Tama.")
    assert found.not_given(drawn(found)) == "900 people"
    assert "    it does not give 900 people" in lines_of(found)
    right = check(small, "The coast guard said it had rescued 260 people from roofs.")
    assert right.not_given(drawn(right)) == ""
    assert "    nothing differs in substance" in lines_of(right)


def test_a_denial_is_not_supported_by_those_who_give_the_number(story: Story) -> None:
    found = only(check(story, "North Korea denied that 11,000 of its soldiers were in Russia."))
    assert (findings(found)["who"], findings(found)["act"]) == ("not supported", "not supported")


def test_the_number_is_looked_for_with_its_own_holder_first(story: Story) -> None:
    found = only(check(story, "Washington estimates 10,000 North Korean soldiers in Russia."))
    assert found.drawn is not None
    assert found.drawn.parent["file"].startswith("reports/04_wire")
    assert findings(found)["who"] == "supported"
    assert found.sources == ("US government",)


def test_the_query_asks_for_a_number_that_no_report_gives(small: Story) -> None:
    found = check(small, "The health ministry said 48 people were killed and 900 were missing in Velna.")
    query = query_to_outlet(found)
    assert "We find no report that gives “900”. On what does it rest?" in query
    assert "no report that gives “48" not in query


# --- what is no sentence ----------------------------------------------------------------------------------------------


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


def test_parts_alike_are_one_with_the_reasons_that_differ_by_number() -> None:
    named, ours = Reason("The ministry is named."), [Reason("It gives:", (f"“{one}”",), 2) for one in ("40", "60")]
    parts = [(Part("who", "the ministry", "supported", (named, one), "A denial."),) for one in ours]
    (who,) = in_common([("40 boats", parts[0]), ("60 boats", parts[1])])
    assert list(map(str, who.why)) == [
        "The ministry is named.", "40 boats: It gives: “40”; and 2 more.", "60 boats: It gives: “60”; and 2 more.",
    ]  # fmt: skip
    assert who.would_change == "A denial."
    assert in_common([("40 boats", parts[0])]) == ()
    other = (replace(parts[1][0], finding="not supported"),)
    assert in_common([("40 boats", parts[0]), ("60 boats", other)]) == ()


# --- what is written --------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def written(rewrite: Check, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    paths = write_check(rewrite, tmp_path_factory.mktemp("out") / "check.html")
    return {path.suffix: path.read_text(encoding="utf-8-sig") for path in paths}


@pytest.mark.parametrize("width", [50, 100])
def test_no_printed_line_is_wider_than_the_terminal(rewrite: Check, two: Check, width: int) -> None:
    assert max(map(len, [*lines_of(rewrite, width=width), *lines_of(two, width=width)])) <= width


def test_each_quotation_is_printed_on_a_line_of_its_own_and_the_rest_counted(two: Check) -> None:
    printed = lines_of(two, width=1_000)
    at = printed.index("    Of Russia the reports have:")
    quotes = [line.strip() for line in printed[at + 1 :] if line.startswith(" " * 8)][:7]
    assert all(line.startswith("“") for line in quotes[:6])
    assert re.fullmatch(r"and \d+ more", quotes[6])


def test_nothing_printed_can_move_the_cursor(story: Story) -> None:
    found = check(story, "South Korea said \x1b[2J 11,000 soldiers \u202e are in Russia.")
    assert all(line.isprintable() for line in lines_of(found))


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


@pytest.fixture(scope="module")
def two_written(two: Check, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    paths = write_check(two, tmp_path_factory.mktemp("two") / "check.html")
    return {path.suffix: path.read_text(encoding="utf-8-sig") for path in paths}


def test_the_page_has_each_number_under_its_own_heading(two_written: dict[str, str]) -> None:
    page = html.unescape(two_written[".html"])
    heads = re.findall("<h3>(.*?)</h3>", page)
    assert heads[:3] == [
        "Of 11,000 soldiers and 3,000", "11,000 soldiers: supported", "3,000: not supported",
    ]  # fmt: skip
    assert page.count("<blockquote>") == 2
    assert "Not checked: “30 October 2024” (part of a date)." in page


def test_of_a_number_in_no_report_the_page_says_so(small: Story, tmp_path: Path) -> None:
    found = check(small, "The coast guard found 7,300 coins.")
    page = write_check(found, tmp_path / "check.html")[0].read_text(encoding="utf-8")
    assert only(found).given == ()
    assert "In no report of the story." in page


def test_each_number_is_a_claim_of_its_own_beside_the_review(two_written: dict[str, str]) -> None:
    data = json.loads(two_written[".jsonld"])
    schemas.check(data, "claimreview")
    review, *claims = data["@graph"]
    assert [one["text"] for one in claims] == [f"{words}, as in: {TWO}" for words in ("11,000 soldiers", "3,000")]
    assert "firstAppearance" not in review["itemReviewed"]
    first = [one.get("firstAppearance", {}).get("publisher", {}).get("name") for one in claims]
    assert first[1] == "The Morrow Ledger"
    aspects = [one["reviewAspect"] for one in review["reviewRating"]]
    assert aspects[0] == "the sentence as a whole"
    assert {"place of 11,000 soldiers", "place of 3,000"} <= set(aspects)
    assert len(aspects) == 11
    assert review["reviewBody"].count("not independent of each other") == 2
    assert review["reviewBody"].endswith("Not checked: 30 October 2024 (part of a date).")


def test_the_table_says_which_number_a_row_is_on(two_written: dict[str, str]) -> None:
    rows = list(csv.DictReader(io.StringIO(two_written[".csv"])))
    numbers = {(row["Row"], row["Number"]) for row in rows}
    assert {("part", "3,000"), ("support", "11,000 soldiers"), ("sentence", "")} <= numbers
    assert [row["Why"] for row in rows if row["Row"] == "not checked"] == ["part of a date"]


def test_the_tables_of_a_notebook_name_the_number_where_there_are_several(rewrite: Check, two: Check) -> None:
    parts = check_parts(two)
    assert list(parts["Number"])[:3] == ["11,000 soldiers and 3,000", "11,000 soldiers and 3,000", "11,000 soldiers"]
    assert list(parts["Finding"])[-1] == "not checked"
    assert list(check_support(two)["Number"]) == ["11,000 soldiers", "3,000"]
    assert set(check_appearances(two)["Number"]) == {"11,000 soldiers", "3,000"}
    for table in (check_parts(rewrite), check_appearances(rewrite), check_support(rewrite)):
        assert "Number" not in table


def test_no_sentence_of_a_report_leaves_where_none_may(story: Story, two: Check, tmp_path: Path) -> None:
    assert any(reason.whole for one in two.statements for part in one.parts for reason in part.why)
    runs = {run for text in story.reports["text"] for run in _runs(text)}
    runs -= {run for title in story.reports["title"] for run in _runs(title)}
    for path in write_check(two, tmp_path / "none.html", detail="none"):
        page = html.unescape(path.read_text(encoding="utf-8-sig"))
        assert not _runs(re.sub("<[^>]*>", " ", page)) & runs


def _runs(text: str, length: int = 8) -> set[str]:
    """The runs of so many words in a text."""
    words = text.split()
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}


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
