"""Who is who: the words for a source or a place folded to the parties and places of the story, or to a name.

What is here: the entities of a story as a value, and the folding of a stretch of text to one of them. What the story
file says goes before the general tables of states, bodies and places (``general.py``, ``gazetteer.py``); what a report
says of its own persons, short names and places (``reading.py``) holds in that report alone. Which words are a source is
found by ``attributions``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from workbench.annotate.attributions.lexicon import is_person_noun
from workbench.annotate.entities import general
from workbench.annotate.entities.gazetteer import Spot, holder, spot_of, unlisted
from workbench.annotate.entities.people import Person, people_in
from workbench.annotate.entities.phrases import Hit, Phrases
from workbench.annotate.entities.reading import Reading, plain_name, read, without_article
from workbench.annotate.entities.whereabouts import is_where
from workbench.annotate.language import cues
from workbench.model import Annotation, PartyKind, Report, content_id
from workbench.read.nouns import singular
from workbench.storyfile import Party, Place, StoryFile

_SHORT_FORM = re.compile(r"\s\([^()]+\)\Z")
#: A name that ends the words, as the owner or the nation of what follows it.
_OWNER = re.compile(r"((?:[A-Z][\w.-]{0,40}\s){0,2}[A-Z][\w.-]{0,40}(?:['\u2019]s?)?)\s+\Z")
_POSSESSIVE = re.compile(r"['\u2019]s?\Z")


@dataclass(frozen=True, slots=True)
class Entity:
    """A party, person, place or unnamed person, as a row of the ledger's table of entities."""

    entity_id: str
    name: str
    kind: PartyKind
    aliases: tuple[str, ...] = ()
    within: str | None = None
    members: tuple[str, ...] = ()
    description: str | None = None


def fuller(known: Entity | None, found: Entity) -> Entity:
    """Of two readings of one entity the one that tells more: what it is within, then the longer name."""
    if known is None:
        return found
    return max(known, found, key=lambda one: (one.within is not None, len(one.name), one.name, one.within or ""))


@dataclass(frozen=True, slots=True)
class _Name:
    entity_id: str
    length: int
    rank: int


