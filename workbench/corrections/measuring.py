"""How often the machine was right on this very story, field by field, by the rows that a person has reviewed.

What is here: what counts as a review, the machine's value and the person's of each field, shares with their interval,
and the reviewed rows as a gold standard. A row is reviewed when somebody accepted, edited, rejected or added it; of an
edited row the fields that were left alone count as right. The last verdict on a row holds, and one of "unsure" takes it
out. Shares have Wilson's interval of 95 percent (E. B. Wilson, JASA 22, 1927).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from workbench import ledger
from workbench.corrections.acts import REVIEWED
from workbench.corrections.listing import reviews
from workbench.corrections.working import Row, Working
from workbench.errors import InputError
from workbench.story import Story
from workbench.terminal import printable

#: What is measured of each table: a name, and the columns that are right together.
MEASURED: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "estimates": {
        "words": ("start", "end"),
        "interval": ("low", "high"),
        "bound": ("bound",),
        "estimand": ("estimand",),
        "claimant": ("claimant",),
        "anonymous": ("anonymous",),
        "stance": ("stance",),
        "superseded": ("superseded",),
        "as of": ("as_of_earliest", "as_of_latest"),
        "place": ("place",),
        "status": ("status",),
        "charted": ("charted",),
    },
    "claims": {
        "words": ("start", "end"),
        "kind": ("claim_type",),
        "attribution": ("attribution_id",),
        "certainty": ("certainty_class",),
        "denied": ("denied",),
        "topic": ("topic",),
    },
    "attributions": {
        "speaker": ("speaker",),
        "direct": ("direct",),
        "anonymous": ("anonymous",),
        "stance": ("stance",),
    },
    "mentions": {"entity": ("entity_id",)},
}
#: The gold's words for ours; a stance that it has no word for is left out.
_GOLD_BOUNDS = {
    "bare": "exact", "about": "approx", "at least": "at_least", "more than": "more_than", "at most": "at_most",
    "less than": "less_than", "range": "range", "vague": "vague",
}  # fmt: skip
_GOLD_STANCES = {
    "asserted": "reported", "reported": "reported", "assessed": "assessed", "believed": "assessed",
    "expected": "forecast", "denied": "denied",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the reviewed rows were right in a field; ``low`` and ``high`` hold 95 percent of what may be so."""

    table: str
    field: str
    right: int
    of: int

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of the share."""
        return wilson(self.right, self.of)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How far a story has been reviewed: the estimates a person has judged, of how many, by whom, and the shares."""

    rows: int
    of: int
    who: tuple[str, ...]
    shares: tuple[Share, ...]

    @property
    def sentence(self) -> str:
        """The state of review in one sentence, for whoever reads a briefing."""
        if not self.rows:
            return "No row has been reviewed by a person."
        names = {"found": "not a figure", "not missed": "missed"}
        wrong = [
            f"{names.get(one.field, one.field)} {one.of - one.right}"
            for one in self.shares
            if one.table == "estimates" and one.of > one.right
        ]
        found = f"; wrong among them: {', '.join(wrong)}" if wrong else ""
        return f"A person has reviewed {self.rows} of {self.of} figures{found}."


