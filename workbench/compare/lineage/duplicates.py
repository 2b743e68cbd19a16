"""Reports that are one text twice: groups with a root and a reason for each member, so that none is ever dropped.

What is here: the same text, the same words, the same body under another headline, corrected and updated versions, near
duplicates, and translations told by their numbers. Retellings in other words are edges of ``edges.py`` and no
duplicates. The marks of a later version are in ``cues/versions.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Any, Literal

from workbench.compare.lineage.kinship import NEAR_DUPLICATE
from workbench.compare.lineage.texts import Texts, texts_of
from workbench.cuefiles import cue_file
from workbench.story import Story

Kind = Literal["same text", "same words", "another headline", "corrected", "updated", "near", "translated"]

#: A translation keeps the numbers in their order: of two languages' reports at least this many, nine tenths in order.
_NUMBERS = 6
_IN_ORDER = 0.9
#: Numbers that more reports than this hold, or of one digit, tell no two reports from the rest.
_HOLDERS = 20
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?(?!\w)")


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A report that repeats its group's root: what kind of repetition, and the reason in words."""

    report_id: str
    kind: Kind
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """A root and the reports that repeat it, in order of time."""

    root: str
    members: tuple[Duplicate, ...]


def duplicate_groups(story: Story, lineage: Iterable[Mapping[str, Any]]) -> list[Group]:
    """The groups of reports that are one text, in order of their roots' time.

    ``lineage`` are rows of that table: of two near duplicates the parent there is the root; denied edges join nobody.
    """
    texts = texts_of(story)
    number = {row.report_id: at for at, row in enumerate(texts.reports)}
    roots: dict[int, int] = {}
    joined = [*_same_words(texts), *_near(lineage, number), *_translations(texts)]
    for child, parent in joined:
        if child not in roots and _root(parent, roots) != child:
            roots[child] = parent
    groups: dict[int, list[Duplicate]] = {}
    for child in sorted(roots):
        root = _root(child, roots)
        groups.setdefault(root, []).append(_reasoned(child, root, texts))
    return [Group(texts.reports[root].report_id, tuple(groups[root])) for root in sorted(groups)]


def _root(report: int, roots: Mapping[int, int]) -> int:
    while report in roots:
        report = roots[report]
    return report


def _same_words(texts: Texts) -> Iterator[tuple[int, int]]:
    """Each report with the first that has the same words outside quotations and the same quotations."""
    first: dict[tuple[Any, ...], int] = {}
    for at in range(len(texts.reports)):
        words = texts.index.of(at)
        if not words.any():
            continue
        key = (words[words != 0].tobytes(), tuple(quote.words for quote in texts.quotes(at)))
        root = first.setdefault(key, at)
        if root != at:
            yield at, root


def _near(lineage: Iterable[Mapping[str, Any]], number: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    for row in lineage:
        if row["state"] != "denied" and row["child"] in number and row["parent"] in number:
            shares = [
                one["score"] for one in row["evidence"] if one["kind"] == "overlap" and one["child_start"] is None
            ]
            if max(shares, default=0.0) >= NEAR_DUPLICATE:
                yield number[row["child"]], number[row["parent"]]


def _reasoned(child: int, root: int, texts: Texts) -> Duplicate:
    own, other = texts.reports[child], texts.reports[root]
    if str(own.text) == str(other.text):
        return Duplicate(own.report_id, "same text", "character by character the same text")
    if own.language and other.language and own.language != other.language:
        return Duplicate(
            own.report_id, "translated", f"its numbers stand in the same order in a text in {other.language}"
        )
    mark = next(_marks(str(own.text)), None)
    kept, held = _kept(texts, child), _kept(texts, root)
    known = set(held)
    new = [words for words in kept if words not in known]
    if mark and next(_marks(str(other.text)), None) is None:
        kind: Kind = "corrected" if mark[0] == "corrected" else "updated"
        return Duplicate(own.report_id, kind, f"nearly the same text, and says of itself: “{mark[1]}”")
    if not new and len(kept) == len(held):
        return Duplicate(own.report_id, "same words", "the same words; spaces, marks or what surrounds them differ")
    if own.title and other.title and own.title != other.title and not _beyond_title(own, new, texts, child):
        return Duplicate(own.report_id, "another headline", f"the same body under the headline “{own.title}”")
    share = 1 - len(new) / max(1, len(kept))
    return Duplicate(own.report_id, "near", f"{share:.0%} of its sentences stand there word for word")


def _kept(texts: Texts, report: int) -> list[str]:
    """A report's stretches between full stops, as normalised text."""
    text = str(texts.reports[report].text)
    whole = "\n".join(text[start:end] for start, end in texts.stretches[report])
    pieces = (" ".join(re.findall(r"\w+", piece.lower())) for piece in re.split(r"(?<=[.!?])\s+|\n+", whole))
    return [piece for piece in pieces if piece]


def _beyond_title(report: Any, new: Sequence[str], texts: Texts, child: int) -> list[str]:
    title = " ".join(re.findall(r"\w+", str(report.title).lower()))
    return [words for words in new if words not in title]


def _marks(text: str) -> Iterator[tuple[str, str]]:
    """The words by which a report says it is a later version, with their kind, corrections first."""
    for kind, pattern in _cues():
        found = pattern.search(text)
        if found:
            yield kind, found.group().strip()


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    entries = cue_file("compare", "versions")["mark"]
    return tuple((entry["kind"], re.compile(entry["pattern"])) for entry in entries)


# --- translations -----------------------------------------------------------------------------------------------------


def _translations(texts: Texts) -> Iterator[tuple[int, int]]:
    """Each report with the first of another language whose numbers it gives in the same order."""
    spoken = [row.language for row in texts.reports]
    if len(set(spoken) - {None}) < 2:
        return
    numbers = [_numbers(str(row.text)) if row.language else [] for row in texts.reports]
    holders: dict[str, list[int]] = {}
    for at, found in enumerate(numbers):
        for one in sorted(set(found)):
            holders.setdefault(one, []).append(at)
    for child, found in enumerate(numbers):
        shared: dict[int, int] = {}
        for one in sorted(set(found)):
            for other in holders[one] if len(holders[one]) <= _HOLDERS else ():
                if other < child and spoken[other] != spoken[child]:
                    shared[other] = shared.get(other, 0) + 1
        for other, count in sorted(shared.items()):
            if count >= _NUMBERS and _in_order(found, numbers[other]) >= _IN_ORDER:
                yield child, other
                break


def _numbers(text: str) -> list[str]:
    """The numbers of a text in order, without separators, those of one digit left out."""
    found = (re.sub(r"\D", "", one.group()) for one in _NUMBER.finditer(text))
    return [one for one in found if len(one) > 1]


def _in_order(a: Sequence[str], b: Sequence[str]) -> float:
    matched = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return matched / max(1, min(len(a), len(b)))
