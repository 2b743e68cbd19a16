"""What needs a decision beyond a single row: corrections whose row is gone, and points on which analysts disagree.

What is here: plain values for a page and for the queue. How a line loses its row is in ``workbench/corrections/``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from workbench.look import wording
from workbench.look.review import said
from workbench.look.selection import plain_rows
from workbench.story import Story

Row = Mapping[str, Any]


def orphans(story: Story) -> list[Row]:
    """The lines that change nothing since what they hang on is gone or cannot be read, in their order."""
    return [
        row
        for row in plain_rows(story.corrections)
        if row["state"] not in ("in force", "undone") and row["act"] != "undo"
    ]


def disagreements(story: Story) -> list[Row]:
    """Each field of a row, or row as a whole, on which the latest words of two analysts differ."""
    latest: dict[tuple[str, str, str], dict[str, Row]] = {}
    for row in said.lines(story):
        if (about := _about(row)) is not None:
            latest.setdefault((str(row["table"]), said.row_now(row), about), {})[row["who"]] = row
    return [
        {"table": table, "row": row, "about": about, "said": said_by}
        for (table, row, about), said_by in latest.items()
        if len({_stand(one) for one in said_by.values()}) > 1
    ]


def _about(row: Row) -> str | None:
    """What a line decides of its row: a field, whether it stands at all, or nothing that could be disputed."""
    if row["act"] in ("edit", "rename"):
        return str(row["field"])
    return "the row" if row["act"] in ("accept", "reject", "deny", "explain", "dismiss", "restore", "mask") else None


def _stand(row: Row) -> str:
    return str(row["new"]) if row["act"] in ("edit", "rename") else str(row["act"])


def loose_page(story: Story) -> dict[str, Any]:
    """The page of orphans, disagreements, and how often two analysts say the same."""
    names = said.Names(story)
    gone = [{"id": row["correction_id"], "cells": _orphan(row, names)} for row in orphans(story)]
    disputed = [
        {"key": said.key_of(one["table"], one["row"]),
         "cells": [names.row(one["table"], one["row"]) or one["row"], one["about"].replace("_", " "),
                   *_two(one, names)]}
        for one in disagreements(story)
    ]  # fmt: skip
    return {"orphans": gone, "conflicts": disputed, "agreement": list(agreement(story)),
            "agreement_heads": ["Field", "Judged by both", "Same", "Share"]}  # fmt: skip


def _orphan(row: Row, names: said.Names) -> list[str]:
    """A line that changes nothing; one that cannot be read has only its beginning to show."""
    if not row["correction_id"]:
        return [str(row["new"]), "", "", "", row["why"] or ""]
    return [
        said.told(row, {}, names),
        row["who"],
        wording.day(str(row["at"])[:10]),
        said.quotation(row),
        row["why"] or "",
    ]


def _two(one: Row, names: said.Names) -> list[str]:
    told = [f"{who}: {_worded(row, names)}" for who, row in one["said"].items()]
    return [told[0], "; ".join(told[1:])]


def _worded(row: Row, names: said.Names) -> str:
    return names.value(row["new"]) if row["act"] in ("edit", "rename") else said.DONE[row["act"]]


def agreement(story: Story) -> Iterator[list[str]]:
    """For each field the rows that two analysts or more have judged, and in how many they say the same."""
    judged: dict[str, dict[tuple[str, str], dict[str, str]]] = {}
    for row in said.lines(story):
        if (about := _about(row)) is not None:
            key = (str(row["table"]), said.row_now(row))
            judged.setdefault(about, {}).setdefault(key, {})[row["who"]] = _stand(row)
    for about, rows in sorted(judged.items()):
        both = [stands for stands in rows.values() if len(stands) > 1]
        same = sum(len(set(stands.values())) == 1 for stands in both)
        if both:
            share = f"{100 * same / len(both):.0f} %"
            yield [about.replace("_", " "), wording.counted(len(both), "row"), str(same), share]
