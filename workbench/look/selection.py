"""What the analyst asked to see: one frozen value, applied to a story's estimates as plain equality.

What is here: ``Selection``, the rows it keeps, joined with the columns that charts and tables show, and the sentence
that says it. Nothing of a selection is ever evaluated or formatted into an expression, so a source may be named
anything. Drawing is in ``charts.py``, tables are in ``tables.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, get_args

import pandas as pd

from workbench.compare.standing import known_by
from workbench.errors import InputError
from workbench.look import wording
from workbench.model import Part, Stance
from workbench.story import Story

#: One value or several; several mean "any of these".
Choice = str | tuple[str, ...] | None

_CLOSED: dict[str, tuple[str, ...]] = {
    "stance": get_args(Stance),
    "part": get_args(Part),
    "claim_type": (
        "demand",
        "denial",
        "intention",
        "estimate",
        "forecast",
        "assessment",
        "report",
        "background",
    ),
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

#: Columns that a view may rely on beside those of the ``estimates`` table.
JOINED = (
    "outlet",
    "wire",
    "file",
    "title",
    "published_earliest",
    "published_latest",
    "published_conflict",
    "claimant_name",
    "speaker",
    "speaker_name",
    "relayed_names",
    "source_words",
    "claim_type",
    "topic",
    "certainty",
    "denied",
    "sentence",
    "phrase_start",
    "phrase_end",
    "estimand_name",
    "estimand_unit",
    "estimand_per",
    "estimand_background",
    "proposed",
    "possibly_out",
    "badge",
)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which figures to show; a field left out keeps all.

    ``source`` is an outlet, speaker or claimant, ``entity`` a claimant, a speaker or anything mentioned in the
    figure's sentence, each by id or shown name. ``estimand`` and ``place`` take an id or a name, a place with what lies
    within it. ``text`` must stand in the sentence, capitals ignored. ``date`` is a day the figure may speak of.
    ``known_by`` keeps what was out on that day; a report that only may have been out is kept and flagged, as it is in
    a story that is cut to a day itself.
    """

    source: Choice = None
    outlet: Choice = None
    entity: Choice = None
    claim_type: Choice = None
    estimand: Choice = None
    claimant: Choice = None
    stance: Choice = None
    anonymous: bool | None = None
    place: Choice = None
    part: Choice = None
    text: str | None = None
    date: str | None = None
    known_by: str | None = None

    def __post_init__(self) -> None:
        for name, allowed in _CLOSED.items():
            for value in choices(getattr(self, name)):
                if value not in allowed:
                    raise InputError(f"selection: {name} must be one of {', '.join(allowed)}, is {value!r}")
        for name in ("date", "known_by"):
            value = getattr(self, name)
            if value is not None and not _is_day(value):
                raise InputError(f"selection: {name} must be a day such as 2024-10-23, is {value!r}")

    def sentence(self, story: Story | None = None) -> str:
        """The selection as one plain sentence, for captions; with a story, ids are said as the names it shows."""
        chosen = {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name) is not None}
        names = _shown_names(story) if story else {}
        said = [_WORDED[name](_named(value, names)) for name, value in chosen.items()]
        return f"Figures {', '.join(said)}." if said else "All figures of the story."


def apply(selection: Selection, story: Story) -> pd.DataFrame:
    """The estimates that the selection keeps, in the story's order, with the columns of ``JOINED`` beside their own.

    Rows that are not charted are kept too; each view picks. ``possibly_out`` is true for a figure whose report may or
    may not have been out on ``known_by`` or on the story's own day.
    """
    frame = joined(story)
    keep = pd.Series(True, index=frame.index)
    for columns, wanted in _equalities(selection, story):
        keep &= frame[list(columns)].isin(wanted).any(axis=1)
    if selection.anonymous is not None:
        keep &= frame["anonymous"].fillna(False).astype(bool) == selection.anonymous
    if selection.entity is not None:
        keep &= _about(frame, story, set(choices(selection.entity)))
    if selection.text is not None:
        wanted_text = selection.text.casefold()
        keep &= pd.Series([wanted_text in one.casefold() for one in frame["sentence"]], index=frame.index, dtype=bool)
    if selection.date is not None:
        keep &= _speaks_of(frame, selection.date)
    day = selection.known_by or story.known_by
    if day is not None:
        out, possibly = known_by(frame, day)
        keep &= out | possibly
        frame["possibly_out"] = possibly
    return frame[keep].reset_index(drop=True)


