"""Grades after the Admiralty scheme: a letter for a source, and apart from it a digit for a claim.

What is here: what may be graded and how, and the one rule that code can hold: "confirmed by other sources" wants two
origins behind the claim's figure. F and 6 say that it cannot be judged, so they are kept as a missing grade and never
counted as a middling one. Letters and digits: NATO AJP-2.1, in the wording of FM 2-22.3.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.corrections.acts import one_of
from workbench.corrections.working import Row, Working
from workbench.errors import InputError

LETTERS = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
DIGITS = {
    "1": "confirmed by other independent sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
#: Origins that must stand behind a claim's figure before it counts as confirmed.
CONFIRMED_BY = 2


def checked_grade(working: Working, table: str, row: str, new: Any, reason: str | None) -> Row:
    """The grade as a line keeps it: a letter with its topic, or a digit with the origins that stood behind it.

    Raises ``InputError`` for a grade that there is not, and for a 1 without two origins that is not overridden with a
    reason.
    """
    said: Mapping[str, Any] = new if isinstance(new, Mapping) else {"grade": new}
    allowed = {"grade", "topic"} if table == "sources" else {"grade", "override"}
    if set(said) - allowed:
        raise InputError(f"new: a grade of {table} has {', '.join(sorted(allowed))}; is {dict(said)!r}")
    if table == "sources":
        if said.get("topic") is not None and not isinstance(said["topic"], str):
            raise InputError(f"topic: must be a text, or None for all topics; is {said['topic']!r}")
        return {"grade": one_of("grade", said.get("grade"), LETTERS), "topic": said.get("topic")}
    digit = one_of("grade", str(said.get("grade")), DIGITS)
    origins, override = origins_of(working, row), bool(said.get("override"))
    if digit == "1" and origins < CONFIRMED_BY and not (override and reason):
        raise InputError(
            f"grade: 1 means confirmed by other sources and wants {CONFIRMED_BY} origins behind the claim's figure; "
            f"there are {origins}. To grade it 1 all the same give new={{'grade': 1, 'override': True}} and a reason"
        )
    return {"grade": digit, "origins": origins, "override": override and digit == "1" and origins < CONFIRMED_BY}


def origins_of(working: Working, claim_id: str) -> int:
    """How many origins stand behind the figure of a claim; of several figures the one with most, 0 without any."""
    estimates = {row["estimate_id"] for row in working.rows("estimates") if row["claim_id"] == claim_id}
    figures = [row for row in working.rows("corroboration") if estimates & set(row["estimates"] or ())]
    return max((len(row["origins"] or ()) for row in figures), default=0)


def source_of(working: Working, row: str) -> tuple[str | None, str | None]:
    """A source as the id of an entity, or as an outlet.

    Raises ``InputError`` for one that is neither.
    """
    if working.find("entities", row) is not None:
        return row, None
    outlets = sorted({one["outlet"] for one in working.rows("reports") if one["outlet"]})
    return None, one_of("row", row, outlets)


def null_grade(grade: str) -> str | None:
    """The grade, missing where it says that it cannot be judged."""
    return None if grade in ("F", "6") else grade
