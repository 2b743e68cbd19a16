"""Who published a report and whose text it is: title, outlet, wire, byline and dateline, each with its words.

What is here: reading these fields from the passages that ``lines.py`` gave the roles of masthead and chrome, and
choosing between them and the clues of metadata and catalog, which come first. A field that nothing says is missing.
When a report was published is left to ``dating.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from workbench.model import Evidence, Passage
from workbench.read import stamp
from workbench.read.cues import agencies, cues
from workbench.storyfile import StoryFile

Clues = Sequence[tuple[str, Evidence]]


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a report says of itself; ``evidence`` holds the words for each field that is filled."""

    title: str | None = None
    outlet: str | None = None
    wire: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    language: str | None = None
    url: str | None = None
    evidence: tuple[tuple[str, Evidence], ...] = ()


#: "SEOUL, May 3 (Yonhap) --", "LISBON (AP) —", "KYIV, Ukraine -": capitals, then an agency or a dash.
_DATELINE = re.compile(
    r"\W{0,3}(?P<place>[A-Z][A-Z.'’]{1,20}(?:[ /-][A-Z][A-Z.'’]{1,20}){0,5}"
    r"(?:,\s?(?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))[A-Z][\w.'’]+(?: [A-Z][\w.]+){0,2}"
    r"(?:/[A-Z][A-Z. ]+)?)?)"
    r"(?:,?\s(?P<day>(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2})(?:, \d{4})?)?\.?"
    r"\s*(?:[(/\[](?P<wire>[^()/\[\]]{2,40})[)/\]])?\s*\.?\s?(?P<dash>[-–—]{1,2}|:)?\s"
)
_WIRE_FIRST = re.compile(r"\W{0,3}\((?P<wire>[^()]{2,40})\)\s*[-–—]{1,2}\s")
_MIXED_DATELINE = re.compile(
    r"\W{0,3}(?P<place>[A-Z][a-z]+(?: [A-Z][a-z]+){0,2}(?:,\s[A-Z][a-z]+)?(?: \[[A-Z][a-z]+\])?)"
    r"(?:,?\.?\s(?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}))?,?\s*[(](?P<wire>[^()]{2,40})[)]"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\W{0,4}(?:copyright\W{0,4})?(?:\d{4}(?:\s?[-–]\s?\d{2,4})?)?\W{0,4}(?:by\s+)?"
    r"(?P<name>(?:the\s+)?[A-Z][\w&.'’-]*(?:,? (?:of|and|&|for|the|[A-Z0-9][\w&.'’-]*)){0,6})",
    re.IGNORECASE,
)
_SENDER = re.compile(
    r"\be-?mails? (?:messages )?from:?\s+(?P<name>[A-Z][\w&.'’-]*(?: (?:of|and|&|the|[A-Z][\w&.'’-]*)){0,6})"
)
_NOT_A_NAME = re.compile(
    r"^(all( rights?)?|copyright|inc|terms|privacy|reserved|rights|this|the|your|our|we)$", re.IGNORECASE
)
_TRAILING = re.compile(
    r"(?:[,.]|(?<![\s,.]))\s+(all|rights|reserved|inc|llc|ltd|terms|privacy|use)\b.*$", re.IGNORECASE
)
_SPLIT = re.compile(r"(?<!\s)\s*(?:,|;|\||/|•|·|&|\band\b|\bwith\b)\s*", re.IGNORECASE)


def read_masthead(text: str, passages: Sequence[Passage], clues: Clues, *, story: StoryFile) -> Masthead:
    """The masthead of a report. ``clues`` are those of the catalog first, then those of the format's metadata."""
    wires = _names_of_wires(story)
    outlet = (
        _stated(clues, "outlet")
        or _outlet_in_text(text, passages, wires)
        or _outlet_in_head(text, passages, wires)
        or _outlet_of_url(clues)
    )
    wire = _as_wire(_stated(clues, "wire"), wires) or _wire(text, passages, wires, clues)
    dateline = _dateline(text, passages)
    title = _stated(clues, "title", only="catalog") or _passage_title(text, passages) or _stated(clues, "title")
    byline = list(_byline(text, passages, clues, wires))
    language, url = _language(clues), _stated(clues, "url")
    single = (
        ("title", title),
        ("outlet", outlet),
        ("wire", wire),
        ("dateline", dateline),
        ("language", language),
        ("url", url),
    )
    evidence = [(field, clue) for field, clue in single if clue is not None] + [("byline", clue) for clue in byline]
    says = {field: clue.says for field, clue in evidence}
    return Masthead(
        title=says.get("title"),
        outlet=says.get("outlet"),
        wire=says.get("wire"),
        byline=tuple(clue.says or clue.text for clue in byline),
        dateline=says.get("dateline"),
        language=says.get("language"),
        url=says.get("url"),
        evidence=tuple(evidence),
    )


