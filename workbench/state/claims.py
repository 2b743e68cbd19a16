"""The ledger's rows of claims: what is stated, by whom, how surely and on what topic.

What is here: one row for each attribution and for each sentence whose numbers the outlet gives in its own voice, and
the claim that an estimate belongs to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.annotate.language import holds
from workbench.annotate.parties import Register
from workbench.model import Annotation, Attribution, Part, Report, Role, Sentence, content_id

Row = dict[str, Any]
_PARTS: Mapping[Role, Part] = {"title": "headline", "summary": "summary", "caption": "caption"}
_SPEECH_STANCES = {
    "assessed": "assessment",
    "believed": "assessment",
    "denied": "denial",
    "demanded": "demand",
    "expected": "forecast",
}
_INTENTIONS = {"plan", "pledge", "promise", "intend", "vow"}


def part_of(role: Role) -> Part:
    """The part of a report that a passage belongs to."""
    return _PARTS.get(role, "body")


def claim_of(report: Report, sentence: Sentence, attribution_id: str | None) -> str:
    """The id of the claim that a number belongs to: its attribution's, else that of the outlet's own sentence."""
    return content_id("c", report.report_id, attribution_id or sentence.start)


def claim_rows(
    report: Report, annotation: Annotation, register: Register, ids: Sequence[str], estimates: Sequence[Row]
) -> list[Row]:
    """One claim for each attribution, and one for each sentence whose numbers the outlet gives in its own voice."""
    counted = {row["claim_id"] for row in estimates if row["charted"]}
    rows = []
    for number, item in enumerate(annotation.attributions):
        sentence = annotation.sentences[item.sentence]
        claim = claim_of(report, sentence, ids[number])
        start, end = min(item.content)[0], max(end for _, end in item.content)
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
                "part": part_of(sentence.role),
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
