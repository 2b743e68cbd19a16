"""What a sentence says part by part (who, act, number, place, status), and what the reports support of each.

A finding is a rule on what stands in the reports other than the one that is checked; each says in words what it rests
on and what would change it. It is a proposal: the label is the newsroom's, and a person signs. The values are in
``verdicts.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from typing import Any

from workbench.checks.appearances import Appearance, Likeness
from workbench.checks.negation import negations
from workbench.checks.places import counted, is_for, named
from workbench.checks.reading import Read
from workbench.checks.verdicts import Part, Reason
from workbench.compare.discrepancies.figures import Figure, alike_nouns
from workbench.look import wording

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
#: How many figures are cited for one reason, and how many whole sentences; of more it is said how many.
_MOST, _MOST_SENTENCES = 6, 3


def parts_of(
    read: Read,
    figure: Figure | None,
    found: Sequence[Appearance],
    differences: Sequence[Row],
    host: Row | None,
    scores: Likeness,
) -> tuple[Part, ...]:
    """The parts of what a sentence says of a number; of a sentence without one, whether it is said elsewhere.

    ``found`` are the places of the number, ``differences`` rows of discrepancies of the sentence against the report it
    seems to draw on.
    """
    elsewhere = [one for one in found if host is None or one.report["report_id"] != host["report_id"]]
    if figure is None:
        return (_who_alone(read, elsewhere, differences),)
    mentions = [one.figure for one in elsewhere if one.figure is not None and not one.former]
    former = [one.figure for one in elsewhere if one.figure is not None and one.former]
    kinds = {row["kind"] for row in differences}
    return (
        _who(read, figure, mentions, former, kinds, differences),
        _act(read, figure, mentions, kinds, differences),
        _number(read, figure, mentions, former, differences, host),
        _place(read, figure, mentions, kinds, differences, scores),
        _status(read, figure, mentions, kinds, differences),
    )


def _who(
    read: Read,
    figure: Figure,
    mentions: Sequence[Figure],
    former: Sequence[Figure],
    kinds: Set[str],
    rows: Sequence[Row],
) -> Part:
    holders = read.desk.shelf.holders
    words = _said(read, figure) or ""
    if not figure.parties and figure.row.claimant is not None:
        return _who_by_common_words(read, figure, mentions, words)
    if not figure.parties:
        none = Reason("The sentence names nobody who holds the number.")
        return Part("who", words, "not stated", (none,), "A named holder.")
    held = {party for one in mentions for party in one.parties}
    shared = figure.parties & held
    told = [_holds(read, figure, party, mentions, former) for party in sorted(figure.parties)]
    if shared == figure.parties and not kinds & {"holders merged", "holder changed"}:
        finding = "supported"
    else:
        finding = "supported in part" if shared else "not supported"
    missing = [holders.name(party) for party in sorted(figure.parties - shared)]
    change = (
        f"A statement by {wording.listed(missing)} that gives the number."
        if missing
        else "A holder who takes the number back, or says that it was somebody else’s."
    )
    return Part("who", words, finding, (*told, *_readings(rows, PARTS["who"] - {"tension"})), change)


def _who_by_common_words(read: Read, figure: Figure, mentions: Sequence[Figure], words: str) -> Part:
    """The part for a holder without a name ("the union"), who is known by those words alone."""
    name = read.desk.shelf.holders.name
    own = name(figure.row.claimant)
    wanted = set(own.lower().split())
    told = [one for one in mentions if one.row.claimant is not None]
    same = [one for one in told if wanted & (found := set(name(one.row.claimant).lower().split())) in (wanted, found)]
    if same:
        reason = Reason(f"{own}, a holder without a name: gives {_number_of(figure)} in {_in(same)}.")
        return Part("who", words, "supported", (reason,), "A holder who takes the number back.")
    others = [f"{name(one.row.claimant)} in {one.page.calls}" for one in told]
    none = _reason(f"No report has {_number_of(figure)} on the word of {own}; it is held by:", others)
    none = none if others else Reason(f"No report has {_number_of(figure)} on the word of {own}.")
    return Part("who", words, "not supported", (none,), f"A statement by {own} that gives the number.")


def _holds(read: Read, figure: Figure, party: str, mentions: Sequence[Figure], former: Sequence[Figure]) -> Reason:
    """What a party holds in the reports: the number itself, or its own on the same unit and kind of thing."""
    name = read.desk.shelf.holders.name(party)
    own = [one for one in mentions if party in one.parties]
    if own:
        return Reason(f"{name}: gives {_number_of(figure)} in {_in(own)}.")
    before = [one for one in former if party in one.parties]
    gave = f"gave {_number_of(figure)} before, in {_in(before)}" if before else f"does not give {_number_of(figure)}"
    others = [one for one in _rivals(read, figure) if party in one.parties and not one.row.superseded]
    same = {one.row.estimand for one in (figure, *mentions)}
    others.sort(key=lambda one: one.row.estimand not in same)
    if not others:
        return Reason(f"{name}: {gave if before else 'gives no such number in these reports'}.")
    return _reason(f"{name}: {gave}; its own:", map(_phrased, others))


def _number_of(figure: Figure) -> str:
    """The number as a reader meets it, a range by its words."""
    return wording.number(figure.row.value) or figure.row.phrase


def _phrased(figure: Figure) -> str:
    """The words of a number and the report they stand in."""
    return f"“{figure.row.phrase}” in {figure.page.calls}"


def _reason(says: str, cited: Iterable[str], *, whole: bool = False) -> Reason:
    """A reason with as many of the words it rests on as may be shown, each once; ``whole`` sentences fewer."""
    told = list(dict.fromkeys(cited))
    most = _MOST_SENTENCES if whole else _MOST
    return Reason(says, tuple(told[:most]), max(0, len(told) - most), whole)


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
    told = [f"“{one.cue}” in {one.page.calls}" for one in mentions if one.cue]
    cited = [_reason("Of this number the reports have:", told)] if told else []
    holders = {party for one in mentions for party in one.parties}
    for party in sorted(figure.parties - holders):
        own = [one for one in _rivals(read, figure) if party in one.parties and one.cue]
        said = [f"“{one.cue}” of {_phrased(one)}" for one in own]
        name = read.desk.shelf.holders.name(party)
        cited += [_reason(f"Of {name}’s own number:", said)] if said else []
    readings = _readings(rows, PARTS["act"])
    if not words:
        return Part("act", "", "not stated", tuple(cited), "A word for how the number is held (“says”, “estimates”).")
    strengths = [one.strength for one in mentions if one.strength is not None]
    if "certainty raised" in kinds or (strengths and figure.strength is not None and figure.strength > max(strengths)):
        finding = "too strong"
    elif not any(one.cue and _denies(one) == _denies(figure) for one in mentions):
        finding = "not supported"
    else:
        finding = "supported"
    change = f"A report in which the holder is said to “{words}” the number, in words of its own."
    return Part("act", words, finding, (*cited, *readings), change)


def _denies(figure: Figure) -> bool:
    return bool(figure.row.stance == "denied")


def _number(
    read: Read,
    figure: Figure,
    mentions: Sequence[Figure],
    former: Sequence[Figure],
    rows: Sequence[Row],
    host: Row | None,
) -> Part:
    words = figure.row.phrase
    readings = _readings(rows, PARTS["number"] - {"hedge dropped"})
    earlier = [_reason("As an earlier one it stands in:", map(_phrased, former))] if former else []
    if not mentions:
        which = "No report" if host is None else "No report but the one in which the sentence stands"
        why = (
            Reason(f"{which} gives this number of such a thing{' as the latest' if former else ''}."),
            *earlier,
            *readings,
        )
        return Part("number", words, "not supported", why, "A report that gives the number.")
    same = any(one.row.bound == figure.row.bound for one in mentions)
    held = sorted({read.desk.shelf.holders.name(party) for one in mentions for party in one.parties})
    by = f"Held by {wording.listed(held)}." if held else "Nobody is named who holds it."
    why = (_reason("The reports have:", map(_phrased, mentions)), Reason(by), *earlier, *readings)
    change = "A holder’s figure that excludes it, or a correction of the report where it stands first."
    return Part("number", words, "supported" if same else "supported in part", why, change)


def _place(
    read: Read,
    figure: Figure,
    mentions: Sequence[Figure],
    kinds: Set[str],
    rows: Sequence[Row],
    scores: Likeness,
) -> Part:
    place = figure.row.place
    shelf = read.desk.shelf
    if place is None:
        return Part("place", "", "not stated", (Reason("The sentence names no place for the number."),), "A place.")
    name = shelf.holders.name(place)
    there = [one for one in mentions if is_for(read, one, place)]
    elsewhere = sorted({shelf.holders.name(one.row.place) for one in mentions if one not in there and one.row.place})
    others = [one for one in _rivals(read, figure) if is_for(read, one, place)]
    others.sort(key=lambda one: (one.row.estimand != figure.row.estimand, one.row.superseded))
    told = [f"“{one.row.phrase}” ({one.row.stance}) in {one.page.calls}" for one in others]
    why = [
        Reason(f"The number is given for {name} in {_in(there)}." if there else f"No other report gives it for {name}.")
    ]
    beside = [] if there else [one for one in mentions if _is_beside(read, one, place)]
    why += [Reason(f"The sentence that gives it names {name} in {_in(beside)}.")] if beside else []
    why += [Reason(f"It is given for {wording.listed(elsewhere)}.")] if elsewhere and not there else []
    why += [_reason(f"Of {name} the reports have:", told)] if told else []
    near = [] if beside or there and "place" not in kinds else _sentences_of(read, place, mentions, scores)
    without = f"On {name}, where the number stands first, without it:"
    why += [_reason(without, near, whole=True)] if near else []
    finding = "supported in part" if there or beside else "not supported"
    finding = "supported" if there and "place" not in kinds else finding
    change = f"A report, with a holder who is named, that gives this number for {name}."
    return Part("place", name, finding, (*why, *_readings(rows, PARTS["place"])), change)


def _sentences_of(read: Read, place: str, mentions: Sequence[Figure], scores: Likeness) -> list[str]:
    """The sentences on a place in the report that gives the number first, the likest first, those with it left out."""
    if not mentions:
        return []
    page, names = mentions[0].page, named(read, place)
    numbered = {one.sentence for one in mentions}
    told = [one for one in page.sentences if one not in numbered and names.search(one.text)]
    told.sort(key=lambda one: -scores[page.report_id][one])
    return [" ".join(one.text.split()) for one in told]


def _is_beside(read: Read, figure: Figure, place: str) -> bool:
    """Whether a figure is for no place, and its sentence names this one."""
    return figure.row.place is None and bool(named(read, place).search(figure.sentence.text))


def _status(read: Read, figure: Figure, mentions: Sequence[Figure], kinds: Set[str], rows: Sequence[Row]) -> Part:
    names = counted(read)
    words = names.get(figure.row.estimand, figure.row.status or "")
    if not words:
        none = Reason("The sentence does not say what the counted have done or had done to them.")
        return Part("status", "", "not stated", (none,), "A word for it (sent, killed, expected).")
    elsewhere = sorted({str(names.get(one.row.estimand, "nothing that is counted")) for one in mentions})
    same = any(one.row.estimand == figure.row.estimand for one in mentions)
    finding = "not supported" if not same else "supported in part" if "status" in kinds else "supported"
    why = _reason("Elsewhere the number is of:", elsewhere) if elsewhere else Reason("No other report has the number.")
    change = f"A report that gives the number as: {words}."
    return Part("status", words, finding, (why, *_readings(rows, PARTS["status"])), change)


def _who_alone(read: Read, elsewhere: Sequence[Appearance], rows: Sequence[Row]) -> Part:
    """Of a sentence without a number: whether another report says so at all."""
    kinds = frozenset().union(*PARTS.values())
    readings = _readings(rows, kinds)
    if not elsewhere:
        none = Reason("No other report says this in words like these.")
        return Part("statement", read.text, "not supported", (none,), "A report that says so.")
    unlike = _opposite(read, elsewhere)
    if unlike is not None and negations(read.text):
        return Part("statement", read.text, "not supported", (unlike,), "A report that says so.")
    finding = "supported in part" if readings or unlike else "supported"
    why = (unlike or Reason(f"Words like these stand in {_where(read, elsewhere)}."), *readings)
    return Part("statement", read.text, finding, why, "A report that says otherwise.")


def _opposite(read: Read, elsewhere: Sequence[Appearance]) -> Reason | None:
    """That the likest words of every report negate what the sentence does not, or the other way round."""
    own = negations(read.text)
    theirs = [negations(one.sentence.text) for one in elsewhere]
    if any(bool(one) == bool(own) for one in theirs):
        return None
    where = _where(read, elsewhere)
    if own:
        return Reason(f"Words like these stand in {where}, without the “{own[0]}” of the sentence.")
    return Reason(f"Words like these stand in {where}, with a “{theirs[0][0]}” that the sentence does not have.")


def _where(read: Read, places: Iterable[Appearance]) -> str:
    return wording.listed(sorted({read.desk.shelf.pages[one.report["report_id"]].calls for one in places}))


def _readings(rows: Iterable[Row], kinds: Set[str]) -> tuple[Reason, ...]:
    return tuple(map(Reason, dict.fromkeys(row["reading"] for row in rows if row["kind"] in kinds)))


def _said(read: Read, figure: Figure) -> str | None:
    """The words of the sentence that name its holder."""
    row = read.desk.shelf.attributions.get(figure.row.attribution_id)
    if row is None or row.source_start is None:
        return None
    return read.page.text[int(row.source_start) : int(row.source_end)]


def _in(figures: Iterable[Figure]) -> str:
    return wording.listed(list(dict.fromkeys(one.page.calls for one in figures)))
