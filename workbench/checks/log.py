"""What people did about a checked sentence: rated, asked the outlet, heard back, saw it corrected, signed or dissented.

One line an act at the end of ``checks.jsonl`` beside the story's corrections, written and read by the same code: with a
checksum, on the disk before this returns, under a lock, never changed. A later line stands beside an earlier one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from workbench.checks.checking import Check
from workbench.corrections.lines import Anchor, Correction, Place, append, identified, line_of, locked, read_log
from workbench.corrections.recording import Clock, analyst, moment, now
from workbench.errors import InputError
from workbench.look import wording
from workbench.story import Story
from workbench.storyfile import FINDINGS

FILE_NAME = "checks.jsonl"
Act = Literal["rated", "sent", "answered", "corrected", "signed", "dissented"]
ACTS: tuple[str, ...] = get_args(Act)
#: Acts that say nothing without their words: which label, what the outlet said or put right, why one dissents.
WITH_WORDS = frozenset({"rated", "answered", "corrected", "dissented"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One act on one check: who did what when, and in which words."""

    act: str
    who: str
    at: str
    words: str

    @property
    def sentence(self) -> str:
        """The act as a reader meets it."""
        return f"{self.act.capitalize()} by {self.who}, {wording.day(self.at[:10])}" + (
            f": {self.words}" if self.words else ""
        )


def record_check(check: Check, *, act: Act, words: str = "", who: str | None = None, clock: Clock = now) -> Entry:
    """The line that was written. ``words`` are the label, the outlet's answer, what it corrected, or why one dissents.

    Whoever rated a check cannot sign it: a signature is a second person's. Raises ``InputError`` for an act that is
    none, an act without its words, a label that is not on the newsroom's scale, or a story without a folder; then
    nothing is written.
    """
    if act not in ACTS:
        raise InputError(f"act must be one of {', '.join(ACTS)}, is {act!r}")
    words, name = words.strip(), who or analyst()
    if act in WITH_WORDS and not words:
        raise InputError(f"words: an entry {act!r} needs words")
    if act == "rated":
        _check_label(check, words)
    path = log_path(check.story)
    with locked(path):
        log = read_log(path)
        raters = {one.who for one in log.corrections if one.row == check.check_id and one.act == "rated"}
        if act in ("signed", "dissented") and name in raters:
            raise InputError(f"who: {name} has rated this check; it is signed or dissented from by somebody else")
        line = Correction(
            act, moment(clock), name, "checks", check.check_id, _anchor(check), new=words or None
        )  # fmt: skip
        line = identified(line, [one.correction_id for one in log.corrections])
        try:
            append(path, [line_of(line)])
        except OSError as error:
            raise InputError(f"{path}: the entry cannot be written: {error.strerror or error}") from error
    return _entry(line)


def entries_of(check: Check) -> tuple[Entry, ...]:
    """What was done about a check, in the order in which it was written; nothing where the story has no folder."""
    if check.story.folder is None:
        return ()
    log = read_log(log_path(check.story))
    return tuple(_entry(one) for one in log.corrections if one.row == check.check_id and one.act in ACTS)


def rating_of(check: Check) -> tuple[str, str | None]:
    """The label of the whole and who gave it; the rule's proposal and nobody where no person has rated it."""
    rated = [one for one in entries_of(check) if one.act == "rated"]
    return (rated[-1].words, rated[-1].who) if rated else (check.label(check.finding), None)


def log_path(story: Story) -> Path:
    """Where a story's checks are logged. Raises ``InputError`` for a story without a folder."""
    if story.folder is None:
        raise InputError("the story has no folder to keep checks in; open one with open_story(FOLDER)")
    return story.folder / FILE_NAME


def _check_label(check: Check, label: str) -> None:
    scale: Mapping[str, str] = {finding: check.label(finding) for finding in FINDINGS}
    if label not in scale.values():
        raise InputError(f"words: the label must be one of {', '.join(scale.values())}, is {label!r}")


def _anchor(check: Check) -> Anchor:
    """Where the sentence stands, told so that it is found again when ids have changed."""
    spot = next((one for one in check.statements[0].appearances if one.verbatim), None)
    if spot is None:
        return Anchor()
    report, sentence = spot.report, spot.sentence
    place = Place(
        report["text_sha256"] or "", report["report_id"], report["file"] or "", sentence.start, sentence.end,
        sentence.text,
    )  # fmt: skip
    return Anchor(places=(place,))


def _entry(line: Correction) -> Entry:
    return Entry(line.act, line.who, line.at, str(line.new or ""))
