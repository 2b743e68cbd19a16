"""The analyst's steps on the five real reports, and at each what must be seen.

``python -m evaluation.analyst SHARED [--story story.toml]`` copies the reports of ``SHARED/corpus`` into a story folder
of its own, does what an analyst does there through the functions that a notebook has, and prints for each step whether
that is seen which ``SHARED/tradecraft/TASKS.md`` says under 6.1. Acts of a person are scripted and say so. The
briefing is opened in Chromium with the network off; where there is none, what it shows is not seen. Reports are told by
the three digits their file begins with, words in them by their offsets; no word of theirs stands here. Exit status 1
when something is not seen.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import workbench as wb
from evaluation.fourteen import FOURTEEN, Span
from evaluation.relations import compared_of, found_rows
from evaluation.seen import See, opened, printed
from workbench.alternatives.reading import read_alternatives
from workbench.alternatives.weighing import weighed
from workbench.ledger import records
from workbench.look.dayslider import frame
from workbench.look.joined import joined
from workbench.look.selection import Selection, apply
from workbench.publish.briefing import write_draft
from workbench.publish.verify import verify
from workbench.story import Story

TROOPS, COMBAT, FIRST = "nk_troops_in_russia", "nk_troops_moved_to_combat_zone", "nk_first_group_to_kursk"
#: On other estimands than troops: distances, containers and brigades.
NO_TROOPS = {"distance_to_border_km", "containers_shipped", "nk_brigades_in_training"}
#: Figures by report and place, under the names of TASKS.md.
A4, B2, B4, C1 = ("000", 2404, 2423), ("001", 3012, 3044), ("001", 3275, 3325), ("002", 63, 104)
_SHARED = ("shared quotation", "runs of shared words")
E2, MILLION = ("004", 1154, 1168), ("003", 2634, 2654)
#: Reports that carry lines of the page they stood on.
FURNISHED = ("000", "001", "002", "004")
_UNSUPPORTED = {("11,000", "no named support"), ("3,000", "no named support")}
ANALYST, COLLEAGUE = "analyst", "colleague"
HYPOTHESES = {
    "H1": "A real rise after 23 October", "H2": "Better counting", "H3": "The same force, told with other bounds",
}  # fmt: skip
GAP = "Nobody says on which day anybody counted"
E1 = ("004", 515, 538)
#: The figures that step 8 weighs, each with its scripted marks for the hypotheses in their order.
WEIGHED: dict[str, tuple[Span, tuple[str, str, str]]] = {
    "e1": (E1, ("consistent", "consistent", "consistent")),
    "a4": (A4, ("consistent", "consistent", "neutral")),
    "b2": (B2, ("consistent", "consistent", "inconsistent")),
    "b4": (B4, ("consistent", "neutral", "neutral")),
    "c1": (C1, ("neutral", "neutral", "consistent")),
    "e2": (E2, ("consistent", "neutral", "neutral")),
}
#: The day that the slider is put to.
DAY = "2024-10-23"


@dataclass(frozen=True, slots=True)
class Desk:
    """The story as it stands, the folder of the real reports, and the hand-made gold beside them."""

    story: Story
    folder: Path
    shared: Path

    def gold(self, name: str) -> Any:
        """A file of the gold."""
        return json.loads((self.shared / "gold" / name).read_text(encoding="utf-8"))

    def acting(self, *, who: str = ANALYST, **act: Any) -> Desk:
        """The desk after one act of a person."""
        return replace(self, story=wb.correct(self.story, who=who, **act))


Step = Callable[[Desk], tuple[Desk, list[See]]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints each thing to see by its step, and how many are seen."""
    return printed("evaluation.analyst", __doc__, _seen, arguments)


def _seen(shared: Path, story_file: Path, folder: Path) -> Iterator[See]:
    yield from walked(at_desk(shared, story_file, folder / "story"), STEPS)


def at_desk(shared: Path, story_file: Path, folder: Path) -> Desk:
    """The desk on a story folder of its own with the real reports in it."""
    return Desk(opened(shared, story_file, folder), folder, shared)


def walked(desk: Desk, steps: Sequence[Step]) -> Iterator[See]:
    """What is to be seen at each step, each done on the story as the last one left it."""
    for step in steps:
        desk, found = step(desk)
        yield from found


