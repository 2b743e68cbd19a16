"""The key figures: for each thing counted its lowest, highest and latest published figure, and what they rest on.

What is here: which figures may be ranked, what counts once within a report, and which is the latest. How the rows look
is left to the template; links are ids that ``briefing.py`` has put on each row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from workbench.compare.support.plans import is_plan
from workbench.look import wording
from workbench.look.layout import kind_of
from workbench.model import UNTOLD

Row = dict[str, Any]
#: A reason, how many figures were left out for it, and a row of each of their readings.
Left = tuple[str, int, list[Row]]

#: Stances of what is not yet so: plans, forecasts, demands.
NOT_YET = ("expected", "demanded")
ASSUMED = "published"
#: The class of a figure that its report took over from another.
ECHO = "echo"
#: Why a plan is left out beside figures that stand.
PLANS = "planned or expected"


def by_estimand(rows: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The rows in groups of one estimand, in the order given, each with its name, unit and number of reports."""
    groups = []
    for name, group in groupby(rows, key=lambda row: row["estimand"]):
        members = [dict(row) for row in group]
        groups.append({
            "estimand": name, "name": members[0]["estimand_name"], "proposed": members[0]["proposed"], "rows": members,
            "unit": wording.unit(members[0]["estimand_unit"] or members[0]["unit"], members[0]["estimand_per"]),
            "reports": len({row["report_id"] for row in members}),
            "possibly": len({row["report_id"] for row in members if row["possibly_out"]}),
        })  # fmt: skip
    return groups


def key_figures(rows: Sequence[Mapping[str, Any]]) -> list[Row]:
    """For each estimand its lowest, highest and latest figures, each with the reports that give it.

    Denied and superseded figures are left out, and what a report took over from another, or tells as a part of another
    figure ("37 dead, six of them in the hall"), sets no end and is no latest figure while one stands that was not; the
    reports that repeat a figure are still named beside it.
    Planned, expected and demanded ones are ranked only where no other figure stands, which ``planned`` then says, or
    where a plan is what is counted; vague words ("dozens") only where no number stands. A figure that a grave
    discrepancy questions comes after those that none does, with ``ranked_after`` set. ``left_out`` has what was
    left out, by reason; ``only`` holds the one figure of an estimand that has no second. Numbers that do not
    say what they count are not set against one another.
    """
    return [_key_figures(group) for group in by_estimand(rows)]


def _key_figures(group: Row) -> Row:
    usable = [row for row in group["rows"] if kind_of(row)]
    if (group["name"] or "").startswith(UNTOLD):
        apart = {"planned": False, "left_out": [_left("that may count different things", usable)], "figures": 0}
        return {**group, **apart, **{name: [] for name in ("only", "lowest", "highest", "latest", "ranked")}}
    ranked, planned, left_out = _ranked(usable, is_plan=is_plan(group["estimand"] or "", group["name"]))
    once = _once_a_report(ranked)
    own = _if_any(once, lambda row: row.get("news") != ECHO)
    whole = _if_any(own, lambda row: not row.get("subset_of"))
    left_out += [
        _left("repeated in its report", _without(ranked, once)),
        _left("taken over from another report", _without(once, own)),
        _left("part of another figure", _without(own, whole)),
    ]
    own = whole
    sure = _if_any(own, lambda row: not row.get("questioned"))
    found = {
        **group, "planned": planned, "left_out": [one for one in left_out if one[1]], "figures": len(once), "only": [],
        "lowest": _sure_first(own, sure, lambda rows: _extreme(rows, once, min, "low")),
        "highest": _sure_first(own, sure, lambda rows: _extreme(rows, once, max, "high")),
        "latest": _sure_first(own, sure, lambda rows: _latest(rows, once)), "ranked": sure,
    }  # fmt: skip
    distinct = _distinct(own, once)
    return found | {"only": distinct if len(distinct) == 1 else []}


def _sure_first(own: Sequence[Row], sure: Sequence[Row], pick: Callable[[Sequence[Row]], list[Row]]) -> list[Row]:
    """What is picked of the figures that nothing questions, then those that the others would put in its place."""
    first = pick(sure)
    known = {_reading(row) for row in first}
    rest = [] if len(sure) == len(own) else [row for row in pick(own) if _reading(row) not in known]
    return first + [{**row, "ranked_after": True} for row in rest if row.get("questioned")]


