"""The flood of ``frames.py`` with what comparison would find in it, typed in by hand, for the tests of its views."""

from __future__ import annotations

from typing import Any

from tests.frames import flood_story, with_rows
from workbench.model import content_id
from workbench.story import Story

COURIER, HARBOUR, DIGEST, BLOG = (content_id("r", key) for key in ("courier-1", "harbour-1", "digest", "blog"))


def link(child: str, parent: str, **more: Any) -> dict[str, Any]:
    """A row of the lineage."""
    evidence = [{"kind": "fact", "text": "23", "score": 1.0}]
    plain = {"kind": "partly", "direction_certain": True, "basis": "judged", "state": "proposed"}
    return {"child": child, "parent": parent, "evidence": evidence, **plain, **more}


def difference(at: int = 1, **more: Any) -> dict[str, Any]:
    """A row of the queue: what the Harbour Times and the digest say of the governor's figure."""
    text = flood_story().reports.set_index("report_id")["text"]
    first, then = "Governor Ilse Marrow put the dead at between 25 and 30.", "The governor had said 23"
    plain = {
        "discrepancy_id": f"d-{at}", "kind": "hedge dropped", "severity": "medium", "reading": "A hedge is gone.",
        "a_report": HARBOUR, "a_start": text[HARBOUR].index(first),
        "a_end": text[HARBOUR].index(first) + len(first), "b_report": DIGEST, "b_start": text[DIGEST].index(then),
        "b_end": len(text[DIGEST]), "state": "open",
    }  # fmt: skip
    return {**plain, **more}


def figure(**more: Any) -> dict[str, Any]:
    """A row of corroboration: the 23 of the ministry, in two reports of one chain."""
    plain = {
        "figure_id": "f-1", "estimand": "dead", "value": 23.0, "low": 23.0, "high": 23.0,
        "estimates": ["e-05", "e-06"], "variants": [{"claimant": "interior", "bound": "bare"}],
        "reports": [HARBOUR, DIGEST], "origins": [[HARBOUR, DIGEST]], "ultimate_sources": ["interior"], "unknown": [],
    }  # fmt: skip
    return {**plain, **more}


INFERRED = {
    "id": "1", "children": [BLOG, DIGEST],
    "variants": [{"text": "the bridge fell", "reports": [], "starts": [], "ends": [], "other": "the bridge gave way"}],
}  # fmt: skip


def compared_story() -> Story:
    """The flood with a lineage, a version nobody has seen, a queue, alignments and counts."""
    story = with_rows(flood_story(), "corroboration", [figure()])
    aligned = {"a_report": HARBOUR, "a_start": 0, "a_end": 60, "b_report": DIGEST, "b_start": 0, "b_end": 27,
               "score": 0.6, "labels": ["hedge dropped"]}  # fmt: skip
    story = with_rows(story, "alignments", [aligned])
    links = [link(DIGEST, HARBOUR), link(BLOG, "inferred:1"), link(DIGEST, "inferred:1"),
             link(HARBOUR, "wire:Inland Press", basis="measured")]  # fmt: skip
    story = with_rows(with_rows(story, "lineage", links), "inferred_parents", [INFERRED])
    rows = [
        difference(1, kind="number", severity="high", reading="Another number."),
        difference(2),
        difference(3, severity="low", state="dismissed", reason="a slip of the pen"),
        difference(4, kind="conflict", severity="high", reading="Both cannot be right."),
        difference(5, b_report=None, b_start=None, b_end=None, kind="added in the retelling"),
    ]
    return with_rows(story, "discrepancies", rows)
