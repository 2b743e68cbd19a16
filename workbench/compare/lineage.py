"""Which report draws on which: directed edges from child to parent, each with the words that say so."""

from __future__ import annotations

from typing import Any

from workbench import ledger
from workbench.compare import shingles
from workbench.compare.prose import proses, stretches_by_report
from workbench.story import Story

#: Containment of four-word shingles outside quotations from which two texts are related.
RELATED = 0.12


def lineage_rows(story: Story) -> list[dict[str, Any]]:
    """The rows of ``lineage``, in order of child and parent."""
    reports = sorted(ledger.records(story.reports), key=lambda row: (row.published_earliest or "9999", row.report_id))
    ids = [row.report_id for row in reports]
    index = shingles.index_of(ids, [row.text for row in reports], stretches_by_report(story.tables["passages"], ids))
    words = proses(story.tables)
    rows = []
    for overlap in shingles.overlaps(index):
        if overlap.containment < RELATED:
            continue
        parent, child = reports[overlap.a], reports[overlap.b]
        a, b = words[child.report_id], words[parent.report_id]
        evidence = [
            {
                "kind": "overlap",
                **dict(zip(("child_start", "child_end"), a.span(run.a_first, run.a_last), strict=True)),
                **dict(zip(("parent_start", "parent_end"), b.span(run.b_first, run.b_last), strict=True)),
                "text": " ".join(a.words[run.a_first : run.a_last]),
                "score": float(run.length),
            }
            for run in shingles.runs(a, b)
        ]
        certain = bool(
            parent.published_latest and child.published_earliest and parent.published_latest < child.published_earliest
        )
        rows.append(
            {
                "child": child.report_id,
                "parent": parent.report_id,
                "kind": "wholly" if overlap.b_in_a >= 0.9 else "partly",
                "direction_certain": certain,
                "evidence": evidence,
                "basis": "judged",
                "state": "proposed",
            }
        )
    return rows
