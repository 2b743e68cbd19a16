"""What a sentence says part by part (who, act, number, place, status), and what the reports support of each.

A finding is a rule on what stands in the reports other than the one that is checked; each says in words what it rests
on and what would change it. It is a proposal: the label is the newsroom's, and a person signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from workbench.checks.appearances import Appearance
from workbench.checks.reading import Read
from workbench.compare.discrepancies.figures import Figure, alike_nouns, same_number, same_subject
from workbench.look import wording
from workbench.storyfile import FINDINGS

Row = Mapping[str, Any]
#: The parts in their order, with the kinds of difference that speak against each.
PARTS: Mapping[str, frozenset[str]] = {
    "who": frozenset({"holders merged", "holder changed", "attribution added", "attribution dropped",
                      "anonymity dropped"}),
    "act": frozenset({"certainty raised", "certainty lowered", "verb changed", "wording", "hedge dropped"}),
    "number": frozenset({"number", "conflict", "tension", "hedge dropped"}),
    "place": frozenset({"place"}),
    "status": frozenset({"status"}),
}  # fmt: skip
#: How often one report is cited for one part.
_MOST = 6


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the sentence: its words there, one of ``FINDINGS``, why in sentences, and what would change it."""

    name: str
    words: str
    finding: str
    why: tuple[str, ...]
    would_change: str


def weakest(parts: Iterable[Part]) -> str:
    """The finding of the weakest part that is stated; "not stated" where none is."""
    order = [one for one in FINDINGS if one != "not stated"]
    stated = [one.finding for one in parts if one.finding in order]
    return max(stated, key=order.index) if stated else "not stated"


def parts_of(read: Read, found: Sequence[Appearance], differences: Sequence[Row], host: Row | None) -> tuple[Part, ...]:
    """The parts of a sentence that gives a number; of one without, who says it and how surely.

    ``differences`` are rows of discrepancies of the sentence against the report it seems to draw on.
    """
    figures = read.desk.figures[read.report_id]
    elsewhere = [one for one in found if host is None or one.report["report_id"] != host["report_id"]]
    if not figures:
        return (_who_alone(read, elsewhere, differences),)
    figure = figures[0]
    mentions = [
        one.figure
        for one in elsewhere
        if one.figure is not None and same_number(one.figure, figure) and same_subject(one.figure, figure)
    ]
    kinds = {row["kind"] for row in differences}
    return (
        _who(read, figure, mentions, kinds, differences),
        _act(read, figure, mentions, kinds, differences),
        _number(read, figure, mentions, differences, host),
        _place(read, figure, mentions, kinds, differences),
        _status(read, figure, mentions, kinds, differences),
    )


def _who(read: Read, figure: Figure, mentions: Sequence[Figure], kinds: Set[str], rows: Sequence[Row]) -> Part:
    holders = read.desk.shelf.holders
    words = _said(read, figure) or ""
    if not figure.parties:
        return Part("who", words, "not stated", ("The sentence names nobody who holds the number.",), "A named holder.")
    held = {party for one in mentions for party in one.parties}
    shared = figure.parties & held
    told = [f"{holders.name(party)}: {_holds(read, figure, party, mentions)}" for party in sorted(figure.parties)]
    if shared == figure.parties and not kinds & {"holders merged", "holder changed"}:
        finding = "supported"
    else:
        finding = "supported in part" if shared else "not supported"
    missing = [holders.name(party) for party in sorted(figure.parties - shared)]
    change = (
        f"A statement by {_and(missing)} that gives the number."
        if missing
        else "A holder who takes the number back, or says that it was somebody else’s."
    )
    return Part("who", words, finding, (*told, *_readings(rows, PARTS["who"] - {"tension"})), change)


def _holds(read: Read, figure: Figure, party: str, mentions: Sequence[Figure]) -> str:
    """What a party holds in the reports: the number itself, or its own on the same unit and kind of thing."""
    own = [one for one in mentions if party in one.parties]
    if own:
        return f"gives {wording.number(figure.row.value)} in {_in(own)}"
    others = [one for one in _rivals(read, figure) if party in one.parties and not one.row.superseded]
    counted = {one.row.estimand for one in (figure, *mentions)}
    others.sort(key=lambda one: one.row.estimand not in counted)
    told = dict.fromkeys(f"“{one.row.phrase}” in {one.page.calls}" for one in others)
    if not told:
        return "gives no such number in these reports"
    return f"does not give {wording.number(figure.row.value)}; its own: {'; '.join(list(told)[:_MOST])}"