def load(desk: Desk) -> tuple[Desk, list[See]]:
    """Step 1: the intake card."""
    story = desk.story
    cards = wb.intake(story)
    cards = cards[cards["Status"] == "loaded"]
    right = [hashlib.sha256((desk.folder / row["File"]).read_bytes()).hexdigest() for _, row in cards.iterrows()]
    struck = {_digits(row.file): str(wb.as_read(story, row.file)).count("<del>") for row in records(story.reports)}
    return desk, [
        See(1, "five reports, each with its card", len(cards) == 5),
        See(1, "the hash of each file's bytes", [one[:12] for one in right] == list(cards["SHA-256"])),
        See(1, "page furniture struck through in 000, 001, 002 and 004", all(struck[one] for one in FURNISHED)),
        See(1, "no sentence of a report's body masked", _masked_body(desk) == []),
    ]


def _masked_body(desk: Desk) -> list[str]:
    """Lines of article text by the gold that are masked."""
    reports = {row.report_id: row for row in records(desk.story.reports)}
    article = {
        (file["file"][:3], line["start"], line["end"])
        for file in desk.gold("chrome.json")["files"]
        for line in file["lines"]
        if line["article_text"]
    }
    lost = []
    for row in records(desk.story.passages):
        digits = _digits(reports[row.report_id].file)
        here = [(start, end) for one, start, end in article if one == digits]
        if row.role == "chrome" and any(row.start < end and start < row.end for start, end in here):
            lost.append(f"{digits}:{row.start}")
    return lost


def date(desk: Desk) -> tuple[Desk, list[See]]:
    """Step 2: the interval of each report, and the day that one report moves."""
    dates = desk.gold("relations.json")["dates"]
    gold = {row["doc"]: (row["published_earliest"], row["published_latest"]) for row in dates}
    ours = {_digits(row.file): (row.published_earliest, row.published_latest) for row in records(desk.story.reports)}
    within = [d for d, (first, last) in gold.items() if ours[d][0] <= last and first <= ours[d][1]]
    return desk, [
        See(2, "no report's interval contradicts the hand-read one", len(within) == len(gold)),
        See(2, "000 dated 30 to 31 October through the report that shares its text", ours["000"] == gold["000"]),
        See(2, "001 dated 30 October by its own words", ours["001"] == gold["001"]),
        See(
            2,
            "003 bounded on both sides, by an interval that holds the hand-read one",
            _holds(ours["003"], gold["003"]),
        ),
        See(2, "the clues of 002 flagged as disagreeing", _conflict(desk, "002")),
        See(2, "D2, the day that moved, raised", _found(desk, "D2")),
    ]


def _holds(ours: tuple[str | None, str | None], gold: tuple[str, str]) -> bool:
    first, last = ours
    return first is not None and last is not None and first <= gold[0] and gold[1] <= last


def _conflict(desk: Desk, digits: str) -> bool:
    return any(_digits(row.file) == digits and row.published_conflict for row in records(desk.story.reports))


def grade(desk: Desk) -> tuple[Desk, list[See]]:
    """Step 3: the register of sources; the grade is a scripted act of a person."""
    ungraded = desk.story.sources["grade"].dropna().empty
    agency = next(row.entity_id for row in records(desk.story.entities) if row.name.endswith("Associated Press"))
    reason = "long record on military affairs"
    new = {"grade": "B", "topic": "military affairs"}
    graded = desk.acting(act="grade", table="sources", row=agency, new=new, reason=reason)
    given = [(one.grade, one.reason) for one in records(graded.story.sources) if one.entity_id == agency]
    outlets = {one.outlet for one in records(graded.story.sources) if one.outlet}
    register = wb.unnamed_sources(graded.story)
    official = register[register["Who"].str.contains("presidential official")]
    return graded, [
        See(3, "nobody graded at first, which stands for F", ungraded),
        See(3, "the agency graded B with topic and reason (scripted)", given == [("B", reason)]),
        See(3, "no outlet graded along with it", outlets == set()),
        See(3, "the unnamed official in the register with two figures", list(official["Carries"]) == ["2 figures"]),
    ]


