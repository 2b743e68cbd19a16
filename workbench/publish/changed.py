"""What changed since the last issue, as rows for the page: since a day, or since an issue that is at hand as a file.

What is here: figures that new reports brought, figures of the older issue that are stated otherwise now (by a person's
correction or by another reading), counts, discrepancies and judgments that changed, each with what stood before. What
reports bring is told by ``compare/vintage.py``, what an older file says by ``issue.py``. Words of reports are never
taken from the older file, which may have let out more of them: figures are shown by our reading, quotations are cut.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.compare import vintage
from workbench.errors import InputError
from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.publish import detail as levels
from workbench.publish import differences
from workbench.publish.detail import Detail
from workbench.publish.issue import Differs, Issue, Judged, Stated, differences_of, stated
from workbench.story import Story

Row = dict[str, Any]

#: How many rows of each kind the page shows.
MOST = 40
#: The kinds that stand open on the page: what nobody may overlook.
OPEN = (
    "Corrected by us", "Withdrawn", "Revised", "Judgments reworded", "Judgments added", "Judgments no longer made",
    "Discrepancies settled",
)  # fmt: skip
#: What is counted in each kind; figures where nothing else is said.
_NOUNS = {"Judgments": ("judgment", "judgments"), "Discrepancies": ("discrepancy", "discrepancies")}


def since_day(story: Story, day: str, rows: Sequence[Mapping[str, Any]], *, detail: Detail) -> Row:
    """What came in after a day; ``rows`` are the charted figures with their places in the page."""
    days_out = [row["published_latest"] for row in plain_rows(story.reports) if row["published_latest"]]
    found = vintage.what_changed(story, day, story.known_by or max(days_out, default=day))
    kinds = _brought(found.changes, rows, detail)
    return {
        "since": wording.day(found.day_a), "reports": len(found.out), "possibly": len(found.possibly_out), "notes": [],
        "kinds": _kinds(kinds),
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Present:
    """The issue that is being made: ``story`` whole, ``leaving`` as it may leave, ``rows`` its charted figures.

    ``judgments`` are missing where the analyst's words are left out of this part of the story.
    """

    story: Story
    leaving: Story
    rows: Sequence[Mapping[str, Any]]
    judgments: tuple[Judged, ...] | None
    cut_off: str
    sentence: str
    detail: Detail


def since_issue(old: Issue, now: Present) -> Row:
    """What changed since an older issue. Raises ``InputError`` where the two cannot be compared."""
    here = {str(one) for one in now.story.reports["report_id"]}
    _comparable(old, now, here)
    came = here - old.reports
    doubtful = set(vintage.possibly_out(now.story))
    rows = {row["estimate_id"]: row for row in now.rows}
    by_us = _corrections(now.leaving)
    kinds = {
        "Corrected by us": list(_other_values(old, rows, by_us, here, ours=True)),
        **_brought(vintage.brought(now.story, came, doubtful=doubtful), now.rows, now.detail),
        "Read otherwise": list(_other_values(old, rows, by_us, here, ours=False)),
        "Added to reports known before": list(_added(old, now.rows, by_us)) if old.every_figure else [],
        "No longer given": list(_gone(old, rows, by_us)),
        "Counts changed": list(_counts(old, rows)),
        **_differences(old, now),
        **_judgments(old, now),
    }
    lost = len(old.reports - here)
    notes = [
        f"Reports of the older issue that are not in this one: {lost}." * bool(lost),
        "The older file holds a part of its story’s figures; only those are compared." * (not old.every_figure),
        "The older file holds a part of its discrepancies; new ones are not told." * (not old.every_difference),
        "The older issue left the analyst’s words out, so judgments are not compared." * (old.judgments is None),
        "The older issue let out the reports’ words at another level, so the wording of judgments is not compared."
        * (old.detail != now.detail),
    ]  # fmt: skip
    return {
        "since": old.name, "reports": len(came - doubtful), "possibly": len(came & doubtful),
        "notes": [one for one in notes if one], "kinds": _kinds(kinds),
    }  # fmt: skip


def _comparable(old: Issue, now: Present, here: set[str]) -> None:
    if not old.reports & here:
        raise InputError("the older issue shares no report with this story: it is of another one")
    if old.sentence != now.sentence:
        raise InputError(
            f"the older issue is of other figures (“{old.sentence}”): what it left out would count as new here"
        )
    if old.cut_off and now.cut_off and old.cut_off > now.cut_off:
        raise InputError(f"the older issue is not older: its cut-off is {old.cut_off}, that of this one {now.cut_off}")


def _kinds(kinds: Mapping[str, Sequence[Row]]) -> list[Row]:
    """The kinds that have rows, each with how many there are and how many of them are shown."""
    found = []
    for name, rows in kinds.items():
        if rows:
            one, many = _NOUNS.get(name.partition(" ")[0], ("figure", "figures"))
            found.append({"name": name, "counted": wording.counted(len(rows), one, many), "rows": rows[:MOST],
                          "more": max(0, len(rows) - MOST), "open": name in OPEN})  # fmt: skip
    return found


def _row(words: str, anchor: str, *, was: str = "", by: Iterable[str] = ()) -> Row:
    return {"words": words, "anchor": anchor, "was": was, "by": "; ".join(one for one in by if one)}


# --- figures ----------------------------------------------------------------------------------------------------------


def _brought(
    changes: Iterable[vintage.Change], rows: Sequence[Mapping[str, Any]], detail: Detail
) -> dict[str, list[Row]]:
    """What new reports brought, by its kind."""
    places = {row["estimate_id"]: row for row in rows}
    kinds: dict[str, list[Row]] = {}
    for one in changes:
        row = places.get(one.estimate_id)
        if row is not None:
            kinds.setdefault(one.kind.capitalize(), []).append(
                _row(
                    wording.quantity(row) if detail == "none" else one.phrase, row["row_id"],
                    by=(row["estimand_name"] or "", wording.claimant(row),
                        "may have been known before" if one.possibly else ""),
                )
            )  # fmt: skip
    return kinds


def _corrections(story: Story) -> dict[str, Row]:
    """By the id of an estimate the last line of the file of corrections that speaks of it, undone ones too."""
    return {
        key: row
        for row in plain_rows(story.corrections)
        if row["table"] == "estimates" and row["act"] in ("edit", "reject", "add", "accept", "unsure")
        and row["state"] in ("in force", "undone")
        for key in {row["row_now"], row["row"]} - {None}
    }  # fmt: skip


def _by(line: Row | None) -> str:
    if line is None:
        return ""
    undone = ", since undone" if line["state"] == "undone" else ""
    reason = f": {line['reason']}" if line["reason"] else ""
    return f"by {line['who'] or 'somebody unnamed'}, {wording.day(str(line['at'])[:10])}{undone}{reason}"


def _other_values(
    old: Issue, rows: Mapping[str, Mapping[str, Any]], by_us: Mapping[str, Row], here: set[str], *, ours: bool
) -> Iterator[Row]:
    """The figures of the older issue that are stated otherwise now, by a person's correction or by another reading."""
    for key, before in old.figures.items():
        row, line = rows.get(key), by_us.get(key)
        if (line is not None and line["act"] in ("edit", "reject")) != ours:
            continue
        if row is None:
            if ours:
                yield _row("no figure any more", "", was=_told(before), by=(_by(line),))
            continue
        now = stated(row, before.badge)
        if now != before:
            said = [new for new, was in _sides(now, before) if new != was]
            had = [was for new, was in _sides(now, before) if new != was]
            yield _row(now.reading, row["row_id"], was=", ".join(had),
                       by=(*(one for one in said if one != now.reading), _where(now, said), _by(line)))  # fmt: skip


