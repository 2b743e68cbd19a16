"""What figures and statements have of each field that can be asked for: by facets, by selections, by the search.

What is here: a table as a selection sees it, and the values of every field (who published it, who holds it, what its
sentence mentions, how well its day is known, where its text begins). How values are counted is in ``values.py``; which
rows one term of the search means is in ``terms.py``, which fields are asked for in ``selection.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import pandas as pd

from workbench import ledger
from workbench.compare.parties import holders_of
from workbench.ledger import listed, names_of
from workbench.look import wording
from workbench.look.values import Ints, Mask, Values, in_columns, one_each, rows_at, several, through
from workbench.story import Story

DateQuality = Literal["one day", "several days", "open", "not known"]
_QUALITY: tuple[DateQuality, ...] = ("one day", "several days", "open", "not known")

#: Shown where a value is missing, by field.
_UNSTATED = {
    "estimand": "on no estimand, so not drawn", "source": "nobody named", "outlet": "outlet not stated",
    "claimant": wording.OWN_VOICE, "party": "nobody who can be told apart", "entity": "nobody and nothing known",
    "origin": "no origin counted",
}  # fmt: skip
#: How many answers to a selection a table remembers: a mask is a byte for each row.
_MOST_RECENT = 96
_FLAG_NAMES = {"yes": "unnamed speaker", "no": "named speaker"}


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Figures or statements, a row each, as selections and facets ask about them.

    ``words`` is the column that plain words are looked for in. Of statements ``figures`` is the table of their figures
    and ``holding`` the row of the statement that holds each, or -1: what only a figure can have, a statement has
    through them. ``kept`` remembers what was made once, ``recent`` the last of what selections ask for.
    """

    story: Story
    frame: pd.DataFrame
    words: str
    makers: Mapping[str, Callable[[Table], Values]]
    figures: Table | None = None
    holding: Ints | None = None
    kept: dict[Any, Any] = field(default_factory=dict)
    recent: dict[Any, Any] = field(default_factory=dict)

    @property
    def everything(self) -> Mask:
        """Every row."""
        return np.ones(len(self.frame), dtype=bool)

    def values(self, name: str) -> Values:
        """What each row has of the field, made once."""
        found: Values = self.once(("values", name), lambda: self._made(name))
        return found

    def once(self, key: Any, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, made at the first call with this key and kept."""
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def lately(self, key: Any, make: Callable[[], Any]) -> Any:
        """What ``make`` gives, kept as long as no ``_MOST_RECENT`` others are asked for after it."""
        found = self.recent.pop(key) if key in self.recent else make()
        self.recent[key] = found
        if len(self.recent) > _MOST_RECENT:
            del self.recent[next(iter(self.recent))]
        return found

    def rows(self, at: Any) -> list[dict[str, Any]]:
        """The rows at these places as plain values."""
        return rows_at(self.once("columns", lambda: in_columns(self.frame)), at)

    def ledger_rows(self, name: str, report_id: str) -> list[dict[str, Any]]:
        """The rows of a table of the ledger that belong to a report."""
        places = self.once(("by report", name), lambda: _by_report(getattr(self.story, name)))
        at = places.get(report_id, [])
        return rows_at(self.once(("columns", name), lambda: in_columns(getattr(self.story, name))), at)

    def of_report(self, report_id: str) -> Ints:
        """The places of the rows that belong to a report."""
        found: Mapping[str, Ints] = self.once("by report", lambda: _by_report(self.frame))
        return found.get(report_id, np.array([], dtype=np.int64))

    @property
    def reports(self) -> Ints:
        """The place of each row's report among the story's."""
        found: Ints = self.once("reports", lambda: _report_places(self))
        return found

    def of_figures(self, mask: Mask) -> Mask:
        """The rows that hold one of these figures."""
        assert self.holding is not None  # only statements are asked
        found = np.zeros(len(self.frame), dtype=bool)
        held = self.holding[mask]
        found[held[held >= 0]] = True
        return found

    def _made(self, name: str) -> Values:
        if name in self.makers:
            return self.makers[name](self)
        assert self.figures is not None  # figures have a maker for every field
        assert self.holding is not None
        return through(self.figures.values(name), self.holding, len(self.frame))


def figures_table(story: Story, joined: pd.DataFrame) -> Table:
    """The figures of the story; ``joined`` is their frame with the columns around them."""
    return Table(story, joined, "sentence", {
        "source": lambda table: _names(table, "source", ("outlet", "speaker", "claimant")),
        "outlet": lambda table: _column(table, "outlet"),
        "entity": lambda table: _about(table, ("claimant", "speaker"), "sentence_start", "sentence_end"),
        "party": lambda table: _parties(table, "claimant"),
        "claim_type": lambda table: _column(table, "claim_type"),
        "topic": lambda table: _column(table, "topic"),
        "estimand": lambda table: _column(table, "estimand", names_of(story.estimands, "estimand")),
        "claimant": lambda table: _column(table, "claimant", names_of(story.entities, "entity_id")),
        "stance": lambda table: _column(table, "stance"),
        "anonymous": _unnamed,
        "place": _places,
        "part": lambda table: _column(table, "part"),
        "date_quality": lambda table: one_each(_quality(table.frame), {}, unstated=""),
        "origin": _origins,
    })  # fmt: skip


def statements_table(story: Story, joined: pd.DataFrame, figures: Table) -> Table:
    """The statements of the story, with what they have through their figures."""
    at = pd.Series(np.arange(len(joined)), index=joined["claim_id"], dtype="int64")
    holding = figures.frame["claim_id"].map(at[~at.index.duplicated()]).fillna(-1).to_numpy(dtype=np.int64)
    makers: dict[str, Callable[[Table], Values]] = {
        "source": lambda table: _names(table, "source", ("outlet", "speaker", "party")),
        "outlet": lambda table: _column(table, "outlet"),
        "entity": lambda table: _about(table, ("speaker", "party"), "start", "end"),
        "party": lambda table: _parties(table, "speaker"),
        "claim_type": lambda table: _column(table, "claim_type"),
        "topic": lambda table: _column(table, "topic"),
        "anonymous": _unnamed,
        "part": lambda table: _column(table, "part"),
    }
    return Table(story, joined, "words", makers, figures, holding)


def _by_report(frame: pd.DataFrame) -> dict[str, Ints]:
    codes, reports = pd.factorize(np.array(listed(frame["report_id"]), dtype=object))
    order = np.argsort(codes, kind="stable")
    ends = np.cumsum(np.bincount(codes, minlength=len(reports)))[:-1]
    return dict(zip(reports, np.split(order, ends), strict=True)) if len(reports) else {}


def _report_places(table: Table) -> Ints:
    places = {one: at for at, one in enumerate(listed(table.story.reports["report_id"]))}
    return table.frame["report_id"].map(places).fillna(len(places)).to_numpy(dtype=np.int64)


# --- the values of a field --------------------------------------------------------------------------------------------


def unstated(name: str) -> str:
    """What a reader is shown where a figure or statement has nothing of the field."""
    return _UNSTATED.get(name, wording.NOT_STATED)


def _column(table: Table, name: str, names: Mapping[str, str] | None = None) -> Values:
    return one_each(table.frame[name], names or {}, unstated=unstated(name))


def _all_rows(table: Table) -> Ints:
    return np.arange(len(table.frame))


def _names(table: Table, name: str, columns: tuple[str, ...]) -> Values:
    """Whoever stands in any of the columns; an outlet that is also an entity under that name is that entity."""
    names = names_of(table.story.entities, "entity_id")
    entity = {shown: one for one, shown in reversed(list(names.items()))}
    pairs = []
    for column in columns:
        found = table.frame[column]
        pairs.append((_all_rows(table), pd.Series([entity.get(one, one) for one in listed(found)], dtype=object)))
    return several(pairs, len(table.frame), names, unstated=unstated(name))


def _parties(table: Table, column: str) -> Values:
    """The parties that the holder or speaker belongs to, those of a joint one each."""
    holders = holders_of(table.story)
    held = table.frame[column]
    of_each = {one: sorted(holders.parties(one)) for one in held.dropna().unique()}
    found = pd.Series([of_each.get(one, []) for one in listed(held)], dtype=object).explode()
    rows = found.index.to_numpy(dtype=np.int64)
    names = names_of(table.story.entities, "entity_id")
    return several([(rows, found)], len(table.frame), names, unstated=unstated("party"))


def _about(table: Table, columns: tuple[str, ...], start: str, end: str) -> Values:
    """Whoever holds or says it and everything that its stretch of text mentions."""
    frame, mentions = table.frame, table.story.mentions
    known = mentions[mentions["entity_id"].notna()]
    reports = {one: at for at, one in enumerate(listed(table.story.reports["report_id"]))}
    rows, entries = _inside(frame, known, reports, start, end)
    pairs = [(_all_rows(table), frame[column]) for column in columns]
    pairs.append((rows, known["entity_id"].astype(object).iloc[entries]))
    names = names_of(table.story.entities, "entity_id")
    return several(pairs, len(frame), names, unstated=unstated("entity"))


def _inside(
    frame: pd.DataFrame, spans: pd.DataFrame, reports: Mapping[str, int], start: str, end: str
) -> tuple[Ints, Ints]:
    """Each row together with each span of its report that lies within its stretch, as places in both frames."""
    wide = 1 + max(
        [0, *(int(one[name].max()) for one, name in ((frame, end), (spans, "end")) if one[name].notna().any())]
    )
    starts = _place(spans, reports, "start", wide)
    order = np.argsort(starts, kind="stable")
    first = np.searchsorted(starts[order], _place(frame, reports, start, wide))
    last = np.searchsorted(starts[order], _place(frame, reports, end, wide))
    # A stretch that is not known begins and ends nowhere.
    many = np.where(frame[start].isna() | frame[end].isna(), 0, np.maximum(last - first, 0))
    rows = np.repeat(np.arange(len(frame)), many)
    within = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    entries = order[np.repeat(first, many) + within]
    fits = _place(spans, reports, "end", wide)[entries] <= _place(frame, reports, end, wide)[rows]
    return rows[fits], entries[fits]


def _place(frame: pd.DataFrame, reports: Mapping[str, int], column: str, wide: int) -> Ints:
    """Positions in one text made of all reports, one after the other."""
    report = frame["report_id"].map(reports).fillna(len(reports)).to_numpy(dtype=np.int64)
    return np.asarray(report * wide + frame[column].fillna(0).to_numpy(dtype=np.int64))


def _unnamed(table: Table) -> Values:
    said = pd.Series(np.where(table.frame["anonymous"].fillna(False).astype(bool), "yes", "no"), dtype=object)
    return one_each(said, _FLAG_NAMES, unstated="")


def _places(table: Table) -> Values:
    """Each row's place with every place it lies within."""
    file = table.story.file
    held = table.frame["place"]
    ids = {place.name: place.id for place in file.places} | {place.id: place.id for place in file.places}
    of_each = {one: list(dict.fromkeys((one, *file.place_chain(ids.get(one, ""))))) for one in held.dropna().unique()}
    found = pd.Series([of_each.get(one, []) for one in listed(held)], dtype=object).explode()
    names = names_of(table.story.entities, "entity_id") | {place.id: place.name for place in file.places}
    return several([(found.index.to_numpy(dtype=np.int64), found)], len(held), names, unstated=unstated("place"))


def _quality(frame: pd.DataFrame) -> pd.Series:
    """How well the day is known that each figure speaks of."""
    earliest, latest = frame["as_of_earliest"], frame["as_of_latest"]
    both = (earliest.notna() & latest.notna()).to_numpy(dtype=bool)
    either = (earliest.notna() | latest.notna()).to_numpy(dtype=bool)
    same = (earliest.fillna("") == latest.fillna("")).to_numpy(dtype=bool)
    chosen = np.select([both & same, both, either], _QUALITY[:3], default=_QUALITY[3])
    return pd.Series(chosen, dtype=object)


def _origins(table: Table) -> Values:
    """The first report of the chain of texts that each figure's report belongs to, by the ledger's own counts."""
    first: dict[tuple[str, str], str] = {}
    for row in ledger.records(table.story.corroboration):
        chain_of = {report: chain[0] for chain in row.origins for report in chain}
        first |= {(one, report): root for one in row.estimates for report, root in chain_of.items()}
    keys = zip(listed(table.frame["estimate_id"]), listed(table.frame["report_id"]), strict=True)
    found = pd.Series([first.get(key) for key in keys], dtype=object)
    names = {
        row.report_id: f"{wording.report_name(row._asdict())}, "
        f"{wording.days(row.published_earliest, row.published_latest)}"
        for row in ledger.records(table.story.reports)
    }
    return one_each(found, names, unstated=unstated("origin"))
