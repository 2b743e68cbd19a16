"""How much certainty the verb of an attribution lends to what is said: believed, estimated, said, revealed, confirmed.

The verbs are in ``cues/certainty.toml``; a verb in no list leaves the truth open and counts as said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from workbench.compare.discrepancies.sentences import words_of
from workbench.cuefiles import cue_file

SAID = 2
#: So many words after a source its verb may stand, a further name and "have" between them.
BESIDE = 6


def strength_of(cue: str) -> int:
    """The rank of an attribution's cue words, from 0 (believed) to 4 (confirmed); that of "say" where none is known."""
    return _level_of(cue)[0]


def is_coloured(cue: str) -> bool:
    """Whether the cue says how a thing was said ("warned", "insisted") and not only that it was."""
    return _level_of(cue)[1] == "coloured"


def _level_of(cue: str) -> tuple[int, str]:
    words = re.findall(r"n't|[a-z]+?(?=n't)|[a-z]+", cue.casefold().replace("\u2019", "'"))
    if is_unsaid(words):
        return SAID, "said"
    for size in (2, 1):
        for at in range(len(words) - size + 1):
            level = _levels().get(" ".join(words[at : at + size]))
            if level is not None:
                return level
    return SAID, "said"


def is_saying(word: str) -> bool:
    """Whether a word is a verb of the lists, in any form."""
    return word.casefold() in _levels()


def speaks_in(sentence: str, source: str) -> bool:
    """Whether the words of a source stand in a sentence with a verb of saying: "Odo Lind and the guild have said"."""
    for one in re.finditer(rf"\b{re.escape(source)}\b", sentence) if source else ():
        beside = words_of(sentence, 0, one.start())[-1:] + words_of(sentence, one.end())[:BESIDE]
        if any(is_saying(word.text) for word in beside):
            return True
    return False


def is_unsaid(words: Iterable[str]) -> bool:
    """Whether words take back the verb that they stand with: "could not", "declined to"."""
    return not frozenset(cue_file("compare", "certainty")["unsaid"]["words"]).isdisjoint(words)


def name_of(rank: int) -> str:
    """The name of a rank: believed, estimated, said, revealed or confirmed."""
    return next(str(level["name"]) for level in cue_file("compare", "certainty")["level"] if level["rank"] == rank)


@cache
def _levels() -> dict[str, tuple[int, str]]:
    levels: dict[str, tuple[int, str]] = {}
    for level in cue_file("compare", "certainty")["level"]:
        for form in [*level.get("forms", ()), *(form for verb in level["verbs"] for form in _forms(verb))]:
            levels.setdefault(form, (level["rank"], level["name"]))
    return levels


def _forms(verb: str) -> list[str]:
    """The regular forms of a verb: "gauge", "gauges", "gauged", "gauging"."""
    base = verb[:-1] if verb.endswith("e") else verb
    doubled = base + base[-1]
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    y_forms = [verb[:-1] + "ies", verb[:-1] + "ied"] if verb.endswith("y") else []
    return [verb, third, base + "ed", base + "ing", doubled + "ed", doubled + "ing", *y_forms]
