"""A question as it is asked: a box to type or choose in, hints one after another, and only then the answer.

What is here: the widget, and the same question as HTML for a page without a kernel, where hints and answer unfold. All
controls are the browser's own, so a keyboard reaches each; all text is escaped before it is shown. What an answer is
worth is said in ``checking.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import ipywidgets as widgets

from workbench.look.still import Still
from workbench.teach.lessons.checking import Answer, checked
from workbench.teach.lessons.question import Question, Questions

_WIDE = {"width": "100%", "max_width": "820px"}
_CARD = {"border_left": "3px solid #1f5fa8", "padding": "0 0 4px 12px", "margin": "0 0 26px 0", **_WIDE}
#: A control as wide as its card, and one no wider than its words.
_FILLING, _NARROW = {"width": "auto"}, {"width": "auto", "align_self": "flex-start", "max_width": "100%"}
#: Kinds of which the answer may take several lines.
_LONG = ("open", "paragraph")
_SIGNS = {"right": "✓", "nearly": "≈", "not yet": "✗", "not marked": "…"}
_EXAMPLE = "Show an example"
_ANSWER = "Show the answer"


def ask(questions: Question | Iterable[Question]) -> Any:
    """The question, or each of several in order, checked as the learner types; shown where a cell ends with it.

    What a story lacks for more questions is said below them. Without a kernel the same is read, and not checked.
    """
    several = Questions((questions,)) if isinstance(questions, Question) else questions
    lacking = several.lacking if isinstance(several, Questions) else ""
    return _Asked([AskedQuestion(one) for one in several], lacking)


class _Asked(Still, widgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """Several questions, one below another, and the sentence on what is lacking."""

    def __init__(self, asked: Sequence[AskedQuestion], lacking: str) -> None:
        self.asked = tuple(asked)
        self.lacking = f"<p><em>{escape(lacking)}</em></p>" if lacking else ""
        super().__init__([*asked, *([widgets.HTML(self.lacking)] if lacking else [])], layout=_WIDE)

    def still(self) -> str:
        """Every question as HTML, then what is lacking."""
        return "".join(one.still() for one in self.asked) + self.lacking


class AskedQuestion(Still, widgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """One question with its box, its hints and its answer; ``answer`` is what is said to the last thing typed."""

    def __init__(self, question: Question) -> None:
        self.question = question
        self.answer: Answer | None = None
        self.shown = 0
        self.box = _box(question)
        self.said = widgets.HTML()
        self.hints = widgets.HTML()
        self.more = widgets.Button(layout=_NARROW)
        self.box.observe(lambda _: self._check(), "value")
        self.more.on_click(lambda _: self._show_more())
        self._show_hints()
        super().__init__(
            [widgets.HTML(in_print(question.prompt)), self.box, self.said, self.hints, self.more], layout=_CARD
        )

    def still(self) -> str:
        """The question with its hints and its answer, each folded away."""
        return static(self.question)

    def _check(self) -> None:
        self.answer = checked(self.question, self.box.value or "")
        self.said.value = said_html(self.answer)
        if self.answer.verdict == "right":
            self.shown = len(self.question.hints) + 1
            self._show_hints()

    def _show_more(self) -> None:
        self.shown += 1
        self._show_hints()

    def _show_hints(self) -> None:
        """Shows the hints asked for so far, the answer once it is given or all hints have been seen."""
        hints, solved = self.question.hints, self.shown > len(self.question.hints)
        right = self.answer is not None and self.answer.verdict == "right"
        seen = () if right else hints[: self.shown]
        told = "".join(f"<p>Hint {at}. {escape(hint)}</p>" for at, hint in enumerate(seen, 1))
        self.hints.value = in_print(told + answer_html(self.question) if solved else told)
        self.more.layout.display = "none" if solved else None
        last = _EXAMPLE if self.question.kind in _LONG else _ANSWER
        self.more.description = f"Hint {self.shown + 1} of {len(hints)}" if self.shown < len(hints) else last


def _box(question: Question) -> Any:
    """The control for an answer: one choice of several, a line, or some lines."""
    style = {"description_width": "initial"}
    if question.choices:
        narrow = {**_NARROW, "width": "max-content"}
        return widgets.RadioButtons(
            options=question.choices, value=None, description="Choose", layout=narrow, style=style
        )
    if question.kind in _LONG:
        return widgets.Textarea(description="Your words", rows=5, layout=_FILLING, style=style)
    return widgets.Text(description=f"The {question.part}", layout=_FILLING, style=style)


# --- as HTML ----------------------------------------------------------------------------------------------------------


def in_print(html: str) -> str:
    """The HTML set in a size to be read, as the prose around it; nothing of nothing."""
    return f'<div style="font-size:15px;line-height:1.45;max-width:46rem">{html}</div>' if html else ""


def said_html(answer: Answer) -> str:
    """What is said to an answer, told to a screen reader as well."""
    found = "".join(f"<li>{escape(one)}</li>" for one in answer.found)
    listed = f"<ul>{found}</ul>" if found else ""
    return in_print(f'<div role="status"><p>{_SIGNS[answer.verdict]} {escape(answer.says)}</p>{listed}</div>')


def answer_html(question: Question) -> str:
    """The answer, or the example, with its explanation."""
    first = " or ".join(f"“{one}”" for one in question.accepted)
    name = "An example" if question.kind in _LONG else "Answer"
    return f"<p><strong>{name}:</strong> {escape(first)}</p><p>{escape(question.explanation)}</p>"


def static(question: Question) -> str:
    """The question as HTML that needs no kernel: hints and answer unfold one by one."""
    options = "".join(f"<li>{escape(one)}</li>" for one in question.choices)
    hints = "".join(
        f"<details><summary>Hint {at}</summary><p>{escape(hint)}</p></details>"
        for at, hint in enumerate(question.hints, 1)
    )
    name = "An example" if question.kind in _LONG else "The answer"
    answer = f"<details><summary>{name}</summary>{answer_html(question)}</details>"
    listed = f"<ul>{options}</ul>" if options else ""
    return f'<div style="margin:0 0 1.6em">{in_print(question.prompt + listed + hints + answer)}</div>'