def review(desk: Desk) -> tuple[Desk, list[See]]:
    """Step 4: an estimand corrected, a number put on the chart and taken off again, an undoing; all scripted."""
    charted = [row for row in records(desk.story.estimates) if row.charted]
    troops = [row for row in charted if row.estimand not in NO_TROOPS]
    row, million = _row(desk, E2), _row(desk, MILLION)
    desk = desk.acting(act="edit", table="estimates", row=row.estimate_id, field="estimand", new=TROOPS)
    moved = desk.story.corrections["correction_id"].iloc[-1]
    put_on = desk.acting(act="edit", table="estimates", row=million.estimate_id, field="charted", new=True)
    seen = bool(_row(put_on, MILLION).charted)
    off = put_on.acting(
        act="edit", table="estimates", row=million.estimate_id, field="charted", new=False, reason="the size of an army"
    )
    undone = replace(off, story=wb.undo(off.story, moved, who=ANALYST))
    again = replace(undone, story=wb.open_story(desk.folder, progress=False))
    states = list(wb.corrections_table(again.story)["state"])
    return again, [
        See(4, "18 troop rows of 25 charted", (len(troops), len(charted)) == (18, 25)),
        See(4, "the corrected row on its new panel (scripted)", _row(desk, E2).estimand == TROOPS),
        See(4, "1.2 million restored, then set aside again (scripted)", seen and not _row(off, MILLION).charted),
        See(4, "the correction undone, its row as it was (scripted)", _row(undone, E2).estimand == FIRST),
        See(4, "all of it there after another opening", len(states) == 5 and not _row(again, MILLION).charted),
    ]


def chart(desk: Desk) -> tuple[Desk, list[See]]:
    """Step 5: the panels, and what stands on each."""
    rows = [row for row in records(apply(Selection(estimand=TROOPS), desk.story)) if row.charted]
    drawn = wb.charts.estimates_over_time(desk.story, estimands=[TROOPS]).to_dict()
    ends = {(row.bound, row.low, row.high, row.as_of_earliest, row.as_of_latest) for row in rows}
    panels = {name: _row(desk, span).estimand for name, span in (("moved", B4), ("first", E2))}
    elsewhere = _row(desk, C1).estimand != TROOPS
    return desk, [
        See(5, "from 3,000 upward at 23 October", ("at least", 3000, None, "2024-10-23", "2024-10-23") in ends),
        See(5, "about 10,000 at 30 October", ("about", 10000, 10000, "2024-10-30", "2024-10-30") in ends),
        See(5, "11,000 at 30 October", ("bare", 11000, 11000, "2024-10-30", "2024-10-30") in ends),
        See(5, "002's figure for Kursk on another panel, the reason in the queue", elsewhere and _found(desk, "D1")),
        See(5, "more than 3,000 and 2,600 on panels of their own", panels == {"moved": COMBAT, "first": FIRST}),
        See(5, "one panel drawn for one estimand", len(drawn["vconcat"]) == 4),
    ]


def lineage(desk: Desk) -> tuple[Desk, list[See]]:
    """Step 6: who draws on whom, both links accepted by a scripted act, and the counts behind two figures."""
    digits = {row.report_id: _digits(row.file) for row in records(desk.story.reports)}
    links = {(digits.get(row.child), digits.get(row.parent, "unseen")): row for row in records(desk.story.lineage)}
    wanted = [links.get((child, "001")) or links.get((child, "unseen")) for child in ("000", "002")]
    evidence = wb.lineage_table(desk.story)["Evidence"].str.cat(sep=" ")
    for row in [one for one in wanted if one is not None]:
        desk = desk.acting(act="accept", table="lineage", row=f"{row.child}>{row.parent}")
    states = [row.state for row in records(desk.story.lineage) if digits.get(row.child) in ("000", "002")]
    return desk, [
        See(6, "000 and 002 drawn from 001 or a sibling of it", None not in wanted),
        See(6, "shared quotations and runs of shared words as evidence", all(one in evidence for one in _SHARED)),
        See(6, "both links judged, not measured", all(one is not None and one.basis == "judged" for one in wanted)),
        See(6, "both accepted (scripted)", states.count("accepted") == 2),
        See(6, "11,000 rests on 3 reports, 1 origin, 1 source", _badge(desk, A4) == "3 reports / 1 origin / 1 source"),
        See(
            6, "about 10,000 on 3 reports, 2 origins, 1 source", _badge(desk, B2) == "3 reports / 2 origins / 1 source"
        ),
    ]


