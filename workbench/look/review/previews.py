"""What acts would change before anything is written: how many rows, and each field from what to what.

What is here: the engine's preview in the words of a reader, for acts on many rows and for names put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workbench.corrections import preview
from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.look.review.desk import Desk, Pending
from workbench.look.review.fields import labels_of
from workbench.look.review.said import VERDICTS, Names

HEADS = ("Row", "Field", "From", "To")


def previewed(desk: Desk, asked: Sequence[Mapping[str, Any]]) -> Pending:
    """The acts with a line for each field they change, or for each row where they change none.

    Raises ``InputError`` for an act that would be refused.
    """
    changes = preview(desk.story, asked, who=desk.who or "nobody yet")
    lines = [*_changed(changes.to_dict("records"), desk.names), *_unchanged(changes, asked, desk.names)]
    rows = wording.counted(len({line[0] for line in lines}), "row")
    caption = f"{rows}, {wording.counted(len(lines), 'change')}. Nothing is written until you confirm."
    return Pending(tuple(asked), caption, HEADS, tuple(lines))


def _changed(changes: Sequence[Mapping[Any, Any]], names: Names) -> Iterator[tuple[str, ...]]:
    """Each field that gets another value; of a name that is made, that it is made."""
    made = {row["row"]: str(row["new"]) for row in changes if row["field"] == "name" and row["old"] is None}
    for row in changes:
        told = names.row(row["table"], row["row"]) or made.get(row["row"], row["row"])
        if row["row"] in made:
            if row["field"] == "name":
                yield told, "new name", "", told
            continue
        field = str(row["field"])
        label = labels_of(row["table"]).get(field, field.replace("_", " "))
        yield (told, label, names.value(row["old"]),
               made.get(row["new"], "") if isinstance(row["new"], str) and row["new"] in made
               else names.value(row["new"]))  # fmt: skip


def _unchanged(changes: Any, asked: Sequence[Mapping[str, Any]], names: Names) -> Iterator[tuple[str, ...]]:
    """Acts that set no field of their row: it is judged, and stays as it is."""
    touched = {(row["table"], row["row"]) for row in plain_rows(changes)}
    for one in asked:
        if (one["table"], one["row"]) not in touched and one["act"] in VERDICTS:
            yield names.row(one["table"], one["row"]) or one["row"], "verdict", "", VERDICTS[one["act"]]
