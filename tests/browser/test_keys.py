"""Every key of the review, pressed in JupyterLab and in Notebook 7: each does what the list of keys says, and no more.

Both have keys of their own for a chosen cell: j and k leave for the next one, a and b put a new one beside it, d d and
z take one out and put it back. What is tested besides is that none of those ever answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from .conftest import LocalPage
from .jupyter_server import Lab, running_lab, running_notebook
from .test_review import acts, doubt, opened, pressed, review_in

STARTED = {"JupyterLab": running_lab, "Notebook 7": running_notebook}
#: What Notebook 7.6 complains of when any notebook is opened, one without widgets as well.
ITS_OWN = "Cannot read properties of undefined (reading 'schema')"


@pytest.fixture(scope="module", params=STARTED)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return review_in(tmp_path_factory.mktemp(request.param.replace(" ", "")))


@pytest.fixture(scope="module")
def lab(request: pytest.FixtureRequest, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    start = next(start for name, start in STARTED.items() if folder.name.startswith(name.replace(" ", "")))
    with start(tmp_path_factory.mktemp("jupyter"), notebooks=folder / "notebooks") as started:
        yield started


def test_each_key_does_what_the_list_of_keys_says(lab: Lab, local_page: LocalPage, folder: Path, shots: Path) -> None:
    page = local_page.page
    opened(page, lab)
    before = cells(page)

    pressed(page, "?")
    assert page.locator(".wr-help").is_visible()
    pressed(page, "Escape")
    assert not page.locator(".wr-help").is_visible()

    first, place = doubt(page), page.locator(".wr-steps .wr-muted")
    pressed(page, "j")
    second = doubt(page)
    assert second != first
    assert place.inner_text().startswith("2 of ")
    pressed(page, "k")
    assert doubt(page) == first
    pressed(page, "ArrowRight")
    assert doubt(page) == second
    pressed(page, "ArrowLeft")
    assert doubt(page) == first
    assert acts(folder) == []

    pressed(page, "u")
    pressed(page, "a")
    assert acts(folder) == ["unsure", "accept"]

    while not page.locator("[data-focus=act-reject]").count():
        pressed(page, "j")
    pressed(page, "r")
    if focus(page) == "reason":
        page.keyboard.type("read wrongly")
        pressed(page, "Enter")
    assert acts(folder)[2:] == ["reject"]

    while not page.locator(".wr-form").count():
        pressed(page, "j")
    pressed(page, "n")
    assert focus(page) == "reason"
    page.keyboard.type("jak zed")  # letters that are keys elsewhere are letters here
    pressed(page, "Enter")
    assert acts(folder)[3:] == ["note"]

    page.locator(".wr-item").focus()
    pressed(page, "e")
    assert (focus(page) or "").startswith("field-")
    page.keyboard.type("kaj")
    pressed(page, "Escape")
    assert focus(page) == "item"
    assert page.locator(".wr-unsaved").is_visible()
    page.get_by_role("button", name="Leave them as they were").click()

    pressed(page, "z", "z", "z", "z")
    assert acts(folder)[4:] == ["undo"] * 4
    page.screenshot(path=shots / f"keys-{folder.name[:8]}.png")
    assert cells(page) == before
    assert local_page.offsite == []
    assert [one for one in local_page.complaints if one != ITS_OWN] == []


def focus(page: Page) -> str | None:
    """What the review calls the part that has the keyboard's focus."""
    found: str | None = page.evaluate("document.activeElement.dataset.focus ?? null")
    return found


def cells(page: Page) -> list[list[str]]:
    """The cells of the notebook: the kind and the text of each."""
    found: list[list[str]] = page.evaluate(
        """() => window.jupyterapp.shell.currentWidget.content.widgets.map((cell) =>
            [cell.model.type, cell.model.sharedModel.getSource()])"""
    )
    return found
