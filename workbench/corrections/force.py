"""A ledger with its corrections in force: the machine's tables, what a person said, and all counts made anew.

What is here: the tables of a whole ledger from the machine's and a log, the place where the machine's own are kept so
that every line can be undone, and the fingerprint that tells a ledger whose corrections have changed. What a line does
is in ``applying.py``, the order of comparison in ``compare/whole.py``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from workbench import ledger
from workbench.compare.whole import MADE, compared
from workbench.corrections.applying import Applied, Outcome, after_comparison, before_comparison
from workbench.corrections.grades import null_grade
from workbench.corrections.lines import Log, as_object, checksum
from workbench.errors import InputError
from workbench.read.readings import Readings
from workbench.storyfile import StoryFile

Row = dict[str, Any]

#: The tables that hold what persons said; the rest is the machine's, corrected.
PERSONS = ("corrections", "credibility", "opinions", "sources")
FILE_NAME = "corrections.jsonl"
#: The row of the table of files for a file of corrections, as reading a story folder lists it.
_LISTED = {"file": FILE_NAME, "status": "skipped", "reason": "the analyst's corrections"}


def in_force(
    machine: Mapping[str, pd.DataFrame],
    story_file: StoryFile,
    log: Log,
    *,
    counted: Mapping[str, pd.DataFrame] | None = None,
    found: Readings | None = None,
) -> dict[str, pd.DataFrame]:
    """All tables of a ledger: the machine's with the log's lines on them, compared, and what persons said beside them.

    ``counted`` are the tables of the ledger as it was: where the new lines change nothing that comparison reads, links,
    differences and counts are taken from there, which spares nearly all of the time. ``found`` is as in ``compared``.
    """
    applied = before_comparison(machine, log)
    if counted is not None and _are_counted(applied, counted):
        whole = _taken(applied, counted)
    else:
        whole = compared(applied.tables, story_file, judged=_links(applied), found=found)
    settled = after_comparison(whole, applied)
    return {**settled.tables, **persons(settled.outcomes, log)}


def _links(applied: Applied) -> dict[str, pd.DataFrame]:
    names = ("child", "parent", "state")
    ends = [(*row.split(">", 1), state) for row, state in sorted(applied.links.items())]
    return {"lineage": ledger.frame("lineage", [dict(zip(names, end, strict=True)) for end in ends])}


def _are_counted(applied: Applied, counted: Mapping[str, pd.DataFrame]) -> bool:
    """Whether comparison would read what it has read before: the same rows and the same judged links."""
    judged = {f"{row.child}>{row.parent}": row.state for row in ledger.records(counted["lineage"])}
    if {row: state for row, state in judged.items() if state != "proposed"} != dict(applied.links):
        return False
    names = set(applied.tables) - {*MADE, *PERSONS, "files", "provenance"}
    return all(_arrow(name, applied.tables[name]).equals(_arrow(name, counted[name])) for name in sorted(names))


def _arrow(table: str, frame: pd.DataFrame) -> pa.Table:
    """A table to be compared with another, without what comparison itself puts into it."""
    made = pa.Table.from_pandas(frame, schema=ledger.TABLES[table], preserve_index=False)
    return made.drop_columns(["news"]) if table == "estimates" else made


def _taken(applied: Applied, counted: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables with what comparison had made of the same rows, every difference open as it makes them."""
    estimates = applied.tables["estimates"].assign(news=counted["estimates"]["news"])
    made = {name: counted[name] for name in MADE}
    made["discrepancies"] = _reopened(made["discrepancies"])
    return {**applied.tables, **made, "estimates": estimates}


def _reopened(discrepancies: pd.DataFrame) -> pd.DataFrame:
    rows = [{**row._asdict(), "state": "open", "reason": None} for row in ledger.records(discrepancies)]
    return ledger.frame("discrepancies", rows)


# --- what persons said ------------------------------------------------------------------------------------------------


def persons(outcomes: Sequence[Outcome], log: Log) -> dict[str, pd.DataFrame]:
    """The tables of what persons said; a grade's history is kept, of opinions each person's last one on a row."""
    holding = [one for one in outcomes if one.state == "in force"]
    opinions = {
        (one.correction.table, one.row, one.correction.who): _opinion_row(one)
        for one in holding
        if one.correction.act == "opinion"
    }
    grades = [one for one in holding if one.correction.act == "grade"]
    lines = [_correction_row(one) for one in outcomes]
    broken = [{"state": one.fault, "why": f"line {one.line} {one.why}", "new": one.text} for one in log.unread]
    return {
        "corrections": ledger.frame("corrections", [*lines, *broken]),
        "opinions": ledger.frame("opinions", opinions.values()),
        "sources": ledger.frame("sources", [_source_row(one) for one in grades if one.correction.table == "sources"]),
        "credibility": ledger.frame(
            "credibility", [_claim_row(one) for one in grades if one.correction.table == "claims"]
        ),
    }


