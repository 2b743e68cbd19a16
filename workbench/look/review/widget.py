"""The review in a notebook: a thin carrier of the desk's view to the page, and of the page's messages back.

What is here: the widget and its script and style. What a message does is in ``answering.py``, what the page shows in
``view.py``.
"""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from workbench.corrections.recording import analyst
from workbench.look.explore.widget import READING_SCRIPTS, asset, reading_style
from workbench.look.html import html_table
from workbench.look.review.answering import answer
from workbench.look.review.desk import Message, desk_of
from workbench.look.review.queue import KINDS
from workbench.look.review.view import choices, shown
from workbench.look.still import Still
from workbench.story import Story

_STATIC = Path(__file__).parent / "static"
_SCRIPTS = ("dom.js", "item.js", "report.js", "pages.js", "main.js")

#: Rows that are listed where no widget is shown.
MOST = 30

#: Who reviews, kept while the kernel runs, so that a second widget need not ask again.
_session: dict[str, str] = {}


def script() -> str:
    """The page's script, with the explorer's reading pane in it."""
    own = [(_STATIC / name).read_text(encoding="utf-8") for name in _SCRIPTS]
    return "\n".join([*(asset(name) for name in READING_SCRIPTS), *own])


def style() -> str:
    """The page's style, after the explorer's, whose colours it takes and whose reading pane it shows."""
    return reading_style() + (_STATIC / "review.css").read_text(encoding="utf-8")


class Review(Still, anywidget.AnyWidget):
    """The widget of one story; ``story`` is the story with every act in force."""

    _esm = ""
    _css = ""
    view = traitlets.Dict().tag(sync=True)
    choices = traitlets.Dict().tag(sync=True)

    def __init__(self, story: Story, *, who: str) -> None:
        self.desk = desk_of(story, who=who)
        super().__init__(_esm=script(), _css=style(), view=shown(self.desk), choices=choices(story))
        self.on_msg(self._hear)

    def still(self) -> str:
        """The doubts that wait, in the order of the queue, and how far the review has come."""
        items = self.desk.queue.items
        rows = [(escape(KINDS[one.kind]), escape(one.doubt)) for one in items[:MOST]]
        caption = f"The first {len(rows):,} of {len(items):,} rows in doubt, as they stood when the notebook ran."
        return (
            f"<p><strong>{escape(self.view['title'])}</strong>: {escape(self.view['progress'])}</p>"
            + html_table(caption, ("Kind", "What is in doubt"), rows).text
        )

    @property
    def story(self) -> Story:
        """The story with every act in force."""
        return self.desk.story

    def _hear(self, widget: Any, message: Any, buffers: Any) -> None:
        if not isinstance(message, dict):
            return
        try:
            self.receive(message)
        except Exception as error:  # whatever it is, the analyst is told, and what was typed stays
            why = f"Something went wrong, and nothing more was done: {type(error).__name__}: {error}"
            self.desk = replace(self.desk, error=why, done="", turn=self.desk.turn + 1)
            self.view = shown(self.desk)

    def receive(self, message: Message) -> None:
        """Takes a message of the page as if it had come from there: ``{"do": "accept", "key": ...}``."""
        before = self.desk.story
        self.desk = answer(self.desk, message)
        _session["who"] = self.desk.who
        if self.desk.story is not before:
            self.choices = choices(self.desk.story)
        self.view = shown(self.desk)


def review(story: Story, *, who: str | None = None) -> Any:
    """The review of a story: the queue of what needs an eye, and every correction an analyst can make.

    ``who`` is the name that each line bears; by default the one given last in this session, else what
    WORKBENCH_ANALYST says, else the login name. It can be changed in the widget.
    """
    return Review(story, who=who or _session.get("who") or analyst())
