"""The tables of what reports say; rows that an earlier build made of a report stand while nothing they hang on changes.

What is here: what the rows of one report depend on, the values kept of it under a name for exactly that, and the tables
put together from rows of before and rows made now. What a row says is decided in the modules of ``state/``; the tables
of before lie where ``corrections/force.py`` keeps them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field, fields, replace
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from workbench import ledger
from workbench.annotate.entities.parties import Entity, Register, fuller
from workbench.annotate.times import TimeRow, time_rows
from workbench.model import Annotation, Quantity, Report
from workbench.read.readings import Readings
from workbench.state.estimands import Placed, placed
from workbench.state.estimates import Rules
from workbench.state.propose import Kind, Tally, counts_of, is_drawn, kind_of, proposals
from workbench.state.rows import ReportRows, rows_of
from workbench.state.scene import Named, Scene, named_by, scene_from
from workbench.state.sceneseen import names_beside, seen_of
from workbench.state.statuses import Status
from workbench.state.titles import Telling
from workbench.storyfile import Estimand, StoryFile

#: The tables that hold rows of single reports, in the order of the reports.
_BY_REPORT = ("mentions", "times", "attributions", "claims", "estimates", "set_aside", "provenance")

Row = dict[str, Any]


@dataclass(slots=True)
class Before:
    """What was stated before: the tables, and by report the name of what its rows in them were made from.

    ``version`` is that of the model and the rules; ``values`` holds of each report what it adds to the story's scene
    and to its tally, its numbers as placed and the entities it names, and is added to. ``notes`` names for each report
    exactly what was annotated. Where nothing is kept from build to build, all rows are made.
    """

    version: str = ""
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    values: Readings = field(default_factory=Readings)
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """The tables of what the reports say, and by report the name of what its rows were made from.

    ``problems`` says by report why its sentences could not be read, where they could not.
    """

    tables: dict[str, pd.DataFrame]
    names: dict[str, str]
    problems: dict[str, str]


def stated(
    reports: Sequence[Report], annotations: Sequence[Annotation], story: StoryFile, before: Before | None = None
) -> Stated:
    """The tables of what the reports say, before they are compared; equal whatever was kept of them ``before``."""
    before = before or Before()
    register, files = Register(story), _files(reports, annotations, before)
    common = _Common(register, scene_from(reports, (Named(**one.told()["scene"]) for one in files)), before.values)
    taken = _Taken()
    for desk in _desks(files, common):
        taken.add(desk)
    rules = rules_for(taken.tally, story, register)

    def desk_again(at: int) -> _Desk:
        problem = taken.problems.get(reports[at].report_id)
        return _Desk(files[at], common, taken.names[at], problem)

    made = {table: ledger.Growing(table) for table in _BY_REPORT}
    anew: set[str] = set()
    entities: dict[str, Entity] = {**common.register.parties, **common.register.places}
    names: dict[str, str] = {}
    for at, (report, own) in enumerate(zip(reports, taken.names, strict=True)):
        fitting = _fitting(rules, taken.kinds[at])
        name = names[report.report_id] = _name(own, repr(fitting.proposed))
        rows = _Rows(partial(desk_again, at), fitting)
        for one in before.values.of("entities", name, rows.entities):
            entities[one["entity_id"]] = fuller(entities.get(one["entity_id"]), _entity(one))
        if rows.rows is not None or before.names.get(report.report_id) != name:
            anew.add(report.report_id)
            for table, growing in made.items():
                growing.add(rows.made().tables[table])
        for what in ("times", "placed"):
            before.values.hold(what, taken.names[at])
    frames = {
        "entities": ledger.frame("entities", [_plain(one) for _, one in sorted(entities.items())]),
        "estimands": ledger.frame("estimands", _estimand_rows(rules)),
        **_joined([one.report_id for one in reports], anew, {name: one.frame() for name, one in made.items()}, before),
    }
    return Stated(frames, names, taken.problems)


def rules_for(tally: Tally, story: StoryFile, register: Register | None = None) -> Rules:
    """The story file's estimands, or those the numbers of all reports propose."""
    return Rules(estimands=story.estimands) if story.estimands else Rules(proposed=proposals(tally, register))


# --- one report -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Common:
    """What the numbers of all reports are placed by, and the values kept of them."""

    register: Register
    scene: Scene
    values: Readings


