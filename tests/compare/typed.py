"""A few invented reports with what was read in them, typed in as words and turned into a story.

Offsets are found from the words, so a test shows sentences and never counts characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workbench import ledger
from workbench.story import Story

Row = dict[str, Any]

ENTITIES: list[Row] = [
    {"entity_id": "harbour", "name": "Harbour Board", "kind": "body", "aliases": ["the board"]},
    {"entity_id": "board-spokesman", "name": "Odo Lind", "kind": "person", "within": "harbour"},
    {"entity_id": "coast", "name": "Coast Guard", "kind": "body"},
    {
        "entity_id": "board-and-guard",
        "name": "Harbour Board; Coast Guard",
        "kind": "group",
        "members": ["harbour", "coast"],
    },
    {"entity_id": "ministry", "name": "Sea Ministry", "kind": "body"},
    {"entity_id": "pilots", "name": "Pilot Service", "kind": "body", "within": "ministry"},
    {"entity_id": "lights", "name": "Lighthouse Service", "kind": "body", "within": "ministry"},
    {"entity_id": "keeper", "name": "Runa Holm", "kind": "person", "within": "lights"},
    {"entity_id": "officer", "name": "unnamed officer", "kind": "unnamed person", "within": "coast"},
    {"entity_id": "watch", "name": "harbour police", "kind": "body"},
    {"entity_id": "crews", "name": "crews", "kind": "group"},
    {"entity_id": "norra", "name": "Norra", "kind": "place"},
    {"entity_id": "lower-norra", "name": "Lower Norra", "kind": "place", "within": "norra"},
    {"entity_id": "sudra", "name": "Sudra", "kind": "place"},
]


def story_of(
    reports: Mapping[str, str],
    *,
    figures: Iterable[Row] = (),
    sayings: Iterable[Row] = (),
    days: Iterable[Row] = (),
    places: Iterable[Row] = (),
    titles: Mapping[str, str] | None = None,
    facts: Mapping[str, Row] | None = None,
) -> Story:
    """A story of reports by name; each other row names its ``report`` and its words.

    A figure has ``words`` and columns of estimates; a saying ``source``, ``cue``, ``content`` words and columns of
    attributions; a day ``words`` with ``earliest`` and ``latest``; a place ``words`` and ``entity_id``. ``facts`` are
    columns of the table of reports by name.
    """
    texts = {key: (f"{titles[key]}\n\n" if titles and key in titles else "") + text for key, text in reports.items()}
    return Story(
        {
            "reports": ledger.frame(
                "reports", [_report(key, text, (facts or {}).get(key, {})) for key, text in texts.items()]
            ),
            "passages": ledger.frame(
                "passages", [row for key in texts for row in _passages(key, texts[key], titles or {})]
            ),
            "entities": ledger.frame("entities", [{"aliases": [], "members": [], **row} for row in ENTITIES]),
            "attributions": ledger.frame("attributions", [_saying(texts, n, row) for n, row in enumerate(sayings)]),
            "estimates": ledger.frame("estimates", [_figure(texts, n, row) for n, row in enumerate(figures)]),
            "times": ledger.frame("times", [_day(texts, row) for row in days]),
            "mentions": ledger.frame("mentions", [_place(texts, row) for row in places]),
        }
    )


def edge(child: str, parent: str, **more: Any) -> Row:
    """A row of the lineage."""
    return {"child": child, "parent": parent, "kind": "wholly", "state": "proposed", **more}


def kinds(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The kinds of the rows of a queue, sorted."""
    return sorted(str(row["kind"]) for row in rows)


def _report(key: str, text: str, more: Row) -> Row:
    return {
        "report_id": key,
        "file": f"{key}.txt",
        "text": text,
        "byline": [],
        "published_evidence": [],
        "published_conflict": False,
        **more,
    }


def _passages(key: str, text: str, titles: Mapping[str, str]) -> list[Row]:
    start = len(titles[key]) + 2 if key in titles else 0
    rows = [{"report_id": key, "start": 0, "end": start - 2, "role": "title"}] if start else []
    return [*rows, {"report_id": key, "start": start, "end": len(text), "role": "body"}]


def _span(texts: Mapping[str, str], row: Row, words: str) -> tuple[int, int]:
    start = texts[row["report"]].index(words, texts[row["report"]].index(row["after"]) if "after" in row else 0)
    return start, start + len(words)


def _figure(texts: Mapping[str, str], number: int, row: Row) -> Row:
    start, end = _span(texts, row, row["words"])
    value, bound = row["value"], row.get("bound", "bare")
    low = None if bound in {"at most", "less than"} else value
    high = None if bound in {"at least", "more than"} else value
    columns = {key: row[key] for key in row if key in ledger.columns("estimates")}
    return {
        "estimate_id": f"e{number}",
        "report_id": row["report"],
        "start": start,
        "end": end,
        "phrase": row["words"],
        "low": low,
        "high": high,
        "unit": "count",
        "noun": "ferries",
        "estimand": "ferries-sunk",
        "stance": "asserted",
        "part": "body",
        "charted": True,
        "anonymous": False,
        "superseded": False,
        "bound": bound,
        **columns,
    }


def _saying(texts: Mapping[str, str], number: int, row: Row) -> Row:
    source = _span(texts, row, row["source"]) if row.get("source") else (None, None)
    cue = _span(texts, row, row["cue"])
    content = _span(texts, row, row["content"])
    columns = {key: row[key] for key in row if key in ledger.columns("attributions")}
    return {
        "attribution_id": f"a{number}",
        "report_id": row["report"],
        "direct": False,
        "anonymous": False,
        "stance": "asserted",
        "relayed_by": [],
        **columns,
        "source_start": source[0],
        "source_end": source[1],
        "cue_start": cue[0],
        "cue_end": cue[1],
        "content": [{"start": content[0], "end": content[1]}],
    }


def _day(texts: Mapping[str, str], row: Row) -> Row:
    start, end = _span(texts, row, row["words"])
    columns = {key: row[key] for key in row if key in ledger.columns("times")}
    return {"report_id": row["report"], "type": "DATE", "rule": "weekday", **columns, "start": start, "end": end}


def _place(texts: Mapping[str, str], row: Row) -> Row:
    start, end = _span(texts, row, row["words"])
    return {
        "report_id": row["report"],
        "start": start,
        "end": end,
        "text": row["words"],
        "label": row.get("label", "GPE"),
        "entity_id": row["entity_id"],
    }
