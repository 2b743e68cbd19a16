"""What a person does on a page of the workbench: opens it, reads a table, goes to a tab, presses a button.

The analyst's steps on the shipped story (``test_analyst.py``) and on the real reports (``evaluation/onscreen.py``) are
both made of these.
"""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from .jupyter_server import Lab


def table(page: Page, *heads: str) -> list[list[str]]:
    """The rows of the table with these heads, cell by cell."""
    tables = page.locator(".jp-OutputArea-output table")
    page.wait_for_function("() => document.querySelectorAll('.jp-OutputArea-output table').length > 0")
    for at in range(tables.count()):
        found = tables.nth(at).locator("thead th").all_text_contents()
        if set(heads) <= set(found):
            kept = [found.index(head) for head in heads]
            rows = [row.locator("td").all_text_contents() for row in tables.nth(at).locator("tbody tr").all()]
            return [[row[one] for one in kept] for row in rows]
    raise AssertionError(f"no table with {heads}")


def tab(page: Page, name: str) -> str:
    """The text of the review on that tab, once it is shown."""
    press(page, f"tab-{name}")
    return page.locator(".wr-root").inner_text()


def press(page: Page, focus: str) -> None:
    """Presses what the review calls by that name, and waits until it is done."""
    page.locator(f".wr-root [data-focus='{focus}']").click()
    settled(page)


def settled(page: Page) -> None:
    """Waits until the review has done what it was asked."""
    page.wait_for_function("() => !document.querySelector('.wr-root').hasAttribute('aria-busy')")


def opened_row(page: Page, table_name: str, row: str, words: str) -> None:
    """Leaves the review's card of one row shown, found by searching the rows of its table, page after page."""
    tab(page, "rows")
    page.locator(".wr-root [data-focus=table]").select_option(table_name)
    settled(page)
    page.locator(".wr-root [data-focus=search]").fill(words)
    press(page, "do-search")
    while not page.locator(f".wr-root [data-focus='open-{row}']").count():
        press(page, "Later rows")
    press(page, f"open-{row}")
    page.locator(".wr-item").wait_for()


def set_field(page: Page, field: str, value: str | bool, *, reason: str = "") -> None:
    """Changes one field of the row that is open, by typing, choosing or ticking, and saves it.

    Raises ``AssertionError`` with what the review says when it does not take the value.
    """
    place = page.locator(f".wr-item [data-field={field}], .wr-form [data-field={field}]").first
    if isinstance(value, bool):
        place.set_checked(value)
    elif place.evaluate("(one) => one.tagName") == "SELECT":
        place.select_option(value)
    else:
        place.fill(value)
        place.press("Tab")
    if reason:
        page.locator(".wr-root [data-focus=reason]").fill(reason)
    press(page, "save")
    alarm = page.locator(".wr-root .wr-alarm")
    assert not alarm.is_visible(), alarm.inner_text()


def listed(page: Page, table_name: str) -> dict[str, str]:
    """The rows that the review lists of a table, from its first page to its last: the text of each by its id."""
    tab(page, "rows")
    page.locator(".wr-root [data-focus=table]").select_option(table_name)
    settled(page)
    page.locator(".wr-root [data-focus=search]").fill("")
    press(page, "do-search")
    later = page.locator(".wr-root [data-focus='Later rows']")
    found: dict[str, str] = {}
    while True:
        opens = page.locator(".wr-table tr [data-focus^='open-']")
        each = "(all) => all.map((one) => [one.dataset.focus.slice(5), one.closest('tr').innerText])"
        found |= dict(opens.evaluate_all(each))
        if later.is_disabled():
            return found
        press(page, "Later rows")


# --- the explorer -----------------------------------------------------------------------------------------------------


def answered(page: Page) -> None:
    """Waits until the last thing asked of the explorer is answered and drawn."""
    page.wait_for_timeout(150)
    page.wait_for_function(
        "({ dataset: it }) => !it.asked || it.asked === it.answered", arg=page.locator(".wb-explore").element_handle()
    )
    page.wait_for_timeout(100)


def check_box(page: Page, field: str, value: str) -> Locator:
    """The box of one value of a facet."""
    return page.locator(f"input[data-key='value-{field}-{value}']")


def count_of(box: Locator) -> int:
    """How many rows a box promises."""
    return int(box.locator("xpath=..").locator(".wb-count").inner_text())


def click_mark(page: Page, words: str) -> None:
    """Clicks the first mark of the chart whose description has these words."""
    mark = page.locator(f".wb-vega svg .mark-symbol path[aria-label*='{words}']").first
    mark.scroll_into_view_if_needed()
    mark.click(force=True)
    answered(page)


# --- the web page without code ----------------------------------------------------------------------------------------


def app_page(page: Page, app: Lab, name: str) -> None:
    """Leaves the web page of that notebook shown, its cells run and its widgets drawn."""
    page.goto(f"{app.address}/?token={app.token}")
    page.goto(app.address + app.pages.format(path=f"{name}.ipynb"), wait_until="commit")
    page.locator("#progress").wait_for()
    page.wait_for_function("() => document.body && document.body.dataset.ready", timeout=180_000)
