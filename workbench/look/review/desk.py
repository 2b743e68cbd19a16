"""The analyst's desk as one frozen value: the story, who sits at it, what is open, and how a message moves there.

What is here: the messages of the page that write nothing. Those that write a correction are in ``acting.py``, the
answer to any message in ``answering.py``, and what the page shows of a desk in ``view.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from workbench.errors import InputError
from workbench.ledger import plain_rows
from workbench.look.review.queue import KINDS, Item, Queue, review_queue
from workbench.look.review.rows import LISTINGS
from workbench.look.review.said import Names
from workbench.story import Story

Message = Mapping[str, Any]

TABS = ("queue", "rows", "report", "names", "sources", "loose", "log")
OPENED = "Opened from the list of all rows."


@dataclass(frozen=True, slots=True)
class Picked:
    """A stretch of a report that the analyst has taken, to add something that stands there or to correct a span."""

    report: str
    start: int
    end: int
    kind: str = "estimates"


@dataclass(frozen=True, slots=True)
class Pending:
    """Acts that were previewed and not yet confirmed: the arguments of each and what the preview shows."""

    acts: tuple[Mapping[str, Any], ...]
    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """Where one analyst is in one story.

    ``at`` is the key of the row under review, ``kind`` the one kind of doubt that is shown or empty for all. ``done``
    is the key whose act has just been written, ``said`` what a screen reader is told, ``changed`` what the act changed
    beyond its row.
    """

    story: Story
    queue: Queue
    names: Names
    who: str = ""
    tab: str = "queue"
    kind: str = ""
    at: str = ""
    opened: Item | None = None
    table: str = "estimates"
    search: str = ""
    page: int = 0
    picked: tuple[str, ...] = ()
    name_search: str = ""
    name: str = ""
    report: str = ""
    chosen: Picked | None = None
    pending: Pending | None = None
    changed: tuple[str, ...] = ()
    error: str = ""
    said: str = ""
    done: str = ""
    turn: int = field(default=0, compare=False)

    @property
    def items(self) -> tuple[Item, ...]:
        """The items that wait under the filter in force."""
        return self.queue.of_kind(self.kind or None)

    @property
    def item(self) -> Item | None:
        """The row under review: one opened by hand, else the one the queue is at, else its first."""
        if self.opened is not None:
            return self.opened
        return next((one for one in self.items if one.key == self.at), self.items[0] if self.items else None)


def desk_of(story: Story, *, who: str = "") -> Desk:
    """The desk at the beginning: the first item of the queue open."""
    return Desk(story, review_queue(story), Names(story), who=who)


# --- moves ------------------------------------------------------------------------------------------------------------


def _who(desk: Desk, message: Message) -> Desk:
    name = " ".join(str(message.get("name", "")).split())
    return replace(desk, who=name, said=f"You are {name}." if name else "")


def _tab(desk: Desk, message: Message) -> Desk:
    tab = one_of("tab", message.get("tab"), TABS)
    report = desk.report or next((row["report_id"] for row in plain_rows(desk.story.reports)), "")
    return replace(desk, tab=tab, report=report, pending=None)


def _filter(desk: Desk, message: Message) -> Desk:
    kind = str(message.get("kind") or "")
    if kind:
        one_of("kind", kind, tuple(KINDS))
    return replace(desk, kind=kind, at="", opened=None, tab="queue")


def _step(by: int) -> Callable[[Desk, Message], Desk]:
    def stepped(desk: Desk, message: Message) -> Desk:
        items = desk.items
        if not items or (desk.opened is not None and desk.at == ""):
            return replace(desk, opened=None)
        here = next((at for at, one in enumerate(items) if desk.item and one.key == desk.item.key), None)
        to = 0 if here is None else min(max(here + by, 0), len(items) - 1)
        said = "That was the last one." if to == here and by > 0 else "That was the first one." if to == here else ""
        return replace(desk, at=items[to].key, opened=None, said=said or items[to].doubt)

    return stepped


def _open(desk: Desk, message: Message) -> Desk:
    table, _, row = str(message.get("key", "")).partition("/")
    waiting = next((one for one in desk.queue.items if one.key == f"{table}/{row}"), None)
    return replace(desk, tab="queue", opened=waiting or Item("", table, row, OPENED), said=OPENED)


def _rows(desk: Desk, message: Message) -> Desk:
    table = one_of("table", message.get("table", desk.table), tuple(LISTINGS))
    picked = desk.picked if table == desk.table else ()
    pending = desk.pending if table == desk.table else None
    return replace(desk, tab="rows", table=table, search=str(message.get("search", "")), page=int(message.get("at", 0)),
                   picked=picked, pending=pending)  # fmt: skip


def _pick(desk: Desk, message: Message) -> Desk:
    rows = [str(row) for row in message.get("rows", ())]
    kept = [row for row in desk.picked if row not in rows]
    return replace(desk, picked=(*kept, *rows) if message.get("on") else tuple(kept), pending=None)


def _names(desk: Desk, message: Message) -> Desk:
    return replace(desk, tab="names", name_search=str(message.get("search", "")))


def _name(desk: Desk, message: Message) -> Desk:
    return replace(desk, tab="names", name=str(message.get("id", "")), pending=None)


def _report(desk: Desk, message: Message) -> Desk:
    return replace(desk, tab="report", report=str(message.get("report", "")), chosen=None)


def _select(desk: Desk, message: Message) -> Desk:
    """Takes a stretch of a report: by its place, or by words that stand in it exactly once."""
    report = str(message.get("report", desk.report))
    text = next((row["text"] or "" for row in plain_rows(desk.story.reports) if row["report_id"] == report), "")
    if message.get("quote") is not None:
        start, end = quoted(text, str(message["quote"]).strip())
    else:
        start, end = int(message.get("start", 0)), int(message.get("end", 0))
    if not 0 <= start < end <= len(text):
        raise InputError(f"selection: must lie within 0 and {len(text)} and hold a character, is {start} to {end}")
    left, right = start + len(text[start:end]) - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())
    kind = str(message.get("kind") or (desk.chosen.kind if desk.chosen else "estimates"))
    return replace(desk, tab="report", report=report, chosen=Picked(report, left, max(right, left + 1), kind))


def quoted(text: str, words: str) -> tuple[int, int]:
    """Where the words stand in a text.

    Raises ``InputError`` unless they stand in it exactly once.
    """
    times = text.count(words) if words else 0
    if times != 1:
        raise InputError(f"words: must stand in the report exactly once, and {words!r} stands in it {times} times")
    return text.index(words), text.index(words) + len(words)


def _cancel(desk: Desk, message: Message) -> Desk:
    return replace(desk, pending=None, said="Nothing was written.")


def one_of(name: str, value: Any, allowed: tuple[str, ...]) -> str:
    """The value, when it is one of those allowed.

    Raises ``InputError`` naming them otherwise.
    """
    if value not in allowed:
        raise InputError(f"{name}: must be one of {', '.join(allowed)}, is {value!r}")
    return str(value)


MOVES: Mapping[str, Callable[[Desk, Message], Desk]] = {
    "who": _who, "tab": _tab, "filter": _filter, "next": _step(1), "previous": _step(-1), "open": _open,
    "rows": _rows, "pick": _pick, "names": _names, "name": _name, "report": _report, "select": _select,
    "cancel": _cancel,
}  # fmt: skip
