"""Each field of an estimate against what the gold says of it: one answer a field, right or not.

What is here compares one row of ours with one entry of a gold. Which row answers which entry, and what answers add up
to, is left to ``stories.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from evaluation.intervals import days_of, leaves_open, meets
from workbench.annotate.entities.parties import Register
from workbench.annotate.entities.reading import plain_name
from workbench.story import Story

#: Whether the gold's day is met, and whether it is told exactly: an interval of a week meets each of its days.
AS_OF_EXACTLY, AS_OF_MEETS = "as-of, exactly", "as-of, meets"
#: Kinds of an answer that meets the gold's days and is not they.
LEFT_OPEN, OTHER_DAYS = "as-of meets by an open end", "as-of meets, not exactly"
FIELDS = ("interval", "bound", "claimant", "anonymity", "stance", AS_OF_EXACTLY, AS_OF_MEETS, "estimand")
BOUNDS = {
    "exact": "bare",
    "approx": "about",
    "at_least": "at least",
    "more_than": "more than",
    "at_most": "at most",
    "up_to": "at most",
    "less_than": "less than",
    "range": "range",
    "vague": "vague",
}
#: What of the ledger's stance each word of the gold's status stands for (benchmarks/README.md).
STANCES = {
    "reported": {"asserted", "reported"},
    "assessed": {"assessed", "believed"},
    "forecast": {"expected"},
    "denied": {"denied"},
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the gold wants of a field, what we give, and whether that is right; ``kind`` says how one is wrong."""

    field: str
    wanted: Any
    given: Any
    right: bool
    kind: str = ""


def answers_of(gold: Mapping[str, Any], row: Any, *, story: Story, register: Register) -> Iterator[Answer]:
    """The answers of one of our rows to the fields that the gold fills."""
    yield _interval(gold, row)
    yield _plainly("bound", BOUNDS.get(gold["bound"], gold["bound"]), row["bound"])
    yield _claimant(gold, row, story, register)
    yield _plainly("anonymity", _anonymous(gold), bool(row["anonymous"]))
    if gold.get("status"):
        yield _stance(gold, row)
    if gold.get("as_of"):
        yield from _as_of(gold["as_of"], row)
    ids = {gold.get("measure"), *gold.get("measure_alternatives", [])}
    if ids & {estimand.id for estimand in story.file.estimands}:
        yield _answer("estimand", gold["measure"], plain(row["estimand"]), right=row["estimand"] in ids)


def _answer(field: str, wanted: Any, given: Any, *, right: bool) -> Answer:
    return Answer(field, wanted, given, right, "" if right else f"{field} wrong")


def _plainly(field: str, wanted: Any, given: Any) -> Answer:
    return _answer(field, wanted, given, right=wanted == given)


def plain(value: Any) -> Any:
    """A value of a frame, None where it is missing."""
    return None if value is None or pd.isna(value) else value


def _interval(gold: Mapping[str, Any], row: Any) -> Answer:
    wanted, given = (gold.get("low"), gold.get("high")), (plain(row["low"]), plain(row["high"]))
    return _answer("interval", wanted, given, right=is_close(wanted, given))


def is_close(wanted: Sequence[float | None], given: Sequence[float | None]) -> bool:
    """Whether both ends are missing alike and otherwise within a hundredth of each other."""
    return all(
        (a is None) == (b is None) and (a is None or b is None or abs(a - b) <= 0.01 * max(1, abs(a)))
        for a, b in zip(wanted, given, strict=True)
    )


def _anonymous(gold: Mapping[str, Any]) -> bool:
    if "anonymous" in gold:
        return bool(gold["anonymous"])
    return str(gold.get("speaker_anonymity", "")).startswith(("anonymous", "unnamed"))


def _stance(gold: Mapping[str, Any], row: Any) -> Answer:
    statuses = {gold["status"], *gold.get("status_alternatives", [])}
    if statuses & {"superseded", "past"}:
        given = "superseded" if row["superseded"] else row["stance"]
        return _answer("stance", gold["status"], given, right=bool(row["superseded"]))
    allowed = set().union(*(STANCES.get(status, set()) for status in statuses))
    return _answer("stance", gold["status"], row["stance"], right=row["stance"] in allowed)


def _as_of(wanted: str, row: Any) -> Iterator[Answer]:
    """Two answers: whether our days are the gold's, and whether they meet them; each error has one kind."""
    days, ours = days_of(wanted), (plain(row["as_of_earliest"]), plain(row["as_of_latest"]))
    met = meets(days, ours)
    kind = "" if ours == days or not met else LEFT_OPEN if leaves_open(days, ours) else OTHER_DAYS
    yield Answer(AS_OF_EXACTLY, wanted, ours, ours == days, kind)
    yield Answer(AS_OF_MEETS, wanted, ours, met, "" if met else "as-of wrong")


def _claimant(gold: Mapping[str, Any], row: Any, story: Story, register: Register) -> Answer:
    names = [name or "unattributed" for name in (gold["claimant"], *gold.get("claimant_alternatives", []))]
    ours = story.name_of(plain(row["claimant"]))
    return _answer("claimant", names, ours, right=_is_claimant(gold, names, ours, row, story, register))


def _is_claimant(
    gold: Mapping[str, Any], names: Sequence[str], ours: str | None, row: Any, story: Story, register: Register
) -> bool:
    if ours is None:
        return "unattributed" in names
    named = [name for name in names if name != "unattributed"]
    if any(is_same_name(ours, name) or (register.party_of(name) or "?") == row["claimant"] for name in named):
        return True
    if story.file.parties or "unattributed" in names[:1] and not gold.get("claimant_phrase"):
        return False
    return bool(gold.get("claimant_phrase")) and is_same_name(ours, gold["claimant_phrase"])


def is_same_name(one: str, other: str) -> bool:
    """Whether the words of one name stand in the other one after another: "Bill Urban" in "Capt. Bill Urban"."""
    a, b = (re.findall(r"\w+", plain_name(name).lower().replace(".", "")) for name in (one, other))
    short, long = sorted((a, b), key=len)
    return bool(short) and any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
