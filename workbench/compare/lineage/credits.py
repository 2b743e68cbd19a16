"""What a report says of whose text or whose words it gives: credit lines, "AP reported", "told Reuters".

What is here: the names an agency or an outlet goes by, and the places where a report credits one that is not itself.
Which report stands behind a credit is decided in ``edges.py``; the phrases are in ``cues/credits.toml``.

A credit for the text ("AP writer contributed", host and wire) and an agency named inside a report are not the same: the
first says the text is theirs, the second that one statement came through them. An agency's own "told The Associated
Press" in its own copy credits nobody else. Where a report says neither outlet nor wire, "told X" may be X speaking of
itself and is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np

from workbench.compare.lineage.shingles import Index
from workbench.compare.lineage.words import numbered, words_in
from workbench.cuefiles import cue_file
from workbench.story import Story

Kind = Literal["host", "text", "relay", "told"]

#: A phrase reaches no further than this from the name it credits.
_REACH = 60
#: A credit is shown with the line it stands in up to this length.
_LINE = 160
#: Written alike wherever names are looked for.
_ALIKE = str.maketrans({"’": "'", "\n": " ", "\t": " ", "\u00a0": " ", "\u202f": " "})
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ][\w&’'-]*"
#: Up to five words with capitals ("Bay of Velna Post"), a channel, or the address of a page.
_ANY_NAME = rf"{_CAPITAL}(?: (?:of |de |for )?{_CAPITAL}){{0,4}}|@\w+|[a-z\d-]+(?:\.[a-z\d-]+)+"


@dataclass(frozen=True, slots=True)
class Credit:
    """A report's words that credit ``name``; ``start`` and ``end`` are missing where they stand outside its text.

    ``host``: the whole text says it is theirs; ``text``: part of it; ``relay``, ``told``: one statement came by them.
    """

    report_id: str
    name: str
    kind: Kind
    start: int | None
    end: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Names:
    """The agencies and outlets of a story: each name in lower case with the one it is shown by, and the agencies."""

    shown: Mapping[str, str]
    wires: frozenset[str]

    def of(self, name: str | None) -> str | None:
        """The shown name, that of its owner for an address, or missing for none."""
        return None if not name else self.shown.get(_plain(name)) or _owner(name, self.shown) or name


def names_of(story: Story) -> Names:
    """The names known in a story: the general list of agencies, the story file's wires, the reports' outlets."""
    shown: dict[str, str] = {}
    wires = set()
    for agency in cue_file("read", "agencies")["agency"]:
        wires.add(str(agency["name"]))
        shown.update({_plain(alias): str(agency["name"]) for alias in (agency["name"], *agency["aliases"])})
    for wire in story.file.wires:
        own = {_plain(alias) for alias in (wire.name, *wire.aliases)}
        known = {shown[alias] for alias in own if alias in shown}
        shown = {alias: wire.name if name in known else name for alias, name in shown.items()}
        shown.update(dict.fromkeys(own, wire.name))
        wires = (wires - known) | {wire.name}
    mastheads = {
        (column, str(name))
        for column in ("wire", "outlet")
        for name in story.reports[column].dropna().unique().tolist()
    }
    # Addresses come last: whose they are is told by the names.
    for column, name in sorted(mastheads, key=lambda one: (_is_address(one[1]), one[0] == "outlet", one[1])):
        shown.setdefault(_plain(name), _owner(name, shown) or name)
        if column == "wire":
            wires.add(shown[_plain(name)])
    return Names(shown, frozenset(wires))


def _plain(name: str) -> str:
    return re.sub(r"^the\s+", "", " ".join(name.lower().replace("’", "'").split()))


def hosted(report: Any, names: Names) -> Credit | None:
    """The credit of a report whose outlet is known and is not the wire whose text it says it is."""
    wire, outlet = names.of(report.wire), names.of(report.outlet)
    if wire is None or outlet is None or wire == outlet:
        return None
    start, end, text = masthead_words(report, "wire")
    return Credit(report.report_id, wire, "host", start, end, text)


def masthead_words(report: Any, field: str) -> tuple[int | None, int | None, str]:
    """Where a report says its ``wire`` or ``outlet``, and the words; only the name where no evidence was kept."""
    evidence = report.masthead_evidence
    for clue in [] if evidence is None else evidence:
        if clue["field"] == field:
            return _whole_line(str(report.text), _number(clue["start"]), _number(clue["end"]), str(clue["text"]))
    return None, None, str(getattr(report, field))


def _whole_line(text: str, start: int | None, end: int | None, words: str) -> tuple[int | None, int | None, str]:
    """The line a credit stands in ("HPR writer ... contributed"), where it is short; else the words themselves."""
    if start is None or end is None:
        return start, end, words
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    line = text[first : len(text) if last < 0 else last]
    if len(line) > _LINE:
        return start, end, words
    lead = len(line) - len(line.lstrip())
    return first + lead, first + len(line.rstrip()), line.strip()


def _number(value: Any) -> int | None:
    return None if value is None or value != value else int(value)


def _is_address(name: str) -> bool:
    """Whether a name is the address of a page ("halden.example")."""
    return "." in name.strip(".") and " " not in name


def _owner(address: str, shown: Mapping[str, str]) -> str | None:
    """The one agency or outlet whose own address that is ("halden.example": Halden Wire Service); none if in doubt."""
    if not _is_address(address):
        return None
    labels = set(address.lower().split("."))
    owners = {name for known, name in shown.items() if not _is_address(known) and _labels(known) & labels}
    return next(iter(owners)) if len(owners) == 1 else None


@cache
def _labels(name: str) -> frozenset[str]:
    """What an address may make of a name: all its words in one, and those that few other names have."""
    words = re.findall(r"\w+", name)
    own = [word for word in words if word not in cue_file("compare", "credits")["common"]["words"]]
    return frozenset({"".join(words), "".join(own), "-".join(words)} - {""})


def reports_with_names(index: Index, names: Names) -> list[int]:
    """The reports of an index that hold a name's first word or a phrase that names anybody, and so may credit one.

    The rest need not be read again.
    """
    firsts = {words[0] for name in names.shown if (words := [name[at:to] for at, to in words_in(name)])}
    wanted, _, _ = numbered(" ".join(sorted(firsts.union(*(cue.anybody for cue in _cues())))))
    table = np.zeros(1 << 16, dtype=np.bool_)
    table[wanted & 0xFFFF] = True
    hits = np.flatnonzero(table[index.words & 0xFFFF])
    hits = hits[np.isin(index.words[hits], wanted)]
    return sorted(set((np.searchsorted(index.bounds, hits, side="right") - 1).tolist()))


def credits_in(report_id: str, text: str, stretches: Iterable[tuple[int, int]], names: Names) -> Iterator[Credit]:
    """The credits in some stretches of a report, in text order, one for each place."""
    pattern = _phrases(tuple(sorted(names.shown, key=lambda name: (-len(name), name))))
    lower = _lowered(text)
    present = [name for name in names.shown if name in lower]
    for start, end in stretches:
        found = {
            (match.start(), match.end()): match
            for first, last in _windows(lower, start, end, present)
            for match in pattern.finditer(text, first, last)
        }
        for match in _naming_anybody(text, lower, start, end):
            if not any(first < match.end() and match.start() < last for first, last in found):
                found[match.start(), match.end()] = match
        for (at, to), match in sorted(found.items()):
            which = next(group for group, words in match.groupdict().items() if words)
            words, cue = match.group(which), _cues()[int(which.removeprefix("name"))]
            if _is_written_as_name(words) and _plain(words) not in cue.no_text:
                yield Credit(report_id, names.of(words) or words, cue.kind, at, to, match.group())


def _lowered(text: str) -> str:
    """The text in small letters with every character in its place, and with one kind of apostrophe and of space."""
    lower = text.lower()
    if len(lower) != len(text):  # a capital I with a point becomes two characters
        lower = "".join(small if len(small := one.lower()) == 1 else one for one in text)
    return lower.translate(_ALIKE)


def _naming_anybody(text: str, lower: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """The phrases of a stretch that name an outlet by what they say, whether or not anybody knows it."""
    if any(word in lower for cue in _cues() for word in cue.anybody):
        yield from _open_phrases().finditer(text, start, end)


def _is_written_as_name(words: str) -> bool:
    """Whether words have a name's capitals; a short one, mostly initials, has nothing else; an address has none."""
    if _is_address(words) or words.startswith("@"):
        return True
    return words.isupper() if len(words) <= 4 else words[0].isupper()


