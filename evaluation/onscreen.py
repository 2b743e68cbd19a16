"""The analyst's steps on the five real reports in real JupyterLab, and at each what must be seen on the screen.

``python -m evaluation.onscreen SHARED [--story story.toml] [--pictures DIR]`` copies the reports of ``SHARED/corpus``
into a story folder of its own, opens the notebooks on it in Chromium, with whatever is not on this computer refused,
and does what ``SHARED/tradecraft/TASKS.md`` 6.1 has an analyst do in steps 1 to 7 and 9, by pointer and keyboard. The
words of the reports are told by their offsets; none stands here. Whatever a person decides is scripted. Exit status 1
when something is not seen. The same steps through functions, and steps 8 and 10, are in ``analyst.py``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from playwright.sync_api import sync_playwright

import workbench as wb
from evaluation.analyst import A4, ANALYST, B4, C1, COLLEAGUE, E2, FURNISHED, MILLION, NO_TROOPS, TROOPS
from evaluation.fourteen import FOURTEEN, Span
from evaluation.relations import compared_of, found_rows
from evaluation.seen import See
from tests.browser.acting import (
    answered,
    check_box,
    click_mark,
    count_of,
    listed,
    opened_row,
    press,
    set_field,
    settled,
    tab,
    table,
)
from tests.browser.conftest import FLAGS, LocalPage, chromium_path
from tests.browser.jupyter_server import Lab, open_notebook, run_all, running_lab
from workbench.compare.naming import names_apart
from workbench.ledger import records
from workbench.look import wording
from workbench.notebooks import with_parameters
from workbench.story import Story

#: Words of the panel and the tables, which are ours: the story file's.
RUSSIA = "North Korean troops in, or sent to, Russia"
OFFICIAL = "presidential official"
#: The lower bound that the later reports lost, by report and place.
E1 = ("004", 515, 538)


@dataclass(frozen=True, slots=True)
class Screen:
    """A page of JupyterLab on a story folder with the real reports, and the gold beside them."""

    local: LocalPage
    lab: Lab
    folder: Path
    shared: Path
    pictures: Path | None

    @property
    def page(self) -> Any:
        """The page itself."""
        return self.local.page

    @property
    def story(self) -> Story:
        """The story as it now stands on the disk."""
        story: Story = wb.open_story(self.folder, progress=False)
        return story

    def ran(self, name: str) -> Any:
        """The page with that notebook run from top to bottom."""
        open_notebook(self.page, self.lab, f"notebooks/{name}.ipynb")
        if not run_all(self.page):
            raise RuntimeError(f"{name}: a cell failed")
        return self.page

    def keep(self, name: str, *, part: str = "") -> None:
        """Keeps a picture of the page as it is, or from the first part of an output of that kind on."""
        if self.pictures is None:
            return
        if part:
            found = self.page.locator(f".jp-OutputArea-output {part}, .jp-OutputArea-output{part}").first
            found.evaluate("(one) => one.scrollIntoView({ block: 'start' })")
            self.page.wait_for_timeout(1000)
        self.page.screenshot(path=self.pictures / f"five-{name}.png")

    def row(self, span: Span) -> Any:
        """The estimate that stands at a place of a report."""
        digits, start, end = span
        files = {one.report_id: _digits(one.file) for one in records(self.story.reports)}
        rows = records(self.story.estimates)
        return next(one for one in rows if files[one.report_id] == digits and one.start < end and start < one.end)

    def acts(self) -> list[str]:
        """The acts in the file of corrections, in their order."""
        file = self.folder / "corrections.jsonl"
        if not file.exists():
            return []
        return [json.loads(line)["act"] for line in file.read_text(encoding="utf-8").splitlines()]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints each thing to see by its step, and how many are seen."""
    parser = argparse.ArgumentParser(prog="evaluation.onscreen", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("shared", type=Path, help="the folder that holds corpus/ and gold/")
    parser.add_argument("--story", type=Path, default=Path("data/stories/dprk-troops-2024/story.toml"))
    parser.add_argument("--notebooks", type=Path, default=Path("notebooks"))
    parser.add_argument("--pictures", type=Path, help="a folder for pictures of the pages")
    options = parser.parse_args(arguments)
    if options.pictures is not None:
        options.pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        found = list(_walked(options, Path(place)))
    print("\n".join(f"step {see.step}  {'seen' if see.seen else 'NOT SEEN'}  {see.what}" for see in found))
    print(f"{sum(see.seen for see in found)} of {len(found)} seen")
    return 0 if all(see.seen for see in found) else 1


def _walked(options: argparse.Namespace, place: Path) -> Iterator[See]:
    story, books, own = place / "story", place / "notebooks", place / "jupyter"
    shutil.copytree(options.shared / "corpus", story / "reports")
    shutil.copy(options.story, story / "story.toml")
    shutil.copytree(options.notebooks, books, ignore=shutil.ignore_patterns(".*"))
    own.mkdir()
    official = _official(wb.open_story(story, progress=False))
    whole = nbformat.read(books / "05_who_repeats_whom.ipynb", as_version=4)
    nbformat.write(with_parameters(whole, {"SOURCE": official}), books / "05_who_repeats_whom.ipynb")
    with running_lab(own, story=story, notebooks=books) as lab, sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium_path(), args=[*FLAGS, "--no-sandbox"])
        local = LocalPage(browser.new_page(viewport={"width": 1400, "height": 1000}))
        screen = Screen(local, lab, story, options.shared, options.pictures)
        for step in STEPS:
            yield from step(screen)
        yield See(9, "nothing asked for from outside in all of it", local.offsite == [])
        yield See(9, "no complaint of the page", local.complaints == [])
        browser.close()


