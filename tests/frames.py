"""A small invented story under the ledger contract, for the tests of every view: a flood on an invented river.

Rivers, places, bodies and outlets are invented, the sentences are written for these tests. It holds each kind of bound,
headline and body, a superseded figure, a denial, an unnamed speaker, a background number, dated and undated reports
(an interval of two ends, of one end, none) and numbers set aside.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from workbench import ledger
from workbench.model import content_id
from workbench.story import Story
from workbench.storyfile import Estimand, Place, StoryFile

Row = dict[str, Any]

STORY_FILE = StoryFile(
    title="Flood on the Velna",
    question="How many people has the flood on the Velna killed, and how many are still missing?",
    places=(Place("velna", "Velna valley"), Place("torrin", "Torrin", within="velna")),
    estimands=(
        Estimand("dead", "People confirmed dead in the Velna valley"),
        Estimand("missing", "People reported missing"),
        Estimand("evacuated", "People moved to shelters"),
        Estimand("rain", "Rain in one day at Torrin", unit="millimetre"),
        Estimand("valley", "People living in the valley", background=True),
    ),
)

ENTITIES: list[Row] = [
    {"entity_id": "interior", "name": "Interior Ministry", "kind": "body", "aliases": ["the ministry"]},
    {
        "entity_id": "governor",
        "name": "Governor of Velna",
        "kind": "person",
        "aliases": ["Ilse Marrow", "the governor"],
    },
    {"entity_id": "relief", "name": "Valley Relief Union", "kind": "group", "aliases": ["the union"]},
    {"entity_id": "weather", "name": "Weather Service", "kind": "body", "aliases": []},
    {"entity_id": "health-unnamed", "name": "unnamed health official", "kind": "unnamed person", "within": "interior"},
]

REPORTS: dict[str, Row] = {
    "courier-1": {
        "title": "At least 14 dead as Velna bursts its banks",
        "outlet": "Velna Courier",
        "wire": None,
        "published_earliest": "2031-05-02",
        "published_latest": "2031-05-02",
        "body": "At least 14 dead as Velna bursts its banks\n\n"
        "TORRIN, May 2 - The Interior Ministry said on Friday that at least 14 people had died. "
        "About 60 people are missing, the ministry said. "
        "Some 180,000 people live in the valley. "
        "The Weather Service measured 212 millimetres of rain at Torrin on Thursday. "
        "The bridge on Route 9 was closed at 6 a.m.\n\n"
        "Sign up to our newsletter",
        "chrome": "Sign up to our newsletter",
    },
    "harbour-1": {
        "title": "Flood toll: ministry counts 23",
        "outlet": "Harbour Times",
        "wire": "Inland Press",
        "published_earliest": "2031-05-04",
        "published_latest": "2031-05-04",
        "body": "Flood toll: ministry counts 23\n\n"
        "The Interior Ministry has counted 23 dead, up from 14 two days before. "
        "Governor Ilse Marrow put the dead at between 25 and 30. "
        "More than 4,000 people were moved to shelters, she said. "
        "Up to 75 people may be missing, a health official said on condition of anonymity. "
        "The Valley Relief Union said dozens were missing.",
    },
    "courier-2": {
        "title": "Union denies shelters hold 6,000",
        "outlet": "Velna Courier",
        "wire": None,
        "published_earliest": "2031-05-06",
        "published_latest": "2031-05-06",
        "body": "Union denies shelters hold 6,000\n\n"
        "The Valley Relief Union denied that 6,000 people were in shelters. "
        "Around 4,500 people slept in schools on Monday night, it said. "
        "The Interior Ministry now counts 31 dead. "
        "Fewer than 20 people are still missing, the ministry said.",
    },
    "digest": {
        "title": "What we know about the flood",
        "outlet": "Morning Digest",
        "wire": None,
        "published_earliest": "2031-05-04",
        "published_latest": "2031-05-07",
        "evidence": [("up from 14 two days before", "order")],
        "body": "What we know about the flood\n\n"
        "The ministry speaks of 31 dead. "
        "The number rose from 14 two days before the bridge fell. "
        "The governor had said 23 before she spoke of 25 to 30.",
    },
    "blog": {
        "title": "The valley after the water",
        "outlet": "Upriver Notes",
        "wire": None,
        "published_earliest": "2031-05-05",
        "published_latest": None,
        "body": "The valley after the water\n\n"
        "Volunteers of the Valley Relief Union believe no fewer than 40 people died. "
        "Several hundred people are said to be in church halls.",
    },
    "pamphlet": {
        "title": None,
        "outlet": None,
        "wire": None,
        "published_earliest": None,
        "published_latest": None,
        "body": "More than 50 dead, and nobody counts them. They drove 3 lorries.",
    },
}

#: report, sentence's first words, phrase, estimand, bound, value, low, best, high, claimant, and what differs.
ESTIMATES: list[tuple[str, str, str, str, str, float | None, float | None, float | None, str | None, Row]] = [
    ("courier-1", "At least 14 dead", "At least 14", "dead", "at least", 14, None, None, None, {"part": "headline"}),
    ("courier-1", "TORRIN, May 2 - ", "at least 14", "dead", "at least", 14, None, None, "interior", {}),
    ("courier-1", "About 60", "About 60", "missing", "about", 60, 60, 60, "interior", {}),
    (
        "courier-1",
        "Some 180,000",
        "Some 180,000",
        "valley",
        "about",
        180000,
        180000,
        180000,
        None,
        {"charted": False, "why_not": "background: the size of the whole population"},
    ),
    ("courier-1", "The Weather", "212 millimetres", "rain", "bare", 212, 212, 212, "weather", {"unit": "millimetre"}),
    ("harbour-1", "Flood toll", "23", "dead", "bare", 23, 23, 23, "interior", {"part": "headline"}),
    ("harbour-1", "The Interior", "23", "dead", "bare", 23, 23, 23, "interior", {}),
    (
        "harbour-1",
        "The Interior",
        "14",
        "dead",
        "bare",
        14,
        14,
        14,
        "interior",
        {"superseded": True, "as_of_earliest": "2031-05-02", "as_of_latest": "2031-05-02"},
    ),
    ("harbour-1", "Governor Ilse", "between 25 and 30", "dead", "range", 25, None, 30, "governor", {}),
    ("harbour-1", "More than 4,000", "More than 4,000", "evacuated", "more than", 4000, None, None, "governor", {}),
    ("harbour-1", "Up to 75", "Up to 75", "missing", "at most", None, None, 75, "health-unnamed", {"anonymous": True}),
    ("harbour-1", "The Valley", "dozens", "missing", "vague", 24, None, None, "relief", {}),
    (
        "courier-2",
        "Union denies",
        "6,000",
        "evacuated",
        "bare",
        6000,
        6000,
        6000,
        "relief",
        {"part": "headline", "stance": "denied"},
    ),
    ("courier-2", "The Valley", "6,000", "evacuated", "bare", 6000, 6000, 6000, "relief", {"stance": "denied"}),
    ("courier-2", "Around 4,500", "Around 4,500", "evacuated", "about", 4500, 4500, 4500, "relief", {}),
    ("courier-2", "The Interior", "31", "dead", "bare", 31, 31, 31, "interior", {}),
    ("courier-2", "Fewer than 20", "Fewer than 20", "missing", "less than", None, None, 20, "interior", {}),
    ("digest", "The ministry", "31", "dead", "bare", 31, 31, 31, "interior", {}),
    ("digest", "The number", "14", "dead", "bare", 14, 14, 14, None, {"superseded": True}),
    ("digest", "The governor", "23", "dead", "bare", 23, 23, 23, "governor", {"superseded": True}),
    ("digest", "The governor", "25 to 30", "dead", "range", 25, None, 30, "governor", {}),
    ("blog", "Volunteers", "no fewer than 40", "dead", "at least", 40, None, None, "relief", {"stance": "believed"}),
    ("blog", "Several", "Several hundred", "evacuated", "vague", 300, None, None, None, {"stance": "reported"}),
    ("pamphlet", "More than 50", "More than 50", "dead", "more than", 50, None, None, None, {}),
]

SET_ASIDE = [
    ("courier-1", "9", "Route 9", "name"),
    ("courier-1", "6 a.m.", "6 a.m.", "time"),
    ("courier-1", "May 2", "May 2", "date"),
    ("pamphlet", "3", "3 lorries", "other"),
]


def flood_story(**changes: Any) -> Story:
    """The invented flood as a ``Story``; ``changes`` replaces whole tables, or ``file`` and ``manifest``."""
    manifest = {"schema_version": 1, "model": "hand-made 0", "workbench": "0.1.0"}
    tables = {
        "files": ledger.frame("files", [_file_row(key, row) for key, row in REPORTS.items()]),
        "reports": ledger.frame("reports", [_report_row(key, row) for key, row in REPORTS.items()]),
        "passages": ledger.frame("passages", [row for key in REPORTS for row in _passages(key)]),
        "entities": ledger.frame("entities", ENTITIES),
        "attributions": ledger.frame("attributions", [_attribution(n, row) for n, row in enumerate(ESTIMATES)]),
        "claims": ledger.frame("claims", [_claim(n, row) for n, row in enumerate(ESTIMATES)]),
        "estimates": ledger.frame("estimates", [_estimate(n, row) for n, row in enumerate(ESTIMATES)]),
        "estimands": ledger.frame("estimands", [_estimand(one) for one in STORY_FILE.estimands]),
        "set_aside": ledger.frame("set_aside", [_aside(*row) for row in SET_ASIDE]),
    }
    file = changes.pop("file", STORY_FILE)
    manifest = changes.pop("manifest", manifest)
    return Story({**tables, **changes}, file=file, manifest=manifest)


def with_rows(story: Story, table: str, rows: Iterable[Mapping[str, Any]]) -> Story:
    """The story with ``rows`` in place of that table's."""
    return Story({**story.tables, table: ledger.frame(table, rows)}, file=story.file, manifest=story.manifest)


