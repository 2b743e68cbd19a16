"""What one report says of the names in it: its persons, its short names, its places, and what it makes plain.

What is here: putting together what the model marked in a report. What each kind of name means is in ``people.py``,
``acronyms.py`` and ``whereabouts.py``; the folding to entities by all of it in ``parties.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workbench.annotate.entities import general
from workbench.annotate.entities.acronyms import acronyms_in, firms_in, shortened
from workbench.annotate.entities.gazetteer import Spot
from workbench.annotate.entities.people import People, has_title, is_person_name, people_in
from workbench.annotate.entities.phrases import Phrases
from workbench.annotate.entities.whereabouts import places_named
from workbench.model import Annotation, Mention, Report

_ARTICLE = re.compile(r"\A(?:the|a|an|this|that|these|those|both|its|their|his|her)\s+", re.IGNORECASE)
_AGE = re.compile(r",\s+(?:aged\s+)?\d{1,3},?\Z")
_THERE = re.compile(r"(?<=[a-z])\s+(?:there|here)\Z")
_POSSESSIVE = re.compile(r"['\u2019]s?\Z")


@dataclass(frozen=True)
class Reading:
    """What one report says of the names in it: its persons, its short names, its places and what it makes plain.

    ``acronyms`` and ``firms`` have the long form of a short name, by initials and by a firm's first word.
    """

    report_id: str
    people: People
    acronyms: dict[str, str]
    firms: dict[str, str]
    setting: general.Setting
    places: Phrases[Spot]


def read(report: Report, annotation: Annotation) -> Reading:
    """What a report says of the names in it."""
    mentions = annotation.mentions
    people = people_in([*(m.text for m in mentions if m.label == "PERSON" or has_title(m.text)), *report.byline])
    acronyms = _short_names(report.text, mentions)
    setting = _setting(mentions, people)
    places: Phrases[Spot] = Phrases()
    for words, spot in places_named(report.text, mentions, setting).items():
        places.add(_POSSESSIVE.sub("", without_article(words)), spot)
    firms = {short: long for short, long in firms_in(report.text).items() if _is_a_firms(short, setting)}
    return Reading(report.report_id, people, acronyms, firms, setting, places)


def _is_a_firms(short: str, setting: general.Setting) -> bool:
    """Whether a name can be short for a firm's: it is no country's, no place's and no person's."""
    taken = setting.places | setting.persons
    return short.casefold() not in taken and general.country_spoken_of(short) is None


def _setting(mentions: Iterable[Mention], people: People) -> general.Setting:
    named = [m for m in mentions if m.label != "PERSON"]
    countries = {iso for m in named if (iso := general.country_spoken_of(m.text)) is not None}
    return general.Setting(
        frozenset(countries),
        people.last_names() | _bearers_of_capitals(mentions),
        frozenset(plain_name(m.text).casefold() for m in named if m.label in ("GPE", "LOC")),
        frozenset(plain_name(m.text).casefold() for m in named),
    )


def _bearers_of_capitals(mentions: Iterable[Mention]) -> set[str]:
    """Capitals that are somebody's family name in the report, whatever the model takes the full name for."""
    names = (plain_name(m.text) for m in mentions if m.label in ("PERSON", "ORG"))
    last = ((name, name.split()[-1]) for name in names if 1 < len(name.split()) < 4 and is_person_name(name))
    return {word.casefold() for name, word in last if general.is_capital(word) and not general.party_named(name)}


def _short_names(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """The long form of each short name of a report, those in brackets first."""
    found = acronyms_in(text)
    bodies = [name for m in mentions if m.label == "ORG" and len((name := plain_name(m.text)).split()) > 1]
    for short in dict.fromkeys(plain_name(m.text) for m in mentions if m.label not in ("PERSON", "NORP")):
        long = shortened(short, bodies) if short not in found and short.isupper() else None
        if long:
            found[short] = long
    return found


def plain_name(words: str) -> str:
    """A source's words as a name: no article and no age, one space between words."""
    return _AGE.sub("", _THERE.sub("", without_article(" ".join(words.split())))).strip(" ,;.\u2019'\"\u201c\u201d")


def without_article(words: str) -> str:
    """The words without an article or a possessive pronoun before them."""
    return _ARTICLE.sub("", words, count=1)
