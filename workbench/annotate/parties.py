"""Who is who: the words for a source or a place folded to the parties and places of the story, or to a name.

What is here: the entities of a story as a value, and the folding of a stretch of text to one of them. With no story
file, people are folded by last name and bodies by name, and nobody speaks for anybody. Which words are a source is
found by ``attributions.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from workbench.annotate.language import cues
from workbench.model import Mention, PartyKind, content_id
from workbench.storyfile import Party, Place, StoryFile

_ARTICLE = re.compile(r"\A(?:the|a|an|this|that|these|those|both|its|their|his|her)\s+", re.IGNORECASE)


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


@dataclass(frozen=True, slots=True)
class _Name:
    pattern: re.Pattern[str]
    entity_id: str
    length: int
    rank: int


@dataclass(frozen=True)
class Register:
    """The entities of one story: those of its file, and those its reports name, by id."""

    story: StoryFile
    people: dict[str, Entity] = field(default_factory=dict)

    @cached_property
    def parties(self) -> dict[str, Entity]:
        """The parties of the story file by entity id."""
        return {party_id(party.id): _party_entity(party) for party in self.story.parties}

    @cached_property
    def places(self) -> dict[str, Entity]:
        """The places of the story file by entity id."""
        return {place_id(place.id): _place_entity(place) for place in self.story.places}

    @cached_property
    def _party_names(self) -> list[_Name]:
        return list(_ordered(_names_of_parties(self.story.parties)))

    @cached_property
    def _place_names(self) -> list[_Name]:
        names = (
            _Name(_word_pattern(alias), place_id(place.id), len(alias), 0)
            for place in self.story.places
            for alias in (place.name, *place.aliases)
        )
        return list(_ordered(names))

    @cached_property
    def _last_names(self) -> dict[str, list[tuple[str, str]]]:
        """Speakers of the story by last name, each with the full name and the party."""
        out: dict[str, list[tuple[str, str]]] = {}
        for party in self.story.parties:
            for speaker in party.speakers:
                for part in {speaker.split()[-1], speaker.split()[0]}:
                    out.setdefault(part.lower(), []).append((speaker, party_id(party.id)))
        return out

    def party_of(self, words: str, *, before: str = "") -> str | None:
        """The party that a source's words name or belong to; the text before it settles a shared last name.

        Of several names in the words the one that leads counts: a whole-phrase match, then a speaker, then the
        longest name.
        """
        words = words.strip()
        whole = _ARTICLE.sub("", words, count=1)
        exact = [name for name in self._party_names if name.rank == 0 and name.pattern.fullmatch(whole)]
        if exact:
            return exact[0].entity_id
        speaker = self._speaker_in(words, before)
        if speaker is not None:
            return speaker
        best = next((name for name in self._party_names if name.pattern.search(words)), None)
        return best.entity_id if best else None

    def _speaker_in(self, words: str, before: str) -> str | None:
        full = [name for name in self._party_names if name.rank == 1 and name.pattern.search(words)]
        if full:
            return full[0].entity_id
        tokens = re.findall(r"[\w'-]+", words)
        if not tokens or len(tokens) > 4:
            return None
        known = self._last_names.get(tokens[-1].lower(), [])
        if len({party for _, party in known}) == 1:
            return known[0][1] if tokens[-1][0].isupper() else None
        recent = [(before.rfind(speaker), party) for speaker, party in known]
        recent = [found for found in recent if found[0] >= 0]
        return max(recent)[1] if recent else None

    def place_of(self, words: str) -> str | None:
        """The place that a stretch names: of several the one that leads, "Kursk region" in "Russia's Kursk region"."""
        found = self.places_in(words)
        return found[0][1] if found else None

    def places_in(self, words: str) -> list[tuple[int, str]]:
        """The places a stretch names with their offsets in it, a place named only as the owner of another left out."""
        hits: list[tuple[int, int, str]] = []
        for name in self._place_names:
            for match in name.pattern.finditer(words):
                if not any(start < match.end() and match.start() < end for start, end, _ in hits):
                    hits.append((match.start(), match.end(), name.entity_id))
        hits.sort()
        chains = {hit[2]: set(self._chain(hit[2])) for hit in hits}
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

    def _chain(self, entity_id: str) -> Iterator[str]:
        seen: set[str] = set()
        at: str | None = entity_id
        while at and at not in seen:
            seen.add(at)
            yield at
            at = self.places[at].within if at in self.places else None

    def lies_within(self, place: str | None, region: str) -> bool:
        """Whether a place is that region or lies inside it."""
        return place is not None and region in self._chain(place)


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


def _names_of_parties(parties: Iterable[Party]) -> Iterator[_Name]:
    for party in parties:
        for alias in (party.name, *party.aliases):
            bare = _ARTICLE.sub("", alias, count=1)
            yield _Name(_word_pattern(bare), party_id(party.id), len(bare), 0)
        for speaker in party.speakers:
            yield _Name(_word_pattern(speaker), party_id(party.id), len(speaker), 1)
        for adjective in party.adjectives:
            yield _Name(_word_pattern(adjective), party_id(party.id), len(adjective), 2)


def _ordered(names: Iterable[_Name]) -> list[_Name]:
    return sorted(names, key=lambda name: (-name.length, name.rank, name.entity_id))


def _word_pattern(alias: str) -> re.Pattern[str]:
    """A pattern for a name as whole words; letters count as capitals only where the name is all capitals ("US")."""
    spaced = r"[\s\u00a0]+".join(re.escape(word).replace("'", "['\u2019]") for word in alias.split())
    flags = re.NOFLAG if alias.isupper() else re.IGNORECASE
    return re.compile(rf"(?<![\w-]){spaced}(?![\w])", flags)


def people_of(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """The full name that each person's mention stands for in a report: "Esper" for "Mark Esper" named before."""
    full: list[str] = []
    out: dict[str, str] = {}
    for mention in mentions:
        if mention.label != "PERSON":
            continue
        name = re.sub(r"['\u2019]s\Z", "", mention.text).strip()
        longer = (
            next((known for known in full if known.split()[-1] == name.split()[-1] and len(known) > len(name)), None)
            if name
            else None
        )
        if longer is None and len(name.split()) > 1 and name not in full:
            full.append(name)
        out[mention.text] = longer or name
    return out


def plain_name(words: str) -> str:
    """A source's words as a name: no article, one space between words."""
    return _ARTICLE.sub("", " ".join(words.split()), count=1).strip(" ,;.\u2019'\"\u201c\u201d")


def entity_for(words: str, *, person: str | None, unnamed: bool, ground: str, within: str | None) -> Entity:
    """An entity for a source that is no party of the story: a person, an unnamed person, a body or a group."""
    name = person or plain_name(words)
    if unnamed:
        return Entity(
            content_id("n", "unnamed", name.lower(), within),
            name,
            "unnamed person",
            within=within,
            description=f"unnamed; {ground}" if ground else "unnamed; no ground stated",
        )
    kind: PartyKind = "person" if person else _kind_of(name)
    return Entity(content_id("n", kind, name.lower()), name, kind, within=within)


def _kind_of(name: str) -> PartyKind:
    last = re.findall(r"[A-Za-z]+", name)
    rules = cues("attributions")
    if last and last[-1].lower().rstrip("s") in rules["persons"]["words"]:
        return "group"
    return "body" if last and (last[-1].lower() in rules["bodies"]["words"] or name[:1].isupper()) else "other"
