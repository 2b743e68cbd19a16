"""The explorer in real JupyterLab, with a live kernel and no network: everything answers, and nothing hostile runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.acting import answered, check_box, count_of
from tests.browser.books import notebook
from tests.browser.conftest import LocalPage
from tests.browser.jupyter_server import Lab, open_notebook, outputs, run_all, running_lab
from tests.browser.test_briefing import hostile_story
from tests.frames import flood_story
from workbench import ledger
from workbench.story import Story

CELLS = """
import workbench as wb
explorer = wb.explore({path!r})
heard = []
explorer.on_row(lambda row: heard.append(row))
explorer.on_select_text(lambda *words: heard.append(words))
explorer
"""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab with two notebooks, one on the flood under the name that Lab opens, one on its hostile sister."""
    notebooks = tmp_path_factory.mktemp("checkout") / "notebooks"
    notebooks.mkdir()
    for name, story in (("00_start_here", flood_story()), ("hostile", hostile_story())):
        path = kept(story, tmp_path_factory.mktemp(name))
        (notebooks / f"{name}.ipynb").write_text(notebook(CELLS.format(path=str(path)).strip()), encoding="utf-8")
    with running_lab(tmp_path_factory.mktemp("jupyter"), notebooks=notebooks) as started:
        yield started


def kept(story: Story, folder: Path) -> Path:
    ledger.write(folder / "ledger", story.tables, {"workbench": "0", "model": "none"})
    return folder


def explored(local: LocalPage, lab: Lab, name: str) -> Page:
    """The notebook's explorer, drawn."""
    page = local.page
    page.on(
        "console",
        lambda message: (
            local.complaints.append(message.text)
            if message.type == "error" and "wb-" in message.text + str(message.location)
            else None
        ),
    )
    open_notebook(page, lab, f"notebooks/{name}")
    assert run_all(page)
    assert [output for output in outputs(page) if output["type"] == "error"] == []
    page.locator(".wb-explore .wb-vega svg").first.wait_for(state="attached", timeout=60_000)
    answered(page)
    return page


def marks(page: Page) -> int:
    return page.locator(".wb-vega svg .mark-symbol path[aria-label]").count()


def tall(page: Page) -> list[float]:
    """How many pixels high each panel's place is."""
    places = page.locator(".wb-panel .wb-vega")
    return [float(one) for one in places.evaluate_all("(all) => all.map((one) => one.offsetHeight)")]


def test_a_facet_a_mark_a_row_the_text_and_undo_answer_one_another(lab: Lab, local_page: LocalPage) -> None:
    page = explored(local_page, lab, "00_start_here.ipynb")
    panels = page.locator(".wb-panel")
    whole, drawn = panels.count(), marks(page)
    status = page.locator(".wb-explore .wb-counts")
    before = status.inner_text()

    box = check_box(page, "source", "interior")
    promised = count_of(box)
    box.check()
    answered(page)
    assert status.inner_text().startswith(f"{promised} of ")
    assert 0 < marks(page) < drawn
    assert "Interior Ministry" in page.locator(".wb-selection").inner_text()

    mark = page.locator(".wb-vega svg .mark-symbol path[aria-label*='at least 14']").first
    mark.scroll_into_view_if_needed()
    mark.click(force=True)
    answered(page)
    chosen = page.locator(".wb-table tr[aria-selected=true]")
    assert "at least 14" in chosen.inner_text()
    assert page.locator(".wb-text .wb-lit").inner_text().casefold() == "at least 14"
    assert page.locator(".wb-text .wb-lit").is_visible()

    page.locator(".wb-text [data-key^=figure-]", has_text="About 60").press("Enter")
    answered(page)
    assert "about 60" in page.locator(".wb-table tr[aria-selected=true]").inner_text()

    page.locator(".wb-selection").click()
    page.locator(".wb-table tr[aria-selected=true]").press("Control+z")
    answered(page)
    assert status.inner_text() == before
    assert panels.count() == whole

    page.get_by_label("Search the sentences").fill("value>")
    page.get_by_label("Search the sentences").press("Enter")
    answered(page)
    assert "nothing after value>" in page.locator(".wb-explore [role=alert]").inner_text()
    page.get_by_label("Search the sentences").fill("stance:denied anonymous:yes")
    page.get_by_label("Search the sentences").press("Enter")
    answered(page)
    assert panels.count() == 0
    page.get_by_role("button", name="Drop “Search”").click()
    answered(page)
    assert panels.count() == whole

    assert local_page.offsite == []
    assert local_page.complaints == []


def focused(page: Page) -> str:
    """The words of what has the keyboard's focus within the explorer; empty where nothing has."""
    found: str = page.locator(".wb-explore").evaluate("(root) => root.getRootNode().activeElement?.innerText ?? ''")
    return found


def test_the_keyboard_is_never_thrown_out_of_the_explorer(lab: Lab, local_page: LocalPage) -> None:
    """A button that can do no more keeps the focus and does nothing; one that is gone hands it to the sentence."""
    page = explored(local_page, lab, "00_start_here.ipynb")
    status, undo = page.locator(".wb-explore .wb-counts"), page.get_by_role("button", name="Undo")
    before = status.inner_text()
    check_box(page, "source", "interior").check()
    answered(page)
    page.get_by_role("button", name="Undo").press("Enter")
    answered(page)
    assert undo.get_attribute("aria-disabled") == "true"
    assert "Undo" in focused(page)
    page.keyboard.press("Enter")
    answered(page)
    assert status.inner_text() == before
    assert page.get_by_role("button", name="Redo").get_attribute("aria-disabled") is None

    check_box(page, "source", "interior").check()
    answered(page)
    page.locator(".wb-chip").press("Enter")
    answered(page)
    assert status.inner_text() == before
    assert focused(page) == page.locator(".wb-selection").inner_text()
    assert local_page.complaints == []


