"""The ledger's rows of one report: attributions, claims, estimates, what was set aside, and who is named in them.

What is here: putting together what ``annotate`` found with the story's estimands. What an estimate is of is decided in
``estimands.py``, on whose word it stands in ``speakers.py``, which day it speaks of in ``asof.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.annotate.numbers import find_numbers
from workbench.annotate.parties import Entity, Register, place_id
from workbench.annotate.prose import prose_start
from workbench.annotate.times import time_rows
from workbench.model import PROSE_ROLES, Annotation, Attribution, Claim, Quantity, Report, content_id
from workbench.read.timex import find_times
from workbench.state.asof import as_of, of_another_time
from workbench.state.claims import claim_of, claim_rows, claims_of, part_of
from workbench.state.estimands import Placed, choose, in_unit
from workbench.state.mentions import mention_rows, with_holders
from workbench.state.propose import Kind, is_few, kind_of, speaks_for_itself
from workbench.state.speakers import Holding, Speaker, holding_of, is_own_voice, speakers_of
from workbench.storyfile import Estimand

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rules:
    """The estimands to fit: the story file's, or those proposed for the kinds of number found."""

    estimands: tuple[Estimand, ...] = ()
    proposed: Mapping[Kind, Estimand] = field(default_factory=dict)

    @property
    def basis(self) -> str:
        """Where the estimands come from, as the ledger's ``estimand_basis`` says it."""
        return "story" if self.estimands else "proposed"


@dataclass(frozen=True, slots=True)
class ReportRows:
    """The rows of one report by table, and the entities that they name."""

    tables: Mapping[str, list[Row]]
    entities: Mapping[str, Entity]


def rows_of(
    report: Report, annotation: Annotation, items: Sequence[Placed], register: Register, rules: Rules
) -> ReportRows:
    """The report's rows under the ledger's column contract, in text order."""
    register = register.reading(report, annotation)
    speakers = speakers_of(report, annotation, register)
    times = time_rows(report)
    entities: dict[str, Entity] = {}
    for speaker in speakers:
        for entity in (speaker.speaker, speaker.party, speaker.told) if speaker else ():
            if entity is not None:
                entities[entity.entity_id] = entity
    ids = [content_id("a", report.report_id, item.cue, item.source, item.rule) for item in annotation.attributions]
    claims = claims_of(annotation)
    estimates, aside = _numbers(report, annotation, items, register, rules, speakers, ids, times, claims)
    tables = {
        "attributions": [
            _attribution_row(report, ids, number, item, annotation, speakers)
            for number, item in enumerate(annotation.attributions)
        ],
        "estimates": estimates,
        "claims": claim_rows(report, annotation, claims, register.story, ids),
        "set_aside": sorted([*aside, *_outside_prose(report)], key=lambda row: (row["start"], row["end"])),
        "times": times,
        "mentions": mention_rows(report, annotation, register, entities),
        "provenance": [row for estimate in estimates for row in _provenance(estimate, rules.basis)],
    }
    return ReportRows(tables, with_holders(entities, (row["place"] for row in estimates), register))


# --- numbers ----------------------------------------------------------------------------------------------------------


def _numbers(
    report: Report,
    annotation: Annotation,
    items: Sequence[Placed],
    register: Register,
    rules: Rules,
    speakers: Sequence[Speaker | None],
    ids: Sequence[str],
    times: Sequence[Mapping[str, Any]],
    claims: Sequence[Claim],
) -> tuple[list[Row], list[Row]]:
    estimates: list[Row] = []
    aside: list[Row] = []
    ids_of: dict[int, str] = {}
    held: list[tuple[int, Holding]] = []
    for number, item in enumerate(items):
        quantity = item.quantity
        if quantity.set_aside:
            aside.append(_aside_row(report, quantity))
            continue
        holding = holding_of(quantity, annotation, speakers)
        if holding is None and quantity.superseded and held and held[-1][0] == quantity.sentence:
            # "..., the ministry said, up from 70 on Monday": the former figure stands on the word of the new one.
            holding = held[-1][1]
        if holding is not None:
            held.append((quantity.sentence, holding))
        row = _estimate_row(report, annotation, item, register, rules, holding, ids, times, claims)
        ids_of[number] = row["estimate_id"]
        if quantity.conversion_of is not None:
            row["conversion_of"] = ids_of.get(quantity.conversion_of)
        if quantity.subset and estimates:
            row["subset_of"] = estimates[-1]["estimate_id"]
        estimates.append(row)
    _link_revisions(estimates)
    return estimates, aside