def _sides(now: Stated, before: Stated) -> Iterator[tuple[str, str]]:
    yield now.reading, before.reading
    yield now.counts, before.counts
    yield now.holder, before.holder


def _where(now: Stated, said: Sequence[str]) -> str:
    return "; ".join(one for one in (now.counts, now.holder) if one and one not in said)


def _told(one: Stated) -> str:
    return ", ".join(part for part in (one.reading, one.counts, one.holder) if part)


def _added(old: Issue, rows: Sequence[Mapping[str, Any]], by_us: Mapping[str, Row]) -> Iterator[Row]:
    """The figures of reports that the older issue knew, without having them."""
    for row in rows:
        if row["report_id"] in old.reports and row["estimate_id"] not in old.figures:
            said = (row["estimand_name"] or "", wording.claimant(row), _by(by_us.get(row["estimate_id"])))
            yield _row(wording.quantity(row), row["row_id"], by=said)


def _gone(old: Issue, rows: Mapping[str, Mapping[str, Any]], by_us: Mapping[str, Row]) -> Iterator[Row]:
    """The figures of the older issue that are not here, where no person took them out."""
    for key, before in old.figures.items():
        if key not in rows and by_us.get(key, {"act": ""})["act"] not in ("edit", "reject"):
            yield _row(_told(before), "")


