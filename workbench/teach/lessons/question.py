"""A question of a lesson as a frozen value: what is asked, of which words, what is accepted, and what is said after.

What is here: plain text throughout, and the prompt as HTML, in which whatever came from a report is escaped. How an
answer is checked is in ``checking.py``, how a question is shown in ``asking.py``, the lessons in ``catalogue.py``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

from workbench.publish.references import Known

#: "words" are typed as they stand in the sentence, a "choice" is one of the options, an "open" answer is not marked and
#: an example of one is shown, a "paragraph" is judged by the linter and the citation gate.
Kind = Literal["words", "choice", "number", "day", "yes or no", "open", "paragraph"]
#: How a quoted sentence is set, in whatever page it stands.
_QUOTED = "margin:.35em 0 .6em;padding:0 0 0 .9em;border-left:2px solid #9aa0a6"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a report's text the words stand that a question rests on."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of a report, the name the report goes by, and the stretch of the sentence that is marked, if any."""

    by: str
    words: str
    mark: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Against:
    """What a paragraph is judged against: the story's figures, the names of their holders, and what it must speak of.

    ``estimand`` is the thing counted of which at least one figure or range must be cited; ``named`` is how it is shown.
    """

    known: Known
    names: dict[str, tuple[str, ...]]
    estimand: str
    named: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a lesson.

    ``part`` is what the answer is, in a word or two ("cue"). ``accepted`` are the answers marked right; for an open
    question and a paragraph the first is the example. ``near`` are wrong answers that deserve a sentence of their own.
    ``hints`` go from gentle to near. ``place`` is where in a report the answer rests.
    """

    lesson: str
    part: str
    asks: str
    kind: Kind
    quoted: tuple[Quotation, ...]
    accepted: tuple[str, ...]
    hints: tuple[str, ...]
    explanation: str
    place: Place
    options: tuple[str, ...] = ()
    near: tuple[tuple[str, str], ...] = ()
    against: Against | None = None

    @property
    def prompt(self) -> str:
        """The question and the sentences it is asked of, as HTML."""
        asks = f'<p style="margin:0 0 .4em"><strong>{escape(self.asks)}</strong></p>'
        return asks + "".join(_quotation(one) for one in self.quoted)

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen; nothing where the answer is typed."""
        return ("yes", "no") if self.kind == "yes or no" else self.options


class Questions(tuple[Question, ...]):
    """The questions of a lesson in order; ``lacking`` says in a sentence why there are fewer than there could be."""

    lacking: str

    def __new__(cls, questions: Iterable[Question] = (), *, lacking: str = "") -> Questions:
        """The questions with that sentence; an empty one says that nothing is lacking."""
        made = super().__new__(cls, tuple(questions))
        made.lacking = lacking
        return made


def _quotation(one: Quotation) -> str:
    start, end = one.mark or (0, 0)
    before, marked, after = (escape(part) for part in (one.words[:start], one.words[start:end], one.words[end:]))
    words = f"{before}<mark>{marked}</mark>{after}" if marked else after
    by = f"<br><small>{escape(one.by)}</small>"
    return f'<blockquote style="{_QUOTED}">{words}{by}</blockquote>'
