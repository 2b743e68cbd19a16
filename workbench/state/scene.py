"""Where a figure holds when that is not simply the story's own scene: another place, a part of it, another named event.

What is here: the story's own places and event, told by what its reports open with and name most, and the place or event
that stands right beside a number. Places of a story file, with what lies within what, are fitted in ``estimands.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.annotate.entities.reading import plain_name
from workbench.annotate.language import phrase_pattern
from workbench.cuefiles import cue_file
from workbench.model import Annotation, Quantity, Report
from workbench.state.recentevents import named_in

_PLACE_LABELS = {"GPE", "LOC", "FAC"}
#: Between a number and the place it is said to be at there are no more characters than this.
_BESIDE = 70
#: Who is "stationed in" a place has been sent to it.
_AT_REST = r"(?:stationed|based|garrisoned|deployed|posted|arrived|landed)\s+(?:in|on|at|across|inside|near|around)"
_CAPITAL = re.compile(r"\b[A-Z]\w+")
#: "Norway's Lund district" is the district; what kind of part it is does not make another place of it.
_POSSESSED = re.compile(r"\A[A-Z][\w. -]*['\u2019]s?\s+(?=[A-Z])|(?<!\s)\s+(?:region|oblast|province)\Z")


@dataclass(frozen=True, slots=True)
class Scene:
    """The places and the named event that a story is about, and the names it has more than once, in lower case.

    ``regions`` are the names that the reports call a region or the like, as written. ``since`` is the day on which the
    first dated report came out.
    """

    places: frozenset[str] = frozenset()
    event: str = ""
    names: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    since: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """What a report names, as often as it does: places, those of its first sentence, places and bodies, events.

    ``regions`` are as in a scene.
    """

    places: Sequence[str]
    opening: Sequence[str]
    known: Sequence[str]
    events: Sequence[str]
    regions: Sequence[str]


def named_by(report: Report, note: Annotation) -> Named:
    """What a report adds to the scene of its story."""
    end = next((one.end for one in note.sentences if one.role == "body"), 0)
    places = [(mention.start, _name(mention.text)) for mention in note.mentions if mention.label in _PLACE_LABELS]
    body = [(one.start, one.end) for one in note.sentences if one.role == "body"]
    return Named(
        [name for _, name in places],
        sorted({name for start, name in places if start < end}),
        [*named_in(note)],
        [name.lower() for span in body for _, _, name in _events(report.text, *span)],
        sorted({found["name"] for found in _named_region().finditer(report.text)}),
    )


def scene_of(reports: Sequence[Report], notes: Iterable[Annotation]) -> Scene:
    """The scene that the reports share."""
    return scene_from(reports, (named_by(report, note) for report, note in zip(reports, notes, strict=True)))


def scene_from(reports: Sequence[Report], told: Iterable[Named]) -> Scene:
    """The scene from what each report names: places in titles and first sentences, the event named most.

    Each report adds to the same counts, so they are asked for once and one after another.
    """
    leads: Counter[str] = Counter()
    named: Counter[str] = Counter()
    known: Counter[str] = Counter()
    events: Counter[str] = Counter()
    regions: set[str] = set()
    for one in told:
        leads.update(one.opening)
        named.update(one.places)
        known.update(one.known)
        events.update(one.events)
        regions.update(one.regions)
    opening = {name for name, count in leads.items() if 2 * count >= len(reports)}
    own = frozenset(opening | {name for name, _ in named.most_common(1)})
    names = own | {name for name, count in known.items() if count > 1}
    since = min(
        (day for report in reports if (day := report.published_earliest or report.published_latest)), default=None
    )
    return Scene(own, _most(events), names, frozenset(regions - {name.title() for name in own}), since)


def _most(events: Counter[str]) -> str:
    return min(events, key=lambda name: (-events[name], name), default="")


def _name(words: str) -> str:
    return re.sub(r"['\u2019]s\Z", "", plain_name(words)).lower()


@cache
def _rules() -> Mapping[str, Any]:
    return cue_file("state", "scenes")


@cache
def _named_region() -> re.Pattern[str]:
    kinds = "|".join(_rules()["region"]["nouns"])
    owner = r"(?:[A-Z]\w+['\u2019]s?\s+)?"
    lead = r"\b(?:in|into|to|across|throughout)\s+(?:the\s+)?"
    return re.compile(rf"{lead}{owner}(?P<name>[A-Z][a-z]\w+)\s+(?:{kinds})\b")


@cache
def _event() -> re.Pattern[str]:
    kinds = "|".join(_rules()["event"]["words"])
    heads = "|".join(_rules()["event"]["heads"])
    name = r"[A-Z][\w'\u2019]+"
    article = r"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s(?:[a-z-]+\s)?"
    return re.compile(rf"{article}(?P<named>(?:{name}\s){{1,2}}(?:{kinds}))\b|\b(?P<headed>(?:{heads})\s{name})")


def _events(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """The events named between two places; a name without an article ("Valley Fire said") is that of a body."""
    for match in _event().finditer(text, start, end):
        kind = match.lastgroup or 0
        yield match.start(kind), match.end(kind), match[kind]


def elsewhere_of(report: Report, note: Annotation, quantity: Quantity, scene: Scene, *, moved: bool) -> str:
    """The place or event beside a number, when it is not the story's own; empty for the story's own scene.

    ``moved`` counts that were sent somewhere are told apart by where to.
    """
    sentence = note.sentences[quantity.sentence]
    event = _event_beside(report.text, sentence.start, sentence.end, quantity)
    if event and event.lower() != scene.event:
        return event
    return _place_beside(report, note, quantity, scene, moved=moved)


def _event_beside(text: str, start: int, end: int, quantity: Quantity) -> str:
    """The event that a number's sentence names: the last before it, or the only one after it."""
    found = list(_events(text, start, end))
    before = [name for _, stop, name in found if stop <= quantity.start]
    after = {name for begin, _, name in found if begin >= quantity.end}
    if before:
        return before[-1]
    if _that_event().search(text, start, end):
        earlier = [name for _, _, name in _events(text, 0, start)]
        return earlier[-1] if earlier else ""
    return after.pop() if len(after) == 1 else ""