def _estimate_row(
    report: Report,
    annotation: Annotation,
    item: Placed,
    register: Register,
    rules: Rules,
    holding: Holding | None,
    ids: Sequence[str],
    times: Sequence[Mapping[str, Any]],
    claims: Sequence[Claim],
) -> Row:
    quantity = item.quantity
    estimand = _estimand(item, register, rules)
    sentence = annotation.sentences[quantity.sentence]
    part = part_of(sentence.role)
    earliest, latest, evidence = as_of(report, annotation, quantity, holding, times)
    why_not = _why_not(item, estimand, rules) or of_another_time(report, quantity, latest, evidence)
    unit = estimand.unit if estimand else quantity.unit
    attribution = annotation.attributions[holding.attribution] if holding else None
    return {
        "estimate_id": content_id("e", report.report_id, quantity.number_start, quantity.number_end),
        "claim_id": claim_of(report, claims, quantity, holding.attribution if holding else None),
        "attribution_id": ids[holding.attribution] if holding else None,
        "report_id": report.report_id,
        "start": quantity.start,
        "end": quantity.end,
        "phrase": report.text[quantity.start : quantity.end],
        "value": quantity.value,
        "bound": quantity.bound,
        "low": in_unit(quantity.low, quantity.unit, unit) if quantity.conversion_of is None else quantity.low,
        "best": in_unit(quantity.best, quantity.unit, unit) if quantity.conversion_of is None else quantity.best,
        "high": in_unit(quantity.high, quantity.unit, unit) if quantity.conversion_of is None else quantity.high,
        "trend": quantity.trend or None,
        "unit": quantity.unit,
        "noun": quantity.noun or None,
        "per": quantity.per or None,
        "population": quantity.population or None,
        "status": item.status.name or None,
        "place": _place_of(item, estimand, register),
        "estimand": estimand.id if estimand else None,
        "estimand_basis": rules.basis if estimand else None,
        "claimant": holding.claimant if holding else None,
        "anonymous": bool(holding and holding.anonymous),
        "stance": _stance(quantity, attribution),
        "superseded": quantity.superseded or _said_before(report, annotation, quantity),
        "as_of_earliest": earliest,
        "as_of_latest": latest,
        "as_of_evidence": evidence,
        "part": part,
        "charted": why_not is None,
        "why_not": why_not,
        "sentence_start": sentence.start,
        "sentence_end": sentence.end,
    }


def _said_before(report: Report, annotation: Annotation, quantity: Quantity) -> bool:
    """Whether the outlet tells what it said before ("an earlier version of this report said 40")."""
    return any(
        item.source is not None
        and is_own_voice(report.text[slice(*item.source)])
        and any(start <= quantity.number_start < end for start, end in item.content)
        for item in annotation.attributions
    )


def _estimand(item: Placed, register: Register, rules: Rules) -> Estimand | None:
    if rules.estimands:
        return choose(item, rules.estimands, register)
    if is_few(item) and not speaks_for_itself(item):
        return None
    return rules.proposed.get(kind_of(item))


def _place_of(item: Placed, estimand: Estimand | None, register: Register) -> str | None:
    """The place of a number: one that is only named nearby counts only where the estimand's place holds it."""
    if item.firm or estimand is None or not estimand.place:
        return item.place if item.firm else None
    return item.place if register.lies_within(item.place, place_id(estimand.place)) else None


def _why_not(item: Placed, estimand: Estimand | None, rules: Rules) -> str | None:
    quantity = item.quantity
    if quantity.conversion_of is not None:
        return "the figure before it in another unit"
    if quantity.ambiguous:
        return "the number can be read in two ways or is absurdly large"
    if quantity.trend == "change":
        return "a change, not a level"
    if item.other_event:
        return f"speaks of another event: {' '.join(item.other_event.split())}"
    if item.background and not rules.estimands:
        return f"background: {item.background}"
    if estimand is None:
        return "fits no estimand of the story file" if rules.estimands else "nothing says that it is an estimate"
    if estimand.background:
        return f"background: {estimand.name}"
    return None