@dataclass(frozen=True, slots=True)
class _File:
    """A report with its annotation, made where it is asked for; ``name`` is that of exactly these two."""

    report: Report
    note: Callable[[], Annotation]
    values: Readings
    name: str

    def told(self) -> Row:
        """What it adds to the story's scene, the names beside its numbers, and why its sentences were not read."""
        told: Row = self.values.of("told", self.name, self._told)
        return told

    def _told(self) -> Row:
        note = self.note()
        return {"scene": asdict(named_by(self.report, note)), "beside": names_beside(note), "problem": note.problem}


def _files(reports: Sequence[Report], annotations: Sequence[Annotation], before: Before) -> list[_File]:
    version = _name(before.version)
    return [
        _File(
            report,
            partial(annotations.__getitem__, at),
            before.values,
            _name(version, repr(report), *before.notes[at : at + 1]),
        )
        for at, report in enumerate(reports)
    ]


@dataclass(slots=True)
class _Desk:
    """One report with all that its numbers are placed by; ``name`` is that of exactly this.

    Its annotation and its times are worked out where they are asked for.
    """

    file: _File
    common: _Common
    name: str
    problem: str | None
    _note: Annotation | None = None
    _times: list[TimeRow] | None = None

    def note(self) -> Annotation:
        """The report's annotation."""
        if self._note is None:
            self._note = self.file.note()
        return self._note

    def times(self) -> list[TimeRow]:
        """The rows of the report's times."""
        if self._times is None:
            self._times = self.common.values.of("times", self.name, lambda: time_rows(self.file.report))
        return self._times

    def tally(self) -> Row:
        """The kinds of the report's numbers, and what these add to the tally of the story.

        The story's register learns the places that no table has.
        """
        kept: Row = self.common.values.of("tally", self.name, self._counted)
        self.common.register.take_in(kept["unlisted"])
        return kept

    def items(self) -> list[Placed]:
        """The report's numbers, placed."""
        rows = self.common.values.of("placed", self.name, self._placed)
        return [_item(self.note(), number, row) for number, row in enumerate(rows)]

    def rows(self, rules: Rules) -> ReportRows:
        """The report's rows by table."""
        return rows_of(self.file.report, self.note(), self.items(), self.common.register, rules, self.times())

    def _placed(self) -> list[Row]:
        items = placed(self.file.report, self.note(), self.common.register, self.common.scene, self.times())
        return [_row_of(item, self.note(), one) for item, one in zip(items, self.note().quantities, strict=True)]

    def _counted(self) -> Row:
        items = self.items()
        own = self.common.register.reading(self.file.report, self.note())
        unlisted = {own.own_name(item.place) for item in items if item.place}
        return {
            "unlisted": sorted(filter(None, unlisted)),
            "kinds": [astuple(one) for one in dict.fromkeys(kind_of(item) for item in items if is_drawn(item))],
            "counts": [(astuple(kind), astuple(telling), speaks) for kind, telling, speaks in counts_of(items)],
        }


def _desks(files: Sequence[_File], common: _Common) -> Iterator[_Desk]:
    """The desk of one report after the other, so that one annotation is held at a time."""
    seen = seen_of(common.scene)
    story = repr(common.register.story)
    for file in files:
        told = file.told()
        yield _Desk(file, common, _name(file.name, story, seen(file.report, told["beside"])), told["problem"])


@dataclass(frozen=True, slots=True)
class _Taken:
    """What is kept of each report's desk: its name, the kinds of its numbers, and what they add to the tally."""

    names: list[str] = field(default_factory=list)
    kinds: list[tuple[Kind, ...]] = field(default_factory=list)
    problems: dict[str, str] = field(default_factory=dict)
    tally: Tally = field(default_factory=Tally)
    _alike: dict[Kind, Kind] = field(default_factory=dict)

    def add(self, desk: _Desk) -> None:
        """Takes what is kept of one more report."""
        told = desk.tally()
        self.names.append(desk.name)
        self.kinds.append(tuple(self._alike.setdefault(one, one) for one in (Kind(*kind) for kind in told["kinds"])))
        self.tally.add((Kind(*kind), Telling(*telling), speaks) for kind, telling, speaks in told["counts"])
        if desk.problem is not None:
            self.problems[desk.file.report.report_id] = desk.problem


