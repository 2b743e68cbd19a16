"""An issue of a briefing as its file tells it to the next one: its reports, figures, discrepancies and judgments.

What is here: the block of data that a page carries for the issue after it, and the same read back from an older file.
An older file is somebody's file: it must verify (``verify.py``) before anything of it is used, nothing in it is run,
and each value that is taken from it is of the kind it should be or the file is refused. What changed since is told in
``changed.py``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from workbench.errors import InputError
from workbench.look import wording
from workbench.look.discrepancies import queue_rows
from workbench.publish import dataset, markup, seal
from workbench.publish.detail import Detail, shown
from workbench.publish.evidence import SHOWN, Cited, read_evidence
from workbench.publish.verify import verify_page
from workbench.story import Story

Row = Mapping[str, Any]

SCHEMA = 2


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure as an issue states it: what is counted, our reading of it, its holder and the three counts behind it."""

    counts: str
    reading: str
    holder: str
    badge: str


@dataclass(frozen=True, slots=True)
class Differs:
    """A discrepancy as an issue lists it."""

    kind: str
    severity: str
    state: str
    reading: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgment as an issue words it: its parts by their names, in plain text."""

    number: int
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An issue that went before, as the files of those after it keep it: its number, its cut-off, its seal's beginning.

    The number is the authors' own, and empty where they gave none.
    """

    number: str
    cut_off: str
    mark: str

    @property
    def name(self) -> str:
        """What the page calls it: "issue 1, cut-off 23 Oct 2024"."""
        named = f"issue {self.number}" if self.number else "an earlier issue"
        return f"{named}, cut-off {self.cut_off and wording.day(self.cut_off) or 'not known'} (seal {self.mark})"


@dataclass(frozen=True, slots=True)
class Issue:
    """An older issue, read and verified.

    ``figures`` are by the ids of estimates, ``differences`` by those of discrepancies; ``every_figure`` and
    ``every_difference`` are false where its story had more than its file holds. ``judgments`` are missing where the
    analyst's words were left out. ``line`` is it and all that went before it, the oldest first.
    """

    line: tuple[Earlier, ...]
    detail: Detail
    reports: frozenset[str]
    figures: Mapping[str, Stated]
    every_figure: bool
    differences: Mapping[str, Differs]
    every_difference: bool
    judgments: tuple[Judged, ...] | None
    sentence: str

    @property
    def name(self) -> str:
        """What the page calls it."""
        return self.line[-1].name

    @property
    def cut_off(self) -> str:
        """Its cut-off; empty where no report had a day."""
        return self.line[-1].cut_off


def version(number: str, earlier: Sequence[Earlier], *, dated: bool) -> tuple[str, str]:
    """Which version of how many a page is, and how that is known; later ones cannot be known in it.

    ``number`` is the authors' own, ``earlier`` what went before by the files at hand; ``dated`` is true where a day
    stood for the last issue in place of its file.
    """
    if not earlier and (number not in ("", "1") or dated):
        said = f"{number} by the authors’ count" if number else "not counted"
        return said, "no file of an earlier issue was at hand, so the count is not checked"
    at = len(earlier) + 1
    how = f"{wording.counted(len(earlier), 'earlier issue')} in this file’s own list" if earlier else "the first issue"
    other = f"; the authors number it {number}" if number not in ("", str(at)) else ""
    return f"{at} of {at}", f"{how}{other}; a later one is not known here"


def stated(row: Row, badge: str) -> Stated:
    """A figure of the ledger, joined as the tables show it, as an issue states it."""
    return Stated(row["estimand_name"] or "", wording.quantity(row), wording.claimant(row), badge)


def differences_of(story: Story) -> dict[str, Differs]:
    """The discrepancies of a story by their ids, the gravest first."""
    return {
        row["discrepancy_id"]: Differs(
            str(row["kind"]), str(row["severity"]), str(row["state"]), shown(" ".join(str(row["reading"]).split()))
        )
        for row in queue_rows(story)
    }


def judgments_of(laid_out: Sequence[Row]) -> tuple[Judged, ...]:
    """The judgments that the front of a page lays out (``front.py``), in plain text."""
    return tuple(
        Judged(one["number"], {name: "".join(piece["text"] for piece in pieces) for name, pieces in one["parts"]})
        for one in laid_out
    )


