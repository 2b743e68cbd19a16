"""What a teacher can stand by of a number that nobody reviewed: the fields in which a reader may rightly disagree.

What is here: reasons not to ask for a field, or not to ask for a number at all, each in a few plain words. The words
that raise them are in ``teach/cues/doubts.toml``. Nothing here says what would be right, and what a person has reviewed
is asked for whole. Which numbers an exercise has is in ``answers.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.cuefiles import cue_file

Row = Mapping[str, Any]

#: The field under which it is said why a number is not asked for at all.
WHOLE = "found"
_LABEL = re.compile(r"(?:^|[—–-]\s*|\b\d{1,2}:\d\d\W+)[A-Z][\w’' ]{1,40}:\s")


@dataclass(frozen=True, slots=True)
class Read:
    """A number as the machine read it, and what stands around it.

    ``sureness`` is how sure it is told, ``source`` the words that name who says it, ``is_named`` whether a person's
    name is among them, ``others_held`` whether another number of the sentence is somebody's.
    """

    row: Row
    words: str
    sentence: str
    sureness: str | None
    source: str
    is_named: bool
    others_held: bool


def doubts(read: Read) -> dict[str, str]:
    """By field of the codebook why it is not asked for; under ``WHOLE`` why the number is not."""
    if not re.search(r"\d", read.words) and (not read.row["charted"] or read.row["value"] == 0):
        return {WHOLE: "a word that counts nothing of the story: a reader may pass over it or mark it"}
    return dict([*_of_the_speaker(read), *_of_sureness(read), *_of_what_is_counted(read)])


def _of_the_speaker(read: Read) -> Iterator[tuple[str, str]]:
    if read.row["claimant"] is None:
        why = "the sentence lets somebody speak, and the machine found nobody" if _has(read.sentence, "saying") else ""
        why = why or ("a name and a colon stand before it" if _LABEL.search(read.sentence) else "")
        why = why or ("other numbers of the sentence are somebody’s" if read.others_held else "")
        if why:
            yield from (("speaker", why), ("anonymous", why))
    elif not read.row["anonymous"] and not read.is_named and _has(read.source, "roles"):
        yield "anonymous", f"“{read.source}” is a role and not a name"


def _of_sureness(read: Read) -> Iterator[tuple[str, str]]:
    is_hedged = _has(read.sentence, "hedging")
    if read.sureness == "asserted" and is_hedged:
        yield "hedge", "words of the sentence hedge something, and the machine took it as told as so"
    elif read.sureness == "hedged" and not is_hedged:
        yield "hedge", "the machine took it as hedged, and no usual word of the sentence does so"


def _of_what_is_counted(read: Read) -> Iterator[tuple[str, str]]:
    noun = read.row["noun"]
    is_named = noun and re.search(rf"\b{re.escape(str(noun))}", read.sentence, re.IGNORECASE)
    if read.row["part"] != "body" and not is_named:
        yield "estimand", f"the {read.row['part']} does not name what it counts"


def _has(text: str, name: str) -> bool:
    return _pattern(name).search(text) is not None


@cache
def _pattern(name: str) -> re.Pattern[str]:
    lists = cue_file("teach", "doubts")
    words = {"saying": lists["saying"], "roles": lists["roles"], "hedging": lists["hedging"]}[name]["words"]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
