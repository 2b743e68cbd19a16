"""Scores of the reading of pages: which lines of chrome are kept, which sentences are lost, and the dates.

Run as ``python -m evaluation.pages FOLDER --gold chrome.json [--dates relations.json]``. The gold names the role of
every physical line; a line counts as kept when most of its words are in passages with a prose role. ``--out`` writes
the roles of all passages. Nothing of this is part of the package.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.counts import Count, totals_of
from evaluation.dates import counts_of, line_of, lines_of, score_dates
from workbench.model import PROSE_ROLES, Report
from workbench.read import read_path
from workbench.storyfile import StoryFile, read_story_file

#: Gold roles that are provenance: they must be told from prose, and are neither chrome nor article.
_METADATA = re.compile(r"^(date|byline|image|caption|separator|contributor|tldr_label)")


@dataclass(frozen=True, slots=True)
class PageScore:
    """One page: chrome lines kept, article lines lost, provenance lines read as body, the article's words counted."""

    file: str
    chrome_kept: tuple[str, ...]
    article_lost: tuple[str, ...]
    provenance_as_body: tuple[str, ...]
    words: Count


def score_page(report: Report, lines: Sequence[Mapping[str, Any]]) -> PageScore:
    """The scores of one report against the gold's lines (``start``, ``end``, ``role``, ``article_text``)."""
    prose = [(p.start, p.end) for p in report.passages if p.role in PROSE_ROLES]
    body = [(p.start, p.end) for p in report.passages if p.role in {"body", "summary", "subhead"}]
    chrome, lost, provenance = [], [], []
    right = wrong = missed = 0
    for line in lines:
        words = _words(report.text, line["start"], line["end"])
        kept = _within(words, body if _METADATA.match(line["role"]) else prose)
        if line["article_text"] and not _METADATA.match(line["role"]):
            right, missed = right + kept, missed + len(words) - kept
            if words and kept < 0.5 * len(words):
                lost.append(line["text"])
        elif _METADATA.match(line["role"]):
            if words and kept >= 0.5 * len(words) and line["role"] != "tldr_label":
                provenance.append(line["text"])
        else:
            wrong += kept
            if words and kept >= 0.5 * len(words):
                chrome.append(line["text"])
    count = Count("pages", "words of the article", report.file, report.file, right, right + missed, right + wrong)
    return PageScore(report.file, tuple(chrome), tuple(lost), tuple(provenance), count)


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [found.span() for found in re.compile(r"\S+").finditer(text, start, end)]


def _within(words: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> int:
    return sum(1 for start, end in words if any(first <= start and end <= last for first, last in spans))


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the scores; the exit status is 0 when every page of the gold was read."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.pages", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--gold", type=Path, help="roles of the lines, as gold/chrome.json")
    parser.add_argument("--dates", type=Path, help="dates of the reports, as gold/relations.json")
    parser.add_argument("--story", type=Path, help="a story file, for wires and events")
    parser.add_argument("--out", type=Path, help="write the roles of all passages here")
    options = parser.parse_args(arguments)
    story = read_story_file(options.story) if options.story else StoryFile()
    reports = read_path(options.folder, story=story).reports
    missing = _print_pages(reports, options.gold) if options.gold else 0
    if options.dates:
        rows = score_dates(reports, json.loads(options.dates.read_text(encoding="utf-8"))["dates"])
        print("\n".join([*map(line_of, rows), *lines_of(list(counts_of(rows, "pages")))]))
    if options.out:
        options.out.write_text(json.dumps(_roles(reports), indent=1, ensure_ascii=False), encoding="utf-8")
    return 1 if missing else 0


def _print_pages(reports: Sequence[Report], gold: Path) -> int:
    files = json.loads(gold.read_text(encoding="utf-8"))["files"]
    by_file = {report.file: report for report in reports}
    scores = [score_page(by_file[one["file"]], one["lines"]) for one in files if one["file"] in by_file]
    for score in scores:
        total = totals_of([score.words])
        print(
            f"{score.file}: P {total.precision:.3f} R {total.recall:.3f} F1 {total.f1:.3f};"
            f" chrome lines kept {len(score.chrome_kept)}, article lines lost {len(score.article_lost)},"
            f" provenance lines read as body {len(score.provenance_as_body)}"
        )
        for kind, lines in (
            ("kept", score.chrome_kept),
            ("lost", score.article_lost),
            ("as body", score.provenance_as_body),
        ):
            for line in lines:
                print(f"    {kind}: {line[:100]}")
    if scores:
        mean = sum(totals_of([score.words]).f1 for score in scores) / len(scores)
        print(f"all {len(scores)}: F1 {mean:.3f} (mean of pages)")
    for one in files:
        if one["file"] not in by_file:
            print(f"{one['file']}: not read", file=sys.stderr)
    return len(files) - len(scores)


def _roles(reports: Sequence[Report]) -> dict[str, list[dict[str, Any]]]:
    return {
        report.file: [
            {"start": p.start, "end": p.end, "role": p.role, "rule": p.rule, "text": report.text[p.start : p.end]}
            for p in report.passages
        ]
        for report in reports
    }


if __name__ == "__main__":
    sys.exit(main())
