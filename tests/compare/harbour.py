"""Small invented stories about boats lost in a harbour, typed in by hand: who says how many, in which report, on whose
word. Nothing is read or annotated; the text of a report is the sentences of its figures, one a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workbench import ledger
from workbench.story import Story
from workbench.storyfile import Place, StoryFile

Row = dict[str, Any]

ENTITIES: list[Row] = [
    {"entity_id": "port", "name": "Port Office", "kind": "body", "within": "velna"},
    {"entity_id": "guard", "name": "Coast Guard", "kind": "body", "within": "velna"},
    {"entity_id": "velna", "name": "Velna", "kind": "state"},
    {"entity_id": "torrin", "name": "Torrin", "kind": "state"},
    {"entity_id": "marrow", "name": "Ilse Marrow", "kind": "person", "within": "port"},
    {"entity_id": "both", "name": "Velna and Torrin", "kind": "group", "members": ["velna", "torrin"]},
    {"entity_id": "insurers", "name": "Insurers' Union", "kind": "group"},
    {"entity_id": "officials", "name": "officials", "kind": "group"},
    {"entity_id": "office", "name": "authorities", "kind": "body"},
    {"entity_id": "unnamed-port", "name": "senior port official", "kind": "unnamed person", "within": "port"},
    {"entity_id": "unnamed-other", "name": "port insider", "kind": "unnamed person", "within": "port"},
    {"entity_id": "unnamed", "name": "aid official", "kind": "unnamed person"},
    {"entity_id": "gazette", "name": "The Gazette", "kind": "body"},
    {"entity_id": "herald", "name": "The Herald", "kind": "body"},
    {"entity_id": "bay", "name": "the bay", "kind": "place"},
    {"entity_id": "north", "name": "the north bay", "kind": "place", "within": "bay"},
    {"entity_id": "south", "name": "the south bay", "kind": "place", "within": "bay"},
]

ESTIMANDS = ("lost", "missing", "planned", "ships", "crew")

FILE = StoryFile(title="Boats on the Velna", places=(Place("bay", "the bay"),))


def says(report: str, number: float | tuple[float, float], by: str | None = None, **more: Any) -> Row:
    """A figure: which report says how many on whose word; ``words`` is its phrase, ``bound`` how it is worded."""
    return {"report": report, "number": number, "by": by, **more}


def story(
    reports: Mapping[str, str | tuple[str | None, str | None] | None],
    figures: Sequence[Row],
    *,
    draws: Iterable[tuple[str, str] | tuple[str, str, str]] = (),
    outlets: Mapping[str, str] | None = None,
    wires: Mapping[str, str] | None = None,
) -> Story:
    """A story of reports with their days, their figures, and which draws on which (child, parent, kind)."""
    outlets, wires = outlets or {}, wires or {}
    texts: dict[str, str] = dict.fromkeys(reports, "")
    estimates: list[Row] = []
    attributions: list[Row] = []
    claims: list[Row] = []
    for number, one in enumerate(figures):
        start = len(texts[one["report"]])
        words = one.get("words") or _worded(one)
        sentence = one.get("sentence") or f"{words} boats were lost."
        same = one.get("same_sentence")
        if same:
            start = estimates[-1]["sentence_start"]
            sentence = texts[one["report"]][start:].rstrip("\n")
        else:
            texts[one["report"]] += sentence + "\n"
        estimates.append(_estimate(number, one, words, start, sentence))
        attributions.append(_attribution(number, one))
        claims.append(
            {
                "claim_id": f"c{number:02}",
                "report_id": one["report"],
                "start": start,
                "end": start + len(sentence),
                "attribution_id": f"a{number:02}",
                "denied": False,
            }
        )
    rows = [_report(key, days, texts[key], outlets.get(key), wires.get(key)) for key, days in reports.items()]
    return Story(
        {
            "reports": ledger.frame("reports", rows),
            "entities": ledger.frame("entities", ENTITIES),
            "estimands": ledger.frame(
                "estimands", [{"estimand": one, "name": f"Boats {one}", "basis": "story"} for one in ESTIMANDS]
            ),
            "attributions": ledger.frame("attributions", attributions),
            "claims": ledger.frame("claims", claims),
            "estimates": ledger.frame("estimates", estimates),
            "lineage": ledger.frame("lineage", [edge(*one) for one in draws]),
        },
        file=FILE,
    )


def edge(child: str, parent: str, kind: str = "wholly", *, state: str = "proposed") -> Row:
    """A row of lineage."""
    return {
        "child": child,
        "parent": parent,
        "kind": kind,
        "direction_certain": True,
        "evidence": [],
        "basis": "judged",
        "state": state,
    }


def _worded(one: Row) -> str:
    words = {"bare": "", "about": "about ", "at least": "at least ", "more than": "more than ", "at most": "up to "}
    low, high = _ends(one)
    return f"{low:g} to {high:g}" if low != high else f"{words.get(one.get('bound', 'bare'), '')}{low:g}"


def _ends(one: Row) -> tuple[float, float]:
    number = one["number"]
    return number if isinstance(number, tuple) else (number, number)


def _estimate(number: int, one: Row, words: str, start: int, sentence: str) -> Row:
    low, high = _ends(one)
    bound = one.get("bound", "range" if low != high else "bare")
    exact = bound in ("bare", "about")
    at = start + sentence.index(words)
    return {
        "estimate_id": f"e{number:02}",
        "claim_id": f"c{number:02}",
        "attribution_id": f"a{number:02}",
        "report_id": one["report"],
        "start": at,
        "end": at + len(words),
        "phrase": words,
        "value": low if low == high else None,
        "bound": bound,
        "low": None if bound in ("at most", "less than") else low,
        "best": low if exact else None,
        "high": None if bound in ("at least", "more than", "vague") else high,
        "trend": one.get("trend"),
        "unit": one.get("unit", "count"),
        "noun": one.get("noun", "boats"),
        "per": one.get("per"),
        "place": one.get("place"),
        "estimand": one.get("of", "lost"),
        "estimand_basis": "story",
        "claimant": one["by"],
        "anonymous": one.get("unnamed") is not None,
        "stance": one.get("stance", "asserted"),
        "superseded": one.get("former", False),
        "as_of_earliest": one.get("day"),
        "as_of_latest": one.get("day"),
        "part": one.get("part", "body"),
        "revises": one.get("revises"),
        "subset_of": one.get("part_of"),
        "charted": one.get("charted", True),
        "why_not": None if one.get("charted", True) else "a change, not a level",
        "sentence_start": start,
        "sentence_end": start + len(sentence),
    }


def _attribution(number: int, one: Row) -> Row:
    return {
        "attribution_id": f"a{number:02}",
        "report_id": one["report"],
        "content": [],
        "speaker": one.get("unnamed") or one.get("speaker") or one["by"],
        "relayed_by": [],
        "direct": False,
        "anonymous": one.get("unnamed") is not None,
    }


def _report(
    key: str, days: str | tuple[str | None, str | None] | None, text: str, outlet: str | None, wire: str | None
) -> Row:
    earliest, latest = (days, days) if isinstance(days, str) else days or (None, None)
    return {
        "report_id": key,
        "file": f"reports/{key}.txt",
        "text": text,
        "title": None,
        "outlet": outlet,
        "wire": wire,
        "published_earliest": earliest,
        "published_latest": latest,
        "published_evidence": [],
    }
