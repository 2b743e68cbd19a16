"""States and bodies that any story may name: "Seoul", "the Kremlin", "Ukraine's General Staff", "a Peruvian official".

What is here: the table of ``cues/parties.toml`` and of the gazetteer's countries as one index of names, and the reading
of a source's words by it. A state is named by its name or capital, a body by a name of its own or by its office after
the state's name; a person is of the state or body that the words give. What a story's own file says goes before all of
this and is put over it in ``parties.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from workbench.annotate.entities.gazetteer import countries, divisions_called
from workbench.annotate.entities.phrases import Hit, Phrases
from workbench.cuefiles import cue_file

NameKind = Literal["country", "adjective", "capital", "body"]
_ARTICLE = re.compile(r"\A(?:the|a|an|this|that|these|those|both|its|their)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\A['\u2019]s?\b")
#: What comes after tells of the source and is no part of its name.
_TAIL = re.compile(r"(?<!\s)\s*(?:\(|,\s+(?![A-Z])|\s(?:who|which|whose|where|when|that)\b).*\Z", re.DOTALL)
_RELATIVE = re.compile(r"\s(?:who|which|whose|where|when|that)\s.*\Z", re.DOTALL)
_LINK = re.compile(r"\s+(?:of|in|for|at|to)\s+(?:the\s+)?")
#: An office may stand so many words after the state's name: "Ukrainian deputy defence minister".
_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Body:
    """A state or a body of the table; ``within`` is the id of what it is part of."""

    entity_id: str
    name: str
    state: bool
    names: tuple[str, ...]
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What a report makes plain, in lower case but for codes.

    ``countries`` it speaks of, by ISO code; the last names of its ``persons``; names it uses as ``places``; ``words``
    that it uses of countries and peoples.
    """

    countries: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


NOTHING = Setting()


@dataclass(frozen=True, slots=True)
class _Name:
    entity_id: str
    kind: NameKind
    country: str
    doubtful: bool = False
    building: bool = False
    also_person: bool = False


@dataclass(frozen=True, slots=True)
class _Office:
    name: str
    state: bool
    person: bool


def state_id(iso: str) -> str:
    """The entity id of a state."""
    return f"party-iso-{iso.lower()}"


@lru_cache(maxsize=4096)
def party_named(words: str, setting: Setting = NOTHING) -> str | None:
    """The id of the state or body that the words name as a whole; persons of it are not it."""
    bare = _bare(words)
    for called in dict.fromkeys((bare, _TAIL.sub("", bare), _described().sub("", bare))):
        for name in _names().whole(called):
            if name.kind != "adjective" and _counts(name, called, setting):
                return name.entity_id
        for country, rest in _countries_at_start(called, setting):
            whole = _office_named(country, rest, whole=True) or _body_of(country, rest)
            if whole:
                return whole
        headed = _headed(called, setting, links=("of",))
        if headed and not headed[1].person and headed[2] == len(called):
            return _office_id(headed[0], headed[1])
    return None


@lru_cache(maxsize=4096)
def affiliation(words: str, setting: Setting = NOTHING) -> str | None:
    """The id of the state or body that the words say someone is of or speaks for: "a Pentagon spokesman"."""
    bare = _RELATIVE.sub("", " ".join(words.split()))
    whole = party_named(bare, setting)
    if whole:
        return whole
    found = [
        (start, entity) for start, entity in _mentioned(bare, setting) if not _is_against(bare[:start], bare[start:])
    ]
    return min(found, key=lambda entry: entry[0])[1] if found else None


@lru_cache(maxsize=4096)
def country_spoken_of(words: str) -> str | None:
    """The ISO code of the country whose name or adjective the words are, a name that may be something else left out."""
    found = [name for name in _names().whole(_owned(words)) if name.kind in ("country", "adjective")]
    return found[0].country if found and not found[0].also_person else None


def country_called(words: str) -> str | None:
    """The ISO code of a country of that name, whatever else may be called so."""
    return next((name.country for name in _names().whole(_owned(words)) if name.kind == "country"), None)


def country_named(words: str, setting: Setting = NOTHING) -> str | None:
    """The ISO code of the country that a name means in a report."""
    called = _owned(words)
    found = [name for name in _names().whole(called) if name.kind == "country" and _counts(name, called, setting)]
    return found[0].country if found else None


def is_capital(words: str) -> bool:
    """Whether the words are a capital that may stand for its state."""
    return any(name.kind == "capital" for name in _names().whole(_bare(words)))


def is_building(words: str) -> bool:
    """Whether the words are a house as well as who works in it: "at the White House" is a place."""
    return any(name.building for name in _names().whole(_bare(words)))


@cache
def body_of_id(entity_id: str) -> Body | None:
    """The state or body with that id."""
    known = _bodies().get(entity_id)
    if known is not None:
        return known
    match = re.fullmatch(r"party-iso-([a-z]{2})-(.+)", entity_id)
    if not match:
        return None
    iso = match[1].upper()
    office = next((entry for entry in _table()["office"] if _slug(entry["name"]) == match[2]), None)
    if office is None or iso not in countries():
        return None
    adjectives, names = _adjectives(iso), _country_names(iso)
    called = [f"{adjective} {word}" for adjective in adjectives for word in office["words"]]
    called += [f"{name}'s {word}" for name in names for word in office["words"]]
    short = _country_entry(iso).get("short") or (adjectives or names)[0]
    return Body(entity_id, f"{short} {office['name']}", False, tuple(called), state_id(iso))