def rows_of(story: Story, table: str) -> list[Row]:
    """The rows of a table as plain values, missing ones left out."""
    arrow = pa.Table.from_pandas(getattr(story, table), schema=ledger.TABLES[table], preserve_index=False)
    return [{key: value for key, value in row.items() if value is not None} for row in arrow.to_pylist()]


def _id(key: str) -> str:
    return content_id("r", key)


def _file_row(key: str, row: Row) -> Row:
    sha = hashlib.sha256(row["body"].encode()).hexdigest()
    return {"file": f"reports/{key}.txt", "sha256": sha, "status": "loaded", "report_id": _id(key)}


def _report_row(key: str, row: Row) -> Row:
    text: str = row["body"]
    sha = hashlib.sha256(text.encode()).hexdigest()
    evidence = [
        {"start": None, "end": None, "text": words, "rule": rule, "says": None}
        for words, rule in row.get("evidence", [])
    ]
    chrome = len(row.get("chrome", "").split())
    return {
        "report_id": _id(key),
        "file": f"reports/{key}.txt",
        "sha256": sha,
        "encoding": "utf-8",
        "reader": "text 1",
        "text": text,
        "text_sha256": sha,
        "title": row["title"],
        "outlet": row["outlet"],
        "wire": row["wire"],
        "byline": [],
        "published_earliest": row["published_earliest"],
        "published_latest": row["published_latest"],
        "published_conflict": key == "digest",
        "published_evidence": evidence,
        "words_kept": len(text.split()) - chrome,
        "words_removed": chrome,
    }


