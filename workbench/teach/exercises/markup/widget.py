"""The desk in a notebook: a thin carrier of its view to the page, and of the page's messages back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from workbench.corrections.recording import analyst
from workbench.look.explore.widget import READING_SCRIPTS, asset, reading_style
from workbench.look.still import Still
from workbench.teach.exercises.exercise import FILE_NAME, read_exercise
from workbench.teach.exercises.markup.desk import Message, answer, desk_of
from workbench.teach.exercises.markup.view import shown

_STATIC = Path(__file__).parent / "static"


class MarkUp(Still, anywidget.AnyWidget):
    """The widget of one student; ``desk`` is where they stand."""

    _esm = ""
    _css = ""
    view = traitlets.Dict().tag(sync=True)

    def __init__(self, copy: Path, *, who: str) -> None:
        folder = copy.parent if copy.name == FILE_NAME else copy
        self.desk = desk_of(read_exercise(copy), folder, who=who)
        script = "\n".join(
            [*(asset(name) for name in READING_SCRIPTS), (_STATIC / "markup.js").read_text(encoding="utf-8")]
        )
        style = reading_style() + (_STATIC / "markup.css").read_text(encoding="utf-8")
        super().__init__(_esm=script, _css=style, view=shown(self.desk))
        self.on_msg(self._hear)

    def _hear(self, widget: Any, message: Any, buffers: Any) -> None:
        if not isinstance(message, dict):
            return
        try:
            self.receive(message)
        except Exception as error:  # whatever it is, the student is told, and what was typed stays
            why = f"Something went wrong, and nothing more was done: {type(error).__name__}: {error}"
            self.desk = replace(self.desk, error=why, turn=self.desk.turn + 1)
            self.view = shown(self.desk)

    def receive(self, message: Message) -> None:
        """Takes a message of the page as if it had come from there: ``{"do": "select", "quote": "11,000"}``."""
        self.desk = answer(self.desk, message)
        self.view = shown(self.desk)


def mark_up(copy: str | Path, *, who: str | None = None) -> MarkUp:
    """The desk of one student at a student copy, a folder that ``workbench exercise`` wrote.

    ``who`` is the name that the marks bear, by default what WORKBENCH_ANALYST says, else the login name; it can be
    changed on the page. Raises ``InputError`` for a folder that holds no exercise.
    """
    return MarkUp(Path(copy), who=who or analyst())
