"""What persons said of a row, and who filled its fields: notes, opinions, machine, rule or person.

What is here: the ledger's notes, opinions and provenance by row, worded once for every format. Who may say what is in
``corrections/acts.py``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.ledger import plain_rows
from workbench.story import Story

#: The five steps of an opinion, the last one the fullest agreement.
STEPS = ("strongly disagree", "disagree", "neutral", "agree", "strongly agree")
_BY = {"machine": "by the language model", "rule": "by rule", "person": "by"}


@dataclass(frozen=True, slots=True)
class Remark:
    """What one person said of one row: a note, or an opinion of ``STEPS`` with its explanation in ``text``."""

    table: str
    row: str
    who: str
    at: str
    text: str
    opinion: str | None = None

    @property
    def sentence(self) -> str:
        """The remark with its author: "Disagree (R. Vale): counted twice"."""
        kind = (self.opinion or "note").capitalize()
        return f"{kind} ({self.who})" + (f": {self.text}" if self.text else "")


@dataclass(frozen=True, slots=True)
class Remarks:
    """The remarks and the marks of a story, by table and row."""

    said: Mapping[tuple[str, str], tuple[Remark, ...]]
    filled: Mapping[tuple[str, str], tuple[tuple[str, str, str], ...]]

    def of(self, table: str, row: str) -> tuple[Remark, ...]:
        """What was said of one row, in the order of the ledger."""
        return self.said.get((table, row), ())

    def marks(self, table: str, row: str) -> str:
        """Who filled the fields of one row, in words; what is not marked was filled by nobody in particular."""
        groups: dict[str, list[str]] = defaultdict(list)
        for field, by, which in self.filled.get((table, row), ()):
            groups[f"{_BY.get(by, by)} {which}" if by == "person" else _BY.get(by, by)].append(field.replace("_", " "))
        return "; ".join(f"{', '.join(fields)} {who}" for who, fields in sorted(groups.items()))

    @property
    def all(self) -> tuple[Remark, ...]:
        """Every remark, by table and row."""
        return tuple(one for key in sorted(self.said) for one in self.said[key])


def remarks_of(story: Story) -> Remarks:
    """The remarks and marks of a story; notes that were undone or hang on nothing are left out."""
    said: dict[tuple[str, str], list[Remark]] = defaultdict(list)
    for one in (*_notes(plain_rows(story.corrections)), *_opinions(plain_rows(story.opinions))):
        said[one.table, one.row].append(one)
    filled: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for row in plain_rows(story.provenance):
        filled[row["table"], row["row"]].append((row["field"], row["by"], row["which"] or ""))
    return Remarks({key: tuple(some) for key, some in said.items()}, {key: tuple(some) for key, some in filled.items()})


def _notes(rows: Iterable[Mapping[str, Any]]) -> Iterable[Remark]:
    for row in rows:
        if row["act"] == "note" and row["state"] == "in force" and row["table"]:
            yield Remark(row["table"], row["row_now"] or row["row"], row["who"], row["at"], row["reason"] or "")


def _opinions(rows: Iterable[Mapping[str, Any]]) -> Iterable[Remark]:
    for row in rows:
        yield Remark(row["table"], row["row"], row["who"], row["at"], row["explanation"] or "", row["opinion"])
