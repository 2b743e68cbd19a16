"""The lessons' notebooks stand in the list behind the others, and their links lead on from page to page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

from workbench.notebooks import LESSONS_PART, Page, contents
from workbench.publish import pages

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
LISTED = (
    Page("05_repeats.ipynb", "05_repeats.html", "Repeats", "Who?"),
    Page("teach/01_reading.ipynb", "teach_01_reading.html", "Reading", "Who?", LESSONS_PART),
    Page("teach/02_bounds.ipynb", "teach_02_bounds.html", "Bounds", "How many?", LESSONS_PART),
)


def written(prose: str) -> Any:
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(prose)])


def test_seven_lessons_and_a_class_are_listed_after_the_notebooks_of_the_argument() -> None:
    listed = contents(NOTEBOOKS).pages
    parts = [page.part for page in listed]
    assert parts.count(LESSONS_PART) == 8
    assert parts == sorted(parts)
    assert listed[-1].file == "teach/08_a_class.ipynb"
    assert all(page.question.endswith("?") for page in listed)


def test_a_folder_without_lessons_has_none(tmp_path: Path) -> None:
    (tmp_path / "00_start_here.ipynb").write_text('{"cells": []}', encoding="utf-8")
    assert [page.part for page in contents(tmp_path).pages] == [""]


@pytest.mark.parametrize(
    ("at", "prose", "link"),
    [
        (1, "[on](02_bounds.ipynb)", "teach_02_bounds.html"),
        (1, "[back](../05_repeats.ipynb)", "05_repeats.html"),
        (0, "[learn](teach/01_reading.ipynb)", "teach_01_reading.html"),
    ],
)
def test_links_lead_to_the_page_of_their_notebook(at: int, prose: str, link: str) -> None:
    page = pages.page_html(written(prose), LISTED, at)
    assert f'href="{link}"' in page
    assert ".ipynb" not in page


def test_pages_of_two_folders_get_names_that_differ() -> None:
    named = [page.href for page in contents(NOTEBOOKS, href=pages._href).pages]
    assert len(set(named)) == len(named)
    assert "teach_01_reading_one_report.html" in named
