"""Messages of the page that write a correction, each as one or several lines of ``corrections.jsonl``.

What is here: from what was pressed or typed to the acts that ``workbench/corrections/`` records, and the desk
afterwards: the next item, and what the act changed beyond its row. Acts on several rows are previewed first, in
``previews.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from workbench.corrections import record_all, undo
from workbench.corrections.grades import CONFIRMED_BY, origins_of
from workbench.corrections.merging import merge, settle
from workbench.corrections.working import Working
from workbench.errors import InputError
from workbench.look.review import said
from workbench.look.review.desk import Desk, Message, Picked, one_of
from workbench.look.review.effects import effects
from workbench.look.review.fields import read_values
from workbench.look.review.lookup import row_of
from workbench.look.review.nameslist import rows_by
from workbench.look.review.previews import previewed
from workbench.look.review.queue import review_queue
from workbench.look.review.reportpane import KINDS, READ, SPAN, stated_in
from workbench.story import Story

Asked = dict[str, Any]

#: In which order the ends of a figure are written, so that no line on the way puts a lower end above an upper one.
_RAISED, _LOWERED = ("high", "best", "low"), ("low", "best", "high")
#: Said of a row that has no words of its own.
THE_ROW = "the row"
_DAYS = ("as_of_earliest", "as_of_latest")


def written(desk: Desk, asked: Sequence[Mapping[str, Any]], told: str, *, key: str = "") -> Desk:
    """The desk after acts were recorded: at the item that came next, with what changed beyond the row."""
    _needs_name(desk)
    story = record_all(desk.story, asked, who=desk.who)
    return _after(desk, story, told, key)


def _after(desk: Desk, story: Story, told: str, key: str) -> Desk:
    changed = tuple(effects(desk.story, story))
    queue = review_queue(story)
    waiting = {item.key for item in queue.items}
    at = desk.at
    if key and desk.opened is None and desk.item is not None and desk.item.key == key:
        keys = [item.key for item in desk.items]
        later = keys[keys.index(key) + 1 :] if key in keys else []
        at = next((one for one in later if one in waiting), "")
    spoken = " ".join(f"{one.rstrip('.')}." for one in (told, *changed))
    names = said.Names(story)
    return replace(desk, story=story, queue=queue, names=names, at=at, changed=changed, said=spoken, done=key)


def _of(message: Message) -> tuple[str, str, str | None]:
    table, _, row = str(message.get("key", "")).partition("/")
    return table, row, str(message.get("reason") or "").strip() or None


def _plain(act: str) -> Callable[[Desk, Message], Desk]:
    """An act on one row as it stands."""

    def acted(desk: Desk, message: Message) -> Desk:
        table, row, reason = _of(message)
        asked = {"act": act, "table": table, "row": row, "reason": reason}
        told = f"{said.DONE[act].capitalize()}: {desk.names.row(table, row) or THE_ROW}"
        return written(desk, [asked], told, key=said.key_of(table, row))

    return acted


def _edit(desk: Desk, message: Message) -> Desk:
    table, row, reason = _of(message)
    given = read_values(table, message.get("fields") or {})
    if not given:
        raise InputError("fields: nothing is changed yet; change a field, then save, or accept the row as it stands")
    asked = [{"act": "edit", "table": table, "row": row, "field": field, "new": new, "reason": reason}
             for field, new in _in_order(desk.story, table, row, given)]  # fmt: skip
    return written(desk, asked, "Saved.", key=said.key_of(table, row))


def _in_order(story: Story, table: str, row: str, given: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The edits in an order in which each leaves a row of one piece: the bound, then ends, then both days as one."""
    old = row_of(story, table, row) or {}
    order = {name: at for at, name in enumerate(("bound", "estimand"))}
    ends = [name for name in given if name in _RAISED]
    others = [name for name in given if name not in (*_RAISED, *_DAYS)]
    raised = [name for name in _RAISED if name in ends and _rises(old.get(name), given[name])]
    lowered = [name for name in _LOWERED if name in ends and name not in raised]
    found = [(name, given[name]) for name in sorted(others, key=lambda name: order.get(name, 9))]
    found += [(name, given[name]) for name in (*raised, *lowered)]
    days = [name for name in _DAYS if name in given]
    if len(days) == len(_DAYS):
        return [*found, ("as_of", [given[name] for name in _DAYS])]
    return [*found, *((name, given[name]) for name in days)]


