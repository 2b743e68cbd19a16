"""A first story file for a folder of reports: its parties, places and estimands as the machine proposes them.

What is here: counting who speaks and which places are named, and writing it all as a ``story.toml`` to edit. The
estimands come from ``state/propose.py``; reading and annotating are the same as in a build.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from workbench.annotate import pipeline
from workbench.annotate.parties import Register, plain_name
from workbench.errors import InputError
from workbench.model import Annotation, Report
from workbench.read import read_path
from workbench.state.estimands import Placed, placed
from workbench.state.propose import kind_of, proposals
from workbench.state.scene import scene_of
from workbench.state.speakers import speakers_of
from workbench.storyfile import Estimand, StoryFile

#: So many of each are written down; the rest is in the ledger.
_MOST = 25


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
    scene = scene_of(reports, notes)
    items = [placed(report, note, register, scene) for report, note in zip(reports, notes, strict=True)]
    proposed = proposals(items)
    examples = {proposed[kind]: text for kind, text in _examples(reports, notes, items) if kind in proposed}
    estimands = {estimand: examples.get(estimand, "") for estimand in list(proposed.values())[:_MOST]}
    lines = [
        "schema = 1",
        f"title = {_quoted(title)}",
        'question = ""',
        'language = "en"',
        "",
        "# Proposed by the machine. Fold the names of one party together as aliases, drop what does not matter.",
        *_party_lines(_speakers(reports, notes, register)),
        *_place_lines(_places(notes)),
        "",
        "# The words nearest to a number decide which estimand it is of; ties go to the first in this file.",
        *_estimand_lines(estimands),
    ]
    return "\n".join(lines) + "\n"


def _speakers(reports: Sequence[Report], notes: Sequence[Annotation], register: Register) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for report, note in zip(reports, notes, strict=True):
        for speaker in speakers_of(report, note, register):
            if (
                speaker is not None
                and speaker.speaker.kind in ("person", "body")
                and speaker.speaker.name[:1].isupper()
            ):
                counts[speaker.speaker.name, speaker.speaker.kind] += 1
    return counts


def _places(notes: Sequence[Annotation]) -> Counter[str]:
    return Counter(
        plain_name(m.text) for note in notes for m in note.mentions if m.label in ("GPE", "LOC") and plain_name(m.text)
    )


def _examples(
    reports: Sequence[Report], notes: Sequence[Annotation], items: Sequence[Sequence[Placed]]
) -> Iterator[tuple[object, str]]:
    """The shortest sentence of each kind of number, the kind first."""
    found = [
        (kind_of(item), " ".join(report.text[sentence.start : sentence.end].split()))
        for report, note, of_report in zip(reports, notes, items, strict=True)
        for item in of_report
        if not item.quantity.set_aside
        for sentence in [note.sentences[item.quantity.sentence]]
    ]
    yield from sorted(found, key=lambda entry: -len(entry[1]))


def _party_lines(counts: Mapping[tuple[str, str], int]) -> Iterator[str]:
    seen: set[str] = set()
    for (name, kind), count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:_MOST]:
        slug = _slug(name)
        if slug not in seen:
            seen.add(slug)
            yield from (
                "",
                f"[[parties]]  # speaks {count} times",
                f"id = {_quoted(slug)}",
                f"name = {_quoted(name)}",
                f"kind = {_quoted(kind)}",
                "aliases = []",
            )


def _place_lines(counts: Mapping[str, int]) -> Iterator[str]:
    seen: set[str] = set()
    for name, count in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:_MOST]:
        slug = _slug(name)
        if slug not in seen:
            seen.add(slug)
            yield from (
                "",
                f"[[places]]  # named {count} times",
                f"id = {_quoted(slug)}",
                f"name = {_quoted(name)}",
                'within = ""',
            )


def _estimand_lines(estimands: Mapping[Estimand, str]) -> Iterator[str]:
    for estimand, example in estimands.items():
        yield from (
            "",
            "[[estimands]]",
            f"id = {_quoted(estimand.id)}",
            f"name = {_quoted(estimand.name)}",
            f"unit = {_quoted(estimand.unit)}",
            f"nouns = {_list(estimand.nouns)}",
            f"words = {_list(estimand.words)}",
            f"per = {_quoted(estimand.per)}",
            f"example = {_quoted(example)}",
        )


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "unnamed"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", " ", escaped) + '"'


def _list(words: Sequence[str]) -> str:
    return "[" + ", ".join(_quoted(word) for word in words) + "]"
