"""Whose word a number stands on: the holder, the chain of those who pass it on, and whether any of them is unnamed.

What is here: the choice of the innermost attribution around a number and the entities of its sources. The spans are
found by ``annotate``; the folding of names by its ``entities``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from workbench.annotate.attributions.deeds import DEED
from workbench.annotate.entities.parties import Entity, Register
from workbench.annotate.entities.people import Person
from workbench.annotate.entities.reading import plain_name
from workbench.annotate.entities.whereabouts import is_event
from workbench.annotate.language import cues, phrase_pattern
from workbench.cuefiles import cue_file
from workbench.model import Annotation, Attribution, Quantity, Report, content_id

_PRONOUN = re.compile(r"its?|he|his|she|hers?|they|their|him|them|who|which|we|our|i|my|you|your|one", re.IGNORECASE)
_ALIAS = re.compile(
    r",\s+(?:(?:also|better|widely|commonly)\s+)?known\s+(?:locally\s+)?(?:as|by\s+its\s+(?:\w+\s+)?(?:initials|acronym))\s+"
    r"(?:the\s+)?([A-Z][\w.&-]*(?:\s[A-Z][\w.&-]*){0,4})"
)
#: What opens the words that tell what somebody knows of ("two people familiar with the plan").
#: What stands behind the owner of a paper, or before its author.
_AUTHOR = re.compile(r"['\u2019]s\s|\sby\s", re.IGNORECASE)
_FAMILIAR = re.compile(r"\s(?:familiar|briefed|close|with|about|on)\s")
#: Rules by which the sentence's own speaker names whom it has a number from.
_CITED = ("preposition/citing", "preposition/quoting")
#: So many characters after a source may say who briefed it.
_BRIEFED = 80


@dataclass(frozen=True, slots=True)
class Speaker:
    """An attribution's source as entities: who speaks, for which party, and through whom it was told."""

    speaker: Entity
    party: Entity
    told: Entity | None = None


@dataclass(frozen=True, slots=True)
class Holding:
    """The attribution a number takes, the party that holds it, the chain outward, and whether one is unnamed."""

    attribution: int
    claimant: str
    chain: tuple[int, ...]
    anonymous: bool


def speakers_of(report: Report, annotation: Annotation, register: Register) -> list[Speaker | None]:
    """The source of each attribution as entities; missing where a pronoun could not be joined to anyone."""
    known = register.reading(report, annotation)
    return [_speaker(report, annotation, known, item) for item in annotation.attributions]


def _speaker(report: Report, annotation: Annotation, register: Register, item: Attribution) -> Speaker | None:
    span = item.antecedent or item.source
    if span is None:
        return None
    words = _known_as(report.text, span) or _author_in(_without_its_count(report.text, item, span))
    if item.antecedent is None and _PRONOUN.fullmatch(words) and (len(words) == 1 or not words.isupper()):
        return None  # "WHO" is a body
    if is_own_voice(words) or is_event(plain_name(_FAMILIAR.split(words)[0])):
        return None
    joint = () if item.antecedent else item.sources
    party = _joint_party(report, register, joint, words) or _party(report, register, words, span)
    party = _own_party(report, register, item) or party
    person = _person_in(report.text, annotation, register, span)
    if party is not None and party.entity_id not in register.parties and person is not None and not person.full:
        person = None  # a country or body that the model takes for a person: "Jordan said"
    unnamed = item.anonymous and person is None
    if party is not None and not unnamed and person is None:
        speaker = party
    else:
        within = party.entity_id if party else register.affiliation_of(words)
        ground = item.anonymity_ground
        speaker = register.entity_for(words, person=person, unnamed=unnamed, ground=ground, within=within)
    briefer = _briefer(report, register, item)
    if briefer is not None:
        return Speaker(speaker, briefer, speaker)
    return Speaker(speaker, party or speaker, _told(report, register, item))


def _without_its_count(text: str, item: Attribution, span: tuple[int, int]) -> str:
    """The words of a source that is named as the owner of its count: "the union" of "the union's tally"."""
    words = text[slice(*span)]
    owned = item.cue[0] > span[1] and not text[span[1] : item.cue[0]].strip() and text[slice(*item.cue)].islower()
    owner = owned and item.rule.startswith(("tally/", "noun/", "quote/opened"))
    return re.sub(r"['\u2019]s?\Z", "", words) if owner else words


def _author_in(words: str) -> str:
    """Whose paper a source is, where it says so ("figures released by the ministry"), else its words as they are."""
    if not _AUTHOR.search(words):
        return words
    found = _authored().fullmatch(words) or _owned().match(words)
    return found["author"] if found else words


@cache
def _papers() -> str:
    return phrase_pattern(cues("attributions")["documents"]["words"], before="", after="").pattern


@cache
def _authored() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[\w'\u2019-]+\s+){{0,4}}?(?:{_papers()})s?(?:\s+[a-z]+(?:\s+on\s+[A-Z]\w+)?)?\s+by\s+"
        r"(?P<author>(?:the\s+)?.+?)(?:\s+(?:and\s+)?(?:based|published|released|using|on)\b.*)?",
        re.IGNORECASE,
    )


@cache
def _owned() -> re.Pattern[str]:
    """A paper by its owner, who is no day: "the agency's last update", not "Friday's update"."""
    return re.compile(
        rf"(?P<author>(?:the\s+)?(?:(?!\w*day\b|week\b|month\b|year\b)[\w.&-]+\s*){{1,5}})['\u2019]s\s+(?:[a-z-]+\s+){{0,2}}"
        rf"(?:{_papers()})s?\b",
        re.IGNORECASE,
    )


def _known_as(text: str, span: tuple[int, int]) -> str | None:
    """The name that follows a common noun for a body: "the mission, known as UNSOM, said"."""
    found = _ALIAS.match(text, span[1])
    return found.group(1) if found and text[slice(*span)].islower() else None


