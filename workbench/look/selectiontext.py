"""A selection as text: the sentence that says it to a reader, and the JSON it is saved as.

Both are of the fields that are asked for, with their values; what a selection may ask for is checked in
``selection.py``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from workbench.errors import InputError
from workbench.ledger import names_of, plain_rows
from workbench.look import wording
from workbench.look.fields import unstated
from workbench.story import Story

#: Fields that take a day.
DAYS = ("date", "date_from", "date_to", "known_by")
#: Fields of one text, where others may have several.
_TEXTS = (*DAYS, "text", "query")
#: Of a saved selection; raised by one when a field is renamed or dropped.
_VERSION = 1


def sentence(chosen: Mapping[str, Any], story: Story | None = None) -> str:
    """The fields in one plain sentence, for captions; with a story, ids are said as the names it shows."""
    names = _shown_names(story, origins="origin" in chosen) if story else {}
    said = [_WORDED[name](_named(name, value, names)) for name, value in chosen.items() if name in _WORDED]
    if "date_from" in chosen or "date_to" in chosen:
        said.append(_days_worded(chosen.get("date_from"), chosen.get("date_to")))
    return f"Figures {', '.join(said)}." if said else "All figures of the story."


def as_json(chosen: Mapping[str, Any]) -> str:
    """The fields as text that ``chosen_in`` reads back."""
    return json.dumps({"selection": _VERSION, **chosen}, ensure_ascii=False)


def chosen_in(text: str, names: Sequence[str]) -> dict[str, Any]:
    """The fields that were saved as this text, with their values; ``names`` are those that a selection has.

    Raises ``InputError`` for text that is no saved selection, a field or type that no selection has, or a version
    that this workbench does not know.
    """
    try:
        found = json.loads(text)
    except ValueError as error:
        raise InputError(f"saved selection: not JSON: {error}") from None
    if not isinstance(found, dict) or found.get("selection") != _VERSION:
        version = found.get("selection") if isinstance(found, dict) else found
        raise InputError(f'saved selection: "selection" must be {_VERSION}, is {version!r}')
    chosen = {name: value for name, value in found.items() if name != "selection"}
    for name, value in chosen.items():
        if name not in names:
            raise InputError(f"saved selection: no field {name!r}; the fields are {', '.join(names)}")
        chosen[name] = _plain_value(name, value)
    return chosen


def _plain_value(name: str, value: Any) -> Any:
    """The value as the field holds it; a list is several choices."""
    if name == "anonymous":
        wanted, fits = "true or false", isinstance(value, bool)
    elif name in _TEXTS:
        wanted, fits = "a text", isinstance(value, str)
    else:
        several = isinstance(value, list) and bool(value) and all(isinstance(one, str) for one in value)
        wanted, fits = "a text or a list of texts", several or isinstance(value, str)
    if not fits:
        raise InputError(f"saved selection: {name} must be {wanted}, is {value!r}")
    return tuple(value) if isinstance(value, list) else value


def _shown_names(story: Story, *, origins: bool) -> dict[str, str]:
    """Names by id; those of reports, by which an origin goes, only where they are asked for."""
    tables = ((story.estimands, "estimand"), (story.entities, "entity_id"))
    names = {one: name for frame, key in tables for one, name in names_of(frame, key).items()}
    if origins:
        columns = story.reports[["report_id", "outlet", "wire", "title", "file"]]
        names |= {row["report_id"]: wording.report_name(row) for row in plain_rows(columns)}
    return names | {place.id: place.name for place in story.file.places}


def _named(name: str, value: Any, names: Mapping[str, str]) -> Any:
    if name in _TEXTS or not isinstance(value, (str, tuple)):
        return value
    return tuple(names.get(one, one) or unstated(name) for one in ((value,) if isinstance(value, str) else value))


def _any_of(value: str | Iterable[str]) -> str:
    *first, last = [value] if isinstance(value, str) else list(value) or ["nothing"]
    return f"{', '.join(first)} or {last}" if first else last


def _days_worded(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return f"that may speak of a day up to {last}" if first is None else f"that may speak of {first} or later"
    return f"that may speak of a day from {first} to {last}"


_WORDED: dict[str, Callable[[Any], str]] = {
    "source": lambda value: f"whose outlet, speaker or claimant is {_any_of(value)}",
    "outlet": lambda value: f"published by {_any_of(value)}",
    "entity": lambda value: f"held by or mentioning {_any_of(value)}",
    "party": lambda value: f"held by somebody of {_any_of(value)}",
    "claim_type": lambda value: f"given as {_any_of(value)}",
    "topic": lambda value: f"on the topic {_any_of(value)}",
    "estimand": lambda value: f"of {_any_of(value)}",
    "claimant": lambda value: f"held by {_any_of(value)}",
    "stance": lambda value: f"that are {_any_of(value)}",
    "anonymous": lambda value: "from unnamed sources" if value else "from named sources",
    "place": lambda value: f"in {_any_of(value)}",
    "part": lambda value: f"in the {_any_of(value)}",
    "origin": lambda value: f"whose text begins with {_any_of(value)}",
    "text": lambda value: f"whose sentence contains “{value}”",
    "query": lambda value: f"that the search “{value}” finds",
    "date": lambda value: f"that may speak of {value}",
    "date_quality": lambda value: f"whose day is known as: {_any_of(value)}",
    "known_by": lambda value: f"known by {value} (reports that only may have been out are marked)",
}