def _stated(clues: Clues, field: str, *, only: str | None = None) -> Evidence | None:
    return next((clue for name, clue in clues if name == field and clue.says and only in {None, clue.rule}), None)


def _language(clues: Clues) -> Evidence | None:
    found = _stated(clues, "language")
    if found is None or not re.match(r"[A-Za-z]{2,3}([-_]|$)", found.says or ""):
        return None
    return Evidence(None, None, found.text, found.rule, re.split(r"[-_]", found.says or "")[0].lower())


def _span(text: str, start: int, end: int, rule: str, says: str | None = None) -> Evidence:
    return Evidence(start, end, text[start:end], rule, says or text[start:end])


def _passage_title(text: str, passages: Sequence[Passage]) -> Evidence | None:
    for passage in passages:
        if passage.role == "title":
            start, end = _trimmed(text, passage)
            return _span(text, start, end, passage.rule)
    return None


def _trimmed(text: str, passage: Passage) -> tuple[int, int]:
    own = text[passage.start : passage.end]
    lead = len(own) - len(own.lstrip(" \t\ufeff\u00a0\r\n"))
    return passage.start + lead, passage.start + len(own.rstrip(" \t\u00a0\r\n"))


# Outlet.


def _outlet_in_text(text: str, passages: Sequence[Passage], wires: dict[str, str]) -> Evidence | None:
    """The name in a copyright line, or the sender where readers consent to mail; an agency's is its own credit."""
    for pattern, rule in ((_COPYRIGHT, "outlet:copyright-line"), (_SENDER, "outlet:consent-line")):
        for passage in passages:
            if passage.role not in {"chrome", "credit"} or passage.end - passage.start > 3000:
                continue
            for found in pattern.finditer(text, passage.start, passage.end):
                start, end = found.span("name")
                end = start + len(_TRAILING.sub("", text[start:end]).rstrip(" .,"))
                name = text[start:end]
                proper = name[:1].isupper() and len(name) > 2 and not _NOT_A_NAME.match(name)
                if proper and name.lower() not in wires:
                    return _span(text, start, end, rule)
    return None


def _outlet_in_head(text: str, passages: Sequence[Passage], wires: dict[str, str]) -> Evidence | None:
    """A name at the head of one of the first three lines above the title: of a paper, a station or a public body.

    Where the file's first line has a date behind the name ("Sierra Libre | May 3, 2031") it is the outlet's, whatever
    its words: a writer is named below the title.
    """
    for passage in _head_lines(passages)[:3]:
        start, end = _trimmed(text, passage)
        name = stamp.head_name(text[start:end])
        dated = passage.rule == "dateline:header" and passage is passages[0] and name[:1].isupper()
        is_name = (passage.rule.startswith("edge:") or dated) and (stamp.publisher(name) or dated and _is_named(name))
        if is_name and not _is_menu(name) and name.lower() not in wires:
            return _span(text, start, start + len(name), "outlet:line-above-title")
    return None


def _is_named(name: str) -> bool:
    """Whether words are one proper name that a few capitals make; a date or a section is none."""
    return stamp.names_only(name) and stamp.date_line(name) is None and not any(map(_is_section, name.split()))


def _is_menu(name: str) -> bool:
    """Whether words list sections; a section behind a name is part of it ("Lowland Herald World News")."""
    words = name.split()
    own = len(words) - next((at for at, word in enumerate(reversed(words)) if not _is_section(word)), len(words))
    return "  " in name or sum(map(_is_section, words)) >= 2 and not stamp.publisher(" ".join(words[:own]))


