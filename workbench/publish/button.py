"""A button in a notebook that writes the briefing, and says in its place what was written or why not.

What is here: controls and what they call. The briefing is ``briefing.py``'s; the story is opened anew at each press, so
what was corrected a moment ago is in it.
"""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from workbench.errors import InputError
from workbench.look.still import Still
from workbench.publish.briefing import RefusedWords, compose, save
from workbench.story import Story, open_story

_DETAILS = (("whole texts", "full"), ("short quotations", "snippet"), ("no words of a report", "none"))


def briefing_button(story: Story, out: str | Path = "briefing.html") -> BriefingButton:
    """Controls for one briefing and the button that writes it to ``out``; shown where a cell ends with it."""
    return BriefingButton(story, Path(out))


class BriefingButton(Still, widgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """The controls; ``said`` holds what came of the last press."""

    def __init__(self, story: Story, out: Path) -> None:
        self._story, self._out = story, out
        wide = {"description_width": "9em"}
        self.known_by = widgets.Text(description="Known by", placeholder="YYYY-MM-DD, or empty", style=wide)
        self.detail = widgets.Dropdown(options=_DETAILS, description="Of the reports", style=wide)
        self.after = widgets.Text(description="After the issue", placeholder="an older briefing.html", style=wide)
        self.one_page = widgets.Checkbox(description="one printed page", indent=False)
        self.press = widgets.Button(description="Write the briefing", button_style="primary")
        self.said = widgets.HTML()
        self.press.on_click(self._pressed)
        super().__init__([self.known_by, self.detail, self.after, self.one_page, self.press, self.said])

    def _pressed(self, _: Any) -> None:
        self.press.disabled = True
        self.said.value = "<p>Writing …</p>"
        try:
            self.said.value = self._written()
        except RefusedWords as error:
            self.said.value = _told("Not written: sentences of briefing.md are refused.", error.findings)
        except InputError as error:
            self.said.value = f"<p role='alert'><strong>Not written:</strong> {escape(str(error))}</p>"
        finally:
            self.press.disabled = False

    def _written(self) -> str:
        story = self._story
        if story.folder is not None:
            story = open_story(story.folder, progress=False)
        briefing = compose(
            story, known_by=_day(self.known_by.value), detail=self.detail.value,
            after=Path(self.after.value.strip()) if self.after.value.strip() else None, one_page=self.one_page.value,
        )  # fmt: skip
        path = save(briefing, self._out)
        found = [*briefing.findings, *briefing.gate.refusals]
        return _told(f"Wrote {path.resolve()}: it opens from disk, with the network off.", found)


def _told(sentence: str, findings: Any) -> str:
    rows = "".join(f"<li>{escape(one.sentence)}</li>" for one in findings)
    return f"<p role='status'>{escape(sentence)}</p>" + (f"<ul>{rows}</ul>" if rows else "")


def _day(typed: str) -> str | None:
    if not typed.strip():
        return None
    try:
        return date.fromisoformat(typed.strip()).isoformat()
    except ValueError:
        raise InputError(f"known by: must be a day such as 2024-10-30, is {typed.strip()!r}") from None