def _passages(key: str) -> list[Row]:
    row, rows, at = REPORTS[key], [], 0
    for line in row["body"].split("\n"):
        role = "chrome" if line == row.get("chrome") else "title" if line == row["title"] else "body"
        if line.strip():
            rows.append({"report_id": _id(key), "start": at, "end": at + len(line), "role": role, "rule": "by hand"})
        at += len(line) + 1
    return rows


def _place(row: tuple[Any, ...]) -> tuple[int, int, int, int]:
    """Sentence and phrase offsets: the sentence begins with its first words and ends at a full stop or line end."""
    text = REPORTS[row[0]]["body"]
    at = 0 if row[9].get("part") == "headline" else (text.find("\n") + 1)
    start = text.index(row[1], at)
    ends = [found for mark in (". ", ".\n", "\n") if (found := text.find(mark, start + 12)) >= 0]
    end = min(ends, default=len(text))
    end += text[end : end + 1] == "."
    phrase = text.index(row[2], start, end)
    return start, end, phrase, phrase + len(row[2])


def _attribution(number: int, row: tuple[Any, ...]) -> Row:
    start, end, _, _ = _place(row)
    return {
        "attribution_id": f"a-{number:02}",
        "report_id": _id(row[0]),
        "source_start": start if row[8] else None,
        "source_end": min(end, start + 10) if row[8] else None,
        "speaker": row[8],
        "content": [],
        "relayed_by": [],
        "direct": False,
        "anonymous": row[9].get("anonymous", False),
        "stance": row[9].get("stance", "asserted"),
    }


def _claim(number: int, row: tuple[Any, ...]) -> Row:
    start, end, _, _ = _place(row)
    denied = row[9].get("stance") == "denied"
    return {
        "claim_id": f"c-{number:02}",
        "report_id": _id(row[0]),
        "start": start,
        "end": end,
        "attribution_id": f"a-{number:02}",
        "claim_type": "denial" if denied else "estimate",
        "denied": denied,
        "part": row[9].get("part", "body"),
        "topic": "toll",
    }


def _estimate(number: int, row: tuple[Any, ...]) -> Row:
    key, _, phrase, estimand, bound, low, best, high, claimant, more = row
    start, end, at, until = _place(row)
    report = REPORTS[key]
    return {
        "estimate_id": f"e-{number:02}",
        "claim_id": f"c-{number:02}",
        "attribution_id": f"a-{number:02}",
        "report_id": _id(key),
        "start": at,
        "end": until,
        "phrase": phrase,
        "value": best or low or high,
        "bound": bound,
        "low": low,
        "best": best,
        "high": high,
        "unit": "count",
        "noun": "people",
        "place": "torrin" if estimand == "rain" else "velna",
        "estimand": estimand,
        "estimand_basis": "story",
        "claimant": claimant,
        "anonymous": False,
        "stance": "asserted",
        "superseded": False,
        "as_of_earliest": report["published_earliest"],
        "as_of_latest": report["published_latest"],
        "as_of_evidence": "published",
        "part": "body",
        "charted": True,
        "sentence_start": start,
        "sentence_end": end,
        **more,
    }


def _estimand(one: Estimand) -> Row:
    return {
        "estimand": one.id,
        "name": one.name,
        "unit": one.unit,
        "basis": "story",
        "background": one.background,
        "example": "",
    }


def _aside(key: str, words: str, near: str, reason: str) -> Row:
    at = REPORTS[key]["body"].index(near) + near.index(words)
    return {"report_id": _id(key), "start": at, "end": at + len(words), "text": words, "reason": reason, "rule": reason}
