"""Every estimate with what stands around it in the ledger: its report, its claim, its speakers, its sentence.

This is the one frame that charts, tables and selections are made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.ledger import listed, plain_rows
from workbench.look import wording
from workbench.story import Story

#: Columns that a view may rely on beside those of the ``estimates`` table.
JOINED = (
    "outlet",
    "wire",
    "file",
    "title",
    "published_earliest",
    "published_latest",
    "published_conflict",
    "claimant_name",
    "speaker",
    "speaker_name",
    "relayed_names",
    "source_words",
    "claim_type",
    "topic",
    "certainty",
    "denied",
    "sentence",
    "phrase_start",
    "phrase_end",
    "estimand_name",
    "estimand_unit",
    "estimand_per",
    "estimand_background",
    "proposed",
    "possibly_out",
    "badge",
)


def joined(story: Story) -> pd.DataFrame:
    """Every estimate with the names, dates and words around it; one row an estimate, in the ledger's order."""
    frame = story.estimates.copy()
    own = {name: listed(frame[name]) for name in _OWN}
    reports = _beside(story.reports, "report_id", own["report_id"])
    claims = _beside(story.claims, "claim_id", own["claim_id"])
    attributions = _beside(story.attributions, "attribution_id", own["attribution_id"])
    names = dict(zip(story.entities["entity_id"], story.entities["name"], strict=True))
    badges = _badges(story)
    more: dict[str, list[Any]] = {name: reports.column(name) for name in JOINED[:7]}
    more["published_conflict"] = [one is True for one in more["published_conflict"]]
    speakers, relayed = attributions.column("speaker"), attributions.column("relayed_by")
    more |= {
        "claimant_name": [names.get(one, one) for one in own["claimant"]],
        "speaker": speakers,
        "speaker_name": [names.get(one, one) for one in speakers],
        "relayed_names": [[] if some is None else [names.get(one, one) for one in some] for some in relayed],
    }
    more |= {name: claims.column(name) for name in ("claim_type", "topic", "certainty")}
    more |= _words(own, reports.column("text"), attributions)
    denied = zip(own["stance"], claims.column("denied"), more["claim_type"], strict=True)
    more["denied"] = [stance == "denied" or (said is True and kind == "denial") for stance, said, kind in denied]
    more |= _of_estimands(own, _beside(story.estimands, "estimand", own["estimand"]))
    more["possibly_out"] = [False] * len(frame)
    more["badge"] = [badges.get(one) for one in own["estimate_id"]]
    found = pd.DataFrame({name: more[name] for name in JOINED}, index=frame.index)
    for column in ("published_conflict", "denied", "estimand_background", "proposed", "possibly_out"):
        found[column] = found[column].astype(bool)
    return pd.concat([frame, found], axis=1)


#: The columns of the estimates that what stands around them is found by.
_OWN = (
    "estimate_id", "report_id", "claim_id", "attribution_id", "claimant", "stance", "estimand", "estimand_basis", "per",
    "start", "end", "sentence_start", "sentence_end", "phrase",
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class _Beside:
    """Another table of the ledger and, for each estimate, the place of its row there, the last place for none."""

    frame: pd.DataFrame
    at: list[int]

    def column(self, name: str) -> list[Any]:
        """For each estimate the value of its row, None where it has no row."""
        values = [*listed(self.frame[name]), None]
        return [values[at] for at in self.at]


def _beside(frame: pd.DataFrame, key: str, keys: Iterable[Any]) -> _Beside:
    places = {one: at for at, one in enumerate(listed(frame[key]))}
    return _Beside(frame, [places.get(one, -1) for one in keys])


def _words(own: Mapping[str, list[Any]], texts: list[Any], attributions: _Beside) -> dict[str, list[Any]]:
    """The words around each figure: its sentence, where the figure stands in it, and the words for its source."""
    names = ("start", "end", "sentence_start", "sentence_end", "phrase")
    sentences, starts, ends = [], [], []
    for text, start, end, first, last, phrase in zip(texts, *(own[name] for name in names), strict=True):
        known = text or ""
        first, last = _sentence(first, last, start, end, len(known))
        sentences.append(known[first:last] or str(phrase))
        starts.append(start - first if known else 0)
        ends.append(end - first if known else len(str(phrase)))
    spans = (attributions.column(name) for name in ("source_start", "source_end"))
    sources = [_slice(text or "", first, last) for text, first, last in zip(texts, *spans, strict=True)]
    return {"source_words": sources, "sentence": sentences, "phrase_start": starts, "phrase_end": ends}


def _of_estimands(own: Mapping[str, list[Any]], estimands: _Beside) -> dict[str, list[Any]]:
    names, units, pers, backgrounds, bases = (
        estimands.column(name) for name in ("name", "unit", "per", "background", "basis")
    )
    proposed = zip(own["estimand_basis"], bases, strict=True)
    return {
        "estimand_name": [name or one for name, one in zip(names, own["estimand"], strict=True)],
        "estimand_unit": units,
        "estimand_per": [per or one for per, one in zip(pers, own["per"], strict=True)],
        "estimand_background": [one is True for one in backgrounds],
        "proposed": ["proposed" in both for both in proposed],
    }


def _badges(story: Story) -> dict[str, str]:
    """The three counts in words of every estimate that is part of a figure, by its id."""
    return {one: wording.badge(row) for row in plain_rows(story.corroboration) for one in row["estimates"]}


def sentence_span(row: Mapping[Any, Any], length: int) -> tuple[int, int]:
    """Where the figure's sentence stands in its report; the figure's own words where no sentence was recorded."""
    return _sentence(row["sentence_start"], row["sentence_end"], row["start"], row["end"], length)


def _sentence(first: Any, last: Any, start: Any, end: Any, length: int) -> tuple[int, int]:
    if first is None or last is None or not 0 <= first <= start <= end <= last <= length:
        return int(start), int(end)
    return int(first), int(last)


def _slice(text: str, start: Any, end: Any) -> str | None:
    if start is None or end is None:
        return None
    return text[int(start) : int(end)] or None