def wilson(right: int, of: int) -> tuple[float, float]:
    """Wilson's interval of 95 percent for a share; from 0 to 1 where nothing was counted."""
    if not of:
        return 0.0, 1.0
    z, share = 1.959964, right / of
    middle = (share + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def reviewed(story: Story) -> Reviewed:
    """How far the story has been reviewed, and how right the machine was in what was reviewed."""
    verdicts = _verdicts(story)
    estimates = [row for table, row in verdicts if table == "estimates"]
    who = sorted({str(name) for name in reviews(story)["who"]})
    return Reviewed(len(estimates), len(story.estimates), tuple(who), tuple(_shares(story, verdicts)))


def shares_table(story: Story) -> pd.DataFrame:
    """The machine's error as a frame: table, field, right, of, share, and the ends of its interval."""
    rows = [
        {
            "table": one.table, "field": one.field, "right": one.right, "of": one.of,
            "share": one.right / one.of, "from": one.interval[0], "to": one.interval[1],
        }
        for one in reviewed(story).shares
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["table", "field", "right", "of", "share", "from", "to"])


def lines_of(story: Story) -> Iterator[str]:
    """The machine's error as lines to print."""
    found = reviewed(story)
    yield printable(f"{story.title}: {found.sentence}")
    if not found.shares:
        return
    yield (
        printable(f"Reviewed by {', '.join(found.who)}.")
        + " Of an edited row the fields that were left alone count as right."
    )
    yield f"{'table':<13} {'field':<12} {'right':>5} {'of':>5} {'share':>6}  95 percent interval"
    for one in found.shares:
        low, high = one.interval
        share = f"{one.right / one.of:>6.3f}  {low:.3f} to {high:.3f}"
        yield f"{one.table:<13} {one.field:<12} {one.right:>5} {one.of:>5} {share}"


def _verdicts(story: Story) -> dict[tuple[str, str], str]:
    """The last verdict on each row that is there; one that a person added stays added whatever was said of it later."""
    there = Working(story.tables)
    found: dict[tuple[str, str], str] = {}
    for one in reviews(story).itertuples(index=False):
        key = (str(one.table), str(one.row))
        if there.find(*key) is not None and (found.get(key) != "added" or one.verdict == "rejected"):
            found[key] = str(one.verdict)
    return {key: verdict for key, verdict in found.items() if verdict != "unsure"}


def _shares(story: Story, verdicts: Mapping[tuple[str, str], str]) -> Iterator[Share]:
    machine, truth = _values(story)
    whole = _seen_whole(story)
    now = Working(story.tables)
    for table in REVIEWED:
        said = {row: verdict for (kind, row), verdict in verdicts.items() if kind == table}
        kept = [row for row, verdict in said.items() if verdict in ("accepted", "edited")]
        wrong, missed = (sum(verdict == one for verdict in said.values()) for one in ("rejected", "added"))
        if kept or wrong:
            yield Share(table, "found", len(kept), len(kept) + wrong)
        if missed:
            yield Share(table, "not missed", len(kept), len(kept) + missed)
        for name, columns in MEASURED[table].items():
            seen = [
                row for row in kept if whole & {(table, row)} or {(table, row, one) for one in columns} <= set(truth)
            ]
            if seen:
                rows = {row: now.find(table, row) or {} for row in seen}
                right = sum(
                    [machine.get((table, row, one), values[one]) for one in columns]
                    == [truth.get((table, row, one), values[one]) for one in columns]
                    for row, values in rows.items()
                )
                yield Share(table, name, right, len(seen))


def _seen_whole(story: Story) -> set[tuple[str, str]]:
    """The rows that somebody has edited or accepted as a whole; of the others single fields were accepted."""
    found = reviews(story)
    found = found[(found["verdict"] != "accepted") | found["field"].isna()]
    return set(zip(found["table"], found["row"], strict=True))


_Values = dict[tuple[str, str, str], Any]


def _values(story: Story) -> tuple[_Values, _Values]:
    """The machine's values that a person has replaced, and those that a person has accepted, by row and column."""
    machine: _Values = {}
    truth: _Values = {}
    for one in ledger.records(story.corrections):
        if one.state != "in force" or one.table not in REVIEWED:
            continue
        was: Row = json.loads(one.was) if one.was else {}
        if one.act == "edit":
            for name, value in was.items():
                machine.setdefault((one.table, one.row_now, name), value)
                truth.pop((one.table, one.row_now, name), None)
        elif one.act == "accept":
            truth |= {(one.table, one.row_now, name): value for name, value in json.loads(one.new or "{}").items()}
    return machine, truth


# --- as a gold standard -----------------------------------------------------------------------------------------------


def gold_of(story: Story) -> dict[str, Any]:
    """The reviewed estimates in the shape of a story's ``gold.json``; those rejected are numbers that are none."""
    verdicts = {row: verdict for (table, row), verdict in _verdicts(story).items() if table == "estimates"}
    reports = {row.report_id: row for row in ledger.records(story.reports)}
    names = {row.entity_id: row.name for row in ledger.records(story.entities)}
    rows = [row for row in ledger.records(story.estimates) if row.estimate_id in verdicts]
    kept = [_gold_row(row, reports[row.report_id], names) for row in rows if verdicts[row.estimate_id] != "rejected"]
    wrong = [_gold_aside(row, reports[row.report_id]) for row in rows if verdicts[row.estimate_id] == "rejected"]
    about = "Rows that a person reviewed in the workbench; a number that is not here was not reviewed."
    return {"schema": {"what": about}, "estimates": kept, "non_estimates": wrong}


def write_gold(story: Story, path: Path) -> int:
    """How many reviewed estimates it wrote to the file as a gold standard.

    Raises ``InputError`` when the file cannot be written.
    """
    gold = gold_of(story)
    try:
        path.write_text(json.dumps(gold, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    except (OSError, UnicodeEncodeError) as error:
        raise InputError(f"{path}: the gold standard cannot be written: {error}") from error
    return len(gold["estimates"])


def _gold_row(row: Any, report: Any, names: Mapping[str, str]) -> Row:
    said: Row = {
        "id": row.estimate_id, "file": Path(report.file).name, "start": row.start, "end": row.end,
        "phrase": report.text[row.start : row.end], "low": row.low, "high": row.high,
        "bound": _GOLD_BOUNDS.get(row.bound, row.bound), "measure": row.estimand,
        "claimant": names.get(row.claimant, "unattributed"), "anonymous": row.anonymous, "chart": row.charted,
        "sentence": report.text[row.sentence_start : row.sentence_end] if row.sentence_start is not None else None,
    }  # fmt: skip
    status = "past" if row.superseded else _GOLD_STANCES.get(row.stance)
    days = [day for day in (row.as_of_earliest, row.as_of_latest) if day]
    more = {"status": status, "as_of": "/".join(dict.fromkeys(days)) if len(days) == 2 else None}
    return {
        name: value
        for name, value in {**said, **more}.items()
        if name in ("low", "high", "measure") or value is not None
    }


def _gold_aside(row: Any, report: Any) -> Row:
    words = report.text[row.start : row.end]
    where = {"file": Path(report.file).name, "start": row.start, "end": row.end, "text": words}
    return {**where, "kind": "rejected by a person"}