def as_data(
    story: Story, *, held: Sequence[Row], whole: int, judgments: Sequence[Row] | None, number: str, cut_off: str,
    detail: Detail, sentence: str, earlier: Sequence[Earlier],
) -> dict[str, Any]:  # fmt: skip
    """What a page tells the next issue, as plain data; ``held`` are the figures of its evidence, of ``whole`` charted.

    ``story`` is the story as it may leave, so nothing is here that the page may not say.
    """
    differences = differences_of(story)
    return {
        "schema": SCHEMA, "issue": number, "cut_off": cut_off, "detail": detail, "sentence": sentence,
        "earlier": [[one.number, one.cut_off, one.mark] for one in earlier],
        "reports": sorted(str(one) for one in story.reports["report_id"]),
        "counts": {row["estimate_id"]: [row["estimand_name"] or "", row["badge"] or ""] for row in held},
        "figures": whole,
        "discrepancies": [
            [key, one.kind, one.severity, one.state, one.reading]
            for key, one in list(differences.items())[: dataset.MOST_ROWS]
        ],
        "discrepancies_of": len(differences),
        "judgments": None if judgments is None else [[one.number, one.parts] for one in judgments_of(judgments)],
    }  # fmt: skip


def read_issue(path: Path) -> Issue:
    """An older issue from its file. Raises ``InputError`` with the cause where it is none or does not verify."""
    try:
        page = path.read_bytes().decode("utf-8")
        return _issue(page)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a briefing ({error})") from error
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    except seal.UNREADABLE as error:
        raise InputError(f"{path}: cannot be read as a briefing ({type(error).__name__}: {error})") from error


def _issue(page: str) -> Issue:
    found = verify_page(page)
    if found.faults:
        first = found.faults[0]
        more = f", and {wording.counted(len(found.faults) - 1, 'more fault')}" if len(found.faults) > 1 else ""
        raise InputError(f"does not verify: {f'{first.row}: ' if first.row else ''}{first.reason}{more}")
    said = markup.read(page)
    if "issue" not in said.blocks:
        raise InputError("tells nothing to the issue after it: an older workbench wrote it; name its day with --since")
    data = json.loads(said.blocks["issue"])
    if data["schema"] > SCHEMA:
        raise InputError(f"is of schema {data['schema']}, newer than this workbench's {SCHEMA}")
    if data["schema"] < SCHEMA:
        raise InputError("does not list the issues before it: an older workbench wrote it; name its day with --since")
    evidence = read_evidence(said.blocks["evidence"])
    counts = {_text(key): (_text(name), _text(badge)) for key, (name, badge) in data["counts"].items()}
    cited = {one.citation.estimate_id: one for one in evidence.figures}
    if set(cited) != set(counts):
        raise InputError("the figures of its evidence are not those that it tells the issue after it")
    differences = {_text(row[0]): Differs(*map(_text, row[1:])) for row in data["discrepancies"]}
    own = (data["issue"], data["cut_off"], (seal.seal_of(said) or {})["file"][:12])
    return Issue(
        line=tuple(_earlier(*one) for one in (*data["earlier"], own)),
        detail=evidence.detail,
        reports=frozenset(map(_text, data["reports"])),
        figures={key: _stated(one, *counts[key]) for key, one in cited.items()},
        every_figure=len(cited) >= int(data["figures"]),
        differences=differences,
        every_difference=len(differences) >= int(data["discrepancies_of"]),
        judgments=None if data["judgments"] is None else tuple(map(_judged, data["judgments"])),
        sentence=_text(data["sentence"]),
    )


def _earlier(number: object, cut_off: object, mark: object) -> Earlier:
    day = _text(cut_off)
    return Earlier(_text(number), day and date.fromisoformat(day).isoformat(), _text(mark))


def _stated(one: Cited, counts: str, badge: str) -> Stated:
    return Stated(counts, wording.quantity({**one.fields}), one.shown[SHOWN[-1]], badge)


def _judged(data: Sequence[Any]) -> Judged:
    number, parts = data
    return Judged(int(number), {_text(name): _text(words) for name, words in parts.items()})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"a text was expected, not {type(value).__name__}")
    return value