def joined(story: Story) -> pd.DataFrame:
    """Every estimate with the names, dates and words around it; one row an estimate, in the ledger's order."""
    frame = story.estimates.copy()
    reports = _by_id(story.reports, "report_id")
    claims = _by_id(story.claims, "claim_id")
    attributions = _by_id(story.attributions, "attribution_id")
    estimands = _by_id(story.estimands, "estimand")
    names = dict(zip(story.entities["entity_id"], story.entities["name"], strict=True))
    badges = _badges(story)
    rows = [
        {**_joined_row(row, reports, claims, attributions, estimands, names), "badge": badges.get(row["estimate_id"])}
        for row in frame.astype(object).to_dict("records")
    ]
    more = pd.DataFrame(rows, columns=list(JOINED), index=frame.index)
    for column in ("published_conflict", "denied", "estimand_background", "proposed", "possibly_out"):
        more[column] = more[column].astype(bool)
    return pd.concat([frame, more], axis=1)


def _joined_row(
    row: Mapping[Any, Any],
    reports: Mapping[str, Any],
    claims: Mapping[str, Any],
    attributions: Mapping[str, Any],
    estimands: Mapping[str, Any],
    names: Mapping[str, str],
) -> dict[str, Any]:
    report, claim = reports.get(row["report_id"], {}), claims.get(row["claim_id"], {})
    attribution = attributions.get(row["attribution_id"], {})
    estimand = estimands.get(row["estimand"], {})
    text = report.get("text") or ""
    start, end = sentence_span(row, len(text))
    relayed = attribution.get("relayed_by")
    return {
        **{name: report.get(name) for name in JOINED[:6]},
        "published_conflict": report.get("published_conflict") is True,
        "claimant_name": names.get(row["claimant"], row["claimant"]),
        "speaker": attribution.get("speaker"),
        "speaker_name": names.get(attribution.get("speaker"), attribution.get("speaker")),
        "relayed_names": [names.get(one, one) for one in (relayed if relayed is not None else [])],
        "source_words": _slice(text, attribution.get("source_start"), attribution.get("source_end")),
        "claim_type": claim.get("claim_type"), "topic": claim.get("topic"), "certainty": claim.get("certainty"),
        "denied": row["stance"] == "denied" or (claim.get("denied") is True and claim.get("claim_type") == "denial"),
        "sentence": text[start:end] or str(row["phrase"]),
        "phrase_start": row["start"] - start if text else 0,
        "phrase_end": row["end"] - start if text else len(str(row["phrase"])),
        "estimand_name": estimand.get("name") or row["estimand"],
        "estimand_unit": estimand.get("unit"), "estimand_per": estimand.get("per") or row["per"],
        "estimand_background": estimand.get("background") is True,
        "proposed": row["estimand_basis"] == "proposed" or estimand.get("basis") == "proposed",
        "possibly_out": False,
    }  # fmt: skip


def _badges(story: Story) -> dict[str, str]:
    """The three counts in words of every estimate that is part of a figure, by its id."""
    return {one: wording.badge(row) for row in plain_rows(story.corroboration) for one in row["estimates"]}


def sentence_span(row: Mapping[Any, Any], length: int) -> tuple[int, int]:
    """Where the figure's sentence stands in its report; the figure's own words where no sentence was recorded."""
    start, end = row["sentence_start"], row["sentence_end"]
    if start is None or end is None or not 0 <= start <= row["start"] <= row["end"] <= end <= length:
        return int(row["start"]), int(row["end"])
    return int(start), int(end)


def most_reported(story: Story) -> list[str]:
    """The estimands by number of charted figures, those of the story's own order first among equals."""
    own = list(story.estimands["estimand"])
    counts: dict[str, int] = dict.fromkeys(own, 0)
    for name, charted in zip(story.estimates["estimand"], story.estimates["charted"], strict=True):
        if charted is not pd.NA and charted and not _missing(name):
            counts[name] = counts.get(name, 0) + 1
    return sorted(counts, key=lambda name: -counts[name])


def _by_id(frame: pd.DataFrame, column: str) -> dict[str, dict[str, Any]]:
    """The rows of a table by their id, missing values as None."""
    return {str(row[column]): row for row in plain_rows(frame)}


def plain_rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The frame's rows as plain values, each missing one as None."""
    return [
        {str(key): None if _missing(value) else value for key, value in row.items()}
        for row in frame.astype(object).to_dict("records")
    ]


def names_of(frame: pd.DataFrame, key: str) -> dict[str, str]:
    """The shown names of a table's rows by their id, the id itself where no name is known."""
    return {row[key]: row["name"] or row[key] for row in plain_rows(frame)}


def _missing(value: Any) -> bool:
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and value != value)


