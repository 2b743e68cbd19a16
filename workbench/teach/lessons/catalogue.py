"""The seven lessons by name, the parts of each, and the questions that a story gives for them.

What is here: one list of what there is, and the sentence that says why a story gives few questions. How each question
is made is in the module of its lesson, which sentences are taken in ``material.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.errors import InputError
from workbench.story import Story
from workbench.teach.lessons import bounds, briefing, days, origins, reading, speakers, trends
from workbench.teach.lessons.material import Candidate, Material, chosen, words_of
from workbench.teach.lessons.question import Question, Questions

#: So many questions are asked in a part.
MOST = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a lesson: how its questions are made, and what a story must have for one of them."""

    make: Callable[[Material], Iterable[Candidate]]
    needs: str


_SAID = "short sentence in the body of a report with one source, one cue and what is said"
_BOUND = "short sentence in the body of a report with a charted figure that is bounded on one side or two"
_SEVERAL = "figure that two to seven reports give"
_ALARM = "rise or fall that is none"
_CITED = "count in the body of a report that the gate lets pass, with a holder who has a name"
LESSONS: Mapping[str, Mapping[str, Part]] = {
    "reading": {
        "source": Part(reading.sources, _SAID),
        "cue": Part(reading.cues, _SAID),
        "content": Part(reading.contents, _SAID),
    },
    "bounds": {
        "kind": Part(bounds.kinds, "short sentence in the body of a report with a charted figure"),
        "hedge": Part(bounds.hedges, "short sentence in the body of a report with a charted figure behind a hedge"),
        "lower end": Part(bounds.lower_ends, _BOUND),
        "upper end": Part(bounds.upper_ends, _BOUND),
        "allowed": Part(bounds.allowed, _BOUND),
    },
    "speakers": {
        "named": Part(speakers.named, "short sentence in the body of a report that stands on one person’s word"),
        "bearer": Part(speakers.bearers, "pronoun that speaks, with its bearer named just before it"),
        "ground": Part(speakers.grounds, "sentence with a source that has no name"),
        "teller": Part(speakers.relays, "sentence in which one source tells what another holds"),
    },
    "origins": {
        "reports": Part(origins.reports, _SEVERAL),
        "origins": Part(origins.beginnings, _SEVERAL),
        "sources": Part(origins.holders, _SEVERAL),
        "drawn on": Part(origins.repeated, "report that draws on another of the story, with words that show it"),
    },
    "days": {
        "as of": Part(days.as_of, "figure that speaks of another day than its report’s, with words that say so"),
        "published": Part(days.published, "report dated by words of its own text"),
        "known by": Part(days.known, "figure in the body of a report whose day is known or bounded"),
    },
    "trends": {
        "reason": Part(trends.reasons, _ALARM),
        "bound": Part(trends.bounds, f"{_ALARM} because a bound was dropped"),
        "thing counted": Part(trends.counted, f"{_ALARM} because another thing is counted"),
        "sentence": Part(trends.told, _ALARM),
    },
    "briefing": {
        "bound": Part(briefing.bounds, f"bounded {_CITED}"),
        "fault": Part(briefing.faults, f"plain {_CITED}"),
        "paragraph": Part(briefing.paragraphs, _CITED),
    },
}


def questions(story: Story, lesson: str, *, part: str | None = None, most: int = MOST) -> Questions:
    """The questions that a story gives for a lesson, at most ``most`` of each part, the same at every call.

    ``part`` keeps one part of the lesson. Where the story has material for fewer, ``lacking`` says so. Raises
    ``InputError`` for a lesson or a part that there is none of.
    """
    parts = _among(LESSONS, lesson, "lesson")
    wanted = parts if part is None else {part: _among(parts, part, "part")}
    material = Material(story)
    found: list[Question] = []
    lacking: list[str] = []
    taken: set[str] = set()
    for name, one in parts.items():
        own = chosen(one.make(material), most, taken=taken)
        taken.update(*map(words_of, own))
        if name in wanted:
            found += own
            lacking += [_lacking(name, one, len(own))] if len(own) < most else []
        if name == part:
            break
    return Questions(found, lacking=" ".join(lacking))


def _among(there: Mapping[str, Any], name: str, what: str) -> Any:
    if name not in there:
        raise InputError(f"questions: {what} must be one of {', '.join(there)}, is {name!r}")
    return there[name]


def _lacking(name: str, part: Part, count: int) -> str:
    if not count:
        return f"No question on “{name}”: this story has no {part.needs}."
    few = "is only one question" if count == 1 else f"are only {count} questions"
    return f"There {few} on “{name}”: each needs a {part.needs}, no two of them alike."