def _is_section(word: str) -> bool:
    return any(cue.pattern.fullmatch(word) for cue in cues("chrome") if cue.name == "section")


def _head_lines(passages: Sequence[Passage]) -> list[Passage]:
    """The lines before the report's first paragraph that are neither its title nor its summary nor a date alone."""
    first = next((at for at, passage in enumerate(passages) if passage.role in {"body", "summary"}), 0)
    return [
        passage
        for passage in passages[:first]
        if passage.role in {"chrome", "byline"} or passage.rule == "dateline:header"
    ]


def _outlet_of_url(clues: Clues) -> Evidence | None:
    clue = _stated(clues, "url")
    host = (urlsplit(clue.says or "").hostname or "") if clue else ""
    if clue is None or "." not in host:
        return None
    return Evidence(None, None, clue.text, "outlet:address-of-page", re.sub(r"^(www|m|amp|edition)\.", "", host))


# Wire.


def _names_of_wires(story: StoryFile) -> dict[str, str]:
    """Lower-case name to the shown name; the story file's name for an agency wins over the general list's."""
    names = {alias.lower(): agency.name for agency in agencies() for alias in (agency.name, *agency.aliases)}
    for wire in story.wires:
        own = {alias.lower() for alias in (wire.name, *wire.aliases)}
        known = {names[alias] for alias in own if alias in names}
        names = {alias: wire.name if name in known else name for alias, name in names.items()}
        names.update(dict.fromkeys(own, wire.name))
    return names


def _as_wire(clue: Evidence | None, wires: dict[str, str]) -> Evidence | None:
    if clue is None:
        return None
    return Evidence(clue.start, clue.end, clue.text, clue.rule, wires.get((clue.says or "").lower(), clue.says))


def _wire(text: str, passages: Sequence[Passage], wires: dict[str, str], clues: Clues) -> Evidence | None:
    """The agency whose text it says it is: by dateline, credit, byline or copyright; a photo's credit is not enough."""
    for match in _dateline_matches(text, passages):
        name = _agency_within(match.group("wire") or "", wires)
        if name:
            return _span(text, *match.span("wire"), "wire:dateline", name)
    for role in ("credit", "byline"):
        for passage in passages:
            found = _agency_span(text, passage.start, passage.end, wires) if passage.role == role else None
            if found and (role == "byline" or _is_own_credit(text, passage, found)):
                return _span(text, found[0], found[1], f"wire:{role}", found[2])
    for passage in _head_lines(passages):
        start, end = _trimmed(text, passage)
        held = _agency_span(text, start, end, wires) if end - start <= 60 else None
        if held and held[0] == start and re.fullmatch(r"(\W.{0,30})?", text[held[1] : end]):
            return _span(text, held[0], held[1], "wire:line-above-report", held[2])
    for field, clue in clues:
        name = _agency_within(clue.says or "", wires) if field == "byline" else None
        if name:
            return Evidence(clue.start, clue.end, clue.text, f"wire:{clue.rule}", name)
    return _wire_copyright(text, passages, wires)


def _is_own_credit(text: str, passage: Passage, found: tuple[int, int, str]) -> bool:
    """Whether a credit is the agency's own ("AP writer ... contributed", "Source: Reuters"), not thanks to it."""
    before, after = text[passage.start : found[0]], text[found[1] : passage.end]
    staff = re.match(
        r"\s+(?:\w+\s+)?(?:reporter|writer|correspondent|journalist|editor|video ?journalist|photographer)s?\b",
        after,
    )
    named = re.match(r"\W*(?:sources?|via|agenc(?:y|ies))\W*$", before, re.IGNORECASE)
    return bool(staff or named)


def _wire_copyright(text: str, passages: Sequence[Passage], wires: dict[str, str]) -> Evidence | None:
    for passage in passages:
        if passage.role not in {"chrome", "credit"} or passage.end - passage.start > 3000:
            continue
        for found in _COPYRIGHT.finditer(text, passage.start, passage.end):
            held = _agency_span(text, *found.span("name"), wires)
            if held and held[0] == found.start("name"):
                return _span(text, held[0], held[1], "wire:copyright-line", held[2])
    return None


def _agency_within(words: str, wires: dict[str, str]) -> str | None:
    found = _agency_span(words, 0, len(words), wires)
    return found[2] if found else None


