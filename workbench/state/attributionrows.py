"""The ledger's rows of who says what: each attribution with its spans, its speaker and those who pass it on.

What is here: the rows alone. Who a source is, and whose word a number stands on, is decided in ``speakers.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.model import Annotation, Attribution, Report, content_id
from workbench.state.speakers import Speaker

Row = dict[str, Any]


def attribution_ids(report: Report, annotation: Annotation) -> list[str]:
    """The id of each attribution, in text order."""
    return [content_id("a", report.report_id, item.cue, item.source, item.rule) for item in annotation.attributions]


def attribution_rows(
    report: Report, annotation: Annotation, ids: Sequence[str], speakers: Sequence[Speaker | None]
) -> list[Row]:
    """One row for each attribution, in text order."""
    return [
        _attribution_row(report, ids, number, item, annotation, speakers)
        for number, item in enumerate(annotation.attributions)
    ]


def _attribution_row(
    report: Report,
    ids: Sequence[str],
    number: int,
    item: Attribution,
    annotation: Annotation,
    speakers: Sequence[Speaker | None],
) -> Row:
    speaker = speakers[number]
    return {
        "attribution_id": ids[number],
        "report_id": report.report_id,
        "source_start": item.source[0] if item.source else None,
        "source_end": item.source[1] if item.source else None,
        "cue_start": item.cue[0],
        "cue_end": item.cue[1],
        "content": [{"start": start, "end": end} for start, end in item.content],
        "speaker": speaker.speaker.entity_id if speaker else None,
        "relayed_by": _relays(number, annotation, speakers),
        "within_attribution": ids[item.within] if item.within is not None else None,
        "direct": item.direct,
        "anonymous": item.anonymous,
        "anonymity_ground": item.anonymity_ground or None,
        "stance": item.stance,
        "rule": item.rule,
    }


def _relays(number: int, annotation: Annotation, speakers: Sequence[Speaker | None]) -> list[str]:
    """Who passes an attribution on, from the inside out: whom the speaker told, then the speakers around it."""
    speaker = speakers[number]
    relays = [speaker.told.entity_id] if speaker and speaker.told else []
    outer = annotation.attributions[number].within
    seen: set[int] = set()
    while outer is not None and outer not in seen:
        seen.add(outer)
        outer_speaker = speakers[outer]
        if outer_speaker is not None:
            relays.append(outer_speaker.speaker.entity_id)
        outer = annotation.attributions[outer].within
    return relays