def _official(story: Story) -> str:
    return next(str(who) for who in wb.unnamed_sources(story)["Who"] if OFFICIAL in str(who))


def load_and_date(screen: Screen) -> Iterator[See]:
    """Steps 1 and 2: the cards, what is struck through, and each date with its clue."""
    page = screen.ran("01_the_corpus")
    cards = table(page, "File", "Words masked", "SHA-256")
    hashes = {file: hashlib.sha256((screen.folder / file).read_bytes()).hexdigest()[:12] for file, _, _ in cards}
    struck = " ".join(" ".join(page.locator("del").all_text_contents()).split())
    masked = {_digits(file) for file, words, _ in cards if words != "0"}
    texts = {_digits(one.file): one.text for one in records(screen.story.reports)}
    article = [
        " ".join(texts[file["file"][:3]][line["start"] : line["end"]].split())
        for file in _gold(screen, "chrome.json")["files"]
        for line in file["lines"]
        if line["article_text"]
    ]
    days = {_digits(file): (day, clues) for file, day, clues in table(page, "File", "Published", "Clues disagree")}
    screen.keep("01", part="figure")
    yield See(1, "five reports, each with its card", len(cards) == 5)
    yield See(1, "the hash of each file's bytes", all(hashes[file] == shown for file, _, shown in cards))
    yield See(1, "page furniture struck through in 000, 001, 002 and 004", set(FURNISHED) <= masked)
    lost = [line for line in article if len(line) > 40 and line in struck]
    yield See(1, "no sentence of a report's body struck through", bool(article) and lost == [])
    yield See(2, "000 on 30–31 October, 001 on 30 October", (days["000"][0], days["001"][0])
              == ("30–31 Oct 2024", "30 Oct 2024"))  # fmt: skip
    own = {_digits(one.file): (one.published_earliest, one.published_latest) for one in records(screen.story.reports)}
    gold = {row["doc"]: row for row in _gold(screen, "relations.json")["dates"]}
    yield See(2, "003 bounded on both sides, by an interval that holds the hand-read one",
              days["003"][0] == wording.days(*own["003"])
              and str(own["003"][0]) <= gold["003"]["published_earliest"]
              and gold["003"]["published_latest"] <= str(own["003"][1]))  # fmt: skip
    yield See(2, "the clues of 002 flagged as disagreeing", days["002"][1] == "yes")


