"""The places of the world by name, each with what it lies in: cities, counties, states and provinces, countries.

What is here: looking names up in the tables of ``geonames/``, made from GeoNames by ``make gazetteer`` and read when a
name is first asked for. Which of several places a report means is decided in ``whereabouts.py``.
"""

from __future__ import annotations

import gzip
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Literal

Kind = Literal["country", "division", "county", "city", "part", "unlisted"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the gazetteer; ``key`` is its number in GeoNames, a country's ISO code, or "us" and a county's FIPS.

    ``people`` is 0 where it is not told.
    """

    key: str
    kind: Kind
    name: str
    country: str
    division: str = ""
    people: int = 0


@dataclass(frozen=True, slots=True)
class Country:
    """A country as the tables have it: code, name, capital, adjectives and other names."""

    iso: str
    name: str
    capital: str
    adjectives: tuple[str, ...]
    others: tuple[str, ...]


@lru_cache(maxsize=8192)
def folded(name: str) -> str:
    """A name as it is looked up: lower case, no accents, apostrophes or hyphens."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter) and letter not in "'\u2019\u02bc")
    return " ".join(kept.replace("-", " ").split())


def cities_called(name: str) -> list[Spot]:
    """The cities of that name, one that only goes by it abroad included, the most populous first."""
    found = {spot.key: spot for spot in _city_lines(folded(name))}
    return sorted(found.values(), key=lambda spot: (-spot.people, spot.key))


def divisions_called(name: str) -> list[Spot]:
    """The states, provinces and counties of that name."""
    return _divisions()[0].get(folded(name), [])


def country_spot(iso: str) -> Spot | None:
    """A country as a place."""
    country = countries().get(iso)
    return Spot(iso, "country", country.name, iso) if country else None


def spot_of(key: str) -> Spot | None:
    """The place of that key, cities left out."""
    return country_spot(key) or _divisions()[1].get(key)


def division_of(country: str, code: str) -> Spot | None:
    """The state or province of that code."""
    return _divisions()[2].get((country, code))


def part_of(spot: Spot, name: str) -> Spot:
    """A part without borders of a country or division ("South Florida"); of a smaller place, the place."""
    if spot.kind not in ("country", "division"):
        return spot
    return Spot(f"{folded(name).replace(' ', '-')}-of-{spot.key}", "part", name, spot.country, spot.division)


def unlisted(name: str) -> Spot:
    """A place that the tables do not have; what it lies in is not known."""
    return Spot(folded(name).replace(" ", "-"), "unlisted", name, "")


def holder(spot: Spot) -> Spot | None:
    """The place that this one lies in directly."""
    if spot.kind == "part":
        return spot_of(spot.key.rpartition("-of-")[2])
    if spot.kind in ("country", "unlisted"):
        return None
    if spot.kind != "division":
        division = division_of(spot.country, spot.division)
        if division is not None:
            return division
    return country_spot(spot.country)


def chain(spot: Spot) -> Iterator[Spot]:
    """The place and all that it lies in, from the inside out."""
    at: Spot | None = spot
    while at is not None:
        yield at
        at = holder(at)


@cache
def countries() -> dict[str, Country]:
    """The countries by ISO code."""
    rows = (line.split("\t") for line in _text("countries.tsv").splitlines())
    return {
        iso: Country(iso, name.removeprefix("The "), capital, _several(adjectives), _several(others))
        for iso, name, capital, adjectives, others in rows
    }


def _several(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split("|") if part)


@cache
def _divisions() -> tuple[dict[str, list[Spot]], dict[str, Spot], dict[tuple[str, str], Spot]]:
    """States, provinces and counties by name, by key, and those of the first level by country and code."""
    by_name: dict[str, list[Spot]] = {}
    by_key: dict[str, Spot] = {}
    by_code: dict[tuple[str, str], Spot] = {}
    for line in _text("divisions.tsv").splitlines():
        key, kind, name, country, code, other = line.split("\t")
        spot = Spot(key, "county" if kind == "county" else "division", name, country, code)
        by_key[key] = spot
        if spot.kind == "division":
            by_code[country, code] = spot
        for called in {folded(name), folded(other)} - {""}:
            by_name.setdefault(called, []).append(spot)
    return by_name, by_key, by_code


def _city_lines(called: str) -> Iterator[Spot]:
    for parts in _rows(called):
        if len(parts) == 3:
            yield from (_city(row) for row in _rows(parts[2]) if len(row) > 3 and row[1] == parts[1])
        else:
            yield _city(parts)


def _city(row: list[str]) -> Spot:
    _, key, name, country, division, people = row
    return Spot(key, "city", name, country, division, int(people))


def _rows(called: str) -> Iterator[list[str]]:
    """The rows of the table of cities for a name: a city's own, and those that only point to another's."""
    lines = _cities()
    at = bisect_left(lines, called + "\t")
    while at < len(lines) and lines[at].startswith(called + "\t"):
        yield lines[at].split("\t")
        at += 1


@cache
def _cities() -> list[str]:
    return gzip.decompress(_bytes("cities.tsv.gz")).decode("utf-8").splitlines()


def _bytes(name: str) -> bytes:
    return resources.files("workbench").joinpath("annotate", "entities", "geonames", name).read_bytes()


def _text(name: str) -> str:
    return _bytes(name).decode("utf-8")
