"""A draft of a story file as a value, and what an analyst may do with it before it is written.

What is here: parties, places and proposed estimands with what speaks for each, and the changes: rename, drop, set in
the background, put two together. Where a draft comes from is in ``draft.py``, how it is written in ``drafttext.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from workbench.errors import InputError
from workbench.storyfile import Estimand, Party, Place, Wire


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of a report with a figure in it, ``start``:``end`` being the figure's place in the sentence."""

    sentence: str
    start: int
    end: int
    file: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An estimand with what speaks for it: the numbers it would take, as worded, and sentences of the reports.

    ``where`` is the place or event of its figures where that is not the story's own; ``kept`` is false for one that is
    only remarked on in the file.
    """

    estimand: Estimand
    where: str
    phrases: tuple[str, ...]
    reports: int
    examples: tuple[Example, ...] = ()
    kept: bool = True


@dataclass(frozen=True, slots=True)
class PartyDraft:
    """A proposed party, which ``holds`` figures and ``speaks`` so many times; its ``within`` is a name, not an id."""

    party: Party
    holds: int
    speaks: int


@dataclass(frozen=True, slots=True)
class PlaceDraft:
    """A proposed place, named so many times in the reports; its ``within`` is a name, not an id."""

    place: Place
    named: int


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a first story file holds."""

    title: str
    question: str = ""
    parties: tuple[PartyDraft, ...] = ()
    places: tuple[PlaceDraft, ...] = ()
    wires: tuple[Wire, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    topics: tuple[str, ...] = ()

    def proposal(self, estimand: str) -> Proposal:
        """The proposal of that id. Raises ``InputError`` where there is none."""
        for one in self.proposals:
            if one.estimand.id == estimand:
                return one
        ids = ", ".join(one.estimand.id for one in self.proposals)
        raise InputError(f"estimand: must be one of {ids or 'none'}, is {estimand!r}")


def with_heading(draft: Draft, *, title: str, question: str) -> Draft:
    """The draft with that title and question, each on one line."""
    return replace(draft, title=" ".join(title.split()), question=" ".join(question.split()))


def with_name(draft: Draft, estimand: str, name: str) -> Draft:
    """The draft with that estimand called otherwise. Raises ``InputError`` for an empty name."""
    shown = " ".join(name.split())
    if not shown:
        raise InputError("name: must hold a word, is empty")
    return _changed(draft, estimand, lambda one: replace(one, estimand=replace(one.estimand, name=shown)))


def kept(draft: Draft, estimand: str, *, keep: bool) -> Draft:
    """The draft with that estimand written down, or only remarked on."""
    return _changed(draft, estimand, lambda one: replace(one, kept=keep))


def in_background(draft: Draft, estimand: str, *, background: bool) -> Draft:
    """The draft with that estimand listed and not charted, or charted."""
    return _changed(draft, estimand, lambda one: replace(one, estimand=replace(one.estimand, background=background)))


def merged(draft: Draft, estimand: str, into: str) -> Draft:
    """The draft with the first estimand's numbers counted with those of the second.

    Raises ``InputError`` for one put into itself, and for two that are measured in different units or per different
    groups: their figures cannot stand on one axis.
    """
    one, other = draft.proposal(estimand), draft.proposal(into)
    if estimand == into:
        raise InputError(f"into: must be another estimand than {estimand!r}")
    if (one.estimand.unit, one.estimand.per) != (other.estimand.unit, other.estimand.per):
        raise InputError(
            f"into: {one.estimand.name!r} is counted in {_unit(one.estimand)}, "
            f"{other.estimand.name!r} in {_unit(other.estimand)}; the two cannot be put together"
        )
    both = replace(
        other,
        estimand=replace(
            other.estimand,
            nouns=_either(one.estimand.nouns, other.estimand.nouns),
            words=_either(one.estimand.words, other.estimand.words),
        ),
        where=other.where if one.where == other.where else "",
        phrases=(*other.phrases, *one.phrases),
        reports=max(one.reports, other.reports),
        examples=(*other.examples, *one.examples)[:3],
    )
    rest = [both if each is other else each for each in draft.proposals if each is not one]
    return replace(draft, proposals=tuple(rest))


def with_party(draft: Draft, party: str, *, name: str, aliases: Sequence[str], within: str) -> Draft:
    """The draft with that party called so, and within that other one; an empty name drops it."""
    changed = []
    for one in draft.parties:
        if one.party.id != party:
            changed.append(one)
        elif " ".join(name.split()):
            shown = replace(one.party, name=" ".join(name.split()), aliases=_words(aliases), within=within.strip())
            changed.append(replace(one, party=shown))
    return replace(draft, parties=tuple(changed))


def with_place(draft: Draft, place: str, *, name: str, aliases: Sequence[str], within: str) -> Draft:
    """The draft with that place called so, and within that other one; an empty name drops it."""
    changed = []
    for one in draft.places:
        if one.place.id != place:
            changed.append(one)
        elif " ".join(name.split()):
            shown = replace(one.place, name=" ".join(name.split()), aliases=_words(aliases), within=within.strip())
            changed.append(replace(one, place=shown))
    return replace(draft, places=tuple(changed))


def _changed(draft: Draft, estimand: str, change: Callable[[Proposal], Proposal]) -> Draft:
    draft.proposal(estimand)
    changed = [change(one) if one.estimand.id == estimand else one for one in draft.proposals]
    return replace(draft, proposals=tuple(changed))


def _either(one: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """Words of both; where one of the two asks for none, none is asked for."""
    return tuple(dict.fromkeys([*other, *one])) if one and other else ()


def _words(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(shown for name in names if (shown := " ".join(name.split()))))


def _unit(estimand: Estimand) -> str:
    return estimand.unit + (f" per {estimand.per}" if estimand.per else "")
