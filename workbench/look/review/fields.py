"""The fields of a row as a form shows them: value, kind of input, and who decided it: machine, rule or person.

What is here: which fields of each table are shown, in groups, under which words, and the words for who decided. What a
new value may be is checked in ``workbench/corrections/acts.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from workbench.corrections.acts import FIELDS
from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.look.review.lookup import rows_with
from workbench.story import Story

Input = Literal["number", "choice", "name", "text", "day", "check"]

#: The groups of a table's form: the heading and its fields, each with its label.
FORMS: Mapping[str, tuple[tuple[str, Mapping[str, str]], ...]] = {
    "estimates": (
        ("Figure", {"low": "Lowest", "best": "As stated", "high": "Highest", "bound": "What the words leave open"}),
        ("What it counts", {"estimand": "Counts as", "status": "Status", "place": "Place"}),
        ("Who holds it", {"claimant": "Held by", "stance": "Stance", "anonymous": "Unnamed source"}),
        (
            "When, and whether drawn",
            {"as_of_earliest": "Holds from", "as_of_latest": "Holds until", "charted": "In the chart",
             "superseded": "Superseded"},
        ),
    ),
    "claims": (
        ("Claim", {"claim_type": "Kind", "topic": "Topic", "denied": "Denied", "quoted": "Quoted"}),
        ("Certainty", {"certainty": "Words of certainty", "certainty_class": "Certainty"}),
    ),
    "attributions": (
        ("Who says it", {"speaker": "Speaker", "stance": "Stance", "direct": "Direct speech"}),
        ("Unnamed", {"anonymous": "Unnamed source", "anonymity_ground": "Ground given for it"}),
    ),
    "mentions": (("Name", {"entity_id": "Stands for"}),),
}  # fmt: skip

_KINDS: Mapping[str, Input] = {
    "number": "number", "estimand": "choice", "entity": "name", "place": "name", "day": "day", "flag": "check",
    "text": "text",
}  # fmt: skip
_EMPTY = {
    "claimant": "nobody: the outlet’s own words", "place": "not stated", "speaker": "not known", "number": "none",
    "day": "not known, or 2024-10-23", "text": "not stated",
}  # fmt: skip
#: The rules and parts of the machine that decide fields, in plain words.
_DECIDERS = {
    "numbers": "number", "bounds": "hedge", "attributions": "attribution", "story": "story file",
    "proposed": "proposed", "parser": "parser",
}  # fmt: skip
#: Columns whose provenance is kept under another name, since one decision fills several of them.
_DECIDED_AS = {
    **dict.fromkeys(("low", "best", "high"), "value"), **dict.fromkeys(("as_of_earliest", "as_of_latest"), "as_of"),
}  # fmt: skip
_LIST_OF = {"estimand": "estimand", "entity": "entity", "place": "place"}


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decided a field: machine, rule or person, and in words which one."""

    by: str
    words: str


class Provenance:
    """Who decided each field of one row, a person before a rule and a rule before the machine."""

    def __init__(self, story: Story, table: str, row_id: str) -> None:
        self._found: dict[str, dict[str, Any]] = {}
        for one in rows_with(story.provenance, table=table, row=row_id):
            if one["by"] == "person" or one["field"] not in self._found:
                self._found[one["field"]] = one
        lines = rows_with(story.corrections, table=table, row_now=row_id)
        self._days = {(one["field"], one["who"]): str(one["at"])[:10] for one in lines}

    def of(self, row: Mapping[str, Any], field: str) -> Decided:
        """Who decided that field of the row."""
        for name in (field, _DECIDED_AS.get(field, field)):
            found = self._found.get(name)
            if found and found["by"] == "person":
                return Decided("person", self._person(field, str(found["which"])))
            if found:
                which = str(found["which"] or "not named")
                return Decided(found["by"], f"{found['by']}: {_DECIDERS.get(which, wording.rule(which))}")
        return _unrecorded(row, field)

    def _person(self, field: str, who: str) -> str:
        names = (field, _DECIDED_AS.get(field, field), None)
        day = next((self._days[name, who] for name in names if (name, who) in self._days), None)
        return f"{who}, {wording.day(day)}" if day else who


