"""Persons named in a report, each name joined to the one person it can stand for, or to none.

What is here: names without titles, initials and hyphens; "Austin" for the one Austin of a report; two of one family
name left apart. A short name is never guessed: with two who may bear it, it stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from workbench.annotate.entities.gazetteer import folded
from workbench.cuefiles import cue_file

_POSSESSIVE = re.compile(r"['\u2019]s?\Z")
#: A syllable as Korean and Vietnamese names are written: vowels once, few letters around them.
_SYLLABLE = re.compile(r"[^aeiouy]{0,3}[aeiouy]{1,3}[^aeiouy]{0,2}")


@dataclass(frozen=True, slots=True)
class Person:
    """A person as a report names them: ``key`` is equal for equal names, ``full`` says that it is more than one name.

    ``rivals`` are the full names that a short one may stand for, where there are several.
    """

    name: str
    key: str
    full: bool
    rivals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Parsed:
    words: tuple[str, ...]
    shown: str
    suffix: str

    @property
    def key(self) -> str:
        return " ".join((*self.words, self.suffix)).strip()


@dataclass(frozen=True)
class People:
    """The persons of one report, by the names it uses of them."""

    named: dict[str, Person]
    _by_key: dict[str, Person]

    def called(self, text: str) -> Person | None:
        """The person that a name stands for; one not met before stands for itself; nothing for what is no name."""
        return self.named.get(text) or _found(_parsed(text), self._by_key)

    def known(self, text: str) -> Person | None:
        """The person that the report names in full and that this name stands for, alone of all."""
        person = self.called(text)
        return person if person is not None and person.key in self._by_key and not person.rivals else None

    def last_names(self) -> frozenset[str]:
        """The family names of those named in full, in lower case."""
        return frozenset(short for key, person in self._by_key.items() if person.full for short in _short_forms(key))


def people_in(names: Iterable[str]) -> People:
    """The persons of a report from all names of persons in it, its authors' included; their order does not matter."""
    texts = [text for text in dict.fromkeys(names) if len(_parsed(text).words) == 1 or is_person_name(text)]
    parsed = {text: _parsed(text) for text in texts}
    full: dict[str, Person] = {}
    for one in sorted((p for p in parsed.values() if len(p.words) > 1), key=lambda p: (p.key, len(p.shown), p.shown)):
        full.setdefault(one.key, Person(one.shown, one.key, True))
    by_key = _with_variants(full)
    named = {text: person for text in texts if (person := _found(parsed[text], by_key)) is not None}
    return People(named, by_key)


def has_title(text: str) -> bool:
    """Whether words begin with a title that no body's name begins with, and a name follows."""
    first, _, rest = text.partition(" ")
    return (
        _plain(first) in _words("titles", "sure") and rest[:1].isupper() and _plain(rest) not in _words("not_persons")
    )


def is_title(text: str) -> bool:
    """Whether words are titles alone, as the model cuts them off ("Defence" of "Defence Minister")."""
    return all(_plain(word) in _words("titles") for word in text.split())


def is_person_name(text: str) -> bool:
    """Whether words that the model takes for a person look like one's full name."""
    parsed = _parsed(text)
    shown = parsed.shown.split()
    capitals = all(word[:1].isupper() or folded(word.split("-")[0]) in _words("particles") for word in shown)
    letters = re.fullmatch(r"[^\W\d_][\w.'\u2019\u02bc -]*", parsed.shown) is not None
    last = parsed.words[-1] if parsed.words else ""
    return len(parsed.words) > 1 and letters and capitals and last not in _words("not_persons")


def _with_variants(full: dict[str, Person]) -> dict[str, Person]:
    """The persons by key, a variant joined to the one fuller name it can stand for.

    "J. Smith" joins the one Smith whose name begins with J, "Paul Smith" the one "Paul Smith Jr.", and the end of a
    longer name that name.
    """
    out = dict(full)
    for key, person in full.items():
        longer = [other for other in full.values() if other.key != key and _may_stand_for(key, other.key)]
        if len(longer) == 1:
            out[key] = longer[0]
        elif longer and len(key.split()[0]) == 1:  # "J. Smith" with a John and a Jane
            out[key] = Person(person.name, key, False, tuple(sorted(other.name for other in longer)))
    return {key: out.get(person.key, person) for key, person in out.items()}


def _may_stand_for(short: str, full: str) -> bool:
    words, others = short.split(), full.split()
    if others[:-1] == words and others[-1] in _words("suffixes"):
        return True
    if len(words[0]) == 1 and len(others[0]) > 1:
        return others[0].startswith(words[0]) and others[1:][-len(words[1:]) :] == words[1:]
    return len(words) < len(others) and others[-len(words) :] == words


def _found(name: _Parsed, by_key: dict[str, Person]) -> Person | None:
    if not name.words:
        return None
    known = by_key.get(name.key)
    if known is not None:
        return known
    bearers = {person.key: person for key, person in by_key.items() if name.key in _short_forms(key)}
    if len(bearers) == 1:
        return next(iter(bearers.values()))
    return Person(name.shown, name.key, len(name.words) > 1, tuple(sorted(one.name for one in bearers.values())))


@cache
def _short_forms(key: str) -> frozenset[str]:
    """What a person of that full name may be called for short: the family name, its small words with it or not."""
    words = key.split()
    suffix = words.pop() if words[-1] in _words("suffixes") and len(words) > 2 else ""
    if len(words) < 2:
        return frozenset()
    if _is_surname_first(words):
        return frozenset({words[0]})
    ends = {" ".join(words[at:]) for at in range(1, len(words))}
    if len(words) == 2 and words[0] in {*_words("surname_first", "certain"), *_words("surname_first", "two_words")}:
        ends.add(words[0])
    return frozenset(ends | {f"{end} {suffix}" for end in ends if suffix})


def _is_surname_first(words: list[str]) -> bool:
    given = words[1:]
    if len(words) == 3 and words[0] in _words("surname_first", "certain"):
        return all(_SYLLABLE.fullmatch(word) for word in given)
    return len(words) == 2 and words[0] in _words("surname_first", "two_words")


@cache
def _parsed(text: str) -> _Parsed:
    """A name without title, possessive, middle initials and hyphens."""
    shown = _POSSESSIVE.sub("", " ".join(text.split())).strip(" ,;:\u2019'\"\u201c\u201d()")
    parts = [part for part in shown.split(" ") if part]
    while len(parts) > 1 and _plain(parts[0]) in _words("titles"):
        parts = parts[1:]
    suffix = ""
    if len(parts) > 2 and _plain(parts[-1]) in _words("suffixes"):
        suffix = _plain(parts[-1])
    bare = parts[:-1] if suffix else parts
    kept = [part for at, part in enumerate(bare) if at in (0, len(bare) - 1) or len(_plain(part)) > 1]
    words = tuple(word for part in kept for word in _plain(part).split())
    return _Parsed(words, " ".join(parts).rstrip(","), suffix)


def _plain(part: str) -> str:
    return folded(part).replace(".", "").strip(" ,")


@cache
def _words(section: str, key: str = "words") -> frozenset[str]:
    return frozenset(cue_file("annotate", "people")[section][key])
