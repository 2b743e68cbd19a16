"""Pulling a thread: every figure, count and discrepancy that changes when a source, an origin or a report is struck.

What is here: what is struck, and the difference it makes. Striking is a question, not an edit: nothing of the story
changes. What was drawn from a struck text stays counted among the reports and stands on nobody's word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import compress
from typing import Any

from workbench import ledger
from workbench.compare.naming import report_name
from workbench.compare.support.anonymous import AnonymousSource, register
from workbench.compare.support.chains import chains
from workbench.compare.support.corroboration import (
    Strike,
    Support,
    Told,
    carriers_of,
    is_struck,
    lineage_of,
    supports,
    told,
)
from workbench.errors import InputError
from workbench.story import Story


@dataclass(frozen=True, slots=True)
class Ready:
    """A story made ready for pulling threads: read once, with who stands behind each figure and who is unnamed."""

    read: Told
    before: tuple[Support, ...]
    unnamed: tuple[AnonymousSource, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure before and after; ``is_bare`` where it had a known source and has none left."""

    before: Support
    after: Support

    @property
    def is_bare(self) -> bool:
        return bool(self.before.sources) and not self.after.sources

    @property
    def is_gone(self) -> bool:
        """Whether no report gives it any more."""
        return bool(self.before.reports) and not self.after.reports


@dataclass(frozen=True, slots=True)
class Pulled:
    """What a strike changes: the figures with other counts or names, and the discrepancies that rest on struck words.

    ``estimates`` are the struck ones. ``standing`` are the figures that keep every count and name.
    """

    struck: str
    estimates: tuple[str, ...]
    figures: tuple[Changed, ...]
    discrepancies: tuple[str, ...]
    standing: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The result in a line: "Without the port office, 2 figures change; no named support is left for 40."

        How many discrepancies rest on what is struck is told behind it.
        """
        rest = len(self.discrepancies)
        told = f" {rest} {'discrepancy rests' if rest == 1 else 'discrepancies rest'} on it." if rest else ""
        if not self.figures:
            return f"Without {self.struck}, {'no figure' if rest else 'nothing'} changes.{told}"
        count = len(self.figures)
        changed = f"Without {self.struck}, {count} {'figure changes' if count == 1 else 'figures change'}"
        bare = "; ".join(one.before.figure.words for one in self.figures if one.is_bare)
        return f"{changed}; no named support is left for {bare}.{told}" if bare else f"{changed}.{told}"


def ready(story: Story, *, lineage: Iterable[Mapping[str, Any]] | None = None) -> Ready:
    """The story made ready, for whoever pulls several threads; with the ledger's own lineage unless another."""
    read = told(story, lineage_of(story) if lineage is None else lineage)
    return Ready(read, supports(read), register(read, story))


def pull_the_thread(
    story: Story,
    *,
    source: str | None = None,
    origin: str | None = None,
    report: str | None = None,
    lineage: Iterable[Mapping[str, Any]] | None = None,
    made_ready: Ready | None = None,
) -> Pulled:
    """What changes when one source, origin or report is struck; with none of them, nothing.

    ``source`` is a person, body or party, named or not, or an outlet, by id or shown name; whoever belongs to it is
    struck with it. ``origin`` is the report at the beginning of a chain: all that goes back to it is struck. ``report``
    is one report. The lineage is the ledger's own unless another is given; ``made_ready`` is the same story's from
    ``ready``, which spares reading it again. Raises ``InputError`` for more than one of the three, or for somebody or
    something the story does not know.
    """
    given = [name for name, value in (("source", source), ("origin", origin), ("report", report)) if value is not None]
    if len(given) > 1:
        raise InputError(f"pull_the_thread: give one of source, origin, report, not {' and '.join(given)}")
    known = made_ready or ready(story, lineage=lineage)
    read = known.read
    if source is not None:
        name, strike = _source(source, story, known)
    elif origin is not None:
        name, strike = _origin(_report_id(origin, story), story, read)
    elif report is not None:
        report_id = _report_id(report, story)
        name, strike = _shown(report_id, story), Strike(reports=frozenset([report_id]))
    else:
        name, strike = "nothing", Strike()
    return _pulled(name, strike, story, known)