# --- reading the words ------------------------------------------------------------------------------------------------


@cache
def _before_names() -> frozenset[str]:
    return frozenset(_table()["before"]["words"])


def _bare(words: str) -> str:
    """The words without what may stand before a name and change nothing of it."""
    bare = " ".join(words.split()).strip(" ,;")
    before = _before_names()
    while True:
        shorter = _ARTICLE.sub("", bare, count=1)
        first, _, rest = shorter.partition(" ")
        if first.lower() in before and rest:
            shorter = rest
        if shorter == bare:
            return bare
        bare = shorter


@cache
def _described() -> re.Pattern[str]:
    """What may stand before a body's name and says what it is: "the aid group"."""
    kinds = "|".join(_table()["described"]["words"])
    return re.compile(rf"\A(?:[a-z-]+\s+){{0,3}}(?:{kinds})\s+(?=[A-Z])", re.IGNORECASE)


def _owned(words: str) -> str:
    return re.sub(r"['\u2019]s?\Z", "", _bare(words))


def _counts(name: _Name, called: str, setting: Setting) -> bool:
    """Whether a name of the table is to be taken as such where it stands."""
    if called.casefold() in setting.persons:
        return False
    if name.doubtful:
        return name.country in setting.countries or any(one in setting.words for one in _long_names(name.entity_id))
    if name.also_person:
        spoken_of = setting.words & {word.casefold() for word in (*_adjectives(name.country), *_capitals(name.country))}
        return bool(spoken_of) or (called.casefold() in setting.places and not divisions_called(called))
    return True


@cache
def _long_names(entity_id: str) -> frozenset[str]:
    """The names of a body that leave no doubt, as a report's words are kept."""
    return frozenset(name.casefold() for name in _bodies()[entity_id].names)


def _countries_at_start(words: str, setting: Setting) -> Iterator[tuple[str, str]]:
    """The country that the words begin with, and what follows its name: the longest name first."""
    for hit in sorted(_at(words, 0), key=lambda hit: -hit.end):
        rest = words[hit.end :]
        if hit.value.kind == "body" or not _counts(hit.value, words[: hit.end], setting):
            continue
        owned = _POSSESSIVE.match(rest)
        if hit.value.kind == "capital" and not owned:
            continue
        rest = rest[owned.end() :] if owned else rest
        if rest[:1].isspace():
            yield hit.value.country, rest.strip()


def _at(words: str, start: int) -> list[Hit[_Name]]:
    return [hit for hit in _names().find(words) if hit.start == start]


def _office_named(country: str, rest: str, *, whole: bool) -> str | None:
    """The body or state that an office after a country's name is: wholly, or with its people after it."""
    words = list(re.finditer(r"\S+", rest))
    for skipped, word in enumerate(words[: 1 if whole else _BETWEEN + 1]):
        if skipped and not re.fullmatch(r"[A-Za-z-]+", words[skipped - 1].group()):
            return None
        hits = [hit for hit in _offices().find(rest) if hit.start == word.start()]
        if whole:
            hits = [hit for hit in hits if hit.end == len(rest) and not hit.value.person]
        if hits:
            best = max(hits, key=lambda hit: hit.end)
            return state_id(country) if best.value.person else _office_id(country, best.value)
    return None


def _office_id(country: str, office: _Office) -> str:
    if office.state or office.person:
        return state_id(country)
    return _office_bodies().get((country, office.name)) or f"{state_id(country)}-{_slug(office.name)}"


def _body_of(country: str, rest: str) -> str | None:
    """A body with a name of its own after its state's name: "Russia's FSB"."""
    return next((n.entity_id for n in _names().whole(rest) if n.kind == "body" and n.country == country), None)


def _headed(words: str, setting: Setting, *, links: Iterable[str]) -> tuple[str, _Office, int] | None:
    """The country, the office and where it ends of "the government of Norway", "harbour officials in Norway"."""
    for head in sorted(_offices().find(words), key=lambda hit: (hit.start, -hit.end)):
        link = _LINK.match(words, head.end)
        if link is None or link.group().split()[0] not in links:
            continue
        for hit in sorted(_at(words[link.end() :], 0), key=lambda hit: -hit.end):
            called = words[link.end() : link.end() + hit.end]
            # "The president of the United States Chamber of Trade" is not the president of the United States.
            goes_on = re.match(r"\s+[A-Z]", words[link.end() + hit.end :])
            if hit.value.kind == "country" and not goes_on and _counts(hit.value, called, setting):
                return hit.value.country, head.value, link.end() + hit.end
    return None