def queue(desk: Desk) -> tuple[Desk, list[See]]:
    """Step 7: the fourteen in the order of their severity, one dismissed by a scripted act, and the false trend."""
    order = {"high": 0, "medium": 1, "low": 2}
    severities = [order[one] for one in wb.discrepancies_table(desk.story)["Severity"]]
    missing = [name for name in FOURTEEN if not _found(desk, name)]
    row = next(iter(_rows_found(desk, "D14")), None)
    reason = "the same in other words"
    if row is not None:
        desk = desk.acting(act="dismiss", table="discrepancies", row=row["discrepancy_id"], reason=reason)
    ended = [one for one in records(desk.story.discrepancies) if row and one.discrepancy_id == row["discrepancy_id"]]
    state = [(one.state, one.reason) for one in ended]
    trends = wb.false_trends(desk.story)
    return desk, [
        See(7, f"D1 to D14 in the queue{': missing ' + ', '.join(missing) if missing else ''}", missing == []),
        See(7, "the gravest first", severities == sorted(severities)),
        See(7, "D14 dismissed with its reason, and still listed (scripted)", state == [("dismissed", reason)]),
        See(7, "the alarm on a rise that a lost bound made", list(trends["Reason"]) == ["a bound was dropped"]),
    ]


def thread(desk: Desk) -> tuple[Desk, list[See]]:
    """Step 9: one voice struck out; a colleague's opinion beside it, by a scripted act."""
    register = wb.unnamed_sources(desk.story)
    official = next(who for who in register["Who"] if "presidential official" in who)
    pulled = wb.pull_the_thread(desk.story, source=official)
    falls = wb.thread_table(desk.story, pulled)
    figure = next(row for row in records(desk.story.corroboration) if _row(desk, A4).estimate_id in list(row.estimates))
    desk = desk.acting(
        who=COLLEAGUE, act="opinion", table="corroboration", row=figure.figure_id, new="disagree", reason="one voice"
    )
    said = [(row.who, row.opinion) for row in records(desk.story.opinions)]
    return desk, [
        See(9, "11,000 and more than 3,000 left with no named support", _fallen(falls) == _UNSUPPORTED),
        See(9, "nothing else falls: about 10,000 and Budanov's figures stay", len(falls) == 2),
        See(9, "the judgement of a colleague beside it (scripted)", said == [(COLLEAGUE, "disagree")]),
    ]


def _fallen(table: Any) -> set[tuple[str, str]]:
    return {(str(row["Figure"]), str(row["Left"])) for _, row in table.iterrows()}


def alternatives(desk: Desk) -> tuple[Desk, list[See]]:
    """Step 8: three hypotheses against the figures, each mark a scripted act of a person."""
    entries = [
        wb.evidence_entry(desk.story, _row(desk, span).estimate_id, name=name)
        .replace('says = ""', f'says = "The figure {name}"')
        .replace('marks = { H1 = "neutral" }', f"marks = {_marks(*marks)}")
        for name, (span, marks) in WEIGHED.items()
    ]
    gap = f'[[evidence]]\nid = "gap"\nsays = "{GAP}"\nmarks = {_marks("inconsistent", "neutral", "neutral")}\n'
    heads = [f'[[hypotheses]]\nid = "{key}"\nname = "{name}"\n' for key, name in HYPOTHESES.items()]
    (desk.folder / "alternatives.toml").write_text("\n".join([*heads, *entries, gap]), encoding="utf-8")
    matrix = read_alternatives(desk.story)
    assert matrix is not None
    found = weighed(matrix)
    page = _words(str(wb.weigh_alternatives(desk.story).text))
    against = {one.hypothesis: one.against for one in found.standings}
    return desk, [
        See(8, "three hypotheses against six figures and a gap (scripted)", len(matrix.evidence) == len(WEIGHED) + 1),
        See(8, "every figure found at its words in its report", not any(one.lost for one in matrix.evidence)),
        See(8, "no figure rules out H2, by the scripted marks", against["H2"] == 0),
        See(8, "the gap noted, as a row that no report says", f"gap {GAP}" in page and "no report says it" in page),
        See(8, "what is weighed is no probability", "%" not in page),
    ]


def _marks(*marks: str) -> str:
    return "{ " + ", ".join(f'{key} = "{mark}"' for key, mark in zip(HYPOTHESES, marks, strict=True)) + " }"


def _words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", " ", html).split())