def is_own_voice(words: str) -> bool:
    """Whether a source is the outlet itself ("our post of 09:40"): it speaks of what it said before."""
    return words.lower().startswith(tuple(f"{opening} " for opening in cues("attributions")["own_voice"]["openings"]))


def _party(report: Report, register: Register, words: str, span: tuple[int, int]) -> Entity | None:
    found = register.party_of(words, before=report.text[: span[0]])
    return register.entity(found) if found else None


def _own_party(report: Report, register: Register, item: Attribution) -> Entity | None:
    """The party that the source's own words name; what they may refer back to says less ("the eastern ministry")."""
    return _party(report, register, report.text[slice(*item.source)], item.source) if item.source else None


def _briefer(report: Report, register: Register, item: Attribution) -> Entity | None:
    """The party that told a source what it passes on: the service in "lawmakers briefed by the service"."""
    if item.source is None:
        return None
    passage = report.text[item.source[0] : item.source[1] + _BRIEFED]
    match = _briefed_by().search(passage.partition("\n")[0])
    if match is None or item.source[0] + match.start() > item.source[1] + 2:
        return None
    return _party(report, register, re.split(r"[,.;]", match.group(1))[0], item.source)


@cache
def _briefed_by() -> re.Pattern[str]:
    leads, words = (phrase_pattern(cue_file("state", "relays")["briefed"][name]).pattern for name in ("leads", "words"))
    return re.compile(rf"(?:{leads}\s+)?{words}\s+(?:[a-z]+\s+){{0,3}}?(?:by|from)\s+((?:\S+\s+){{0,4}}\S+)")


def _joint_party(report: Report, register: Register, spans: Sequence[tuple[int, int]], words: str) -> Entity | None:
    """The holder of a joint source: the story's own joint party, or one made of the parties named."""
    whole = register.party_of(words)
    if whole in register.parties and register.parties[whole].members:
        return register.parties[whole]
    parties = [_party(report, register, report.text[slice(*span)], span) for span in spans]
    known = {party.entity_id: party for party in parties if party is not None}
    if len(known) < 2 or len(known) < len(spans):
        return None
    ordered = sorted(known.values(), key=lambda party: party.entity_id)
    name = " and ".join(party.name for party in ordered)
    return Entity(
        content_id("n", "group", *[party.entity_id for party in ordered]),
        name,
        "group",
        members=tuple(party.entity_id for party in ordered),
    )


def _person_in(text: str, annotation: Annotation, register: Register, span: tuple[int, int]) -> Person | None:
    """The person a source names, if it names one as its head: neither "Okafor's lawyer" nor "a friend of Okafor".

    Of two names side by side the first is a title that the model took for a name ("Mora County Sheriff" "Anna Holt").
    """
    inside = [
        m
        for m in annotation.mentions
        if m.label == "PERSON"
        and span[0] <= m.start
        and m.end <= span[1]
        and not re.match(r"['\u2019]s?\s+\w", text[m.end : span[1]])
        and not re.search(r"\b(?:of|for|to|with|by|near|about|against)\s+\Z", text[span[0] : m.start])
    ]
    if not inside:
        return register.known_person(text[slice(*span)])
    head = inside[0]
    for following in inside[1:]:
        head = following if following.start - head.end == 1 else head
    return register.person(head.text)


def _told(report: Report, register: Register, item: Attribution) -> Entity | None:
    if item.told is None:
        return None
    words = report.text[slice(*item.told)]
    wire = next(
        (
            w
            for w in register.story.wires
            if plain_name(words).lower() in {n.lower() for n in (w.name, *w.aliases, plain_name(w.name))}
        ),
        None,
    )
    name = wire.name if wire else plain_name(words)
    return Entity(content_id("n", "body", name.lower()), name, "body")


def _yields(item: Attribution) -> bool:
    """Whether a cue says what its subject does, means to do or came to know, so that another who tells of it holds the
    number.
    """
    rules = cue_file("state", "relays")
    return item.rule.startswith(f"{DEED}/") or item.rule.rpartition("/")[2] in (
        *rules["intentions"]["words"],
        *rules["knowing"]["words"],
    )


def _rank(item: Attribution) -> int:
    """Who goes first of several around a number: whoever is cited for it, then those who tell it, then the others."""
    return -1 if item.rule in _CITED else int(_yields(item))


def _is_where_it_happened(item: Attribution, speaker: Speaker) -> bool:
    """Whether a source is only where the counted happened: "the city recorded 40 murders"."""
    rules = cue_file("state", "relays")["recording"]
    verb = item.rule.rpartition("/")[2]
    return verb in rules["words"] and speaker.speaker.name.lower().split(" of ")[0] in rules["places"]


def holding_of(quantity: Quantity, annotation: Annotation, speakers: Sequence[Speaker | None]) -> Holding | None:
    """The innermost attribution that holds the number, with the chain outward; none is the outlet's own voice."""
    around = sorted(
        (_rank(item), sum(end - start for start, end in item.content), number)
        for number, item in enumerate(annotation.attributions)
        if (speaker := speakers[number]) is not None
        and item.stance != "unknown"
        and not _is_where_it_happened(item, speaker)
        and (item.rule != "bracket" or speaker.party.entity_id.startswith("party-"))
        and any(start <= quantity.number_start and quantity.number_end <= end for start, end in item.content)
    )
    if not around:
        return None
    inner = around[0][2]
    chain = tuple(number for _, _, number in around[1:])
    speaker = speakers[inner]
    assert speaker is not None
    anonymous = any(annotation.attributions[number].anonymous for number in (inner, *chain))
    return Holding(inner, speaker.party.entity_id, chain, anonymous)