def _ranked(usable: Sequence[Row], *, is_plan: bool) -> tuple[list[Row], bool, list[Left]]:
    """The figures that may be ranked, whether they are plans, and those that were left out for which reason."""
    out = {why: [row for row in usable if _why_out(row) == why] for why in ("", PLANS, "denied", "superseded")}
    standing = out.pop("")
    if is_plan:
        out[PLANS] = []
        standing = [row for row in usable if _why_out(row) in ("", PLANS)]
    planned = not standing and bool(out[PLANS])
    if planned:
        standing, out[PLANS] = out[PLANS], []
    firm = [row for row in standing if row["bound"] != "vague"]
    if firm:
        out["worded vaguely"] = _without(standing, firm)
    return firm or standing, planned, [_left(why, rows) for why, rows in out.items()]


def _without(rows: Sequence[Row], kept: Sequence[Row]) -> list[Row]:
    """The rows that are not among those kept."""
    among = {id(row) for row in kept}
    return [row for row in rows if id(row) not in among]


def _left(why: str, rows: Sequence[Row]) -> Left:
    """A reason, how many figures were left out for it, and one row of each reading among them."""
    different = {_reading(row)[0].casefold(): (_reading(row)[0], row) for row in rows}
    return why, len(rows), [{**row, "reading": one} for one, row in different.values()]


def _why_out(row: Mapping[str, Any]) -> str:
    if row["denied"]:
        return "denied"
    if row["superseded"]:
        return "superseded"
    return PLANS if row["stance"] in NOT_YET else ""


def _once_a_report(rows: Sequence[Row]) -> list[Row]:
    """One row for each number of a report: a named holder before the outlet's own words, the body before the rest."""
    groups: dict[tuple[str, frozenset[float]], list[Row]] = {}
    for row in rows:
        numbers = frozenset(row[name] for name in ("low", "best", "high") if row[name] is not None)
        groups.setdefault((row["report_id"], numbers), []).append(row)
    kept: list[Row] = []
    for group in groups.values():
        best = _if_any(_if_any(group, lambda row: bool(row["claimant"])), _in_body)
        kept += {(wording.quantity(row), row["claimant"]): row for row in reversed(best)}.values()
    places = {id(row): at for at, row in enumerate(rows)}
    return sorted(kept, key=lambda row: places[id(row)])


def _if_any(rows: Sequence[Row], test: Callable[[Row], bool]) -> list[Row]:
    """The rows that pass, or all of them where none does."""
    return [row for row in rows if test(row)] or list(rows)


def _in_body(row: Row) -> bool:
    return row["part"] not in ("headline", "summary", "caption")


def _extreme(
    rows: Sequence[Row], given: Sequence[Row], pick: Callable[[Iterable[float]], float], side: str
) -> list[Row]:
    """The figures that reach furthest; one that states a single end counts by that end."""
    other = "high" if side == "low" else "low"
    ends = [float(row[side] if row[side] is not None else row[other]) for row in rows]
    reached = pick(ends) if ends else None
    return _distinct([row for row, end in zip(rows, ends, strict=True) if end == reached], given)


def _latest(rows: Sequence[Row], given: Sequence[Row]) -> list[Row]:
    """The figures of the latest day, one with a stated day before one whose day is only that of its report.

    A figure counts as late as the day it surely does not lie before, so that a wide interval is not the latest.
    """
    dated = [row for row in rows if row["as_of_earliest"]]
    if not dated:
        return []
    last = max(row["as_of_earliest"] for row in dated)
    eve = (date.fromisoformat(last) - timedelta(days=1)).isoformat()
    stated = [row for row in dated if row["as_of_evidence"] != ASSUMED and row["as_of_earliest"] >= eve]
    pool = stated or dated
    day = max(row["as_of_earliest"] for row in pool)
    newest = [row for row in pool if row["as_of_earliest"] == day]
    with_body = {row["report_id"] for row in newest if _in_body(row)}
    return _distinct([row for row in newest if _in_body(row) or row["report_id"] not in with_body], given)


def _distinct(rows: Sequence[Row], given: Sequence[Row]) -> list[Row]:
    """One row for each reading and holder, with the rows of every report that gives it or took it over."""
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        groups.setdefault(_reading(row), []).append(row)
    for row in given:
        if row.get("news") == ECHO and _reading(row) in groups and not any(row is one for one in groups[_reading(row)]):
            groups[_reading(row)].append(row)
    return [
        {
            **group[0], "reading": reading, "holder": holder, "ranked_after": False,
            "given": list({row["report_id"]: row for row in reversed(group)}.values())[::-1],
            "assumed": all(row["as_of_evidence"] == ASSUMED for row in group),
            "possibly_out": all(row["possibly_out"] for row in group),
        }
        for (reading, holder), group in groups.items()
    ]  # fmt: skip


def _reading(row: Row) -> tuple[str, str]:
    reading = f"“{row['phrase']}”" if row["bound"] == "vague" else wording.quantity(row)
    return reading, wording.claimant(row)
