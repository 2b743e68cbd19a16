"""What the analyst asked to see: one frozen value, applied to a story's estimates as plain equality.

What is here: ``Selection``, and the rows it keeps. Nothing of a selection is ever evaluated or formatted into an
expression, so a source may be named anything. The frame it is applied to is in ``joined.py``, what a figure has of each
field in ``fields.py``, the language of the search in ``query.py``, a selection as text in ``selectiontext.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import partial
from typing import Any, get_args

import numpy as np
import pandas as pd

from workbench.compare.standing import known_by
from workbench.errors import InputError
from workbench.ledger import listed
from workbench.look import query, selectiontext, terms
from workbench.look.fields import DateQuality, Table, figures_table
from workbench.look.joined import joined
from workbench.look.selectiontext import DAYS
from workbench.look.values import Mask
from workbench.model import ClaimType, Part, Stance
from workbench.story import Story

#: One value or several; several mean "any of these".
Choice = str | tuple[str, ...] | None

_CLOSED: dict[str, tuple[str, ...]] = {
    "stance": get_args(Stance),
    "part": get_args(Part),
    "claim_type": get_args(ClaimType),
    "date_quality": get_args(DateQuality),
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which figures to show; a field left out keeps all.

    ``source`` is an outlet, speaker or claimant, ``entity`` a claimant, a speaker or anything mentioned in the
    figure's sentence, ``party`` the larger party that a claimant belongs to, each by id or shown name. ``estimand`` and
    ``place`` take an id or a name, a place with what lies within it; ``origin`` is the first report of the chain of
    texts that the figure's report belongs to. In all of these an empty text asks for what is not stated. ``text`` must
    stand in the sentence, capitals ignored; ``query`` is in the language of the search (``query.py``). ``date`` is a
    day the figure may speak of, ``date_from`` and ``date_to`` bound such days, ``date_quality`` is how well they are
    known. ``known_by`` keeps what was out on that day; a report that only may have been out is kept and flagged, as it
    is in a story that is cut to a day itself.
    """

    source: Choice = None
    outlet: Choice = None
    entity: Choice = None
    party: Choice = None
    claim_type: Choice = None
    topic: Choice = None
    estimand: Choice = None
    claimant: Choice = None
    stance: Choice = None
    anonymous: bool | None = None
    place: Choice = None
    part: Choice = None
    origin: Choice = None
    text: str | None = None
    query: str | None = None
    date: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    date_quality: Choice = None
    known_by: str | None = None

    def __post_init__(self) -> None:
        for name, allowed in _CLOSED.items():
            for value in choices(getattr(self, name)):
                if value not in allowed:
                    raise InputError(f"selection: {name} must be one of {', '.join(allowed)}, is {value!r}")
        for name in DAYS:
            value = getattr(self, name)
            if value is not None and not _is_day(value):
                raise InputError(f"selection: {name} must be a day such as 2024-10-23, is {value!r}")
        if self.date_from is not None and self.date_to is not None and self.date_from > self.date_to:
            raise InputError(
                f"selection: date_from must not come after date_to ({self.date_to}), is {self.date_from!r}"
            )
        if self.query is not None:
            query.read(self.query)

    @property
    def chosen(self) -> dict[str, Any]:
        """The fields that are asked for, with their values."""
        return {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name) is not None}

    def to_json(self) -> str:
        """The selection as text that ``from_json`` reads back as the same value."""
        return selectiontext.as_json(self.chosen)

    @classmethod
    def from_json(cls, text: str) -> Selection:
        """The selection that was saved as this text.

        Raises ``InputError`` for text that is no saved selection, a field or type that no selection has, or a version
        that this workbench does not know.
        """
        return cls(**selectiontext.chosen_in(text, [one.name for one in fields(cls)]))

    def sentence(self, story: Story | None = None) -> str:
        """The selection as one plain sentence, for captions; with a story, ids are said as the names it shows."""
        return selectiontext.sentence(self.chosen, story)


def apply(selection: Selection, story: Story) -> pd.DataFrame:
    """The estimates that the selection keeps, in the story's order, with the columns of ``JOINED`` beside their own.

    Rows that are not charted are kept too; each view picks. ``possibly_out`` is true for a figure whose report may or
    may not have been out on ``known_by`` or on the story's own day.
    """
    table = figures_table(story, joined(story))
    keep, possibly = kept(table, selection)
    table.frame["possibly_out"] = possibly
    return table.frame[keep].reset_index(drop=True)


def kept(table: Table, selection: Selection) -> tuple[Mask, Mask]:
    """The rows of figures or statements that a selection keeps, and those of a report that only may have been out."""
    found = table.everything
    for mask in masks(table, selection).values():
        found = found & mask
    return found, possibly_out(table, selection)


def masks(table: Table, selection: Selection) -> dict[str, Mask]:
    """For each field that is asked for the rows that meet it; what they all meet is what the selection keeps.

    The two ends of a range of dates are one, under ``dates``. The day that the story itself is cut to stands under
    ``known_by``.
    """
    found = {
        name: table.lately((name, value), partial(_meeting, table, name, value))
        for name, value in selection.chosen.items()
        if name not in ("date_from", "date_to", "known_by")
    }
    if selection.date_from is not None or selection.date_to is not None:
        ends = (selection.date_from, selection.date_to)
        found["dates"] = table.lately(("dates", ends), lambda: _between(table, *ends))
    day = selection.known_by or table.story.known_by
    if day is not None:
        found["known_by"] = np.asarray(np.logical_or(*_out_by(table, day)), dtype=bool)
    return found


def possibly_out(table: Table, selection: Selection) -> Mask:
    """The rows of reports that may or may not have been out on the selection's day, or the story's own."""
    day = selection.known_by or table.story.known_by
    return ~table.everything if day is None else _out_by(table, day)[1]


def _out_by(table: Table, day: str) -> tuple[Mask, Mask]:
    out, possibly = known_by(table.frame, day)
    return out.to_numpy(dtype=bool), possibly.to_numpy(dtype=bool)


def _meeting(table: Table, name: str, value: Any) -> Mask:
    if name == "anonymous":
        return table.values(name).any_of({"yes" if value else "no"})
    if name == "text":
        return terms.containing(table, table.words, value)
    if name == "query":
        return query.matching(query.read(value), lambda term: terms.rows_of(table, term), table.everything)
    if name == "date":
        return _between(table, value, value)
    return table.values(name).any_of(choices(value))


def _between(table: Table, day: str | None, until: str | None) -> Mask:
    """The figures that may speak of a day within these, and the statements that hold such a figure."""
    if table.figures is not None:
        return table.of_figures(_between(table.figures, day, until))
    return terms.may_lie(table.frame, day, until)


def most_reported(story: Story) -> list[str]:
    """The estimands by number of charted figures, those of the story's own order first among equals."""
    charted = story.estimates["charted"].fillna(False).astype(bool)
    found = story.estimates["estimand"][charted].value_counts(sort=False)
    counts = dict.fromkeys(listed(story.estimands["estimand"]), 0)
    counts |= {str(name): int(count) for name, count in found.items()}
    return sorted(counts, key=lambda name: -counts[name])


def choices(value: Choice) -> tuple[str, ...]:
    """The values of a field of a selection: none, one or several."""
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


def _is_day(value: str) -> bool:
    return bool(_DAY.fullmatch(value)) and not pd.isna(pd.to_datetime(value, errors="coerce", format="%Y-%m-%d"))
