"""What an act changed beyond the row it was made on: counts behind figures, the queue of differences, what is drawn.

What is here: two states of one story held against each other, in sentences for the person who has just acted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from workbench.ledger import names_of, plain_rows
from workbench.look import wording
from workbench.look.support import figure
from workbench.story import Story

#: So many changed badges are told one by one; of the rest only how many.
MOST = 4

_Rows = Mapping[str, Mapping[str, Any]]


def effects(before: Story, after: Story) -> list[str]:
    """What else is different after an act, the counts behind figures first; nothing where nothing is."""
    badges = list(_badges(before, after))
    more = [f"{len(badges) - MOST} more figures have other counts"] if len(badges) > MOST else []
    return [*badges[:MOST], *more, *_differences(before, after), *_drawn(before, after), *_links(before, after)]


def _badges(before: Story, after: Story) -> Iterator[str]:
    """Each figure whose counts are others than before, and each that came or went.

    Figures are matched by the estimates they share, since one whose value was corrected has another id.
    """
    old = plain_rows(before.corroboration)
    titles = names_of(after.estimands, "estimand")
    seen: set[str] = set()
    for row in plain_rows(after.corroboration):
        was = max(old, key=lambda one: _alike(one, row), default=None)
        if was is None or not any(_alike(was, row)):
            yield f"{_named(row, titles)} now has counts: {counts(row)}"
            continue
        seen.add(was["figure_id"])
        if counts(was) != counts(row) or figure(was) != figure(row):
            turned = "" if figure(was) == figure(row) else f" is now {figure(row)}"
            yield f"{_named(was, titles)}{turned}: {counts(was)} → {counts(row)}"
    for was in old:
        if was["figure_id"] not in seen:
            yield f"{_named(was, titles)}: no longer a figure of its own"


def _alike(one: Mapping[str, Any], other: Mapping[str, Any]) -> tuple[bool, bool, int]:
    shared = len(set(one["estimates"]) & set(other["estimates"]))
    return one["figure_id"] == other["figure_id"], shared > 0 and one["value"] == other["value"], shared


def _named(row: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    return f"{figure(row)} ({titles.get(row['estimand'], row['estimand'])})"


def counts(row: Mapping[str, Any]) -> str:
    """Reports, origins and ultimate sources as three numbers, the unknown after a plus."""
    three = "/".join(str(len(row[name])) for name in ("reports", "origins", "ultimate_sources"))
    return f"{three} + {len(row['unknown'])} unknown" if len(row["unknown"]) else three


def _differences(before: Story, after: Story) -> Iterator[str]:
    was, now = (
        {row["discrepancy_id"] for row in plain_rows(story.discrepancies) if row["state"] == "open"}
        for story in (before, after)
    )
    if gone := len(was - now):
        yield f"{wording.counted(gone, 'difference')} closed"
    if new := len(now - was):
        yield f"{wording.counted(new, 'difference')} opened"


def _drawn(before: Story, after: Story) -> Iterator[str]:
    was, now = (
        {row["estimate_id"] for row in plain_rows(story.estimates) if row["charted"]} for story in (before, after)
    )
    if more := len(now - was):
        yield f"{wording.counted(more, 'figure')} newly in the chart"
    if less := len(was - now):
        yield f"{wording.counted(less, 'figure')} out of the chart"


def _links(before: Story, after: Story) -> Iterator[str]:
    was, now = (
        {(row["child"], row["parent"]) for row in plain_rows(story.lineage) if row["state"] != "denied"}
        for story in (before, after)
    )
    if gone := len(was - now):
        yield f"{wording.counted(gone, 'link')} between reports no longer counts"
    if new := len(now - was):
        yield f"{wording.counted(new, 'link')} between reports counts"
