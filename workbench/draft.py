"""A first story file for a folder of reports: its parties, places and estimands as the machine proposes them.

What is here: a draft as a value, what an analyst may do with its estimands (rename, drop, put together, set in the
background), and the proposals that begin it, with what speaks for each. The estimands come from ``state/propose.py``,
parties and places from ``state/cast.py``; reading and annotating are as in a build. The text of the file is written in
``drafttext.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from workbench.annotate import pipeline
from workbench.annotate.entities.parties import Register
from workbench.build import model_named
from workbench.drafttext import is_name, slug, toml_of
from workbench.errors import InputError
from workbench.model import Annotation, Report
from workbench.read import read_path
from workbench.read.cues import agencies
from workbench.state.cast import Member, Spot, parties_of, places_of
from workbench.state.claims import default_topics, topics_of
from workbench.state.estimands import Placed, placed
from workbench.state.propose import is_drawn, is_few, kind_of, people_words, proposals, tally_of
from workbench.state.scene import scene_of
from workbench.storydraft import Draft, Example, PartyDraft, PlaceDraft, Proposal
from workbench.storyfile import Estimand, Party, Place, StoryFile, Wire

#: So many parties and places are written down; the rest is in the ledger.
_MOST = 25
#: A party or a place named only once is left to the analyst.
_TWICE = 2
_TOPICS = 6
#: So many sentences are shown for an estimand.
_EXAMPLES = 3


def write_story_file(path: Path, out: Path) -> None:
    """Leaves a first story file at ``out``.

    Raises ``InputError`` when ``out`` exists already (an analyst's work is never overwritten), or when ``path`` holds
    no report.
    """
    if out.exists():
        raise InputError(f"{out}: exists already; choose another name with --out")
    reading = read_path(path)
    notes = list(pipeline.annotate(reading.reports, model=model_named()))
    out.write_text(toml_of(draft(reading.reports, notes, title=path.resolve().name)), encoding="utf-8")


def draft(reports: Sequence[Report], notes: Sequence[Annotation], *, title: str) -> Draft:
    """The draft of a story file from reports and their annotations."""
    register = Register(StoryFile())
    found = estimands_of(reports, notes, register)
    told = [one for one in found if is_name(one.where) and not _takes_anything(one.estimand)]
    needed = [one.where for one in told if one.where]
    return Draft(
        title,
        parties=tuple(_parties(parties_of(reports, notes, register), register)),
        places=tuple(_places(places_of(reports, notes, register), needed)),
        wires=tuple(_wires(reports)),
        proposals=tuple(replace(one, kept=one in told) for one in sorted(found, key=lambda one: not _says_what(one))),
        topics=tuple(_topics(notes)),
    )


def _says_what(proposal: Proposal) -> bool:
    """Whether it is told what the numbers count: a bare share, or people whom nothing befell, is of anything.

    Such proposals come last, so that they take only what no other does.
    """
    estimand = proposal.estimand
    of_anything = not estimand.words and not estimand.per and not proposal.where
    loose = estimand.unit == "percent" and not estimand.nouns
    return not (of_anything and (loose or (estimand.unit == "count" and set(estimand.nouns) <= people_words())))


def _takes_anything(estimand: Estimand) -> bool:
    """Whether an estimand has no word for what it counts, so that in a story file it would take any count."""
    return estimand.unit == "count" and not (estimand.nouns or estimand.words or estimand.per)


def estimands_of(reports: Sequence[Report], notes: Sequence[Annotation], register: Register) -> list[Proposal]:
    """The estimands proposed for the reports, those of most numbers first."""
    scene = scene_of(reports, notes)
    items = [placed(report, note, register, scene) for report, note in zip(reports, notes, strict=True)]
    proposed = proposals(tally_of(items), register)
    wheres: dict[Estimand, str] = {}
    for kind, one in proposed.items():
        wheres.setdefault(one, kind.where)
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
    tellings = [(item, _example(reports[at], notes[at], item)) for at, item in numbers]
    ordered = sorted(tellings, key=lambda one: _clumsiness(*one))
    examples = list({one.sentence: one for _, one in reversed(ordered)}.values())[::-1]
    return Proposal(estimand, where, tuple(phrases), len({at for at, _ in numbers}), tuple(examples[:_EXAMPLES]))


def _example(report: Report, note: Annotation, item: Placed) -> Example:
    """The sentence of a number on one line, with the number's place in it."""
    sentence, quantity = note.sentences[item.quantity.sentence], item.quantity
    before = " ".join(report.text[sentence.start : quantity.start].split()).lstrip('"\u201c\u201d ')
    figure = " ".join(report.text[quantity.start : quantity.end].split())
    after = " ".join(report.text[quantity.end : sentence.end].split()).rstrip('"\u201c\u201d ')
    if report.text[quantity.start - 1 : quantity.start].isspace() and before:
        before += " "
    if report.text[quantity.end : quantity.end + 1].isspace() and after:
        after = f" {after}"
    return Example(f"{before}{figure}{after}", len(before), len(before) + len(figure), report.file)


def _clumsiness(item: Placed, example: Example) -> tuple[bool, bool, bool, int, int]:
    """How ill a sentence serves as an example: noun or status left out, a fragment, other numbers in it, its length."""
    quantity, status = item.quantity, item.status
    told = (status.near or not status.name) and quantity.low != 0
    unusual = item.inherited or not told or is_few(item) or quantity.bound == "vague"
    fragment = not example.sentence.endswith((".", "!"))
    figures = len(re.findall(r"\d[\d,.]*", example.sentence))
    return unusual, fragment, not status.near, figures, len(example.sentence)


def _parties(members: Sequence[Member], register: Register) -> list[PartyDraft]:
    """Those who hold a figure or speak more than once, and the states and bodies that they belong to."""
    listed = [one for one in members if one.holds or one.speaks >= _TWICE][:_MOST]
    names = {one.name for one in listed}
    holders = [one for one in members if one.name in {each.within for each in listed} - names]
    known = {one.name for one in (*listed, *holders)}
    others = dict.fromkeys(one.within for one in (*listed, *holders) if one.within and one.within not in known)
    drafts = [
        PartyDraft(Party(slug(one.name), one.name, one.kind, one.aliases, within=one.within), one.holds, one.speaks)
        for one in (*listed, *holders)
    ]
    return drafts + [PartyDraft(_holder(name, register), 0, 0) for name in others]


def _holder(name: str, register: Register) -> Party:
    """A state or body that somebody belongs to and that says nothing itself."""
    known = register.party_of(name)
    entity = register.entity(known) if known else None
    return Party(slug(name), name, "state" if entity is not None and entity.kind == "state" else "body")


def _places(spots: Sequence[Spot], needed: Sequence[str]) -> list[PlaceDraft]:
    """The places named more than once or needed by an estimand, and those that they lie in."""
    wanted = [one for one in spots if one.named >= _TWICE or one.name in needed][:_MOST]
    names = {one.name for one in wanted}
    holders = dict.fromkeys(one.within for one in wanted if one.within and one.within not in names)
    drafts = [PlaceDraft(Place(slug(one.name), one.name, one.aliases, one.within), one.named) for one in wanted]
    return drafts + [PlaceDraft(Place(slug(name), name), 0) for name in holders]


def _wires(reports: Sequence[Report]) -> list[Wire]:
    """The agencies whose text some report says it is, those of most reports first."""
    counts = Counter(report.wire for report in reports if report.wire)
    known = {one.name: one.aliases for one in agencies()}
    ordered = sorted(counts, key=lambda name: (-counts[name], name))
    return [Wire(name, tuple(alias for alias in known.get(name, ()) if alias != name)) for name in ordered]


def _topics(notes: Sequence[Annotation]) -> list[str]:
    """The general topics that the claims fall under, those of most claims first."""
    counts = Counter(topic for note in notes for topic in topics_of(note.claims, default_topics()))
    return sorted(counts, key=lambda name: (-counts[name], name))[:_TOPICS]
