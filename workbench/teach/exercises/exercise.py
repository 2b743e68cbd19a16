"""An exercise as a student has it: texts, what is to be done with them, the codebook, and no answer.

What is here: the values and their JSON. Which texts are set is in ``book.py``, what is asked of them in ``answers.py``;
the answers are in ``key.py``, which no module that a student's copy is read with imports.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from workbench.errors import InputError

FILE_NAME = "exercise.json"
#: The parts of an exercise with their headings, in the order in which a class does them.
TASKS: Mapping[str, str] = {
    "guess": "Guess first",
    "numbers": "Mark the numbers",
    "chain": "Draw the chain",
    "hunt": "Hunt what was lost in the retelling",
    "reason": "Say why",
    "homework": "Homework: find the planted changes",
}
#: An answer that is neither right nor wrong.
UNSURE = "unsure"
#: Answers to "which text does this one draw on?" that name none of the texts at hand.
NOBODY, ELSEWHERE = "none", "elsewhere"
#: What a student answers when the outlet says a number in its own voice.
OWN_VOICE = "the outlet itself"


@dataclass(frozen=True, slots=True)
class Field:
    """A field that a marked number is tagged with: what is asked, the answers to choose from, and how to choose.

    A field without options takes words that the student types.
    """

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    guide: str


@dataclass(frozen=True, slots=True)
class Text:
    """One text of an exercise; ``published`` is in words, as a reader knows it.

    ``blocks`` are the stretches to be read, each with its role; what lies between them is page furniture.
    """

    report_id: str
    name: str
    title: str
    published: str
    text: str
    blocks: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """What one group is given.

    ``guesses`` are figures by id, in words, whose independent sources are guessed at; ``numbers`` and ``hunt`` name the
    texts whose numbers are marked and in whose wording something was lost; the chain is drawn between all texts but the
    ``homework``, a copy of the text ``homework_of`` with so many ``errors`` planted in it. ``kinds`` are the kinds of
    change to choose from, ``estimands`` what may be counted, by id and name.
    """

    exercise_id: str
    group: str
    story: str
    texts: tuple[Text, ...]
    guesses: tuple[tuple[str, str], ...]
    numbers: tuple[str, ...]
    hunt: tuple[str, ...]
    homework: str | None
    homework_of: str | None
    errors: int
    kinds: tuple[str, ...]
    estimands: tuple[tuple[str, str], ...]

    def text(self, report_id: str) -> Text:
        """The text of that id.

        Raises ``InputError`` when the exercise has none.
        """
        found = next((one for one in self.texts if one.report_id == report_id), None)
        if found is None:
            raise InputError(f"report: the exercise has no text {report_id!r}")
        return found

    @property
    def chain(self) -> tuple[str, ...]:
        """The texts between which the chain is drawn."""
        return tuple(one.report_id for one in self.texts if one.report_id != self.homework)


def codebook(exercise: Exercise) -> tuple[Field, ...]:
    """The fields of a marked number with their answers, the same in the widget, on paper and in the key."""
    return (
        Field("bound", "What its words leave open", BOUNDS, "The words at the number decide, not what you know."),
        Field("hedge", "How sure it is told", SURENESS,
              "Hedged: “may”, “is thought to”, “reportedly”. “About” and “up to” are no hedge here."),
        Field("speaker", "On whose word", (), f"Name whoever holds the figure; “{OWN_VOICE}” when nobody is named."),
        Field("anonymous", "Is the speaker unnamed", (("yes", "unnamed"), ("no", "named, or nobody speaks")),
              "A senior official without a name is unnamed, whatever else is told of them."),
        Field("estimand", "What it counts", (*exercise.estimands, ("none", "none of these")),
              "Two numbers are on one line of a chart only when they count the same."),
    )  # fmt: skip


BOUNDS: tuple[tuple[str, str], ...] = (
    ("bare", "nothing"), ("about", "about, some, nearly"), ("at least", "at least"),
    ("more than", "more than"), ("at most", "up to, at most"), ("less than", "fewer than"),
    ("range", "a range: from one number to another"), ("vague", "vague: dozens, thousands"),
)  # fmt: skip
#: The kinds of discrepancy that students hunt for; each is something that a retelling lost, moved or made firmer.
HUNTED = (
    "hedge dropped", "certainty raised", "attribution dropped", "anonymity dropped", "holders merged", "holder changed",
    "place", "time", "status", "number",
)  # fmt: skip
SURENESS: tuple[tuple[str, str], ...] = (
    ("asserted", "told as so"), ("hedged", "hedged"), ("denied", "denied"),
)  # fmt: skip


def as_json(exercise: Exercise) -> str:
    """The exercise as the text of its file."""
    return json.dumps(asdict(exercise), ensure_ascii=False, indent=1) + "\n"


def read_exercise(path: str | Path) -> Exercise:
    """The exercise in that file, or in the student copy at that folder.

    Raises ``InputError`` for a file that is none.
    """
    file = Path(path)
    file = file / FILE_NAME if file.is_dir() else file
    said = read_object(file, "exercise")
    try:
        texts = tuple(Text(**{name: _frozen(value) for name, value in one.items()}) for one in said["texts"])
        return Exercise(texts=texts, **{name: _frozen(said[name]) for name in _NAMES})
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{file}: this is no exercise: {error}") from error


_NAMES = tuple(one.name for one in fields(Exercise) if one.name != "texts")


def read_object(file: Path, what: str) -> dict[str, Any]:
    """The JSON object in a file, for whichever of our files it is to be.

    Raises ``InputError`` when it cannot be read or is none.
    """
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise InputError(f"{file}: the {what} cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{file}: this is no {what}: {error}") from error
    if not isinstance(said, dict):
        raise InputError(f"{file}: this is no {what}: it holds no object")
    return said


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value
