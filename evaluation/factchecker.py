"""The fact-checker's steps on the five real reports, and at each what must be seen.

``python -m evaluation.factchecker SHARED [--story story.toml]`` copies the reports of ``SHARED/corpus`` into a story
folder of its own, checks the sentence of 002 that ``SHARED/tradecraft/TASKS.md`` names under 6.2 and prints for each
step whether that is seen which it asks for. The sentence is told by its offsets; no word of it stands here. Acts of a
person are scripted and say so. Exit status 1 when something is not seen.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import workbench as wb
from evaluation.seen import See, opened, printed
from workbench.checks.checking import Check, Statement, not_independent
from workbench.checks.drawn import Drawn
from workbench.checks.log import entries_of, rating_of
from workbench.ledger import records
from workbench.look.worddiff import word_diff
from workbench.publish.detail import QUOTATION
from workbench.publish.exports import schemas

#: The sentence in 002, and the kinds of difference to 001 that step 3 names: D1 to D5, D7, D10 to D12.
SENTENCE = ("002", 27, 194)
BETWEEN = {"place", "time", "hedge dropped", "attribution dropped", "anonymity dropped", "certainty raised",
           "holders merged", "added in the retelling"}  # fmt: skip
EDITOR, SECOND = "editor", "second editor"


@dataclass(frozen=True, slots=True)
class Bench:
    """The check, the texts of the reports by their digits, and a folder to write to."""

    check: Check
    texts: dict[str, str]
    folder: Path

    @property
    def number(self) -> Statement:
        """The one number of the sentence."""
        (found,) = self.check.statements
        return found

    @property
    def drawn(self) -> Drawn:
        """What it seems drawn from."""
        (found,) = self.check.drawn
        return found

    def part(self, name: str) -> Any:
        """A part of the sentence."""
        return next(one for one in self.number.parts if one.name == name)

    def why(self, name: str) -> str:
        """What a finding rests on."""
        return " ".join(map(str, self.part(name).why))

    def stands(self, digits: str, place: bool) -> bool:
        """Whether a report gives the number, for the place of the sentence or for another."""
        return any(_digits(one.report) == digits and one.same_place is place for one in self.number.given)


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints each thing to see by its step, and how many are seen."""
    return printed("evaluation.factchecker", __doc__, _seen, arguments)


def _seen(shared: Path, story_file: Path, folder: Path) -> Iterator[See]:
    story = opened(shared, story_file, folder / "story")
    texts = {_digits(row._asdict()): row.text for row in records(story.reports)}
    digits, start, end = SENTENCE
    bench = Bench(wb.check(story, texts[digits][start:end]), texts, folder)
    for step in STEPS:
        yield from step(bench)


def paste(bench: Bench) -> Iterator[See]:
    """Step 1: the parts."""
    words = {one.name: bool(one.words) for one in bench.number.parts}
    wanted = dict.fromkeys(("who", "act", "number", "place", "status"), True)
    yield See(1, "who, act, number, place and status, each with its words", words == wanted)


def appear(bench: Bench) -> Iterator[See]:
    """Step 2: where it stands, and where first."""
    there = {_digits(one.report) for one in bench.number.given if one.same_place}
    first = bench.number.first
    yield See(2, "for the place of the sentence in 002 alone", there == {"002"})
    yield See(
        2, "for the other place in 000, 001 and 002", all(bench.stands(one, False) for one in ("000", "001", "002"))
    )
    yield See(2, "first in 001, on 30 October", first is not None and _digits(first) == "001"
              and first["published_latest"] == "2024-10-30")  # fmt: skip


def compare(bench: Bench) -> Iterator[See]:
    """Step 3: beside 001, word by word."""
    kinds = {row["kind"] for row in (*bench.drawn.differences, *bench.drawn.between)}
    diffs = [word_diff(one.words, bench.check.sentence) for one in bench.drawn.beside]
    marked = bool(diffs) and all(
        {one.change for side in both for one in side} >= {"dropped", "added"} for both in diffs
    )
    yield See(3, "001 set beside it", _digits(bench.drawn.parent) == "001")
    yield See(3, "aligned sentences with words dropped and added marked", marked)
    missing = BETWEEN - kinds
    yield See(3, f"D1 to D5, D7, D10 to D12{': missing ' + ', '.join(sorted(missing)) if missing else ''}", not missing)


