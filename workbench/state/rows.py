"""The ledger's rows of one report: attributions, claims, estimates, what was set aside, and who is named in them.

What is here: putting together what ``annotate`` found with the story's estimands. What an estimate is of is decided in
``estimands.py``, on whose word it stands in ``speakers.py``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from workbench.annotate.language import holds
from workbench.annotate.numbers import find_numbers
from workbench.annotate.parties import Entity, Register, people_of, place_id
from workbench.annotate.prose import prose_start
from workbench.annotate.times import time_rows
from workbench.model import PROSE_ROLES, Annotation, Attribution, Part, Quantity, Report, Role, Sentence, content_id
from workbench.read.timex import find_times
from workbench.state.estimands import Placed, choose, in_unit
from workbench.state.propose import Kind, is_few, kind_of, speaks_for_itself
from workbench.state.speakers import Holding, Speaker, holding_of, is_own_voice, speakers_of
from workbench.storyfile import Estimand

Row = dict[str, Any]
_PARTS: Mapping[Role, Part] = {"title": "headline", "summary": "summary", "caption": "caption"}
_SPEECH_STANCES = {
    "assessed": "assessment",
    "believed": "assessment",
    "denied": "denial",
    "demanded": "demand",
    "expected": "forecast",
}
#: A figure this many days older than its report is of another event.
_LONG_AGO = 365
#: ... when the time stands within so many characters of it.
_BESIDE = 48
_INTENTIONS = {"plan", "pledge", "promise", "intend", "vow"}


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
    speakers = speakers_of(report, annotation, register)
    times = time_rows(report)
    entities: dict[str, Entity] = {}
    for speaker in speakers:
        for entity in (speaker.speaker, speaker.party, speaker.told) if speaker else ():
            if entity is not None:
                entities[entity.entity_id] = entity
    ids = [content_id("a", report.report_id, item.cue, item.source, item.rule) for item in annotation.attributions]
    estimates, aside = _numbers(report, annotation, items, register, rules, speakers, ids, times)
    tables = {
        "attributions": [
            _attribution_row(report, ids, number, item, annotation, speakers)
            for number, item in enumerate(annotation.attributions)
        ],
        "estimates": estimates,
        "claims": _claim_rows(report, annotation, register, ids, estimates),
        "set_aside": sorted([*aside, *_outside_prose(report)], key=lambda row: (row["start"], row["end"])),
        "times": times,
        "mentions": _mention_rows(report, annotation, register, entities),
        "provenance": [row for estimate in estimates for row in _provenance(estimate, rules.basis)],
    }
    for row in estimates:
        if row["place"] in register.places:
            entities[row["place"]] = register.places[row["place"]]
    return ReportRows(tables, entities)


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
        row = _estimate_row(report, annotation, item, register, rules, holding, ids, times)
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
) -> Row:
    quantity = item.quantity
    estimand = _estimand(item, register, rules)
    sentence = annotation.sentences[quantity.sentence]
    part = _PARTS.get(sentence.role, "body")
    earliest, latest, evidence = _as_of(report, annotation, quantity, holding, times)
    why_not = _why_not(item, estimand, rules) or _of_another_time(report, quantity, latest, evidence)
    unit = estimand.unit if estimand else quantity.unit
    attribution = annotation.attributions[holding.attribution] if holding else None
    return {
        "estimate_id": content_id("e", report.report_id, quantity.number_start, quantity.number_end),
        "claim_id": content_id("c", report.report_id, ids[holding.attribution] if holding else sentence.start),
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


def _of_another_time(report: Report, quantity: Quantity, latest: str | None, evidence: str | None) -> str | None:
    """Why a figure of long before the report ("the fire of 1991 killed 25") is not drawn with those of its story."""
    published = report.published_earliest or report.published_latest
    if latest is None or published is None or evidence is None:
        return None
    days = (date.fromisoformat(published) - date.fromisoformat(latest)).days
    beside = evidence in report.text[max(0, quantity.start - _BESIDE) : quantity.end + _BESIDE]
    return f"speaks of another time, {days // 365} or more years before" if days > _LONG_AGO and beside else None


def _stance(quantity: Quantity, attribution: Attribution | None) -> str:
    """The stance of a number: what its own clause says of it goes before what the cue says."""
    if quantity.denied or (attribution is not None and attribution.stance == "denied"):
        return "denied"
    if attribution is None:
        return quantity.stance or "asserted"
    if quantity.stance and not (quantity.stance == "expected" and attribution.stance == "demanded"):
        return quantity.stance
    return attribution.stance


def _as_of(
    report: Report,
    annotation: Annotation,
    quantity: Quantity,
    holding: Holding | None,
    times: Sequence[Mapping[str, Any]],
) -> tuple[str | None, str | None, str | None]:
    """The days the figure speaks of: a time in its clause, else one beside the cue, else when the report came out."""
    sentence = annotation.sentences[quantity.sentence]
    inside = [
        time
        for time in times
        if sentence.start <= time["start"] < sentence.end and _is_a_day(time) and not _is_a_limit(report.text, time)
    ]
    clause = [time for time in inside if quantity.clause_start <= time["start"] < quantity.clause_end]
    content = annotation.attributions[holding.attribution].content if holding else ()
    beside = [
        time
        for time in inside
        if holding and time not in clause and not any(start <= time["start"] < end for start, end in content)
    ]
    # A plan for December is an estimate of the day it was made, not of December.
    for group in (beside,) if quantity.stance == "expected" else (clause, beside):
        if group:
            nearest = min(group, key=lambda time: abs(time["start"] - quantity.start))
            return nearest["earliest"], nearest["latest"], report.text[nearest["start"] : nearest["end"]]
    if report.published_earliest is None and report.published_latest is None:
        return None, None, None
    return report.published_earliest, report.published_latest, "published"


def _is_a_day(time: Mapping[str, Any]) -> bool:
    return (
        time["type"] in ("DATE", "TIME")
        and bool(time["earliest"] or time["latest"])
        and not str(time["value"]).endswith("_REF")
    )


def _is_a_limit(text: str, time: Mapping[str, Any]) -> bool:
    """Whether a time only limits what is told ("since August", "by December") and is not when the figure held."""
    before = text[max(0, time["start"] - 16) : time["start"]].lower()
    return re.search(r"\b(?:since|until|till|by|before|after)\s+(?:the\s+)?\Z", before) is not None


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


def _claim_rows(
    report: Report, annotation: Annotation, register: Register, ids: Sequence[str], estimates: Sequence[Row]
) -> list[Row]:
    """One claim for each attribution, and one for each sentence whose numbers the outlet gives in its own voice."""
    counted = {row["claim_id"] for row in estimates if row["charted"]}
    rows = []
    for number, item in enumerate(annotation.attributions):
        claim = content_id("c", report.report_id, ids[number])
        start, end = min(item.content)[0], max(end for _, end in item.content)
        sentence = annotation.sentences[item.sentence]
        rows.append(
            {
                "claim_id": claim,
                "report_id": report.report_id,
                "start": start,
                "end": end,
                "attribution_id": ids[number],
                "claim_type": _claim_type(item, claim in counted),
                "topic": _topic(register, sentence.words),
                "certainty": report.text[slice(*item.cue)],
                "certainty_class": item.stance,
                "denied": item.stance == "denied",
                "part": _PARTS.get(sentence.role, "body"),
                "rule": item.rule,
            }
        )
    own = {row["claim_id"]: row for row in reversed(estimates) if row["attribution_id"] is None}
    for claim, row in own.items():
        sentence = next(one for one in annotation.sentences if one.start == row["sentence_start"])
        rows.append(
            {
                "claim_id": claim,
                "report_id": report.report_id,
                "start": sentence.start,
                "end": sentence.end,
                "claim_type": "estimate" if claim in counted else "background",
                "topic": _topic(register, sentence.words),
                "certainty": _words_of_stance(annotation, sentence),
                "certainty_class": row["stance"],
                "denied": row["stance"] == "denied",
                "part": row["part"],
                "rule": "own voice",
            }
        )
    return sorted(rows, key=lambda row: (row["start"], row["end"], row["claim_id"]))


def _words_of_stance(annotation: Annotation, sentence: Sentence) -> str | None:
    """The words that say how sure a sentence of the outlet is ("reportedly", "will"), where it has a number."""
    inside = (q for q in annotation.quantities if sentence.start <= q.start < sentence.end and q.stance_words)
    return next((quantity.stance_words for quantity in inside), None)


def _claim_type(item: Attribution, holds_estimate: bool) -> str:
    if item.stance in ("denied", "demanded"):
        return _SPEECH_STANCES[item.stance]
    if holds_estimate:
        return "estimate"
    if item.rule.rpartition("/")[2] in _INTENTIONS:
        return "intention"
    return _SPEECH_STANCES.get(item.stance, "report")


def _topic(register: Register, words: str) -> str | None:
    return next((t.name for t in register.story.topics if any(holds(words, word) for word in t.words)), None)


def _mention_rows(report: Report, annotation: Annotation, register: Register, entities: dict[str, Entity]) -> list[Row]:
    people = people_of(report.text, annotation.mentions)
    known = {entity.name.lower(): key for key, entity in entities.items()}
    rows = []
    for mention in annotation.mentions:
        entity_id = None
        if mention.label == "PERSON":
            entity_id = known.get(people.get(mention.text, mention.text).lower())
        found = entity_id or register.party_of(mention.text, before=report.text[: mention.start])
        found = found or register.place_of(mention.text) or known.get(mention.text.lower())
        if found in register.parties:
            entities[found] = register.parties[found]
        elif found in register.places:
            entities[found] = register.places[found]
        rows.append(
            {
                "report_id": report.report_id,
                "start": mention.start,
                "end": mention.end,
                "text": mention.text,
                "label": mention.label,
                "entity_id": found,
            }
        )
    return rows


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
