"""The attributions of a paragraph put in order: one for each cue, asides cut out, anonymity told, nested.

What is here: what can only be told once all of a paragraph's attributions are found.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from workbench.annotate.attributions.grammar import minus
from workbench.annotate.attributions.lexicon import is_person_noun, words
from workbench.annotate.language import cues, phrase_pattern
from workbench.annotate.paragraph import Paragraph, Stretch
from workbench.model import Attribution

#: People who are only told to know somebody or something.
_KNOWING = re.compile(
    r"(?:\w+\s+)?(?:those|people|persons|figures|individuals)\s+(?:close\s+to|familiar\s+with)\b", re.I
)
_RELATIVE = re.compile(r",?\s+(?:who|which|that)\b[^.;\u201d\"]*")


def without_asides(doc: Paragraph, items: list[Attribution]) -> list[Attribution]:
    """Contents without the "according to ..." that another attribution has in them."""
    asides = [
        (item.cue[0], _aside_end(doc, item.source[1]))
        for item in items
        if item.rule.startswith("preposition/") and item.source is not None
    ]
    inserted = [
        (min(item.cue[0], item.source[0]), max(item.cue[1], item.source[1]))
        for item in items
        if item.rule.startswith("inserted/") and item.source is not None
    ]
    if not asides and not inserted:
        return items
    text, whole, cut_in = doc.text, _Asides.of(asides), _Asides.of([*asides, *inserted])
    # "I think" inside somebody's quotation is part of what is quoted.
    cut = [
        replace(item, content=minus(text, item.content, (whole if item.direct else cut_in).within(item)))
        for item in items
    ]
    return [item for item in cut if item.content]


@dataclass(frozen=True, slots=True)
class _Asides:
    """Asides in order; ``reach`` is how far those up to each go."""

    spans: tuple[tuple[int, int], ...]
    reach: tuple[int, ...]

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> _Asides:
        """The asides put in order."""
        ordered = tuple(sorted(spans))
        return cls(ordered, tuple(accumulate((end for _, end in ordered), max)))

    def within(self, item: Attribution) -> list[tuple[int, int]]:
        """Those that stand in what is said."""
        first = min((start for start, _ in item.content), default=0)
        last = max((end for _, end in item.content), default=0)
        near = self.spans[bisect_right(self.reach, first) : bisect_left(self.spans, (last, 0))]
        return [aside for aside in near if not _holds_cue(aside, item)]


def _holds_cue(aside: tuple[int, int], item: Attribution) -> bool:
    """Whether an aside is the attribution's own words ("citing": what is cited is also what somebody cites)."""
    return aside[0] <= item.cue[0] and item.cue[1] <= aside[1]


def _aside_end(doc: Paragraph, end: int) -> int:
    """The end of a source with the relative clause that may follow it."""
    match = _RELATIVE.match(doc.text, end)
    return match.end() if match else end


@cache
def _grounds() -> list[tuple[str, re.Pattern[str]]]:
    return [(entry["ground"], phrase_pattern(entry["words"])) for entry in cues("attributions")["anonymity"]]


def ground_in(text: str) -> str:
    """Why a source is not named, by the words of the text; empty when it does not say."""
    return next((ground for ground, pattern in _grounds() if pattern.search(text)), "")


def with_anonymity(doc: Paragraph, item: Attribution) -> Attribution:
    """The attribution with whether its source is unnamed, and why."""
    span = doc.touched(*item.source) if item.source is not None else None
    if span is None:
        return item
    unnamed = is_unnamed_person(span)
    ground = ground_in(span.sent.text) if unnamed or _are_unnamed_people(span) else ""
    return replace(item, anonymous=unnamed or bool(ground), anonymity_ground=ground)


def _are_unnamed_people(span: Stretch) -> bool:
    return span.root.tag_ == "NNS" and (is_person_noun(span.root.lemma_.lower()) or span.root.lower_ == "people")


def is_unnamed_person(span: Stretch) -> bool:
    """Whether a source is one person without a name: "a senior official", "sources"."""
    root = span.root
    if _KNOWING.match(span.text):
        return True
    if root.pos_ not in ("NOUN",) or any(token.ent_type_ == "PERSON" for token in span):
        return False
    if any(child.dep_ == "appos" and child.pos_ == "PROPN" for child in root.children):
        return False
    if root.lemma_.lower() in words("unnamed"):
        return True
    if root.lemma_.lower() in words("offices") and not any(c.lower_ in ("a", "an", "one") for c in root.children):
        return False
    return is_person_noun(root.lemma_.lower()) and root.tag_ == "NN"


def nested(items: list[Attribution]) -> list[Attribution]:
    """Each attribution pointing at the smallest other one whose content holds its source and cue."""
    stretches = sorted((*stretch, number) for number, item in enumerate(items) for stretch in item.content)
    within: dict[int, int] = {}
    begun, at = list[tuple[int, int, int]](), 0
    for number in sorted(range(len(items)), key=lambda number: _start(items[number])):
        item, start = items[number], _start(items[number])
        while at < len(stretches) and stretches[at][0] <= start:
            begun.append(stretches[at])
            at += 1
        begun = [stretch for stretch in begun if stretch[1] >= start]
        holders = [
            (sum(end - begin for begin, end in items[other].content), other)
            for _, stop, other in begun
            if other != number and item.cue[1] <= stop and not _holds(item, items[other])
        ]
        if holders:
            within[number] = min(holders)[1]
    return [replace(item, within=within.get(number)) for number, item in enumerate(items)]


def _start(item: Attribution) -> int:
    return min(item.source[0] if item.source else item.cue[0], item.cue[0])


def _holds(item: Attribution, other: Attribution) -> bool:
    """Whether the other's cue stands in what is said."""
    return any(start <= other.cue[0] and other.cue[1] <= end for start, end in item.content)
