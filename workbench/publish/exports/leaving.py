"""What of a story leaves in an export: the reports and figures asked for, through the gate, at a level of detail.

What is here: the same steps that a briefing takes (``chosen.py``, ``gate.py``, ``detail.py``), then the columns of the
ledger that a briefing does not show and an export does, cut to the same level. How a format is written is in the module
of its name.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from workbench import ledger
from workbench.ledger import plain_rows
from workbench.look import tables, wording
from workbench.look.selection import Selection
from workbench.publish import detail as levels
from workbench.publish import gate
from workbench.publish.chosen import known_on, selected
from workbench.publish.detail import Detail
from workbench.publish.exports.remarks import Remarks, remarks_of
from workbench.story import Story

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Leaving:
    """A story as it may leave.

    ``story`` has every word cut that stays at home, ``reports`` are its reports by their id, ``figures`` its charted
    estimates as joined rows. ``texts`` are the reports' texts in their full length, each character that may not leave
    made a ``BLOCK``. ``asked`` is the selection in words; ``left_out`` what the gate or the level kept back, one
    sentence each; ``refused`` how many figures the gate did.
    """

    story: Story
    reports: Mapping[str, Row]
    figures: tuple[Row, ...]
    texts: Mapping[str, str]
    remarks: Remarks
    detail: Detail
    asked: str
    left_out: tuple[str, ...]
    refused: int


def leaving(story: Story, selection: Selection, detail: Detail) -> Leaving:
    """The story as it may leave, with what is kept back. Raises ``InputError`` for a level that is none."""
    levels.check(detail)
    known, possibly = known_on(story, selection.known_by)
    chosen, asked = selected(known, selection)
    found = gate.checked(chosen)
    passed = gate.without(chosen, found.refusals)
    out = levels.withheld(passed, gate.quoted(found.citations), detail)
    return let_out(out.story, found, possibly, asked=asked, detail=detail)


def let_out(shown: Story, found: gate.Gate, possibly: Collection[str], *, asked: str, detail: Detail) -> Leaving:
    """A story that is cut to its level already, as it may leave.

    ``found`` is what the gate said of its figures, ``possibly`` the reports that may not have been out on its day.
    """
    cut = replace(shown, tables={name: _cut(name, getattr(shown, name), detail) for name in ledger.TABLES})
    kept_back = [f"figure refused by the check of its cited words: {one.sentence}" for one in found.refusals]
    if possibly:
        kept_back.append(f"{wording.counted(len(possibly), 'report')} may not have been out on that day; kept in")
    if detail != "full":
        kept_back.append(_LEVELS[detail])
    # Places are counted in the texts as they were, so figures are joined before blocks are shown.
    figures = tuple(_shown(row) for row in tables.estimate_rows(shown))
    texts = {row["report_id"]: row["text"] or "" for row in plain_rows(shown.reports)}
    reports = {row["report_id"]: row for row in plain_rows(cut.reports)}
    said = asked or "All figures of the story."
    return Leaving(cut, reports, figures, texts, remarks_of(cut), detail, said, tuple(kept_back), len(found.refusals))


_LEVELS = {
    "snippet": f"the reports' texts, but for the sentence of each figure, cut to {levels.QUOTATION} words",
    "none": "every word of the reports' texts; places in them and their hashes stay",
}
#: Columns with words of reports that no view shows, each cut like a quotation.
_WORDED = {"attributions": ("anonymity_ground",), "entities": ("description",), "estimates": ("as_of_evidence",)}
#: Of a correction, what may hold words of a report.
_VALUES = ("old", "new", "was")


def _cut(name: str, frame: pd.DataFrame, detail: Detail) -> pd.DataFrame:
    """A table with what words of reports are left in it cut, and blocks shown as what they stand for."""
    if detail == "full":
        return frame
    most = 0 if detail == "none" else levels.QUOTATION
    rows = plain_rows(frame)
    for row in rows:
        for column in _WORDED.get(name, ()):
            row[column] = levels.cut(row[column], most)
        if name == "corrections":
            row["anchor"] = _cut_anchor(row["anchor"], most)
            row |= {} if most else dict.fromkeys(_VALUES)
    return ledger.frame(name, [{key: _shown(value) for key, value in row.items()} for row in rows])


def _cut_anchor(anchor: Any, most: int) -> Any:
    if anchor is None:
        return None
    places = [_cut_place(one, most) for one in plain(anchor["places"]) or []]
    return {**plain(anchor), "places": places, "span": _cut_place(plain(anchor["span"]), most)}


def _cut_place(place: Mapping[str, Any] | None, most: int) -> Mapping[str, Any] | None:
    """A place without the words around it, which no level but the fullest lets out."""
    if place is None:
        return None
    return {**place, "quotation": levels.cut(place["quotation"], most), "before": None, "after": None}


def _shown(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _shown(one) for key, one in value.items()}
    if isinstance(value, (list, np.ndarray)):
        return [_shown(one) for one in value]
    return levels.shown(value)


# --- what every format words alike ------------------------------------------------------------------------------------


def plain(value: Any) -> Any:
    """A value of the ledger as JSON has it: arrays as lists, whole floats as they are, what is missing as None."""
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(one) for one in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    return None if value is pd.NA or (isinstance(value, float) and value != value) else value


def json_text(data: Any) -> str:
    """The data as JSON to read, with no character that could end a script element it is pasted into."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    for char in "&<>\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text + "\n"


def only_day(report: Mapping[str, Any]) -> str | None:
    """The day a report came out, where it is known to the day."""
    first, last = report["published_earliest"], report["published_latest"]
    return first if first == last else None


def dating(report: Mapping[str, Any]) -> str:
    """How well the day of a report is known, in words: its interval, and whether its clues agree."""
    days = wording.days(report["published_earliest"], report["published_latest"])
    conflict = "; its clues disagree" if report["published_conflict"] else ""
    return f"published: {days}{conflict}"


def worded(row: Mapping[str, Any]) -> str:
    """A figure as one sentence of our own: what is counted, how much, who holds it, as of when."""
    said = tables.facts(row)
    unit = f" {said['Unit']}" if said["Unit"] and row["estimand_unit"] not in (None, "count") else ""
    return (
        f"{said['What is counted']}: {wording.quantity(row)}{unit}; held by {said['Held by']}; as of {said['As of']}; "
        f"stance: {said['Stance']}"
    )


def remarks_for(leaving: Leaving, row: Mapping[str, Any]) -> list[Any]:
    """What was said of a figure, of the statement and the attribution it stands in, and of the figure's support."""
    keys = [("estimates", row["estimate_id"]), ("claims", row["claim_id"]), ("attributions", row["attribution_id"])]
    return [one for table, key in keys if key for one in leaving.remarks.of(table, key)]


def unused(leaving: Leaving, used: Iterable[Any], why: str) -> list[str]:
    """A sentence on remarks that a format has no place for, none where each is in."""
    rest = [one for one in leaving.remarks.all if one not in set(used)]
    return [f"{wording.counted(len(rest), 'note or opinion', 'notes and opinions')}: {why}"] if rest else []
