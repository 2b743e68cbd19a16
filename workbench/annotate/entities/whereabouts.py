"""Which place of the gazetteer each name of a report means, or none where the report leaves it open.

What is here: the choice among places of one name by what the report says of where they lie: "Moss, Norway", or
California named elsewhere in it. A name without such a word is taken only for a place far larger than all others that
bear it; of two places of one name, one inside the other, the outer one is right either way. The names themselves are
in ``gazetteer.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from workbench.annotate.entities.gazetteer import (
    Spot,
    chain,
    cities_called,
    country_spot,
    division_of,
    divisions_called,
    folded,
    holder,
    part_of,
    unlisted,
)
from workbench.annotate.entities.general import Setting, country_called, country_named
from workbench.cuefiles import cue_file
from workbench.model import Mention

#: A city is meant without a word on where it lies if it has so many times the people of the next of its name ...
_FAR_LARGER = 20
#: ... and is a city that news need not place.
_LARGE = 100_000
#: ... or so many times larger, to be thought of before a state of its name where nothing speaks of its country.
_FAMED = 3
_LABELS = {"GPE", "LOC", "FAC"}
_BESIDE = re.compile(
    r"\A(?:['\u2019]s)?,\s+(?:in\s+)?(?P<names>[A-Z][\w.'\u2019-]*(?:\s+(?:of\s+)?[A-Z][\w.'\u2019-]*){0,3})"
)
_OWNER = re.compile(r"(?P<name>[A-Z][\w.'\u2019-]{0,60}(?:\s[A-Z][\w.-]{0,60}){0,2}?)['\u2019]s\s+(?:\w+\s+){0,3}\Z")


_COMPASS = re.compile(
    r"\A(?:(?:North|South|East|West)(?:ern|[a-z]*-?(?:east|west)ern)?|Central|Upper|Lower)\s+(?=[A-Z])"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A place as a report names it: the bare name, whether it says a division or a town, and places named beside it.

    ``part`` is the whole name where it is of a part only ("South Florida").
    """

    name: str
    division: bool
    settlement: bool
    beside: tuple[Spot, ...]
    part: str = ""


def places_named(text: str, mentions: Sequence[Mention], setting: Setting) -> dict[str, Spot]:
    """The place that each name of the report means, by the words of the mention; names left open are not in it."""
    named = [(m, _named(text, m)) for m in mentions if _is_asked(text, m)]
    holders = _holders([one for _, one in named], setting)
    beside: dict[str, set[Spot]] = {}
    for _, one in named:
        beside.setdefault(folded(one.name), set()).update(one.beside)
    found: dict[str, Spot] = {}
    open_names: set[str] = set()
    for mention, one in named:
        spot = _meant(one, frozenset(one.beside or beside[folded(one.name)]), holders, setting)
        if spot is None and folded(one.name) not in setting.persons and _is_on_no_map(text, mention, one):
            spot = unlisted(one.part or one.name)
        spot = part_of(spot, one.part) if spot is not None and one.part else spot
        # What the model takes for no place is one only by the name that the place goes by at home.
        if spot is not None and mention.label not in _LABELS and folded(spot.name) != folded(one.name):
            continue
        if spot is not None and found.setdefault(mention.text, spot) != spot:
            open_names.add(mention.text)
    return {words: spot for words, spot in found.items() if words not in open_names}


def is_event(name: str) -> bool:
    """Whether a name that the model takes for a place is that of something that happens ("the Larch Fire")."""
    return bool(name.split()) and name.split()[-1].lower() in _words("events")


def is_where(text: str, start: int) -> bool:
    """Whether what begins at an offset is said as a place: "in Washington", "the city of Jordan"."""
    before = text[max(0, start - 40) : start]
    return _locative().search(before) is not None and not re.search(
        r"\baccording to\s+(?:the\s+)?\Z", before, re.IGNORECASE
    )


@cache
def _locative() -> re.Pattern[str]:
    places, kinds = _words("locative"), _words("settlement") | _words("division")
    where = "|".join(sorted(map(re.escape, places)))
    kind = "|".join(sorted(map(re.escape, kinds)))
    return re.compile(rf"\b(?:{where})\s+(?:the\s+)?(?:\w+ern\s+|central\s+)?\Z|\b(?:{kind})\s+of\s+\Z", re.IGNORECASE)


