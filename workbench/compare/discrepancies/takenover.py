"""What two reports were found to differ in, taken over from an earlier comparison of just the same two.

What is here: all that a comparison of some reports can learn of each of them, put into a name, and values kept by such
names. What is compared, and which reports with which, is decided in ``alignment.py`` and ``queue.py``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Any

import numpy as np

from workbench.compare.discrepancies.pages import Shelf
from workbench.compare.discrepancies.places import capitals_in
from workbench.compare.discrepancies.sentences import Sentence
from workbench.compare.parties import Holder
from workbench.read.readings import Readings
from workbench.rules import rules_hash

_OF_A_SENTENCE = attrgetter(*(one.name for one in fields(Sentence)))
_OF_A_HOLDER = attrgetter(*(one.name for one in fields(Holder)))
#: What a column holds that has several values in a row.
_OF_MANY = {list, tuple, np.ndarray}


@dataclass(frozen=True, slots=True)
class TakenOver:
    """Values by what they were made from; ``name`` gives the name of all that may be learnt of a report."""

    values: Readings
    name: Callable[[str], str]

    def of(self, what: str, reports: Iterable[str], given: Any, make: Callable[[], Any]) -> Any:
        """What ``make`` gives in plain values, or gave before for the same reports and the same given."""
        return self.values.of(what, [rules_hash(), *map(self.name, reports), given], make)


def taken_over(shelf: Shelf, values: Readings) -> TakenOver:
    """The values for the reports of a shelf.

    A report is named by its page, by what the story has of everybody and every place that its rows name, and by the
    places that its words name. A rule that asks the shelf for more must be told of here.
    """
    known = {*shelf.holders.known, *shelf.places.within}

    @cache
    def about(entity_id: str) -> list[Any]:
        return list(_about(shelf, entity_id))

    @cache
    def name(report_id: str) -> str:
        page = shelf.pages[report_id]
        rows = [page.estimates.rows, page.attributions.rows, page.times.rows, page.mentions.rows]
        said = [shelf.attributions.get(row.attribution_id) for row in page.estimates.rows]
        words = {word for one in page.sentences for _, word in capitals_in(one.text) if word in shelf.called}
        words |= {row.text for row in page.mentions.rows if row.text in shelf.called}
        called = {word: shelf.called[word] for word in sorted(words)}
        own = [report_id, page.calls, page.text, page.published, page.stated_day, page.conflict]
        sentences = [*map(_OF_A_SENTENCE, page.sentences)]
        named = sorted({*called.values(), *_ids(known, (*rows, [one for one in said if one is not None]))})
        told = [own, sentences, rows, said, called, [about(one) for one in named]]
        return hashlib.sha256(json.dumps(told, default=_plain).encode()).hexdigest()[:32]

    return TakenOver(values, name)


def _about(shelf: Shelf, entity_id: str) -> Iterator[Any]:
    """What the story has of somebody or a place, of all they belong to, and of all who belong to a joint holder."""
    todo, seen = [entity_id], set[str]()
    while todo:
        at = todo.pop()
        if at in seen:
            continue
        seen.add(at)
        known, within = shelf.holders.known.get(at), shelf.places.within.get(at)
        yield [at, None if known is None else _OF_A_HOLDER(known), within]
        todo += [one for one in (within, *((known.within, *known.members) if known else ())) if one]


def _ids(known: Collection[str], tables: Iterable[Sequence[Any]]) -> set[str]:
    """Whoever and whatever the rows name by id."""
    found: set[Any] = set()
    for rows in tables:
        for column in zip(*rows, strict=True):
            if _OF_MANY & set(map(type, column)):
                found.update(one for value in column if value is not None for one in value if type(one) is str)
            else:
                found.update(column)
    return found.intersection(known)


def _plain(value: Any) -> Any:
    """A value of a frame that JSON does not know, in one that it does."""
    if isinstance(value, np.ndarray | np.generic):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} is no value of a table")