def _name(*parts: Any) -> str:
    """The name of exactly these plain values."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:32]


@dataclass(slots=True)
class _Rows:
    """The rows of one report, made where they are asked for."""

    desk: Callable[[], _Desk]
    rules: Rules
    rows: ReportRows | None = None

    def made(self) -> ReportRows:
        """The rows of the report."""
        if self.rows is None:
            self.rows = self.desk().rows(self.rules)
        return self.rows

    def entities(self) -> list[Row]:
        """The entities that the report names, in plain values."""
        return [_plain(one) for one in self.made().entities.values()]


def _fitting(rules: Rules, kinds: Sequence[Kind]) -> Rules:
    """Of the story's estimands those that numbers of these kinds can be of."""
    if rules.estimands:
        return rules
    return Rules(proposed={kind: rules.proposed[kind] for kind in kinds if kind in rules.proposed})


# --- plain values -----------------------------------------------------------------------------------------------------


def _row_of(item: Placed, note: Annotation, quantity: Quantity) -> Row:
    """A placed number in plain values: what is not as it mostly is, and of its quantity only what it has inherited."""
    told = {
        one.name: value
        for one in fields(Placed)
        if one.name not in ("quantity", "sentence_words") and (value := getattr(item, one.name)) != one.default
    }
    if "status" in told:
        told["status"] = asdict(item.status)
    if item.sentence_words != note.sentences[quantity.sentence].words:
        told["sentence_words"] = item.sentence_words
    inherited = {
        one.name: value
        for one in fields(Quantity)
        if (value := getattr(item.quantity, one.name)) != getattr(quantity, one.name)
    }
    return {**told, **({"inherited": inherited} if inherited else {})}


def _item(note: Annotation, number: int, row: Mapping[str, Any]) -> Placed:
    told = {"sentence_words": note.sentences[note.quantities[number].sentence].words, **row}
    quantity = replace(note.quantities[number], **told.pop("inherited", {}))
    if "status" in told:
        told["status"] = Status(**{**told["status"], "words": tuple(told["status"]["words"])})
    return Placed(quantity=quantity, **told)


def _entity(row: Mapping[str, Any]) -> Entity:
    return Entity(**{**row, "aliases": tuple(row["aliases"]), "members": tuple(row["members"])})


def _plain(entity: Entity) -> Row:
    return {**asdict(entity), "aliases": list(entity.aliases), "members": list(entity.members)}


def _estimand_rows(rules: Rules) -> list[Row]:
    estimands: Sequence[Estimand] = rules.estimands or list(dict.fromkeys(rules.proposed.values()))
    return [
        {
            "estimand": one.id,
            "name": one.name,
            "unit": one.unit,
            "place": one.place or None,
            "per": one.per or None,
            "basis": rules.basis,
            "background": one.background,
            "example": one.example or None,
        }
        for one in estimands
    ]


# --- tables -----------------------------------------------------------------------------------------------------------


def _joined(
    order: Sequence[str], anew: Collection[str], rows: dict[str, pd.DataFrame], before: Before
) -> dict[str, pd.DataFrame]:
    """The tables with the rows made anew, and for the other reports those of before, in the order of the reports."""
    if len(anew) == len(order):
        return rows
    places = {report_id: number for number, report_id in enumerate(order)}
    kept = {report_id: number for report_id, number in places.items() if report_id not in anew}
    return {
        table: _merged(
            [before.tables[table], rows[table]],
            [_places(table, before.tables, kept), _places(table, rows, places)],
        )
        for table in _BY_REPORT
    }


def _places(table: str, tables: Mapping[str, pd.DataFrame], places: Mapping[str, int]) -> np.ndarray[Any, Any]:
    """For each row the place of its report, -1 for a report without one."""
    if table != "provenance":
        return tables[table]["report_id"].map(places).fillna(-1).to_numpy(dtype=np.int64)
    estimates = dict(zip(tables["estimates"]["estimate_id"], _places("estimates", tables, places), strict=True))
    return tables[table]["row"].map(estimates).fillna(-1).to_numpy(dtype=np.int64)


def _merged(frames: Sequence[pd.DataFrame], places: Sequence[np.ndarray[Any, Any]]) -> pd.DataFrame:
    """The rows of both frames that have a place, in order of it."""
    held = [frame[at >= 0] for frame, at in zip(frames, places, strict=True)]
    order = np.argsort(np.concatenate([at[at >= 0] for at in places]), kind="stable")
    some = [frame for frame in held if len(frame)]
    whole = pd.concat(some, ignore_index=True) if some else held[0]
    return whole.iloc[order].reset_index(drop=True)
