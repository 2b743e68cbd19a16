"""Two analysts on one story: their files of corrections made one, where they disagree, and how far they agree.

What is here: the union of two files by the identifiers of their lines, the queue of what two lines say differently with
neither knowing of the other, its settling by further lines, and agreement field by field, reckoned by ``agreeing.py``.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

from workbench import ledger
from workbench.corrections.acts import FIELDS, REVIEWED, SPANS
from workbench.corrections.agreeing import agreement_on
from workbench.corrections.applying import COMPARED, STATES
from workbench.corrections.lines import read_log, read_raw
from workbench.corrections.listing import VERDICTS
from workbench.corrections.recording import Clock, commit_raw, now, undo
from workbench.corrections.working import Row
from workbench.errors import InputError
from workbench.story import Story

_NUMBERS = frozenset({"value", "low", "best", "high"})
#: Verdicts that say of a row that it is one, and the one that says that it is none.
_KEPT = frozenset({"accepted", "edited", "added"})


def merge(story: Story, other: str | Path) -> Story:
    """The story with the lines of another file of corrections after its own; a line that both have is there once.

    Lines of the other file that cannot be read are left out with a warning. Raises ``InputError`` when the file is not
    there.
    """
    path = Path(other)
    if not path.is_file():
        raise InputError(f"{path}: no such file of corrections")
    for one in read_log(path).unread:
        warnings.warn(f"{path}: line {one.line} {one.why}; it stays behind: {one.text}", stacklevel=2)
    return commit_raw(story, read_raw(path))


def conflicts(story: Story) -> pd.DataFrame:
    """What two lines in force say differently of one field, or of whether a row stands, as a queue to be settled.

    A line that replaced the other's value knew of it and is no conflict. ``a`` and ``b`` are the lines, ``a_says`` and
    ``b_says`` what they say; the later of them, ``b``, is what the ledger bears until it is settled.
    """
    lines = [one for one in ledger.records(story.corrections) if one.state == "in force" and one.row_now is not None]
    rows = [*_fields_apart(lines), *_verdicts_apart(lines)]
    return pd.DataFrame(rows, columns=["table", "row", "field", "a", "a_who", "a_says", "b", "b_who", "b_says"])


def settle(
    story: Story, keep: str, against: str, *, reason: str | None = None, who: str | None = None, clock: Clock = now
) -> Story:
    """The story with one of two lines undone, so that the other is what holds; both stay in the file.

    To have neither, undo both and record a third value.

    Raises ``InputError`` when the two are not in conflict.
    """
    queue = conflicts(story)
    pairs = {frozenset((row.a, row.b)) for row in queue.itertuples(index=False)}
    if frozenset((keep, against)) not in pairs:
        raise InputError(f"keep, against: {keep!r} and {against!r} are not in conflict")
    return undo(story, against, reason=reason, who=who, clock=clock)


def agreement(story: Story) -> pd.DataFrame:
    """How far analysts agree, field by field, over the rows that two or more of them have judged.

    Columns: table, field, analysts, rows, agree (rows on which all said the same), percent, alpha and the level it is
    computed on. ``alpha`` is missing where it is not defined: everybody gave one and the same value everywhere. The
    field "verdict" is whether a row stands at all.
    """
    by_field: dict[tuple[str, str], dict[str, dict[str, Any]]] = {}
    for (table, row, name), said in _judged(story).items():
        if len(said) > 1:
            by_field.setdefault((table, name), {})[row] = said
    rows = []
    for (table, name), said in sorted(by_field.items()):
        found = agreement_on(said, level="interval" if name in _NUMBERS else "nominal")
        rows.append((table, name, found.people, found.rows, found.agree, found.percent, found.alpha, found.level))
    return pd.DataFrame(rows, columns=["table", "field", "analysts", "rows", "agree", "percent", "alpha", "level"])


# --- conflicts --------------------------------------------------------------------------------------------------------


def _fields_apart(lines: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    edits: dict[tuple[str, str, str], list[Any]] = {}
    for one in lines:
        if one.act in ("edit", "rename") or (one.act in STATES and one.table in COMPARED):
            edits.setdefault((one.table, one.row_now, one.field or "state"), []).append(one)
    for (table, row, name), all_said in sorted(edits.items()):
        for a, b in combinations(_unseen(all_said), 2):
            if _says(a) != _says(b):
                yield table, row, name, a.correction_id, a.who, _says(a), b.correction_id, b.who, _says(b)


def _unseen(lines: Sequence[Any]) -> list[Any]:
    """The lines whose value no later one has replaced knowingly."""
    return [
        one
        for at, one in enumerate(lines)
        if not any(later.old == _says(one) and later.old != one.old for later in lines[at + 1 :])
    ]


def _says(one: Any) -> str | None:
    """What a line leaves in its field."""
    said = STATES[one.act] if one.table in COMPARED else one.new
    return None if said is None else str(said)


def _verdicts_apart(lines: Sequence[Any]) -> Iterator[tuple[Any, ...]]:
    last: dict[tuple[str, str], dict[str, Any]] = {}
    for one in lines:
        if one.act in VERDICTS and one.table in REVIEWED:
            last.setdefault((one.table, one.row_now), {})[one.who] = one
    for (table, row), by_who in sorted(last.items()):
        for a, b in combinations(by_who.values(), 2):
            ours, theirs = VERDICTS[a.act], VERDICTS[b.act]
            if "rejected" in (ours, theirs) and (ours in _KEPT or theirs in _KEPT):
                yield table, row, "verdict", a.correction_id, a.who, ours, b.correction_id, b.who, theirs


# --- agreement --------------------------------------------------------------------------------------------------------


def _judged(story: Story) -> dict[tuple[str, str, str], dict[str, Any]]:
    """What each analyst has said of each field of each row: what they set it to, or what they accepted."""
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for one in ledger.records(story.corrections):
        if one.state != "in force" or one.act not in VERDICTS or one.table not in REVIEWED:
            continue
        verdict = VERDICTS[one.act]
        if verdict != "unsure":
            said = "stands" if verdict in _KEPT else "does not stand"
            found.setdefault((one.table, one.row_now, "verdict"), {})[one.who] = said
        for name, value in _said(one).items():
            found.setdefault((one.table, one.row_now, name), {})[one.who] = value
    return found


def _said(one: Any) -> Row:
    """The fields that a line accepts or edits, with their values."""
    if one.act == "accept":
        accepted: Row = json.loads(one.new or "{}")
        return accepted
    if one.act != "edit":
        return {}
    columns = SPANS.get(one.field, (one.field,))
    kind = FIELDS[one.table][one.field]
    if one.field in SPANS:
        return dict(zip(columns, json.loads(one.new), strict=True))
    return {one.field: json.loads(one.new) if one.new is not None and kind in ("number", "flag") else one.new}
