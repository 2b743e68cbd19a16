"""The register of sources: who is graded how, on what, by whom, and what the grade was before.

What is here: the grades of sources as rows for a page, the latest of each source and topic first, and the lists that a
grade is chosen from. Letters for sources and digits for claims stay apart; nothing combines them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.corrections.grades import DIGITS, LETTERS
from workbench.ledger import names_of, plain_rows
from workbench.look import wording
from workbench.story import Story

ABOUT = (
    "A letter says how far a source has been right before, on a topic or on every topic, whatever it says now. F means "
    "that it cannot be judged, and is kept as no grade. How likely a claim is true is a digit of its own, given on the "
    "claim; the two are never combined."
)
EVERY_TOPIC = "every topic"
NO_GRADE = "F: cannot be judged"


def register(story: Story) -> dict[str, Any]:
    """The register: a row for each source and topic with its grade, and the grades it had before."""
    names = names_of(story.entities, "entity_id")
    held: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in plain_rows(story.sources):
        source = names.get(row["entity_id"], row["entity_id"]) if row["entity_id"] else row["outlet"]
        held.setdefault((str(source), row["topic"] or EVERY_TOPIC), []).append(row)
    rows = [
        [source, topic, graded(grades[-1]), wording.day(str(grades[-1]["at"])[:10]), grades[-1]["who"],
         grades[-1]["reason"] or "", "; ".join(f"{graded(one)} ({one['who']}, {wording.day(str(one['at'])[:10])})"
                                               for one in reversed(grades[:-1]))]
        for (source, topic), grades in sorted(held.items())
    ]  # fmt: skip
    return {"about": ABOUT, "caption": f"{wording.counted(len(rows), 'grade')} in force", "rows": rows}


def graded(row: Mapping[str, Any]) -> str:
    """A grade with its meaning."""
    return f"{row['grade']}: {LETTERS[row['grade']]}" if row["grade"] in LETTERS else NO_GRADE


def lists(story: Story) -> dict[str, list[dict[str, str]]]:
    """What a grade is chosen from: sources by name, topics of the story, letters and digits with their meaning."""
    entities = [(row["entity_id"], str(row["name"])) for row in plain_rows(story.entities) if row["kind"] != "place"]
    outlets = sorted({row["outlet"] for row in plain_rows(story.reports) if row["outlet"]})
    topics = sorted({row["topic"] for row in plain_rows(story.claims) if row["topic"]})
    sources = [*((one, f"{one} (outlet)") for one in outlets), *sorted(entities, key=lambda one: one[1].casefold())]
    return {
        "source": [{"value": value, "label": label} for value, label in sources],
        "topic": [{"value": one, "label": one} for one in topics],
        "letter": [{"value": one, "label": f"{one}: {said}"} for one, said in LETTERS.items()],
        "digit": [{"value": one, "label": f"{one}: {said}"} for one, said in DIGITS.items()],
    }


def claim_grade(story: Story, claim_id: str) -> str:
    """The latest digit of a claim with who gave it; empty where nobody has."""
    found = [row for row in plain_rows(story.credibility) if row["claim_id"] == claim_id]
    if not found:
        return ""
    last = found[-1]
    said = f"{last['grade']}: {DIGITS[last['grade']]}" if last["grade"] in DIGITS else f"6: {DIGITS['6']}"
    return f"{said} ({last['who']}, {wording.day(str(last['at'])[:10])})"