def _agency_span(text: str, start: int, end: int, wires: dict[str, str]) -> tuple[int, int, str] | None:
    """The longest agency name at the earliest place in that stretch; short names must be in capitals."""
    best: tuple[int, int, str] | None = None
    for alias, name in wires.items():
        for found in re.finditer(rf"(?<!\w){re.escape(alias)}(?!\w)", text[start:end], re.IGNORECASE):
            if len(alias) <= 4 and not found.group(0).isupper() and found.group(0) != name:
                continue
            span = (start + found.start(), start + found.end(), name)
            if best is None or (span[0], -span[1]) < (best[0], -best[1]):
                best = span
            break
    return best


# Dateline.


def _dateline_matches(text: str, passages: Sequence[Passage]) -> Iterator[re.Match[str]]:
    """Datelines at the head of the first three paragraphs."""
    for passage in [passage for passage in passages if passage.role in {"body", "summary"}][:3]:
        found = dateline_at(text, passage.start, passage.end)
        if found:
            yield found


def dateline_at(text: str, start: int, end: int) -> re.Match[str] | None:
    """The dateline or agency in brackets that opens ``text[start:end]``, if one does.

    Groups are ``place``, ``wire`` and ``dash``, each as far as the form has it.
    """
    for pattern in (_DATELINE, _WIRE_FIRST, _MIXED_DATELINE):
        found = pattern.match(text, start, min(end, start + 160))
        if found and (found.groupdict().get("wire") or found.groupdict().get("dash")):
            return found
    return None


def _dateline(text: str, passages: Sequence[Passage]) -> Evidence | None:
    for passage in passages:
        if passage.rule == "dateline:place":
            start, end = _trimmed(text, passage)
            place = re.split(r"\s*[(–—]|\s*-{1,2}$", text[start:end])[0]
            return _span(text, start, start + len(place), passage.rule)
    for found in _dateline_matches(text, passages):
        if "place" in found.groupdict() and found.group("place"):
            return _span(text, *found.span("place"), "dateline:head-of-report")
    return None


# Byline.


def _byline(text: str, passages: Sequence[Passage], clues: Clues, wires: dict[str, str]) -> Iterator[Evidence]:
    found = list(_bylines_in_text(text, passages, wires))
    if not found:
        found = list(_bylines_in_clues(clues, wires))
    seen: set[str] = set()
    for clue in found:
        if clue.says and clue.says.lower() not in seen:
            seen.add(clue.says.lower())
            yield clue


def _bylines_in_text(text: str, passages: Sequence[Passage], wires: dict[str, str]) -> Iterator[Evidence]:
    for passage in passages:
        if passage.role != "byline":
            continue
        start, end = _trimmed(text, passage)
        start += stamp.after_by(text[start:end])
        for at, to in _pieces(text, start, end):
            if _is_person(text[at:to], wires):
                yield _span(text, at, to, passage.rule)


def _bylines_in_clues(clues: Clues, wires: dict[str, str]) -> Iterator[Evidence]:
    for field, clue in clues:
        if field != "byline":
            continue
        says = clue.says or ""
        for at, to in _pieces(says, stamp.after_by(says), len(says)):
            if _is_person(says[at:to], wires):
                yield Evidence(None, None, clue.text, clue.rule, says[at:to])


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for cut in [*_SPLIT.finditer(text, start, end), None]:
        to = cut.start() if cut else end
        own = text[at:to]
        lead = len(own) - len(own.lstrip(" \u00a0.:-–—"))
        clean = own.strip(" \u00a0.:-–—")
        if clean:
            tail = (
                1
                if text[at + lead + len(clean) : at + lead + len(clean) + 1] == "."
                and re.search(r"\b(Jr|Sr|[A-Z])$", clean)
                else 0
            )
            yield at + lead, at + lead + len(clean) + tail
        at = cut.end() if cut else end


def _is_person(name: str, wires: dict[str, str]) -> bool:
    known = _agency_within(name, wires) is not None
    place = re.search(
        r"\b(staff|writers?|reporters?|editors?|correspondents?|bureau|team|agencies|in [A-Z])\b",
        name,
        re.I,
    )
    return stamp.names_only(name, most=5) and not known and not place