def _rises(old: Any, new: Any) -> bool:
    return isinstance(new, (int, float)) and (old is None or new > old)


def _opinion(desk: Desk, message: Message) -> Desk:
    table, row, _ = _of(message)
    why = str(message.get("explanation") or "").strip() or None
    asked = {"act": "opinion", "table": table, "row": row, "new": message.get("step"), "reason": why}
    desk = written(desk, [asked], "Opinion written down.", key=said.key_of(table, row))
    return replace(desk, at=said.key_of(table, row))


def _note(desk: Desk, message: Message) -> Desk:
    desk = _plain("note")(desk, message)
    return replace(desk, at=desk.done)


def _grade_claim(desk: Desk, message: Message) -> Desk:
    claim, reason = str(message.get("claim", "")), str(message.get("reason") or "").strip() or None
    digit, override = str(message.get("grade", "")), bool(message.get("override"))
    origins = origins_of(Working(desk.story.tables), claim)
    if digit == "1" and origins < CONFIRMED_BY and not (override and reason):
        raise InputError(
            f"grade: 1 means confirmed by other sources and wants {CONFIRMED_BY} origins behind the claim’s figure; "
            f"there are {origins}. To grade it 1 all the same tick “1 with fewer origins” and write a reason"
        )
    new = {"grade": digit, "override": override}
    asked = {"act": "grade", "table": "claims", "row": claim, "new": new, "reason": reason}
    return replace(written(desk, [asked], "Claim graded.", key=str(message.get("key", ""))),
                   at=str(message.get("key", "")))  # fmt: skip


def _grade(desk: Desk, message: Message) -> Desk:
    source = message.get("source")
    if isinstance(source, Mapping):
        source = source.get("unknown")
    new = {"grade": message.get("grade"), "topic": str(message.get("topic") or "").strip() or None}
    reason = str(message.get("reason") or "").strip() or None
    asked = {"act": "grade", "table": "sources", "row": source, "new": new, "reason": reason}
    return written(desk, [asked], "Source graded.", key="page:sources")


def _restore(desk: Desk, message: Message) -> Desk:
    row, reason = str(message.get("row", "")), str(message.get("reason") or "").strip() or None
    asked = {"act": "restore", "table": "passages", "row": row, "reason": reason}
    return written(desk, [asked], "Put back as part of the report.", key="page:report")


def _undo(desk: Desk, message: Message) -> Desk:
    _needs_name(desk)
    return _after(desk, undo(desk.story, str(message.get("id", "")), who=desk.who), "Taken back.", "")


def _settle(desk: Desk, message: Message) -> Desk:
    """Keeps one of two lines that disagree, and takes the other back."""
    _needs_name(desk)
    keep, against = str(message.get("keep", "")), str(message.get("against", ""))
    reason = str(message.get("reason") or "").strip() or None
    return _after(desk, settle(desk.story, keep, against, reason=reason, who=desk.who), "Settled.", "")


def _take_in(desk: Desk, message: Message) -> Desk:
    """The lines of another analyst's file after one's own."""
    file = str(message.get("file") or "").strip()
    if not file:
        raise InputError("file: give the path of another analyst’s corrections.jsonl")
    return replace(_after(desk, merge(desk.story, file), "Taken in.", ""), done="page:loose")


def _needs_name(desk: Desk) -> None:
    if not desk.who:
        raise InputError("who: write your name at the top first, so that each line says whose it is")


def _take_back(desk: Desk, message: Message) -> Desk:
    """Takes back a correction that is in the queue since its row is gone."""
    _, correction, _ = _of(message)
    return replace(_undo(desk, {"id": correction}), done=str(message.get("key")))


def _undo_last(desk: Desk, message: Message) -> Desk:
    """Takes back the latest line of one's own that stands and is no undoing."""
    own = [row for row in said.lines(desk.story) if row["who"] == desk.who]
    if not own:
        raise InputError(f"undo: no act of {desk.who or 'yours'} stands that could be taken back")
    last = own[-1]
    desk = _undo(desk, {"id": last["correction_id"]})
    key = said.key_of(str(last["table"]), said.row_now(last))
    return replace(desk, at=key, opened=None) if any(item.key == key for item in desk.queue.items) else desk