def _rivals(read: Read, figure: Figure) -> list[Figure]:
    """The charted figures of the reports that give another number of such a thing."""
    row = figure.row
    return [
        one
        for key, some in read.desk.figures.items()
        if key != read.report_id
        for one in some
        if one.row.charted
        and (one.row.unit, one.row.per) == (row.unit, row.per)
        and one.row.value != row.value
        and alike_nouns(one.row.noun, row.noun)
    ]


def _act(read: Read, figure: Figure, mentions: Sequence[Figure], kinds: Set[str], rows: Sequence[Row]) -> Part:
    words = figure.cue or ""
    told = dict.fromkeys(f"“{one.cue}” in {one.page.calls}" for one in mentions if one.cue)
    cited: tuple[str, ...] = (f"Of this number the reports have: {'; '.join(list(told)[:_MOST])}.",) if told else ()
    holders = {party for one in mentions for party in one.parties}
    for party in sorted(figure.parties - holders):
        own = [one for one in _rivals(read, figure) if party in one.parties and one.cue]
        said = dict.fromkeys(f"“{one.cue}” of “{one.row.phrase}” in {one.page.calls}" for one in own)
        name = read.desk.shelf.holders.name(party)
        cited += (f"Of {name}’s own number: {'; '.join(list(said)[:_MOST])}.",) if said else ()
    readings = _readings(rows, PARTS["act"])
    if not words:
        return Part("act", "", "not stated", cited, "A word for how the number is held (“says”, “estimates”).")
    strengths = [one.strength for one in mentions if one.strength is not None]
    if "certainty raised" in kinds or (strengths and figure.strength is not None and figure.strength > max(strengths)):
        finding = "too strong"
    elif not told:
        finding = "not supported"
    else:
        finding = "supported"
    change = f"A report in which the holder is said to “{words}” the number, in words of its own."
    return Part("act", words, finding, (*cited, *readings), change)


def _number(read: Read, figure: Figure, mentions: Sequence[Figure], rows: Sequence[Row], host: Row | None) -> Part:
    words = figure.row.phrase
    told = dict.fromkeys(f"“{one.row.phrase}” in {one.page.calls}" for one in mentions)
    readings = _readings(rows, PARTS["number"] - {"hedge dropped"})
    if not mentions:
        which = "No report" if host is None else "No report but the one in which the sentence stands"
        why = (f"{which} gives this number of such a thing.", *readings)
        return Part("number", words, "not supported", why, "A report that gives the number.")
    same = any(one.row.bound == figure.row.bound for one in mentions)
    held = sorted({read.desk.shelf.holders.name(party) for one in mentions for party in one.parties})
    by = f"Held by {_and(held)}." if held else "Nobody is named who holds it."
    why = (f"The reports have: {'; '.join(list(told)[:_MOST])}.", by, *readings)
    change = "A holder’s figure that excludes it, or a correction of the report where it stands first."
    return Part("number", words, "supported" if same else "supported in part", why, change)


def _place(read: Read, figure: Figure, mentions: Sequence[Figure], kinds: Set[str], rows: Sequence[Row]) -> Part:
    place = figure.row.place
    shelf = read.desk.shelf
    if place is None:
        return Part("place", "", "not stated", ("The sentence names no place for the number.",), "A place.")
    name = shelf.holders.name(place)
    there = [one for one in mentions if one.row.place is not None and place in shelf.places.chain(one.row.place)]
    elsewhere = sorted({shelf.holders.name(one.row.place) for one in mentions if one not in there and one.row.place})
    others = [one for one in _rivals(read, figure) if _is_of(read, one, place)]
    told = dict.fromkeys(f"“{one.row.phrase}” ({one.row.stance}) in {one.page.calls}" for one in others)
    why = [f"The number is given for {name} in {_in(there)}." if there else f"No other report gives it for {name}."]
    why += [f"It is given for {_and(elsewhere)}."] if elsewhere and not there else []
    why += [f"Of {name} the reports have: {'; '.join(list(told)[:_MOST])}."] if told else []
    near = _sentences_of(read, place, mentions)
    why += [f"On {name}, where the number stands first, without it: {' '.join(near)}"] if near else []
    finding = "supported" if there and "place" not in kinds else "supported in part" if there else "not supported"
    change = f"A report, with a holder who is named, that gives this number for {name}."
    return Part("place", name, finding, (*why, *_readings(rows, PARTS["place"])), change)


