"""The button that writes a briefing from a notebook: what it was told is what is written, and a refusal is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.build import build_story
from workbench.publish.button import briefing_button
from workbench.publish.verify import verify
from workbench.story import Story

REPORT = "Harbour counts its boats\n\nNORRSUND, 12 May 2024 - At least 340 boats left the harbour, the mayor said.\n"


@pytest.fixture
def story(tmp_path: Path) -> Story:
    (tmp_path / "story" / "reports").mkdir(parents=True)
    (tmp_path / "story" / "reports" / "one.txt").write_text(REPORT, encoding="utf-8")
    return build_story(tmp_path / "story", progress=False)


def test_a_press_writes_a_briefing_that_verifies(story: Story, tmp_path: Path) -> None:
    button = briefing_button(story, tmp_path / "out.html")
    button.press.click()
    assert "it opens from disk" in button.said.value
    assert verify(tmp_path / "out.html").is_good
    assert not button.press.disabled


def test_what_is_chosen_is_what_is_written(story: Story, tmp_path: Path) -> None:
    button = briefing_button(story, tmp_path / "out.html")
    button.detail.value, button.one_page.value = "none", True
    button.press.click()
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "the mayor said" not in page
    assert "Annex" not in page


def test_a_report_added_since_is_in_the_briefing(story: Story, tmp_path: Path) -> None:
    button = briefing_button(story, tmp_path / "out.html")
    (tmp_path / "story" / "reports" / "two.txt").write_text(REPORT.replace("340", "365"), encoding="utf-8")
    button.press.click()
    assert "365" in (tmp_path / "out.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("field", "typed", "cause"),
    [("known_by", "last week", "must be a day such as 2024-10-30"), ("after", "no-such.html", "no-such.html"),
     ("after", "<img src=x onerror=1>.html", "&lt;img src=x")],
)  # fmt: skip
def test_what_cannot_be_is_said_in_its_place_and_nothing_is_written(
    story: Story, tmp_path: Path, field: str, typed: str, cause: str
) -> None:
    button = briefing_button(story, tmp_path / "out.html")
    getattr(button, field).value = typed
    button.press.click()
    assert cause in button.said.value
    assert "<img" not in button.said.value
    assert not (tmp_path / "out.html").exists()


def test_a_refused_sentence_of_the_analyst_is_listed(story: Story, tmp_path: Path) -> None:
    assert story.folder is not None
    (story.folder / "briefing.md").write_text(
        "## Bottom line\n\nExactly 900 boats left the harbour.\n", encoding="utf-8"
    )
    button = briefing_button(story, tmp_path / "out.html")
    button.press.click()
    assert "are refused" in button.said.value
    assert "briefing.md:3" in button.said.value
    assert not (tmp_path / "out.html").exists()