def _slice(text: str, start: Any, end: Any) -> str | None:
    if start is None or end is None:
        return None
    return text[int(start) : int(end)] or None


def choices(value: Choice) -> tuple[str, ...]:
    """The values of a field of a selection: none, one or several."""
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


def _is_day(value: str) -> bool:
    return bool(_DAY.fullmatch(value)) and not pd.isna(pd.to_datetime(value, errors="coerce", format="%Y-%m-%d"))


_FIELDS: dict[str, tuple[str, ...]] = {
    "source": ("outlet", "speaker", "speaker_name", "claimant", "claimant_name"),
    "outlet": ("outlet",),
    "claim_type": ("claim_type",),
    "estimand": ("estimand", "estimand_name"),
    "claimant": ("claimant", "claimant_name"),
    "stance": ("stance",),
    "place": ("place",),
    "part": ("part",),
}


def _equalities(selection: Selection, story: Story) -> Iterable[tuple[tuple[str, ...], set[str]]]:
    for name, columns in _FIELDS.items():
        wanted = set(choices(getattr(selection, name)))
        if wanted:
            yield columns, _places_within(wanted, story) if name == "place" else wanted


def _places_within(wanted: set[str], story: Story) -> set[str]:
    places = story.file.places
    ids = {place.id for place in places if place.id in wanted or place.name in wanted}
    inside = [place for place in places if ids & set(story.file.place_chain(place.id))]
    return wanted | {place.id for place in inside} | {place.name for place in inside}


def mentioned_in(story: Story, wanted: set[str]) -> tuple[set[str], dict[str, list[tuple[int, int]]]]:
    """The ids that some ids or shown names stand for, and by report the stretches that mention them."""
    ids = set(story.entities.loc[story.entities["name"].isin(wanted), "entity_id"]) | wanted
    mentions = story.mentions[story.mentions["entity_id"].isin(ids)]
    spans: dict[str, list[tuple[int, int]]] = {}
    for report_id, start, end in zip(mentions["report_id"], mentions["start"], mentions["end"], strict=True):
        spans.setdefault(report_id, []).append((start, end))
    return ids, spans


def _about(frame: pd.DataFrame, story: Story, wanted: set[str]) -> pd.Series:
    ids, spans = mentioned_in(story, wanted)
    held = frame[["claimant", "speaker"]].isin(ids).any(axis=1)
    mentioned = [
        any(
            row["sentence_start"] <= start and end <= row["sentence_end"]
            for start, end in spans.get(row["report_id"], [])
        )
        for row in frame[["report_id", "sentence_start", "sentence_end"]].fillna(-1).to_dict("records")
    ]
    return held | pd.Series(mentioned, index=frame.index, dtype=bool)


def _speaks_of(frame: pd.DataFrame, day: str) -> pd.Series:
    """True where the figure's time may include the day; a figure with no time at all is left out."""
    earliest, latest = frame["as_of_earliest"], frame["as_of_latest"]
    stated = earliest.notna() | latest.notna()
    return (stated & (earliest.fillna("") <= day) & (latest.fillna("9999") >= day)).astype(bool)


def _shown_names(story: Story) -> dict[str, str]:
    tables = ((story.estimands, "estimand"), (story.entities, "entity_id"))
    names = {row[key]: row["name"] for frame, key in tables for row in plain_rows(frame)}
    return names | {place.id: place.name for place in story.file.places}


def _named(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(names.get(one, one) for one in value)
    return names.get(value, value) if isinstance(value, str) else value


def _any_of(value: str | Iterable[str]) -> str:
    *first, last = [value] if isinstance(value, str) else list(value) or ["nothing"]
    return f"{', '.join(first)} or {last}" if first else last


_WORDED: dict[str, Callable[[Any], str]] = {
    "source": lambda value: f"whose outlet, speaker or claimant is {_any_of(value)}",
    "outlet": lambda value: f"published by {_any_of(value)}",
    "entity": lambda value: f"held by or mentioning {_any_of(value)}",
    "claim_type": lambda value: f"given as {_any_of(value)}",
    "estimand": lambda value: f"of {_any_of(value)}",
    "claimant": lambda value: f"held by {_any_of(value)}",
    "stance": lambda value: f"that are {_any_of(value)}",
    "anonymous": lambda value: "from unnamed sources" if value else "from named sources",
    "place": lambda value: f"in {_any_of(value)}",
    "part": lambda value: f"in the {_any_of(value)}",
    "text": lambda value: f"whose sentence contains “{value}”",
    "date": lambda value: f"that may speak of {value}",
    "known_by": lambda value: f"known by {value} (reports that only may have been out are marked)",
}