@dataclass(frozen=True)
class Register:
    """The entities of one story: those of its file, those of the general tables, and those its reports name, by id.

    ``report`` is what a report adds to them; ``Register.reading`` gives the register of one report, which knows of no
    other report: what is said of a report hangs on nothing that another says.
    """

    story: StoryFile
    report: Reading | None = None
    _readings: dict[str, Register] = field(default_factory=dict, repr=False, compare=False)
    _spots: dict[str, Spot] = field(default_factory=dict, repr=False, compare=False)
    _folded: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def reading(self, report: Report, annotation: Annotation) -> Register:
        """The register for one report: this one, with what the report says of its own names.

        The register of the report asked for last is at hand; those of a whole story would take more room than its rows.
        """
        if self.report is not None and self.report.report_id == report.report_id:
            return self
        if report.report_id not in self._readings:
            known = Register(self.story, read(report, annotation), self._readings)
            known.__dict__.update({name: getattr(self, name) for name in _OF_THE_STORY})
            self._readings.clear()
            self._readings[report.report_id] = known
        return self._readings[report.report_id]

    @cached_property
    def parties(self) -> dict[str, Entity]:
        """The parties of the story file by entity id."""
        return {party_id(party.id): _party_entity(party) for party in self.story.parties}

    @cached_property
    def places(self) -> dict[str, Entity]:
        """The places of the story file by entity id."""
        return {place_id(place.id): _place_entity(place) for place in self.story.places}

    @cached_property
    def _party_names(self) -> Phrases[_Name]:
        return _names_of_parties(self.story.parties)

    @cached_property
    def _place_names(self) -> Phrases[_Name]:
        names: Phrases[_Name] = Phrases()
        for place in self.story.places:
            for alias in (place.name, *place.aliases):
                names.add(alias, _Name(place_id(place.id), len(alias), 0))
        return names

    @cached_property
    def _last_names(self) -> dict[str, list[tuple[str, str]]]:
        """Speakers of the story by last name, each with the full name and the party."""
        out: dict[str, list[tuple[str, str]]] = {}
        for party in self.story.parties:
            for speaker in party.speakers:
                for part in {speaker.split()[-1], speaker.split()[0]}:
                    out.setdefault(part.lower(), []).append((speaker, party_id(party.id)))
        return out

    # --- parties ------------------------------------------------------------------------------------------------------

    def party_of(self, words: str, *, before: str = "") -> str | None:
        """The party that a source's words name or belong to; the text before it settles a shared last name.

        The story's own parties come first: of several names in the words the one that leads counts, a whole-phrase
        match, then a speaker, then the longest name. A party of the general table is only what the words name as a
        whole; whom its people belong to is told by ``affiliation_of``.
        """
        words = words.strip()
        found = self._story_party(words, before)
        if found is not None:
            return found
        for called in (words, self._in_full(words)):
            named = general.party_named(called, self._setting) if called else None
            if named is not None:
                return self._own(named)
        return None

    def affiliation_of(self, words: str) -> str | None:
        """The state or body of the general table that a person's or group's words tie them to ("a Pentagon aide")."""
        found = general.affiliation(words, self._setting)
        return self._own(found) if found else None

    def body_owned(self, before: str, words: str) -> str | None:
        """The body of the general table that a name is after its owner: "Home Ministry" after "India's "."""
        owner = _OWNER.search(before)
        found = general.party_named(f"{owner[1]} {words}", self._setting) if owner else None
        return self._own(found) if found else None

    def nation_of(self, words: str) -> str | None:
        """The state whose people or adjective the words are ("Norwegian")."""
        iso = general.country_spoken_of(words)
        return self._own(general.state_id(iso)) if iso else None

    @property
    def _setting(self) -> general.Setting:
        return self.report.setting if self.report else general.NOTHING

    def _in_full(self, words: str) -> str | None:
        """The long form of a short name that the report introduces, or of a firm's first word."""
        if self.report is None:
            return None
        name = plain_name(words)
        return self.report.acronyms.get(name) or self.report.firms.get(name)

    def _story_party(self, words: str, before: str) -> str | None:
        whole = [name for name in self._party_names.whole(without_article(words)) if name.rank == 0]
        if whole:
            return min(whole, key=_order).entity_id
        found = [hit.value for hit in self._party_names.find(words)]
        speaker = self._speaker_in(words, before, [name for name in found if name.rank == 1])
        if speaker is not None:
            return speaker
        return min(found, key=_order).entity_id if found else None

    def _speaker_in(self, words: str, before: str, full: list[_Name]) -> str | None:
        if full:
            return min(full, key=_order).entity_id
        tokens = re.findall(r"[\w'-]+", words)
        if not tokens or len(tokens) > 4:
            return None
        known = self._last_names.get(tokens[-1].lower(), [])
        if len({party for _, party in known}) == 1:
            return known[0][1] if tokens[-1][0].isupper() and not self._is_another(tokens[-1], known) else None
        named_before = {party for speaker, party in known if speaker in before}
        return next(iter(named_before)) if len(named_before) == 1 else None

    def _is_another(self, last_name: str, known: list[tuple[str, str]]) -> bool:
        """Whether a last name of the story's speakers is in this report that of someone else, or of several."""
        person = self.person(last_name)
        if person is None or not (person.full or person.rivals):
            return False
        names = {people_in([name]).named[name].key for name, _ in known}
        mine = {people_in([name]).named[name].key for name in person.rivals} or {person.key}
        return not mine & names

    def _own(self, found: str) -> str:
        """The story's own party for a state or body of the general table, where it has one."""
        if found not in self._folded:
            body = general.body_of_id(found)
            names = (body.name, *body.names) if body else ()
            own = [name for called in names for name in self._party_names.whole(called) if name.rank == 0]
            self._folded[found] = own[0].entity_id if own else found
        return self._folded[found]

    # --- persons ------------------------------------------------------------------------------------------------------

    def person(self, name: str) -> Person | None:
        """The person that a name in the report stands for: one of its full names, or the name alone."""
        return (self.report.people if self.report else people_in([name])).called(name)

    def known_person(self, name: str) -> Person | None:
        """The person whom the report names in full and these words name, whatever the model takes them for."""
        return self.report.people.known(name) if self.report else None

    def is_open(self, name: str) -> bool:
        """Whether several persons of the report may go by that short name."""
        person = self.person(name)
        return person is not None and bool(person.rivals)

    def person_entity(self, person: Person, within: str | None = None) -> Entity:
        """The entity of a person: the same for a full name in every report, one report's own for a short name."""
        where = () if person.full or self.report is None else (self.report.report_id,)
        open_to = f"one name alone; may be {' or '.join(person.rivals)}" if person.rivals else None
        return Entity(
            content_id("n", "person", person.key, *where), person.name, "person", within=within, description=open_to
        )

    def entity_for(
        self, words: str, *, person: Person | None, unnamed: bool, ground: str, within: str | None = None
    ) -> Entity:
        """An entity for a source that is no party: a person, an unnamed person, a body or a group."""
        if person is not None and not unnamed:
            return self.person_entity(person, within)
        name = plain_name(words)
        if unnamed:
            return Entity(
                content_id("n", "unnamed", name.lower(), within),
                name,
                "unnamed person",
                within=within,
                description=f"unnamed; {ground}" if ground else "unnamed; no ground stated",
            )
        name = self._with_short_form(self._in_full(words) or name)
        kind = _kind_of(name)
        return Entity(content_id("n", kind, _SHORT_FORM.sub("", name).lower()), name, kind, within=within)

    def _with_short_form(self, name: str) -> str:
        """A long name with the short one that the report introduces for it."""
        shorts = [short for short, long in self.report.acronyms.items() if long == name] if self.report else []
        return f"{name} ({min(shorts)})" if shorts else name

    # --- places -------------------------------------------------------------------------------------------------------

    def place_of(self, words: str) -> str | None:
        """The place that a stretch names: of several the one that leads, "Viken county" in "Norway's Viken county"."""
        found = self.places_in(words)
        return found[0][1] if found else None

    def place_named(self, words: str) -> str | None:
        """The place that the words are the name of, nothing else in them."""
        bare = _POSSESSIVE.sub("", plain_name(words))
        own = self._place_names.whole(bare)
        if own:
            return min(own, key=_order).entity_id
        spots = self.report.places.whole(bare) if self.report else []
        return self._spot_id(spots[0]) if spots else None

    def places_in(self, words: str) -> list[tuple[int, str]]:
        """The places a stretch names with their offsets in it, a place named only as the owner of another left out."""
        hits: list[tuple[int, int, str]] = []
        for start, end, entity in self._place_hits(words):
            if not any(start < other_end and other_start < end for other_start, other_end, _ in hits):
                hits.append((start, end, entity))
        hits.sort()
        chains = {hit[2]: set(self.chain(hit[2])) for hit in hits}
        kept = [
            hit
            for at, hit in enumerate(hits)
            if not (
                at + 1 < len(hits)
                and re.match(r"['\u2019]s?\s+\Z", words[hit[1] : hits[at + 1][0]])
                and hit[2] in chains[hits[at + 1][2]]
            )
        ]
        return [(start, entity) for start, _, entity in kept]

    def _place_hits(self, words: str) -> Iterator[tuple[int, int, str]]:
        """The places named, the story's before the report's others, the longest first."""
        own = sorted(self._place_names.find(words), key=lambda hit: (_order(hit.value), hit.start))
        for hit in own:
            yield hit.start, hit.end, hit.value.entity_id
        others: list[Hit[Spot]] = list(self.report.places.find(words)) if self.report else []
        for other in sorted(others, key=lambda hit: (hit.start - hit.end, hit.start, hit.value.key)):
            # "The 40 that Lima gave" are not in Lima: a name of the gazetteer is a place where a word says so.
            if words.strip() != words[other.start : other.end] and not is_where(words, other.start):
                continue
            yield other.start, other.end, self._spot_id(other.value)

    def own_name(self, place: str) -> str | None:
        """The name that a report has for a place that no table has; nothing for any other place."""
        spot = self._spots.get(place)
        return spot.name if spot is not None and spot.kind == "unlisted" else None

    def take_in(self, names: Iterable[str]) -> None:
        """Makes places known that reports name and no table has; of two names of one place the first stays."""
        for name in names:
            self._spot_id(unlisted(name))

    def _spot_id(self, spot: Spot) -> str:
        """The entity id of a place of the gazetteer: the story's own where it has a place of that name."""
        table = {"country": "iso", "unlisted": "name"}.get(spot.kind, "geo")
        key = f"place-{table}-{spot.key.lower()}"
        if key not in self._folded:
            own = self._place_names.whole(spot.name)
            self._folded[key] = own[0].entity_id if own else key
            self._spots[key] = spot
        return self._folded[key]

    def lies_within(self, place: str | None, region: str) -> bool:
        """Whether a place is that region or lies inside it."""
        return place is not None and region in self.chain(place)

    def settles(self, place: str) -> bool:
        """Whether the story's own places can tell what a place lies in.

        They cannot for a place of the gazetteer in a country that the story file divides in its own way.
        """
        if place in self.places:
            return True
        outer = next((one for one in self.chain(place) if one in self.places), None)
        return outer is None or not any(outer in self.chain(one) for one in self.places if one != outer)

    # --- entities -----------------------------------------------------------------------------------------------------

    def entity(self, entity_id: str) -> Entity | None:
        """The party or place of that id, of the story file or of the general tables."""
        known = self.parties.get(entity_id) or self.places.get(entity_id)
        if known is not None:
            return known
        body = general.body_of_id(entity_id)
        if body is not None:
            within = self._own(body.within) if body.within else None
            return Entity(entity_id, body.name, "state" if body.state else "body", body.names, within)
        spot = self._spots.get(entity_id)
        if spot is None:
            key = entity_id.removeprefix("place-geo-").removeprefix("place-iso-")
            spot = spot_of(key.upper() if entity_id.startswith("place-iso-") else key)
        if spot is None or not entity_id.startswith("place-"):
            return None
        outer = holder(spot)
        return Entity(entity_id, spot.name, "place", within=self._spot_id(outer) if outer else None)

    def chain(self, entity_id: str) -> Iterator[str]:
        """The entity and all that it is within, from the inside out."""
        seen: set[str] = set()
        at: str | None = entity_id
        while at and at not in seen:
            seen.add(at)
            yield at
            found = self.entity(at)
            at = found.within if found else None


