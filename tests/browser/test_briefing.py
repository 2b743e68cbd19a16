"""The briefing in a real Chromium with the network off: nothing is fetched, nothing hostile runs, links lead home."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it comes without types
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.browser.conftest import LocalPage
from tests.frames import flood_story, rows_of, with_rows
from workbench.publish import gate
from workbench.publish.briefing import script_json, write_briefing
from workbench.publish.exports import csvtables
from workbench.publish.exports.writing import Format, export
from workbench.story import Story

#: What a spreadsheet would run.
FORMULA = "=1+1"
#: Faults of accessibility that none may have.
GRAVE = ("serious", "critical")
PAYLOAD = (
    "</script><script>window.PWN=1</script><img src=x onerror=window.PWN=1><svg onload=window.PWN=1>"
    "{{constructor.constructor('window.PWN=1')()}} \"onmouseover=\"window.PWN=1\" datum.x' || window.PWN=1 || '"
)


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_briefing(flood_story(), tmp_path_factory.mktemp("briefing") / "briefing.html")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_briefing(hostile_story(), tmp_path_factory.mktemp("hostile") / "briefing.html")


def hostile_story() -> Story:
    """The flood with a payload as every name, title, outlet and noun, and before every sentence."""
    story = flood_story()
    for table, fields in {
        "entities": ["name"], "estimands": ["name"], "reports": ["title", "outlet", "wire", "file"],
    }.items():  # fmt: skip
        story = with_rows(story, table, [row | dict.fromkeys(fields, PAYLOAD) for row in rows_of(story, table)])
    long = len(PAYLOAD)
    reports = [row | {"text": PAYLOAD + row["text"], "wire": FORMULA + PAYLOAD} for row in rows_of(story, "reports")]
    estimates = [
        row
        | {key: row[key] + long for key in ("start", "end", "sentence_end")}
        | {"sentence_start": 0, "noun": PAYLOAD}
        for row in rows_of(story, "estimates")
    ]
    passages = [row | {key: row[key] + long for key in ("start", "end")} for row in rows_of(story, "passages")]
    story = with_rows(with_rows(story, "reports", reports), "passages", passages)
    return with_rows(story, "estimates", estimates)


def opened(local: LocalPage, path: Path) -> Page:
    local.page.context.set_offline(True)
    local.page.on("console", lambda message: local.complaints.append(f"{message.type}: {message.text}"))
    local.page.goto(path.as_uri())
    local.page.wait_for_selector("html.has-live")
    return local.page


def test_it_opens_from_disk_without_a_request_or_a_complaint(local_page: LocalPage, briefing: Path) -> None:
    asked: list[str] = []
    local_page.page.on("request", lambda request: asked.append(request.url))
    page = opened(local_page, briefing)
    assert asked == [briefing.as_uri()]
    assert local_page.offsite == []
    assert local_page.complaints == []
    assert page.locator("#chart-wide .live svg").count() == 1
    assert not page.locator("#chart-wide .still").is_visible()


def test_a_mark_tells_its_words_under_the_pointer(local_page: LocalPage, briefing: Path) -> None:
    page = opened(local_page, briefing)
    page.locator("#chart-wide .live [aria-label*='at most 75']").hover(force=True)
    tooltip = page.locator("#vg-tooltip-element")
    tooltip.wait_for(state="visible")
    assert "Up to 75 people may be missing" in tooltip.inner_text()
    assert "Harbour Times, text by Inland Press" in tooltip.inner_text()


def test_a_name_in_the_key_fades_the_others(local_page: LocalPage, briefing: Path) -> None:
    page = opened(local_page, briefing)
    faint = "() => document.querySelectorAll('#chart-wide .live svg [opacity=\"0.1\"]').length"
    assert page.evaluate(faint) == 0
    page.locator("#chart-wide .live [aria-label^='Governor of Velna']").click(force=True)
    page.wait_for_function(f"{faint} > 10".replace("() => ", "() => "))
    assert page.evaluate(faint) > 10


def test_nothing_hostile_runs_on_load_hover_click_or_jump(local_page: LocalPage, hostile: Path) -> None:
    page = opened(local_page, hostile)
    marks = page.locator("#chart-wide .live [aria-roledescription='point'][aria-label*='at most 75']")
    marks.first.hover(force=True)
    tooltip = page.locator("#vg-tooltip-element")
    tooltip.wait_for(state="visible")
    assert "<img src=x onerror=window.PWN=1>" in tooltip.inner_text()
    for detail in page.locator("details > summary").all():
        detail.click()
    page.locator("table.figures tbody th a").first.click()
    page.locator("a.figure").first.hover()
    page.wait_for_timeout(200)
    assert page.evaluate("window.PWN") is None
    assert page.locator("img, iframe").count() == 0
    assert local_page.offsite == []
    assert local_page.complaints == []


def test_a_figure_leads_to_its_sentence_and_back(local_page: LocalPage, briefing: Path) -> None:
    page = opened(local_page, briefing)
    row = page.locator("table.figures tr", has_text="Governor Ilse Marrow put the dead").first
    row.locator("th a").click()
    target = page.locator(":target + a.figure")
    assert target.inner_text() == "between 25 and 30"
    target.click()
    assert "Governor Ilse Marrow put the dead" in page.locator("tr:target").inner_text()


def test_a_jump_into_folded_text_unfolds_it(local_page: LocalPage, briefing: Path) -> None:
    page = opened(local_page, briefing)
    page.locator("a.aside", has_text="6 a.m.").click()
    assert page.locator("tr:target", has_text="6 a.m.").is_visible()


def test_a_telephone_has_a_chart_of_its_own_and_nothing_runs_over_the_edge(
    local_page: LocalPage, briefing: Path
) -> None:
    local_page.page.set_viewport_size({"width": 390, "height": 800})
    page = opened(local_page, briefing)
    assert page.locator("#chart-narrow .live svg").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_paper_shows_still_pictures(local_page: LocalPage, briefing: Path) -> None:
    page = opened(local_page, briefing)
    page.emulate_media(media="print")
    assert page.locator(".chart.paper svg").first.is_visible()
    assert not page.locator("#chart-wide").is_visible()
    assert not page.locator("nav").is_visible()


def test_paper_leaves_out_the_texts_and_what_is_folded_and_says_so(local_page: LocalPage, briefing: Path) -> None:
    page = opened(local_page, briefing)
    page.emulate_media(media="print")
    assert not page.locator("article.text").first.is_visible()
    assert not page.locator("details").first.is_visible()
    assert not page.locator("button:visible").filter(has_text=re.compile("CSV|Print|Check")).count()
    assert "lie in the file itself and are not printed" in page.locator("section[aria-labelledby=texts]").inner_text()
    assert page.locator("#figure-1").is_visible()


def test_a_printed_briefing_is_a_few_pages_with_the_title_and_the_number_of_each(
    local_page: LocalPage, briefing: Path
) -> None:
    page = opened(local_page, briefing)
    words = [one.extract_text() for one in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages]
    assert len(words) <= 12
    assert all("Flood on the Velna" in one for one in words)
    assert f"Page 1 of {len(words)}" in words[0]
    page.evaluate("document.documentElement.classList.add('short')")
    assert len(PdfReader(io.BytesIO(page.pdf(format="Letter"))).pages) <= 3


def test_a_column_is_sorted_by_keyboard_and_back(local_page: LocalPage, briefing: Path) -> None:
    page = opened(local_page, briefing)
    table = page.locator("table.figures").first
    head = table.locator("thead th").nth(2)
    head.locator("button").focus()
    page.keyboard.press("Enter")
    stated = [one.removeprefix("about ") for one in table.locator("td[data-label=Stated]").all_inner_texts()]
    numbers = [float(one.lstrip("≈").replace(",", "")) for one in stated if one != "–"]
    assert numbers == sorted(numbers)
    assert stated[len(numbers) :] == ["–"] * (len(stated) - len(numbers))
    assert head.get_attribute("aria-sort") == "ascending"
    page.keyboard.press("Space")
    assert head.get_attribute("aria-sort") == "descending"
    assert page.evaluate("document.activeElement.textContent") == "Stated"


def test_a_chart_s_data_are_taken_away_with_the_sentence_of_their_choice_and_no_formula(
    chromium: Browser, hostile: Path
) -> None:
    context = chromium.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(hostile.as_uri())
    with page.expect_download() as started:
        page.locator("section[aria-labelledby=chart] button.download").click()
    with Path(started.value.path()).open(newline="", encoding="utf-8") as file:
        read = list(csv.DictReader(file))
    passed = {one.estimate_id for one in gate.checked(hostile_story()).citations}
    charted = [row for row in rows_of(hostile_story(), "estimates") if row["estimate_id"] in passed]
    assert len(read) == len(charted)
    stated = [float(row["Stated"]) for row in read if row["Stated"]]
    assert sorted(stated) == sorted(row["best"] for row in charted if "best" in row)
    assert {row["Selection"] for row in read} == {"All figures of the story."}
    assert {row["Text by"] for row in read} == {f"'{FORMULA}{PAYLOAD}"}
    assert not [cell for row in read for cell in row.values() if cell and cell[0] in "=+@"]
    assert [one for one in asked if not one.startswith(("file:", "blob:"))] == []
    context.close()


def test_files_for_other_programs_are_taken_away_with_the_network_off_and_hold_what_the_exports_hold(
    chromium: Browser, hostile: Path, tmp_path: Path
) -> None:
    context = chromium.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(hostile.as_uri())
    formats: tuple[Format, ...] = ("claimreview", "stix")
    for name in formats:
        with page.expect_download() as started:
            page.locator(f"button[data-text={name}]").click()
        taken = json.loads(Path(started.value.path()).read_text(encoding="utf-8"))
        export(hostile_story(), to=name, path=tmp_path / name)
        assert taken == json.loads((tmp_path / name).read_text(encoding="utf-8"))
    with page.expect_download() as started:
        page.get_by_role("button", name="All of these rows as JSON").click()
    rows = json.loads(Path(started.value.path()).read_text(encoding="utf-8"))
    assert len(rows["sheets"]["figures"]["rows"]) == len(rows_of(hostile_story(), "estimates"))
    assert page.evaluate("window.PWN") is None
    assert [one for one in asked if not one.startswith(("file:", "blob:"))] == []
    context.close()


#: Cells that a spreadsheet would run, that look so and are none, and that CSV itself trips over.
CELLS = [
    "=1+1", "+44 20", "-2+3", "@SUM(A1)", "\t=x", "\r\n=x", " =x", "\u00a0=x", "\u2003@x", "\x00=x", "\x1f=x", "\x85=x",
    "\ufeff=x", "\uff1dx", "\uff0bx", "\uff0dx", "\uff20x", "'=x", "''=x", "'", "''", "=", "-", "-12", "-0.5", "-1e-7",
    "+12", "1e3", "-1e", "'tis late", "a=b", "a,b", 'say "no"', "=a\nb", "line\nline", "\tx", "\rx", " x", None, -3,
    0.25, 12000, "-３", '=cmd|"/c calc"!A1', "=HYPERLINK(\"x\")", PAYLOAD,
]  # fmt: skip


def test_a_page_and_an_export_defuse_the_same_cells_in_the_same_way(
    chromium: Browser, briefing: Path, tmp_path: Path
) -> None:
    text = briefing.read_text(encoding="utf-8")
    data = {"title": "x", "sentence": "=all", "sheets": {"figures": {"head": ["Cell", "=Drawn"], "rows": [
        [cell, "yes"] for cell in CELLS], "title": "x", "whole": len(CELLS)}}}  # fmt: skip
    planted = tmp_path / "planted.html"
    blocks = r'(<script type="application/json" id="data">).*?(</script>)'
    told = script_json(data)
    planted.write_text(re.sub(blocks, lambda match: match[1] + told + match[2], text, flags=re.S), encoding="utf-8")
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.goto(planted.as_uri())
    with page.expect_download() as started:
        page.locator("section[aria-labelledby=data-sheets] button.download[data-sheet=figures]").click()
    with Path(started.value.path()).open(newline="", encoding="utf-8") as file:
        mine = list(csv.reader(file))
    own = csvtables.csv_text(["Cell", "=Drawn", "Selection"], [[cell, "yes", "=all"] for cell in CELLS])
    theirs = list(csv.reader(io.StringIO(own, newline="")))
    assert [row[0] for row in mine[1:]] == [row[0] for row in theirs[1:]]
    assert {row[-1] for row in mine[1:]} == {"'=all"}
    assert sum(row[0].startswith("'") for row in mine) > 20
    context.close()


def test_the_rows_of_a_sheet_are_drawn_when_they_are_asked_for_and_found_by_a_word(
    local_page: LocalPage, hostile: Path
) -> None:
    page = opened(local_page, hostile)
    assert page.locator("#browser td").count() == 0
    page.locator("button.browse[data-sheet=statements]").click()
    assert page.locator("#browser tbody tr").count() == 24
    page.locator("#browser input").fill("denial")
    assert page.locator("#browser tbody tr").count() == 2
    assert page.evaluate("window.PWN") is None
    assert page.locator("img, iframe").count() == 0
    assert local_page.complaints == []
    assert local_page.offsite == []


def test_no_serious_fault_of_accessibility_in_light_or_dark(local_page: LocalPage, briefing: Path) -> None:
    page = opened(local_page, briefing)
    page.locator("button.browse[data-sheet=links]").click()
    found = Axe().run(page).response["violations"]
    page.emulate_media(color_scheme="dark")
    colours = {"runOnly": ["color-contrast", "link-in-text-block"]}
    found += Axe().run(page, options=colours).response["violations"]
    assert [(one["id"], one["impact"], one["nodes"][0]["html"]) for one in found if one["impact"] in GRAVE] == []
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map((one) => +one.tagName[1])")
    assert levels[0] == 1
    assert all(then <= now + 1 for now, then in pairwise(levels))


def test_on_a_telephone_the_three_values_of_a_figure_share_a_line(local_page: LocalPage, briefing: Path) -> None:
    local_page.page.set_viewport_size({"width": 390, "height": 800})
    page = opened(local_page, briefing)
    cells = page.locator("table.figures tbody tr").first.locator("td.n").all()
    boxes = [cell.bounding_box() for cell in cells]
    assert len({round(box["y"]) for box in boxes if box}) == 1
    assert len({round(box["x"]) for box in boxes if box}) == 3


def test_without_scripts_the_still_chart_stands(local_page: LocalPage, briefing: Path) -> None:
    context = local_page.page.context.browser.new_context(java_script_enabled=False)  # type: ignore[union-attr]  # a page of this fixture has a browser
    page = context.new_page()
    page.goto(briefing.as_uri())
    assert page.locator("#chart-wide .still svg").is_visible()
    context.close()


def test_the_keyboard_reaches_the_figures_first(local_page: LocalPage, briefing: Path) -> None:
    page = opened(local_page, briefing)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the figures"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_legible_in_light_and_dark(local_page: LocalPage, briefing: Path, scheme: str) -> None:
    local_page.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page = opened(local_page, briefing)
    names = ["ink", "muted", "link", "flag", *(f"claimant-{at}" for at in range(1, 9))]
    for ground in ("paper", "lane"):
        for name in names:
            assert page.evaluate(CONTRAST, [name, ground]) >= 4.5, (name, ground)
    for ground in ("figure", "sentence"):
        assert page.evaluate(CONTRAST, ["ink", ground]) >= 4.5


CONTRAST = """([one, other]) => {
  const style = getComputedStyle(document.documentElement);
  const light = (name) => {
    const probe = document.createElement("i");
    probe.style.color = style.getPropertyValue("--" + name);
    document.body.append(probe);
    const parts = getComputedStyle(probe).color.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255);
    probe.remove();
    const linear = parts.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  };
  const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}"""


def test_the_page_checks_its_own_figures_with_the_network_off(local_page: LocalPage, briefing: Path) -> None:
    page = opened(local_page, briefing)
    page.get_by_role("button", name="Check this file").click()
    page.wait_for_selector("#checked.good")
    assert (
        page.inner_text("#checked") == "✓ 23 of 23 figures stand in the words they cite; the page is as it was sealed. "
        "Whether each is put under the right thing, this does not tell: read its sentence."
    )
    assert local_page.complaints == []
    assert local_page.offsite == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('data-label="Stated">31<', 'data-label="Stated">37<', "stated: the page says “37”, the evidence “31”"),
        ("speaks of 31 dead.", "speaks of 37 dead.", "its words do not say 31"),
        ('"y":31.0', '"y":37.0', "the chart’s data was changed"),
        ('"phrase":"31"', '"phrase":"37"', "the evidence was changed"),
    ],
)
def test_the_page_finds_a_digit_that_was_changed(
    local_page: LocalPage, briefing: Path, tmp_path: Path, before: str, after: str, told: str
) -> None:
    text = briefing.read_text(encoding="utf-8")
    assert before in text
    changed = tmp_path / "changed.html"
    changed.write_text(text.replace(before, after), encoding="utf-8")
    page = opened(local_page, changed)
    page.get_by_role("button", name="Check this file").click()
    page.wait_for_selector("#checked.bad")
    assert told in page.inner_text("#checked")


def test_without_the_texts_the_page_says_that_nothing_can_be_checked(local_page: LocalPage, tmp_path: Path) -> None:
    page = opened(local_page, write_briefing(flood_story(), tmp_path / "bare.html", detail="none"))
    page.get_by_role("button", name="Check this file").click()
    page.wait_for_selector("#checked.open")
    assert "23 cannot be checked without the reports" in page.inner_text("#checked")