def _stance(quantity: Quantity, attribution: Attribution | None) -> str:
    """The stance of a number: what its own clause says of it goes before what the cue says."""
    if quantity.denied or (attribution is not None and attribution.stance == "denied"):
        return "denied"
    if attribution is None:
        return quantity.stance or "asserted"
    if quantity.stance and not (quantity.stance == "expected" and attribution.stance == "demanded"):
        return quantity.stance
    return attribution.stance


def _link_revisions(estimates: list[Row]) -> None:
    """Points a figure at the former one that its own sentence names ("up from 3,000")."""
    for row in estimates:
        if not row["superseded"]:
            continue
        same = [
            other
            for other in estimates
            if other is not row
            and other["sentence_start"] == row["sentence_start"]
            and not other["superseded"]
            and other["unit"] == row["unit"]
        ]
        if same:
            nearest = min(same, key=lambda other: abs(other["start"] - row["start"]))
            nearest["revises"] = row["estimate_id"]


def _aside_row(report: Report, quantity: Quantity) -> Row:
    return {
        "report_id": report.report_id,
        "start": quantity.start,
        "end": quantity.end,
        "text": report.text[quantity.start : quantity.end],
        "reason": quantity.set_aside,
        "rule": quantity.rule,
    }


def _outside_prose(report: Report) -> list[Row]:
    """The numbers of bylines, datelines, credits, list marks and site chrome, each with its reason."""
    rows: list[Row] = []
    for passage in report.passages:
        prose = passage.role in PROSE_ROLES
        end = prose_start(report.text, passage) if prose else passage.end
        times = find_times(report.text, passage.start, end)
        for number in find_numbers(report.text, passage.start, end):
            inside = next((time for time in times if time.start <= number.start and number.end <= time.end), None)
            reason = "chrome" if passage.role == "chrome" else "name"
            if inside is not None and passage.role != "chrome":
                reason = "time" if inside.type == "TIME" else "date"
            rows.append(
                {
                    "report_id": report.report_id,
                    "start": number.start,
                    "end": number.end,
                    "text": report.text[number.start : number.end],
                    "reason": reason,
                    "rule": "before the prose" if prose else f"{passage.role}/{passage.rule}",
                }
            )
    return rows


# --- who says it ------------------------------------------------------------------------------------------------------


def _attribution_row(
    report: Report,
    ids: Sequence[str],
    number: int,
    item: Attribution,
    annotation: Annotation,
    speakers: Sequence[Speaker | None],
) -> Row:
    speaker = speakers[number]
    relays = [speaker.told.entity_id] if speaker and speaker.told else []
    outer = item.within
    seen: set[int] = set()
    while outer is not None and outer not in seen:
        seen.add(outer)
        outer_speaker = speakers[outer]
        if outer_speaker is not None:
            relays.append(outer_speaker.speaker.entity_id)
        outer = annotation.attributions[outer].within
    return {
        "attribution_id": ids[number],
        "report_id": report.report_id,
        "source_start": item.source[0] if item.source else None,
        "source_end": item.source[1] if item.source else None,
        "cue_start": item.cue[0],
        "cue_end": item.cue[1],
        "content": [{"start": start, "end": end} for start, end in item.content],
        "speaker": speaker.speaker.entity_id if speaker else None,
        "relayed_by": relays,
        "within_attribution": ids[item.within] if item.within is not None else None,
        "direct": item.direct,
        "anonymous": item.anonymous,
        "anonymity_ground": item.anonymity_ground or None,
        "stance": item.stance,
        "rule": item.rule,
    }


def _provenance(row: Mapping[str, Any], basis: str) -> list[Row]:
    """Which rule or which hand each reading of an estimate comes from."""
    readings = [("value", "rule", "numbers"), ("bound", "rule", "bounds"), ("noun", "machine", "parser")]
    if row["claimant"]:
        readings.append(("claimant", "rule", "attributions"))
    if row["estimand"]:
        readings.append(("estimand", "rule" if basis == "story" else "machine", basis))
    return [
        {"table": "estimates", "row": row["estimate_id"], "field": name, "by": by, "which": which}
        for name, by, which in readings
    ]
