"""What has been corrected, to read: every line with its state, and the verdicts on rows as a frame.

What is here: frames from the tables of a story. Nothing is computed anew, and how they look is left to the views.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from workbench import ledger
from workbench.corrections.acts import REVIEWED
from workbench.story import Story

#: The verdict that each act says of a row.
VERDICTS = {"accept": "accepted", "edit": "edited", "reject": "rejected", "unsure": "unsure", "add": "added"}
#: The fields of a line whose values are entities.
_NAMES = ("claimant", "place", "speaker", "entity_id")


def corrections_table(story: Story) -> pd.DataFrame:
    """Every line of the file of corrections in words: when, who, what, where it stands, and whether it is in force.

    Lines that cannot be read, are undone, hang on nothing any more or are not understood are rows like the others, with
    the reason in ``why``.
    """
    names = {row.entity_id: row.name for row in ledger.records(story.entities)}
    reports = {row.report_id: row.outlet or row.file for row in ledger.records(story.reports)}
    rows = [
        {
            "correction": one.correction_id,
            "when": one.at,
            "who": one.who,
            "act": one.act,
            "table": one.table,
            "where": _where(one, reports, names),
            "field": one.field,
            "from": _named(one, one.old, names),
            "to": _said(one, names),
            "reason": one.reason,
            "state": one.state,
            "why": one.why,
        }
        for one in ledger.records(story.corrections)
    ]
    columns = ["correction", "when", "who", "act", "table", "where", "field", "from", "to", "reason", "state", "why"]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def reviews(story: Story) -> pd.DataFrame:
    """The verdicts in force on rows: table, row, verdict, field, who, at, reason, in the order they were given.

    A verdict is accepted, edited, rejected, unsure or added; several analysts' verdicts on a row are rows of their own.
    """
    rows = [
        {
            "table": one.table, "row": one.row_now, "verdict": VERDICTS[one.act], "field": one.field, "who": one.who,
            "at": one.at, "reason": one.reason,
        }
        for one in ledger.records(story.corrections)
        if one.state == "in force" and one.act in VERDICTS and one.table in REVIEWED
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["table", "row", "verdict", "field", "who", "at", "reason"], dtype=object)


def states(story: Story) -> dict[str, int]:
    """How many lines of the file there are in each state, in the order of the words; none where nothing was said."""
    found = story.corrections["state"].value_counts()
    return {str(state): int(found[state]) for state in sorted(found.index)}


def _where(one: Any, reports: Mapping[str, str], names: Mapping[str, str]) -> str | None:
    anchor = one.anchor or {}
    places = [place for place in [*_all(anchor, "places"), anchor.get("span")] if place is not None]
    if places:
        return "; ".join(_quoted(place, reports) for place in places)
    return str(names.get(one.row_now or one.row, one.row)) if one.row else None


def _all(anchor: Mapping[str, Any], name: str) -> list[Any]:
    """A list of an anchor, which a frame holds as an array or not at all."""
    found = anchor.get(name)
    return [] if found is None else list(found)


def _quoted(place: Mapping[str, Any], reports: Mapping[str, str]) -> str:
    report = reports.get(place["report_id"], place["file"])
    words = " ".join((place["quotation"] or "").split())
    return f"{report}: {words}" if words else str(report)


def _named(one: Any, value: str | None, names: Mapping[str, str]) -> str | None:
    return str(names.get(value, value)) if value is not None and one.field in _NAMES else value


def _said(one: Any, names: Mapping[str, str]) -> str | None:
    """The new value in words: a name for an id, a grade with its topic, the words a row was added for."""
    if one.act not in _TOLD or one.new is None or one.state in ("not understood", "torn", "damaged"):
        return _named(one, one.new, names)
    return _TOLD[one.act](json.loads(one.new), one.anchor or {})


def _merged(new: Any, anchor: Mapping[str, Any]) -> str:
    return ", ".join(each["name"] for each in _all(anchor, "entities")[1:])


def _added(new: Any, anchor: Mapping[str, Any]) -> str:
    span = anchor.get("span")
    return str(span["quotation"] if span else new["name"])


def _graded(new: Any, _: Mapping[str, Any]) -> str:
    if new.get("topic"):
        return f"{new['grade']} on {new['topic']}"
    return f"{new['grade']} (overridden)" if new.get("override") else str(new["grade"])


#: The acts whose new value is more than one word.
_TOLD: Mapping[str, Callable[[Any, Mapping[str, Any]], str | None]] = {
    "accept": lambda *_: None,
    "add": _added,
    "grade": _graded,
    "merge": _merged,
    "split": lambda new, _: str(new["name"]),
}
