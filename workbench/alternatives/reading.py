"""The matrix in ``alternatives.toml``: hypotheses, evidence with its place in a report, marks, indicators.

A row of evidence hangs on a place as a correction does: the hash of the report's text, the span and the quoted words,
so that it is found again after a rebuild; what is not found is kept and listed as lost. A row may also speak of
something that no report says, and then it has no place.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

from workbench.corrections.anchors import Orphan, place_of, span_now
from workbench.corrections.lines import Place
from workbench.corrections.working import Working
from workbench.errors import InputError
from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.look.joined import joined
from workbench.story import Story

FILE_NAME = "alternatives.toml"
#: What a row of evidence is to a hypothesis, with how much it speaks against it; support is not counted (Heuer).
MARKS: Mapping[str, int] = {"consistent": 0, "neutral": 0, "inconsistent": 1, "strongly inconsistent": 2}


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One explanation among others."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row of the matrix.

    ``marks`` is what it is to each hypothesis by id, one of ``MARKS``; ``why`` the analyst's reason. ``source`` is who
    stands behind it and ``words`` its quotation, both empty where no report says it; ``lost`` why its place is not
    found any more.
    """

    id: str
    says: str
    marks: Mapping[str, str]
    why: str = ""
    source: str = ""
    report: str = ""
    words: str = ""
    lost: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something to watch for, and the hypothesis that it would speak for."""

    says: str
    hypothesis: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The alternatives of a story as they stand in its folder."""

    question: str
    hypotheses: tuple[Hypothesis, ...]
    evidence: tuple[Evidence, ...]
    indicators: tuple[Indicator, ...] = field(default=())


def read_alternatives(story: Story) -> Matrix | None:
    """The matrix in the story's folder, each row found again in its report; missing where there is no file.

    Raises ``InputError`` naming file, entry and key for what is no TOML or no matrix.
    """
    path = None if story.folder is None else story.folder / FILE_NAME
    if path is None or not path.is_file():
        return None
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    reader = _Reader(path)
    hypotheses = tuple(
        Hypothesis(reader.text(one, "hypotheses", "id"), reader.text(one, "hypotheses", "name"))
        for one in reader.entries(data, "hypotheses")
    )
    known = [one.id for one in hypotheses]
    if len(known) < 2 or len(set(known)) < len(known):
        reader.refuse("hypotheses", "must be two or more, each with an id of its own")
    entries = reader.entries(data, "evidence")
    evidence = tuple(_evidence(reader, story, one, known) for one in entries)
    if len({one.id for one in evidence}) < len(evidence):
        reader.refuse("evidence.id", "is used twice")
    indicators = tuple(
        Indicator(reader.text(one, "indicators", "says"), reader.among(one, "indicators", "hypothesis", known))
        for one in reader.entries(data, "indicators")
    )
    return Matrix(str(data.get("question", "")), hypotheses, evidence, indicators)


def evidence_entry(story: Story, estimate_id: str, *, name: str = "E1") -> str:
    """A row of evidence on a figure to paste into ``alternatives.toml``, its place filled in and its marks to fill.

    Raises ``InputError`` for an id that the ledger does not have.
    """
    working = Working(story.tables)
    row = working.find("estimates", estimate_id)
    if row is None:
        raise InputError(f"estimate_id: there is no estimate {estimate_id!r} in this story")
    place = place_of(working, row["report_id"], row["start"], row["end"])
    lines = [
        "[[evidence]]", f"id = {_toml(name)}", 'says = ""', f"file = {_toml(place.file)}",
        f"text_sha256 = {_toml(place.text_sha256)}", f"start = {place.start}", f"end = {place.end}",
        f"quotation = {_toml(place.quotation)}", 'marks = { H1 = "neutral" }', 'why = ""',
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _toml(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _evidence(reader: _Reader, story: Story, entry: Mapping[str, Any], known: Sequence[str]) -> Evidence:
    marks = entry.get("marks", {})
    if not isinstance(marks, dict):
        reader.refuse("evidence.marks", 'must be such as { H1 = "consistent" }')
    for name, mark in marks.items():
        if name not in known:
            reader.refuse("evidence.marks", f"{name!r} is no id of a hypothesis; they are {', '.join(known)}")
        if mark not in MARKS:
            reader.refuse("evidence.marks", f"must be one of {', '.join(MARKS)}, is {mark!r}")
    plain = Evidence(
        reader.text(entry, "evidence", "id"), reader.text(entry, "evidence", "says"), dict(marks),
        str(entry.get("why", "")),
    )  # fmt: skip
    return plain if "quotation" not in entry else _found(reader, story, entry, plain)


def _found(reader: _Reader, story: Story, entry: Mapping[str, Any], plain: Evidence) -> Evidence:
    """The row with who stands behind it, from the figure at its place, else the report."""
    start, end = entry.get("start"), entry.get("end")
    if type(start) is not int or type(end) is not int:
        reader.refuse("evidence.start", "start and end must be whole numbers where there is a quotation")
    words = reader.text(entry, "evidence", "quotation")
    place = Place(str(entry.get("text_sha256", "")), "", str(entry.get("file", "")), start, end, words)
    try:
        report_id, start, end = span_now(Working(story.tables), place)
    except Orphan as lost:
        return _with(plain, words=words, lost=str(lost))
    report = next(row for row in plain_rows(story.reports) if row["report_id"] == report_id)
    name = wording.report_name(report)
    if start is None or end is None or report["text"][start:end] != words:
        return _with(plain, words=words, report=name, lost="the quoted words do not stand at that place of the report")
    return _with(plain, words=words, report=name, source=_holder(story, report_id, start, end) or name)


def _with(row: Evidence, *, words: str, report: str = "", source: str = "", lost: str = "") -> Evidence:
    return Evidence(row.id, row.says, row.marks, row.why, source, report, words, lost)


def _holder(story: Story, report_id: str, start: int, end: int) -> str:
    """Who holds the figure at a place."""
    rows = plain_rows(joined(story))
    here = [row for row in rows if row["report_id"] == report_id and row["start"] < end and start < row["end"]]
    return next((row["claimant_name"] for row in here if row["claimant_name"]), "")


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads entries and names the file in what it refuses."""

    path: Path

    def entries(self, data: Mapping[str, Any], name: str) -> Iterable[Mapping[str, Any]]:
        found = data.get(name, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self.refuse(name, f"must be written as [[{name}]] entries")
        return found

    def text(self, entry: Mapping[str, Any], section: str, key: str) -> str:
        value = entry.get(key)
        if not isinstance(value, str) or not value.strip():
            self.refuse(f"{section}.{key}", "must be a text in quotes, and not empty")
        return value

    def among(self, entry: Mapping[str, Any], section: str, key: str, known: Sequence[str]) -> str:
        value = self.text(entry, section, key)
        if value not in known:
            self.refuse(f"{section}.{key}", f"must be one of {', '.join(known)}, is {value!r}")
        return value

    def refuse(self, key: str, cause: str) -> NoReturn:
        raise InputError(f"{self.path}: {key}: {cause}")
