"""Draws the pictures of ``notebooks.md``: each notebook in JupyterLab on the shipped story, at what it is about.

Run by ``make shots``, in a real Chromium as the browser tests are. Nothing else in the repository needs it.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, chromium_path
from tests.browser.jupyter_server import open_notebook, run_all, running_lab

ROOT = Path(__file__).resolve().parents[1]
STORY = "data/stories/dprk-troops-2024"
#: What each picture begins with: the part of the notebook that it is about.
ABOUT = {
    "00_start_here": ".vega-embed",
    "01_the_corpus": "figure",
    "02_entities_and_parties": ".wr-root",
    "03_claims": ".wb-explore",
    "04_estimates_over_time": ".widget-vbox",
    "05_who_repeats_whom": ".vega-embed",
    "06_where_reports_differ": "table:has(ins)",
    "07_review": ".wr-root",
    "08_write_a_briefing": "table",
    "09_a_new_story": ".jupyter-widgets",
    "10_check_a_sentence": "table:has(ins)",
}
#: What is pressed before a picture is taken.
PRESSED = {"09_a_new_story": "2. What is counted"}
#: The name that the review begins with, which else is that of whoever draws the pictures.
WHO = "analyst"


def main() -> None:
    """Writes ``docs/notebooks/NAME.png`` for each."""
    os.environ["LOGNAME"] = WHO
    target = ROOT / "docs" / "notebooks"
    target.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place, sync_playwright() as started:
        folder = Path(place)
        shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
        built = shutil.ignore_patterns("ledger", ".*", "corrections.jsonl")
        shutil.copytree(ROOT / STORY, folder / STORY, ignore=built)
        browser = started.chromium.launch(executable_path=chromium_path(), args=[*FLAGS, "--no-sandbox"])
        with running_lab(folder, story=folder / STORY, notebooks=folder / "notebooks") as lab:
            for name, about in ABOUT.items():
                page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
                open_notebook(page, lab, f"notebooks/{name}.ipynb")
                run_all(page)
                if name in PRESSED:
                    page.get_by_role("button", name=PRESSED[name], exact=True).click()
                take(page, about, target / f"{name}.png")
                page.context.close()


def take(page: Page, about: str, target: Path) -> None:
    """Writes a picture of the notebook without the list of files beside it, from that part on."""
    page.evaluate("() => window.jupyterapp.commands.execute('application:toggle-left-area')")
    part = page.locator(f".jp-OutputArea-output {about}, .jp-OutputArea-output{about}").first
    part.wait_for(state="attached", timeout=60_000)
    part.evaluate("(one) => one.scrollIntoView({ block: 'start' })")
    page.wait_for_timeout(2500)
    part.evaluate("(one) => one.scrollIntoView({ block: 'start' })")
    page.wait_for_timeout(800)
    page.screenshot(path=target)


if __name__ == "__main__":
    main()