def _correction_row(outcome: Outcome) -> Row:
    said = as_object(outcome.correction)
    return {
        **said,
        "old": shown(said["old"]),
        "new": shown(said["new"]),
        "checksum": checksum(said),
        "state": outcome.state,
        "why": outcome.why,
        "row_now": outcome.row,
        "was": json.dumps(outcome.was, ensure_ascii=False) if outcome.was else None,
    }


def shown(value: Any) -> str | None:
    """A value of a line as a text of a table: words as they are, whole numbers without a point, the rest as JSON."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)


def _opinion_row(outcome: Outcome) -> Row:
    one = outcome.correction
    return {
        "table": one.table, "row": outcome.row, "who": one.who, "at": one.at, "opinion": one.new,
        "explanation": one.reason,
    }  # fmt: skip


def _source_row(outcome: Outcome) -> Row:
    one = outcome.correction
    which = "entity_id" if one.anchor.entities else "outlet"
    graded = {"topic": one.new["topic"], "grade": null_grade(one.new["grade"])}
    return {which: outcome.row, **graded, "who": one.who, "at": one.at, "reason": one.reason}


def _claim_row(outcome: Outcome) -> Row:
    one = outcome.correction
    return {
        "claim_id": outcome.row, "grade": null_grade(one.new["grade"]), "origins": one.new["origins"],
        "overridden": one.new["override"], "who": one.who, "at": one.at, "reason": one.reason,
    }  # fmt: skip


def with_file_row(files: pd.DataFrame, *, listed: bool) -> pd.DataFrame:
    """The table of files with a row for the file of corrections, or without one.

    The row depends on nothing but that, so recording and a build from nothing give the same ledger.
    """
    rows = [row._asdict() for row in ledger.records(files) if row.file != FILE_NAME]
    rows += [_LISTED] if listed else []
    rows.sort(key=lambda row: (row["file"], -1 if row.get("part") is None else row["part"]))
    return ledger.frame("files", rows)


# --- what is kept beside a ledger -------------------------------------------------------------------------------------


def fingerprint_with(machine: str, log: Log) -> str:
    """The fingerprint of a ledger from that of the machine's tables and the corrections' bytes."""
    if log.sha256 is None:
        return machine
    return hashlib.sha256(f"{machine}\n{log.sha256}".encode()).hexdigest()


def stamped(machine: str, log: Log) -> dict[str, Any]:
    """What a ledger's manifest says of its corrections, and the fingerprint it then has."""
    stamp = {"machine": machine, "fingerprint": fingerprint_with(machine, log)}
    return stamp if log.sha256 is None else stamp | {"corrections": log.sha256}


def machine_folder(ledger_folder: Path) -> Path:
    """Where the machine's own tables lie: in the cache folder beside the ledger."""
    return ledger_folder.parent / f".{ledger_folder.name}-cache" / "machine"


def keep_machine(
    ledger_folder: Path, tables: Mapping[str, pd.DataFrame], fingerprint: str, names: Mapping[str, str] | None = None
) -> None:
    """Keeps the machine's own tables under the fingerprint of what they were made from.

    ``names`` tell by report what its rows were made from, for ``stated_before``.
    """
    ledger.write(machine_folder(ledger_folder), tables, {"fingerprint": fingerprint, "stated": dict(names or {})})


def stated_before(ledger_folder: Path) -> tuple[Mapping[str, pd.DataFrame], Mapping[str, str]]:
    """The machine's tables as they are kept, whatever they were made from, and by report what its rows were made from.

    Both are empty where nothing is kept that can be used.
    """
    folder = machine_folder(ledger_folder)
    try:
        names = ledger.manifest(folder).get("stated", {})
        return (ledger.read(folder), names) if names and not ledger.damaged(folder) else ({}, {})
    except InputError:
        return {}, {}


def kept_machine(ledger_folder: Path, fingerprint: str) -> dict[str, pd.DataFrame] | None:
    """The machine's own tables, where those that are kept were made from what the fingerprint says."""
    folder = machine_folder(ledger_folder)
    try:
        manifest = ledger.manifest(folder)
        if manifest.get("fingerprint") != fingerprint or ledger.damaged(folder):
            return None
        return {name: table for name, table in ledger.read(folder).items() if name in manifest["tables"]}
    except InputError:
        return None
