"""A first story file for a folder of reports: its parties, places and estimands as the machine proposes them.

What is here: writing the proposals as a ``story.toml`` to confirm or edit, with what speaks for each. The estimands
come from ``state/propose.py``, parties and places from ``state/cast.py``; reading and annotating are as in a build.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.annotate import pipeline
from workbench.annotate.entities.parties import Register
from workbench.errors import InputError
from workbench.model import Annotation, Report
from workbench.read import read_path
from workbench.state.cast import Member, Spot, parties_of, places_of
from workbench.state.estimands import Placed, placed
from workbench.state.propose import is_drawn, kind_of, proposals
from workbench.state.scene import scene_of
from workbench.storyfile import Estimand, StoryFile

#: So many of each are written down; the rest is in the ledger.
_MOST = 25
#: A party or a place named only once is left to the analyst.
_TWICE = 2


@dataclass(frozen=True, slots=True)
class Proposal:
    """An estimand with what speaks for it: the numbers it would take, as worded, and a sentence of the reports."""

    estimand: Estimand
    where: str
    phrases: tuple[str, ...]
    reports: int
    example: str


def write_story_file(path: Path, out: Path, *, model: str | None = None) -> None:
    """Leaves a first story file at ``out``.

    Raises ``InputError`` when ``out`` exists already (an analyst's work is never overwritten), or when ``path`` holds
    no report.
    """
    if out.exists():
        raise InputError(f"{out}: exists already; choose another name with --out")
    reading = read_path(path)
    notes = list(pipeline.annotate(reading.reports, model=model or pipeline.DEFAULT_MODEL))
    out.write_text(draft(reading.reports, notes, title=path.resolve().name), encoding="utf-8")


def draft(reports: Sequence[Report], notes: Sequence[Annotation], *, title: str) -> str:
    """The text of a first story file."""
    register = Register(StoryFile())
    found = estimands_of(reports, notes, register)
    kept = [one for one in found if len(one.phrases) >= _TWICE and _is_name(one.where)][:_MOST]
    lines = [
        "schema = 1",
        f"title = {_quoted(title)}",
        'question = ""',
        'language = "en"',
        "",
        "# Proposed by the machine. Fold the names of one party together as aliases, drop what does not matter.",
        *_party_lines(parties_of(reports, notes, register)),
        *_place_lines(places_of(reports, notes, register), [one.where for one in kept if one.where]),
        "",
        "# The words nearest to a number decide which estimand it is of; ties go to the first in this file.",
        *_estimand_lines(sorted(kept, key=lambda one: not one.where)),
        *_left_out_lines([one for one in found if one not in kept]),
    ]
    return "\n".join(lines) + "\n"


def estimands_of(reports: Sequence[Report], notes: Sequence[Annotation], register: Register) -> list[Proposal]:
    """The estimands proposed for the reports, those of most numbers first."""
    scene = scene_of(reports, notes)
    items = [placed(report, note, register, scene) for report, note in zip(reports, notes, strict=True)]
    proposed = proposals(items)
    wheres = {estimand: kind.where for kind, estimand in proposed.items()}
    taken: dict[Estimand, list[tuple[int, Placed]]] = {estimand: [] for estimand in proposed.values()}
    for number, of_report in enumerate(items):
        for item in of_report:
            estimand = proposed.get(kind_of(item))
            if estimand is not None and is_drawn(item):
                taken[estimand].append((number, item))
    found = [_proposal(estimand, wheres[estimand], of, reports, notes) for estimand, of in taken.items() if of]
    return sorted(found, key=lambda one: -len(one.phrases))


def _proposal(
    estimand: Estimand,
    where: str,
    numbers: Sequence[tuple[int, Placed]],
    reports: Sequence[Report],
    notes: Sequence[Annotation],
) -> Proposal:
    phrases = [reports[at].text[item.quantity.start : item.quantity.end] for at, item in numbers]
    tellings = [(item, _sentence(reports[at], notes[at], item)) for at, item in numbers]
    example = min(tellings, key=lambda one: _clumsiness(*one))[1]
    return Proposal(estimand, where, tuple(phrases), len({at for at, _ in numbers}), example)


def _sentence(report: Report, note: Annotation, item: Placed) -> str:
    sentence = note.sentences[item.quantity.sentence]
    return " ".join(report.text[sentence.start : sentence.end].split()).strip('"\u201c\u201d ')


def _clumsiness(item: Placed, sentence: str) -> tuple[bool, bool, int, int]:
    """How ill a sentence serves as an example: noun or status left out, a fragment, other numbers in it, its length."""
    told = item.status.near or not item.status.name
    told = told and item.quantity.low != 0
    figures = len(re.findall(r"\d[\d,.]*", sentence))
    return item.inherited or not told, not sentence.endswith((".", "!")), figures, len(sentence)


def _party_lines(members: Sequence[Member]) -> Iterator[str]:
    listed = _once([one for one in members if one.holds or one.speaks >= _TWICE][:_MOST])
    known = {_slug(one.name) for one in listed}
    for one in listed:
        yield from (
            "",
            f"[[parties]]  # holds {one.holds} numbers, speaks {one.speaks} times",
            f"id = {_quoted(_slug(one.name))}",
            f"name = {_quoted(one.name)}",
            f"kind = {_quoted(one.kind)}",
            f"aliases = {_list(one.aliases)}",
            f"within = {_quoted(_slug(one.within) if _slug(one.within) in known else '')}",
        )


def _once(members: Sequence[Member]) -> list[Member]:
    return list({_slug(one.name): one for one in reversed(members)}.values())[::-1]


def _place_lines(spots: Sequence[Spot], needed: Sequence[str]) -> Iterator[str]:
    wanted = [one for one in spots if one.named >= _TWICE or one.name in needed][:_MOST]
    wanted += [Spot(name, "", 0) for name in needed if name not in {one.name for one in wanted}]
    first = {_slug(one.name): one for one in reversed(wanted)}
    for slug, one in reversed(first.items()):
        yield from (
            "",
            f"[[places]]  # named {one.named} times" if one.named else "[[places]]  # an event of its own",
            f"id = {_quoted(slug)}",
            f"name = {_quoted(one.name)}",
            f"within = {_quoted(_slug(one.within) if _slug(one.within) in first else '')}",
        )


def _estimand_lines(proposals: Sequence[Proposal]) -> Iterator[str]:
    for one in proposals:
        yield from (
            "",
            f"[[estimands]]  # {len(one.phrases)} numbers in {one.reports} reports: {_few(one.phrases)}",
            f"id = {_quoted(one.estimand.id)}",
            f"name = {_quoted(one.estimand.name)}",
            f"unit = {_quoted(one.estimand.unit)}",
            f"nouns = {_list(one.estimand.nouns)}",
            f"words = {_list(one.estimand.words)}",
            f"place = {_quoted(_slug(one.where) if one.where else '')}",
            f"per = {_quoted(one.estimand.per)}",
            f"example = {_quoted(one.example)}",
        )


def _left_out_lines(proposals: Sequence[Proposal]) -> Iterator[str]:
    """What was told once or of an unnamed part, as a remark: an analyst may want one of them."""
    if proposals:
        yield from ("", "# Told only once, or of a part without a name, and left out:")
    for one in proposals:
        yield f"# {_plain(one.estimand.name)}: {_few(one.phrases)}"


def _few(phrases: Sequence[str]) -> str:
    """Some of the numbers as worded, each once."""
    shown = list(dict.fromkeys(_plain(phrase) for phrase in phrases))
    return ", ".join(shown[:5]) + (", ..." if len(shown) > 5 else "")


def _plain(words: str) -> str:
    return " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", words).split())


def _is_name(where: str) -> bool:
    return not where or any(letter.isupper() for letter in where)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "unnamed"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", " ", escaped) + '"'


def _list(words: Sequence[str]) -> str:
    return "[" + ", ".join(_quoted(word) for word in words) + "]"