def grade(screen: Screen) -> Iterator[See]:
    """Step 3: the register of sources, and a grade."""
    page = screen.ran("07_review")
    page.locator(".wr-item").wait_for()
    you = page.locator(".wr-root [data-focus=who]")
    you.fill(ANALYST)
    you.press("Tab")
    settled(page)
    bare = "No source has a grade yet" in tab(page, "sources")
    page.locator("[data-focus=source]").fill("The Associated Press")
    page.locator("[data-focus=letter]").select_option("B")
    page.locator("[data-focus=reason]").fill("long record on military affairs")
    press(page, "Give this grade")
    given = page.locator(".wr-table").inner_text()
    screen.keep("07-sources")
    yield See(3, "nobody graded at first, which stands for F", bare)
    yield See(3, "the agency graded B with its reason", "The Associated Press" in given and "B: usually" in given
              and "long record on military affairs" in given)  # fmt: skip


def review(screen: Screen) -> Iterator[See]:
    """Step 4: an estimand corrected, a number put on the chart and off again, an undoing; there after a reopening."""
    page, moved, million = screen.page, screen.row(E2), screen.row(MILLION)
    shown = listed(page, "estimates")
    charted = [one for one in records(screen.story.estimates) if "not charted" not in shown[one.estimate_id]]
    troops = [one for one in charted if one.estimand not in NO_TROOPS]
    opened_row(page, "estimates", moved.estimate_id, moved.phrase)
    set_field(page, "estimand", screen.row(A4).estimand)
    corrected = screen.row(E2).estimand == screen.row(A4).estimand
    press(page, "tab-log")
    opened_row(page, "estimates", million.estimate_id, million.phrase)
    set_field(page, "charted", True)
    on = bool(screen.row(MILLION).charted)
    opened_row(page, "estimates", million.estimate_id, million.phrase)
    set_field(page, "charted", False, reason="the size of an army")
    off = not screen.row(MILLION).charted
    page.locator(".wr-item").focus()
    page.keyboard.press("z")
    settled(page)
    undone = bool(screen.row(MILLION).charted)
    opened_row(page, "estimates", million.estimate_id, million.phrase)
    set_field(page, "charted", False, reason="the size of an army")
    screen.keep("07-rows")
    screen.ran("07_review")
    page.locator(".wr-item").wait_for()
    log = tab(page, "log")
    after = listed(page, "estimates")
    kept = RUSSIA in after[moved.estimate_id] and "not charted" in after[million.estimate_id]
    yield See(4, "18 troop rows of 25 charted among the rows", (len(troops), len(charted)) == (18, 25))
    yield See(4, "one estimand corrected", corrected)
    yield See(4, "1.2 million put on the chart and set aside again", on and off)
    yield See(4, "the last act undone by one key", undone)
    yield See(4, "all of it there on a page opened anew, each act in the log", kept and "the size of an army" in log
              and screen.acts()[-4:] == ["edit", "edit", "undo", "edit"])  # fmt: skip


def chart(screen: Screen) -> Iterator[See]:
    """Step 5: the panel of troops in or sent to Russia."""
    page = screen.ran("04_estimates_over_time")
    labels = page.locator(".jp-OutputArea-output svg .mark-symbol path[aria-label]")
    labels.first.wait_for(state="attached", timeout=60_000)
    first = page.locator(".jp-OutputArea-output svg").first
    told = " ".join(one.get_attribute("aria-label") or "" for one in first.locator("[aria-label]").all())
    screen.keep("04", part=".widget-vbox")
    yield See(5, "at least 3,000, about 10,000 and 11,000 on one panel", RUSSIA in told
              and all(one in told for one in ("at least 3,000", "about 10,000", "11,000")))  # fmt: skip
    elsewhere = next(one.name for one in records(screen.story.estimands) if one.estimand == screen.row(C1).estimand)
    yield See(5, "the figure of 002 for another place on another panel", elsewhere != RUSSIA and elsewhere not in told)