def _is_asked(text: str, mention: Mention) -> bool:
    """Whether a name may be a place: the model says so, or a word of place stands before it."""
    bare = re.sub(r"\A(?:the|The)\s+", "", mention.text)
    if not bare[:1].isupper() or folded(mention.text) in _words("not_places") or folded(bare) in _words("not_places"):
        return False
    if mention.label in _LABELS:
        return True
    return is_where(text, mention.start) and not re.search(
        r"\bthe\s+\Z", text[max(0, mention.start - 8) : mention.start], re.IGNORECASE
    )


def _is_on_no_map(text: str, mention: Mention, one: Named) -> bool:
    """Whether a name is that of a place which the gazetteer does not have, so that it leaves nothing open.

    The model often takes other names for a country or a city: such a one has to follow a word of place somewhere.
    """
    if mention.label not in _LABELS or is_event(one.name) or _known(one.name):
        return False
    asked = re.finditer(re.escape(one.name), text)
    return mention.label != "GPE" or any(is_where(text, found.start()) for found in asked)


def _named(text: str, mention: Mention) -> Named:
    words = re.sub(r"\A(?:the|The)\s+", "", re.sub(r"['\u2019]s?\Z", "", mention.text))
    owned = re.fullmatch(r"(.+?)['\u2019]s?\s+(.+)", words)
    if owned and _as_holder(owned[1], short=False):
        words = owned[2]
    kind = ""
    if not _known(words):
        after, before = re.fullmatch(r"(.*?\S)\s++(\w+)", words), re.fullmatch(r"(\w+)\s+of\s+(.+)", words)
        for found in ((after[2], after[1]) if after else (), before.groups() if before else ()):
            if found and found[0].lower() in _words("division") | _words("settlement"):
                kind, words = found[0].lower(), found[1]
                break
    part = "" if _known(words) else words
    words = words if _known(words) else _COMPASS.sub("", words)
    following = re.match(r"\s+([a-z]+)", text[mention.end : mention.end + 30])
    kind = kind or (following[1] if following else "")
    holders = [*_beside(text, mention), *(_as_holder(owned[1], short=False) if owned else ())]
    beside = tuple(dict.fromkeys(holders))
    return Named(words, kind in _words("division"), kind in _words("settlement"), beside, part if part != words else "")


@cache
def _known(name: str) -> bool:
    return bool(country_called(name) or divisions_called(name) or cities_called(name) or _short_form(name))


def _beside(text: str, mention: Mention) -> Iterator[Spot]:
    """The places named right after a comma, or as the owner right before: "Norway's Viken county"."""
    after = _BESIDE.match(text[mention.end : mention.end + 60])
    words = after["names"].split() if after else []
    for length in range(len(words), 0, -1):
        name = " ".join(words[:length])
        found = _as_holder(name, short=True) or _as_holder(name.rstrip("."), short=True)
        if found:
            yield from found
            break
    owner = _OWNER.search(text[max(0, mention.start - 60) : mention.start])
    if owner:
        yield from _as_holder(owner["name"], short=False)


@cache
def _as_holder(name: str, *, short: bool) -> tuple[Spot, ...]:
    """The countries and divisions that a name may mean, with its short forms where it follows a comma."""
    if short and _short_form(name):
        return _short_form(name)
    divisions = [spot for spot in divisions_called(name) if spot.kind == "division"]
    country = country_spot(country_called(name) or "")
    return (*divisions, country) if country else tuple(divisions)


@cache
def _short_form(name: str) -> tuple[Spot, ...]:
    """The state that a short form stands for, as the model cuts it off ("Calif")."""
    for entry in cue_file("annotate", "places")["short"]:
        code = next((code for code, forms in entry["forms"].items() if {name, f"{name}."} & set(forms)), None)
        division = division_of(entry["country"], code) if code else None
        if division is not None:
            return (division,)
    return ()


def _holders(named: Sequence[Named], setting: Setting) -> frozenset[Spot]:
    """The countries and divisions that the report names without leaving open which."""
    found = {spot for iso in setting.countries if (spot := country_spot(iso)) is not None}
    asked = [(spot for spot in divisions_called(one.name) if spot.kind == "division") for one in named]
    groups = [group for group in (*map(tuple, asked), *_groups(named)) if group]
    found.update(group[0] for group in groups if len(group) == 1)
    spoken_of = {spot.country for spot in found}
    for group in groups:
        known = [spot for spot in group if spot.country in spoken_of]
        found.update(known if len(known) == 1 else ())
    return frozenset(found)