def _pulled(name: str, strike: Strike, story: Story, known: Ready) -> Pulled:
    read = known.read
    pairs = [Changed(was, now) for was, now in zip(known.before, supports(read, without=strike), strict=True)]
    is_changed = [_facts(pair.before) != _facts(pair.after) for pair in pairs]
    gone = {
        point.estimate_id
        for point in read.points
        if point.estimate_id in strike.points
        or point.report_id in strike.reports
        or is_struck(point.claimant, read.holders, strike)
    }
    return Pulled(
        struck=name,
        estimates=tuple(point.estimate_id for point in read.points if point.estimate_id in gone),
        figures=tuple(compress(pairs, is_changed)),
        discrepancies=_discrepancies(gone, strike, story, read),
        standing=tuple(
            pair.before.figure.figure_id for pair, is_new in zip(pairs, is_changed, strict=True) if not is_new
        ),
    )


def _facts(support: Support) -> tuple[Any, ...]:
    return support.reports, support.origins, support.sources, support.unknown


def _discrepancies(gone: set[str], strike: Strike, story: Story, read: Told) -> tuple[str, ...]:
    """The discrepancies of which a reading lies in a struck report or holds a struck number."""
    spans: dict[str, list[int]] = {}
    for point in read.points:
        if point.estimate_id in gone:
            spans.setdefault(point.report_id, []).append(point.start)
    rows = story.tables.get("discrepancies")
    found = []
    for row in [] if rows is None else ledger.records(rows):
        for side in ("a", "b"):
            report, start, end = (getattr(row, f"{side}_{name}") for name in ("report", "start", "end"))
            held = start is not None and any(start <= at < end for at in spans.get(report, ()))
            if held or report in strike.reports:
                found.append(row.discrepancy_id)
                break
    return tuple(found)


# --- what is struck ---------------------------------------------------------------------------------------------------


def _source(source: str, story: Story, ready: Ready) -> tuple[str, Strike]:
    read = ready.read
    wanted = source.casefold()
    ids = frozenset(
        one
        for one, holder in read.holders.known.items()
        if one == source or wanted == holder.name.casefold() or wanted in (alias.casefold() for alias in holder.aliases)
    )
    rows = ledger.records(story.reports)
    reports = frozenset(
        row.report_id for row in rows if wanted in ((row.outlet or "").casefold(), (row.wire or "").casefold())
    )
    if not ids and not reports:
        raise InputError(f"pull_the_thread: source must be an id or name of the story, is {source!r}")
    points = {
        point.estimate_id
        for point in read.points
        if any(set(read.holders.chain(carrier)) & ids for carrier in point.carriers)
    }
    points |= {estimate for entry in ready.unnamed if entry.entity_id in ids for estimate in entry.estimates}
    name = read.holders.name(min(ids)) if ids else source
    shown = f"the unnamed {name}" if ids and read.holders.is_unnamed(min(ids)) else name
    return shown, Strike(frozenset(points), reports, ids)


def _origin(root: str, story: Story, read: Told) -> tuple[str, Strike]:
    """All that goes back to one text and to no other."""
    points = set()
    for figure in read.figures:
        giving = list(dict.fromkeys(point.report_id for point in figure.points if point.supports))
        elsewhere: set[str] = set()
        here: set[str] = set()
        for chain in chains(read.descent, giving, carriers_of(figure, read)):
            (here if chain.root == read.descent.of(root) else elsewhere).update(chain.reports)
        points |= {point.estimate_id for point in figure.points if point.report_id in here - elsewhere}
    return f"the origin {_shown(root, story)}", Strike(points=frozenset(points))


def _report_id(wanted: str, story: Story) -> str:
    """The report of that id, file or file name."""
    for row in ledger.records(story.reports):
        if wanted in (row.report_id, row.file, (row.file or "").rsplit("/", 1)[-1]):
            return str(row.report_id)
    raise InputError(f"pull_the_thread: report must be an id or file of the story, is {wanted!r}")


def _shown(report_id: str, story: Story) -> str:
    return next(
        report_name(outlet=row.outlet, wire=row.wire, title=row.title, file=row.file or report_id)
        for row in ledger.records(story.reports)
        if row.report_id == report_id
    )
