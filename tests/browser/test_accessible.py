"""No serious fault of accessibility in what the workbench shows on the web page without code.

What it shows in JupyterLab is looked at where its notebooks are open: in ``test_notebook.py``, ``test_analyst.py`` and
``test_teach.py``.
"""

from __future__ import annotations

import pytest

from .acting import app_page
from .conftest import LocalPage
from .faults import faults
from .jupyter_server import DRAWN, Lab


@pytest.mark.parametrize("name", ["03_claims", "07_review"])
def test_a_page_without_code_in_light_and_dark(app: Lab, local_page: LocalPage, name: str) -> None:
    page = local_page.page
    app_page(page, app, name)
    page.locator(DRAWN[name]).first.wait_for(state="attached", timeout=60_000)
    assert faults(page, "main") == []
    page.emulate_media(color_scheme="dark")
    assert faults(page, "main") == []
