"""What the page shows of a desk, as plain values; the page sets every one of them as text.

What is here: the frame, and which page stands in it. Each page's values are made in the module named after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workbench.corrections.acts import OPINIONS, PARTY_KINDS
from workbench.look import wording
from workbench.look.review import said
from workbench.look.review.card import card
from workbench.look.review.desk import Desk, Pending
from workbench.look.review.fields import options_of
from workbench.look.review.grading import claim_grade, lists, register
from workbench.look.review.loose import loose_page, orphans
from workbench.look.review.nameslist import names_page
from workbench.look.review.queue import KINDS, RULE
from workbench.look.review.reportpane import pane
from workbench.look.review.rows import page_of
from workbench.story import Story

#: Lines of a preview that are shown; the rest is counted.
MOST = 12
#: Lines of the log that are shown beside the queue, and on the page of the log.
LOG = (6, 300)
LOG_ABOUT = (
    "Every act is one line of corrections.jsonl, in the order of writing, and survives a rebuild and a new model. "
    "Taking one back writes another line; nothing is ever deleted."
)


def shown(desk: Desk) -> dict[str, Any]:
    """The whole page of a desk."""
    waiting = sum(count.waiting for count in desk.queue.counts if count.kind != "unsure")
    unsure = sum(count.waiting for count in desk.queue.counts if count.kind == "unsure")
    reviewed = len({key for key, verdict in said.verdicts(desk.story).items() if verdict != "unsure"})
    told = [f"{waiting:,} wait", f"{reviewed:,} reviewed", *([f"{unsure:,} unsure"] if unsure else [])]
    loose = len(orphans(desk.story))
    return {
        "title": desk.story.title, "progress": " · ".join(told), "who": desk.who, "tab": desk.tab,
        "marks": {"queue": f"{waiting:,}", **({"loose": str(loose)} if loose else {})},
        "filter": desk.kind, "rule": RULE, "error": desk.error, "said": desk.said, "done": desk.done,
        "changed": list(desk.changed),
        "log": said.log(desk.story, desk.names, most=LOG[desk.tab == "log"]),
        "log_about": LOG_ABOUT,
        "counts": [{"kind": one.kind, "name": KINDS[one.kind], "waiting": one.waiting, "reviewed": one.reviewed}
                   for one in desk.queue.counts if one.waiting or one.reviewed],
        "item": None, "preview": _preview(desk.pending), "turn": desk.turn, **PAGES[desk.tab](desk),
    }  # fmt: skip


def _queue(desk: Desk) -> dict[str, Any]:
    item = desk.item
    if item is None:
        return {}
    keys = [one.key for one in desk.items]
    place = f"{keys.index(item.key) + 1} of {len(keys)}" if item.key in keys else ""
    made = card(desk.story, item, desk.who, place)
    return {"item": made | {"grade": claim_grade(desk.story, made["claim"]) if made["claim"] else ""}}


def _rows(desk: Desk) -> dict[str, Any]:
    return {"rows": page_of(desk.story, desk.table, desk.search, desk.page, desk.picked)}


PAGES: Mapping[str, Callable[[Desk], dict[str, Any]]] = {
    "queue": _queue,
    "rows": _rows,
    "report": lambda desk: {"report": pane(desk)},
    "names": lambda desk: {"names": names_page(desk.story, desk.name_search, desk.name)},
    "sources": lambda desk: {"sources": register(desk.story)},
    "loose": lambda desk: {"loose": loose_page(desk.story, desk.names)},
    "log": lambda desk: {},
}


def _preview(pending: Pending | None) -> dict[str, Any] | None:
    if pending is None:
        return None
    rest = len(pending.rows) - MOST
    return {
        "caption": pending.caption, "heads": list(pending.heads), "rows": [list(row) for row in pending.rows[:MOST]],
        "rest": f"and {wording.counted(rest, 'more change')}" if rest > 0 else "",
        "confirm": f"Write {wording.counted(len(pending.acts), 'line')}",
    }  # fmt: skip


def choices(story: Story) -> dict[str, list[dict[str, str]]]:
    """What every list of the page offers."""
    plain = {"opinion": OPINIONS, "party_kind": PARTY_KINDS}
    closed = {name: [{"value": one, "label": one} for one in values] for name, values in plain.items()}
    return {**options_of(story), **lists(story), **closed}