def test_a_root_of_its_own_keeps_the_notebooks_rules_out_and_still_tells_the_words_selected(
    lab: Lab, local_page: LocalPage
) -> None:
    page = explored(local_page, lab, "00_start_here.ipynb")
    page.locator(".wb-text .wb-role-body .wb-piece:not([tabindex])").first.dblclick(position={"x": 8, "y": 8})
    answered(page)
    word = page.evaluate("document.getSelection().toString()").strip()
    assert word.isalpha()
    told = "report, start, end = heard[-1]; texts = explorer.index.story.reports.set_index('report_id')['text']"
    in_kernel(page, f"{told}; assert texts[report][start:end].strip() == {word!r}, heard")
    page.add_style_tag(content=".wb-table td, td, .jp-OutputArea-output * { opacity: 0.5 !important; }")
    assert page.locator(".wb-table td").first.evaluate("(one) => getComputedStyle(one).opacity") == "1"


def test_each_facet_moved_alone_leaves_as_many_rows_as_it_promised(lab: Lab, local_page: LocalPage) -> None:
    """Every facet by its first value: the count beside it is the number of figures then left."""
    page = explored(local_page, lab, "00_start_here.ipynb")
    for _ in range(page.locator("details.wb-facet:not([open])").count()):
        page.locator("details.wb-facet:not([open]) > summary").first.click()
    status = page.locator(".wb-explore .wb-counts")
    before = status.inner_text()
    fields = page.locator("input[data-key^='value-']").evaluate_all(
        "(all) => [...new Set(all.map((one) => one.dataset.key.split('-')[1]))]"
    )
    assert {"source", "entity", "claim_type", "estimand", "claimant", "stance", "anonymous", "part"} <= set(fields)
    for field in fields:
        box = page.locator(f"input[data-key^='value-{field}-']").first
        promised = count_of(box)
        assert promised > 0
        box.click()
        answered(page)
        assert status.inner_text().startswith(f"{promised} of "), field
        page.get_by_role("button", name="Undo").click()
        answered(page)
        assert status.inner_text() == before, field
    assert local_page.offsite == []
    assert local_page.complaints == []


def test_a_search_is_undone_saved_loaded_and_passed_to_a_briefing(
    lab: Lab, local_page: LocalPage, tmp_path: Path
) -> None:
    page = explored(local_page, lab, "00_start_here.ipynb")
    status = page.locator(".wb-explore .wb-counts")
    before = status.inner_text()
    page.get_by_label("Search the sentences").fill('value>50 bound:"at most"')
    page.get_by_label("Search the sentences").press("Enter")
    answered(page)
    found = status.inner_text()
    assert found.startswith("1 of ")
    assert "Up to 75 people" in page.locator(".wb-table tbody").inner_text()

    page.get_by_text("Save or load").click()
    saved = page.get_by_label("The selection as text").input_value()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Undo").click()
    answered(page)
    assert status.inner_text() == before
    page.get_by_role("button", name="Redo").click()
    answered(page)
    assert status.inner_text() == found

    explored(local_page, lab, "00_start_here.ipynb")  # the page and its kernel begun anew
    assert status.inner_text() == before
    page.get_by_text("Save or load").click()
    page.get_by_label("The selection as text").fill(saved)
    page.get_by_role("button", name="Load", exact=True).click()
    answered(page)
    assert status.inner_text() == found
    briefing = tmp_path / "briefing.html"
    in_kernel(page, f"wb.write_briefing(explorer.index.story, {str(briefing)!r}, selection=explorer.selection)")
    page.goto(briefing.as_uri())
    assert page.locator("table.figures tbody tr").count() == 1
    assert "Up to 75 people" in page.locator("table.figures").inner_text()
    assert local_page.offsite == []
    assert local_page.complaints == []


def in_kernel(page: Page, code: str) -> None:
    """Has the open notebook's kernel run the code, which must not fail."""
    status = page.evaluate(
        """async (code) => {
            const kernel = window.jupyterapp.shell.currentWidget.context.sessionContext.session.kernel;
            return (await kernel.requestExecute({ code }).done).content.status;
        }""",
        code,
    )
    assert status == "ok"


def test_nothing_hostile_runs_however_it_is_looked_at(lab: Lab, local_page: LocalPage) -> None:
    page = explored(local_page, lab, "hostile.ipynb")
    for _ in range(page.locator("details.wb-facet:not([open])").count()):
        page.locator("details.wb-facet:not([open]) > summary").first.click()
    page.locator(".wb-facets input[type=checkbox]").nth(2).check()
    answered(page)
    page.get_by_role("button", name="Undo").click()
    answered(page)
    page.locator(".wb-table tbody tr[data-key]").first.click()
    answered(page)
    mark = page.locator(".wb-vega svg .mark-symbol path[aria-label*='at most 75']").first
    before = tall(page)
    mark.scroll_into_view_if_needed()
    # A panel between is drawn now, in the room kept for it: the mark stays where the pointer goes.
    page.locator(".wb-panel .wb-vega svg").nth(2).wait_for(state="attached")
    assert tall(page) == pytest.approx(before, abs=1)
    mark.hover(force=True)
    tooltip = page.locator("#vg-tooltip-element").filter(has_text="<img src=x onerror=window.PWN=1>")
    tooltip.wait_for(state="visible")
    page.get_by_role("button", name="Statements", exact=True).click()
    answered(page)
    assert "<script>window.PWN=1</script>" in page.locator(".wb-text").inner_text()
    assert page.evaluate("window.PWN") is None
    assert page.locator(".wb-explore img, .wb-explore iframe, .wb-explore script").count() == 0
    assert local_page.offsite == []
    assert local_page.complaints == []
