"""The range of published figures on one estimand, and a best figure by a rule that the analyst names.

What is here: the lowest and the highest that anybody still holds, captioned as what they are, and a figure picked by
one of three rules. No rule is the default; where a rule leaves a tie, there is no best figure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from workbench.compare.support.corroboration import Support, Told, lineage_of, supports, told
from workbench.compare.support.points import Point, days
from workbench.compare.support.trends import echoing
from workbench.errors import InputError
from workbench.story import Story

Rule = Literal["latest", "most ultimate sources", "latest of claimant"]

CAPTION = "Lowest and highest of the figures published, by whoever held them; this is no interval of probability."


@dataclass(frozen=True, slots=True)
class Published:
    """The ends of what was published on an estimand, each with its estimates; an end nobody states is missing.

    ``holders`` counts the parties behind the figures. ``caption`` must be shown with the ends.
    """

    estimand: str
    low: float | None
    high: float | None
    low_by: tuple[str, ...]
    high_by: tuple[str, ...]
    holders: tuple[str, ...]
    caption: str = CAPTION


@dataclass(frozen=True, slots=True)
class Best:
    """The figure a rule picks, or none, and the rule in words with what it decided."""

    figure_id: str | None
    estimates: tuple[str, ...]
    rule: str
    reason: str


def published_range(story: Story, estimand: str, *, lineage: Iterable[Mapping[str, Any]] | None = None) -> Published:
    """The lowest and highest figure on an estimand across claimants: current, neither denied nor taken back.

    A floor gives no highest and a ceiling no lowest. What a text took from another is left out, so a figure that came
    up in the retelling is no end of the range. Raises ``InputError`` for an estimand the story does not have.
    """
    read = _read(story, estimand, lineage)
    points = [point for _, point in _beginning(_of(estimand, read), read)]
    low, low_by = _end(points, lambda point: point.low, min)
    high, high_by = _end(points, lambda point: point.high, max)
    holders = {party for point in points for party in read.holders.parties(point.claimant)}
    return Published(estimand, low, high, low_by, high_by, tuple(sorted(holders)))


def best_figure(
    story: Story,
    estimand: str,
    *,
    rule: Rule,
    claimant: str | None = None,
    lineage: Iterable[Mapping[str, Any]] | None = None,
) -> Best:
    """The figure that a named rule picks; none where the rule leaves a tie or finds nothing.

    "latest": the one that speaks of the latest day, a tie where the days in doubt allow another. "most ultimate
    sources": the one that most holders stand behind. "latest of claimant": the latest of the party ``claimant`` (id or
    name). Raises ``InputError`` for another rule, an unknown estimand, or a claimant given to a rule that takes none.
    """
    if rule not in get_args(Rule):
        raise InputError(f"best_figure: rule must be one of {', '.join(get_args(Rule))}, is {rule!r}")
    if (claimant is not None) != (rule == "latest of claimant"):
        raise InputError(f"best_figure: claimant goes with rule 'latest of claimant' and only with it, is {claimant!r}")
    read = _read(story, estimand, lineage)
    if rule == "most ultimate sources":
        return _most_sources(_of(estimand, read), rule)
    return _latest(_of(estimand, read), read, rule, claimant)


def _most_sources(known: Sequence[Support], rule: str) -> Best:
    most = max((len(one.sources) for one in known), default=0)
    found = [one for one in known if len(one.sources) == most and most]
    if len(found) != 1:
        words = "; ".join(one.figure.words for one in found)
        return Best(None, (), rule, f"tied at {most}: {words}" if found else "no figure has a known source")
    estimates = tuple(point.estimate_id for point in found[0].figure.points)
    return Best(found[0].figure.figure_id, estimates, rule, f"{found[0].figure.words} has {found[0].badge}")


def _latest(known: Sequence[Support], read: Told, rule: str, claimant: str | None) -> Best:
    wanted = None if claimant is None else _party(claimant, read)
    points = [
        (support, point)
        for support, point in _beginning(known, read)
        if wanted is None or wanted in read.holders.parties(point.claimant)
    ]
    last = max((days(point)[0] for _, point in points), default="")
    found = [(support, point) for support, point in points if days(point)[1] >= last]
    figures = {support.figure.figure_id: support.figure.words for support, _ in found}
    if len(figures) != 1:
        return Best(None, (), rule, f"tied: {'; '.join(figures.values())}" if figures else "no figure fits the rule")
    ((figure_id, words),) = figures.items()
    estimates = tuple(point.estimate_id for _, point in found)
    return Best(figure_id, estimates, rule, f"no other figure can speak of a day as late as {words}")


def _party(claimant: str, read: Told) -> str:
    for one, holder in read.holders.known.items():
        if claimant in (one, holder.name):
            return read.holders.chain(one)[-1]
    raise InputError(f"best_figure: claimant must be an id or name of the story, is {claimant!r}")


def _read(story: Story, estimand: str, lineage: Iterable[Mapping[str, Any]] | None) -> Told:
    known = sorted(story.estimands["estimand"])
    if estimand not in known:
        raise InputError(f"estimand must be one of {', '.join(known)}, is {estimand!r}")
    return told(story, lineage_of(story) if lineage is None else lineage)


def _of(estimand: str, read: Told) -> list[Support]:
    return [one for one in supports(read) if one.figure.estimand == estimand and one.reports]


def _beginning(known: Iterable[Support], read: Told) -> list[tuple[Support, Point]]:
    """The current figures as the beginnings of their chains give them."""
    echoes = echoing(read)
    return [
        (support, point)
        for support in known
        for point in support.figure.points
        if point.supports and not point.superseded and point.estimate_id not in echoes
    ]


def _end(
    points: Iterable[Point],
    read: Callable[[Point], float | None],
    pick: Callable[[Iterable[float]], float],
) -> tuple[float | None, tuple[str, ...]]:
    stated = [(end, point) for point in points if (end := read(point)) is not None]
    if not stated:
        return None, ()
    end = pick(value for value, _ in stated)
    return end, tuple(point.estimate_id for value, point in stated if value == end)
