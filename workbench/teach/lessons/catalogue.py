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
from workbench.teach.lessons import bounds, reading
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