#: What a register of one report has in common with that of the story.
_OF_THE_STORY = ("parties", "places", "_party_names", "_place_names", "_last_names")


def _order(name: _Name) -> tuple[int, int, str]:
    return -name.length, name.rank, name.entity_id


def party_id(party: str) -> str:
    """The entity id of a party of the story file."""
    return f"party-{party}"


def place_id(place: str) -> str:
    """The entity id of a place of the story file."""
    return f"place-{place}"


def _party_entity(party: Party) -> Entity:
    kind: PartyKind = party.kind  # type: ignore[assignment]  # the story file's kinds are some of these, and checked
    return Entity(
        party_id(party.id),
        party.name,
        kind,
        (*party.aliases, *party.speakers),
        party_id(party.within) if party.within else None,
        tuple(party_id(member) for member in party.members),
    )


def _place_entity(place: Place) -> Entity:
    return Entity(
        place_id(place.id), place.name, "place", place.aliases, place_id(place.within) if place.within else None
    )


def _names_of_parties(parties: Iterable[Party]) -> Phrases[_Name]:
    names: Phrases[_Name] = Phrases()
    for party in parties:
        for alias in (party.name, *party.aliases):
            bare = without_article(alias)
            names.add(bare, _Name(party_id(party.id), len(bare), 0))
        for speaker in party.speakers:
            names.add(speaker, _Name(party_id(party.id), len(speaker), 1))
        for adjective in party.adjectives:
            names.add(adjective, _Name(party_id(party.id), len(adjective), 2))
    return names


def _kind_of(name: str) -> PartyKind:
    last = re.findall(r"[A-Za-z]+", name)
    rules = cues("attributions")
    if last and is_person_noun(singular(last[-1].lower())):
        return "group"
    return "body" if last and (last[-1].lower() in rules["bodies"]["words"] or name[:1].isupper()) else "other"