def _unrecorded(row: Mapping[str, Any], field: str) -> Decided:
    """What the row itself says of a field whose deciding was not recorded."""
    if field.startswith("as_of") and row.get("as_of_evidence"):
        words = row["as_of_evidence"]
        return Decided("rule", "rule: the report’s own day" if words == "published" else f"rule: the words “{words}”")
    if field == "charted" and row.get("estimand_basis"):
        return Decided("rule", f"rule: on an estimand, {row['estimand_basis']}")
    return Decided("machine", "machine")


def form_of(story: Story, table: str, row: Mapping[str, Any], row_id: str) -> list[dict[str, Any]]:
    """The form of a row in groups; a table whose rows have no fields to edit has none."""
    provenance = Provenance(story, table, row_id)
    return [
        {"name": name, "fields": [_field(table, row, field, label, provenance) for field, label in labels.items()]}
        for name, labels in FORMS.get(table, ())
    ]


def _field(table: str, row: Mapping[str, Any], field: str, label: str, provenance: Provenance) -> dict[str, Any]:
    decided = provenance.of(row, field)
    return {
        **blank(table, field, label),
        "value": shown_value(row.get(field)),
        "by": decided.by,
        "decided": decided.words,
    }


def blank(table: str, field: str, label: str) -> dict[str, Any]:
    """A field as a form shows it before it has a value."""
    kind = FIELDS[table][field]
    plain: Input = "choice" if isinstance(kind, tuple) else _KINDS[kind]
    options = field if isinstance(kind, tuple) else _LIST_OF.get(kind, "")
    empty = _EMPTY.get(field, "" if isinstance(kind, tuple) else _EMPTY.get(kind, ""))
    return {"name": field, "label": label, "input": plain, "options": options, "empty": empty, "value": None,
            "by": "", "decided": ""}  # fmt: skip


def labels_of(table: str) -> dict[str, str]:
    """The fields of a table that a form shows, with their labels."""
    return {field: label for _, fields in FORMS.get(table, ()) for field, label in fields.items()}


def shown_value(value: Any) -> Any:
    """A value as an input holds it, a number with its commas."""
    return wording.number(value) if isinstance(value, float) else value


def read_values(table: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The values typed into a form as the tables hold them; what cannot be read is left as typed, to be refused.

    A number may have commas and spaces between its thousands.
    """
    return {name: _read(FIELDS.get(table, {}).get(name), value) for name, value in given.items()}


def _read(kind: str | tuple[str, ...] | None, value: Any) -> Any:
    if isinstance(value, Mapping):
        return value.get("unknown")
    if value == "":
        return None
    if kind == "number" and isinstance(value, str):
        bare = value.replace(",", "").replace(" ", "").replace("\u00a0", "").replace("\u202f", "")
        try:
            return float(bare)
        except ValueError:
            return value
    return value


def options_of(story: Story) -> dict[str, list[dict[str, str]]]:
    """What each list of the forms offers: values with the words they are shown in."""
    entities = plain_rows(story.entities)
    found = {
        "estimand": [_option("", "none"), *(_option(row["estimand"], row["name"] or row["estimand"])
                                            for row in plain_rows(story.estimands))],
        "entity": _named(row for row in entities if row["kind"] != "place"),
        "place": _named(row for row in entities if row["kind"] in ("place", "state")),
    }  # fmt: skip
    for fields in FIELDS.values():
        for field, kind in fields.items():
            if isinstance(kind, tuple):
                found.setdefault(field, [_option(one, one) for one in kind])
    return found


def _named(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Entities by name; those that share a name are told apart by kind and id."""
    rows = sorted(rows, key=lambda row: (str(row["name"]).casefold(), row["entity_id"]))
    names = [str(row["name"]).casefold() for row in rows]
    twice = {name for name in names if names.count(name) > 1}
    return [
        _option(row["entity_id"], f"{row['name']} ({row['kind']}, {row['entity_id']})"
                if str(row["name"]).casefold() in twice else str(row["name"]))
        for row in rows
    ]  # fmt: skip


def _option(value: str, label: str) -> dict[str, str]:
    return {"value": value, "label": label}
