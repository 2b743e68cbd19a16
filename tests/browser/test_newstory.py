"""A story begun from a folder of reports, by pointer and keyboard: in JupyterLab, and on the web page without code."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from workbench.story import open_story

from .acting import app_page
from .books import copied_notebooks
from .conftest import LocalPage
from .jupyter_server import Lab, open_notebook, outputs, run_all, running_app, running_lab

NAME = "09_a_new_story"
HOSTILE = "<img src=x onerror=window.PWN=1>"
REPORTS = {
    "one.txt": f"Storm at Vik {HOSTILE}\n\n3 March 2032\n\nThe storm destroyed 300 homes, Mayor Anna Holt said on "
    "Wednesday. At least 40 people died.\n",
    "two.txt": "Toll rises\n\n4 March 2032\n\nThe toll rose to 52, Mayor Anna Holt said on Thursday. About 350 homes "
    "were destroyed. Some 50 people died.\n",
}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The notebooks, beside a folder of reports that nobody has looked at."""
    copied_notebooks(tmp_path)
    (tmp_path / "vik").mkdir()
    for name, text in REPORTS.items():
        (tmp_path / "vik" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def lab(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    own = tmp_path_factory.mktemp("jupyter")
    with running_lab(own, story=checkout / "vik", notebooks=checkout / "notebooks") as started:
        yield started


@pytest.fixture
def app(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    own = tmp_path_factory.mktemp("voila")
    with running_app(own, story=checkout / "vik", notebooks=checkout / "notebooks") as started:
        yield started


def test_proposals_are_named_and_written_and_the_story_opens(
    lab: Lab, local_page: LocalPage, checkout: Path, shots: Path
) -> None:
    page = local_page.page
    open_notebook(page, lab, f"notebooks/{NAME}.ipynb")
    assert run_all(page), outputs(page)
    expect(page.get_by_role("button", name="1. What was read")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("2 reports read from 2 files")).to_be_visible()
    assert HOSTILE in page.locator(".widget-html table").inner_text()

    named_and_written(page)
    page.screenshot(path=shots / "newstory-written-1400.png")
    assert estimands(checkout) == ["Homes lost", "People killed by the storm"]
    story = open_story(checkout / "notebooks" / "vik.story", progress=False)
    charted = story.estimates[story.estimates["charted"]]
    assert sorted(charted["best"].dropna()) == [50, 52, 300, 350]

    assert run_all(page), outputs(page)  # the next box again: the story by the names just given
    labels = page.locator(".jp-OutputArea-output svg .mark-text text")
    expect(labels.filter(has_text="People killed by the storm").first).to_be_attached(timeout=60_000)
    assert page.evaluate("window.PWN") is None
    assert local_page.offsite == []
    assert local_page.complaints == []


def test_on_the_web_page_the_story_is_written_too_and_is_there_when_the_page_is_loaded_again(
    app: Lab, local_page: LocalPage, checkout: Path, shots: Path
) -> None:
    page = local_page.page
    app_page(page, app, NAME)
    expect(page.get_by_role("button", name="1. What was read")).to_be_visible(timeout=60_000)
    named_and_written(page)
    page.screenshot(path=shots / "app-newstory-1400.png", full_page=True)
    assert estimands(checkout) == ["Homes lost", "People killed by the storm"]

    app_page(page, app, NAME)
    drawn = page.locator("main svg .mark-text text")
    expect(drawn.filter(has_text="People killed by the storm").first).to_be_attached(timeout=60_000)
    assert page.evaluate("window.PWN") is None
    assert local_page.offsite == []
    assert local_page.complaints == []


def named_and_written(page: Page) -> None:
    """Gives both things that are counted a name of their own and writes the story file, whose chart is then shown."""
    page.get_by_role("button", name="Next: 2. What is counted").click()
    expect(page.get_by_text("kept, with 5 figures to chart")).to_be_visible()
    for proposed, name in (("People killed", "People killed by the storm"), ("Homes destroyed", "Homes lost")):
        fields = page.locator(".widget-text input")
        field = fields.nth([one.input_value() for one in fields.all()].index(proposed))
        field.fill(name)
        field.press("Tab")
    page.get_by_role("button", name="4. Write the story file").click()
    expect(page.locator("pre[aria-label='the story file']")).to_contain_text("Homes lost")
    page.get_by_role("button", name="Write story.toml").press("Enter")
    expect(page.get_by_text("5 numbers charted now")).to_be_visible(timeout=60_000)
    expect(page.locator(".widget-html svg", has_text="People killed by the storm")).to_be_visible(timeout=30_000)
    wider = "(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
    assert page.locator(".widget-html").evaluate_all(wider) == 0


def estimands(checkout: Path) -> list[str]:
    """The names of what is counted in the story file that was written."""
    with (checkout / "notebooks" / "vik.story" / "story.toml").open("rb") as file:
        return sorted(one["name"] for one in tomllib.load(file)["estimands"])
