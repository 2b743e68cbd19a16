"""The citation gate: no figure leaves in a briefing unless its cited words hold its value, unit, bound and speaker.

What is here: the second reading of each charted figure from its report's text alone, the places where the parts of a
figure stand, and the refusals, each with its reason. The ledger's fields are never trusted for it: the words at the
cited place are read anew as a number with its hedge and its unit, and the holder must be named in the report. What is
done with the places is in ``evidence.py``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from workbench.annotate.quantities.hedges import hedge_of, interval
from workbench.annotate.quantities.numbers import Number, find_numbers
from workbench.annotate.quantities.units import unit_after
from workbench.compare.whole import compared
from workbench.ledger import plain_rows
from workbench.look.joined import sentence_span
from workbench.story import Story

Row = dict[str, Any]
Part = Literal["span", "value", "bound", "unit", "speaker"]
How = Literal["the source's words", "the same sentence", "named before", "named after", "nobody"]

#: Why a figure that the gate refuses is not charted; the reason follows.
REFUSED = "refused by the citation gate"
#: Words that state none of a thing.
_NONE = re.compile(r"(?:no|none|zero|nobody)\b", re.IGNORECASE)
#: A share in words ("a third") is kept in percent.
_PERCENT = 100.0
#: The ledger rounds a share in words to four places.
_NEAR = 1e-4


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a report's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a figure stands: its words, its sentence, the words of its source and where its holder is named.

    ``source`` and ``named`` are missing where the outlet speaks in its own voice; ``how`` says where ``named`` lies.
    """

    estimate_id: str
    report_id: str
    words: Span
    sentence: Span
    source: Span | None
    named: Span | None
    how: How


@dataclass(frozen=True, slots=True)
class Refusal:
    """A figure that may not leave: the part that its cited words do not hold, and why in plain words."""

    estimate_id: str
    file: str
    words: Span
    phrase: str
    part: Part
    reason: str

    @property
    def sentence(self) -> str:
        """One line for a list of refusals: file, place, figure and cause."""
        return f"{self.file}: characters {self.words.start} to {self.words.end}: “{self.phrase}”: {self.reason}"


@dataclass(frozen=True, slots=True)
class Gate:
    """What the gate found of a story's charted figures: a citation or a refusal for each."""

    citations: tuple[Citation, ...]
    refusals: tuple[Refusal, ...]


def checked(story: Story) -> Gate:
    """A citation for each charted figure whose cited words hold it, a refusal for each other one."""
    library = _Library.of(story)
    citations: list[Citation] = []
    refusals: list[Refusal] = []
    for row in plain_rows(story.estimates):
        if row["charted"]:
            found = _checked(row, library)
            if isinstance(found, Citation):
                citations.append(found)
            else:
                refusals.append(found)
    return Gate(tuple(citations), tuple(refusals))


def without(story: Story, refusals: Iterable[Refusal]) -> Story:
    """The story in which the refused figures are not charted, each with the reason, and all counts made anew."""
    reasons = {one.estimate_id: f"{REFUSED}: {one.reason}" for one in refusals}
    if not reasons:
        return story
    estimates = story.estimates.copy()
    refused = estimates["estimate_id"].isin(list(reasons))
    estimates["charted"] = estimates["charted"].astype("boolean") & ~refused
    why = estimates["estimate_id"].map(reasons)
    estimates["why_not"] = estimates["why_not"].where(~refused, why).astype(pd.StringDtype())
    tables = {**story.tables, "estimates": estimates}
    return replace(story, tables=compared(tables, story.file, judged=story.tables))


