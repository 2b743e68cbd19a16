"""Recording what an analyst decides: one line at the end of the file, on the disk, and the ledger as it then stands.

What is here: ``record``, ``record_all``, ``undo`` and ``preview``. How a line is made and checked is in ``making.py``,
what it does in ``applying.py``; a story's tables are written anew here, so that any program that opens it sees them.
"""

from __future__ import annotations

import getpass
import os
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from workbench import ledger
from workbench.compare.whole import MADE
from workbench.corrections import force
from workbench.corrections.applying import STATES, before_comparison, tried
from workbench.corrections.lines import Correction, Log, append, identified, line_of, locked, read_log, undone
from workbench.corrections.making import made
from workbench.corrections.working import Working, has_ids, row_id
from workbench.errors import InputError
from workbench.story import Story

Asked = Mapping[str, Any]
Clock = Callable[[], datetime]
#: The fingerprint of the machine's tables of a ledger that was typed in and not built.
_TYPED = "typed in"


def now() -> datetime:
    """The time of day, in UTC."""
    return datetime.now(UTC)


def analyst() -> str:
    """The name that lines bear: what WORKBENCH_ANALYST says, else the login name."""
    try:
        return os.environ.get("WORKBENCH_ANALYST", "").strip() or getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def record(
    story: Story,
    *,
    act: str,
    table: str,
    row: str | None = None,
    field: str | None = None,
    new: Any = None,
    reason: str | None = None,
    who: str | None = None,
    clock: Clock = now,
) -> Story:
    """The story with one more act in force: a line is on the disk, and counts, differences and news are made anew.

    ``act`` and what each may be done to are in ``acts.py``; ``who`` is by default what WORKBENCH_ANALYST says, else
    the login name. Raises ``InputError`` for what cannot be, with the allowed values, and then nothing is written.
    """
    asked = {"act": act, "table": table, "row": row, "field": field, "new": new, "reason": reason}
    return record_all(story, [asked], who=who, clock=clock)


def record_all(story: Story, acts: Iterable[Asked], *, who: str | None = None, clock: Clock = now) -> Story:
    """The story with several acts in force, each given as the options of ``record``; all are written or none."""
    asked = list(acts)
    return _commit(story, lambda current, log: _lines(current, log, asked, who or analyst(), moment(clock)))


def undo(
    story: Story, correction_id: str, *, reason: str | None = None, who: str | None = None, clock: Clock = now
) -> Story:
    """The story without the effect of an earlier line, which stays in the file; undoing an undoing brings it back.

    Raises ``InputError`` for a line that is not there or is undone already.
    """
    return _commit(story, lambda _, log: [_undoing(log, correction_id, reason, who or analyst(), moment(clock))])


def preview(story: Story, acts: Iterable[Asked], *, who: str | None = None) -> pd.DataFrame:
    """What acts would change, before anything is written: table, row, field, old and new, counts left aside.

    Raises ``InputError`` for an act that would be refused.
    """
    log = read_log(log_path(story))
    current = _current(story, log)
    machine, _ = _machine(current)
    lines = tuple(_lines(current, log, list(acts), who or analyst(), ""))
    whole = replace(log, corrections=(*log.corrections, *lines))
    before = before_comparison(machine, log).tables
    after = before_comparison(machine, whole).tables
    changed = [row for name in sorted(after) if has_ids(name) for row in _differences(name, before, after)]
    links = [(one.table, one.row, "state", one.old, STATES[one.act]) for one in lines if one.act in STATES and one.old]
    return pd.DataFrame([*changed, *links], columns=["table", "row", "field", "old", "new"], dtype=object)


def _differences(
    table: str, before: Mapping[str, pd.DataFrame], after: Mapping[str, pd.DataFrame]
) -> list[tuple[str, str, str, Any, Any]]:
    if table in before and after[table] is before[table]:
        return []
    rows = [{row_id(table, row): row for row in Working(tables).rows(table)} for tables in (before, after)]
    ids = [*rows[1], *(one for one in rows[0] if one not in rows[1])]
    return [
        (table, one, name, rows[0].get(one, {}).get(name), rows[1].get(one, {}).get(name))
        for one in ids
        for name in ledger.columns(table)
        if rows[0].get(one, {}).get(name) != rows[1].get(one, {}).get(name)
    ]


# --- writing ----------------------------------------------------------------------------------------------------------


def _commit(story: Story, lines: Callable[[Story, Log], list[Correction]]) -> Story:
    """The story with new lines in force; the lock is held until the ledger bears them."""
    if story.known_by is not None:
        raise InputError(f"the story is cut to {story.known_by}; record on the whole story and cut it again")
    path = log_path(story)
    with locked(path):
        log = _read(path)
        current = _current(story, log)
        machine, fingerprint = _machine(current)
        new = lines(current, log)
        _write(path, [line_of(one) for one in new])
        # A ledger that was typed in has links and counts of its own, which comparison did not make.
        counted = current.tables if "machine" in current.manifest else None
        return _bearing(current, machine, fingerprint, read_log(path), counted=counted)


