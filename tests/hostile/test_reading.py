"""A folder of bad files: each is accounted for with its cause, the good reports are finished, and nothing runs."""

from __future__ import annotations

import itertools
import os
import re
from collections import defaultdict
from html.parser import HTMLParser
from math import isfinite
from pathlib import Path

import pytest

from tests.hostile.files import LIMITS, PAYLOADS, Bad, bad, good, put
from workbench.annotate import pipeline
from workbench.build import build_story
from workbench.errors import InputError
from workbench.ledger import records
from workbench.model import SourceFile
from workbench.publish.briefing import compose
from workbench.read import Reading, read_path
from workbench.story import Story

BAD = bad()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All bad files, links that lead astray and two good reports."""
    top = put(tmp_path_factory.mktemp("hostile") / "reports", [*good(), *BAD])
    (top / "loop").symlink_to(top)
    (top / "self.txt").symlink_to("self.txt")
    (top / "out.txt").symlink_to("/etc/passwd")
    os.mkfifo(top / "pipe.txt")
    return top


@pytest.fixture(scope="module")
def reading(folder: Path) -> Reading:
    return read_path(folder, limits=LIMITS)


@pytest.fixture(scope="module")
def rows(reading: Reading) -> dict[str, list[SourceFile]]:
    found: defaultdict[str, list[SourceFile]] = defaultdict(list)
    for row in reading.files:
        found[row.file].append(row)
    return found


@pytest.fixture(scope="module")
def story(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Story:
    """The good reports built with those whose payloads, numbers, dates, letters and names are bad."""
    told = tmp_path_factory.mktemp("built")
    few = [
        one
        for one in BAD
        if re.match(r"payload|number|date|letters_[alfoz]|<img|\{\{|=1|archive_cut|catalog", one.name)
    ]
    put(told / "reports", [*good(), *few])
    (told / "story.toml").write_text(_story_file(), encoding="utf-8")
    return build_story(told, progress=False)


def _story_file() -> str:
    limits = "\n".join(f"{name} = {getattr(LIMITS, name)}" for name in LIMITS.__slots__)
    return (
        f"title = '''{PAYLOADS[4]}'''\nquestion = '''{PAYLOADS[1]}'''\nnote = '''{PAYLOADS[6]}'''\n"
        f"[limits]\n{limits}\n"
        f"[[parties]]\nid = 'mayor'\nname = '''{PAYLOADS[0]}'''\naliases = ['the mayor', 'The mayor']\n"
        f"[[estimands]]\nid = 'boats'\nname = '''{PAYLOADS[8]}{PAYLOADS[3]}'''\nnouns = ['boat']\n"
    )


def test_there_are_more_than_a_hundred_and_no_two_are_alike() -> None:
    assert len(BAD) > 100
    assert len({one.raw for one in BAD}) == len({one.name for one in BAD}) == len(BAD)


@pytest.mark.parametrize("one", [*good(), *BAD], ids=lambda one: ascii(one.name)[:40])
def test_each_file_ends_as_it_should_with_its_cause(one: Bad, rows: dict[str, list[SourceFile]]) -> None:
    found = rows[os.fsencode(one.name).decode("utf-8", "backslashreplace")]
    assert found
    assert {row.status for row in found} <= set(one.ends.split())
    assert all(row.reason for row in found if row.status != "loaded")
    assert re.search(one.cause, " | ".join(row.reason or "" for row in found))


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("loop", "a link to a folder that is read in its own place"),
        ("self.txt", "a link that leads out of the folder"),
        ("out.txt", "a link that leads out of the folder"),
        ("pipe.txt", "is not a regular file"),
    ],
)
def test_links_and_pipes_are_named_and_not_followed(name: str, cause: str, rows: dict[str, list[SourceFile]]) -> None:
    assert [(row.status in ("failed", "skipped"), cause in (row.reason or "")) for row in rows[name]] == [(True, True)]


def test_no_cause_is_a_traceback_or_more_than_a_line(reading: Reading) -> None:
    causes = [row.reason for row in reading.files if row.reason]
    assert not [cause for cause in causes if "\n" in cause or "Traceback" in cause or "the reader failed" in cause]


def test_what_a_foreign_file_holds_is_in_no_report(reading: Reading) -> None:
    assert not [report.file for report in reading.reports if "root:" in report.text]


def test_a_text_holds_the_bytes_given_mark_and_line_ends_and_all(folder: Path, reading: Reading) -> None:
    texts = {report.file: report.text for report in reading.reports if report.reader == "text"}
    for name in ("line_ends.txt", "letters_overrides.txt", "letters_zero_width.txt", "coding_utf-8-sig.txt"):
        assert texts[name].encode() == (folder / name).read_bytes()


def test_the_limits_of_the_story_file_are_those_that_are_named(tmp_path: Path) -> None:
    put(tmp_path / "reports", [*good(), Bad("long.txt", b"No boats left. " * 70, "failed")])
    (tmp_path / "story.toml").write_text("[limits]\nreport_characters = 1000\n")
    found = build_story(tmp_path, progress=False).files
    assert found.set_index("file").loc["reports/long.txt", "reason"] == (
        "is 1,050 characters long; the limit for a report is 1,000"
    )


@pytest.mark.parametrize("workers", [1, 2])
def test_a_report_that_takes_too_long_is_named_and_the_others_are_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    many = "\n\n".join(f"Officials counted {number} boats in the harbour on Monday." for number in range(100, 140))
    put(tmp_path / "reports", [*good(), Bad("many.txt", many.encode(), "quarantined")])
    (tmp_path / "story.toml").write_text("[limits]\nreport_seconds = 30\n")
    seconds = itertools.count()  # a clock on which each look takes a second
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "monotonic", lambda: next(seconds))
        files = build_story(tmp_path, workers=workers, progress=False).files.set_index("file")
    ends = files["status"].filter(like="reports/").to_dict()
    assert ends == {f"reports/{name}.txt": "loaded" for name in ("good_one", "good_two")} | {
        "reports/many.txt": "quarantined"
    }
    assert "take longer than 30 seconds to read, the limit" in str(files.loc["reports/many.txt", "reason"])
    (tmp_path / "story.toml").write_text("[limits]\nreport_seconds = 300\n")
    again = build_story(tmp_path, workers=workers, progress=False)
    assert set(again.files["status"]) == {"loaded", "skipped"}
    assert len(again.estimates) > 40


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("[limits]\nbytes = 3", "line 2: limits.bytes: unknown key; the keys are file_bytes"),
        ("[limits]\npages = -1", "line 2: limits.pages: must be a whole number above 0"),
        ("[limits]\npages = true", "line 2: limits.pages: must be a whole number above 0"),
        ("limits = 3", "line 1: limits: must be written as a [limits] table"),
    ],
)
def test_a_limit_that_is_none_is_refused_by_line_and_name(tmp_path: Path, text: str, cause: str) -> None:
    put(tmp_path / "reports", list(good()))
    (tmp_path / "story.toml").write_text(text)
    with pytest.raises(InputError, match=re.escape(cause)):
        build_story(tmp_path, progress=False)


# --- built and published ----------------------------------------------------------------------------------------------


def test_the_good_reports_are_finished_and_charted(story: Story) -> None:
    files = dict(zip(story.reports["report_id"], story.reports["file"], strict=True))
    drawn = story.estimates[story.estimates["charted"]]
    found = {(files[row.report_id], row.low) for row in records(drawn)}
    assert {("reports/good_one.txt", 340.0), ("reports/good_two.txt", 355.0)} <= found


def test_the_files_add_up(story: Story) -> None:
    assert set(story.files["status"]) <= {"loaded", "warned", "quarantined", "skipped", "failed"}
    assert set(story.reports["report_id"]) == set(story.files["report_id"].dropna())


def test_no_number_that_is_none_is_in_the_ledger(story: Story) -> None:
    ends = [
        end for row in records(story.estimates) for end in (row.value, row.low, row.best, row.high) if end is not None
    ]
    assert ends
    assert all(isfinite(end) for end in ends)


def test_a_range_told_backwards_is_not_drawn_backwards(story: Story) -> None:
    for row in records(story.estimates[story.estimates["charted"]]):
        assert row.low is None or row.high is None or row.low <= row.high


def test_look_alike_names_are_never_one_entity(story: Story) -> None:
    names = [row.name for row in records(story.entities) if row.name]
    assert len(set(names)) == len(names) or all(name.isascii() for name in names if names.count(name) > 1)


def test_no_day_is_made_of_one_that_cannot_be(story: Story) -> None:
    ends = [*story.reports["published_earliest"].dropna(), *story.reports["published_latest"].dropna()]
    assert all("1900" < day[:4] < "2100" for day in ends)


class _Seen(HTMLParser):
    """What of a page could run or ask for something."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("iframe", "object", "embed", "base", "link", "img", "form"):
            self.runs.append(tag)
        if tag == "meta" and any("refresh" in (value or "").lower() for _, value in attrs):
            self.runs.append("refresh")
        for name, value in attrs:
            plain = re.sub(r"[\s\x00-\x20]", "", (value or "").lower())
            if name.startswith("on") or plain.startswith(("javascript:", "vbscript:", "data:text")) or name == "srcdoc":
                self.runs.append(f"{tag} {name}={value}")
        if tag == "script":
            self.scripts.append("")

    def handle_data(self, data: str) -> None:
        if self.scripts and self.cdata_elem == "script":
            self.scripts[-1] += data


def test_nothing_of_a_report_could_run_in_the_briefing(story: Story) -> None:
    page = compose(story).page
    seen = _Seen()
    seen.feed(page)
    assert not seen.runs
    assert not [script for script in seen.scripts if "document.title='ran'" in script and "<script" in script.lower()]
    assert "Content-Security-Policy" in page
    assert "tracker.invalid" not in re.findall(r"(?:src|href)=[\"']?(?:https?:)?//([^/\"' >]+)", page)
