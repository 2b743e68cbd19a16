"""The parties and places proposed for a first story file: who holds figures or speaks, which places are named.

What is here: the counting, and the folding of the names of one person or body ("AP", "Associated Press"). Estimands are
proposed in ``propose.py``; who a source is within a built ledger is decided in ``annotate/entities``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from workbench.annotate.entities.parties import Register
from workbench.annotate.entities.reading import plain_name
from workbench.model import Annotation, Report
from workbench.state.speakers import Speaker, holding_of, speakers_of


@dataclass(frozen=True, slots=True)
class Member:
    """A party to propose: its fullest name, its other names, how often it speaks and how many numbers it holds."""

    name: str
    kind: str
    aliases: tuple[str, ...]
    speaks: int
    holds: int


def parties_of(reports: Sequence[Report], notes: Sequence[Annotation], register: Register) -> list[Member]:
    """Who speaks in the reports, those who hold most numbers first; the names of one party are one entry."""
    speaks: Counter[tuple[str, str]] = Counter()
    holds: Counter[str] = Counter()
    for report, note in zip(reports, notes, strict=True):
        speakers = speakers_of(report, note, register)
        speaks.update(_named(speakers))
        holds.update(_holders(note, speakers))
    members = [_member(group, speaks, holds) for group in _grouped(speaks)]
    return sorted(members, key=lambda one: (-one.holds, -one.speaks, one.name))


def _named(speakers: Iterable[Speaker | None]) -> list[tuple[str, str]]:
    known = [one.speaker for one in speakers if one is not None and one.speaker.kind in ("person", "body")]
    return [(name, one.kind) for one in known if (name := _short(one.name))[:1].isupper() and " and " not in name]


def _holders(note: Annotation, speakers: Sequence[Speaker | None]) -> list[str]:
    found = [holding_of(quantity, note, speakers) for quantity in note.quantities if not quantity.set_aside]
    holding = [speakers[one.attribution] for one in found if one is not None]
    return [_short(one.speaker.name) for one in holding if one is not None]


def _short(name: str) -> str:
    """A name without what is told of it: "Zillow" for "Zillow, the real estate company"."""
    return re.split(r",\s|\s\(", name, maxsplit=1)[0].strip()


def _grouped(names: Iterable[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The names that stand for one party each, the fullest first."""
    groups: list[list[tuple[str, str]]] = []
    for entry in sorted(names, key=lambda one: (-len(one[0]), one)):
        group = next((known for known in groups if _is_short_for(entry[0], known[0][0])), None)
        if group is None:
            groups.append([entry])
        else:
            group.append(entry)
    return groups


def _is_short_for(short: str, full: str) -> bool:
    """Whether a name is a shorter form of another: its last words, or its initials."""
    words, whole = short.split(), full.split()
    if words == whole[-len(words) :]:
        return True
    initials = "".join(word[0] for word in whole if word[0].isupper())
    return len(whole) > 1 and short.replace(".", "") == initials


def _member(
    group: Sequence[tuple[str, str]], speaks: Mapping[tuple[str, str], int], holds: Mapping[str, int]
) -> Member:
    names = list(dict.fromkeys(name for name, _ in group))
    kind = "person" if any(kind == "person" for _, kind in group) else "body"
    return Member(
        names[0],
        kind,
        tuple(names[1:]),
        sum(speaks[entry] for entry in group),
        sum(holds.get(name, 0) for name in names),
    )


def places_of(notes: Sequence[Annotation]) -> Counter[str]:
    """The places that the reports name and how often."""
    names = (plain_name(m.text) for note in notes for m in note.mentions if m.label in ("GPE", "LOC"))
    bare = (re.sub(r"['\u2019]s\Z", "", name) for name in names if name)
    return Counter(f"{name}." if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]", name) else name for name in bare)
