"""For which place a number of a report is given: its own, else the one that what it counts names."""

from __future__ import annotations

import re

from workbench.checks.reading import Read
from workbench.compare.discrepancies.figures import Figure
from workbench.ledger import names_of


def is_for(read: Read, figure: Figure, place: str) -> bool:
    """Whether a figure is for a place or for one within it; one for no place, where what it counts names it."""
    if figure.row.place is not None:
        return place in read.desk.shelf.places.chain(figure.row.place)
    return bool(named(read, place).search(counted(read).get(figure.row.estimand, "")))


def named(read: Read, place: str) -> re.Pattern[str]:
    """The names of a place, as they stand in a text."""
    known = read.desk.shelf.holders.known.get(place)
    names = (known.name, *known.aliases) if known is not None else (place,)
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names))


def counted(read: Read) -> dict[str, str]:
    """What each estimand counts, in words."""
    return names_of(read.story.estimands, "estimand")
