"""The names of a story: who holds what, under which words, and what a merging, splitting or renaming would change.

What is here: plain values for a page. The acts themselves are in ``acting.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from workbench.corrections.working import row_id
from workbench.ledger import names_of, plain_rows
from workbench.look import wording
from workbench.look.styles import shortened
from workbench.story import Story

#: So many names are listed; a search finds the rest.
MOST = 40
#: Characters of a name's other names that are shown.
LONGEST = 90
NO_WORDS = "no words of its own"


def names_page(story: Story, search: str, chosen: str) -> dict[str, Any]:
    """The names a search finds, those that hold most figures first, and the one that was chosen."""
    held = Counter(row["claimant"] for row in plain_rows(story.estimates) if row["claimant"])
    said = Counter(row["speaker"] for row in plain_rows(story.attributions) if row["speaker"])
    rows = [row for row in plain_rows(story.entities) if _is_found(row, search.casefold())]
    rows.sort(key=lambda row: (-held[row["entity_id"]], -said[row["entity_id"]], str(row["name"]).casefold()))
    names = names_of(story.entities, "entity_id")
    shown = [
        {"id": row["entity_id"], "name": row["name"] or row["entity_id"], "kind": row["kind"] or "",
         "aliases": shortened("; ".join(_aliases(row)), LONGEST),
         "within": names.get(row["within"], row["within"] or ""),
         "holds": _holds(held[row["entity_id"]], said[row["entity_id"]])}
        for row in rows
    ]  # fmt: skip
    caption = f"{wording.counted(len(rows), 'name')}" + (f", the first {MOST} shown" if len(rows) > MOST else "")
    found = next((row for row in plain_rows(story.entities) if row["entity_id"] == chosen), None)
    form = None
    if found:
        form = {"id": chosen, "name": found["name"] or chosen, "kind": found["kind"] or "",
                "holds": _holds(held[chosen], said[chosen]), "words": words_of(story, chosen)}  # fmt: skip
    return {"search": search, "caption": caption, "rows": shown[:MOST], "chosen": form}


def _is_found(row: dict[str, Any], wanted: str) -> bool:
    return wanted in " ".join([str(row["name"]), *_aliases(row), str(row["kind"])]).casefold()


def _aliases(row: dict[str, Any]) -> list[str]:
    """The other names of an entity; a missing list is an empty one."""
    return [] if row["aliases"] is None else list(row["aliases"])


def _holds(figures: int, sayings: int) -> str:
    told = [wording.counted(figures, "figure")] * bool(figures) + [wording.counted(sayings, "saying")] * bool(sayings)
    return ", ".join(told)


def words_of(story: Story, entity: str) -> list[dict[str, Any]]:
    """The words of the reports that lead to an entity, the commonest first, with how many rows hang on each."""
    counts = Counter(words for words, _, _ in _tied(story, entity))
    return [{"words": words, "count": count} for words, count in counts.most_common()]


def rows_by(story: Story, entity: str, words: Collection[str]) -> list[tuple[str, str]]:
    """The rows that lead to an entity by one of these words, each by table and id: names, sayings and figures."""
    return [(table, row) for said, table, row in _tied(story, entity) if said in words]


def _tied(story: Story, entity: str) -> Iterator[tuple[str, str, str]]:
    """Each row that names the entity, under the words that it does so by; a figure under those of who says it."""
    for row in plain_rows(story.mentions):
        if row["entity_id"] == entity:
            yield _flat(row["text"]), "mentions", row_id("mentions", row)
    texts = {row["report_id"]: row["text"] or "" for row in plain_rows(story.reports)}
    sources: dict[str, str] = {}
    for row in plain_rows(story.attributions):
        if row["source_start"] is not None and row["source_end"] is not None:
            sources[row["attribution_id"]] = _flat(texts[row["report_id"]][row["source_start"] : row["source_end"]])
        if row["speaker"] == entity:
            yield sources.get(row["attribution_id"], NO_WORDS), "attributions", row["attribution_id"]
    for row in plain_rows(story.estimates):
        if row["claimant"] == entity:
            yield sources.get(row["attribution_id"], NO_WORDS), "estimates", row["estimate_id"]


def _flat(words: str | None) -> str:
    return " ".join(str(words).split())
