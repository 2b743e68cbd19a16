"""The text of a first story file: a draft written down for the analyst to read, with what speaks for each entry.

What is here: the lines of ``story.toml`` from a draft. Text of a report stands in it only between quotes or behind a
``#``, on one line, so that none of it can become an entry of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from workbench.storydraft import Draft, PartyDraft, PlaceDraft, Proposal
from workbench.storyfile import Place, Wire


def toml_of(draft: Draft) -> str:
    """The story file that a draft stands for, ending in a line break."""
    written = [one for one in draft.proposals if one.kept]
    lines = [
        "schema = 1",
        f"title = {_quoted(draft.title)}",
        f"question = {_quoted(draft.question)}",
        'language = "en"',
        "",
        "# Proposed by the machine. Fold the names of one party together as aliases, drop what does not matter.",
        *_party_lines(draft.parties),
        *_place_lines(_with_needed(draft.places, written)),
        *_wire_lines(draft.wires),
        *_topic_lines(draft.topics),
        "",
        "# The words nearest to a number decide which estimand it is of; ties go to the first in this file.",
        *_estimand_lines(sorted(written, key=lambda one: not one.where)),
        *_left_out_lines([one for one in draft.proposals if not one.kept]),
    ]
    return "\n".join(lines) + "\n"


def slug(name: str) -> str:
    """A name as an id: lower case, with hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "unnamed"


def is_name(where: str) -> bool:
    """Whether a place is called by a name and not "the west"; no place at all is one too."""
    return not where or any(letter.isupper() for letter in where)


def _party_lines(parties: Sequence[PartyDraft]) -> Iterator[str]:
    known = {slug(one.party.name) for one in parties}
    for one in _once(parties):
        yield from (
            "",
            f"[[parties]]  # holds {_times(one.holds, 'number')}, speaks {_times(one.speaks, 'time')}",
            f"id = {_quoted(slug(one.party.name))}",
            f"name = {_quoted(one.party.name)}",
            f"kind = {_quoted(one.party.kind)}",
            f"aliases = {_list(one.party.aliases)}",
            f"within = {_quoted(_known(one.party.within, one.party.name, known))}",
        )


def _once(parties: Sequence[PartyDraft]) -> list[PartyDraft]:
    return list({slug(one.party.name): one for one in reversed(parties)}.values())[::-1]


def _known(within: str, name: str, known: set[str]) -> str:
    """The id of what holds an entry, where the file has it and it is not the entry itself."""
    inside = slug(within) if within else ""
    return inside if inside in known and inside != slug(name) else ""


def _with_needed(places: Sequence[PlaceDraft], written: Sequence[Proposal]) -> list[tuple[PlaceDraft, str]]:
    """The places of the draft, and those that an estimand needs, each with a remark."""
    found = {
        slug(one.place.name): (one, f"named {_times(one.named, 'time')}" if one.named else "holds others")
        for one in reversed(places)
    }
    found = dict(reversed(found.items()))
    for one in written:
        if one.where and slug(one.where) not in found:
            found[slug(one.where)] = (PlaceDraft(_place(one.where), 0), "where some figures hold")
    return list(found.values())


def _place(name: str) -> Place:
    return Place(slug(name), name)


def _place_lines(places: Sequence[tuple[PlaceDraft, str]]) -> Iterator[str]:
    known = {slug(one.place.name) for one, _ in places}
    for one, remark in places:
        yield from (
            "",
            f"[[places]]  # {remark}",
            f"id = {_quoted(slug(one.place.name))}",
            f"name = {_quoted(one.place.name)}",
            f"aliases = {_list(one.place.aliases)}",
            f"within = {_quoted(_known(one.place.within, one.place.name, known))}",
        )


def _wire_lines(wires: Sequence[Wire]) -> Iterator[str]:
    for one in wires:
        yield from (
            "",
            "[[wires]]  # some reports say that their text is this agency's",
            f"name = {_quoted(one.name)}",
            f"aliases = {_list(one.aliases)}",
        )


def _topic_lines(topics: Sequence[str]) -> Iterator[str]:
    if topics:
        yield from (
            "",
            f"# The claims are of these topics, by general words of news: {', '.join(topics)}.",
            "# Topics of your own replace them all:",
            '# [[topics]]\n# name = "ferries"\n# words = ["ferry", "boat", "pier"]',
        )


def _estimand_lines(proposals: Sequence[Proposal]) -> Iterator[str]:
    used: set[str] = set()
    for one in proposals:
        estimand = one.estimand
        yield from (
            "",
            f"[[estimands]]  # {_times(len(one.phrases), 'number')} in {_times(one.reports, 'report')}: "
            f"{few(one.phrases)}",
            f"id = {_quoted(_free(slug(estimand.name), used))}",
            f"name = {_quoted(estimand.name)}",
            f"unit = {_quoted(estimand.unit)}",
            f"nouns = {_list(estimand.nouns)}",
            f"words = {_list(estimand.words)}",
            *((f"not_words = {_list(estimand.not_words)}",) if estimand.not_words else ()),
            f"place = {_quoted(slug(one.where) if one.where else '')}",
            f"per = {_quoted(estimand.per)}",
            *(("background = true",) if estimand.background else ()),
            f"example = {_quoted(one.examples[0].sentence if one.examples else '')}",
        )


def _free(name: str, used: set[str]) -> str:
    """The id, with a number where an earlier estimand has it."""
    free, number = name, 1
    while free in used:
        number += 1
        free = f"{name}-{number}"
    used.add(free)
    return free


def _left_out_lines(proposals: Sequence[Proposal]) -> Iterator[str]:
    """What was told of a part without a name, or was dropped, as a remark: an analyst may want one of them."""
    if proposals:
        yield from ("", "# Told of a part without a name, or dropped, and left out:")
    for one in proposals:
        yield f"# {_plain(one.estimand.name)}: {few(one.phrases)}"


def few(phrases: Sequence[str]) -> str:
    """Some of the numbers as worded, each once."""
    shown = list(dict.fromkeys(_plain(phrase) for phrase in phrases))
    return ", ".join(shown[:5]) + (", ..." if len(shown) > 5 else "")


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", words).split())


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", " ", escaped) + '"'


def _list(words: Sequence[str]) -> str:
    return "[" + ", ".join(_quoted(word) for word in words) + "]"