def explore(screen: Screen) -> Iterator[See]:
    """Step 5 in the explorer: a facet moved, a mark clicked, and its words in the report as the file has them."""
    page = screen.ran("03_claims")
    page.locator(".wb-explore .wb-vega svg").first.wait_for(state="attached", timeout=60_000)
    page.locator(".wb-explore").evaluate("(one) => one.scrollIntoView({ block: 'start' })")
    page.wait_for_timeout(300)  # the chart is made anew for the width of its box
    answered(page)
    names = {one.estimand: one.name for one in records(screen.story.estimands)}
    moved = names[screen.row(B4).estimand]
    every = page.locator(".wb-panel h4").all_text_contents()
    box = check_box(page, "estimand", TROOPS)
    promised = count_of(box)
    box.check()
    answered(page)
    left = page.locator(".wb-explore .wb-counts").inner_text()
    panels = page.locator(".wb-panel h4").all_text_contents()
    click_mark(page, "at least 3,000")
    chosen = page.locator(".wb-table tr[aria-selected=true]").inner_text()
    lit = page.locator(".wb-text .wb-lit").all_text_contents()
    row = screen.row(E1)
    text = next(one.text for one in records(screen.story.reports) if one.report_id == row.report_id)
    screen.keep("03")
    yield See(5, "more than 3,000 on a panel of its own", moved != RUSSIA and {moved, RUSSIA} <= set(every))
    yield See(5, "one thing counted leaves as many figures as its box promised, on one panel",
              left.startswith(f"{promised} of ") and panels == [RUSSIA])  # fmt: skip
    yield See(5, "a click on the lower bound lights its row, and its words in the report as the file has them",
              "at least 3,000" in chosen and lit == [text[row.start : row.end]])  # fmt: skip


def lineage(screen: Screen) -> Iterator[See]:
    """Steps 6 and 9: who draws on whom, the counts, and one voice struck out."""
    page = screen.ran("05_who_repeats_whom")
    names = _names(screen.story)
    links = table(page, "Report", "Draws on", "Basis", "Evidence")
    drawn = {(child, parent): (basis, why) for child, parent, basis, why in links}
    wanted = [drawn.get((names[child], names["001"])) for child in ("000", "002")]
    counts = {
        (what, figure): tuple(rest)
        for what, figure, *rest in table(page, "What is counted", "Figure", "Reports", "Origins", "Ultimate sources")
    }
    who = [row for row in table(page, "Who", "Carries") if OFFICIAL in row[0]]
    fallen = table(page, "What is counted", "Figure", "Before", "After", "Left")
    screen.keep("05", part=".vega-embed")
    yield See(3, "the unnamed official in the register with two figures", [row[1] for row in who] == ["2 figures"])
    yield See(6, "000 and 002 drawn from 001, judged, with shared quotations and figures", all(
        one is not None and "judged" in one[0] and "shared quotation" in one[1] and "shared figures" in one[1]
        for one in wanted
    ))  # fmt: skip
    two = [counts.get((RUSSIA, figure)) for figure in ("11,000", "10,000")]
    yield See(6, "11,000 on 3 / 1 / 1, about 10,000 on 3 / 2 / 1", two == [("3", "1", "1"), ("3", "2", "1")])
    yield See(9, "11,000 and more than 3,000 left with no named support, and nothing else falls",
              sorted((row[1], row[4]) for row in fallen)
              == [("11,000", "no named support"), ("3,000", "no named support")])  # fmt: skip