def _windows(lower: str, start: int, end: int, present: Sequence[str]) -> list[tuple[int, int]]:
    """The parts of a stretch about the names present in it, merged where they touch."""
    found = []
    for name in present:
        at = lower.find(name, start, end)
        while at >= 0:
            found.append((max(start, at - _REACH), min(end, at + len(name) + _REACH)))
            at = lower.find(name, at + 1, end)
    merged: list[tuple[int, int]] = []
    for first, last in sorted(found):
        if merged and first <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], last)
        else:
            merged.append((first, last))
    return merged


@dataclass(frozen=True, slots=True)
class _Cue:
    """A phrase of the cue file: ``anybody`` its words if it may name an unknown outlet, ``no_text`` what it skips."""

    kind: Kind
    pattern: str
    anybody: tuple[str, ...]
    no_text: frozenset[str]


@cache
def _cues() -> tuple[_Cue, ...]:
    return tuple(
        _Cue(entry["kind"], entry["pattern"], tuple(entry.get("anybody", ())), frozenset(entry.get("except", ())))
        for entry in cue_file("compare", "credits")["credit"]
    )


@cache
def _phrases(names: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all cues and all names."""
    either = "|".join(re.escape(name).replace("\\ ", r"\s+").replace("'", "['’]") for name in names)
    return _joined(enumerate(_cues()), rf"(?<!\w)(?i:{either})(?!\w)")


@cache
def _open_phrases() -> re.Pattern[str]:
    """One pattern for the cues that may name anybody, and any words with a name's capitals."""
    return _joined(((at, cue) for at, cue in enumerate(_cues()) if cue.anybody), _ANY_NAME)


def _joined(cues: Iterable[tuple[int, _Cue]], name: str) -> re.Pattern[str]:
    parts = [cue.pattern.format(name=f"(?P<name{at}>{name})") for at, cue in cues]
    return re.compile("|".join(f"(?:{part})" for part in parts))
