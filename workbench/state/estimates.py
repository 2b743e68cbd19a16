"""The ledger's rows of the estimates of one report: what each number is of, on whose word, and whether it is drawn.

What is here: putting the readings of one number together, and the reason why a number is not drawn. What an estimate is
of is decided in ``estimands.py``, on whose word it stands in ``speakers.py``, which day it speaks of in ``asof.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.annotate.entities.parties import Register, place_id
from workbench.annotate.quantities.superseded import words_of_telling
from workbench.model import Annotation, Attribution, Claim, Quantity, Report, content_id
from workbench.state.asof import as_of
from workbench.state.claims import claim_of, part_of
from workbench.state.estimands import Placed, choose, in_unit
from workbench.state.propose import Kind, is_drawn, kind_of
from workbench.state.speakers import Holding, Speaker, holding_of, is_own_voice
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
class Told:
    """What is known of a report before its numbers are put into rows: sources, times and claims, in text order.

    ``ids`` are those of the attributions, ``speakers`` their sources as entities.
    """

    report: Report
    annotation: Annotation
    register: Register
    rules: Rules
    ids: Sequence[str]
    speakers: Sequence[Speaker | None]
    times: Sequence[Mapping[str, Any]]
    claims: Sequence[Claim]

    @property
    def own(self) -> list[Attribution]:
        """What the outlet tells of what it said itself."""
        text, items = self.report.text, self.annotation.attributions
        return [item for item in items if item.source is not None and is_own_voice(text[slice(*item.source)])]


def estimate_rows(told: Told, items: Sequence[Placed]) -> list[Row]:
    """One row for each number that was not set aside, in text order."""
    estimates: list[Row] = []
    ids_of: dict[int, str] = {}
    held: list[tuple[int, Holding]] = []
    for number, item in enumerate(items):
        quantity = item.quantity
        if quantity.set_aside:
            continue
        holding = holding_of(quantity, told.annotation, told.speakers)
        told_on = quantity.superseded or quantity.subset
        if holding is None and told_on and held and held[-1][0] == quantity.sentence:
            # "..., the ministry said, up from 70 on Monday": the former figure stands on the word of the new one, and
            # so does a part of it: "..., a third of them foreigners".
            holding = held[-1][1]
        if holding is not None:
            held.append((quantity.sentence, holding))
        row = _estimate_row(told, item, holding)
        ids_of[number] = row["estimate_id"]
        if quantity.conversion_of is not None:
            row["conversion_of"] = ids_of.get(quantity.conversion_of)
        if quantity.subset and estimates:
            row["subset_of"] = estimates[-1]["estimate_id"]
        estimates.append(row)
    _link_revisions(estimates)
    return estimates


def _estimate_row(told: Told, item: Placed, holding: Holding | None) -> Row:
    report, annotation, rules = told.report, told.annotation, told.rules
    quantity = item.quantity
    estimand = _estimand(item, told.register, rules)
    sentence = annotation.sentences[quantity.sentence]
    part = part_of(sentence.role)
    earliest, latest, evidence = as_of(report, annotation, quantity, holding, told.times)
    why_not = _why_not(item, estimand, rules)
    unit = estimand.unit if estimand else quantity.unit
    attribution = annotation.attributions[holding.attribution] if holding else None
    return {
        "estimate_id": content_id("e", report.report_id, quantity.number_start, quantity.number_end),
        "claim_id": claim_of(report, told.claims, quantity, holding.attribution if holding else None),
        "attribution_id": told.ids[holding.attribution] if holding else None,
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
        "place": _place_of(item, estimand, told.register),
        "estimand": estimand.id if estimand else None,
        "estimand_basis": rules.basis if estimand else None,
        "claimant": holding.claimant if holding else None,
        "anonymous": bool(holding and holding.anonymous),
        "stance": _stance(quantity, attribution),
        "superseded": bool(quantity.superseded or words_of_telling(report.text, quantity, attribution, told.own)),
        "as_of_earliest": earliest,
        "as_of_latest": latest,
        "as_of_evidence": evidence,
        "part": part,
        "charted": why_not is None,
        "why_not": why_not,
        "sentence_start": sentence.start,
        "sentence_end": sentence.end,
    }


def _estimand(item: Placed, register: Register, rules: Rules) -> Estimand | None:
    if rules.estimands:
        return choose(item, rules.estimands, register)
    return rules.proposed.get(kind_of(item)) if is_drawn(item) else None


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
