"""The unit of a number: what stands after it or, for money, before it, under one name, with its size.

What is here: the table of ``cues/units.toml`` with its multiples ("kilo"), squares and cubes spelled out, and the
reading of a unit beside a number. What a plain count counts is left to ``counted.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from workbench.cuefiles import cue_file

_GAP = "[\\s\u00a0\u2009\u202f\u2010\u2011-]"
_WORD = re.compile(
    "[^\\W\\d_]+[\u00b2\u00b3]?|%|\u2030|\u00b0|/|[$\u00a2\u20ac\u00a3\u00a5\u2032\u2033]|[23](?!\\d|[.,]\\d)"
)
_BETWEEN = re.compile(rf"{_GAP}*+\.?{_GAP}*+\Z")
#: More than one figure, right after "PS": an amount of pounds and no game console.
_AMOUNT = re.compile(r"(?<=PS)\d[.,]?\d")
_LONGEST = 6
_MARKERS_REACH = 12


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written: its name and where the words that write it end."""

    name: str
    end: int
    written: str


@dataclass(frozen=True, slots=True)
class _Table:
    words: dict[str, str]
    symbols: dict[str, str]
    touching: dict[str, str]
    sizes: dict[str, tuple[str, float]]
    least: dict[str, float]


def _entries() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = cue_file("annotate", "units")["unit"]
    return entries


@cache
def _table() -> _Table:
    names: dict[str, str] = {}
    symbols: dict[str, str] = {}
    touching: dict[str, str] = {}
    sizes: dict[str, tuple[str, float]] = {}
    least: dict[str, float] = {}
    for entry in [*_entries(), *_spelled_out()]:
        names.update({_plain(word): entry["name"] for word in entry.get("words", ())})
        symbols.update(dict.fromkeys(entry.get("symbols", ()), entry["name"]))
        touching.update(dict.fromkeys(entry.get("touching", ()), entry["name"]))
        sizes[entry["name"]] = (entry["dimension"], float(entry["size"]))
        if "least" in entry:
            least[entry["name"]] = float(entry["least"])
    return _Table(names, symbols, touching, sizes, least)


def _spelled_out() -> Iterator[dict[str, Any]]:
    """The multiples, squares and cubes that entries allow ("kilowatt", "square kilometre", "km2")."""
    prefixes = {entry["symbol"]: entry for entry in cue_file("annotate", "units")["prefix"]}
    for entry in _entries():
        multiples = [_multiple(entry, prefixes[symbol]) for symbol in entry.get("prefixes", "").split()]
        yield from multiples
        if entry.get("powers"):
            for one in [entry, *multiples]:
                yield _power(one, 2, "square", ("square", "sq"), "area")
                yield _power(one, 3, "cubic", ("cubic", "cu"), "volume")


def _multiple(entry: dict[str, Any], prefix: dict[str, Any]) -> dict[str, Any]:
    alone = entry.get("whole", ())
    own = [symbol for symbol in (*entry.get("symbols", ()), *entry.get("stems", ())) if symbol not in alone]
    return {
        "name": prefix["name"] + entry["name"],
        "words": [prefix["name"] + word for word in entry["words"]],
        "symbols": [written + symbol for written in prefix["written"] for symbol in own],
        "dimension": entry["dimension"],
        "size": prefix["factor"] * entry["size"],
    }


def _power(
    entry: dict[str, Any], power: int, adjective: str, written: tuple[str, ...], dimension: str
) -> dict[str, Any]:
    raised = {2: ("2", "\u00b2"), 3: ("3", "\u00b3")}[power]
    return {
        "name": f"{adjective} {entry['name']}",
        "words": [f"{before} {word}" for before in written for word in (*entry["words"], *entry.get("symbols", ()))],
        "symbols": [symbol + mark for symbol in entry.get("symbols", ()) for mark in raised],
        "dimension": dimension,
        "size": entry["size"] ** power,
    }


def _plain(words: str) -> str:
    """Words as the table keeps them: lower case, one space between two, no full stops."""
    spaced = re.sub(rf"{_GAP}+", " ", words.replace(".", ""))
    return re.sub(r"(?<!\s)\s*/\s*", "/", spaced).strip().lower()


def unit_size(unit: str) -> tuple[str, float] | None:
    """The dimension of a unit and its size in that dimension's base unit; nothing for a plain count."""
    return _table().sizes.get(unit)


def is_time(unit: str) -> bool:
    """Whether a unit measures time."""
    size = unit_size(unit)
    return size is not None and size[0] == "time"


def is_unit_symbol(text: str, at: int) -> bool:
    """Whether letters that touch a number at ``at`` are a unit ("155mph", "32m2") and no code ("4B")."""
    found = unit_after(text, at)
    return found is not None


def unit_after(text: str, end: int, *, value: float | None = None, worded: bool = False) -> Unit | None:
    """The unit whose words follow a number that ends at ``end``; of several that fit the longest counts.

    Symbols are read after digits only (``worded`` tells that the number is a word) and in their own case.
    """
    ends = _word_ends(text, end)
    table = _table()
    for stop in reversed(ends):
        written = text[end:stop].lstrip(" -\u00a0\u2009\u202f\u2010\u2011")
        # "5 p.m." is a time.
        dotted = len(written) == 1 and text[stop : stop + 1] == "." and text[stop + 1 : stop + 2].isalpha()
        # "2022's" written with a prime.
        dotted = dotted or (written in "\u2032'" and text[stop : stop + 2] in ("s ", "s,", "s."))
        name = None if worded or dotted else table.symbols.get(written)
        if name is None and not worded and stop - len(written) == end:
            name = table.touching.get(written)
        name = name or table.words.get(_plain(written))
        if name and not _too_small(name, value, table):
            return Unit(name, stop, written)
    return None


def _too_small(name: str, value: float | None, table: _Table) -> bool:
    return name in table.least and value is not None and abs(value) < table.least[name]


def _word_ends(text: str, end: int) -> list[int]:
    """Where each of the words after a number ends, as long as nothing but spaces and hyphens lies between them."""
    ends: list[int] = []
    at = end
    while len(ends) < _LONGEST:
        match = _WORD.search(text, at, at + 24)
        if (
            match is None
            or not _BETWEEN.match(text[at : match.start()])
            or (not ends and "." in text[at : match.start()])
        ):
            break
        at = match.end()
        ends.append(at)
    return ends


@cache
def _markers() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {marker: entry["name"] for entry in _entries() for marker in entry.get("before", ())}
    ordered = sorted(names, key=lambda marker: -len(marker))
    letters = "|".join(re.escape(marker).replace("\\$", r"\s?\$") for marker in ordered)
    return re.compile(rf"(?<![A-Za-z$])(?P<marker>{letters})[ \u00a0\u2009\u202f]?\Z"), names


@cache
def _marker_ends() -> frozenset[str]:
    return frozenset(marker[-1] for entry in _entries() for marker in entry.get("before", ()))


def currency_before(text: str, start: int) -> tuple[int, str | None]:
    """Where an amount begins with the currency written before it, and that currency ("HK$ 40", "CHF 40")."""
    pattern, names = _markers()
    window = text[max(0, start - _MARKERS_REACH) : start]
    if window.rstrip()[-1:] not in _marker_ends():
        return start, None
    match = pattern.search(window)
    if match is None or (match["marker"] == "PS" and not _AMOUNT.match(text, start)):
        return start, None
    return start - len(match.group()), names[re.sub(r"\s", "", match["marker"])]