def commit_raw(story: Story, lines: Mapping[str, bytes]) -> Story:
    """The story with lines of another file appended as they are, those it has already left out."""
    path = log_path(story)
    with locked(path):
        log = _read(path)
        machine, fingerprint = _machine(_current(story, log))
        known = {one.correction_id for one in log.corrections}
        _write(path, [line for name, line in lines.items() if name not in known])
        return _bearing(story, machine, fingerprint, read_log(path))


def _write(path: Path, lines: Sequence[bytes]) -> None:
    try:
        append(path, lines)
    except OSError as error:
        raise InputError(f"{path}: the correction cannot be written: {error.strerror or error}") from error


def _read(path: Path) -> Log:
    log = read_log(path)
    for one in log.unread:
        warnings.warn(f"{path}: line {one.line} {one.why}; it is not used: {one.text}", stacklevel=4)
    return log


def _lines(story: Story, log: Log, acts: Sequence[Asked], who: str, at: str) -> list[Correction]:
    working = Working(story.tables)
    known = {one.correction_id for one in log.corrections}
    found = []
    for asked in acts:
        line = identified(made(working, asked, who=who, at=at), known)
        tried(working, line)
        known.add(line.correction_id)
        found.append(line)
    return found


def _undoing(log: Log, correction_id: str, reason: str | None, who: str, at: str) -> Correction:
    found = next((one for one in log.corrections if one.correction_id == correction_id), None)
    if found is None:
        raise InputError(f"correction_id: there is no line {correction_id!r} in the file of corrections")
    if correction_id in undone(log.corrections):
        raise InputError(f"correction_id: {correction_id!r} is undone already; to bring it back, undo its undoing")
    line = Correction(
        "undo", at, who, found.table, found.row, field=found.field, old=found.new, new=found.old, reason=reason,
        undoes=correction_id,
    )  # fmt: skip
    return identified(line, [one.correction_id for one in log.corrections])


def moment(clock: Clock) -> str:
    """The time of day that a line bears. Raises ``InputError`` for a clock without a zone."""
    moment = clock()
    if moment.tzinfo is None:
        raise InputError("clock: must give a time with its zone, such as datetime.now(UTC)")
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def log_path(story: Story) -> Path:
    """Where a story's corrections lie.

    Raises ``InputError`` for a story without a folder.
    """
    if story.folder is None:
        raise InputError("the story has no folder to keep corrections in; open one with open_story(FOLDER)")
    return story.folder / force.FILE_NAME


def ledger_of(story: Story) -> Path:
    """The folder of the story's ledger."""
    if story.ledger_folder is not None:
        return story.ledger_folder
    return log_path(story).parent / "ledger"


def _machine(story: Story) -> tuple[dict[str, pd.DataFrame], str]:
    """The machine's own tables of a story with their fingerprint; a ledger that nobody has corrected is its own.

    Where they are lost the story is built again.
    """
    fingerprint = str(story.manifest.get("machine", _TYPED))
    kept = force.kept_machine(ledger_of(story), fingerprint)
    if kept is not None:
        return kept, fingerprint
    if not len(story.corrections):
        own = {name: table for name, table in story.tables.items() if name not in {*MADE, *force.PERSONS}}
        force.keep_machine(ledger_of(story), own, fingerprint)
        return own, fingerprint
    raise InputError(
        f"{log_path(story).parent}: the machine's own tables are not there any more, so nothing can be recorded; "
        "build the story again with: workbench build STORY"
    )


def with_lines_of_others(story: Story) -> Story:
    """The story with every line of its file in force: a ledger that cannot be built again, and has been corrected."""
    log = read_log(log_path(story))
    return story if log.sha256 is None else _current(story, log)


def _current(story: Story, log: Log) -> Story:
    """The story with every line of the file in force, those of other programs too."""
    if story.manifest.get("corrections") == log.sha256:
        return story
    return _bearing(story, *_machine(story), log)


def _bearing(
    story: Story,
    machine: Mapping[str, pd.DataFrame],
    fingerprint: str,
    log: Log,
    *,
    counted: Mapping[str, pd.DataFrame] | None = None,
) -> Story:
    """The story with a log in force, its ledger written."""
    tables = force.in_force(machine, story.file, log, counted=counted)
    folder = log_path(story).parent
    listed = log.sha256 is not None and _holds_its_reports(folder, machine["files"])
    tables["files"] = force.with_file_row(tables["files"], listed=listed)
    own = {key: value for key, value in story.manifest.items() if key not in ("tables", "schema_version")}
    manifest = own | force.stamped(fingerprint, log)
    ledger.write(ledger_of(story), tables, manifest)
    return replace(story, tables=ledger.read(ledger_of(story)), manifest=ledger.manifest(ledger_of(story)))


def _holds_its_reports(folder: Path, files: pd.DataFrame) -> bool:
    """Whether the reports lie in the story's own folder, where the file of corrections is one of its files."""
    return any((folder / row.file).exists() for row in ledger.records(files) if row.report_id is not None)
