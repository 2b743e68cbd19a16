"""Which of the changes planted in the two shipped stories the queue names.

``python -m evaluation.shipped STORY_OR_LEDGER`` prints for each plant of the story's README.md whether a row of the
right kind stands on it. A plant is told by the words it stands in, in reports of our own.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evaluation.relations import opened
from workbench.compare.discrepancies.alignment import alignment_rows
from workbench.compare.discrepancies.queue import discrepancy_rows
from workbench.compare.lineage.stemma import lineage_with_inferred
from workbench.ledger import records
from workbench.story import Story

#: Name of the plant, what the file's name begins with, words in its sentence, kinds of row that name it.
Plant = tuple[str, str, str, str]

TROOPS: tuple[Plant, ...] = (
    ("P1 place moved to Kursk", "06", "Up to 11,000 North Korean soldiers confirmed", "place"),
    ("P1 place moved, first sentence", "06", "have confirmed that up to 11,000", "place"),
    ("P2 two holders merged", "06", "have confirmed that up to 11,000", "holders merged"),
    ("P2 certainty raised", "06", "have confirmed that up to 11,000", "certainty raised"),
    ("P3 are thought to, lost", "06", "More than 3,000 have already", "hedge dropped"),
    ("P3 the unnamed official, lost", "06", "More than 3,000 have already", "attribution dropped"),
    ("P4 ground for anonymity lost", "06", "They stand just 50", "anonymity dropped"),
    ("P5 it said, lost", "06", "has already shipped 1,000", "hedge dropped, attribution dropped"),
    ("P6 likelihood told as certain", "06", "will be used in combat", "hedge dropped, certainty raised"),
    ("P6 possibility told as certain", "06", "Pyongyang will be paid", "hedge dropped, certainty raised"),
    ("P7 at least, lost", "06", "speaking of 3,000 men", "hedge dropped"),
    ("P8 a short drive, added", "06", "a short drive from", "added in the retelling"),
    ("P9 some, lost in the summary", "03", "10,000", "headline against body"),
    ("P10 headline against body", "08", "10,000 North Koreans headed", "headline against body"),
    ("P11 first bullet against body", "08", "sent 10,000 soldiers to fight in Kursk", "headline against body"),
    ("P12 at least, lost", "08", "triple the 3,000", "hedge dropped"),
    ("P13 as many as, lost", "10", "8,000 North Korean", "headline against body"),
    ("P15 said becomes confirmed", "11", "up to 8,000", "certainty raised"),
    ("P16 at least, lost in the headline", "14", "10,000 North Koreans", "hedge dropped, headline against body"),
    ("P16 bounds lost", "14", "Around 10,000", "hedge dropped"),
    ("P18 two brigades multiplied out", "16", "12,000", "number, hedge dropped"),
    ("P19 planned told as there", "17_channel_posts.csv#0", "10,900", "status, hedge dropped"),
    ("P20 as many as, lost", "17_channel_posts.csv#1", "8,000", "hedge dropped"),
    ("P20 anonymity lost", "17_channel_posts.csv#1", "11,000", "anonymity dropped"),
)

FLOOD: tuple[Plant, ...] = (
    ("1 feared told as confirmed", "04", "20,000 Dead In Libya", "certainty raised, status"),
    ("1 lower end gone", "04", "has reached 20,000", "hedge dropped"),
    ("2 missing become dead", "04", "Another 10,000 died", "status"),
    ("2 missing become dead, second", "04", "10,000 people lost their lives", "status"),
    ("3 Derna becomes Libya", "04", "20,000 Dead In Libya", "place"),
    ("4 an estimate confirmed", "04", "confirmed 25 percent", "certainty raised"),
    ("4 of Derna becomes of the east", "04", "confirmed 25 percent", "place"),
    ("5 rain moved to Derna", "04", "More than 414", "place"),
    ("5 more than, added", "04", "More than 414", "hedge added"),
    ("5 source dropped", "04", "More than 414", "attribution dropped"),
    ("6 the east becomes the city", "04", "Some 36,000", "place"),
    ("6 more than becomes some", "04", "Some 36,000", "hedge dropped"),
    ("7 no fewer than, lost", "04", "400 foreigners", "hedge dropped"),
    ("8 might becomes will", "04", "will double", "hedge dropped, certainty raised"),
    ("9 range shortened in a subhead", "03", "toll could reach 20,000", "headline against body"),
    ("9 at least, lost in a subhead", "03", "17:50", "headline against body"),
    ("10 at least, lost", "06", "30,000", "hedge dropped"),
    ("11 children of OCHA become people of the centre", "07", "up from 55", "holder changed, status, number"),
    ("12 lower end left out", "08", "as many as 20,000", "hedge dropped"),
    ("13 at least, lost", "09", "3,958", "hedge dropped"),
    ("13 holders merged", "09", "3,958", "holders merged, holder changed"),
    ("14 asked becomes raised", "09", "$71.4 million", "status"),
    ("15 at least, lost in the headline", "11", "3,845", "headline against body"),
    ("16 Derna's toll for the whole", "11", "3,338", "place"),
)


def main() -> None:
    """Prints what was found."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.shipped", description=__doc__)
    parser.add_argument("story", type=Path)
    story = opened(parser.parse_args().story)
    for line in found(story, TROOPS if any("gatherall" in str(file) for file in story.reports["file"]) else FLOOD):
        print(line)


def found(story: Story, plants: Sequence[Plant]) -> Iterator[str]:
    """A line for each plant, and the sums."""
    lineage, _ = lineage_with_inferred(story)
    rows = discrepancy_rows(story, lineage, alignment_rows(story, lineage))
    reports = {_name(row): row for row in records(story.reports)}
    hits, used = 0, set[str]()
    for title, name, words, kinds in plants:
        report = next(row for key, row in sorted(reports.items()) if key.startswith(name))
        there = [row for row in rows if row["kind"] in kinds.split(", ") and _stands_on(row, report, words)]
        hits += bool(there)
        used |= {row["discrepancy_id"] for row in there}
        yield f"  {'found ' if there else 'MISSED'} {title}"
    beside = len(rows) - len(used)
    yield f"planted changes found: {hits} of {len(plants)}; rows in the queue: {len(rows)}, {beside} beside them"


def _name(row: Any) -> str:
    return Path(row.file).name + (f"#{row.part}" if row.part is not None else "")


def _stands_on(row: dict[str, Any], report: Any, words: str) -> bool:
    if row["b_report"] != report.report_id:
        return False
    return words in report.text[max(0, row["b_start"] - 1) : row["b_end"] + 1]


if __name__ == "__main__":
    main()