@cache
def _that_event() -> re.Pattern[str]:
    kinds = "|".join(word.lower() for word in _rules()["event"]["words"])
    return re.compile(rf"\b[Tt]hat (?:{kinds})\b")


def _place_beside(report: Report, note: Annotation, quantity: Quantity, scene: Scene, *, moved: bool) -> str:
    for start, end, name in _stretches(report, note, quantity, scene.regions):
        between = report.text[quantity.end : start] if start >= quantity.end else ""
        # Who has arrived in a region was sent there as well.
        leads = _leads_to(between, moved=moved) or (name in scene.regions and _leads_to(between, moved=not moved))
        if (start < quantity.end and not moved) or (start >= quantity.end and leads):
            start, end, name = _outermost(report, note, (start, end, name))
            inner = _POSSESSED.sub("", name)
            lowered = _name(inner)
            own = any(lowered in place or place in lowered for place in scene.places)
            return "" if own else _shown(inner)
    return ""


def _shown(name: str) -> str:
    """A name as a title shows it; a part of a place keeps its article ("the west")."""
    return re.sub(r"['\u2019]s\Z", "", plain_name(name)) if re.search(r"[A-Z]", name) else name


def _owns(text: str, end: int, name: str) -> bool:
    """Whether a name only owns what comes after it: Norway in "Norway's Lund district"."""
    return re.match(r"['\u2019]s\s+[A-Z]", text[end - 2 if name.endswith(("'s", "\u2019s")) else end :]) is not None