def _add(desk: Desk, message: Message) -> Desk:
    """A figure, a claim or a name from the words taken, or the right words of the row under review."""
    kind = one_of("kind", message.get("kind"), (*KINDS, SPAN))
    report, start, end = str(message.get("report", "")), int(message.get("start", 0)), int(message.get("end", 0))
    reason = str(message.get("reason") or "").strip() or None
    if kind == SPAN:
        item = desk.item
        if item is None:
            raise InputError("kind: no row is under review whose words could be corrected")
        asked: Asked = {"act": "edit", "table": item.table, "row": item.row, "field": "span", "new": [start, end]}
    elif kind == "entities":
        text = (row_of(desk.story, "reports", report) or {}).get("text") or ""
        said_of = {"name": " ".join(text[start:end].split()), **(message.get("fields") or {})}
        asked = {"act": "add", "table": kind, "new": said_of}
    else:
        fields = read_values(kind, message.get("fields") or {})
        if kind == "estimates":
            fields = _settled_by_words(stated_in(desk.story, Picked(report, start, end))) | fields
        asked = {"act": "add", "table": kind, "new": {"report_id": report, "start": start, "end": end, **fields}}
    desk = written(desk, [{**asked, "reason": reason}], "Added.", key="page:report")
    return replace(desk, chosen=None)


def _settled_by_words(read: Mapping[str, Any]) -> Asked:
    """What a line says of a number as worded: its ends follow from value and bound, those of a range are said."""
    named = READ if read.get("bound") in ("range", "vague") else ("bound",)
    return {name: read[name] for name in ("value", "unit", *named) if read.get(name) is not None}


def _preview(desk: Desk, message: Message) -> Desk:
    """The preview of one act on every row that is picked."""
    act, field = str(message.get("act", "")), str(message.get("field") or "") or None
    new = read_values(desk.table, {field: message.get("new")})[field] if field else None
    reason = str(message.get("reason") or "").strip() or None
    if not desk.picked:
        raise InputError("rows: pick at least one row first")
    asked = [{"act": act, "table": desk.table, "row": row, "field": field, "new": new, "reason": reason}
             for row in desk.picked]  # fmt: skip
    return replace(desk, pending=previewed(desk, asked), said="Preview below; nothing is written yet.")


def _preview_name(desk: Desk, message: Message) -> Desk:
    """The preview of renaming, merging or splitting the chosen name."""
    asked = _NAMING[one_of("act", message.get("act"), tuple(_NAMING))](desk, message)
    reason = str(message.get("reason") or "").strip() or None
    pending = previewed(desk, [{**asked, "table": "entities", "reason": reason}])
    return replace(desk, pending=pending, said="Preview below; nothing is written yet.")


def _rename(desk: Desk, message: Message) -> Asked:
    return {"act": "rename", "row": message.get("id"), "new": message.get("new")}


def _merge(desk: Desk, message: Message) -> Asked:
    into = message.get("new")
    if not isinstance(into, str) or not into:
        given = into.get("unknown") if isinstance(into, Mapping) else into
        raise InputError(f"into: must be one of the names of the story, is {given!r}")
    return {"act": "merge", "row": into, "new": [message.get("id")]}


def _split(desk: Desk, message: Message) -> Asked:
    rows = rows_by(desk.story, str(message.get("id", "")), message.get("words") or ())
    if not rows:
        raise InputError("words: tick at least one of the words that go to the new name")
    return {"act": "split", "row": message.get("id"), "new": {"name": message.get("new"), "rows": rows}}


_NAMING: Mapping[str, Callable[[Desk, Message], Asked]] = {"rename": _rename, "merge": _merge, "split": _split}


def _apply(desk: Desk, message: Message) -> Desk:
    """Writes what was previewed."""
    if desk.pending is None:
        raise InputError("apply: nothing was previewed")
    told = f"{len(desk.pending.acts)} written."
    return replace(written(desk, desk.pending.acts, told, key=f"page:{desk.tab}"), pending=None, picked=())


WRITES: Mapping[str, Callable[[Desk, Message], Desk]] = {
    **{act: _plain(act) for act in ("accept", "reject", "unsure", "explain", "dismiss", "reopen", "deny", "mask")},
    "edit": _edit, "opinion": _opinion, "note": _note, "grade-claim": _grade_claim, "grade": _grade,
    "restore": lambda desk, message: _restore(desk, message) if "row" in message else _plain("restore")(desk, message),
    "undo": _undo, "undo-last": _undo_last, "take-back": _take_back, "settle": _settle, "take-in": _take_in,
    "add": _add, "preview": _preview, "preview-name": _preview_name, "apply": _apply,
}  # fmt: skip
