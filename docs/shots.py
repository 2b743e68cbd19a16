"""Draws the pictures of ``notebooks.md``: each notebook in JupyterLab on the shipped story, at what it is about.

Run by ``make shots``, in a real Chromium as the browser tests are. Nothing else in the repository needs it. With
``--wide FOLDER`` the same pages are also written 1,920 pixels wide, for a look, into that folder.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from docs.palette import reduced
from tests.browser.books import ROOT, STORY, copied_checkout
from tests.browser.conftest import launched
from tests.browser.jupyter_server import open_notebook, run_all, running_lab
from tests.built import as_it_comes

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
    "08_write_a_briefing": ".widget-vbox",
    "09_a_new_story": ".jupyter-widgets",
    "10_check_a_sentence": "table:has(ins)",
    "teach/01_reading_one_report": ".widget-vbox",
    "teach/02_bounds_and_hedges": ".widget-vbox",
    "teach/03_who_is_speaking": ".widget-vbox",
    "teach/04_how_many_sources": ".vega-embed",
    "teach/05_which_day": ".widget-vbox",
    "teach/06_when_a_trend_is_none": ".widget-vbox",
    "teach/07_write_a_paragraph": ".widget-vbox .widget-vbox",
    "teach/08_a_class": ".wm-root",
}
#: What is pressed before a picture is taken.
PRESSED = {"09_a_new_story": "2. What is counted", "teach/01_reading_one_report": "Hint 1 of 3"}
#: Where on the picture that part stands, if not at its head: there what comes before belongs to it.
PLACED = {"08_write_a_briefing": "center", "teach/07_write_a_paragraph": "center"}
#: The name that the review begins with, which else is that of whoever draws the pictures.
WHO = "analyst"
#: How wide the pictures are, and the look at them on a large screen.
NARROW, WIDE = 1280, 1920


def main() -> None:
    """Writes ``docs/notebooks/NAME.png`` for each."""
    parser = argparse.ArgumentParser(prog="docs/shots.py", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--wide", type=Path, help="a folder for the same pages on a large screen")
    parser.add_argument("names", nargs="*", default=list(ABOUT), help="notebooks, such as 03_claims; by default all")
    options = parser.parse_args()
    os.environ["LOGNAME"] = WHO
    target = ROOT / "docs" / "notebooks"
    with tempfile.TemporaryDirectory() as place, sync_playwright() as started:
        folder = copied_checkout(Path(place) / "checkout", as_it_comes(Path(STORY).name, Path(place) / "story"))
        browser = launched(started)
        blank = browser.new_page()
        with running_lab(folder, story=folder / STORY, notebooks=folder / "notebooks") as lab:
            for name in options.names:
                page = browser.new_context(viewport={"width": NARROW, "height": 900}).new_page()
                open_notebook(page, lab, f"notebooks/{name}.ipynb")
                run_all(page)
                page.evaluate("() => window.jupyterapp.commands.execute('application:toggle-left-area')")
                if name in PRESSED:
                    page.get_by_role("button", name=PRESSED[name], exact=True).first.click()
                _keep(reduced(taken(page, name), blank), target / f"{name}.png")
                if options.wide:
                    page.set_viewport_size({"width": WIDE, "height": 1080})
                    _keep(taken(page, name), options.wide / f"{name}.png")
                page.context.close()


def taken(page: Page, name: str) -> bytes:
    """A picture of the notebook at what it is about."""
    about, place = ABOUT[name], {"block": PLACED.get(name, "start")}
    part = page.locator(f".jp-OutputArea-output {about}, .jp-OutputArea-output{about}").first
    part.wait_for(state="attached", timeout=60_000)
    part.evaluate("(one, place) => one.scrollIntoView(place)", place)
    page.wait_for_timeout(2500)
    part.evaluate("(one, place) => one.scrollIntoView(place)", place)
    page.wait_for_timeout(800)
    return page.screenshot()


def _keep(picture: bytes, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(picture)


if __name__ == "__main__":
    main()
