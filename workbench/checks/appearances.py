"""Where a sentence stands in the reports: word for word, by a number of it, or in other words.

What is here: the places and their order in time. What supports the parts of the sentence there is in ``parts.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.checks.places import is_for
from workbench.checks.reading import Read
from workbench.compare.discrepancies.figures import Figure, same_number, same_subject
from workbench.compare.discrepancies.sentences import Sentence
from workbench.compare.discrepancies.vectors import cosines, rarity_of, shapes_of, vectors_of
from workbench.compare.standing import when
from workbench.ledger import plain_rows

Row = Mapping[str, Any]
Likeness = Mapping[str, Mapping[Sentence, float]]
#: Likeness from which a sentence without the number is taken to say the same (see ``compare/discrepancies``).
ALIKE = 0.32
#: What may stand between two parts of a sentence that was shortened with dots, in characters.
_LEFT_OUT = 400
_DOTS = re.compile(r"(?:(?<!\s)\s+)?(?:\.{3,}|…|\[…\]|\[\.{3}\])\s*")


@dataclass(frozen=True, slots=True)
class Appearance:
    """A sentence of a report that says what the checked one says, or gives a number of it.

    ``figure`` is the mention of the number, ``former`` whether it is given there as an earlier one, unlike in the
    sentence; ``verbatim`` is whether the checked sentence stands there word for word; ``same_place`` whether the number
    is given for the same place, missing where the sentence names none for it.
    """

    report: Row
    sentence: Sentence
    score: float
    figure: Figure | None = None
    verbatim: bool = False
    same_place: bool | None = None
    former: bool = False

    @property
    def stands_by_it(self) -> bool:
        """Whether the number is given here, and not as an earlier one."""
        return self.figure is not None and not self.former

    @property
    def gives(self) -> str:
        """What of the checked sentence stands here, in words."""
        if self.verbatim:
            return "the sentence word for word"
        if self.figure is None:
            return "words like these"
        place = {True: ", for the same place", False: ", not for this place", None: ""}[self.same_place]
        return f"the number{', as an earlier one' if self.former else ''}{place}"


def appearances(read: Read, figure: Figure | None, scores: Likeness) -> tuple[Appearance, ...]:
    """The places of one number, or of a sentence without any, in order of time.

    Of reports without the number the likeliest sentence, where it is alike enough.
    """
    reports = {row["report_id"]: row for row in plain_rows(read.story.reports)}
    found: list[Appearance] = []
    for key, page in read.others.items():
        spots = _verbatim(read.text, page.text)
        own = [] if figure is None else _mentions(read.desk.figures[key], figure)
        placed = {one.sentence: one for one in own}
        for sentence, score in scores[key].items():
            here = any(start < sentence.end and sentence.start < end for start, end in spots)
            best = not own and score >= ALIKE and score == max(scores[key].values())
            if here or sentence in placed or best:
                about = _about(read, figure, placed.get(sentence))
                found.append(Appearance(reports[key], sentence, score, verbatim=here, **about))
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


def likeness(read: Read) -> Likeness:
    """How like the checked text each sentence of each report is, by report."""
    shapes = shapes_of({read.report_id: read.page, **read.others})
    rarity = rarity_of([shapes(key).sentences for key in (read.report_id, *read.others)])
    own = vectors_of(shapes(read.report_id).sentences, rarity)
    found = {}
    for key, page in read.others.items():
        scores = cosines(vectors_of(shapes(key).sentences, rarity), own)
        best = scores.max(axis=1) if scores.size else [0.0] * len(page.sentences)
        found[key] = {one: float(score) for one, score in zip(page.sentences, best, strict=True)}
    return found


def _mentions(figures: Iterable[Figure], figure: Figure) -> list[Figure]:
    """The mentions of a number of the sentence among the figures of a report that are about the same thing."""
    return [one for one in figures if same_number(one, figure) and same_subject(one, figure)]


def _about(read: Read, figure: Figure | None, mention: Figure | None) -> dict[str, Any]:
    """What is said of a mention of the number, where there is one."""
    if figure is None or mention is None:
        return {}
    former = mention.row.superseded and not figure.row.superseded
    return {"figure": mention, "same_place": _same_place(read, figure, mention), "former": former}


def _same_place(read: Read, figure: Figure, mention: Figure) -> bool | None:
    """Whether a mention is given for the place of the sentence's number or for one within it."""
    return None if figure.row.place is None else is_for(read, mention, figure.row.place)


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