def quoted(citations: Iterable[Citation]) -> dict[str, list[tuple[int, int]]]:
    """By report the places that a short quotation must hold beside the figures: where their holders are named."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for one in citations:
        places = [place for place in (one.named, one.source) if place is not None]
        spans.setdefault(one.report_id, []).extend((place.start, place.end) for place in places)
    return spans


# --- one figure -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Library:
    """What a figure is checked against: texts, attributions, names and mentions."""

    texts: Mapping[str, str]
    files: Mapping[str, str]
    attributions: Mapping[str, Row]
    entities: Mapping[str, Row]
    mentions: Mapping[str, list[Row]]

    @staticmethod
    def of(story: Story) -> _Library:
        reports = plain_rows(story.reports)
        mentions: dict[str, list[Row]] = {}
        for row in plain_rows(story.mentions):
            mentions.setdefault(row["report_id"], []).append(row)
        return _Library(
            {row["report_id"]: row["text"] or "" for row in reports},
            {row["report_id"]: row["file"] or row["report_id"] for row in reports},
            {row["attribution_id"]: row for row in plain_rows(story.attributions)},
            {row["entity_id"]: row for row in plain_rows(story.entities)},
            mentions,
        )


def _checked(row: Row, library: _Library) -> Citation | Refusal:
    text = library.texts.get(row["report_id"], "")
    words = Span(int(row["start"]), int(row["end"]))
    sentence = Span(*sentence_span(row, len(text)))
    problem = misread(row, text, words, sentence)
    source = _source_of(row, library)
    named, how = _named(row, library, text, source, sentence)
    if problem is None and named is None and row["claimant"] is not None:
        name = (library.entities.get(row["claimant"]) or {}).get("name") or row["claimant"]
        problem = ("speaker", f"its report nowhere names {name}, who is said to hold it")
    if problem is not None:
        file = library.files.get(row["report_id"], row["report_id"])
        return Refusal(row["estimate_id"], file, words, str(row["phrase"]), *problem)
    return Citation(row["estimate_id"], row["report_id"], words, sentence, source, named, how)


def misread(row: Mapping[str, Any], text: str, words: Span, sentence: Span) -> tuple[Part, str] | None:
    """The first part of a figure that the words at its place do not hold, with the reason; nothing when all do.

    ``row`` has the ledger's phrase, value, bound, low, best, high and unit.
    """
    written = text[words.start : words.end]
    if written != row["phrase"] or not written.strip():
        return "span", f"the text there is “{written[:60]}”"
    readings = list(_readings(text, words))
    if not readings:
        return "value", "no number can be read there"
    of_value = [one for one in readings if _holds_value(one, row)]
    if not of_value:
        return "value", f"the words there say {_said(readings[0])}, the figure says {_worded(row)}"
    if not any(one.bound == row["bound"] for one in of_value):
        return "bound", f"the words there say “{of_value[0].bound}”, the figure says “{row['bound']}”"
    if not any(_holds_unit(one, row, text, sentence) for one in of_value):
        return "unit", f"no word of its sentence says {row['unit']}"
    return None


@dataclass(frozen=True, slots=True)
class _Reading:
    """A number as the gate reads it from the words: its interval and the unit written beside it."""

    bound: str
    low: float | None
    best: float | None
    high: float | None
    unit: str | None
    fraction: bool = False


def _readings(text: str, words: Span) -> Iterator[_Reading]:
    """The numbers within the words, and the span from the first to the last where the words say "X to Y"."""
    numbers = [one for one in find_numbers(text, words.start, words.end) if one.end <= words.end]
    found = [_reading(text, number, words) for number in numbers]
    yield from found
    if len(found) > 1 and found[0].low is not None and found[-1].high is not None:
        yield replace(found[0], high=found[-1].high, best=None)
    if not found:
        yield from _in_a_word(text[words.start : words.end])


def _reading(text: str, number: Number, words: Span) -> _Reading:
    unit = unit_after(text, number.end, value=number.low, worded=number.form == "words")
    hedge = hedge_of(text, number, unit.end if unit else number.end)
    inside = hedge if hedge and words.start <= hedge.start and hedge.end <= words.end else None
    bound, low, best, high = interval(number, inside)
    return _Reading(bound, low, best, high, number.currency or (unit.name if unit else None), number.form == "fraction")


def _in_a_word(written: str) -> Iterator[_Reading]:
    if _NONE.match(written):
        yield _Reading("bare", 0.0, 0.0, 0.0, None)


def _holds_value(reading: _Reading, row: Mapping[str, Any]) -> bool:
    scale = _PERCENT if reading.fraction and row["unit"] == "percent" else 1.0
    ends = [(getattr(reading, name), row[name]) for name in ("low", "best", "high")]
    return all(_same(one if one is None else one * scale, other) for one, other in ends)


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return math.isclose(one, other, rel_tol=_NEAR)


def _holds_unit(reading: _Reading, row: Mapping[str, Any], text: str, sentence: Span) -> bool:
    unit = row["unit"]
    if unit in (None, "", "count"):
        return reading.unit is None
    if reading.unit == unit or (reading.fraction and unit == "percent"):
        return True
    # A unit may be shared: "between three and four metres", "10 of the 40 kilometres".
    return reading.unit is None and any(_is_unit(text, at, unit) for at in range(sentence.start, sentence.end))


def _is_unit(text: str, at: int, name: str) -> bool:
    if text[at - 1 : at].isalnum():
        return False
    found = unit_after(text, at)
    return found is not None and found.name == name


def _said(reading: _Reading) -> str:
    ends = [one for one in (reading.low, reading.best, reading.high) if one is not None]
    return f"“{reading.bound}” {' to '.join(dict.fromkeys(f'{one:,.10g}' for one in ends))}" if ends else "no value"


def _worded(row: Mapping[str, Any]) -> str:
    ends = [row[name] for name in ("low", "best", "high") if row[name] is not None]
    return f"“{row['bound']}” {' to '.join(dict.fromkeys(f'{one:,.10g}' for one in ends))}" if ends else "no value"


# --- its holder -------------------------------------------------------------------------------------------------------


def _source_of(row: Row, library: _Library) -> Span | None:
    attribution = library.attributions.get(row["attribution_id"] or "", {})
    start, end = attribution.get("source_start"), attribution.get("source_end")
    return None if start is None or end is None else Span(int(start), int(end))


def _named(row: Row, library: _Library, text: str, source: Span | None, sentence: Span) -> tuple[Span | None, How]:
    """Where the report names the holder: in the source's words, in the sentence, else nearest before, else after."""
    if row["claimant"] is None:
        return None, "nobody"
    speaker = library.attributions.get(row["attribution_id"] or "", {}).get("speaker")
    ids = _speaking_for(row["claimant"], library.entities)
    places = _places(ids, row["report_id"], library, text)
    if source is not None:
        if (library.entities.get(row["claimant"]) or {}).get("kind") == "unnamed person" and speaker == row["claimant"]:
            # Whoever has no name is named by the words that describe him.
            return source, "the source's words"
        # "Ukraine's military intelligence" names a body by the state that it is of.
        within = (library.entities.get(row["claimant"]) or {}).get("within")
        whole = {str(within)} if within else set()
        own = [*places, *_places(whole, row["report_id"], library, text)]
        inside = next((one for one in own if one.start < source.end and source.start < one.end), None)
        if inside is not None:
            return inside, "the source's words"
    within = next((one for one in places if sentence.start <= one.start and one.end <= sentence.end), None)
    if within is not None:
        return within, "the same sentence"
    before = [one for one in places if one.end <= sentence.start]
    if before:
        return before[-1], "named before"
    after = next((one for one in places if one.start >= sentence.end), None)
    return after, "named after" if after else "nobody"


