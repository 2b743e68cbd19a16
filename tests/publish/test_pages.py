"""The executed notebooks as pages: no script, nothing to fetch, links that lead on, and hostile text as text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from workbench.errors import InputError
from workbench.notebooks import Page, with_parameters
from workbench.publish import pages

HOSTILE = "<script>window.PWN=1</script>"
LISTED = (
    Page("00_first.ipynb", "00_first.html", "First: a beginning", "Who?"),
    Page("01_second.ipynb", "01_second.html", "Second", "How many?"),
)
FIRST = """# First: a beginning

**Who?** On to [the second](01_second.ipynb)."""


def code(source: str, *outputs: Any, tags: tuple[str, ...] = ()) -> Any:
    cell = nbformat.v4.new_code_cell(source, outputs=list(outputs))
    cell.metadata["tags"] = list(tags)
    return cell


def shown(**data: str) -> Any:
    kinds = {"html": "text/html", "svg": "image/svg+xml", "plain": "text/plain", "widget": pages.WIDGET}
    return nbformat.v4.new_output("display_data", data={kinds[name]: text for name, text in data.items()})


@pytest.fixture
def notebook() -> Any:
    hidden = nbformat.v4.new_markdown_cell("Press a key.")
    hidden.metadata["tags"] = ["with-code-only"]
    return nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell(FIRST),
            hidden,
            code("STORY = 'a'", tags=("parameters",)),
            code("chart", shown(svg="<svg xmlns='http://www.w3.org/2000/svg'/>", plain="<chart: Boats>", widget="{}")),
            code("explorer", shown(plain="Explorer()", widget="{}")),
            code("print", nbformat.v4.new_output("stream", name="stdout", text=HOSTILE)),
        ]
    )


@pytest.fixture
def page(notebook: Any) -> str:
    return pages.page_html(notebook, LISTED, 0)


def test_a_page_holds_no_script_and_a_policy_that_lets_none_run(page: str) -> None:
    assert "<script" not in page
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in page


def test_a_page_names_nothing_to_fetch(page: str) -> None:
    assert re.findall(r'(?:src|href)="(?!data:|#)([^"]*)"', page) == ["index.html", "01_second.html", "01_second.html"]


def test_what_a_report_says_is_text_on_the_page(page: str) -> None:
    assert "&lt;script&gt;window.PWN=1&lt;/script&gt;" in page


def test_a_chart_is_a_picture_with_its_titles_as_words(page: str) -> None:
    assert 'alt="&lt;chart: Boats&gt;" src="data:image/svg+xml;base64,' in page


def test_a_part_to_click_in_is_said_to_live_in_the_notebook(page: str) -> None:
    assert "workbench app" in page
    assert "Explorer()" not in page.replace("<pre>explorer</pre>", "")


def test_words_on_boxes_to_run_are_left_out_and_code_is_folded_away(page: str) -> None:
    assert "Press a key" not in page
    assert page.count('<details class="code">') == 3


def test_a_run_takes_other_values_for_the_parameters_and_no_others(notebook: Any) -> None:
    filled = with_parameters(notebook, {"STORY": "b"})
    at = next(at for at, cell in enumerate(filled.cells) if cell.source == "STORY = 'a'")
    assert filled.cells[at + 1].source == "STORY = 'b'"
    assert filled.cells[at + 1].metadata["tags"] == ["injected-parameters"]
    assert len(notebook.cells) == len(filled.cells) - 1
    with pytest.raises(InputError, match="must be among STORY, is 'STORRY'"):
        with_parameters(notebook, {"STORRY": "b"})


def test_a_notebook_that_fails_is_named_with_its_cause(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    failing = nbformat.v4.new_notebook(cells=[code("STORY = ''", tags=("parameters",)), code("1 / 0")])
    nbformat.write(failing, tmp_path / "notebooks" / "00_start_here.ipynb")
    with pytest.raises(InputError, match=r"00_start_here\.ipynb: ZeroDivisionError: division by zero"):
        pages.write_pages(tmp_path, tmp_path / "out", notebooks=tmp_path / "notebooks")