def _mentioned(words: str, setting: Setting) -> Iterator[tuple[int, str]]:
    """Every body named in the words, and every state or body by an office of it, with where."""
    for hit in _names().find(words):
        called = words[hit.start : hit.end]
        if hit.value.kind == "body":
            if _counts(hit.value, called, setting):
                yield hit.start, hit.value.entity_id
            continue
        for country, rest in _countries_at_start(words[hit.start :], setting):
            found = _body_of(country, rest) or _office_named(country, rest, whole=False)
            if found:
                yield hit.start, found
    headed = _headed(words, setting, links=("of", "in", "for", "at", "to"))
    if headed:
        yield len(words), _office_id(headed[0], headed[1])


def _is_against(before: str, after: str) -> bool:
    """Whether words beside a name say that the speaker is not of it: "a former minister", "NATO critics"."""
    beside = [*re.findall(r"[a-z]+-?", before.lower())[-3:], *re.findall(r"[a-z]+", after.lower())[1:2]]
    return any(word in _table()["not_of"]["words"] for word in beside)


# --- the table --------------------------------------------------------------------------------------------------------


def _table() -> dict[str, Any]:
    return cue_file("annotate", "parties")


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


@cache
def _country_entries() -> dict[str, dict[str, Any]]:
    return {entry["iso"]: entry for entry in _table()["country"]}


def _country_entry(iso: str) -> dict[str, Any]:
    return _country_entries().get(iso, {})


def _without(words: Iterable[str], iso: str) -> tuple[str, ...]:
    dropped = set(_country_entry(iso).get("not", ()))
    return tuple(dict.fromkeys(word for word in words if word and word not in dropped))


def _country_names(iso: str) -> tuple[str, ...]:
    country, entry = countries()[iso], _country_entry(iso)
    return _without([entry.get("name", country.name), country.name, *entry.get("names", ()), *country.others], iso)


def _adjectives(iso: str) -> tuple[str, ...]:
    return _without([*_country_entry(iso).get("adjectives", ()), *countries()[iso].adjectives], iso)


def _capitals(iso: str) -> tuple[str, ...]:
    never = set(_table()["capitals"]["never"])
    found = _without([*_country_entry(iso).get("capitals", ()), countries()[iso].capital], iso)
    return tuple(name for name in found if name not in never)


@cache
def _bodies() -> dict[str, Body]:
    out: dict[str, Body] = {}
    for iso, country in countries().items():
        name = _country_entry(iso).get("name", country.name)
        out[state_id(iso)] = Body(state_id(iso), name, True, (*_country_names(iso), *_capitals(iso)))
    for entry in _table()["body"]:
        out[_body_id(entry["id"])] = Body(
            _body_id(entry["id"]), entry["name"], False, tuple(entry["names"]), _within(entry.get("within", ""))
        )
    return out


def _body_id(name: str) -> str:
    return f"party-body-{name}"


def _within(name: str) -> str | None:
    if not name:
        return None
    return state_id(name) if name in countries() else _body_id(name)


def _country_of(entry: dict[str, Any]) -> str:
    """The ISO code of the state that a body is of, however many bodies lie between; empty for one of the world."""
    within = str(entry.get("within", ""))
    while within and within not in countries():
        within = str(next(one for one in _table()["body"] if one["id"] == within).get("within", ""))
    return within


@cache
def _names() -> Phrases[_Name]:
    names: Phrases[_Name] = Phrases()
    also_persons = set(_table()["also_persons"]["countries"])
    for iso in countries():
        for name in _called(_country_names(iso), iso, also_persons):
            names.add(name, _Name(state_id(iso), "country", iso, also_person=name in also_persons))
        for name in _capitals(iso):
            if name not in _country_names(iso):
                names.add(name, _Name(state_id(iso), "capital", iso))
        for name in (*_adjectives(iso), *_people(iso)):
            if name not in _country_names(iso):
                names.add(name, _Name(state_id(iso), "adjective", iso))
    for entry in _table()["body"]:
        country = _country_of(entry)
        for name in entry["names"]:
            names.add(name, _Name(_body_id(entry["id"]), "body", country, building=entry.get("building", False)))
        for name in entry.get("doubtful", ()):
            names.add(name, _Name(_body_id(entry["id"]), "body", country, doubtful=True))
    return names


def _called(names: Iterable[str], iso: str, also_persons: set[str]) -> Iterator[str]:
    yield from names
    dropped = {countries()[iso].name} - set(names)
    yield from dropped & also_persons


def _people(iso: str) -> Iterator[str]:
    for word in _country_entry(iso).get("people", ()):
        yield from (word, f"{word}s")
    for word in _adjectives(iso):
        if re.search(r"(?:an|i|ean|ian)\Z", word) and " " not in word:
            yield f"{word}s"


@cache
def _offices() -> Phrases[_Office]:
    offices: Phrases[_Office] = Phrases()
    for entry in _table()["office"]:
        for word in entry["words"]:
            offices.add(word, _Office(entry["name"], entry.get("state", False), entry.get("person", False)))
    return offices


@cache
def _office_bodies() -> dict[tuple[str, str], str]:
    """The body that a country's office is, where it has a name of its own."""
    return {
        (_country_of(entry), entry["office"]): _body_id(entry["id"])
        for entry in _table()["body"]
        if "office" in entry and _country_of(entry)
    }
