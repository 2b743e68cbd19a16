"""No serious fault of accessibility in what the workbench shows in JupyterLab and on the web page without code.

axe-core looks at the outputs alone: the frame around them is JupyterLab's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it comes without types
from playwright.sync_api import Page

from .acting import answered, app_page, press
from .conftest import LocalPage
from .jupyter_server import Lab, open_notebook, outputs, run_all
from .test_briefing import GRAVE

#: Where each notebook's outputs stand that are looked at.
SHOWN = {
    "01_the_corpus": ".jp-OutputArea-output table",
    "03_claims": ".wb-explore .wb-vega svg",
    "04_estimates_over_time": ".widget-vbox svg",
    "06_where_reports_differ": ".jp-OutputArea-output svg",
    "07_review": ".wr-root .wr-item",
    "teach/01_reading_one_report": ".widget-vbox",
}
TABS = ("queue", "rows", "report", "names", "sources", "loose", "log")


def faults(page: Page, within: str) -> list[tuple[str, str]]:
    """The grave faults within that part of the page: the name of each, and the first element that has it."""
    found: list[Mapping[str, Any]] = Axe().run(page, context={"include": [[within]]}).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:300]) for one in found if one["impact"] in GRAVE]


@pytest.mark.parametrize("name", SHOWN)
def test_the_outputs_of_a_notebook_in_the_lab(lab: Lab, local_page: LocalPage, name: str) -> None:
    page = local_page.page
    page.set_viewport_size({"width": 1400, "height": 9000})  # all of it is drawn at once
    open_notebook(page, lab, f"notebooks/{name}.ipynb")
    assert run_all(page), outputs(page)
    page.locator(SHOWN[name]).first.wait_for(state="attached", timeout=60_000)
    assert faults(page, ".jp-OutputArea-output") == []
    if name == "07_review":
        for tab in TABS:
            press(page, f"tab-{tab}")
            assert (tab, faults(page, ".wr-root")) == (tab, [])
    if name == "03_claims":
        for box in page.locator(".wb-facets summary").all():
            box.click()
        page.get_by_label("Search the sentences").fill("value>")  # what is refused is said in the widget
        page.get_by_label("Search the sentences").press("Enter")
        answered(page)
        assert faults(page, ".wb-explore") == []


@pytest.mark.parametrize("name", ["03_claims", "07_review"])
def test_a_page_without_code_in_light_and_dark(app: Lab, local_page: LocalPage, name: str) -> None:
    page = local_page.page
    app_page(page, app, name)
    page.locator(SHOWN[name]).first.wait_for(state="attached", timeout=60_000)
    assert faults(page, "main") == []
    page.emulate_media(color_scheme="dark")
    assert faults(page, "main") == []
