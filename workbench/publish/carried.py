"""Files for other programs that a briefing carries in itself: claims after schema.org, and a STIX bundle.

What is here: which formats a page carries, and for how many figures at most. How a format is written, checked against
its schema and what it leaves out is in ``exports/``; whether a page's copy says what its evidence says is in
``carriedcheck.py``, the sheets that CSV is made of are in ``dataset.py``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.errors import InputError
from workbench.publish.detail import Detail
from workbench.publish.exports import claimreview, stix
from workbench.publish.exports.built import Built
from workbench.publish.exports.leaving import Leaving, let_out
from workbench.publish.gate import Gate
from workbench.story import Story

#: The most figures for which a page carries such files: they say again in words what the sheets hold in columns.
MOST_FIGURES = 200
#: The formats that a page carries, by the name of their block, as a reader is told them.
TITLES: Mapping[str, str] = {
    "claimreview": "Claims and their reviews (schema.org JSON-LD)", "stix": "STIX 2.1 bundle",
}  # fmt: skip
_BUILDERS: Mapping[str, Callable[[Leaving], Built]] = {"claimreview": claimreview.built, "stix": stix.built}


@dataclass(frozen=True, slots=True)
class Carried:
    """A file in the page: what it is called, what it holds, what it left out and why; no data where it is not there."""

    format: str
    title: str
    data: Any
    holds: str
    left_out: tuple[str, ...]


def carried(
    shown: Story, found: Gate, possibly: Collection[str], *, figures: int, asked: str, detail: Detail
) -> tuple[Carried, ...]:
    """The files of a page with so many figures; one that is not made says why in ``left_out``.

    The other arguments are those of ``exports/leaving.py``.
    """
    if figures > MOST_FIGURES:
        why = f"not made for more than {MOST_FIGURES} figures, or the page would grow too large; “workbench export” is"
        return tuple(Carried(name, title, None, "", (why,)) for name, title in TITLES.items())
    leaving = let_out(shown, found, possibly, asked=asked, detail=detail)
    return tuple(_made(name, title, leaving) for name, title in TITLES.items())


def _made(name: str, title: str, leaving: Leaving) -> Carried:
    try:
        made = _BUILDERS[name](leaving)
    except InputError as error:
        return Carried(name, title, None, "", (str(error),))
    return Carried(name, title, json.loads(made.files[""]), made.holds, made.left_out)