def briefing(desk: Desk) -> tuple[Desk, list[See]]:
    """Step 10: a briefing that may go to anybody, checked where it is opened, and the story of an earlier day."""
    write_draft(desk.story)
    file = wb.write_briefing(desk.story, desk.folder / "briefing.html")
    page = file.read_text(encoding="utf-8")
    checked = verify(file, reports=desk.folder / "reports")
    opened_page = _opened_offline(file)
    figures = f"{checked.figures} of {checked.figures} figures stand in the words they cite"
    rows = [row for row in records(apply(Selection(known_by=DAY), desk.story)) if row.charted]
    ends = {(row.bound, row.low, row.high, row.stance) for row in rows}
    dissent = _words(page[page.index('id="dissent"') : page.index('id="language"')])
    return desk, [
        See(10, "marked TLP:CLEAR", "TLP:CLEAR" in page),
        See(10, "every figure holds, against the reports as well", checked.is_good and checked.figures > 0),
        See(10, "opened with the network off, nothing asked for", opened_page.asked == ()),
        See(10, "its own check finds every figure in its words", figures in opened_page.told),
        See(10, "the colleague's dissent stands in it", f"{COLLEAGUE} : disagree" in dissent),
        See(10, "the matrix stands in it", GAP in page),
        See(10, "at 23 October the slider has no report surely out, two possibly", _slid(desk)),
        See(10, "all of its figures as possibly out", bool(rows) and all(row.possibly_out for row in rows)),
        See(10, "from 3,000 upward", any(one[:2] == ("at least", 3000) for one in ends)),
        See(10, "2,600 expected", any((one[1], one[3]) == (2600, "expected") for one in ends)),
        See(10, "two brigades, each up to 6,000", _brigades(rows)),
        See(10, "18 detained", any(one[1:3] == (18, 18) for one in ends)),
    ]


def _slid(desk: Desk) -> bool:
    return frame(desk.story, DAY).sentence.endswith("0 of 5 reports were out, and 2 more may have been.")


def _brigades(rows: Sequence[Any]) -> bool:
    two = any(row.estimand == "nk_brigades_in_training" and row.low == row.high == 2 for row in rows)
    return two and any(row.bound == "at most" and row.high == 6000 for row in rows)


@dataclass(frozen=True, slots=True)
class Opened:
    """What a page asked for beside itself when it was opened with the network off, and what its own check said."""

    asked: tuple[str, ...]
    told: str


def _opened_offline(file: Path) -> Opened:
    """The page in Chromium, its check pressed; a request that a missing Chromium never made is no proof of anything."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        return Opened(("Chromium is not installed",), "")
    asked: list[str] = []
    with sync_playwright() as started:
        # A container runs as root, where Chromium has no sandbox.
        chromium = started.chromium.launch(executable_path=path, args=["--no-sandbox"] if os.geteuid() == 0 else [])
        page = chromium.new_page()
        page.context.set_offline(True)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.resolve().as_uri())
        page.get_by_role("button", name="Check this file").click()
        page.wait_for_selector("#checked.good, #checked.bad, #checked.open")
        told = page.inner_text("#checked")
        chromium.close()
    return Opened(tuple(one for one in asked if one != file.resolve().as_uri()), told)


STEPS: tuple[Step, ...] = (load, date, grade, review, chart, lineage, queue, alternatives, thread, briefing)


def _digits(file: str) -> str:
    return Path(file).name[:3]


def _row(desk: Desk, span: Span) -> Any:
    """The estimate that stands at a place."""
    digits, start, end = span
    files = {row.report_id: _digits(row.file) for row in records(desk.story.reports)}
    return next(
        row
        for row in records(desk.story.estimates)
        if files[row.report_id] == digits and row.start < end and start < row.end
    )


def _badge(desk: Desk, span: Span) -> str:
    rows = joined(desk.story)
    return str(rows.loc[rows["estimate_id"] == _row(desk, span).estimate_id, "badge"].iloc[0])


def _rows_found(desk: Desk, name: str) -> list[Any]:
    """The rows of the queue that are one of the fourteen."""
    rows = compared_of(desk.story).discrepancies
    return [row for wanted in FOURTEEN[name] for row in found_rows(rows, wanted)]


def _found(desk: Desk, name: str) -> bool:
    rows = compared_of(desk.story).discrepancies
    return all(found_rows(rows, wanted) for wanted in FOURTEEN[name])


if __name__ == "__main__":
    sys.exit(main())
