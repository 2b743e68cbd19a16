"""Quotations that go on: one that nobody in its own sentence speaks goes to whoever spoke right before it.

What is here: a second quotation after a sentence of indirect speech, a quotation that fills the next paragraph, and one
that a paragraph before announced with a colon. It works on a whole report, so offsets are those of the report.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from workbench.annotate.attributions.speech import CONTINUED, OPENED
from workbench.model import Attribution

#: What may stand between the last words of a speaker and a quotation of the same: the rest of one sentence.
_REST = re.compile("[^.!?\n]{0,160}[.!?:,]?[\"\u201d\u2019')]*\\s*")
_ANNOUNCED = re.compile(r"[^.!?\n]{0,200}:\s*")
_NEXT = re.compile(r"[^.!?\n]{0,200}:\s*\n\s*(\S[^\n]{20,})")
#: What a lead-in announces as rows: "The court gave this result:", then "Norra: 40 votes", "- 40 votes", "40 votes".
_ROW = (
    r"(?:[^\n:]{1,48}:[ \t]+\d|[-*\u2022\u2013\u2014][ \t]+(?=[^\n]*\d)"
    r"|\d[\d.,]*[ \t]+(?=[^\n.!?]{1,60}(?:\n|\Z)))[^\n]*"
)
_ROWS = re.compile(rf"[^.!?\n]{{0,200}}:\s*\n((?:{_ROW}(?:\n\s*|\Z)){{2,}})")
#: Rules whose speaker may go on in a quotation.
_SPEAKING = ("quote", "clause", "inserted", "object", "phrase", "preposition")


def continued(text: str, items: Sequence[Attribution]) -> tuple[list[Attribution], dict[int, int]]:
    """The attributions with each loose quotation joined to its speaker or left out, places of nesting kept right.

    The second value tells the place of each in the new list: a joined quotation's is its speaker's, one left out has
    none.
    """
    kept: list[Attribution | None] = list(items)
    went_to: dict[int, int] = {}
    for number, item in enumerate(items):
        if item.rule != CONTINUED:
            continue
        kept[number] = None
        at = _speaker_before(text, kept, number, item.content[0][0])
        if at is not None and (holder := kept[at]) is not None:
            kept[at] = replace(holder, content=(*holder.content, *item.content))
            went_to[number] = at
    kept = [_with_next_paragraph(text, item) if item is not None else None for item in kept]
    whole = [None if item is None or not item.content else item for item in kept]
    places = {old: new for new, old in enumerate(n for n, item in enumerate(whole) if item is not None)}
    joined = {number: places[at] for number, at in went_to.items() if at in places}
    return _renumbered(whole, places), {**places, **joined}


def _with_next_paragraph(text: str, item: Attribution) -> Attribution:
    """An announced speaker with the paragraph that follows, where no quotation marks stand in it, or the rows."""
    opened = item.rule == OPENED and not item.content
    if not opened and (item.direct or item.within is not None or item.source is None):
        return item
    end = max([item.cue[1], *(stop for _, stop in item.content), *(item.source or item.cue)[1:]])
    rows = _ROWS.match(text, end)
    if rows is not None:
        lines = tuple(one.span() for one in re.finditer(r"\S[^\n]*", rows.group(1)))
        content = tuple((rows.start(1) + start, rows.start(1) + end) for start, end in lines)
        stance = "asserted" if opened else item.stance
        return replace(item, content=(*item.content, *content), stance=stance, direct=False)
    if not opened:
        return item
    match = _NEXT.match(text, item.cue[1])
    return item if match is None else replace(item, content=(match.span(1),))


def _speaker_before(text: str, items: Sequence[Attribution | None], number: int, start: int) -> int | None:
    """The place of the outermost speaker whose words end right before a quotation."""
    for at in range(number - 1, -1, -1):
        item = items[at]
        if item is None or item.within is not None:
            continue
        if start - item.cue[1] > 4000:
            return None
        if item.rule.split("/")[0] not in _SPEAKING or item.source is None:
            continue
        end = max([item.cue[1], item.source[1], *(stop for _, stop in item.content)])
        pattern = _ANNOUNCED if item.rule == OPENED else _REST
        if end <= start and pattern.fullmatch(text[end:start]) and (item.direct or "\n" not in text[end:start]):
            return at
    return None


def _renumbered(items: Sequence[Attribution | None], places: Mapping[int, int]) -> list[Attribution]:
    return [
        replace(item, within=None if item.within is None else places.get(item.within))
        for item in items
        if item is not None
    ]