def act(bench: Bench) -> Iterator[See]:
    """Step 4: how surely."""
    yield See(4, "too strong", bench.part("act").finding == "too strong")
    yield See(4, "the word of the other report for Seoul’s number", "“assess”" in bench.why("act"))
    yield See(4, "and for Washington’s own", "estimate" in bench.why("act"))


def place(bench: Bench) -> Iterator[See]:
    """Step 5: where."""
    near = [" ".join(bench.texts["001"][start : start + 60].split()) for start in (808, 1013)]
    yield See(5, "not supported", bench.part("place").finding == "not supported")
    yield See(5, "no total for the place but the one expected in 004", "“2,600” (expected)" in bench.why("place"))
    yield See(
        5, "the sentences on who is on the way, and on the units there", all(one in bench.why("place") for one in near)
    )


def who(bench: Bench) -> Iterator[See]:
    """Step 6: who holds which number."""
    merged = any(row["kind"] == "holders merged" for row in bench.drawn.differences)
    yield See(6, "the number is one side’s, the other has its own", "10,000" in bench.why("who")
              and bench.part("who").finding == "supported in part")  # fmt: skip
    yield See(6, "the merger raised", merged)


def support(bench: Bench) -> Iterator[See]:
    """Step 7: the three counts."""
    yield See(7, "3 reports, 1 origin, 1 source", bench.number.badge == "3 reports / 1 origin / 1 source")
    yield See(7, "a line to quote", "not independent" in not_independent(bench.number))


def verdict(bench: Bench) -> Iterator[See]:
    """Step 8: the verdict by part; the label of the whole is a scripted act."""
    found = {one.name: one.finding for one in bench.number.parts}
    wanted = {"number": "supported", "place": "not supported", "act": "too strong"}
    proposed = rating_of(bench.check)
    label = bench.check.label("not supported")
    wb.record_check(bench.check, act="rated", words=label, who=EDITOR)
    yield See(8, "number supported, place unsupported, verb too strong", wanted.items() <= found.items())
    yield See(8, "a label proposed and nobody’s until one is given", proposed == (label, None))
    yield See(8, "the label given by an editor (scripted)", rating_of(bench.check) == (label, EDITOR))
    yield See(8, "what would change each part", all(one.would_change for one in bench.number.parts))


def reply(bench: Bench) -> Iterator[See]:
    """Step 9: the query, and the log of scripted acts."""
    query = wb.query_to_outlet(bench.check)
    wb.record_check(bench.check, act="sent", who=EDITOR)
    wb.record_check(bench.check, act="answered", words="under review", who=EDITOR)
    wb.record_check(bench.check, act="corrected", words="the place", who=EDITOR)
    acts = [one.act for one in entries_of(bench.check)]
    yield See(9, "a query with the three exact differences", "find 3 differences" in query)
    yield See(9, "sent, answered, corrected in the log (scripted)", acts == ["rated", "sent", "answered", "corrected"])


def publish(bench: Bench) -> Iterator[See]:
    """Step 10: the files, and a second editor's scripted dissent."""
    wb.record_check(bench.check, act="dissented", words="one part holds", who=SECOND)
    page, review, _ = wb.write_check(bench.check, bench.folder / "check.html", detail="snippet")
    data = json.loads(review.read_text(encoding="utf-8"))
    claim = data["@graph"][0]["itemReviewed"]
    quotes = [one.sentence.text for one in bench.number.given] + [one.words for one in bench.drawn.beside]
    shown = [one for one in quotes if len(one.split()) <= QUOTATION]
    whole = " ".join(bench.texts.values())
    text = page.read_text(encoding="utf-8")
    yield See(10, "a review with appearance and first appearance that meets its schema", _meets(data) and bool(
        claim["appearance"] and claim.get("firstAppearance")))  # fmt: skip
    yield See(10, "every quotation verbatim", bool(shown) and all(one in whole for one in quotes))
    yield See(10, "no quotation over the limit in the page for snippets", "[…]" in text or len(shown) == len(quotes))
    yield See(10, "the dissent in every file (scripted)", all(
        "one part holds" in path.read_text(encoding="utf-8-sig") for path in (page, review, page.with_suffix(".csv"))
    ))  # fmt: skip


def _meets(data: Any) -> bool:
    try:
        schemas.check(data, "claimreview")
    except wb.InputError:
        return False
    return True


STEPS: tuple[Callable[[Bench], Iterator[See]], ...] = (
    paste, appear, compare, act, place, who, support, verdict, reply, publish,
)  # fmt: skip


def _digits(report: Any) -> str:
    return Path(report["file"]).name[:3]


if __name__ == "__main__":
    sys.exit(main())