def queue(screen: Screen) -> Iterator[See]:
    """Step 7 and the rest of 6: the fourteen, the gravest first, one dismissed; two links accepted."""
    page = screen.ran("06_where_reports_differ")
    shown = table(page, "Severity", "Reading", "State")
    trends = table(page, "What is counted", "Looks like", "Reason")
    order = ["high", "medium", "low"]
    grave = [order.index(row[0].partition(":")[0]) for row in shown]
    screen.keep("06", part="table:has(ins)")
    queued = compared_of(screen.story).discrepancies
    dismissed = next(row for wanted in FOURTEEN["D14"] for row in found_rows(queued, wanted))
    screen.ran("07_review")
    page.locator(".wr-item").wait_for()
    listing = listed(page, "discrepancies")
    missing = [
        name
        for name, kinds in FOURTEEN.items()
        if not all(any(row["discrepancy_id"] in listing for row in found_rows(queued, one)) for one in kinds)
    ]
    opened_row(page, "discrepancies", dismissed["discrepancy_id"], "")
    page.locator("[data-focus=reason]").fill("the same in other words")
    press(page, "act-dismiss")
    ids = {_digits(one.file): one.report_id for one in records(screen.story.reports)}
    for child in ("000", "002"):
        opened_row(page, "lineage", f"{ids[child]}>{ids['001']}", "")
        press(page, "act-accept")
    after = listed(page, "discrepancies")[dismissed["discrepancy_id"]]
    state = [(one.state, one.reason) for one in records(screen.story.discrepancies)
             if one.discrepancy_id == dismissed["discrepancy_id"]]  # fmt: skip
    states = [one.state for one in records(screen.story.lineage) if one.child in (ids["000"], ids["002"])]
    yield See(
        7,
        f"D1 to D14 among the rows of the review{': missing ' + ', '.join(missing) if missing else ''}",
        missing == [],
    )
    yield See(7, "the gravest first on the page", bool(grave) and grave == sorted(grave))
    yield See(7, "D14 dismissed with its reason, and still listed",
              state == [("dismissed", "the same in other words")] and "dismissed" in after)  # fmt: skip
    yield See(7, "the alarm on a rise that a lost bound made", ["a rise", "a bound was dropped"]
              in [row[1:] for row in trends])  # fmt: skip
    yield See(6, "both links accepted", states.count("accepted") == 2)


def dissent(screen: Screen) -> Iterator[See]:
    """Step 9: a colleague's opinion beside the figure."""
    page, row = screen.page, screen.row(A4)
    you = page.locator(".wr-root [data-focus=who]")
    you.fill(COLLEAGUE)
    you.press("Tab")
    settled(page)
    opened_row(page, "estimates", row.estimate_id, row.phrase)
    page.locator(".wr-root [data-focus=opinions]").click()
    page.locator(".wr-root [data-focus=step-disagree]").check()
    page.locator(".wr-root [data-focus=explanation]").fill("one voice")
    press(page, "give-opinion")
    said = page.locator(".wr-item details", has_text="Opinions").inner_text()
    screen.keep("07-opinion")
    yield See(9, "the judgement of a colleague beside the figure", f"{COLLEAGUE} " in said and "disagree" in said
              and "one voice" in said)  # fmt: skip


STEPS: tuple[Callable[[Screen], Iterator[See]], ...] = (
    load_and_date,
    grade,
    review,
    chart,
    explore,
    lineage,
    queue,
    dissent,
)


def _names(story: Story) -> dict[str, str]:
    """What each report is called in a table, by its digits."""
    names = names_apart(records(story.reports))
    return {_digits(one.file): names[one.report_id] for one in records(story.reports)}


def _gold(screen: Screen, name: str) -> Any:
    return json.loads((screen.shared / "gold" / name).read_text(encoding="utf-8"))


def _digits(file: str) -> str:
    return Path(file).name[:3]


if __name__ == "__main__":
    sys.exit(main())