def _speaking_for(claimant: str, entities: Mapping[str, Row]) -> set[str]:
    """The holder, its members, and whoever lies within one of them: a spokesman is one of his ministry."""
    members = (entities.get(claimant) or {}).get("members")
    ids = {claimant, *(members if members is not None else ())}
    found: set[str] = set()
    while ids - found:
        found |= ids
        ids = {one for one, row in entities.items() if row["within"] in found}
    return found


def _places(ids: set[str], report_id: str, library: _Library, text: str) -> list[Span]:
    """Where a report names one of the entities, in order."""
    return sorted(_mentions(ids, report_id, library, text), key=lambda one: (one.start, one.end))


def _mentions(ids: set[str], report_id: str, library: _Library, text: str) -> Iterator[Span]:
    for mention in library.mentions.get(report_id, ()):
        if mention["entity_id"] in ids:
            yield Span(int(mention["start"]), int(mention["end"]))
    for one in sorted(ids):
        row = library.entities.get(one) or {}
        aliases = row.get("aliases")
        for name in {row.get("name") or "", *(aliases if aliases is not None else ())}:
            if len(name) > 1:
                pattern = rf"(?<!\w){re.escape(name)}(?!\w)"
                yield from (Span(*match.span()) for match in re.finditer(pattern, text, re.IGNORECASE))