def _groups(named: Sequence[Named]) -> Iterator[tuple[Spot, ...]]:
    """What stands beside names, the places of one name together."""
    for one in named:
        for name in dict.fromkeys(folded(spot.name) for spot in one.beside):
            yield tuple(spot for spot in one.beside if folded(spot.name) == name)


def _meant(one: Named, beside: frozenset[Spot], holders: frozenset[Spot], setting: Setting) -> Spot | None:
    """The one place that a name can mean."""
    iso = country_named(one.name, setting)
    if iso is not None and not one.settlement:
        return country_spot(iso)
    spots = _spots(one) or list(_short_form(one.name))
    lying = [spot for spot in spots if _lies_in(spot, beside)]
    division = _well_known(one, spots, holders)
    # "Nevada, Iowa and Ohio" is a list of states, whatever town of Iowa is called Nevada.
    if division is not None and all(spot.country == division.country for spot in lying):
        return division
    if lying:
        return _one(lying)
    # What bears the name itself tells nothing of where it lies; nor does a country named with one of its divisions.
    told = frozenset(spot for spot in holders if spot not in spots)
    divisions = frozenset(spot for spot in told if spot.kind == "division")
    others = told - divisions - {spot for division in divisions for spot in chain(division)}
    near = [spot for spot in spots if _lies_in(spot, divisions)]
    if near and not any(_lies_in(spot, others) for spot in spots):
        return _one(near)
    return _far_larger(spots) or _one([spot for spot in spots if _lies_in(spot, told)])


def _well_known(one: Named, spots: Sequence[Spot], holders: frozenset[Spot]) -> Spot | None:
    """The state or province that a name means where no large city elsewhere bears it.

    Of several, that of a country which the report speaks of; one that a country is called as well ("Georgia") only
    beside another state.
    """
    spoken_of = {spot.country for spot in holders}
    divisions = [spot for spot in spots if spot.kind == "division"]
    if len(divisions) > 1:
        divisions = [spot for spot in divisions if spot.country in spoken_of]
    if len(divisions) != 1:
        return None
    beside_others = any(s.kind == "division" and s.country == divisions[0].country for s in holders - set(divisions))
    if country_called(one.name) and not beside_others:
        return None
    large = [spot for spot in spots if spot.people >= (_LARGE if spot.country in spoken_of else _LARGE * _FAMED)]
    return divisions[0] if all(divisions[0] in chain(spot) for spot in large) else None


def _spots(one: Named) -> list[Spot]:
    divisions = divisions_called(one.name)
    if one.division and not divisions:
        # "Arequipa region" is called after its city.
        divisions = [spot for city in cities_called(one.name)[:3] if (spot := holder(city)) and spot.kind == "division"]
    if one.division:
        return divisions
    return [*cities_called(one.name), *([] if one.settlement else divisions)]


def _lies_in(spot: Spot, holders: frozenset[Spot]) -> bool:
    return any(outer in holders for outer in chain(spot) if outer != spot)


def _one(spots: Sequence[Spot]) -> Spot | None:
    """The place itself where there is one; of places inside one another the outermost, which is right either way.

    Beside the one state or province of a name, small towns of that name do not count.
    """
    if len(spots) == 1:
        return spots[0]
    divisions = [spot for spot in spots if spot.kind == "division"]
    without_towns = [spot for spot in spots if spot.kind != "city" or spot.people >= _LARGE]
    for kept in (spots, without_towns) if len(divisions) == 1 else (spots,):
        outermost = [spot for spot in kept if all(spot in chain(other) for other in kept)]
        if outermost:
            return outermost[0]
    return _far_larger(spots)


def _far_larger(spots: Sequence[Spot]) -> Spot | None:
    """The place that is meant without a further word: a large city beside which all others of its name are small."""
    largest = max(spots, key=lambda spot: spot.people, default=None)
    if largest is None or largest.people < _LARGE:
        return None
    kept = [s for s in spots if s.kind != "city" or s.people * _FAR_LARGER >= largest.people]
    outermost = [spot for spot in kept if all(spot in chain(other) for other in kept)]
    return outermost[0] if outermost else None


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(cue_file("annotate", "places")[section]["words"])