def _counts(old: Issue, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[Row]:
    """The figures that stand on other counts than before, each once however many reports give it."""
    told: set[tuple[str, str, str, str]] = set()
    for key, before in old.figures.items():
        row = rows.get(key)
        if row is None:
            continue
        now = stated(row, row["badge"] or "")
        line = (now.counts, now.reading, now.badge, before.badge)
        if now.badge != before.badge and line not in told:
            told.add(line)
            yield _row(now.reading, row["row_id"], was=before.badge or "not counted",
                       by=(f"now: {now.badge or 'not counted'}", now.counts))  # fmt: skip


# --- discrepancies and judgments --------------------------------------------------------------------------------------


def _differences(old: Issue, now: Present) -> dict[str, list[Row]]:
    """Discrepancies that came, were settled, opened again, or are found no more."""
    most = levels.MOST_WORDS.get(now.detail)
    here = differences_of(now.leaving)
    at = {key: f"discrepancy-{place}" for place, key in enumerate(here, 1) if place <= differences.MOST}
    reasons = {row["discrepancy_id"]: row["reason"] or "" for row in plain_rows(now.leaving.discrepancies)}
    found: dict[str, list[Row]] = {f"Discrepancies {one}": [] for one in ("new", "settled", "opened again", "gone")}
    for key, one in here.items():
        before = old.differences.get(key)
        kind = _turn(before, one) if before is not None or old.every_difference else ""
        if kind:
            found[f"Discrepancies {kind}"].append(
                _row(one.reading, at.get(key, ""), was=before.state if before else "",
                     by=(one.kind, one.severity, one.state if before else "", reasons[key] if before else ""))
            )  # fmt: skip
    found["Discrepancies gone"] = [
        _row(one.reading if most is None else levels.shown(levels.cut_quotes(one.reading, most)), "", by=(one.kind,))
        for key, one in old.differences.items()
        if key not in here and one.state == "open"
    ]
    return found


def _turn(before: Differs | None, now: Differs) -> str:
    if before is None:
        return "new"
    if (before.state == "open") == (now.state == "open"):
        return ""
    return "opened again" if now.state == "open" else "settled"


def _judgments(old: Issue, now: Present) -> dict[str, list[Row]]:
    """Judgments that were reworded, added or dropped; one is the same where its statement or its number is."""
    if now.judgments is None or old.judgments is None or old.detail != now.detail:
        return {}
    left = list(old.judgments)
    pairs: dict[int, Judged] = {}
    for is_same in (_same_statement, _same_number):
        for one in now.judgments:
            before = next((each for each in left if one.number not in pairs and is_same(each, one)), None)
            if before is not None:
                pairs[one.number] = before
                left.remove(before)
    reworded = [
        _row(one.parts.get(name, "left out"), f"judgment-{one.number}",
             was=before.parts.get(name, "not said"), by=(f"judgment {one.number}", name))
        for one in now.judgments
        if (before := pairs.get(one.number)) is not None
        for name in dict.fromkeys((*one.parts, *before.parts))
        if one.parts.get(name) != before.parts.get(name)
    ]  # fmt: skip
    return {
        "Judgments reworded": reworded,
        "Judgments added": [
            _row(one.parts.get("Statement", ""), f"judgment-{one.number}", by=(f"judgment {one.number}",))
            for one in now.judgments if one.number not in pairs
        ],
        "Judgments no longer made": [
            _row(one.parts.get("Statement", ""), "", by=(f"was judgment {one.number}",)) for one in left
        ],
    }  # fmt: skip


def _same_statement(one: Judged, other: Judged) -> bool:
    return one.parts.get("Statement") == other.parts.get("Statement")


def _same_number(one: Judged, other: Judged) -> bool:
    return one.number == other.number
