"""The grave faults of accessibility that axe-core finds in a part of a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it comes without types
from playwright.sync_api import Page

from .test_briefing import GRAVE

#: What the workbench shows in JupyterLab; the frame around it is JupyterLab's own.
OUTPUTS = ".jp-OutputArea-output"


def faults(page: Page, within: str) -> list[tuple[str, str]]:
    """The grave faults within that part of the page: the name of each, and the first element that has it."""
    found: list[Mapping[str, Any]] = Axe().run(page, context={"include": [[within]]}).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:300]) for one in found if one["impact"] in GRAVE]


def faults_in_outputs(page: Page, holding: str) -> list[tuple[str, str]]:
    """The grave faults in all outputs of the open notebook, drawn at once, among them what ``holding`` selects."""
    page.set_viewport_size({"width": 1400, "height": 9000})
    page.wait_for_timeout(900)
    page.locator(holding).first.wait_for(state="attached", timeout=60_000)
    return faults(page, OUTPUTS)
