"""The place that a figure speaks for where its row has none: its holder's, or the one its sentence or line opens with.

"Officials in Norra count 9", "In Norra, the mayor counts 9", "Norra: 9 dead". A capital stands for its state, so that
officials there may speak for all of it.
"""

from __future__ import annotations

import re

from workbench.annotate.entities.general import is_capital
from workbench.compare.discrepancies.figures import Figure, source_of
from workbench.compare.discrepancies.pages import Shelf

_NAME = r"(?P<name>[A-Z][\w'\u2019-]*(?: [A-Z][\w'\u2019-]*){0,3})"
#: Who is in a place: "officials in Norra"; a body with a longer name of its own may sit there and count elsewhere.
_SEATED = re.compile(rf"[A-Z]?[a-z]+(?:\s[a-z]+){{0,2}}\sin\s{_NAME}")
_HEAD = re.compile(rf"In {_NAME},\s")
_LABEL = re.compile(rf"{_NAME}:\s")


def locality(shelf: Shelf, figure: Figure) -> str | None:
    """The id of the place that a figure is for, missing where neither its row nor its words name one."""
    if figure.row.place is not None:
        return str(figure.row.place)
    tries = (
        _SEATED.match(source_of(shelf, figure)),
        _HEAD.match(figure.sentence.text),
        _LABEL.match(figure.sentence.text),
    )
    names = (found["name"] for found in tries if found is not None)
    return next((shelf.called[name] for name in names if name in shelf.called and not is_capital(name)), None)
