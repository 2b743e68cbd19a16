"""What of a story's scene the numbers of one report can depend on, so that the rest may change and they stay.

What is here: for each report the few answers that ``placed`` can get from the scene. The scene itself is in
``scene.py``; what is kept by these answers is decided in ``stating.py``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from functools import cache
from typing import Any

from workbench.model import Annotation, Report
from workbench.state.recentevents import is_known, names_in
from workbench.state.scene import Scene

_TOKEN = re.compile(r"\w+")


def names_beside(note: Annotation) -> list[str]:
    """The names of places and bodies in the sentences of a report that have numbers."""
    numbered = {quantity.sentence for quantity in note.quantities if not quantity.set_aside}
    return sorted({name for number in numbered for name in names_in(note, note.sentences[number])})


def seen_of(scene: Scene) -> Callable[[Report, Sequence[str]], list[Any]]:
    """Gives for a report what it can learn from the scene, in plain values: equal ones state equal numbers.

    Of the names that the story has more than once a report learns only whether they are, or are part of, those beside
    its own numbers, which are given (``names_beside``); of the regions only those that its text has; the story's first
    day only if it has none.
    """
    known = _finder(scene.names)
    regions = sorted(scene.regions)
    story = [sorted(scene.places), scene.event]

    def seen(report: Report, names: Sequence[str]) -> list[Any]:
        since = None if report.published_earliest or report.published_latest else scene.since
        told = [[name, known(name)] for name in names]
        return [*story, [one for one in regions if one in report.text], told, since]

    return seen


def _finder(names: Collection[str]) -> Callable[[str], bool]:
    """Says of a name whether it is one of the names, in full or in part, without trying all of them.

    Of two names the one stands in the other as whole words, so they share the first of its words.
    """
    opening, holding, wordless = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list), []
    for name in names:
        words = _words(name)
        for word in set(words):
            holding[word].append(name)
        if words:
            opening[words[0]].append(name)
        else:
            wordless.append(name)

    @cache
    def known(name: str) -> bool:
        words = _words(name)
        if not words:
            return is_known(name, names)
        within = min((holding.get(word, []) for word in words), key=len)
        return is_known(name, {*within, *wordless, *(one for word in words for one in opening.get(word, []))})

    return known


def _words(name: str) -> Sequence[str]:
    return _TOKEN.findall(name)
