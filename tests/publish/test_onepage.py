"""The briefing on one page: what stands on it, and that it holds the evidence of that and of nothing more."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.frames import flood_story, rows_of, with_rows
from tests.publish.test_briefing import HOSTILE, Page
from tests.publish.test_words import HEAD, JUDGMENT
from workbench.publish import markup, onepage
from workbench.publish.briefing import compose, write_briefing
from workbench.publish.issue import read_issue
from workbench.publish.verify import verify_page
from workbench.story import Story

BOTTOM = "## Bottom line\n\nThe ministry's figure is {{figure: 23 | Interior Ministry | harbour-1 | body}}.\n\n"
DISSENT = "\n## Dissent\n\nOne of us holds the count to be far too low.\n"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    folder = tmp_path_factory.mktemp("story")
    (folder / "briefing.md").write_text(HEAD + BOTTOM + JUDGMENT + DISSENT, encoding="utf-8")
    return replace(flood_story(), folder=folder)


@pytest.fixture(scope="module")
def source(story: Story) -> str:
    return compose(story, one_page=True).page


def test_it_says_what_a_reader_of_one_page_must_know(source: str) -> None:
    text = Page(source).text
    for said in (
        "TLP:GREEN", "Information cut-off 7 May 2031", "Machine-assisted model hand-made 0", "Bottom line",
        "Range of published figures, not a probability interval", "Figures over time", "The toll will likely rise.",
        "Likelihood: likely . Confidence: low", "Dissent: One of us holds the count to be far too low.",
        "Sourcing: The base is 6 reports", "The rest: the whole briefing has every figure",
    ):  # fmt: skip
        assert said in text


def test_every_figure_on_it_leads_to_its_row_and_holds(source: str) -> None:
    page = Page(source)
    ids = set(page.all("id"))
    links = [one.removeprefix("#") for one in page.all("href")]
    assert len(links) > 4
    assert set(links) <= ids
    found = verify_page(source)
    assert found.is_good
    assert found.figures == sum(one.startswith("figure-") for one in ids)


def test_it_holds_the_evidence_of_what_it_shows_and_no_text_of_another_report(story: Story, source: str) -> None:
    data = json.loads(markup.read(source).blocks["evidence"])
    cited = {one["report_id"] for one in data["figures"]}
    assert set(data["reports"]) == cited
    assert len(source) < len(compose(story).page) / 3


@pytest.mark.parametrize(
    "change", [('data-label="Stated">23<', 'data-label="Stated">32<'), ('"best":23.0', '"best":3.0')]
)
def test_a_digit_that_was_changed_is_found(source: str, change: tuple[str, str]) -> None:
    assert change[0] in source
    assert verify_page(source.replace(*change)).faults


@pytest.mark.parametrize("detail", ["snippet", "none"])
def test_it_is_cut_to_the_level_of_detail_like_the_whole(story: Story, detail: str) -> None:
    page = compose(story, one_page=True, detail=detail).page  # type: ignore[arg-type]  # one of the levels
    found = verify_page(page)
    assert found.faults == ()
    assert ("up from 14 two days before" in page) == (detail == "snippet")


def test_the_next_issue_can_be_compared_with_it_as_far_as_it_goes(story: Story, tmp_path: Path) -> None:
    old = write_briefing(story, tmp_path / "one.html", one_page=True)
    assert not read_issue(old).every_figure
    said = Page(compose(story, after=old, one_page=True).page).text
    assert "Since issue 3, cut-off 7 May 2031" in said
    assert "0 reports came out." in said


def test_what_has_no_room_is_counted() -> None:
    plain: dict[str, list[str]] = {"only": [], "lowest": [], "highest": [], "latest": []}
    keys = [{"estimand": f"e{at}", "figures": at, **plain} for at in range(1, 10)]
    found = onepage.key_rows(keys, "e3")
    assert [one["estimand"] for one in found["rows"]] == ["e3", "e9", "e8", "e7", "e6", "e5"]
    assert found["more"] == 3
    assert onepage.remarks(["a", "b"], ["c", "d"]) == {
        "rows": [("said", "a"), ("said", "b"), ("counted", "c")],
        "more": 1,
    }


def test_hostile_text_is_text_on_it_too(story: Story, source: str) -> None:
    text = " ".join(HOSTILE)
    seen = with_rows(story, "entities", [row | {"name": text} for row in rows_of(story, "entities")])
    seen = with_rows(seen, "estimands", [row | {"name": text} for row in rows_of(story, "estimands")])
    (plain, hostile) = (Page(compose(replace(one, folder=None), one_page=True).page) for one in (story, seen))
    kinds = ("script", "style", "img", "iframe")
    assert [tag for tag, _ in hostile.tags if tag in kinds] == [tag for tag, _ in plain.tags if tag in kinds]
    assert not [name for _, attrs in hostile.tags for name in attrs if name.startswith("on")]
    assert " ".join(text.split()) in hostile.text


def test_a_story_without_a_figure_still_makes_a_page() -> None:
    assert "there is no range to give" in Page(compose(Story({}), one_page=True).page).text