def _sentences_of(read: Read, place: str, mentions: Sequence[Figure]) -> list[str]:
    """The sentences on a place in the report that gives the number first, those with the number left out."""
    if not mentions:
        return []
    page, named = mentions[0].page, _named(read, place)
    numbered = {one.sentence for one in mentions}
    told = [one for one in page.sentences if one not in numbered and named.search(one.text)]
    return [f"“{' '.join(one.text.split())}”" for one in told[:_MOST]]


def _named(read: Read, place: str) -> re.Pattern[str]:
    """The names of a place, as they stand in a text."""
    known = read.desk.shelf.holders.known.get(place)
    names = (known.name, *known.aliases) if known is not None else (place,)
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in names))


def _is_of(read: Read, figure: Figure, place: str) -> bool:
    """Whether a figure is for a place or for one within it; one for no place, where what it counts names it."""
    if figure.row.place is not None:
        return place in read.desk.shelf.places.chain(figure.row.place)
    return bool(_named(read, place).search(_counted(read).get(figure.row.estimand, "")))


def _counted(read: Read) -> dict[str, str]:
    """What each estimand counts, in words."""
    return {row["estimand"]: row["name"] for row in read.story.estimands.to_dict("records")}


def _status(read: Read, figure: Figure, mentions: Sequence[Figure], kinds: Set[str], rows: Sequence[Row]) -> Part:
    names = _counted(read)
    words = names.get(figure.row.estimand, figure.row.status or "")
    if not words:
        why = ("The sentence does not say what the counted have done or had done to them.",)
        return Part("status", "", "not stated", why, "A word for it (sent, killed, expected).")
    counted = sorted({str(names.get(one.row.estimand, "nothing that is counted")) for one in mentions})
    same = any(one.row.estimand == figure.row.estimand for one in mentions)
    finding = "not supported" if not same else "supported in part" if "status" in kinds else "supported"
    why = (f"Elsewhere the number is of: {'; '.join(counted)}.",) if counted else ("No other report has the number.",)
    change = f"A report that gives the number as: {words}."
    return Part("status", words, finding, (*why, *_readings(rows, PARTS["status"])), change)


def _who_alone(read: Read, elsewhere: Sequence[Appearance], rows: Sequence[Row]) -> Part:
    """Of a sentence without a number: whether another report says so at all."""
    kinds = frozenset().union(*PARTS.values())
    readings = _readings(rows, kinds)
    if not elsewhere:
        none = ("No other report says this in words like these.",)
        return Part("statement", read.text, "not supported", none, "A report that says so.")
    where = sorted({wording.report_name(one.report) for one in elsewhere})
    finding = "supported in part" if readings else "supported"
    why = (f"Words like these stand in {_and(where)}.", *readings)
    return Part("statement", read.text, finding, why, "A report that says otherwise.")


def _readings(rows: Iterable[Row], kinds: Set[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["reading"] for row in rows if row["kind"] in kinds))


def _said(read: Read, figure: Figure) -> str | None:
    """The words of the sentence that name its holder."""
    row = read.desk.shelf.attributions.get(figure.row.attribution_id)
    if row is None or row.source_start is None:
        return None
    return read.page.text[int(row.source_start) : int(row.source_end)]


def _in(figures: Iterable[Figure]) -> str:
    return _and(list(dict.fromkeys(one.page.calls for one in figures)))


def _and(names: Sequence[str]) -> str:
    *first, last = names or ["nobody"]
    return f"{', '.join(first)} and {last}" if first else last