def _outermost(report: Report, note: Annotation, found: tuple[int, int, str]) -> tuple[int, int, str]:
    """The largest place of a chain: Norway in "the port of Lund in Norway"."""
    persons = _last_names(note)
    for mention in note.mentions:
        gap = report.text[found[1] : mention.start] if mention.start >= found[1] else "-"
        named = mention.label == "GPE" and mention.text not in persons
        if named and re.fullmatch(r"(?:,| in)\s+(?:the\s+)?", gap):
            return mention.start, mention.end, mention.text
    return found


def _last_names(note: Annotation) -> set[str]:
    """The last names of the persons that a report names in full: "in Lund, Berg said" names no place Berg."""
    return {mention.text.split()[-1] for mention in note.mentions if mention.label == "PERSON" and " " in mention.text}


def _stretches(
    report: Report, note: Annotation, quantity: Quantity, regions: frozenset[str]
) -> Iterator[tuple[int, int, str]]:
    """What may say where, nearest first: names and parts after the number, then what opens its sentence."""
    sentence = note.sentences[quantity.sentence]
    limit = min(sentence.end, quantity.end + _BESIDE)
    persons = _last_names(note)
    names = [(m.start, m.end, m.text) for m in note.mentions if m.label in _PLACE_LABELS and m.text not in persons]
    names += [
        (found.start(), found.end(), found.group())
        for found in _CAPITAL.finditer(report.text, quantity.end, limit)
        if found.group() in regions
    ]
    parts = [
        (m.start("part"), m.end("part"), m.group("part")) for m in _part().finditer(report.text, quantity.end, limit)
    ]
    after = [
        one for one in (*names, *parts) if quantity.end <= one[0] < limit and not _owns(report.text, one[1], one[2])
    ]
    yield from sorted(after, key=lambda one: (one[0], -one[1]))
    opening = _opening().match(report.text, sentence.start, quantity.start)
    if opening:
        yield opening.start("part"), opening.end("part"), opening.group("part")
    for start, end, name in names:
        lead = report.text[sentence.start : start] if sentence.start <= start < quantity.start else ""
        if re.fullmatch(r"\s*(?:In|On|At|Across)\s+(?:the\s+)?", lead) and report.text[end : end + 1] == ",":
            yield start, end, name


@cache
def _part() -> re.Pattern[str]:
    kinds = phrase_pattern(_rules()["part"]["nouns"], before="").pattern
    sides = phrase_pattern(_rules()["part"]["sides"], before="").pattern
    which = "|".join(_rules()["part"]["determiners"])
    return re.compile(
        rf"\b(?:in|on|at|across|inside)\s+(?P<part>(?:{which})\s+(?:(?!of\b)[a-z]+\s+){{0,2}}(?:{kinds})|the\s+(?:{sides}))\b(?!\s+of\b)",
        re.IGNORECASE,
    )


@cache
def _opening() -> re.Pattern[str]:
    which = "|".join(_rules()["part"]["determiners"])
    kinds = phrase_pattern(_rules()["part"]["nouns"], before="").pattern
    return re.compile(
        rf"\s*(?:In|On|At|Across)\s+(?:the\s+)?(?P<part>(?:{which})\s+(?:(?!of\b)[a-z]+\s+){{0,2}}(?:{kinds})),\s"
    )


def _leads_to(between: str, *, moved: bool) -> bool:
    """Whether the words between a number and a name put the number there ("people died in", "were flown to")."""
    words = f"to|into|{_AT_REST}" if moved else "in|on|at|across|inside|throughout|near|around"
    if re.search(r"[,;:.\d]|\b(?:since|when|after|before|while|as|where|because)\b", between):
        return False
    return re.search(rf"\b(?:{words})\s+(?:the\s+|an?\s+)?(?:[\w'\u2019.-]+\s+){{0,6}}\Z", between) is not None or (
        not moved and re.search(r"\b(?:in|on|at|across|inside)\s+\Z", between) is not None
    )
