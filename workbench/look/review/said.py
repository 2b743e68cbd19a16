"""What persons have said so far: the verdict on each row, the log in words, and which line may be undone.

What is here: the lines of ``corrections.jsonl`` as a reader meets them. What a line does to the ledger is in
``workbench/corrections/``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from workbench.corrections.working import row_id
from workbench.ledger import names_of, plain_rows
from workbench.look import wording
from workbench.look.styles import shortened
from workbench.story import Story

Row = Mapping[str, Any]
#: Characters of quoted words in a line of the log.
LONGEST = 80

#: What an act makes of a row: the word under which it leaves the queue, or "unsure" to wait at its end.
VERDICTS: Mapping[str, str] = {
    "accept": "accepted", "edit": "edited", "reject": "rejected", "unsure": "unsure", "deny": "denied",
    "explain": "explained", "dismiss": "dismissed", "restore": "put back", "mask": "taken out", "add": "added",
}  # fmt: skip
#: What an act has done, for the log.
DONE: Mapping[str, str] = {
    **VERDICTS, "unsure": "put aside as unsure", "note": "noted on", "merge": "merged into",
    "split": "split off from", "rename": "renamed", "reopen": "opened again",
    "opinion": "gave an opinion on", "grade": "graded",
}  # fmt: skip


def key_of(table: str, row: str) -> str:
    """What names a row among those of all tables."""
    return f"{table}/{row}"


def row_now(line: Row) -> str:
    """The row that a line speaks of, under its id of today."""
    return str(line["row_now"] or line["row"])


def lines(story: Story) -> list[Row]:
    """The lines in force in their order, undoings left out."""
    return [row for row in plain_rows(story.corrections) if row["act"] != "undo" and row["state"] == "in force"]


def verdicts(story: Story) -> dict[str, str]:
    """The latest verdict on each row that has one, by its key; one that was opened again has none."""
    found: dict[str, str] = {}
    for row in lines(story):
        key = key_of(str(row["table"]), row_now(row))
        if row["act"] == "reopen":
            found.pop(key, None)
        elif row["act"] in VERDICTS:
            found[key] = VERDICTS[row["act"]]
    return found


def standing(story: Story, table: str, row: str) -> str:
    """Each person's latest verdict on a row in a sentence; empty for a row that nobody has judged."""
    latest = {one["who"]: one for one in lines(story) if (one["table"], row_now(one)) == (table, row)
              and one["act"] in VERDICTS}  # fmt: skip
    told = [f"{VERDICTS[one['act']]} by {who}, {_day(one)}" + (f": {one['reason']}" if one["reason"] else "")
            for who, one in latest.items()]  # fmt: skip
    said = "; ".join(told)
    return f"{said[0].upper()}{said[1:]}." if said else ""


def _day(row: Row) -> str:
    return wording.day(str(row["at"])[:10])


# --- the log ----------------------------------------------------------------------------------------------------------


def log(story: Story, names: Names, *, most: int) -> list[dict[str, Any]]:
    """The latest lines in words, the last one first; an undoing is told with what it undid."""
    rows = [row for row in plain_rows(story.corrections) if row["correction_id"]]
    by_id = {row["correction_id"]: row for row in rows}
    return [
        {"id": row["correction_id"], "said": told(row, by_id, names), "who": row["who"],
         "when": f"{_day(row)} {str(row['at'])[11:16]} UTC", "undone": row["state"] == "undone",
         "state": "" if row["state"] in ("in force", "undone") else f"{row['state']}: {row['why']}",
         "can_undo": row["state"] != "undone"}
        for row in reversed(rows[-most:])
    ]  # fmt: skip


def told(row: Row, by_id: Mapping[str, Row], names: Names) -> str:
    """A line in words; ``by_id`` has the line that an undoing takes back."""
    if row["act"] == "undo":
        undoes = by_id.get(row["undoes"])
        return f"took back: {told(undoes, by_id, names)}" if undoes else "took back a line that is not there"
    what = names.row(str(row["table"]), row_now(row)) or quotation(row)
    because = f" ({row['reason']})" if row["reason"] else ""
    return f"{DONE.get(row['act'], row['act'])} {what}{_change(row, names)}{because}"


