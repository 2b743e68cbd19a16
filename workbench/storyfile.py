"""The story file: what an analyst tells the workbench about a story, checked line by line.

What is here: the parties, places, wires, events, topics, estimands and limits of ``story.toml`` as frozen values,
and their reading with errors that name the line and the key. Opening a whole story folder with its ledger is in
``story.py``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from workbench.errors import InputError
from workbench.limits import Limits

SCHEMA = 1
PARTY_KINDS = ("state", "body", "person", "group")


@dataclass(frozen=True, slots=True)
class Party:
    """Someone who can hold or give a figure, with the names that speak for them.

    ``aliases`` are names of the party itself, ``adjectives`` make "a South Korean official" an unnamed person of it,
    ``speakers`` are people who speak for it. ``within`` is the id of a larger party, ``members`` those of a joint one.
    """

    id: str
    name: str
    kind: str = "body"
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    within: str = ""
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its other names; ``within`` is the id of the place it lies in."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    within: str = ""


@dataclass(frozen=True, slots=True)
class Wire:
    """A news agency whose text other outlets host."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A dated event that undated reports mention; ``earliest`` and ``latest`` are days, both inclusive."""

    name: str
    earliest: str
    latest: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject of claims, recognised by words."""

    name: str
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Estimand:
    """What is counted: population by status by place. A number takes the first estimand of the file that it fits.

    ``nouns`` the counted noun must be among (lemmas; empty: any), ``words`` of which one must stand in the sentence,
    ``not_words`` of which none may, ``place`` the id of a place the number's place must be or lie within, ``per`` the
    group of a ratio ("brigade"). ``background`` numbers are listed and not charted.
    """

    id: str
    name: str
    unit: str = "count"
    nouns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    not_words: tuple[str, ...] = ()
    place: str = ""
    per: str = ""
    background: bool = False
    example: str = ""


#: What a check can find of a part of a sentence, the best first.
FINDINGS = ("supported", "supported in part", "too strong", "not supported", "not stated")


@dataclass(frozen=True, slots=True)
class Rating:
    """The newsroom's own label for what a check finds of a part of a sentence, one of ``FINDINGS``."""

    finding: str
    label: str


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A story file as values; an empty one stands for a bare folder.

    ``note`` is what every reader of the story must know first; views show it under the question. ``limits`` are what a
    file may cost.
    """

    title: str = ""
    question: str = ""
    note: str = ""
    language: str = "en"
    parties: tuple[Party, ...] = ()
    places: tuple[Place, ...] = ()
    wires: tuple[Wire, ...] = ()
    events: tuple[Event, ...] = ()
    topics: tuple[Topic, ...] = ()
    estimands: tuple[Estimand, ...] = ()
    ratings: tuple[Rating, ...] = ()
    limits: Limits = Limits()

    def place_chain(self, place_id: str) -> tuple[str, ...]:
        """The place and every place it lies within, from the inside out."""
        parents = {place.id: place.within for place in self.places}
        chain: list[str] = []
        while place_id and place_id not in chain:
            chain.append(place_id)
            place_id = parents.get(place_id, "")
        return tuple(chain)


_SECTIONS: dict[str, type[Any]] = {
    "parties": Party,
    "places": Place,
    "wires": Wire,
    "events": Event,
    "topics": Topic,
    "estimands": Estimand,
    "ratings": Rating,
}
_Row = TypeVar("_Row")


def read_story_file(path: Path) -> StoryFile:
    """The story file's values.

    Raises ``InputError`` naming file, line and key for text that is no TOML, an unknown key, a wrong type, a repeated
    or dangling id, or a day that is none.
    """
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise InputError(f"{path}: not valid TOML: it nests too deeply") from None
    except ValueError as error:  # also a number of more digits than Python takes
        raise InputError(f"{path}: not valid TOML: {error}") from error
    return _Checker(path, text).story(data)


class _Checker:
    """Turns the parsed TOML into values and knows where in the file each entry stands."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()

    def story(self, data: Mapping[str, Any]) -> StoryFile:
        known = {"schema", "title", "question", "note", "language", "limits", *_SECTIONS}
        for key in data:
            if key not in known:
                self.refuse(self.line_of_key(key), key, f"unknown key; the keys are {', '.join(sorted(known))}")
        schema = data.get("schema", SCHEMA)
        if schema != SCHEMA:
            self.refuse(self.line_of_key("schema"), "schema", f"must be {SCHEMA}, is {schema!r}")
        for key in ("title", "question", "note", "language"):
            if not isinstance(data.get(key, ""), str):
                self.refuse(self.line_of_key(key), key, "must be a text in quotes")
        sections = {name: self.rows(name, kind, data.get(name, [])) for name, kind in _SECTIONS.items()}
        found = StoryFile(
            title=data.get("title", ""),
            question=data.get("question", ""),
            note=data.get("note", ""),
            language=data.get("language", "en"),
            **sections,
            limits=self.limits(data.get("limits", {})),
        )
        self.check_references(found)
        return found

    def limits(self, given: Any) -> Limits:
        if not isinstance(given, dict):
            self.refuse(self.line_of_key("limits"), "limits", "must be written as a [limits] table")
        known = [field.name for field in fields(Limits)]
        for key, value in given.items():
            line = self.line_of_key(key, after=self.line_of_key("limits") - 1)
            if key not in known:
                self.refuse(line, f"limits.{key}", f"unknown key; the keys are {', '.join(known)}")
            if type(value) is not int or not 0 < value < 2**63:
                self.refuse(line, f"limits.{key}", f"must be a whole number above 0, is {str(value)[:40]}")
        return Limits(**given)

    def rows(self, section: str, kind: type[_Row], entries: Any) -> tuple[_Row, ...]:
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            self.refuse(self.line_of_key(section), section, f"must be written as [[{section}]] entries")
        return tuple(self.row(section, number, kind, entry) for number, entry in enumerate(entries))

    def row(self, section: str, number: int, kind: type[_Row], entry: Mapping[str, Any]) -> _Row:
        line = self.line_of_entry(section, number)
        wanted = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]  # every kind is a dataclass
        for key, value in entry.items():
            at = self.line_of_key(key, after=line)
            if key not in wanted:
                self.refuse(at, f"{section}.{key}", f"unknown key; the keys are {', '.join(wanted)}")
            self.check_type(at, f"{section}.{key}", str(wanted[key].type), value)
        for name, field in wanted.items():
            if field.default is MISSING and not entry.get(name):
                self.refuse(line, f"{section}.{name}", "is missing or empty")
        return kind(**{key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()})

    def check_type(self, line: int, key: str, wanted: str, value: Any) -> None:
        if wanted.startswith("tuple"):
            if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
                self.refuse(line, key, f'must be a list of texts such as ["one", "two"], is {value!r}')
        elif wanted == "bool":
            if not isinstance(value, bool):
                self.refuse(line, key, f"must be true or false, is {value!r}")
        elif not isinstance(value, str):
            self.refuse(line, key, f"must be a text in quotes, is {value!r}")

    def check_references(self, story: StoryFile) -> None:
        self.check_repeats("parties", [party.id for party in story.parties])
        self.check_repeats("places", [place.id for place in story.places])
        self.check_repeats("estimands", [estimand.id for estimand in story.estimands])
        parties = {party.id for party in story.parties}
        places = {place.id for place in story.places}
        for number, party in enumerate(story.parties):
            line = self.line_of_entry("parties", number)
            if party.kind not in PARTY_KINDS:
                self.refuse(line, "parties.kind", f"must be one of {', '.join(PARTY_KINDS)}, is {party.kind!r}")
            self.check_ids(line, "parties.within", [party.within], parties)
            self.check_ids(line, "parties.members", party.members, parties)
        for number, place in enumerate(story.places):
            line = self.line_of_entry("places", number)
            self.check_ids(line, "places.within", [place.within], places)
            if place.id in story.place_chain(place.within):
                self.refuse(line, "places.within", f"{place.id!r} lies within itself by way of {place.within!r}")
        for number, estimand in enumerate(story.estimands):
            self.check_ids(self.line_of_entry("estimands", number), "estimands.place", [estimand.place], places)
        for number, event in enumerate(story.events):
            line = self.line_of_entry("events", number)
            for key, day in (("earliest", event.earliest), ("latest", event.latest)):
                if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", day):
                    self.refuse(line, f"events.{key}", f"must be a day such as 2024-10-23, is {day!r}")
            if event.earliest > event.latest:
                self.refuse(line, "events.latest", f"{event.latest} lies before earliest {event.earliest}")

        for number, rating in enumerate(story.ratings):
            if rating.finding not in FINDINGS:
                line = self.line_of_entry("ratings", number)
                self.refuse(line, "ratings.finding", f"must be one of {', '.join(FINDINGS)}, is {rating.finding!r}")

    def check_repeats(self, section: str, ids: list[str]) -> None:
        for number, one in enumerate(ids):
            if one in ids[:number]:
                self.refuse(self.line_of_entry(section, number), f"{section}.id", f"{one!r} is used twice")

    def check_ids(self, line: int, key: str, ids: Iterable[str], known: set[str]) -> None:
        for one in ids:
            if one and one not in known:
                self.refuse(line, key, f"{one!r} is no id of this file")

    def line_of_entry(self, section: str, number: int) -> int:
        headings = [at for at, line in enumerate(self.lines, 1) if re.match(rf"\s*\[\[\s*{section}\s*\]\]", line)]
        return headings[number] if number < len(headings) else self.line_of_key(section)

    def line_of_key(self, key: str, *, after: int = 0) -> int:
        pattern = re.compile(rf'\s*(\[+\s*)?"?{re.escape(key)}"?\s*(=|\])')
        return next((at for at, line in enumerate(self.lines, 1) if at > after and pattern.match(line)), max(after, 1))

    def refuse(self, line: int, key: str, cause: str) -> None:
        raise InputError(f"{self.path}: line {line}: {key}: {cause}")
