"""Where a sentence stands in the reports: word for word, by its number, or in other words.

What is here: the places and their order in time. What supports the parts of the sentence there is in ``parts.py``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.checks.reading import Read
from workbench.compare.discrepancies.figures import Figure, same_number, same_subject
from workbench.compare.discrepancies.sentences import Sentence
from workbench.compare.discrepancies.vectors import cosines, shapes_of
from workbench.compare.standing import when
from workbench.look.selection import plain_rows

Row = Mapping[str, Any]
#: Likeness from which a sentence without the number is taken to say the same (see ``compare/discrepancies``).
ALIKE = 0.32
#: What may stand between two parts of a sentence that was shortened with dots, in characters.
_LEFT_OUT = 400
_DOTS = re.compile(r"(?:(?<!\s)\s+)?(?:\.{3,}|…|\[…\]|\[\.{3}\])\s*")


@dataclass(frozen=True, slots=True)
class Appearance:
    """A sentence of a report that says what the checked one says, or gives its number.

    ``figure`` is the mention of the number; ``verbatim`` is whether the checked sentence stands there word for word;
    ``same_place`` whether the number is given for the same place, missing where the sentence names none.
    """

    report: Row
    sentence: Sentence
    score: float
    figure: Figure | None = None
    verbatim: bool = False
    same_place: bool | None = None


def appearances(read: Read) -> tuple[Appearance, ...]:
    """The places in order of time; of reports without the number the likeliest sentence, where it is alike enough."""
    scores = _scores(read)
    reports = {row["report_id"]: row for row in plain_rows(read.story.reports)}
    found: list[Appearance] = []
    for key, page in read.others.items():
        spots = _verbatim(read.text, page.text)
        own = _mentions(read, key)
        placed = {one.sentence: one for one in own}  # of several in a sentence the one of the number that is checked
        for sentence, score in scores[key].items():
            here = any(start < sentence.end and sentence.start < end for start, end in spots)
            best = not own and score >= ALIKE and score == max(scores[key].values())
            if here or sentence in placed or best:
                figure = placed.get(sentence)
                same = None if figure is None else _same_place(read, figure)
                found.append(Appearance(reports[key], sentence, score, figure, here, same))
    children = {row["child"] for row in plain_rows(read.story.lineage) if row["state"] != "denied"}
    return tuple(sorted(found, key=lambda one: _order(one, children)))


def host_of(found: Sequence[Appearance]) -> Row | None:
    """The report in which the sentence stands word for word, the first such."""
    return next((one.report for one in found if one.verbatim), None)


def _order(one: Appearance, children: set[Any]) -> tuple[Any, ...]:
    """By time; of reports that may be of one day those that draw on none come first."""
    report = one.report
    first, last = when(report["published_earliest"], report["published_latest"])
    return first, last, report["report_id"] in children, report["file"] or "", one.sentence.start


def _scores(read: Read) -> dict[str, dict[Sentence, float]]:
    """How like the checked text each sentence of each report is."""
    pages = [read.page, *read.others.values()]
    shapes = shapes_of(pages)
    own = shapes(read.report_id).sentences
    found = {}
    for key, page in read.others.items():
        scores = cosines(shapes(key).sentences, own)
        best = scores.max(axis=1) if scores.size else [0.0] * len(page.sentences)
        found[key] = {one: float(score) for one, score in zip(page.sentences, best, strict=True)}
    return found


def _mentions(read: Read, key: str) -> list[Figure]:
    """The mentions of a number of the sentence in a report that are about the same thing, those of its first last."""
    asked = read.desk.figures[read.report_id]
    found = [
        (one, [same_number(one, figure) and same_subject(one, figure) for figure in asked])
        for one in read.desk.figures[key]
    ]
    return [one for one, of in sorted(found, key=lambda pair: pair[1][:1]) if any(of)]


def _same_place(read: Read, mention: Figure) -> bool | None:
    """Whether a mention is given for the place of the sentence's number or for one within it."""
    places = read.desk.shelf.places
    asked = [one.row.place for one in read.desk.figures[read.report_id] if same_number(mention, one) and one.row.place]
    if not asked:
        return None
    return mention.row.place is not None and any(place in places.chain(mention.row.place) for place in asked)


def _verbatim(sentence: str, text: str) -> list[tuple[int, int]]:
    """Where a sentence stands in a text word for word, whatever the white space and the kind of quotation marks."""
    pieces = [piece for piece in _DOTS.split(sentence.rstrip(". ")) if piece]
    between = rf".{{0,{_LEFT_OUT}}}?"
    pattern = between.join(r"\s+".join(_word(word) for word in piece.split()) for piece in pieces)
    return [match.span() for match in re.finditer(pattern, text, re.DOTALL)] if pattern else []


def _word(word: str) -> str:
    escaped = re.escape(word)
    for marks in ("'’‘", '"“”'):
        escaped = re.sub(f"[{marks}]", f"[{marks}]", escaped)
    return escaped