def _change(row: Row, names: Names) -> str:
    """What a line sets, in words; a value of several parts is told by the part that a reader asks for."""
    if row["act"] not in ("edit", "rename", "opinion", "grade", "merge", "split") or row["new"] is None:
        return ""
    old, new = (_parsed(row[name]) for name in ("old", "new"))
    if row["act"] == "merge":
        return f": {', '.join(one['name'] for one in row['anchor']['entities'][1:])}"
    if isinstance(new, Mapping):
        told = [str(new.get("name") or new.get("grade")), *([f"on {new['topic']}"] if new.get("topic") else [])]
        return f": {' '.join(told)}"
    if not row["field"]:
        return f": {names.value(new)}"
    return f": {row['field'].replace('_', ' ')} {names.value(old)} → {names.value(new)}"


def _parsed(value: str | None) -> Any:
    """A value of a line; one that was kept as JSON is read."""
    if value is None or not value.startswith(("{", "[")):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def quotation(line: Row) -> str:
    """The words of a report that a line hangs on, or the name of its entity."""
    anchor = line["anchor"] or {}
    places = [*anchor.get("places", ()), *([anchor["span"]] if anchor.get("span") else [])]
    words = [place["quotation"] for place in places if place.get("quotation")]
    return (
        f"“{shortened(words[0], LONGEST)}”" if words else next((one["name"] for one in anchor.get("entities", ())), "")
    )


class Names:
    """Rows and values of a story in the words a reader knows them by."""

    def __init__(self, story: Story) -> None:
        self._story = story

    @cached_property
    def _entities(self) -> dict[str, str]:
        return names_of(self._story.entities, "entity_id")

    @cached_property
    def _estimands(self) -> dict[str, str]:
        return names_of(self._story.estimands, "estimand")

    @cached_property
    def _reports(self) -> dict[str, str]:
        return {row["report_id"]: wording.report_name(row) for row in plain_rows(self._story.reports)}

    @cached_property
    def _phrases(self) -> dict[str, str]:
        frame = self._story.estimates[["estimate_id", "phrase", "report_id"]]
        return {
            row["estimate_id"]: f"“{row['phrase']}” in {self._reports.get(row['report_id'], row['report_id'])}"
            for row in plain_rows(frame)
        }

    @cached_property
    def _readings(self) -> dict[str, str]:
        rows = plain_rows(self._story.discrepancies[["discrepancy_id", "reading"]])
        return {row["discrepancy_id"]: f"“{shortened(row['reading'], LONGEST)}”" for row in rows}

    def _known(self, table: str) -> dict[str, str]:
        if table == "estimates":
            return self._phrases
        if table == "discrepancies":
            return self._readings
        return {"entities": self._entities, "reports": self._reports}.get(table, {})

    def row(self, table: str, row: str) -> str:
        """A row by what it says; nothing for one that has no words of its own or is gone."""
        known = self._known(table)
        if row in known:
            return known[row]
        if table in ("attributions", "claims", "mentions"):
            return self._stretch(table, row)
        if table == "lineage":
            return " > ".join(self._reports.get(end, end) for end in row.split(">", 1))
        return ""

    @cached_property
    def _stretches(self) -> dict[tuple[str, str], tuple[str, Any, Any]]:
        """Where the rows stand that have no words of their own in their table."""
        ends = {
            "attributions": ("source_start", "source_end"),
            "claims": ("start", "end"),
            "mentions": ("start", "end"),
        }
        return {
            (table, row_id(table, row)): (row["report_id"], row[start], row[end])
            for table, (start, end) in ends.items()
            for row in plain_rows(getattr(self._story, table))
        }

    @cached_property
    def _texts(self) -> dict[str, str]:
        return {row["report_id"]: row["text"] or "" for row in plain_rows(self._story.reports)}

    def _stretch(self, table: str, row: str) -> str:
        report, start, end = self._stretches.get((table, row), ("", None, None))
        if start is None or end is None:
            return ""
        words = shortened(self._texts[report][start:end], LONGEST)
        return f"“{words}” in {self._reports[report]}"

    def value(self, value: Any) -> str:
        """A value in words: a name for an id, a number with its commas."""
        if value is None:
            return "not stated"
        if isinstance(value, bool) or value in ("true", "false"):
            return "yes" if value in (True, "true") else "no"
        if isinstance(value, (list, tuple)):
            return ", ".join(self.value(one) for one in value)
        if isinstance(value, (int, float)) or re.fullmatch(r"\d+(\.\d+)?", str(value)):
            return wording.number(float(value))
        return self._entities.get(str(value), self._estimands.get(str(value), str(value)))
